"""Declarations as most people write them: so plain that where one ends is told without a tokenizer.

No strings, escapes, comments, blocks or URLs: then `;` and the first `:` are what they look like. What is not plain is
read by tinycss2 (syntax/reading.py), whose nodes of a block cost ten times as much.
"""

import re
from typing import Final

from jsengine._kernel import poll

_SIGNS: Final = r"[-a-zA-Z0-9_ .,#%+/\t\n]"
_VALUE: Final = re.compile(f"{_SIGNS}*+")
_DECLARATION: Final = re.compile(
    r"[ \t\n]*+"
    r"(?:(--[-a-zA-Z0-9_]*+|-?[a-zA-Z_][-a-zA-Z0-9_]*+)[ \t\n]*+:"
    rf"((?:{_SIGNS}|(?<![lL])\({_SIGNS}*+\))*+)"
    r"(![ \t\n]*+[iI][mM][pP][oO][rR][tT][aA][nN][tT][ \t\n]*+)?+)?+"
    r"(?:;|\Z)"
)
BLANKS: Final = " \t\n\r\f"


def is_plain(text: str) -> bool:
    """Whether a value has nothing in it that could nest, end it or be substituted."""
    return _VALUE.fullmatch(text) is not None


def plain_declarations(text: str) -> list[tuple[str, str, bool]] | None:
    """The names, values and importance in a block of plain declarations; None: it is none."""
    found: list[tuple[str, str, bool]] = []
    position = 0
    while position < len(text):
        poll()
        match = _DECLARATION.match(text, position)
        if match is None:
            return None
        name, value, important = match.groups()
        if name is not None:
            found.append((name, value.strip(BLANKS), important is not None))
        position = match.end()
    return found
