"""https://www.w3.org/TR/1999/REC-xpath-19991116/#exprlex"""

import re
from typing import Final

from jsengine._kernel import poll
from webapis.idl.exceptions import dom_exception

_NAME: Final = r"[^\W\d][\w.\-\u00b7]*"
_TOKEN: Final = re.compile(
    rf"""(?P<blank>[ \t\r\n]+)
    |(?P<number>\d+(?:\.\d*)?|\.\d+)
    |(?P<string>"[^"]*"|'[^']*')
    |(?P<mark>::|//|\.\.|<=|>=|!=|[()\[\].@,/|+\-=<>*$])
    |(?P<name>{_NAME}(?::(?!:)(?:{_NAME}|\*))?)""",
    re.VERBOSE,
)
OPERATOR_NAMES: Final = frozenset(["and", "or", "mod", "div"])
# After one of these a name or * cannot be an operator (the disambiguation rule of the section).
_BEFORE_OPERAND: Final = frozenset(
    ["", "@", "::", "(", "[", ",", "/", "//", "|", "+", "-", "=", "!=", "<", "<=", ">", ">=", "$"]
)


class Token:
    """One token. `kind` is number, string, name, mark, operator or end."""

    __slots__ = ("kind", "text")

    def __init__(self, kind: str, text: str) -> None:
        self.kind: str = kind
        self.text: str = text


def tokens_of(text: str) -> list[Token]:
    """The tokens of an expression, with one called `end` behind them."""
    tokens: list[Token] = []
    before = ""
    at = 0
    while at < len(text):
        poll()
        found = _TOKEN.match(text, at)
        if found is None:
            raise dom_exception("SyntaxError", f"The string '{text}' is not a valid XPath expression.")
        at = found.end()
        kind = found.lastgroup or ""
        if kind == "blank":
            continue
        word = found.group()
        if before not in _BEFORE_OPERAND and (word == "*" or word in OPERATOR_NAMES):
            kind = "operator"
        # An operator stands for any: what follows is an operand.
        before = "" if kind == "operator" else word if kind == "mark" else "operand"
        tokens.append(Token(kind, word))
    tokens.append(Token("end", ""))
    return tokens
