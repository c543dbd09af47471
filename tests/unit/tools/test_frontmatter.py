"""The metadata of test262 files."""

import pytest

from tools.runners.test262.frontmatter import FrontMatter, FrontMatterError, Negative, parse_front_matter


def parse(body: str) -> FrontMatter:
    return parse_front_matter(f"// Copyright\n/*---\n{body}\n---*/\ncode();\n")


def test_flow_lists() -> None:
    meta = parse("description: a test\nincludes: [compareArray.js, 'x.js']\nflags: [onlyStrict, async]\nfeatures: []")
    assert meta.includes == ("compareArray.js", "x.js")
    assert meta.flags == {"onlyStrict", "async"}
    assert meta.features == ()


def test_a_flow_list_over_several_lines() -> None:
    assert parse("features: [\n  Symbol,\n  let ]\nflags: [raw]").features == ("Symbol", "let")


def test_block_lists() -> None:
    meta = parse("features:\n  - Symbol.iterator # why\n  - let\ninfo: |\n  - not a feature\nlocale:\n- en-US")
    assert meta.features == ("Symbol.iterator", "let")
    assert meta.locale == ("en-US",)


def test_a_list_in_free_text_is_no_list() -> None:
    meta = parse("info: |\n  features: [no]\n  flags: [no]\n  negative:\n    phase: no\nes6id: 1.2")
    assert meta == FrontMatter()


def test_negative() -> None:
    assert parse("negative:\n  phase: parse\n  type: SyntaxError").negative == Negative("parse", "SyntaxError")


def test_carriage_returns_end_lines() -> None:
    meta = parse_front_matter("/*---\rflags: [raw]\r\nfeatures: [let]\r---*/")
    assert meta.flags == {"raw"}
    assert meta.features == ("let",)


@pytest.mark.parametrize(
    "source",
    [
        "code();",
        "/*---\nflags: [onlyStrickt]\n---*/",
        "/*---\nnegative:\n  phase: early\n  type: SyntaxError\n---*/",
        "/*---\nnegative:\n  phase: parse\n---*/",
    ],
)
def test_what_cannot_be_read_is_refused(source: str) -> None:
    with pytest.raises(FrontMatterError):
        parse_front_matter(source)
