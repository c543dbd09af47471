"""Finding elements by id: from the index of a document or shadow tree, else by walking."""

from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from webapis.dom.element import Element
    from webapis.dom.node import Node


FEW: Final = 8
"""So many elements are compared; where more have an id, a walk finds the first sooner."""


def first_of(elements: "list[Element]") -> "Element":
    """In tree order."""
    first = elements[0]
    for other in elements:
        if other is not first and is_following(other, first):
            first = other
    return first


def element_by_id(root: "Node", identifier: str) -> "Element | None":
    """The first descendant of a root, in tree order, with this id."""
    if not identifier:
        return None
    scope = root.scope
    if scope is not None and scope.root is root:
        elements = scope.ids.get(identifier)
        if elements is None:
            return None
        if len(elements) <= FEW:
            return first_of(list(elements))
    node = root.first_child
    while node is not None:
        if node.node_type == ELEMENT_NODE and cast("Element", node).identifier == identifier:
            return cast("Element", node)
        node = following(node, root)
    return None


from webapis.dom.node import ELEMENT_NODE
from webapis.dom.tree import following, is_following
