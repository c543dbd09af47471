"""https://wicg.github.io/observable/#core-infrastructure"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from webapis.dom.abort import AbortController, AbortSignal, ThrownReason
from webapis.dom.event_target import EventListener, EventTarget
from webapis.idl.callbacks import Callback
from webapis.idl.exceptions import type_error

if TYPE_CHECKING:
    from webapis.dom.event import Event
    from webapis.html.window import Window


class SubscriptionObserver:
    """https://wicg.github.io/observable/#dictdef-subscriptionobserver"""

    next: Callback | None = None
    error: Callback | None = None
    complete: Callback | None = None


class ObservableInspector:
    """https://wicg.github.io/observable/#dictdef-observableinspector"""

    next: Callback | None = None
    error: Callback | None = None
    complete: Callback | None = None
    subscribe: Callback | None = None
    abort: Callback | None = None


class SubscribeOptions:
    """https://wicg.github.io/observable/#dictdef-subscribeoptions"""

    signal: AbortSignal | None = None


class ObservableEventListenerOptions:
    """https://wicg.github.io/observable/#dictdef-observableeventlisteneroptions"""

    capture: bool = False
    passive: bool | None = None


class InternalObserver:
    """https://wicg.github.io/observable/#internal-observer"""

    def __init__(self, window: "Window") -> None:
        self.window = window

    def next(self, value: object) -> None:
        """The next steps."""

    def error(self, error: object) -> None:
        """The error steps: https://wicg.github.io/observable/#default-error-algorithm"""
        report(self.window, ThrownReason(error))

    def complete(self) -> None:
        """The complete steps."""


class ScriptObserver(InternalObserver):
    """What a script subscribed with: https://wicg.github.io/observable/#process-observer"""

    def __init__(self, window: "Window", observer: SubscriptionObserver) -> None:
        super().__init__(window)
        self.on_next = observer.next
        self.on_error = observer.error
        self.on_complete = observer.complete

    def next(self, value: object) -> None:
        invoke_and_report(self.window, self.on_next, [value])

    def error(self, error: object) -> None:
        if self.on_error is None:
            super().error(error)
        else:
            invoke_and_report(self.window, self.on_error, [error])

    def complete(self) -> None:
        invoke_and_report(self.window, self.on_complete, [])


class Subscriber:
    """https://wicg.github.io/observable/#subscriber-api"""

    wrapper: object

    def __init__(self, window: "Window") -> None:
        self.wrapper = None
        self.window = window
        self.agent = window.document.agent
        self.internal_observers: list[InternalObserver] = []
        self.teardown_callbacks: list[Callback] = []
        self.subscription_controller = AbortController(self.agent)
        self.active = True
        self.consumers: list[Consumer] = []

    @property
    def signal(self) -> AbortSignal:
        """https://wicg.github.io/observable/#dom-subscriber-signal"""
        return self.subscription_controller.signal

    def next(self, value: object) -> None:
        """https://wicg.github.io/observable/#dom-subscriber-next"""
        # 1-2. Not when closed, nor in a document that is not shown.
        if not self.active or not is_fully_active(self.window):
            return
        # 3. Those that are there now.
        self.agent.nest()
        try:
            for observer in list(self.internal_observers):
                observer.next(value)
        finally:
            self.agent.nesting -= 1

    def error(self, error: object) -> None:
        """https://wicg.github.io/observable/#dom-subscriber-error"""
        # 1. Nobody listens any more.
        if not self.active:
            report(self.window, ThrownReason(error))
            return
        # 2. Not in a document that is not shown.
        if not is_fully_active(self.window):
            return
        # 3. Close.
        self.close(error)
        # 4. Tell the observers.
        self.agent.nest()
        try:
            for observer in list(self.internal_observers):
                observer.error(error)
        finally:
            self.agent.nesting -= 1

    def complete(self) -> None:
        """https://wicg.github.io/observable/#dom-subscriber-complete"""
        # 1-2. As for next.
        if not self.active or not is_fully_active(self.window):
            return
        # 3. Close.
        self.close(None)
        # 4. Tell the observers.
        self.agent.nest()
        try:
            for observer in list(self.internal_observers):
                observer.complete()
        finally:
            self.agent.nesting -= 1

    def add_teardown(self, teardown: Callback) -> None:
        """https://wicg.github.io/observable/#dom-subscriber-addteardown"""
        if not is_fully_active(self.window):
            return
        if self.active:
            self.teardown_callbacks.append(teardown)
        else:
            invoke_and_report(self.window, teardown, [])

    def close(self, reason: object) -> None:
        """https://wicg.github.io/observable/#close-a-subscription; no reason is the bindings' undefined, None."""
        # 1-2. Once only.
        if not self.active:
            return
        self.active = False
        # What would end the subscription need not know it any more.
        for consumer in self.consumers:
            consumer.leave()
        self.consumers = []
        # 3. Abort.
        self.signal.signal_abort(reason)
        # 4. Tear down, the last one first.
        teardowns = self.teardown_callbacks
        self.teardown_callbacks = []
        for teardown in reversed(teardowns):
            if not is_fully_active(self.window):
                return
            invoke_and_report(self.window, teardown, [])

    def add_consumer(self, observer: InternalObserver, signal: AbortSignal | None) -> None:
        """Steps 4 and 6 to 8 of https://wicg.github.io/observable/#observable-subscribe-to-an-observable"""
        self.internal_observers.append(observer)
        if signal is None:
            return
        if signal.aborted:
            self.remove_consumer(observer, signal)
        else:
            self.consumers.append(Consumer(self, observer, signal))

    def remove_consumer(self, observer: InternalObserver, signal: AbortSignal) -> None:
        """The abort algorithm there: the last one to leave closes the subscription."""
        if not self.active:
            return
        self.internal_observers.remove(observer)
        if not self.internal_observers:
            self.close(signal.reason)

    # What `WindowHost.iteration_of` asks of where it puts the values.

    def is_aborted(self) -> bool:
        """Whether the subscription's signal is aborted."""
        return self.signal.aborted

    def on_abort(self, steps: Callable[[object], None]) -> None:
        """Run the steps with the reason when it aborts."""
        signal = self.signal
        signal.add_algorithm(lambda: steps(signal.reason))


class Consumer:
    """An observer that leaves when its signal aborts."""

    def __init__(self, subscriber: Subscriber, observer: InternalObserver, signal: AbortSignal) -> None:
        self.subscriber = subscriber
        self.observer = observer
        self.signal = signal
        self.algorithm: Callable[[], None] = self.abort
        signal.add_algorithm(self.algorithm)

    def abort(self) -> None:
        """The abort algorithm."""
        self.subscriber.remove_consumer(self.observer, self.signal)

    def leave(self) -> None:
        """The subscription is over: a signal that lives on does not keep it."""
        self.signal.remove_algorithm(self.algorithm)


class Producer:
    """An Observable's subscribe callback: https://wicg.github.io/observable/#observable-subscribe-callback"""

    def start(self, subscriber: Subscriber) -> None:
        """Produce values; an exception becomes the subscriber's error."""
        raise NotImplementedError


class ScriptProducer(Producer):
    """A script's callback."""

    def __init__(self, callback: Callback) -> None:
        self.callback = callback

    def start(self, subscriber: Subscriber) -> None:
        self.callback.invoke(None, [subscriber])


class IterationProducer(Producer):
    """The items of an iterable, an async iterable or a promise."""

    def __init__(self, start: "Callable[[Subscriber], None]") -> None:
        self.start_iteration = start

    def start(self, subscriber: Subscriber) -> None:
        self.start_iteration(subscriber)


class EventProducer(Producer):
    """The events of a target: https://wicg.github.io/observable/#dom-eventtarget-when"""

    def __init__(self, target: EventTarget, type: str, options: ObservableEventListenerOptions) -> None:
        self.target = target
        self.type = type
        self.options = options

    def start(self, subscriber: Subscriber) -> None:
        if not subscriber.signal.aborted:
            self.target.add_a_listener(ObservableListener(self.type, self.options, subscriber))


class ObservableListener(EventListener):
    """https://wicg.github.io/observable/#observable-event-listener-invoke-algorithm"""

    def __init__(self, type: str, options: ObservableEventListenerOptions, subscriber: Subscriber) -> None:
        super().__init__(type, ListenerIdentity(), options.capture, options.passive, False, subscriber.signal)
        self.subscriber = subscriber

    def handle(self, event: "Event", current_target: EventTarget) -> None:
        self.subscriber.next(event)


class ListenerIdentity(Callback):
    """The new EventListener instance that such a listener has for a callback: it is the same as no other."""


class Observable:
    """https://wicg.github.io/observable/#observable-api"""

    wrapper: object

    def __init__(self, window: "Window", callback: Callback) -> None:
        self.wrapper = None
        self.window = window
        self.producer: Producer = ScriptProducer(callback)
        # The standard's reference is weak. This one is strong while the subscription is active: instances of compiled
        # classes have no weak references, and what produces values holds an active subscriber anyhow.
        self.weak_subscriber: Subscriber | None = None

    def subscribe(
        self,
        observer: Callback | SubscriptionObserver | None = None,
        options: SubscribeOptions | None = None,
    ) -> None:
        """https://wicg.github.io/observable/#dom-observable-subscribe"""
        if isinstance(observer, Callback):
            callbacks = SubscriptionObserver()
            callbacks.next = observer
        else:
            callbacks = observer if observer is not None else SubscriptionObserver()
        self.subscribe_to(ScriptObserver(self.window, callbacks), None if options is None else options.signal)

    def subscribe_to(self, observer: InternalObserver, signal: AbortSignal | None) -> None:
        """https://wicg.github.io/observable/#observable-subscribe-to-an-observable, with an internal observer"""
        # 1. Not in a document that is not shown.
        if not is_fully_active(self.window):
            return
        # 4. Join the subscription that is active.
        current = self.weak_subscriber
        if current is not None and current.active:
            current.add_consumer(observer, signal)
            return
        # 5-8. A new one.
        subscriber = Subscriber(self.window)
        self.weak_subscriber = subscriber
        subscriber.add_consumer(observer, signal)
        # 9-10. Begin; an exception is the subscriber's error.
        try:
            subscriber.agent.nest()
            try:
                self.producer.start(subscriber)
            finally:
                subscriber.agent.nesting -= 1
        except Exception as error:  # noqa: BLE001  (a script's exception goes to its subscriber)
            subscriber.error(self.window.host.caught_value(self.window, error))

    # https://wicg.github.io/observable/#observable-returning-operators

    def take_until(self, value: object) -> "Observable":
        """https://wicg.github.io/observable/#dom-observable-takeuntil"""
        return observable_of(self.window, operators.TakeUntil(self, from_(self.window, value)))

    def map(self, mapper: Callback) -> "Observable":
        """https://wicg.github.io/observable/#dom-observable-map"""
        return self.operated(lambda subscriber: operators.Mapping(subscriber, mapper))

    def filter(self, predicate: Callback) -> "Observable":
        """https://wicg.github.io/observable/#dom-observable-filter"""
        return self.operated(lambda subscriber: operators.Filtering(subscriber, predicate))

    def take(self, amount: int) -> "Observable":
        """https://wicg.github.io/observable/#dom-observable-take"""
        return observable_of(self.window, operators.Take(self, amount))

    def drop(self, amount: int) -> "Observable":
        """https://wicg.github.io/observable/#dom-observable-drop"""
        return self.operated(lambda subscriber: operators.Dropping(subscriber, amount))

    def flat_map(self, mapper: Callback) -> "Observable":
        """https://wicg.github.io/observable/#dom-observable-flatmap"""
        return self.operated(lambda subscriber: operators.FlatMapping(subscriber, mapper))

    def switch_map(self, mapper: Callback) -> "Observable":
        """https://wicg.github.io/observable/#dom-observable-switchmap"""
        return self.operated(lambda subscriber: operators.SwitchMapping(subscriber, mapper))

    def inspect(self, inspector_union: Callback | ObservableInspector | None = None) -> "Observable":
        """https://wicg.github.io/observable/#dom-observable-inspect"""
        if isinstance(inspector_union, Callback):
            inspector = ObservableInspector()
            inspector.next = inspector_union
        else:
            inspector = inspector_union if inspector_union is not None else ObservableInspector()
        return observable_of(self.window, operators.Inspect(self, inspector))

    def catch(self, callback: Callback) -> "Observable":
        """https://wicg.github.io/observable/#dom-observable-catch"""
        return self.operated(lambda subscriber: operators.Catching(subscriber, callback))

    def finally_(self, callback: Callback) -> "Observable":
        """https://wicg.github.io/observable/#dom-observable-finally"""
        return observable_of(self.window, operators.Finally(self, callback))

    def operated(self, observer: "Callable[[Subscriber], InternalObserver]") -> "Observable":
        """A new Observable that subscribes to this one with an observer of its own."""
        return observable_of(self.window, operators.Operator(self, observer))

    # https://wicg.github.io/observable/#promise-returning-operators

    def to_array(self, options: SubscribeOptions) -> object:
        """https://wicg.github.io/observable/#dom-observable-toarray"""
        return promises.settle(self, promises.Collecting(self.window), options)

    def for_each(self, callback: Callback, options: SubscribeOptions) -> object:
        """https://wicg.github.io/observable/#dom-observable-foreach"""
        return promises.settle(self, promises.Visiting(self.window, callback), options)

    def every(self, predicate: Callback, options: SubscribeOptions) -> object:
        """https://wicg.github.io/observable/#dom-observable-every"""
        return promises.settle(self, promises.Testing(self.window, predicate, False), options)

    def first(self, options: SubscribeOptions) -> object:
        """https://wicg.github.io/observable/#dom-observable-first"""
        return promises.settle(self, promises.TakingFirst(self.window), options)

    def last(self, options: SubscribeOptions) -> object:
        """https://wicg.github.io/observable/#dom-observable-last"""
        return promises.settle(self, promises.TakingLast(self.window), options)

    def find(self, predicate: Callback, options: SubscribeOptions) -> object:
        """https://wicg.github.io/observable/#dom-observable-find"""
        return promises.settle(self, promises.Finding(self.window, predicate), options)

    def some(self, predicate: Callback, options: SubscribeOptions) -> object:
        """https://wicg.github.io/observable/#dom-observable-some"""
        return promises.settle(self, promises.Testing(self.window, predicate, True), options)

    def reduce(self, reducer: Callback, initial_value: object, options: SubscribeOptions) -> object:
        """https://wicg.github.io/observable/#dom-observable-reduce"""
        return promises.settle(self, promises.Reducing(self.window, reducer, initial_value), options)


def observable_of(window: "Window", producer: Producer) -> Observable:
    """A new Observable with native steps for its subscribe callback."""
    made = Observable(window, ListenerIdentity())
    made.producer = producer
    return made


def from_(window: "Window", value: object) -> Observable:
    """https://wicg.github.io/observable/#observable-convert-to-an-observable"""
    # 2. It is one.
    if isinstance(value, Observable):
        return value
    # 1, 3 on. An async iterable, an iterable, a promise.
    iteration = window.host.iteration_of(window, value)
    if iteration is None:
        raise type_error("Cannot convert value to an Observable")
    return observable_of(window, IterationProducer(iteration))


def events_of(window: "Window", target: EventTarget, type: str, options: ObservableEventListenerOptions) -> Observable:
    """https://wicg.github.io/observable/#dom-eventtarget-when"""
    return observable_of(window, EventProducer(target, type, options))


def is_fully_active(window: "Window") -> bool:
    """https://html.spec.whatwg.org/#fully-active: whether the window's document is"""
    return window.host.is_fully_active(window)


def report(window: "Window", error: Exception) -> None:
    """https://html.spec.whatwg.org/#report-an-exception, as long as there is somebody to tell"""
    if is_fully_active(window):
        window.report_exception(error)


def invoke_and_report(window: "Window", callback: Callback | None, arguments: list[object]) -> None:
    """https://webidl.spec.whatwg.org/#invoke-a-callback-function with "report"; nothing where there is none."""
    if callback is None:
        return
    try:
        callback.invoke(None, arguments)
    except Exception as error:  # noqa: BLE001  (a script's exception goes to its report)
        report(window, error)


from webapis.dom import observable_operators as operators, observable_promises as promises
