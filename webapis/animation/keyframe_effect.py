"""https://drafts.csswg.org/web-animations-1/#animation-effects"""

from typing import TYPE_CHECKING

from webapis.animation.interpolation import added, interpolated_or_discrete
from webapis.animation.keyframes import (
    Keyframe,
    PropertyKeyframe,
    Track,
    compute_missing_offsets,
    interval,
    physical_tracks,
    tracks_of,
)
from webapis.animation.timing import AFTER, BEFORE, IDLE, Progress, Timing
from webapis.css.cascade.color_values import has_colors, used_colors
from webapis.css.cascade.logical import LOGICAL

if TYPE_CHECKING:
    from webapis.animation.animation import Animation
    from webapis.css.cascade.computed_style import ComputedStyle
    from webapis.dom.element import Element


class AnimationEffect:
    """https://drafts.csswg.org/web-animations-1/#animationeffect"""

    wrapper: object

    def __init__(self) -> None:
        self.wrapper = None
        self.timing = Timing()
        self.animation: Animation | None = None

    @property
    def interface_name(self) -> str:
        """The name of the interface, which chooses the wrapper's prototype."""
        return self.__class__.__name__

    def sample(self) -> Progress:
        """Where it is now: https://drafts.csswg.org/web-animations-1/#calculating-the-transformed-progress"""
        animation = self.animation
        if animation is None:
            return Progress(self.timing, None, False)
        return Progress(self.timing, animation.current_time, animation.playback_rate < 0)

    def is_in_effect(self) -> bool:
        """https://drafts.csswg.org/web-animations-1/#in-effect"""
        return self.sample().progress is not None

    def is_current(self) -> bool:
        """https://drafts.csswg.org/web-animations-1/#current"""
        animation = self.animation
        phase = self.sample().phase
        if animation is None or phase == IDLE:
            return False
        if phase not in (BEFORE, AFTER):
            return animation.play_state != "finished"
        rate = animation.playback_rate
        return (phase == BEFORE and rate > 0) or (phase == AFTER and rate < 0)


class KeyframeEffect(AnimationEffect):
    """https://drafts.csswg.org/web-animations-1/#keyframeeffect"""

    def __init__(self, target: "Element | None", pseudo_element: str) -> None:
        super().__init__()
        self.target_element = target
        self.pseudo = pseudo_element
        """The name of a pseudo-element without colons, or ""."""
        self.composite_operation = "replace"
        self.keyframes: list[Keyframe] = []
        self.tracks: dict[str, Track] = {}
        self.has_logical = False

    def set_keyframes_list(self, keyframes: list[Keyframe]) -> None:
        """Other keyframes."""
        compute_missing_offsets(keyframes)
        self.keyframes = keyframes
        self.make_tracks()

    def make_tracks(self) -> None:
        """Keyframes by property, as they are now."""
        self.tracks = tracks_of(self.keyframes, self.composite_operation)
        self.has_logical = any(name in LOGICAL for name in self.tracks)

    def tracks_for(self, style: "ComputedStyle") -> dict[str, Track]:
        """By physical property."""
        return physical_tracks(self.tracks, style) if self.has_logical else self.tracks

    def value(self, style: "ComputedStyle", name: str, underlying: str) -> str | None:
        """https://drafts.csswg.org/web-animations-1/#the-effect-value-of-a-keyframe-animation-effect of one property, upon the value
        underneath; None where it has no effect on it."""
        track = self.tracks_for(style).get(name)
        progress = None if track is None else self.sample().progress
        if track is None or progress is None:
            return None
        endpoints = interval(track, progress)
        if endpoints is None:
            return endpoint_value(style, name, track[0] if progress < 0 else track[-1], underlying)
        start, end = endpoints
        from_value = endpoint_value(style, name, start, underlying)
        to_value = endpoint_value(style, name, end, underlying)
        if has_colors(name) and name != "color":
            from_value = used_colors(from_value, style.value("color"))
            to_value = used_colors(to_value, style.value("color"))
        distance = 0.0 if end.offset == start.offset else (progress - start.offset) / (end.offset - start.offset)
        return interpolated_or_discrete(name, from_value, to_value, start.easing.output(distance, False))


def endpoint_value(style: "ComputedStyle", name: str, keyframe: PropertyKeyframe, underlying: str) -> str:
    """https://drafts.csswg.org/web-animations-1/#the-effect-value-of-a-keyframe-animation-effect, step 11"""
    if keyframe.value is None:
        return underlying
    value = style.value_of_keyframe(name, keyframe.value, underlying)
    return value if keyframe.composite == "replace" else added(name, underlying, value)
