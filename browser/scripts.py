"""https://html.spec.whatwg.org/#scripting-3: preparing script elements and running them, in the standard's order"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from browser.decoding import decode
from browser.document_events import fire_simple
from webapis.encoding.encodings import get_encoding
from webapis.fetch.exchange import FetchRequest, FetchResponse
from webapis.fetch.mime import essence, is_javascript, parameter
from webapis.infra.ascii import ascii_lowercase, strip_whitespace
from webapis.url.record import parse_url

if TYPE_CHECKING:
    from browser.live_document import LiveDocument
    from webapis.dom.element import Element

CLASSIC: Final = "classic"
MODULE: Final = "module"
IMPORT_MAP: Final = "importmap"


class TextPlace(NamedTuple):
    """Where a text begins in the text of its document."""

    line: int
    column: int


AT_THE_START: Final = TextPlace(1, 1)


class PreparedScript:
    """A script element that was prepared: https://html.spec.whatwg.org/#script-processing-model"""

    def __init__(self, element: "Element", kind: str, is_async: bool) -> None:
        self.element = element
        self.kind = kind
        self.is_async = is_async
        self.is_external = False
        self.is_ready = False
        self.text: str | None = None
        """What is to be run; None once it is ready: null, so that an error event is fired."""
        self.name = ""
        """Of the file that its text stands in."""
        self.place = AT_THE_START
        self.key = ""
        """Of a module: no other has it in the document."""
        self.when_ready: Callable[[], None] | None = None

    def mark_as_ready(self, text: str | None) -> None:
        """https://html.spec.whatwg.org/#mark-as-ready"""
        self.text = text
        self.is_ready = True
        if self.when_ready is not None:
            self.when_ready()


class ScriptLoader:
    """The scripts of one document, with its lists and its set of them."""

    def __init__(self, live: "LiveDocument") -> None:
        self.live = live
        self.host = live.host
        self.parsing_blocking: PreparedScript | None = None
        """https://html.spec.whatwg.org/#pending-parsing-blocking-script"""
        self.deferred: list[PreparedScript] = []
        """https://html.spec.whatwg.org/#list-of-scripts-that-will-execute-when-the-document-has-finished-parsing"""
        self.in_order: list[PreparedScript] = []
        """https://html.spec.whatwg.org/#list-of-scripts-that-will-execute-in-order-as-soon-as-possible"""
        self.as_soon_as_possible: dict[PreparedScript, None] = {}
        """https://html.spec.whatwg.org/#set-of-scripts-that-will-execute-as-soon-as-possible"""
        self.is_at_the_end = False
        self.inline_modules = 0
        self.place_of_next = AT_THE_START
        """Where the parser found the script that it hands over."""

    # https://html.spec.whatwg.org/#prepare-the-script-element

    def prepare(self, element: "Element") -> None:
        """Prepare an element; run it at once, or see that it is run later."""
        processing = element.script_processing()
        # 1. Once only.
        if processing is None or processing.already_started:
            return
        # 2-4. Whether a parser inserted it.
        parser_document, processing.parser_document = processing.parser_document, None
        if parser_document is not None and element.content_attribute("async") is None:
            processing.force_async = True
        # 5-7. Not without a text or an address, nor out of the document.
        text = processing.text
        src = processing.source()
        if (src is None and not text) or not element.is_connected:
            return
        # 8-12. The type.
        kind = script_type(element)
        if kind is None:
            return
        # 13-16. From now on it is started.
        if parser_document is not None:
            processing.parser_document = parser_document
            processing.force_async = False
        processing.already_started = True
        if parser_document is not None and parser_document is not element.node_document:
            return
        # 17-21. What keeps it from running.
        if not element.node_document.scripting_enabled or self.live.is_gone:
            return
        if kind == CLASSIC and (element.content_attribute("nomodule") is not None or not is_for_window(element)):
            return
        script = PreparedScript(element, kind, processing.is_async)
        script.name = self.live.document.url
        if src is not None:
            # 31. From outside.
            if not self.start_fetching(script, src):
                return
        else:
            # 32. Inline.
            script.place = self.place_of_next if parser_document is not None else AT_THE_START
            self.take_inline_text(script, text)
        self.schedule(script, parser_document is not None)

    def start_fetching(self, script: PreparedScript, src: str) -> bool:
        """Step 31; False if there is nothing to fetch."""
        element = script.element
        url = parse_url(src, self.live.document.base_url()) if src else None
        if script.kind == IMPORT_MAP or url is None:
            self.host.loop.queue_task(
                "DOM manipulation", lambda: tell(element, "error"), self.live, "script error event"
            )
            return False
        script.is_external = True
        script.name = script.key = url
        self.live.script_names.add(url)
        request = FetchRequest(url)
        request.destination = "script"
        request.origin = self.live.window.origin
        request.referrer = self.live.document.url
        crossorigin = element.content_attribute("crossorigin")
        request.mode = "cors" if script.kind == MODULE or crossorigin is not None else "no-cors"
        request.credentials = "include" if crossorigin == "use-credentials" else "same-origin"
        # The charset is what it is now, whatever becomes of the attribute.
        fallback = element.content_attribute("charset") or self.live.document.encoding
        self.live.delay_load()

        def answer(response: FetchResponse) -> None:
            self.take_text(script, script_text(response, script.kind, fallback))

        self.host.loader.fetch(request, answer, self.live, self.host.source_line() or self.live.document.url)
        return True

    def take_inline_text(self, script: PreparedScript, text: str) -> None:
        """Step 32."""
        if script.kind != MODULE:
            script.text = text
            script.is_ready = True
            return
        # A module is ready in a task of its own, never at once.
        self.inline_modules += 1
        script.name = self.live.document.url.partition("#")[0]
        script.key = f"{script.name}#inline-module-{self.inline_modules}"
        self.live.delay_load()

        self.host.loop.queue_task("networking", lambda: self.take_text(script, text), self.live, "inline module")

    def take_text(self, script: PreparedScript, text: str | None) -> None:
        """The text is here; a module waits for those that it imports."""

        def ready(text: str | None) -> None:
            script.mark_as_ready(text)
            self.live.release_load()

        if script.kind == MODULE and text is not None:
            from browser.modules import DescendantFetch

            fetch = DescendantFetch(self.live, lambda: ready(text if fetch.is_complete else None))
            fetch.start(script.name, text)
        else:
            ready(text)

    def schedule(self, script: PreparedScript, is_parser_inserted: bool) -> None:
        """Steps 33 and 34."""
        element = script.element
        if not (script.is_external and script.kind == CLASSIC) and script.kind != MODULE:
            if is_parser_inserted and self.live.blocking_sheets and self.may_wait():
                # 34.2 After the style sheets before it.
                self.parsing_blocking = script
                script.when_ready = self.go_on
                return
            # 34.3 At once, also when other scripts are running.
            self.execute(script)
        elif script.is_async:
            self.as_soon_as_possible[script] = None
            script.when_ready = lambda: self.run_async(script)
        elif not is_parser_inserted:
            self.in_order.append(script)
            script.when_ready = self.run_in_order
        elif element.content_attribute("defer") is not None or script.kind == MODULE:
            self.deferred.append(script)
            script.when_ready = self.go_on
        else:
            self.parsing_blocking = script
            script.when_ready = self.go_on

    def may_wait(self) -> bool:
        """Whether the script is not what another one has written."""
        parser = self.live.parser
        return parser is not None and parser.script_nesting_level <= 1

    def run_async(self, script: PreparedScript) -> None:
        """What an async script does when it is ready."""
        self.execute(script)
        self.as_soon_as_possible.pop(script, None)
        self.go_on()

    def run_in_order(self) -> None:
        """What one of those that go in order does."""
        while self.in_order and self.in_order[0].is_ready:
            self.execute(self.in_order.pop(0))
        self.go_on()

    def go_on(self) -> None:
        """What waited for a script may go on: the parser, or the end of parsing."""
        parser = self.live.parser
        if self.parsing_blocking is not None:
            if parser is not None and self.parsing_blocking.is_ready and not self.live.blocking_sheets:
                parser.resume()
        elif self.is_at_the_end:
            self.run_deferred()

    # https://html.spec.whatwg.org/#the-end

    def the_end(self) -> None:
        """The parser has come to the end of the text."""
        # 1-3. Interactive.
        self.live.set_ready_state("interactive")
        self.is_at_the_end = True
        self.run_deferred()

    def run_deferred(self) -> None:
        """Steps 5 to 8."""
        # 5. The deferred scripts, one after the other.
        has_run_deferred = False
        while self.deferred and self.deferred[0].is_ready and not self.live.blocking_sheets and not self.live.is_gone:
            has_run_deferred = True
            self.execute(self.deferred.pop(0))
        if self.deferred or self.live.is_gone:
            return
        # 6. DOMContentLoaded, once.
        if self.live.document.ready_state == "interactive" and not self.live.content_loaded:
            self.live.content_loaded = True
            self.live.delay_load()
            # Timers that a deferred script has set come later, as in Chromium.
            loop = self.host.loop
            queue = loop.queue_task_ahead_of_timers if has_run_deferred else loop.queue_task
            queue("DOM manipulation", self.fire_content_loaded, self.live, "DOMContentLoaded event")
        # 7. Those that run as soon as possible.
        if not self.as_soon_as_possible and not self.in_order:
            self.live.waits_for_load = not self.live.is_loaded
            self.live.maybe_complete()

    def fire_content_loaded(self) -> None:
        """Step 6."""
        live = self.live
        fire_simple(live.document, "DOMContentLoaded", True)
        live.scroll_to_the_fragment()
        live.load_delays -= 1
        # Where nothing else is to come, the load event follows in the same task: so does Chromium, and timers that
        # listeners of the one have set come after both.
        if live.waits_for_load and live.load_delays == 0 and not live.is_gone:
            live.waits_for_load = False
            self.host.clean_up_after_running_script()
            live.completely_loaded()

    # https://html.spec.whatwg.org/#execute-the-script-element

    def execute(self, script: PreparedScript) -> None:
        """Run it."""
        element, document = script.element, self.live.document
        # 1-2. Not in another document than it was prepared for.
        if element.node_document is not document or self.live.is_gone:
            return
        # 4. What could not be had.
        if script.text is None:
            fire_simple(element, "error")
            return
        # 5. document.write from outside is ignored.
        if script.is_external or script.kind == MODULE:
            self.live.ignore_destructive_writes += 1
        # 6. Run.
        if script.kind == CLASSIC:
            previous = document.current_script
            in_shadow_tree = element.tree_root().is_shadow_root
            document.current_script = None if in_shadow_tree else element
            self.host.run_classic_script(self.live, script.text, script.name, script.place)
            document.current_script = previous
        elif script.kind == MODULE:
            if not self.host.run_module(self.live, script, script.text):
                self.live.ignore_destructive_writes -= 1
                fire_simple(element, "error")
                return
        else:
            self.live.import_map.register(script.text, document.base_url())
        # 7-8. And say so.
        if script.is_external or script.kind == MODULE:
            self.live.ignore_destructive_writes -= 1
        if script.is_external:
            fire_simple(element, "load")


def tell(element: "Element", type_: str) -> None:
    """Fire an event of that name."""
    fire_simple(element, type_)


def script_type(element: "Element") -> str | None:
    """Steps 8 to 12 of preparing."""
    type_ = element.content_attribute("type")
    language = element.content_attribute("language")
    if type_ == "" or (type_ is None and not language):
        return CLASSIC
    text = strip_whitespace(type_) if type_ is not None else f"text/{language}"
    lower = ascii_lowercase(text)
    if is_javascript(lower):
        return CLASSIC
    return lower if lower in (MODULE, IMPORT_MAP) else None


def is_for_window(element: "Element") -> bool:
    """Step 21 of preparing: the ancient `for` and `event`."""
    for_, event = element.content_attribute("for"), element.content_attribute("event")
    if for_ is None or event is None:
        return True
    return ascii_lowercase(strip_whitespace(for_)) == "window" and ascii_lowercase(strip_whitespace(event)) in (
        "onload",
        "onload()",
    )


def script_text(response: FetchResponse, kind: str, fallback: str = "utf-8") -> str | None:
    """https://html.spec.whatwg.org/#fetch-a-classic-script, what is made of the response; None is failure."""
    if response.type == "error" or not 200 <= response.status <= 299:
        return None
    content_type = response.header("content-type") or ""
    if kind == MODULE and not is_javascript(essence(content_type)):
        return None
    label = parameter(content_type, "charset") or fallback
    is_marked = response.body.startswith(b"\xef\xbb\xbf")
    if kind == MODULE or is_marked:
        return decode(response.body, "utf-8")
    return decode(response.body, get_encoding(label) or "utf-8")
