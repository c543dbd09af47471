"""How large an image says it is, read from the head of its file: PNG, GIF, JPEG, WebP, BMP, ICO and SVG"""

import re
from typing import Final

SVG_ROOT: Final = re.compile(rb"<svg\b[^>]*>", re.DOTALL)
SVG_LENGTH: Final = rb"\s%s\s*=\s*[\"']\s*([0-9.]+)(?:px)?\s*[\"']"
START_OF_FRAME: Final = frozenset([0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF])

Size = tuple[int, int]


def image_size(data: bytes) -> Size | None:
    """Width and height in pixels; None for what is no image that is known here."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return big_pair(data, 16) if data[12:16] == b"IHDR" else None
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return (little(data, 6, 2), little(data, 8, 2)) if len(data) >= 10 else None
    if data.startswith(b"\xff\xd8\xff"):
        return jpeg_size(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return webp_size(data)
    if data.startswith(b"BM") and len(data) >= 26:
        # A negative height says that the rows go downwards.
        return little(data, 18, 4), abs(int.from_bytes(data[22:26], "little", signed=True))
    if data.startswith(b"\x00\x00\x01\x00") and len(data) >= 8:
        return data[6] or 256, data[7] or 256
    return svg_size(data)


def little(data: bytes, at: int, count: int) -> int:
    """A number, lowest byte first."""
    return int.from_bytes(data[at : at + count], "little")


def big_pair(data: bytes, at: int) -> Size | None:
    """Two numbers of four bytes, highest byte first."""
    if len(data) < at + 8:
        return None
    return int.from_bytes(data[at : at + 4], "big"), int.from_bytes(data[at + 4 : at + 8], "big")


def jpeg_size(data: bytes) -> Size | None:
    """From the first frame's header: marker by marker."""
    at = 2
    while at + 9 < len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker in START_OF_FRAME:
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        length = 0 if marker == 0xFF or 0xD0 <= marker <= 0xD9 else int.from_bytes(data[at + 2 : at + 4], "big")
        at += 1 if marker == 0xFF else 2 + length
    return None


def webp_size(data: bytes) -> Size | None:
    """Of the lossy, the lossless or the extended form."""
    if len(data) < 30:
        return None
    form = data[12:16]
    if form == b"VP8 ":
        return little(data, 26, 2) & 0x3FFF, little(data, 28, 2) & 0x3FFF
    if form == b"VP8L":
        bits = little(data, 21, 4)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return little(data, 24, 3) + 1, little(data, 27, 3) + 1


def svg_size(data: bytes) -> Size | None:
    """The lengths of the root element; without them, those of replaced elements."""
    root = SVG_ROOT.search(data[:65536])
    if root is None:
        return None
    lengths: list[int] = []
    for name, default in ((b"width", 300), (b"height", 150)):
        found = re.search(SVG_LENGTH % name, root[0])
        try:
            lengths.append(default if found is None else int(float(found[1])))
        except ValueError:
            lengths.append(default)
    return lengths[0], lengths[1]
