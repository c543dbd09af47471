"""https://html.spec.whatwg.org/#navigable: the place where documents follow each other, a page or a frame of one."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from browser.document_events import fire_simple
from browser.live_document import LiveDocument
from browser.loader import LoadUnderWay, shortened
from webapis.fetch.exchange import FetchRequest, FetchResponse
from webapis.html.elements.frames import NavigableContainer
from webapis.html.sandboxing import NAVIGATION, Sandbox
from webapis.html.window import Window
from webapis.idl.bindings import replace_window
from webapis.url.record import parse_url, serialized_origin

if TYPE_CHECKING:
    from browser.agent_host import AgentHost
    from browser.following import PlannedNavigation
    from webapis.dom.document import Document
    from webapis.dom.element import Element


# https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern
IMAGES: Final = (
    (b"BM", "image/bmp"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x00\x00\x01\x00", "image/x-icon"),
)


class HistoryEntry:
    """https://html.spec.whatwg.org/#session-history-entry"""

    __slots__ = ("document", "state", "text", "url")

    def __init__(self, url: str, document: LiveDocument | None) -> None:
        self.url = url
        self.document = document
        self.state: object = None
        self.text: str | None = None
        """The markup of a document that has no address to load it from again."""


class Navigable:
    """https://html.spec.whatwg.org/#navigable"""

    def __init__(
        self,
        host: "AgentHost",
        parent: "LiveDocument | None",
        container: "Element | None",
        opener: "Navigable | None" = None,
        popup_sandbox: Sandbox | None = None,
    ) -> None:
        self.host = host
        self.opener = opener
        """https://html.spec.whatwg.org/#opener-browsing-context"""
        self.popup_sandbox = popup_sandbox
        """https://html.spec.whatwg.org/#popup-sandboxing-flag-set"""
        self.is_auxiliary = False
        self.is_closing = False
        self.has_initial_document = False
        self.parent = parent
        self.container = container
        self.name = ""
        self.entries: list[HistoryEntry] = []
        self.index = -1
        self.load: LoadUnderWay | None = None
        self.planned: PlannedNavigation | None = None
        """What a form's submission has planned for it."""
        self.lazy_load: Callable[[], None] | None = None
        """https://html.spec.whatwg.org/#lazy-load-resumption-steps"""
        self.is_gone = False
        self.holds_parent = False
        # https://html.spec.whatwg.org/#creating-a-new-navigable: it begins with about:blank.
        self.source: Navigable | None = None
        """What wanted the navigation that is under way."""
        self.live = LiveDocument(self, "about:blank", "text/html")
        self.live.finish_at_once()
        self.has_initial_document = True

    @property
    def window(self) -> "Window":
        """https://html.spec.whatwg.org/#nav-window"""
        return self.live.window

    def window_for(self, document: "Document", sandbox: Sandbox) -> "Window":
        """https://html.spec.whatwg.org/#initialise-the-document-object, steps 3 and 4: a new one, but where the initial
        about:blank makes place for a document of the same origin."""
        if self.has_initial_document and "allow-same-origin" in sandbox.allowed:
            window = self.live.window
            same = document.url.startswith("about:") or serialized_origin(document.url) == window.origin
            if same and window.opaque_origin is None and not document.url.startswith("data:"):
                window.show(document)
                return window
        return Window(document)

    # Navigating.

    def navigate(
        self,
        url: str,
        replace: bool = False,
        request: FetchRequest | None = None,
        referrer: str = "",
        source: "Navigable | None" = None,
    ) -> None:
        """https://html.spec.whatwg.org/#navigate"""
        # 3. The sandbox of whoever wants it.
        if source is not None and not source.may_navigate(self):
            self.host.blocked("A navigation was blocked: the document that wanted it is sandboxed.")
            return
        # Nor while the document is asked whether it may be left.
        if self.is_gone or self.live.is_asking_before_unload:
            return
        # A newer one takes the place of what a form has planned.
        self.plan_to_navigate(None)
        # Fragments of the same document.
        current = self.live.document.url
        if request is None and "#" in url and url.partition("#")[0] == current.partition("#")[0]:
            self.navigate_to_a_fragment(url, replace)
            return
        # A newer navigation takes the place of one that is under way.
        self.stop_loading()
        if url.startswith("javascript:"):
            if self.has_initial_document:
                self.hold_parent()
            self.host.loop.queue_task(
                "DOM manipulation", lambda: self.run_javascript_url(url), self.live, "javascript:"
            )
            return
        self.live.ask_before_unload()
        if url.partition("?")[0].partition("#")[0] in ("about:blank", "about:srcdoc"):
            self.host.loop.queue_task(
                "navigation and traversal", lambda: self.commit_text(url, "", replace), self.live, "navigate"
            )
            return
        request = FetchRequest(url) if request is None else request
        request.mode = "navigate"
        request.destination = "document" if self.parent is None else "iframe"
        request.referrer = referrer_for(referrer, url)
        origin = self.host.source_line()
        self.hold_parent()
        known = request.referrer

        def commit(response: FetchResponse) -> None:
            self.commit(url, response, replace, known)

        self.load = self.host.loader.fetch(request, commit, None, origin)

    def may_navigate(self, target: "Navigable") -> bool:
        """https://html.spec.whatwg.org/#allowed-by-sandboxing-to-navigate"""
        allowed = self.live.sandbox.allowed
        if target is self or NAVIGATION in allowed:
            return True
        # 2. Its own frames.
        parent = target.parent
        while parent is not None:
            if parent.navigable is self:
                return True
            parent = parent.navigable.parent
        # 3-5. The top, and windows that it has opened.
        if target is self.top:
            return "allow-top-navigation" in allowed
        return target.parent is None and target.opener is self

    def plan_to_navigate(self, plan: "PlannedNavigation | None") -> None:
        """Nothing that was planned before comes about."""
        if self.planned is not None:
            self.planned.is_cancelled = True
        self.planned = plan

    def load_now(self) -> None:
        """What was put off while its document loaded, if anything."""
        steps, self.lazy_load = self.lazy_load, None
        if steps is not None and not self.is_gone:
            steps()

    def stop_loading(self) -> None:
        """https://html.spec.whatwg.org/#nav-stop"""
        if self.load is not None and not self.load.is_over:
            self.load.abort()
        self.load = None

    def hold_parent(self) -> None:
        """The load event of the parent waits for this."""
        if self.parent is not None and not self.holds_parent:
            self.holds_parent = True
            self.parent.delay_load()

    def release_parent(self) -> None:
        """It need not wait any more."""
        if self.parent is not None and self.holds_parent:
            self.holds_parent = False
            self.parent.release_load()

    def commit(self, url: str, response: FetchResponse, replace: bool, referrer: str = "") -> None:
        """https://html.spec.whatwg.org/#attempt-to-populate-the-history-entry's-document, once the response is here."""
        self.load = None
        if response.status in (204, 205):
            self.release_parent()
            return
        final = response.url or url
        if "#" in url and "#" not in final:
            final += "#" + url.partition("#")[2]
        if response.error is not None and self.parent is None and not self.is_auxiliary:
            self.host.navigation_failed(response.error)
        live = LiveDocument(self, final, content_type_of(response), response.header("content-security-policy"))
        live.document.referrer = referrer
        if response.error is not None and self.parent is not None:
            # https://html.spec.whatwg.org/#navigate-ua-inline: a page that tells of the error is of no site.
            live.window.opaque_origin = live
        self.replace_document(live, replace)
        live.load_response(response)

    def commit_text(self, url: str, text: str, replace: bool) -> None:
        """Show a document whose text is there: about:blank, srcdoc, what set_content gives."""
        self.stop_loading()
        live = LiveDocument(self, url, "text/html")
        self.replace_document(live, replace)
        self.entries[self.index].text = text
        live.load_text(text)

    def replace_document(self, live: LiveDocument, replace: bool) -> None:
        """https://html.spec.whatwg.org/#make-active"""
        self.live.unload()
        if live.window is not self.live.window:
            replace_window(self.live.window, live.window)
        for window in self.host.documents:
            if window.opener is self.live.window:
                window.opener = live.window
        # Unless a script has disowned it, or there was none.
        live.window.opener = self.live.window.opener
        self.live = live
        entry = HistoryEntry(live.document.url, live)
        # The document before the first navigation is no entry of its own.
        if (replace or self.has_initial_document) and self.entries:
            self.entries[self.index] = entry
        else:
            del self.entries[self.index + 1 :]
            self.entries.append(entry)
            self.index = len(self.entries) - 1
        self.has_initial_document = False
        if self.parent is not None:
            self.parent.frame_changed(self)

    def navigate_to_a_fragment(self, url: str, replace: bool) -> None:
        """https://html.spec.whatwg.org/#navigate-fragid"""
        old = self.live.document.url
        self.update_url(url, None, not replace)
        self.live.window.history.state = None
        self.live.scroll_to_the_fragment()
        if old != url:
            self.live.queue_hash_change(old, url)

    def update_url(self, url: str, state: object, push: bool) -> None:
        """https://html.spec.whatwg.org/#url-and-history-update-steps"""
        entry = HistoryEntry(url, self.live)
        entry.state = state
        if self.entries:
            entry.text = self.entries[self.index].text
        if push or not self.entries:
            del self.entries[self.index + 1 :]
            self.entries.append(entry)
            self.index = len(self.entries) - 1
        else:
            self.entries[self.index] = entry
        self.live.document.url = url

    def run_javascript_url(self, url: str) -> None:
        """https://html.spec.whatwg.org/#evaluate-a-javascript:-url"""
        from urllib.parse import unquote

        text = unquote(url.partition(":")[2])
        result = self.host.evaluate_javascript_url(self.live, text)
        # A form that was submitted meanwhile counts more than what the script gives.
        if self.planned is not None:
            self.release_parent()
            return
        if isinstance(result, str):
            self.commit_text(self.live.document.url, result, True)
            return
        # A frame that shows nothing else has loaded with that.
        if self.has_initial_document and self.container is not None and not self.is_gone:
            fire_simple(self.container, "load")
        self.release_parent()

    # Going back and forth.

    def reload(self) -> None:
        """https://html.spec.whatwg.org/#reload"""
        entry = self.entries[self.index] if self.entries else None
        url = self.live.document.url
        if entry is not None and entry.text is not None:
            text = entry.text
            self.host.loop.queue_task(
                "navigation and traversal", lambda: self.commit_text(url, text, True), None, "reload"
            )
            return
        self.stop_loading()
        request = FetchRequest(url.partition("#")[0])
        request.mode, request.destination = "navigate", "document"
        self.load = self.host.loader.fetch(request, lambda response: self.commit(url, response, True), None, "")

    def traverse(self, delta: int) -> None:
        """https://html.spec.whatwg.org/#traverse-the-history-by-a-delta"""
        self.host.loop.queue_task("navigation and traversal", lambda: self.go(delta), None, "traverse the history")

    def go(self, delta: int) -> None:
        """The task of traversing."""
        index = self.index + delta
        if not 0 <= index < len(self.entries) or delta == 0:
            return
        entry = self.entries[index]
        self.index = index
        if entry.document is self.live:
            # https://html.spec.whatwg.org/#updating-the-document
            old = self.live.document.url
            self.live.document.url = entry.url
            self.live.window.history.state = entry.state
            self.live.fire_pop_state(entry.state)
            if old.partition("#")[2] != entry.url.partition("#")[2]:
                self.live.queue_hash_change(old, entry.url)
            return
        if entry.text is not None:
            self.commit_text(entry.url, entry.text, True)
            return
        request = FetchRequest(entry.url)
        request.mode, request.destination = "navigate", "document"
        self.stop_loading()
        self.load = self.host.loader.fetch(request, lambda response: self.commit(entry.url, response, True), None, "")

    # Frames.

    def destroy(self) -> None:
        """https://html.spec.whatwg.org/#destroy-a-child-navigable"""
        self.is_gone = True
        self.stop_loading()
        self.live.unload()
        if isinstance(self.container, NavigableContainer):
            self.container.nested_document = None
        self.release_parent()

    def find(self, name: str) -> "Navigable | None":
        """https://html.spec.whatwg.org/#rules-for-choosing-a-navigable; None for one that would be new."""
        lower = name.lower()
        if lower in ("", "_self"):
            return self
        if lower == "_parent":
            return self.parent.navigable if self.parent is not None else self
        if lower in ("_top", "_unfencedtop"):
            return self.top
        return None if lower == "_blank" else self.top.find_named(name)

    @property
    def top(self) -> "Navigable":
        """https://html.spec.whatwg.org/#nav-traversable"""
        navigable = self
        while navigable.parent is not None:
            navigable = navigable.parent.navigable
        return navigable

    def find_named(self, name: str) -> "Navigable | None":
        """It or one of its frames."""
        if self.name == name or self.window.name == name:
            return self
        for frame in self.live.frames.values():
            found = frame.find_named(name)
            if found is not None:
                return found
        return None


def referrer_for(source: str, target: str) -> str:
    """https://w3c.github.io/webappsec-referrer-policy/#determine-requests-referrer, by the default policy"""
    origin = serialized_origin(source)
    if (
        origin == "null"
        or not source.startswith("http")
        or (source.startswith("https:") and target.startswith("http:"))
    ):
        return ""
    return source.partition("#")[0] if origin == serialized_origin(target) else origin + "/"


def content_type_of(response: FetchResponse) -> str:
    """The type of a document that the response becomes: https://mimesniff.spec.whatwg.org/ as far as pages go."""
    from webapis.fetch.mime import essence, is_xml

    if response.error is not None:
        return "text/html"
    kind = essence(response.header("content-type") or "")
    if kind == "text/html" or is_xml(kind):
        return kind
    if kind:
        return kind if kind.startswith(("text/", "image/", "audio/", "video/")) else "text/plain"
    for magic, image in IMAGES:
        if response.body.startswith(magic):
            return image
    start = response.body[:512].lstrip(b"\xef\xbb\xbf\t\n\f\r ").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<script", b"<!--", b"<div", b"<title")):
        return "text/html"
    return "text/xml" if start.startswith(b"<?xml") else "text/plain"


def address_of(url: str) -> str:
    """An address that a user gave, as a URL."""
    parsed = parse_url(url)
    if parsed is None:
        raise ValueError(f"{shortened(url)} is no address")
    return parsed
