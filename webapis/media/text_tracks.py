"""https://html.spec.whatwg.org/#text-track-api"""

from typing import TYPE_CHECKING

from webapis.dom.event import Event, EventInit
from webapis.dom.event_target import EventTarget
from webapis.idl.exceptions import dom_exception

if TYPE_CHECKING:
    from webapis.media.cues import TextTrackCue
    from webapis.media.media_element import HTMLMediaElement
    from webapis.media.track_element import HTMLTrackElement


class TrackEventInit(EventInit):
    """https://html.spec.whatwg.org/#trackeventinit"""

    track: "TextTrack | None" = None


class TrackEvent(Event):
    """https://html.spec.whatwg.org/#trackevent"""

    track: "TextTrack | None"

    def __init__(self, type: str, event_init: TrackEventInit | None = None) -> None:
        super().__init__(type, event_init)
        self.track = None if event_init is None else event_init.track


class TextTrackCueList:
    """https://html.spec.whatwg.org/#texttrackcuelist"""

    wrapper: object

    def __init__(self) -> None:
        self.wrapper = None
        self.cues: list[TextTrackCue] = []

    @property
    def length(self) -> int:
        """https://html.spec.whatwg.org/#dom-texttrackcuelist-length"""
        return len(self.cues)

    def item(self, index: int) -> "TextTrackCue | None":
        """https://html.spec.whatwg.org/#dom-texttrackcuelist-item"""
        return self.cues[index] if index < len(self.cues) else None

    def get_cue_by_id(self, id: str) -> "TextTrackCue | None":
        """https://html.spec.whatwg.org/#dom-texttrackcuelist-getcuebyid"""
        return next((cue for cue in self.cues if id and cue.id == id), None)


class TextTrack(EventTarget):
    """https://html.spec.whatwg.org/#texttrack, of a media element or a track element"""

    def __init__(self, kind: str, label: str, language: str, owner: "HTMLTrackElement | None") -> None:
        super().__init__()
        self._kind = kind
        self._label = label
        self._language = language
        self.owner = owner
        self.list: TextTrackList | None = None
        self._mode = "disabled"
        self.all_cues = TextTrackCueList()
        self.cue_count = 0
        # None of them is ever active: nothing plays.
        self.no_cues = TextTrackCueList()

    def report_exception(self, error: Exception) -> None:
        if self.list is not None:
            self.list.report_exception(error)
        elif self.owner is not None:
            self.owner.report_exception(error)

    @property
    def kind(self) -> str:
        """https://html.spec.whatwg.org/#dom-texttrack-kind"""
        return self._kind if self.owner is None else self.owner.track_kind()

    @property
    def label(self) -> str:
        """https://html.spec.whatwg.org/#dom-texttrack-label"""
        return self._label if self.owner is None else self.owner.content_attribute("label") or ""

    @property
    def language(self) -> str:
        """https://html.spec.whatwg.org/#dom-texttrack-language"""
        return self._language if self.owner is None else self.owner.content_attribute("srclang") or ""

    @property
    def id(self) -> str:
        """https://html.spec.whatwg.org/#dom-texttrack-id"""
        return "" if self.owner is None else self.owner.id

    @property
    def mode(self) -> str:
        """https://html.spec.whatwg.org/#dom-texttrack-mode"""
        return self._mode

    @mode.setter
    def mode(self, value: str) -> None:
        if value == self._mode:
            return
        self._mode = value
        if self.list is not None:
            self.list.queue_change()
        if value != "disabled" and self.owner is not None:
            self.owner.start_track_processing()

    @property
    def cues(self) -> TextTrackCueList | None:
        """https://html.spec.whatwg.org/#dom-texttrack-cues"""
        return None if self._mode == "disabled" else self.all_cues

    @property
    def active_cues(self) -> TextTrackCueList | None:
        """https://html.spec.whatwg.org/#dom-texttrack-activecues"""
        return None if self._mode == "disabled" else self.no_cues

    def add_cue(self, cue: "TextTrackCue") -> None:
        """https://html.spec.whatwg.org/#dom-texttrack-addcue"""
        if cue.track is not None:
            cue.track.remove_cue(cue)
        cue.track = self
        cue.place = self.cue_count
        self.cue_count += 1
        self.all_cues.cues.append(cue)
        self.sort_cues()

    def remove_cue(self, cue: "TextTrackCue") -> None:
        """https://html.spec.whatwg.org/#dom-texttrack-removecue"""
        if cue.track is not self:
            raise dom_exception("NotFoundError", "The cue is not in this track.")
        self.all_cues.cues.remove(cue)
        cue.track = None

    def sort_cues(self) -> None:
        """https://html.spec.whatwg.org/#text-track-cue-order"""
        self.all_cues.cues.sort(key=lambda cue: (cue.start_time, -cue.end_time, cue.place))

    def set_loaded_cues(self, cues: "list[TextTrackCue]") -> None:
        """What a file has; cues of an earlier one go."""
        for cue in self.all_cues.cues:
            cue.track = None
        self.all_cues.cues.clear()
        for place, cue in enumerate(cues):
            cue.track = self
            cue.place = place
        self.cue_count = len(cues)
        self.all_cues.cues.extend(cues)
        self.sort_cues()


class TextTrackList(EventTarget):
    """https://html.spec.whatwg.org/#texttracklist"""

    def __init__(self, media: "HTMLMediaElement") -> None:
        super().__init__()
        self.media = media
        self.added: list[TextTrack] = []
        self.change_is_queued = False

    def report_exception(self, error: Exception) -> None:
        self.media.report_exception(error)

    def tracks(self) -> list[TextTrack]:
        """Those of the track elements in tree order, then those that were added."""
        return [element.track for element in self.media.track_elements()] + self.added

    @property
    def length(self) -> int:
        """https://html.spec.whatwg.org/#dom-texttracklist-length"""
        return len(self.tracks())

    def item(self, index: int) -> TextTrack | None:
        """https://html.spec.whatwg.org/#dom-texttracklist-item"""
        tracks = self.tracks()
        return tracks[index] if index < len(tracks) else None

    def get_track_by_id(self, id: str) -> TextTrack | None:
        """https://html.spec.whatwg.org/#dom-texttracklist-gettrackbyid"""
        return next((track for track in self.tracks() if track.id == id), None)

    def queue_change(self) -> None:
        """A mode changed: several changes make one event."""
        if not self.change_is_queued:
            self.change_is_queued = True
            self.media.queue_media_task(self.fire_change)

    def fire_change(self) -> None:
        """The queued steps."""
        self.change_is_queued = False
        self.media.fire_at(self, Event("change"))

    def queue_track_event(self, type: str, track: TextTrack) -> None:
        """addtrack and removetrack."""
        init = TrackEventInit()
        init.track = track
        self.media.queue_media_task(lambda: self.media.fire_at(self, TrackEvent(type, init)))
