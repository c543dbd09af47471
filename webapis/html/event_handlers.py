"""https://html.spec.whatwg.org/#event-handler-attributes

An event handler that is not null is one listener in its target's list, at the place where it was first set; that
listener is the whole of its state. The [EventHandler] attributes of the declarations come here by name.
"""

from typing import TYPE_CHECKING, Final

from webapis.dom.element import Element
from webapis.dom.event_target import EventListener, EventTarget
from webapis.html.events import BeforeUnloadEvent, ErrorEvent
from webapis.idl.table import declarations

if TYPE_CHECKING:
    from webapis.dom.event import Event
    from webapis.idl.callbacks import Callback

# https://html.spec.whatwg.org/#window-reflecting-body-element-event-handler-set, besides WindowEventHandlers
WINDOW_REFLECTING: Final = frozenset(["onblur", "onerror", "onfocus", "onload", "onresize", "onscroll"])


# Event handlers whose names in lowercase are not those of the events.
EVENT_TYPES: Final = {
    "onwebkitanimationend": "webkitAnimationEnd",
    "onwebkitanimationiteration": "webkitAnimationIteration",
    "onwebkitanimationstart": "webkitAnimationStart",
    "onwebkittransitionend": "webkitTransitionEnd",
}


class EventHandler(EventListener):
    """https://html.spec.whatwg.org/#event-handlers: a callback, or the text of one that was not needed yet."""

    def __init__(self, name: str, value: "Callback | None", body: str | None) -> None:
        super().__init__(EVENT_TYPES.get(name, name[2:]), None, False, None, False, None)
        self.name = name
        self.value = value
        self.body = body
        self.element: Element | None = None  # whose content attribute the text is from

    def current_callback(self, current_target: EventTarget) -> "Callback | None":
        # https://html.spec.whatwg.org/#getting-the-current-value-of-the-event-handler
        body = self.body
        if body is not None and self.element is not None:
            self.body = None
            agent = self.element.node_document.agent
            self.value = agent.host.compile_event_handler(self.element, self.name, body)
        return self.value

    def handle(self, event: "Event", current_target: EventTarget) -> None:
        # https://html.spec.whatwg.org/#the-event-handler-processing-algorithm
        callback = self.current_callback(current_target)
        if callback is None:
            return
        if self.name == "onerror" and isinstance(event, ErrorEvent) and current_target.is_window:
            arguments: list[object] = [event.message, event.filename, event.lineno, event.colno, event.error]
            if callback.invoke(current_target, arguments) is True:
                event.prevent_default()
            return
        result = callback.invoke(current_target, [event])
        if isinstance(event, BeforeUnloadEvent) and self.name == "onbeforeunload":
            if isinstance(result, str):
                event.prevent_default()
                event.message_for_user = event.message_for_user or result
        elif result is False:
            event.prevent_default()


def find_handler(target: EventTarget, name: str) -> EventHandler | None:
    """The handler of this name, unless it is null."""
    if target.listeners is not None:
        for listener in target.listeners:
            if isinstance(listener, EventHandler) and listener.name == name:
                return listener
    return None


def determine_target(target: EventTarget, name: str) -> EventTarget | None:
    """https://html.spec.whatwg.org/#determining-the-target-of-an-event-handler: a body stands for its window."""
    if not target.is_node:
        return target
    if isinstance(target, Element) and is_window_reflecting(target, name):
        return target.node_document.default_view
    return target


def is_window_reflecting(element: Element, name: str) -> bool:
    """Whether the element is a body or frameset, and its handler the window's."""
    if not element.is_html or element.local_name not in ("body", "frameset"):
        return False
    return name in WINDOW_REFLECTING or name in content_attribute_names("HTMLBodyElement")


_content_attributes: Final[dict[str, frozenset[str]]] = {}


def content_attribute_names(interface: str) -> frozenset[str]:
    """The event handlers that an interface declares itself."""
    names = _content_attributes.get(interface)
    if names is None:
        attributes = declarations().interfaces[interface].attributes
        names = frozenset([one.name for one in attributes if ("EventHandler", "") in one.extended])
        _content_attributes[interface] = names
    return names


def get_event_handler(target: EventTarget, name: str) -> "Callback | None":
    """https://html.spec.whatwg.org/#event-handler-idl-attributes, the getter."""
    determined = determine_target(target, name)
    if determined is None:
        return None
    handler = find_handler(determined, name)
    return handler.current_callback(determined) if handler is not None else None


def set_event_handler(target: EventTarget, name: str, value: "Callback | None") -> None:
    """https://html.spec.whatwg.org/#event-handler-idl-attributes, the setter."""
    determined = determine_target(target, name)
    if determined is not None:
        replace_handler(determined, name, value, None, None)


def replace_handler(
    target: EventTarget, name: str, value: "Callback | None", body: str | None, element: Element | None
) -> None:
    """Activate, change or deactivate a handler; one that stays active keeps its place."""
    handler = find_handler(target, name)
    if value is None and body is None:
        if handler is not None:
            target.remove_a_listener(handler)
        return
    if handler is None:
        handler = EventHandler(name, value, body)
        if target.listeners is None:
            target.listeners = [handler]
        else:
            target.listeners.append(handler)
        target.listener_added(handler)
    handler.value = value
    handler.body = body
    handler.element = element


def event_handler_attribute_changed(element: Element, name: str, value: str | None) -> None:
    """https://html.spec.whatwg.org/#event-handler-content-attributes, the attribute change steps."""
    if name not in content_attribute_names("HTMLElement") and not is_window_reflecting(element, name):
        return
    target = determine_target(element, name)
    if target is not None:
        replace_handler(target, name, None, value, element if value is not None else None)
