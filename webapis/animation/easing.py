"""https://drafts.csswg.org/css-easing-2/: from how much of the time has gone by to how far the change has come"""

import math
from typing import Final

from webapis.css.declaration_parsing import parse_value
from webapis.css.matching import WIDE_KEYWORDS

MOST_POINTS: Final = 10_000
# https://drafts.csswg.org/css-easing-2/#cubic-bezier-easing-functions
CURVES: Final = {
    "ease": (0.25, 0.1, 0.25, 1.0),
    "ease-in": (0.42, 0.0, 1.0, 1.0),
    "ease-out": (0.0, 0.0, 0.58, 1.0),
    "ease-in-out": (0.42, 0.0, 0.58, 1.0),
}


class Easing:
    """https://drafts.csswg.org/css-easing-2/#easing-function; this one is `linear`."""

    def output(self, progress: float, is_before: bool) -> float:
        """The output progress value; `is_before` is the before flag, which only steps look at."""
        return progress


class CubicBezier(Easing):
    """https://drafts.csswg.org/css-easing-2/#cubic-bezier-easing-functions"""

    def __init__(self, x1: float, y1: float, x2: float, y2: float) -> None:
        self.x1, self.y1, self.x2, self.y2 = x1, y1, x2, y2

    def output(self, progress: float, is_before: bool) -> float:
        # Outside of the curve its tangents go on.
        if progress <= 0.0:
            return progress * self.slope_at_start()
        if progress >= 1.0:
            return 1.0 + (progress - 1.0) * self.slope_at_end()
        low, high = 0.0, 1.0
        for _ in range(50):
            middle = (low + high) / 2
            if bezier(self.x1, self.x2, middle) < progress:
                low = middle
            else:
                high = middle
        # Rounded: what is searched for is found but for its last digits.
        return round(bezier(self.y1, self.y2, (low + high) / 2), 12)

    def slope_at_start(self) -> float:
        """https://drafts.csswg.org/css-easing-2/#cubic-bezier-algo, the tangent at 0"""
        if self.x1 > 0:
            return self.y1 / self.x1
        if self.y1 == 0 and self.x2 > 0:
            return self.y2 / self.x2
        return 1.0 if self.y1 == 0 and self.y2 == 0 else 0.0

    def slope_at_end(self) -> float:
        """The tangent at 1."""
        if self.x2 < 1:
            return (self.y2 - 1) / (self.x2 - 1)
        if self.y2 == 1 and self.x1 < 1:
            return (self.y1 - 1) / (self.x1 - 1)
        return 1.0 if self.y2 == 1 and self.y1 == 1 else 0.0


def bezier(one: float, two: float, t: float) -> float:
    """A coordinate of the curve from 0 to 1."""
    rest = 1 - t
    return 3 * rest * rest * t * one + 3 * rest * t * t * two + t * t * t


class Steps(Easing):
    """https://drafts.csswg.org/css-easing-2/#step-easing-functions"""

    def __init__(self, count: int, position: str) -> None:
        self.count = float(count)
        self.position = position

    def output(self, progress: float, is_before: bool) -> float:
        # 1-2. The step, later by one where it jumps at the start.
        step = float(math.floor(progress * self.count)) if math.isfinite(progress) else progress
        if self.position in ("start", "jump-start", "jump-both"):
            step += 1.0
        # 3. At the boundary itself, before the active phase, it has not jumped.
        if is_before and progress * self.count % 1 == 0:
            step -= 1.0
        # 4-5. Inside of the interval it keeps to the jumps.
        jumps = self.count
        if self.position == "jump-none":
            jumps -= 1.0
        elif self.position == "jump-both":
            jumps += 1.0
        if progress >= 0 and step < 0:
            step = 0.0
        if progress <= 1 and step > jumps:
            step = jumps
        return step / jumps


class LinearPoints(Easing):
    """https://drafts.csswg.org/css-easing-2/#the-linear-easing-function"""

    def __init__(self, points: list[tuple[float, float]]) -> None:
        self.points = points

    def output(self, progress: float, is_before: bool) -> float:
        points = self.points
        if len(points) == 1:
            return points[0][1]
        # The last point at or before the input, but for the ends.
        low, high = 0, len(points) - 2
        while low < high:
            middle = (low + high + 1) // 2
            if points[middle][0] <= progress:
                low = middle
            else:
                high = middle - 1
        (from_input, from_output), (to_input, to_output) = points[low], points[low + 1]
        if from_input == to_input:
            return from_output if progress < from_input else to_output
        return from_output + (progress - from_input) / (to_input - from_input) * (to_output - from_output)


LINEAR: Final = Easing()
_read: Final[dict[str, Easing]] = {"linear": LINEAR}


def canonical_easing(text: str) -> str | None:
    """The text of one easing function in its canonical form; None for what is none."""
    parsed = parse_value("animation-timing-function", text)
    if parsed is None:
        return None
    value, pending = parsed["animation-timing-function"]
    if pending or value in WIDE_KEYWORDS or "var(" in value or len(split_list(value)) != 1:
        return None
    return value if easing_of(value) is not None else None


def easing_of(text: str) -> Easing | None:
    """What a canonical text says; each is read once."""
    found = _read.get(text)
    if found is None:
        made = read_easing(text)
        if made is None:
            return None
        if len(_read) > 1000:
            _read.clear()
        found = _read[text] = made
    return found


def read_easing(text: str) -> Easing | None:
    """The same."""
    if text == "linear":
        return LINEAR
    if text in CURVES:
        x1, y1, x2, y2 = CURVES[text]
        return CubicBezier(x1, y1, x2, y2)
    if text in ("step-start", "step-end"):
        return Steps(1, text[5:])
    name, _, inside = text.partition("(")
    arguments = [one.strip() for one in inside.removesuffix(")").split(",")]
    if name == "cubic-bezier" and len(arguments) == 4:
        numbers = [number_of(one) for one in arguments]
        if any(one is None for one in numbers):
            return None
        return CubicBezier(numbers[0] or 0.0, numbers[1] or 0.0, numbers[2] or 0.0, numbers[3] or 0.0)
    if name == "steps":
        return read_steps(arguments)
    return read_points(arguments) if name == "linear" else None


def read_steps(arguments: list[str]) -> Easing | None:
    """https://drafts.csswg.org/css-easing-2/#step-easing-functions: their number and where they jump."""
    count = number_of(arguments[0])
    position = arguments[1] if len(arguments) > 1 else "end"
    if count is None or count < (2 if position == "jump-none" else 1):
        return None
    return Steps(int(min(count, 2.0**31)), position)


def read_points(arguments: list[str]) -> Easing | None:
    """https://drafts.csswg.org/css-easing-2/#linear-easing-function-parsing"""
    if len(arguments) > MOST_POINTS:
        return None
    outputs: list[float] = []
    inputs: list[float | None] = []
    for argument in arguments:
        stops: list[float | None] = []
        for word in argument.split():
            if word.endswith("%") and is_number(word[:-1]):
                stops.append(float(word[:-1]) / 100)
        numbers = [float(word) for word in argument.split() if is_number(word)]
        if len(numbers) != 1 or len(stops) > 2 or len(stops) + 1 != len(argument.split()):
            return None
        for stop in stops or [None]:
            outputs.append(numbers[0])
            inputs.append(stop)
    return LinearPoints(list(zip(filled_inputs(inputs), outputs, strict=True)))


def filled_inputs(inputs: list[float | None]) -> list[float]:
    """The inputs that were left out lie evenly between their neighbours; none lies before the one before it."""
    if inputs[0] is None:
        inputs[0] = 0.0
    if inputs[-1] is None:
        inputs[-1] = 1.0
    filled: list[float] = []
    waiting = 0
    for value in inputs:
        if value is None:
            waiting += 1
            continue
        before = filled[-1] if filled else value
        value = max(value, before)
        for one in range(1, waiting + 1):
            filled.append(before + (value - before) * one / (waiting + 1))
        filled.append(value)
        waiting = 0
    return filled


def is_number(text: str) -> bool:
    """Whether a text is a plain number."""
    return number_of(text) is not None


def number_of(text: str) -> float | None:
    """A finite number."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def split_list(text: str) -> list[str]:
    """The items of a list with commas, functions whole."""
    if "(" not in text:
        return [one.strip() for one in text.split(",")]
    items: list[str] = []
    depth, start = 0, 0
    for at, character in enumerate(text):
        if character == "(":
            depth += 1
        elif character == ")":
            depth -= 1
        elif character == "," and depth == 0:
            items.append(text[start:at].strip())
            start = at + 1
    items.append(text[start:].strip())
    return items
