"""Selectors of rules in style sheets: with namespaces, nested in those of other rules"""

import re
from typing import Final

from webapis.infra.ascii import ascii_lowercase
from webapis.selectors.structure import (
    CLASS_SPECIFICITY,
    ID_SPECIFICITY,
    TYPE_SPECIFICITY,
    Complex,
    Compound,
    SelectorList,
)

# A name, a class or an id without escapes.
PLAIN: Final = re.compile(r"([.#]?)([A-Za-z_][A-Za-z0-9_-]*)", re.ASCII)


class SheetContext:
    """What selectors in a style sheet stand in: the namespaces it declares, the rule they are nested in."""

    def __init__(self, namespaces: dict[str, str], parents: SelectorList | None) -> None:
        self.namespaces = namespaces
        self.parents = parents


def plain_selectors(text: str) -> SelectorList | None:
    """OPTIMIZATION: lists of names, classes and ids alone, which many rules have; None is for the parser."""
    selectors: list[Complex] = []
    for piece in text.split(","):
        word = piece.strip(" \t\n\r\f")
        match = PLAIN.fullmatch(word)
        if match is None:
            return None
        compound = Compound()
        compound.written.append(word)
        mark, name = match[1], match[2]
        if mark == ".":
            compound.classes.append(name)
            compound.specificity = CLASS_SPECIFICITY
        elif mark == "#":
            compound.identifier = name
            compound.specificity = ID_SPECIFICITY
        else:
            compound.local_name, compound.lowercase_name = name, ascii_lowercase(name)
            compound.specificity = TYPE_SPECIFICITY
        selectors.append(Complex([compound], []))
    return SelectorList(selectors)


def parse_rule_selectors(text: str, sheet: SheetContext) -> SelectorList:
    """The selectors of a style rule; nested ones that do not speak of the parent are of its descendants."""
    if sheet.parents is None and not sheet.namespaces:
        plain = plain_selectors(text)
        if plain is not None:
            return plain
    # Imported by the first text that needs it: a page without one does not pay for cssselect.
    from webapis.selectors.parser import MOST_COMPOUNDS, Parser, syntax_error

    parser = Parser(text, sheet)
    if not parser.is_nested():
        return parser.whole()
    selectors: list[Complex] = []
    while True:
        parser.refers_to_parent = False
        selector = parser.complex(None)
        if not parser.refers_to_parent:
            selector = Complex([parser.implied_parent(), *selector.compounds], [" ", *selector.combinators])
        selectors.append(selector)
        if not parser.is_delimiter(","):
            break
        parser.next()
    found = SelectorList(selectors, 0 if sheet.parents is None else sheet.parents.depth)
    if parser.kind() != "EOF" or found.depth > MOST_COMPOUNDS:
        raise syntax_error(text)
    return found
