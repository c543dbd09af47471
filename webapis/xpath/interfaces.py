"""https://dom.spec.whatwg.org/#xpath: what scripts see"""

from typing import TYPE_CHECKING, Final

from webapis.dom.node import DOCUMENT_TYPE_NODE, Node
from webapis.idl.callbacks import Callback
from webapis.idl.exceptions import dom_exception, type_error
from webapis.xpath.evaluation import Namespaces, evaluate
from webapis.xpath.functions import FUNCTIONS, Context
from webapis.xpath.parser import Expression, names_used, parse
from webapis.xpath.values import Value, to_boolean, to_number, to_string

if TYPE_CHECKING:
    from webapis.dom.document import Document

ANY: Final = 0
NUMBER: Final = 1
STRING: Final = 2
BOOLEAN: Final = 3
UNORDERED_ITERATOR: Final = 4
ITERATORS: Final = (4, 5)
SNAPSHOTS: Final = (6, 7)
SINGLE: Final = (8, 9)


class XPathResult:
    """https://dom.spec.whatwg.org/#interface-xpathresult"""

    wrapper: object

    def __init__(self, value: Value, type_: int, document: "Document") -> None:
        self.wrapper = None
        if type_ == ANY:
            type_ = natural_type(value)
        if type_ > BOOLEAN and not isinstance(value, list):
            raise type_error("The result is not a node set, and therefore cannot be converted to the desired type.")
        self.result_type = type_
        self.number = to_number(value) if type_ == NUMBER else 0.0
        self.text = to_string(value) if type_ == STRING else ""
        self.truth = to_boolean(value) if type_ == BOOLEAN else False
        self.nodes: list[Node] = value if isinstance(value, list) else []
        self.next_index = 0
        self.document = document
        self.version = document.tree_version + document.attribute_version

    @property
    def interface_name(self) -> str:
        """The name of the interface, which chooses the wrapper's prototype."""
        return "XPathResult"

    def require(self, is_right: bool, wanted: str) -> None:
        """Each member is for some types only."""
        if not is_right:
            raise type_error(f"The result type is not {wanted}.")

    @property
    def number_value(self) -> float:
        """https://dom.spec.whatwg.org/#dom-xpathresult-numbervalue"""
        self.require(self.result_type == NUMBER, "a number")
        return self.number

    @property
    def string_value(self) -> str:
        """https://dom.spec.whatwg.org/#dom-xpathresult-stringvalue"""
        self.require(self.result_type == STRING, "a string")
        return self.text

    @property
    def boolean_value(self) -> bool:
        """https://dom.spec.whatwg.org/#dom-xpathresult-booleanvalue"""
        self.require(self.result_type == BOOLEAN, "a boolean")
        return self.truth

    @property
    def single_node_value(self) -> Node | None:
        """https://dom.spec.whatwg.org/#dom-xpathresult-singlenodevalue"""
        self.require(self.result_type in SINGLE, "a single node")
        return self.nodes[0] if self.nodes else None

    @property
    def invalid_iterator_state(self) -> bool:
        """https://dom.spec.whatwg.org/#dom-xpathresult-invaliditeratorstate"""
        document = self.document
        changed = self.version != document.tree_version + document.attribute_version
        return self.result_type in ITERATORS and changed

    @property
    def snapshot_length(self) -> int:
        """https://dom.spec.whatwg.org/#dom-xpathresult-snapshotlength"""
        self.require(self.result_type in SNAPSHOTS, "a snapshot")
        return len(self.nodes)

    def iterate_next(self) -> Node | None:
        """https://dom.spec.whatwg.org/#dom-xpathresult-iteratenext"""
        self.require(self.result_type in ITERATORS, "an iterator")
        if self.invalid_iterator_state:
            raise dom_exception("InvalidStateError", "The document has mutated since the result was returned.")
        if self.next_index >= len(self.nodes):
            return None
        self.next_index += 1
        return self.nodes[self.next_index - 1]

    def snapshot_item(self, index: int) -> Node | None:
        """https://dom.spec.whatwg.org/#dom-xpathresult-snapshotitem"""
        self.require(self.result_type in SNAPSHOTS, "a snapshot")
        return self.nodes[index] if 0 <= index < len(self.nodes) else None


def natural_type(value: Value) -> int:
    """The type of a result of any type."""
    if isinstance(value, bool):
        return BOOLEAN
    if isinstance(value, float):
        return NUMBER
    return STRING if isinstance(value, str) else UNORDERED_ITERATOR


class XPathExpression:
    """https://dom.spec.whatwg.org/#interface-xpathexpression"""

    wrapper: object

    def __init__(self, tree: Expression, namespaces: Namespaces) -> None:
        self.wrapper = None
        self.tree = tree
        self.namespaces = namespaces

    @property
    def interface_name(self) -> str:
        """The name of the interface, which chooses the wrapper's prototype."""
        return "XPathExpression"

    def evaluate(self, context_node: Node, type_: int = 0, result: XPathResult | None = None) -> XPathResult:
        """https://dom.spec.whatwg.org/#dom-xpathexpression-evaluate; a result is never used again."""
        if context_node.node_type == DOCUMENT_TYPE_NODE:
            raise dom_exception("NotSupportedError", "The node provided is not a valid context node type.")
        if type_ > SINGLE[1]:
            raise dom_exception("NotSupportedError", "The result type is not a known one.")
        value = evaluate(self.tree, Context(context_node, 1, 1), self.namespaces)
        return XPathResult(value, type_, context_node.node_document)


def create_expression(text: str, resolver: Callback | None) -> XPathExpression:
    """https://dom.spec.whatwg.org/#dom-xpathevaluatorbase-createexpression"""
    tree = parse(text)
    check_functions(tree)
    namespaces: Namespaces = {}
    for name in names_used(tree):
        prefix, colon, _ = name.partition(":")
        if colon and prefix not in namespaces:
            found = resolver.invoke(None, [prefix]) if resolver is not None else None
            if not isinstance(found, str) or found == "":
                raise dom_exception("NamespaceError", f"The string '{text}' contains unresolvable namespaces.")
            namespaces[prefix] = found
    return XPathExpression(tree, namespaces)


def check_functions(tree: Expression) -> None:
    """Every function is one of the library, with as many arguments as it takes."""
    pending = [tree]
    while pending:
        part = pending.pop()
        pending += part.arguments + part.predicates
        for step in part.steps:
            pending += step.predicates
        if part.kind == "function":
            row = FUNCTIONS.get(part.text)
            if row is None or not row[1] <= len(part.arguments) <= row[2]:
                raise dom_exception("SyntaxError", f"{part.text}() is no function of XPath with these arguments.")


class XPathEvaluator:
    """https://dom.spec.whatwg.org/#interface-xpathevaluator

    Documents have the same three operations: compiled classes inherit from one class only."""

    wrapper: object

    def __init__(self) -> None:
        self.wrapper = None

    @property
    def interface_name(self) -> str:
        """The name of the interface, which chooses the wrapper's prototype."""
        return "XPathEvaluator"

    def create_expression(self, expression: str, resolver: Callback | None = None) -> XPathExpression:
        """https://dom.spec.whatwg.org/#dom-xpathevaluatorbase-createexpression"""
        return create_expression(expression, resolver)

    def create_ns_resolver(self, node_resolver: Node) -> Node:
        """https://dom.spec.whatwg.org/#dom-xpathevaluatorbase-creatensresolver"""
        return node_resolver

    def evaluate(
        self,
        expression: str,
        context_node: Node,
        resolver: Callback | None = None,
        type_: int = 0,
        result: XPathResult | None = None,
    ) -> XPathResult:
        """https://dom.spec.whatwg.org/#dom-xpathevaluatorbase-evaluate"""
        return create_expression(expression, resolver).evaluate(context_node, type_, result)
