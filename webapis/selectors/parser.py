"""Selector text to matchers: cssselect's tokens, with the grammar of level 4 where cssselect stays behind.

cssselect refuses selector lists in :not(), :is() inside :not(), "of" in :nth-child(), :scope elsewhere than in front,
and more, so its productions for compounds and functions stand here again; its tokenizer and escapes are used.
"""

import re
from typing import Final

from cssselect.parser import SelectorSyntaxError, tokenize

from webapis.idl.exceptions import DOMException, dom_exception
from webapis.infra.ascii import ascii_lowercase, join_surrogates, split_surrogates
from webapis.selectors.pseudo_classes import NAMED, DirectionTest, LanguageTest, NamedTest
from webapis.selectors.structure import (
    AnchorTest,
    Complex,
    Compound,
    HasTest,
    ListTest,
    NthTest,
    PresenceTest,
    ScopeTest,
    SelectorList,
    Test,
    ValueTest,
)

# DEVIATION: browsers take longer selectors; matching recurses over the compounds of one.
MOST_COMPOUNDS: Final = 256
DEEPEST_NESTING: Final = 24

DIGITS: Final = "0123456789"

NTH: Final = re.compile(
    r"\s*(?:(odd|even)|([+-]?[0-9]*)n(?:\s*([+-])\s*([0-9]+))?|([+-]?[0-9]+))\s*", re.IGNORECASE | re.ASCII
)

# Kinds of :nth-*(): from the end, and among those of the same type.
NTH_KINDS: Final[dict[str, tuple[bool, bool]]] = {
    "nth-child": (False, False),
    "nth-last-child": (True, False),
    "nth-of-type": (False, True),
    "nth-last-of-type": (True, True),
}

POSITIONS: Final[dict[str, tuple[tuple[bool, bool], ...]]] = {
    "first-child": ((False, False),),
    "last-child": ((True, False),),
    "only-child": ((False, False), (True, False)),
    "first-of-type": ((False, True),),
    "last-of-type": ((True, True),),
    "only-of-type": ((False, True), (True, True)),
}

PSEUDO_ELEMENTS: Final = frozenset(
    [
        "after",
        "backdrop",
        "before",
        "cue",
        "details-content",
        "file-selector-button",
        "first-letter",
        "first-line",
        "grammar-error",
        "highlight",
        "marker",
        "part",
        "placeholder",
        "selection",
        "slotted",
        "spelling-error",
        "target-text",
        "view-transition",
    ]
)
LEGACY_PSEUDO_ELEMENTS: Final = frozenset(["after", "before", "first-letter", "first-line"])


def syntax_error(text: str) -> DOMException:
    """The SyntaxError of a selector."""
    return dom_exception("SyntaxError", f"'{text}' is not a valid selector.")


class Parser:
    """One selector text on its way."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.kinds: list[str] = []
        self.values: list[str] = []
        # An escape that the end of the text cuts off stands for U+FFFD.
        dangling = (len(text) - len(text.rstrip("\\"))) % 2
        self.source = join_surrogates(text[:-1] + "\ufffd" if dangling else text)
        self.starts: list[int] = []
        try:
            for token in tokenize(self.source):
                self.starts.append(token.pos)
                self.kinds.append(token.type)
                self.values.append("" if token.value is None else token.value)
        except SelectorSyntaxError:
            raise syntax_error(text) from None
        self.position = 0
        self.nesting = 0

    # Tokens.

    def kind(self) -> str:
        """The kind of the next token."""
        return self.kinds[self.position]

    def is_delimiter(self, characters: str) -> bool:
        """Whether the next token is one of these characters."""
        return self.kinds[self.position] == "DELIM" and self.values[self.position] in characters

    def next(self) -> str:
        """Take the next token's value."""
        value = self.values[self.position]
        if self.kinds[self.position] != "EOF":
            self.position += 1
        return value

    def skip_blanks(self) -> bool:
        """Skip white space; whether there was any."""
        start = self.position
        while self.kinds[self.position] == "S":
            self.position += 1
        return self.position > start

    def ident(self) -> str:
        """Take an identifier."""
        dashes = ""
        if self.is_delimiter("-") and self.kinds[self.position + 1] == "IDENT":
            dashes = self.next()  # cssselect knows no identifiers that begin with two dashes
        if self.kind() != "IDENT":
            raise syntax_error(self.text)
        return split_surrogates(dashes + self.next())

    def close(self, bracket: str) -> None:
        """Take a closing bracket; the end of the text closes everything."""
        self.skip_blanks()
        if self.kind() == "EOF":
            return
        if not self.is_delimiter(bracket):
            raise syntax_error(self.text)
        self.next()

    # Productions.

    def whole(self) -> SelectorList:
        """A selector list up to the end of the text."""
        selectors = self.selector_list()
        if self.kind() != "EOF":
            raise syntax_error(self.text)
        return selectors

    def selector_list(self) -> SelectorList:
        """https://drafts.csswg.org/selectors-4/#typedef-complex-selector-list"""
        selectors = [self.complex(None)]
        while self.is_delimiter(","):
            self.next()
            selectors.append(self.complex(None))
        return SelectorList(selectors)

    def complex(self, anchor: Compound | None) -> Complex:
        """https://drafts.csswg.org/selectors-4/#typedef-complex-selector, or a relative one after an anchor."""
        self.skip_blanks()
        compounds: list[Compound] = []
        combinators: list[str] = []
        if anchor is not None:
            compounds.append(anchor)
            combinators.append(self.next() if self.is_delimiter(">+~") else " ")
            self.skip_blanks()
        while True:
            if compounds and compounds[-1].never:
                raise syntax_error(self.text)
            compounds.append(self.compound())
            if len(compounds) > MOST_COMPOUNDS:
                raise syntax_error(self.text)
            blanks = self.skip_blanks()
            if self.kind() == "EOF" or self.is_delimiter(",)"):
                return Complex(compounds, combinators)
            if self.is_delimiter(">+~"):
                combinators.append(self.next())
                self.skip_blanks()
            elif blanks:
                combinators.append(" ")
            else:
                raise syntax_error(self.text)

    def compound(self) -> Compound:
        """https://drafts.csswg.org/selectors-4/#typedef-compound-selector"""
        compound = Compound()
        start = self.position
        self.type_selector(compound)
        while True:
            kind = self.kind()
            if kind == "HASH":
                self.identifier(compound)
            elif kind == "DELIM" and self.is_delimiter(".[:"):
                delimiter = self.next()
                if delimiter == ".":
                    compound.classes.append(self.ident())
                elif delimiter == "[":
                    compound.tests.append(self.attribute())
                else:
                    self.pseudo(compound)
            else:
                break
        if self.position == start:
            raise syntax_error(self.text)
        return compound

    def identifier(self, compound: Compound) -> None:
        """#name; a hash that is no identifier is no selector."""
        start = self.starts[self.position] + 1
        written = self.source[start : start + 2]
        if not written or written[0] in DIGITS or (written[0] == "-" and (len(written) == 1 or written[1] in DIGITS)):
            raise syntax_error(self.text)
        value = self.next()
        if compound.identifier is None:
            compound.identifier = split_surrogates(value)
        else:
            compound.more_identifiers.append(split_surrogates(value))

    def type_selector(self, compound: Compound) -> None:
        """https://drafts.csswg.org/selectors-4/#typedef-type-selector"""
        if self.is_delimiter("|"):
            self.next()
            compound.no_namespace = True
            self.name_or_star(compound)
        elif self.kind() == "IDENT" or self.is_delimiter("*") or self.starts_with_dashes():
            prefix = self.name_or_star(compound)
            if self.is_delimiter("|") and self.values[self.position + 1] != "|":
                if prefix:
                    raise syntax_error(self.text)  # nothing declares prefixes
                self.next()
                self.name_or_star(compound)

    def starts_with_dashes(self) -> bool:
        """Whether an identifier with two dashes follows."""
        return self.is_delimiter("-") and self.kinds[self.position + 1] == "IDENT"

    def name_or_star(self, compound: Compound) -> str:
        """A local name or none; the name."""
        if self.is_delimiter("*"):
            self.next()
            return ""
        name = self.ident()
        compound.local_name = name
        compound.lowercase_name = ascii_lowercase(name)
        return name

    def attribute(self) -> Test:
        """https://drafts.csswg.org/selectors-4/#typedef-attribute-selector, after its bracket."""
        self.skip_blanks()
        any_namespace = False
        if self.is_delimiter("|*"):
            any_namespace = self.next() == "*"
            if any_namespace:
                if not self.is_delimiter("|"):
                    raise syntax_error(self.text)
                self.next()
        name = self.ident()
        if self.is_delimiter("|") and self.values[self.position + 1] != "=":
            raise syntax_error(self.text)
        self.skip_blanks()
        if self.kind() == "EOF" or self.is_delimiter("]"):
            self.next()
            return PresenceTest(name, any_namespace)
        operator = self.next()
        if operator in ("^", "$", "*", "~", "|"):
            operator += self.next()
        if operator not in ("=", "^=", "$=", "*=", "~=", "|="):
            raise syntax_error(self.text)
        self.skip_blanks()
        value = split_surrogates(self.next()) if self.kind() == "STRING" else self.ident()
        self.skip_blanks()
        flag: str | None = None
        if self.kind() == "IDENT":
            flag = ascii_lowercase(self.next())
            if flag not in ("i", "s"):
                raise syntax_error(self.text)
        self.close("]")
        return ValueTest(name, any_namespace, operator, value, flag)

    def pseudo(self, compound: Compound) -> None:
        """A pseudo-class or pseudo-element, after its colon."""
        if self.is_delimiter(":"):
            self.next()
            self.pseudo_element(compound, ascii_lowercase(self.ident()))
            return
        name = ascii_lowercase(self.ident())
        if self.is_delimiter("("):
            self.next()
            self.nesting += 1
            if self.nesting > DEEPEST_NESTING:
                raise syntax_error(self.text)
            compound.tests.append(self.function(name))
            self.close(")")
            self.nesting -= 1
        elif name in LEGACY_PSEUDO_ELEMENTS:
            compound.never = True
        elif name in POSITIONS:
            for from_end, of_type in POSITIONS[name]:
                compound.tests.append(NthTest(0, 1, from_end, of_type, None))
        elif name == "scope":
            compound.tests.append(ScopeTest())
        elif name in NAMED:
            compound.tests.append(NamedTest(name))
        else:
            raise syntax_error(self.text)

    def pseudo_element(self, compound: Compound, name: str) -> None:
        """Valid ones match no element; what is not known is an error, but for WebKit's."""
        if name not in PSEUDO_ELEMENTS and not name.startswith("-webkit-"):
            raise syntax_error(self.text)
        compound.never = True
        if self.is_delimiter("("):
            self.next()
            depth = 1
            while depth and self.kind() != "EOF":
                depth += self.is_delimiter("(") - self.is_delimiter(")")
                self.next()

    def function(self, name: str) -> Test:
        """A functional pseudo-class, after its parenthesis."""
        if name in ("is", "where", "matches", "-webkit-any"):
            return ListTest(self.forgiving_list(), False)
        if name == "not":
            return ListTest(self.selector_list(), True)
        if name == "has":
            return self.has()
        if name in NTH_KINDS:
            return self.nth(name)
        if name == "lang":
            return LanguageTest(self.language_ranges())
        if name == "dir":
            self.skip_blanks()
            return DirectionTest(ascii_lowercase(self.ident()))
        raise syntax_error(self.text)

    def forgiving_list(self) -> SelectorList:
        """https://drafts.csswg.org/selectors-4/#typedef-forgiving-selector-list: what is wrong matches nothing."""
        selectors: list[Complex] = []
        while True:
            start = self.position
            nesting = self.nesting
            try:
                selectors.append(self.complex(None))
            except DOMException:
                self.nesting = nesting
                self.position = start
                self.skip_invalid()
            if not self.is_delimiter(","):
                return SelectorList([selector for selector in selectors if not selector.subject.never])
            self.next()

    def skip_invalid(self) -> None:
        """To the comma or parenthesis that ends an invalid selector."""
        depth = 0
        while self.kind() != "EOF":
            if self.is_delimiter("([{"):
                depth += 1
            elif depth and self.is_delimiter(")]}"):
                depth -= 1
            elif not depth and self.is_delimiter(",)"):
                return
            elif not depth and self.is_delimiter("]}"):
                raise syntax_error(self.text)
            self.next()

    def has(self) -> Test:
        """:has(), which does not nest."""
        selectors: list[Complex] = []
        while True:
            anchor = Compound()
            anchor.tests.append(AnchorTest())
            selectors.append(self.complex(anchor))
            if not self.is_delimiter(","):
                break
            self.next()
        for selector in selectors:
            for compound in selector.compounds:
                if compound.never or any(isinstance(test, HasTest) for test in compound.tests):
                    raise syntax_error(self.text)
        return HasTest(selectors)

    def nth(self, name: str) -> Test:
        """The An+B of :nth-child() and its relatives, and what may follow."""
        parts: list[str] = []
        selectors: SelectorList | None = None
        from_end, of_type = NTH_KINDS[name]
        while self.kind() != "EOF" and not self.is_delimiter(")"):
            if self.kind() == "IDENT" and ascii_lowercase(self.values[self.position]) == "of" and not of_type:
                self.next()
                selectors = self.selector_list()
                break
            parts.append(self.next())
        match = NTH.fullmatch("".join(parts))
        if match is None:
            raise syntax_error(self.text)
        keyword, step, sign, offset, alone = match.groups()
        if keyword is not None:
            return NthTest(2, 1 if keyword.lower() == "odd" else 0, from_end, of_type, selectors)
        if alone is not None:
            return NthTest(0, bounded(alone), from_end, of_type, selectors)
        a = bounded(step + "1" if step in ("", "+", "-") else step)
        b = bounded(sign + offset) if sign is not None else 0
        return NthTest(a, b, from_end, of_type, selectors)

    def language_ranges(self) -> list[str]:
        """The arguments of :lang()."""
        ranges: list[str] = []
        while True:
            self.skip_blanks()
            if self.kind() == "STRING":
                ranges.append(self.next())
            else:
                star = self.next() if self.is_delimiter("*") else ""
                ranges.append(star + self.ident())
            self.skip_blanks()
            if not self.is_delimiter(","):
                return ranges
            self.next()


def bounded(digits: str) -> int:
    """An integer, as large as CSS lets it be."""
    return int(digits) if len(digits) < 12 else (-(2**31) if digits[0] == "-" else 2**31 - 1)


def parse_selectors(text: str) -> SelectorList:
    """https://drafts.csswg.org/selectors-4/#parse-a-selector"""
    return Parser(text).whole()
