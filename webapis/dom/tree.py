"""https://dom.spec.whatwg.org/#concept-tree: order and ancestry, without recursion."""

from typing import TYPE_CHECKING, Final, cast, final

from jsengine._kernel import poll

if TYPE_CHECKING:
    from webapis.dom.element import Element
    from webapis.dom.event_target import EventTarget
    from webapis.dom.node import Node


def as_element(node: "Node") -> "Element":
    """The node, which is known to be an element."""
    return cast("Element", node)


def is_element(node: "Node") -> bool:
    """Whether it is an element."""
    return node.node_type == ELEMENT_NODE


def as_node(target: "EventTarget") -> "Node":
    """The target, which is known to be a node."""
    return cast("Node", target)


@final
class Steps:
    """How many were made through trees since the last poll: an attribute, for a variable of a module stands in a dict."""

    count: int

    def __init__(self) -> None:
        self.count = 0


STEPS: Final = Steps()
POLLED: Final = 256
"""One step of so many polls."""


def following(node: "Node", root: "Node | None") -> "Node | None":
    """The next node in tree order within root. Polls, so that all walks do."""
    STEPS.count += 1
    if STEPS.count >= POLLED:
        STEPS.count = 0
        poll()
    return next_in_tree(node, root)


def next_in_tree(node: "Node", root: "Node | None") -> "Node | None":
    """The same for steps that must not be interrupted half-way."""
    child = node.first_child
    if child is not None:
        return child
    return following_skipping_children(node, root)


def following_skipping_children(node: "Node", root: "Node | None") -> "Node | None":
    """The next node in tree order within root that is not a descendant."""
    current: Node | None = node
    while current is not None and current is not root:
        sibling = current.next_sibling
        if sibling is not None:
            return sibling
        current = current.parent_node
    return None


def preceding(node: "Node", root: "Node") -> "Node | None":
    """The previous node in tree order within root."""
    if node is root:
        return None
    sibling = node.previous_sibling
    if sibling is None:
        return node.parent_node
    return last_inclusive_descendant(sibling)


def last_inclusive_descendant(node: "Node") -> "Node":
    """The last node of the subtree in tree order."""
    while node.last_child is not None:
        node = node.last_child
    return node


def following_element(node: "Node", root: "Node") -> "Element | None":
    """The next element in tree order within root."""
    current = following(node, root)
    while current is not None and current.node_type != ELEMENT_NODE:
        current = following(current, root)
    return cast("Element", current) if current is not None else None


def inclusive_descendants(node: "Node") -> "list[Node]":
    """The subtree in tree order, as a list that later changes do not touch."""
    nodes = [node]
    current = node.first_child
    while current is not None:
        nodes.append(current)
        current = following(current, node)
    return nodes


def shadow_including_inclusive_descendants(node: "Node") -> "list[Node]":
    """https://dom.spec.whatwg.org/#concept-shadow-including-tree-order"""
    nodes: list[Node] = []
    # Each entry is a root and where its walk goes on; a shadow tree comes before its host's children.
    pending: list[tuple[Node, Node | None]] = [(node, node)]
    while pending:
        root, current = pending.pop()
        while current is not None:
            nodes.append(current)
            onward = next_in_tree(current, root)
            if current.node_type == ELEMENT_NODE:
                shadow = cast("Element", current).shadow_root_node
                if shadow is not None:
                    pending.append((root, onward))
                    root = shadow
                    onward = shadow
            current = onward
    return nodes


def html_ancestor(node: "Node", local_name: str) -> "Element | None":
    """The nearest ancestor that is HTML's element of this name."""
    above = node.parent_element
    while above is not None and not above.is_html_named(local_name):
        above = above.parent_element
    return above


def is_inclusive_ancestor(ancestor: "Node", node: "Node") -> bool:
    """https://dom.spec.whatwg.org/#concept-tree-inclusive-ancestor"""
    if ancestor is node:
        return True
    if ancestor.first_child is None:
        return False
    if ancestor.scope is not node.scope:
        return False
    current = node.parent_node
    while current is not None:
        if current is ancestor:
            return True
        current = current.parent_node
    return False


def is_host_including_inclusive_ancestor(ancestor: "Node", node: "Node") -> bool:
    """https://dom.spec.whatwg.org/#concept-tree-host-including-inclusive-ancestor"""
    if ancestor is node:
        return True
    # OPTIMIZATION: a leaf is nobody's ancestor, and what is not connected is no ancestor of what is.
    if ancestor.first_child is None and not may_host_a_tree(ancestor):
        return False
    if node.is_connected and not ancestor.is_connected:
        return False
    current: Node | None = node
    while current is not None:
        parent = current.parent_node
        if parent is None:
            parent = current.fragment_host()
        if parent is ancestor:
            return True
        current = parent
    return False


def may_host_a_tree(node: "Node") -> bool:
    """Whether other trees may hang off the node: a shadow tree or a template's content."""
    return node.node_type == ELEMENT_NODE and cast("Element", node).is_host()


def depth_of(node: "Node") -> int:
    """How many ancestors the node has."""
    depth = 0
    while node.parent_node is not None:
        node = node.parent_node
        depth += 1
    return depth


def is_following(a: "Node", b: "Node") -> bool:
    """Whether b comes after a in the tree order of the one tree both are in (descendants follow)."""
    poll()  # whoever sorts by it asks often
    if a is b:
        return False
    depth_a = depth_of(a)
    depth_b = depth_of(b)
    a_is_deeper = depth_a > depth_b
    while depth_a > depth_b and a.parent_node is not None:
        a = a.parent_node
        depth_a -= 1
    while depth_b > depth_a and b.parent_node is not None:
        b = b.parent_node
        depth_b -= 1
    if a is b:
        return not a_is_deeper
    while a.parent_node is not None and b.parent_node is not None and a.parent_node is not b.parent_node:
        a = a.parent_node
        b = b.parent_node
    return is_following_sibling(a, b)


def is_following_sibling(a: "Node", b: "Node") -> bool:
    """Whether b is a later sibling of a: walks both ways from a at once, so that near siblings are found soon."""
    if b.previous_sibling is a or b.next_sibling is None:
        return True
    if a.previous_sibling is b or b.previous_sibling is None:
        return False
    forward: Node | None = a
    backward: Node | None = a
    while True:
        if forward is not None:
            forward = forward.next_sibling
            if forward is b:
                return True
        if backward is not None:
            backward = backward.previous_sibling
            if backward is b:
                return False
        if forward is None and backward is None:
            return False


def compare_document_position(node: "Node", other: "Node") -> int:
    """https://dom.spec.whatwg.org/#dom-node-comparedocumentposition"""
    # 1. The same node.
    if node is other:
        return 0
    # 2-5. Attributes stand for their elements.
    node1: Node | None = other
    node2: Node | None = node
    attribute1 = attribute2 = None
    if other.node_type == ATTRIBUTE_NODE:
        attribute1 = cast("Attr", other)
        node1 = attribute1.owner_element
    if node.node_type == ATTRIBUTE_NODE:
        attribute2 = cast("Attr", node)
        node2 = attribute2.owner_element
        if attribute1 is not None and node1 is not None and node1 is node2:
            for attribute in attribute2.owner_element_attributes():
                if attribute is attribute1:
                    return DOCUMENT_POSITION_IMPLEMENTATION_SPECIFIC | DOCUMENT_POSITION_PRECEDING
                if attribute is attribute2:
                    return DOCUMENT_POSITION_IMPLEMENTATION_SPECIFIC | DOCUMENT_POSITION_FOLLOWING
    # 6. Disconnected: an order that is consistent.
    if node1 is None or node2 is None or node1.tree_root() is not node2.tree_root():
        order = DOCUMENT_POSITION_PRECEDING if id(other) < id(node) else DOCUMENT_POSITION_FOLLOWING
        return DOCUMENT_POSITION_DISCONNECTED | DOCUMENT_POSITION_IMPLEMENTATION_SPECIFIC | order
    # 7-8. Containment.
    if (node1 is not node2 and attribute1 is None and is_inclusive_ancestor(node1, node2)) or (
        node1 is node2 and attribute2 is not None
    ):
        return DOCUMENT_POSITION_CONTAINS | DOCUMENT_POSITION_PRECEDING
    if (node1 is not node2 and attribute2 is None and is_inclusive_ancestor(node2, node1)) or (
        node1 is node2 and attribute1 is not None
    ):
        return DOCUMENT_POSITION_CONTAINED_BY | DOCUMENT_POSITION_FOLLOWING
    # 9-10. Order.
    return DOCUMENT_POSITION_PRECEDING if is_following(node1, node2) else DOCUMENT_POSITION_FOLLOWING


from webapis.dom.attr import Attr
from webapis.dom.node import (
    ATTRIBUTE_NODE,
    DOCUMENT_POSITION_CONTAINED_BY,
    DOCUMENT_POSITION_CONTAINS,
    DOCUMENT_POSITION_DISCONNECTED,
    DOCUMENT_POSITION_FOLLOWING,
    DOCUMENT_POSITION_IMPLEMENTATION_SPECIFIC,
    DOCUMENT_POSITION_PRECEDING,
    ELEMENT_NODE,
)
