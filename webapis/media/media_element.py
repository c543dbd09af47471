"""https://html.spec.whatwg.org/#media-elements: what they do where no resource is of a type that can be played"""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, cast

from webapis.dom.dispatch import dispatch
from webapis.dom.node import ELEMENT_NODE
from webapis.dom.tree import as_element
from webapis.html.elements.html_element import HTMLElement
from webapis.html.elements.image import HTMLImageElement
from webapis.html.elements.image_source import is_picture
from webapis.html.events import fire_event
from webapis.html.window import Window
from webapis.idl.exceptions import dom_exception
from webapis.media.text_tracks import TextTrack, TextTrackList

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.dom.event import Event
    from webapis.dom.event_target import EventTarget
    from webapis.dom.names import QualifiedName
    from webapis.dom.node import Node
    from webapis.host import PromiseCapability

NETWORK_EMPTY: Final = 0
NETWORK_IDLE: Final = 1
NETWORK_LOADING: Final = 2
NETWORK_NO_SOURCE: Final = 3
SOURCE_NOT_SUPPORTED: Final = 4


class MediaError:
    """https://html.spec.whatwg.org/#mediaerror"""

    wrapper: object

    def __init__(self, code: int, message: str) -> None:
        self.wrapper = None
        self.code = code
        self.message = message


class TimeRanges:
    """https://html.spec.whatwg.org/#timeranges; there is never a range."""

    wrapper: object
    length: int

    def __init__(self) -> None:
        self.wrapper = None
        self.length = 0

    def start(self, index: int) -> float:
        """https://html.spec.whatwg.org/#dom-timeranges-start"""
        raise dom_exception("IndexSizeError", f"The index provided ({index}) is greater than the maximum bound (0).")

    def end(self, index: int) -> float:
        """https://html.spec.whatwg.org/#dom-timeranges-end"""
        return self.start(index)


class HTMLMediaElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlmediaelement"""

    def __init__(self, node_document: "Document", names: "QualifiedName") -> None:
        super().__init__(node_document, names)
        self.error: MediaError | None = None
        self.network_state = NETWORK_EMPTY
        self.ready_state = 0
        self.current_src = ""
        self.paused = True
        self.preserves_pitch = True
        self.default_playback_start_position = 0.0
        self.pending_play_promises: list[PromiseCapability] = []
        self.load_number = 0
        """Counts the runs of the load algorithm: what an earlier one queued does nothing."""
        self.own_text_tracks: TextTrackList | None = None
        self.selection_is_queued = False
        self._rates = [1.0, 1.0]  # the default, and the one in use
        self._volume = 1.0
        self._muted: bool | None = None

    # Tasks and events.

    def queue_media_task(self, steps: Callable[[], None]) -> None:
        """https://html.spec.whatwg.org/#queue-a-media-element-task-given-a-media-element-and-a-series-of-steps"""
        self.node_document.agent.host.queue_element_task("media element", self, steps)

    def queue_event(self, type: str) -> None:
        """A simple event as a task, unless the element loads something else by then."""
        number = self.load_number
        self.queue_media_task(lambda: self.fire_of_load(type, number))

    def fire_of_load(self, type: str, number: int) -> None:
        """The queued steps."""
        if number == self.load_number:
            fire_event(self, type)

    def fire_at(self, target: "EventTarget", event: "Event") -> None:
        """Fire an event at one of the objects that belong to the element."""
        event.is_trusted = True
        event.time_stamp = self.node_document.agent.host.now()
        dispatch(event, target)

    # Loading: https://html.spec.whatwg.org/#loading-the-media-resource

    def attribute_changed(
        self, local_name: str, old_value: str | None, value: str | None, namespace: str | None
    ) -> None:
        super().attribute_changed(local_name, old_value, value, namespace)
        if local_name == "src" and namespace is None and value is not None:
            self.load()

    def load(self) -> None:
        """https://html.spec.whatwg.org/#media-element-load-algorithm"""
        self.load_number += 1
        if self.network_state in (NETWORK_LOADING, NETWORK_IDLE):
            self.queue_event("abort")
        if self.network_state != NETWORK_EMPTY:
            self.queue_event("emptied")
            self.ready_state = 0
            if not self.paused:
                self.paused = True
                self.reject_play_promises("AbortError", "The play() request was interrupted by a new load request.")
        self.playback_rate = self.default_playback_rate
        self.error = None
        self.select_resource()

    def select_resource(self) -> None:
        """https://html.spec.whatwg.org/#concept-media-load-algorithm: on, once the script is through"""
        self.network_state = NETWORK_NO_SOURCE
        number = self.load_number
        self.node_document.agent.host.queue_microtask(lambda: self.continue_selection(number))

    def continue_selection(self, number: int) -> None:
        """The same, from its step 6 on."""
        if number != self.load_number:
            return
        sources = self.source_elements()
        source = self.content_attribute("src")
        if source is None and not sources:
            self.network_state = NETWORK_EMPTY
            return
        self.network_state = NETWORK_LOADING
        self.queue_event("loadstart")
        if source is not None:
            host = self.node_document.agent.host
            url = host.parse_url(source, self.node_document.base_url()) if source else None
            self.current_src = url or ""
            self.queue_media_task(lambda: self.fail_source(number))
            return
        self.try_source(sources[0], number)

    def fail_source(self, number: int) -> None:
        """https://html.spec.whatwg.org/#dedicated-media-source-failure-steps"""
        if number != self.load_number:
            return
        self.error = MediaError(SOURCE_NOT_SUPPORTED, "The media resource is not of a supported type.")
        self.network_state = NETWORK_NO_SOURCE
        fire_event(self, "error")
        self.reject_play_promises("NotSupportedError", "The element has no supported sources.")

    def try_source(self, candidate: "Element | None", number: int) -> None:
        """Mode children, from "process candidate" on: one that has an address is fetched, and cannot be played."""
        while candidate is not None:
            source = candidate.content_attribute("src")
            host = self.node_document.agent.host
            url = host.parse_url(source, self.node_document.base_url()) if source else None
            if url is not None and not candidate.content_attribute("type"):
                self.current_src = url
                self.queue_media_task(SourceFailure(self, candidate, number, True).run)
                return
            self.queue_media_task(SourceFailure(self, candidate, number, False).run)
            candidate = next_source(candidate)
        self.queue_media_task(lambda: self.wait_for_source(number))

    def wait_for_source(self, number: int) -> None:
        """Mode children, "waiting"."""
        if number == self.load_number:
            self.network_state = NETWORK_NO_SOURCE

    def source_elements(self) -> "list[Element]":
        """The children that name candidates."""
        return [as_element(node) for node in self.child_list() if is_html_named(node, "source")]

    def source_inserted(self) -> None:
        """https://html.spec.whatwg.org/#the-source-element:html-element-insertion-steps"""
        if self.content_attribute("src") is None and self.network_state == NETWORK_EMPTY:
            self.select_resource()

    def can_play_type(self, type: str) -> str:
        """https://html.spec.whatwg.org/#dom-navigator-canplaytype: nothing can be played."""
        return ""

    # Playing.

    def play(self) -> object:
        """https://html.spec.whatwg.org/#dom-media-play"""
        window = cast(Window, self.node_document.default_view)
        promise = window.host.new_promise(window)
        if self.error is not None and self.error.code == SOURCE_NOT_SUPPORTED:
            promise.reject(dom_exception("NotSupportedError", "The element has no supported sources."))
            return promise.promise
        self.pending_play_promises.append(promise)
        if self.network_state == NETWORK_EMPTY:
            self.select_resource()
        if self.paused:
            self.paused = False
            self.queue_event("play")
            self.queue_event("waiting")
        return promise.promise

    def pause(self) -> None:
        """https://html.spec.whatwg.org/#dom-media-pause"""
        if self.network_state == NETWORK_EMPTY:
            self.select_resource()
        if self.paused:
            return
        self.paused = True
        number = self.load_number
        self.queue_media_task(lambda: self.tell_paused(number))

    def tell_paused(self, number: int) -> None:
        """https://html.spec.whatwg.org/#internal-pause-steps, the queued ones"""
        if number == self.load_number:
            fire_event(self, "timeupdate")
            fire_event(self, "pause")
            self.reject_play_promises("AbortError", "The play() request was interrupted by a call to pause().")

    def reject_play_promises(self, name: str, message: str) -> None:
        """https://html.spec.whatwg.org/#reject-pending-play-promises"""
        promises, self.pending_play_promises = self.pending_play_promises, []
        for promise in promises:
            promise.reject(dom_exception(name, message))

    @property
    def buffered(self) -> TimeRanges:
        """https://html.spec.whatwg.org/#dom-media-buffered"""
        return TimeRanges()

    @property
    def played(self) -> TimeRanges:
        """https://html.spec.whatwg.org/#dom-media-played"""
        return TimeRanges()

    @property
    def seekable(self) -> TimeRanges:
        """https://html.spec.whatwg.org/#dom-media-seekable"""
        return TimeRanges()

    @property
    def seeking(self) -> bool:
        """https://html.spec.whatwg.org/#dom-media-seeking"""
        return False

    @property
    def ended(self) -> bool:
        """https://html.spec.whatwg.org/#dom-media-ended"""
        return False

    @property
    def duration(self) -> float:
        """https://html.spec.whatwg.org/#dom-media-duration"""
        return math.nan

    @property
    def current_time(self) -> float:
        """https://html.spec.whatwg.org/#dom-media-currenttime"""
        return self.default_playback_start_position

    @current_time.setter
    def current_time(self, value: float) -> None:
        self.default_playback_start_position = value

    @property
    def default_playback_rate(self) -> float:
        """https://html.spec.whatwg.org/#dom-media-defaultplaybackrate"""
        return self._rates[0]

    @default_playback_rate.setter
    def default_playback_rate(self, value: float) -> None:
        self.set_rate(0, value)

    @property
    def playback_rate(self) -> float:
        """https://html.spec.whatwg.org/#dom-media-playbackrate"""
        return self._rates[1]

    @playback_rate.setter
    def playback_rate(self, value: float) -> None:
        self.set_rate(1, value)

    def set_rate(self, which: int, value: float) -> None:
        """One of the two rates; ratechange follows."""
        if self._rates[which] != value:
            self._rates[which] = value
            self.queue_event("ratechange")

    @property
    def volume(self) -> float:
        """https://html.spec.whatwg.org/#dom-media-volume"""
        return self._volume

    @volume.setter
    def volume(self, value: float) -> None:
        if not 0 <= value <= 1:
            raise dom_exception("IndexSizeError", f"The volume provided ({value}) is outside the range [0, 1].")
        if value != self._volume:
            self._volume = value
            self.queue_event("volumechange")

    @property
    def muted(self) -> bool:
        """https://html.spec.whatwg.org/#dom-media-muted: as the attribute was when the element was made, until set."""
        return self._muted if self._muted is not None else self.content_attribute("muted") is not None

    @muted.setter
    def muted(self, value: bool) -> None:
        if value != self.muted:
            self.queue_event("volumechange")
        self._muted = value

    # Text tracks.

    @property
    def text_tracks(self) -> "TextTrackList":
        """https://html.spec.whatwg.org/#dom-media-texttracks"""
        if self.own_text_tracks is None:
            self.own_text_tracks = TextTrackList(self)
        return self.own_text_tracks

    def track_elements(self) -> "list[HTMLTrackElement]":
        """The children that are tracks."""
        return [node for node in self.child_list() if isinstance(node, HTMLTrackElement)]

    def add_text_track(self, kind: str, label: str = "", language: str = "") -> "TextTrack":
        """https://html.spec.whatwg.org/#dom-media-addtexttrack"""
        track = TextTrack(kind, label, language, None)
        track.list = self.text_tracks
        track.mode = "hidden"
        self.text_tracks.added.append(track)
        self.text_tracks.queue_track_event("addtrack", track)
        return track

    def queue_track_selection(self) -> None:
        """A track came: choose once all of this turn are there."""
        if not self.selection_is_queued:
            self.selection_is_queued = True
            self.queue_media_task(self.select_tracks)

    def select_tracks(self) -> None:
        """https://html.spec.whatwg.org/#honor-user-preferences-for-automatic-text-track-selection; users have none."""
        self.selection_is_queued = False
        elements = self.track_elements()
        for kinds in (("subtitles", "captions"), ("descriptions",), ("chapters",)):
            tracks = [element for element in elements if element.track_kind() in kinds]
            wanted = [one for one in tracks if one.content_attribute("default") is not None]
            if wanted and not any(one.track.mode == "showing" for one in tracks) and wanted[0].track.mode == "disabled":
                wanted[0].track.mode = "hidden" if kinds == ("chapters",) else "showing"
        for element in elements:
            if element.track_kind() == "metadata" and element.content_attribute("default") is not None:
                element.track.mode = "hidden" if element.track.mode == "disabled" else element.track.mode


class HTMLVideoElement(HTMLMediaElement):
    """https://html.spec.whatwg.org/#htmlvideoelement"""

    @property
    def video_width(self) -> int:
        """https://html.spec.whatwg.org/#dom-video-videowidth"""
        return 0

    @property
    def video_height(self) -> int:
        """https://html.spec.whatwg.org/#dom-video-videoheight"""
        return 0


class HTMLAudioElement(HTMLMediaElement):
    """https://html.spec.whatwg.org/#htmlaudioelement"""


class SourceFailure:
    """Mode children, "failed with elements": the candidate hears of it, and the next one may have its turn."""

    def __init__(self, media: HTMLMediaElement, candidate: "Element", number: int, goes_on: bool) -> None:
        self.media = media
        self.candidate = candidate
        self.number = number
        self.goes_on = goes_on

    def run(self) -> None:
        """The task."""
        if self.number != self.media.load_number:
            return
        fire_event(self.candidate, "error")
        if self.goes_on and self.number == self.media.load_number:
            is_there = self.candidate.parent_node is self.media
            self.media.try_source(next_source(self.candidate) if is_there else None, self.number)


def next_source(candidate: "Element") -> "Element | None":
    """The source element after it."""
    node = candidate.next_sibling
    while node is not None and not is_html_named(node, "source"):
        node = node.next_sibling
    return None if node is None else as_element(node)


IMAGE_ATTRIBUTES: Final = frozenset(["srcset", "sizes", "media", "type", "width", "height"])


class HTMLSourceElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlsourceelement"""

    def inserted(self) -> None:
        super().inserted()
        parent = self.parent_node
        if isinstance(parent, HTMLMediaElement):
            parent.source_inserted()
        elif parent is not None:
            update_images_after(parent, self)

    def removed(self, old_parent: "Node | None") -> None:
        super().removed(old_parent)
        if old_parent is not None:
            update_images_after(old_parent, None)

    def attribute_changed(
        self, local_name: str, old_value: str | None, value: str | None, namespace: str | None
    ) -> None:
        super().attribute_changed(local_name, old_value, value, namespace)
        # https://html.spec.whatwg.org/#relevant-mutations
        if namespace is None and local_name in IMAGE_ATTRIBUTES and value != old_value and self.parent_node is not None:
            update_images_after(self.parent_node, self)


def update_images_after(parent: "Node", source: "HTMLSourceElement | None") -> None:
    """Images of a picture whose sources before them have changed; of all sources where it is not known which."""
    if not is_picture(parent):
        return
    is_after = source is None
    for node in parent.child_list():
        if node is source:
            is_after = True
        elif is_after and isinstance(node, HTMLImageElement):
            node.update_image_data()


def is_html_named(node: "Node", name: str) -> bool:
    """Whether it is the HTML element of this name."""
    return node.node_type == ELEMENT_NODE and as_element(node).is_html_named(name)


from webapis.media.track_element import HTMLTrackElement
