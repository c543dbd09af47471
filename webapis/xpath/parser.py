"""Expressions to trees: https://www.w3.org/TR/1999/REC-xpath-19991116/#section-Expressions"""

from typing import Final

from jsengine._kernel import poll
from webapis.idl.exceptions import DOMException, dom_exception
from webapis.xpath.lexer import Token, tokens_of

AXES: Final = frozenset(
    [
        "ancestor",
        "ancestor-or-self",
        "attribute",
        "child",
        "descendant",
        "descendant-or-self",
        "following",
        "following-sibling",
        "namespace",
        "parent",
        "preceding",
        "preceding-sibling",
        "self",
    ]
)
NODE_TYPES: Final = frozenset(["comment", "text", "processing-instruction", "node"])
# Operators from the one that binds least.
LEVELS: Final = (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))
DEEPEST: Final = 200


class Expression:
    """A part of a tree. `kind`: number, string, function, negate, union, path, filter, or chain: operands of operators that
    bind alike. A script chooses how many; nested in each other they would take as much of the native stack."""

    __slots__ = ("arguments", "is_absolute", "kind", "number", "operators", "predicates", "steps", "text")

    def __init__(self, kind: str, text: str = "", arguments: "list[Expression] | None" = None) -> None:
        self.kind: str = kind
        self.text: str = text
        self.number: float = 0.0
        self.arguments: list[Expression] = arguments if arguments is not None else []
        self.operators: list[str] = []
        self.predicates: list[Expression] = []
        self.steps: list[Step] = []
        self.is_absolute: bool = False


class Step:
    """https://www.w3.org/TR/1999/REC-xpath-19991116/#NT-Step; the test is a node type or a name."""

    __slots__ = ("axis", "name", "node_type", "predicates")

    def __init__(self, axis: str, node_type: str, name: str) -> None:
        self.axis: str = axis
        self.node_type: str = node_type  # "" for a test by name
        self.name: str = name  # a name, prefix:name, prefix:*, *, or the target of processing-instruction('target')
        self.predicates: list[Expression] = []


class Parser:
    """Recursive descent, to a depth that scripts cannot choose."""

    def __init__(self, text: str) -> None:
        self.text: str = text
        self.tokens: list[Token] = tokens_of(text)
        self.at: int = 0
        self.depth: int = 0

    def wrong(self) -> DOMException:
        """The error of every malformed expression."""
        return dom_exception("SyntaxError", f"The string '{self.text}' is not a valid XPath expression.")

    def next_is(self, text: str) -> bool:
        """Whether the next token is this mark."""
        token = self.tokens[self.at]
        return token.text == text and token.kind in ("mark", "operator")

    def accept(self, text: str) -> bool:
        """Step over a mark."""
        if not self.next_is(text):
            return False
        self.at += 1
        return True

    def expect(self, text: str) -> None:
        """Step over a mark that must be there."""
        if not self.accept(text):
            raise self.wrong()

    def whole(self) -> Expression:
        """The expression, to the end of the text."""
        made = self.binary(0)
        if self.tokens[self.at].kind != "end":
            raise self.wrong()
        return made

    def binary(self, level: int) -> Expression:
        """Operators of one level, from the left."""
        if level == len(LEVELS):
            return self.unary()
        self.depth += 1
        if self.depth > DEEPEST * (len(LEVELS) + 1):
            raise self.wrong()
        operands = [self.binary(level + 1)]
        operators: list[str] = []
        while self.tokens[self.at].kind in ("mark", "operator") and self.tokens[self.at].text in LEVELS[level]:
            poll()
            operators.append(self.tokens[self.at].text)
            self.at += 1
            operands.append(self.binary(level + 1))
        self.depth -= 1
        if not operators:
            return operands[0]
        chain = Expression("chain", "", operands)
        chain.operators = operators
        return chain

    def unary(self) -> Expression:
        """-a, which may come again; its sign is all that counts."""
        count = 0
        while self.accept("-"):
            count += 1
        made = self.union()
        if count == 0:
            return made
        made = Expression("negate", "", [made])
        return made if count % 2 else Expression("negate", "", [made])

    def union(self) -> Expression:
        """a | b"""
        paths = [self.path()]
        while self.accept("|"):
            paths.append(self.path())
        return paths[0] if len(paths) == 1 else Expression("union", "", paths)

    def path(self) -> Expression:
        """https://www.w3.org/TR/1999/REC-xpath-19991116/#NT-PathExpr"""
        if self.begins_filter():
            made = self.filter()
            if not (self.next_is("/") or self.next_is("//")):
                return made
            path = Expression("path", "", [made])
        else:
            path = Expression("path")
            if self.next_is("/"):
                path.is_absolute = True
                if not self.begins_step(self.at + 1):
                    self.at += 1
                    return path
            elif self.next_is("//"):
                path.is_absolute = True
            else:
                path.steps.append(self.step())
        while True:
            if self.accept("//"):
                path.steps.append(Step("descendant-or-self", "node", ""))
            elif not self.accept("/"):
                return path
            path.steps.append(self.step())

    def begins_filter(self) -> bool:
        """Whether a primary expression comes, not a step."""
        token = self.tokens[self.at]
        if token.kind in ("number", "string") or (token.kind == "mark" and token.text in ("(", "$")):
            return True
        following = self.tokens[min(self.at + 1, len(self.tokens) - 1)]
        return token.kind == "name" and following.text == "(" and token.text not in NODE_TYPES

    def begins_step(self, at: int) -> bool:
        """Whether a step comes there."""
        token = self.tokens[at]
        return token.kind == "name" or (token.kind != "end" and token.text in (".", "..", "@", "*"))

    def filter(self) -> Expression:
        """A primary expression with its predicates."""
        token = self.tokens[self.at]
        self.at += 1
        if token.kind == "number":
            made = Expression("number")
            made.number = float(token.text)
        elif token.kind == "string":
            made = Expression("string", token.text[1:-1])
        elif token.text == "(":
            made = self.binary(0)
            self.expect(")")
        elif token.text == "$":
            raise self.wrong()
        else:
            made = Expression("function", token.text)
            self.expect("(")
            while not self.accept(")"):
                if made.arguments:
                    self.expect(",")
                made.arguments.append(self.binary(0))
        predicates = self.predicates()
        if not predicates:
            return made
        filtered = Expression("filter", "", [made])
        filtered.predicates = predicates
        return filtered

    def predicates(self) -> list[Expression]:
        """[a][b]"""
        found: list[Expression] = []
        while self.accept("["):
            found.append(self.binary(0))
            self.expect("]")
        return found

    def step(self) -> Step:
        """https://www.w3.org/TR/1999/REC-xpath-19991116/#NT-Step, its short forms too"""
        if self.accept(".."):
            return Step("parent", "node", "")
        if self.accept("."):
            return Step("self", "node", "")
        axis = "child"
        if self.accept("@"):
            axis = "attribute"
        elif self.tokens[self.at + 1 if self.tokens[self.at].kind == "name" else self.at].text == "::":
            axis = self.tokens[self.at].text
            if axis not in AXES:
                raise self.wrong()
            self.at += 2
        made = self.node_test(axis)
        made.predicates = self.predicates()
        return made

    def node_test(self, axis: str) -> Step:
        """https://www.w3.org/TR/1999/REC-xpath-19991116/#NT-NodeTest"""
        token = self.tokens[self.at]
        if token.kind != "name" and token.text != "*":
            raise self.wrong()
        self.at += 1
        if token.text in NODE_TYPES and self.accept("("):
            target = ""
            if token.text == "processing-instruction" and self.tokens[self.at].kind == "string":
                target = self.tokens[self.at].text[1:-1]
                self.at += 1
            self.expect(")")
            return Step(axis, token.text, target)
        return Step(axis, "", token.text)


def parse(text: str) -> Expression:
    """The tree of an expression; a SyntaxError where it is none."""
    return Parser(text).whole()


def names_used(expression: Expression) -> list[str]:
    """The names of node tests, for their prefixes."""
    found: list[str] = []
    pending = [expression]
    while pending:
        part = pending.pop()
        pending += part.arguments + part.predicates
        for step in part.steps:
            pending += step.predicates
            if step.node_type == "":
                found.append(step.name)
    return found
