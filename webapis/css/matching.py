"""Component values against a definition: whether they match, and their text in the canonical order of the definition."""

from typing import Any, Final

from webapis.css.colors import color_text
from webapis.css.numeric import DIMENSIONS, MATH_FUNCTIONS, math_text, number_text
from webapis.css.properties import TYPES
from webapis.css.tokens import component_text, identifier_text, string_text, url_text
from webapis.css.value_syntax import Syntax, syntax_of

# What may not be a <custom-ident>: https://drafts.csswg.org/css-values-4/#css-wide-keywords and "default".
WIDE_KEYWORDS: Final = frozenset(["initial", "inherit", "unset", "revert", "revert-layer"])
NOT_CUSTOM: Final = WIDE_KEYWORDS | {"default"}
# A value longer than this is not a value that anybody wrote; it bounds the time that matching takes.
MOST_COMPONENTS: Final = 4096

# Pairs of keywords that one says as well: https://drafts.csswg.org/css-display-3/#display-value-summary, repeat-style
SHORTEST: Final = {
    "block flow": "block",
    "block flow-root": "flow-root",
    "block flex": "flex",
    "block grid": "grid",
    "block table": "table",
    "inline flow": "inline",
    "inline flow-root": "inline-block",
    "inline flex": "inline-flex",
    "inline grid": "inline-grid",
    "inline table": "inline-table",
    "inline ruby": "ruby",
    "block flow list-item": "list-item",
    "flow list-item": "list-item",
    "block list-item": "list-item",
    "repeat no-repeat": "repeat-x",
    "no-repeat repeat": "repeat-y",
    "repeat repeat": "repeat",
    "no-repeat no-repeat": "no-repeat",
    "first baseline": "baseline",
}

Matches = dict[int, str]
"""Where a match may end, and the canonical text of what it took."""


def match_value(text: str, values: list[Any]) -> str | None:
    """The canonical text of the values when they are what the definition wants, all of them."""
    if not values or len(values) > MOST_COMPONENTS:
        return None
    matched = match(syntax_of(text), values, 0).get(len(values))
    return SHORTEST.get(matched, matched) if matched is not None else None


def match(syntax: Syntax, values: list[Any], at: int) -> Matches:
    """All the ways in which the definition matches from here on; where two end at one place the first counts."""
    kind = syntax.kind
    if kind == "keyword":
        return match_keyword(syntax.name, values, at)
    if kind == "type":
        return match_type(syntax, values, at)
    if kind == "one":
        found: Matches = {}
        for item in syntax.items:
            for end, text in match(item, values, at).items():
                found.setdefault(end, text)
        return found
    if kind == "sequence":
        return match_sequence(syntax, values, at)
    if kind == "repeat":
        return match_repeat(syntax, values, at)
    if kind in ("all", "some"):
        return match_set(syntax, values, at, kind == "all")
    if kind == "required":
        return {end: text for end, text in match(syntax.items[0], values, at).items() if end > at}
    if at >= len(values):
        return {}
    value = values[at]
    if kind == "literal":
        return {at + 1: syntax.name} if value.type == "literal" and value.value == syntax.name else {}
    if value.type != "function" or value.lower_name != syntax.name:
        return {}
    arguments = significant(value.arguments)
    if kind == "any_function":
        return {at + 1: component_text(value)} if len(arguments) >= syntax.least else {}
    inside = match(syntax.items[0], arguments, 0).get(len(arguments))
    return {at + 1: f"{syntax.name}({inside})"} if inside is not None else {}


def significant(values: list[Any]) -> list[Any]:
    """Without blanks and comments."""
    return [value for value in values if value.type not in ("whitespace", "comment")]


def joined(left: str, right: str) -> str:
    """Two texts beside each other; a comma clings to what stands before it."""
    if not left or not right:
        return left or right
    return left + right if right.startswith(",") else f"{left} {right}"


def match_keyword(name: str, values: list[Any], at: int) -> Matches:
    """A keyword, in any case."""
    if at < len(values) and values[at].type == "ident" and values[at].lower_value == name:
        return {at + 1: name}
    return {}


def match_sequence(syntax: Syntax, values: list[Any], at: int) -> Matches:
    """One item after the other."""
    reached: Matches = {at: ""}
    for item in syntax.items:
        following: Matches = {}
        for middle, before in reached.items():
            for end, text in match(item, values, middle).items():
                following.setdefault(end, joined(before, text))
        if not following:
            return following
        reached = following
    return reached


def match_repeat(syntax: Syntax, values: list[Any], at: int) -> Matches:
    """An item several times, as often as possible first."""
    item = syntax.items[0]
    found: Matches = {at: ""} if syntax.least == 0 else {}
    reached: Matches = {at: ""}
    count = 0
    while reached and count < syntax.most:
        count += 1
        following: Matches = {}
        for middle, before in reached.items():
            start, gap = middle, before
            if syntax.commas and count > 1:
                if middle >= len(values) or values[middle].type != "literal" or values[middle].value != ",":
                    continue
                start, gap = middle + 1, before + ","
            for end, text in match(item, values, start).items():
                if end > start:
                    following.setdefault(end, joined(gap, text))
        reached = following
        if count >= syntax.least:
            found = {**reached, **found}
    return found


def match_set(syntax: Syntax, values: list[Any], at: int, all_needed: bool) -> Matches:
    """`&&` and `||`: the items in any order, each once; the text has the order of the definition."""
    items = syntax.items
    full = (1 << len(items)) - 1
    # Which items were taken and where that ended; the texts stand at the items' places.
    reached: dict[tuple[int, int], list[str]] = {(0, at): [""] * len(items)}
    pending = [(0, at)]
    found: Matches = {}
    while pending:
        taken, position = pending.pop()
        texts = reached[taken, position]
        if taken == full if all_needed else taken:
            text = ""
            for part in texts:
                text = joined(text, part)
            found.setdefault(position, text)
        for index, item in enumerate(items):
            if taken & 1 << index:
                continue
            for end, text in match(item, values, position).items():
                state = (taken | 1 << index, end)
                if state not in reached and (end > position or all_needed):
                    reached[state] = [*texts[:index], text, *texts[index + 1 :]]
                    pending.append(state)
    return found


def match_type(syntax: Syntax, values: list[Any], at: int) -> Matches:
    """A type: a basic one, or one that a row of TYPES defines."""
    defined = TYPES.get(syntax.name)
    if defined is not None:
        return match(syntax_of(defined), values, at)
    if at >= len(values):
        return {}
    if syntax.name == "family-name":
        return family_name(values, at)
    if syntax.name == "line-names":
        text = line_names(values[at])
    else:
        text = basic_text(syntax.name, values[at], syntax.low, syntax.high)
    return {at + 1: text} if text is not None else {}


def basic_text(name: str, value: Any, low: float, high: float) -> str | None:
    """The canonical text of one component value that is of a basic type, or None."""
    kind: str = value.type
    if name in NUMERIC:
        return numeric_text(name, value, kind, low, high)
    if name == "color":
        return color_text(value)
    if name == "alpha-value":
        if kind == "percentage":
            return number_text(value.value / 100)
        return numeric_text("number", value, kind, low, high)
    if kind == "ident":
        if name == "custom-ident":
            return identifier_text(value.value) if value.lower_value not in NOT_CUSTOM else None
        return identifier_text(value.value) if name == "dashed-ident" and value.value.startswith("--") else None
    if name == "string":
        return string_text(value.value) if kind == "string" else None
    if name == "url":
        return url_text(value)
    return None


NUMERIC: Final[dict[str, frozenset[str]]] = {
    "number": frozenset([""]),
    "integer": frozenset([""]),
    "percentage": frozenset(["%"]),
    "length": DIMENSIONS["length"],
    "length-percentage": DIMENSIONS["length"] | {"%"},
    "angle": DIMENSIONS["angle"],
    "time": DIMENSIONS["time"],
    "flex": DIMENSIONS["flex"],
    "resolution": DIMENSIONS["resolution"],
}


def numeric_text(name: str, value: Any, kind: str, low: float, high: float) -> str | None:
    """A number with the right unit inside the limits, or a mathematical function of the right type."""
    units = NUMERIC[name]
    if kind == "number":
        if "" in units:
            if name == "integer" and value.int_value is None:
                return None
            return number_text(value.value) if low <= value.value <= high else None
        # Only lengths (and for the old ones angles) take a zero without a unit.
        return "0px" if value.value == 0 and "px" in units else None
    if kind == "percentage":
        return number_text(value.value) + "%" if "%" in units and low <= value.value <= high else None
    if kind == "dimension":
        if value.lower_unit not in units or not low <= value.value <= high:
            return None
        return f"{number_text(value.value)}{value.lower_unit}"
    if kind == "function" and value.lower_name in MATH_FUNCTIONS:
        return math_text(value, name)
    return None


def line_names(value: Any) -> str | None:
    """https://drafts.csswg.org/css-grid-2/#typedef-line-names"""
    if value.type != "[] block":
        return None
    names = significant(value.content)
    if any(name.type != "ident" or name.lower_value in {"span", "auto", *NOT_CUSTOM} for name in names):
        return None
    return "[" + " ".join(identifier_text(name.value) for name in names) + "]"


def family_name(values: list[Any], at: int) -> Matches:
    """https://drafts.csswg.org/css-fonts-4/#family-name-syntax without quotes; more than one word is written with them."""
    words: list[str] = []
    for value in values[at:]:
        if value.type != "ident" or (not words and value.lower_value in NOT_CUSTOM):
            break
        words.append(value.value)
    if not words:
        return {}
    return {at + len(words): identifier_text(words[0]) if len(words) == 1 else string_text(" ".join(words))}
