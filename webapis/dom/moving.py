"""https://dom.spec.whatwg.org/#concept-node-move: a move that keeps state."""

from typing import TYPE_CHECKING

from webapis.dom.element_states import CUSTOM
from webapis.dom.mutation_observer import add_transient_observers, queue_tree_mutation_record
from webapis.idl.exceptions import dom_exception

if TYPE_CHECKING:
    from webapis.dom.node import Node


def ensure_move_validity(node: "Node", parent: "Node", child: "Node | None") -> None:
    """Steps 1 to 8 of move."""
    # 1. The same tree, shadow trees included.
    if parent.get_root_node(composed_options()) is not node.get_root_node(composed_options()):
        raise dom_exception("HierarchyRequestError", "The node and its new parent do not share a root.")
    # 2. No cycles.
    if is_host_including_inclusive_ancestor(node, parent):
        raise dom_exception("HierarchyRequestError", "The new child element contains the parent.")
    # 3. The reference is a child.
    if child is not None and child.parent_node is not parent:
        raise dom_exception("NotFoundError", "The reference node is not a child of the parent.")
    # 4. Elements and character data only.
    if node.node_type not in (ELEMENT_NODE, TEXT_NODE, CDATA_SECTION_NODE, COMMENT_NODE, PROCESSING_INSTRUCTION_NODE):
        raise dom_exception("HierarchyRequestError", "Only elements and character data can be moved.")
    # 5-6. A document's children.
    if parent.node_type == DOCUMENT_NODE:
        if node.node_type in (TEXT_NODE, CDATA_SECTION_NODE):
            raise dom_exception("HierarchyRequestError", "Text may not be a child of a document.")
        if node.node_type == ELEMENT_NODE:
            ensure_element_fits(parent, child, None)


def composed_options() -> "GetRootNodeOptions":
    """Options that ask for the shadow-including root."""
    options = GetRootNodeOptions()
    options.composed = True
    return options


def move(node: "Node", parent: "Node", child: "Node | None") -> None:
    """https://dom.spec.whatwg.org/#concept-node-move"""
    # 1-6. Validity.
    ensure_move_validity(node, parent, child)
    # 7-8. The old place.
    old_parent = node.parent_node
    if old_parent is None:
        raise dom_exception("HierarchyRequestError", "The node to move has no parent.")
    agent = parent.node_document.agent
    # 9-10. Ranges and iterators.
    if agent.live_ranges:
        ranges_at_removal(agent, node, old_parent)
    if agent.node_iterators:
        iterators_at_removal(agent, node)
    # 11-13. Unlink.
    old_previous_sibling = node.previous_sibling
    old_next_sibling = node.next_sibling
    old_scope = node.scope
    unlink(node, old_parent)
    assigned_slot = node.extras.assigned_slot if node.extras is not None else None
    # 14-16. Slots of the old place.
    if assigned_slot is not None:
        assign_slottables(assigned_slot)
    if old_scope is not None and old_scope.root.is_shadow_root:
        if is_slot(old_parent) and not old_parent.ensure_extras().assigned_nodes:
            signal_a_slot_change(old_parent)
        assign_slottables_for_a_tree(old_scope.root)
        assign_slottables_for_a_tree(node)
    # 17-21. The new place.
    if child is not None and agent.live_ranges:
        ranges_at_insertion(agent, parent, child.index(), 1)
    new_previous_sibling = parent.last_child if child is None else child.previous_sibling
    link(node, parent, child)
    # 22-24. Slots of the new place.
    if parent.extras is not None and parent.extras.shadow_root is not None and is_slottable(node):
        assign_a_slot(node)
    new_scope = parent.scope
    if new_scope is not None and new_scope.root.is_shadow_root:
        if is_slot(parent) and not parent.ensure_extras().assigned_nodes:
            signal_a_slot_change(parent)
        assign_slottables_for_a_tree(new_scope.root)
    # 25. Moving steps and reactions.
    for one in shadow_including_inclusive_descendants(node):
        if one.scope is old_scope and old_scope is not new_scope:
            if old_scope is not None:
                leave_scope(one, old_scope)
            if new_scope is not None:
                enter_scope(one, new_scope, parent.is_connected)
        if one.node_type == ELEMENT_NODE:
            one.moved()
            if one.is_connected and as_element(one).custom_element_state == CUSTOM:
                enqueue_move_reaction(as_element(one))
    # 26-27. Observers, children changed.
    if agent.observer_count:
        add_transient_observers(node, old_parent)
        queue_tree_mutation_record(old_parent, [], [node], old_previous_sibling, old_next_sibling)
        queue_tree_mutation_record(parent, [node], [], new_previous_sibling, child)
    old_parent.child_removed()
    parent.children_changed()


from webapis.dom.custom_elements import enqueue_move_reaction
from webapis.dom.live_ranges import ranges_at_insertion, ranges_at_removal
from webapis.dom.mutation import ensure_element_fits, enter_scope, leave_scope, link, unlink
from webapis.dom.node import (
    CDATA_SECTION_NODE,
    COMMENT_NODE,
    DOCUMENT_NODE,
    ELEMENT_NODE,
    PROCESSING_INSTRUCTION_NODE,
    TEXT_NODE,
    GetRootNodeOptions,
)
from webapis.dom.node_iterator import iterators_at_removal
from webapis.dom.slots import (
    assign_a_slot,
    assign_slottables,
    assign_slottables_for_a_tree,
    is_slot,
    is_slottable,
    signal_a_slot_change,
)
from webapis.dom.tree import as_element, is_host_including_inclusive_ancestor, shadow_including_inclusive_descendants
