"""Selector text to matchers: cssselect's tokens, with the grammar of level 4 where cssselect stays behind.

cssselect refuses selector lists in :not(), :is() inside :not(), "of" in :nth-child(), :scope elsewhere than in front,
and more, so its productions for compounds and functions stand here again; its tokenizer and escapes are used.
"""

import re
from typing import Final

from cssselect.parser import SelectorSyntaxError, tokenize

from jsengine._kernel import poll
from webapis.css.tokens import identifier_text, string_text
from webapis.idl.exceptions import DOMException, dom_exception
from webapis.infra.ascii import ascii_lowercase, join_surrogates, split_surrogates
from webapis.selectors.pseudo_classes import NAMED, DirectionTest, LanguageTest, NamedTest
from webapis.selectors.rule_selectors import SheetContext
from webapis.selectors.structure import (
    CLASS_SPECIFICITY,
    ID_SPECIFICITY,
    TYPE_SPECIFICITY,
    AnchorTest,
    Complex,
    Compound,
    HasTest,
    HostTest,
    ListTest,
    NthTest,
    PresenceTest,
    ScopeTest,
    SelectorList,
    Test,
    ValueTest,
    add_specificity,
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

    def __init__(self, text: str, sheet: SheetContext | None = None) -> None:
        self.text = text
        self.sheet = sheet
        self.kinds: list[str] = []
        self.values: list[str] = []
        # An escape that the end of the text cuts off stands for U+FFFD.
        dangling = (len(text) - len(text.rstrip("\\"))) % 2
        self.source = join_surrogates(text[:-1] + "\ufffd" if dangling else text)
        self.starts: list[int] = []
        try:
            for token in tokenize(self.source):
                poll()
                self.starts.append(token.pos)
                self.kinds.append(token.type)
                self.values.append("" if token.value is None else token.value)
        except SelectorSyntaxError:
            raise syntax_error(text) from None
        self.position = 0
        self.nesting = 0
        self.refers_to_parent = False

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

    def is_nested(self) -> bool:
        """Whether the rule stands in another: https://drafts.csswg.org/css-nesting-1/"""
        return self.sheet is not None and self.sheet.parents is not None

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
        if anchor is None and self.nesting == 0 and self.is_nested() and self.is_delimiter(">+~"):
            anchor = self.implied_parent()
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

    def implied_parent(self) -> Compound:
        """https://drafts.csswg.org/css-nesting-1/#nesting: what a nested relative selector starts from."""
        compound = Compound()
        self.parent_selector(compound)
        return compound

    def parent_selector(self, compound: Compound) -> None:
        """https://drafts.csswg.org/css-nesting-1/#nest-selector"""
        if self.sheet is None:
            raise syntax_error(self.text)
        self.refers_to_parent = True
        parents = self.sheet.parents
        if parents is None:
            compound.tests.append(ScopeTest())
            self.note(compound, "&", CLASS_SPECIFICITY)
        else:
            compound.tests.append(ListTest(parents, False))
            self.note(compound, "&", parents.specificity)

    def note(self, compound: Compound, written: str, specificity: int) -> None:
        """A simple selector was read."""
        compound.written.append(written)
        compound.specificity = add_specificity(compound.specificity, specificity)

    def compound(self) -> Compound:
        """https://drafts.csswg.org/selectors-4/#typedef-compound-selector"""
        compound = Compound()
        start = self.position
        self.type_selector(compound)
        while True:
            kind = self.kind()
            if kind == "HASH":
                self.identifier(compound)
            elif kind == "DELIM" and self.is_delimiter(".[:&"):
                delimiter = self.next()
                if delimiter == ".":
                    name = self.ident()
                    compound.classes.append(name)
                    self.note(compound, "." + identifier_text(name), CLASS_SPECIFICITY)
                elif delimiter == "[":
                    attribute, written = self.attribute()
                    compound.tests.append(attribute)
                    self.note(compound, written, CLASS_SPECIFICITY)
                elif delimiter == "&":
                    self.parent_selector(compound)
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
        value = split_surrogates(self.next())
        if compound.identifier is None:
            compound.identifier = value
        else:
            compound.more_identifiers.append(value)
        self.note(compound, "#" + identifier_text(value), ID_SPECIFICITY)

    def type_selector(self, compound: Compound) -> None:
        """https://drafts.csswg.org/selectors-4/#typedef-type-selector"""
        prefix: str | None = None
        if self.is_delimiter("|"):
            self.next()
            compound.no_namespace = True
            written = "|" + self.name_or_star(compound)
        elif self.kind() == "IDENT" or self.is_delimiter("*") or self.starts_with_dashes():
            prefix = "*" if self.is_delimiter("*") else None
            written = self.name_or_star(compound)
            if self.is_delimiter("|") and self.values[self.position + 1] != "|":
                prefix = prefix or compound.local_name or ""
                compound.local_name = compound.lowercase_name = None
                self.choose_namespace(compound, prefix)
                self.next()
                written = f"{'*' if prefix == '*' else identifier_text(prefix)}|{self.name_or_star(compound)}"
                if prefix == "*" and (self.sheet is None or "" not in self.sheet.namespaces):
                    written = written[2:]
            elif self.sheet is not None:
                compound.namespace = self.sheet.namespaces.get("")
        else:
            if self.sheet is not None:
                compound.namespace = self.sheet.namespaces.get("")
            return
        self.note(compound, written, 0 if compound.local_name is None else TYPE_SPECIFICITY)

    def choose_namespace(self, compound: Compound, prefix: str) -> None:
        """The namespace that a prefix stands for; queries declare none."""
        if prefix != "*":
            namespaces = {} if self.sheet is None else self.sheet.namespaces
            if prefix not in namespaces:
                raise syntax_error(self.text)
            compound.namespace = namespaces[prefix]

    def starts_with_dashes(self) -> bool:
        """Whether an identifier with two dashes follows."""
        return self.is_delimiter("-") and self.kinds[self.position + 1] == "IDENT"

    def name_or_star(self, compound: Compound) -> str:
        """A local name or none; how it is written."""
        if self.is_delimiter("*"):
            self.next()
            return "*"
        name = self.ident()
        compound.local_name = name
        compound.lowercase_name = ascii_lowercase(name)
        return identifier_text(name)

    def attribute(self) -> tuple[Test, str]:
        """https://drafts.csswg.org/selectors-4/#typedef-attribute-selector, after its bracket; and how it is written."""
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
        written = ("*|" if any_namespace else "") + identifier_text(name)
        if self.kind() == "EOF" or self.is_delimiter("]"):
            self.next()
            return PresenceTest(name, any_namespace), f"[{written}]"
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
        written = f"[{written}{operator}{string_text(value)}{' ' + flag if flag is not None else ''}]"
        return ValueTest(name, any_namespace, operator, value, flag), written

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
            start = self.position
            test, specificity, argument = self.function(name)
            compound.tests.append(test)
            compound.has_host = compound.has_host or isinstance(test, HostTest)
            if argument is None:
                argument = self.source[self.starts[start] : self.starts[self.position]].strip()
            self.note(compound, f":{name}({argument})", specificity)
            self.close(")")
            self.nesting -= 1
        elif name in LEGACY_PSEUDO_ELEMENTS:
            self.note_pseudo_element(compound, name, name)
        elif name in POSITIONS:
            for from_end, of_type in POSITIONS[name]:
                compound.tests.append(NthTest(0, 1, from_end, of_type, None))
            self.note(compound, ":" + name, CLASS_SPECIFICITY)
        elif name == "scope":
            compound.tests.append(ScopeTest())
            self.note(compound, ":scope", CLASS_SPECIFICITY)
        elif name == "host":
            compound.tests.append(HostTest(None))
            compound.has_host = True
            self.note(compound, ":host", CLASS_SPECIFICITY)
        elif name in NAMED:
            compound.tests.append(NamedTest(name))
            self.note(compound, ":" + name, CLASS_SPECIFICITY)
        else:
            raise syntax_error(self.text)

    def note_pseudo_element(self, compound: Compound, name: str, written: str) -> None:
        """No element matches; a style sheet's rules are for this part of the element that does."""
        compound.never = True
        compound.pseudo_element = written
        self.note(compound, "::" + written, TYPE_SPECIFICITY)

    def pseudo_element(self, compound: Compound, name: str) -> None:
        """Valid ones match no element; what is not known is an error, but for WebKit's."""
        if name not in PSEUDO_ELEMENTS and not name.startswith("-webkit-"):
            raise syntax_error(self.text)
        written = name
        if self.is_delimiter("("):
            start = self.position
            self.next()
            if name == "slotted" and self.sheet is not None:
                self.skip_blanks()
                compound.slotted = self.compound()
                self.skip_blanks()
                written = f"slotted({compound.slotted.text()})"
                compound.specificity = add_specificity(compound.specificity, compound.slotted.specificity)
                self.close(")")
            else:
                depth = 1
                while depth and self.kind() != "EOF":
                    depth += self.is_delimiter("(") - self.is_delimiter(")")
                    self.next()
                written = name + self.source[self.starts[start] : self.starts[self.position]].strip()
        self.note_pseudo_element(compound, name, written)

    def function(self, name: str) -> tuple[Test, int, str | None]:
        """A functional pseudo-class, after its parenthesis: with its specificity and what is written as its argument."""
        if name in ("is", "where", "matches", "-webkit-any"):
            selectors = self.forgiving_list()
            return ListTest(selectors, False), 0 if name == "where" else selectors.specificity, selectors.text()
        if name == "not":
            selectors = self.selector_list()
            return ListTest(selectors, True), selectors.specificity, selectors.text()
        if name == "has":
            return self.has()
        if name == "host" and self.sheet is not None:
            self.skip_blanks()
            inner = self.compound()
            return HostTest(inner), add_specificity(CLASS_SPECIFICITY, inner.specificity), inner.text()
        if name in NTH_KINDS:
            return self.nth(name)
        if name == "lang":
            ranges = self.language_ranges()
            return LanguageTest(ranges), CLASS_SPECIFICITY, ", ".join([identifier_text(one) for one in ranges])
        if name == "dir":
            self.skip_blanks()
            direction = ascii_lowercase(self.ident())
            return DirectionTest(direction), CLASS_SPECIFICITY, direction
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

    def has(self) -> tuple[Test, int, str | None]:
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
        found = SelectorList(selectors)
        return HasTest(selectors), found.specificity, found.text()

    def nth(self, name: str) -> tuple[Test, int, str | None]:
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
            a, b = 2, 1 if keyword.lower() == "odd" else 0
        elif alone is not None:
            a, b = 0, bounded(alone)
        else:
            a = bounded(step + "1" if step in ("", "+", "-") else step)
            b = bounded(sign + offset) if sign is not None else 0
        of = f" of {selectors.text()}" if selectors is not None else ""
        specificity = add_specificity(CLASS_SPECIFICITY, 0 if selectors is None else selectors.specificity)
        return NthTest(a, b, from_end, of_type, selectors), specificity, nth_text(a, b) + of

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


def nth_text(a: int, b: int) -> str:
    """https://drafts.csswg.org/css-syntax-3/#serializing-anb"""
    if a == 0:
        return str(b)
    step = {1: "n", -1: "-n"}.get(a, f"{a}n")
    return step if b == 0 else f"{step}{b:+d}"


def bounded(digits: str) -> int:
    """An integer, as large as CSS lets it be."""
    return int(digits) if len(digits) < 12 else (-(2**31) if digits[0] == "-" else 2**31 - 1)


def parse_selectors(text: str) -> SelectorList:
    """https://drafts.csswg.org/selectors-4/#parse-a-selector"""
    return Parser(text).whole()
