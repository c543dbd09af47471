"""https://html.spec.whatwg.org/#texttrackcue and https://w3c.github.io/webvtt/#the-vttcue-interface"""

import math
from typing import TYPE_CHECKING

from webapis.dom.event_target import EventTarget
from webapis.idl.exceptions import dom_exception

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.document_fragment import DocumentFragment
    from webapis.media.text_tracks import TextTrack


class TextTrackCue(EventTarget):
    """https://html.spec.whatwg.org/#texttrackcue"""

    def __init__(self, document: "Document", start_time: float, end_time: float) -> None:
        super().__init__()
        self.document = document
        self.track: TextTrack | None = None
        self.id = ""
        self._start_time = start_time
        self._end_time = end_time
        self.pause_on_exit = False
        self.place = 0
        """Among the cues of its track, in the order in which they came."""

    def report_exception(self, error: Exception) -> None:
        self.document.agent.report_exception(error)

    @property
    def start_time(self) -> float:
        """https://html.spec.whatwg.org/#dom-texttrackcue-starttime"""
        return self._start_time

    @start_time.setter
    def start_time(self, value: float) -> None:
        self._start_time = value
        if self.track is not None:
            self.track.sort_cues()

    @property
    def end_time(self) -> float:
        """https://html.spec.whatwg.org/#dom-texttrackcue-endtime"""
        return self._end_time

    @end_time.setter
    def end_time(self, value: float) -> None:
        check_end(value)
        self._end_time = value
        if self.track is not None:
            self.track.sort_cues()


class VTTCue(TextTrackCue):
    """https://w3c.github.io/webvtt/#the-vttcue-interface"""

    def __init__(self, document: "Document", start_time: float, end_time: float, text: str) -> None:
        check_end(end_time)
        super().__init__(document, start_time, end_time)
        self.text = text
        self.region: VTTRegion | None = None
        self.vertical = ""
        self.snap_to_lines = True
        self._line: float | str = "auto"
        self.line_align = "start"
        self._position: float | str = "auto"
        self.position_align = "auto"
        self._size = 100.0
        self.align = "center"

    @property
    def line(self) -> float | str:
        """https://w3c.github.io/webvtt/#dom-vttcue-line"""
        return self._line

    @line.setter
    def line(self, value: float | str) -> None:
        self._line = value

    @property
    def position(self) -> float | str:
        """https://w3c.github.io/webvtt/#dom-vttcue-position"""
        return self._position

    @position.setter
    def position(self, value: float | str) -> None:
        if not isinstance(value, str):
            check_percentage(value)
        self._position = value

    @property
    def size(self) -> float:
        """https://w3c.github.io/webvtt/#dom-vttcue-size"""
        return self._size

    @size.setter
    def size(self, value: float) -> None:
        check_percentage(value)
        self._size = value

    def get_cue_as_html(self) -> "DocumentFragment":
        """https://w3c.github.io/webvtt/#dom-vttcue-getcueashtml"""
        from webapis.media.cue_text import cue_fragment

        return cue_fragment(self.document, self.text)


class VTTRegion:
    """https://w3c.github.io/webvtt/#the-vttregion-interface"""

    wrapper: object

    def __init__(self) -> None:
        self.wrapper = None
        self.id = ""
        self.lines = 3
        self.scroll = ""
        self._percentages = {"width": 100.0, "anchor x": 0.0, "anchor y": 100.0, "viewport x": 0.0, "viewport y": 100.0}

    def set_percentage(self, name: str, value: float) -> None:
        """Set one that is checked."""
        check_percentage(value)
        self._percentages[name] = value

    @property
    def width(self) -> float:
        """https://w3c.github.io/webvtt/#dom-vttregion-width"""
        return self._percentages["width"]

    @width.setter
    def width(self, value: float) -> None:
        self.set_percentage("width", value)

    @property
    def region_anchor_x(self) -> float:
        """https://w3c.github.io/webvtt/#dom-vttregion-regionanchorx"""
        return self._percentages["anchor x"]

    @region_anchor_x.setter
    def region_anchor_x(self, value: float) -> None:
        self.set_percentage("anchor x", value)

    @property
    def region_anchor_y(self) -> float:
        """https://w3c.github.io/webvtt/#dom-vttregion-regionanchory"""
        return self._percentages["anchor y"]

    @region_anchor_y.setter
    def region_anchor_y(self, value: float) -> None:
        self.set_percentage("anchor y", value)

    @property
    def viewport_anchor_x(self) -> float:
        """https://w3c.github.io/webvtt/#dom-vttregion-viewportanchorx"""
        return self._percentages["viewport x"]

    @viewport_anchor_x.setter
    def viewport_anchor_x(self, value: float) -> None:
        self.set_percentage("viewport x", value)

    @property
    def viewport_anchor_y(self) -> float:
        """https://w3c.github.io/webvtt/#dom-vttregion-viewportanchory"""
        return self._percentages["viewport y"]

    @viewport_anchor_y.setter
    def viewport_anchor_y(self, value: float) -> None:
        self.set_percentage("viewport y", value)


def check_percentage(value: float) -> None:
    """From 0 to 100."""
    if not 0 <= value <= 100:
        raise dom_exception("IndexSizeError", f"The value provided ({value}) is outside the range [0, 100].")


def check_end(value: float) -> None:
    """https://html.spec.whatwg.org/#dom-texttrackcue-endtime: an end may be infinite, in one direction."""
    if math.isnan(value) or value == -math.inf:
        from webapis.idl.exceptions import type_error

        raise type_error("The provided end time is non-finite.")
