"""JavaScript from Python: `Context` runs scripts, `JSObject` is any of their objects.

    >>> from jsengine import Context
    >>> with Context(time_limit=1.0, memory_limit="64MB") as js:
    ...     js.globals.add = lambda a, b: a + b
    ...     js.eval("add(2, 3)")
    ...     double = js.eval("x => x * 2")
    ...     double(21)
    5
    42

None stands for undefined and null, int and float for numbers (an int beyond 2**53 - 1 is a BigInt), str for strings,
bool for booleans. Objects, functions and symbols are `JSObject`s: live, and the same JavaScript object when they go back.
Of Python's objects only functions and what else can be called may be handed to a script; it sees nothing of them but the
call.
"""

from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any, Final, Self, TypeAlias

from jsengine import _kernel
from jsengine.options import UsageError, byte_size

Value: TypeAlias = Any
"""None, bool, int, float, str or a JSObject."""

Terminated = _kernel.Terminated
"""Raised when a limit, Ctrl-C or `Context.interrupt` ended a script. No script can catch it; not an `Exception`."""


class JSError(Exception):
    """What a script threw and nobody caught.

    >>> from jsengine import Context, JSError
    >>> with Context() as js:
    ...     try:
    ...         js.eval("null.x")
    ...     except JSError as error:
    ...         print(error.name, "|", error.message)
    TypeError | Cannot read properties of null (reading 'x')
    """

    def __init__(self, text: str, value: Value, stack: str | None) -> None:
        super().__init__(text)
        self.value: Final = value
        """The thrown value."""
        self.stack: Final = stack
        """Name, message and JavaScript frames as text; None if the value is no Error."""

    @property
    def name(self) -> str:
        """The `name` of a thrown Error; "" for other values."""
        return self._text("name")

    @property
    def message(self) -> str:
        """The `message` of a thrown Error; the value as text otherwise."""
        return self._text("message") if isinstance(self.value, JSObject) else str(self.value)

    def _text(self, key: str) -> str:
        found = self.value[key] if isinstance(self.value, JSObject) else ""
        return found if isinstance(found, str) else ""


class JSObject:
    """A JavaScript object, function or symbol, held alive for as long as Python holds this.

    Items are properties: `o["x"]`, `o["x"] = 1`, `del o["x"]`, `"x" in o`, `len(o)` of what has a length. Attributes are
    properties, too, where the name is one of Python's. Iteration follows the object's Symbol.iterator. Calling a method
    by attribute binds `this`: `o.push(1)`.

    >>> from jsengine import Context
    >>> js = Context()
    >>> point = js.eval("({x: 1, move(by) { this.x += by; return this.x }})")
    >>> point.move(4), point.x, "y" in point
    (5, 5, False)
    >>> sorted(js.eval("new Set([3, 1, 2])"))
    [1, 2, 3]
    """

    __slots__ = ("_context", "_handle", "_receiver")
    _context: "Context"
    _handle: _kernel.Handle
    _receiver: _kernel.Handle | None

    def __init__(self) -> None:
        raise TypeError("a JSObject comes from a Context")

    def __getitem__(self, key: str | int) -> Value:
        return self._context._enter(self._handle.get, self, key)

    def __setitem__(self, key: str | int, value: Value) -> None:
        self._context._enter(self._handle.set, None, key, self._context._to_js(value))

    def __delitem__(self, key: str | int) -> None:
        self._context._helper("delete")(self, key)

    def __contains__(self, key: str | int) -> bool:
        return bool(self._context._helper("has")(self, key))

    def __len__(self) -> int:
        length = self["length"] if "length" in self else self["size"]
        if not isinstance(length, int):
            raise TypeError("this JavaScript object has no length")
        return length

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[Value]:
        step = self._context._helper("iterate")(self)
        while True:
            result = step()
            if result["done"]:
                return
            yield result["value"]

    def __getattr__(self, name: str) -> Value:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return self[name]

    def __setattr__(self, name: str, value: Value) -> None:
        self[name] = value

    def __delattr__(self, name: str) -> None:
        del self[name]

    def __call__(self, *arguments: Value) -> Value:
        values = [self._context._to_js(a) for a in arguments]
        if self._receiver is None:
            return self._context._enter(self._handle, None, *values)
        return self._context._enter(self._context._call.__call__, None, self._handle, self._receiver, *values)

    def new(self, *arguments: Value) -> Value:
        """`new` of a constructor: `js.globals.Date.new(0)`."""
        return self._context._helper("construct")(self, *arguments)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, JSObject) and bool(self._context._helper("same")(self, other))

    __hash__ = None  # type: ignore[assignment]  # identity is JavaScript's: equal objects would hash apart

    def __dir__(self) -> list[str]:
        return [key for key in self._context._helper("keys")(self) if isinstance(key, str)]

    def __repr__(self) -> str:
        return repr(self._handle).replace("Handle", "JSObject", 1)


# What the proxies need of JavaScript, made once in each context before any script of the user has run.
_HELPERS: Final = """({
  delete: (o, k) => delete o[k],
  has: (o, k) => k in o,
  keys: Object.keys,
  same: (a, b) => a === b,
  construct: (f, ...rest) => new f(...rest),
  iterate: (o) => { const i = o[Symbol.iterator](); return () => i.next() },
  call: ((call) => (f, self, ...rest) => call(f, self, rest))(Reflect.apply),
})"""


class Context:
    """One JavaScript world: a heap, a global object, a queue of jobs. Use it from one thread at a time.

    `time_limit` holds for each entry from Python, in seconds; `memory_limit` is a number of bytes or a text such as
    "64MB". A script over a limit ends with `Terminated`; the context can be used on.
    """

    def __init__(self, *, time_limit: float | None = None, memory_limit: int | str | None = None) -> None:
        self._kernel = _kernel.Context(time_limit=time_limit or 0.0, memory_limit=memory_bytes(memory_limit))
        self._helpers = self._kernel.eval(_HELPERS, "<jsengine>")
        assert isinstance(self._helpers, _kernel.Handle)
        call = self._helpers.get("call")
        assert isinstance(call, _kernel.Handle)
        self._call = call
        self.globals: JSObject = self._from_js(self._kernel.global_this)
        """The global object: `js.globals.name = value`."""

    def eval(self, text: str, name: str = "<eval>") -> Value:
        """Run a script, then the jobs it queued; its completion value. `name` stands in stack traces."""
        result = self._enter(self._kernel.eval, None, text, name)
        self.run_jobs()
        return result

    def run_jobs(self) -> None:
        """Run queued jobs (promise reactions) until there are none."""
        self._enter(self._kernel.run_jobs, None)

    def interrupt(self) -> None:
        """End the running script with `Terminated`; from any thread."""
        self._kernel.terminate()

    def close(self) -> None:
        """Give the memory back now. A context that is dropped closes itself."""
        self._kernel.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    # -- the border

    def _helper(self, name: str) -> Value:
        assert isinstance(self._helpers, _kernel.Handle)
        return self._from_js(self._helpers.get(name))

    def _enter(self, function: Callable[..., object], receiver: JSObject | None, *arguments: object) -> Value:
        try:
            return self._from_js(function(*arguments), receiver)
        except _kernel.ScriptError as error:
            raise JSError(str(error), self._from_js(error.value), error.stack) from None

    def _from_js(self, value: object, receiver: JSObject | None = None) -> Value:
        if isinstance(value, str):
            return join_surrogates(value)
        if not isinstance(value, _kernel.Handle):
            return value
        proxy = object.__new__(JSObject)
        object.__setattr__(proxy, "_context", self)
        object.__setattr__(proxy, "_handle", value)
        bound = receiver._handle if receiver is not None and value.kind == "function" else None
        object.__setattr__(proxy, "_receiver", bound)
        return proxy

    def _to_js(self, value: Value) -> object:
        if isinstance(value, JSObject):
            return value._handle
        if callable(value):
            return self._wrap(value)
        return value

    def _wrap(self, function: Callable[..., Value]) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            return self._to_js(function(*map(self._from_js, arguments)))

        return call


def memory_bytes(limit: int | str | None) -> int:
    """A limit as the kernel wants it: bytes, 0 for none."""
    if not isinstance(limit, str):
        return limit or 0
    try:
        return byte_size("memory_limit", limit)
    except UsageError as error:
        raise ValueError(str(error)) from None


def join_surrogates(text: str) -> str:
    """UTF-16 code units as Python's characters; surrogates without a partner stay."""
    if text.isascii() or not any("\ud800" <= c <= "\udfff" for c in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
