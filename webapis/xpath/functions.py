"""https://www.w3.org/TR/1999/REC-xpath-19991116/#corelib: a table of functions with how many arguments they take."""

import math
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, cast

from webapis.dom.node import ATTRIBUTE_NODE, ELEMENT_NODE, PROCESSING_INSTRUCTION_NODE, Node
from webapis.dom.tree import following
from webapis.infra.ascii import ascii_lowercase
from webapis.infra.namespaces import XML
from webapis.infra.pieces import pieces
from webapis.xpath.values import Value, string_value, to_boolean, to_number, to_string

if TYPE_CHECKING:
    from webapis.dom.attr import Attr
    from webapis.dom.element import Element

_BLANKS: Final = re.compile(r"[ \t\r\n]+")


class Context:
    """https://www.w3.org/TR/1999/REC-xpath-19991116/#section-Introduction, the context of an evaluation"""

    __slots__ = ("node", "position", "size")

    def __init__(self, node: Node, position: int, size: int) -> None:
        self.node: Node = node
        self.position: int = position
        self.size: int = size


Arguments = list[Value]


def nodes_of(context: Context, arguments: Arguments) -> list[Node]:
    """The node-set that is given, or the context node."""
    return cast("list[Node]", arguments[0]) if arguments else [context.node]


def text_of(context: Context, arguments: Arguments) -> str:
    """The text that is given, or the context node's."""
    return to_string(arguments[0]) if arguments else string_value(context.node)


def last(context: Context, arguments: Arguments) -> Value:
    return float(context.size)


def position(context: Context, arguments: Arguments) -> Value:
    return float(context.position)


def count(context: Context, arguments: Arguments) -> Value:
    return float(len(nodes_of(context, arguments)))


def identified(context: Context, arguments: Arguments) -> Value:
    """id()"""
    given = arguments[0]
    texts = [string_value(node) for node in given] if isinstance(given, list) else [to_string(given)]
    root = context.node
    while root.parent_node is not None:
        root = root.parent_node
    wanted = {word for text in texts for word in _BLANKS.split(text) if word}
    found: list[Node] = []
    at: Node | None = root
    while at is not None:
        if at.node_type == ELEMENT_NODE and cast("Element", at).content_attribute("id") in wanted:
            wanted.discard(cast("Element", at).content_attribute("id") or "")
            found.append(at)
        at = following(at, None)
    return found


def local_name(context: Context, arguments: Arguments) -> Value:
    nodes = nodes_of(context, arguments)
    if not nodes:
        return ""
    node = nodes[0]
    if node.node_type in (ELEMENT_NODE, ATTRIBUTE_NODE):
        return cast("Element | Attr", node).local_name
    return node.node_name if node.node_type == PROCESSING_INSTRUCTION_NODE else ""


def namespace_uri(context: Context, arguments: Arguments) -> Value:
    nodes = nodes_of(context, arguments)
    if not nodes or nodes[0].node_type not in (ELEMENT_NODE, ATTRIBUTE_NODE):
        return ""
    return cast("Element | Attr", nodes[0]).namespace_uri or ""


def name(context: Context, arguments: Arguments) -> Value:
    nodes = nodes_of(context, arguments)
    if not nodes or nodes[0].node_type not in (ELEMENT_NODE, ATTRIBUTE_NODE, PROCESSING_INSTRUCTION_NODE):
        return ""
    return nodes[0].node_name


def string(context: Context, arguments: Arguments) -> Value:
    return text_of(context, arguments)


def concat(context: Context, arguments: Arguments) -> Value:
    return "".join([to_string(argument) for argument in arguments])


def starts_with(context: Context, arguments: Arguments) -> Value:
    return to_string(arguments[0]).startswith(to_string(arguments[1]))


def contains(context: Context, arguments: Arguments) -> Value:
    return to_string(arguments[1]) in to_string(arguments[0])


def substring_before(context: Context, arguments: Arguments) -> Value:
    before, found, _ = to_string(arguments[0]).partition(to_string(arguments[1]) or "\0none")
    return before if found else ""


def substring_after(context: Context, arguments: Arguments) -> Value:
    text, mark = to_string(arguments[0]), to_string(arguments[1])
    return text.partition(mark)[2] if mark else text


def substring(context: Context, arguments: Arguments) -> Value:
    """Positions are rounded and compared as numbers, so NaN and infinities select what the standard says."""
    text = to_string(arguments[0])
    start = rounded(to_number(arguments[1]))
    end = start + rounded(to_number(arguments[2])) if len(arguments) == 3 else math.inf
    if start != start or end != end:
        return ""
    first = int(max(1.0, min(start, len(text) + 1.0)))
    behind = int(max(1.0, min(end, len(text) + 1.0)))
    return text[first - 1 : behind - 1]


def string_length(context: Context, arguments: Arguments) -> Value:
    return float(len(text_of(context, arguments)))


def normalize_space(context: Context, arguments: Arguments) -> Value:
    text = "".join([_BLANKS.sub(" ", piece) for piece in pieces(text_of(context, arguments))])
    while "  " in text:  # where pieces meet
        text = text.replace("  ", " ")
    return text.strip(" ")


def translate(context: Context, arguments: Arguments) -> Value:
    source, target = to_string(arguments[1]), to_string(arguments[2])
    table: dict[int, str] = {}
    for index, character in enumerate(source):
        table.setdefault(ord(character), target[index] if index < len(target) else "")
    return "".join([piece.translate(table) for piece in pieces(to_string(arguments[0]))])


def boolean(context: Context, arguments: Arguments) -> Value:
    return to_boolean(arguments[0])


def negation(context: Context, arguments: Arguments) -> Value:
    return not to_boolean(arguments[0])


def true(context: Context, arguments: Arguments) -> Value:
    return True


def false(context: Context, arguments: Arguments) -> Value:
    return False


def lang(context: Context, arguments: Arguments) -> Value:
    """The nearest xml:lang; in HTML documents lang counts as well."""
    wanted = ascii_lowercase(to_string(arguments[0]))
    node: Node | None = context.node
    while node is not None:
        if node.node_type == ELEMENT_NODE:
            element = cast("Element", node)
            value = element.get_attribute_ns(XML, "lang")
            if value is None and element.is_html:
                value = element.content_attribute("lang")
            if value is not None:
                value = ascii_lowercase(value)
                return value == wanted or value.startswith(wanted + "-")
        node = node.parent_node
    return False


def number(context: Context, arguments: Arguments) -> Value:
    return to_number(arguments[0]) if arguments else to_number(string_value(context.node))


def total(context: Context, arguments: Arguments) -> Value:
    """sum()"""
    return float(sum([to_number(string_value(node)) for node in nodes_of(context, arguments)], 0.0))


def floor(context: Context, arguments: Arguments) -> Value:
    value = to_number(arguments[0])
    return float(math.floor(value)) if math.isfinite(value) else value


def ceiling(context: Context, arguments: Arguments) -> Value:
    value = to_number(arguments[0])
    return float(math.ceil(value)) if math.isfinite(value) else value


def rounded(value: float) -> float:
    """To the nearest integer, up from the middle."""
    return float(math.floor(value + 0.5)) if math.isfinite(value) else value


def round_number(context: Context, arguments: Arguments) -> Value:
    """round()"""
    return rounded(to_number(arguments[0]))


Function = Callable[[Context, Arguments], Value]
# name: function, fewest and most arguments, whether the first must be a node-set
FUNCTIONS: Final[dict[str, tuple[Function, int, int, bool]]] = {
    "last": (last, 0, 0, False),
    "position": (position, 0, 0, False),
    "count": (count, 1, 1, True),
    "id": (identified, 1, 1, False),
    "local-name": (local_name, 0, 1, True),
    "namespace-uri": (namespace_uri, 0, 1, True),
    "name": (name, 0, 1, True),
    "string": (string, 0, 1, False),
    "concat": (concat, 2, 1 << 30, False),
    "starts-with": (starts_with, 2, 2, False),
    "contains": (contains, 2, 2, False),
    "substring-before": (substring_before, 2, 2, False),
    "substring-after": (substring_after, 2, 2, False),
    "substring": (substring, 2, 3, False),
    "string-length": (string_length, 0, 1, False),
    "normalize-space": (normalize_space, 0, 1, False),
    "translate": (translate, 3, 3, False),
    "boolean": (boolean, 1, 1, False),
    "not": (negation, 1, 1, False),
    "true": (true, 0, 0, False),
    "false": (false, 0, 0, False),
    "lang": (lang, 1, 1, False),
    "number": (number, 0, 1, False),
    "sum": (total, 1, 1, True),
    "floor": (floor, 1, 1, False),
    "ceiling": (ceiling, 1, 1, False),
    "round": (round_number, 1, 1, False),
}
