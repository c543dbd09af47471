"""Animations that style sheets started, and the events that tell of their phases.

https://drafts.csswg.org/css-animations-2/#event-dispatch, https://drafts.csswg.org/css-transitions-2/#event-dispatch
"""

import math
from typing import TYPE_CHECKING, Final

from webapis.animation.animation import Animation
from webapis.animation.timing import AFTER, BEFORE, IDLE, Progress

if TYPE_CHECKING:
    from webapis.css.animation_events import AnimationEvent, TransitionEvent
    from webapis.dom.element import Element
    from webapis.html.window import Window

PSEUDO_ORDER: Final = {"before": 1, "after": 2}
PENDING: Final = "pending"


class CSSOwnedAnimation(Animation):
    """What CSSTransition and CSSAnimation have in common."""

    def __init__(self, element: "Element", pseudo: str) -> None:
        super().__init__(window_of(element))
        self.owner: Element | None = element
        self.element = element
        self.pseudo = pseudo
        self.told_phase = IDLE
        self.last_active_time = 0.0

    def owning_element(self) -> "Element | None":
        return self.owner

    def event_element(self) -> "Element | None":
        return self.element

    def pseudo_order(self) -> int:
        """Pseudo-elements come after their element, in their order."""
        return PSEUDO_ORDER.get(self.pseudo, 0)

    def disown(self) -> None:
        """The style does not speak of it any more: https://drafts.csswg.org/css-animations-2/#animation-composite-order"""
        self.remember_active_time()
        self.cancel()
        self.owner = None
        self.changed()

    def cancel(self) -> None:
        # What nobody has told yet comes before.
        self.sample_events()
        self.remember_active_time()
        super().cancel()
        # What comes after is another run.
        self.sample_events()

    def before_idle(self) -> None:
        self.remember_active_time()

    def flush(self) -> None:
        changes = self.registry.style_changes
        if changes is not None:
            changes.update_element(self.element)

    def remember_active_time(self) -> None:
        """The active time as it is, with fill mode `both`: what a cancel event tells."""
        effect = self.own_effect
        time = self.current_time
        if effect is not None and time is not None:
            timing = effect.timing.copy()
            timing.fill = "both"
            phase = timing.phase(time, self.rate < 0)
            self.last_active_time = timing.active_time(time, phase) or 0.0

    # Phases.

    def progress(self) -> Progress | None:
        """Where its effect is."""
        return None if self.own_effect is None else self.own_effect.sample()

    def phase_now(self, progress: Progress | None) -> str:
        """The phase of the effect; that of a transition may be `pending`."""
        if progress is not None:
            return progress.phase
        # Without an effect there is nothing but the time.
        time = self.current_time
        return IDLE if time is None else BEFORE if time < 0 else AFTER

    def iteration_now(self) -> float:
        """The current iteration, also where the effect does not fill."""
        effect, time = self.own_effect, self.current_time
        if effect is None or time is None:
            return 0.0
        timing = effect.timing.copy()
        timing.fill = "both"
        return Progress(timing, time, self.rate < 0).iteration or 0.0

    def has_news(self) -> bool:
        return self.phase_now(self.progress()) != self.told_phase

    def sample_events(self) -> None:
        before, now = self.told_phase, self.phase_now(self.progress())
        self.tell(before, now)
        self.told_phase = now

    def tell(self, before: str, now: str) -> None:
        """The events of a change from one phase to another, or none of the same one."""

    # What events say: https://drafts.csswg.org/css-animations-2/#interval-start

    def interval_start(self) -> float:
        """The active time at which it begins."""
        timing = self.effect_timing()
        return max(0.0, min(-timing[0], timing[1]))

    def interval_end(self) -> float:
        """The active time at which it ends."""
        delay, active, end = self.effect_timing()
        return max(0.0, min(end - delay, active))

    def effect_timing(self) -> tuple[float, float, float]:
        """Delay, active duration, end."""
        effect = self.own_effect
        if effect is None:
            return 0.0, 0.0, 0.0
        return effect.timing.delay, effect.timing.active_duration, effect.timing.end_time

    def queue_event(
        self, event: "AnimationEvent | TransitionEvent", active_time: float, scheduled: float | None
    ) -> None:
        """One of its events."""
        event.bubbles = True
        event.elapsed_time = elapsed_seconds(active_time)
        event.pseudo_element = f"::{self.pseudo}" if self.pseudo else ""
        time = None if scheduled is None else self.scheduled_time(scheduled)
        self.registry.queue_event_at(self.element, self, event, time)

    def scheduled_time(self, active_time: float) -> float | None:
        """When an active time is reached, by the timeline: https://drafts.csswg.org/web-animations-1/#scheduled-event-time"""
        if self.start is None or self.rate == 0:
            return None
        time = self.start + (self.effect_timing()[0] + active_time) / self.rate
        return time if math.isfinite(time) else None

    def boundaries(self) -> list[float]:
        """The local times of its phases."""
        effect = self.own_effect
        if effect is None:
            return []
        return [effect.timing.active_start, effect.timing.active_end, effect.timing.end_time]

    def next_boundary(self, time: float) -> tuple[float | None, bool]:
        ahead = [
            one for one in self.boundaries() if (one > time if self.rate > 0 else one < time) and math.isfinite(one)
        ]
        if self.rate < 0:
            return max(ahead, default=0.0 if time > 0 else None), True
        return min(ahead, default=None), True


def elapsed_seconds(active_time: float) -> float:
    """As events tell it."""
    return active_time / 1000


def window_of(element: "Element") -> "Window":
    """The window whose page an element is shown in."""
    from webapis.html.window import Window

    view = element.node_document.default_view
    assert isinstance(view, Window)
    return view
