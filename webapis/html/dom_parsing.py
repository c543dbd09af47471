"""https://html.spec.whatwg.org/#dom-parsing-and-serialization"""

from typing import TYPE_CHECKING, Final, cast

from webapis.dom.document import Document
from webapis.dom.element import insert_adjacent
from webapis.dom.element_creation import create_element
from webapis.dom.mutation import replace, replace_all
from webapis.dom.names import html_name
from webapis.dom.node import DOCUMENT_FRAGMENT_NODE, DOCUMENT_NODE, ELEMENT_NODE
from webapis.dom.text import Text
from webapis.dom.tree import inclusive_descendants
from webapis.html.parser.parser import Parser, parse_html_fragment, parse_whole
from webapis.html.serialization import serialize_children, serialize_node
from webapis.html.xml_parser import parse_xml_document, parse_xml_fragment
from webapis.html.xml_serialization import serialize_as_xml, serialize_children_as_xml
from webapis.idl.exceptions import dom_exception
from webapis.infra.ascii import ascii_lowercase

if TYPE_CHECKING:
    from webapis.dom.document_fragment import DocumentFragment
    from webapis.dom.element import Element
    from webapis.dom.node import Node
    from webapis.dom.range import Range
    from webapis.dom.shadow_root import ShadowRoot


def parse_fragment(context: "Element", text: str, declarative_shadow_roots: bool = False) -> "DocumentFragment":
    """https://html.spec.whatwg.org/#fragment-parsing-algorithm-steps"""
    if context.node_document.is_html:
        scripting = context.node_document.script_runner is not None
        return parse_html_fragment(context, text, scripting, declarative_shadow_roots)
    fragment = parse_xml_fragment(context, text)
    # As in fragments of HTML, scripts are there but never run.
    for one in inclusive_descendants(fragment):
        script = one.script_processing()
        if script is not None:
            script.already_started = True
    return fragment


def serialize_fragment(node: "Node") -> str:
    """https://html.spec.whatwg.org/#fragment-serializing-algorithm-steps, well-formed for XML."""
    if node.node_document.is_html:
        return serialize_children(node)
    return serialize_children_as_xml(node, True)


def serialize_outer(element: "Element") -> str:
    """The element itself, by the same steps."""
    if element.node_document.is_html:
        return serialize_node(element)
    return serialize_as_xml(element, True)


def set_inner_html(element: "Element", text: str) -> None:
    """https://html.spec.whatwg.org/#dom-element-innerhtml"""
    content = element.content_fragment()
    target: Node = element if content is None else content
    # OPTIMIZATION: text without markup makes one text node, whatever the context but for raw text and tables.
    if element.node_document.is_html and is_plain_text(element, text):
        replace_all(Text(element.node_document, text) if text else None, element)
        return
    replace_all(parse_fragment(element, text), target)


PLAIN_TEXT_CONTEXTS: Final = frozenset(
    [
        "a",
        "b",
        "button",
        "div",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "i",
        "label",
        "li",
        "p",
        "section",
        "span",
        "strong",
        "td",
        "th",
    ]
)


def is_plain_text(element: "Element", text: str) -> bool:
    """Whether the parser would make one text node of it."""
    if not element.is_html or element.local_name not in PLAIN_TEXT_CONTEXTS:
        return False
    return "<" not in text and "&" not in text and "\r" not in text and "\0" not in text


def set_outer_html(element: "Element", text: str) -> None:
    """https://html.spec.whatwg.org/#dom-element-outerhtml"""
    # 2-4. A parent that is not a document.
    parent = element.parent_node
    if parent is None:
        return
    if parent.node_type == DOCUMENT_NODE:
        raise dom_exception("NoModificationAllowedError", "The element's parent is a document.")
    # 5-7. In a body when the parent is a fragment.
    if parent.node_type == DOCUMENT_FRAGMENT_NODE:
        context = fresh_body(element.node_document)
    else:
        context = cast("Element", parent)
    replace(element, parse_fragment(context, text), parent)


def fresh_body(document: "Document") -> "Element":
    """A body element as context."""
    return create_element(document, html_name("body"))


def insert_adjacent_html(element: "Element", position: str, text: str) -> None:
    """https://html.spec.whatwg.org/#dom-element-insertadjacenthtml"""
    # 1-3. The context.
    where = ascii_lowercase(position)
    context: Node | None
    if where in ("beforebegin", "afterend"):
        context = element.parent_node
        if context is None or context.node_type == DOCUMENT_NODE:
            raise dom_exception("NoModificationAllowedError", "The element has no parent element.")
    elif where in ("afterbegin", "beforeend"):
        context = element
    else:
        raise dom_exception("SyntaxError", f"'{position}' is not one of beforebegin, afterbegin, beforeend, afterend.")
    # 4. Never the root element, nor a fragment.
    if context.node_type != ELEMENT_NODE or (
        element.node_document.is_html and cast("Element", context).is_html_named("html")
    ):
        context = fresh_body(element.node_document)
    # 5-6. Parse and insert.
    insert_adjacent(element, where, parse_fragment(cast("Element", context), text))


def set_shadow_inner_html(shadow: "ShadowRoot", text: str) -> None:
    """https://html.spec.whatwg.org/#dom-shadowroot-innerhtml"""
    replace_all(parse_fragment(shadow.host, text), shadow)


def set_html_unsafe(target: "Node", context: "Element", text: str) -> None:
    """https://html.spec.whatwg.org/#unsafe-set-html"""
    content = target.content_fragment()
    replace_all(parse_fragment(context, text, True), target if content is None else content)


def create_contextual_fragment(range: "Range", text: str) -> "DocumentFragment":
    """https://html.spec.whatwg.org/#dom-range-createcontextualfragment"""
    # 2-5. The element around the start.
    node: Node | None = range.bounds.start_node
    document = range.bounds.start_node.node_document
    if node is not None and node.node_type not in (ELEMENT_NODE, DOCUMENT_NODE, DOCUMENT_FRAGMENT_NODE):
        node = node.parent_node
    context = cast("Element", node) if node is not None and node.node_type == ELEMENT_NODE else None
    if context is None or (document.is_html and context.is_html_named("html")):
        context = fresh_body(document)
    # 6-7. Parse; scripts may run once they are inserted.
    fragment = parse_fragment(context, text)
    for one in inclusive_descendants(fragment):
        script = one.script_processing()
        if script is not None:
            script.already_started = False
            script.parser_document = None
    return fragment


class DOMParser:
    """https://html.spec.whatwg.org/#domparser"""

    wrapper: object
    document: "Document"

    def __init__(self, document: "Document") -> None:
        self.wrapper = None
        self.document = document

    def parse_from_string(self, string: str, type: str) -> "Document":
        """https://html.spec.whatwg.org/#dom-domparser-parsefromstring"""
        agent = self.document.agent
        if type == "text/html":
            document = Document(agent, True)
            parse_whole(Parser(document, False), string)
        else:
            document = parse_xml_document(agent, string, type)
        document.url = self.document.url
        document.base_url_steps = self.document.base_url_steps
        return document


class XMLSerializer:
    """https://html.spec.whatwg.org/#xmlserializer"""

    wrapper: object

    def __init__(self) -> None:
        self.wrapper = None

    def serialize_to_string(self, root: "Node") -> str:
        """https://html.spec.whatwg.org/#dom-xmlserializer-serializetostring"""
        return serialize_as_xml(root)
