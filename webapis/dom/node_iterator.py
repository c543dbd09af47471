"""https://dom.spec.whatwg.org/#interface-nodeiterator"""

from typing import TYPE_CHECKING, final

from webapis.dom.node_filter import FILTER_ACCEPT, Traversal
from webapis.idl.callbacks import Callback

if TYPE_CHECKING:
    from webapis.dom.agent import Agent
    from webapis.dom.node import Node


@final
class IteratorPosition:
    """What removals move; held by its iterator and listed by the agent until the iterator dies."""

    def __init__(self, root: "Node") -> None:
        self.root = root
        self.reference = root
        self.before_reference = True


class NodeIterator(Traversal):
    """https://dom.spec.whatwg.org/#interface-nodeiterator"""

    position: IteratorPosition

    def __init__(self, root: "Node", what_to_show: int, filter: Callback | None) -> None:
        super().__init__(what_to_show, filter)
        self.agent = root.node_document.agent
        self.position = IteratorPosition(root)
        self.agent.add_iterator(self.position)

    def __del__(self) -> None:
        self.agent.node_iterators.pop(self.position, None)

    @property
    def root(self) -> "Node":
        """https://dom.spec.whatwg.org/#dom-nodeiterator-root"""
        return self.position.root

    @property
    def reference_node(self) -> "Node":
        """https://dom.spec.whatwg.org/#dom-nodeiterator-referencenode"""
        return self.position.reference

    @property
    def pointer_before_reference_node(self) -> bool:
        """https://dom.spec.whatwg.org/#dom-nodeiterator-pointerbeforereferencenode"""
        return self.position.before_reference

    def next_node(self) -> "Node | None":
        """https://dom.spec.whatwg.org/#dom-nodeiterator-nextnode"""
        return self.traverse(True)

    def previous_node(self) -> "Node | None":
        """https://dom.spec.whatwg.org/#dom-nodeiterator-previousnode"""
        return self.traverse(False)

    def traverse(self, forward: bool) -> "Node | None":
        """https://dom.spec.whatwg.org/#concept-nodeiterator-traverse"""
        position = self.position
        # 1-2. Start from the reference.
        node = position.reference
        before_node = position.before_reference
        while True:
            # 3.1 One step.
            if forward:
                if before_node:
                    before_node = False
                else:
                    onward = following(node, position.root)
                    if onward is None:
                        return None
                    node = onward
            elif not before_node:
                before_node = True
            else:
                onward = preceding(node, position.root)
                if onward is None:
                    return None
                node = onward
            # 3.2-3 Until the filter accepts.
            if self.filter_node(node) == FILTER_ACCEPT:
                break
        # 4-6. The new reference.
        position.reference = node
        position.before_reference = before_node
        return node

    def detach(self) -> None:
        """https://dom.spec.whatwg.org/#dom-nodeiterator-detach: nothing."""


def iterators_at_removal(agent: "Agent", node: "Node") -> None:
    """Step 7 of https://dom.spec.whatwg.org/#concept-node-remove"""
    for position in agent.node_iterators:
        if position.root.node_document is node.node_document:
            pre_removing_steps(position, node)


def pre_removing_steps(position: IteratorPosition, removed: "Node") -> None:
    """https://dom.spec.whatwg.org/#nodeiterator-pre-removing-steps"""
    # 1. Only if the reference goes and the root stays.
    if is_inclusive_ancestor(removed, position.root) or not is_inclusive_ancestor(removed, position.reference):
        return
    # 2. Before the reference: what follows takes over.
    if position.before_reference:
        onward = following_skipping_children(removed, position.root)
        if onward is not None:
            position.reference = onward
            return
        position.before_reference = False
    # 3. Otherwise what stands before.
    previous = removed.previous_sibling
    if previous is not None:
        position.reference = last_inclusive_descendant(previous)
    elif removed.parent_node is not None:
        position.reference = removed.parent_node


from webapis.dom.tree import (
    following,
    following_skipping_children,
    is_inclusive_ancestor,
    last_inclusive_descendant,
    preceding,
)
