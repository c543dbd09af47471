"""What `whipsnake run` does: scripts of one realm in order, then jobs and timers until there are none."""

from __future__ import annotations

import os
import sys
import time

from jsengine._kernel import Context, Handle, ScriptError, Terminated, bytecode_kind
from jsengine.options import CommandError, EngineOptions

TYPE_CHECKING = False  # see jsengine/__init__.py
if TYPE_CHECKING:
    from jsengine.cli import Source

UNCAUGHT = 1
CACHE_SIZE = 64 << 20
FOREVER = float("inf")


class Timers:
    """setTimeout and setInterval in real time. https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#timers"""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._queue: list[tuple[float, int]] = []
        self._tasks: dict[int, tuple[Handle, tuple[object, ...], float | None]] = {}
        self._last = 0
        for name, function in (
            ("setTimeout", self.set_timeout),
            ("setInterval", self.set_interval),
            ("clearTimeout", self.clear),
            ("clearInterval", self.clear),
        ):
            context.define_global(name, function)

    def set_timeout(self, callback: Handle, delay: object = 0, *arguments: object) -> int:
        """https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#dom-settimeout"""
        return self._add(callback, delay, arguments, repeats=False)

    def set_interval(self, callback: Handle, delay: object = 0, *arguments: object) -> int:
        """https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#dom-setinterval"""
        return self._add(callback, delay, arguments, repeats=True)

    def clear(self, identifier: object = None, *_: object) -> None:
        """https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#dom-cleartimeout"""
        if isinstance(identifier, int | float):
            self._tasks.pop(int(identifier), None)

    def _add(self, callback: Handle, delay: object, arguments: tuple[object, ...], repeats: bool) -> int:
        from heapq import heappush  # few scripts need it

        if not isinstance(callback, Handle) or callback.kind != "function":
            raise TypeError("the callback is not a function")
        milliseconds = float(delay) if isinstance(delay, int | float) and delay > 0 else 0.0
        seconds = max(milliseconds, 1.0) / 1000
        self._last += 1
        self._tasks[self._last] = (callback, arguments, seconds if repeats else None)
        heappush(self._queue, (time.monotonic() + seconds, self._last))
        return self._last

    def seconds_left(self) -> float | None:
        """How long it is to the next timer; None when there is none."""
        return max(0.0, self._queue[0][0] - time.monotonic()) if self._queue else None

    def run_next(self, wait: bool = True) -> bool:
        """Wait for the next timer and run it; False when there is none, or none is due and `wait` is False."""
        if not self._queue:
            return False
        from heapq import heappop, heappush

        while self._queue:
            if not wait and self._queue[0][0] > time.monotonic():
                return False
            due, identifier = heappop(self._queue)
            task = self._tasks.get(identifier)
            if task is None:
                continue
            callback, arguments, interval = task
            time.sleep(max(0.0, due - time.monotonic()))
            if interval is None:
                del self._tasks[identifier]
            else:
                heappush(self._queue, (time.monotonic() + interval, identifier))
            callback(*arguments)
            return True
        return False


class Texts:
    """The sources that were run, by path: reports of errors show lines of them."""

    __slots__ = ("by_path",)

    def __init__(self) -> None:
        self.by_path: dict[str, tuple[str, bool]] = {}
        """The text, and whether it is a module."""

    def load_module(self, specifier: str, referrer: str | None, kind: str) -> tuple[str, str]:
        """`load_module`, with what it finds kept in mind."""
        path, text = load_module(specifier, referrer, kind)
        if kind != "json":
            self.by_path[path] = (text, True)
        return path, text

    def report(self, context: Context, error: ScriptError, rejected: bool = False) -> int:
        """Tell of an uncaught exception; the exit status."""
        from jsengine.uncaught import Text, report

        texts = {path: Text(text, module) for path, (text, module) in self.by_path.items()}
        return report(context, error, texts, rejected)


def new_context(options: EngineOptions) -> Context:
    """A context as the switches want it, that finds modules in files."""
    context = Context(
        time_limit=options.time_limit or 0.0,
        memory_limit=options.memory_limit or 0,
        jitless=options.jitless,
        jit_threshold=-1 if options.jit_threshold is None else options.jit_threshold,
    )
    if "gc" in options.trace:
        context.set_trace_gc(True)
    context.set_module_loader(load_module)
    return context


def run_sources(sources: list[Source], options: EngineOptions, test262: bool) -> int:
    """Run files in order in one realm; the exit status."""
    context = new_context(options)
    if test262:
        context.define_test262_host()
    folder = cache_folder() if options.code_cache else ""
    if folder:
        context.set_code_cache(folder, CACHE_SIZE)
    texts = Texts()
    context.set_module_loader(texts.load_module)
    timers = Timers(context)
    try:
        for source in sources:
            texts.by_path[source.path] = (source.text, source.module)
            _run(context, source)
        return _drain(context, timers, texts)
    except ScriptError as error:
        return texts.report(context, error)
    except Terminated as ended:
        sys.stdout.flush()
        print(f"terminated: {ended}", file=sys.stderr)
        return UNCAUGHT
    finally:
        sys.stdout.flush()
        if folder:
            context.save_code_cache()


def cache_folder() -> str:
    """Where bytecode of scripts is kept between runs; empty: nowhere.
    https://specifications.freedesktop.org/basedir-spec/latest/"""
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not base.startswith("/"):
        base = os.path.expanduser("~/.cache")
    return os.path.join(base, "whipsnake", "bytecode") if base.startswith("/") else ""


def _run(context: Context, source: Source) -> None:
    if source.code is not None:
        _run_bytecode(context, source.path, source.code, source.module)
    elif source.module:
        # What a module throws is the reason of its promise, which nobody else handles.
        outcome = context.import_module(source.path, source.text)
        assert isinstance(outcome, Handle)
    else:
        context.eval(source.text, name=source.path)
    context.run_jobs()


def _run_bytecode(context: Context, path: str, code: bytes, wants_module: bool) -> None:
    try:
        kind, name = bytecode_kind(code)
        if wants_module and kind != "module":
            raise CommandError(f"{path} holds a script, not a module")
        # Errors and imports speak of the file that was compiled, as if it stood here.
        shown = os.path.join(os.path.dirname(path), os.path.basename(name))
        context.run_bytecode(code, shown)
    except ValueError as refusal:
        raise CommandError(f"{path} cannot be run: {refusal}") from None


def compile_source(source: Source, target: str) -> int:
    """Write the bytecode of a file; the exit status."""
    context = Context()
    try:
        code = context.compile(source.text, source.path, 1 if source.module else 0)
    except ValueError as refusal:
        raise CommandError(f"{source.path} cannot be compiled: {refusal}") from None
    except ScriptError as error:
        texts = Texts()
        texts.by_path[source.path] = (source.text, source.module)
        return texts.report(context, error)
    try:
        with open(target, "wb") as file:
            file.write(code)
    except OSError as error:
        raise CommandError(f"{target} cannot be written: {error.strerror}") from None
    return 0


def load_module(specifier: str, referrer: str | None, kind: str) -> tuple[str, str]:
    """A module beside the one that asks for it: its path and its text."""
    if not specifier.startswith((".", "/")):
        raise FileNotFoundError(f"Cannot find package '{specifier}' imported from {referrer}")
    path = os.path.normpath(os.path.join(os.path.dirname(referrer or ""), specifier))
    with open(path, encoding="utf-8-sig") as file:
        return path, file.read()


def _drain(context: Context, timers: Timers, texts: Texts) -> int:
    while True:
        context.run_jobs()
        unhandled = context.take_unhandled()
        if unhandled:
            return texts.report(context, unhandled[0], rejected=True)
        # Then what is left may wait for its deadline: Atomics.waitAsync.
        if not timers.run_next() and not context.wait_for_notification(FOREVER):
            return 0
