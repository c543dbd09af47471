"""https://drafts.csswg.org/web-animations-1/#animation-effects"""

from typing import TYPE_CHECKING

from webapis.animation.dictionaries import (
    ComputedEffectTiming,
    EffectTiming,
    KeyframeEffectOptions,
    OptionalEffectTiming,
)
from webapis.animation.easing import LINEAR, Easing
from webapis.animation.effect_timing import fill_timing, optional_timing, update_timing
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
from webapis.animation.keyframes_argument import keyframe_text, read_keyframes
from webapis.animation.timing import AFTER, BEFORE, IDLE, Progress, Timing
from webapis.css.cascade.color_values import has_colors, used_colors
from webapis.css.cascade.computed_declaration import PSEUDO_ELEMENTS
from webapis.css.cascade.logical import LOGICAL
from webapis.dom.element import Element
from webapis.idl.exceptions import dom_exception

if TYPE_CHECKING:
    from webapis.animation.animation import Animation
    from webapis.animation.document_animations import DocumentAnimations
    from webapis.css.cascade.computed_style import ComputedStyle
    from webapis.html.window import Window


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

    # What scripts ask: https://drafts.csswg.org/web-animations-1/#the-animationeffect-interface

    def get_timing(self) -> EffectTiming:
        """https://drafts.csswg.org/web-animations-1/#dom-animationeffect-gettiming"""
        self.flush()
        made = EffectTiming()
        fill_timing(made, self.timing)
        return made

    def get_computed_timing(self) -> ComputedEffectTiming:
        """https://drafts.csswg.org/web-animations-1/#dom-animationeffect-getcomputedtiming"""
        self.flush()
        made = ComputedEffectTiming()
        timing = self.timing
        fill_timing(made, timing)
        made.fill = "none" if timing.fill == "auto" else timing.fill
        made.duration = timing.iteration_duration
        made.end_time, made.active_duration = timing.end_time, timing.active_duration
        animation = self.animation
        made.local_time = None if animation is None else animation.current_time
        now = self.sample()
        made.progress, made.current_iteration = now.progress, now.iteration
        return made

    def update_timing(self, timing: OptionalEffectTiming) -> None:
        """https://drafts.csswg.org/web-animations-1/#dom-animationeffect-updatetiming"""
        update_timing(self.timing, timing)
        self.timing_given(timing)
        if self.animation is not None:
            self.animation.update_finished_state(False, False)

    def flush(self) -> None:
        """Changes of styles may have changed it."""
        if self.animation is not None:
            self.animation.flush()

    def timing_given(self, timing: OptionalEffectTiming) -> None:
        """A script has said something of it."""

    # What it is now.

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

    def __init__(
        self, window: "Window | None" = None, target: object = None, keyframes: object = None, options: object = None
    ) -> None:
        super().__init__()
        self.window = window
        self.registry: DocumentAnimations | None = None
        """Whose effect stacks it is in."""
        self.target_element: Element | None = None
        self.pseudo = ""
        """The name of a pseudo-element without colons, or ""."""
        self.composite_operation = "replace"
        self.keyframes: list[Keyframe] = []
        self.tracks: dict[str, Track] = {}
        self.has_logical = False
        self.neutral_easing: Easing = LINEAR
        """Of the keyframes at the ends that a style sheet left out."""
        self.overridden: set[str] = set()
        """What a script has said of it, so that its style says it no more: https://drafts.csswg.org/css-animations-2/#animations"""
        if isinstance(target, KeyframeEffect):
            self.copy_from(target)
        elif isinstance(target, Element):
            self.target_element = target
        if window is not None and not isinstance(target, KeyframeEffect):
            # https://drafts.csswg.org/web-animations-1/#dom-keyframeeffect-keyframeeffect
            self.take_options(options)
            self.set_keyframes_list(read_keyframes(window, keyframes))

    def copy_from(self, source: "KeyframeEffect") -> None:
        """https://drafts.csswg.org/web-animations-1/#dom-keyframeeffect-keyframeeffect-source"""
        self.target_element, self.pseudo = source.target_element, source.pseudo
        self.composite_operation = source.composite_operation
        self.timing = source.timing.copy()
        self.set_keyframes_list(list(source.keyframes))

    def take_options(self, options: object) -> None:
        """A duration, or a dictionary."""
        if isinstance(options, KeyframeEffectOptions):
            update_timing(self.timing, optional_timing(options))
            self.composite_operation = options.composite
            if options.pseudo_element is not None:
                self.pseudo = pseudo_element_of(options.pseudo_element)
        elif isinstance(options, int | float):
            given = OptionalEffectTiming()
            given.duration = options
            update_timing(self.timing, given)

    # The interface.

    @property
    def target(self) -> "Element | None":
        """https://drafts.csswg.org/web-animations-1/#dom-keyframeeffect-target"""
        return self.target_element

    @target.setter
    def target(self, value: "Element | None") -> None:
        self.leave_target()
        self.target_element = value
        self.retarget()

    @property
    def pseudo_element(self) -> str | None:
        """https://drafts.csswg.org/web-animations-1/#dom-keyframeeffect-pseudoelement"""
        return f"::{self.pseudo}" if self.pseudo else None

    @pseudo_element.setter
    def pseudo_element(self, value: str | None) -> None:
        name = "" if value is None else pseudo_element_of(value)
        self.leave_target()
        self.pseudo = name
        self.retarget()

    @property
    def composite(self) -> str:
        """https://drafts.csswg.org/web-animations-1/#dom-keyframeeffect-composite"""
        return self.composite_operation

    @composite.setter
    def composite(self, value: str) -> None:
        self.composite_operation = value
        self.make_tracks()
        self.retarget()

    def get_keyframes(self) -> list[object]:
        """https://drafts.csswg.org/web-animations-1/#dom-keyframeeffect-getkeyframes"""
        self.flush()
        animation = self.animation
        window = animation.window if animation is not None else self.window
        if window is None:
            return []
        return [window.host.parse_json(window, keyframe_text(keyframe)) for keyframe in self.keyframes]

    def set_keyframes(self, window: "Window", keyframes: object) -> None:
        """https://drafts.csswg.org/web-animations-1/#dom-keyframeeffect-setkeyframes"""
        self.set_keyframes_list(read_keyframes(window, keyframes))
        self.overridden.add("keyframes")
        self.retarget()

    def timing_given(self, timing: OptionalEffectTiming) -> None:
        for name, value in (
            ("duration", timing.duration),
            ("delay", timing.delay),
            ("iterations", timing.iterations),
            ("direction", timing.direction),
            ("fill", timing.fill),
        ):
            if value is not None:
                self.overridden.add(name)

    def leave_target(self) -> None:
        """What it applied to is free of it."""
        if self.animation is not None:
            self.animation.registry.forget_effect(self)

    def retarget(self) -> None:
        """It applies to something else, or otherwise."""
        if self.animation is not None:
            self.animation.changed()

    # Values.

    def set_keyframes_list(self, keyframes: list[Keyframe]) -> None:
        """Other keyframes."""
        compute_missing_offsets(keyframes)
        self.keyframes = keyframes
        self.make_tracks()

    def make_tracks(self) -> None:
        """Keyframes by property, as they are now."""
        self.tracks = tracks_of(self.keyframes, self.composite_operation, self.neutral_easing)
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


def pseudo_element_of(text: str) -> str:
    """https://drafts.csswg.org/web-animations-1/#dom-keyframeeffect-pseudoelement: the name of one that there is."""
    name = text.lstrip(":").lower()
    if name not in PSEUDO_ELEMENTS or not text.startswith(":"):
        raise dom_exception("SyntaxError", f"'{text}' is not a valid pseudo-element.")
    return name
