"""Pseudo-classes that are asked of one element: https://drafts.csswg.org/selectors-4/ and
https://html.spec.whatwg.org/#pseudo-classes
"""

from typing import TYPE_CHECKING, Final

from webapis.dom.element_states import CUSTOM, UNCUSTOMIZED
from webapis.dom.node import ELEMENT_NODE
from webapis.dom.text import is_text
from webapis.infra import namespaces
from webapis.infra.ascii import ascii_lowercase
from webapis.selectors.structure import Context, Test

if TYPE_CHECKING:
    from webapis.dom.element import Element
    from webapis.dom.node import Node

# Those that depend on what HTML says of the element; `Element.has_state` knows.
HTML_STATES: Final = frozenset(
    [
        "autofill",
        "checked",
        "default",
        "disabled",
        "enabled",
        "fullscreen",
        "in-range",
        "indeterminate",
        "invalid",
        "modal",
        "open",
        "optional",
        "out-of-range",
        "placeholder-shown",
        "playing",
        "paused",
        "popover-open",
        "read-only",
        "read-write",
        "required",
        "user-invalid",
        "user-valid",
        "valid",
    ]
)

# Those that depend on what the user does; `Document` keeps the elements.
NAMED: Final = HTML_STATES | frozenset(
    [
        "active",
        "any-link",
        "defined",
        "empty",
        "focus",
        "focus-visible",
        "focus-within",
        "host",
        "hover",
        "link",
        "root",
        "target",
        "visited",
        "-webkit-autofill",
        "-webkit-any-link",
    ]
)


class NamedTest(Test):
    """A pseudo-class without arguments."""

    def __init__(self, name: str) -> None:
        self.name = {"-webkit-autofill": "autofill", "-webkit-any-link": "any-link"}.get(name, name)

    def matches(self, element: "Element", context: Context) -> bool:
        name = self.name
        if name in HTML_STATES:
            return element.is_html and element.has_state(name)
        if name == "root":
            return element.node_document.document_element is element
        if name == "empty":
            return is_empty(element)
        if name in ("link", "any-link"):
            return is_link(element)
        if name == "defined":
            return element.custom_element_state in (UNCUSTOMIZED, CUSTOM)
        if name in ("focus", "focus-visible"):
            return is_focused(element)
        if name == "focus-within":
            return contains_in_flat_tree(element, element.node_document.focused_element)
        if name == "hover":
            return contains_in_flat_tree(element, element.node_document.hovered_element)
        if name == "active":
            return contains_in_flat_tree(element, element.node_document.active_press_element)
        if name == "target":
            return element.node_document.target_element is element
        return False  # visited tells nothing; host is nothing outside of style sheets


def is_focused(element: "Element") -> bool:
    """https://html.spec.whatwg.org/#selector-focus: a shadow host is focused with what is in its shadow tree"""
    focused = element.node_document.focused_element
    while focused is not None and focused is not element:
        focused = focused.tree_root().shadow_host()
    return focused is not None


def is_empty(element: "Element") -> bool:
    """https://drafts.csswg.org/selectors-4/#the-empty-pseudo, as browsers have it: white space is content."""
    child = element.first_child
    while child is not None:
        if child.node_type == ELEMENT_NODE or (is_text(child) and child.length() > 0):
            return False
        child = child.next_sibling
    return True


def is_link(element: "Element") -> bool:
    """https://html.spec.whatwg.org/#selector-any-link"""
    return element.is_html and element.local_name in ("a", "area") and element.content_attribute("href") is not None


def contains_in_flat_tree(element: "Element", other: "Element | None") -> bool:
    """Whether the other is in the element, through shadow roots."""
    node: Node | None = other
    while node is not None:
        if node is element:
            return True
        node = node.parent_node if node.parent_node is not None else node.shadow_host()
    return False


class LanguageTest(Test):
    """:lang()"""

    def __init__(self, ranges: list[str]) -> None:
        self.ranges = [ascii_lowercase(one) for one in ranges]

    def matches(self, element: "Element", context: Context) -> bool:
        language = ascii_lowercase(language_of(element))
        return any(language_matches(language, one) for one in self.ranges)


def language_of(element: "Element") -> str:
    """https://html.spec.whatwg.org/#language"""
    current: Element | None = element
    while current is not None:
        value = current.get_attribute_ns(namespaces.XML, "lang")
        if value is None and current.is_html:
            value = current.content_attribute("lang")
        if value is not None:
            return value
        current = current.parent_element
    return ""


def language_matches(language: str, wanted: str) -> bool:
    """https://www.rfc-editor.org/rfc/rfc4647#section-3.3.2, extended filtering."""
    if not wanted or not language:
        return wanted == language
    ranges, tags = wanted.split("-"), language.split("-")
    if ranges[0] != "*" and ranges[0] != tags[0]:
        return False
    at, index = 1, 1
    while index < len(ranges):
        if ranges[index] == "*":
            index += 1
        elif at >= len(tags):
            return False
        elif tags[at] == ranges[index]:
            at += 1
            index += 1
        elif len(tags[at]) == 1:
            return False
        else:
            at += 1
    return True


class DirectionTest(Test):
    """:dir()"""

    def __init__(self, direction: str) -> None:
        self.direction = direction

    def matches(self, element: "Element", context: Context) -> bool:
        # HTML's code stands above this one.
        from webapis.html.directionality import direction_of

        return direction_of(element) == self.direction
