"""https://drafts.csswg.org/web-animations-1/#keyframes-section"""

from typing import TYPE_CHECKING, Final

from jsengine._kernel import poll
from webapis.animation.easing import LINEAR, Easing
from webapis.animation.interpolation import is_animatable
from webapis.css.cascade.logical import LOGICAL, physical_of
from webapis.css.declaration_parsing import Declaration, parse_value
from webapis.css.shorthands import shorthands

if TYPE_CHECKING:
    from webapis.css.cascade.computed_style import ComputedStyle


class Keyframe:
    """https://drafts.csswg.org/web-animations-1/#keyframe"""

    def __init__(self) -> None:
        self.offset: float | None = None
        self.computed_offset = 0.0
        self.easing = "linear"
        self.easing_function: Easing = LINEAR
        self.composite = "auto"
        self.given: dict[str, str] = {}
        """What was said of properties, shorthands among them, by name."""
        self.values: dict[str, Declaration] = {}
        """The same by longhand."""

    def give(self, name: str, text: str) -> None:
        """A property's value; what is none is left out."""
        parsed = parse_value(name, text)
        if parsed is None:
            return
        row = shorthands().get(name)
        self.given[name] = text if row is not None else next(iter(parsed.values()))[0] or text
        for longhand, (value, pending) in parsed.items():
            if is_animatable(longhand):
                self.values[longhand] = Declaration(longhand, value, False, pending)

    def give_all(self, given: dict[str, str]) -> None:
        """https://drafts.csswg.org/web-animations-1/#calculating-computed-keyframes: what is said of fewer properties wins."""
        for name in sorted(given, key=breadth):
            self.give(name, given[name])


def breadth(name: str) -> tuple[int, bool, str]:
    """What is overridden comes first: shorthands by the number of their longhands, then what is logical."""
    row = shorthands().get(name)
    return (-len(row.longhands) if row is not None else 0, name not in LOGICAL, name)


class PropertyKeyframe:
    """https://drafts.csswg.org/web-animations-1/#property-specific-keyframes: one value of one property."""

    __slots__ = ("composite", "easing", "offset", "value")

    def __init__(self, offset: float, value: Declaration | None, easing: Easing, composite: str) -> None:
        self.offset: float = offset
        self.value: Declaration | None = value
        """None is the value underneath: https://drafts.csswg.org/web-animations-1/#neutral-keyframe"""
        self.easing: Easing = easing
        self.composite: str = composite


Track = list[PropertyKeyframe]
"""The keyframes of one property by their offsets, from 0 to 1."""


def compute_missing_offsets(keyframes: list[Keyframe]) -> None:
    """https://drafts.csswg.org/web-animations-1/#compute-missing-keyframe-offsets"""
    if not keyframes:
        return
    for keyframe in keyframes:
        poll()
        keyframe.computed_offset = -1.0 if keyframe.offset is None else keyframe.offset
    if len(keyframes) > 1 and keyframes[0].computed_offset < 0:
        keyframes[0].computed_offset = 0.0
    if keyframes[-1].computed_offset < 0:
        keyframes[-1].computed_offset = 1.0
    previous = 0
    for at, keyframe in enumerate(keyframes):
        poll()
        if keyframe.computed_offset < 0:
            continue
        start, count = keyframes[previous].computed_offset, at - previous
        for between in range(previous + 1, at):
            keyframes[between].computed_offset = (
                start + (keyframe.computed_offset - start) * (between - previous) / count
            )
        previous = at


def tracks_of(keyframes: list[Keyframe], composite: str, easing: Easing) -> dict[str, Track]:
    """https://drafts.csswg.org/web-animations-1/#the-effect-value-of-a-keyframe-animation-effect, what does not change in time;
    `easing` is that of keyframes which nobody gave."""
    found: dict[str, Track] = {}
    for keyframe in keyframes:
        poll()
        own = composite if keyframe.composite == "auto" else keyframe.composite
        for name, value in keyframe.values.items():
            made = PropertyKeyframe(keyframe.computed_offset, value, keyframe.easing_function, own)
            found.setdefault(name, []).append(made)
    for track in found.values():
        track.sort(key=offset_of)
        # 6-7. Neutral ones at the ends.
        if track[0].offset > 0:
            track.insert(0, PropertyKeyframe(0.0, None, easing, "add"))
        if track[-1].offset < 1:
            track.append(PropertyKeyframe(1.0, None, easing, "add"))
    return found


def offset_of(keyframe: PropertyKeyframe) -> float:
    """For sorting."""
    return keyframe.offset


def physical_tracks(tracks: dict[str, Track], style: "ComputedStyle") -> dict[str, Track]:
    """The tracks by physical property: https://drafts.csswg.org/css-logical-1/"""
    found: dict[str, Track] = {}
    for name, track in tracks.items():
        if name in LOGICAL:
            name = physical_of(name, style.value("writing-mode"), style.value("direction"))
            if name in tracks:
                continue
        found[name] = track
    return found


def interval(track: Track, progress: float) -> tuple[PropertyKeyframe, PropertyKeyframe] | None:
    """https://drafts.csswg.org/web-animations-1/#the-effect-value-of-a-keyframe-animation-effect, steps 8 and 9: the interval
    endpoints; None where the first or the last keyframe alone counts."""
    if progress < 0 and len(track) > 1 and track[1].offset == 0:
        return None
    if progress >= 1 and len(track) > 1 and track[-2].offset == 1:
        return None
    # The last one at or before the progress, but none at 1.
    low, high = 0, len(track) - 2
    while low < high:
        middle = (low + high + 1) // 2
        if track[middle].offset <= progress and track[middle].offset < 1:
            low = middle
        else:
            high = middle - 1
    # Before 0 it is the last one of those at 0.
    while progress < 0 and low + 1 < len(track) - 1 and track[low + 1].offset == 0:
        low += 1
    return track[low], track[low + 1]


COMPOSITES: Final = frozenset(["replace", "add", "accumulate", "auto"])
