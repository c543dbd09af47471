"""How the build speaks: one line per step, errors whole."""

import sys


class BuildError(Exception):
    """A step failed; the message is the sentence shown last, after the tool's own output."""


quiet = False


def note(step: str, what: str) -> None:
    """Print one line about a step that has nothing to do."""
    if not quiet:
        say(step, what)


def say(step: str, what: str) -> None:
    """Print one line about a step."""
    print(f"[{step}] {what}", flush=True)


def show(output: str) -> None:
    """Pass on what a tool wrote (warnings and errors), whole."""
    if output:
        sys.stderr.write(output if output.endswith("\n") else output + "\n")
        sys.stderr.flush()
