"""Text to declarations: https://drafts.csswg.org/cssom-1/#parse-a-css-value and parse a CSS declaration block."""

from typing import Any, Final

from jsengine._kernel import poll
from webapis.css.matching import WIDE_KEYWORDS, match_value, significant
from webapis.css.plain_text import BLANKS, is_plain, plain_declarations
from webapis.css.properties import ALIASES, longhands
from webapis.css.shorthand_expansion import expand
from webapis.css.shorthands import shorthands
from webapis.css.syntax.reading import block_declarations, component_values, written_text
from webapis.infra.ascii import ascii_lowercase

# Not reset by `all`: https://drafts.csswg.org/css-cascade-5/#all-shorthand
NOT_IN_ALL: Final = frozenset(["direction", "unicode-bidi"])
DEEPEST: Final = 64


class Declaration:
    """One longhand or custom property. A shorthand with var() waits in its longhands: their own text is empty."""

    __slots__ = ("important", "name", "pending", "value")

    def __init__(self, name: str, value: str, important: bool, pending: str) -> None:
        self.name: str = name
        self.value: str = value
        self.important: bool = important
        self.pending: str = pending  # "shorthand: text", or ""


Parsed = dict[str, tuple[str, str]]
"""By longhand: the text, and what waits for substitution."""

_parsed: Final[dict[tuple[str, str], "Parsed | None"]] = {}


def known_name(name: str) -> str | None:
    """The name under which a property is declared, or None: custom properties keep their case."""
    if name.startswith("--"):
        return name if len(name) > 2 else None
    name = ascii_lowercase(name)
    name = ALIASES.get(name, name)
    return name if name in longhands() or name in shorthands() else None


def longhands_of(name: str) -> list[str]:
    """The longhands of a shorthand; a longhand is its own."""
    if name == "all":
        return [longhand for longhand in longhands() if longhand not in NOT_IN_ALL]
    row = shorthands().get(name)
    return row.longhands if row is not None else [name]


def parse_value(name: str, text: str) -> Parsed | None:
    """What a known property's value says; the same text again costs a look-up."""
    if name.startswith("--") and is_plain(text):
        return {name: (text.strip(BLANKS), "")}
    key = (name, text)
    return _parsed[key] if key in _parsed else remembered(name, component_values(text), text)


def remembered(name: str, components: list[Any], text: str) -> Parsed | None:
    """The same, of a value that was read into components."""
    key = (name, text)
    if key in _parsed:
        return _parsed[key]
    parsed = parse_components(name, components, text)
    if len(_parsed) >= 4096:
        _parsed.clear()
    if len(text) <= 256:
        _parsed[key] = parsed
    return parsed


def parse_components(name: str, components: list[Any], text: str) -> Parsed | None:
    """A value that was read into components; `text` is how it was written."""
    substituted = is_declaration_value(components, 0)
    if substituted is None:
        return None
    if name.startswith("--"):
        return {name: (text.strip(BLANKS), "")}
    values = significant(components)
    if len(values) == 1 and values[0].type == "ident" and values[0].lower_value in WIDE_KEYWORDS:
        return dict.fromkeys(longhands_of(name), (values[0].lower_value, ""))
    if substituted:
        raw = text.strip(BLANKS)
        if name in shorthands():
            return dict.fromkeys(longhands_of(name), ("", f"{name}: {raw}"))
        return {name: (raw, "")}
    row = shorthands().get(name)
    if row is not None:
        shares = expand(row, values)
        return {longhand: (share, "") for longhand, share in shares.items()} if shares is not None else None
    matched = match_value(longhands()[name].syntax, values)
    return {name: (matched, "")} if matched is not None else None


def is_declaration_value(components: list[Any], depth: int) -> bool | None:
    """https://drafts.csswg.org/css-syntax-3/#typedef-declaration-value: None if it is none, else whether var() or env()
    stand in it."""
    if depth > DEEPEST:
        return None
    found = False
    for value in components:
        kind = value.type
        if kind == "error" or (kind == "literal" and depth == 0 and value.value in ("!", ";")):
            return None
        inside = value.arguments if kind == "function" else value.content if kind.endswith(" block") else None
        if inside is not None:
            substituted = is_declaration_value(inside, depth + 1)
            if substituted is None:
                return None
            found = found or substituted or (kind == "function" and value.lower_name in ("var", "env"))
    return found


def parse_block(text: str) -> dict[str, Declaration]:
    """https://drafts.csswg.org/cssom-1/#parse-a-css-declaration-block, each longhand where it was declared last."""
    plain = plain_declarations(text)
    return parse_plain(plain) if plain is not None else declared(block_declarations(text))


def declared(items: list[Any]) -> dict[str, Declaration]:
    """The longhands of declarations that were read, each where it was declared last."""
    block: dict[str, Declaration] = {}
    for item in items:
        name = known_name(item.name)
        if name is None or is_declaration_value(item.value, 0) is None:
            continue
        value_text = written_text(item.value)
        if value_text or name.startswith("--"):
            declare(block, remembered(name, item.value, value_text), bool(item.important))
    return block


def parse_plain(declarations: list[tuple[str, str, bool]]) -> dict[str, Declaration]:
    """The same of names, texts and importance."""
    block: dict[str, Declaration] = {}
    for written_name, text, important in declarations:
        name = known_name(written_name)
        if name is not None and (text or name.startswith("--")):
            declare(block, parse_value(name, text), important)
    return block


def declare(block: dict[str, Declaration], parsed: Parsed | None, important: bool) -> None:
    """Put longhands at the end of a block; what is important there stays against what is not."""
    poll()
    for longhand, (value, pending) in (parsed or {}).items():
        before = block.get(longhand)
        if before is not None:
            if before.important and not important:
                continue
            del block[longhand]
        block[longhand] = Declaration(longhand, value, important, pending)
