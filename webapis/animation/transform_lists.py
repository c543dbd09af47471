"""https://drafts.csswg.org/css-transforms-1/#interpolation-of-transforms, and what filters have in common with it"""

import math
import re
from typing import Final

from webapis.css.cascade.transforms import resolved_transform
from webapis.css.numeric import number_text

FUNCTION: Final = re.compile(r"([a-z0-9-]+)\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
NUMBER: Final = re.compile(r"(?<![\w#.-])[+-]?(?:\d+\.?\d*|\.\d+)")
# Functions whose neutral arguments are 1.
OF_ONE: Final = frozenset(
    ["scale", "scalex", "scaley", "scalez", "scale3d", "opacity", "brightness", "contrast", "saturate"]
)
MATRICES: Final = {
    "matrix": "matrix(1, 0, 0, 1, 0, 0)",
    "matrix3d": "matrix3d(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1)",
}


def functions_of(text: str) -> list[tuple[str, str]] | None:
    """The functions of a list with their arguments; None for what is no such list."""
    if text == "none":
        return []
    found = FUNCTION.findall(text)
    return found if " ".join([f"{name}({arguments})" for name, arguments in found]) == text else None


def neutral(name: str, arguments: str) -> str:
    """https://drafts.csswg.org/css-transforms-1/#identity-transform-function: the function that does nothing."""
    if name in MATRICES:
        return MATRICES[name]
    if name == "rotate3d":
        axis, _, _ = arguments.rpartition(",")
        return f"rotate3d({axis}, 0deg)"
    return f"{name}({NUMBER.sub('1' if name in OF_ONE else '0', arguments)})"


def padded_functions(start: str, end: str) -> tuple[str, str] | None:
    """Both lists with the same functions, the shorter one filled up; None where they differ."""
    first, second = functions_of(start), functions_of(end)
    if first is None or second is None:
        return None
    if any(one[0] != other[0] for one, other in zip(first, second, strict=False)):
        return None
    texts: list[list[str]] = [[], []]
    for at in range(max(len(first), len(second))):
        for own, other, out in ((first, second, texts[0]), (second, first, texts[1])):
            out.append(f"{own[at][0]}({own[at][1]})" if at < len(own) else neutral(*other[at]))
    return " ".join(texts[0]), " ".join(texts[1])


Parts = tuple[float, float, float, float, float, float, float, float, float]
"""Translation (2), scale (2), angle in degrees, and the matrix (4) that is left."""


def matrix_of_list(text: str) -> list[float] | None:
    """The matrix of a list in the plane, none of whose functions needs a box."""
    if text == "none":
        return [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]
    resolved = resolved_transform(text)
    if not resolved.startswith("matrix("):
        return None
    values = [float(one) for one in resolved[7:-1].split(",")]
    return values if len(values) == 6 else None


def decomposed(matrix: list[float]) -> Parts | None:
    """https://drafts.csswg.org/css-transforms-1/#decomposing-a-2d-matrix"""
    row0x, row0y, row1x, row1y, x, y = matrix
    determinant = row0x * row1y - row0y * row1x
    if determinant == 0 or not math.isfinite(determinant):
        return None
    scale_x, scale_y = math.hypot(row0x, row0y), math.hypot(row1x, row1y)
    if scale_x == 0 or scale_y == 0:
        return None
    # A determinant below zero: one axis was flipped, the one that is less so.
    if determinant < 0:
        if row0x < row1y:
            scale_x = -scale_x
        else:
            scale_y = -scale_y
    row0x, row0y, row1x, row1y = row0x / scale_x, row0y / scale_x, row1x / scale_y, row1y / scale_y
    angle = math.atan2(row0y, row0x)
    if angle:
        sine, cosine = -row0y, row0x
        row0x, row0y, row1x, row1y = (
            cosine * row0x + sine * row1x,
            cosine * row0y + sine * row1y,
            -sine * row0x + cosine * row1x,
            -sine * row0y + cosine * row1y,
        )
    return (x, y, scale_x, scale_y, math.degrees(angle), row0x, row0y, row1x, row1y)


def between_transforms(start: str, end: str, progress: float) -> str | None:
    """https://drafts.csswg.org/css-transforms-1/#interpolation-of-decomposed-2d-matrix-values"""
    first, second = matrix_of_list(start), matrix_of_list(end)
    if first is None or second is None:
        return None
    one, other = decomposed(first), decomposed(second)
    if one is None or other is None:
        return None
    a, b = list(one), list(other)
    # A flip of both axes is half a turn.
    if (a[2] < 0 and b[3] < 0) or (a[3] < 0 and b[2] < 0):
        a[2], a[3] = -a[2], -a[3]
        a[4] += 180 if a[4] < 0 else -180
    # The shorter way round.
    a[4], b[4] = a[4] or 360.0, b[4] or 360.0
    if abs(a[4] - b[4]) > 180:
        if a[4] > b[4]:
            a[4] -= 360
        else:
            b[4] -= 360
    x, y, scale_x, scale_y, angle, m11, m12, m21, m22 = [
        p * (1 - progress) + q * progress for p, q in zip(a, b, strict=True)
    ]
    sine, cosine = math.sin(math.radians(angle)), math.cos(math.radians(angle))
    # https://drafts.csswg.org/css-transforms-1/#recomposing-to-a-2d-matrix: rotate, then scale.
    rows = [
        m11 * cosine + m21 * sine,
        m12 * cosine + m22 * sine,
        -m11 * sine + m21 * cosine,
        -m12 * sine + m22 * cosine,
    ]
    values = [rows[0] * scale_x, rows[1] * scale_x, rows[2] * scale_y, rows[3] * scale_y, x, y]
    return f"matrix({', '.join([number_text(value) for value in values])})"
