"""What is tidied in a template before registers are assigned: constants in place, jumps to the next operation gone."""

from collections import Counter
from typing import Final

from jsengine.machine.ir import OPS, Argument, Float, Label, Offset, Operand, Operation, Template, Word

# After these nothing is reached in order.
TERMINATORS: Final = frozenset(["goto", "next", "jump", "enter", "go_on", "leave_frame", "throw", "exit"])
# Operations that may go to the label that is their last argument, besides going on.
BRANCHING: Final = frozenset(
    [
        "branch",
        "branch32",
        "branch_float",
        "add32_overflow",
        "subtract32_overflow",
        "multiply32_overflow",
        "float_to_int32",
    ]
)
_OPPOSITE: Final = {
    "==": "!=", "<": ">=", "<=": ">", "u<": "u>=", "u<=": "u>",
}  # fmt: skip
OPPOSITE: Final = _OPPOSITE | {b: a for a, b in _OPPOSITE.items()}
_OPPOSITE_FLOAT: Final = {"<": "not <", "<=": "not <=", ">": "not >", ">=": "not >=", "==": "!="}
OPPOSITE_FLOAT: Final = _OPPOSITE_FLOAT | {b: a for a, b in _OPPOSITE_FLOAT.items()}
_SECOND_MAY_BE_CONSTANT: Final = frozenset(
    [
        *("add", "subtract", "bit_and", "bit_or", "bit_xor", "and32", "or32", "xor32"),
        *("shift_left32", "shift_right32", "shift_right_signed32"),
        *("add32_overflow", "subtract32_overflow"),
    ]
)


def label_of(operation: Operation) -> Label | None:
    """The label that an operation may go to."""
    if operation.name in BRANCHING or operation.name == "goto":
        label = operation.arguments[-1]
        assert isinstance(label, Label)
        return label
    return None


def simplify(template: Template) -> Template:
    """The same template, tidied."""
    hot, cold = _place_constants(template.hot, template.cold)
    hot, jumps = _without_jumps(_ended(_straighten(hot)))
    return Template(template.opcode, _straighten(hot), jumps + _ended(_straighten(cold)))


def _without_jumps(operations: list[Operation]) -> tuple[list[Operation], list[Operation]]:
    """(hot operations, cold operations): jumps of the bytecode that are branched to stand out of line, where a back
    end that knows their targets branches past them, and what they were in the way of follows directly."""
    hot: list[Operation] = []
    cold: list[Operation] = []
    for operation in operations:
        hot.append(operation)
        labels = _labels_before_last(hot)
        if operation.name != "jump" or not labels:
            continue
        del hot[-1 - len(labels) :]
        if not hot or hot[-1].name not in TERMINATORS:
            hot.append(Operation("goto", None, labels[0].arguments))
        cold += [*labels, operation]
    return hot, cold


def _labels_before_last(operations: list[Operation]) -> list[Operation]:
    start = len(operations) - 1
    while start > 0 and operations[start - 1].name == "label":
        start -= 1
    return operations[start:-1]


def _ended(operations: list[Operation]) -> list[Operation]:
    """What only ever throws, in the kernel, has no end of its own."""
    if operations and operations[-1].name not in TERMINATORS:
        return [*operations, Operation("throw", None, ())]
    return operations


def _place_constants(hot: list[Operation], cold: list[Operation]) -> tuple[list[Operation], list[Operation]]:
    """Words that are only ever one constant become that constant where it may stand."""
    definitions = Counter(o.result.number for o in hot + cold if isinstance(o.result, Word))
    constants: dict[int, Argument] = {}
    for operation in hot + cold:
        if operation.name in ("move", "immediate") and isinstance(operation.result, Word):
            value = operation.arguments[0]
            if definitions[operation.result.number] == 1 and isinstance(value, int | Offset | Operand):
                constants[operation.result.number] = value

    def placed(operation: Operation) -> Operation:
        arguments = list(operation.arguments)
        for i, argument in enumerate(arguments):
            if isinstance(argument, Word) and argument.number in constants and _may_be_constant(operation.name, i):
                arguments[i] = constants[argument.number]
        return Operation(operation.name, operation.result, tuple(arguments))

    return [placed(o) for o in hot], [placed(o) for o in cold]


def _may_be_constant(name: str, position: int) -> bool:
    if name in ("branch", "branch32"):
        return position == 2
    if name in ("call", "call_plain", "store_register"):
        return position > 0
    return name in _SECOND_MAY_BE_CONSTANT and position == 1


def _straighten(operations: list[Operation]) -> list[Operation]:
    """Drop jumps to what follows; turn a branch round a jump into the opposite branch."""
    done: list[Operation] = []
    for i, operation in enumerate(operations):
        following = operations[i + 1 :]
        if operation.name == "goto" and _starts_with(following, operation.arguments[0]):
            continue
        if operation.name == "goto" and done and _turn_round(done, operation, following):
            continue
        done.append(operation)
    return done


def _starts_with(operations: list[Operation], label: Argument) -> bool:
    for operation in operations:
        if operation.name != "label":
            return False
        if operation.arguments[0] == label:
            return True
    return False


def _turn_round(done: list[Operation], goto: Operation, following: list[Operation]) -> bool:
    """`branch c A; goto B; label A` is `branch not c B; label A`."""
    last = done[-1]
    label = label_of(last)
    if label is None or not last.name.startswith("branch") or not _starts_with(following, label):
        return False
    condition = last.arguments[0]
    assert isinstance(condition, str)
    opposite = (OPPOSITE_FLOAT if last.name == "branch_float" else OPPOSITE)[condition]
    done[-1] = Operation(last.name, None, (opposite, *last.arguments[1:-1], goto.arguments[0]))
    return True


def is_pure(operation: Operation) -> bool:
    """Whether an operation whose result nobody uses may be left out."""
    return operation.name in OPS and operation.result is not None


def words_in(operation: Operation) -> list[Word | Float]:
    """The values that an operation uses."""
    return [argument for argument in operation.arguments if isinstance(argument, Word | Float)]
