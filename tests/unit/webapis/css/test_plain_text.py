"""Blocks of declarations that are read without a tokenizer say what tinycss2 says."""

import time

import pytest

from webapis.css.plain_text import is_plain, plain_declarations
from webapis.css.syntax.reading import block_declarations, written_text

PLAIN = (
    "",
    " ; ;",
    "color: red",
    "color:red;left : -1.5px; top:\n+.5em ;",
    "COLOR: RED !important; --X: a  b ! IMPORTANT ;--: x; --empty:",
    "color: rgb(1 2 3 / 50%); transform: translate(1px, 2px) scale(2)",
    "font: 12px/1.5 serif, Arial; -webkit-line-clamp: 3; unknown: #fff; width:",
)
NOT_PLAIN = (
    "color: red; left",
    "content: 'a;b'; color: red",
    'content: "x"',
    "color: red /* ; */; left: 0",
    "background: url(a;b)",
    "background: URL(a.png)",
    "width: calc(1px * (2 + 3))",
    "--x: {a:b}; color: red",
    "--x: [1;2]",
    "color: re\\64",
    "color: red !important x",
    "color: red ! x",
    "filter: progid:x",
    "a { color: red }",
    "width: calc(1px; color: red",
    "color: réd",
    "1a: red",
    "left: 1px\x00",
    "color: red;}; left: 0",
)


@pytest.mark.parametrize("text", PLAIN)
def test_plain_blocks(text: str) -> None:
    items = block_declarations(text)
    assert plain_declarations(text) == [(item.name, written_text(item.value), item.important) for item in items]


@pytest.mark.parametrize("text", NOT_PLAIN)
def test_blocks_that_take_a_tokenizer(text: str) -> None:
    assert plain_declarations(text) is None


def test_plain_values() -> None:
    assert is_plain(" 12px solid #fff ")
    assert not any(is_plain(text) for text in ("var(--x)", "a;b", "!", "'", "\\41", "]", "}", "/*", "\x00", "é"))


def test_hostile_blocks_are_refused_at_once() -> None:
    length = 1_000_000
    start = time.process_time()
    for text in ("a", " ", "a(", "a(a", "a:" + " " * 100, "--", "!"):
        assert plain_declarations("color:" + text * (length // len(text)) + "\x01") is None
        assert plain_declarations(text * (length // len(text)) + "\x01") is None
    assert time.process_time() - start < 30  # what is quadratic takes hours
