"""https://html.spec.whatwg.org/#textFieldSelection: what text inputs and text areas share"""

from typing import TYPE_CHECKING

from webapis.html.elements.form_control import FormControl
from webapis.html.events import fire_event
from webapis.html.microsyntaxes import parse_non_negative_integer
from webapis.idl.exceptions import dom_exception

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.names import QualifiedName


class TextField(FormControl):
    """A control with an editable text and a selection in it."""

    raw_value: str
    dirty: bool
    selected_from: int
    selected_to: int
    direction: str
    last_edited_by_user: bool

    def __init__(self, node_document: "Document", names: "QualifiedName") -> None:
        super().__init__(node_document, names)
        self.raw_value = ""
        self.dirty = False
        self.selected_from = 0
        self.selected_to = 0
        self.direction = "none"
        self.last_edited_by_user = False
        self.committed_value: str | None = None

    def relevant_value(self) -> str:
        """The text the selection is in."""
        return self.raw_value

    def has_selection(self) -> bool:
        """Whether the selection's attributes apply."""
        return True

    def set_relevant_value(self, value: str) -> None:
        """Change the text, with the cursor to its end."""
        raise NotImplementedError

    def move_cursor_to_end(self) -> None:
        """After script set the text."""
        self.selected_from = self.selected_to = len(self.relevant_value())
        self.direction = "none"

    def require_selection(self) -> None:
        """Throw where the control has none."""
        if not self.has_selection():
            raise dom_exception("InvalidStateError", "The input element's type does not support selection.")

    def select(self) -> None:
        """https://html.spec.whatwg.org/#dom-textarea/input-select"""
        if self.has_selection():
            self.set_selection(0, 2**32, "none")

    @property
    def selection_start(self) -> int | None:
        """https://html.spec.whatwg.org/#dom-textarea/input-selectionstart"""
        return min(self.selected_from, len(self.relevant_value())) if self.has_selection() else None

    @selection_start.setter
    def selection_start(self, value: int | None) -> None:
        self.require_selection()
        start = value or 0
        self.set_selection(start, max(start, self.selected_to), self.direction)

    @property
    def selection_end(self) -> int | None:
        """https://html.spec.whatwg.org/#dom-textarea/input-selectionend"""
        return min(self.selected_to, len(self.relevant_value())) if self.has_selection() else None

    @selection_end.setter
    def selection_end(self, value: int | None) -> None:
        self.require_selection()
        self.set_selection(self.selected_from, value or 0, self.direction)

    @property
    def selection_direction(self) -> str | None:
        """https://html.spec.whatwg.org/#dom-textarea/input-selectiondirection"""
        return self.direction if self.has_selection() else None

    @selection_direction.setter
    def selection_direction(self, value: str | None) -> None:
        self.require_selection()
        self.set_selection(self.selected_from, self.selected_to, value or "none")

    def set_selection_range(self, start: int | None, end: int | None, direction: str | None = None) -> None:
        """https://html.spec.whatwg.org/#dom-textarea/input-setselectionrange"""
        self.require_selection()
        self.set_selection(start or 0, end or 0, direction or "none")

    def set_selection(self, start: int, end: int, direction: str) -> None:
        """https://html.spec.whatwg.org/#set-the-selection-range"""
        length = len(self.relevant_value())
        end = min(end, length)
        start = min(start, end)
        if direction not in ("forward", "backward"):
            direction = "none"
        if (start, end, direction) != (self.selected_from, self.selected_to, self.direction):
            self.selected_from, self.selected_to, self.direction = start, end, direction
            self.node_document.agent.host.queue_element_task("user interaction", self, self.fire_select)

    def fire_select(self) -> None:
        """The queued steps."""
        fire_event(self, "select", True)

    def set_range_text(
        self, replacement: str, start: int | None = None, end: int | None = None, selection_mode: str = "preserve"
    ) -> None:
        """https://html.spec.whatwg.org/#dom-textarea/input-setrangetext"""
        # 1-5. Bounds.
        self.require_selection()
        self.dirty = True
        text = self.relevant_value()
        first = self.selected_from if start is None else start
        last = self.selected_to if end is None else end
        if first > last:
            raise dom_exception("IndexSizeError", "The start is larger than the end.")
        first, last = min(first, len(text)), min(last, len(text))
        # 6-11. The text.
        selected_from, selected_to = self.selected_from, self.selected_to
        self.set_relevant_value(text[:first] + replacement + text[last:])
        new_end = first + len(replacement)
        # 12. The selection.
        if selection_mode == "select":
            selected_from, selected_to = first, new_end
        elif selection_mode == "start":
            selected_from = selected_to = first
        elif selection_mode == "end":
            selected_from = selected_to = new_end
        else:
            delta = len(replacement) - (last - first)
            if selected_from > last:
                selected_from += delta
            elif selected_from > first:
                selected_from = first
            if selected_to > last:
                selected_to += delta
            elif selected_to > first:
                selected_to = new_end
        self.set_selection(selected_from, selected_to, "none")

    # Constraints that depend on the length of what the user typed.

    def length_limit(self, name: str) -> int | None:
        """maxlength or minlength."""
        value = self.content_attribute(name)
        return parse_non_negative_integer(value) if value is not None else None

    def is_too_long(self) -> bool:
        limit = self.length_limit("maxlength")
        return limit is not None and self.last_edited_by_user and len(self.relevant_value()) > limit

    def is_too_short(self) -> bool:
        limit = self.length_limit("minlength")
        length = len(self.relevant_value())
        return limit is not None and self.last_edited_by_user and 0 < length < limit

    def remember_value(self) -> None:
        """What the user starts from: the change event tells when that is not the value any more."""
        self.committed_value = self.relevant_value()

    def takes_uncommitted_change(self) -> bool:
        """Whether the user changed the text since; asked once for each change."""
        changed = self.last_edited_by_user and self.committed_value not in (None, self.relevant_value())
        self.committed_value = None
        return changed

    def edit(self, text: str) -> None:
        """A user's edit: the text changes, events are the caller's."""
        self.set_relevant_value(text)
        self.dirty = True
        self.last_edited_by_user = True
