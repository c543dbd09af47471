"""Long texts and bytes in pieces, with polls between them: what CPython does to one cannot be interrupted."""

from collections.abc import Iterator
from io import BytesIO
from typing import Final

from jsengine._kernel import poll

PIECE: Final = 1 << 18


def pieces(text: str) -> Iterator[str]:
    """A DOMString in its order; no pair of surrogates is cut in two."""
    start = 0
    while start < len(text):
        end = start + PIECE
        if end < len(text) and 0xD800 <= ord(text[end - 1]) < 0xDC00:
            end += 1
        yield text[start:end]
        poll()
        start = end


def joined_bytes(parts: list[bytes]) -> bytes:
    """`b"".join(parts)`"""
    if sum([len(part) for part in parts]) <= PIECE:
        return b"".join(parts)
    joined = BytesIO()
    for part in parts:
        write_slice(joined, part, 0, len(part))
    return joined.getvalue()


def sliced_bytes(data: bytes, start: int, end: int) -> bytes:
    """`data[start:end]`, of places that are there"""
    if end - start <= PIECE or end - start == len(data):
        return data[start:end]
    sliced = BytesIO()
    write_slice(sliced, data, start, end)
    return sliced.getvalue()


def write_slice(target: BytesIO, data: bytes, start: int, end: int) -> None:
    """What both do."""
    for at in range(start, end, PIECE):
        poll()
        target.write(data[at : min(end, at + PIECE)])
