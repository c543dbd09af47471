"""The stack of open elements: https://html.spec.whatwg.org/#the-stack-of-open-elements

`ParserNode` is what the phases of html5lib see of a node, by html5lib's names.
"""

from typing import TYPE_CHECKING, Final, SupportsIndex

from webapis.dom.attr import Attr, append_attribute
from webapis.dom.document import Document
from webapis.dom.element import Element
from webapis.dom.element_creation import create_element
from webapis.dom.mutation import insert, remove
from webapis.dom.names import plain_name, qualified_name
from webapis.infra import namespaces
from webapis.infra.ascii import split_surrogates

if TYPE_CHECKING:
    from webapis.dom.names import QualifiedName
    from webapis.dom.node import Node

# A name of an attribute: one in a namespace comes as (prefix, local name, namespace).
AttributeName = str | tuple[str | None, str, str]

# html5lib's table of the special category is older than these; it looks categories up by `nameTuple` and nothing else.
NEWER_SPECIAL: Final = frozenset(["main", "search", "source", "summary", "template", "track", "details", "keygen"])


class ParserNode:
    """An element of the stack, or the document."""

    def __init__(self, node: "Node", place: "Node", namespace: str | None, name: str) -> None:
        self.node = node
        self.place = place
        """Where children go: the content of a template, else the node."""
        self.namespace = namespace
        self.name = name
        special = namespace == namespaces.HTML and name in NEWER_SPECIAL
        self.nameTuple = (namespace, "address" if special else name)
        self.attributes: dict[AttributeName, str] = {}

    @property
    def parent(self) -> "ParserNode | None":
        """Something that can remove this node from where it is; the phases ask a parent for nothing else."""
        return self if self.node.parent_node is not None else None

    def removeChild(self, child: "ParserNode") -> None:
        """Remove from its parent."""
        if child.node.parent_node is not None:
            remove(child.node)

    def appendChild(self, child: "ParserNode") -> None:
        """Insert at the end."""
        insert(child.node, self.place, None, False)

    def insertBefore(self, child: "ParserNode", reference: "ParserNode | None") -> None:
        """Insert before another child."""
        insert(child.node, self.place, None if reference is None else reference.node, False)

    def reparentChildren(self, target: "ParserNode") -> None:
        """Move every child."""
        for child in self.place.child_list():
            insert(child, target.place, None, False)

    def hasContent(self) -> bool:
        """Whether there are children."""
        return self.place.first_child is not None

    def cloneNode(self) -> "ParserNode":
        """A new element for the same token: https://html.spec.whatwg.org/#create-an-element-for-the-token"""
        copy = element_node(self.node.node_document, element_of(self).names, self.attributes)
        return copy


class MergingAttributes(dict[AttributeName, str]):
    """Attributes of html and body: later start tags of the same name add to them."""

    element: "Element"

    def __setitem__(self, name: AttributeName, value: str) -> None:
        super().__setitem__(name, value)
        # The phases ask for the token's attributes; a script may have set others.
        if isinstance(name, str) and not self.element.has_attribute(split_surrogates(name)):
            add_attribute(self.element, name, value)


def element_of(node: ParserNode) -> "Element":
    """The element behind an entry of the stack."""
    element = node.node
    assert isinstance(element, Element)
    return element


def element_node(document: "Document", names: "QualifiedName", attributes: dict[AttributeName, str]) -> ParserNode:
    """A new element with attributes, of no parent."""
    is_value = attributes.get("is")
    element = create_element(document, names, is_value)
    for name, value in attributes.items():
        add_attribute(element, name, value)
    content = element.content_fragment()
    node = ParserNode(element, element if content is None else content, names.namespace, names.local_name)
    node.attributes = attributes
    if names.is_html and names.local_name in ("html", "body"):
        merging = MergingAttributes(attributes)
        merging.element = element
        node.attributes = merging
    return node


def add_attribute(element: "Element", name: AttributeName, value: str) -> None:
    """Append what a token has; its names are unique."""
    if isinstance(name, tuple):
        prefix, local_name, namespace = name
        # html5lib still adjusts this one, the Standard does not.
        names = plain_name("xml:base") if name[1] == "base" else qualified_name(namespace, prefix, local_name)
    else:
        names = plain_name(split_surrogates(name))
    append_attribute(Attr(element.node_document, names, split_surrogates(value)), element)


class OpenElements(list[ParserNode]):
    """The stack, with a count of each name, so that most questions about scopes need no walk."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: dict[str, int] = {}

    def has(self, name: str) -> bool:
        """Whether an element of this name, in whatever namespace, is on the stack."""
        return self.counts.get(name, 0) > 0

    def enter(self, node: ParserNode) -> None:
        """Count."""
        self.counts[node.name] = self.counts.get(node.name, 0) + 1

    def leave(self, node: ParserNode) -> None:
        """Count no more."""
        self.counts[node.name] -= 1

    def append(self, node: ParserNode) -> None:
        """As of a list."""
        self.enter(node)
        super().append(node)

    def insert(self, index: SupportsIndex, node: ParserNode) -> None:
        """As of a list."""
        self.enter(node)
        super().insert(index, node)

    def pop(self, index: SupportsIndex = -1) -> ParserNode:
        """As of a list."""
        node = super().pop(index)
        self.leave(node)
        return node

    def remove(self, node: ParserNode) -> None:
        """As of a list."""
        super().remove(node)
        self.leave(node)

    def __setitem__(self, index: SupportsIndex, node: ParserNode) -> None:  # type: ignore[override]
        # Slices are never assigned.
        self.leave(self[index])
        self.enter(node)
        super().__setitem__(index, node)
