"""https://dom.spec.whatwg.org/#interface-parentnode: the base of documents, fragments and elements."""

from typing import TYPE_CHECKING, cast

from webapis.dom.node import ELEMENT_NODE, Node
from webapis.dom.node_list import StaticNodeList

if TYPE_CHECKING:
    from webapis.dom.element import Element
    from webapis.dom.html_collection import HTMLCollection
    from webapis.dom.node_list import NodeList


class ParentNode(Node):
    """https://dom.spec.whatwg.org/#interface-parentnode"""

    @property
    def children(self) -> "HTMLCollection":
        """https://dom.spec.whatwg.org/#dom-parentnode-children"""
        extras = self.ensure_extras()
        if extras.children is None:
            extras.children = ChildElements(self, False)
        return extras.children

    @property
    def first_element_child(self) -> "Element | None":
        """https://dom.spec.whatwg.org/#dom-parentnode-firstelementchild"""
        node = self.first_child
        while node is not None and node.node_type != ELEMENT_NODE:
            node = node.next_sibling
        return cast("Element", node) if node is not None else None

    @property
    def last_element_child(self) -> "Element | None":
        """https://dom.spec.whatwg.org/#dom-parentnode-lastelementchild"""
        node = self.last_child
        while node is not None and node.node_type != ELEMENT_NODE:
            node = node.previous_sibling
        return cast("Element", node) if node is not None else None

    @property
    def child_element_count(self) -> int:
        """https://dom.spec.whatwg.org/#dom-parentnode-childelementcount"""
        return self.children.length

    def prepend(self, *nodes: Node | str) -> None:
        """https://dom.spec.whatwg.org/#dom-parentnode-prepend"""
        pre_insert(convert_nodes(list(nodes), self.node_document), self, self.first_child)

    def append(self, *nodes: Node | str) -> None:
        """https://dom.spec.whatwg.org/#dom-parentnode-append"""
        pre_insert(convert_nodes(list(nodes), self.node_document), self, None)

    def replace_children(self, *nodes: Node | str) -> None:
        """https://dom.spec.whatwg.org/#dom-parentnode-replacechildren"""
        node = convert_nodes(list(nodes), self.node_document)
        ensure_pre_insertion_validity(node, self, None)
        replace_all(node, self)

    def move_before(self, node: Node, child: Node | None) -> None:
        """https://dom.spec.whatwg.org/#dom-parentnode-movebefore"""
        reference = child
        if reference is node:
            reference = node.next_sibling
        move(node, self, reference)

    def query_selector(self, selectors: str) -> "Element | None":
        """https://dom.spec.whatwg.org/#dom-parentnode-queryselector"""
        return query_selector(self, selectors)

    def query_selector_all(self, selectors: str) -> "NodeList":
        """https://dom.spec.whatwg.org/#dom-parentnode-queryselectorall"""
        return StaticNodeList(query_selector_all(self, selectors))

    def get_element_by_id(self, element_id: str) -> "Element | None":
        """https://dom.spec.whatwg.org/#dom-nonelementparentnode-getelementbyid"""
        return element_by_id(self, element_id)

    # What Document and Element share.

    def get_elements_by_tag_name(self, qualified_name: str) -> "HTMLCollection":
        """https://dom.spec.whatwg.org/#dom-document-getelementsbytagname"""
        return ElementsByTagName(self, qualified_name)

    def get_elements_by_tag_name_ns(self, namespace: str | None, local_name: str) -> "HTMLCollection":
        """https://dom.spec.whatwg.org/#dom-document-getelementsbytagnamens"""
        return ElementsByTagNameNS(self, namespace or None, local_name)

    def get_elements_by_class_name(self, class_names: str) -> "HTMLCollection":
        """https://dom.spec.whatwg.org/#dom-document-getelementsbyclassname"""
        return ElementsByClassName(self, class_names)

    def descendant_text_content(self) -> str:
        """https://dom.spec.whatwg.org/#concept-descendant-text-content"""
        first = self.first_child
        if first is None:
            return ""
        if first.next_sibling is None and first.node_type == TEXT_NODE:
            return cast("CharacterData", first).text
        parts: list[str] = []
        node: Node | None = first
        while node is not None:
            if node.node_type in (TEXT_NODE, CDATA_SECTION_NODE):
                parts.append(cast("CharacterData", node).text)
            node = following(node, self)
        return "".join(parts)

    def string_replace_all(self, text: str) -> None:
        """https://dom.spec.whatwg.org/#string-replace-all"""
        replace_all(Text(self.node_document, text) if text else None, self)


from webapis.dom.character_data import CharacterData
from webapis.dom.html_collection import ChildElements, ElementsByClassName, ElementsByTagName, ElementsByTagNameNS
from webapis.dom.moving import move
from webapis.dom.mutation import convert_nodes, ensure_pre_insertion_validity, pre_insert, replace_all
from webapis.dom.node import CDATA_SECTION_NODE, TEXT_NODE
from webapis.dom.text import Text
from webapis.dom.tree import following
from webapis.dom.tree_index import element_by_id
from webapis.selectors.query import query_selector, query_selector_all
