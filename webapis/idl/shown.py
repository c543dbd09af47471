"""Platform objects as the console shows them.

Text is all there is to an object; a pair of a length and items makes a list; a dict is fields. Nothing of a script runs.
"""

from typing import TYPE_CHECKING, Any, Final

from webapis.dom.node import (
    ATTRIBUTE_NODE,
    CDATA_SECTION_NODE,
    COMMENT_NODE,
    DOCUMENT_TYPE_NODE,
    ELEMENT_NODE,
    TEXT_NODE,
    Node,
)
from webapis.html.serialization import attribute_name, escape_attribute, tag_name

if TYPE_CHECKING:
    from webapis.dom.element import Element

LONGEST_VALUE: Final = 60
LONGEST_TAG: Final = 200
MOST_ITEMS: Final = 100

FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "Event": ("type", "target", "isTrusted"),
    "Location": ("href",),
    "URL": ("href",),
}
"""Of interfaces and those that inherit from them."""
PYTHON_NAMES: Final = {"isTrusted": "is_trusted"}


def shown(value: object) -> object:
    """Text, (length, items) or fields; None for what has nothing to tell but its name."""
    if isinstance(value, Node):
        return shown_node(value)
    for interface in type(value).__mro__:
        names = FIELDS.get(interface.__name__)
        if names is not None:
            return {name: getattr(value, PYTHON_NAMES.get(name, name)) for name in names}
    if hasattr(value, "get_property_value"):
        return shown_declarations(value)
    length = getattr(value, "length", None)
    item = getattr(value, "item", None)
    if isinstance(length, int) and callable(item):
        return length, [item(index) for index in range(min(length, MOST_ITEMS))]
    return None


def shown_declarations(style: Any) -> object:
    """The declarations of a block; computed ones are always all."""
    if style.length > MOST_ITEMS:
        return "CSSStyleDeclaration {…}"
    names = [style.item(index) for index in range(style.length)]
    return {name: style.get_property_value(name) for name in names}


def shown_node(node: Node) -> str:
    """The start tag of an element, the text of what has one, the name of others."""
    told: Any = node
    if node.node_type == ELEMENT_NODE:
        return start_tag(told)
    if node.node_type == ATTRIBUTE_NODE:
        return f'{attribute_name(told)}="{escape_attribute(clipped(told.data, LONGEST_VALUE))}"'
    if node.node_type == DOCUMENT_TYPE_NODE:
        return f"<!DOCTYPE {told.name}>"
    if node.node_type == COMMENT_NODE:
        return f"<!--{clipped(told.data, LONGEST_VALUE)}-->"
    if node.node_type in (TEXT_NODE, CDATA_SECTION_NODE):
        return f'{node.node_name} "{clipped(told.data, LONGEST_VALUE)}"'
    if node.is_shadow_root:
        return f"#shadow-root ({told.mode})"
    return node.node_name


def start_tag(element: "Element") -> str:
    """As it would be serialised, long values and long lists of attributes cut."""
    tag = f"<{tag_name(element)}"
    for attribute in element.attribute_list:
        if len(tag) > LONGEST_TAG:
            return f"{tag} …>"
        tag += f' {attribute_name(attribute)}="{escape_attribute(clipped(attribute.data, LONGEST_VALUE))}"'
    return f"{tag}>"


def clipped(text: str, most: int) -> str:
    """One line of it."""
    text = text[: most + 1].replace("\n", "↵")
    return text if len(text) <= most else text[:most] + "…"
