"""Tools see machine code by name: perf by its map, gdb by its interface."""

import os
import subprocess
import sys

import pytest

pytest.importorskip("jsengine.machine._asmjit")

RUN = """
from jsengine import Context
js = Context(jit_threshold=0)
js.eval("function named_function(n) { return n + 1 } named_function(1)")
"""
MAP = (
    RUN
    + """
import os
path = f"/tmp/perf-{os.getpid()}.map"
print(open(path, encoding="ascii").read())
os.unlink(path)
"""
)
# What gdb does when it attaches: it follows the entries from the descriptor and reads the object files.
ENTRIES = (
    RUN
    + """
import ctypes, struct
import jsengine.machine._asmjit as asmjit

class Entry(ctypes.Structure):
    pass
Entry._fields_ = [("next", ctypes.POINTER(Entry)), ("previous", ctypes.POINTER(Entry)),
                  ("address", ctypes.c_void_p), ("size", ctypes.c_uint64)]
class Descriptor(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("action", ctypes.c_uint32),
                ("relevant", ctypes.POINTER(Entry)), ("first", ctypes.POINTER(Entry))]

def print_entries(title):
    print(title)
    entry = Descriptor.in_dll(ctypes.CDLL(asmjit.__file__), "__jit_debug_descriptor").first
    while entry:
        file = ctypes.string_at(entry.contents.address, entry.contents.size)
        assert file[:4] == bytes([127]) + b"ELF"
        sections, = struct.unpack_from("<Q", file, 40)
        rows = [struct.unpack_from("<IIQQQQIIQQ", file, sections + 64 * i) for i in range(file[60])]
        text, = [row for row in rows if row[1] == 8]
        symbols, = [row for row in rows if row[1] == 2]
        strings = rows[symbols[6]]
        name, info, _, section, value, size = struct.unpack_from("<IBBHQQ", file, symbols[4] + symbols[9])
        assert (rows[section], info & 15, value, size) == (text, 2, 0, text[5])
        start = strings[4] + name
        print(file[start : file.index(0, start)].decode(), size)
        entry = entry.contents.next

print_entries("running")
js.close()
print_entries("closed")
"""
)


def run(program: str, **variables: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("WHIPSNAKE_")} | variables
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_perf_finds_names_in_its_map() -> None:
    lines = [line.split() for line in run(MAP, WHIPSNAKE_PERF_MAP="1").splitlines() if line]
    names = {(kind, name) for _, _, _, kind, name, *_ in ([*line, ""] for line in lines)}
    assert ("baseline", "named_function") in names and ("interpreter", "Add") in names
    assert all(int(start, 16) > 0 and int(size, 16) > 0 for start, size, *_ in lines)


def test_gdb_finds_names_while_the_code_is_there() -> None:
    running, closed = run(ENTRIES, WHIPSNAKE_GDB="1").removeprefix("running\n").split("closed\n")
    names = {line.split()[0]: int(line.split()[1]) for line in running.splitlines()}
    assert names["js_baseline_named_function"] > 0 and names["js_interpreter_Add"] > 0
    assert "js_interpreter_Add" in closed and "named_function" not in closed


def test_without_a_switch_nobody_is_told() -> None:
    assert run(ENTRIES) == "running\nclosed\n"
    program = RUN + "import os; print(os.path.exists(f'/tmp/perf-{os.getpid()}.map'))"
    assert run(program) == "False\n"
