"""An order of texts for localeCompare, near to the root collation of Unicode: see `compare`."""

import unicodedata
from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import Any

from jsengine._kernel import poll

PIECE = 4096
"""Characters between polls."""


def _decomposed(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = start + PIECE
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        yield from unicodedata.normalize("NFD", text[start:end])
        start = end
        poll()


def _letters(text: str) -> Iterator[tuple[int, str]]:
    for character in _decomposed(text):
        category = unicodedata.category(character)
        if category[0] != "M" and category != "Cc":
            # Blanks and punctuation, symbols, digits, letters: in this order.
            yield {"Z": 0, "P": 1, "S": 2, "N": 3}.get(category[0], 4), character.casefold()


def _accents(text: str) -> Iterator[str]:
    return (c for c in _decomposed(text) if unicodedata.category(c)[0] == "M")


def _cases(text: str) -> Iterator[bool]:
    return (not c.islower() for c in _decomposed(text) if c.isalpha())


def compare(a: str, b: str) -> int:
    """-1, 0 or 1: by letters without case and accents, then by accents, then lower case before upper case."""
    orders: tuple[Callable[[str], Iterator[Any]], ...] = (_letters, _accents, _cases)
    for parts in orders:
        for x, y in zip_longest(parts(a), parts(b)):
            if x != y:
                return -1 if x is None or (y is not None and x < y) else 1
    return 0
