"""https://html.spec.whatwg.org/#the-autofocus-attribute: one element of a page gets the focus with the first rendering"""

from typing import TYPE_CHECKING

from webapis.html.elements.html_element import HTMLElement
from webapis.html.focus import can_take_focus, run_focusing_steps

if TYPE_CHECKING:
    from browser.live_document import LiveDocument
    from webapis.dom.element import Element


class AutofocusCandidates:
    """Of a top-level document, with those of its frames."""

    def __init__(self, live: "LiveDocument") -> None:
        self.live = live
        self.candidates: list[Element] = []
        self.is_processed = False
        """https://html.spec.whatwg.org/#autofocus-processed-flag"""

    def add(self, element: "Element") -> None:
        """One more, the last; the first that can be focused wins."""
        if not self.is_processed:
            if element in self.candidates:
                self.candidates.remove(element)
            self.candidates.append(element)

    def stop(self) -> None:
        """Nothing gets the focus this way from now on."""
        self.is_processed = True
        self.candidates.clear()

    def is_due(self) -> bool:
        """Whether the next rendering has something to do here."""
        return bool(self.candidates) and not self.live.blocking_sheets

    def flush(self) -> None:
        """https://html.spec.whatwg.org/#flush-autofocus-candidates"""
        document = self.live.document
        # 4. Somebody has the focus already, or the address says where to look.
        if self.candidates and (document.focused_element is not None or document.target_element is not None):
            self.stop()
        # 5. The first that is still there and can be focused.
        while self.is_due():
            element = self.candidates.pop(0)
            live = self.live.host.live_document_of(element.node_document)
            if (
                live is None
                or live.navigable.top is not self.live.navigable
                or live.document.target_element is not None
            ):
                continue
            if isinstance(element, HTMLElement) and can_take_focus(element):
                self.stop()
                run_focusing_steps(element)
