"""The emitter of one function: its state, and what every family of syntax needs.

The families are the `emit_*.py` files: functions over an `Emitter`, found by the kind of a node through the tables below, which
`dispatch.py` fills. Three ways to evaluate an expression:

    expression(node, dst)   into a register. A local variable's register is written last, by one instruction, unless
                            `is_fresh` says that nobody can see it before
    operand(node)           wherever it is cheapest: a local variable is read where it stands
    effect(node)            for its effect alone
"""

from __future__ import annotations

from jsengine._generated import node_kinds as k, opcode_numbers as op
from jsengine.annotations import TYPE_CHECKING, Final
from jsengine.bytecode.assembler import Assembler, Label
from jsengine.bytecode.contours import Contour
from jsengine.bytecode.messages import REFERENCE_ERROR
from jsengine.bytecode.scope_names import CHECK
from jsengine.bytecode.source import Source, SourceTree

if TYPE_CHECKING:
    from collections.abc import Callable

MAXIMUM_DEPTH: Final = 1200
"""Of nested syntax: each level is a few native frames here."""

NULL: Final = 0
UNDEFINED: Final = 1
FALSE: Final = 2
TRUE: Final = 3
HOLE: Final = 4


class Emitter:
    """Emits the bytecode of one function."""

    def __init__(self, source: Source, tree: SourceTree, index: int, first_register: int, wide_jumps: bool) -> None:
        self.source = source
        self.index = index
        self.strict = False
        self.depth = 0
        self.a = Assembler(first_register, wide_jumps)

        self.tree = tree
        self.kinds = tree.kinds
        self.flags = tree.flags
        self.error_positions = tree.error_positions
        self.sizes = tree.sizes
        self.atoms = tree.atoms
        self.annotations = tree.annotations

        # Scopes (emit_scopes.py).
        self.registers: dict[int, int] = {}
        """Registers of the variables that have one."""
        self.variables: set[int] = set()
        """Registers that hold a variable now."""
        self.fresh: int = -1
        """The register of a variable that is being initialised and cannot be seen before."""
        self.scope = -1
        """The innermost scope."""
        self.environments: dict[int, int] = {}
        """Registers of the environments of the scopes that are open."""
        self.environment = -1
        """Register of the innermost environment of this function, -1: that of the closure."""
        self.function_environment = -1
        self.function_environment_used = False
        self.outer_scope = -1
        """The scope that the closure's environment belongs to."""
        self.outer_hops: dict[int, int] = {}

        # Ways out of statements (contours.py).
        self.contours: list[Contour] = []
        self.completion = -1
        """Register of the completion value of a script or eval code."""
        self.labels: list[int] = []
        """Labels in front of the statement that comes."""
        self.chain_ends: list[Label] = []
        """Where the links of the optional chains around this place jump to."""

        # The kind of the function.
        self.is_async = False
        self.is_generator = False
        self.derived_this = -1
        """Variable of `this` in the code of a derived constructor itself."""
        self.own_this = -1
        """The variable of `this` that register 0 holds."""
        self.this_function = -1
        """The function whose `this` is seen here, -1: one outside of this source, or none."""

    # --------------------------------------------------------------------------------------------- the tree

    def kind(self, node: int) -> int:
        """Kind of a node."""
        return self.kinds[node]

    def flag(self, node: int, flag: int) -> bool:
        """Whether the node has the flag."""
        return self.flags[node] & flag != 0

    def operator(self, node: int) -> int:
        """The node's operator."""
        return self.flags[node] & k.OP_MASK

    def first(self, node: int) -> int:
        """The first node of the subtree."""
        return node - self.sizes[node] + 1

    def before(self, child: int) -> int:
        """The child before this one, if there is one."""
        return child - self.sizes[child]

    def has_children(self, node: int) -> bool:
        """Whether the node is no leaf."""
        return self.sizes[node] > 1

    def children(self, node: int) -> list[int]:
        """The children in order."""
        sizes = self.sizes
        child = node - 1
        end = node - sizes[node]
        result: list[int] = []
        while child > end:
            result.append(child)
            child -= sizes[child]
        result.reverse()
        return result

    def name(self, node: int) -> str:
        """The name or text that the node carries."""
        return self.source.text(self.atoms[node])

    def strip(self, node: int) -> int:
        """The expression inside parentheses."""
        while self.kinds[node] == k.PARENTHESIZED:
            node -= 1
        return node

    def at_node(self, node: int) -> None:
        """What is emitted next may throw, for the node's sake."""
        self.a.position(self.error_positions[node])

    # ------------------------------------------------------------------------------------------ expressions

    def enter(self) -> None:
        """Go one level down; the native stack is finite, and so is time."""
        self.depth += 1
        self.tree.step()
        if self.depth > MAXIMUM_DEPTH:
            raise RecursionError("syntax is nested too deeply")

    def expression(self, node: int, dst: int) -> None:
        """Evaluate into dst."""
        self.enter()
        emit = EXPRESSIONS[self.kinds[node]]
        top = self.a.top
        emit(self, node, dst)
        self.a.top = top
        self.depth -= 1

    def local(self, node: int) -> int:
        """The register of a local variable where the expression can be read in place, else -1."""
        self.tree.step()
        place = LOCALS[self.kinds[node]]
        if place is None:
            return -1
        top = self.a.top
        register = place(self, node)
        self.a.top = top
        return register

    def operand(self, node: int) -> int:
        """Evaluate; the register that holds the value until other code assigns it."""
        register = self.local(node)
        if register >= 0:
            return register
        register = self.a.register()
        self.expression(node, register)
        return register

    def operand_before(self, node: int, later: int) -> int:
        """An operand whose value stands although `later` is evaluated before it is used."""
        register = self.operand(node)
        if register in self.variables and self.may_assign(later, node):
            copy = self.a.register()
            self.a.emit2(op.MOVE, copy, register)
            return copy
        return register

    def may_assign(self, later: int, node: int) -> bool:
        """Whether evaluating `later` may assign the variable that `node` refers to."""
        if self.sizes[later] == 1:
            return False
        annotation = self.annotations[self.strip(node)]
        if annotation < 0:
            return True
        variable = annotation & ~CHECK
        annotations = self.annotations
        assigns = False
        mentions = False
        for i in range(self.first(later), later + 1):
            self.tree.step()
            if annotations[i] >= 0 and annotations[i] & ~CHECK == variable:
                mentions = True
            if self.kinds[i] in ASSIGNING:
                assigns = True
        return assigns and mentions

    def temporary(self, node: int) -> int:
        """Evaluate into a register of its own."""
        register = self.a.register()
        self.expression(node, register)
        return register

    def value(self, node: int, dst: int) -> int:
        """Evaluate, into dst if it must be put somewhere and dst is not a variable that can be seen (-1: no dst)."""
        register = self.local(node)
        if register < 0:
            register = self.result(dst)
            self.expression(node, register)
        return register

    def result(self, dst: int) -> int:
        """A register for a value on its way to dst (-1: to nowhere)."""
        return self.a.register() if dst < 0 else self.safe_destination(dst)

    def deliver(self, dst: int, register: int) -> None:
        """dst := register, unless nobody wants the value (-1)."""
        if dst >= 0:
            self.move(dst, register)

    def effect(self, node: int) -> None:
        """Evaluate and drop the value."""
        emit = EFFECTS[self.kinds[node]]
        top = self.a.top
        if emit is not None:
            self.enter()
            emit(self, node)
            self.depth -= 1
        else:
            self.expression(node, self.a.register())
        self.a.top = top

    def statement(self, node: int) -> None:
        """Run a statement or declaration, unless it cannot be reached."""
        if not self.a.reachable:
            return
        self.enter()
        top = self.a.top
        STATEMENTS[self.kinds[node]](self, node)
        self.a.top = top
        self.depth -= 1

    def safe_destination(self, dst: int) -> int:
        """A register for values on the way to dst: dst itself unless it is a variable that can be seen."""
        if dst in self.variables and dst != self.fresh:
            return self.a.register()
        return dst

    def move(self, dst: int, source: int) -> None:
        """Copy a register, if they are two."""
        if dst != source:
            self.a.emit2(op.MOVE, dst, source)

    # -------------------------------------------------------------------------------------------- constants

    def load_special(self, dst: int, which: int) -> None:
        """Load null, undefined, false, true or the hole."""
        self.a.emit2(op.LOAD_SPECIAL, dst, which)

    def load_string(self, dst: int, text: str) -> None:
        """Load a string."""
        self.a.emit2(op.LOAD_CONSTANT, dst, self.a.text(text))

    def load_number(self, dst: int, value: float) -> None:
        """Load a number."""
        integer = int_of(value)
        if integer is not None:
            self.a.emit2(op.LOAD_INT, dst, integer)
        else:
            self.a.emit2(op.LOAD_CONSTANT, dst, self.a.constant(value))

    def throw_message(self, message: int, argument: str) -> None:
        """Throw an error; the code that follows is dead until a label is bound."""
        self.a.emit2(op.THROW_MESSAGE, message, self.a.constant(argument))

    def throw_invalid_target(self) -> None:
        """The error of assigning to the result of a call."""
        self.throw_message(REFERENCE_ERROR, "Invalid left-hand side in assignment")


def int_of(value: float) -> int | None:
    """The number as an int32, if it is one (-0 is not)."""
    if -2147483648.0 <= value <= 2147483647.0:
        integer = int(value)
        if integer == value and (integer != 0 or str(value) == "0.0"):
            return integer
    return None


def array_index(text: str) -> int | None:
    """The property name as an array index, if it is one."""
    if 0 < len(text) <= 10 and text.isascii() and text.isdigit() and (text[0] != "0" or text == "0"):
        number = int(text)
        if number < 4294967295:
            return number
    return None


def _no_expression(emitter: Emitter, node: int, dst: int) -> None:
    raise AssertionError(f"node {node} of kind {emitter.kind(node)} is no expression")


def _no_statement(emitter: Emitter, node: int) -> None:
    raise AssertionError(f"node {node} of kind {emitter.kind(node)} is no statement")


EXPRESSIONS: Final[list[Callable[[Emitter, int, int], None]]] = [_no_expression] * len(k.KIND_NAMES)
"""How an expression of a kind is evaluated into a register."""
LOCALS: Final[list[Callable[[Emitter, int], int] | None]] = [None] * len(k.KIND_NAMES)
"""The register where an expression of a kind may be read in place, or -1."""
EFFECTS: Final[list[Callable[[Emitter, int], None] | None]] = [None] * len(k.KIND_NAMES)
"""How an expression of a kind is evaluated for its effect, where that is cheaper."""
STATEMENTS: Final[list[Callable[[Emitter, int], None]]] = [_no_statement] * len(k.KIND_NAMES)

ASSIGNING: Final = frozenset(
    [
        k.ASSIGN,
        k.COMPOUND_ASSIGN,
        k.LOGICAL_ASSIGN,
        k.PREFIX_UPDATE,
        k.POSTFIX_UPDATE,
    ]
)
