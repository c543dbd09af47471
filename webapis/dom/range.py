"""https://dom.spec.whatwg.org/#ranges"""

from typing import TYPE_CHECKING, Final, cast

from webapis.dom.character_data import CharacterData
from webapis.dom.live_ranges import Boundaries, LiveBoundaries
from webapis.dom.mutation import pre_insert, replace_all
from webapis.dom.node import ATTRIBUTE_NODE, DOCUMENT_FRAGMENT_NODE, DOCUMENT_NODE, DOCUMENT_TYPE_NODE
from webapis.dom.text import is_text
from webapis.dom.tree import depth_of, following, following_skipping_children, is_following_sibling
from webapis.idl.exceptions import dom_exception

if TYPE_CHECKING:
    from webapis.dom.agent import Agent
    from webapis.dom.document import Document
    from webapis.dom.document_fragment import DocumentFragment
    from webapis.dom.node import Node

START_TO_START: Final = 0
START_TO_END: Final = 1
END_TO_END: Final = 2
END_TO_START: Final = 3


class StaticRangeInit:
    """https://dom.spec.whatwg.org/#dictdef-staticrangeinit; every member is required."""

    start_container: "Node"
    start_offset: int
    end_container: "Node"
    end_offset: int


class AbstractRange:
    """https://dom.spec.whatwg.org/#interface-abstractrange"""

    wrapper: object
    bounds: "Boundaries"

    def __init__(self, bounds: "Boundaries") -> None:
        self.wrapper = None
        self.bounds = bounds

    @property
    def interface_name(self) -> str:
        """The name of the interface, which chooses the wrapper's prototype."""
        return self.__class__.__name__

    @property
    def start_container(self) -> "Node":
        """https://dom.spec.whatwg.org/#dom-range-startcontainer"""
        return self.bounds.start_node

    @property
    def start_offset(self) -> int:
        """https://dom.spec.whatwg.org/#dom-range-startoffset"""
        return self.bounds.start_offset

    @property
    def end_container(self) -> "Node":
        """https://dom.spec.whatwg.org/#dom-range-endcontainer"""
        return self.bounds.end_node

    @property
    def end_offset(self) -> int:
        """https://dom.spec.whatwg.org/#dom-range-endoffset"""
        return self.bounds.end_offset

    @property
    def collapsed(self) -> bool:
        """https://dom.spec.whatwg.org/#dom-range-collapsed"""
        bounds = self.bounds
        return bounds.start_node is bounds.end_node and bounds.start_offset == bounds.end_offset


class StaticRange(AbstractRange):
    """https://dom.spec.whatwg.org/#interface-staticrange"""

    def __init__(self, init: StaticRangeInit) -> None:
        for node in (init.start_container, init.end_container):
            if node.node_type in (DOCUMENT_TYPE_NODE, ATTRIBUTE_NODE):
                raise dom_exception("InvalidNodeTypeError", "A range cannot start or end in this node.")
        super().__init__(Boundaries(init.start_container))
        bounds = self.bounds
        bounds.start_offset = init.start_offset
        bounds.end_node = init.end_container
        bounds.end_offset = init.end_offset


class Range(AbstractRange):
    """https://dom.spec.whatwg.org/#interface-range"""

    agent: "Agent"

    def __init__(self, document: "Document") -> None:
        bounds = LiveBoundaries(document)
        super().__init__(bounds)
        self.agent = document.agent
        self.agent.add_live_range(bounds)

    def __del__(self) -> None:
        self.agent.live_ranges.pop(cast("LiveBoundaries", self.bounds), None)

    @property
    def common_ancestor_container(self) -> "Node":
        """https://dom.spec.whatwg.org/#dom-range-commonancestorcontainer"""
        return common_inclusive_ancestor(self.bounds.start_node, self.bounds.end_node)

    # Boundary points.

    def set_start(self, node: "Node", offset: int) -> None:
        """https://dom.spec.whatwg.org/#concept-range-bp-set"""
        check_boundary_point(node, offset)
        bounds = self.bounds
        if (
            bounds.end_node.tree_root() is not node.tree_root()
            or compare_points(node, offset, bounds.end_node, bounds.end_offset) > 0
        ):
            bounds.end_node = node
            bounds.end_offset = offset
        bounds.start_node = node
        bounds.start_offset = offset

    def set_end(self, node: "Node", offset: int) -> None:
        """https://dom.spec.whatwg.org/#concept-range-bp-set"""
        check_boundary_point(node, offset)
        bounds = self.bounds
        if (
            bounds.start_node.tree_root() is not node.tree_root()
            or compare_points(node, offset, bounds.start_node, bounds.start_offset) < 0
        ):
            bounds.start_node = node
            bounds.start_offset = offset
        bounds.end_node = node
        bounds.end_offset = offset

    def set_both(self, start_node: "Node", start_offset: int, end_node: "Node", end_offset: int) -> None:
        """Both at once, by those who know them to be right."""
        bounds = self.bounds
        bounds.start_node = start_node
        bounds.start_offset = start_offset
        bounds.end_node = end_node
        bounds.end_offset = end_offset

    def set_start_before(self, node: "Node") -> None:
        """https://dom.spec.whatwg.org/#dom-range-setstartbefore"""
        self.set_start(parent_for_boundary(node), node.index())

    def set_start_after(self, node: "Node") -> None:
        """https://dom.spec.whatwg.org/#dom-range-setstartafter"""
        self.set_start(parent_for_boundary(node), node.index() + 1)

    def set_end_before(self, node: "Node") -> None:
        """https://dom.spec.whatwg.org/#dom-range-setendbefore"""
        self.set_end(parent_for_boundary(node), node.index())

    def set_end_after(self, node: "Node") -> None:
        """https://dom.spec.whatwg.org/#dom-range-setendafter"""
        self.set_end(parent_for_boundary(node), node.index() + 1)

    def collapse(self, to_start: bool = False) -> None:
        """https://dom.spec.whatwg.org/#dom-range-collapse"""
        bounds = self.bounds
        if to_start:
            bounds.end_node = bounds.start_node
            bounds.end_offset = bounds.start_offset
        else:
            bounds.start_node = bounds.end_node
            bounds.start_offset = bounds.end_offset

    def select_node(self, node: "Node") -> None:
        """https://dom.spec.whatwg.org/#concept-range-select"""
        parent = parent_for_boundary(node)
        index = node.index()
        self.set_both(parent, index, parent, index + 1)

    def select_node_contents(self, node: "Node") -> None:
        """https://dom.spec.whatwg.org/#dom-range-selectnodecontents"""
        if node.node_type == DOCUMENT_TYPE_NODE:
            raise dom_exception("InvalidNodeTypeError", "A doctype has no contents.")
        self.set_both(node, 0, node, node.length())

    # Comparison.

    def compare_boundary_points(self, how: int, source_range: "Range") -> int:
        """https://dom.spec.whatwg.org/#dom-range-compareboundarypoints"""
        # 1. A known way.
        if how not in (START_TO_START, START_TO_END, END_TO_END, END_TO_START):
            raise dom_exception("NotSupportedError", "The comparison method provided is not known.")
        # 2. In one tree.
        bounds = self.bounds
        source = source_range.bounds
        if bounds.start_node.tree_root() is not source.start_node.tree_root():
            raise dom_exception("WrongDocumentError", "The source range is in a different tree.")
        # 3-4. Compare the points.
        if how in (START_TO_START, END_TO_START):
            node, offset = bounds.start_node, bounds.start_offset
        else:
            node, offset = bounds.end_node, bounds.end_offset
        if how in (START_TO_START, START_TO_END):
            return compare_points(node, offset, source.start_node, source.start_offset)
        return compare_points(node, offset, source.end_node, source.end_offset)

    def is_point_in_range(self, node: "Node", offset: int) -> bool:
        """https://dom.spec.whatwg.org/#dom-range-ispointinrange"""
        if node.tree_root() is not self.bounds.start_node.tree_root():
            return False
        check_boundary_point(node, offset)
        return self.place_of(node, offset) == 0

    def compare_point(self, node: "Node", offset: int) -> int:
        """https://dom.spec.whatwg.org/#dom-range-comparepoint"""
        if node.tree_root() is not self.bounds.start_node.tree_root():
            raise dom_exception("WrongDocumentError", "The node is in a different tree.")
        check_boundary_point(node, offset)
        return self.place_of(node, offset)

    def place_of(self, node: "Node", offset: int) -> int:
        """-1 before the range, 0 in it, 1 after it."""
        bounds = self.bounds
        if compare_points(node, offset, bounds.start_node, bounds.start_offset) < 0:
            return -1
        return 1 if compare_points(node, offset, bounds.end_node, bounds.end_offset) > 0 else 0

    def intersects_node(self, node: "Node") -> bool:
        """https://dom.spec.whatwg.org/#dom-range-intersectsnode"""
        bounds = self.bounds
        if node.tree_root() is not bounds.start_node.tree_root():
            return False
        parent = node.parent_node
        if parent is None:
            return True
        index = node.index()
        return (
            compare_points(parent, index, bounds.end_node, bounds.end_offset) < 0
            and compare_points(parent, index + 1, bounds.start_node, bounds.start_offset) > 0
        )

    # Contents.

    def delete_contents(self) -> None:
        """https://dom.spec.whatwg.org/#dom-range-deletecontents"""
        delete_contents(self)

    def extract_contents(self) -> "DocumentFragment":
        """https://dom.spec.whatwg.org/#concept-range-extract"""
        return take_contents(self, True)

    def clone_contents(self) -> "DocumentFragment":
        """https://dom.spec.whatwg.org/#concept-range-clone"""
        return take_contents(self, False)

    def insert_node(self, node: "Node") -> None:
        """https://dom.spec.whatwg.org/#concept-range-insert"""
        insert_node(self, node)

    def surround_contents(self, new_parent: "Node") -> None:
        """https://dom.spec.whatwg.org/#dom-range-surroundcontents"""
        # 1. No partially contained node but text.
        bounds = self.bounds
        common = common_inclusive_ancestor(bounds.start_node, bounds.end_node)
        for node in (bounds.start_node, bounds.end_node):
            inner: Node | None = node
            while inner is not None and inner is not common:
                if not is_text(inner):
                    raise dom_exception("InvalidStateError", "The range has partially selected a non-Text node.")
                inner = inner.parent_node
        # 2. The new parent is an element or the like.
        if new_parent.node_type in (DOCUMENT_NODE, DOCUMENT_TYPE_NODE, DOCUMENT_FRAGMENT_NODE):
            raise dom_exception("InvalidNodeTypeError", "The node provided cannot surround contents.")
        # 3-7. Take out, empty, insert, fill, select.
        fragment = self.extract_contents()
        if new_parent.first_child is not None:
            replace_all(None, new_parent)
        insert_node(self, new_parent)
        pre_insert(fragment, new_parent, None)
        self.select_node(new_parent)

    def create_contextual_fragment(self, string: str) -> "DocumentFragment":
        """https://html.spec.whatwg.org/#dom-range-createcontextualfragment"""
        from webapis.html.dom_parsing import create_contextual_fragment

        return create_contextual_fragment(self, string)

    def clone_range(self) -> "Range":
        """https://dom.spec.whatwg.org/#dom-range-clonerange"""
        bounds = self.bounds
        copy = Range(bounds.start_node.node_document)
        copy.set_both(bounds.start_node, bounds.start_offset, bounds.end_node, bounds.end_offset)
        return copy

    def detach(self) -> None:
        """https://dom.spec.whatwg.org/#dom-range-detach: nothing."""

    def to_string(self) -> str:
        """https://dom.spec.whatwg.org/#dom-range-stringifier"""
        bounds = self.bounds
        start, end = bounds.start_node, bounds.end_node
        # 2. Within one text.
        if start is end and is_text(start):
            return cast("CharacterData", start).text[bounds.start_offset : bounds.end_offset]
        parts: list[str] = []
        # 3. The rest of the first text.
        if is_text(start):
            parts.append(cast("CharacterData", start).text[bounds.start_offset :])
        # 4. Whole texts.
        node = first_node_after(start, bounds.start_offset)
        stop = first_node_after(end, bounds.end_offset)
        while node is not None and node is not stop:
            if is_text(node) and node is not end and node is not start:
                parts.append(cast("CharacterData", node).text)
            node = following(node, None)
        # 5. The beginning of the last.
        if is_text(end):
            parts.append(cast("CharacterData", end).text[: bounds.end_offset])
        return "".join(parts)


def first_node_after(node: "Node", offset: int) -> "Node | None":
    """The first node, in tree order, that starts at or after the boundary point."""
    child = node.child_at(offset)
    return child if child is not None else following_skipping_children(node, None)


def check_boundary_point(node: "Node", offset: int) -> None:
    """Steps 1 and 2 of https://dom.spec.whatwg.org/#concept-range-bp-set"""
    if node.node_type == DOCUMENT_TYPE_NODE:
        raise dom_exception("InvalidNodeTypeError", "A range cannot start or end in a doctype.")
    if offset > node.length():
        raise dom_exception("IndexSizeError", f"The offset {offset} is larger than the node's length.")


def parent_for_boundary(node: "Node") -> "Node":
    """The parent, which the methods with before and after in their names need."""
    parent = node.parent_node
    if parent is None:
        raise dom_exception("InvalidNodeTypeError", "The given node has no parent.")
    return parent


def common_inclusive_ancestor(a: "Node", b: "Node") -> "Node":
    """The last node that is an inclusive ancestor of both."""
    depth_a, depth_b = depth_of(a), depth_of(b)
    while depth_a > depth_b and a.parent_node is not None:
        a = a.parent_node
        depth_a -= 1
    while depth_b > depth_a and b.parent_node is not None:
        b = b.parent_node
        depth_b -= 1
    while a is not b and a.parent_node is not None and b.parent_node is not None:
        a = a.parent_node
        b = b.parent_node
    return a


def compare_points(node_a: "Node", offset_a: int, node_b: "Node", offset_b: int) -> int:
    """https://dom.spec.whatwg.org/#concept-range-bp-position: -1 before, 0 equal, 1 after"""
    # 2. The same node.
    if node_a is node_b:
        return 0 if offset_a == offset_b else (-1 if offset_a < offset_b else 1)
    # 3-4. One node contains the other: the child on the way decides.
    common = common_inclusive_ancestor(node_a, node_b)
    if common is node_a:
        return 1 if child_towards(common, node_b).index() < offset_a else -1
    if common is node_b:
        return -1 if child_towards(common, node_a).index() < offset_b else 1
    # 5. Tree order.
    return -1 if is_following_sibling(child_towards(common, node_a), child_towards(common, node_b)) else 1


def child_towards(ancestor: "Node", node: "Node") -> "Node":
    """The ancestor's child that contains the node."""
    while node.parent_node is not None and node.parent_node is not ancestor:
        node = node.parent_node
    return node


from webapis.dom.range_contents import delete_contents, insert_node, take_contents
