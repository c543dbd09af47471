"""https://dom.spec.whatwg.org/#events"""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from webapis.dom.event_target import EventTarget
    from webapis.dom.node import Node

NONE: Final = 0
CAPTURING_PHASE: Final = 1
AT_TARGET: Final = 2
BUBBLING_PHASE: Final = 3


class EventInit:
    """https://dom.spec.whatwg.org/#dictdef-eventinit"""

    bubbles: bool = False
    cancelable: bool = False
    composed: bool = False


class CustomEventInit(EventInit):
    """https://dom.spec.whatwg.org/#dictdef-customeventinit"""

    detail: object = None


class PathItem:
    """https://dom.spec.whatwg.org/#event-path-item"""

    def __init__(
        self,
        invocation_target: "EventTarget",
        invocation_target_in_shadow_tree: bool,
        shadow_adjusted_target: "EventTarget | None",
        seen_target: "EventTarget | None",
        related_target: "EventTarget | None",
        root_of_closed_tree: bool,
        slot_in_closed_tree: bool,
    ) -> None:
        self.invocation_target = invocation_target
        self.invocation_target_in_shadow_tree = invocation_target_in_shadow_tree
        self.shadow_adjusted_target = shadow_adjusted_target
        self.seen_target = seen_target  # the last shadow-adjusted target, from here towards the start of the path
        self.related_target = related_target
        self.root_of_closed_tree = root_of_closed_tree
        self.slot_in_closed_tree = slot_in_closed_tree


class Event:
    """https://dom.spec.whatwg.org/#interface-event"""

    wrapper: object
    type: str
    target: "EventTarget | None"
    related_target: "EventTarget | None"
    current_target: "EventTarget | None"
    event_phase: int
    path: list[PathItem]
    time_stamp: float
    bubbles: bool
    cancelable: bool
    composed: bool
    is_trusted: bool
    stop_propagation_flag: bool
    stop_immediate_propagation_flag: bool
    canceled_flag: bool
    in_passive_listener_flag: bool
    initialized_flag: bool
    dispatch_flag: bool

    def __init__(self, type: str, event_init: EventInit | None = None) -> None:
        self.wrapper = None
        self.type = type
        self.target = None
        self.related_target = None
        self.current_target = None
        self.event_phase = NONE
        self.path = []
        self.time_stamp = 0.0
        self.is_trusted = False
        self.stop_propagation_flag = False
        self.stop_immediate_propagation_flag = False
        self.canceled_flag = False
        self.in_passive_listener_flag = False
        self.initialized_flag = True
        self.dispatch_flag = False
        if event_init is None:
            self.bubbles = self.cancelable = self.composed = False
        else:
            self.bubbles = event_init.bubbles
            self.cancelable = event_init.cancelable
            self.composed = event_init.composed

    @property
    def interface_name(self) -> str:
        """The name of the interface, which chooses the wrapper's prototype."""
        return self.__class__.__name__

    @property
    def src_element(self) -> "EventTarget | None":
        """https://dom.spec.whatwg.org/#dom-event-srcelement"""
        return self.target

    def composed_path(self) -> "list[EventTarget]":
        """https://dom.spec.whatwg.org/#dom-event-composedpath"""
        # 1-3. Nothing outside a dispatch.
        path = self.path
        if not path:
            return []
        current_target = self.current_target
        # 5-9. Find the current target from the end of the path, and how deep in hidden trees it lies.
        current_index = 0
        current_level = 0
        index = len(path) - 1
        while index >= 0:
            item = path[index]
            if item.root_of_closed_tree:
                current_level += 1
            if item.invocation_target is current_target:
                current_index = index
                break
            if item.slot_in_closed_tree:
                current_level -= 1
            index -= 1
        # 10-12. Towards the target: keep what the current target may see.
        before: list[EventTarget] = []
        level = max_level = current_level
        index = current_index - 1
        while index >= 0:
            item = path[index]
            if item.root_of_closed_tree:
                level += 1
            if level <= max_level:
                before.append(item.invocation_target)
            if item.slot_in_closed_tree:
                level -= 1
                max_level = min(max_level, level)
            index -= 1
        before.reverse()
        before.append(path[current_index].invocation_target)
        # 13-15. Away from the target.
        level = max_level = current_level
        for index in range(current_index + 1, len(path)):
            item = path[index]
            if item.slot_in_closed_tree:
                level += 1
            if level <= max_level:
                before.append(item.invocation_target)
            if item.root_of_closed_tree:
                level -= 1
                max_level = min(max_level, level)
        # 16. The list.
        return before

    def stop_propagation(self) -> None:
        """https://dom.spec.whatwg.org/#dom-event-stoppropagation"""
        self.stop_propagation_flag = True

    @property
    def cancel_bubble(self) -> bool:
        """https://dom.spec.whatwg.org/#dom-event-cancelbubble"""
        return self.stop_propagation_flag

    @cancel_bubble.setter
    def cancel_bubble(self, value: bool) -> None:
        if value:
            self.stop_propagation_flag = True

    def stop_immediate_propagation(self) -> None:
        """https://dom.spec.whatwg.org/#dom-event-stopimmediatepropagation"""
        self.stop_propagation_flag = True
        self.stop_immediate_propagation_flag = True

    def prevent_default(self) -> None:
        """https://dom.spec.whatwg.org/#set-the-canceled-flag"""
        if self.cancelable and not self.in_passive_listener_flag:
            self.canceled_flag = True

    @property
    def return_value(self) -> bool:
        """https://dom.spec.whatwg.org/#dom-event-returnvalue"""
        return not self.canceled_flag

    @return_value.setter
    def return_value(self, value: bool) -> None:
        if not value:
            self.prevent_default()

    @property
    def default_prevented(self) -> bool:
        """https://dom.spec.whatwg.org/#dom-event-defaultprevented"""
        return self.canceled_flag

    def initialize(self, type: str, bubbles: bool, cancelable: bool) -> None:
        """https://dom.spec.whatwg.org/#concept-event-initialize"""
        # 1-3. Flags.
        self.initialized_flag = True
        self.stop_propagation_flag = False
        self.stop_immediate_propagation_flag = False
        self.canceled_flag = False
        # 4-5. Not trusted, no target.
        self.is_trusted = False
        self.target = None
        # 6-8. Its type.
        self.type = type
        self.bubbles = bubbles
        self.cancelable = cancelable

    def init_event(self, type: str, bubbles: bool = False, cancelable: bool = False) -> None:
        """https://dom.spec.whatwg.org/#dom-event-initevent"""
        if not self.dispatch_flag:
            self.initialize(type, bubbles, cancelable)

    def is_activation_event(self) -> bool:
        """Whether a click of this interface activates elements: a MouseEvent's does."""
        return False


class CustomEvent(Event):
    """https://dom.spec.whatwg.org/#interface-customevent"""

    detail: object

    def __init__(self, type: str, event_init: CustomEventInit | None = None) -> None:
        super().__init__(type, event_init)
        self.detail = None if event_init is None else event_init.detail

    def init_custom_event(
        self, type: str, bubbles: bool = False, cancelable: bool = False, detail: object = None
    ) -> None:
        """https://dom.spec.whatwg.org/#dom-customevent-initcustomevent"""
        if not self.dispatch_flag:
            self.initialize(type, bubbles, cancelable)
            self.detail = detail


def retarget(a: "EventTarget | None", b: "EventTarget | None") -> "EventTarget | None":
    """https://dom.spec.whatwg.org/#retarget"""
    while a is not None:
        # 1. Return A unless it is a node in a shadow tree that does not include B.
        if not a.is_node:
            return a
        root = a.tree_root()
        if root is None or not root.is_shadow_root:
            return a
        if b is not None and b.is_node and is_shadow_including_inclusive_ancestor(root, b):
            return a
        # 2. Otherwise go on with the host.
        a = root.shadow_host()
    return a


def is_shadow_including_inclusive_ancestor(root: "Node", other: "EventTarget") -> bool:
    """Whether the root is the node's root, or the root of a host further out."""
    current = other.tree_root()
    while current is not None:
        if current is root:
            return True
        host = current.shadow_host() if current.is_shadow_root else None
        current = host.tree_root() if host is not None else None
    return False
