"""When a page counts as idle: no microtask, no request, nothing due within five seconds that is not a mere repetition."""

from time import monotonic
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from browser.event_loop import EventLoop, Timer
    from browser.waiting import Waiting
    from webapis.host import Repetition

PATIENCE: Final = 5000.0
"""What is due later than so many milliseconds is not waited for."""
TURNS: Final = 50
"""How often intervals and animation frames run until nobody waits for them any more."""
ANIMATION_TURNS: Final = 500
"""The same for frames of transitions and animations that end, but start the next ones."""
CHAIN_TURNS: Final = 10_000
"""The same for timeouts that set the next one each; in real time they have until the time is over."""


class Settled(NamedTuple):
    """How settling ended."""

    is_idle: bool
    timed_out: bool
    still: list[str]
    """What was not waited for: intervals, frames, late timers, each with its source line."""


class Settling:
    """One wait for idleness: it counts the turns of what repeats, and the real time spent on requests."""

    def __init__(self, loop: "EventLoop", patience: float = PATIENCE) -> None:
        self.loop = loop
        self.patience = patience
        self.seconds_for_requests = 0.0
        # Turns before this wait do not count.
        self.turns_before: dict[Repetition, int] = {
            loop.frames: loop.frames.turns,
            loop.animation_frames: loop.animation_frames.turns,
        }

    def wait(self, deadline: float) -> "Waiting[bool]":
        """Nothing can run now: wait for what comes next. False when that is nothing to wait for."""
        loop = self.loop
        # What other threads work on; virtual time stands still meanwhile.
        if loop.requests and self.seconds_for_requests < self._request_budget():
            return (yield from self._wait_for_requests(deadline))
        # What is due at some time. Uncounted repetitions run on the way to something that counts.
        now = loop.clock.now()
        counted = self._next_counted()
        if counted is None or counted - now > self.patience:
            return False
        timer = loop.next_timer()
        frame = loop.next_frame()
        due = min(counted, timer.due if timer else counted, frame if frame is not None else counted)
        if not loop.clock.is_virtual:
            due = min(due, now + max(0.0, deadline - monotonic()) * 1000)
        yield loop.clock.go_to(due)
        return True

    def _request_budget(self) -> float:
        from browser.event_loop import REQUEST_BUDGET

        return REQUEST_BUDGET if self.loop.clock.is_virtual else float("inf")

    def _wait_for_requests(self, deadline: float) -> "Waiting[bool]":
        loop = self.loop
        started = monotonic()
        limit = min(deadline - started, self._request_budget() - self.seconds_for_requests)
        if not loop.clock.is_virtual:
            # Timers go on beside requests.
            timer, frame = loop.next_timer(), loop.next_frame()
            dues = [due for due in (timer.due if timer else None, frame) if due is not None]
            if dues:
                limit = min(limit, max(0.0, (min(dues) - loop.clock.now()) / 1000))
        if limit > 0:
            yield min(limit, 3600.0)
        self.seconds_for_requests += monotonic() - started
        return monotonic() < deadline

    def _next_counted(self) -> float | None:
        """When the first thing is due that is worth waiting for."""
        loop = self.loop
        first = loop.next_timer()
        if first is not None and self._counts(first):
            due: float | None = first.due
        else:
            due = min((timer.due for timer in loop.timers if self._counts(timer)), default=None)
        frame = loop.next_counted_frame(self._is_young(loop.frames), self._is_young(loop.animation_frames))
        if frame is not None and (due is None or frame < due):
            due = frame
        return due

    def _counts(self, timer: "Timer") -> bool:
        owner = timer.task.owner
        if timer.cancelled or (owner is not None and owner.is_gone):
            return False
        return timer.repeats is None or self._is_young(timer.repeats)

    def _is_young(self, repetition: "Repetition") -> bool:
        before = self.turns_before.setdefault(repetition, repetition.turns)
        if repetition.is_chain and not self.loop.clock.is_virtual:
            return True
        if repetition is self.loop.animation_frames:
            return repetition.turns - before < ANIMATION_TURNS
        return repetition.turns - before < (CHAIN_TURNS if repetition.is_chain else TURNS)
