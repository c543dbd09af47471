"""https://dom.spec.whatwg.org/#interface-documenttype"""

from typing import TYPE_CHECKING

from webapis.dom.node import DOCUMENT_TYPE_NODE, Node

if TYPE_CHECKING:
    from webapis.dom.document import Document


class DocumentType(Node):
    """https://dom.spec.whatwg.org/#interface-documenttype"""

    name: str
    public_id: str
    system_id: str

    def __init__(self, node_document: "Document", name: str, public_id: str = "", system_id: str = "") -> None:
        super().__init__(DOCUMENT_TYPE_NODE, node_document)
        self.name = name
        self.public_id = public_id
        self.system_id = system_id

    @property
    def node_name(self) -> str:
        return self.name

    def clone_single(self, document: "Document") -> Node:
        return DocumentType(document, self.name, self.public_id, self.system_id)
