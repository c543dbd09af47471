"""Fuzz files of bytecode: `python -m tools.fuzz.bytecode_files [--seconds N] [--seed N]`, `... --run FILE.wsc`.

Small programs are compiled, their bytecode is changed here and there, the checksum is made right again, and what the verifier
lets through is run. Wanted: no crash, whatever was changed. Files run in a process for each batch; the one that crashed it is
kept and named.
"""

import argparse
import contextlib
import faulthandler
import random
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from jsengine._kernel import Context, ScriptError, Terminated, bytecode_kind
from jsengine.bytecode.opcodes import OPCODES

PROGRAMS = Path(__file__).with_suffix(".js")
BATCH = 200
BATCH_SECONDS = 120
# Of kernel/portable/format.h.
HEADER = struct.Struct("<8sQQIIIIII")
CHECKED = 24
ENTRY = struct.Struct("<III")
RECORD = struct.Struct("<IIIIIIIIII")
FIELDS = 10
WIDE = len(OPCODES)
MASK = (1 << 64) - 1


def checksum(data: bytes) -> int:
    """hash_bytes of kernel/portable/bytes.h."""
    first, second = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F
    value = len(data) * first & MASK
    whole = len(data) & ~7
    words = [*struct.unpack(f"<{whole // 8}Q", data[:whole]), int.from_bytes(data[whole:], "little")]
    for word in words:
        value ^= word * first & MASK
        value = ((value << 29 | value >> 35) & MASK) * second & MASK
    return (value ^ value >> 32) * first & MASK


class File:
    """A file to be changed: its records, and inside of them instructions, tables and constants."""

    def __init__(self, data: bytes) -> None:
        self.data = bytearray(data)
        _, _, _, _, name, text, count, _, _ = HEADER.unpack_from(data)
        table = (HEADER.size + name + text + 7) & ~7
        self.records = [ENTRY.unpack_from(data, table + i * ENTRY.size)[1:] for i in range(count)]
        self.table = (table, count * ENTRY.size)

    def sealed(self) -> bytes:
        struct.pack_into("<I", self.data, 40, len(self.data))
        struct.pack_into("<Q", self.data, 16, checksum(bytes(self.data[CHECKED:])))
        return bytes(self.data)


class Mutator:
    def __init__(self, rng: random.Random) -> None:
        self.random = rng

    def change(self, file: File) -> None:
        """One change, mostly of an instruction."""
        start, length = self.random.choice(file.records)
        counts = RECORD.unpack_from(file.data, start)
        kind = self.random.random()
        if kind < 0.8:
            self.change_instruction(file, start + RECORD.size, counts[0])
        elif kind < 0.84:
            self.change_word(file, start, FIELDS)
        elif kind < 0.88 and counts[2] + counts[3] > 0:
            self.change_word(file, start + RECORD.size + 2 * counts[0], 4 * counts[2] + 2 * counts[3])
        elif kind < 0.97:
            at = start + RECORD.size + 2 * counts[0] + 16 * counts[2] + 8 * counts[3]
            if at < start + length:
                self.change_byte(file, at, start + length - at)
        else:
            self.change_byte(file, *file.table)

    def change_instruction(self, file: File, start: int, units: int) -> None:
        """Another opcode of the same length, another operand, or an instruction that stands elsewhere."""
        places = []
        at = 0
        while at < units:
            (number,) = struct.unpack_from("<H", file.data, start + 2 * at)
            if number >= 2 * WIDE:
                return
            places.append((at, number))
            at += 1 + len(OPCODES[number % WIDE].operands) * (2 if number >= WIDE else 1)
        at, number = self.random.choice(places)
        operands = OPCODES[number % WIDE].operands
        kind = self.random.random()
        if kind < 0.35:
            same = [o.number for o in OPCODES if len(o.operands) == len(operands)]
            struct.pack_into("<H", file.data, start + 2 * at, self.random.choice(same) + number // WIDE * WIDE)
        elif kind < 0.5:
            other, there = self.random.choice(places)
            size = 1 + len(operands) * (2 if number >= WIDE else 1)
            if len(OPCODES[there % WIDE].operands) == len(operands) and (there >= WIDE) == (number >= WIDE):
                source = start + 2 * other
                file.data[start + 2 * at : start + 2 * (at + size)] = file.data[source : source + 2 * size]
        elif operands:
            field = start + 2 * (at + 1 + self.random.randrange(len(operands)) * (2 if number >= WIDE else 1))
            (old,) = struct.unpack_from("<H", file.data, field)
            new = self.random.choice((old + 1, old - 1, 0, self.random.randrange(16), self.random.randrange(1 << 16)))
            struct.pack_into("<H", file.data, field, new & 0xFFFF)

    def change_word(self, file: File, start: int, count: int) -> None:
        at = start + 4 * self.random.randrange(count)
        (old,) = struct.unpack_from("<I", file.data, at)
        new = self.random.choice(
            (old + 1, old - 1, 0, old ^ 1 << self.random.randrange(32), self.random.getrandbits(32))
        )
        struct.pack_into("<I", file.data, at, new & 0xFFFFFFFF)

    def change_byte(self, file: File, start: int, count: int) -> None:
        file.data[start + self.random.randrange(count)] = self.random.choice((0, 1, 5, 11, self.random.randrange(256)))


def load_module(specifier: str, referrer: str | None, kind: str) -> tuple[str, str]:
    return "other", "export let a = 1"


def run(data: bytes, jitless: bool = True) -> bool:
    """Whether the file was let through. It is run by the interpreter in C, or as machine code from the first call on."""
    context = Context(time_limit=0.2, memory_limit=200 << 20, jitless=jitless, jit_threshold=0)
    context.set_module_loader(load_module)
    accepted = False
    try:
        bytecode_kind(data)
        context.verify_bytecode(data)
        accepted = True
        context.run_bytecode(data, "fuzzed.js")
        context.run_jobs()
        context.collect()
        context.eval("0")
    except (ValueError, ScriptError, Terminated):
        pass
    context.verify()
    context.close()
    return accepted


def programs() -> list[bytes]:
    texts = PROGRAMS.read_text(encoding="utf-8").split("// ---\n")
    return [Context().compile(text, "fuzzed.js", int(text.startswith("import"))) for text in texts]


def run_batch(seed: int, current: Path) -> int:
    """How many files were let through."""
    originals = programs()
    for data in originals:
        assert run(data), "the verifier refuses what the emitter made"
    accepted = 0
    for number in range(seed, seed + BATCH):
        rng = random.Random(number)
        file = File(rng.choice(originals))
        mutator = Mutator(rng)
        with contextlib.suppress(struct.error, IndexError):  # an earlier change hides where things stand
            for _ in range(rng.choice((1, 1, 1, 2, 3, 8))):
                mutator.change(file)
        data = file.sealed()
        current.write_bytes(data)
        accepted += run(data, jitless=number % 2 == 0)
    return accepted


def main() -> int:
    """The exit status: 1 after a crash."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--run", type=Path, help="run one file, such as one that was kept")
    parser.add_argument("--batch", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    faulthandler.enable()
    if options.run:
        print("let through" if run(options.run.read_bytes()) else "refused")
        return 0
    if options.batch:
        print(run_batch(options.seed, options.batch))
        return 0
    end, seed, accepted = time.monotonic() + options.seconds, options.seed, 0
    with tempfile.TemporaryDirectory() as folder:
        current = Path(folder) / "current.wsc"
        while time.monotonic() < end:
            command = [sys.executable, "-m", "tools.fuzz.bytecode_files", "--seed", str(seed), "--batch", str(current)]
            try:
                done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=BATCH_SECONDS)
            except subprocess.TimeoutExpired:
                done = subprocess.CompletedProcess(command, 1, "", "a file did not end")
            if done.returncode != 0:
                kept = Path(tempfile.gettempdir()) / f"bytecode-crash-{seed}.wsc"
                kept.write_bytes(current.read_bytes() if current.exists() else b"")
                print(f"batch {seed}: status {done.returncode}, see {kept}\n{done.stderr[-4000:]}")
                return 1
            accepted += int(done.stdout)
            seed += BATCH
    print(f"{seed - options.seed} files, {accepted} let through, next seed {seed}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
