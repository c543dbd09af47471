"""The types of XPath and their conversions: https://www.w3.org/TR/1999/REC-xpath-19991116/#corelib"""

import math
import re
from typing import TYPE_CHECKING, Final, cast

from webapis.dom.node import ATTRIBUTE_NODE, DOCUMENT_NODE, ELEMENT_NODE

if TYPE_CHECKING:
    from webapis.dom.attr import Attr
    from webapis.dom.node import Node

Value = object
"""A float, a str, a bool, or a node-set: a list of nodes, each once, in document order where the name says so."""

_NUMBER: Final = re.compile(r"[ \t\r\n]*(-?(?:\d+(?:\.\d*)?|\.\d+))[ \t\r\n]*")


def string_value(node: "Node") -> str:
    """https://www.w3.org/TR/1999/REC-xpath-19991116/#data-model"""
    if node.node_type == DOCUMENT_NODE:
        child = node.first_child
        while child is not None and child.node_type != ELEMENT_NODE:
            child = child.next_sibling
        return "" if child is None else child.text_content or ""
    if node.node_type == ATTRIBUTE_NODE:
        return cast("Attr", node).value
    return node.text_content or ""


def to_string(value: Value) -> str:
    """https://www.w3.org/TR/1999/REC-xpath-19991116/#function-string"""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return number_text(value)
    nodes = cast("list[Node]", value)
    return string_value(nodes[0]) if nodes else ""


def number_text(value: float) -> str:
    """A number in decimal form, without an exponent."""
    if value != value:
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == int(value):
        return str(int(value))
    text = repr(value)
    if "e" not in text:
        return text
    return f"{value:.{max(1, 17 - math.floor(math.log10(abs(value))))}f}".rstrip("0")


def to_number(value: Value) -> float:
    """https://www.w3.org/TR/1999/REC-xpath-19991116/#function-number"""
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, float):
        return value
    found = _NUMBER.fullmatch(to_string(value))
    return float(found.group(1)) if found is not None else math.nan


def to_boolean(value: Value) -> bool:
    """https://www.w3.org/TR/1999/REC-xpath-19991116/#function-boolean"""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return value != 0 and value == value
    if isinstance(value, str):
        return value != ""
    return len(cast("list[Node]", value)) > 0
