"""https://dom.spec.whatwg.org/#interface-nodelist"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from webapis.dom.node import Node


class NodeList:
    """https://dom.spec.whatwg.org/#interface-nodelist"""

    wrapper: object

    def __init__(self) -> None:
        self.wrapper = None

    @property
    def interface_name(self) -> str:
        """The name of the interface, which chooses the wrapper's prototype."""
        return "NodeList"

    @property
    def length(self) -> int:
        """https://dom.spec.whatwg.org/#dom-nodelist-length"""
        return len(self.to_list())

    def item(self, index: int) -> "Node | None":
        """https://dom.spec.whatwg.org/#dom-nodelist-item"""
        nodes = self.to_list()
        return nodes[index] if 0 <= index < len(nodes) else None

    def to_list(self) -> "list[Node]":
        """The nodes now."""
        raise NotImplementedError

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, index: int) -> "Node":
        return self.to_list()[index]

    def __iter__(self) -> "Iterator[Node]":
        return iter(self.to_list())


class StaticNodeList(NodeList):
    """A list that does not change."""

    nodes: "list[Node]"

    def __init__(self, nodes: "list[Node]") -> None:
        super().__init__()
        self.nodes = nodes

    def to_list(self) -> "list[Node]":
        return self.nodes


class ChildNodeList(NodeList):
    """The children of a node, live."""

    parent: "Node"

    def __init__(self, parent: "Node") -> None:
        super().__init__()
        self.parent = parent

    @property
    def length(self) -> int:
        return self.parent.child_count

    def item(self, index: int) -> "Node | None":
        return self.parent.child_at(index)

    def to_list(self) -> "list[Node]":
        return self.parent.child_list()
