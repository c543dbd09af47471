"""https://drafts.csswg.org/css-variables-1/#substitute-a-var and https://drafts.csswg.org/css-env-1/#env-function"""

from typing import TYPE_CHECKING, Any, Final

from jsengine._kernel import poll
from webapis.css.syntax.reading import component_values, written_text

if TYPE_CHECKING:
    from webapis.css.cascade.computed_style import ComputedStyle

LONGEST: Final = 1 << 18
"""https://drafts.csswg.org/css-variables-1/#long-variables: what is longer is invalid."""
MOST_NESTED: Final = 60
"""Variables in variables beyond this are taken for invalid."""
CLOSING: Final = {"() block": ("(", ")"), "[] block": ("[", "]"), "{} block": ("{", "}")}


class Depth:
    """How many substitutions are in each other."""

    def __init__(self) -> None:
        self.now = 0


_depth: Final = Depth()


def substitute(style: "ComputedStyle", text: str) -> str | None:
    """The text with all its references replaced; None if one of them has no value."""
    if _depth.now >= MOST_NESTED:
        return None
    _depth.now += 1
    try:
        parts: list[str] = []
        works = replace(style, component_values(text), parts)
        result = "".join(parts).strip(" \t\n\r\f")
        return result if works and len(result) <= LONGEST else None
    finally:
        _depth.now -= 1


def replace(style: "ComputedStyle", values: list[Any], parts: list[str]) -> bool:
    """Components one after the other; they nest no deeper than declarations may."""
    for value in values:
        poll()
        kind: str = value.type
        if kind == "function" and value.lower_name in ("var", "env"):
            if not replace_reference(style, value, parts):
                return False
        elif kind == "function":
            add(parts, written_text([value]).partition("(")[0] + "(")
            if not replace(style, value.arguments, parts):
                return False
            parts.append(")")
        elif kind in CLOSING:
            opening, closing = CLOSING[kind]
            parts.append(opening)
            if not replace(style, value.content, parts):
                return False
            parts.append(closing)
        else:
            add(parts, value.serialize())
    return sum(map(len, parts)) <= LONGEST


def replace_reference(style: "ComputedStyle", value: Any, parts: list[str]) -> bool:
    """var() or env() with a fallback; there are no environment variables."""
    arguments = value.arguments
    comma = next((at for at, one in enumerate(arguments) if one.type == "literal" and one.value == ","), len(arguments))
    names = [one for one in arguments[:comma] if one.type not in ("whitespace", "comment")]
    if not names or names[0].type != "ident":
        return False
    found: str | None = None
    if value.lower_name == "var":
        if len(names) != 1 or not names[0].value.startswith("--"):
            return False
        found = style.custom_value(names[0].value)
    if found is not None:
        add(parts, found)
        return True
    return comma < len(arguments) and replace(style, arguments[comma + 1 :], parts)


def add(parts: list[str], text: str) -> None:
    """A piece of the text; tokens that would become one are kept apart."""
    if not text:
        return
    last = parts[-1] if parts else ""
    if last and joins(last[-1]) and joins(text[0]):
        parts.append("/**/")
    parts.append(text)


def joins(character: str) -> bool:
    """Whether it may be part of a name, a number or a unit."""
    return character.isalnum() or character in "-_.%#@\\" or character > "\x7f"
