"""What the Web APIs ask of whoever runs them: `browser` in a page, a small recorder in tests."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from webapis.animation.keyframes_argument import KeyframesReader
    from webapis.css.media_features import Environment
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.fetch.exchange import Answer, Fetch, FetchRequest, FetchResponse
    from webapis.html.submission import FormSubmission
    from webapis.html.window import Window
    from webapis.idl.callbacks import Callback


class Host(Protocol):
    """The services of an agent's event loop, realms and loader."""

    def queue_microtask(self, steps: Callable[[], None]) -> None:
        """https://html.spec.whatwg.org/#queue-a-microtask"""

    def perform_a_microtask_checkpoint(self) -> None:
        """https://html.spec.whatwg.org/#perform-a-microtask-checkpoint; nothing while a script runs."""

    def queue_element_task(self, source: str, element: "Element", steps: Callable[[], None]) -> None:
        """https://html.spec.whatwg.org/#queue-an-element-task"""

    def report_exception(self, error: Exception) -> None:
        """https://html.spec.whatwg.org/#report-an-exception"""

    def collect_garbage(self) -> None:
        """Find out now what scripts have dropped; a host without scripts has nothing to do."""

    def now(self) -> float:
        """The current high resolution time of the relevant realm, in milliseconds."""

    def frame_time(self) -> float:
        """The time of the last rendering opportunity, whether anything was rendered or not; the same throughout a task."""

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

    def make_date(self, document: "Document", time: float) -> object:
        """A Date of the document's realm; NaN is an invalid one."""

    def date_value(self, document: "Document", value: object) -> float | None:
        """The time of a Date, None if the value is something else."""


class DocumentHost(Protocol):
    """The page that a document is shown in."""

    def frame_inserted(self, element: "Element") -> None:
        """A frame's element was connected: https://html.spec.whatwg.org/#create-a-new-child-navigable"""

    def frame_removed(self, element: "Element") -> None:
        """https://html.spec.whatwg.org/#destroy-a-child-navigable"""

    def frame_attribute_changed(self, element: "Element", name: str) -> None:
        """https://html.spec.whatwg.org/#process-the-iframe-attributes"""

    def wants_autofocus(self, element: "Element") -> None:
        """An element with the attribute was inserted: https://html.spec.whatwg.org/#the-autofocus-attribute"""

    def autofocus_is_processed(self) -> None:
        """https://html.spec.whatwg.org/#autofocus-processed-flag: something else got the focus on purpose."""

    def when_loaded(self, steps: "Callable[[], None]") -> None:
        """Run steps after the document's load event, or now if that is over."""

    def show_embedded(self, element: "Element", url: str, response: "FetchResponse | None") -> None:
        """A document in an object or embed: https://html.spec.whatwg.org/#the-object-element. None is about:blank."""

    def environment(self) -> "Environment":
        """What it is shown on, as media queries ask."""

    def is_parser_inserting(self) -> bool:
        """Whether what is inserted now comes from the document's parser."""

    def block_scripts(self) -> None:
        """https://html.spec.whatwg.org/#contributes-a-script-blocking-style-sheet: one more does."""

    def unblock_scripts(self) -> None:
        """One less does."""

    def delay_load(self) -> None:
        """https://html.spec.whatwg.org/#delay-the-load-event"""

    def release_load(self) -> None:
        """One thing less delays it."""

    def write(self, text: str) -> None:
        """https://html.spec.whatwg.org/#document-write-steps"""

    def open(self) -> None:
        """https://html.spec.whatwg.org/#document-open-steps"""

    def close(self) -> None:
        """https://html.spec.whatwg.org/#dom-document-close"""


class Cancellable(Protocol):
    """Steps that wait for their time."""

    def cancel(self) -> None:
        """They will not run."""


class Repetition:
    """What all turns of an interval share, or of a chain of timeouts that set the next one each."""

    def __init__(self, is_chain: bool) -> None:
        self.is_chain = is_chain
        self.turns = 0
        """How often it ran; hosts count, and stop waiting for what only repeats."""


class PromiseCapability(Protocol):
    """A promise that Python settles: https://webidl.spec.whatwg.org/#a-new-promise"""

    promise: object
    """As `any` values cross the border."""

    def resolve(self, value: object) -> None:
        """https://webidl.spec.whatwg.org/#resolve"""

    def reject(self, reason: object) -> None:
        """https://webidl.spec.whatwg.org/#reject; exceptions become what a script would have caught."""

    def mark_as_handled(self) -> None:
        """https://webidl.spec.whatwg.org/#mark-a-promise-as-handled"""


class ItemSink(Protocol):
    """Where the items of an iteration go: a Subscriber of an Observable."""

    def next(self, value: object) -> None:
        """The next item."""

    def error(self, error: object) -> None:
        """The iteration failed."""

    def complete(self) -> None:
        """There are no more."""

    def is_aborted(self) -> bool:
        """Whether nobody wants more."""

    def on_abort(self, steps: Callable[[object], None]) -> None:
        """What to do when nobody wants more; it is given the reason."""


class WindowHost(Host, Protocol):
    """What windows ask for besides: tasks, time, requests, navigation."""

    def queue_global_task(self, source: str, window: "Window", steps: Callable[[], None], what: str) -> None:
        """https://html.spec.whatwg.org/#queue-a-global-task"""

    def run_after(
        self,
        window: "Window",
        delay: float,
        steps: Callable[[], None],
        what: str,
        repetition: Repetition | None,
        origin: str,
    ) -> Cancellable:
        """https://html.spec.whatwg.org/#run-steps-after-a-timeout; `origin` is the line that wanted it."""

    def turn_number(self) -> int:
        """Counts the tasks: the same number is the same task."""

    def source_line(self) -> str:
        """File, line and column of the script that is running, or "" """

    def time_of_day(self) -> float:
        """Milliseconds since 1970, as scripts see them."""

    def run_script(self, window: "Window", text: str) -> None:
        """Run the text of a timer; exceptions are reported."""

    def report_exception_of(self, window: "Window", error: Exception) -> None:
        """https://html.spec.whatwg.org/#report-an-exception, for a global object"""

    def request_frame(self, window: "Window") -> None:
        """Something waits for https://html.spec.whatwg.org/#update-the-rendering"""

    def new_promise(self, window: "Window") -> PromiseCapability:
        """https://webidl.spec.whatwg.org/#a-new-promise"""

    def read_keyframes(self, window: "Window", keyframes: object, reader: "KeyframesReader") -> None:
        """https://drafts.csswg.org/web-animations-1/#processing-a-keyframes-argument, steps 1 to 5 as far as they read the object."""

    def make_array(self, window: "Window", values: list[object]) -> object:
        """A new Array with these values."""

    def caught_value(self, window: "Window", error: Exception) -> object:
        """The value that a script would have caught, had it been there."""

    def iteration_of(self, window: "Window", value: object) -> Callable[[ItemSink], None] | None:
        """What hands out the items of an async iterable, an iterable or a promise; None for other values.

        https://wicg.github.io/observable/#observable-convert-to-an-observable"""

    def is_fully_active(self, window: "Window") -> bool:
        """https://html.spec.whatwg.org/#fully-active: whether the window's document is"""

    def parse_json(self, window: "Window", text: str) -> object:
        """https://infra.spec.whatwg.org/#parse-a-json-string-to-a-javascript-value; throws what the script would see."""

    def observable_array(
        self, window: "Window", check: Callable[[object], None], changed: Callable[[list[object]], None]
    ) -> object:
        """https://webidl.spec.whatwg.org/#creating-an-observable-array-exotic-object: `check` sees a value before it is set,
        `changed` the whole list after each change."""

    def set_observable_array(self, window: "Window", array: object, value: object) -> None:
        """What setting an attribute of that type does: the items of an iterable replace those of the array."""

    def make_array_buffer(self, window: "Window", data: bytes) -> object:
        """A new ArrayBuffer with these bytes."""

    def structured_clone(
        self, window: "Window", value: object, transfer: list[object], replaced: list[object]
    ) -> object:
        """https://html.spec.whatwg.org/#structuredserializewithtransfer and back, into the window's realm

        `replaced` are objects of the value and, after each, what stands in its place."""

    def incumbent_window(self, window: "Window") -> "Window":
        """https://html.spec.whatwg.org/#incumbent: whose script is calling, or the given window"""

    def cookies(self, window: "Window") -> str:
        """https://html.spec.whatwg.org/#dom-document-cookie, of the window's document"""

    def set_cookie(self, window: "Window", text: str) -> None:
        """The setter of the same."""

    def storage_area(self, window: "Window", is_local: bool) -> dict[str, str]:
        """https://html.spec.whatwg.org/#the-storage-interface: the map of the window's origin"""

    def windows_sharing_storage(self, window: "Window") -> "list[Window]":
        """The other windows that see the same area."""

    def fetch(self, window: "Window", request: "FetchRequest", answer: "Answer") -> "Fetch":
        """https://fetch.spec.whatwg.org/#concept-fetch; the answer comes as a task."""

    def fetch_now(self, window: "Window", request: "FetchRequest") -> "FetchResponse":
        """The same, waited for."""

    def store_blob(self, data: bytes, content_type: str, origin: str) -> str:
        """https://w3c.github.io/FileAPI/#dfn-createObjectURL: the URL of a new entry."""

    def revoke_blob(self, url: str) -> None:
        """https://w3c.github.io/FileAPI/#dfn-revokeObjectURL"""

    def navigate(self, window: "Window", url: str, replace: bool) -> None:
        """https://html.spec.whatwg.org/#navigate, wanted by a script of the window"""

    def reload(self, window: "Window") -> None:
        """https://html.spec.whatwg.org/#reload"""

    def traverse_history(self, window: "Window", delta: int) -> None:
        """https://html.spec.whatwg.org/#traverse-the-history-by-a-delta"""

    def session_length(self, window: "Window") -> int:
        """https://html.spec.whatwg.org/#dom-history-length"""

    def update_history(self, window: "Window", url: str, state: object, push: bool) -> None:
        """https://html.spec.whatwg.org/#url-and-history-update-steps"""

    def open_window(
        self, window: "Window", url: str, target: str, no_opener: bool, no_referrer: bool
    ) -> "Window | None":
        """https://html.spec.whatwg.org/#window-open-steps; None where none may be opened, or known to the opener."""

    def close_window(self, window: "Window") -> None:
        """https://html.spec.whatwg.org/#dom-window-close"""
