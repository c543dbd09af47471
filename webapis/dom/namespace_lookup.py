"""https://dom.spec.whatwg.org/#locate-a-namespace"""

from typing import TYPE_CHECKING, cast

from webapis.infra import namespaces

if TYPE_CHECKING:
    from webapis.dom.attr import Attr
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.dom.node import Node


def element_for_lookup(node: "Node") -> "Element | None":
    """The element that a node's namespaces are those of."""
    node_type = node.node_type
    if node_type == ELEMENT_NODE:
        return cast("Element", node)
    if node_type == DOCUMENT_NODE:
        return cast("Document", node).document_element
    if node_type in (DOCUMENT_TYPE_NODE, DOCUMENT_FRAGMENT_NODE):
        return None
    if node_type == ATTRIBUTE_NODE:
        return cast("Attr", node).owner_element
    return node.parent_element


def locate_a_namespace(node: "Node", prefix: str | None) -> str | None:
    """https://dom.spec.whatwg.org/#locate-a-namespace"""
    element = element_for_lookup(node)
    while element is not None:
        # 1-2. Prefixes that are always bound.
        if prefix == "xml":
            return namespaces.XML
        if prefix == "xmlns":
            return namespaces.XMLNS
        # 3. The element's own.
        names = element.names
        if names.namespace is not None and names.prefix == prefix:
            return names.namespace
        # 4. A declaration.
        for attribute in element.attribute_list:
            declared = attribute.names
            if declared.namespace == namespaces.XMLNS and (
                (declared.prefix == "xmlns" and declared.local_name == prefix)
                or (declared.prefix is None and declared.local_name == "xmlns" and prefix is None)
            ):
                return attribute.data or None
        # 5-6. The parent.
        element = element.parent_element
    return None


def locate_a_namespace_prefix(start: "Element", namespace: str) -> str | None:
    """https://dom.spec.whatwg.org/#locate-a-namespace-prefix"""
    element: Element | None = start
    while element is not None:
        # 1. The element's own.
        names = element.names
        if names.namespace == namespace and names.prefix is not None:
            return names.prefix
        # 2. A declaration.
        for attribute in element.attribute_list:
            if attribute.names.prefix == "xmlns" and attribute.data == namespace:
                return attribute.names.local_name
        # 3. The parent.
        element = element.parent_element
    return None


from webapis.dom.node import ATTRIBUTE_NODE, DOCUMENT_FRAGMENT_NODE, DOCUMENT_NODE, DOCUMENT_TYPE_NODE, ELEMENT_NODE
