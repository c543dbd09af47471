"""The events of what opens and closes: details, dialogs and popovers"""

from typing import TYPE_CHECKING

from webapis.html.events import ToggleEvent, ToggleEventInit, fire

if TYPE_CHECKING:
    from webapis.dom.element import Element


def toggle_event(type: str, was_open: bool, is_open: bool) -> ToggleEvent:
    """A toggle event that tells of a change."""
    init = ToggleEventInit()
    init.old_state = "open" if was_open else "closed"
    init.new_state = "open" if is_open else "closed"
    init.cancelable = type == "beforetoggle" and is_open
    return ToggleEvent(type, init)


def fire_before_toggle(element: "Element", was_open: bool) -> bool:
    """Whether nobody cancels it; only what opens can be cancelled."""
    return fire(element, toggle_event("beforetoggle", was_open, not was_open))


class ToggleTaskTracker:
    """https://html.spec.whatwg.org/#toggle-task-tracker: several changes make one event."""

    def __init__(self, element: "Element") -> None:
        self.element = element
        self.is_queued = False
        self.was_open = False
        """Before the first of the changes."""
        self.is_open = False

    def queue(self, was_open: bool) -> None:
        """https://html.spec.whatwg.org/#queue-a-popover-toggle-event-task and its relatives"""
        self.is_open = not was_open
        if not self.is_queued:
            self.is_queued = True
            self.was_open = was_open
            self.element.node_document.agent.host.queue_element_task("DOM manipulation", self.element, self.run)

    def run(self) -> None:
        """The queued steps."""
        self.is_queued = False
        fire(self.element, toggle_event("toggle", self.was_open, self.is_open))
