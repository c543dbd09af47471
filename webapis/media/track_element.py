"""https://html.spec.whatwg.org/#the-track-element"""

from typing import TYPE_CHECKING, Final, cast

from webapis.fetch.exchange import FetchRequest
from webapis.html.elements.html_element import HTMLElement
from webapis.html.enumerated import ENUMERATED
from webapis.html.events import fire_event
from webapis.html.window import Window
from webapis.media.text_tracks import TextTrack
from webapis.media.webvtt import parse_webvtt

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.names import QualifiedName
    from webapis.dom.node import Node
    from webapis.fetch.exchange import Fetch, FetchResponse

NONE: Final = 0
LOADING: Final = 1
LOADED: Final = 2
ERROR: Final = 3


class HTMLTrackElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmltrackelement"""

    def __init__(self, node_document: "Document", names: "QualifiedName") -> None:
        super().__init__(node_document, names)
        self.ready_state = NONE
        self.own_track: TextTrack | None = None
        self.under_way: Fetch | None = None
        self.wanted_url: str | None = None
        """The URL whose file is loaded or loading; None while nothing is."""
        self.start_is_queued = False

    @property
    def track(self) -> TextTrack:
        """https://html.spec.whatwg.org/#dom-track-track"""
        if self.own_track is None:
            self.own_track = TextTrack("", "", "", self)
        return self.own_track

    def track_kind(self) -> str:
        """https://html.spec.whatwg.org/#dom-texttrack-kind of its track"""
        return ENUMERATED["HTMLTrackElement", "kind"].canonical(self.content_attribute("kind")) or "subtitles"

    def media_parent(self) -> "HTMLMediaElement | None":
        """The media element it is a child of."""
        parent = self.parent_node
        return parent if isinstance(parent, HTMLMediaElement) else None

    def inserted(self) -> None:
        super().inserted()
        media = self.media_parent()
        if media is not None and self.track.list is None:
            self.track.list = media.text_tracks
            media.text_tracks.queue_track_event("addtrack", self.track)
            media.queue_track_selection()
            self.start_track_processing()

    def removed(self, old_parent: "Node | None") -> None:
        super().removed(old_parent)
        if isinstance(old_parent, HTMLMediaElement):
            self.track.list = None
            old_parent.text_tracks.queue_track_event("removetrack", self.track)

    def attribute_changed(
        self, local_name: str, old_value: str | None, value: str | None, namespace: str | None
    ) -> None:
        super().attribute_changed(local_name, old_value, value, namespace)
        if local_name == "src" and namespace is None and value != old_value:
            self.forget_file()
            self.start_track_processing()

    def forget_file(self) -> None:
        """The file is not the one that is wanted any more."""
        self.ready_state = NONE
        self.wanted_url = None
        self.track.set_loaded_cues([])
        if self.under_way is not None:
            self.under_way.abort()
            self.under_way = None

    def start_track_processing(self) -> None:
        """https://html.spec.whatwg.org/#start-the-track-processing-model: once the script that wants it is through"""
        if self.start_is_queued or self.wanted_url is not None:
            return
        if self.track.mode == "disabled" or self.media_parent() is None:
            return
        self.start_is_queued = True
        self.node_document.agent.host.queue_microtask(self.load)

    def load(self) -> None:
        """The same, from its step 5 on."""
        self.start_is_queued = False
        media = self.media_parent()
        source = self.content_attribute("src")
        if media is None or self.track.mode == "disabled" or self.wanted_url is not None:
            return
        # 6-8. Loading, from where.
        self.ready_state = LOADING
        base = self.node_document.base_url()
        url = (self.node_document.agent.host.parse_url(source, base) if source else None) or ""
        self.wanted_url = url
        window = self.node_document.default_view
        # 9. Fetch it.
        if not url or not isinstance(window, Window):
            media.queue_media_task(lambda: self.finish(url, ERROR))
            return
        request = FetchRequest(url)
        request.destination = "track"
        crossorigin = media.content_attribute("crossorigin")
        request.mode = "same-origin" if crossorigin is None else "cors"
        if crossorigin is not None and crossorigin.lower() == "use-credentials":
            request.credentials = "include"
        request.origin = window.origin
        self.under_way = window.host.fetch(window, request, lambda response: self.answer(url, response))

    def answer(self, url: str, response: "FetchResponse") -> None:
        """The file has come: its cues are the track's."""
        if url != self.wanted_url:
            return
        self.under_way = None
        cues = None
        if response.type != "error" and 200 <= response.status < 300:
            cues = parse_webvtt(self.node_document, response.body)
        if cues is not None:
            self.track.set_loaded_cues(cues)
        self.finish(url, LOADED if cues is not None else ERROR)

    def finish(self, url: str, state: int) -> None:
        """https://html.spec.whatwg.org/#sourcing-out-of-band-text-tracks: tell how it ended."""
        if url != self.wanted_url:
            return
        self.ready_state = state
        fire_event(cast(HTMLElement, self), "load" if state == LOADED else "error")


from webapis.media.media_element import HTMLMediaElement
