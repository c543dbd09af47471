"""https://wicg.github.io/observable/#observable-returning-operators: what they subscribe with."""

from collections.abc import Callable

from webapis.dom.abort import AbortController, AbortSignal, dependent_signal
from webapis.dom.observable import (
    InternalObserver,
    Observable,
    ObservableInspector,
    Producer,
    Subscriber,
    from_,
    invoke_and_report,
)
from webapis.idl.callbacks import Callback


class Operator(Producer):
    """Subscribes to a source with an observer that hands on what it makes of the source's values."""

    def __init__(self, source: Observable, observer: Callable[[Subscriber], InternalObserver]) -> None:
        self.source = source
        self.observer = observer

    def start(self, subscriber: Subscriber) -> None:
        self.source.subscribe_to(self.observer(subscriber), subscriber.signal)


class PassThrough(InternalObserver):
    """Hands everything on to another subscriber."""

    def __init__(self, subscriber: Subscriber) -> None:
        super().__init__(subscriber.window)
        self.subscriber = subscriber

    def next(self, value: object) -> None:
        self.subscriber.next(value)

    def error(self, error: object) -> None:
        self.subscriber.error(error)

    def complete(self) -> None:
        self.subscriber.complete()

    def fail(self, error: Exception) -> None:
        """Hand on an exception of a callback."""
        self.subscriber.error(self.window.host.caught_value(self.window, error))


class CallingThrough(PassThrough):
    """Calls a callback with each value and its index."""

    def __init__(self, subscriber: Subscriber, callback: Callback) -> None:
        super().__init__(subscriber)
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
        """What is handed on of it."""


class Mapping(CallingThrough):
    """https://wicg.github.io/observable/#dom-observable-map"""

    def called(self, value: object, result: object) -> None:
        self.subscriber.next(result)


class Filtering(CallingThrough):
    """https://wicg.github.io/observable/#dom-observable-filter"""

    def called(self, value: object, result: object) -> None:
        if result:
            self.subscriber.next(value)


class Take(Producer):
    """https://wicg.github.io/observable/#dom-observable-take"""

    def __init__(self, source: Observable, amount: int) -> None:
        self.source = source
        self.amount = amount

    def start(self, subscriber: Subscriber) -> None:
        if self.amount == 0:
            subscriber.complete()
        else:
            self.source.subscribe_to(Taking(subscriber, self.amount), subscriber.signal)


class Taking(PassThrough):
    """The observer of `take`."""

    def __init__(self, subscriber: Subscriber, amount: int) -> None:
        super().__init__(subscriber)
        self.remaining = amount

    def next(self, value: object) -> None:
        self.subscriber.next(value)
        self.remaining -= 1
        if self.remaining == 0:
            self.subscriber.complete()


class Dropping(PassThrough):
    """https://wicg.github.io/observable/#dom-observable-drop"""

    def __init__(self, subscriber: Subscriber, amount: int) -> None:
        super().__init__(subscriber)
        self.remaining = amount

    def next(self, value: object) -> None:
        if self.remaining > 0:
            self.remaining -= 1
        else:
            self.subscriber.next(value)


class TakeUntil(Producer):
    """https://wicg.github.io/observable/#dom-observable-takeuntil"""

    def __init__(self, source: Observable, notifier: Observable) -> None:
        self.source = source
        self.notifier = notifier

    def start(self, subscriber: Subscriber) -> None:
        self.notifier.subscribe_to(Notified(subscriber), subscriber.signal)
        if subscriber.active:
            self.source.subscribe_to(PassThrough(subscriber), subscriber.signal)


class Notified(InternalObserver):
    """The notifier's observer: a value or an error of its ends the subscription."""

    def __init__(self, subscriber: Subscriber) -> None:
        super().__init__(subscriber.window)
        self.subscriber = subscriber

    def next(self, value: object) -> None:
        self.subscriber.complete()

    def error(self, error: object) -> None:
        self.subscriber.complete()


class MappingToObservables(PassThrough):
    """An observer that subscribes to what its values are mapped to."""

    def __init__(self, subscriber: Subscriber, mapper: Callback) -> None:
        super().__init__(subscriber)
        self.mapper = mapper
        self.index = 0
        self.outer_has_completed = False

    def subscribe_to_inner(self, value: object, signal: AbortSignal) -> None:
        """Map a value, and subscribe to that."""
        try:
            mapped = self.mapper.invoke(None, [value, self.index])
            self.index += 1
            inner = from_(self.window, mapped)
        except Exception as error:  # noqa: BLE001  (a script's exception goes to its subscriber)
            self.fail(error)
            return
        inner.subscribe_to(InnerObserver(self), signal)

    def inner_completed(self) -> None:
        """The inner observer's complete steps."""
        raise NotImplementedError


class InnerObserver(PassThrough):
    """The observer of an Observable that a value was mapped to."""

    def __init__(self, outer: MappingToObservables) -> None:
        super().__init__(outer.subscriber)
        self.outer = outer

    def complete(self) -> None:
        self.outer.inner_completed()


class FlatMapping(MappingToObservables):
    """https://wicg.github.io/observable/#dom-observable-flatmap"""

    def __init__(self, subscriber: Subscriber, mapper: Callback) -> None:
        super().__init__(subscriber, mapper)
        self.queue: list[object] = []
        self.is_inner_active = False
        self.is_processing = False

    def next(self, value: object) -> None:
        self.queue.append(value)
        self.process_queue()

    def process_queue(self) -> None:
        """https://wicg.github.io/observable/#flatmap-process-next-value-steps for what waits, one after the other.

        A loop in the place of the standard's recursion: inner Observables may complete at once, a thousand in turn."""
        if self.is_processing:
            return
        self.is_processing = True
        while self.queue and not self.is_inner_active and self.subscriber.active:
            self.is_inner_active = True
            self.subscribe_to_inner(self.queue.pop(0), self.subscriber.signal)
        self.is_processing = False
        if self.outer_has_completed and not self.is_inner_active and not self.queue:
            self.subscriber.complete()

    def inner_completed(self) -> None:
        """The inner observer's complete steps."""
        self.is_inner_active = False
        self.process_queue()

    def complete(self) -> None:
        self.outer_has_completed = True
        if not self.is_inner_active and not self.queue:
            self.subscriber.complete()


class SwitchMapping(MappingToObservables):
    """https://wicg.github.io/observable/#dom-observable-switchmap"""

    def __init__(self, subscriber: Subscriber, mapper: Callback) -> None:
        super().__init__(subscriber, mapper)
        self.inner_controller: AbortController | None = None

    def next(self, value: object) -> None:
        # 1-2. What came before is over.
        if self.inner_controller is not None:
            self.inner_controller.abort()
        controller = AbortController(self.window.document.agent)
        self.inner_controller = controller
        # 3. https://wicg.github.io/observable/#switchmap-process-next-value-steps
        signal = dependent_signal(self.window.document.agent, [controller.signal, self.subscriber.signal])
        self.subscribe_to_inner(value, signal)

    def inner_completed(self) -> None:
        """The inner observer's complete steps."""
        if self.outer_has_completed:
            self.subscriber.complete()
        else:
            self.inner_controller = None

    def complete(self) -> None:
        self.outer_has_completed = True
        if self.inner_controller is None:
            self.subscriber.complete()


class Inspect(Producer):
    """https://wicg.github.io/observable/#dom-observable-inspect"""

    def __init__(self, source: Observable, inspector: ObservableInspector) -> None:
        self.source = source
        self.inspector = inspector

    def start(self, subscriber: Subscriber) -> None:
        # 1. An exception means that the source is not subscribed to.
        if self.inspector.subscribe is not None:
            self.inspector.subscribe.invoke(None, [])
        # 2-4. Subscribe.
        self.source.subscribe_to(Inspecting(subscriber, self.inspector), subscriber.signal)


class Inspecting(PassThrough):
    """The observer of `inspect`."""

    def __init__(self, subscriber: Subscriber, inspector: ObservableInspector) -> None:
        super().__init__(subscriber)
        self.inspector = inspector
        self.signal: AbortSignal = subscriber.signal
        self.abort_algorithm: Callable[[], None] = self.aborted
        if inspector.abort is not None:
            self.signal.add_algorithm(self.abort_algorithm)

    def aborted(self) -> None:
        """The abort algorithm: the consumer left."""
        invoke_and_report(self.window, self.inspector.abort, [self.signal.reason])

    def show(self, callback: Callback | None, arguments: list[object]) -> bool:
        """Call one of the inspector's callbacks; False if it threw."""
        if callback is None:
            return True
        try:
            callback.invoke(None, arguments)
        except Exception as error:  # noqa: BLE001  (a script's exception goes to its subscriber)
            self.signal.remove_algorithm(self.abort_algorithm)
            self.fail(error)
            return False
        return True

    def next(self, value: object) -> None:
        if self.show(self.inspector.next, [value]):
            self.subscriber.next(value)

    def error(self, error: object) -> None:
        self.signal.remove_algorithm(self.abort_algorithm)
        if self.show(self.inspector.error, [error]):
            self.subscriber.error(error)

    def complete(self) -> None:
        self.signal.remove_algorithm(self.abort_algorithm)
        if self.show(self.inspector.complete, []):
            self.subscriber.complete()


class Catching(PassThrough):
    """https://wicg.github.io/observable/#dom-observable-catch"""

    def __init__(self, subscriber: Subscriber, callback: Callback) -> None:
        super().__init__(subscriber)
        self.callback = callback

    def error(self, error: object) -> None:
        try:
            inner = from_(self.window, self.callback.invoke(None, [error]))
        except Exception as thrown:  # noqa: BLE001  (a script's exception goes to its subscriber)
            self.fail(thrown)
            return
        inner.subscribe_to(PassThrough(self.subscriber), self.subscriber.signal)


class Finally(Producer):
    """https://wicg.github.io/observable/#dom-observable-finally"""

    def __init__(self, source: Observable, callback: Callback) -> None:
        self.source = source
        self.callback = callback

    def start(self, subscriber: Subscriber) -> None:
        subscriber.add_teardown(self.callback)
        self.source.subscribe_to(PassThrough(subscriber), subscriber.signal)
