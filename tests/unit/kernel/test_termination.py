"""Limits and terminations: JS cannot catch them, and the context goes on to work (invariants 8, 15 and 16)."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from jsengine._kernel import Context, Handle, ScriptError, Terminated

LOOP = "for (;;) {}"
CATCHING = """
    var log = '';
    function f() { try { try { for (;;) {} } catch (e) { log += 'caught'; } finally { log += 'finally'; } } catch (e) {} }
    f(); log += 'after';
"""


def test_a_loop_ends_at_the_time_limit() -> None:
    context = Context(time_limit=0.05)
    with pytest.raises(Terminated, match="time limit"):
        context.eval(LOOP)
    context.time_limit = 0
    assert context.eval("1 + 1") == 2


def test_neither_catch_nor_finally_sees_a_termination() -> None:
    context = Context(time_limit=0.05)
    with pytest.raises(Terminated):
        context.eval(CATCHING)
    context.time_limit = 0
    assert context.eval("log") == ""


def test_a_generator_that_was_terminated_is_finished() -> None:
    context = Context()
    context.eval("function* g() { try { for (;;) {} } finally { yield 1; } } var it = g();")
    context.time_limit = 0.05
    with pytest.raises(Terminated):
        context.eval("it.next()")
    context.time_limit = 0
    assert context.eval("it.next().done") is True


@pytest.mark.parametrize(
    "program",
    [
        "var all = []; for (;;) all.push({a: 1, b: [1, 2, 3]});",
        "var s = 'x', all = []; for (;;) { s = s + s + 'y'; if (s.length > 1e6) s = 'x'; all.push(s); }",
        "var all = []; for (let i = 0n;; i++) all.push((1n << 10000n) + i);",
        "var o = {}; for (let i = 0;; i++) o['key' + i] = i;",
        "function f(n) { return () => n; } var all = []; for (;;) all.push(f(all));",
    ],
)
def test_hoarding_ends_at_the_memory_limit(program: str) -> None:
    context = Context(memory_limit=32 << 20)
    with pytest.raises(Terminated, match="memory limit"):
        context.eval(program)
    context.eval("all = o = s = undefined")
    context.collect(True)
    assert context.eval("1 + 1") == 2
    assert int(context.statistics()["total_bytes"]) < 32 << 20
    context.verify()


def test_recursion_ends_in_a_range_error() -> None:
    context = Context()
    with pytest.raises(ScriptError, match="RangeError: Maximum call stack size exceeded"):
        context.eval("function f() { return f() + 1; } f()")
    assert context.eval("try { f() } catch (e) { e.constructor === RangeError }") is True


def test_recursion_through_python_ends_too() -> None:
    context = Context()
    function = context.eval("(function f() { return again(f); })")
    context.define_global("again", lambda f: f())
    with pytest.raises((ScriptError, RecursionError)):
        assert isinstance(function, Handle)
        function()
    assert context.eval("2") == 2


def test_another_thread_may_terminate() -> None:
    context = Context()
    started = threading.Event()  # by the script: a termination of nothing would be none
    context.define_global("started", started.set)

    def terminate() -> None:
        started.wait()
        context.terminate()

    thread = threading.Thread(target=terminate, daemon=True)
    thread.start()
    with pytest.raises(Terminated, match="interrupt"):
        context.eval(f"started(); {LOOP}")
    thread.join()
    assert context.eval("3") == 3


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("program", [LOOP, "async function f() { for (;;) await 0; } f(); 1"])
def test_an_interrupt_ends_a_script(program: str) -> None:
    context = Context()
    started = threading.Event()  # by the script: earlier the interrupt would end pytest
    context.define_global("started", started.set)

    def interrupt() -> None:
        started.wait()
        time.sleep(0.01)
        os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=interrupt, daemon=True)
    thread.start()
    with pytest.raises(KeyboardInterrupt):
        context.eval(f"started(); {program}")
        context.run_jobs()
    thread.join()
    assert context.eval("4") == 4


def test_an_interrupt_is_not_lost_in_the_collector_of_python() -> None:
    code = """if 1:
        import gc, signal, threading, jsengine
        signal.signal(signal.SIGINT, signal.default_int_handler)
        junk = [[] for _ in range(300_000)]
        context = jsengine.Context()
        context.globals.collect = gc.collect
        context.globals.started = lambda: threading.Timer(0.05, signal.raise_signal, [signal.SIGINT]).start()
        try:
            context.eval("started(); for (let until = Date.now() + 20000; Date.now() < until;) collect()")
        except KeyboardInterrupt:
            print("ended")
    """
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("ended\n", "")


def test_a_termination_inside_python_inside_js_ends_both() -> None:
    context = Context()
    context.eval("(() => 1)()")  # What every script needs is there now.
    context.time_limit = 0.05
    reached: list[str] = []

    def inner() -> None:
        try:
            context.eval(LOOP)
        finally:
            reached.append("python")

    context.define_global("inner", inner)
    with pytest.raises(Terminated):
        context.eval("try { inner() } catch (e) { var caught = true } finally { var ran = true }")
    context.time_limit = 0
    assert reached == ["python"]
    assert context.eval("caught === undefined && ran === undefined") is True


def test_other_threads_run_while_a_script_does() -> None:
    context = Context(time_limit=60)
    started = threading.Event()
    context.define_global("started", started.set)

    def work_and_terminate() -> None:
        started.wait()
        for _ in range(5):
            time.sleep(0.001)
        context.terminate()

    thread = threading.Thread(target=work_and_terminate, daemon=True)
    thread.start()
    with pytest.raises(Terminated, match="interrupt"):
        context.eval(f"started(); {LOOP}")
    thread.join()


@pytest.mark.parametrize(
    "loop",
    [
        "'x'.repeat(2 ** 28)",
        "/(x+x+)+y/.test('x'.repeat(2 ** 20))",
        "'a'.repeat(2 ** 22).indexOf('a'.repeat(2 ** 21) + 'b')",
        "'a'.repeat(2 ** 22).lastIndexOf('b' + 'a'.repeat(2 ** 21))",
        "'a'.repeat(2 ** 22).split('a'.repeat(2 ** 21) + 'b')",
        "'aé'.repeat(2 ** 24).toUpperCase()",
        "'aé'.repeat(2 ** 22).normalize('NFD')",
        "JSON.stringify('a\\n'.repeat(2 ** 26))",
        "Array(2 ** 28).join()",
        "console.dir(Array.from({ length: 2000 }, () => globalThis), { depth: 9, maxArrayLength: 2000 })",
    ],
)
def test_signals_end_loops_of_the_kernel(loop: str) -> None:
    context = Context()
    context.set_console(lambda method, text: None)

    def raise_interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    # The script starts the timer: nothing but the script may be interrupted, however busy the machine is.
    context.define_global("start", lambda: signal.setitimer(signal.ITIMER_REAL, 0.3) and None)
    before = signal.signal(signal.SIGALRM, raise_interrupt)
    started = time.process_time()
    try:
        with pytest.raises(KeyboardInterrupt):
            context.eval(f"start(); for (;;) {loop}")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    # A quiet machine needs 0.05 s more. Without polls it is minutes for the searches.
    assert time.process_time() - started < 10.0
    assert context.eval("1 + 1") == 2
