"""The switches of the engine: one table, read from the command line and from WHIPSNAKE_* variables.

Plain classes and no imports: this is on the way of every `whipsnake run`.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False  # typing itself costs as much as a small script takes to run
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class CommandError(Exception):
    """A command cannot do what was asked; the message is one sentence for the user."""


class UsageError(CommandError):
    """The command was called wrongly; its help says more."""


class Switch:
    """One switch of a command: a flag, or a name with a value."""

    __slots__ = ("environment", "metavar", "name", "summary")

    def __init__(self, name: str, summary: str, metavar: str = "", environment: bool = False) -> None:
        self.name = name
        self.summary = summary
        self.metavar = metavar
        """What stands for the value in help; empty for a flag."""
        self.environment = environment
        """Whether a WHIPSNAKE_* variable says the same."""

    @property
    def variable(self) -> str:
        """The environment variable that says the same."""
        return "WHIPSNAKE_" + self.name.lstrip("-").upper().replace("-", "_")

    @property
    def usage(self) -> str:
        """The switch as written in help."""
        return f"{self.name} {self.metavar}".rstrip()


ENGINE_SWITCHES = (
    Switch("--jitless", "no machine code is made: the interpreter in C only", environment=True),
    Switch("--jit-threshold", "calls and loop turns before compiling; 0: at once", "N", environment=True),
    Switch("--no-optimizer", "leave out the optimising tier", environment=True),
    Switch("--time-limit", "end scripts after so much time", "SECONDS", environment=True),
    Switch("--memory-limit", "end scripts that hold more, such as 64MB", "SIZE", environment=True),
    Switch("--no-code-cache", "do not keep compiled scripts in the user's cache folder", environment=True),
    Switch("--trace", "print what happens, such as gc or python-calls", "WHAT", environment=True),
)


class Given:
    """What a command line gave: flags, values, and the words that are no switches."""

    __slots__ = ("operands", "values")

    def __init__(self) -> None:
        self.values: dict[str, list[str]] = {}
        self.operands: list[str] = []

    def flag(self, name: str) -> bool:
        """Whether a flag was given."""
        return name in self.values

    def all(self, name: str) -> list[str]:
        """Every value given for a switch."""
        return self.values.get(name, [])

    def last(self, name: str) -> str | None:
        """The value that counts, or None."""
        values = self.values.get(name)
        return values[-1] if values else None


def parse(words: Sequence[str], switches: Sequence[Switch], environ: Mapping[str, str] = os.environ) -> Given:
    """Sort the words of a command line; `--` ends the switches, `-` is an operand."""
    known = {switch.name: switch for switch in switches}
    given = Given()
    rest = iter(words)
    for word in rest:
        if word == "--":
            given.operands.extend(rest)
            break
        if not word.startswith("-") or word == "-":
            given.operands.append(word)
            continue
        name, equals, value = word.partition("=")
        switch = known.get(name)
        if switch is None:
            raise UsageError(f"there is no switch {name}")
        if not switch.metavar:
            if equals:
                raise UsageError(f"{name} takes no value")
        elif not equals:
            following = next(rest, None)
            if following is None:
                raise UsageError(f"{name} needs a value ({switch.metavar})")
            value = following
        given.values.setdefault(name, []).append(value)
    _add_environment(given, switches, environ)
    return given


def _add_environment(given: Given, switches: Sequence[Switch], environ: Mapping[str, str]) -> None:
    """What the environment says where the command line is silent."""
    for switch in switches:
        value = environ.get(switch.variable, "") if switch.environment else ""
        if value and switch.name not in given.values and (switch.metavar or value != "0"):
            given.values[switch.name] = [value]


class EngineOptions:
    """How an engine runs scripts."""

    __slots__ = ("code_cache", "jit_threshold", "jitless", "memory_limit", "optimizer", "time_limit", "trace")

    def __init__(
        self,
        *,
        jitless: bool = False,
        jit_threshold: int | None = None,
        optimizer: bool = True,
        time_limit: float | None = None,
        memory_limit: int | None = None,
        code_cache: bool = True,
        trace: tuple[str, ...] = (),
    ) -> None:
        self.jitless = jitless
        self.jit_threshold = jit_threshold
        """None: the engine's own choice; 0: everything is compiled before it runs, synchronously."""
        self.optimizer = optimizer
        self.time_limit = time_limit
        """In seconds."""
        self.memory_limit = memory_limit
        """In bytes."""
        self.code_cache = code_cache
        """Whether bytecode of scripts is kept between runs."""
        self.trace = trace

    @classmethod
    def of(cls, given: Given) -> EngineOptions:
        """The options that a command line gave."""
        threshold = given.last("--jit-threshold")
        seconds = given.last("--time-limit")
        size = given.last("--memory-limit")
        return cls(
            jitless=given.flag("--jitless"),
            jit_threshold=None if threshold is None else whole_number("--jit-threshold", threshold),
            optimizer=not given.flag("--no-optimizer"),
            time_limit=None if seconds is None else positive_number("--time-limit", seconds),
            memory_limit=None if size is None else byte_size("--memory-limit", size),
            code_cache=not given.flag("--no-code-cache"),
            trace=tuple(given.all("--trace")),
        )


def whole_number(name: str, text: str) -> int:
    """Read a count that is not negative."""
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        raise UsageError(f"{name} needs a whole number, not {text!r}")
    return int(text)


def positive_number(name: str, text: str) -> float:
    """Read a finite number above zero."""
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise UsageError(f"{name} needs a number above 0, not {text!r}")
    return number


BYTE_UNITS = {"GB": 1 << 30, "MB": 1 << 20, "KB": 1 << 10, "B": 1, "": 1}


def byte_size(name: str, text: str) -> int:
    """Read a size such as 64MB (of 1024 * 1024 bytes)."""
    digits = text.rstrip("BKMGbkmg")
    unit = BYTE_UNITS.get(text[len(digits) :].upper())
    if unit is None or not (digits.isascii() and digits.isdigit()) or len(digits) > 12 or int(digits) == 0:
        raise UsageError(f"{name} needs a size such as 64MB, not {text!r}")
    return int(digits) * unit
