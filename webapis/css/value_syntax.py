"""https://drafts.csswg.org/css-values-4/#value-defs: the notation in which CSS defines values, read into small trees."""

import re
from typing import Final

TOKEN: Final = re.compile(
    r"<([\w-]+)\s*(?:\[([^\]]*)\])?>|([\w-]+)\((\??\))?|(\|\||&&|[][|?*+#!),/])|(\{[\d,]+\})|([\w-]+)"
)


class Syntax:
    """A part of a definition. `kind` is one of the names below; what the other members mean depends on it."""

    __slots__ = ("commas", "high", "items", "kind", "least", "low", "most", "name")

    def __init__(self, kind: str, name: str = "", items: "list[Syntax] | None" = None) -> None:
        self.kind: str = (
            kind  # keyword, literal, type, function, any_function, sequence, all, some, one, repeat, required
        )
        self.name: str = name
        self.items: list[Syntax] = items if items is not None else []
        self.least: int = 1
        self.most: int = 1
        self.commas: bool = False
        self.low: float = float("-inf")
        self.high: float = float("inf")


class SyntaxReader:
    """Recursive descent over the notation; only the rows of our own tables are read with it."""

    def __init__(self, text: str) -> None:
        self.tokens = list(TOKEN.finditer(text))
        self.at = 0

    def peek(self) -> str:
        """The next token's text, "" at the end."""
        return self.tokens[self.at].group() if self.at < len(self.tokens) else ""

    def accept(self, text: str) -> bool:
        """Step over a token."""
        if self.peek() != text:
            return False
        self.at += 1
        return True

    def one(self) -> Syntax:
        """`a | b`, which binds least."""
        return self.joined("|", "one", 0)

    def joined(self, operator: str, kind: str, level: int) -> Syntax:
        """Items joined by the operator of one level of precedence."""
        items = [self.operand(level)]
        while self.accept(operator):
            items.append(self.operand(level))
        return items[0] if len(items) == 1 else Syntax(kind, "", items)

    def operand(self, level: int) -> Syntax:
        """What binds tighter than level 0 (`|`), 1 (`||`) or 2 (`&&`)."""
        if level == 0:
            return self.joined("||", "some", 1)
        if level == 1:
            return self.joined("&&", "all", 2)
        return self.sequence()

    def sequence(self) -> Syntax:
        """`a b`"""
        items: list[Syntax] = []
        while self.peek() not in ("", "|", "||", "&&", "]", ")"):
            items.append(self.multiplied())
        return items[0] if len(items) == 1 else Syntax("sequence", "", items)

    def multiplied(self) -> Syntax:
        """A component with what stands behind it: ? * + # {2} !"""
        made = self.component()
        while True:
            mark = self.peek()
            if mark == "!":
                made = Syntax("required", "", [made])
            elif mark in ("?", "*", "+", "#") or mark.startswith("{"):
                repeated = Syntax("repeat", "", [made])
                repeated.least, repeated.most = bounds(mark)
                repeated.commas = mark == "#"
                made = repeated
            else:
                return made
            self.at += 1

    def component(self) -> Syntax:
        """A keyword, a type, a function or a group."""
        match = self.tokens[self.at]
        self.at += 1
        type_name, limits, function, empty, mark, _, keyword = match.groups()
        if type_name is not None:
            made = Syntax("type", type_name)
            if limits:
                low, high = limits.split(",")
                made.low, made.high = float(low), float(high)
            return made
        if function is not None:
            if empty:
                made = Syntax("any_function", function)
                made.least = 0 if empty == "?)" else 1
                return made
            inner = self.one()
            self.at += 1  # the closing parenthesis
            return Syntax("function", function, [inner])
        if mark == "[":
            inner = self.one()
            self.at += 1  # the closing bracket
            return inner
        if mark is not None:
            return Syntax("literal", mark)
        return Syntax("keyword", keyword)


def bounds(mark: str) -> tuple[int, int]:
    """How often a component may stand; what has no bound is stopped by the number of tokens."""
    endless = 1 << 30
    match mark:
        case "?":
            return 0, 1
        case "*":
            return 0, endless
        case "+" | "#":
            return 1, endless
    low, comma, high = mark.strip("{}").partition(",")
    return int(low), int(high) if high else endless if comma else int(low)


_read: Final[dict[str, Syntax]] = {}


def syntax_of(text: str) -> Syntax:
    """The tree of a definition; each is read once."""
    known = _read.get(text)
    if known is None:
        known = _read[text] = SyntaxReader(text).one()
    return known
