"""The stack of open elements by html5lib's names: https://html.spec.whatwg.org/#the-stack-of-open-elements"""

from typing import TYPE_CHECKING, Any, Final, SupportsIndex

from webapis.dom.attr import Attr, append_attribute
from webapis.dom.mutation import remove
from webapis.dom.names import plain_name
from webapis.html.parser.element_kinds import (
    HTML_KINDS,
    LEAVING,
    MATHML_TEXT_INTEGRATION_POINT,
    SPECIAL,
    foreign_kind,
)
from webapis.html.parser.foreign_content import is_html_integration_point
from webapis.html.parser.tokens import Tag
from webapis.infra import namespaces

if TYPE_CHECKING:
    from webapis.dom.element import Element
    from webapis.dom.node import Node
    from webapis.html.parser.tree_construction import TreeConstruction

Token = dict[str, Any]

# The phases look elements up by this in their own, older table of the special category, and for nothing else.
SPECIAL_ELEMENT: Final = (namespaces.HTML, "address")


class ParserNode:
    """An element of the stack; the list of active formatting elements has the same objects."""

    __slots__ = ("attributes", "element", "kind", "name", "nameTuple", "namespace", "place", "tag")

    def __init__(self, element: "Element", place: "Node", tag: Tag) -> None:
        names = element.names
        self.element = element
        self.place = place
        """Where its children go: a template's content, a fragment, else itself."""
        self.tag = tag
        """The token that the element was made for."""
        # The phases compare names alone; in the end they shall not take SVG's "title" for HTML's.
        self.name = names.local_name if names.is_html else f"foreign {names.local_name}"
        self.namespace = names.namespace
        self.kind = HTML_KINDS.get(self.name, 0) if names.is_html else foreign_kind(self.namespace, names.local_name)
        self.nameTuple = SPECIAL_ELEMENT if self.kind & SPECIAL else None
        self.attributes: dict[str, str] | MergingAttributes = dict(zip(tag.names, tag.values))

    def is_named(self, name: str) -> bool:
        """Whether it is the HTML element of this name."""
        return self.name == name

    def takes_html(self) -> bool:
        """Whether it is an HTML element or an integration point."""
        if self.namespace == namespaces.HTML or self.kind & MATHML_TEXT_INTEGRATION_POINT:
            return True
        return is_html_integration_point(self.kind, self.element, self.tag)

    @property
    def parent(self) -> "ParserNode | None":
        """Something that removes this node from where it is: the phases ask a parent for nothing else."""
        return self if self.element.parent_node is not None else None

    def removeChild(self, child: "ParserNode") -> None:
        """Remove from its parent."""
        remove(child.element)


class MergingAttributes:
    """Attributes of html and body: later start tags of the same name add those that are not there, outside of templates."""

    def __init__(self, tree: "TreeConstruction", element: "Element") -> None:
        self.tree = tree
        self.element = element

    def __contains__(self, name: str) -> bool:
        return self.tree.has_template() or self.element.has_attribute(name)

    def __setitem__(self, name: str, value: str) -> None:
        append_attribute(Attr(self.element.node_document, plain_name(name), value), self.element)


class OpenElements(list[ParserNode]):
    """The stack, with a count of each name: most questions about scopes are about names that are not there."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: dict[str, int] = {}
        self.left: list[ParserNode] = []
        """Those popped that something has to be done about: see `select_rules`."""

    def has(self, name: str) -> bool:
        """Whether an element of this name, in whatever namespace, is on the stack."""
        return self.counts.get(name, 0) > 0

    def append(self, node: ParserNode) -> None:
        """As of a list."""
        self.counts[node.name] = self.counts.get(node.name, 0) + 1
        super().append(node)

    def insert(self, index: SupportsIndex, node: ParserNode) -> None:
        """As of a list."""
        self.counts[node.name] = self.counts.get(node.name, 0) + 1
        super().insert(index, node)

    def pop(self, index: SupportsIndex = -1) -> ParserNode:
        """As of a list."""
        node = super().pop(index)
        self.counts[node.name] -= 1
        if node.kind & LEAVING:
            self.left.append(node)
        return node

    def remove(self, node: ParserNode) -> None:
        """As of a list."""
        super().remove(node)
        self.counts[node.name] -= 1

    def pop_until(self, name: str) -> None:
        """Pop elements until an HTML element of this name was popped."""
        while not self.pop().is_named(name):
            pass


def tag_of(token: Token) -> Tag:
    """html5lib's token as ours."""
    tag = Tag(token["name"])
    tag.names = [*token["data"]]
    tag.values = [*token["data"].values()]
    return tag
