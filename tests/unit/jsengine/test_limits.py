"""Limits hold everywhere, and the context goes on to work."""

import signal
import threading
import time
from collections.abc import Callable

import pytest

from jsengine import Context, JSError, Terminated

LIMIT = 0.15


@pytest.fixture
def short(in_mode: object) -> Context:
    """A context whose scripts have little time, now that what every script needs is there."""
    js = Context()
    js.eval("(() => 1)()")
    js.time_limit = LIMIT
    return js


def python_loop(*_: object) -> None:
    while True:
        pass


ENDLESS = [
    "for (;;);",
    "do { } while (true)",
    "try { for (;;); } catch { } finally { for (;;); }",
    "(function f() { try { f() } catch { f() } })()",
    "/^(a+)+$/.test('a'.repeat(60) + 'b')",
    "'a'.repeat(200).match(/(a|aa)*b(?=c)|(.*)*x/)",
    "Promise.resolve().then(function again() { return Promise.resolve().then(again) })",
    "(async () => { for (;;) await 0 })()",
    "[3, 2, 1].sort(() => { for (;;); })",
    "[1].map(() => { for (;;); })",
    "const a = []; for (;;) a.length = 0, a.push(1)",
    "new Array(2 ** 30).indexOf(1); for (;;) new Array(2 ** 30).indexOf(1)",
    "JSON.stringify({toJSON() { for (;;); }})",
    "for (const x of (function* () { for (;;) yield 1 })());",
    "new Proxy({}, {get() { for (;;); }}).x",
    "'x'.replace(/x/, () => { for (;;); })",
    "let n = 1n; for (;;) n = (n * 3n) % (2n ** 4000n)",
    "callback()",
    "[1].forEach(callback)",
    "[2, 1].sort(callback)",
    "try { callback() } catch { } finally { for (;;); }",
]


@pytest.mark.parametrize("script", ENDLESS)
def test_the_time_limit_holds(short: Context, script: str) -> None:
    short.globals.callback = python_loop
    started = time.process_time()
    with pytest.raises(Terminated, match="time limit"):
        short.eval(script)
    assert time.process_time() - started < LIMIT + 5, "machines may be busy, scripts may not"
    short.time_limit = None
    assert short.eval("globalThis.x = [1, 2].map(y => y + 1); x.join()") == "2,3"
    assert short.eval("(() => { try { null.x } catch (e) { return e.name } })()") == "TypeError"


def test_calls_and_items_are_limited_as_well(short: Context) -> None:
    short.time_limit = None
    endless = short.eval("(() => { for (;;); })")
    loop = short.eval("({get x() { for (;;); }, *[Symbol.iterator]() { for (;;); }})")
    short.time_limit = LIMIT
    for enter in (endless, lambda: loop.x, lambda: list(loop), lambda: short.globals.Array["from"](loop)):
        with pytest.raises(Terminated):
            enter()
    short.time_limit = None
    assert short.eval("1") == 1


def test_a_limit_ends_python_code_with_its_traceback(short: Context) -> None:
    reached: list[str] = []

    def careful() -> None:
        try:
            python_loop()
        finally:
            reached.append("finally")

    short.globals.careful = careful
    with pytest.raises(Terminated, match="time limit") as caught:
        short.eval("careful()")
    assert reached == ["finally"]
    assert "python_loop" in [entry.name for entry in caught.traceback]


def test_no_interruption_arrives_late(short: Context) -> None:
    """A callback that just comes back in time, or returns in spite of it, leaves nothing pending in Python."""

    def stubborn() -> str:
        try:
            python_loop()
        except Terminated:
            pass
        return "came back"

    short.globals.stubborn = stubborn
    with pytest.raises(Terminated):
        short.eval("stubborn(); for (;;);")
    for _ in range(20):
        short.globals.sleep = time.sleep
        with pytest.raises(Terminated):
            short.eval(f"sleep({LIMIT}); for (;;);")
        assert sum(range(10_000)) == 49_995_000


def test_a_blocking_call_is_reported_when_it_returns(short: Context) -> None:
    short.globals.sleep = time.sleep
    started = time.monotonic()
    with pytest.raises(Terminated, match="time limit"):
        short.eval(f"sleep({LIMIT * 3}); for (;;);")
    assert time.monotonic() - started >= LIMIT * 3


def test_limits_end_all_entries_that_are_inside_each_other(short: Context) -> None:
    short.globals.inner = lambda: short.eval("for (;;);")
    with pytest.raises(Terminated):
        short.eval("try { inner() } catch { globalThis.caught = 1 }")
    assert short.globals.caught is None


@pytest.mark.parametrize(
    "script",
    [
        "const a = []; for (;;) a.push({x: 1})",
        "let s = 'x'; const a = []; for (;;) { s += s; if (s.length > 1e7) { a.push(s + '!'); s = 'x' } }",
        "const a = []; for (;;) a.push(new Uint8Array(1e6))",
        "const a = []; for (;;) a.push(new Map([[{}, a]]))",
        "const a = []; for (;;) a.push(Symbol('x'.repeat(1000)))",
        "let f = () => 0; for (;;) { const g = f; f = () => g }",
    ],
)
def test_the_memory_limit_holds(in_mode: object, script: str) -> None:
    js = Context(memory_limit="24MB", time_limit=60)
    with pytest.raises((Terminated, JSError)) as caught:
        js.eval(f"(() => {{ {script} }})()")
    assert "memory" in str(caught.value) or "allocation" in str(caught.value)
    assert js.eval("[1, 2].join()") == "1,2"


def test_buffers_that_died_make_room(in_mode: object) -> None:
    js = Context(memory_limit="64MB", time_limit=60)
    assert js.eval("for (let i = 0; i < 100; i++) new ArrayBuffer(2 ** 23); 1") == 1


def test_a_hoard_of_python_s_counts(in_mode: object) -> None:
    js = Context(memory_limit="24MB", time_limit=60)
    js.globals.make = lambda: lambda: None
    with pytest.raises(Terminated, match="memory limit"):
        js.eval("(() => { const a = []; for (;;) a.push(x => make()) && a.push(make()) })()")
    assert js.eval("1") == 1


def test_the_stack_is_limited(js: Context) -> None:
    with pytest.raises(JSError, match="call stack"):
        js.eval("(function f() { return f() + 1 })()")
    js.globals.again = lambda f: f(f)
    with pytest.raises((JSError, RecursionError)):
        js.eval("(function f() { return again(f) })()")
    with pytest.raises(JSError, match="call stack"):
        js.eval("let deep = []; for (let i = 0; i < 1e5; i++) deep = [deep]; JSON.stringify(deep)")
    assert js.eval("1 + 1") == 2


def interrupted(js: Context, run: Callable[[], object]) -> None:
    started = threading.Event()
    js.globals.started = started.set

    def interrupt() -> None:
        started.wait()
        time.sleep(0.02)
        js.interrupt()

    thread = threading.Thread(target=interrupt)
    thread.start()
    with pytest.raises(Terminated, match="interrupt"):
        run()
    thread.join()
    assert js.eval("1") == 1


def test_another_thread_interrupts_a_script(js: Context) -> None:
    interrupted(js, lambda: js.eval("started(); for (;;);"))


def test_another_thread_interrupts_python_that_a_script_called(js: Context) -> None:
    js.globals.callback = python_loop
    interrupted(js, lambda: js.eval("started(); callback()"))


def test_an_interrupt_of_nothing_is_nothing(js: Context) -> None:
    js.interrupt()
    assert js.eval("let n = 0; for (let i = 0; i < 1e5; i++) n += i; n") == 4999950000


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize(
    "script",
    [
        "b * c",
        "eval('1'.repeat(3e5) + 'n')",
        "7n ** 350000n",
        "b.toString() == c",
        "try { echo(long + 1) } catch { }",
        "try { long.localeCompare('a' + long) } catch { }",
    ],
)
def test_what_a_signal_s_handler_raises_ends_a_script(js: Context, script: str) -> None:
    """Wherever it is noticed, by CPython's arithmetic, too, it is neither lost nor taken for a lack of memory."""

    def handle(number: int, frame: object) -> None:
        raise KeyboardInterrupt(number)

    before = signal.signal(signal.SIGALRM, handle)
    try:
        js.globals.echo = len
        js.eval("b = (1n << 520000n) / 3n; c = b - 1n; long = 'abcdefgh'.repeat(2 ** 20)")
        # The script starts the timer: nothing but the script may be interrupted, however busy the machine is.
        js.globals.start = lambda: signal.setitimer(signal.ITIMER_REAL, 0.02) and None
        for _ in range(3):
            with pytest.raises(KeyboardInterrupt):
                js.eval(f"start(); for (;;) {script}")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert js.eval("6n * 7n") == 42


def test_limits_are_said_rightly() -> None:
    with pytest.raises(ValueError, match="64MB"):
        Context(memory_limit="plenty")
