"""Long texts in pieces, with polls between them: what CPython does to a text cannot be interrupted."""

from collections.abc import Iterator
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
