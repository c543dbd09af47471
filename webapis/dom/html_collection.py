"""https://dom.spec.whatwg.org/#interface-htmlcollection"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from webapis.infra.ascii import ascii_lowercase, ordered_set

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.dom.node import Node


class HTMLCollection:
    """https://dom.spec.whatwg.org/#interface-htmlcollection

    Live by version: the elements are collected again when the document's tree (or, for some, its attributes) changed
    since. Subclasses say what belongs to the collection.
    """

    wrapper: object
    root: "Node"
    elements: "list[Element]"
    names: "dict[str, Element] | None"
    document: "Document | None"
    tree_version: int
    attribute_version: int
    depends_on_attributes: bool

    def __init__(self, root: "Node", depends_on_attributes: bool) -> None:
        self.wrapper = None
        self.root = root
        self.elements = []
        self.names = None
        self.document = None
        self.tree_version = -1
        self.attribute_version = -1
        self.depends_on_attributes = depends_on_attributes

    @property
    def interface_name(self) -> str:
        """The name of the interface, which chooses the wrapper's prototype."""
        return "HTMLCollection"

    def matches(self, element: "Element") -> bool:
        """The collection's filter."""
        return True

    def collect(self) -> "list[Element]":
        """The descendants that match; collections with another reach override it."""
        found: list[Element] = []
        root = self.root
        node = root.first_child
        while node is not None:
            if node.node_type == ELEMENT_NODE and self.matches(cast("Element", node)):
                found.append(cast("Element", node))
            node = following(node, root)
        return found

    def current(self) -> "list[Element]":
        """The elements now."""
        document = self.root.node_document
        if (
            self.tree_version == document.tree_version
            and self.document is document
            and (not self.depends_on_attributes or self.attribute_version == document.attribute_version)
        ):
            return self.elements
        self.elements = self.collect()
        self.names = None
        self.document = document
        self.tree_version = document.tree_version
        self.attribute_version = document.attribute_version
        return self.elements

    @property
    def length(self) -> int:
        """https://dom.spec.whatwg.org/#dom-htmlcollection-length"""
        return len(self.current())

    def item(self, index: int) -> "Element | None":
        """https://dom.spec.whatwg.org/#dom-htmlcollection-item"""
        elements = self.current()
        return elements[index] if 0 <= index < len(elements) else None

    def supported_names(self) -> "dict[str, Element]":
        """https://dom.spec.whatwg.org/#ref-for-dfn-supported-property-names: each name with the first element of it."""
        elements = self.current()
        document = self.root.node_document
        names = self.names
        if names is not None and self.attribute_version == document.attribute_version:
            return names
        self.names = names = {}
        self.attribute_version = document.attribute_version
        for element in elements:
            identifier = element.identifier
            if identifier:
                names.setdefault(identifier, element)
            if element.is_html:
                name = element.get_attribute_ns(None, "name")
                if name:
                    names.setdefault(name, element)
        return names

    def named_item(self, name: str) -> "Element | None":
        """https://dom.spec.whatwg.org/#dom-htmlcollection-nameditem"""
        return self.supported_names().get(name) if name else None

    def __len__(self) -> int:
        return len(self.current())

    def __getitem__(self, index: int) -> "Element":
        return self.current()[index]

    def __iter__(self) -> "Iterator[Element]":
        return iter(self.current().copy())


class ChildElements(HTMLCollection):
    """https://dom.spec.whatwg.org/#dom-parentnode-children"""

    def collect(self) -> "list[Element]":
        found: list[Element] = []
        node = self.root.first_child
        while node is not None:
            if node.node_type == ELEMENT_NODE:
                found.append(cast("Element", node))
            node = node.next_sibling
        return found


class ElementsByTagName(HTMLCollection):
    """https://dom.spec.whatwg.org/#concept-getelementsbytagname"""

    def __init__(self, root: "Node", qualified_name: str) -> None:
        super().__init__(root, False)
        self.qualified_name = qualified_name
        self.lowercase_name = ascii_lowercase(qualified_name)
        self.in_html_document = root.node_document.is_html

    def matches(self, element: "Element") -> bool:
        if self.qualified_name == "*":
            return True
        if self.in_html_document and element.is_html:
            return element.qualified_name == self.lowercase_name
        return element.qualified_name == self.qualified_name


class ElementsByTagNameNS(HTMLCollection):
    """https://dom.spec.whatwg.org/#concept-getelementsbytagnamens"""

    def __init__(self, root: "Node", namespace: str | None, local_name: str) -> None:
        super().__init__(root, False)
        self.namespace = namespace
        self.local_name = local_name

    def matches(self, element: "Element") -> bool:
        return (self.namespace == "*" or element.namespace_uri == self.namespace) and (
            self.local_name == "*" or element.local_name == self.local_name
        )


class ElementsByClassName(HTMLCollection):
    """https://dom.spec.whatwg.org/#concept-getelementsbyclassname"""

    def __init__(self, root: "Node", class_names: str) -> None:
        super().__init__(root, True)
        self.classes = ordered_set(class_names)
        self.quirks = root.node_document.mode == "quirks"
        if self.quirks:
            self.classes = [ascii_lowercase(name) for name in self.classes]

    def collect(self) -> "list[Element]":
        if not self.classes:
            return []
        found: list[Element] = []
        root = self.root
        node = root.first_child
        first = self.classes[0]
        simple = len(self.classes) == 1 and not self.quirks
        while node is not None:
            if node.node_type == ELEMENT_NODE:
                element = cast("Element", node)
                names = element.class_names
                if names is not None and (first in names if simple else self.matches(element)):
                    found.append(element)
            node = following(node, root)
        return found

    def matches(self, element: "Element") -> bool:
        names = element.class_names
        if names is None:
            return False
        if self.quirks:
            names = [ascii_lowercase(name) for name in names]
        return all(name in names for name in self.classes)


from webapis.dom.node import ELEMENT_NODE
from webapis.dom.tree import following
