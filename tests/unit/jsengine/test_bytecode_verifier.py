"""The verifier of files: what it has to refuse, each made by changing one instruction of what the emitter wrote."""

import struct
import subprocess
import sys
from collections.abc import Callable

import pytest

from jsengine._kernel import Context, ScriptError
from jsengine.bytecode.disassembler import Instruction, decode
from jsengine.bytecode.opcodes import BY_NAME
from tests.conftest import ROOT
from tools.fuzz.bytecode_files import RECORD, File


class Program:
    """A compiled program whose instructions can be changed."""

    def __init__(self, text: str) -> None:
        self.file = File(Context().compile(text, "a.js", 0))

    def instructions(self, function: int) -> list[Instruction]:
        start, _ = self.file.records[function]
        (units, *_) = RECORD.unpack_from(self.file.data, start)
        code = start + RECORD.size
        return list(decode(struct.unpack_from(f"<{units}H", self.file.data, code)))

    def set(self, function: int, name: str, operand: int, value: int, which: int = 0) -> None:
        """Change an operand (-1: the opcode) of an instruction of that name."""
        found = [i for i in self.instructions(function) if i.opcode.name == name][which]
        place = self.file.records[function][0] + RECORD.size + 2 * (found.offset + 1 + operand)
        struct.pack_into("<H", self.file.data, place, value & 0xFFFF)

    def replace(self, function: int, name: str, other: str) -> None:
        self.set(function, name, -1, BY_NAME[other].number)

    def refusal(self) -> str:
        with pytest.raises(ValueError) as caught:
            Context().verify_bytecode(self.file.sealed())
        assert str(caught.value).startswith("its bytecode is not safe: function ")
        return str(caught.value)


CLOSURES = "(function (a) { let b = a; const f = () => b; b = 2; return f() })(1)"
FLAT = "function f(a, b) { let c = a + b; if (c) c = -c; return c } f(1, 2)"


def test_what_was_not_changed_is_let_through() -> None:
    for text in (CLOSURES, FLAT):
        program = Program(text)
        Context().verify_bytecode(program.file.sealed())


CHANGES: dict[str, tuple[str, Callable[[Program], None]]] = {
    "a register that is not there": (FLAT, lambda p: p.set(1, "Add", 1, 200)),
    "a constant that is not there": (CLOSURES, lambda p: p.set(0, "CreateClosure", 1, 77)),
    "a constant of another kind": (FLAT, lambda p: p.set(0, "LoadGlobal", 1, 0)),
    "a jump into the middle": (FLAT, lambda p: p.set(1, "JumpIfFalse", 1, 1)),
    "a jump behind the end": (FLAT, lambda p: p.set(1, "JumpIfFalse", 1, 300)),
    "a jump back without a LoopHead": (FLAT, lambda p: p.set(1, "JumpIfFalse", 1, -4)),
    "code that goes on behind its end": (FLAT, lambda p: p.replace(1, "Return", "LoadCallee")),
    "an opcode that does not exist": (FLAT, lambda p: p.set(1, "Add", -1, 60000)),
    "a feedback slot used twice": (FLAT, lambda p: p.set(0, "Call", 3, 0)),
    "a feedback slot that is not there": (FLAT, lambda p: p.set(0, "Call", 3, 9)),
    "a slot that is not there": (CLOSURES, lambda p: p.set(2, "LoadSlot", 2, 5)),
    "a value for an environment": (CLOSURES, lambda p: p.set(1, "StoreSlot", 0, 1)),
    "an environment for a value": (CLOSURES, lambda p: p.replace(2, "LoadSlot", "Add")),
    "a closure over the wrong environment": (CLOSURES, lambda p: p.set(1, "CreateClosure", 2, 1)),
    "an argument that a call has left behind": (
        "(function (f) { return [f(1), f(2)] })((x) => x)",
        lambda p: p.set(1, "AppendElement", 1, p.instructions(1)[-1].operands[0] + 12),
    ),
    "the empty value handed out": (FLAT, lambda p: p.replace(1, "Add", "LoadOuterSlot")),
    "a plain function that yields": (FLAT, lambda p: p.replace(1, "Add", "Yield")),
    "a generator that returns before it is one": (
        "function* g() { yield 1 } g()",
        lambda p: p.replace(1, "CreateGenerator", "LoadCallee"),
    ),
    "an intrinsic of the library": (FLAT, lambda p: p.replace(1, "Negate", "CallIntrinsic")),
    "a call whose window is too small": (FLAT, lambda p: p.set(0, "Call", 2, 400)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_it_refuses(change: str) -> None:
    text, edit = CHANGES[change]
    program = Program(text)
    edit(program)
    program.refusal()


def test_loads_of_a_binding_in_its_dead_zone_are_checked() -> None:
    text = "(function () { const f = () => later; let later = 1; return f() + later })()"
    program = Program(text)
    Context().verify_bytecode(program.file.sealed())
    program.replace(2, "ThrowIfHole", "ThrowIfNullish")
    program.refusal()


def test_what_kind_an_object_is_the_kernel_looks() -> None:
    """The verifier does not follow it: such a file runs into an error of the script."""
    program = Program("[...[1], 2].length")
    append, *_ = (i for i in program.instructions(0) if i.opcode.name == "AppendElement")
    program.set(0, "AppendElement", 0, append.operands[1])
    with pytest.raises(ScriptError, match="The bytecode is malformed"):
        Context().run_bytecode(program.file.sealed(), "a.js")


def test_changed_files_crash_nothing() -> None:
    command = [sys.executable, "-m", "tools.fuzz.bytecode_files", "--seconds", "3", "--seed", "1000000"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
