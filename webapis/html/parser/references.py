"""https://html.spec.whatwg.org/#character-reference-state and the states after it, over a text in one piece."""

from html.entities import html5
from typing import Final, final

from webapis.infra.ascii import split_surrogates

NAMED: Final[dict[str, str]] = {name: split_surrogates(characters) for name, characters in html5.items()}
LONGEST_NAME: Final = 32
# Names that also count without a semicolon are shorter.
LONGEST_BARE_NAME: Final = 6

# https://html.spec.whatwg.org/#numeric-character-reference-end-state
REPLACEMENTS: Final[dict[int, int]] = {
    0x80: 0x20AC,
    0x82: 0x201A,
    0x83: 0x0192,
    0x84: 0x201E,
    0x85: 0x2026,
    0x86: 0x2020,
    0x87: 0x2021,
    0x88: 0x02C6,
    0x89: 0x2030,
    0x8A: 0x0160,
    0x8B: 0x2039,
    0x8C: 0x0152,
    0x8E: 0x017D,
    0x91: 0x2018,
    0x92: 0x2019,
    0x93: 0x201C,
    0x94: 0x201D,
    0x95: 0x2022,
    0x96: 0x2013,
    0x97: 0x2014,
    0x98: 0x02DC,
    0x99: 0x2122,
    0x9A: 0x0161,
    0x9B: 0x203A,
    0x9C: 0x0153,
    0x9E: 0x017E,
    0x9F: 0x0178,
}
DECIMAL: Final = 10
HEXADECIMAL: Final = 16
LARGEST: Final = 0x110000


@final
class Reference:
    """What stands at an ampersand: the characters it means and how far it goes."""

    characters: str
    end: int
    errors: list[tuple[str, int]]
    """Codes and where."""

    def __init__(self, characters: str, end: int) -> None:
        self.characters = characters
        self.end = end
        self.errors = []

    def error(self, code: str, position: int) -> None:
        """A parse error."""
        self.errors.append((code, position))


def is_alphanumeric(code: int) -> bool:
    """https://infra.spec.whatwg.org/#ascii-alphanumeric"""
    return 0x61 <= code <= 0x7A or 0x41 <= code <= 0x5A or 0x30 <= code <= 0x39


def digit_value(code: int, base: int) -> int:
    """The value of a digit in base 10 or 16, or -1."""
    if 0x30 <= code <= 0x39:
        return code - 0x30
    if base == HEXADECIMAL:
        if 0x61 <= code <= 0x66:
            return code - 0x57
        if 0x41 <= code <= 0x46:
            return code - 0x37
    return -1


def match_reference(text: str, start: int, in_attribute: bool, is_end: bool) -> Reference | None:
    """The reference that starts at an ampersand; None when more text could change it, unless this is the end."""
    position = start + 1
    length = len(text)
    if position == length:
        return Reference("&", position) if is_end else None
    code = ord(text[position])
    if code == 0x23:  # #
        return match_numeric(text, start, is_end)
    if is_alphanumeric(code):
        return match_named(text, start, in_attribute, is_end)
    return Reference("&", position)


def match_named(text: str, start: int, in_attribute: bool, is_end: bool) -> Reference | None:
    """https://html.spec.whatwg.org/#named-character-reference-state"""
    length = len(text)
    first = start + 1
    limit = min(length, first + LONGEST_NAME)
    position = first
    while position < limit and is_alphanumeric(ord(text[position])):
        position += 1
    if position == length and not is_end:
        return None
    # The longest name there is: with its semicolon, or else a shorter one without.
    if position < length and ord(text[position]) == 0x3B:
        characters = NAMED.get(text[first : position + 1])
        if characters is not None:
            return Reference(characters, position + 1)
    for end in range(min(position, first + LONGEST_BARE_NAME), first + 1, -1):
        characters = NAMED.get(text[first:end])
        if characters is not None:
            return bare_reference(text, start, end, characters, in_attribute)
    return ambiguous_ampersand(text, start, position)


def bare_reference(text: str, start: int, end: int, characters: str, in_attribute: bool) -> Reference:
    """A name without a semicolon; in attributes it is left alone before "=" and alphanumerics, for historical reasons."""
    if in_attribute and end < len(text):
        code = ord(text[end])
        if code == 0x3D or is_alphanumeric(code):
            return Reference(text[start:end], end)
    reference = Reference(characters, end)
    reference.error("missing-semicolon-after-character-reference", end)
    return reference


def ambiguous_ampersand(text: str, start: int, position: int) -> Reference:
    """https://html.spec.whatwg.org/#ambiguous-ampersand-state"""
    while position < len(text) and is_alphanumeric(ord(text[position])):
        position += 1
    reference = Reference(text[start:position], position)
    if position < len(text) and ord(text[position]) == 0x3B:
        reference.error("unknown-named-character-reference", position)
    return reference


def match_numeric(text: str, start: int, is_end: bool) -> Reference | None:
    """https://html.spec.whatwg.org/#numeric-character-reference-state"""
    length = len(text)
    position = start + 2
    base = DECIMAL
    if position < length and ord(text[position]) | 0x20 == 0x78:  # x
        base = HEXADECIMAL
        position += 1
    first = position
    value = 0
    while position < length:
        digit = digit_value(ord(text[position]), base)
        if digit < 0:
            break
        value = min(value * base + digit, LARGEST)
        position += 1
    if position == length and not is_end:
        return None
    if position == first:
        reference = Reference(text[start:position], position)
        reference.error("absence-of-digits-in-numeric-character-reference", position)
        return reference
    missing = position == length or ord(text[position]) != 0x3B
    reference = Reference("", position if missing else position + 1)
    if missing:
        reference.error("missing-semicolon-after-character-reference", position)
    reference.characters = referred_character(value, reference)
    return reference


def shortened_numeric(text: str) -> str:
    """The same for the beginning of a long numeric reference that is not complete: hostile ones have millions of digits."""
    base = HEXADECIMAL if ord(text[2]) | 0x20 == 0x78 else DECIMAL
    value = 0
    for index in range(3 if base == HEXADECIMAL else 2, len(text)):
        value = min(value * base + digit_value(ord(text[index]), base), LARGEST)
    return text[:3] + f"{value:x}" if base == HEXADECIMAL else f"&#{value}"


def referred_character(value: int, reference: Reference) -> str:
    """https://html.spec.whatwg.org/#numeric-character-reference-end-state"""
    position = reference.end
    if value == 0:
        reference.error("null-character-reference", position)
        return "\ufffd"
    if value >= LARGEST:
        reference.error("character-reference-outside-unicode-range", position)
        return "\ufffd"
    if 0xD800 <= value <= 0xDFFF:
        reference.error("surrogate-character-reference", position)
        return "\ufffd"
    if 0xFDD0 <= value <= 0xFDEF or value & 0xFFFE == 0xFFFE:
        reference.error("noncharacter-character-reference", position)
    elif value == 0x0D or ((value < 0x20 or 0x7F <= value <= 0x9F) and value not in (0x09, 0x0A, 0x0C)):
        reference.error("control-character-reference", position)
        value = REPLACEMENTS.get(value, value)
    return split_surrogates(chr(value))


def decode_attribute(value: str) -> str:
    """The value of an attribute that stands between delimiters, with its references replaced."""
    parts: list[str] = []
    position = 0
    while True:
        ampersand = value.find("&", position)
        if ampersand < 0:
            parts.append(value[position:])
            return "".join(parts)
        parts.append(value[position:ampersand])
        reference = match_reference(value, ampersand, True, True)
        assert reference is not None
        parts.append(reference.characters)
        position = reference.end
