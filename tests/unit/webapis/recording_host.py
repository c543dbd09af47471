"""A host that queues microtasks in a list and keeps reported exceptions."""

import re
from collections.abc import Callable
from urllib.parse import urljoin

from webapis.dom.document import Document
from webapis.dom.element import Element
from webapis.html.submission import FormSubmission
from webapis.idl.callbacks import Callback, PythonCallback


class RecordingHost:
    """The host of a test."""

    def __init__(self) -> None:
        self.microtasks: list[Callable[[], None]] = []
        self.errors: list[Exception] = []
        self.tasks: list[Callable[[], None]] = []
        self.handlers: dict[str, Callback] = {}
        self.followed: list[Element] = []
        self.submissions: list[FormSubmission] = []

    def collect_garbage(self) -> None:
        pass

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

    def queue_element_task(self, source: str, element: Element, steps: Callable[[], None]) -> None:
        self.tasks.append(steps)

    def compile_event_handler(self, element: Element, name: str, body: str) -> Callback | None:
        """The body is the name of a handler that the test has put into `handlers`."""
        return self.handlers.get(body)

    def parse_url(self, url: str, base: str) -> str | None:
        joined = urljoin(base, url)
        return joined if ":" in joined else None

    def follow_hyperlink(self, element: Element) -> None:
        self.followed.append(element)

    def submit_form(self, submission: FormSubmission) -> None:
        self.submissions.append(submission)

    def matches_pattern(self, pattern: str, values: list[str]) -> bool:
        return all(re.fullmatch(pattern, value) for value in values)

    def perform_a_microtask_checkpoint(self) -> None:
        self.run_microtasks()

    def make_date(self, document: Document, time: float) -> object:
        return time

    def date_value(self, document: Document, value: object) -> float | None:
        return value if isinstance(value, float) else None

    def run_tasks(self) -> None:
        while self.tasks:
            self.tasks.pop(0)()

    def run_microtasks(self) -> None:
        while self.microtasks:
            self.microtasks.pop(0)()
