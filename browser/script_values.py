"""Values that the platform makes in a window's realm: promises, buffers, parsed JSON, structured clones.

They are made by functions of the realm that were taken before any script of the page ran.
"""

import os
from typing import TYPE_CHECKING, Any, Final

from jsengine._kernel import Context, Handle, ScriptError, any_of, is_promise, run_bytecode
from webapis.dom.abort import ThrownReason
from webapis.idl import bindings
from webapis.idl.exceptions import SimpleException
from webapis.infra.ascii import join_surrogates

if TYPE_CHECKING:
    from collections.abc import Callable

    from webapis.animation.keyframes_argument import KeyframesReader
    from webapis.host import ItemSink
    from webapis.html.window import Window


class Functions:
    """The script of the functions, as bytecode: the build's (jsengine/bytecode/library.py), or else made with the first window."""

    NAME: Final = "<browser>"
    PATH: Final = os.path.join(os.path.dirname(__file__), "script_values")

    def __init__(self) -> None:
        self.compiled = b""

    def make(self, window: "Window", kernel: Context) -> object:
        """Evaluate it in a window."""
        try:
            self.compiled = self.compiled or self.built()
            return run_bytecode(window, self.compiled, self.NAME)
        except (FileNotFoundError, ValueError):  # no build made it, or one of another version
            with open(self.PATH + ".js", encoding="utf-8") as file:
                self.compiled = kernel.compile(file.read(), self.NAME, 0)
            return run_bytecode(window, self.compiled, self.NAME)

    def built(self) -> bytes:
        """What the build made."""
        with open(self.PATH + ".wsc", "rb") as file:
            return file.read()


_FUNCTIONS: Final = Functions()


class ScriptPromise:
    """https://webidl.spec.whatwg.org/#js-promise: a PromiseCapability"""

    def __init__(self, values: "ScriptValues", made: Handle) -> None:
        self.values = values
        self.promise: object = made.get("promise")
        self._resolve = made.get("resolve")
        self._reject = made.get("reject")

    def resolve(self, value: object) -> None:
        """See PromiseCapability."""
        assert isinstance(self._resolve, Handle)
        self._resolve(bindings.wrap(self.values.window, value))

    def reject(self, reason: object) -> None:
        """See PromiseCapability."""
        assert isinstance(self._reject, Handle)
        self._reject(self.values.error_value(reason))

    def mark_as_handled(self) -> None:
        """See PromiseCapability."""
        self.values.function("onRejected")(self.promise, lambda reason: None)


class Iteration:
    """What hands out the items of a script's iterable, async iterable or promise."""

    def __init__(self, window: "Window", function: Handle) -> None:
        self.window = window
        self.function = function

    def start(self, sink: "ItemSink") -> None:
        """Begin."""
        self.function(
            lambda value: sink.next(any_of(value)),
            lambda error: sink.error(any_of(error)),
            sink.complete,
            sink.is_aborted,
            lambda close: sink.on_abort(lambda reason: close(bindings.wrap(self.window, reason))),
        )


class ScriptValues:
    """What one realm makes."""

    def __init__(self, window: "Window", kernel: Context) -> None:
        self.window = window
        made = _FUNCTIONS.make(window, kernel)
        assert isinstance(made, Handle)
        self.functions = made

    def function(self, name: str) -> Handle:
        """One of those in script_values.js."""
        found = self.functions.get(name)
        assert isinstance(found, Handle)
        return found

    def error_value(self, reason: object) -> Any:
        """What a script would have caught, had it been thrown."""
        if isinstance(reason, ScriptError):
            return reason.value
        if isinstance(reason, ThrownReason):
            return bindings.wrap(self.window, reason.reason)
        if isinstance(reason, SimpleException):
            return self.function("makeError")(reason.name, reason.message)
        return bindings.wrap(self.window, reason)

    def new_promise(self) -> ScriptPromise:
        """https://webidl.spec.whatwg.org/#a-new-promise"""
        made = self.function("newPromise")()
        assert isinstance(made, Handle)
        return ScriptPromise(self, made)

    def report_rejection(self, promise: Handle) -> None:
        """Report an exception when the promise of a module's evaluation is rejected."""
        self.function("onRejected")(promise, self._report)

    def _report(self, reason: object) -> None:
        self.window.report_exception(self.thrown(reason))

    def thrown(self, reason: object) -> Exception:
        """The exception that throwing a value makes."""
        try:
            self.function("throwIt")(bindings.wrap(self.window, reason))
        except ScriptError as error:
            return error
        return ThrownReason(reason)

    def read_keyframes(self, keyframes: object, reader: "KeyframesReader") -> None:
        """See WindowHost."""
        if isinstance(keyframes, Handle):
            self.function("readKeyframes")(
                keyframes,
                reader.is_property,
                reader.frame,
                reader.lists,
                reader.offset,
                reader.easing,
                reader.composite,
                reader.value,
            )

    def make_array(self, values: list[object]) -> object:
        """A new Array."""
        array = self.function("makeArray")()
        append = self.function("append")
        for value in values:
            append(array, bindings.wrap(self.window, value))
        return array

    def observable_array(self, check: "Callable[[object], None]", changed: "Callable[[list[object]], None]") -> object:
        """See WindowHost."""

        def platform_value(value: object) -> object:
            return bindings.unwrap(value) if isinstance(value, Handle) else value

        waiting: list[object] = []

        def add(value: object) -> None:
            waiting.append(platform_value(value))

        def end() -> None:
            changed(list(waiting))
            waiting.clear()

        return self.function("observableArray")(lambda value: check(platform_value(value)), add, end)

    def set_observable_array(self, array: object, value: object) -> None:
        """See WindowHost."""
        self.function("setObservableArray")(array, bindings.wrap(self.window, value))

    def caught_value(self, error: Exception) -> object:
        """What a script would have caught, as `any` values stand in Python."""
        return any_of(self.error_value(error))

    def iteration_of(self, value: object) -> "Callable[[ItemSink], None] | None":
        """See WindowHost."""
        start = self.function("iterationOf")(
            bindings.wrap(self.window, value), isinstance(value, Handle) and is_promise(value)
        )
        return Iteration(self.window, start).start if isinstance(start, Handle) else None

    def parse_json(self, text: str) -> object:
        """JSON.parse."""
        return any_of(self.function("parseJSON")(text))

    def make_array_buffer(self, data: bytes) -> object:
        """A new ArrayBuffer."""
        return bindings.make_array_buffer(self.window, data)

    def make_date(self, time: float) -> object:
        """A new Date."""
        return any_of(self.function("makeDate")(time))

    def date_value(self, value: object) -> float | None:
        """What getTime gives; None without a Date."""
        time = self.function("dateTime")(bindings.wrap(self.window, value))
        return float(time) if isinstance(time, int | float) else None

    def structured_clone(self, value: object, transfer: list[object], replaced: list[object]) -> object:
        """https://html.spec.whatwg.org/#structuredserializewithtransfer"""
        return bindings.structured_clone(self.window, value, transfer, replaced)

    def matches_pattern(self, pattern: str, values: list[str]) -> bool:
        """https://html.spec.whatwg.org/#compiled-pattern-regular-expression"""
        function = self.function("matchesPattern")
        return all(function(join_surrogates(pattern), value) is True for value in values)
