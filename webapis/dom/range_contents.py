"""Deleting, extracting, cloning and inserting at ranges.

The standard extracts recursively, once for each level between the common ancestor and a boundary. Here the levels of
either side are a chain that is walked, so depth costs no stack.
"""

from typing import TYPE_CHECKING, cast

from webapis.dom.character_data import CharacterData, replace_data
from webapis.dom.cloning import clone_node
from webapis.dom.document_fragment import DocumentFragment
from webapis.dom.mutation import ensure_pre_insertion_validity, pre_insert, remove
from webapis.dom.node import (
    ATTRIBUTE_NODE,
    CDATA_SECTION_NODE,
    COMMENT_NODE,
    DOCUMENT_FRAGMENT_NODE,
    DOCUMENT_TYPE_NODE,
    PROCESSING_INSTRUCTION_NODE,
    TEXT_NODE,
)
from webapis.dom.text import Text, is_text
from webapis.idl.exceptions import dom_exception

if TYPE_CHECKING:
    from webapis.dom.node import Node
    from webapis.dom.range import Range


class RangeParts:
    """What a range covers: whole subtrees, and the chains of nodes that contain only one of its ends."""

    def __init__(self, start: "Node", start_offset: int, end: "Node", end_offset: int) -> None:
        self.start = start
        self.start_offset = start_offset
        self.end = end
        self.end_offset = end_offset
        self.common = common_inclusive_ancestor(start, end)
        self.start_chain = chain_below(self.common, start)
        self.end_chain = chain_below(self.common, end)

    def contained_after_start(self, level: int) -> "list[Node]":
        """The contained children of a node of the start chain."""
        chain = self.start_chain
        first = chain[level + 1].next_sibling if level + 1 < len(chain) else self.start.child_at(self.start_offset)
        return siblings_from(first, None)

    def contained_before_end(self, level: int) -> "list[Node]":
        """The contained children of a node of the end chain."""
        chain = self.end_chain
        if level + 1 < len(chain):
            stop: Node | None = chain[level + 1]
        else:
            stop = self.end.child_at(self.end_offset)
        return siblings_from(chain[level].first_child, stop)

    def contained_in_common(self) -> "list[Node]":
        """The contained children of the common ancestor."""
        first = self.start_chain[0].next_sibling if self.start_chain else self.common.child_at(self.start_offset)
        stop = self.end_chain[0] if self.end_chain else self.common.child_at(self.end_offset)
        return siblings_from(first, stop)

    def place_afterwards(self) -> "tuple[Node, int]":
        """Where the range collapses to once the contents are gone."""
        if self.start_chain:
            return self.common, self.start_chain[0].index() + 1
        return self.start, self.start_offset


def chain_below(ancestor: "Node", node: "Node") -> "list[Node]":
    """The nodes from the ancestor's child down to the node."""
    chain: list[Node] = []
    current: Node | None = node
    while current is not None and current is not ancestor:
        chain.append(current)
        current = current.parent_node
    chain.reverse()
    return chain


def siblings_from(first: "Node | None", stop: "Node | None") -> "list[Node]":
    """The siblings from first up to stop, exclusive."""
    nodes: list[Node] = []
    node = first
    while node is not None and node is not stop:
        nodes.append(node)
        node = node.next_sibling
    return nodes


def delete_contents(range: "Range") -> None:
    """https://dom.spec.whatwg.org/#dom-range-deletecontents"""
    # 1-2. Nothing.
    if range.collapsed:
        return
    bounds = range.bounds
    start, start_offset, end, end_offset = (
        bounds.start_node,
        bounds.start_offset,
        bounds.end_node,
        bounds.end_offset,
    )
    # 3. Within one text.
    if start is end and is_character_data(start):
        replace_data(cast("CharacterData", start), start_offset, end_offset - start_offset, "")
        return
    # 4. What goes, in tree order.
    parts = RangeParts(start, start_offset, end, end_offset)
    going: list[Node] = []
    level = len(parts.start_chain) - 1
    while level >= 0:
        going.extend(parts.contained_after_start(level))
        level -= 1
    going.extend(parts.contained_in_common())
    for level in indexes(parts.end_chain):
        going.extend(parts.contained_before_end(level))
    # 5-6. Where the range ends up.
    new_node, new_offset = parts.place_afterwards()
    # 7-9. Cut and remove.
    if is_character_data(start):
        replace_data(cast("CharacterData", start), start_offset, start.length() - start_offset, "")
    for node in going:
        if node.parent_node is not None:
            remove(node)
    if is_character_data(end):
        replace_data(cast("CharacterData", end), 0, end_offset, "")
    # 10. Collapse.
    range.set_both(new_node, new_offset, new_node, new_offset)


def indexes(nodes: "list[Node]") -> list[int]:
    """The list's indexes (a parameter here is called range)."""
    return [index for index, _ in enumerate(nodes)]


def take_contents(range: "Range", extract: bool) -> "DocumentFragment":
    """https://dom.spec.whatwg.org/#concept-range-extract and https://dom.spec.whatwg.org/#concept-range-clone"""
    bounds = range.bounds
    start, start_offset, end, end_offset = (
        bounds.start_node,
        bounds.start_offset,
        bounds.end_node,
        bounds.end_offset,
    )
    document = start.node_document
    # 1-2. Nothing.
    fragment = DocumentFragment(document)
    if range.collapsed:
        return fragment
    # 4. Within one text.
    if start is end and is_character_data(start):
        append_to_clone(part_of_text(start, start_offset, end_offset, extract), fragment)
        return fragment
    # 5-12. The parts; a doctype cannot be taken.
    parts = RangeParts(start, start_offset, end, end_offset)
    contained = parts.contained_in_common()
    for node in contained:
        if node.node_type == DOCUMENT_TYPE_NODE:
            raise dom_exception("HierarchyRequestError", "A doctype cannot be taken out by a range.")
    # 13-14. Where the range ends up.
    new_node, new_offset = parts.place_afterwards()
    # 15-16. The side of the start.
    take_start_side(parts, fragment, extract)
    # 17. What is contained.
    for node in contained:
        take_whole(node, fragment, extract)
    # 18-19. The side of the end.
    take_end_side(parts, fragment, extract)
    # 20. Collapse.
    if extract:
        range.set_both(new_node, new_offset, new_node, new_offset)
    return fragment


def take_start_side(parts: RangeParts, fragment: "Node", extract: bool) -> None:
    """Clone the start chain downwards, then take what follows it, upwards."""
    chain = parts.start_chain
    clones: list[Node] = []
    parent = fragment
    for node in chain:
        if is_character_data(node):
            append_to_clone(part_of_text(node, parts.start_offset, node.length(), extract), parent)
        else:
            parent = append_to_clone(clone_node(node, node.node_document, False), parent)
            clones.append(parent)
    level = len(clones) - 1
    while level >= 0:
        for node in parts.contained_after_start(level):
            take_whole(node, clones[level], extract)
        level -= 1


def take_end_side(parts: RangeParts, fragment: "Node", extract: bool) -> None:
    """Clone the end chain downwards, taking what precedes it at each level."""
    chain = parts.end_chain
    parent = fragment
    for level, node in enumerate(chain):
        if is_character_data(node):
            append_to_clone(part_of_text(node, 0, parts.end_offset, extract), parent)
            return
        contained = parts.contained_before_end(level)
        parent = append_to_clone(clone_node(node, node.node_document, False), parent)
        for child in contained:
            take_whole(child, parent, extract)


def part_of_text(node: "Node", start: int, end: int, extract: bool) -> "Node":
    """A clone of character data with a part of its data, which is cut out when extracting."""
    text = cast("CharacterData", node)
    clone = cast("CharacterData", clone_node(node, node.node_document, False))
    clone.text = text.text[start:end]
    if extract:
        replace_data(text, start, end - start, "")
    return clone


def take_whole(node: "Node", parent: "Node", extract: bool) -> None:
    """Move or clone a contained child."""
    append_to_clone(node if extract else clone_node(node, node.node_document, True), parent)


def append_to_clone(node: "Node", parent: "Node") -> "Node":
    """Append."""
    return pre_insert(node, parent, None)


def insert_node(range: "Range", node: "Node") -> None:
    """https://dom.spec.whatwg.org/#concept-range-insert"""
    bounds = range.bounds
    start = bounds.start_node
    # 1. Where nothing can be inserted.
    if (
        start.node_type in (PROCESSING_INSTRUCTION_NODE, COMMENT_NODE, ATTRIBUTE_NODE)
        or (is_text(start) and start.parent_node is None)
        or start is node
    ):
        raise dom_exception("HierarchyRequestError", "The node cannot be inserted at the start of the range.")
    # 2-5. The reference and its parent.
    reference = start if is_text(start) else start.child_at(bounds.start_offset)
    parent = start if reference is None else reference.parent_node
    assert parent is not None
    # 6. Validity.
    ensure_pre_insertion_validity(node, parent, reference)
    # 7. Split a text.
    if is_text(start):
        reference = cast("Text", start).split_text(bounds.start_offset)
    # 8-9. The node leaves its place.
    if node is reference:
        reference = reference.next_sibling
    if node.parent_node is not None:
        remove(node)
    # 10-11. The offset behind it.
    new_offset = parent.length() if reference is None else reference.index()
    new_offset += node.length() if node.node_type == DOCUMENT_FRAGMENT_NODE else 1
    # 12. Insert.
    pre_insert(node, parent, reference)
    # 13. A collapsed range now spans it.
    if range.collapsed:
        bounds.end_node = parent
        bounds.end_offset = new_offset


def is_character_data(node: "Node") -> bool:
    """Whether the node is a CharacterData node."""
    return node.node_type in (
        TEXT_NODE,
        CDATA_SECTION_NODE,
        COMMENT_NODE,
        PROCESSING_INSTRUCTION_NODE,
    )


from webapis.dom.range import common_inclusive_ancestor
