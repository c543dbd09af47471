"""Macro-IR: what handlers say, and every back end renders.

A handler runs once, at build time, with symbolic operands; calling the methods of `Machine` records operations in a
hot and a cold stream. Values are `Word`s (64 bits) and `Float`s; how many there are does not matter, the back ends
assign registers. Operands may be added to and multiplied by constants only: what depends on an operand's value must
be written for all of them (a comparison or truth test of an operand raises).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final, NoReturn


@dataclass(frozen=True, slots=True)
class Operand:
    """An operand of the instruction, scale * operand + offset once it is known."""

    name: str
    kind: str
    index: int
    scale: int = 1
    offset: int = 0

    def __add__(self, n: int) -> "Operand":
        return Operand(self.name, self.kind, self.index, self.scale, self.offset + n)

    def __mul__(self, n: int) -> "Operand":
        return Operand(self.name, self.kind, self.index, self.scale * n, self.offset * n)

    def _refuse(self, *_: object) -> NoReturn:
        raise TypeError(f"operand {self.name!r} has no value while templates are traced")

    __bool__ = __eq__ = __lt__ = __le__ = __gt__ = __ge__ = __int__ = __index__ = _refuse
    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Offset:
    """Where a member stands in a structure of the kernel; each back end has its way to know the number."""

    structure: str
    member: str
    add: int = 0

    def __add__(self, n: int) -> "Offset":
        return Offset(self.structure, self.member, self.add + n)


@dataclass(frozen=True, slots=True)
class Word:
    number: int


@dataclass(frozen=True, slots=True)
class Float:
    number: int


@dataclass(frozen=True, slots=True)
class Label:
    number: int


Argument = Operand | Offset | Word | Float | Label | int | str

# The macro-ops. name | result (w word, f float, - none) | arguments | what it does (C, with the arguments by position)
# arguments: w word or int, f float, o operand, i int or offset
_OPS: Final = """
move               | w | w    | {0}
load_register      | w | o    | fp->registers[{0}].bits
register_address   | w | o    | (uint64_t)&fp->registers[{0}]
store_register     | - | ow   | fp->registers[{0}].bits = {1}
immediate          | w | o    | (uint64_t)(int64_t)({0})
boxed_immediate    | w | o    | Value::int32(int32_t({0})).bits
special_immediate  | w | o    | Value::special(uint64_t({0})).bits
constant           | w | o    | fp->code->constants[{0}].bits
feedback           | w | o    | (uint64_t)&fp->feedback->slots[{0}]
frame              | w |      | (uint64_t)fp
agent              | w |      | (uint64_t)agent
load64             | w | wi   | LOAD(uint64_t, {0}, {1})
load32             | w | wi   | LOAD(uint32_t, {0}, {1})
load16             | w | wi   | LOAD(uint16_t, {0}, {1})
load8              | w | wi   | LOAD(uint8_t, {0}, {1})
load64_at          | w | wo   | LOAD(uint64_t, {0}, {1})
store64_at         | - | wow  | LOAD(uint64_t, {0}, {1}) = {2}
load64_indexed     | w | wwii | LOAD(uint64_t, {0} + {1} * {2}, {3})
load32_indexed     | w | wwii | LOAD(uint32_t, {0} + {1} * {2}, {3})
load16_indexed     | w | wwii | LOAD(uint16_t, {0} + {1} * {2}, {3})
load8_indexed      | w | wwii | LOAD(uint8_t, {0} + {1} * {2}, {3})
load_float_indexed | f | wwii | LOAD(double, {0} + {1} * {2}, {3})
load_single_indexed | f | wwii | (double)LOAD(float, {0} + {1} * {2}, {3})
store64            | - | wiw  | LOAD(uint64_t, {0}, {1}) = {2}
store32            | - | wiw  | LOAD(uint32_t, {0}, {1}) = uint32_t({2})
store8             | - | wiw  | LOAD(uint8_t, {0}, {1}) = uint8_t({2})
store64_indexed    | - | wwiiw | LOAD(uint64_t, {0} + {1} * {2}, {3}) = {4}
store32_indexed    | - | wwiiw | LOAD(uint32_t, {0} + {1} * {2}, {3}) = uint32_t({4})
store16_indexed    | - | wwiiw | LOAD(uint16_t, {0} + {1} * {2}, {3}) = uint16_t({4})
store8_indexed     | - | wwiiw | LOAD(uint8_t, {0} + {1} * {2}, {3}) = uint8_t({4})
store_float_indexed | - | wwiif | LOAD(double, {0} + {1} * {2}, {3}) = {4}
store_single_indexed | - | wwiif | LOAD(float, {0} + {1} * {2}, {3}) = float({4})
add                | w | ww   | {0} + {1}
subtract           | w | ww   | {0} - {1}
multiply           | w | ww   | {0} * {1}
bit_and            | w | ww   | {0} & {1}
bit_or             | w | ww   | {0} | {1}
bit_xor            | w | ww   | {0} ^ {1}
shift_left         | w | wi   | {0} << {1}
shift_right        | w | wi   | {0} >> {1}
and32              | w | ww   | uint64_t(uint32_t({0}) & uint32_t({1}))
or32               | w | ww   | uint64_t(uint32_t({0}) | uint32_t({1}))
xor32              | w | ww   | uint64_t(uint32_t({0}) ^ uint32_t({1}))
shift_left32       | w | ww   | uint64_t(uint32_t({0}) << (uint32_t({1}) & 31))
shift_right32      | w | ww   | uint64_t(uint32_t({0}) >> (uint32_t({1}) & 31))
shift_right_signed32 | w | ww | uint64_t(uint32_t(int32_t(uint32_t({0})) >> (uint32_t({1}) & 31)))
remainder_unsigned32 | w | ww | uint64_t(uint32_t({0}) % uint32_t({1}))
sign_extend32      | w | w    | uint64_t(int64_t(int32_t(uint32_t({0}))))
sign_extend16      | w | w    | uint64_t(uint32_t(int32_t(int16_t(uint16_t({0})))))
sign_extend8       | w | w    | uint64_t(uint32_t(int32_t(int8_t(uint8_t({0})))))
move_float         | f | f    | {0}
float_of_bits      | f | w    | std::bit_cast<double>({0})
bits_of_float      | w | f    | std::bit_cast<uint64_t>({0})
canonical_bits     | w | f    | Value::number({0}).bits
float_of_int32     | f | w    | double(int32_t(uint32_t({0})))
float_of_uint32    | f | w    | double(uint32_t({0}))
float_add          | f | ff   | {0} + {1}
float_subtract     | f | ff   | {0} - {1}
float_multiply     | f | ff   | {0} * {1}
float_divide       | f | ff   | {0} / {1}
float_negate       | f | f    | -{0}
float_square_root  | f | f    | std::sqrt({0})
truncated_int32    | w | f    | truncated_int32({0})
truncated_int64    | w | f    | truncated_int64({0})
"""
# Control and what reaches outside the handler: every back end writes these by hand.
#   label l; goto l; branch c w w l; branch32 c w w l; branch_float c f f l  (conditions below)
#   add32_overflow / subtract32_overflow / multiply32_overflow: word or goto l
#   float_to_int32: exact int32 of a float or goto l (also for -0)
#   call: kernel function by name with words; its result; an abrupt one goes to the handler's throw
#   call_plain: the same for functions that cannot complete abruptly
#   next; jump o; enter w (new frame whose code starts); leave_frame w (value to the caller's resume point);
#   go_on w (the frame that the kernel made the current one, where it was left)
#   resume: what follows runs when a frame entered here returns; throw (unwind); exit w
#   count_turn: a turn of a loop, where the assembled interpreter may go on in machine code of the function
CONTROL: Final = frozenset(
    [
        "label",
        "goto",
        "branch",
        "branch32",
        "branch_float",
        "add32_overflow",
        "subtract32_overflow",
        "multiply32_overflow",
        "float_to_int32",
        "call",
        "call_plain",
        "next",
        "jump",
        "enter",
        "go_on",
        "leave_frame",
        "resume",
        "throw",
        "exit",
        "resumed_value",
        "count_turn",
    ]
)
# Signed, then unsigned; for floats the plain ones are false and the `not_` ones true on NaN.
CONDITIONS: Final = {
    "==": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">=",
    "u<": "<", "u<=": "<=", "u>": ">", "u>=": ">=",
}  # fmt: skip
FLOAT_CONDITIONS: Final = frozenset(["==", "!=", "<", "<=", ">", ">=", "not <", "not <=", "not >", "not >="])


@dataclass(frozen=True, slots=True)
class MacroOp:
    name: str
    result: str
    arguments: str
    c: str


OPS: Final = {
    op.name: op
    for op in (MacroOp(*(part.strip() for part in line.split("|", 3))) for line in filter(None, _OPS.split("\n")))
}


@dataclass(frozen=True, slots=True)
class Operation:
    name: str
    result: Word | Float | None
    arguments: tuple[Argument, ...]


@dataclass(slots=True)
class Template:
    """What one handler recorded."""

    opcode: str
    hot: list[Operation] = field(default_factory=list)
    cold: list[Operation] = field(default_factory=list)


class Machine:
    """Records the operations of one handler."""

    def __init__(self, opcode: str) -> None:
        self.template = Template(opcode)
        self._stream = self.template.hot
        self._values = 0
        self._labels = 0

    # -- streams and labels
    def label(self) -> Label:
        self._labels += 1
        return Label(self._labels)

    def bind(self, label: Label) -> None:
        self._record("label", None, label)

    @contextmanager
    def cold(self, label: Label) -> Iterator[None]:
        """What is recorded inside starts at `label`, out of the way of the hot stream."""
        outer, self._stream = self._stream, []
        self.bind(label)
        yield
        self.template.cold += self._stream  # a cold part within this one stands before it
        self._stream = outer

    # -- recording
    def _record(self, name: str, result: Word | Float | None, *arguments: Argument) -> None:
        self._stream.append(Operation(name, result, arguments))

    def word(self) -> Word:
        self._values += 1
        return Word(self._values)

    def float(self) -> Float:
        self._values += 1
        return Float(self._values)

    def op(self, name: str, *arguments: Argument) -> Word:
        """A macro-op of the table that gives a word."""
        assert OPS[name].result == "w" and len(arguments) == len(OPS[name].arguments), name
        result = self.word()
        self._record(name, result, *arguments)
        return result

    def float_op(self, name: str, *arguments: Argument) -> Float:
        assert OPS[name].result == "f" and len(arguments) == len(OPS[name].arguments), name
        result = self.float()
        self._record(name, result, *arguments)
        return result

    def do(self, name: str, *arguments: Argument) -> None:
        """A macro-op without a result."""
        assert OPS[name].result == "-" and len(arguments) == len(OPS[name].arguments), name
        self._record(name, None, *arguments)

    def assign(self, to: Word, value: Word | int) -> None:
        """Give `to` a new value: for words that several ways reach, and for loops."""
        self._record("move", to, value)

    def assign_float(self, to: Float, value: Float) -> None:
        self._record("move_float", to, value)

    # -- shorthands for what handlers do all the time
    def load(self, register: Operand) -> Word:
        return self.op("load_register", register)

    def store(self, register: Operand, value: Word | int) -> None:
        self.do("store_register", register, value)

    def goto(self, label: Label) -> None:
        self._record("goto", None, label)

    def field(self, base: Word, structure: str, member: str) -> Word:
        """The 64-bit member of a structure."""
        return self.op("load64", base, Offset(structure, member))

    def branch(self, condition: str, a: Word, b: Word | int, label: Label) -> None:
        assert condition in CONDITIONS
        self._record("branch", None, condition, a, b, label)

    def branch32(self, condition: str, a: Word, b: Word | int, label: Label) -> None:
        assert condition in CONDITIONS
        self._record("branch32", None, condition, a, b, label)

    def branch_float(self, condition: str, a: Float, b: Float, label: Label) -> None:
        assert condition in FLOAT_CONDITIONS
        self._record("branch_float", None, condition, a, b, label)

    def overflow(self, name: str, a: Word, b: Word | int | Operand, label: Label) -> Word:
        result = self.word()
        self._record(name + "32_overflow", result, a, b, label)
        return result

    def float_to_int32(self, value: Float, label: Label) -> Word:
        result = self.word()
        self._record("float_to_int32", result, value, label)
        return result

    def call(self, function: str, *arguments: Word | Operand | int) -> Word:
        """Call a kernel function; an abrupt completion goes to the handler's throw."""
        result = self.word()
        self._record("call", result, function, *arguments)
        return result

    def call_plain(self, function: str, *arguments: Word | Operand | int) -> Word:
        result = self.word()
        self._record("call_plain", result, function, *arguments)
        return result

    def next(self) -> None:
        """Go on with the next instruction. Every way through a handler ends in this or one of the following."""
        self._record("next", None)

    def jump(self, target: Operand) -> None:
        self._record("jump", None, target)

    def throw(self) -> None:
        """Unwind: the completion is in the agent."""
        self._record("throw", None)

    def enter(self, frame: Word) -> None:
        """Go on at the start of the code of a frame that is ready; its return comes back to `resumed`."""
        self._record("enter", None, frame)

    def go_on(self, frame: Word) -> None:
        """Go on at the pc of a frame that the kernel has made the current one; its return comes back to `resumed`."""
        self._record("go_on", None, frame)

    def leave_frame(self, value: Word) -> None:
        """Return value to the caller of this frame, at its return address."""
        self._record("leave_frame", None, value)

    def count_turn(self) -> None:
        """A turn of a loop begins."""
        self._record("count_turn", None)

    @contextmanager
    def resumed(self) -> Iterator[Word]:
        """What happens when the frame that this instruction entered returns: the body gets the value."""
        outer, self._stream = self._stream, self.template.cold
        self._record("resume", None)
        value = self.word()
        self._record("resumed_value", value)
        yield value
        self._stream = outer
