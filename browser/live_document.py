"""A document with a window: loading, the load event, unloading. https://html.spec.whatwg.org/#document-lifecycle"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from browser.autofocus import AutofocusCandidates
from browser.console import ConsoleMessage
from browser.document_events import fire_at_window, fire_simple
from browser.import_maps import ImportMap
from browser.script_values import ScriptValues
from browser.scripts import ScriptLoader
from webapis.dom.document import Document
from webapis.dom.element import Element
from webapis.dom.event import Event
from webapis.dom.tree import inclusive_descendants
from webapis.fetch.exchange import FetchResponse
from webapis.html.events import BeforeUnloadEvent, HashChangeEvent, PageTransitionEvent, PopStateEvent
from webapis.html.focus import fix_up_focus, loses_focus
from webapis.html.microsyntaxes import parse_integer
from webapis.html.sandboxing import UNSANDBOXED, Sandbox, sandbox_of_container, sandbox_of_policies
from webapis.url.record import parse_url

if TYPE_CHECKING:
    from browser.following import PlannedNavigation
    from browser.navigable import Navigable
    from browser.parsing import DocumentParser, XMLDocumentParser
    from webapis.css.media_features import Environment

PLAIN_TEXT: Final = "<!doctype html><html><head><meta name=color-scheme content='light dark'></head><body><pre></pre>"


class LiveDocument:
    """https://html.spec.whatwg.org/#concept-document, as the active document of a navigable; the owner of its tasks."""

    def __init__(self, navigable: "Navigable", url: str, content_type: str, policies: str | None = None) -> None:
        self.navigable = navigable
        self.sandbox = self.determine_sandbox(url, policies)
        self.host = navigable.host
        self.is_gone = False
        self.is_loaded = False
        self.load_delays = 0
        self.blocking_sheets = 0
        """How many elements contribute https://html.spec.whatwg.org/#script-blocking-style-sheet-set"""
        self.waits_for_load = False
        self.waiting_for_load: list[Callable[[], None]] = []
        """What comes after the load event."""
        self.autofocus = AutofocusCandidates(self)
        self.content_loaded = False
        self.ignore_destructive_writes = 0
        self.import_map = ImportMap(self.complain)
        self.is_asking_before_unload = False
        self.parser: DocumentParser | XMLDocumentParser | None = None
        self.frames: dict[object, Navigable] = {}
        self.document = Document(self.host.agent, content_type == "text/html" or not is_xml_type(content_type))
        self.document.url = url
        self.document.content_type = content_type
        self.document.is_connected = True
        self.document.scripting_enabled = "allow-scripts" in self.sandbox.allowed
        self.document.base_url_steps = self.base_url
        self.window = navigable.window_for(self.document, self.sandbox)
        self.take_place()
        self.scripts = ScriptLoader(self)
        self.document.script_runner = self.scripts.prepare
        self.document.page = self
        self.host.adopt(self)
        self.made_values: ScriptValues | None = None
        self.module_texts: dict[str, str | None] = {}
        """https://html.spec.whatwg.org/#concept-document-module-map; None is a failure."""
        self.planned_navigations: dict[object, PlannedNavigation] = {}
        """By form: https://html.spec.whatwg.org/#planned-navigation"""
        self.script_names: set[str] = set()

    def take_place(self) -> None:
        """Where the window stands among frames, and whose origin it has."""
        window, parent = self.window, self.navigable.parent
        if parent is not None:
            window.parent_window = parent.window
            window.container = self.navigable.container
            window.name = self.navigable.name
        creator = parent if parent is not None or self.navigable.opener is None else self.navigable.opener.live
        if self.navigable.opener is not None and self.navigable.entries == []:
            window.opener = self.navigable.opener.window
        if creator is not None and self.document.url.startswith("about:"):
            window.origin = creator.window.origin
            window.opaque_origin = creator.window.opaque_origin
            self.document.referrer = creator.document.url
        window.sandbox = self.sandbox
        # https://html.spec.whatwg.org/#determining-the-origin, step 1
        if "allow-same-origin" not in self.sandbox.allowed:
            window.origin, window.opaque_origin = "null", self
        elif self.document.url.startswith("data:") and (parent is not None or self.navigable.is_auxiliary):
            window.opaque_origin = self

    def determine_sandbox(self, url: str, policies: str | None) -> Sandbox:
        """https://html.spec.whatwg.org/#determining-the-creation-sandboxing-flags, and what policies add"""
        navigable = self.navigable
        found = UNSANDBOXED.and_also(navigable.popup_sandbox).and_also(sandbox_of_policies(policies))
        if navigable.parent is None or navigable.container is None:
            return found
        return found.and_also(navigable.parent.sandbox).and_also(sandbox_of_container(navigable.container))

    def complain(self, text: str) -> None:
        """An error of the page that is no exception."""
        self.host.journal.say(ConsoleMessage("error", text, self.document.url))

    # https://html.spec.whatwg.org/#navigate-html and its relatives

    def load_response(self, response: FetchResponse) -> None:
        """Become what the response says."""
        from browser.decoding import decode_page

        if response.error is not None:
            self.load_text("")
            return
        kind = self.document.content_type
        parent = self.navigable.parent
        text, encoding = decode_page(response, kind, None if parent is None else parent.document.encoding.lower())
        self.document.encoding = encoding
        self.document.modified = modified_time(response.header("last-modified"))
        self.document.hides_nonces = response.header("content-security-policy") is not None
        if kind == "text/html":
            self.load_text(text)
        elif is_xml_type(kind):
            self.load_xml(text)
        elif kind.startswith(("image/", "audio/", "video/")):
            self.load_media(kind.partition("/")[0])
        else:
            self.load_plain_text(text)

    def load_text(self, text: str) -> None:
        """https://html.spec.whatwg.org/#navigate-html"""
        from browser.parsing import DocumentParser

        self.prepare_values()
        self.set_ready_state("loading")
        self.parser = DocumentParser(self)
        self.parser.begin(text)

    def load_xml(self, text: str) -> None:
        """https://html.spec.whatwg.org/#read-xml"""
        from browser.parsing import XMLDocumentParser

        self.prepare_values()
        self.set_ready_state("loading")
        self.parser = XMLDocumentParser(self)
        self.parser.begin(text)

    def load_plain_text(self, text: str) -> None:
        """https://html.spec.whatwg.org/#read-text"""
        from webapis.html.parser.parser import Parser, parse_whole

        self.document.is_html = True
        self.set_ready_state("loading")
        parse_whole(Parser(self.document, False), PLAIN_TEXT)
        body = self.document.body
        assert body is not None and isinstance(body.first_child, Element)
        body.first_child.string_replace_all(text)
        self.scripts.the_end()

    def load_media(self, kind: str) -> None:
        """https://html.spec.whatwg.org/#read-media: a document with the one element, which shows nothing here."""
        from browser.parsing import fill_blank

        self.document.is_html = True
        self.set_ready_state("loading")
        fill_blank(self.document)
        body = self.document.body
        assert body is not None
        element = self.document.create_element("img" if kind == "image" else kind)
        element.set_attribute("src", self.document.url)
        body.append_child(element)
        self.scripts.the_end()

    def finish_at_once(self) -> None:
        """The initial about:blank: complete from the start, without events."""
        from browser.parsing import fill_blank

        fill_blank(self.document)
        self.document.mode = "quirks"
        self.document.ready_state = "complete"
        self.is_loaded = True

    # Dynamic markup insertion: https://html.spec.whatwg.org/#dynamic-markup-insertion

    def write(self, text: str) -> None:
        """https://html.spec.whatwg.org/#document-write-steps"""
        if self.is_gone:
            return
        if self.parser is None or not self.parser.takes_writing:
            # 7. Without an insertion point the document is opened anew, but not by scripts from outside.
            if self.ignore_destructive_writes:
                self.complain("document.write from an asynchronously loaded script is ignored")
                return
            self.open()
        assert self.parser is not None
        self.parser.write(text)

    def open(self) -> None:
        """https://html.spec.whatwg.org/#document-open-steps"""
        from browser.parsing import DocumentParser, empty

        # 4-6. Not while the parser runs a script.
        if self.is_gone or (self.parser is not None and not self.parser.is_over and self.parser.script_nesting_level):
            return
        self.navigable.stop_loading()
        if self.parser is not None:
            self.parser.abort()
        # 8-11. Without listeners and nodes.
        for node in [*self.document.descendants(), self.document, self.window]:
            node.listeners = None
        empty(self.document)
        # 15-19. A parser of its own.
        self.document.mode = "no-quirks"
        self.content_loaded = self.is_loaded = False
        self.scripts.is_at_the_end = False
        self.parser = DocumentParser(self, True)
        self.set_ready_state("loading")

    def close(self) -> None:
        """https://html.spec.whatwg.org/#dom-document-close"""
        if self.parser is not None:
            self.parser.close()

    def wants_autofocus(self, element: Element) -> None:
        """https://html.spec.whatwg.org/#the-autofocus-attribute, when an element is inserted"""
        top = self.navigable.top.live
        if not self.is_gone and "allow-scripts" in self.sandbox.allowed and top.window.is_same_origin(self.window):
            top.autofocus.add(element)

    def autofocus_is_processed(self) -> None:
        """https://html.spec.whatwg.org/#dialog-focusing-steps, the last steps"""
        self.navigable.top.live.autofocus.stop()

    # Rendering: browser.event_loop.RenderingTarget.

    def waits_for_frame(self) -> bool:
        """Whether there are animation frame callbacks, or the focus must be moved."""
        return bool(self.window.animation_frames.callbacks) or loses_focus(self.document) or self.autofocus.is_due()

    def next_animation(self, is_counted: bool) -> float | None:
        """See RenderingTarget."""
        animations = self.document.animations
        return None if animations is None else animations.next_rendering(is_counted)

    def update_the_rendering(self, now: float) -> None:
        """https://html.spec.whatwg.org/#update-the-rendering"""
        self.autofocus.flush()
        if self.document.animations is not None:
            self.document.animations.update_and_send_events(now)
        self.window.animation_frames.run(now)
        fix_up_focus(self.document)
        if self.document.animations is not None:
            self.document.animations.update_styles()

    def waits_for(self) -> list[str]:
        """The animations that play, and the lines that asked for a frame."""
        animations = self.document.animations
        playing = [] if animations is None else animations.names()
        return playing + [f"requestAnimationFrame ({origin})" for origin in self.window.animation_frames.origins()]

    def runs_script_named(self, name: str) -> bool:
        """Whether a script of that name, as stacks have it, is one of the document's."""
        return name in self.script_names or name.partition("#")[0] == self.document.url.partition("#")[0]

    # Values of its realm.

    @property
    def values(self) -> ScriptValues:
        """What the realm makes for the platform."""
        return self.made_values or self.prepare_values()

    def prepare_values(self) -> ScriptValues:
        """Before any script of the page can change what they are made with."""
        self.made_values = ScriptValues(self.window, self.host.kernel)
        return self.made_values

    # Style sheets.

    def environment(self) -> "Environment":
        """See DocumentHost: the viewport, or for a frame the size that its element declares."""
        # Most pages never ask.
        from webapis.css.media_features import Environment

        container = self.navigable.container
        if container is None:
            return Environment(*self.host.options.viewport)
        return Environment(dimension_of(container, "width", 300), dimension_of(container, "height", 150))

    def is_parser_inserting(self) -> bool:
        """See DocumentHost."""
        return self.parser is not None and self.parser.is_inserting

    def block_scripts(self) -> None:
        """See DocumentHost."""
        self.blocking_sheets += 1

    def unblock_scripts(self) -> None:
        """See DocumentHost."""
        self.blocking_sheets -= 1
        if not self.blocking_sheets and not self.is_gone:
            self.scripts.go_on()

    # The load event.

    def set_ready_state(self, state: str) -> None:
        """https://html.spec.whatwg.org/#update-the-current-document-readiness"""
        if self.document.ready_state != state or state == "loading":
            self.document.ready_state = state
            if state != "loading":
                fire_simple(self.document, "readystatechange")

    def delay_load(self) -> None:
        """https://html.spec.whatwg.org/#delay-the-load-event"""
        self.load_delays += 1

    def release_load(self) -> None:
        """One thing less."""
        self.load_delays -= 1
        self.maybe_complete()

    def maybe_complete(self) -> None:
        """Steps 8 and 9 of https://html.spec.whatwg.org/#the-end"""
        if self.waits_for_load and self.load_delays == 0 and not self.is_gone:
            self.waits_for_load = False
            self.host.loop.queue_task("DOM manipulation", self.completely_loaded, self, "load event")

    def completely_loaded(self) -> None:
        """Step 9.1-9.11 of the end, and https://html.spec.whatwg.org/#completely-finish-loading"""
        if self.load_delays:
            self.waits_for_load = True
            return
        self.set_ready_state("complete")
        if self.document.animations is not None:
            # As if there had been a frame: what the load event changes has a style from before.
            self.document.animations.update_styles()
        fire_at_window(self.window, Event("load"), self.document)
        self.is_loaded = True
        for frame in list(self.frames.values()):
            frame.load_now()
        waiting, self.waiting_for_load = self.waiting_for_load, []
        for steps in waiting:
            steps()
        if not self.is_gone:
            fire_at_window(self.window, page_transition("pageshow"), self.document)
        container = self.navigable.container
        if container is not None and not self.is_gone:
            fire_simple(container, "load")
        self.navigable.release_parent()

    # Leaving.

    def ask_before_unload(self) -> None:
        """https://html.spec.whatwg.org/#checking-if-unloading-is-canceled: nobody is there to be asked, so it never is."""
        if self.is_gone or self.is_asking_before_unload:
            return
        event = BeforeUnloadEvent("beforeunload")
        event.cancelable = True
        self.is_asking_before_unload = True
        fire_at_window(self.window, event)
        self.is_asking_before_unload = False
        for frame in list(self.frames.values()):
            frame.live.ask_before_unload()

    def unload(self) -> None:
        """https://html.spec.whatwg.org/#unload-a-document and #destroy-a-document"""
        if self.is_gone:
            return
        for frame in list(self.frames.values()):
            frame.destroy()
        if self.is_loaded and not self.navigable.has_initial_document:
            fire_at_window(self.window, page_transition("pagehide"), self.document)
            fire_at_window(self.window, Event("unload"), self.document)
        self.is_gone = True
        if self.parser is not None:
            self.parser.abort()
        if self.window.document is self.document:
            self.window.timers.clear_all()
        self.window.is_closed = self.navigable.is_gone
        self.host.discard(self)

    # Addresses.

    def base_url(self, document: Document) -> str:
        """https://html.spec.whatwg.org/#document-base-url"""
        fallback = document.url
        if fallback.startswith("about:") and self.navigable.parent is not None:
            fallback = self.navigable.parent.document.base_url()
        # https://html.spec.whatwg.org/#frozen-base-url: of the first base element with an href.
        for element in document.base_elements:
            href = element.content_attribute("href")
            if href is not None and element.is_connected:
                return parse_url(href, fallback) or fallback
        return fallback

    def scroll_to_the_fragment(self) -> None:
        """https://html.spec.whatwg.org/#scroll-to-the-fragment-identifier, as far as :target goes"""
        fragment = self.document.url.partition("#")[2]
        found = self.document.get_element_by_id(fragment) if fragment else None
        self.document.target_element = found

    def queue_hash_change(self, old: str, new: str) -> None:
        """The last step of https://html.spec.whatwg.org/#navigate-fragid"""
        event = HashChangeEvent("hashchange")
        event.old_url, event.new_url = old, new

        def fire() -> None:
            fire_at_window(self.window, event)

        self.host.loop.queue_task("DOM manipulation", fire, self, "hashchange event")

    def fire_pop_state(self, state: object) -> None:
        """https://html.spec.whatwg.org/#event-popstate"""
        event = PopStateEvent("popstate")
        event.state = state
        fire_at_window(self.window, event)

    # Frames: https://html.spec.whatwg.org/#the-iframe-element

    def frame_inserted(self, element: "Element") -> None:
        """https://html.spec.whatwg.org/#the-iframe-element:html-element-post-connection-steps"""
        from browser.frames import open_frame

        if not self.is_gone and element not in self.frames:
            open_frame(self, element)

    def frame_removed(self, element: "Element") -> None:
        """https://html.spec.whatwg.org/#the-iframe-element:html-element-removing-steps"""
        frame = self.frames.pop(element, None)
        if frame is not None:
            frame.destroy()
            self.collect_frames()

    def frame_attribute_changed(self, element: "Element", name: str) -> None:
        """https://html.spec.whatwg.org/#process-the-iframe-attributes"""
        from browser.frames import process_attributes

        frame = self.frames.get(element)
        if frame is not None:
            process_attributes(self, frame, False, name)

    def when_loaded(self, steps: Callable[[], None]) -> None:
        """See DocumentHost."""
        if self.is_loaded:
            steps()
        else:
            self.waiting_for_load.append(steps)

    def show_embedded(self, element: "Element", url: str, response: FetchResponse | None) -> None:
        """https://html.spec.whatwg.org/#the-object-element, of resources that are documents"""
        from browser.frames import show_embedded

        if not self.is_gone:
            show_embedded(self, element, url, response)

    def frame_changed(self, frame: "Navigable") -> None:
        """A frame has another document."""
        from browser.frames import show_in_container

        show_in_container(frame)
        self.collect_frames()

    def collect_frames(self) -> None:
        """https://html.spec.whatwg.org/#document-tree-child-navigables: windows by index, in tree order."""
        ordered = [self.frames[node] for node in inclusive_descendants(self.document) if node in self.frames]
        self.window.frame_windows = [frame.window for frame in ordered]


def page_transition(type_: str) -> PageTransitionEvent:
    """https://html.spec.whatwg.org/#fire-a-page-transition-event"""
    event = PageTransitionEvent(type_)
    event.bubbles = event.cancelable = True
    return event


def modified_time(header: str | None) -> float | None:
    """https://html.spec.whatwg.org/#dom-document-lastmodified, from the header Last-Modified"""
    if header is None:
        return None
    from email.utils import mktime_tz, parsedate_tz

    parsed = parsedate_tz(header[:100])
    return None if parsed is None else float(mktime_tz(parsed))


def dimension_of(element: Element, name: str, otherwise: int) -> int:
    """https://html.spec.whatwg.org/#dimension-attributes, as a size that does not depend on layout."""
    value = element.content_attribute(name)
    parsed = None if value is None or "%" in value else parse_integer(value)
    return otherwise if parsed is None or parsed < 0 else parsed


def is_xml_type(kind: str) -> bool:
    """https://mimesniff.spec.whatwg.org/#xml-mime-type"""
    return kind.endswith("+xml") or kind in ("application/xml", "text/xml")
