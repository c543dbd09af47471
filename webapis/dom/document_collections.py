"""The collections of a document that the HTML Standard defines."""

from typing import TYPE_CHECKING, cast

from webapis.dom.html_collection import HTMLCollection
from webapis.dom.node_list import NodeList

if TYPE_CHECKING:
    from webapis.dom.element import Element
    from webapis.dom.node import Node


class NamedElements(HTMLCollection):
    """HTML elements of certain names, perhaps only those with a certain attribute."""

    def __init__(self, root: "Node", names: str, attribute: str | None) -> None:
        super().__init__(root, False)
        self.element_names = frozenset(names.split())
        self.attribute = attribute

    def current(self) -> "list[Element]":
        if self.attribute is not None:
            self.tree_version = -1  # which attributes exist is in no version
        return super().current()

    def matches(self, element: "Element") -> bool:
        return (
            element.is_html
            and element.local_name in self.element_names
            and (self.attribute is None or element.content_attribute(self.attribute) is not None)
        )


class MatchingElements(HTMLCollection):
    """The base of lists that look at names."""

    def __init__(self, root: "Node", name: str) -> None:
        super().__init__(root, True)
        self.name = name

    def matches(self, element: "Element") -> bool:
        return element.is_html and element.content_attribute("name") == self.name


class ElementsByName(NodeList):
    """https://html.spec.whatwg.org/#dom-document-getelementsbyname"""

    collection: HTMLCollection

    def __init__(self, root: "Node", name: str) -> None:
        super().__init__()
        self.collection = MatchingElements(root, name)

    @property
    def length(self) -> int:
        return self.collection.length

    def item(self, index: int) -> "Node | None":
        return self.collection.item(index)

    def to_list(self) -> "list[Node]":
        return [cast("Node", element) for element in self.collection.current()]
