"""https://dom.spec.whatwg.org/#interface-domimplementation"""

from webapis.dom.document_type import DocumentType
from webapis.dom.names import is_valid_doctype_name
from webapis.idl.exceptions import dom_exception
from webapis.infra import namespaces


class DOMImplementation:
    """https://dom.spec.whatwg.org/#interface-domimplementation"""

    wrapper: object
    document: "Document"

    def __init__(self, document: "Document") -> None:
        self.wrapper = None
        self.document = document

    def create_document_type(self, name: str, public_id: str, system_id: str) -> "DocumentType":
        """https://dom.spec.whatwg.org/#dom-domimplementation-createdocumenttype"""
        if not is_valid_doctype_name(name):
            raise dom_exception("InvalidCharacterError", f"'{name}' is not a valid doctype name.")
        return DocumentType(self.document, name, public_id, system_id)

    def create_document(
        self, namespace: str | None, qualified_name: str, doctype: "DocumentType | None" = None
    ) -> "Document":
        """https://dom.spec.whatwg.org/#dom-domimplementation-createdocument; the bindings make it an XMLDocument."""
        # 1. A document.
        document = Document(self.document.agent)
        document.is_xml_document_object = True
        # 2-3. Its element.
        element = document.create_element_ns(namespace, qualified_name) if qualified_name else None
        # 4-5. Both children.
        if doctype is not None:
            document.append_child(doctype)
        if element is not None:
            document.append_child(element)
        # 7. The content type goes by the namespace.
        if namespace == namespaces.HTML:
            document.content_type = "application/xhtml+xml"
        elif namespace == namespaces.SVG:
            document.content_type = "image/svg+xml"
        return document

    def create_html_document(self, title: str | None = None) -> "Document":
        """https://dom.spec.whatwg.org/#dom-domimplementation-createhtmldocument"""
        # 1-3. A document with a doctype.
        document = Document(self.document.agent, True)
        document.append_child(DocumentType(document, "html"))
        # 4-7. Its skeleton.
        html = document.append_child(document.create_element("html"))
        head = html.append_child(document.create_element("head"))
        if title is not None:
            element = head.append_child(document.create_element("title"))
            element.append_child(document.create_text_node(title))
        html.append_child(document.create_element("body"))
        return document

    def has_feature(self) -> bool:
        """https://dom.spec.whatwg.org/#dom-domimplementation-hasfeature"""
        return True


from webapis.dom.document import Document
