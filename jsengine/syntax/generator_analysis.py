"""What the generator must know of the grammar before it writes code: beginnings, effects and recursion."""

from dataclasses import dataclass

from parsimonious.expressions import Expression, Literal, Lookahead, OneOf, Quantifier, Regex, Sequence
from parsimonious.grammar import Grammar

from jsengine.syntax import contexts, grammar as names
from jsengine.syntax.generator_bytes import ALL_BYTES, regex_items

NOTHING: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Beginning:
    """The next byte when the expression matches: a text that is not empty, or the empty text.

    A set says when the match is possible, not that it is certain. At the end of the text the next byte is 0.
    """

    consuming: frozenset[int]
    empty: frozenset[int]

    @property
    def feasible(self) -> frozenset[int]:
        return self.consuming | self.empty


@dataclass(frozen=True)
class Effects:
    """What an expression may leave behind when it fails half way."""

    nodes: bool
    flags: bool


NEVER = Beginning(NOTHING, NOTHING)
EMPTY = Beginning(NOTHING, ALL_BYTES)


class Analysis:
    """Facts about the rules of one grammar; named expressions are looked up, unnamed ones computed."""

    def __init__(self, rules: Grammar) -> None:
        self.rules = rules
        self.beginnings: dict[str, Beginning] = dict.fromkeys(rules, NEVER)
        self._settle_beginnings()
        self.effects: dict[str, Effects] = dict.fromkeys(rules, Effects(False, False))
        self._settle_effects()
        self.guarded = self._cycle_breakers()
        self._check()

    # -- beginnings

    def _settle_beginnings(self) -> None:
        changed = True
        while changed:
            changed = False
            for name, rule in self.rules.items():
                found = self._inside(rule)
                if found != self.beginnings[name]:
                    self.beginnings[name] = found
                    changed = True

    def beginning(self, expression: Expression) -> Beginning:
        return self.beginnings[expression.name] if expression.name else self._inside(expression)

    def _inside(self, expression: Expression) -> Beginning:
        if isinstance(expression, Literal):
            first = expression.literal.encode()[:1]
            return Beginning(frozenset(first), NOTHING) if first else EMPTY
        if isinstance(expression, Regex):
            return _of_regex(expression)
        if isinstance(expression, Lookahead):
            return self._of_lookahead(expression)
        if isinstance(expression, Quantifier):
            member = self.beginning(expression.members[0])
            return member if expression.min else Beginning(member.consuming, ALL_BYTES)
        if isinstance(expression, OneOf):
            found = [self.beginning(member) for member in expression.members]
            return Beginning(NOTHING.union(*(b.consuming for b in found)), NOTHING.union(*(b.empty for b in found)))
        if isinstance(expression, Sequence):
            return self._of_sequence(expression)
        return EMPTY  # native rules consume nothing

    def _of_sequence(self, expression: Sequence) -> Beginning:
        consuming, empty = NOTHING, ALL_BYTES
        for member in expression.members:
            next_one = self.beginning(member)
            consuming |= empty & next_one.consuming
            empty &= next_one.empty
        return Beginning(consuming, empty)

    def _of_lookahead(self, expression: Lookahead) -> Beginning:
        member = expression.members[0]
        if not expression.negativity:
            return Beginning(NOTHING, self.beginning(member).feasible)
        return Beginning(NOTHING, ALL_BYTES - self._certain(member))

    def _certain(self, expression: Expression) -> frozenset[int]:
        """Bytes with which the expression surely matches; 0 is never certain, it may be the end of the text."""
        if isinstance(expression, Literal) and len(expression.literal) == 1:
            return frozenset(expression.literal.encode()) - {0}
        if isinstance(expression, Regex):
            items = regex_items(expression.re.pattern)
            if len(items) == 1:
                return items[0].characters.whole_bytes() - {0}
        if isinstance(expression, OneOf):
            return NOTHING.union(*(self._certain(member) for member in expression.members))
        return NOTHING

    # -- effects

    def _settle_effects(self) -> None:
        changed = True
        while changed:
            changed = False
            for name, rule in self.rules.items():
                found = self._effects_of_rule(name, rule)
                if found != self.effects[name]:
                    self.effects[name] = found
                    changed = True

    def _effects_of_rule(self, name: str, rule: Expression) -> Effects:
        inside = self.effects_inside(rule)
        if names.kind_of(name) is not None:
            return Effects(True, False)  # a node keeps its flags for itself
        if names.is_operator_list(name):
            return Effects(True, inside.flags)
        own_flag = names.operator_of(name) is not None or name.startswith("is_")
        return Effects(inside.nodes or name.startswith("was_"), inside.flags or own_flag)

    def effects_of(self, expression: Expression) -> Effects:
        return self.effects[expression.name] if expression.name else self.effects_inside(expression)

    def effects_inside(self, expression: Expression) -> Effects:
        found = [self.effects_of(member) for member in getattr(expression, "members", ())]
        return Effects(any(e.nodes for e in found), any(e.flags for e in found))

    # -- recursion

    def references(self, expression: Expression) -> list[Expression]:
        """The rules mentioned directly by a rule."""
        found: list[Expression] = []
        stack = list(getattr(expression, "members", ()))
        while stack:
            member = stack.pop()
            if member.name:
                found.append(member)
            else:
                stack.extend(getattr(member, "members", ()))
        return found

    def mentions(self, expression: Expression, wanted: set[str]) -> bool:
        return any(rule.name in wanted for rule in self.references(expression))

    def _cycle_breakers(self) -> set[str]:
        """Rules that watch the stack: every cycle of the grammar goes through one of them."""
        breakers: set[str] = set()
        state: dict[str, int] = {}

        def visit(name: str) -> None:
            state[name] = 1
            for rule in self.references(self.rules[name]):
                if state.get(rule.name) == 1:
                    breakers.add(rule.name)
                elif rule.name not in state:
                    visit(rule.name)
            state[name] = 2

        for name in self.rules:
            if name not in state:
                visit(name)
        return breakers

    # -- conventions

    def _check(self) -> None:
        for name, rule in self.rules.items():
            stack: list[Expression] = [rule]
            while stack:
                expression = stack.pop()
                members = list(getattr(expression, "members", ()))
                if isinstance(expression, Quantifier) and self.beginning(members[0]).empty == ALL_BYTES:
                    raise names.GrammarError(f"{name} repeats something that may be empty")
                if isinstance(expression, OneOf) and len(members) > 64:
                    raise names.GrammarError(f"{name} has more than 64 alternatives")
                stack.extend(member for member in members if not member.name)


def _of_regex(expression: Regex) -> Beginning:
    consuming, empty = NOTHING, ALL_BYTES
    for item in regex_items(expression.re.pattern):
        consuming |= empty & item.characters.first_bytes()
        if item.minimum:
            empty = NOTHING
    return Beginning(consuming, empty)


def is_native(name: str) -> bool:
    return name in contexts.ENTER or name in contexts.ASK or name == contexts.NAME_HERE
