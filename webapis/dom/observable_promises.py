"""https://wicg.github.io/observable/#promise-returning-operators: what they subscribe with."""

from typing import TYPE_CHECKING

from webapis.dom.abort import AbortController, AbortSignal, dependent_signal
from webapis.dom.observable import InternalObserver, Observable, SubscribeOptions
from webapis.idl.callbacks import Callback
from webapis.idl.exceptions import range_error, type_error

if TYPE_CHECKING:
    from webapis.html.window import Window


class Settling(InternalObserver):
    """An observer that settles a promise."""

    may_end = True
    """Whether it ends its own subscription."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self.capability = window.host.new_promise(window)
        self.controller = AbortController(window.document.agent)

    def reject(self, reason: object) -> None:
        """https://webidl.spec.whatwg.org/#reject"""
        self.capability.reject(reason)

    def resolve(self, value: object) -> None:
        """https://webidl.spec.whatwg.org/#resolve"""
        self.capability.resolve(value)

    def error(self, error: object) -> None:
        self.reject(error)

    def fail(self, error: Exception) -> None:
        """An exception of a callback rejects and ends the subscription."""
        reason = self.window.host.caught_value(self.window, error)
        self.reject(reason)
        self.controller.abort(reason)

    def settle_with(self, value: object) -> None:
        """Enough was seen."""
        self.resolve(value)
        self.controller.abort()


class Rejection:
    """The abort algorithm of a signal that ends a subscription."""

    def __init__(self, observer: Settling, signal: AbortSignal) -> None:
        self.observer = observer
        self.signal = signal

    def run(self) -> None:
        """Reject with its reason."""
        self.observer.reject(self.signal.reason)


def settle(source: Observable, observer: Settling, options: SubscribeOptions) -> object:
    """What all of them do: https://wicg.github.io/observable/#dom-observable-first, for one"""
    # 2-3. The subscription ends by the operator or by the consumer.
    signal = options.signal
    if observer.may_end:
        signals = [observer.controller.signal] if signal is None else [observer.controller.signal, signal]
        signal = dependent_signal(source.window.document.agent, signals)
    if signal is not None:
        # 4. It is over already.
        if signal.aborted:
            observer.reject(signal.reason)
            return observer.capability.promise
        # 5. Whatever ends it rejects; a promise that is settled stays as it is.
        signal.add_algorithm(Rejection(observer, signal).run)
    source.subscribe_to(observer, signal)
    return observer.capability.promise


class Collecting(Settling):
    """https://wicg.github.io/observable/#dom-observable-toarray"""

    may_end = False

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self.values: list[object] = []

    def next(self, value: object) -> None:
        self.values.append(value)

    def complete(self) -> None:
        self.resolve(self.window.host.make_array(self.window, self.values))


class Calling(Settling):
    """Calls a callback with each value and its index."""

    def __init__(self, window: "Window", callback: Callback) -> None:
        super().__init__(window)
        self.callback = callback
        self.index = 0

    def next(self, value: object) -> None:
        try:
            result = self.callback.invoke(None, [value, self.index])
        except Exception as error:  # noqa: BLE001  (a script's exception goes to its subscriber)
            self.fail(error)
            return
        self.index += 1
        self.called(value, result)

    def called(self, value: object, result: object) -> None:
        """What follows from the callback's result."""


class Visiting(Calling):
    """https://wicg.github.io/observable/#dom-observable-foreach"""

    def complete(self) -> None:
        self.resolve(None)


class Testing(Calling):
    """https://wicg.github.io/observable/#dom-observable-every and #dom-observable-some: which result decides."""

    def __init__(self, window: "Window", callback: Callback, decisive: bool) -> None:
        super().__init__(window, callback)
        self.decisive = decisive

    def called(self, value: object, result: object) -> None:
        if result is self.decisive:
            self.settle_with(self.decisive)

    def complete(self) -> None:
        self.resolve(not self.decisive)


class Finding(Calling):
    """https://wicg.github.io/observable/#dom-observable-find"""

    def called(self, value: object, result: object) -> None:
        if result is True:
            self.settle_with(value)

    def complete(self) -> None:
        self.resolve(None)


class TakingFirst(Settling):
    """https://wicg.github.io/observable/#dom-observable-first"""

    def next(self, value: object) -> None:
        self.settle_with(value)

    def complete(self) -> None:
        self.reject(range_error("No values in Observable"))


class TakingLast(Settling):
    """https://wicg.github.io/observable/#dom-observable-last"""

    may_end = False

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self.has_value = False
        self.value: object = None

    def next(self, value: object) -> None:
        self.has_value = True
        self.value = value

    def complete(self) -> None:
        if self.has_value:
            self.resolve(self.value)
        else:
            self.reject(range_error("No values in Observable"))


class Reducing(Settling):
    """https://wicg.github.io/observable/#dom-observable-reduce; no initial value is the bindings' undefined, None."""

    def __init__(self, window: "Window", reducer: Callback, initial_value: object) -> None:
        super().__init__(window)
        self.reducer = reducer
        self.index = 0
        self.has_accumulator = initial_value is not None
        self.accumulator = initial_value

    def next(self, value: object) -> None:
        if not self.has_accumulator:
            self.has_accumulator = True
            self.accumulator = value
        else:
            try:
                self.accumulator = self.reducer.invoke(None, [self.accumulator, value, self.index])
            except Exception as error:  # noqa: BLE001  (a script's exception goes to its subscriber)
                self.fail(error)
                return
        self.index += 1

    def complete(self) -> None:
        if self.has_accumulator:
            self.resolve(self.accumulator)
        else:
            self.reject(type_error("Reduce of an empty Observable with no initial value"))
