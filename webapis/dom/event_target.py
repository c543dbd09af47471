"""https://dom.spec.whatwg.org/#interface-eventtarget"""

from typing import TYPE_CHECKING

from webapis.idl.callbacks import Callback
from webapis.idl.exceptions import dom_exception

if TYPE_CHECKING:
    from webapis.dom.abort import AbortSignal
    from webapis.dom.element import Element
    from webapis.dom.event import Event
    from webapis.dom.node import Node
    from webapis.dom.observable import Observable, ObservableEventListenerOptions
    from webapis.html.window import Window


class EventListenerOptions:
    """https://dom.spec.whatwg.org/#dictdef-eventlisteneroptions"""

    capture: bool = False


class AddEventListenerOptions(EventListenerOptions):
    """https://dom.spec.whatwg.org/#dictdef-addeventlisteneroptions"""

    passive: bool | None = None
    once: bool = False
    signal: "AbortSignal | None" = None


class EventListener:
    """https://dom.spec.whatwg.org/#concept-event-listener"""

    def __init__(
        self,
        type: str,
        callback: Callback | None,
        capture: bool,
        passive: bool | None,
        once: bool,
        signal: "AbortSignal | None",
    ) -> None:
        self.type = type
        self.callback = callback
        self.capture = capture
        self.passive = passive
        self.once = once
        self.signal = signal
        self.removed = False

    def current_callback(self, current_target: "EventTarget") -> Callback | None:
        """The callback; HTML's event handlers may have to compile theirs first."""
        return self.callback

    def handle(self, event: "Event", current_target: "EventTarget") -> None:
        """Run the callback. HTML's event handlers and the platform's own listeners override this."""
        if self.callback is not None:
            self.callback.invoke(current_target, [event])


class EventTarget:
    """https://dom.spec.whatwg.org/#interface-eventtarget"""

    wrapper: object
    listeners: list[EventListener] | None

    def __init__(self) -> None:
        self.wrapper = None
        self.listeners = None

    @property
    def interface_name(self) -> str:
        """The name of the interface, which chooses the wrapper's prototype."""
        return self.__class__.__name__

    # What dispatch asks of a target. Nodes override.

    @property
    def is_node(self) -> bool:
        """Whether the target is a node."""
        return False

    @property
    def is_window(self) -> bool:
        """Whether the target is a Window."""
        return False

    @property
    def is_shadow_root(self) -> bool:
        """Whether the target is a shadow root."""
        return False

    def is_closed_shadow_root(self) -> bool:
        """Whether the target is a shadow root of mode closed."""
        return False

    def is_assigned(self) -> bool:
        """Whether the target is a slottable with a slot."""
        return False

    def is_in_shadow_tree(self) -> bool:
        """Whether the target is a node whose root is a shadow root."""
        return False

    def tree_root(self) -> "Node | None":
        """The node's root; None for other targets."""
        return None

    def shadow_host(self) -> "Element | None":
        """A shadow root's host."""
        return None

    def get_the_parent(self, event: "Event") -> "EventTarget | None":
        """https://dom.spec.whatwg.org/#get-the-parent"""
        return None

    @property
    def has_activation_behavior(self) -> bool:
        """https://dom.spec.whatwg.org/#eventtarget-activation-behavior"""
        return False

    def activation_behavior(self, event: "Event") -> None:
        """What the element does when it is activated and nothing was prevented."""

    def legacy_pre_activation_behavior(self) -> None:
        """https://dom.spec.whatwg.org/#eventtarget-legacy-pre-activation-behavior"""

    def legacy_canceled_activation_behavior(self) -> None:
        """https://dom.spec.whatwg.org/#eventtarget-legacy-canceled-activation-behavior"""

    def is_default_passive_target(self) -> bool:
        """https://dom.spec.whatwg.org/#default-passive-value, its second half."""
        return False

    def report_exception(self, error: Exception) -> None:
        """Where a listener's exception goes; targets without an agent let it through."""
        raise error

    # The interface.

    def add_event_listener(
        self, type: str, callback: Callback | None, options: "AddEventListenerOptions | bool | None" = None
    ) -> None:
        """https://dom.spec.whatwg.org/#dom-eventtarget-addeventlistener"""
        # 1. Flatten more options.
        if options is None or isinstance(options, bool):
            listener = EventListener(type, callback, options is True, None, False, None)
        else:
            listener = EventListener(type, callback, options.capture, options.passive, options.once, options.signal)
        # 2. Add an event listener.
        self.add_a_listener(listener)

    def add_a_listener(self, listener: EventListener) -> None:
        """https://dom.spec.whatwg.org/#add-an-event-listener"""
        # 2. A listener whose signal is aborted is not added.
        signal = listener.signal
        if signal is not None and signal.aborted:
            return
        # 3. Neither is one without a callback.
        callback = listener.callback
        if callback is None:
            return
        # 5. Append unless there is an equal one.
        listeners = self.listeners
        if listeners is None:
            self.listeners = [listener]
        else:
            for other in listeners:
                if (
                    other.type == listener.type
                    and other.capture == listener.capture
                    and other.callback is not None
                    and other.callback.is_same(callback)
                ):
                    return
            listeners.append(listener)
        self.listener_added(listener)
        # 6. Remove it when the signal aborts.
        if signal is not None:
            signal.add_listener_to_remove(self, listener)

    def listener_added(self, listener: EventListener) -> None:
        """A hook for targets that count listeners of a type."""

    def remove_event_listener(
        self, type: str, callback: Callback | None, options: "EventListenerOptions | bool | None" = None
    ) -> None:
        """https://dom.spec.whatwg.org/#dom-eventtarget-removeeventlistener"""
        listeners = self.listeners
        if listeners is None or callback is None:
            return
        # 1. Flatten options.
        capture = options is True
        if options is not None and not isinstance(options, bool):
            capture = options.capture
        # 2. Remove the listener that matches.
        for listener in listeners:
            if (
                listener.type == type
                and listener.capture == capture
                and listener.callback is not None
                and listener.callback.is_same(callback)
            ):
                self.remove_a_listener(listener)
                return

    def remove_a_listener(self, listener: EventListener) -> None:
        """https://dom.spec.whatwg.org/#remove-an-event-listener"""
        listener.removed = True
        listeners = self.listeners
        if listeners is not None and listener in listeners:
            listeners.remove(listener)
            if not listeners:
                self.listeners = None

    def when(self, window: "Window", type: str, options: "ObservableEventListenerOptions") -> "Observable":
        """https://wicg.github.io/observable/#dom-eventtarget-when"""
        from webapis.dom.observable import events_of

        return events_of(window, self, type, options)

    def dispatch_event(self, event: "Event") -> bool:
        """https://dom.spec.whatwg.org/#dom-eventtarget-dispatchevent"""
        # 1. Not while it is dispatched, nor before it is initialised.
        if event.dispatch_flag:
            raise dom_exception("InvalidStateError", "The event is already being dispatched.")
        if not event.initialized_flag:
            raise dom_exception("InvalidStateError", "The event provided is uninitialized.")
        # 2. Not trusted.
        event.is_trusted = False
        # 3. Dispatch.
        return dispatch(event, self)


from webapis.dom.dispatch import dispatch
