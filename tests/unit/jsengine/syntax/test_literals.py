"""Values of literals and names."""

import math

import pytest

from jsengine._generated import node_kinds as k
from jsengine.syntax.tree import Source, Tree, parse


def only(text: str, kind: int) -> tuple[Source, Tree, int]:
    source = parse(text)
    tree = source.tree()
    (node,) = [i for i, found in enumerate(tree.kinds) if found == kind]
    return source, tree, node


NUMBERS = [
    ("0", 0.0),
    ("1_000.5_0e1_0", 1000.5e10),
    ("0x1F", 31.0),
    ("0b1_01", 5.0),
    ("0O17", 15.0),
    ("017", 15.0),
    ("019", 19.0),
    ("09.5", 9.5),
    (".5", 0.5),
    ("5.", 5.0),
    ("1e400", math.inf),
    ("1e-400", 0.0),
    ("0." + "0" * 400 + "1", 0.0),
    ("1" + "0" * 400, math.inf),
    ("0.1", 0.1),
    ("9007199254740993", 9007199254740992.0),
    ("0x20000000000001", 9007199254740992.0),
    ("0x20000000000003", 9007199254740996.0),
    ("0x20000000000001" + "0" * 20 + "1", float(0x20000000000001 * 16**21 + 1)),
    ("0x1" + "0" * 300, math.inf),
    ("1.7976931348623157e308", 1.7976931348623157e308),
    ("5e-324", 5e-324),
]


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_number(text: str, value: float) -> None:
    source, tree, node = only(text, k.NUMBER)
    assert source.numbers[tree.atoms[node]] == value


STRINGS = [
    ("'abc'", "abc"),
    ("'\\n\\t\\b\\v\\f\\r\\0\\'\\\"\\a'", "\n\t\b\v\f\r\0'\"a"),
    ("'\\x41\\u0042\\u{43}\\u{1F600}'", "ABC\ud83d\ude00"),
    ("'\U0001f600'", "\ud83d\ude00"),
    ("'\\\n\\\r\n\\\u2028a'", "a"),
    ("'\\101\\377\\400\\8\\08'", "A\xff\x200" + "8\x008"),
    ("'\ud800'", "\ud800"),
    ("'\\ud83d\\ude00'", "\ud83d\ude00"),
]


@pytest.mark.parametrize(("text", "value"), STRINGS)
def test_string(text: str, value: str) -> None:
    source, tree, node = only(text, k.STRING)
    assert source.names[tree.atoms[node]] == value


@pytest.mark.parametrize(("text", "legacy"), [("'\\0'", False), ("'\\00'", True), ("'\\1'", True), ("'\\9'", True)])
def test_legacy_escapes_are_flagged(text: str, legacy: bool) -> None:
    _, tree, node = only(text, k.STRING)
    assert tree.flag(node, k.FLAG_LEGACY) is legacy


TEMPLATES = [
    ("`a\\n\r\nb`", "a\n\nb", "a\\n\nb"),
    ("t`\\u`", None, "\\u"),
    ("t`\\01`", None, "\\01"),
    ("`\\0`", "\0", "\\0"),
    ("``", "", ""),
]


@pytest.mark.parametrize(("text", "cooked", "raw"), TEMPLATES)
def test_template(text: str, cooked: str | None, raw: str) -> None:
    source, tree, node = only(text, k.TEMPLATE_CHUNK)
    pair = 2 * tree.atoms[node]
    first, second = source.pairs[pair], source.pairs[pair + 1]
    assert (None if first < 0 else source.names[first]) == cooked
    assert source.names[second] == raw
    assert tree.flag(node, k.FLAG_UNCOOKED) is (cooked is None)


def test_regular_expression() -> None:
    source, tree, node = only("/[/]\\/\u00e9/giu", k.REG_EXP)
    pair = 2 * tree.atoms[node]
    assert [source.names[atom] for atom in source.pairs[pair : pair + 2]] == ["[/]\\/\u00e9", "giu"]


@pytest.mark.parametrize(("text", "digits"), [("1_0n", "10"), ("0xFFn", "0xFF"), ("0n", "0")])
def test_bigint(text: str, digits: str) -> None:
    source, tree, node = only(text, k.BIG_INT)
    assert source.names[tree.atoms[node]] == digits


@pytest.mark.parametrize(
    ("text", "name"),
    [("\\u0061b", "ab"), ("a\\u{62}", "ab"), ("\u00e9\u03c0", "\u00e9\u03c0"), ("\U00020000", "\ud840\udc00")],
)
def test_identifier(text: str, name: str) -> None:
    source, tree, node = only(text, k.IDENTIFIER)
    assert source.names[tree.atoms[node]] == name
    assert tree.flag(node, k.FLAG_ESCAPED) is ("\\" in text)


def test_names_are_stored_once() -> None:
    source = parse("a.b; b.a; 'a'; ({a, 'b': 1}); \\u0061")
    assert sorted(source.names) == ["a", "b"]


def test_source_text_keeps_surrogates_apart() -> None:
    source = parse("'\U0001f600'")
    assert source.text(1, 5) == "\ud83d\ude00"
