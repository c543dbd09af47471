"""The verifier accepts what the emitter writes and notices what is broken."""

import pytest

from jsengine._generated import opcode_numbers as op
from jsengine.bytecode.code import CodeUnit, Constant
from jsengine.bytecode.compile import compile_function
from jsengine.bytecode.dump import called
from jsengine.bytecode.source import source_of
from jsengine.bytecode.verifier import VerificationError, verify
from jsengine.syntax.scopes import analyse
from jsengine.syntax.tree import parse


def unit(
    *units: int,
    registers: int = 4,
    constants: list[Constant] | None = None,
    handlers: list[tuple[int, int, int, int]] | None = None,
) -> CodeUnit:
    return CodeUnit(0, list(units), constants or [], handlers or [], [], registers, 0, 0, 0, 0)


def refused(code: CodeUnit) -> str:
    with pytest.raises(VerificationError) as caught:
        verify(code, 1)
    return str(caught.value)


def test_well_formed() -> None:
    verify(unit(op.LOAD_INT, 1, 5, op.RETURN, 1), 1)
    verify(unit(op.LOOP_HEAD, op.JUMP, 0xFFFF), 1)


def test_broken_code() -> None:
    assert "no opcode" in refused(unit(0xFFFF))
    assert "cut off" in refused(unit(op.LOAD_INT, 1))
    assert "register 9 of 4" in refused(unit(op.RETURN, 9))
    assert "goes on" in refused(unit(op.LOAD_INT, 1, 5))
    assert "where no instruction starts" in refused(unit(op.JUMP, 1, op.RETURN, 0))
    assert "no LoopHead" in refused(unit(op.LOAD_INT, 1, 5, op.JUMP, 0xFFFD))
    assert "constant 0 of 0" in refused(unit(op.LOAD_CONSTANT, 1, 0, op.RETURN, 1))
    assert "cannot be its name" in refused(unit(op.GET_PROPERTY, 1, 1, 0, 0, op.RETURN, 1, constants=[1.5]))
    assert "registers 2 .. 11 of 4" in refused(unit(op.CALL, 1, 2, 1, 0, op.RETURN, 1))
    assert "handler" in refused(unit(op.RETURN, 0, handlers=[(0, 2, 1, 1)]))


@pytest.mark.parametrize("size", [10, 3000, 40000])
def test_long_operators_and_chains(size: int) -> None:
    for text in ("a" + " + a" * size, "a" + ".b()" * size, "a" + " && a" * size, "[" + "1," * size + "]"):
        check(text)


def test_far_jumps_are_wide() -> None:
    check("while (a) { if (b) {" + "c.d = e(1, 2);" * 4000 + "} }")


def test_many_registers_are_wide() -> None:
    check("function f() {" + "".join(f"let v{i} = {i};" for i in range(33000)) + "return v32999 + v0; }")


def test_deep_nests_are_refused() -> None:
    depth = 1500
    for text in ("-" + "(-" * depth + "1" + ")" * depth, "[" * depth + "]" * depth, "a?" * depth + "b" + ":c" * depth):
        try:
            check(text)
        except RecursionError as error:
            assert "deep" in str(error) or "recursion" in str(error)


def check(text: str) -> None:
    parsed = parse(text)
    analyse(parsed)
    source = source_of(parsed.handle)
    for index in called(source):
        verify(compile_function(parsed.handle, index), len(source.functions.node))
