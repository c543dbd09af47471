"""parsimonious itself running `ecmascript.peg`: the oracle of the generated parser.

Contexts ([Yield], [Await], [In], the goal) are no part of parsimonious, so its memo table is told of them: a result
is remembered for the context in which it was found.
"""

import sys
import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from parsimonious.exceptions import ParseError
from parsimonious.expressions import Expression, OneOf, Sequence
from parsimonious.nodes import Node

from jsengine.syntax import contexts, grammar as names

FlatNode = tuple[str, int, int, int, str]
"""Kind, start, end, size; operator and flags in words."""


class State:
    """The context of the parse that runs."""

    context = 0


class ContextCache:
    """What parsimonious takes for its table of results."""

    def __init__(self) -> None:
        self.tables: defaultdict[tuple[int, int], dict[int, object]] = defaultdict(dict)

    def __getitem__(self, expression: int) -> dict[int, object]:
        return self.tables[State.context, expression]


class ScopedSequence(Sequence):
    """A rule that mentions enter_*: it gives the context back."""

    def _uncached_match(self, text: str, pos: int, cache: object, error: object) -> Node | None:
        context = State.context
        try:
            return super()._uncached_match(text, pos, cache, error)
        finally:
            State.context = context


class ScopedChoice(OneOf):
    """The same for a rule of alternatives."""

    def _uncached_match(self, text: str, pos: int, cache: object, error: object) -> Node | None:
        context = State.context
        try:
            return super()._uncached_match(text, pos, cache, error)
        finally:
            State.context = context


class NativeRule(Expression):
    """enter_*, complain_* or a question about the context: never remembered, for it acts on what is outside of the text."""

    def match_core(self, text: str, pos: int, cache: object, error: object) -> Node | None:
        if self.name in contexts.ENTER:
            State.context = contexts.enter(State.context, self.name)
        elif not contexts.ask(State.context, self.name):
            return None
        return Node(self, text, pos, pos)


@dataclass
class Frame:
    """One rule being turned into flat nodes."""

    first: int
    start: int
    marks: list[str] = field(default_factory=list)


class Oracle:
    def __init__(self) -> None:
        self.rules = names.load_grammar({name: NativeRule(name) for name in (*contexts.ENTER, *contexts.ASK)})
        for rule in self.rules.values():
            if _mentions_enter(rule):
                rule.__class__ = ScopedSequence if isinstance(rule, Sequence) else ScopedChoice

    def parse(self, text: str, module: bool = False) -> list[FlatNode] | None:
        """The flat tree before it is resolved, None if the grammar refuses the text. Offsets count characters."""
        State.context = contexts.MODULE | contexts.AWAIT if module else 0
        goal = self.rules["Module" if module else "Script"]
        node = goal.match_core(text, 0, ContextCache(), ParseError(text))
        if node is None or node.end != len(text):
            return None
        flat = Flattener()
        flat.visit(node, Frame(0, 0))
        return flat.nodes


def _mentions_enter(rule: Expression) -> bool:
    stack = list(getattr(rule, "members", ()))
    while stack:
        member = stack.pop()
        if member.name in contexts.ENTER:
            return True
        if not member.name:
            stack.extend(getattr(member, "members", ()))
    return False


class Flattener:
    """Reads the names of the rules, as grammar.py explains them, off parsimonious's tree."""

    def __init__(self) -> None:
        self.nodes: list[FlatNode] = []

    def visit(self, node: Node, frame: Frame) -> None:
        name = node.expr.name
        if names.is_wrap(name):
            self.make(str(names.kind_of(name)), frame.first, frame.start, node.end, [])
        elif name.startswith("was_"):
            kind, start, end, size, marks = self.nodes[-1]
            self.nodes[-1] = (kind, start, end, size, _words([*marks.split(), str(names.flag_of(name))]))
        elif names.is_operator_list(name):
            self.operator_list(node)
        elif names.kind_of(name) is not None:
            self.node(node, name)
        else:
            self.other(node, name, frame)

    def other(self, node: Node, name: str, frame: Frame) -> None:
        mark = names.operator_of(name) or (names.flag_of(name) if name.startswith("is_") else None)
        if mark is not None:
            frame.marks.append(mark)
        inner = Frame(len(self.nodes), node.start, frame.marks) if name else frame
        for child in node.children:
            self.visit(child, inner)

    def node(self, node: Node, name: str) -> None:
        frame = Frame(len(self.nodes), node.start)
        for child in node.children:
            self.visit(child, frame)
        first, start = frame.first, node.start
        if names.is_fold(name):
            _, start, _, size, _ = self.nodes[first - 1]
            first -= size
        self.make(str(names.kind_of(name)), first, start, node.end, frame.marks)

    def make(self, kind: str, first: int, start: int, end: int, marks: list[str]) -> None:
        self.nodes.append((kind, start, end, len(self.nodes) - first + 1, _words(marks)))

    # -- operators

    def operator_list(self, node: Node) -> None:
        """Precedence climbing over the whole list, apart from how the parser folds it."""
        size = self.nodes[-1][3]
        operands = [self.nodes[-size:]]
        del self.nodes[-size:]
        operators: list[tuple[str, int, bool, str]] = []
        self.collect(node, operands, operators)
        self.nodes += _climb(operands, operators, 0)

    def collect(self, node: Node, operands: list[list[FlatNode]], operators: list[tuple[str, int, bool, str]]) -> None:
        for child in node.children:
            listed = names.list_operator(child.expr.name)
            if listed is not None:
                operators.append(listed)
            elif child.expr.name == "unary":
                flat = Flattener()
                flat.visit(child, Frame(0, child.start))
                operands.append(flat.nodes)
            else:
                self.collect(child, operands, operators)


def _climb(operands: list[list[FlatNode]], operators: list[tuple[str, int, bool, str]], least: int) -> list[FlatNode]:
    left = operands.pop(0)
    while operators and operators[0][1] >= least:
        kind, strength, right_first, operator = operators.pop(0)
        right = _climb(operands, operators, strength if right_first else strength + 1)
        size = len(left) + len(right) + 1
        left = [*left, *right, (kind, left[-1][1], right[-1][2], size, operator)]
    return left


def _words(marks: list[str]) -> str:
    return " ".join(sorted(set(marks)))


def with_deep_stack(work: Callable[[], None]) -> None:
    """Run something that recurses as parsimonious does, and raise what it raised."""
    raised: list[BaseException] = []

    def guarded() -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - it is raised again below
            raised.append(error)

    limit = sys.getrecursionlimit()
    size = threading.stack_size(512 << 20)
    sys.setrecursionlimit(200_000)
    try:
        thread = threading.Thread(target=guarded)
        thread.start()
        thread.join()
    finally:
        threading.stack_size(size)
        sys.setrecursionlimit(limit)
    if raised:
        raise raised[0]
