"""Random programs from the grammar: every rule is followed at random, lookaheads are not asked.

So most programs are nearly right and some are wrong, which is what a test of a parser wants.
"""

import random
from collections.abc import Callable

from parsimonious.expressions import Expression, Literal, Lookahead, OneOf, Quantifier, Regex, Sequence

from jsengine.syntax import contexts, grammar as names
from jsengine.syntax.generator_bytes import CharacterClass, regex_items

IDENTIFIERS = (
    *"aabbccxxyyzz",
    "of",
    "let",
    "async",
    "get",
    "set",
    "static",
    "yield",
    "await",
    "$_",
    "\u00e9",
    "\\u0061",
    "as",
    "from",
)
BLANKS = ("",) * 12 + (" ",) * 12 + ("\n", "/**/", "/*\n*/", "//c\n", "\t", "\u00a0", "\u2028")
PROPERTY_NAMES = ("a", "if", "get", "static", "constructor", "async", "x1")

# Rules that are written by hand: what is right in them depends on lookaheads.
Writer = Callable[["ProgramWriter"], str]
BY_HAND: dict[str, Writer] = {
    "_": lambda w: w.random.choice(BLANKS),
    "same_line": lambda w: w.random.choice((" ", " ", "", "/**/")),
    "new_line": lambda w: "\n",
    "identifier_name": lambda w: w.random.choice(PROPERTY_NAMES),
    "Identifier": lambda w: w.random.choice(IDENTIFIERS),
    "BindingIdentifier": lambda w: w.random.choice(IDENTIFIERS),
    "Label": lambda w: w.random.choice(IDENTIFIERS),
    "end": lambda w: w.random.choice((";", ";", ";", "\n", "")),
    "RegExp": lambda w: w.random.choice(("/a/", "/[/]\\//gu", "/(?<n>.)\\k<n>/v")),
    "String": lambda w: w.random.choice(("''", '"a"', "'\\u{41}\\x42'", '"\\\n"', "'use strict'")),
    "TemplateChunk": lambda w: w.random.choice(("", "a", "\\u{41}", "$", "\n", "}")),
    "private_operand": lambda w: "#a in ",
    "hashbang": lambda w: "",
    "first_line_close": lambda w: "",
    "dangling": lambda w: "",
    "continuation": lambda w: "",
    "eof": lambda w: "",
}

# Alternatives that are right in few places only.
RARE = {"Yield": 0.05, "Await": 0.1, "async_led": 0.3, "private_operand": 0.1, "super_reference": 0.1, "With": 0.3}

ENDED_BY_WORD = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$"


class ProgramWriter:
    def __init__(self, seed: int) -> None:
        self.random: random.Random = random.Random(seed)
        self.rules = names.load_grammar()
        self.shallow: dict[str, int] = {}
        self._settle_depths()

    def program(self, goal: str = "Script", depth: int = 24) -> str:
        """One program; `depth` bounds the nesting of rules before the shortest way out is taken."""
        return self.write(self.rules[goal], depth)

    def write(self, expression: Expression, depth: int) -> str:
        by_hand = BY_HAND.get(expression.name)
        if by_hand is not None:
            return by_hand(self)
        if isinstance(expression, Literal):
            text = str(expression.literal)
            # A word must not run into what follows.
            return text + " " if text[-1:] in ENDED_BY_WORD and len(text) > 1 else text
        if isinstance(expression, Regex):
            return "".join(
                self._characters(item.characters, item.minimum, item.maximum)
                for item in regex_items(expression.re.pattern)
            )
        if isinstance(expression, Sequence):
            return "".join(self.write(member, depth - 1) for member in expression.members)
        if isinstance(expression, OneOf):
            return self.write(self._alternative(expression, depth), depth - 1)
        if isinstance(expression, Quantifier):
            return "".join(self.write(expression.members[0], depth - 1) for _ in range(self._times(expression, depth)))
        return ""

    def _characters(self, characters: CharacterClass, minimum: int, maximum: int | None) -> str:
        most = 3 if maximum is None else maximum
        return "".join(self._character(characters) for _ in range(self.random.randint(minimum, max(minimum, most))))

    def _character(self, characters: CharacterClass) -> str:
        """Mostly printable ASCII, where the class has it."""
        printable = [code for code in characters.ascii() if 32 <= code < 127]
        if printable and self.random.random() < 0.95:
            return chr(self.random.choice(printable))
        low, high = self.random.choice(characters.ranges)
        return chr(self.random.randint(low, high))

    def _alternative(self, expression: OneOf, depth: int) -> Expression:
        if depth > 0:
            weights = [RARE.get(member.name, 1.0) for member in expression.members]
            return self.random.choices(expression.members, weights)[0]
        return min(expression.members, key=self._depth_of)

    def _times(self, expression: Quantifier, depth: int) -> int:
        if depth <= 0:
            return int(expression.min)
        most = min(expression.max, expression.min + 2)
        return self.random.randint(int(expression.min), int(most))

    # -- the shortest way out

    def _settle_depths(self) -> None:
        changed = True
        while changed:
            changed = False
            for name, rule in self.rules.items():
                found = 1 if name in BY_HAND else self._inside(rule)
                if found < self.shallow.get(name, 1000):
                    self.shallow[name] = found
                    changed = True

    def _depth_of(self, expression: Expression) -> int:
        return self.shallow.get(expression.name, 1000) if expression.name else self._inside(expression)

    def _inside(self, expression: Expression) -> int:
        if isinstance(expression, Lookahead) or expression.name in contexts.ENTER:
            return 0
        members = getattr(expression, "members", ())
        if isinstance(expression, OneOf):
            return 1 + min(map(self._depth_of, members))
        if isinstance(expression, Quantifier) and not expression.min:
            return 0
        return 1 + max(map(self._depth_of, members), default=0)
