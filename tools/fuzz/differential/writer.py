"""Fills in the templates: one random program for each seed."""

import random
import re

from tools.fuzz.differential.pieces import Piece
from tools.fuzz.differential.templates import EXPRESSIONS, LEAVES, LISTS, STATEMENTS, WORDS, Template

PLACE = re.compile(r"@([a-z]+)(?::([a-zA-Z*]))?|@([0-9])")
# What the statements in a block may do, and what of that they have from around it.
BLOCKS = {
    "fblock": ("return target", "sloppy"),
    "arrow": ("return", "sloppy method target"),
    "mblock": ("return target method", "sloppy"),
    "cblock": ("return target method", ""),
    "staticblock": ("method", ""),
    "gblock": ("return target yield", "sloppy"),
    "ablock": ("return await", "sloppy"),
    "agblock": ("return target yield await", "sloppy"),
}
CONFUSED = 0.05  # how often an expression is of any type where one type is wanted


class NothingFits(Exception):
    """A template wants a variable that there is not."""


class Variable:
    __slots__ = ("assignable", "name", "type")

    def __init__(self, name: str, kind: str, assignable: bool) -> None:
        self.name = name
        self.type = kind
        self.assignable = assignable


class ProgramWriter:
    """Writes one program."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.strict = self.random.random() < 0.5
        self.visible: list[Variable] = []
        self.abilities = {"" if self.strict else "sloppy"}
        self.names = 0
        self.confused = CONFUSED

    def program(self) -> Piece:
        """The whole program: declarations as they are, other statements with what they throw logged."""
        count = self.random.randint(4, 12)
        whole: list[str | Piece] = ['"use strict";\n' if self.strict else "\n"]
        whole += [self.statement(3, guarded=True) for _ in range(count)]
        return Piece("statements", whole)

    # -- statements

    def statement(self, depth: int, guarded: bool = False) -> Piece:
        depth = max(depth, 0)
        table = [row for row in STATEMENTS if self.fits(row, depth)]
        while True:
            row = self.random.choices(table, [row.weight for row in table])[0]
            try:
                # What fails to initialise a variable of the program ends the program.
                filled = (
                    self.declaration(row, depth)
                    if guarded and row.declares
                    else self.fill("statement", row.text, depth)
                )
            except NothingFits:
                continue
            if guarded and not row.declares:
                filled = Piece("statement", ["try {\n", filled, "} catch (e) { $log('thrown', e); }\n"])
            return filled

    def declaration(self, row: Template, depth: int) -> Piece:
        """A declaration that mostly does not throw."""
        self.confused = 0.0
        try:
            return self.fill("statement", row.text, depth if "block" in row.text or "member" in row.text else 1)
        finally:
            self.confused = CONFUSED

    def fits(self, row: Template, depth: int) -> bool:
        return row.depth <= depth and all(need in self.abilities for need in row.needs)

    def block(self, depth: int, abilities: set[str]) -> Piece:
        """A list of statements with a scope of its own."""
        outer, count = self.abilities, len(self.visible)
        self.abilities = abilities
        try:
            size = self.random.choice((1, 1, 2, 2, 3))
            return Piece("statements", [self.statement(depth - 1) for _ in range(size)])
        finally:
            self.abilities = outer
            del self.visible[count:]

    # -- templates

    def fill(self, kind: str, text: str, depth: int) -> Piece:
        """A piece from a template; what it declares is visible from then on."""
        declared: list[Variable] = []
        count, outer = len(self.visible), self.abilities
        try:
            parts = self.expand(text, depth, declared)
        finally:
            self.abilities = outer
            del self.visible[count:]
        self.visible += declared
        return Piece(kind, parts)

    def expand(self, text: str, depth: int, declared: list[Variable]) -> list[str | Piece]:
        """Put something into every place of a template."""
        parts: list[str | Piece] = []
        fresh: list[str] = []
        at = 0
        for place in PLACE.finditer(text):
            parts.append(text[at : place.start()])
            at = place.end()
            filled = self.place(place, depth, fresh, declared)
            if text[at : at + 1] in (".", "[", "(", "?") and isinstance(filled, Piece) and filled.kind == "expression":
                parts += ["(", filled, ")"]  # 1.x and {}.x are none
            else:
                parts.append(filled)
        parts.append(text[at:])
        return parts

    def place(self, place: re.Match[str], depth: int, fresh: list[str], declared: list[Variable]) -> str | Piece:
        word, kind, number = place.groups()
        if number:
            return fresh[int(number) - 1]
        if word in ("let", "const", "local", "fixed", "name"):
            self.names += 1
            name = f"{word[0]}{self.names}"
            fresh.append(name)
            variable = Variable(name, kind, word in ("let", "local"))
            if word in ("let", "const"):
                declared.append(variable)
            elif word != "name":
                self.visible.append(variable)
            return name
        if word == "var":
            return self.variable(kind, assignable=True)
        if word == "known":
            return self.variable(kind, assignable=False)
        if word == "loop":
            self.abilities = self.abilities | {word}
            return ""
        if word in ("plain", "strictly"):
            self.abilities = self.abilities & ({"sloppy", "method", "target"} if word == "plain" else {"method"})
            return ""
        if word == "block" or word in BLOCKS:
            return self.block(depth, self.abilities_in(word))
        if word in WORDS:
            return self.random.choice(WORDS[word])
        if word in LISTS:
            return self.listed(word, depth, declared)
        return self.expression(word, depth)

    def listed(self, word: str, depth: int, declared: list[Variable]) -> Piece:
        """One of a list of texts. The names of parameters are visible in the rest of the template around."""
        count, outer = len(self.visible), self.abilities
        parts = self.expand(self.random.choice(LISTS[word]), depth, declared)
        self.abilities = outer
        if word != "params":
            del self.visible[count:]
        return Piece("expression" if word == "callback" else "list", parts)

    def abilities_in(self, block: str) -> set[str]:
        if block == "block":
            return self.abilities
        own, inherited = BLOCKS[block]
        return set(own.split()) | (self.abilities & set(inherited.split()))

    def variable(self, kind: str, assignable: bool) -> str:
        found = [
            variable.name
            for variable in self.visible
            if kind in ("x", variable.type) and (variable.assignable or not assignable)
        ]
        if not found:
            raise NothingFits
        return self.random.choice(found)

    # -- expressions

    def expression(self, kind: str, depth: int) -> Piece:
        """An expression of a type of templates.py."""
        if self.random.random() < self.confused:
            kind = "x"
        if kind == "x":
            if self.visible and self.random.random() < 0.25:
                return Piece("expression", [self.variable("x", assignable=False)])
            kind = self.random.choice("nnnsssbiaaofmwtdrz")
        if depth <= 0 or self.random.random() < 0.2:
            return Piece("expression", [self.leaf(kind)])
        table = [row for row in EXPRESSIONS[kind] if self.fits(row, depth)]
        while True:
            row = self.random.choices(table, [row.weight for row in table])[0]
            try:
                return self.fill("expression", row.text, depth - 1)
            except NothingFits:
                return Piece("expression", [self.leaf(kind)])

    def leaf(self, kind: str) -> str:
        if self.random.random() < 0.6:
            try:
                return self.variable(kind, assignable=False)
            except NothingFits:
                pass
        text = self.random.choice(LEAVES[kind])
        return f"({text})" if text.startswith("-") else text


def write_program(seed: int) -> Piece:
    """The program of a seed."""
    return ProgramWriter(seed).program()
