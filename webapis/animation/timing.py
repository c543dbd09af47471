"""https://drafts.csswg.org/web-animations-1/#timing-model: from the local time of an effect to its progress

Times are milliseconds; None is the unresolved time value.
"""

import math
from typing import Final

from webapis.animation.easing import LINEAR, Easing

# https://drafts.csswg.org/web-animations-1/#phase
IDLE: Final = "idle"
BEFORE: Final = "before"
ACTIVE: Final = "active"
AFTER: Final = "after"


class Timing:
    """What decides: https://drafts.csswg.org/web-animations-1/#dictdef-effecttiming"""

    def __init__(self) -> None:
        self.delay = 0.0
        self.end_delay = 0.0
        self.fill = "auto"
        self.iteration_start = 0.0
        self.iterations = 1.0
        self.duration: float | None = None
        """None is `auto`."""
        self.direction = "normal"
        self.easing = "linear"
        self.easing_function: Easing = LINEAR

    def copy(self) -> "Timing":
        """The same once more."""
        made = Timing()
        made.delay, made.end_delay, made.fill = self.delay, self.end_delay, self.fill
        made.iteration_start, made.iterations, made.duration = self.iteration_start, self.iterations, self.duration
        made.direction, made.easing, made.easing_function = self.direction, self.easing, self.easing_function
        return made

    @property
    def iteration_duration(self) -> float:
        """https://drafts.csswg.org/web-animations-1/#iteration-duration"""
        return 0.0 if self.duration is None else self.duration

    @property
    def active_duration(self) -> float:
        """https://drafts.csswg.org/web-animations-1/#active-duration"""
        if self.iteration_duration == 0 or self.iterations == 0:
            return 0.0
        return self.iteration_duration * self.iterations

    @property
    def end_time(self) -> float:
        """https://drafts.csswg.org/web-animations-1/#end-time"""
        # An endless animation that ends endlessly before its end does not end.
        found = self.delay + self.active_duration + self.end_delay
        return math.inf if found != found else max(found, 0.0)

    @property
    def active_start(self) -> float:
        """https://drafts.csswg.org/web-animations-1/#before-active-boundary-time"""
        return max(min(self.delay, self.end_time), 0.0)

    @property
    def active_end(self) -> float:
        """https://drafts.csswg.org/web-animations-1/#active-after-boundary-time"""
        return max(min(self.delay + self.active_duration, self.end_time), 0.0)

    def phase(self, local_time: float | None, is_backwards: bool) -> str:
        """https://drafts.csswg.org/web-animations-1/#animation-effect-phases-and-states"""
        if local_time is None:
            return IDLE
        start, end = self.active_start, self.active_end
        if local_time < start or (is_backwards and local_time == start):
            return BEFORE
        if local_time > end or (not is_backwards and local_time == end):
            return AFTER
        return ACTIVE

    def fills(self, direction: str) -> bool:
        """Whether the fill mode goes `backwards` or `forwards`."""
        return self.fill in (direction, "both")

    def active_time(self, local_time: float | None, phase: str) -> float | None:
        """https://drafts.csswg.org/web-animations-1/#calculating-the-active-time"""
        if local_time is None:
            return None
        if phase == BEFORE:
            return max(local_time - self.delay, 0.0) if self.fills("backwards") else None
        if phase == ACTIVE:
            return local_time - self.delay
        if phase == AFTER and self.fills("forwards"):
            return max(min(local_time - self.delay, self.active_duration), 0.0)
        return None

    def overall_progress(self, active_time: float, phase: str) -> float:
        """https://drafts.csswg.org/web-animations-1/#calculating-the-overall-progress"""
        duration = self.iteration_duration
        at_end = 0.0 if phase == BEFORE else self.iterations
        progress = active_time / duration if duration else at_end
        if progress != progress:  # endlessly far in what lasts endlessly
            progress = 0.0
        return progress + self.iteration_start

    def simple_progress(self, overall: float, active_time: float, phase: str) -> float:
        """https://drafts.csswg.org/web-animations-1/#calculating-the-simple-iteration-progress"""
        progress = fraction(self.iteration_start if math.isinf(overall) else overall)
        is_at_end = progress == 0 and phase in (ACTIVE, AFTER) and active_time == self.active_duration
        return 1.0 if is_at_end and self.iterations != 0 else progress

    def current_iteration(self, active_time: float, phase: str, overall: float, simple: float) -> float:
        """https://drafts.csswg.org/web-animations-1/#calculating-the-current-iteration"""
        if phase == AFTER and math.isinf(self.iterations):
            return math.inf
        if math.isinf(overall):
            return overall
        return overall // 1.0 - 1 if simple == 1 else overall // 1.0

    def is_reversed(self, iteration: float) -> bool:
        """https://drafts.csswg.org/web-animations-1/#calculating-the-directed-progress: the current direction"""
        if self.direction in ("normal", "reverse"):
            return self.direction == "reverse"
        turn = iteration + (1 if self.direction == "alternate-reverse" else 0)
        return not math.isinf(turn) and turn % 2 != 0


class Progress:
    """What https://drafts.csswg.org/web-animations-1/#calculating-the-transformed-progress gives, and on the way to it"""

    __slots__ = ("iteration", "phase", "progress")

    def __init__(self, timing: Timing, local_time: float | None, is_backwards: bool) -> None:
        self.phase: str = timing.phase(local_time, is_backwards)
        self.progress: float | None = None
        self.iteration: float | None = None
        active_time = timing.active_time(local_time, self.phase)
        if active_time is None:
            return
        overall = timing.overall_progress(active_time, self.phase)
        simple = timing.simple_progress(overall, active_time, self.phase)
        self.iteration = timing.current_iteration(active_time, self.phase, overall, simple)
        is_reversed = timing.is_reversed(self.iteration)
        directed = 1.0 - simple if is_reversed else simple
        is_before = (self.phase == BEFORE and not is_reversed) or (self.phase == AFTER and is_reversed)
        self.progress = timing.easing_function.output(directed, is_before)


def fraction(value: float) -> float:
    """What is behind the point."""
    return math.fmod(value, 1.0) if math.isfinite(value) else 0.0
