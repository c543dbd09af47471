"""https://dom.spec.whatwg.org/#concept-node-equals, without recursion."""

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from webapis.dom.attr import Attr
    from webapis.dom.document_type import DocumentType
    from webapis.dom.element import Element
    from webapis.dom.node import Node


def are_equal_nodes(a: "Node", b: "Node") -> bool:
    """Walk both trees in step."""
    if not are_equal_alone(a, b):
        return False
    node: Node | None = a.first_child
    other: Node | None = b.first_child
    while node is not None and other is not None:
        if not are_equal_alone(node, other):
            return False
        # Child counts are equal from here up, so both walks take the same turns.
        node = following(node, a)
        other = following(other, b)
    return node is None and other is None


def are_equal_alone(a: "Node", b: "Node") -> bool:
    """Equality without the children, but for their number."""
    node_type = a.node_type
    if node_type != b.node_type or a.child_count != b.child_count:
        return False
    if node_type == ELEMENT_NODE:
        return are_equal_elements(cast("Element", a), cast("Element", b))
    if node_type == DOCUMENT_TYPE_NODE:
        doctype, other_doctype = cast("DocumentType", a), cast("DocumentType", b)
        return (
            doctype.name == other_doctype.name
            and doctype.public_id == other_doctype.public_id
            and doctype.system_id == other_doctype.system_id
        )
    if node_type == ATTRIBUTE_NODE:
        return are_equal_attributes(cast("Attr", a), cast("Attr", b))
    if node_type == PROCESSING_INSTRUCTION_NODE and a.node_name != b.node_name:
        return False
    return a.node_value == b.node_value


def are_equal_attributes(a: "Attr", b: "Attr") -> bool:
    """Namespace, local name and value; the prefix does not count."""
    return a.names.local_name == b.names.local_name and a.names.namespace == b.names.namespace and a.data == b.data


def are_equal_elements(a: "Element", b: "Element") -> bool:
    """The name and the attributes in any order."""
    if a.names is not b.names and (
        a.names.namespace != b.names.namespace
        or a.names.prefix != b.names.prefix
        or a.names.local_name != b.names.local_name
    ):
        return False
    if len(a.attribute_list) != len(b.attribute_list):
        return False
    for attribute in a.attribute_list:
        other = b.get_attribute_node_ns(attribute.names.namespace, attribute.names.local_name)
        if other is None or other.data != attribute.data:
            return False
    return True


from webapis.dom.node import ATTRIBUTE_NODE, DOCUMENT_TYPE_NODE, ELEMENT_NODE, PROCESSING_INSTRUCTION_NODE
from webapis.dom.tree import following
