"""XML text to documents, by expat: https://html.spec.whatwg.org/#parsing-xhtml-documents

Names are split and namespaces resolved here, because expat's own way loses the prefixes. External entities are not
loaded; expat itself bounds what internal ones may grow to.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from jsengine._kernel import poll
from webapis.dom.attr import Attr, append_attribute
from webapis.dom.document import Document
from webapis.dom.document_fragment import DocumentFragment
from webapis.dom.document_type import DocumentType
from webapis.dom.element_creation import create_element
from webapis.dom.mutation import insert
from webapis.dom.names import QualifiedName, qualified_name
from webapis.dom.text import CDATASection, Comment, ProcessingInstruction, Text
from webapis.idl.exceptions import dom_exception
from webapis.infra import namespaces
from webapis.infra.ascii import join_surrogates, split_surrogates
from webapis.infra.pieces import pieces

if TYPE_CHECKING:
    from webapis.dom.agent import Agent
    from webapis.dom.element import Element
    from webapis.dom.node import Node

ERROR_NAMESPACE: Final = "http://www.w3.org/1999/xhtml"


class XMLSyntaxError(Exception):
    """The text is not well-formed; the message says where."""


class XMLTreeBuilder:
    """Takes expat's events and appends to a document or fragment."""

    def __init__(self, document: "Document", root: "Node", bindings: dict[str, str]) -> None:
        self.document = document
        self.root = root
        self.current: Node = root
        self.opened: list[tuple[Element, Node]] = []
        """Elements that are open, and where each was put: scripts may have moved them since."""
        self.scopes: list[dict[str, str]] = [bindings]
        self.text: list[str] = []
        self.in_cdata = False
        self.script_ended: Callable[[Element], None] | None = None
        """Who wants to hear of script elements that are complete; they know then that a parser made them."""
        # The text is decoded already, whatever its declaration says.
        parser = expat.ParserCreate("utf-8")
        parser.ordered_attributes = True
        parser.buffer_text = True
        parser.StartElementHandler = self.start_element
        parser.EndElementHandler = self.end_element
        parser.CharacterDataHandler = self.characters
        parser.CommentHandler = self.comment
        parser.ProcessingInstructionHandler = self.instruction
        parser.StartCdataSectionHandler = self.start_cdata
        parser.EndCdataSectionHandler = self.end_cdata
        parser.StartDoctypeDeclHandler = self.doctype
        self.parser = parser

    def parse(self, text: str) -> None:
        """Feed the whole text."""
        self.feed(text, True)

    def feed(self, text: str, is_last: bool) -> None:
        """Feed a piece of the text."""
        try:
            for piece in pieces(text):
                self.parser.Parse(join_surrogates(piece).encode(), False)
            self.parser.Parse(b"", is_last)
        except expat.ExpatError as error:
            raise XMLSyntaxError(str(error)) from None

    def flush(self) -> None:
        """Append the text so far. All but text begins with it, so polls stand here."""
        poll()
        if self.text:
            text = split_surrogates("".join(self.text))
            self.text = []
            node = CDATASection(self.document, text) if self.in_cdata else Text(self.document, text)
            if self.current is not self.document:
                insert(node, self.current, None, True)

    def resolve(self, name: str, is_element: bool) -> "QualifiedName":
        """A name with its namespace."""
        prefix, colon, local_name = name.partition(":")
        if not colon:
            namespace = self.scopes[-1].get("") if is_element else None
            return qualified_name(namespace or None, None, name)
        if prefix == "xml":
            return qualified_name(namespaces.XML, prefix, local_name)
        bound = self.scopes[-1].get(prefix)
        if not bound or not local_name or ":" in local_name:
            raise XMLSyntaxError(f"Namespace prefix {prefix} is not defined")
        return qualified_name(bound, prefix, local_name)

    def start_element(self, name: str, attributes: list[str]) -> None:
        """Declarations first, then the element, then its attributes."""
        self.flush()
        scope = self.scopes[-1]
        declares = False
        for index in range(0, len(attributes), 2):
            key = attributes[index]
            if key == "xmlns" or key.startswith("xmlns:"):
                if not declares:
                    scope = scope.copy()
                    declares = True
                scope["" if key == "xmlns" else key[6:]] = split_surrogates(attributes[index + 1])
        self.scopes.append(scope)
        # https://html.spec.whatwg.org/#create-an-element-for-the-token
        given = dict(zip(attributes[::2], attributes[1::2], strict=True))
        is_value = split_surrogates(given["is"]) if "is" in given else None
        element = create_element(self.document, self.resolve(split_surrogates(name), True), is_value)
        for index in range(0, len(attributes), 2):
            key = split_surrogates(attributes[index])
            if key == "xmlns":
                names = qualified_name(namespaces.XMLNS, None, "xmlns")
            elif key.startswith("xmlns:"):
                names = qualified_name(namespaces.XMLNS, "xmlns", key[6:])
            else:
                names = self.resolve(key, False)
            append_attribute(Attr(self.document, names, split_surrogates(attributes[index + 1])), element)
        script = element.script_processing()
        if script is not None and self.script_ended is not None:
            script.made_by_parser(self.document, False)
        insert(element, self.current, None, True)
        self.opened.append((element, self.current))
        content = element.content_fragment()
        self.current = element if content is None else content

    def end_element(self, name: str) -> None:
        """Back to the parent."""
        self.flush()
        self.scopes.pop()
        element, parent = self.opened.pop()
        if self.script_ended is not None and self.current is element:
            self.script_ended(element)
        self.current = parent

    def characters(self, text: str) -> None:
        """Collect."""
        self.text.append(text)

    def comment(self, text: str) -> None:
        """A comment."""
        self.flush()
        insert(Comment(self.document, split_surrogates(text)), self.current, None, True)

    def instruction(self, target: str, data: str) -> None:
        """A processing instruction."""
        self.flush()
        node = ProcessingInstruction(self.document, split_surrogates(target), split_surrogates(data))
        insert(node, self.current, None, True)

    def start_cdata(self) -> None:
        """What follows is a CDATA section."""
        self.flush()
        self.in_cdata = True

    def end_cdata(self) -> None:
        """And ends."""
        self.flush()
        self.in_cdata = False

    def doctype(self, name: str, system_id: str | None, public_id: str | None, has_internal_subset: int) -> None:
        """A doctype."""
        insert(DocumentType(self.document, name, public_id or "", system_id or ""), self.current, None, True)


def parse_xml_document(agent: "Agent", text: str, content_type: str) -> "Document":
    """A document; one with a parsererror where the text is not well-formed, as browsers make it."""
    document = Document(agent)
    document.content_type = content_type
    document.is_xml_document_object = True
    try:
        XMLTreeBuilder(document, document, {}).parse(text)
    except XMLSyntaxError as error:
        add_error(document, str(error))
    return document


def add_error(document: "Document", message: str) -> None:
    """https://html.spec.whatwg.org/#dom-domparser-parsefromstring, step 3.5: an element that tells."""
    error = document.create_element_ns(ERROR_NAMESPACE, "parsererror")
    error.append_child(document.create_text_node(message))
    root = document.document_element
    if root is None:
        for child in document.child_list():
            document.remove_child(child)
        document.append_child(error)
    else:
        root.insert_before(error, root.first_child)


def parse_xml_fragment(context: "Element", text: str) -> "DocumentFragment":
    """https://html.spec.whatwg.org/#xml-fragment-parsing-algorithm"""
    fragment = DocumentFragment(context.node_document)
    bindings: dict[str, str] = {}
    element: Element | None = context
    while element is not None:
        for attribute in element.attribute_list:
            if attribute.names.namespace == namespaces.XMLNS:
                prefix = attribute.names.local_name if attribute.names.prefix else ""
                bindings.setdefault(prefix, attribute.data)
        if element.names.namespace is not None:
            bindings.setdefault(element.names.prefix or "", element.names.namespace)
        element = element.parent_element
    builder = XMLTreeBuilder(context.node_document, fragment, bindings)
    holder = context.node_document.create_element_ns(None, "holder")
    builder.current = holder
    builder.root = fragment
    try:
        FragmentEvents(builder).parse(text)
    except XMLSyntaxError as error:
        raise dom_exception("SyntaxError", f"The provided markup is invalid XML: {error}") from None
    for child in holder.child_list():
        fragment.append_child(child)
    return fragment


class FragmentEvents:
    """Lets expat, which parses documents only, see the fragment inside of an element that nobody keeps."""

    def __init__(self, builder: XMLTreeBuilder) -> None:
        self.builder = builder
        self.depth = 0
        builder.parser.StartElementHandler = self.start_element
        builder.parser.EndElementHandler = self.end_element

    def parse(self, text: str) -> None:
        """The wrapped text; a doctype or a second root is an error as it should be."""
        self.builder.parse(f"<wrapper>{text}</wrapper>")

    def start_element(self, name: str, attributes: list[str]) -> None:
        """Pass on but for the wrapper."""
        if self.depth:
            self.builder.start_element(name, attributes)
        self.depth += 1

    def end_element(self, name: str) -> None:
        """Pass on but for the wrapper."""
        self.depth -= 1
        if self.depth:
            self.builder.end_element(name)
        else:
            self.builder.flush()
