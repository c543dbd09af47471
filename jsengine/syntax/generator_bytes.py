"""Sets of bytes and of characters: what a piece of the grammar can begin with, in UTF-8.

The character classes are those of the `regex` package, which parsimonious uses too: both parsers read the same
version of Unicode.
"""

from dataclasses import dataclass
from functools import cache

import regex

ALL_BYTES = frozenset(range(256))
EVERY_CHARACTER = "".join(map(chr, range(0x110000)))

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class CharacterClass:
    """The characters of one `[...]`, as ranges of code points, both ends included."""

    ranges: Ranges

    def ascii(self) -> frozenset[int]:
        return frozenset(c for low, high in self.ranges for c in range(low, min(high, 0x7F) + 1))

    def beyond_ascii(self) -> Ranges:
        return tuple((max(low, 0x80), high) for low, high in self.ranges if high >= 0x80)

    def first_bytes(self) -> frozenset[int]:
        return self.ascii() | frozenset(
            byte for low, high in self.beyond_ascii() for byte in range(lead_byte(low), lead_byte(high) + 1)
        )

    def whole_bytes(self) -> frozenset[int]:
        """Bytes that settle the matter: every character that begins with one of them is in the class."""
        return self.ascii() | frozenset(
            byte
            for byte in range(0xC2, 0xF5)
            if any(low <= first_of(byte) and last_of(byte) <= high for low, high in self.ranges)
        )


@dataclass(frozen=True)
class Repeat:
    """A class with its quantifier; maximum None is unbounded."""

    characters: CharacterClass
    minimum: int
    maximum: int | None


def lead_byte(code: int) -> int:
    return chr(code).encode("utf-8", "surrogatepass")[0]


def first_of(lead: int) -> int:
    """The least code point whose encoding begins with the byte."""
    if lead < 0xE0:
        return (lead & 0x1F) << 6
    if lead < 0xF0:
        return max((lead & 0x0F) << 12, 0x800)
    return max((lead & 0x07) << 18, 0x10000)


def last_of(lead: int) -> int:
    if lead < 0xE0:
        return (lead & 0x1F) << 6 | 0x3F
    if lead < 0xF0:
        return (lead & 0x0F) << 12 | 0xFFF
    return min((lead & 0x07) << 18 | 0x3FFFF, 0x10FFFF)


@cache
def character_class(pattern: str) -> CharacterClass:
    """The class written as `[...]`, found by matching it against every character there is."""
    runs = regex.finditer(f"(?:{pattern})+", EVERY_CHARACTER)
    return CharacterClass(tuple((run.start(), run.end() - 1) for run in runs))


ITEM = regex.compile(r"(\[(?:\\.|[^\]\\])+\])([*+?]?)")
BOUNDS: dict[str, tuple[int, int | None]] = {"": (1, 1), "?": (0, 1), "*": (0, None), "+": (1, None)}


@cache
def regex_items(pattern: str) -> tuple[Repeat, ...]:
    """A regular expression of the grammar: only classes and simple repeats, so that no backtracking is needed."""
    items: list[Repeat] = []
    position = 0
    while position < len(pattern):
        match = ITEM.match(pattern, position)
        if match is None:
            raise ValueError(f"only character classes with * + ? are compiled, not {pattern!r}")
        minimum, maximum = BOUNDS[match[2]]
        items.append(Repeat(character_class(match[1]), minimum, maximum))
        position = match.end()
    for item, following in zip(items, items[1:]):
        if item.minimum != item.maximum and item.characters.first_bytes() & following.characters.first_bytes():
            raise ValueError(f"{pattern!r} would need backtracking")
    return tuple(items)
