"""https://dom.spec.whatwg.org/#mutation-algorithms"""

from typing import TYPE_CHECKING, cast

from jsengine._kernel import poll
from webapis.dom.element_states import CUSTOM, UNCUSTOMIZED
from webapis.dom.mutation_observer import add_transient_observers, queue_tree_mutation_record
from webapis.idl.exceptions import dom_exception

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.dom.node import Node


def ensure_pre_insertion_validity(node: "Node", parent: "Node", child: "Node | None") -> None:
    """https://dom.spec.whatwg.org/#concept-node-ensure-pre-insertion-validity"""
    parent_type = parent.node_type
    node_type = node.node_type
    # 1. The parent can have children.
    if parent_type not in (ELEMENT_NODE, DOCUMENT_FRAGMENT_NODE, DOCUMENT_NODE):
        raise dom_exception("HierarchyRequestError", "This node type does not support this method.")
    # 2. No cycles.
    if is_host_including_inclusive_ancestor(node, parent):
        raise dom_exception("HierarchyRequestError", "The new child element contains the parent.")
    # 3. The reference is a child.
    if child is not None and child.parent_node is not parent:
        raise dom_exception(
            "NotFoundError", "The node before which the new node is to be inserted is not a child of this node."
        )
    # 4. The node can be a child.
    if node_type in (DOCUMENT_NODE, ATTRIBUTE_NODE):
        raise dom_exception("HierarchyRequestError", "Nodes of this type may not be inserted inside other nodes.")
    # 5-6. A document takes one doctype, one element, in this order, and no text.
    if parent_type == DOCUMENT_NODE:
        ensure_fits_document(node, parent, child, False)
    elif node_type == DOCUMENT_TYPE_NODE:
        raise dom_exception("HierarchyRequestError", "A doctype may only be inserted into a document.")


def ensure_fits_document(node: "Node", document: "Node", child: "Node | None", replacing: bool) -> None:
    """Steps 5 and 6 of pre-insertion validity and of replace; when replacing, child itself does not count."""
    node_type = node.node_type
    if node_type in (TEXT_NODE, CDATA_SECTION_NODE):
        raise dom_exception("HierarchyRequestError", "Text may not be a child of a document.")
    excluded = child if replacing else None
    if node_type == DOCUMENT_FRAGMENT_NODE:
        elements = 0
        for inner in node.child_list():
            if inner.node_type == ELEMENT_NODE:
                elements += 1
            elif inner.node_type in (TEXT_NODE, CDATA_SECTION_NODE):
                elements = 2
        if elements > 1:
            raise dom_exception("HierarchyRequestError", "A document may have one element child and no text.")
        if elements == 1:
            ensure_element_fits(document, child, excluded)
    elif node_type == ELEMENT_NODE:
        ensure_element_fits(document, child, excluded)
    elif node_type == DOCUMENT_TYPE_NODE:
        before_child = child is not None
        for other in document.child_list():
            if other is child:
                before_child = False
            if other is excluded:
                continue
            other_type = other.node_type
            if other_type == DOCUMENT_TYPE_NODE or (other_type == ELEMENT_NODE and (child is None or before_child)):
                raise dom_exception("HierarchyRequestError", "The doctype may not be inserted there.")


def ensure_element_fits(document: "Node", child: "Node | None", excluded: "Node | None") -> None:
    """Whether an element may stand before child: no other element, no doctype at or after child."""
    reached = False
    for other in document.child_list():
        if other is child:
            reached = True
        if other is excluded:
            continue
        if other.node_type == ELEMENT_NODE or (reached and other.node_type == DOCUMENT_TYPE_NODE):
            raise dom_exception("HierarchyRequestError", "Only one element on a document allowed, after its doctype.")


def pre_insert(node: "Node", parent: "Node", child: "Node | None") -> "Node":
    """https://dom.spec.whatwg.org/#concept-node-pre-insert"""
    # 1. Validity.
    ensure_pre_insertion_validity(node, parent, child)
    # 2-3. A node is not inserted before itself.
    reference = child
    if reference is node:
        reference = node.next_sibling
    # 4-5. Insert.
    insert(node, parent, reference, False)
    return node


def link(node: "Node", parent: "Node", child: "Node | None") -> None:
    """Put the pointers right: node becomes a child of parent before child."""
    node.parent_node = parent
    if child is None:
        last = parent.last_child
        node.previous_sibling = last
        if last is None:
            parent.first_child = node
        else:
            last.next_sibling = node
        parent.last_child = node
    else:
        previous = child.previous_sibling
        node.previous_sibling = previous
        node.next_sibling = child
        child.previous_sibling = node
        if previous is None:
            parent.first_child = node
        else:
            previous.next_sibling = node
    parent.child_count += 1
    parent.children_cache = None
    parent.node_document.tree_version += 1


def unlink(node: "Node", parent: "Node") -> None:
    """Put the pointers right: node is no child of parent any more."""
    previous = node.previous_sibling
    following = node.next_sibling
    if previous is None:
        parent.first_child = following
    else:
        previous.next_sibling = following
    if following is None:
        parent.last_child = previous
    else:
        following.previous_sibling = previous
    node.parent_node = None
    node.previous_sibling = None
    node.next_sibling = None
    parent.child_count -= 1
    parent.children_cache = None
    parent.node_document.tree_version += 1


def insert(node: "Node", parent: "Node", child: "Node | None", suppress_observers: bool) -> None:
    """https://dom.spec.whatwg.org/#concept-node-insert"""
    poll()
    document = parent.node_document
    agent = document.agent
    # 1-4. The nodes; a fragment is emptied.
    if node.node_type == DOCUMENT_FRAGMENT_NODE:
        nodes = node.child_list()
        if not nodes:
            return
        empty_fragment(node, nodes)
    else:
        nodes = [node]
    # 5. Live ranges behind the place move on.
    if child is not None and agent.live_ranges:
        ranges_at_insertion(agent, parent, child.index(), len(nodes))
    # 6. What stood before.
    previous_sibling = parent.last_child if child is None else child.previous_sibling
    # 7. Each node.
    for one in nodes:
        if one is not node:
            poll()
        if one.parent_node is not None:
            if one is previous_sibling:
                previous_sibling = one.previous_sibling
            remove(one)
        if one.node_document is not document:
            adopt_subtree(one, document)
        link(one, parent, child)
        if parent.scope is not None or parent.extras is not None:
            inserted_into(one, parent)
        elif one.node_type == ELEMENT_NODE:
            one.inserted()
    # 8. Tell observers.
    if agent.observer_count and not suppress_observers:
        queue_tree_mutation_record(parent, nodes, [], previous_sibling, child)
    # 9. Children changed.
    parent.children_changed()
    # 10-12. Post-connection, over a list made before any of it runs.
    if parent.is_connected:
        post_connect(nodes)


def empty_fragment(fragment: "Node", nodes: "list[Node]") -> None:
    """Step 4 of insert."""
    for one in nodes:
        poll()
        remove(one, True)
    if fragment.node_document.agent.observer_count:
        queue_tree_mutation_record(fragment, [], nodes, None, None)


def inserted_into(node: "Node", parent: "Node") -> None:
    """Steps 7.4 to 7.7 of insert, where the parent's tree or host has something to say."""
    extras = parent.extras
    scope = parent.scope
    # 7.4 A shadow host's child looks for its slot; one assigned by hand before it came has it now.
    shadow = extras.shadow_root if extras is not None else None
    if shadow is not None and is_slottable(node):
        assign_a_slot(node)
    if scope is None:
        if node.node_type == ELEMENT_NODE:
            node.inserted()
        return
    # 7.5 A slot's fallback content changed.
    in_shadow_tree = scope.root.is_shadow_root
    if in_shadow_tree and extras is not None and is_slot(parent) and not extras.assigned_nodes:
        signal_a_slot_change(parent)
    # 7.7 (first part) The subtree enters the scope.
    connected = parent.is_connected
    animations = parent.node_document.animations
    if node.first_child is None and not may_host_a_tree(node):
        enter_scope(node, scope, connected)
        if animations is not None and connected:
            animations.nodes_entered([node])
        if in_shadow_tree and is_slot(node):
            assign_slottables_for_a_tree(scope.root)
        run_insertion_steps(node)
        return
    entered = shadow_including_inclusive_descendants(node)
    for one in entered:
        if one.scope is None:
            enter_scope(one, scope, connected)
        else:
            one.is_connected = connected  # inside a shadow tree further down
    if animations is not None and connected:
        animations.nodes_entered(entered)
    # 7.6 Slots of the tree look again.
    if in_shadow_tree:
        assign_slottables_for_a_tree(scope.root)
    # 7.7 Insertion steps.
    for one in entered:
        poll()
        run_insertion_steps(one)


def enter_scope(node: "Node", scope: "TreeScope", connected: bool) -> None:
    """The node now has this root: index its id."""
    node.scope = scope
    node.is_connected = connected
    if node.node_type == ELEMENT_NODE:
        identifier = cast("Element", node).identifier
        if identifier:
            add_id(scope, identifier, cast("Element", node))


def leave_scope(node: "Node", scope: "TreeScope") -> None:
    """The opposite of entering."""
    node.scope = None
    node.is_connected = False
    if node.node_type == ELEMENT_NODE:
        identifier = cast("Element", node).identifier
        if identifier:
            remove_id(scope, identifier, cast("Element", node))


def add_id(scope: "TreeScope", identifier: str, element: "Element") -> None:
    """Index an element by its id."""
    elements = scope.ids.get(identifier)
    if elements is None:
        scope.ids[identifier] = {element: None}
    else:
        elements[element] = None


def remove_id(scope: "TreeScope", identifier: str, element: "Element") -> None:
    """Take an element out of the index of ids."""
    elements = scope.ids.get(identifier)
    if elements is not None:
        elements.pop(element, None)
        if not elements:
            del scope.ids[identifier]


def run_insertion_steps(node: "Node") -> None:
    """Step 7.7 of insert for one node."""
    if node.node_type != ELEMENT_NODE:
        if node.node_type == PROCESSING_INSTRUCTION_NODE:
            node.inserted()
        return
    element = cast("Element", node)
    # 7.7.1 Insertion steps.
    element.inserted()
    if element.node_document.hides_nonces and element.is_connected:
        element.hide_nonce()
    if element.node_document.agent.uses_autofocus and element.content_attribute("autofocus") is not None:
        page = element.node_document.page
        if page is not None and element.is_connected:
            page.wants_autofocus(element)
    # 7.7.2-3 Custom elements.
    if element.is_connected and element.custom_element_state != UNCUSTOMIZED:
        if element.custom_element_state == CUSTOM:
            enqueue_callback_reaction(element, "connectedCallback", [])
        else:
            try_to_upgrade(element)


def post_connect(nodes: "list[Node]") -> None:
    """Steps 10 to 12 of insert."""
    if len(nodes) == 1 and nodes[0].first_child is None and not may_host_a_tree(nodes[0]):
        node = nodes[0]
        if node.node_type == ELEMENT_NODE and node.is_connected:
            node.post_connected()
        return
    waiting: list[Node] = []
    for node in nodes:
        for one in shadow_including_inclusive_descendants(node):
            if one.node_type == ELEMENT_NODE and one.has_post_connection_steps:
                waiting.append(one)
    for one in waiting:
        if one.is_connected:
            one.post_connected()


def append(node: "Node", parent: "Node") -> "Node":
    """https://dom.spec.whatwg.org/#concept-node-append"""
    return pre_insert(node, parent, None)


def replace(child: "Node", node: "Node", parent: "Node") -> "Node":
    """https://dom.spec.whatwg.org/#concept-node-replace"""
    # 1. The parent can have children.
    if parent.node_type not in (ELEMENT_NODE, DOCUMENT_FRAGMENT_NODE, DOCUMENT_NODE):
        raise dom_exception("HierarchyRequestError", "This node type does not support this method.")
    # 2. No cycles.
    if is_host_including_inclusive_ancestor(node, parent):
        raise dom_exception("HierarchyRequestError", "The new child element contains the parent.")
    # 3. The child is one.
    if child.parent_node is not parent:
        raise dom_exception("NotFoundError", "The node to be replaced is not a child of this node.")
    # 4. The node can be a child.
    if node.node_type in (DOCUMENT_NODE, ATTRIBUTE_NODE):
        raise dom_exception("HierarchyRequestError", "Nodes of this type may not be inserted inside other nodes.")
    # 5-6. A document's children.
    if parent.node_type == DOCUMENT_NODE:
        ensure_fits_document(node, parent, child, True)
    elif node.node_type == DOCUMENT_TYPE_NODE:
        raise dom_exception("HierarchyRequestError", "A doctype may only be inserted into a document.")
    # 7-9. The places beside it.
    reference = child.next_sibling
    if reference is node:
        reference = node.next_sibling
    previous_sibling = child.previous_sibling
    # The node leaves its place first, with a record of its own: then only child itself can be without a parent.
    if node.parent_node is not None:
        remove(node)
    # 10-11. Remove the child.
    removed: list[Node] = []
    if has_parent(child):
        removed = [child]
        remove(child, True)
    # 12-13. Insert the nodes.
    nodes = node.child_list() if node.node_type == DOCUMENT_FRAGMENT_NODE else [node]
    insert(node, parent, reference, True)
    # 14. One record for both.
    if parent.node_document.agent.observer_count:
        queue_tree_mutation_record(parent, nodes, removed, previous_sibling, reference)
    # 15. The child.
    return child


def has_parent(node: "Node") -> bool:
    """Asked anew: what a type checker remembers of a node's parent, removing another node has changed."""
    return node.parent_node is not None


def replace_all(node: "Node | None", parent: "Node") -> None:
    """https://dom.spec.whatwg.org/#concept-node-replace-all"""
    # 1-4. What goes and what comes.
    removed = parent.child_list()
    added: list[Node] = []
    if node is not None:
        added = node.child_list() if node.node_type == DOCUMENT_FRAGMENT_NODE else [node]
    # 5. Remove all children.
    for child in removed:
        poll()
        if child.parent_node is parent:
            remove(child, True)
    # 6. Insert.
    if node is not None:
        insert(node, parent, None, True)
    # 7. One record.
    if (added or removed) and parent.node_document.agent.observer_count:
        queue_tree_mutation_record(parent, added, removed, None, None)


def pre_remove(child: "Node", parent: "Node") -> "Node":
    """https://dom.spec.whatwg.org/#concept-node-pre-remove"""
    if child.parent_node is not parent:
        raise dom_exception("NotFoundError", "The node to be removed is not a child of this node.")
    remove(child)
    return child


def remove(node: "Node", suppress_observers: bool = False) -> None:
    """https://dom.spec.whatwg.org/#concept-node-remove"""
    # 1-2. Its parent.
    parent = node.parent_node
    assert parent is not None
    agent = parent.node_document.agent
    # 3-6. Live ranges.
    if agent.live_ranges:
        ranges_at_removal(agent, node, parent)
    # 7. Node iterators.
    if agent.node_iterators:
        iterators_at_removal(agent, node)
    # 8-11. Unlink.
    old_previous_sibling = node.previous_sibling
    old_next_sibling = node.next_sibling
    unlink(node, parent)
    # 12-18. Slots, removing steps, custom elements.
    if node.scope is not None or node.extras is not None:
        removed_from(node, parent)
    elif node.node_type == ELEMENT_NODE:
        node.removed(parent)
    # 19-20. Observers.
    if agent.observer_count:
        add_transient_observers(node, parent)
        if not suppress_observers:
            queue_tree_mutation_record(parent, [], [node], old_previous_sibling, old_next_sibling)
    # 21. Children changed.
    parent.child_removed()


def removed_from(node: "Node", parent: "Node") -> None:
    """Steps 12 to 18 of remove, where the tree has something to say."""
    extras = node.extras
    # 12. Its slot assigns again.
    if extras is not None and extras.assigned_slot is not None:
        assign_slottables(extras.assigned_slot)
    scope = node.scope
    if scope is None:
        if node.node_type == ELEMENT_NODE:
            node.removed(parent)
        return
    # The subtree leaves the scope.
    was_connected = node.is_connected
    left = shadow_including_inclusive_descendants(node) if node.first_child or may_host_a_tree(node) else [node]
    slot_left = False
    for one in left:
        if one.scope is scope:
            leave_scope(one, scope)
            slot_left = slot_left or (one.extras is not None and is_slot(one))
        else:
            one.is_connected = False
    if was_connected and parent.node_document.animations is not None:
        parent.node_document.animations.nodes_left(left)
    # https://html.spec.whatwg.org/#focus-fixup-rule: what left cannot keep the focus
    document = parent.node_document
    if document.focused_element is not None and not document.focused_element.is_connected:
        document.focused_element = None
    # 13. A slot's fallback content changed.
    if scope.root.is_shadow_root:
        parent_extras = parent.extras
        if parent_extras is not None and is_slot(parent) and not parent_extras.assigned_nodes:
            signal_a_slot_change(parent)
        # 14. Slots of both trees.
        if slot_left:
            assign_slottables_for_a_tree(scope.root)
            assign_slottables_for_a_tree(node)
    # 15-18. Removing steps and reactions, in shadow-including tree order.
    for one in left:
        if one.node_type == ELEMENT_NODE:
            one.removed(parent if one is node else None)
            element = cast("Element", one)
            if was_connected and element.custom_element_state == CUSTOM:
                enqueue_callback_reaction(element, "disconnectedCallback", [])
        elif one.node_type == PROCESSING_INSTRUCTION_NODE:
            one.removed(parent if one is node else None)


def adopt(node: "Node", document: "Document") -> None:
    """https://dom.spec.whatwg.org/#concept-node-adopt"""
    # 2. Out of its tree.
    if node.parent_node is not None:
        remove(node)
    # 3. Into the document.
    if node.node_document is not document:
        adopt_subtree(node, document)


def adopt_subtree(node: "Node", document: "Document") -> None:
    """Step 3 of adopt. The contents of templates follow, in a list instead of by recursion."""
    pending: list[tuple[Node, Document]] = [(node, document)]
    while pending:
        root, owner = pending.pop()
        for one in adopt_tree(root, owner):
            content = one.content_fragment()
            if content is not None:
                contents_owner = owner.appropriate_template_contents_owner()
                if content.node_document is not contents_owner:
                    pending.append((content, contents_owner))


def adopt_tree(node: "Node", document: "Document") -> "list[Node]":
    """The steps for one tree and its shadow trees; its nodes."""
    old_document = node.node_document
    old_document.tree_version += 1
    nodes = shadow_including_inclusive_descendants(node)
    # 3.1 The node document.
    for one in nodes:
        one.node_document = document
        if one.node_type == ELEMENT_NODE:
            for attribute in cast("Element", one).attribute_list:
                attribute.node_document = document
    # 3.2 Reactions.
    for one in nodes:
        if one.node_type == ELEMENT_NODE and cast("Element", one).custom_element_state == CUSTOM:
            enqueue_callback_reaction(cast("Element", one), "adoptedCallback", [old_document, document])
    # 3.3 Adopting steps.
    for one in nodes:
        one.adopted(old_document)
    return nodes


def convert_nodes(nodes: "list[Node | str]", document: "Document") -> "Node":
    """https://dom.spec.whatwg.org/#converting-nodes-into-a-node"""
    if len(nodes) == 1:
        only = nodes[0]
        return Text(document, only) if isinstance(only, str) else only
    fragment = DocumentFragment(document)
    for item in nodes:
        pre_insert(Text(document, item) if isinstance(item, str) else item, fragment, None)
    return fragment


from webapis.dom.custom_elements import enqueue_callback_reaction, try_to_upgrade
from webapis.dom.document_fragment import DocumentFragment
from webapis.dom.live_ranges import ranges_at_insertion, ranges_at_removal
from webapis.dom.node import (
    ATTRIBUTE_NODE,
    CDATA_SECTION_NODE,
    DOCUMENT_FRAGMENT_NODE,
    DOCUMENT_NODE,
    DOCUMENT_TYPE_NODE,
    ELEMENT_NODE,
    PROCESSING_INSTRUCTION_NODE,
    TEXT_NODE,
    TreeScope,
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
from webapis.dom.text import Text
from webapis.dom.tree import (
    is_host_including_inclusive_ancestor,
    may_host_a_tree,
    shadow_including_inclusive_descendants,
)
