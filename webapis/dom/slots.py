"""https://dom.spec.whatwg.org/#shadow-tree-slots"""

from typing import TYPE_CHECKING, cast

from webapis.dom.mutation_observer import queue_mutation_observer_microtask

if TYPE_CHECKING:
    from webapis.dom.element import Element
    from webapis.dom.node import Node
    from webapis.dom.shadow_root import ShadowRoot


def is_slot(node: "Node") -> bool:
    """Whether the node is a slot element."""
    if node.node_type != ELEMENT_NODE:
        return False
    element = cast("Element", node)
    return element.is_html and element.local_name == "slot"


def is_slottable(node: "Node") -> bool:
    """https://dom.spec.whatwg.org/#concept-slotable"""
    return node.node_type in (ELEMENT_NODE, TEXT_NODE, CDATA_SECTION_NODE)


def slot_name(slot: "Node") -> str:
    """https://dom.spec.whatwg.org/#slot-name"""
    extras = slot.extras
    return extras.slot_name if extras is not None else ""


def slottable_name(node: "Node") -> str:
    """https://dom.spec.whatwg.org/#slotable-name"""
    extras = node.extras
    return extras.slottable_name if extras is not None else ""


def shadow_root_of(slot: "Node") -> "ShadowRoot | None":
    """The slot's root, if that is a shadow root."""
    root = slot.tree_root()
    return cast("ShadowRoot", root) if root.is_shadow_root else None


def find_a_slot(slottable: "Node", open_only: bool = False) -> "Element | None":
    """https://dom.spec.whatwg.org/#find-a-slot"""
    # 1-4. The parent's shadow root.
    parent = slottable.parent_node
    if parent is None or parent.extras is None:
        return None
    shadow = parent.extras.shadow_root
    if shadow is None or (open_only and shadow.mode != "open"):
        return None
    # 5. Assigned by hand.
    if shadow.slot_assignment == "manual":
        for slot in shadow.slots():
            if slottable in slot.ensure_extras().manually_assigned_nodes:
                return slot
        return None
    # 6. The first slot of that name.
    name = slottable_name(slottable)
    for slot in shadow.slots():
        if slot_name(slot) == name:
            return slot
    return None


def find_slottables(slot: "Element") -> "list[Node]":
    """https://dom.spec.whatwg.org/#find-slotables"""
    result: list[Node] = []
    # 1-3. Only in a shadow tree.
    shadow = shadow_root_of(slot)
    if shadow is None:
        return result
    host = shadow.host
    # 5. Assigned by hand, and still a child.
    if shadow.slot_assignment == "manual":
        return [node for node in slot.ensure_extras().manually_assigned_nodes if node.parent_node is host]
    # 6. Children that would find this slot: none, unless it is the first of its name.
    name = slot_name(slot)
    for other in shadow.slots():
        if other is slot:
            break
        if slot_name(other) == name:
            return result
    child = host.first_child
    while child is not None:
        if is_slottable(child) and slottable_name(child) == name:
            result.append(child)
        child = child.next_sibling
    return result


def find_flattened_slottables(slot: "Element") -> "list[Node]":
    """https://dom.spec.whatwg.org/#find-flattened-slotables"""
    result: list[Node] = []
    if shadow_root_of(slot) is None:
        return result
    pending: list[Node] = content_of_slot(slot)
    pending.reverse()
    while pending:
        node = pending.pop()
        if is_slot(node) and shadow_root_of(node) is not None:
            inner = content_of_slot(cast("Element", node))
            inner.reverse()
            pending.extend(inner)
        else:
            result.append(node)
    return result


def content_of_slot(slot: "Element") -> "list[Node]":
    """Its slottables, or its children in their stead."""
    slottables = find_slottables(slot)
    if slottables:
        return slottables
    return [child for child in slot.child_list() if is_slottable(child)]


def assign_slottables(slot: "Element") -> None:
    """https://dom.spec.whatwg.org/#assign-slotables"""
    # 1. Who belongs here.
    slottables = find_slottables(slot)
    # 2. Say so when that changed.
    extras = slot.ensure_extras()
    old = extras.assigned_nodes
    if not same_nodes(old, slottables):
        signal_a_slot_change(slot)
    # 3-4. Both directions.
    extras.assigned_nodes = slottables
    for node in old:
        node_extras = node.extras
        if node_extras is not None and node_extras.assigned_slot is slot:
            node_extras.assigned_slot = None
    for node in slottables:
        node.ensure_extras().assigned_slot = slot


def same_nodes(a: "list[Node]", b: "list[Node]") -> bool:
    """Whether both lists hold the same nodes in the same order."""
    if len(a) != len(b):
        return False
    return all(a[index] is b[index] for index in range(len(a)))


def assign_slottables_for_a_tree(root: "Node") -> None:
    """https://dom.spec.whatwg.org/#assign-slotables-for-a-tree"""
    if root.is_shadow_root:
        for slot in cast("ShadowRoot", root).slots():
            assign_slottables(slot)
        return
    for node in inclusive_descendants(root):
        if is_slot(node):
            assign_slottables(cast("Element", node))


def assign_a_slot(slottable: "Node") -> None:
    """https://dom.spec.whatwg.org/#assign-a-slot"""
    slot = find_a_slot(slottable)
    if slot is not None:
        assign_slottables(slot)


def signal_a_slot_change(slot: "Node") -> None:
    """https://dom.spec.whatwg.org/#signal-a-slot-change"""
    agent = slot.node_document.agent
    if slot not in agent.signal_slots:
        agent.signal_slots.append(slot)
    queue_mutation_observer_microtask(agent)


def slot_attribute_changed(element: "Element", old_value: str | None, value: str | None) -> None:
    """https://dom.spec.whatwg.org/#slotable-name, its attribute change steps."""
    if (old_value or "") == (value or ""):
        return
    extras = element.ensure_extras()
    extras.slottable_name = value or ""
    if extras.assigned_slot is not None:
        assign_slottables(extras.assigned_slot)
    assign_a_slot(element)


def name_attribute_changed(slot: "Element", old_value: str | None, value: str | None) -> None:
    """https://dom.spec.whatwg.org/#slot-name, its attribute change steps."""
    if (old_value or "") == (value or ""):
        return
    slot.ensure_extras().slot_name = value or ""
    shadow = shadow_root_of(slot)
    if shadow is not None:
        assign_slottables_for_a_tree(shadow)


from webapis.dom.node import CDATA_SECTION_NODE, ELEMENT_NODE, TEXT_NODE
from webapis.dom.tree import inclusive_descendants
