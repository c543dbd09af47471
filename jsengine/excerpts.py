"""Lines of scripts for Python's tracebacks, which look for them in linecache."""

import linecache
import os

MOST_LINES = 100_000


class Excerpt(list[str]):
    """Those lines of a text that tracebacks have asked for; the others are empty."""


def note_line(file: str, number: int, text: str) -> None:
    """Remember a line, unless the file can be read or somebody else knows its text."""
    entry = linecache.cache.get(file)
    if entry is None:
        if os.path.exists(file):
            return
        lines = Excerpt()
        linecache.cache[file] = (0, None, lines, file)
    else:
        lines = entry[2] if len(entry) == 4 and isinstance(entry[2], Excerpt) else Excerpt()
    if number <= MOST_LINES:
        lines.extend([""] * (number - len(lines)))
        lines[number - 1] = text + "\n"
