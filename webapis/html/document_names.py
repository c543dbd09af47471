"""Elements as properties of their document: https://html.spec.whatwg.org/#dom-tree-accessors, named properties

What there is of them is kept as they come, go and are renamed: looking a property up walks through nothing, whatever has
happened to the document since.
"""

from functools import cmp_to_key
from typing import TYPE_CHECKING

from jsengine import _kernel
from webapis.dom.html_collection import HTMLCollection
from webapis.html.named_access import tree_order

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.html.elements.named_element import NamedElement


class ElementNames:
    """The names of one document, with the elements that might be meant."""

    def __init__(self, document: "Document") -> None:
        self.document = document
        self.by_name: dict[str, list[NamedElement]] = {}

    def rename(self, element: "NamedElement", old: tuple[str, ...], new: tuple[str, ...]) -> None:
        """An element has other names. From the first one on the document looks for names."""
        for name in old:
            elements = self.by_name[name]
            elements.remove(element)
            if not elements:
                del self.by_name[name]
        for name in new:
            self.by_name.setdefault(name, []).append(element)
        if new:
            _kernel.name_properties(self.document)

    def exposed(self, name: str) -> "list[Element]":
        """https://html.spec.whatwg.org/#dom-document-nameditem-filter: the named elements, in tree order"""
        found: list[Element] = [element for element in self.by_name.get(name, ()) if element.is_exposed()]
        if len(found) > 1:
            found.sort(key=cmp_to_key(tree_order))
        return found

    def names(self) -> list[str]:
        """https://html.spec.whatwg.org/#dom-document-namedItem-which: in tree order of the elements"""
        elements: set[NamedElement] = set()
        for some in self.by_name.values():
            elements.update(some)
        ordered = [element for element in elements if element.is_exposed()]
        ordered.sort(key=cmp_to_key(tree_order))
        names: dict[str, None] = {}
        for element in ordered:
            names.update(dict.fromkeys(element.names_on_document))
        return list(names)

    def object_of(self, name: str) -> object:
        """The window of a frame, an element, or several; None where there is no such name."""
        elements = self.by_name.get(name)
        if elements is None:
            return None
        exposed = [element for element in elements if element.is_exposed()]
        if len(exposed) > 1:
            return ElementsOfOneName(self, name)
        return exposed[0].named_object() if exposed else None


class ElementsOfOneName(HTMLCollection):
    """What several elements of a name are together."""

    def __init__(self, names: ElementNames, name: str) -> None:
        super().__init__(names.document, True)
        self.of_names = names
        self.name = name

    @property
    def interface_name(self) -> str:
        return "HTMLCollection"

    def collect(self) -> "list[Element]":
        return self.of_names.exposed(self.name)
