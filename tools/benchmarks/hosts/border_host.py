"""Times what crosses the border between Python and an engine: python border_host.py ENGINE FILE (see Kernels).

FILE holds {"budget": MS}. Each row is the milliseconds of a thousand operations, so the microseconds of one, but for
the rows of one large value or of 10,000 awaits, which are whole.
"""

import asyncio
import json
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

MEGABYTE = 1 << 20
AWAITS = 10_000

ADD = "(a, b) => a + b"
LOOP = "(f, n) => { let s = 0; for (let i = 0; i < n; i++) s += f(i, 2); return s }"


def plain(a: int, b: int) -> int:
    """What scripts call."""
    return a + b


class Unsupported(Exception):
    """The engine's package has no way to do this."""


class Border(Protocol):
    """What an engine's package offers."""

    def function(self, source: str) -> Callable[..., Any]:
        """A function of the script's."""

    def calls_of(self, python: Callable[..., Any]) -> Callable[[int], Any]:
        """Calls a Python function so many times from a script; the sum of the results."""

    def property_of(self, source: str, name: str) -> Callable[[], Any]:
        """Reads a property of a script's object."""

    def last_byte(self, data: bytearray) -> int:
        """What a script sees at the end of a buffer of Python's."""

    def awaits(self) -> AbstractContextManager[Callable[[int], Awaitable[Any]]]:
        """In an event loop: a script's asynchronous function."""


class Whipsnake:
    """jsengine."""

    def __init__(self) -> None:
        from jsengine import Context

        self.js = Context()
        self.last = self.js.eval("b => b[b.length - 1]")

    def function(self, source: str) -> Callable[..., Any]:
        made: Callable[..., Any] = self.js.eval(source)
        return made

    def calls_of(self, python: Callable[..., Any]) -> Callable[[int], Any]:
        loop = self.js.eval(LOOP)
        return lambda n: loop(python, n)

    def property_of(self, source: str, name: str) -> Callable[[], Any]:
        target = self.js.eval(source)
        return lambda: target[name]

    def last_byte(self, data: bytearray) -> int:
        return int(self.last(data))

    def awaits(self) -> AbstractContextManager[Callable[[int], Awaitable[Any]]]:
        return nullcontext(self.js.eval("async x => x"))


class PythonMonkey:
    """SpiderMonkey by way of pythonmonkey."""

    def __init__(self) -> None:
        self.eval: Any = import_module("pythonmonkey").eval
        self.last = self.eval("b => b[b.length - 1]")

    def function(self, source: str) -> Callable[..., Any]:
        made: Callable[..., Any] = self.eval(source)
        return made

    def calls_of(self, python: Callable[..., Any]) -> Callable[[int], Any]:
        loop = self.eval(LOOP)
        return lambda n: loop(python, n)

    def property_of(self, source: str, name: str) -> Callable[[], Any]:
        target = self.eval(source)
        return lambda: target[name]

    def last_byte(self, data: bytearray) -> int:
        return int(self.last(data))

    def awaits(self) -> AbstractContextManager[Callable[[int], Awaitable[Any]]]:
        return nullcontext(self.eval("async x => x"))


class QuickJS:
    """QuickJS by way of quickjs: no buffers, no promises, properties of the global object only."""

    def __init__(self) -> None:
        self.context: Any = import_module("quickjs").Context()

    def function(self, source: str) -> Callable[..., Any]:
        made: Callable[..., Any] = self.context.eval(source)
        return made

    def calls_of(self, python: Callable[..., Any]) -> Callable[[int], Any]:
        self.context.add_callable("plain", python)
        made: Callable[[int], Any] = self.context.eval(f"n => ({LOOP})(plain, n)")
        return made

    def property_of(self, source: str, name: str) -> Callable[[], Any]:
        self.context.eval(f"var {name} = ({source})[{json.dumps(name)}]")
        return lambda: self.context.get(name)

    def last_byte(self, data: bytearray) -> int:
        raise Unsupported

    def awaits(self) -> AbstractContextManager[Callable[[int], Awaitable[Any]]]:
        raise Unsupported


class MiniRacer:
    """V8 by way of mini-racer: it calls Python by promises only, and shares memory that V8 has allocated."""

    def __init__(self) -> None:
        self.package: Any = import_module("py_mini_racer")
        self.racer: Any = self.package.MiniRacer()

    def function(self, source: str) -> Callable[..., Any]:
        made: Callable[..., Any] = self.racer.eval(source)
        return made

    def calls_of(self, python: Callable[..., Any]) -> Callable[[int], Any]:
        source = LOOP.replace("(f, n) =>", "async (f, n) =>").replace("f(i, 2)", "await f(i, 2)")

        async def wrapped(a: int, b: int) -> int:
            return int(python(a, b))

        async def run(n: int) -> Any:
            # With an event loop of asyncio's its contexts belong to that.
            with self.package.mini_racer() as racer:
                async with racer.wrap_py_function(wrapped) as function:
                    return await racer.eval(source)(function, n)

        return lambda n: asyncio.run(run(n))

    def property_of(self, source: str, name: str) -> Callable[[], Any]:
        target = self.racer.eval(source)
        return lambda: target[name]

    def last_byte(self, data: bytearray) -> int:
        self.racer.eval(f"var buffer = new ArrayBuffer({len(data)})")
        view = self.racer.eval("buffer")
        view[:] = data
        return int(self.racer.eval("new Uint8Array(buffer).at(-1)"))

    @contextmanager
    def awaits(self) -> Iterator[Callable[[int], Awaitable[Any]]]:
        with self.package.mini_racer() as racer:
            yield racer.eval("async x => x")


ENGINES: dict[str, Callable[[], Border]] = {
    "whipsnake": Whipsnake,
    "pythonmonkey": PythonMonkey,
    "quickjs": QuickJS,
    "mini-racer": MiniRacer,
}


class Kernels:
    """The rows: each makes what it needs, and gives a function that does its work so many times."""

    def __init__(self, border: Border) -> None:
        self.border = border

    def call_javascript(self) -> Callable[[int], Any]:
        """Python calls a function of the script's with two numbers."""
        add = self.border.function(ADD)

        def work(n: int) -> Any:
            result = 0
            for i in range(n):
                result = add(i, 2)
            return result - n

        return work

    def call_python(self) -> Callable[[int], Any]:
        """A script calls a Python function with two numbers."""
        calls = self.border.calls_of(plain)
        return lambda n: calls(n) - n * (n - 1) // 2 - 2 * n

    def property(self) -> Callable[[int], Any]:
        """A property of a script's object."""
        read = self.border.property_of("({answer: 42})", "answer")

        def work(n: int) -> Any:
            result = 0
            for _ in range(n):
                result = read()
            return result

        return work

    def string_1mb(self) -> Callable[[int], Any]:
        """A string of 1 MB handed to a script that asks for its length; another one each time."""
        length = self.border.function("s => s.length")
        texts = ["x" * (MEGABYTE - 1) + letter for letter in "abcd"]
        return lambda n: sum(length(texts[i % 4]) for i in range(n)) / n

    def buffer_10mb(self) -> Callable[[int], Any]:
        """A bytearray of 10 MB that a script reads the end of."""
        data = bytearray(10 * MEGABYTE)
        data[-1] = 7
        self.border.last_byte(data)
        return lambda n: sum(self.border.last_byte(data) for _ in range(n)) / n

    def awaits_10000(self) -> Callable[[int], Any]:
        """10,000 awaits of promises of an asynchronous function."""

        async def run(n: int) -> Any:
            result = 0
            with self.border.awaits() as promise:
                for i in range(n * AWAITS):
                    result += await promise(i % AWAITS)
            return result / n

        return lambda n: asyncio.run(run(n))


WHOLE = ("string_1mb", "buffer_10mb", "awaits_10000")


def measure(work: Callable[[int], Any], budget: float, whole: bool) -> tuple[float, Any]:
    """Milliseconds of one operation, or of a thousand where operations are small; and the work's value."""
    count = 1 if whole else 50
    while True:
        started = time.perf_counter()
        value = work(count)
        passed = (time.perf_counter() - started) * 1000
        if passed >= budget / 2 or count >= 10_000_000:
            return passed / count * (1 if whole else 1000), value
        count = max(count + 1, min(count * 10, int(count * budget / max(passed, 0.001))))


def main(engine: str, path: str) -> None:
    """Runs all kernels and prints a row for each that the engine can do."""
    budget = json.loads(Path(path).read_text(encoding="utf-8"))["budget"]
    kernels = Kernels(ENGINES[engine]())
    print("CLOCK wall")
    for name in ("call_javascript", "call_python", "property", *WHOLE):
        try:
            work = getattr(kernels, name)()
            work(1)
        except Unsupported:
            continue
        milliseconds, value = measure(work, budget, name in WHOLE)
        print(f"CHECK {name} {value:g}")
        print(f"RESULT {name} {milliseconds:.6f}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
