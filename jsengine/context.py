"""JavaScript from Python: `Context` runs scripts, `JSObject` is any of their objects.

    >>> from jsengine import Context
    >>> with Context(time_limit=1.0, memory_limit="64MB") as js:
    ...     js.globals.add = lambda a, b: a + b
    ...     js.eval("add(2, 3)")
    ...     double = js.eval("x => x * 2")
    ...     double(21)
    5
    42

What crosses the border, and as what:

    Python                           JavaScript              back in Python
    None                             undefined               None, and so does null
    jsengine.null                    null                    None
    bool, str                        boolean, string         bool, str
    int up to 2**53 - 1, float       number                  int if it is integral and that small, else float
    other int, BigInt(n)             bigint                  int
    dict, list, tuple                a live view of it       the same object
    functions, other callables       a function              the same object
    exceptions                       an Error                the same object
    coroutines, futures              a promise               a JSObject; `await` gives the result
    datetime, date                   Date (a copy)           a JSObject; `to_python()` gives a datetime
    bytearray, memoryview, array     a typed array that shares the memory; bytes are copied
    what `Context.expose` made       an object               the same object
    JSObject                         the object it stands for

Everything else cannot be handed to a script: of Python's objects it sees what was declared, and nothing behind it.
Strings are text on both sides; a surrogate without its partner stays what it is.
"""

from collections.abc import Callable, Iterable
from operator import attrgetter
from types import TracebackType
from typing import Any, Self, TypeAlias

from jsengine import _kernel
from jsengine._kernel import BigInt, JSError, JSObject, Terminated, null
from jsengine.copying import by_value
from jsengine.options import UsageError, byte_size
from jsengine.resolvers import Resolver, loader_of

__all__ = ["BigInt", "Context", "JSError", "JSObject", "Script", "Terminated", "null"]

Value: TypeAlias = Any
"""Anything of the table above."""


MOST_KEPT_SCRIPTS = 64
MOST_KEPT_TEXT = 1000


class Script:
    """A script that `Context.compile` has parsed. It runs as often as one likes, in its own context or in others.

    >>> from jsengine import Context
    >>> js = Context()
    >>> count = js.compile("globalThis.n = (globalThis.n ?? 0) + 1")
    >>> count.run(), count.run()
    (1, 2)
    >>> count.run(Context())
    1
    """

    __slots__ = ("_context", "_scripts", "name", "text")

    def __init__(self, context: "Context", text: str, name: str) -> None:
        self._context = context
        self._scripts = {context: context._kernel.parse_script(text, name)}
        self.text = text
        """The text that was compiled."""
        self.name = name
        """What stands in stack traces."""

    def run(self, context: "Context | None" = None) -> Value:
        """Run it as `Context.eval` does. Another context than the script's own compiles it once for itself."""
        context = self._context if context is None else context
        script = self._scripts.get(context)
        if script is None:
            script = self._scripts[context] = context._kernel.parse_script(self.text, self.name)
        return script.run()


class Context:
    """One JavaScript world: a heap, a global object, a queue of jobs. Use it from one thread at a time.

    `time_limit` holds for each entry from Python, in seconds, with the jobs that run at its end, and so for every step
    of what goes on asynchronously; `memory_limit` is a number of bytes or a text such as "64MB". A script over a limit
    ends with `Terminated`, and so does pure Python code that it called; a blocking call is not interrupted, but reported
    when it returns. The context can be used on; jobs that were queued are forgotten.

    `jit_threshold` is how many calls, or turns of its loops, make a function warm enough for machine code of its own; 0:
    each is compiled before it runs. `jitless` leaves machine code out altogether. What is not given is as the variables
    WHIPSNAKE_JITLESS and WHIPSNAKE_JIT_THRESHOLD say, else as the engine chooses.

    Jobs (reactions of promises) run whenever the outermost entry is left. A rejection that nobody handles, of a promise
    that Python does not hold, is reported as Python reports exceptions that nobody can catch: `sys.unraisablehook`.
    """

    def __init__(
        self,
        *,
        time_limit: float | None = None,
        memory_limit: int | str | None = None,
        resolver: Resolver | None = None,
        jitless: bool | None = None,
        jit_threshold: int | None = None,
    ) -> None:
        if jit_threshold is not None and jit_threshold < 0:
            raise ValueError("jit_threshold must not be negative")
        self._kernel = _kernel.Context(
            time_limit=time_limit or 0.0,
            memory_limit=memory_bytes(memory_limit),
            public=True,
            jitless=-1 if jitless is None else int(jitless),
            jit_threshold=-1 if jit_threshold is None else jit_threshold,
        )
        self._scripts: dict[tuple[str, str], _kernel.Script] = {}
        self.globals: JSObject = self._kernel.global_this
        """The global object: `js.globals.name = value`."""
        if resolver is not None:
            self._kernel.set_module_loader(loader_of(resolver))

    @property
    def time_limit(self) -> float | None:
        """Seconds that an entry may take, None for any number. A change holds from the next entry on."""
        return self._kernel.time_limit or None

    @time_limit.setter
    def time_limit(self, seconds: float | None) -> None:
        self._kernel.time_limit = seconds or 0.0

    def eval(self, text: str, name: str = "<eval>") -> Value:
        """Run a script, then the jobs it queued; its completion value. `name` stands in stack traces."""
        script = self._scripts.get((text, name))
        if script is None:
            script = self._parse(text, name)
        return script.run()

    def _parse(self, text: str, name: str) -> _kernel.Script:
        """Parse a script, and keep it if it is a small one: the same expression is often evaluated many times."""
        script = self._kernel.parse_script(text, name)
        # Each evaluation of a template literal has strings of its own, which one script would not.
        if len(text) <= MOST_KEPT_TEXT and "`" not in text:
            if len(self._scripts) == MOST_KEPT_SCRIPTS:
                del self._scripts[next(iter(self._scripts))]
            self._scripts[text, name] = script
        return script

    async def eval_async(self, text: str, name: str = "<eval>") -> Value:
        """Run a script, and wait for its completion value if that is a promise.

        >>> import asyncio
        >>> from jsengine import Context
        >>> js = Context()
        >>> js.globals.sleep = asyncio.sleep
        >>> asyncio.run(js.eval_async("sleep(0.01).then(() => 'awake')"))
        'awake'
        """
        result = self.eval(text, name)
        return await result if _kernel.is_promise(result) else result

    def compile(self, text: str, name: str = "<eval>") -> Script:
        """Parse a script that is to run many times. A SyntaxError is raised here."""
        return Script(self, text, name)

    def module(self, specifier: str, *, source: str | None = None, resolver: Resolver | None = None) -> JSObject:
        """Load a module with all it imports, run it, and give its namespace.

        The resolver finds modules: `resolver(specifier, referrer)` gives the module's key (its name, which makes it the
        same module each time) and its text; or it is a dict of texts by key, in which "./" and "../" are relative to the
        importing module's key. It stays for modules that are imported later. `source` is the text of this one module.

        >>> from jsengine import Context
        >>> js = Context()
        >>> texts = {"main.js": "export { double } from './lib/math.js'", "lib/math.js": "export const double = x => x * 2"}
        >>> js.module("main.js", resolver=texts).double(21)
        42
        """
        promise = self._import(specifier, source, resolver)
        if _kernel.is_pending(promise):
            raise RuntimeError(f"the module {specifier} waits for a promise: use module_async")
        namespace: JSObject = _kernel.promise_result(promise)
        return namespace

    async def module_async(
        self, specifier: str, *, source: str | None = None, resolver: Resolver | None = None
    ) -> JSObject:
        """The same of modules that wait for promises at their top level."""
        namespace: JSObject = await self._import(specifier, source, resolver)
        return namespace

    def _import(self, specifier: str, source: str | None, resolver: Resolver | None) -> JSObject:
        if resolver is not None:
            self._kernel.set_module_loader(loader_of(resolver))
        return self._kernel.import_namespace(specifier, *([] if source is None else [source]))

    def expose(
        self,
        target: object,
        *,
        methods: Iterable[str] = (),
        attributes: Iterable[str] = (),
        writable: Iterable[str] = (),
    ) -> JSObject:
        """An object that shows scripts these methods and attributes of a Python object, and nothing else of it.

        Attributes are read when a script reads them; those of `writable` can be assigned, too. In Python the JSObject
        stands for the JavaScript side; when a script hands it back, Python gets the target itself.

        >>> from jsengine import Context
        >>> from types import SimpleNamespace
        >>> js = Context()
        >>> dog = SimpleNamespace(name="Rex", age=3, bark=lambda: "woof")
        >>> js.globals.dog = js.expose(dog, methods=["bark"], attributes=["name"], writable=["age"])
        >>> js.eval("dog.age += 1; [dog.bark(), dog.name, dog.secret].join()"), dog.age
        ('woof,Rex,', 4)
        """
        writable = list(writable)
        readable = [(name, _getter(target, name), None) for name in attributes if name not in writable]
        assigned = [(name, _getter(target, name), _setter(target, name)) for name in writable]
        bound = [(name, getattr(target, name)) for name in methods]
        return self._kernel.expose(target, bound, [*readable, *assigned])

    def by_value(self, value: Value) -> Value:
        """A copy as JavaScript's own objects: of dicts, lists, tuples, sets and what is in them; None becomes null.

        >>> from jsengine import Context
        >>> js = Context()
        >>> js.globals.data = js.by_value({"list": [1, None], "text": "x"})
        >>> js.eval("JSON.stringify(data)")
        '{"list":[1,null],"text":"x"}'
        """
        return by_value(self._kernel, value)

    def inspect(self, value: Value, *, depth: int | None = 2, colours: bool = False) -> str:
        """A value as text for people: what console.log of it would print.

        >>> from jsengine import Context
        >>> js = Context()
        >>> js.inspect(js.eval("({a: [1, 'x'], m: new Map([[1, {}]])})"))
        "{ a: [ 1, 'x' ], m: Map(1) { 1 => {} } }"
        """
        return self._kernel.inspect(value, depth=depth, colours=colours)

    def on_console(self, sink: Callable[[str, str], object] | None) -> None:
        """`sink(method, text)` gets what scripts write with console and print; None: the standard streams again.

        >>> from jsengine import Context
        >>> js = Context()
        >>> lines = []
        >>> js.on_console(lambda method, text: lines.append((method, text)))
        >>> js.eval("console.warn('%s left', 3)")
        >>> lines
        [('warn', '3 left')]
        """
        self._kernel.set_console(sink)

    def run_jobs(self) -> None:
        """Run queued jobs (promise reactions) until there are none. Entries do so themselves when they are left."""
        self._kernel.run_jobs()

    def interrupt(self) -> None:
        """End the running script with `Terminated`; from any thread. Nothing happens where none is running."""
        self._kernel.terminate()

    def call_stack(self) -> list[tuple[str, str, int, int]]:
        """The functions that are running, innermost first: (name, file, line, column).

        >>> from jsengine import Context
        >>> js = Context()
        >>> js.globals.look = lambda: print(js.call_stack())
        >>> js.eval("function f() { look() }  f()", "a.js")
        [('f', 'a.js', 1, 16), ('', 'a.js', 1, 26)]
        """
        return self._kernel.call_stack()

    def statistics(self) -> dict[str, int | dict[str, float]]:
        """Bytes held by category and in all, bytes ever allocated, collections and their pauses, what machine code cost."""
        return self._kernel.statistics()

    def live_cells(self) -> dict[str, tuple[int, int]]:
        """What the heap holds by kind: {kind: (count, bytes)}. Garbage counts until it is collected."""
        return self._kernel.live_cells()

    def close(self) -> None:
        """Give the memory back now. A context that is dropped closes itself."""
        self._kernel.close()
        self._scripts.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def _getter(target: object, name: str) -> Any:
    read = attrgetter(name)
    return lambda: read(target)


def _setter(target: object, name: str) -> Any:
    return lambda value: setattr(target, name, value)


def memory_bytes(limit: int | str | None) -> int:
    """A limit as the kernel wants it: bytes, 0 for none."""
    if not isinstance(limit, str):
        return limit or 0
    try:
        return byte_size("memory_limit", limit)
    except UsageError as error:
        raise ValueError(str(error)) from None
