"""The dictionaries of https://drafts.csswg.org/web-animations-1/. Every page's elements know them, so nothing is imported here."""

from typing import Final

OWN_TIMELINE: Final = object()
"""Nothing was said: the timeline of the document."""


class EffectTiming:
    """https://drafts.csswg.org/web-animations-1/#dictdef-effecttiming"""

    delay: float = 0.0
    end_delay: float = 0.0
    fill: str = "auto"
    iteration_start: float = 0.0
    iterations: float = 1.0
    duration: object = "auto"
    direction: str = "normal"
    easing: str = "linear"


class OptionalEffectTiming:
    """https://drafts.csswg.org/web-animations-1/#dictdef-optionaleffecttiming"""

    delay: float | None = None
    end_delay: float | None = None
    fill: str | None = None
    iteration_start: float | None = None
    iterations: float | None = None
    duration: object = None
    direction: str | None = None
    easing: str | None = None


class ComputedEffectTiming(EffectTiming):
    """https://drafts.csswg.org/web-animations-1/#dictdef-computedeffecttiming"""

    end_time: float | None = None
    active_duration: float | None = None
    local_time: float | None = None
    progress: float | None = None
    current_iteration: float | None = None


class KeyframeEffectOptions(EffectTiming):
    """https://drafts.csswg.org/web-animations-1/#dictdef-keyframeeffectoptions"""

    composite: str = "replace"
    pseudo_element: str | None = None


class KeyframeAnimationOptions(KeyframeEffectOptions):
    """https://drafts.csswg.org/web-animations-1/#dictdef-keyframeanimationoptions"""

    id: str = ""
    chosen_timeline: object = OWN_TIMELINE

    @property
    def timeline(self) -> object:
        """What was said, which may be null: `chosen_timeline` tells that from nothing."""
        return None if self.chosen_timeline is OWN_TIMELINE else self.chosen_timeline

    @timeline.setter
    def timeline(self, value: object) -> None:
        self.chosen_timeline = value


class GetAnimationsOptions:
    """https://drafts.csswg.org/web-animations-1/#dictdef-getanimationsoptions"""

    subtree: bool = False
    pseudo_element: str | None = None
