"""https://drafts.csswg.org/css-values-4/#combining-values: computed values between, and on top of, others

Computed values are texts. One is taken apart into numbers, colours and what stands between them; two whose other parts are
alike have values between them, any others change from one to the other halfway.
"""

import math
import re
from typing import Final

from webapis.animation.transform_lists import between_transforms, padded_functions
from webapis.css.colors import rgb_text
from webapis.css.numeric import number_text
from webapis.css.properties import TYPES, longhands

# https://drafts.csswg.org/web-animations-1/#not-animatable
NOT_ANIMATABLE: Final = frozenset(["direction", "unicode-bidi", "writing-mode", "text-orientation", "will-change"])
# Their values are always discrete, whatever numbers are in them.
DISCRETE: Final = frozenset(
    ["font-family", "content", "quotes", "counter-reset", "counter-increment", "counter-set", "d"]
)
SHADOWS: Final = frozenset(["box-shadow", "text-shadow"])
FUNCTIONS: Final = frozenset(["transform", "filter", "backdrop-filter"])
# What `none` stands for beside another value.
NEUTRAL: Final = {"rotate": "0deg", "scale": "1", "translate": "0px"}
LONGEST: Final = 1 << 16
"""Longer values are not taken apart."""

_NUMBER: Final = r"(?<![\w#.-])[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?"
PIECE: Final = re.compile(
    r"(?P<opaque>\"(?:[^\"\\]|\\.)*\"|(?:url|path|var|env)\([^)]*\))"
    r"|(?P<color>rgba?\([^()]*\))"
    r"|calc\((?P<sum>[^()]*)\)"
    rf"|(?P<number>{_NUMBER})(?P<unit>%|[a-z]+)?",
    re.DOTALL,
)
TERM: Final = re.compile(r"\s*([+-])?\s*((?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(%|px)\s*")
TYPE_NAME: Final = re.compile(r"<([a-z-]+)>")
CHANNEL: Final = re.compile(r"-?[\d.]+")


class Piece:
    """A part of a value: a text, a number with its unit, a length with a percentage, or a colour."""

    __slots__ = ("kind", "numbers", "text")

    def __init__(self, kind: str, text: str, numbers: list[float]) -> None:
        self.kind: str = kind
        self.text: str = text
        self.numbers: list[float] = numbers


def is_animatable(name: str) -> bool:
    """Whether animations of a property mean anything: https://drafts.csswg.org/web-animations-1/#animating-properties"""
    return name not in NOT_ANIMATABLE and not name.startswith(("animation-", "transition-"))


def pieces_of(text: str) -> list[Piece]:
    """A computed value, taken apart."""
    found: list[Piece] = []
    at = 0
    for match in PIECE.finditer(text):
        if match["opaque"] is not None:
            continue
        made = piece_of(match)
        if made is None:
            continue
        found.append(Piece("text", text[at : match.start()], []))
        found.append(made)
        at = match.end()
    found.append(Piece("text", text[at:], []))
    return found


def piece_of(match: re.Match[str]) -> Piece | None:
    """One that has values between it and others of its kind."""
    color = match["color"]
    if color is not None:
        channels = [float(one) for one in CHANNEL.findall(color)]
        if len(channels) not in (3, 4):
            return None
        return Piece("color", "", channels if len(channels) == 4 else [*channels, 1.0])
    total = match["sum"]
    if total is not None:
        lengths = length_percentage(total)
        return None if lengths is None else Piece("length", "calc", lengths)
    number, unit = float(match["number"]), match["unit"] or ""
    if not math.isfinite(number):
        return None
    if unit == "px":
        return Piece("length", "", [number, 0.0])
    return Piece("length", "%", [0.0, number]) if unit == "%" else Piece("number", unit, [number])


def length_percentage(text: str) -> list[float] | None:
    """The length and the percentage of a sum of both."""
    numbers = [0.0, 0.0]
    at = 0
    while at < len(text):
        term = TERM.match(text, at)
        if term is None or (at > 0 and term[1] is None):
            return None
        value = float(term[2]) * (-1 if term[1] == "-" else 1)
        numbers[1 if term[3] == "%" else 0] += value
        at = term.end()
    return numbers


def are_alike(one: list[Piece], other: list[Piece]) -> bool:
    """Whether there is something between each piece and its counterpart."""
    if len(one) != len(other):
        return False
    for first, second in zip(one, other, strict=True):
        if first.kind != second.kind or (first.kind != "length" and first.text != second.text):
            return False
    return True


def interpolated(name: str, start: str, end: str, progress: float) -> str | None:
    """The value between two computed ones: https://drafts.csswg.org/css-values-4/#interpolation. None: there is none."""
    if start == end:
        return start
    if name.startswith("--") or name in DISCRETE or len(start) + len(end) > LONGEST:
        return None
    found = value_between(name, start, end, progress)
    # At the ends they are what they are.
    return found if found is None or progress not in (0, 1) else end if progress == 1 else start


def value_between(name: str, start: str, end: str, progress: float) -> str | None:
    """The same by the kind of the property."""
    if name == "visibility":
        return visibility_between(start, end, progress)
    if name in FUNCTIONS:
        return function_lists(name, start, end, progress)
    if name in SHADOWS:
        start, end = padded_shadows(start, end)
    elif name in NEUTRAL:
        start, end = padded_words(NEUTRAL[name] if start == "none" else start, NEUTRAL[name] if end == "none" else end)
    return plain_interpolation(name, start, end, progress)


def plain_interpolation(name: str, start: str, end: str, progress: float) -> str | None:
    """Piece by piece."""
    first, second = pieces_of(start), pieces_of(end)
    if not are_alike(first, second) or len(first) == 1:
        return None
    syntax = longhands()[name].syntax
    return "".join([between(syntax, one, other, progress) for one, other in zip(first, second, strict=True)])


def between(syntax: str, one: Piece, other: Piece, progress: float) -> str:
    """The text between two pieces of one kind."""
    if one.kind == "text":
        return one.text
    if one.kind == "color":
        return mixed_color(one.numbers, other.numbers, progress)
    values = [mixed(a, b, progress) for a, b in zip(one.numbers, other.numbers, strict=True)]
    return piece_text(syntax, one, other, values)


def piece_text(syntax: str, one: Piece, other: Piece, values: list[float]) -> str:
    """A number or length that was made of two, within the limits of the property."""
    low = least(syntax)
    if one.kind == "number":
        value = max(values[0], low)
        if "<integer" in syntax and "<number" not in syntax:
            value = float(math.floor(value + 0.5)) if abs(value) < 1e15 else value
        return number_text(value) + one.text
    length, percentage = values
    if one.text == other.text == "":
        return number_text(max(length, low)) + "px"
    if one.text == other.text == "%":
        return number_text(max(percentage, low)) + "%"
    sign = "-" if length < 0 else "+"
    return f"calc({number_text(percentage)}% {sign} {number_text(abs(length))}px)"


_least: Final[dict[str, float]] = {}


def least(syntax: str) -> float:
    """The least number that a property takes: https://drafts.csswg.org/css-values-4/#combine-numbers clamps to it."""
    found = _least.get(syntax)
    if found is None:
        whole, waiting = "", [syntax]
        while waiting:
            text = waiting.pop()
            whole += text
            waiting += [TYPES[name] for name in TYPE_NAME.findall(text) if name in TYPES and TYPES[name] not in whole]
        found = 0.0 if "[0,inf]" in whole else 1.0 if "[1,inf]" in whole else -math.inf
        if "<length>{2}" in whole or "[-inf" in whole:
            found = -math.inf  # shadows lie anywhere, lines of a grid on both sides
        _least[syntax] = found
    return found


def mixed(start: float, end: float, progress: float) -> float:
    """https://drafts.csswg.org/css-values-4/#combine-numbers"""
    if progress == 0 or progress == 1:
        return end if progress == 1 else start
    return start * (1 - progress) + end * progress


def mixed_color(start: list[float], end: list[float], progress: float) -> str:
    """https://drafts.csswg.org/css-color-4/#interpolation of legacy colours: premultiplied sRGB."""
    alpha = min(1.0, max(0.0, mixed(start[3], end[3], progress)))
    if alpha == 0:
        return "rgba(0, 0, 0, 0)"
    channels = [mixed(start[at] * start[3], end[at] * end[3], progress) / alpha for at in range(3)]
    return rgb_text(channels[0], channels[1], channels[2], alpha)


def visibility_between(start: str, end: str, progress: float) -> str | None:
    """https://drafts.csswg.org/css-display-4/#visibility-animation: what is partly visible is visible."""
    if "visible" not in (start, end):
        return None
    return start if progress <= 0 else end if progress >= 1 else "visible"


def padded_words(start: str, end: str) -> tuple[str, str]:
    """Both with as many words: a scale of one number has it twice, other values zeros."""
    first, second = start.split(" "), end.split(" ")
    for short, long in ((first, second), (second, first)):
        while len(short) < len(long):
            unit = long[len(short)].lstrip("+-0123456789.")
            short.append(short[0] if unit == "" and len(short) == 1 else "1" if unit == "" else f"0{unit}")
    return " ".join(first), " ".join(second)


def nothing_of(match: re.Match[str]) -> str:
    """A transparent colour or a zero in the place of another."""
    return "rgba(0, 0, 0, 0)" if match["color"] else f"0{match['unit'] or ''}" if match["number"] else match[0]


def padded_shadows(start: str, end: str) -> tuple[str, str]:
    """Lists of shadows of one length: https://drafts.csswg.org/css-backgrounds-3/#box-shadow"""
    from webapis.animation.easing import split_list

    first = [] if start == "none" else split_list(start)
    second = [] if end == "none" else split_list(end)
    for short, long in ((first, second), (second, first)):
        for one in long[len(short) :]:
            short.append(PIECE.sub(nothing_of, one))
    return ", ".join(first), ", ".join(second)


def function_lists(name: str, start: str, end: str, progress: float) -> str | None:
    """https://drafts.csswg.org/css-transforms-1/#interpolation-of-transforms and, of filters, filter-effects-1."""
    padded = padded_functions(start, end)
    if padded is not None:
        found = plain_interpolation(name, padded[0], padded[1], progress)
        if found is not None:
            return found
    return between_transforms(start, end, progress) if name == "transform" else None


def can_interpolate(name: str, start: str, end: str) -> bool:
    """Whether there are values between two."""
    return interpolated(name, start, end, 0.5) is not None


def interpolated_or_discrete(name: str, start: str, end: str, progress: float) -> str:
    """https://drafts.csswg.org/web-animations-1/#animation-type: discrete where there is nothing between."""
    found = interpolated(name, start, end, progress)
    if found is not None:
        return found
    if name == "display" and "none" in (start, end):
        # https://drafts.csswg.org/css-display-4/#display-animation: displayed as long as it can be.
        shown = end if start == "none" else start
        return shown if 0 < progress < 1 else start if progress <= 0 else end
    return start if progress < 0.5 else end


def added(name: str, under: str, over: str) -> str:
    """https://drafts.csswg.org/css-values-4/#addition: lists of functions and shadows one after the other, numbers summed."""
    if name.startswith("--") or name in DISCRETE or len(under) + len(over) > LONGEST:
        return over
    if name in FUNCTIONS or name in SHADOWS:
        if under == "none" or over == "none":
            return under if over == "none" else over
        return f"{under}{', ' if name in SHADOWS else ' '}{over}"
    first, second = pieces_of(under), pieces_of(over)
    if not are_alike(first, second) or len(first) == 1:
        return over
    syntax = longhands()[name].syntax
    return "".join([sum_text(syntax, one, other) for one, other in zip(first, second, strict=True)])


def sum_text(syntax: str, one: Piece, other: Piece) -> str:
    """The sum of two pieces."""
    if one.kind == "text":
        return one.text
    values = [a + b for a, b in zip(one.numbers, other.numbers, strict=True)]
    if one.kind == "color":
        return rgb_text(values[0], values[1], values[2], values[3])
    return piece_text(syntax, one, other, values)
