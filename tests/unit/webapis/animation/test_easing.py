"""https://drafts.csswg.org/css-easing-2/: texts and the functions they say"""

import pytest

from webapis.animation.easing import canonical_easing, easing_of, split_list

# text | outputs at -1, 0, a quarter, a half, 1 and 2
OUTPUTS = """
linear | -1 0 0.25 0.5 1 2
steps(4) | -1 0 0.25 0.5 1 2
steps(4, start) | -0.75 0.25 0.5 0.75 1 2.25
steps(2, jump-both) | -0.333333 0.333333 0.333333 0.666667 1 1.666667
steps(3, jump-none) | -1.5 0 0 0.5 1 3
step-start | 0 1 1 1 1 3
cubic-bezier(0, 0, 1, 1) | -1 0 0.25 0.5 1 2
cubic-bezier(0.5, 1, 0.5, 1) | -2 0 0.491762 0.875 1 1
cubic-bezier(0, 1, 1, 0) | 0 0 0.479055 0.5 1 1
linear(0, 1) | -1 0 0.25 0.5 1 2
linear(0, 0.8 25%, 1) | -3.2 0 0.8 0.866667 1 1.266667
linear(0.5) | 0.5 0.5 0.5 0.5 0.5 0.5
linear(0, 1 50% 60%, 0) | -2 0 0.5 1 0 -2.5
"""


@pytest.mark.parametrize("row", OUTPUTS.strip().split("\n"))
def test_outputs(row: str) -> None:
    text, _, expected = row.partition(" | ")
    easing = easing_of(text)
    assert easing is not None
    found = [round(easing.output(one, False), 6) for one in (-1.0, 0.0, 0.25, 0.5, 1.0, 2.0)]
    assert found == pytest.approx([float(one) for one in expected.split(" ")], abs=2e-6)


def test_the_before_flag() -> None:
    easing = easing_of("steps(2, start)")
    assert easing is not None
    assert (easing.output(0.0, True), easing.output(0.0, False), easing.output(0.1, True)) == (0.0, 0.5, 0.5)


def test_what_is_one() -> None:
    assert canonical_easing(" EASE-IN ") == "ease-in"
    assert canonical_easing("cubic-bezier(0.1,-2,1,3)") == "cubic-bezier(0.1, -2, 1, 3)"
    for text in (
        "",
        "ease, ease",
        "inherit",
        "var(--x)",
        "cubic-bezier(2, 0, 1, 1)",
        "steps(0)",
        "steps(1, jump-none)",
        "linear()",
    ):
        assert canonical_easing(text) is None, text


def test_lists() -> None:
    assert split_list("ease, steps(2, start) ,linear(0, 1)") == ["ease", "steps(2, start)", "linear(0, 1)"]
