"""The pattern grammar: what V8 says of regular expression literals."""

import pytest

from jsengine.syntax.scopes import analyse
from jsengine.syntax.tree import SourceError, parse

# pattern, flags, message
PATTERNS: list[tuple[str, str, str | None]] = [
    ("(", "", "Unterminated group"),
    (")", "", "Unmatched ')'"),
    ("(?", "", "Invalid group"),
    ("(?:a", "", "Unterminated group"),
    ("a**", "", "Nothing to repeat"),
    ("{1}", "", "Nothing to repeat"),
    ("a{2,1}", "", "numbers out of order in {} quantifier"),
    ("a{", "", None),
    ("a{1", "", None),
    ("{", "", None),
    ("}", "", None),
    ("]", "", None),
    ("{", "u", "Lone quantifier brackets"),
    ("}", "u", "Lone quantifier brackets"),
    ("]", "u", "Lone quantifier brackets"),
    ("a{1", "u", "Incomplete quantifier"),
    ("a{99999999999}", "", None),
    ("(?=a)*", "", None),
    ("(?=a)*", "u", "Invalid quantifier"),
    ("(?<=a)*", "", "Invalid quantifier"),
    ("^*", "", "Nothing to repeat"),
    ("\\b+", "", "Nothing to repeat"),
    ("[b-a]", "", "Range out of order in character class"),
    ("[\\d-z]", "", None),
    ("[\\d-z]", "u", "Invalid character class"),
    ("[a-\\d]", "u", "Invalid character class"),
    ("\\1", "", None),
    ("\\1", "u", "Invalid escape"),
    ("(a)\\1", "u", None),
    ("\\2(a)", "u", "Invalid escape"),
    ("\\01", "", None),
    ("\\01", "u", "Invalid decimal escape"),
    ("\\0", "u", None),
    ("[\\1]", "u", "Invalid class escape"),
    ("\\8", "", None),
    ("\\c", "", None),
    ("\\c", "u", "Invalid Unicode escape"),
    ("\\cA", "u", None),
    ("[\\c1]", "", None),
    ("[\\c1]", "u", "Invalid Unicode escape"),
    ("\\x4", "", None),
    ("\\x4", "u", "Invalid escape"),
    ("\\x41", "u", None),
    ("\\u41", "", None),
    ("\\u41", "u", "Invalid Unicode escape"),
    ("\\u{41}", "u", None),
    ("\\u{110000}", "u", "Invalid Unicode escape"),
    ("\\u{}", "u", "Invalid Unicode escape"),
    ("\\ud83d\\ude00", "u", None),
    ("\\a", "", None),
    ("\\a", "u", "Invalid escape"),
    ("\\-", "u", "Invalid escape"),
    ("[\\-]", "u", None),
    ("\\/", "u", None),
    ("\\k", "", None),
    ("\\k<a>", "", None),
    ("\\k<a", "u", "Invalid capture group name"),
    ("\\k<a>", "u", "Invalid named capture referenced"),
    ("(?<a>)\\k<a>", "", None),
    ("(?<a>)\\k", "", "Invalid named reference"),
    ("(?<a>)\\k<b>", "", "Invalid named capture referenced"),
    ("(?<a", "", "Invalid capture group name"),
    ("(?<>a)", "", "Invalid capture group name"),
    ("(?<1>a)", "", "Invalid capture group name"),
    ("(?<\\u0061>a)\\k<a>", "", None),
    ("(?<\ud835\udc9c>.)", "", None),
    ("(?<a>)(?<a>)", "", "Duplicate capture group name"),
    ("\\p{L}", "u", None),
    ("\\p{L}", "", None),
    ("\\pL", "u", "Invalid property name"),
    ("\\p{}", "u", "Invalid property name"),
    ("\\p{Script=Greek}", "u", None),
    ("\\p{sc=Grek}\\p{scx=Greek}\\p{gc=Lu}\\p{General_Category=Uppercase_Letter}", "u", None),
    ("\\p{Script=Lu}", "u", "Invalid property name"),
    ("\\p{Greek}", "u", "Invalid property name"),
    ("\\p{ASCII=Yes}", "u", "Invalid property name"),
    ("\\P{Any}", "u", None),
    ("\\p{lu}", "u", "Invalid property name"),
    ("\\p{RGI_Emoji}", "u", "Invalid property name"),
    ("\\p{RGI_Emoji}", "v", None),
    ("\\P{RGI_Emoji}", "v", "Invalid property name"),
    ("[^\\p{RGI_Emoji}]", "v", "Negated character class may contain strings"),
    ("[^\\q{ab}]", "v", "Negated character class may contain strings"),
    ("[^\\q{a|b}]", "v", None),
    ("[^\\q{ab}--\\q{ab}]", "v", "Negated character class may contain strings"),
    ("[^[a-z]&&\\q{ab}]", "v", None),
    ("[a--b]", "v", None),
    ("[a&&b]", "v", None),
    ("[a&&b--c]", "v", "Invalid set operation in character class"),
    ("[a-z&&b]", "v", "Invalid set operation in character class"),
    ("[ab&&c]", "v", "Invalid set operation in character class"),
    ("[a&&bc]", "v", "Invalid set operation in character class"),
    ("[a&&&b]", "v", "Invalid character in character class"),
    ("[a!!b]", "v", "Invalid set operation in character class"),
    ("[a!b]", "v", None),
    ("[(]", "v", "Invalid character in character class"),
    ("[\\(]", "v", None),
    ("[|]", "v", "Invalid character in character class"),
    ("[-a]", "v", "Invalid character in character class"),
    ("[a-]", "v", "Invalid character in character class"),
    ("[[a][b-c]]", "v", None),
    ("[[a]", "v", "Unterminated character class"),
    ("[\\b]", "", None),
    ("[]", "", None),
    ("[^]", "", None),
    ("(?<=a)(?<!b)", "", None),
    ("a??b+?c*?d{1,2}?", "", None),
    ("(?<a>.)|(?<a>.)", "", None),
    ("(?:(?<a>.)|(?<b>.))(?<a>.)", "", "Duplicate capture group name"),
    ("(?:(?<a>x)|(?<a>y(?<a>z)))", "", "Duplicate capture group name"),
    ("(?i:a)(?-m:b)(?s-i:c)", "", None),
    ("(?i-i:a)", "", "Repeated flag in flag group"),
    ("(?ii:a)", "", "Repeated flag in flag group"),
    ("(?-:a)", "", "Invalid flag group"),
    ("(?i-m-s:a)", "", "Multiple dashes in flag group"),
    ("(?g:a)", "", "Invalid group"),
]


@pytest.mark.parametrize(("pattern", "flags", "message"), PATTERNS)
def test_pattern(pattern: str, flags: str, message: str | None) -> None:
    source = parse(f"/{pattern}/{flags}")
    if message is None:
        analyse(source)
        return
    with pytest.raises(SourceError) as raised:
        analyse(source)
    assert raised.value.message == f"Invalid regular expression: /{pattern}/{flags}: {message}"


@pytest.mark.parametrize("flags", ["gg", "a", "uv", "G", "dgimsuy\u0061"])
def test_flags(flags: str) -> None:
    with pytest.raises(SourceError):
        analyse(parse(f"/a/{flags}"))


def test_nesting_is_no_recursion() -> None:
    depth = 60_000
    analyse(parse("/" + "(?:" * depth + ")" * depth + "/"))
    analyse(parse("/" + "[" * depth + "]" * depth + "/v"))


def test_a_long_pattern_does_not_hide_the_reason() -> None:
    with pytest.raises(SourceError, match=": Unterminated group"):
        analyse(parse("/" + "a" * 1000 + "(/"))
