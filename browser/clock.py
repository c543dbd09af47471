"""The clocks that an event loop can run by: the real one, and a virtual one that only moves when nothing is left to do.

Times are milliseconds since the clock's start; `wall` is milliseconds since 1970.
"""

import time
from typing import Final, Protocol

EPOCH: Final = 1_767_225_600_000.0
"""Where virtual time starts: 2026-01-01T00:00:00Z."""
SEED: Final = 0x5EED
"""What Math.random starts from in virtual time."""
READING_STEP: Final = 0.1
"""How far virtual time moves when it is read again within one turn, so that scripts that wait for it end."""


class Clock(Protocol):
    """What an event loop asks of time."""

    is_virtual: bool

    def now(self) -> float:
        """The time, for the loop's own use."""

    def read(self) -> float:
        """The time, for scripts."""

    def wall(self) -> float:
        """The time of day, for scripts."""

    def start_turn(self) -> None:
        """A turn of the event loop begins."""

    def go_to(self, due: float) -> float:
        """Be at `due`; else for how many seconds somebody has to wait for it."""


class RealClock:
    """Time as it goes by."""

    is_virtual = False

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._wall_start = time.time() * 1000

    def now(self) -> float:
        """See Clock."""
        return (time.monotonic() - self._start) * 1000

    def read(self) -> float:
        """See Clock."""
        return self.now()

    def wall(self) -> float:
        """See Clock: the time of day as it was at the start, and how long that is ago."""
        return self._wall_start + self.now()

    def start_turn(self) -> None:
        """See Clock."""

    def go_to(self, due: float) -> float:
        """See Clock."""
        return max(0.0, (due - self.now()) / 1000)


class VirtualClock:
    """Time that stands still while something runs, and jumps to what is due next."""

    is_virtual = True

    def __init__(self) -> None:
        self._now = 0.0
        self._was_read = False

    def now(self) -> float:
        """See Clock."""
        return self._now

    def read(self) -> float:
        """See Clock."""
        if self._was_read:
            # Rounded: a thousand steps are to be a hundred milliseconds.
            self._now = round(self._now + READING_STEP, 6)
        self._was_read = True
        return self._now

    def wall(self) -> float:
        """See Clock."""
        return EPOCH + self.read()

    def start_turn(self) -> None:
        """See Clock."""
        self._was_read = False

    def go_to(self, due: float) -> float:
        """See Clock: nobody waits."""
        self._now = max(self._now, due)
        return 0.0
