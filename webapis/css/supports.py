"""https://drafts.csswg.org/css-conditional-4/#at-supports: conditions on what is understood here"""

from typing import Any

from webapis.css.declaration_parsing import known_name, parse_value
from webapis.css.matching import significant
from webapis.css.syntax.reading import component_values, is_shallow, written_text
from webapis.idl.exceptions import DOMException


def supports_condition(values: list[Any]) -> bool | None:
    """https://drafts.csswg.org/css-conditional-3/#typedef-supports-condition; None where it is none."""
    if not is_shallow(values):
        return None
    return condition(significant(values))


def condition(values: list[Any]) -> bool | None:
    """Parts with `and`, with `or`, or one with `not`."""
    if not values:
        return None
    if is_word(values[0], "not"):
        inner = in_parens(values[1]) if len(values) == 2 else None
        return None if inner is None else not inner
    if len(values) % 2 == 0:
        return None
    found = in_parens(values[0])
    word = ""
    for index in range(1, len(values), 2):
        joint = "and" if is_word(values[index], "and") else "or" if is_word(values[index], "or") else ""
        other = in_parens(values[index + 1])
        if not joint or (word and joint != word) or found is None or other is None:
            return None
        word = joint
        found = (found and other) if word == "and" else (found or other)
    return found


def is_word(value: Any, word: str) -> bool:
    """Whether a component is this identifier."""
    return bool(value.type == "ident" and value.lower_value == word)


def in_parens(value: Any) -> bool | None:
    """https://drafts.csswg.org/css-conditional-3/#typedef-supports-in-parens: what is not known is false."""
    if value.type == "function":
        return supports_selector(written_text(value.arguments)) if value.lower_name == "selector" else False
    if value.type != "() block":
        return None
    inside = significant(value.content)
    if len(inside) > 1 and inside[0].type == "ident" and inside[1].type == "literal" and inside[1].value == ":":
        return supports_declaration_values(inside[0].value, value.content)
    found = condition(inside)
    return False if found is None else found


def supports_selector(text: str) -> bool:
    """https://drafts.csswg.org/css-conditional-4/#support-definition-ext"""
    from webapis.selectors.rule_selectors import SheetContext, parse_rule_selectors

    try:
        return len(parse_rule_selectors(text, SheetContext({}, None)).selectors) == 1
    except DOMException:
        return False


def supports_declaration_values(name: str, content: list[Any]) -> bool:
    """`(name: value)`"""
    at = next(index for index, one in enumerate(content) if one.type == "literal" and one.value == ":")
    text = written_text(content[at + 1 :])
    head, mark, tail = text.rpartition("!")
    if mark and tail.strip().lower() == "important":
        text = head.rstrip()
    return supports_declaration(name, text)


def supports_declaration(name: str, text: str) -> bool:
    """https://drafts.csswg.org/css-conditional-3/#dfn-support"""
    known = known_name(name)
    if known is None or (not text and not known.startswith("--")):
        return False
    return parse_value(known, text) is not None


def supports_text(text: str) -> bool:
    """https://drafts.csswg.org/css-conditional-3/#dom-css-supports, with a condition"""
    found = supports_condition(component_values(text))
    if found is None:
        found = supports_condition(component_values(f"({text})"))
    return bool(found)
