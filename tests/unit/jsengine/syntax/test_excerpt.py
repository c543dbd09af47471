"""The line of a syntax error and the caret below it."""

import pytest

from jsengine.syntax.excerpt import excerpt

CASES = [
    ("f(a b)", "x.js:1:5\nf(a b)\n    ^"),
    ("a\r\n\tb c", "x.js:2:4\n\tb c\n\t  ^"),
    ("'\U0001f600' b", "x.js:1:6\n'\U0001f600' b\n    ^"),
    ("let a; let a", "x.js:1:12\nlet a; let a\n           ^"),
    ("(", "x.js:1:2\n(\n ^"),
    ("a" * 300 + " b", "x.js:1:302\n" + "a" * 49 + " b\n" + " " * 50 + "^"),
]


@pytest.mark.parametrize(("text", "shown"), CASES)
def test_excerpt(text: str, shown: str) -> None:
    assert excerpt("x.js", text) == shown


def test_a_program_has_none() -> None:
    assert excerpt("x.js", "a = 1") is None
    assert excerpt("x.js", "import 'a'") is not None
    assert excerpt("x.js", "import 'a'", module=True) is None
