"""https://html.spec.whatwg.org/#the-innertext-idl-attribute, as it is set; inner_text.py gets it"""

from typing import TYPE_CHECKING

from webapis.dom.element_creation import create_element
from webapis.dom.mutation import append, remove, replace, replace_all
from webapis.dom.names import qualified_name
from webapis.dom.text import Text, is_text
from webapis.idl.exceptions import dom_exception
from webapis.infra.namespaces import HTML

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.document_fragment import DocumentFragment
    from webapis.dom.node import Node
    from webapis.html.elements.html_element import HTMLElement


def rendered_text_fragment(text: str, document: "Document") -> "DocumentFragment":
    """https://html.spec.whatwg.org/#rendered-text-fragment: line ends become br elements."""
    fragment = document.create_document_fragment()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    start = 0
    while True:
        # Not all lines at once: a list of millions takes long to drop.
        end = text.find("\n", start)
        line = text[start:] if end < 0 else text[start:end]
        if line:
            append(Text(document, line), fragment)
        if end < 0:
            return fragment
        append(create_element(document, qualified_name(HTML, None, "br")), fragment)
        start = end + 1


def set_inner_text(element: "HTMLElement", text: str) -> None:
    """https://html.spec.whatwg.org/#set-the-inner-text-steps"""
    replace_all(rendered_text_fragment(text, element.node_document), element)


def set_outer_text(element: "HTMLElement", text: str) -> None:
    """https://html.spec.whatwg.org/#dom-outertext"""
    # 1. Not without a parent.
    parent = element.parent_node
    if parent is None:
        raise dom_exception("NoModificationAllowedError", "The element has no parent.")
    # 2-3. What stands around it.
    previous, following = element.previous_sibling, element.next_sibling
    # 4-5. At least an empty text.
    fragment = rendered_text_fragment(text, element.node_document)
    if fragment.first_child is None:
        append(Text(element.node_document, ""), fragment)
    # 6. Replace.
    replace(element, fragment, parent)
    # 7-8. Texts that now stand side by side become one.
    if following is not None and following.previous_sibling is not None:
        merge_with_next(following.previous_sibling)
    if previous is not None:
        merge_with_next(previous)


def merge_with_next(node: "Node") -> None:
    """https://html.spec.whatwg.org/#merge-with-the-next-text-node, where both are texts"""
    following = node.next_sibling
    if following is not None and is_text(node) and is_text(following):
        first, second = as_text(node), as_text(following)
        first.append_data(second.data)
        remove(second)


def as_text(node: "Node") -> Text:
    """The node, which is known to be a text."""
    assert isinstance(node, Text)
    return node
