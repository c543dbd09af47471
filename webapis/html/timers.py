"""https://html.spec.whatwg.org/#timers"""

from typing import TYPE_CHECKING, final

from webapis.host import Repetition
from webapis.idl.callbacks import Callback

if TYPE_CHECKING:
    from webapis.host import Cancellable
    from webapis.html.window import Window


@final
class ActiveTimer:
    """An entry of the map, with the steps of its task."""

    def __init__(
        self,
        timers: "TimerMap",
        identifier: int,
        handler: "Callback | str",
        timeout: int,
        arguments: list[object],
        repeat: bool,
        repetition: Repetition,
    ) -> None:
        self.timers = timers
        self.identifier = identifier
        self.handler = handler
        self.timeout = timeout
        self.arguments = arguments
        self.repeat = repeat
        self.repetition = repetition
        self.nesting_level = 0
        self.origin = timers.window.host.source_line()
        self.pending: Cancellable | None = None

    def run(self) -> None:
        """Step 9 of the timer initialization steps: the task."""
        timers = self.timers
        self.pending = None  # which holds this task
        # 9.1 Not if it was cleared.
        if timers.active.get(self.identifier) is not self:
            return
        timers.running = self
        timers.running_turn = timers.window.host.turn_number()
        # 9.4-6 Call it, or run it as a script.
        timers.window.run_handler(self.handler, self.arguments)
        # 9.7-9 Cleared meanwhile, again, or done.
        if timers.active.get(self.identifier) is not self:
            return
        if self.repeat:
            timers.start(self)
        else:
            del timers.active[self.identifier]


@final
class TimerMap:
    """https://html.spec.whatwg.org/#map-of-settimeout-and-setinterval-ids"""

    def __init__(self, window: "Window") -> None:
        self.window = window
        self.active: dict[int, ActiveTimer] = {}
        self.last = 0
        self.running: ActiveTimer | None = None
        self.running_turn = -1

    def set(self, handler: "Callback | str", timeout: int, arguments: list[object], repeat: bool) -> int:
        """https://html.spec.whatwg.org/#timer-initialisation-steps"""
        # 3. The identifier.
        self.last += 1
        outer = self.outer_timer()
        if repeat:
            repetition = Repetition(False)
        elif outer is not None and outer.repetition.is_chain:
            repetition = outer.repetition
        else:
            repetition = Repetition(True)
        timer = ActiveTimer(self, self.last, handler, timeout, arguments, repeat, repetition)
        self.active[self.last] = timer
        self.start(timer)
        return self.last

    def start(self, timer: ActiveTimer) -> None:
        """Steps 4 on."""
        # 4. How deep timers are nested.
        outer = self.outer_timer()
        nesting_level = outer.nesting_level if outer is not None else 0
        # 5-6. The timeout in its bounds.
        timeout = max(timer.timeout, 0)
        if nesting_level > 5 and timeout < 4:
            timeout = 4
        # 10-11. The task knows how deep it is.
        timer.nesting_level = nesting_level + 1
        # 13. Wait.
        what = f"{'setInterval' if timer.repeat else 'setTimeout'}, {timer.timeout} ms"
        timer.pending = self.window.host.run_after(
            self.window, float(timeout), timer.run, what, timer.repetition, timer.origin
        )

    def outer_timer(self) -> ActiveTimer | None:
        """The timer whose task is running."""
        running = self.running
        if running is not None and self.running_turn == self.window.host.turn_number():
            return running
        return None

    def clear(self, identifier: int) -> None:
        """https://html.spec.whatwg.org/#dom-cleartimeout"""
        timer = self.active.pop(identifier, None)
        if timer is not None and timer.pending is not None:
            timer.pending.cancel()
            timer.pending = None

    def clear_all(self) -> None:
        """https://html.spec.whatwg.org/#unloading-document-cleanup-steps"""
        for identifier in list(self.active):
            self.clear(identifier)
