"""What the Web APIs ask of whoever runs them: `browser` in a page, a small recorder in tests."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.idl.callbacks import Callback


class Host(Protocol):
    """The services of an agent's event loop and realms."""

    def queue_microtask(self, steps: Callable[[], None]) -> None:
        """https://html.spec.whatwg.org/#queue-a-microtask"""

    def report_exception(self, error: Exception) -> None:
        """https://html.spec.whatwg.org/#report-an-exception"""

    def now(self) -> float:
        """The current high resolution time of the relevant realm, in milliseconds."""

    def construct(self, constructor: "Callback", document: "Document") -> "Element":
        """Construct a custom element; the bindings check nothing, the caller does."""
