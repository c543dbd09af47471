"""https://html.spec.whatwg.org/#the-dialog-element; a modal one keeps the focus from what is outside of it"""

from typing import TYPE_CHECKING

from webapis.html.elements.html_element import HTMLElement
from webapis.html.events import fire_event
from webapis.html.toggling import ToggleTaskTracker, fire_before_toggle
from webapis.idl.exceptions import dom_exception

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.names import QualifiedName
    from webapis.dom.node import Node


class HTMLDialogElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmldialogelement"""

    def __init__(self, node_document: "Document", names: "QualifiedName") -> None:
        super().__init__(node_document, names)
        self.return_value = ""
        self.is_modal = False
        self.previously_focused: HTMLElement | None = None
        self.toggle_task = ToggleTaskTracker(self)

    def removed(self, old_parent: "Node | None") -> None:
        super().removed(old_parent)
        self.unblock()

    def show(self) -> None:
        """https://html.spec.whatwg.org/#dom-dialog-show"""
        if self.content_attribute("open") is not None:
            if not self.is_modal:
                return
            raise dom_exception("InvalidStateError", "The dialog is already open as modal.")
        if fire_before_toggle(self, False) and self.content_attribute("open") is None:
            self.open_with_focus()

    def show_modal(self) -> None:
        """https://html.spec.whatwg.org/#show-a-modal-dialog"""
        if self.content_attribute("open") is not None:
            if self.is_modal:
                return
            raise dom_exception("InvalidStateError", "The dialog is already open as non-modal.")
        if not self.is_connected:
            raise dom_exception("InvalidStateError", "The dialog is not in a document.")
        if is_popover_open(self):
            raise dom_exception("InvalidStateError", "The dialog is already open as a popover.")
        if not fire_before_toggle(self, False) or self.content_attribute("open") is not None or not self.is_connected:
            return
        self.is_modal = True
        self.node_document.modal_dialogs.append(self)
        self.node_document.style_version += 1
        self.open_with_focus()

    def unblock(self) -> None:
        """It is not modal, or not any more."""
        self.is_modal = False
        if self in self.node_document.modal_dialogs:
            self.node_document.modal_dialogs.remove(self)

    def open_with_focus(self) -> None:
        """What both ways of opening do; https://html.spec.whatwg.org/#dialog-focusing-steps"""
        self.toggle_task.queue(False)
        self.set_attribute_value("open", "")
        focused = self.node_document.focused_element
        self.previously_focused = focused if isinstance(focused, HTMLElement) else None
        target = self if self.content_attribute("autofocus") is not None else delegate_of(self)
        move_focus(self.node_document, self if target is None else target)
        # 7. It takes the place of what would have got the focus.
        if self.node_document.page is not None:
            self.node_document.page.autofocus_is_processed()

    def close(self, return_value: str | None = None) -> None:
        """https://html.spec.whatwg.org/#close-the-dialog"""
        if self.content_attribute("open") is None:
            return
        fire_before_toggle(self, True)
        if self.content_attribute("open") is None:
            return
        self.toggle_task.queue(True)
        self.remove_attribute("open")
        was_modal = self.is_modal
        self.unblock()
        self.node_document.style_version += 1
        if return_value is not None:
            self.return_value = return_value
        before, self.previously_focused = self.previously_focused, None
        within = is_shadow_including_inclusive_ancestor(self, self.node_document.focused_element)
        if before is not None and (was_modal or within):
            run_focusing_steps(before)
        self.node_document.agent.host.queue_element_task("user interaction", self, self.fire_close)

    def request_close(self, return_value: str | None = None) -> None:
        """https://html.spec.whatwg.org/#dialog-request-close"""
        if self.content_attribute("open") is None or not self.is_connected:
            return
        if fire_event(self, "cancel", False, True):
            self.close(return_value)

    def fire_close(self) -> None:
        """The queued steps."""
        fire_event(self, "close")


from webapis.html.focus import delegate_of, is_shadow_including_inclusive_ancestor, move_focus, run_focusing_steps
from webapis.html.popover import is_popover_open
