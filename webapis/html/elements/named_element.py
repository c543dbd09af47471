"""Elements whose name or id makes them a property of their document: forms, frames, images, objects and embeds"""

from typing import TYPE_CHECKING

from webapis.html.document_names import ElementNames
from webapis.html.elements.html_element import HTMLElement

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.names import QualifiedName
    from webapis.dom.node import Node


class NamedElement(HTMLElement):
    """Tells its document by which names it may be such a property."""

    def __init__(self, node_document: "Document", names: "QualifiedName") -> None:
        super().__init__(node_document, names)
        self.names_on_document: tuple[str, ...] = ()

    def inserted(self) -> None:
        super().inserted()
        self.tell_names()

    def removed(self, old_parent: "Node | None") -> None:
        super().removed(old_parent)
        self.tell_names()

    def attribute_changed(
        self, local_name: str, old_value: str | None, value: str | None, namespace: str | None
    ) -> None:
        super().attribute_changed(local_name, old_value, value, namespace)
        if namespace is None and local_name in ("name", "id"):
            self.tell_names()

    def tell_names(self) -> None:
        """The document may know it by other names than before."""
        old = self.names_on_document
        document = self.node_document
        scope = self.scope
        new = self.possible_names() if scope is not None and scope.root is document else ()
        if new != old:
            self.names_on_document = new
            names = document.element_names
            if names is None:
                names = document.element_names = ElementNames(document)
            names.rename(self, old, new)

    def possible_names(self) -> tuple[str, ...]:
        """https://html.spec.whatwg.org/#dom-document-namedItem-which: an id before a name"""
        name = self.content_attribute("name")
        return (name,) if name else ()

    def name_and_identifier(self) -> tuple[str, ...]:
        """The same for elements whose id counts too."""
        identifier = self.identifier
        names = NamedElement.possible_names(self)
        return (identifier, *names) if identifier and identifier not in names else names

    def is_exposed(self) -> bool:
        """https://html.spec.whatwg.org/#exposed, for all but embed and object elements"""
        return True

    def named_object(self) -> object:
        """What the name gives when it is this element's alone."""
        return self
