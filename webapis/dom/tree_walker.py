"""https://dom.spec.whatwg.org/#interface-treewalker"""

from typing import TYPE_CHECKING

from webapis.dom.node_filter import FILTER_ACCEPT, FILTER_REJECT, FILTER_SKIP, Traversal
from webapis.dom.tree import following_skipping_children
from webapis.idl.callbacks import Callback

if TYPE_CHECKING:
    from webapis.dom.node import Node


class TreeWalker(Traversal):
    """https://dom.spec.whatwg.org/#interface-treewalker"""

    root: "Node"
    current_node: "Node"

    def __init__(self, root: "Node", what_to_show: int, filter: Callback | None) -> None:
        super().__init__(what_to_show, filter)
        self.root = root
        self.current_node = root

    def parent_node(self) -> "Node | None":
        """https://dom.spec.whatwg.org/#dom-treewalker-parentnode"""
        node: Node | None = self.current_node
        while node is not None and node is not self.root:
            node = node.parent_node
            if node is not None and self.filter_node(node) == FILTER_ACCEPT:
                self.current_node = node
                return node
        return None

    def first_child(self) -> "Node | None":
        """https://dom.spec.whatwg.org/#dom-treewalker-firstchild"""
        return self.traverse_children(True)

    def last_child(self) -> "Node | None":
        """https://dom.spec.whatwg.org/#dom-treewalker-lastchild"""
        return self.traverse_children(False)

    def traverse_children(self, first: bool) -> "Node | None":
        """https://dom.spec.whatwg.org/#concept-traverse-children"""
        current = self.current_node
        node = current.first_child if first else current.last_child
        while node is not None:
            result = self.filter_node(node)
            if result == FILTER_ACCEPT:
                self.current_node = node
                return node
            if result == FILTER_SKIP:
                child = node.first_child if first else node.last_child
                if child is not None:
                    node = child
                    continue
            while node is not None:
                sibling = node.next_sibling if first else node.previous_sibling
                if sibling is not None:
                    node = sibling
                    break
                parent = node.parent_node
                if parent is None or parent is self.root or parent is current:
                    return None
                node = parent
        return None

    def next_sibling(self) -> "Node | None":
        """https://dom.spec.whatwg.org/#dom-treewalker-nextsibling"""
        return self.traverse_siblings(True)

    def previous_sibling(self) -> "Node | None":
        """https://dom.spec.whatwg.org/#dom-treewalker-previoussibling"""
        return self.traverse_siblings(False)

    def traverse_siblings(self, forward: bool) -> "Node | None":
        """https://dom.spec.whatwg.org/#concept-traverse-siblings"""
        node: Node | None = self.current_node
        if node is self.root or node is None:
            return None
        while True:
            sibling = node.next_sibling if forward else node.previous_sibling
            while sibling is not None:
                node = sibling
                result = self.filter_node(node)
                if result == FILTER_ACCEPT:
                    self.current_node = node
                    return node
                sibling = node.first_child if forward else node.last_child
                if result == FILTER_REJECT or sibling is None:
                    sibling = node.next_sibling if forward else node.previous_sibling
            node = node.parent_node
            if node is None or node is self.root:
                return None
            if self.filter_node(node) == FILTER_ACCEPT:
                return None

    def next_node(self) -> "Node | None":
        """https://dom.spec.whatwg.org/#dom-treewalker-nextnode"""
        node = self.current_node
        result = FILTER_ACCEPT
        while True:
            # Down.
            while result != FILTER_REJECT and node.first_child is not None:
                node = node.first_child
                result = self.filter_node(node)
                if result == FILTER_ACCEPT:
                    self.current_node = node
                    return node
            # Along, or along an ancestor.
            onward = following_skipping_children(node, self.root)
            if onward is None:
                return None
            node = onward
            result = self.filter_node(node)
            if result == FILTER_ACCEPT:
                self.current_node = node
                return node

    def previous_node(self) -> "Node | None":
        """https://dom.spec.whatwg.org/#dom-treewalker-previousnode"""
        node = self.current_node
        while node is not self.root:
            sibling = node.previous_sibling
            while sibling is not None:
                node = sibling
                result = self.filter_node(node)
                while result != FILTER_REJECT and node.last_child is not None:
                    node = node.last_child
                    result = self.filter_node(node)
                if result == FILTER_ACCEPT:
                    self.current_node = node
                    return node
                sibling = node.previous_sibling
            parent = node.parent_node
            if node is self.root or parent is None:
                return None
            node = parent
            if self.filter_node(node) == FILTER_ACCEPT:
                self.current_node = node
                return node
        return None
