"""The boundary points of live ranges, and how changes of the tree move them.

https://dom.spec.whatwg.org/#concept-live-range. The agent holds boundaries, not Range objects: a Range that nobody
holds dies at once and takes its boundaries out.
"""

from typing import TYPE_CHECKING, final

if TYPE_CHECKING:
    from webapis.dom.agent import Agent
    from webapis.dom.node import Node


class Boundaries:
    """Start and end of a range."""

    def __init__(self, node: "Node") -> None:
        self.start_node = node
        self.start_offset = 0
        self.end_node = node
        self.end_offset = 0


@final
class LiveBoundaries(Boundaries):
    """Those of a live range: the agent knows each of them, and holds none (trial_deletion.cpp counts on it)."""


def ranges_at_insertion(agent: "Agent", parent: "Node", index: int, count: int) -> None:
    """Step 5 of https://dom.spec.whatwg.org/#concept-node-insert"""
    for bounds in agent.live_ranges:
        if bounds.start_node is parent and bounds.start_offset > index:
            bounds.start_offset += count
        if bounds.end_node is parent and bounds.end_offset > index:
            bounds.end_offset += count


def ranges_at_removal(agent: "Agent", node: "Node", parent: "Node") -> None:
    """Steps 3 to 6 of https://dom.spec.whatwg.org/#concept-node-remove"""
    index = -1
    for bounds in agent.live_ranges:
        start_inside = is_inclusive_ancestor(node, bounds.start_node)
        end_inside = is_inclusive_ancestor(node, bounds.end_node)
        if not (start_inside or end_inside or bounds.start_node is parent or bounds.end_node is parent):
            continue
        if index < 0:
            index = node.index()
        # 4-5. What lay inside now lies at its place.
        if start_inside:
            bounds.start_node = parent
            bounds.start_offset = index
        elif bounds.start_node is parent and bounds.start_offset > index:
            bounds.start_offset -= 1
        # 6. What lay behind moves up.
        if end_inside:
            bounds.end_node = parent
            bounds.end_offset = index
        elif bounds.end_node is parent and bounds.end_offset > index:
            bounds.end_offset -= 1


def ranges_at_data_replacement(agent: "Agent", node: "Node", offset: int, count: int, length: int) -> None:
    """Steps 8 to 11 of https://dom.spec.whatwg.org/#concept-cd-replace"""
    for bounds in agent.live_ranges:
        if bounds.start_node is node:
            bounds.start_offset = moved_offset(bounds.start_offset, offset, count, length)
        if bounds.end_node is node:
            bounds.end_offset = moved_offset(bounds.end_offset, offset, count, length)


def moved_offset(position: int, offset: int, count: int, length: int) -> int:
    """Where a position goes when count units at offset become length units."""
    if position <= offset:
        return position
    if position <= offset + count:
        return offset
    return position + length - count


def ranges_at_split(agent: "Agent", node: "Node", new_node: "Node", offset: int, parent: "Node") -> None:
    """Steps 7.2 to 7.5 of https://dom.spec.whatwg.org/#concept-text-split"""
    after = node.index() + 1
    for bounds in agent.live_ranges:
        if bounds.start_node is node and bounds.start_offset > offset:
            bounds.start_node = new_node
            bounds.start_offset -= offset
        if bounds.end_node is node and bounds.end_offset > offset:
            bounds.end_node = new_node
            bounds.end_offset -= offset
        if bounds.start_node is parent and bounds.start_offset == after:
            bounds.start_offset += 1
        if bounds.end_node is parent and bounds.end_offset == after:
            bounds.end_offset += 1


def ranges_at_merge(agent: "Agent", node: "Node", current: "Node", length: int, parent: "Node", index: int) -> None:
    """Step 6 of https://dom.spec.whatwg.org/#dom-node-normalize for one merged text node."""
    for bounds in agent.live_ranges:
        if bounds.start_node is current:
            bounds.start_node = node
            bounds.start_offset += length
        elif bounds.start_node is parent and bounds.start_offset == index:
            bounds.start_node = node
            bounds.start_offset = length
        if bounds.end_node is current:
            bounds.end_node = node
            bounds.end_offset += length
        elif bounds.end_node is parent and bounds.end_offset == index:
            bounds.end_node = node
            bounds.end_offset = length


from webapis.dom.tree import is_inclusive_ancestor
