"""https://html.spec.whatwg.org/#focus"""

from typing import TYPE_CHECKING, cast

from webapis.dom.node import ELEMENT_NODE
from webapis.dom.tree import inclusive_descendants, shadow_including_inclusive_descendants
from webapis.html.events import fire, fire_event
from webapis.html.microsyntaxes import parse_integer
from webapis.html.reflection import keyword_of
from webapis.uievents.ui_events import FocusEvent, FocusEventInit

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.dom.node import Node


class FocusOptions:
    """https://html.spec.whatwg.org/#focusoptions"""

    prevent_scroll: bool = False
    focus_visible: bool | None = None


def is_focusable(element: "HTMLElement") -> bool:
    """https://html.spec.whatwg.org/#focusable-area, as far as it does not depend on layout."""
    if not element.is_connected or element.is_disabled() or delegates_focus(element) or is_inert_or_hidden(element):
        return False
    if element.is_html_named("input") and keyword_of(element, "type") == "hidden":
        return False
    if parse_integer(element.content_attribute("tabindex") or "") is not None:
        return True
    return element.is_focusable_by_default() or element.content_editable in ("true", "plaintext-only")


def is_inert_or_hidden(element: "Element") -> bool:
    """https://html.spec.whatwg.org/#inert, and what is not rendered by https://html.spec.whatwg.org/#hidden-elements"""
    # https://html.spec.whatwg.org/#blocked-by-a-modal-dialog
    modal = element.node_document.modal_dialogs
    if modal and not is_shadow_including_inclusive_ancestor(modal[-1], element):
        return True
    current: Element | None = element
    while current is not None:
        if current.is_html and (
            current.content_attribute("inert") is not None
            or current.content_attribute("hidden") is not None
            or (current.local_name == "dialog" and current.content_attribute("open") is None)
        ):
            return True
        current = current.parent_element
    if not has_styles(element):
        return False
    # Most pages need not import the cascade for that.
    from webapis.css.cascade.rendering import is_hidden_from_focus

    return is_hidden_from_focus(element)


def has_styles(element: "Element") -> bool:
    """OPTIMIZATION: where no author says anything about styles, nobody has to look at them."""
    if element.node_document.sheets_version:
        return True
    node: Node | None = element
    while node is not None:
        if node.node_type == ELEMENT_NODE and cast("Element", node).content_attribute("style") is not None:
            return True
        node = node.parent_node if node.parent_node is not None else node.shadow_host()
    return False


def can_take_focus(element: "HTMLElement") -> bool:
    """Whether it, or what it delegates to, can be focused."""
    return element.is_connected and (is_focusable(element) or delegate_of(element) is not None)


def run_focusing_steps(element: "HTMLElement") -> None:
    """https://html.spec.whatwg.org/#focusing-steps"""
    document = element.node_document
    # 1-3. What a host delegates to, or nothing.
    target = element
    if delegates_focus(element) and is_shadow_including_inclusive_ancestor(element, document.focused_element):
        return
    if not is_focusable(element):
        # DEVIATION: labels hand the focus on to their controls, as in browsers.
        control = labeled_control(element) if element.is_html_named("label") else None
        if isinstance(control, HTMLElement):
            run_focusing_steps(control)
            return
        delegate = delegate_of(element)
        if delegate is None:
            return
        target = delegate
    # 4-8. The change.
    if document.focused_element is not target:
        move_focus(document, target)


def delegates_focus(element: "Element") -> bool:
    """Whether it is a shadow host that hands its focus on."""
    shadow = element.shadow_root_node
    return shadow is not None and shadow.delegates_focus


def is_shadow_including_inclusive_ancestor(element: "Element", other: "Element | None") -> bool:
    """https://dom.spec.whatwg.org/#concept-shadow-including-inclusive-ancestor"""
    node: Node | None = other
    while node is not None and node is not element:
        node = node.parent_node if node.parent_node is not None else node.shadow_host()
    return node is not None


def delegate_of(element: "Element") -> "HTMLElement | None":
    """https://html.spec.whatwg.org/#focus-delegate, of a host or a dialog"""
    root: Node = element
    if element.shadow_root_node is not None:
        if not element.shadow_root_node.delegates_focus:
            return None
        root = element.shadow_root_node
    elif not element.is_html_named("dialog"):
        return None
    candidates = [node for node in inclusive_descendants(root) if isinstance(node, HTMLElement) and node is not root]
    # https://html.spec.whatwg.org/#autofocus-delegate comes first.
    candidates.sort(key=lacks_autofocus)
    for candidate in candidates:
        found = candidate if is_focusable(candidate) else delegate_of(candidate)
        if found is not None:
            return found
    return None


def lacks_autofocus(element: "HTMLElement") -> bool:
    """The sort key."""
    return element.content_attribute("autofocus") is None


def run_unfocusing_steps(element: "HTMLElement") -> None:
    """https://html.spec.whatwg.org/#unfocusing-steps"""
    document = element.node_document
    if document.focused_element is element:
        move_focus(document, None)


def move_focus(document: "Document", target: "HTMLElement | None") -> None:
    """https://html.spec.whatwg.org/#focus-update-steps, with the events of https://w3c.github.io/uievents/#events-focusevent-event-order"""
    old = document.focused_element
    document.focused_element = None
    if old is not None and old.is_connected:
        # 2. A change that was not told yet.
        if isinstance(old, TextField) and old.takes_uncommitted_change():
            fire_event(old, "change", True)
        fire_focus_event(old, "blur", target, False)
        fire_focus_event(old, "focusout", target, True)
        if has_moved_on(document):
            return
    if target is None or not target.is_connected:
        return
    # 4. The new one.
    document.focused_element = target
    if isinstance(target, TextField):
        target.remember_value()
    fire_focus_event(target, "focus", old, False)
    if document.focused_element is target:
        fire_focus_event(target, "focusin", old, True)


def has_moved_on(document: "Document") -> bool:
    """Whether a listener focused something while the focus was nowhere."""
    return document.focused_element is not None


def fire_focus_event(target: "Element", type: str, related: "Element | None", bubbles: bool) -> None:
    """https://html.spec.whatwg.org/#fire-a-focus-event"""
    init = FocusEventInit()
    init.related_target = related
    init.view = target.node_document.default_view
    init.composed = True
    init.bubbles = bubbles
    fire(target, FocusEvent(type, init))


def loses_focus(document: "Document") -> bool:
    """Whether what is focused may not be any more."""
    focused = document.focused_element
    return isinstance(focused, HTMLElement) and not is_focusable(focused)


def fix_up_focus(document: "Document") -> None:
    """https://html.spec.whatwg.org/#focus-fixup: a step of https://html.spec.whatwg.org/#update-the-rendering"""
    if loses_focus(document):
        move_focus(document, None)


def sequential_focus_order(document: "Document") -> "list[HTMLElement]":
    """https://html.spec.whatwg.org/#sequential-focus-navigation: positive tab indexes first, then tree order."""
    reachable: list[HTMLElement] = []
    for node in shadow_including_inclusive_descendants(document):
        if isinstance(node, HTMLElement) and node.tab_index >= 0 and is_focusable(node):
            reachable.append(node)
    first = [element for element in reachable if element.tab_index > 0]
    first.sort(key=tab_index_of)
    return first + [element for element in reachable if element.tab_index == 0]


def tab_index_of(element: "HTMLElement") -> int:
    """The sort key."""
    return element.tab_index


from webapis.html.elements.html_element import HTMLElement
from webapis.html.elements.text_field import TextField
from webapis.html.forms import labeled_control
