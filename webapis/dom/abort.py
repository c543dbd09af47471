"""https://dom.spec.whatwg.org/#aborting-ongoing-activities"""

from typing import TYPE_CHECKING

from webapis.dom.dispatch import dispatch
from webapis.dom.event import Event
from webapis.dom.event_target import EventListener, EventTarget
from webapis.host import Repetition
from webapis.idl.exceptions import dom_exception

if TYPE_CHECKING:
    from collections.abc import Callable

    from webapis.dom.agent import Agent
    from webapis.html.window import Window


class AbortSignal(EventTarget):
    """https://dom.spec.whatwg.org/#interface-AbortSignal"""

    agent: "Agent"
    aborted: bool
    reason: object
    algorithms: "list[Callable[[], None]]"
    dependent: bool
    source_signals: "list[AbortSignal]"
    dependent_signals: "list[AbortSignal]"

    def __init__(self, agent: "Agent") -> None:
        super().__init__()
        self.agent = agent
        self.aborted = False
        self.reason = None
        self.algorithms = []
        self.dependent = False
        self.source_signals = []
        self.dependent_signals = []

    def report_exception(self, error: Exception) -> None:
        self.agent.report_exception(error)

    def add_algorithm(self, algorithm: "Callable[[], None]") -> None:
        """https://dom.spec.whatwg.org/#abortsignal-add"""
        if not self.aborted:
            self.algorithms.append(algorithm)

    def remove_algorithm(self, algorithm: "Callable[[], None]") -> None:
        """https://dom.spec.whatwg.org/#abortsignal-remove"""
        if algorithm in self.algorithms:
            self.algorithms.remove(algorithm)

    def add_listener_to_remove(self, target: EventTarget, listener: EventListener) -> None:
        """Step 6 of https://dom.spec.whatwg.org/#add-an-event-listener"""
        self.add_algorithm(ListenerRemoval(target, listener).run)

    def signal_abort(self, reason: object) -> None:
        """https://dom.spec.whatwg.org/#abortsignal-signal-abort; no reason is the bindings' undefined, None."""
        # 1. Once only.
        if self.aborted:
            return
        # 2. The reason.
        self.set_reason(reason)
        # 3-4. Dependent signals learn it before anything runs.
        aborted: list[AbortSignal] = []
        for dependent in self.dependent_signals:
            if not dependent.aborted:
                dependent.set_reason(self.reason)
                aborted.append(dependent)
        # 5-6. Abort steps.
        self.agent.nest()
        try:
            self.run_abort_steps()
            for dependent in aborted:
                dependent.run_abort_steps()
        finally:
            self.agent.nesting -= 1

    def set_reason(self, reason: object) -> None:
        """Mark as aborted."""
        self.aborted = True
        self.reason = reason if reason is not None else dom_exception("AbortError", "signal is aborted without reason")

    def run_abort_steps(self) -> None:
        """https://dom.spec.whatwg.org/#run-the-abort-steps"""
        algorithms = self.algorithms
        self.algorithms = []
        for algorithm in algorithms:
            algorithm()
        event = Event("abort")
        event.is_trusted = True
        event.time_stamp = self.agent.host.now()
        dispatch(event, self)

    def throw_if_aborted(self) -> None:
        """https://dom.spec.whatwg.org/#dom-abortsignal-throwifaborted"""
        if self.aborted:
            raise ThrownReason(self.reason)


class ThrownReason(Exception):
    """A signal's reason on its way to the script, which may be any value."""

    def __init__(self, reason: object) -> None:
        super().__init__("the operation was aborted")
        self.reason = reason


class ListenerRemoval:
    """The abort algorithm of a listener that was added with a signal."""

    def __init__(self, target: EventTarget, listener: EventListener) -> None:
        self.target = target
        self.listener = listener

    def run(self) -> None:
        """Remove the listener."""
        self.target.remove_a_listener(self.listener)


class AbortController:
    """https://dom.spec.whatwg.org/#interface-abortcontroller"""

    wrapper: object
    signal: AbortSignal

    def __init__(self, agent: "Agent") -> None:
        self.wrapper = None
        self.signal = AbortSignal(agent)

    def abort(self, reason: object = None) -> None:
        """https://dom.spec.whatwg.org/#dom-abortcontroller-abort"""
        self.signal.signal_abort(reason)


def aborted_signal(agent: "Agent", reason: object = None) -> AbortSignal:
    """https://dom.spec.whatwg.org/#dom-abortsignal-abort"""
    signal = AbortSignal(agent)
    signal.set_reason(reason)
    return signal


def timeout_signal(window: "Window", milliseconds: int) -> AbortSignal:
    """https://dom.spec.whatwg.org/#dom-abortsignal-timeout"""
    signal = AbortSignal(window.document.agent)
    timeout = SignalTimeout(signal)
    what = f"AbortSignal.timeout, {milliseconds} ms"
    host = window.host
    host.run_after(window, float(milliseconds), timeout.run, what, Repetition(True), host.source_line())
    return signal


class SignalTimeout:
    """The steps at the end of a signal's time."""

    def __init__(self, signal: AbortSignal) -> None:
        self.signal = signal

    def run(self) -> None:
        """Abort it."""
        self.signal.signal_abort(dom_exception("TimeoutError", "signal timed out"))


def dependent_signal(agent: "Agent", signals: list[AbortSignal]) -> AbortSignal:
    """https://dom.spec.whatwg.org/#create-a-dependent-abort-signal"""
    result = AbortSignal(agent)
    # 2. One is aborted already.
    for signal in signals:
        if signal.aborted:
            result.set_reason(signal.reason)
            return result
    # 3-4. Depend on those that depend on nothing.
    result.dependent = True
    for signal in signals:
        sources = signal.source_signals if signal.dependent else [signal]
        for source in sources:
            if source not in result.source_signals:
                result.source_signals.append(source)
                source.dependent_signals.append(result)
    return result
