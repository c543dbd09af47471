"""What the Web APIs ask of whoever runs them: `browser` in a page, a small recorder in tests."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.html.submission import FormSubmission
    from webapis.idl.callbacks import Callback


class Host(Protocol):
    """The services of an agent's event loop, realms and loader."""

    def queue_microtask(self, steps: Callable[[], None]) -> None:
        """https://html.spec.whatwg.org/#queue-a-microtask"""

    def queue_element_task(self, source: str, element: "Element", steps: Callable[[], None]) -> None:
        """https://html.spec.whatwg.org/#queue-an-element-task"""

    def report_exception(self, error: Exception) -> None:
        """https://html.spec.whatwg.org/#report-an-exception"""

    def now(self) -> float:
        """The current high resolution time of the relevant realm, in milliseconds."""

    def construct(self, constructor: "Callback", document: "Document") -> "Element":
        """Construct a custom element; the bindings check nothing, the caller does."""

    def compile_event_handler(self, element: "Element", name: str, body: str) -> "Callback | None":
        """Steps 3 on of https://html.spec.whatwg.org/#getting-the-current-value-of-the-event-handler; errors are reported."""

    def parse_url(self, url: str, base: str) -> str | None:
        """https://html.spec.whatwg.org/#encoding-parsing-and-serializing-a-url; None is failure."""

    def follow_hyperlink(self, element: "Element") -> None:
        """https://html.spec.whatwg.org/#following-hyperlinks-2"""

    def submit_form(self, submission: "FormSubmission") -> None:
        """The navigation that https://html.spec.whatwg.org/#form-submission-algorithm ends in."""

    def matches_pattern(self, pattern: str, values: list[str]) -> bool:
        """Whether each value matches the regular expression, in JavaScript's syntax, as a whole; a bad one matches all."""
