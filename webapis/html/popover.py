"""https://html.spec.whatwg.org/#the-popover-attribute: showing, hiding and their events; nothing is painted on top"""

from typing import TYPE_CHECKING, Final

from webapis.dom.tree import inclusive_descendants
from webapis.dom.tree_index import element_by_id
from webapis.html.toggling import ToggleTaskTracker, fire_before_toggle
from webapis.idl.exceptions import dom_exception

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.element import Element

AUTO: Final = frozenset(["auto", "hint"])


class PopoverState:
    """What an element that was shown as a popover remembers."""

    def __init__(self, element: "Element") -> None:
        self.showing = False
        self.opened_as = ""
        self.changing = False
        """https://html.spec.whatwg.org/#popover-showing-or-hiding"""
        self.toggle_task = ToggleTaskTracker(element)


class ShowPopoverOptions:
    """https://html.spec.whatwg.org/#showpopoveroptions"""

    source: "Element | None" = None


class TogglePopoverOptions(ShowPopoverOptions):
    """https://html.spec.whatwg.org/#togglepopoveroptions"""

    force: bool | None = None


def state_of(element: "HTMLElement") -> PopoverState:
    """The element's, made on first use."""
    if element.popover_state is None:
        element.popover_state = PopoverState(element)
    return element.popover_state


def popover_kind(element: "Element") -> str | None:
    """https://html.spec.whatwg.org/#attr-popover: auto, manual or hint; None is the no popover state"""
    value = element.content_attribute("popover")
    if value is None:
        return None
    keyword = value.lower()
    return "auto" if keyword in ("", "auto") else keyword if keyword == "hint" else "manual"


def is_popover_open(element: "HTMLElement") -> bool:
    """https://html.spec.whatwg.org/#selector-popover-open"""
    return element.popover_state is not None and element.popover_state.showing


def check_popover(element: "HTMLElement", showing: bool) -> bool:
    """https://html.spec.whatwg.org/#check-popover-validity"""
    if popover_kind(element) is None:
        raise dom_exception("NotSupportedError", "The element is not a popover.")
    if is_popover_open(element) != showing:
        return False
    if not element.is_connected:
        raise dom_exception("InvalidStateError", "The popover is not in a document.")
    if element.is_html_named("dialog") and not showing and element.content_attribute("open") is not None:
        raise dom_exception("InvalidStateError", "The dialog is already open as a dialog.")
    return True


def show_popover(element: "HTMLElement") -> None:
    """https://html.spec.whatwg.org/#show-popover"""
    # 1-8. It may be shown, and nobody objects.
    if not check_popover(element, False):
        return
    state = state_of(element)
    if state.changing:
        raise dom_exception("InvalidStateError", "The popover is already being shown or hidden.")
    state.changing = True
    try:
        if not fire_before_toggle(element, False) or not element.is_connected or popover_kind(element) is None:
            return
        # 13-15. Others of its kind go, but for those it is in.
        kind = popover_kind(element) or "manual"
        if kind in AUTO:
            hide_others(element)
        if not check_popover(element, False):
            return
        # 18-24. It shows.
        state.showing = True
        state.opened_as = kind
        if kind in AUTO:
            element.node_document.auto_popovers.append(element)
        element.node_document.attribute_version += 1
        state.toggle_task.queue(False)
        target = element if element.content_attribute("autofocus") is not None else autofocus_delegate(element)
        if target is not None:
            run_focusing_steps(target)
    finally:
        state.changing = False


def hide_popover(element: "HTMLElement", fire_events: bool = True) -> None:
    """https://html.spec.whatwg.org/#hide-popover-algorithm"""
    if not is_popover_open(element):
        return
    state = state_of(element)
    nested, state.changing = state.changing, True
    hide_above(element.node_document, element)
    if fire_events and not nested:
        fire_before_toggle(element, True)
    state.changing = nested
    if not state.showing:
        return
    state.showing = False
    popovers = element.node_document.auto_popovers
    if element in popovers:
        popovers.remove(element)
    element.node_document.attribute_version += 1
    if fire_events:
        state.toggle_task.queue(True)


def hide_above(document: "Document", element: "HTMLElement") -> None:
    """Popovers that were shown from within it go first."""
    popovers = document.auto_popovers
    while element in popovers and popovers[-1] is not element:
        hide_popover(popovers[-1])


def hide_others(element: "HTMLElement") -> None:
    """https://html.spec.whatwg.org/#hide-all-popovers-until, with https://html.spec.whatwg.org/#topmost-popover-ancestor"""
    for popover in element.node_document.auto_popovers[::-1]:
        if not popover.contains(element):
            hide_popover(popover)


def toggle_popover(element: "HTMLElement", force: bool | None) -> bool:
    """https://html.spec.whatwg.org/#dom-togglepopover"""
    showing = is_popover_open(element)
    if showing and force is not True:
        check_popover(element, True)
        hide_popover(element)
    elif not showing and force is not False:
        show_popover(element)
    else:
        check_popover(element, showing)
    return is_popover_open(element)


def autofocus_delegate(element: "HTMLElement") -> "HTMLElement | None":
    """https://html.spec.whatwg.org/#autofocus-delegate"""
    for node in inclusive_descendants(element):
        if isinstance(node, HTMLElement) and node.content_attribute("autofocus") is not None and is_focusable(node):
            return node
    return None


def run_target_action(button: "Element") -> None:
    """https://html.spec.whatwg.org/#popover-target-attribute-activation-behavior"""
    identifier = button.content_attribute("popovertarget")
    target = element_by_id(button.tree_root(), identifier) if identifier else None
    if not isinstance(target, HTMLElement) or popover_kind(target) is None:
        return
    action = (button.content_attribute("popovertargetaction") or "toggle").lower()
    if is_popover_open(target):
        if action != "show":
            hide_popover(target)
    elif action != "hide" and target.is_connected:
        show_popover(target)


from webapis.html.elements.html_element import HTMLElement
from webapis.html.focus import is_focusable, run_focusing_steps
