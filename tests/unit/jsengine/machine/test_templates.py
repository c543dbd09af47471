"""Templates on their way to machine code: registers, tidying, what is joined."""

import pytest

from jsengine.bytecode.opcodes import BY_NAME, OPCODES, Opcode
from jsengine.interpreter import trace
from jsengine.machine.allocation import allocate
from jsengine.machine.ir import Machine, Operation, Word
from jsengine.machine.peepholes import feedback_words, joined_loads
from jsengine.machine.simplification import BRANCHING, TERMINATORS, label_of, simplify, words_in

SPOKEN_FOR = {1, 4, 11, 12, 14, 15}  # rcx, rsp, r11, r12, r14, r15


def successors(operations: list[Operation], i: int) -> list[int]:
    found = [] if operations[i].name in TERMINATORS else [i + 1]
    label = label_of(operations[i])
    if label is not None:
        found += [k for k, o in enumerate(operations) if o.name == "label" and o.arguments[0] == label]
    return found


def overwritten(operations: list[Operation], registers: dict[int, int]) -> list[str]:
    """Reads of a register that holds another value, by following every way from each definition."""
    wrong: list[str] = []
    for start, definition in enumerate(operations):
        if definition.result is None:
            continue
        value = definition.result
        seen: set[tuple[int, bool]] = set()
        ways = [(k, True) for k in successors(operations, start)]
        while ways:
            i, whole = ways.pop()
            if (i, whole) in seen or i >= len(operations):
                continue
            seen.add((i, whole))
            operation = operations[i]
            if value in words_in(operation) and not whole:
                wrong.append(f"{operation} reads what is gone")
            result = operation.result
            if result == value:
                continue
            same_file = result is not None and isinstance(result, Word) == isinstance(value, Word)
            moved = operation.name in ("move", "move_float") and value in words_in(operation)
            if result is not None and same_file and registers[result.number] == registers[value.number] and not moved:
                whole = False
            ways += [(k, whole) for k in successors(operations, i)]
    return wrong


@pytest.mark.parametrize("opcode", OPCODES, ids=lambda opcode: opcode.name)
def test_no_value_is_overwritten_while_it_is_needed(opcode: Opcode) -> None:
    allocated = allocate(trace(opcode))
    operations = allocated.template.hot + allocated.template.cold
    assert overwritten(operations, allocated.registers) == []
    words = {o.result.number for o in operations if isinstance(o.result, Word)}
    assert not {allocated.registers[number] for number in words} & SPOKEN_FOR


def test_a_branch_round_a_jump_is_turned() -> None:
    m = Machine("Test")
    x, yes, no = m.op("frame"), m.label(), m.label()
    m.branch("u<", x, 5, yes)
    m.goto(no)
    m.bind(yes)
    m.next()
    with m.cold(no):
        m.throw()
    (_, branch, *_) = simplify(m.template).hot
    assert branch == Operation("branch", None, ("u>=", x, 5, no))


def test_every_way_of_branching_has_an_end() -> None:
    for opcode in OPCODES:
        template = simplify(trace(opcode))
        for stream in (template.hot, template.cold):
            assert not stream or stream[-1].name in TERMINATORS, opcode.name
        for operation in template.hot + template.cold:
            assert (label_of(operation) is not None) == (operation.name in BRANCHING or operation.name == "goto")


def test_loads_are_joined_to_the_comparison_that_alone_uses_them() -> None:
    x = Word(1)
    load = Operation("load64", Word(2), (x, 8))
    branch = Operation("branch", None, ("==", x, Word(2), Machine("Test").label()))
    assert joined_loads([load, branch]) == {0}
    assert joined_loads([load, branch, Operation("leave_frame", None, (Word(2),))]) == set()


def test_words_of_two_slots_are_none() -> None:
    hot = simplify(trace(BY_NAME["GetProperty"])).hot
    (slot,) = (o.result for o in hot if o.name == "feedback")
    assert isinstance(slot, Word)
    assert feedback_words(hot) == {slot.number: 3}
    assert feedback_words([*hot, Operation("move", slot, (5,))]) == {}
