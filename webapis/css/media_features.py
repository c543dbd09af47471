"""The table of media features: https://drafts.csswg.org/mediaqueries-5/#media-descriptor-table, and what they are here."""

from typing import Any, Final

from webapis.css.numeric import CANONICAL, DIMENSIONS, MATH_FUNCTIONS, function_sum, number_text
from webapis.css.tokens import identifier_text

# name | range or its keywords | type of a range's value | its value here, where it does not follow from the viewport
_FEATURES: Final = """
width | range | length |
height | range | length |
aspect-ratio | range | ratio |
orientation | portrait landscape | |
device-width | range | length |
device-height | range | length |
device-aspect-ratio | range | ratio |
resolution | range | resolution |
-webkit-device-pixel-ratio | range | number |
-webkit-transform-3d | range | integer | 1
color | range | integer | 8
color-index | range | integer | 0
monochrome | range | integer | 0
grid | range | integer | 0
color-gamut | srgb p3 rec2020 | | srgb
dynamic-range | standard high | | standard
video-dynamic-range | standard high | | standard
scan | interlace progressive | | progressive
update | none slow fast | | fast
overflow-block | none scroll paged | | scroll
overflow-inline | none scroll | | scroll
hover | none hover | | hover
any-hover | none hover | | hover
pointer | none coarse fine | | fine
any-pointer | none coarse fine | | fine
scripting | none initial-only enabled | | enabled
display-mode | fullscreen standalone minimal-ui browser picture-in-picture window-controls-overlay | | browser
forced-colors | none active | | none
inverted-colors | none inverted | | none
prefers-color-scheme | light dark | |
prefers-contrast | no-preference more less custom | | no-preference
prefers-reduced-data | no-preference reduce | | no-preference
prefers-reduced-motion | no-preference reduce | | no-preference
prefers-reduced-transparency | no-preference reduce | | no-preference
"""


class Environment:
    """What a page is shown on: a viewport of a fixed size that nobody looks at, with a mouse and a keyboard."""

    __slots__ = ("color_scheme", "device_pixel_ratio", "height", "media_type", "width")

    def __init__(self, width: int = 1280, height: int = 720) -> None:
        self.width = width
        self.height = height
        self.device_pixel_ratio = 1.0
        self.media_type = "screen"
        self.color_scheme = "light"

    def is_like(self, other: "Environment") -> bool:
        """Whether all conditions have the same answers."""
        return self.width == other.width and self.height == other.height

    def value_of(self, name: str) -> float | str:
        """The value of a feature."""
        if name in ("width", "device-width"):
            return float(self.width)
        if name in ("height", "device-height"):
            return float(self.height)
        if name in ("aspect-ratio", "device-aspect-ratio"):
            return self.width / self.height if self.height else float("inf")
        if name == "orientation":
            return "portrait" if self.height >= self.width else "landscape"
        if name in ("resolution", "-webkit-device-pixel-ratio"):
            return self.device_pixel_ratio
        if name == "prefers-color-scheme":
            return self.color_scheme
        here = FEATURES[name].here
        return float(here) if here.isdigit() else here


class Feature:
    """A row."""

    __slots__ = ("here", "is_preference", "is_range", "keywords", "name", "type")

    def __init__(self, name: str, keywords: list[str], type_: str, here: str) -> None:
        self.name = name
        self.is_range = keywords == ["range"]
        self.keywords = keywords
        self.type = type_
        self.here = here
        self.is_preference = "no-preference" in keywords


def _read() -> dict[str, Feature]:
    rows: dict[str, Feature] = {}
    for row in _FEATURES.strip().split("\n"):
        name, keywords, type_, here = [part.strip() for part in row.split("|")]
        rows[name] = Feature(name, keywords.split(), type_, here)
    return rows


FEATURES: Final = _read()


def prefixed_feature(name: str) -> tuple[Feature | None, str]:
    """The feature that `name: value` asks about, and the comparison: https://drafts.csswg.org/mediaqueries-5/#mq-min-max"""
    feature = FEATURES.get(name)
    if feature is not None:
        return feature, "="
    for prefix, operator in (("min-", ">="), ("max-", "<=")):
        webkit = "-webkit-" + prefix
        plain = "-webkit-" + name[len(webkit) :] if name.startswith(webkit) else name[len(prefix) :]
        if name.startswith((prefix, webkit)):
            feature = FEATURES.get(plain)
            if feature is not None and feature.is_range:
                return feature, operator
    return None, "="


def feature_value(feature: Feature, values: list[Any]) -> tuple[float | str, str] | None:
    """A value that the feature takes, and its text."""
    if feature.type == "ratio":
        return ratio_value(values)
    if len(values) != 1:
        return None
    value = values[0]
    if not feature.is_range:
        if value.type == "ident" and value.lower_value in feature.keywords:
            return value.lower_value, identifier_text(value.lower_value)
        return None
    if feature.type == "integer":
        whole = value.int_value if value.type == "number" else None
        return (float(whole), str(whole)) if whole is not None else None
    return number_of(value, feature.type)


def number_of(value: Any, type_: str) -> tuple[float, str] | None:
    """A number, length or resolution in canonical units; font-relative lengths are of the initial font."""
    if value.type == "number":
        if type_ == "number" or (type_ == "length" and value.value == 0):
            return float(value.value), number_text(value.value) + ("px" if type_ == "length" else "")
        return None
    if value.type == "dimension" and value.lower_unit in DIMENSIONS.get(type_, ()):
        factor = INITIAL_LENGTHS.get(value.lower_unit) or CANONICAL.get(value.lower_unit, ("", 1.0))[1]
        return value.value * factor, f"{number_text(value.value)}{value.lower_unit}"
    if value.type == "function" and value.lower_name in MATH_FUNCTIONS:
        kinds: set[str] = set()
        total = function_sum(value, kinds, 0)
        if total is None or kinds != {type_} or total.parts:
            return None
        number = 0.0
        for unit, amount in total.terms.items():
            number += amount * INITIAL_LENGTHS.get(unit, 1.0)
        return number, f"calc({total.text()})"
    return None


# https://drafts.csswg.org/mediaqueries-5/#units: relative to the initial value of font-size
INITIAL_LENGTHS: Final = {"em": 16.0, "rem": 16.0, "ex": 8.0, "rex": 8.0, "ch": 8.0, "rch": 8.0, "ic": 16.0, "lh": 19.2}


def ratio_value(values: list[Any]) -> tuple[float, str] | None:
    """https://drafts.csswg.org/css-values-4/#ratios"""
    numbers = [value.value for value in values[::2] if value.type == "number" and value.value >= 0]
    marks = [value.value for value in values[1::2] if value.type == "literal"]
    if len(values) == 1 and len(numbers) == 1:
        return float(numbers[0]), f"{number_text(numbers[0])} / 1"
    if len(values) != 3 or len(numbers) != 2 or marks != ["/"]:
        return None
    ratio = numbers[0] / numbers[1] if numbers[1] else float("inf")
    return ratio, f"{number_text(numbers[0])} / {number_text(numbers[1])}"
