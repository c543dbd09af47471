"""Trees to values: https://www.w3.org/TR/1999/REC-xpath-19991116/#location-paths and what follows it"""

import math
from typing import TYPE_CHECKING, Final, cast

from jsengine._kernel import poll
from webapis.dom.node import (
    ATTRIBUTE_NODE,
    CDATA_SECTION_NODE,
    COMMENT_NODE,
    ELEMENT_NODE,
    PROCESSING_INSTRUCTION_NODE,
    TEXT_NODE,
    Node,
)
from webapis.dom.tree import following_skipping_children, inclusive_descendants
from webapis.idl.exceptions import dom_exception
from webapis.infra.ascii import ascii_lowercase
from webapis.infra.namespaces import HTML
from webapis.xpath.functions import FUNCTIONS, Context
from webapis.xpath.parser import Expression, Step
from webapis.xpath.values import Value, string_value, to_boolean, to_number, to_string

if TYPE_CHECKING:
    from webapis.dom.attr import Attr
    from webapis.dom.element import Element

REVERSE_AXES: Final = frozenset(["ancestor", "ancestor-or-self", "preceding", "preceding-sibling"])
COMPARISONS: Final = frozenset(["=", "!=", "<", "<=", ">", ">="])
Namespaces = dict[str, str]
"""Namespaces by prefix, as the resolver gave them."""


def evaluate(expression: Expression, context: Context, namespaces: Namespaces) -> Value:
    """The value of an expression."""
    kind = expression.kind
    if kind == "path":
        return evaluate_path(expression, context, namespaces)
    if kind == "string":
        return expression.text
    if kind == "number":
        return expression.number
    if kind == "function":
        return call(expression, context, namespaces)
    if kind == "filter":
        nodes = node_set(evaluate(expression.arguments[0], context, namespaces))
        return filtered(nodes, expression.predicates, namespaces)
    if kind == "union":
        return in_order([one for part in expression.arguments for one in node_set(evaluate(part, context, namespaces))])
    if kind == "negate":
        return -to_number(evaluate(expression.arguments[0], context, namespaces))
    return evaluate_chain(expression, context, namespaces)


def evaluate_chain(chain: Expression, context: Context, namespaces: Namespaces) -> Value:
    """Operators from the left."""
    value = evaluate(chain.arguments[0], context, namespaces)
    for index, operator in enumerate(chain.operators):
        poll()
        operand = chain.arguments[index + 1]
        if operator in ("and", "or"):
            decides = operator == "or"
            value = decides if to_boolean(value) == decides else to_boolean(evaluate(operand, context, namespaces))
        elif operator in COMPARISONS:
            value = compare(operator, value, evaluate(operand, context, namespaces))
        else:
            value = arithmetic(operator, to_number(value), to_number(evaluate(operand, context, namespaces)))
    return value


def node_set(value: Value) -> list[Node]:
    """The value, which must be a node-set."""
    if not isinstance(value, list):
        raise dom_exception("SyntaxError", "The expression cannot be converted to a node-set.")
    return value


def call(expression: Expression, context: Context, namespaces: Namespaces) -> Value:
    """https://www.w3.org/TR/1999/REC-xpath-19991116/#section-Function-Calls; what is wrong with it was said before."""
    function, _, _, needs_nodes = FUNCTIONS[expression.text]
    arguments = [evaluate(argument, context, namespaces) for argument in expression.arguments]
    if needs_nodes and arguments:
        node_set(arguments[0])
    return function(context, arguments)


def arithmetic(operator: str, left: float, right: float) -> float:
    """https://www.w3.org/TR/1999/REC-xpath-19991116/#numbers"""
    if operator == "+":
        return left + right
    if operator == "-":
        return left - right
    if operator == "*":
        return left * right
    if operator == "div":
        if right != 0:
            return left / right
        if left == 0 or left != left:
            return math.nan
        return math.copysign(math.inf, left) * math.copysign(1.0, right)
    if right == 0 or math.isinf(left) or right != right or left != left:
        return math.nan
    return math.fmod(left, right)


def compare(operator: str, left: Value, right: Value) -> bool:
    """https://www.w3.org/TR/1999/REC-xpath-19991116/#booleans: node-sets compare by any of their nodes."""
    if isinstance(left, list) and isinstance(right, list):
        texts = [string_value(node) for node in right]
        return any(compare_single(operator, string_value(node), text) for node in left for text in texts)
    if isinstance(left, list):
        if isinstance(right, bool):
            return compare_single(operator, to_boolean(left), right)
        return any(compare_single(operator, string_value(node), right) for node in left)
    if isinstance(right, list):
        if isinstance(left, bool):
            return compare_single(operator, left, to_boolean(right))
        return any(compare_single(operator, left, string_value(node)) for node in right)
    return compare_single(operator, left, right)


def compare_single(operator: str, left: Value, right: Value) -> bool:
    """Two values that are no node-sets."""
    if operator in ("=", "!="):
        if isinstance(left, bool) or isinstance(right, bool):
            equal = to_boolean(left) == to_boolean(right)
        elif isinstance(left, float) or isinstance(right, float):
            equal = to_number(left) == to_number(right)
        else:
            equal = to_string(left) == to_string(right)
        return equal == (operator == "=")
    a, b = to_number(left), to_number(right)
    if operator == "<":
        return a < b
    if operator == "<=":
        return a <= b
    return a > b if operator == ">" else a >= b


def evaluate_path(path: Expression, context: Context, namespaces: Namespaces) -> list[Node]:
    """https://www.w3.org/TR/1999/REC-xpath-19991116/#location-paths"""
    if path.arguments:
        nodes = node_set(evaluate(path.arguments[0], context, namespaces))
    elif path.is_absolute:
        root = context.node
        while True:
            above = parent_of(root)
            if above is None:
                break
            root = above
        nodes = [root]
    else:
        nodes = [context.node]
    for step in path.steps:
        reached: list[Node] = []
        for node in nodes:
            poll()
            found = [one for one in along(step.axis, node) if passes(one, step, namespaces)]
            reached += filtered(found, step.predicates, namespaces)
        is_ordered = len(nodes) <= 1 and step.axis not in REVERSE_AXES
        nodes = reached if is_ordered else in_order(reached)
    return nodes


def filtered(nodes: list[Node], predicates: list[Expression], namespaces: Namespaces) -> list[Node]:
    """https://www.w3.org/TR/1999/REC-xpath-19991116/#predicates; the nodes stand in the order of their axis."""
    for predicate in predicates:
        kept: list[Node] = []
        size = len(nodes)
        for index, node in enumerate(nodes):
            value = evaluate(predicate, Context(node, index + 1, size), namespaces)
            if value == index + 1 if isinstance(value, float) else to_boolean(value):
                kept.append(node)
        nodes = kept
    return nodes


def parent_of(node: Node) -> Node | None:
    """The parent as XPath has it: an attribute's is its element."""
    return cast("Attr", node).owner_element if node.node_type == ATTRIBUTE_NODE else node.parent_node


def along(axis: str, node: Node) -> list[Node]:
    """https://www.w3.org/TR/1999/REC-xpath-19991116/#axes, from the nearest node on"""
    if axis == "child":
        return node.child_list()
    if axis == "attribute":
        if node.node_type != ELEMENT_NODE:
            return []
        return [one for one in cast("Element", node).attribute_list if one.name != "xmlns" and one.prefix != "xmlns"]
    if axis == "self":
        return [node]
    if axis == "parent":
        above = parent_of(node)
        return [] if above is None else [above]
    if axis in ("descendant", "descendant-or-self"):
        found = inclusive_descendants(node)
        return found if axis == "descendant-or-self" else found[1:]
    if axis in ("ancestor", "ancestor-or-self"):
        return ancestors(node, axis == "ancestor-or-self")
    if axis in ("following-sibling", "preceding-sibling"):
        return siblings(node, axis == "following-sibling")
    if axis == "following":
        return all_following(node)
    return all_preceding(node) if axis == "preceding" else []


def ancestors(node: Node, with_self: bool) -> list[Node]:
    """From the parent (or the node) up."""
    found = [node] if with_self else []
    above = parent_of(node)
    while above is not None:
        found.append(above)
        above = parent_of(above)
    return found


def siblings(node: Node, forwards: bool) -> list[Node]:
    """From the nearest on."""
    found: list[Node] = []
    if node.node_type != ATTRIBUTE_NODE:
        at = node.next_sibling if forwards else node.previous_sibling
        while at is not None:
            found.append(at)
            at = at.next_sibling if forwards else at.previous_sibling
    return found


def all_following(node: Node) -> list[Node]:
    """Everything behind the node that is not inside it."""
    found: list[Node] = []
    if node.node_type == ATTRIBUTE_NODE:
        element = parent_of(node)
        return [] if element is None else inclusive_descendants(element)[1:] + all_following(element)
    at = following_skipping_children(node, None)
    while at is not None:
        found += inclusive_descendants(at)
        at = following_skipping_children(at, None)
    return found


def all_preceding(node: Node) -> list[Node]:
    """Everything before the node that it is not inside of, backwards."""
    found: list[Node] = []
    at: Node | None = node
    while at is not None:
        for sibling in siblings(at, False):
            found += reversed(inclusive_descendants(sibling))
        at = parent_of(at)
    return found


def in_order(nodes: list[Node]) -> list[Node]:
    """Each once, in document order: https://www.w3.org/TR/1999/REC-xpath-19991116/#dt-document-order. One walk over the
    tree finds them, whatever their number."""
    wanted = set(nodes)
    if len(wanted) < 2:
        return nodes[:1]
    found: list[Node] = []
    for node in inclusive_descendants(ancestors(nodes[0], True)[-1]):
        if node in wanted:
            found.append(node)
        if node.node_type == ELEMENT_NODE:
            found += [attribute for attribute in cast("Element", node).attribute_list if attribute in wanted]
    return found


def passes(node: Node, step: Step, namespaces: Namespaces) -> bool:
    """https://www.w3.org/TR/1999/REC-xpath-19991116/#node-tests"""
    kind = node.node_type
    if step.node_type == "node":
        return True
    if step.node_type == "text":
        return kind in (TEXT_NODE, CDATA_SECTION_NODE)
    if step.node_type == "comment":
        return kind == COMMENT_NODE
    if step.node_type == "processing-instruction":
        return kind == PROCESSING_INSTRUCTION_NODE and step.name in ("", node.node_name)
    if kind != (ATTRIBUTE_NODE if step.axis == "attribute" else ELEMENT_NODE):
        return False
    if step.name == "*":
        return True
    named = cast("Element | Attr", node)
    prefix, colon, local = step.name.rpartition(":")
    if colon:
        return named.namespace_uri == namespaces[prefix] and local in ("*", named.local_name)
    # HTML elements match names in any case, in HTML documents: https://dom.spec.whatwg.org/#xpath
    if kind == ELEMENT_NODE and named.node_document.is_html and named.namespace_uri == HTML:
        return named.local_name == ascii_lowercase(local)
    return named.local_name == local and (named.namespace_uri is None or named.namespace_uri == "")
