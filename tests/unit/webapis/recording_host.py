"""A host that queues microtasks in a list and keeps reported exceptions."""

from collections.abc import Callable

from webapis.dom.document import Document
from webapis.dom.element import Element
from webapis.idl.callbacks import Callback, PythonCallback


class RecordingHost:
    """The host of a test."""

    def __init__(self) -> None:
        self.microtasks: list[Callable[[], None]] = []
        self.errors: list[Exception] = []

    def queue_microtask(self, steps: Callable[[], None]) -> None:
        self.microtasks.append(steps)

    def report_exception(self, error: Exception) -> None:
        self.errors.append(error)

    def now(self) -> float:
        return 1.0

    def construct(self, constructor: Callback, document: Document) -> Element:
        assert isinstance(constructor, PythonCallback)
        element = constructor.function(document)
        assert isinstance(element, Element)
        return element

    def run_microtasks(self) -> None:
        while self.microtasks:
            self.microtasks.pop(0)()
