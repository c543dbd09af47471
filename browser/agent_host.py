"""https://html.spec.whatwg.org/#similar-origin-window-agent: one heap, one event loop, and what the Web APIs ask for"""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from browser.clock import SEED, Clock, RealClock, VirtualClock
from browser.console import ConsoleMessage, Journal, PageError
from browser.document_events import fire_at_window
from browser.event_loop import EventLoop, Task, Timer
from browser.grants import Grants
from browser.loader import Loader
from browser.options import AgentOptions
from browser.scripts import AT_THE_START, TextPlace
from jsengine._kernel import Context, Handle, ScriptError, import_module
from webapis.dom.abort import ThrownReason
from webapis.dom.agent import Agent
from webapis.html.events import ErrorEvent, PromiseRejectionEvent, PromiseRejectionEventInit
from webapis.html.window import Window
from webapis.idl import bindings
from webapis.idl.callbacks import Callback
from webapis.idl.exceptions import SimpleException, dom_exception
from webapis.url.record import parse_url

if TYPE_CHECKING:
    from browser.live_document import LiveDocument
    from browser.navigable import Navigable
    from browser.script_values import ScriptValues
    from browser.scripts import PreparedScript
    from webapis.animation.keyframes_argument import KeyframesReader
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.fetch.exchange import Answer, Fetch, FetchRequest, FetchResponse
    from webapis.host import ItemSink, PromiseCapability, Repetition
    from webapis.html.cookies import CookieJar
    from webapis.html.submission import FormSubmission

MOST_REPORTS: int = 1000
"""So many uncaught errors are kept; a page in a loop makes no end of them."""


Place = tuple[str, int, int]


class AgentHost:
    """Answers the questions of `webapis.host.WindowHost` for the pages of one agent."""

    def __init__(self, options: AgentOptions) -> None:
        self.options = options
        self.journal = Journal()
        self.clock: Clock = RealClock() if options.real_time else VirtualClock()
        self.kernel = Context(
            time_limit=options.time_limit or 0.0,
            memory_limit=options.memory_limit or 0,
            jitless=options.jitless,
            jit_threshold=-1 if options.jit_threshold is None else options.jit_threshold,
        )
        self.has_code_cache = options.code_cache and self.set_code_cache()
        self.kernel.set_clock(self.clock.wall)
        self.kernel.seed_random(int.from_bytes(os.urandom(8), "little") if options.real_time else SEED)
        self.kernel.set_console(self.console)
        self.kernel.set_module_loader(self.load_module, True)
        self.grants = Grants(options.root, options.allow_hosts)
        self.loop = EventLoop(self.clock, self.perform_a_microtask_checkpoint)
        if "loop" in options.trace:
            self.loop.trace = lambda line: print(line, file=sys.stderr)
        self.loader = Loader(self.loop, self.grants, self.blocked)
        self.agent = Agent(self)
        self.agent.html_parser = options.html_parser
        self.documents: dict[Window, LiveDocument] = {}
        self.top_levels: list[Navigable] = []
        """The page, and the windows that its scripts have opened."""
        self.reporting_depth = 0
        self.frame_turn = -1
        self.last_frame_time = 0.0
        self.failure: str | None = None
        """Why the last navigation of a page did not get its document."""
        self.blob_count = 0
        self.module_is_missing = False
        """Whether the last module graph lacks a module that could not be fetched."""
        self.made_cookie_jar: CookieJar | None = None
        self.storage_areas: dict[tuple[str, bool], dict[str, str]] = {}

    def set_code_cache(self) -> bool:
        """Use bytecode that is kept between processes, if there is a place for it."""
        from jsengine.shell import CACHE_SIZE, cache_folder

        folder = cache_folder()
        if folder:
            self.kernel.set_code_cache(folder, CACHE_SIZE)
        return bool(folder)

    def close(self) -> None:
        """The end."""
        if self.has_code_cache:
            self.kernel.save_code_cache()
        self.kernel.close()

    # Documents.

    def adopt(self, live: "LiveDocument") -> None:
        """A document came to life."""
        if live.window in self.documents:
            # https://html.spec.whatwg.org/#initialise-the-document-object, step 3: the window that showed about:blank
            bindings.keep_document(live.window)
        else:
            bindings.install(self.kernel, live.window)
        self.documents[live.window] = live
        self.loop.rendering_targets.append(live)

    def discard(self, live: "LiveDocument") -> None:
        """And is gone."""
        if self.documents.get(live.window) is live:
            del self.documents[live.window]
        if live in self.loop.rendering_targets:
            self.loop.rendering_targets.remove(live)
        self.loop.drop_tasks_of(live)

    def live_document_of(self, document: "Document") -> "LiveDocument | None":
        """The document as it lives in a page."""
        view = document.default_view
        return self.documents.get(view) if isinstance(view, Window) else None

    def navigation_failed(self, reason: str) -> None:
        """A page's own address did not load."""
        self.failure = reason

    # Running scripts.

    def run_classic_script(self, live: "LiveDocument", text: str, name: str, place: TextPlace) -> None:
        """https://html.spec.whatwg.org/#run-a-classic-script"""
        try:
            bindings.evaluate(live.window, text, name, place.line, place.column)
        except ScriptError as error:
            self.report_within_script(live.window, error, place_of_syntax_error(error, name, text, place, False))
        self.clean_up_after_running_script()

    def report_within_script(self, window: "Window", error: ScriptError, place: Place | None) -> None:
        """Report what a script threw, before cleaning up after it: microtasks of listeners wait for that."""
        bindings.hold_checkpoints(self.kernel, True)
        self.report_exception_of(window, error, place)
        bindings.hold_checkpoints(self.kernel, False)

    def run_module(self, live: "LiveDocument", script: "PreparedScript", text: str) -> bool:
        """https://html.spec.whatwg.org/#run-a-module-script; False when a module of its graph could not be fetched."""
        self.module_is_missing = False
        try:
            evaluation = import_module(live.window, script.key, text, script.name, *script.place)
            live.values.report_rejection(evaluation)
        except ScriptError as error:
            if self.module_is_missing:
                return False
            self.report_within_script(
                live.window, error, place_of_syntax_error(error, script.name, text, script.place, True)
            )
        self.clean_up_after_running_script()
        return True

    def load_module(self, specifier: str, referrer: str | None, kind: str) -> tuple[str, str]:
        """https://html.spec.whatwg.org/#hostloadimportedmodule"""
        from browser.modules import load_module

        return load_module(self, specifier, referrer, kind)

    def evaluate_javascript_url(self, live: "LiveDocument", text: str) -> object:
        """The completion value of a javascript: URL."""
        if not live.document.scripting_enabled:
            return None
        try:
            return bindings.evaluate(live.window, text, live.document.url)
        except ScriptError as error:
            self.report_exception_of(live.window, error)
            return None
        finally:
            self.clean_up_after_running_script()

    def run_script(self, window: "Window", text: str) -> None:
        """See WindowHost."""
        live = self.documents.get(window)
        if live is not None:
            self.run_classic_script(live, text, live.document.url, AT_THE_START)

    def clean_up_after_running_script(self) -> None:
        """https://html.spec.whatwg.org/#clean-up-after-running-script"""
        if not self.kernel.call_stack():
            self.perform_a_microtask_checkpoint()

    def perform_a_microtask_checkpoint(self) -> None:
        """https://html.spec.whatwg.org/#perform-a-microtask-checkpoint"""
        bindings.microtask_checkpoint(self.kernel)
        self.notify_about_rejected_promises()

    def notify_about_rejected_promises(self) -> None:
        """https://html.spec.whatwg.org/#notify-about-rejected-promises"""
        for error in self.kernel.take_unhandled():
            self.queue_rejection_event(error, self.fire_unhandled_rejection, "unhandledrejection event")
        # https://html.spec.whatwg.org/#hostpromiserejectiontracker: those that have a handler after all.
        for error in self.kernel.take_handled():
            self.queue_rejection_event(error, self.fire_rejection_handled, "rejectionhandled event")

    def queue_rejection_event(
        self, error: ScriptError, fire: "Callable[[Window | None, ScriptError], None]", what: str
    ) -> None:
        """A task that tells of a rejected promise."""
        window = self.window_of(error)
        owner = self.documents.get(window) if window is not None else None
        self.loop.queue_task("DOM manipulation", lambda: fire(window, error), owner, what)

    def fire_unhandled_rejection(self, window: "Window | None", error: ScriptError) -> None:
        """Steps 4.1 on of the same."""
        promise = getattr(error, "promise", None)
        details = bindings.error_details(error)
        not_prevented = window is None or fire_at_window(window, rejection_event("unhandledrejection", error))
        # Who handles it from now on is told with rejectionhandled.
        if isinstance(promise, Handle):
            self.kernel.rejection_told(promise)
        if not_prevented:
            self.tell_error(str(error), error.stack, details.filename, details.lineno, details.colno, True)

    def fire_rejection_handled(self, window: "Window | None", error: ScriptError) -> None:
        """The last steps of https://html.spec.whatwg.org/#hostpromiserejectiontracker"""
        if window is not None:
            fire_at_window(window, rejection_event("rejectionhandled", error))

    def window_of(self, error: ScriptError) -> "Window | None":
        """The window whose script failed, as far as it can be told."""
        for window in self.documents:
            return window
        return None

    # Exceptions.

    def report_exception(self, error: Exception) -> None:
        """See Host: of no window in particular."""
        window = next(iter(self.documents), None)
        if window is not None:
            self.report_exception_of(window, error)
        else:
            self.tell_error(str(error), getattr(error, "stack", None), "", 0, 0, False)

    def report_exception_of(self, window: "Window", error: Exception, place: Place | None = None) -> None:
        """https://html.spec.whatwg.org/#report-an-exception; `place` is where a text was no program."""
        if isinstance(error, ThrownReason) and window in self.documents:
            error = self.documents[window].values.thrown(error.reason)
        elif isinstance(error, SimpleException) and window in self.documents:
            values = self.documents[window].values
            error = values.thrown(values.error_value(error))
        details = bindings.error_details(error)
        filename, line, column = place or (details.filename, details.lineno, details.colno)
        if not filename:
            filename, line, column = self.running_place()
        not_handled = True
        # 5. Not while one is reported already: a handler that fails would go on for ever.
        if self.reporting_depth == 0 and window in self.documents:
            self.reporting_depth += 1
            event = ErrorEvent("error")
            event.cancelable = True
            event.message = details.message
            event.filename, event.lineno, event.colno = filename, line, column
            event.error = details.error
            not_handled = fire_at_window(window, event)
            self.reporting_depth -= 1
        if not_handled:
            message = details.message.removeprefix("Uncaught ")
            stack = getattr(error, "stack", None)
            self.tell_error(message, stack, filename, line, column, False)

    def tell_error(
        self, message: str, stack: str | None, filename: str, line: int, column: int, in_promise: bool
    ) -> None:
        """To whoever runs the page."""
        if len(self.journal.errors) < MOST_REPORTS:
            location = f"{filename}:{line}:{column}" if filename else ""
            self.journal.fail(PageError(message, stack, location, in_promise))

    def console(self, method: str, text: str) -> None:
        """The sink of the engine's console."""
        self.journal.say(ConsoleMessage(method, text, self.source_line()))

    def blocked(self, text: str) -> None:
        """The loader refused something, or a request failed."""
        self.journal.say(ConsoleMessage("error", text, self.source_line()))

    # Host: tasks and time.

    def queue_microtask(self, steps: Callable[[], None]) -> None:
        """See Host."""
        bindings.queue_microtask(self.kernel, steps)

    def queue_element_task(self, source: str, element: "Element", steps: Callable[[], None]) -> None:
        """See Host."""
        live = self.live_document_of(element.node_document)
        self.loop.queue_task(source, steps, live, source, self.source_line())

    def queue_global_task(self, source: str, window: "Window", steps: Callable[[], None], what: str) -> None:
        """See WindowHost."""
        self.loop.queue_task(source, steps, self.documents.get(window), what, self.source_line())

    def run_after(
        self,
        window: "Window",
        delay: float,
        steps: Callable[[], None],
        what: str,
        repetition: "Repetition | None",
        origin: str,
    ) -> Timer:
        """See WindowHost."""
        task = Task("timer", steps, self.documents.get(window), what, origin)
        return self.loop.run_after(delay, task, repetition)

    def turn_number(self) -> int:
        """See WindowHost."""
        return self.loop.turns

    def collect_garbage(self) -> None:
        """See Host."""
        self.kernel.collect()

    def now(self) -> float:
        """See Host."""
        return self.clock.read()

    def frame_time(self) -> float:
        """See Host."""
        if self.frame_turn != self.loop.turns:
            self.frame_turn = self.loop.turns
            self.last_frame_time = self.loop.last_frame_time()
        return self.last_frame_time

    def time_of_day(self) -> float:
        """See WindowHost."""
        return self.clock.wall()

    def source_line(self) -> str:
        """See WindowHost: where the running script stands."""
        name, line, column = self.kernel.running_place()
        return f"{name}:{line}:{column}" if name else ""

    def running_place(self) -> Place:
        """File, line and column of the running script; empty if none runs."""
        return self.kernel.running_place()

    def request_frame(self, window: "Window") -> None:
        """See WindowHost: the loop asks its rendering targets itself."""

    # Host: scripts' values.

    def construct(self, constructor: Callback, document: "Document") -> "Element":
        """See Host."""
        return cast("Element", bindings.construct(constructor, document))

    def compile_event_handler(self, element: "Element", name: str, body: str) -> Callback | None:
        """See Host."""
        live = self.live_document_of(element.node_document)
        if live is not None and not live.document.scripting_enabled:
            return None
        return bindings.compile_event_handler(element, name, body)

    def values_of(self, window: "Window") -> "ScriptValues":
        """Of the window's realm; for a document that was left, of another of the same agent."""
        live = self.documents.get(window) or next(iter(self.documents.values()))
        return live.values

    def new_promise(self, window: "Window") -> "PromiseCapability":
        """See WindowHost."""
        return self.values_of(window).new_promise()

    def read_keyframes(self, window: "Window", keyframes: object, reader: "KeyframesReader") -> None:
        """See WindowHost."""
        self.values_of(window).read_keyframes(keyframes, reader)

    def make_array(self, window: "Window", values: list[object]) -> object:
        """See WindowHost."""
        return self.values_of(window).make_array(values)

    def observable_array(
        self, window: "Window", check: "Callable[[object], None]", changed: "Callable[[list[object]], None]"
    ) -> object:
        """See WindowHost."""
        return self.values_of(window).observable_array(check, changed)

    def set_observable_array(self, window: "Window", array: object, value: object) -> None:
        """See WindowHost."""
        self.values_of(window).set_observable_array(array, value)

    def caught_value(self, window: "Window", error: Exception) -> object:
        """See WindowHost."""
        return self.values_of(window).caught_value(error)

    def iteration_of(self, window: "Window", value: object) -> "Callable[[ItemSink], None] | None":
        """See WindowHost."""
        return self.values_of(window).iteration_of(value)

    def is_fully_active(self, window: "Window") -> bool:
        """See WindowHost: documents that were left are discarded."""
        return window in self.documents

    def parse_json(self, window: "Window", text: str) -> object:
        """See WindowHost."""
        return self.documents[window].values.parse_json(text)

    def make_array_buffer(self, window: "Window", data: bytes) -> object:
        """See WindowHost."""
        return self.documents[window].values.make_array_buffer(data)

    def structured_clone(
        self, window: "Window", value: object, transfer: list[object], replaced: list[object]
    ) -> object:
        """See WindowHost."""
        return self.documents[window].values.structured_clone(value, transfer, replaced)

    def incumbent_window(self, window: "Window") -> "Window":
        """See WindowHost: by the realm of the function that is running."""
        found = bindings.incumbent_window(self.kernel)
        return window if found is None or found not in self.documents else found

    @property
    def cookie_jar(self) -> "CookieJar":
        """Made when it is asked for."""
        if self.made_cookie_jar is None:
            from webapis.html.cookies import CookieJar

            self.made_cookie_jar = CookieJar()
        return self.made_cookie_jar

    def cookies(self, window: "Window") -> str:
        """See WindowHost."""
        return self.cookie_jar.get(window.document.url, self.clock.wall())

    def set_cookie(self, window: "Window", text: str) -> None:
        """See WindowHost."""
        self.cookie_jar.set(window.document.url, text, self.clock.wall())

    def storage_area(self, window: "Window", is_local: bool) -> dict[str, str]:
        """See WindowHost: in memory; a file's origin is its granted root."""
        return self.storage_areas.setdefault((window.origin, is_local), {})

    def windows_sharing_storage(self, window: "Window") -> "list[Window]":
        """See WindowHost."""
        return [other for other in self.documents if other is not window and other.is_same_origin(window)]

    def matches_pattern(self, pattern: str, values: list[str]) -> bool:
        """See Host."""
        window = next(iter(self.documents))
        return self.documents[window].values.matches_pattern(pattern, values)

    def make_date(self, document: "Document", time: float) -> object:
        """See Host."""
        return self.values_of(cast("Window", document.default_view)).make_date(time)

    def date_value(self, document: "Document", value: object) -> float | None:
        """See Host."""
        return self.values_of(cast("Window", document.default_view)).date_value(value)

    # Host: addresses, requests, navigation.

    def parse_url(self, url: str, base: str) -> str | None:
        """See Host."""
        return parse_url(url, base)

    def fetch(self, window: "Window", request: "FetchRequest", answer: "Answer") -> "Fetch":
        """See WindowHost."""
        request.referrer = window.document.url if window.document.url.startswith("http") else ""
        return self.loader.fetch(request, answer, self.documents.get(window), self.source_line())

    def fetch_now(self, window: "Window", request: "FetchRequest") -> "FetchResponse":
        """See WindowHost."""
        return self.loader.fetch_now(request)

    def store_blob(self, data: bytes, content_type: str, origin: str) -> str:
        """See WindowHost."""
        from webapis.fetch.exchange import FetchResponse

        self.blob_count += 1
        url = f"blob:{origin}/{self.blob_count:08x}-0000-4000-8000-000000000000"
        headers = [("Content-Type", content_type)] if content_type else []
        self.loader.blobs[url] = FetchResponse(200, data, [("Content-Length", str(len(data))), *headers])
        return url

    def revoke_blob(self, url: str) -> None:
        """See WindowHost."""
        self.loader.blobs.pop(url.partition("#")[0], None)

    def navigable_of(self, window: "Window") -> "Navigable | None":
        """The navigable that shows the window's document."""
        live = self.documents.get(window)
        return live.navigable if live is not None else None

    def navigate(self, window: "Window", url: str, replace: bool) -> None:
        """See WindowHost."""
        navigable = self.navigable_of(window)
        if navigable is not None:
            source = self.navigable_of(self.incumbent_window(window))
            if source is not None and not source.may_navigate(navigable):
                raise dom_exception("SecurityError", "The sandboxed document may not navigate that window.")
            navigable.navigate(url, replace, referrer=window.document.url, source=source)

    def reload(self, window: "Window") -> None:
        """See WindowHost."""
        navigable = self.navigable_of(window)
        if navigable is not None:
            navigable.reload()

    def traverse_history(self, window: "Window", delta: int) -> None:
        """See WindowHost."""
        navigable = self.navigable_of(window)
        if navigable is not None:
            navigable.traverse(delta)

    def session_length(self, window: "Window") -> int:
        """See WindowHost."""
        navigable = self.navigable_of(window)
        return max(1, len(navigable.entries)) if navigable is not None else 0

    def update_history(self, window: "Window", url: str, state: object, push: bool) -> None:
        """See WindowHost."""
        navigable = self.navigable_of(window)
        if navigable is not None:
            navigable.update_url(url, state, push)

    def open_window(
        self, window: "Window", url: str, target: str, no_opener: bool, no_referrer: bool
    ) -> "Window | None":
        """See WindowHost."""
        from browser.top_level import choose_navigable

        navigable = self.navigable_of(window)
        chosen = choose_navigable(self, navigable, target or "_blank", no_opener) if navigable is not None else None
        if chosen is None or navigable is None:
            return None
        resolved = parse_url(url, window.document.base_url()) if url else None
        # A new window shows about:blank as it is, by the address that was wanted.
        is_blank = resolved is not None and resolved.partition("#")[0].partition("?")[0] == "about:blank"
        if resolved is not None and chosen.is_new and is_blank:
            chosen.navigable.live.document.url = resolved
        elif resolved is not None:
            chosen.navigable.navigate(resolved, referrer="" if no_referrer else window.document.url, source=navigable)
        return None if no_opener else chosen.navigable.window

    def close_window(self, window: "Window") -> None:
        """See WindowHost."""
        from browser.top_level import close

        navigable = self.navigable_of(window)
        if navigable is not None:
            close(self, navigable)

    def follow_hyperlink(self, element: "Element") -> None:
        """See Host."""
        from browser.following import follow_hyperlink

        follow_hyperlink(self, element)

    def submit_form(self, submission: "FormSubmission") -> None:
        """See Host."""
        from browser.following import submit_form

        submit_form(self, submission)


def rejection_event(type_: str, error: ScriptError) -> PromiseRejectionEvent:
    """https://html.spec.whatwg.org/#promiserejectionevent"""
    init = PromiseRejectionEventInit()
    init.promise, init.reason = getattr(error, "promise", None), bindings.error_details(error).error
    event = PromiseRejectionEvent(type_, init)
    event.cancelable = type_ == "unhandledrejection"
    return event


def place_of_syntax_error(error: ScriptError, name: str, text: str, start: TextPlace, is_module: bool) -> Place | None:
    """File, line and column, if the text is no program; errors of running scripts know theirs."""
    if "\n" in (error.stack or "") or "SyntaxError" not in str(error):
        return None
    from jsengine.syntax.scopes import MODULE_GOAL, SCRIPT_GOAL, analyse
    from jsengine.syntax.tree import SourceError, parse

    try:
        analyse(parse(text, is_module), MODULE_GOAL if is_module else SCRIPT_GOAL)
    except SourceError as found:
        before = start.column - 1 if found.line == 1 else 0
        return name, start.line - 1 + found.line, before + found.column
    return None
