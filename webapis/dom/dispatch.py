"""https://dom.spec.whatwg.org/#dispatching-events"""

from typing import TYPE_CHECKING, Final

from jsengine._kernel import poll
from webapis.dom.event import (
    AT_TARGET,
    BUBBLING_PHASE,
    CAPTURING_PHASE,
    NONE,
    Event,
    PathItem,
    is_shadow_including_inclusive_ancestor,
    retarget,
)

if TYPE_CHECKING:
    from webapis.dom.event_target import EventTarget

# Step 5 of "invoke": the type that listeners may have used before it was standard.
LEGACY_TYPES: Final[dict[str, str]] = {
    "animationend": "webkitAnimationEnd",
    "animationiteration": "webkitAnimationIteration",
    "animationstart": "webkitAnimationStart",
    "transitionend": "webkitTransitionEnd",
}

PASSIVE_TYPES: Final = frozenset({"touchstart", "touchmove", "wheel", "mousewheel"})


def dispatch(event: Event, target: "EventTarget", legacy_target_override: "EventTarget | None" = None) -> bool:
    """https://dom.spec.whatwg.org/#concept-event-dispatch

    The override is the document that stands in for its window as the event's target.
    """
    # 1. Set the flag.
    event.dispatch_flag = True
    # 2. The override.
    target_override = target if legacy_target_override is None else legacy_target_override
    # 3-5. The path, and what is activated on it.
    related_target = retarget(event.related_target, target)
    clear_targets = False
    activation_target: EventTarget | None = None
    if target is not related_target or target is event.related_target:
        activation_target = build_path(event, target, target_override, related_target)
        clear_targets = must_clear_targets(event.path)
        # 6.11-12 Legacy pre-activation.
        if activation_target is not None:
            activation_target.legacy_pre_activation_behavior()
        invoke_along_path(event)
    # 7-10. Back to rest.
    event.event_phase = NONE
    event.current_target = None
    event.path = []
    event.dispatch_flag = False
    event.stop_propagation_flag = False
    event.stop_immediate_propagation_flag = False
    # 11. Hide targets of shadow trees.
    if clear_targets:
        event.target = None
        event.related_target = None
    # 12. Activation.
    if activation_target is not None:
        if not event.canceled_flag:
            activation_target.activation_behavior(event)
        else:
            activation_target.legacy_canceled_activation_behavior()
    # 13. Whether nobody prevented the default.
    return not event.canceled_flag


def build_path(
    event: Event,
    target: "EventTarget",
    target_override: "EventTarget",
    related_target: "EventTarget | None",
) -> "EventTarget | None":
    """Steps 6.1 to 6.9 of dispatch; returns the activation target."""
    path = event.path = []
    event_related_target = event.related_target
    # 6.3 The target itself.
    append_to_path(path, target, target_override, related_target, False)
    # 6.4-5 Activation is for clicks.
    is_activation_event = event.type == "click" and event.is_activation_event()
    activation_target: EventTarget | None = None
    if is_activation_event and target.has_activation_behavior:
        activation_target = target
    # 6.6 A slot takes over from its slottable.
    slottable: EventTarget | None = target if target.is_node and target.is_assigned() else None
    slot_in_closed_tree = False
    # 6.8-9 Upwards.
    parent = target.get_the_parent(event)
    while parent is not None:
        if slottable is not None:
            slottable = None
            root = parent.tree_root()
            if root is not None and root.is_shadow_root and root.is_closed_shadow_root():
                slot_in_closed_tree = True
        parent_is_node = parent.is_node
        if parent_is_node and parent.is_assigned():
            slottable = parent
        if event_related_target is not None:
            related_target = retarget(event_related_target, parent)
        if parent.is_window or (parent_is_node and is_in_target_tree(target, parent)):
            if is_activation_event and event.bubbles and activation_target is None and parent.has_activation_behavior:
                activation_target = parent
            append_to_path(path, parent, None, related_target, slot_in_closed_tree)
        elif parent is related_target:
            break
        else:
            target = parent
            if is_activation_event and activation_target is None and target.has_activation_behavior:
                activation_target = target
            append_to_path(path, parent, target, related_target, slot_in_closed_tree)
        parent = parent.get_the_parent(event)
        slot_in_closed_tree = False
    return activation_target


def is_in_target_tree(target: "EventTarget", parent: "EventTarget") -> bool:
    """Whether target's root is a shadow-including inclusive ancestor of parent."""
    # OPTIMIZATION: the way up from a tree without a host never leaves it but through its document.
    if not target.is_in_shadow_tree():
        return True
    root = target.tree_root()
    return root is not None and is_shadow_including_inclusive_ancestor(root, parent)


def append_to_path(
    path: list[PathItem],
    invocation_target: "EventTarget",
    shadow_adjusted_target: "EventTarget | None",
    related_target: "EventTarget | None",
    slot_in_closed_tree: bool,
) -> None:
    """https://dom.spec.whatwg.org/#concept-event-path-append"""
    in_shadow_tree = invocation_target.is_in_shadow_tree()
    root_of_closed_tree = invocation_target.is_shadow_root and invocation_target.is_closed_shadow_root()
    path.append(
        PathItem(
            invocation_target,
            in_shadow_tree,
            shadow_adjusted_target,
            path[-1].seen_target if shadow_adjusted_target is None and path else shadow_adjusted_target,
            related_target,
            root_of_closed_tree,
            slot_in_closed_tree,
        )
    )


def must_clear_targets(path: list[PathItem]) -> bool:
    """Steps 6.10 of dispatch: whether the last target seen lies in a shadow tree."""
    index = len(path) - 1
    while index >= 0:
        item = path[index]
        target = item.shadow_adjusted_target
        if target is not None:
            related = item.related_target
            return target.is_in_shadow_tree() or (related is not None and related.is_in_shadow_tree())
        index -= 1
    return False


def invoke_along_path(event: Event) -> None:
    """Steps 6.13 and 6.14 of dispatch."""
    path = event.path
    index = len(path) - 1
    # DEVIATION: at a target that is no node, listeners run in one pass, in the order in which they were added, whether
    # they capture or not. The standard has those that capture first; Chromium does this, and pages rely on it.
    if index == 0 and not path[0].invocation_target.is_node:
        event.event_phase = AT_TARGET
        set_targets(path, 0, event)
        if path[0].invocation_target.listeners is not None:
            invoke(path, 0, event, None)
        return
    # 6.13 Capture, from the outermost inwards.
    while index >= 0:
        item = path[index]
        if item.invocation_target.listeners is not None:
            event.event_phase = CAPTURING_PHASE if item.shadow_adjusted_target is None else AT_TARGET
            invoke(path, index, event, True)
        index -= 1
    # 6.14 Bubble outwards.
    for index in range(len(path)):
        item = path[index]
        if item.shadow_adjusted_target is not None:
            event.event_phase = AT_TARGET
        else:
            if not event.bubbles:
                continue
            event.event_phase = BUBBLING_PHASE
        if item.invocation_target.listeners is not None:
            invoke(path, index, event, False)
    # Where nobody listened, the target is still to be told.
    if event.target is not path[0].shadow_adjusted_target:
        set_targets(path, len(path) - 1, event)


def set_targets(path: list[PathItem], index: int, event: Event) -> None:
    """Steps 1 and 2 of invoke: targets as the item sees them."""
    item = path[index]
    event.related_target = item.related_target
    if item.seen_target is not None:
        event.target = item.seen_target


def invoke(path: list[PathItem], index: int, event: Event, capturing: bool | None) -> None:
    """https://dom.spec.whatwg.org/#concept-event-listener-invoke"""
    poll()
    set_targets(path, index, event)
    # 3. Nothing once propagation stopped.
    if event.stop_propagation_flag:
        return
    # 4-5. The current target and a copy of its listeners.
    item = path[index]
    current_target = item.invocation_target
    event.current_target = current_target
    listeners = current_target.listeners
    if listeners is None:
        return
    in_shadow_tree = item.invocation_target_in_shadow_tree
    # 6-7. Run them.
    found = inner_invoke(event, current_target, event.type, capturing, in_shadow_tree)
    # 8. Legacy names, for events of the platform.
    if not found and event.is_trusted and event.type in LEGACY_TYPES:
        original = event.type
        event.type = LEGACY_TYPES[original]
        inner_invoke(event, current_target, event.type, capturing, in_shadow_tree)
        event.type = original


def inner_invoke(
    event: Event, current_target: "EventTarget", event_type: str, capturing: bool | None, in_shadow_tree: bool
) -> bool:
    """https://dom.spec.whatwg.org/#concept-event-listener-inner-invoke"""
    found = False
    listeners = current_target.listeners
    if listeners is None:
        return False
    for listener in listeners.copy():
        # 2. Of this type and phase, and not removed meanwhile.
        if listener.removed or listener.type != event_type:
            continue
        found = True
        if capturing is not None and listener.capture != capturing:
            continue
        # 2.5 Once means gone before it runs.
        if listener.once:
            current_target.remove_a_listener(listener)
        # 2.6-8 window.event, except in shadow trees.
        callback = listener.current_callback(current_target)
        scope = callback.global_object() if callback is not None else None
        if isinstance(scope, GlobalScope):
            previous = scope.current_event
            if not in_shadow_tree:
                scope.current_event = event
            call_listener(listener, event, current_target)
            scope.current_event = previous
        else:
            call_listener(listener, event, current_target)
        # 2.13 No further listeners.
        if event.stop_immediate_propagation_flag:
            break
    return found


def call_listener(listener: "EventListener", event: Event, current_target: "EventTarget") -> None:
    """Steps 2.9 to 2.12 of inner invoke."""
    passive = listener.passive
    if passive is None:
        passive = listener.type in PASSIVE_TYPES and current_target.is_default_passive_target()
    if passive:
        event.in_passive_listener_flag = True
    try:
        listener.handle(event, current_target)
    except Exception as error:  # noqa: BLE001  (a script's exception goes to its report)
        # 2.10.1 For the global object of the callback, where that is one.
        callback = listener.current_callback(current_target)
        scope = callback.global_object() if callback is not None else None
        if isinstance(scope, GlobalScope):
            scope.report_exception(error)
        else:
            current_target.report_exception(error)
    event.in_passive_listener_flag = False


from webapis.dom.event_target import EventListener
from webapis.dom.global_scope import GlobalScope
