"""https://dom.spec.whatwg.org/#interface-document"""

from typing import TYPE_CHECKING, cast

from webapis.dom.attr import Attr
from webapis.dom.cloning import clone_node
from webapis.dom.document_fragment import DocumentFragment
from webapis.dom.document_html import HTMLDocumentPart
from webapis.dom.element_creation import create_element, create_interface_element
from webapis.dom.event_creation import create_event
from webapis.dom.mutation import adopt
from webapis.dom.names import (
    html_name,
    is_valid_attribute_local_name,
    is_valid_element_local_name,
    is_xml_name,
    lowercase_name,
    plain_name,
    qualified_name,
    validate_and_extract,
)
from webapis.dom.node import DOCUMENT_FRAGMENT_NODE, DOCUMENT_NODE, DOCUMENT_TYPE_NODE, ELEMENT_NODE, Node, TreeScope
from webapis.dom.node_iterator import NodeIterator
from webapis.dom.range import Range
from webapis.dom.text import CDATASection, Comment, ProcessingInstruction, Text
from webapis.dom.tree_walker import TreeWalker
from webapis.idl.exceptions import dom_exception

if TYPE_CHECKING:
    from webapis.dom.agent import Agent
    from webapis.dom.document_type import DocumentType
    from webapis.dom.element import Element
    from webapis.dom.event import Event
    from webapis.dom.event_target import EventTarget
    from webapis.idl.callbacks import Callback
    from webapis.xpath.interfaces import XPathExpression, XPathResult


class ElementCreationOptions:
    """https://dom.spec.whatwg.org/#dictdef-elementcreationoptions"""

    is_: str | None = None


class Document(HTMLDocumentPart):
    """https://dom.spec.whatwg.org/#interface-document

    `tree_version` counts changes of any tree whose nodes belong to the document, `attribute_version` changes of ids,
    names and classes; live collections and query caches compare them. `style_version` counts what else styles depend on:
    any attribute, text, style sheets.
    """

    encoding: str
    content_type: str
    url: str
    mode: str
    implementation_object: "DOMImplementation | None"

    def __init__(self, agent: "Agent", is_html: bool = False) -> None:
        self.agent = agent
        self.is_html = is_html
        self.tree_version = 0
        self.attribute_version = 0
        self.style_version = 0
        super().__init__(DOCUMENT_NODE, self)
        self.initialize_html_part()
        self.encoding = "UTF-8"
        self.content_type = "text/html" if is_html else "application/xml"
        self.url = "about:blank"
        self.mode = "no-quirks"
        self.implementation_object = None
        self.scope = TreeScope(self)
        self.is_connected = True

    # Node.

    @property
    def node_name(self) -> str:
        return "#document"

    def get_the_parent(self, event: "Event") -> "EventTarget | None":
        # https://dom.spec.whatwg.org/#interface-document: its window, but for load
        return None if event.type == "load" else self.default_view

    def is_default_passive_target(self) -> bool:
        return True

    def clone_single(self, document: "Document") -> Node:
        copy = Document(self.agent, self.is_html)
        copy.encoding = self.encoding
        copy.content_type = self.content_type
        copy.url = self.url
        copy.mode = self.mode
        copy.is_xml_document_object = self.is_xml_document_object
        return copy

    def appropriate_template_contents_owner(self) -> "Document":
        """https://html.spec.whatwg.org/#appropriate-template-contents-owner-document"""
        owner = self.template_contents_owner
        if owner is None:
            owner = Document(self.agent, self.is_html)
            owner.template_contents_owner = owner
            self.template_contents_owner = owner
        return owner

    # The interface.

    @property
    def implementation(self) -> "DOMImplementation":
        """https://dom.spec.whatwg.org/#dom-document-implementation"""
        if self.implementation_object is None:
            self.implementation_object = DOMImplementation(self)
        return self.implementation_object

    @property
    def document_uri(self) -> str:
        """https://dom.spec.whatwg.org/#dom-document-documenturi"""
        return self.url

    @property
    def compat_mode(self) -> str:
        """https://dom.spec.whatwg.org/#dom-document-compatmode"""
        return "BackCompat" if self.mode == "quirks" else "CSS1Compat"

    @property
    def character_set(self) -> str:
        """https://dom.spec.whatwg.org/#dom-document-characterset"""
        return self.encoding

    @property
    def doctype(self) -> "DocumentType | None":
        """https://dom.spec.whatwg.org/#dom-document-doctype"""
        node = self.first_child
        while node is not None:
            if node.node_type == DOCUMENT_TYPE_NODE:
                return cast("DocumentType", node)
            node = node.next_sibling
        return None

    @property
    def document_element(self) -> "Element | None":
        """https://dom.spec.whatwg.org/#dom-document-documentelement"""
        node = self.last_child
        while node is not None and node.node_type != ELEMENT_NODE:
            node = node.previous_sibling
        return cast("Element", node) if node is not None else None

    def create_element(self, local_name: str, options: "ElementCreationOptions | str | None" = None) -> "Element":
        """https://dom.spec.whatwg.org/#dom-document-createelement"""
        # 1. The name is valid.
        if not is_valid_element_local_name(local_name):
            raise dom_exception("InvalidCharacterError", f"The tag name provided ('{local_name}') is not valid.")
        # 2-4. In lowercase and in the HTML namespace for HTML documents.
        if self.is_html:
            names = html_name(lowercase_name(local_name))
        elif self.content_type == "application/xhtml+xml":
            names = html_name(local_name)
        else:
            names = qualified_name(None, None, local_name)
        # 3, 5. Create.
        if options is None and "-" not in local_name:
            return create_interface_element(self, names)
        return create_element(self, names, is_option(options), True)

    def create_element_ns(
        self, namespace: str | None, qualified_name: str, options: "ElementCreationOptions | str | None" = None
    ) -> "Element":
        """https://dom.spec.whatwg.org/#internal-createelementns-steps"""
        names = validate_and_extract(namespace, qualified_name, True)
        return create_element(self, names, is_option(options), True)

    def create_document_fragment(self) -> "DocumentFragment":
        """https://dom.spec.whatwg.org/#dom-document-createdocumentfragment"""
        return DocumentFragment(self)

    def create_text_node(self, data: str) -> "Text":
        """https://dom.spec.whatwg.org/#dom-document-createtextnode"""
        return Text(self, data)

    def create_cdata_section(self, data: str) -> "CDATASection":
        """https://dom.spec.whatwg.org/#dom-document-createcdatasection"""
        if self.is_html:
            raise dom_exception("NotSupportedError", "HTML documents do not support CDATA sections.")
        if "]]>" in data:
            raise dom_exception("InvalidCharacterError", "String cannot contain ']]>'.")
        return CDATASection(self, data)

    def create_comment(self, data: str) -> "Comment":
        """https://dom.spec.whatwg.org/#dom-document-createcomment"""
        return Comment(self, data)

    def create_processing_instruction(self, target: str, data: str) -> "ProcessingInstruction":
        """https://dom.spec.whatwg.org/#dom-document-createprocessinginstruction"""
        if not is_xml_name(target):
            raise dom_exception("InvalidCharacterError", f"The target provided ('{target}') is not a valid name.")
        if "?>" in data:
            raise dom_exception("InvalidCharacterError", "The data provided contains '?>'.")
        return ProcessingInstruction(self, target, data)

    def import_node(self, node: Node, subtree: bool = False) -> Node:
        """https://dom.spec.whatwg.org/#dom-document-importnode"""
        if node.node_type == DOCUMENT_NODE or node.is_shadow_root:
            raise dom_exception("NotSupportedError", "Documents and shadow roots cannot be imported.")
        return clone_node(node, self, subtree)

    def adopt_node(self, node: Node) -> Node:
        """https://dom.spec.whatwg.org/#dom-document-adoptnode"""
        if node.node_type == DOCUMENT_NODE:
            raise dom_exception("NotSupportedError", "Documents cannot be adopted.")
        if node.is_shadow_root:
            raise dom_exception("HierarchyRequestError", "Shadow roots cannot be adopted.")
        if node.node_type == DOCUMENT_FRAGMENT_NODE and node.fragment_host() is not None:
            return node
        adopt(node, self)
        return node

    def create_attribute(self, local_name: str) -> "Attr":
        """https://dom.spec.whatwg.org/#dom-document-createattribute"""
        if not is_valid_attribute_local_name(local_name):
            raise dom_exception("InvalidCharacterError", f"'{local_name}' is not a valid attribute name.")
        return Attr(self, plain_name(lowercase_name(local_name) if self.is_html else local_name), "")

    def create_attribute_ns(self, namespace: str | None, qualified_name: str) -> "Attr":
        """https://dom.spec.whatwg.org/#dom-document-createattributens"""
        return Attr(self, validate_and_extract(namespace, qualified_name, False), "")

    def create_event(self, interface: str) -> "Event":
        """https://dom.spec.whatwg.org/#dom-document-createevent"""
        return create_event(interface)

    def create_range(self) -> "Range":
        """https://dom.spec.whatwg.org/#dom-document-createrange"""
        return Range(self)

    # XPath, which few pages ask for, is imported when one does.

    def create_expression(self, expression: str, resolver: "Callback | None" = None) -> "XPathExpression":
        """https://dom.spec.whatwg.org/#dom-xpathevaluatorbase-createexpression"""
        from webapis.xpath.interfaces import create_expression

        return create_expression(expression, resolver)

    def create_ns_resolver(self, node_resolver: Node) -> Node:
        """https://dom.spec.whatwg.org/#dom-xpathevaluatorbase-creatensresolver"""
        return node_resolver

    def evaluate(
        self,
        expression: str,
        context_node: Node,
        resolver: "Callback | None" = None,
        type_: int = 0,
        result: "XPathResult | None" = None,
    ) -> "XPathResult":
        """https://dom.spec.whatwg.org/#dom-xpathevaluatorbase-evaluate"""
        return self.create_expression(expression, resolver).evaluate(context_node, type_, result)

    def create_node_iterator(
        self, root: Node, what_to_show: int = 0xFFFFFFFF, filter: "Callback | None" = None
    ) -> "NodeIterator":
        """https://dom.spec.whatwg.org/#dom-document-createnodeiterator"""
        return NodeIterator(root, what_to_show, filter)

    def create_tree_walker(
        self, root: Node, what_to_show: int = 0xFFFFFFFF, filter: "Callback | None" = None
    ) -> "TreeWalker":
        """https://dom.spec.whatwg.org/#dom-document-createtreewalker"""
        return TreeWalker(root, what_to_show, filter)


def is_option(options: "ElementCreationOptions | str | None") -> str | None:
    """https://dom.spec.whatwg.org/#flatten-element-creation-options: a string is a legacy that says nothing."""
    if options is None or isinstance(options, str):
        return None
    return options.is_


from webapis.dom.dom_implementation import DOMImplementation
