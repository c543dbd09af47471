"""Machine code in processes, threads and contexts: who has it, who shares it, where it goes."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import jsengine.bytecode.compile  # noqa: F401  (contexts find the compiler by it)
from jsengine._kernel import Context
from tests.conftest import RunCommand

pytest.importorskip("jsengine.machine._asmjit")

FIB = "function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2) } fib(15)"


def compiling() -> Context:
    """A context that compiles every function at its first call."""
    return Context(jit_threshold=0)


def memory_of_code(context: Context) -> int:
    memory = context.statistics()["memory"]
    assert isinstance(memory, dict)
    return int(memory["Code"])


def in_child(body: Callable[[], bool]) -> bool:
    """Whether body is true in a forked child."""
    child = os.fork()
    if child == 0:
        os._exit(0 if body() else 1)
    return os.waitpid(child, 0)[1] == 0


def test_functions_have_code_of_their_own_once_warm() -> None:
    cold, warm = Context(jit_threshold=999_999_999), compiling()
    assert cold.eval(FIB) == warm.eval(FIB) == 610
    assert memory_of_code(warm) > memory_of_code(cold)


def test_jitless_contexts_run_beside_others() -> None:
    contexts = [Context(jitless=True), compiling(), Context(jitless=True), Context(jit_threshold=10)]
    assert [context.eval(FIB) for context in contexts] == [610] * 4


def test_a_loop_goes_on_in_machine_code_while_it_runs() -> None:
    context = Context(jit_threshold=1000)
    before = memory_of_code(context)
    context.eval("let sum = 0; for (let i = 0; i < 5000; i++) sum += i; sum")
    assert memory_of_code(context) > before
    assert context.eval("sum") == 12497500


def test_a_forked_child_makes_its_own_code() -> None:
    parent = compiling()
    parent.eval(FIB)

    def child() -> bool:
        fresh = compiling()
        return fresh.eval(FIB) == 610 and fresh.eval("[3, 1, 2].sort((a, b) => a - b).join()") == "1,2,3"

    for _ in range(3):
        assert in_child(child)
        # The child wrote its code: not over ours.
        assert parent.eval("fib(12)") == 144
        assert compiling().eval(FIB) == 610


def test_a_child_forked_while_machine_code_runs() -> None:
    context = compiling()
    results: list[bool] = []

    def fork() -> int:
        results.append(in_child(lambda: compiling().eval(FIB) == 610))
        return 1

    context.define_global("fork", fork)
    assert context.eval("let n = 0; for (let i = 0; i < 20; i++) { n += i; if (i == 10) n += fork() } n") == 191
    assert results == [True]


def test_threads_with_a_context_each() -> None:
    results: list[object] = []

    def run() -> None:
        for _ in range(20):
            results.append(compiling().eval(FIB))

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [610] * 80


def test_contexts_one_after_another_give_their_code_back() -> None:
    for _ in range(200):
        assert compiling().eval(FIB) == 610
    before = _mapped()
    for _ in range(800):
        assert compiling().eval(FIB) == 610
    assert _mapped() <= before + (1 << 20)


def _mapped() -> int:
    """Bytes of executable memory in this process."""
    total = 0
    with open("/proc/self/maps", encoding="ascii") as maps:
        for line in maps:
            place, rights = line.split()[:2]
            if "x" in rights:
                start, end = (int(part, 16) for part in place.split("-"))
                total += end - start
    return total


def test_no_memory_is_writable_and_executable() -> None:
    assert compiling().eval(FIB) == 610
    with open("/proc/self/maps", encoding="ascii") as maps:
        assert not [line for line in maps if line.split()[1].startswith("rwx")]


def test_code_is_evicted_when_memory_for_it_is_short(whipsnake: RunCommand) -> None:
    script = "tests/js/call.js"
    for limit in ("0", "3000", "20000"):
        done = whipsnake("run", "--jit-threshold", "0", "tests/js/prelude.js", script, WHIPSNAKE_JIT_MEMORY=limit)
        assert (done.status, done.stderr) == (0, "")


THRASHING = """
from jsengine import Context
js = Context(jit_threshold=0)
js.eval("const all = []; for (let i = 0; i < 40; i++) all.push(Function('a', 'let s = a; for (let k = 0; k < 3; k++) s += k * ' + i + '; return s'))")
js.eval("let sum = 0; for (let turn = 0; turn < 3000; turn++) for (const f of all) sum += f(turn)")
print(js.eval("sum"), js.statistics()["machine"]["functions"], js.statistics()["machine"]["evictions"])
"""


def test_what_was_evicted_has_to_earn_its_code_again() -> None:
    environment = {**os.environ, "WHIPSNAKE_JIT_MEMORY": "12000"}
    done = subprocess.run(
        [sys.executable, "-c", THRASHING], env=environment, capture_output=True, text=True, check=True
    )
    result, compiled, evicted = map(int, done.stdout.split())
    assert result == sum(turn + 3 * i for turn in range(3000) for i in range(40))
    # Each of the 40 functions was called 3000 times, and at each call there was no room.
    assert 0 < evicted <= compiled < 40 * 6


@pytest.mark.parametrize("threshold", ["0", "999999999"])
def test_collecting_at_every_allocation(threshold: str, whipsnake: RunCommand) -> None:
    script = "tests/js/property.js"
    done = whipsnake("run", "--jit-threshold", threshold, "tests/js/prelude.js", script, WHIPSNAKE_GC_STRESS="1")
    assert (done.status, done.stderr) == (0, "")


def test_each_stage_can_be_dumped(whipsnake: RunCommand, tmp_path: Path) -> None:
    file = tmp_path / "loop.js"
    file.write_text(
        "function turn(n) {\n  let sum = 0;\n  for (let i = 0; i < n; i++) sum += i;\n  return sum;\n}\nturn(5000);"
    )
    asm = whipsnake("dump", "--stage", "asm", str(file)).stdout
    assert "function 1 turn" in asm and "3: for (let i = 0; i < n; i++) sum += i;" in asm and "mov rax" in asm
    profile = whipsnake("dump", "--stage", "profile", str(file)).stdout
    assert "turn, line 1: baseline, calls 1, turns of loops 1001" in profile
    assert "float_add" in whipsnake("dump", "--stage", "macro", str(file)).stdout


def test_the_profile_tells_which_functions_a_site_called(whipsnake: RunCommand, tmp_path: Path) -> None:
    file = tmp_path / "calls.js"
    file.write_text(
        "function callee() {}\nfunction other() {}\nlet results = [];\n"
        "for (let i = 0; i < 40; i++) {\n"
        "  callee();\n"
        "  (i < 20 ? callee : other)();\n"
        "  (i % 2 ? callee : other)();\n"
        "  (() => i)();\n"
        "  results.concat(i);\n"
        "}\n"
    )
    profile = whipsnake("dump", "--stage", "profile", str(file)).stdout
    lines = profile[profile.index("callee();") :].splitlines()
    calls = [line.split("Call: ")[1] for line in lines if " Call: " in line]
    assert calls == ["callee", "several, last other", "many", "closures of (anonymous)", "built-in concat"]
    assert any(line == "9: results.concat(i);" for line in lines)


def test_the_profile_tells_what_operators_were_given(whipsnake: RunCommand, tmp_path: Path) -> None:
    file = tmp_path / "types.js"
    file.write_text(
        "function mix(a, b) {\n  return a + b * 2;\n}\nmix(1, 2); mix('a', 1.5); mix(null, 3);\n"
        "let sum = 0;\nfor (let i = 0; i < 2000; i++) sum += i / 4;\n-sum; sum < 1;\n"
    )
    lines = whipsnake("dump", "--stage", "profile", str(file)).stdout.splitlines()
    types = [
        line.split(maxsplit=1)[1] for line in lines if re.search(r" (Add|Multiply|Divide|Negate|LessThan): ", line)
    ]
    assert types == [
        "Divide: int32, int32",
        "Add: number or int32, number or int32",
        "Negate: number",
        "LessThan: number, int32",
        "Multiply: number, int32",
        "Add: null or string, number or int32",
    ]
