"""https://html.spec.whatwg.org/#sizes-attributes: how wide an image will be, as its author says; read with CSS's parsers."""

from typing import TYPE_CHECKING, Any

from webapis.css.matching import significant
from webapis.css.media_features import INITIAL_LENGTHS, number_of
from webapis.css.media_queries import TRUE, parse_condition
from webapis.css.numeric import MATH_FUNCTIONS, Sum, function_sum, split_on_commas, sum_of
from webapis.css.syntax.reading import component_values, is_shallow

if TYPE_CHECKING:
    from webapis.css.media_features import Environment


def source_size(text: str, environment: "Environment") -> float:
    """https://html.spec.whatwg.org/#parse-a-sizes-attribute: of the first entry whose condition holds, in pixels"""
    written = component_values(text)
    for piece in split_on_commas(written) if is_shallow(written) else []:
        values = significant(piece)
        size = length_of(values[-1], environment) if values else None
        if size is None or size < 0:
            continue
        if len(values) == 1:
            return size
        condition = parse_condition(values[:-1], True)
        if condition is not None and condition.evaluate(environment) == TRUE:
            return size
    return float(environment.width)


def length_of(value: Any, environment: "Environment") -> float | None:
    """https://html.spec.whatwg.org/#source-size-value"""
    if value.type == "dimension":
        size = viewport_unit(value.lower_unit, environment)
        if size is not None:
            return float(value.value) * size
    if value.type == "function" and value.lower_name in MATH_FUNCTIONS:
        found = math_length(value, environment)
        return None if found is None else max(0.0, found)
    number = number_of(value, "length")
    return None if number is None else float(number[0])


def math_length(value: Any, environment: "Environment") -> float | None:
    """https://drafts.csswg.org/css-values-4/#math: sums, and min(), max() and clamp() of such"""
    kinds: set[str] = set()
    if value.lower_name == "calc":
        return pixels_of(function_sum(value, kinds, 0), kinds, environment)
    found = [pixels_of(sum_of(piece, kinds, 0), kinds, environment) for piece in split_on_commas(value.arguments)]
    numbers = [number for number in found if number is not None]
    if not numbers or len(numbers) != len(found):
        return None
    if value.lower_name == "clamp" and len(numbers) == 3:
        return max(numbers[0], min(numbers[1], numbers[2]))
    return {"min": min, "max": max}[value.lower_name](numbers) if value.lower_name in ("min", "max") else None


def pixels_of(total: Sum | None, kinds: set[str], environment: "Environment") -> float | None:
    """A sum of lengths."""
    if total is None or kinds != {"length"} or total.parts:
        return None
    pixels = 0.0
    for unit, amount in total.terms.items():
        pixels += amount * (viewport_unit(unit, environment) or INITIAL_LENGTHS.get(unit, 1.0))
    return pixels


def viewport_unit(unit: str, environment: "Environment") -> float | None:
    """https://drafts.csswg.org/css-values-4/#viewport-relative-lengths: the viewport has one size only."""
    name = unit[1:] if unit[:1] in ("s", "l", "d") and unit[1:2] == "v" else unit
    width, height = environment.width / 100, environment.height / 100
    sizes = {
        "vw": width,
        "vi": width,
        "vh": height,
        "vb": height,
        "vmin": min(width, height),
        "vmax": max(width, height),
    }
    return sizes.get(name)
