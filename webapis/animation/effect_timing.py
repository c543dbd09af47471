"""https://drafts.csswg.org/web-animations-1/#updating-animationeffect-timing: what scripts may say of timing"""

from webapis.animation.dictionaries import EffectTiming, OptionalEffectTiming
from webapis.animation.easing import LINEAR, canonical_easing, easing_of
from webapis.animation.timing import Timing
from webapis.idl.exceptions import type_error


def optional_timing(options: EffectTiming) -> OptionalEffectTiming:
    """All of it, said."""
    made = OptionalEffectTiming()
    made.delay, made.end_delay, made.fill = options.delay, options.end_delay, options.fill
    made.iteration_start, made.iterations = options.iteration_start, options.iterations
    made.duration, made.direction, made.easing = options.duration, options.direction, options.easing
    return made


def update_timing(timing: Timing, given: OptionalEffectTiming) -> None:
    """https://drafts.csswg.org/web-animations-1/#updating-animationeffect-timing: everything is checked before anything changes."""
    # 1-4. What cannot be.
    if given.iteration_start is not None and given.iteration_start < 0:
        raise type_error("iterationStart must be non-negative.")
    if given.iterations is not None and not given.iterations >= 0:
        raise type_error("iterationCount must be non-negative.")
    duration = given.duration
    number: float | None = None
    if isinstance(duration, int | float):
        number = float(duration)
        if not number >= 0:
            raise type_error("duration must be non-negative or auto.")
    elif duration is not None and duration != "auto":
        raise type_error("duration must be non-negative or auto.")
    easing: str | None = None
    if given.easing is not None:
        easing = canonical_easing(given.easing)
        if easing is None:
            raise type_error(f"'{given.easing}' is not a valid value for easing")
    # 5. What is said.
    if given.delay is not None:
        timing.delay = given.delay
    if given.end_delay is not None:
        timing.end_delay = given.end_delay
    if given.fill is not None:
        timing.fill = given.fill
    if given.iteration_start is not None:
        timing.iteration_start = given.iteration_start
    if given.iterations is not None:
        timing.iterations = given.iterations
    if duration is not None:
        timing.duration = number
    if given.direction is not None:
        timing.direction = given.direction
    if easing is not None:
        timing.easing, timing.easing_function = easing, easing_of(easing) or LINEAR


def fill_timing(made: EffectTiming, timing: Timing) -> None:
    """A timing as scripts see it."""
    made.delay, made.end_delay, made.fill = timing.delay, timing.end_delay, timing.fill
    made.iteration_start, made.iterations = timing.iteration_start, timing.iterations
    made.duration = "auto" if timing.duration is None else timing.duration
    made.direction, made.easing = timing.direction, timing.easing
