"""What a command tells of an exception that no script caught: the place, the line with a caret, the error as inspected."""

import re
import sys

from jsengine._kernel import Context, Handle, ScriptError, Terminated
from jsengine.syntax.excerpt import excerpt, shown

UNCAUGHT = 1
"""The exit status."""
OF_MODULES = (
    "SyntaxError: Cannot use import statement outside a module",
    "SyntaxError: Cannot use 'import.meta' outside a module",
    "SyntaxError: Unexpected token 'export'",
)
FRAME = re.compile(r"^ {4}at (?:.*? \()?(.+?):(\d+):(\d+)\)?$", re.MULTILINE)


class Text:
    """A source that was run: only of these is a line shown, whatever a script writes into a stack."""

    __slots__ = ("module", "text")

    def __init__(self, text: str, module: bool) -> None:
        self.text = text
        self.module = module


def report(context: Context, error: ScriptError, texts: dict[str, Text], rejected: bool = False) -> int:
    """Tell of it on the standard error; the exit status."""
    sys.stdout.flush()
    place = place_of(error, texts)
    if place:
        print(place, end="\n\n", file=sys.stderr)
    print(described(context, error, rejected), file=sys.stderr)
    if str(error) in OF_MODULES:
        print("\nFiles that import and export are modules: name them .mjs, or pass --module.", file=sys.stderr)
    return UNCAUGHT


def place_of(error: ScriptError, texts: dict[str, Text]) -> str:
    """File, line and column of the innermost frame in a known text, its line, a caret; empty: unknown."""
    if not isinstance(error.stack, str):
        return ""
    frames = FRAME.findall(error.stack)
    for path, line, column in frames:
        if path in texts:
            try:
                lines = shown(texts[path].text, int(line), int(column))
            except IndexError:  # the stack is whatever a script made it
                return ""
            return "\n".join((f"{path}:{line}:{column}", *lines))
    if frames:
        return ""
    # A text that is no program has no frames.
    places = (excerpt(path, source.text, source.module) for path, source in reversed(texts.items()))
    return next((place for place in places if place is not None), "")


def described(context: Context, error: ScriptError, rejected: bool = False) -> str:
    """`Name: message`, stack and further properties of errors; other values as the console shows them."""
    value = error.value
    text = str(error)  # says what None stands for
    if value is not None:
        try:
            text = context.inspect(value)
        except Terminated:
            pass
    if error.stack is None:
        return f"Uncaught (in promise) {text}" if rejected else f"Uncaught {text}"
    if isinstance(value, Handle) and text.startswith("[") and text.endswith("]"):  # without frames
        return text[1:-1]
    return text
