"""Elements as properties of their document: https://html.spec.whatwg.org/#dom-tree-accessors, named properties"""

from typing import TYPE_CHECKING, Final

from jsengine import _kernel
from webapis.dom.html_collection import HTMLCollection

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.element import Element

NAMED_BY_NAME: Final = frozenset(["embed", "form", "iframe", "img", "object"])


class NamedElements(HTMLCollection):
    """The document's elements that are properties of it; never seen by scripts."""

    def __init__(self, document: "Document") -> None:
        super().__init__(document, True)
        self.found: dict[str, list[Element]] | None = None

    def matches(self, element: "Element") -> bool:
        return bool(names_of_element(element))

    def collect(self) -> "list[Element]":
        self.found = None
        return super().collect()

    def by_name(self) -> "dict[str, list[Element]]":
        """The elements of each name, in tree order."""
        elements = self.current()
        if self.found is None:
            self.found = {}
            for element in elements:
                for name in names_of_element(element):
                    self.found.setdefault(name, []).append(element)
        return self.found


class ElementsOfOneName(HTMLCollection):
    """What several elements of a name are together."""

    def __init__(self, document: "Document", name: str) -> None:
        super().__init__(document, True)
        self.of_document = document
        self.name = name

    @property
    def interface_name(self) -> str:
        return "HTMLCollection"

    def collect(self) -> "list[Element]":
        return names_of(self.of_document).by_name().get(self.name, []).copy()


def names_of_element(element: "Element") -> list[str]:
    """https://html.spec.whatwg.org/#dom-document-namedItem-which: the names an element gives its document"""
    local_name = element.local_name
    if not element.is_html or local_name not in NAMED_BY_NAME:
        return []
    name = element.content_attribute("name") or ""
    identifier = element.identifier
    if local_name in ("object", "embed") and not is_exposed(element):
        return []
    found = [name] if name else []
    if identifier and identifier != name and (local_name == "object" or (local_name == "img" and name)):
        found.insert(0, identifier)
    return found


def is_exposed(element: "Element") -> bool:
    """https://html.spec.whatwg.org/#exposed: not within an object, nor with objects and embeds in it"""
    parent = element.parent_element
    while parent is not None:
        if parent.is_html_named("object"):
            return False
        parent = parent.parent_element
    if element.local_name == "embed":
        return True
    return not any(
        is_element(node) and (as_element(node).is_html_named("object") or as_element(node).is_html_named("embed"))
        for node in element.descendants()
    )


def names_of(document: "Document") -> NamedElements:
    """The document's collection, made on first use."""
    found = document.collections.get("named properties")
    if found is None:
        found = document.collections["named properties"] = NamedElements(document)
    assert isinstance(found, NamedElements)
    return found


def named_item(document: "Document", name: str) -> object:
    """https://html.spec.whatwg.org/#dom-document-nameditem"""
    elements = names_of(document).by_name().get(name)
    if elements is None:
        return None
    if len(elements) > 1:
        return ElementsOfOneName(document, name)
    element = elements[0]
    if isinstance(element, FrameContainer) and element.content_window is not None:
        return element.content_window
    return element


def element_named(element: "Element") -> None:
    """An element may be a property of its document now: from then on the document looks."""
    if element.is_connected and names_of_element(element):
        _kernel.name_properties(element.node_document)


from webapis.dom.tree import as_element, is_element  # noqa: E402
from webapis.html.elements.structure import FrameContainer  # noqa: E402
