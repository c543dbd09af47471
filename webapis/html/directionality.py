"""https://html.spec.whatwg.org/#the-directionality"""

import unicodedata
from typing import TYPE_CHECKING, Final, cast

from webapis.dom.node import ELEMENT_NODE
from webapis.dom.text import is_text
from webapis.dom.tree import following, following_skipping_children
from webapis.html.reflection import keyword_of
from webapis.infra.ascii import ascii_lowercase, join_surrogates

if TYPE_CHECKING:
    from webapis.dom.element import Element
    from webapis.dom.node import Node
    from webapis.dom.text import Text
    from webapis.html.elements.input import HTMLInputElement
    from webapis.html.elements.textarea import HTMLTextAreaElement

DIRECTIONS: Final = frozenset(["ltr", "rtl", "auto"])
# https://html.spec.whatwg.org/#auto-directionality-form-associated-elements, of inputs
WITH_TEXT: Final = frozenset(
    ["hidden", "text", "search", "tel", "url", "email", "password", "submit", "reset", "button"]
)
# What the text of an element does not include.
APART: Final = frozenset(["bdi", "script", "style", "textarea"])


def direction_of(element: "Element") -> str:
    """https://html.spec.whatwg.org/#the-directionality"""
    current: Element | None = element
    while current is not None:
        if current.is_html:
            value = dir_state(current)
            if value in ("ltr", "rtl"):
                return value
            if value == "auto" or (value == "" and current.local_name == "bdi"):
                return auto_direction(current) or "ltr"
            if current.local_name == "input" and keyword_of(current, "type") == "tel":
                return "ltr"
        parent: Node | None = current.parent_node
        if parent is not None and parent.is_shadow_root:
            parent = parent.shadow_host()
        current = cast("Element", parent) if parent is not None and parent.node_type == ELEMENT_NODE else None
    return "ltr"


def dir_state(element: "Element") -> str:
    """ltr, rtl, auto, or nothing."""
    value = ascii_lowercase(element.content_attribute("dir") or "")
    return value if value in DIRECTIONS else ""


def auto_direction(element: "Element") -> str | None:
    """https://html.spec.whatwg.org/#auto-directionality; None where there is no strong character."""
    if element.local_name == "textarea":
        value = cast("HTMLTextAreaElement", element).value
        return text_direction(value) or ("ltr" if value else None)
    if element.local_name == "input":
        field = cast("HTMLInputElement", element)
        if field.type not in WITH_TEXT:
            return None
        value = field.value
        return text_direction(value) or ("ltr" if value else None)
    return contained_text_direction(element)


def contained_text_direction(element: "Element") -> str | None:
    """https://html.spec.whatwg.org/#contained-text-auto-directionality"""
    node = following(element, element)
    while node is not None:
        if node.node_type == ELEMENT_NODE:
            child = cast("Element", node)
            if child.is_html and (child.local_name in APART or dir_state(child)):
                node = following_skipping_children(node, element)
                continue
        elif is_text(node):
            found = text_direction(cast("Text", node).data)
            if found is not None:
                return found
        node = following(node, element)
    return None


def text_direction(text: str) -> str | None:
    """https://html.spec.whatwg.org/#text-node-directionality: of the first strong character"""
    for character in join_surrogates(text):
        kind = unicodedata.bidirectional(character)
        if kind == "L":
            return "ltr"
        if kind in ("R", "AL"):
            return "rtl"
    return None
