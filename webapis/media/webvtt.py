"""Files of cues: https://w3c.github.io/webvtt/#file-parsing"""

import re
from typing import TYPE_CHECKING, Final

from jsengine._kernel import poll
from webapis.media.cues import VTTCue, VTTRegion

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.media.cues import TextTrackCue

MOST_DIGITS: Final = 9
"""Of a region's lines."""
BLANKS: Final = " \t\n\f\r"
TIMESTAMP: Final = r"(?:(\d+):)?(\d{2}):(\d{2})\.(\d{3})"
TIMINGS: Final = re.compile(
    rf"[{BLANKS}]*{TIMESTAMP}[{BLANKS}]*-->[{BLANKS}]*{TIMESTAMP}(?!\d)(.*)", re.ASCII | re.DOTALL
)
PERCENTAGE: Final = re.compile(r"(\d+(?:\.\d+)?)%", re.ASCII)
LINE_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
PAIR: Final = re.compile(r"(\d+(?:\.\d+)?)%,(\d+(?:\.\d+)?)%", re.ASCII)


def parse_webvtt(document: "Document", data: bytes) -> "list[TextTrackCue] | None":
    """https://w3c.github.io/webvtt/#webvtt-parser-algorithm; None if it is no such file."""
    # 1-3. Decoded, with line feeds only.
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    text = text.replace("\0", "\ufffd").replace("\r\n", "\n").replace("\r", "\n")
    # 4-9. The signature.
    if not text.startswith("WEBVTT") or text[6:7] not in ("", " ", "\t", "\n"):
        return None
    lines = text.split("\n")
    if lines and lines[-1] == "":
        lines.pop()  # what ends with a line break has no line after it
    # 10-14. The header, then block after block.
    blocks = Blocks(document, lines)
    if len(lines) > 1 and lines[1] != "":
        blocks.at = 1
        blocks.collect(True)
    else:
        blocks.at = 2
    while blocks.at < len(lines):
        if lines[blocks.at] == "":
            poll()
            blocks.at += 1
        else:
            blocks.collect(False)
    return blocks.cues


class Blocks:
    """The blocks of one file."""

    def __init__(self, document: "Document", lines: list[str]) -> None:
        self.document = document
        self.lines = lines
        self.at = 0
        self.cues: list[TextTrackCue] = []
        self.regions: dict[str, VTTRegion] = {}

    def collect(self, in_header: bool) -> None:
        """https://w3c.github.io/webvtt/#collect-a-webvtt-block"""
        buffer: list[str] = []
        cue: VTTCue | None = None
        region: VTTRegion | None = None
        count = 0
        seen_arrow = False
        while self.at < len(self.lines):
            poll()
            line = self.lines[self.at]
            count += 1
            if "-->" in line:
                # Timings stand in the first line, or in the second after an identifier; others begin a new block.
                if in_header or not (count == 1 or (count == 2 and not seen_arrow)):
                    break
                seen_arrow = True
                cue = self.cue_of(line, "\n".join(buffer))
                buffer = []
            elif line == "":
                break
            else:
                if not in_header and count == 2 and cue is None and buffer and buffer[0].rstrip(BLANKS) == "REGION":
                    region, buffer = VTTRegion(), []
                buffer.append(line)
            self.at += 1
        if cue is not None:
            cue.text = "\n".join(buffer)
            self.cues.append(cue)
        elif region is not None:
            read_region_settings(region, " ".join(buffer))
            self.regions[region.id] = region

    def cue_of(self, line: str, identifier: str) -> VTTCue | None:
        """https://w3c.github.io/webvtt/#collect-webvtt-cue-timings-and-settings"""
        match = TIMINGS.fullmatch(line)
        if match is None:
            return None
        start, end = seconds_of(match.group(1, 2, 3, 4)), seconds_of(match.group(5, 6, 7, 8))
        if start is None or end is None:
            return None
        cue = VTTCue(self.document, start, end, "")
        cue.id = identifier
        read_cue_settings(cue, match[9], self.regions)
        return cue


def seconds_of(parts: "tuple[str | None, ...]") -> float | None:
    """https://w3c.github.io/webvtt/#collect-a-webvtt-timestamp"""
    # Floats: hours may have any number of digits.
    hours, minutes, seconds, thousandths = (float(part or 0) for part in parts)
    if minutes > 59 or seconds > 59:
        return None
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000


def percentage(text: str) -> float | None:
    """https://w3c.github.io/webvtt/#parse-a-percentage-string"""
    match = PERCENTAGE.fullmatch(text)
    number = float(match[1]) if match is not None else -1.0
    return number if 0 <= number <= 100 else None


def settings_of(text: str) -> list[tuple[str, str]]:
    """Names and values; a setting without either is none."""
    found: list[tuple[str, str]] = []
    for part in re.split(f"[{BLANKS}]+", text):
        name, colon, value = part.partition(":")
        if name and colon and value:
            found.append((name, value))
    return found


def read_cue_settings(cue: VTTCue, text: str, regions: dict[str, VTTRegion]) -> None:
    """https://w3c.github.io/webvtt/#parse-the-webvtt-cue-settings"""
    for name, value in settings_of(text):
        if name == "region":
            cue.region = regions.get(value)
        elif name == "vertical":
            cue.vertical = value if value in ("rl", "lr") else cue.vertical
        elif name == "line":
            read_line(cue, value)
        elif name == "position":
            read_position(cue, value)
        elif name == "size":
            size = percentage(value)
            cue.size = cue.size if size is None else size
        elif name == "align" and value in ("start", "center", "end", "left", "right"):
            cue.align = value
    if cue.line != "auto" or cue.size != 100 or cue.vertical:
        cue.region = None


def read_line(cue: VTTCue, value: str) -> None:
    """The setting of a line: a number of it, or a percentage, and an alignment."""
    place, comma, align = value.partition(",")
    if comma and align not in ("start", "center", "end"):
        return
    if place.endswith("%"):
        number = percentage(place)
        if number is None:
            return
        cue.line, cue.snap_to_lines = number, False
    elif LINE_NUMBER.fullmatch(place):
        cue.line, cue.snap_to_lines = float(place), True
    else:
        return
    if comma:
        cue.line_align = align


def read_position(cue: VTTCue, value: str) -> None:
    """The setting of a position: a percentage and an alignment."""
    place, comma, align = value.partition(",")
    number = percentage(place)
    if number is None or (comma and align not in ("line-left", "center", "line-right")):
        return
    cue.position = number
    if comma:
        cue.position_align = align


def read_region_settings(region: VTTRegion, text: str) -> None:
    """https://w3c.github.io/webvtt/#collect-webvtt-region-settings"""
    for name, value in settings_of(text):
        number = percentage(value)
        pair = PAIR.fullmatch(value)
        if name == "id":
            region.id = value
        elif name == "width" and number is not None:
            region.width = number
        elif name == "lines" and value.isascii() and value.isdigit() and len(value) <= MOST_DIGITS:
            region.lines = int(value)
        elif name == "scroll" and value == "up":
            region.scroll = value
        elif pair is not None and float(pair[1]) <= 100 and float(pair[2]) <= 100:
            if name == "regionanchor":
                region.region_anchor_x, region.region_anchor_y = float(pair[1]), float(pair[2])
            elif name == "viewportanchor":
                region.viewport_anchor_x, region.viewport_anchor_y = float(pair[1]), float(pair[2])
