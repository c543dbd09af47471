"""https://drafts.csswg.org/css-values-4/#combining-values of computed values"""

import pytest

from webapis.animation.interpolation import added, can_interpolate, interpolated_or_discrete, is_animatable

# property | from | to | progress | value
ROWS = """
width | 10px | 20px | 0.5 | 15px
width | 10px | 20px | -2 | 0px
margin-left | 10px | 20px | -2 | -10px
left | 10px | 50% | 0.5 | calc(25% + 5px)
left | calc(50% - 10px) | calc(10% + 30px) | 0.5 | calc(30% + 10px)
left | auto | 50% | 0.4 | auto
left | auto | 50% | 0.5 | 50%
z-index | 1 | 2 | 0.5 | 2
opacity | 0.25 | 0.75 | 0.5 | 0.5
color | rgba(255, 0, 0, 0) | rgb(0, 0, 255) | 0.5 | rgba(0, 0, 255, 0.5)
color | rgb(0, 0, 0) | rgb(255, 255, 255) | 2 | rgb(255, 255, 255)
visibility | visible | hidden | 0.9 | visible
visibility | visible | hidden | 1 | hidden
display | none | block | 0.1 | block
display | block | none | 1 | none
background-image | url("a1.png") | url("a2.png") | 0.4 | url("a1.png")
font-family | a1 | a2 | 0.6 | a2
transform | rotate(10deg) scale(1) | rotate(30deg) scale(3) | 0.5 | rotate(20deg) scale(2)
transform | rotate(20deg) | none | 0.5 | rotate(10deg)
transform | translatez(1px) | rotatex(10deg) | 0.4 | translatez(1px)
transform | matrix(1, 0, 0, 1, 0, 0) | rotate(90deg) | 0.5 | matrix(0.707107, 0.707107, -0.707107, 0.707107, 0, 0)
scale | none | 3 | 0.5 | 2
scale | 2 | 4 6 | 0.5 | 3 4
rotate | none | 90deg | 0.5 | 45deg
text-shadow | none | rgb(255, 0, 0) 2px 4px 6px | 0.5 | rgba(255, 0, 0, 0.5) 1px 2px 3px
text-shadow | rgb(0, 0, 0) 2px 2px 0px | rgb(0, 0, 0) 4px 4px 0px, rgb(0, 0, 0) 2px 0px 0px | 0.5 | rgb(0, 0, 0) 3px 3px 0px, rgba(0, 0, 0, 0.5) 1px 0px 0px
"""


@pytest.mark.parametrize("row", ROWS.strip().split("\n"))
def test_between(row: str) -> None:
    name, start, end, progress, expected = row.split(" | ")
    assert interpolated_or_discrete(name, start, end, float(progress)) == expected


def test_what_has_values_between() -> None:
    assert can_interpolate("width", "1px", "2px") and can_interpolate("width", "1px", "50%")
    assert not can_interpolate("width", "1px", "auto") and not can_interpolate("float", "left", "none")
    assert not can_interpolate("line-height", "2", "10px")


def test_sums() -> None:
    assert added("width", "1px", "50%") == "calc(50% + 1px)"
    assert added("transform", "rotate(1deg)", "scale(2)") == "rotate(1deg) scale(2)"
    assert added("transform", "none", "scale(2)") == "scale(2)"
    assert added("float", "left", "right") == "right"


def test_what_is_animated_at_all() -> None:
    assert is_animatable("opacity") and not is_animatable("animation-name") and not is_animatable("transition-delay")
    assert not is_animatable("direction")


def test_long_values_are_not_taken_apart() -> None:
    long = ", ".join(["1px 1px 1px 1px rgb(0, 0, 0)"] * 5000)
    assert interpolated_or_discrete("box-shadow", long, "none", 0.2) == long
