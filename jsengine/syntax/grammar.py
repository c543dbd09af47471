"""Loads `ecmascript.peg` with parsimonious and tells what the names of its rules mean.

Used at build time by the generator and by the differential test: nothing of it runs when a page does.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from parsimonious.expressions import Expression
from parsimonious.grammar import Grammar

from jsengine.syntax.contexts import ASK, ENTER, NAME_HERE

GRAMMAR_FILE = Path(__file__).with_name("ecmascript.peg")

# Names that need no definition: each mention acts when it is passed and matches the empty text.
ACTION = re.compile(r"\b(?:W|was|complain)_\w+")
OPERATOR = re.compile(r"(?:binary|logical)_(\d+)(r?)_(\w+)")


class GrammarError(Exception):
    """The grammar file breaks one of the conventions it states."""


def native_names(text: str) -> list[str]:
    return [*ENTER, *ASK, NAME_HERE, *sorted(set(ACTION.findall(strip_comments(text))))]


def strip_comments(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith("#"))


def load_grammar(natives: Mapping[str, Expression] | None = None) -> Grammar:
    """The grammar, with `natives` in place of the native rules, which match the empty text otherwise."""
    text = GRAMMAR_FILE.read_text(encoding="utf-8")
    rules: dict[str, object] = {name: _nothing if is_complaint(name) else _empty for name in native_names(text)}
    rules.update(natives or {})
    grammar = Grammar(text, **rules)
    for name, expression in grammar.items():
        if expression.name != name:
            raise GrammarError(f'{name} is only another name of {expression.name}: write `{name} = ... ""`')
    return grammar


def _empty(text: str, position: int) -> int:
    return position


def _nothing(text: str, position: int) -> None:
    return None


def is_complaint(rule: str) -> bool:
    return rule.startswith("complain_")


def variant_free(name: str) -> str:
    return name.split("__")[0]


def kind_of(rule: str) -> str | None:
    """The kind of node a rule makes, None for rules that make none."""
    name = variant_free(rule)
    if name[:2] in ("F_", "W_"):
        return name[2:]
    return name if name[:1].isupper() and not name.startswith("L_") else None


def is_fold(rule: str) -> bool:
    return rule.startswith("F_")


def is_wrap(rule: str) -> bool:
    return rule.startswith("W_")


def is_operator_list(rule: str) -> bool:
    return rule.startswith("L_")


def list_operator(rule: str) -> tuple[str, int, bool, str] | None:
    """(kind, strength, to the right, operator) of the rule of a binary operator."""
    match = OPERATOR.fullmatch(rule)
    if match is None:
        return None
    kind = "Logical" if rule.startswith("logical") else "Binary"
    return kind, int(match[1]), match[2] == "r", match[3]


def flag_of(rule: str) -> str | None:
    """The flag set by an is_ or was_ rule."""
    prefix, _, name = rule.partition("_")
    return name if prefix in ("is", "was") else None


def operator_of(rule: str) -> str | None:
    return variant_free(rule)[3:] if rule.startswith("op_") else None
