"""https://drafts.csswg.org/web-animations-1/#processing-a-keyframes-argument, and keyframes as scripts see them

The host reads the script's object and tells what it finds, word for word; what that means is worked out here.
"""

import json
import math
from typing import TYPE_CHECKING

from jsengine._kernel import poll
from webapis.animation.easing import LINEAR, canonical_easing, easing_of
from webapis.animation.keyframes import COMPOSITES, Keyframe, compute_missing_offsets
from webapis.css.property_attributes import attribute_name, property_attributes
from webapis.idl.exceptions import type_error

if TYPE_CHECKING:
    from webapis.html.window import Window

_names: dict[str, str] = {}


def property_of(attribute: str) -> str | None:
    """https://drafts.csswg.org/web-animations-1/#idl-attribute-name-to-animation-property-name"""
    if not _names:
        _names.update({one: name for one, name in property_attributes().items() if "-" not in one})
        _names.update({"cssFloat": "float", "cssOffset": "offset"})
    if attribute in ("float", "offset", "easing", "composite", "computedOffset"):
        return None
    name = _names.get(attribute)
    # https://drafts.csswg.org/web-animations-1/#not-animatable
    return None if name is None or name.startswith(("animation", "transition", "-webkit-animation")) else name


class KeyframesReader:
    """What the host calls: `frame` before each keyframe of a list, or `lists` before lists of values; then what is in them."""

    def __init__(self) -> None:
        self.is_lists = False
        self.frames: list[RawKeyframe] = []
        self.offsets: list[float | None] = []
        self.easings: list[str] = []
        self.composites: list[str] = []
        self.values: dict[str, list[str]] = {}

    def is_property(self, attribute: str) -> bool:
        """Whether a member of a keyframe is read."""
        return property_of(attribute) is not None

    def frame(self) -> None:
        """A keyframe begins."""
        self.frames.append(RawKeyframe())

    def lists(self) -> None:
        """There are lists of values by property."""
        self.is_lists = True

    def offset(self, value: object) -> None:
        """An offset, undefined where there is none."""
        number = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
        if number is not None and not math.isfinite(number):
            raise type_error("The provided double value is non-finite.")
        if self.is_lists:
            self.offsets.append(number)
        else:
            self.frames[-1].offset = number

    def easing(self, text: str) -> None:
        """A timing function."""
        if self.is_lists:
            self.easings.append(text)
        else:
            self.frames[-1].easing = text

    def composite(self, text: str) -> None:
        """A composite operation."""
        if text not in COMPOSITES:
            raise type_error(f"The provided value '{text}' is not a valid enum value of type CompositeOperationOrAuto.")
        if self.is_lists:
            self.composites.append(text)
        else:
            self.frames[-1].composite = text

    def value(self, attribute: str, text: str) -> None:
        """A value of a property."""
        name = property_of(attribute)
        if name is None:
            return
        if self.is_lists:
            self.values.setdefault(name, []).append(text)
        else:
            self.frames[-1].values[name] = text

    # What it means.

    def keyframes(self) -> list[Keyframe]:
        """The processed keyframes."""
        made = self.from_lists() if self.is_lists else [keyframe_of(frame) for frame in self.frames]
        # 6-7. Offsets are sorted and within the limits.
        last = 0.0
        for keyframe in made:
            poll()
            if keyframe.offset is None:
                continue
            if not 0 <= keyframe.offset <= 1:
                raise type_error("Offsets must be null or in the range [0,1].")
            if keyframe.offset < last:
                raise type_error("Offsets must be monotonically non-decreasing.")
            last = keyframe.offset
        return made

    def from_lists(self) -> list[Keyframe]:
        """Step 5, the lists: each property's values are spread evenly, those of one offset are one keyframe."""
        by_offset: dict[float, dict[str, str]] = {}
        for name, texts in self.values.items():
            spread = [Keyframe() for _ in texts]
            compute_missing_offsets(spread)
            for keyframe, text in zip(spread, texts, strict=True):
                poll()
                by_offset.setdefault(keyframe.computed_offset, {})[name] = text
        made: list[Keyframe] = []
        for at, computed in enumerate(sorted(by_offset)):
            poll()
            raw = RawKeyframe()
            raw.values = by_offset[computed]
            raw.offset = self.offsets[at] if at < len(self.offsets) else None
            raw.easing = self.easings[at % len(self.easings)] if self.easings else "linear"
            raw.composite = self.composites[at % len(self.composites)] if self.composites else "auto"
            made.append(keyframe_of(raw))
        # Easings that are for no keyframe have to be some, too.
        for text in self.easings[len(made) :]:
            if canonical_easing(text) is None:
                raise type_error(f"'{text}' is not a valid value for easing")
        return made


class RawKeyframe:
    """A keyframe as it was said."""

    def __init__(self) -> None:
        self.offset: float | None = None
        self.easing = "linear"
        self.composite = "auto"
        self.values: dict[str, str] = {}


def keyframe_of(raw: RawKeyframe) -> Keyframe:
    """What it means."""
    made = Keyframe()
    easing = canonical_easing(raw.easing)
    if easing is None:
        raise type_error(f"'{raw.easing}' is not a valid value for easing")
    made.offset, made.composite = raw.offset, raw.composite
    made.easing, made.easing_function = easing, easing_of(easing) or LINEAR
    made.give_all(raw.values)
    return made


def read_keyframes(window: "Window", keyframes: object) -> list[Keyframe]:
    """The keyframes of an argument; null has none."""
    reader = KeyframesReader()
    window.host.read_keyframes(window, keyframes, reader)
    return reader.keyframes()


def keyframe_text(keyframe: Keyframe) -> str:
    """https://drafts.csswg.org/web-animations-1/#dom-keyframeeffect-getkeyframes, one of them as JSON."""
    members: dict[str, object] = {
        "offset": keyframe.offset,
        "computedOffset": keyframe.computed_offset,
        "easing": keyframe.easing,
        "composite": keyframe.composite,
    }
    for name, text in keyframe.given.items():
        members["cssFloat" if name == "float" else "cssOffset" if name == "offset" else attribute_name(name, False)] = (
            text
        )
    return json.dumps(members)
