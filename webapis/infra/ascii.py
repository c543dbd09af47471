"""ASCII operations on DOMStrings: Python's own case and blank rules are Unicode's, which the standards do not mean."""

import re
from typing import Final

from jsengine._kernel import poll
from webapis.infra.pieces import PIECE, pieces

WHITESPACE: Final = "\t\n\f\r "

ASTRAL: Final = re.compile("[\U00010000-\U0010ffff]")
_LOWER: Final[dict[int, int]] = {code: code + 32 for code in range(0x41, 0x5B)}
_UPPER: Final[dict[int, int]] = {code: code - 32 for code in range(0x61, 0x7B)}


def ascii_lowercase(text: str) -> str:
    """https://infra.spec.whatwg.org/#ascii-lowercase"""
    return text.lower() if text.isascii() else text.translate(_LOWER)


def ascii_uppercase(text: str) -> str:
    """https://infra.spec.whatwg.org/#ascii-uppercase"""
    return text.upper() if text.isascii() else text.translate(_UPPER)


def has_ascii_uppercase(text: str) -> bool:
    """Whether ASCII-lowercasing would change the text."""
    return any("A" <= character <= "Z" for character in text)


def strip_whitespace(text: str) -> str:
    """https://infra.spec.whatwg.org/#strip-leading-and-trailing-ascii-whitespace"""
    return text.strip(WHITESPACE)


def split_on_whitespace(text: str) -> list[str]:
    """https://infra.spec.whatwg.org/#split-on-ascii-whitespace"""
    if text.isascii() and "\v" not in text and not _has_separator_control(text):
        return text.split()  # the same blanks, in C
    tokens: list[str] = []
    start = -1
    for index, character in enumerate(text):
        if character in WHITESPACE:
            if start >= 0:
                tokens.append(text[start:index])
                start = -1
        elif start < 0:
            start = index
    if start >= 0:
        tokens.append(text[start:])
    return tokens


def _has_separator_control(text: str) -> bool:
    """U+001C to U+001F are blanks to Python only."""
    return "\x1c" in text or "\x1d" in text or "\x1e" in text or "\x1f" in text


def ordered_set(text: str) -> list[str]:
    """https://dom.spec.whatwg.org/#concept-ordered-set-parser"""
    if len(text) <= PIECE:
        return list(dict.fromkeys(split_on_whitespace(text)))
    found: dict[str, None] = {}
    start = 0
    while start < len(text):
        poll()
        # A piece ends with a token.
        end = min(start + PIECE, len(text))
        while end < len(text) and text[end] not in WHITESPACE:
            end += 1
        found.update(dict.fromkeys(split_on_whitespace(text[start:end])))
        start = end
    return list(found)


def join_surrogates(text: str) -> str:
    """The Unicode text of a DOMString: pairs joined, lone surrogates replaced (USVString)."""
    if text.isascii():
        return text
    return "".join([joined(piece) for piece in pieces(text)]) if len(text) > PIECE else joined(text)


def joined(text: str) -> str:
    """The same at once."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def split_surrogates(text: str) -> str:
    """The DOMString of a Unicode text: one item per UTF-16 code unit."""
    if text.isascii():
        return text
    return "".join([split(piece) for piece in pieces(text)]) if len(text) > PIECE else split(text)


def split(text: str) -> str:
    """The same at once."""
    if ASTRAL.search(text) is None:
        return text
    units: list[str] = []
    for character in text:
        code = ord(character)
        if code > 0xFFFF:
            code -= 0x10000
            units.append(chr(0xD800 | code >> 10))
            units.append(chr(0xDC00 | code & 0x3FF))
        else:
            units.append(character)
    return "".join(units)
