"""https://dom.spec.whatwg.org/#interface-documentfragment"""

from typing import TYPE_CHECKING

from webapis.dom.node import DOCUMENT_FRAGMENT_NODE, Node
from webapis.dom.parent_node import ParentNode

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.element import Element


class DocumentFragment(ParentNode):
    """https://dom.spec.whatwg.org/#interface-documentfragment; a template's content has the template as host."""

    content_host: "Element | None"

    def __init__(self, node_document: "Document") -> None:
        super().__init__(DOCUMENT_FRAGMENT_NODE, node_document)
        self.content_host = None

    @property
    def node_name(self) -> str:
        return "#document-fragment"

    def fragment_host(self) -> "Element | None":
        return self.content_host

    @property
    def text_content(self) -> str | None:
        return self.descendant_text_content()

    @text_content.setter
    def text_content(self, value: str | None) -> None:
        self.string_replace_all("" if value is None else value)

    def clone_single(self, document: "Document") -> Node:
        return DocumentFragment(document)
