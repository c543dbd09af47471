"""Where a text that is no program goes wrong, as people want to see it: the place, the line and a caret."""

from jsengine.syntax.scopes import MODULE_GOAL, SCRIPT_GOAL, analyse
from jsengine.syntax.tree import SourceError, parse

LONGEST = 100
"""Characters of the line that are shown."""


def excerpt(path: str, text: str, module: bool = False) -> str | None:
    """Three lines about the first syntax error of a text; None if there is none."""
    try:
        analyse(parse(text, module), MODULE_GOAL if module else SCRIPT_GOAL)
    except SourceError as error:
        line, caret = shown(text, error.line, error.column)
        return f"{path}:{error.line}:{error.column}\n{line}\n{caret}"
    return None


def shown(text: str, line: int, column: int) -> tuple[str, str]:
    """The line, or the part of it around the column, and a caret below the column."""
    for end in ("\r\n", "\r", "\u2028", "\u2029"):
        text = text.replace(end, "\n")
    units = text.split("\n")[line - 1].encode("utf-16-le", "surrogatepass")
    first = max(0, column - 1 - LONGEST // 2)
    part = units[2 * first : 2 * (first + LONGEST)].decode("utf-16-le", "replace")
    before = units[2 * first : 2 * (column - 1)].decode("utf-16-le", "replace")
    return part, "".join("\t" if character == "\t" else " " for character in before) + "^"
