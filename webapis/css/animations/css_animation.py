"""https://drafts.csswg.org/css-animations-2/#the-CSSAnimation-interface"""

import math
from typing import TYPE_CHECKING

from webapis.animation.css_owned_animation import CSSOwnedAnimation
from webapis.animation.timing import ACTIVE, AFTER, BEFORE, IDLE
from webapis.css.animation_events import AnimationEvent

if TYPE_CHECKING:
    from webapis.css.at_rules import CSSKeyframesRule
    from webapis.dom.element import Element


class CSSAnimation(CSSOwnedAnimation):
    """https://drafts.csswg.org/css-animations-2/#cssanimation"""

    def __init__(self, element: "Element", pseudo: str, name: str) -> None:
        super().__init__(element, pseudo)
        self.animation_name = name
        self.place = 0
        """Where it stands in animation-name."""
        self.rule: CSSKeyframesRule | None = None
        self.described = (-1, "")
        """The version of the rule's sheet and the timing function that the keyframes were made with."""
        self.told_iteration = 0.0
        # Which parts of it scripts have taken over: https://drafts.csswg.org/css-animations-2/#animations
        self.play_state_is_overridden = False

    @property
    def interface_name(self) -> str:
        return "CSSAnimation"

    def composite_key(self) -> tuple[int, int, int, str]:
        if self.owner is None:
            return super().composite_key()
        return self.event_key()

    def event_key(self) -> tuple[int, int, int, str]:
        return (1, self.pseudo_order(), self.place, "")

    def description(self) -> str:
        return f"animation {self.animation_name} of <{self.element.local_name}>"

    # What scripts do to it stays: https://drafts.csswg.org/css-animations-2/#animation-play-state

    def play(self) -> None:
        self.flush()
        super().play()
        self.play_state_is_overridden = True

    def pause(self) -> None:
        self.flush()
        super().pause()
        self.play_state_is_overridden = True

    def taken_over(self, was_paused: bool) -> None:
        if was_paused != (self.play_state == "paused"):
            self.play_state_is_overridden = True

    def follow_play_state(self, play_state: str) -> None:
        """The style says that it runs or is paused, unless a script has had the last word."""
        if self.play_state_is_overridden or self.play_state == "idle":
            return
        if play_state == "paused":
            super().pause()
        elif self.play_state == "paused":
            super().play_again(False)

    def begin(self, play_state: str) -> None:
        """It is new."""
        if play_state == "paused":
            super().pause()
        else:
            super().play_again(True)

    # Events: https://drafts.csswg.org/css-animations-2/#event-dispatch

    def has_news(self) -> bool:
        progress = self.progress()
        now = self.phase_now(progress)
        return now != self.told_phase or (now == ACTIVE and self.iteration_now() != self.told_iteration)

    def sample_events(self) -> None:
        before, now = self.told_phase, self.phase_now(self.progress())
        iteration = self.iteration_now() if now == ACTIVE else 0.0
        self.tell(before, now)
        if before == now == ACTIVE and iteration != self.told_iteration:
            self.tell_iteration(iteration)
        self.told_phase, self.told_iteration = now, iteration

    def tell(self, before: str, now: str) -> None:
        if now == before:
            return
        start, end = self.interval_start(), self.interval_end()
        if now == IDLE:
            if before != AFTER:
                self.queue("animationcancel", self.last_active_time, None)
            return
        if before in (IDLE, BEFORE) and now in (ACTIVE, AFTER):
            self.queue("animationstart", start, start)
        if before == AFTER:
            # Back in one step: the order in which it is told is the only one there is.
            self.queue("animationstart", end, end if now == ACTIVE else None)
            if now == BEFORE:
                self.queue("animationend", start, None)
        if now == AFTER:
            self.queue("animationend", end, end)
        elif before == ACTIVE and now == BEFORE:
            self.queue("animationend", start, start)

    def tell_iteration(self, iteration: float) -> None:
        """Another iteration has begun: https://drafts.csswg.org/css-animations-1/#eventdef-animationevent-animationiteration"""
        effect = self.own_effect
        if effect is None or not math.isfinite(iteration):
            return
        boundary = iteration if iteration > self.told_iteration else iteration + 1
        elapsed = effect.timing.iteration_duration * (boundary - effect.timing.iteration_start)
        self.queue("animationiteration", elapsed, elapsed)

    def queue(self, type: str, active_time: float, scheduled: float | None) -> None:
        """One of its events."""
        event = AnimationEvent(type)
        event.animation_name = self.animation_name
        self.queue_event(event, active_time, scheduled)

    def next_boundary(self, time: float) -> tuple[float | None, bool]:
        found, _ = super().next_boundary(time)
        effect = self.own_effect
        if effect is None or effect.timing.iteration_duration <= 0:
            return found, True
        # The ends of its iterations; those of endless animations are no reason to wait.
        timing = effect.timing
        at = (time - timing.delay) / timing.iteration_duration + timing.iteration_start
        if math.isfinite(at) and 0 <= time - timing.delay <= timing.active_duration:
            turn = at // 1.0 + 1 if self.rate > 0 else math.ceil(at) - 1.0
            turn_time = timing.delay + (turn - timing.iteration_start) * timing.iteration_duration
            is_ahead = turn_time > time if self.rate > 0 else turn_time < time
            if is_ahead and (found is None or (turn_time < found if self.rate > 0 else turn_time > found)):
                return turn_time, math.isfinite(timing.iterations)
        return found, True
