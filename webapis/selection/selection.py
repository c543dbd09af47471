"""https://w3c.github.io/selection-api/#selection-interface"""

from typing import TYPE_CHECKING, cast

from webapis.dom.event import is_shadow_including_inclusive_ancestor
from webapis.dom.range import Range, check_boundary_point, compare_points
from webapis.dom.shadow_root import ShadowRoot
from webapis.html.events import fire_event
from webapis.idl.exceptions import dom_exception

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.node import Node


def selection_of_tree(root: "ShadowRoot") -> "Selection":
    """What `ShadowRoot.getSelection` gives, which only some browsers have."""
    if root.tree_selection is None:
        root.tree_selection = Selection(root.node_document, root)
    return root.tree_selection


class Selection:
    """https://w3c.github.io/selection-api/#dfn-selection: a range, perhaps none, and which of its ends is the anchor."""

    wrapper: object

    def __init__(self, document: "Document", scope: "ShadowRoot | None" = None) -> None:
        self.wrapper = None
        self.document = document
        self.scope = scope
        """The shadow tree whose selection it is, as browsers have it; None for the document's."""
        self.selected: Range | None = None
        self.is_backwards = False
        self.has_direction = False
        self.is_event_scheduled = False

    # What it is.

    def current(self) -> Range | None:
        """The range, while it is in the document."""
        selected = self.selected
        if selected is None or not self.owns(selected.start_container) or not self.owns(selected.end_container):
            return None
        return selected

    def owns(self, node: "Node") -> bool:
        """Whether the document is a shadow-including inclusive ancestor of the node."""
        return is_shadow_including_inclusive_ancestor(self.document, node)

    @property
    def anchor_node(self) -> "Node | None":
        """https://w3c.github.io/selection-api/#dom-selection-anchornode"""
        selected = self.current()
        if selected is None:
            return None
        return selected.end_container if self.is_backwards else selected.start_container

    @property
    def anchor_offset(self) -> int:
        """https://w3c.github.io/selection-api/#dom-selection-anchoroffset"""
        selected = self.current()
        if selected is None:
            return 0
        return selected.end_offset if self.is_backwards else selected.start_offset

    @property
    def focus_node(self) -> "Node | None":
        """https://w3c.github.io/selection-api/#dom-selection-focusnode"""
        selected = self.current()
        if selected is None:
            return None
        return selected.start_container if self.is_backwards else selected.end_container

    @property
    def focus_offset(self) -> int:
        """https://w3c.github.io/selection-api/#dom-selection-focusoffset"""
        selected = self.current()
        if selected is None:
            return 0
        return selected.start_offset if self.is_backwards else selected.end_offset

    @property
    def is_collapsed(self) -> bool:
        """https://w3c.github.io/selection-api/#dom-selection-iscollapsed"""
        selected = self.current()
        return selected is None or selected.collapsed

    @property
    def range_count(self) -> int:
        """https://w3c.github.io/selection-api/#dom-selection-rangecount"""
        return 0 if self.current() is None else 1

    @property
    def type(self) -> str:
        """https://w3c.github.io/selection-api/#dom-selection-type"""
        selected = self.current()
        return "None" if selected is None else "Caret" if selected.collapsed else "Range"

    @property
    def direction(self) -> str:
        """https://w3c.github.io/selection-api/#dom-selection-direction"""
        selected = self.current()
        if selected is None or selected.collapsed or not self.has_direction:
            return "none"
        return "backward" if self.is_backwards else "forward"

    # Ranges.

    def get_range_at(self, index: int) -> Range:
        """https://w3c.github.io/selection-api/#dom-selection-getrangeat"""
        selected = self.current()
        if selected is None or index != 0:
            raise dom_exception("IndexSizeError", f"{index} is not a valid index.")
        return selected

    def add_range(self, range: Range) -> None:
        """https://w3c.github.io/selection-api/#dom-selection-addrange"""
        # 1. Ranges of other documents, and second ones, are ignored.
        root = range.start_container.tree_root()
        if isinstance(root, ShadowRoot) and root is not self.scope and root.node_document is self.document:
            # DEVIATION: as in Chromium, what is selected in a shadow tree is the selection of that.
            selection_of_tree(root).add_range(range)
            return
        if root is not (self.document if self.scope is None else self.scope) or self.range_count != 0:
            return
        self.select(range, False, True)

    def remove_range(self, range: Range) -> None:
        """https://w3c.github.io/selection-api/#dom-selection-removerange"""
        if self.selected is not range:
            raise dom_exception("NotFoundError", "The given range is not selected.")
        self.remove_all_ranges()

    def remove_all_ranges(self) -> None:
        """https://w3c.github.io/selection-api/#dom-selection-removeallranges"""
        if self.selected is not None:
            self.select(None, False, False)

    def select(self, selected: Range | None, backwards: bool, directed: bool) -> None:
        """The new range, and the event that tells of it."""
        self.selected = selected
        self.is_backwards = backwards
        self.has_direction = directed
        # https://w3c.github.io/selection-api/#dfn-schedule-a-selectionchange-event
        element = self.document.document_element
        if not self.is_event_scheduled and element is not None:
            self.is_event_scheduled = True
            self.document.agent.host.queue_element_task("user interaction", element, self.fire_selectionchange)

    def fire_selectionchange(self) -> None:
        """https://w3c.github.io/selection-api/#dfn-fire-a-selectionchange-event"""
        self.is_event_scheduled = False
        fire_event(self.document, "selectionchange", True)

    # Moving.

    def collapse(self, node: "Node | None", offset: int = 0) -> None:
        """https://w3c.github.io/selection-api/#dom-selection-collapse"""
        # 1. Null selects nothing.
        if node is None:
            self.remove_all_ranges()
            return
        # 2-3. It must be a place.
        check_boundary_point(node, offset)
        # 4. Of this document.
        if not self.owns(node):
            return
        # 5-7. A caret there.
        self.select(self.new_range(node, offset, node, offset), False, False)

    def collapse_to_start(self) -> None:
        """https://w3c.github.io/selection-api/#dom-selection-collapsetostart"""
        selected = self.must_not_be_empty()
        node, offset = selected.start_container, selected.start_offset
        self.select(self.new_range(node, offset, node, offset), False, False)

    def collapse_to_end(self) -> None:
        """https://w3c.github.io/selection-api/#dom-selection-collapsetoend"""
        selected = self.must_not_be_empty()
        node, offset = selected.end_container, selected.end_offset
        self.select(self.new_range(node, offset, node, offset), False, False)

    def extend(self, node: "Node", offset: int = 0) -> None:
        """https://w3c.github.io/selection-api/#dom-selection-extend"""
        # 1. Elsewhere: nothing.
        if not self.owns(node):
            return
        # 2. There must be an anchor.
        self.must_not_be_empty()
        check_boundary_point(node, offset)
        # 3-9. From the anchor to there.
        anchor = cast("Node", self.anchor_node)
        anchor_offset = self.anchor_offset
        if node.tree_root() is not anchor.tree_root():
            self.select(self.new_range(node, offset, node, offset), False, False)
        else:
            self.select_between(anchor, anchor_offset, node, offset)

    def set_base_and_extent(
        self, anchor_node: "Node", anchor_offset: int, focus_node: "Node", focus_offset: int
    ) -> None:
        """https://w3c.github.io/selection-api/#dom-selection-setbaseandextent"""
        # 1. Both must be places.
        check_boundary_point(anchor_node, anchor_offset)
        check_boundary_point(focus_node, focus_offset)
        # 2. Of this document.
        if not self.owns(anchor_node) or not self.owns(focus_node):
            return
        # 3-8. In their order.
        self.select_between(anchor_node, anchor_offset, focus_node, focus_offset)

    def select_between(self, anchor: "Node", anchor_offset: int, focus: "Node", focus_offset: int) -> None:
        """From an anchor to a focus of the same tree."""
        if compare_points(focus, focus_offset, anchor, anchor_offset) < 0:
            self.select(self.new_range(focus, focus_offset, anchor, anchor_offset), True, True)
        else:
            self.select(self.new_range(anchor, anchor_offset, focus, focus_offset), False, True)

    def select_all_children(self, node: "Node") -> None:
        """https://w3c.github.io/selection-api/#dom-selection-selectallchildren"""
        # 1-2. Not a doctype, nor elsewhere.
        check_boundary_point(node, 0)
        if not self.owns(node):
            return
        # 3-6. All its children.
        self.select(self.new_range(node, 0, node, node.child_count), False, True)

    def new_range(self, start: "Node", start_offset: int, end: "Node", end_offset: int) -> Range:
        """A range between two places."""
        made = Range(self.document)
        made.set_both(start, start_offset, end, end_offset)
        return made

    def must_not_be_empty(self) -> Range:
        """The range; without one there is nothing to move."""
        selected = self.current()
        if selected is None:
            raise dom_exception("InvalidStateError", "There is no selection.")
        return selected

    # What is in it.

    def delete_from_document(self) -> None:
        """https://w3c.github.io/selection-api/#dom-selection-deletefromdocument"""
        selected = self.current()
        if selected is not None:
            selected.delete_contents()

    def contains_node(self, node: "Node", allow_partial_containment: bool = False) -> bool:
        """https://w3c.github.io/selection-api/#dom-selection-containsnode"""
        selected = self.current()
        if selected is None or node.tree_root() is not self.document:
            return False
        length = node.length()
        bounds = selected.bounds
        if allow_partial_containment:
            return (
                compare_points(bounds.start_node, bounds.start_offset, node, length) <= 0
                and compare_points(bounds.end_node, bounds.end_offset, node, 0) >= 0
            )
        return (
            compare_points(bounds.start_node, bounds.start_offset, node, 0) <= 0
            and compare_points(bounds.end_node, bounds.end_offset, node, length) >= 0
        )

    def to_string(self) -> str:
        """https://w3c.github.io/selection-api/#dom-selection-stringifier; without layout all text counts as rendered."""
        selected = self.current()
        return "" if selected is None else selected.to_string()
