"""https://drafts.csswg.org/css-transitions-2/#the-CSSTransition-interface"""

from typing import TYPE_CHECKING

from webapis.animation.css_owned_animation import PENDING, CSSOwnedAnimation
from webapis.animation.keyframe_effect import KeyframeEffect
from webapis.animation.keyframes import Keyframe
from webapis.animation.timing import ACTIVE, AFTER, BEFORE, IDLE, Progress
from webapis.css.animation_events import TransitionEvent
from webapis.css.declaration_parsing import Declaration

if TYPE_CHECKING:
    from webapis.css.transitions.starting import TransitionRow
    from webapis.dom.element import Element


class CSSTransition(CSSOwnedAnimation):
    """https://drafts.csswg.org/css-transitions-2/#csstransition"""

    def __init__(
        self, element: "Element", pseudo: str, name: str, start_value: str, end_value: str, row: "TransitionRow"
    ) -> None:
        super().__init__(element, pseudo)
        self.transition_property = name
        self.start_value = start_value
        self.end_value = end_value
        self.reversing_adjusted_start_value = start_value
        self.reversing_shortening_factor = 1.0
        self.generation = self.registry.style_generation
        effect = KeyframeEffect(None, element)
        effect.pseudo = pseudo
        timing = effect.timing
        timing.fill = "backwards"
        timing.delay, timing.duration = row.delay, row.duration
        timing.easing, timing.easing_function = row.easing, row.easing_function
        effect.set_keyframes_list([self.keyframe(0.0, start_value), self.keyframe(1.0, end_value)])
        self.effect = effect

    def keyframe(self, offset: float, value: str) -> Keyframe:
        """One of its two."""
        made = Keyframe()
        made.offset = offset
        name = self.transition_property
        made.given[name] = value
        made.values[name] = Declaration(name, value, False, "")
        return made

    @property
    def interface_name(self) -> str:
        return "CSSTransition"

    def composite_key(self) -> tuple[int, int, int, str]:
        if self.owner is None:
            return super().composite_key()
        return self.event_key()

    def event_key(self) -> tuple[int, int, int, str]:
        # DEVIATION: of a transition that was cancelled too, so that its event comes before those of what replaces it.
        return (0, self.pseudo_order(), self.generation, self.transition_property)

    def description(self) -> str:
        return f"transition of {self.transition_property} of <{self.element.local_name}>"

    def output_now(self) -> float:
        """https://drafts.csswg.org/css-transitions-1/#reversing-shortening-factor: how far its timing function has come."""
        progress = self.progress()
        return 0.0 if progress is None or progress.progress is None else progress.progress

    # Events: https://drafts.csswg.org/css-transitions-2/#event-dispatch

    def phase_now(self, progress: Progress | None) -> str:
        return PENDING if self.pending_task and self.told_phase in (IDLE, PENDING) else super().phase_now(progress)

    def tell(self, before: str, now: str) -> None:
        if now == before:
            return
        start, end = self.interval_start(), self.interval_end()
        if now == IDLE:
            if before != AFTER:
                self.queue("transitioncancel", self.last_active_time, None)
            return
        if before == IDLE:
            self.queue("transitionrun", start, start)
        if before == AFTER:
            # Back in one step: the order in which it is told is the only one there is.
            self.queue("transitionstart", end, end if now == ACTIVE else None)
            if now == BEFORE:
                self.queue("transitionend", start, None)
        elif before != ACTIVE and now in (ACTIVE, AFTER):
            self.queue("transitionstart", start, start)
        if now == AFTER:
            self.queue("transitionend", end, end)
        elif before == ACTIVE and now == BEFORE:
            self.queue("transitionend", start, start)

    def queue(self, type: str, active_time: float, scheduled: float | None) -> None:
        """One of its events."""
        event = TransitionEvent(type)
        event.property_name = self.transition_property
        self.queue_event(event, active_time, scheduled)
