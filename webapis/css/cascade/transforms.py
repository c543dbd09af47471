"""https://drafts.csswg.org/css-transforms-1/#serialization-of-the-computed-value: functions become a matrix"""

import math
import re
from typing import Final

from webapis.css.numeric import number_text

FUNCTION: Final = re.compile(r"([a-z0-9]+)\(([^()]*)\)")
ARGUMENT: Final = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(px|deg|grad|rad|turn|)")
DEGREES: Final = {"deg": 1.0, "grad": 0.9, "rad": 180 / math.pi, "turn": 360.0}

Matrix = tuple[float, float, float, float, float, float]


def multiplied(one: Matrix, other: Matrix) -> Matrix:
    """The matrix of one transformation after the other."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f)


def matrix_of(name: str, values: list[float]) -> Matrix | None:
    """The matrix of one function in the plane."""
    first = values[0] if values else 0.0
    second = values[1] if len(values) > 1 else 0.0
    if name == "matrix":
        return (first, second, values[2], values[3], values[4], values[5]) if len(values) == 6 else None
    if name in ("translate", "translatex"):
        return (1.0, 0.0, 0.0, 1.0, first, second)
    if name == "translatey":
        return (1.0, 0.0, 0.0, 1.0, 0.0, first)
    if name == "scale":
        return (first, 0.0, 0.0, second if len(values) > 1 else first, 0.0, 0.0)
    if name == "scalex":
        return (first, 0.0, 0.0, 1.0, 0.0, 0.0)
    if name == "scaley":
        return (1.0, 0.0, 0.0, first, 0.0, 0.0)
    angle = math.radians(first)
    if name in ("rotate", "rotatez"):
        return (math.cos(angle), math.sin(angle), -math.sin(angle), math.cos(angle), 0.0, 0.0)
    if name == "skewx":
        return (1.0, 0.0, math.tan(angle), 1.0, 0.0, 0.0)
    if name == "skewy":
        return (1.0, math.tan(angle), 0.0, 1.0, 0.0, 0.0)
    if name == "skew":
        return (1.0, math.tan(math.radians(second)), math.tan(angle), 1.0, 0.0, 0.0)
    return None


def resolved_transform(text: str) -> str:
    """A matrix where no function needs a box or a third dimension; else the functions."""
    if text == "none":
        return text
    total: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    for name, arguments in FUNCTION.findall(text):
        values: list[float] = []
        for argument in arguments.split(","):
            match = ARGUMENT.fullmatch(argument.strip())
            if match is None:
                return text
            values.append(float(match[1]) * DEGREES.get(match[2], 1.0))
        matrix = matrix_of(name, values)
        if matrix is None:
            return text
        total = multiplied(total, matrix)
    return f"matrix({', '.join([number_text(value) for value in total])})"
