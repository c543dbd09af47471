"""What pages said: console messages and uncaught errors, in order."""

from collections.abc import Callable
from typing import NamedTuple


class ConsoleMessage(NamedTuple):
    """One line of the console."""

    level: str
    """log, info, debug, warn, error, trace and so on: the console's method; "blocked" for what a grant would allow."""
    text: str
    location: str = ""
    """File, line and column of the script."""


class PageError(Exception):
    """An exception that no script caught."""

    def __init__(self, message: str, stack: str | None, location: str = "", in_promise: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.stack = stack
        self.location = location
        self.in_promise = in_promise

    def report(self) -> str:
        """As the command line shows it."""
        prefix = "Uncaught (in promise) " if self.in_promise else "Uncaught "
        told = self.message
        if self.stack:
            told = self.stack if self.stack.startswith(self.message) else f"{self.message}\n{self.stack}"
        if self.location and "\n    at " not in told:
            # A text that is no program, or a value that is no error.
            told += f"\n    at {self.location}"
        return prefix + told


class Journal:
    """Keeps what was said, and passes it on as it comes."""

    def __init__(self) -> None:
        self.messages: list[ConsoleMessage] = []
        self.errors: list[PageError] = []
        self.on_message: Callable[[ConsoleMessage], None] | None = None
        self.on_error: Callable[[PageError], None] | None = None

    def say(self, message: ConsoleMessage) -> None:
        """A line of the console."""
        self.messages.append(message)
        if self.on_message is not None:
            self.on_message(message)

    def fail(self, error: PageError) -> None:
        """An uncaught error."""
        self.errors.append(error)
        if self.on_error is not None:
            self.on_error(error)
