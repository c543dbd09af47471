"""What runs one test in a fresh realm: the contract between this runner and an engine."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

Resolve = Callable[[str, str], str | None]
"""(specifier, path of the importing script or module) to the path of the module's file, or None."""


@dataclass
class Outcome:
    """How one test ended."""

    error: tuple[str, str, str] | None = None
    """(phase, error's constructor name, message) of the uncaught error. The phase is parse, resolution or runtime;
    empty where an engine behind a command line cannot tell."""
    printed: list[str] = field(default_factory=list)
    """What the test gave to `print`."""


class HostTimeout(Exception):
    """The engine was ended after the time limit."""


class HostCrash(Exception):
    """The engine died otherwise than by an uncaught JavaScript error."""


class OutcomeLike(Protocol):
    """An engine brings its own class of outcomes: it imports nothing from the tools."""

    @property
    def error(self) -> tuple[str, str, str] | None:
        """See Outcome.error."""
        ...

    @property
    def printed(self) -> list[str]:
        """See Outcome.printed."""
        ...


class Host(Protocol):
    """The engine's own implementation is `jsengine.test262_host.Host`."""

    def run(
        self,
        sources: list[tuple[str, str]],
        *,
        module: bool,
        is_async: bool,
        path: str,
        resolve: Resolve,
    ) -> OutcomeLike:
        """Makes a fresh realm with `print` and `$262`, and runs the (name, text) sources in it in order, the last as
        a module if `module` says so; then jobs (and, for `is_async`, timers and agents) until nothing is left or
        `print` was given a line that starts with `Test262:AsyncTest`. Stops at the first uncaught error. `path` is
        the test's own file: the base of its imports."""
        ...
