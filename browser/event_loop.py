"""https://html.spec.whatwg.org/#event-loops

One queue holds the tasks of all sources, in the order in which they were queued, as the standard allows: nothing here
gains from taking one source before another, and order is then the same in every run. Timers wait beside it, by the time
at which they are due. The engine keeps the microtasks; what it gives to the loop is how to run them.
"""

import threading
from collections import deque
from collections.abc import Callable
from heapq import heapify, heappop, heappush
from math import ceil, floor, inf
from time import monotonic
from typing import Final, Protocol, TypeVar, cast

from browser.clock import Clock
from browser.settling import Settled, Settling
from browser.waiting import Waiting
from webapis.host import Repetition

Steps = Callable[[], None]
T = TypeVar("T")

FRAMES_PER_SECOND: Final = 60
AT_ONCE: Final = -inf
"""Before any time: with the next frame."""
MOST_CANCELLED: Final = 100
"""So many cancelled timers are nobody's concern."""
REQUEST_BUDGET: Final = 30.0
"""For how many real seconds virtual time stands still for requests, all together, in one run of the loop."""


class Owner(Protocol):
    """What a task belongs to: a document. Its tasks wait while it is not fully active, and are dropped when it is gone."""

    is_gone: bool


class RenderingTarget(Protocol):
    """A document as https://html.spec.whatwg.org/#update-the-rendering sees it."""

    def waits_for_frame(self) -> bool:
        """Whether animation frame callbacks, or anything else, want the next frame."""

    def next_animation(self, is_counted: bool) -> float | None:
        """From when on animations need a frame: `AT_ONCE`, a time, None if they need none; `is_counted` is without what goes on
        for ever."""

    def update_the_rendering(self, now: float) -> None:
        """Go on with its animations, run its animation frame callbacks."""

    def waits_for(self) -> list[str]:
        """What waits for frames, each with the line that wanted it."""


class Task:
    """https://html.spec.whatwg.org/#concept-task: `what` says what it does, `origin` which line of a script wanted it."""

    __slots__ = ("origin", "owner", "queued", "source", "steps", "what")

    def __init__(self, source: str, steps: Steps, owner: Owner | None, what: str, origin: str) -> None:
        self.source = source
        self.steps = steps
        self.owner = owner
        self.what = what
        self.origin = origin
        self.queued = 0.0

    def __str__(self) -> str:
        return f"{self.what} ({self.origin})" if self.origin else self.what


def _do_nothing() -> None:
    pass


_NO_TASK: Final = Task("timer", _do_nothing, None, "", "")


class Timer:
    """Steps that wait for their time. `repeats` says that another one of its kind will follow it."""

    __slots__ = ("cancelled", "due", "loop", "number", "repeats", "task")

    def __init__(self, loop: "EventLoop", due: float, number: int, task: Task, repeats: Repetition | None) -> None:
        self.loop = loop
        self.due = due
        self.number = number
        self.task = task
        self.repeats = repeats
        self.cancelled = False

    def __lt__(self, other: "Timer") -> bool:
        return self.due < other.due or (self.due == other.due and self.number < other.number)

    def cancel(self) -> None:
        """It will not run, and holds on to nothing until its time."""
        if not self.cancelled:
            self.cancelled = True
            self.task = _NO_TASK
            self.loop.count_cancelled()


class PendingRequest:
    """A request that is under way."""

    __slots__ = ("origin", "what")

    def __init__(self, what: str, origin: str) -> None:
        self.what = what
        self.origin = origin

    def __str__(self) -> str:
        return f"{self.what} ({self.origin})" if self.origin else self.what


class EventLoop:
    """https://html.spec.whatwg.org/#event-loop"""

    def __init__(self, clock: Clock, perform_a_microtask_checkpoint: Steps) -> None:
        self.clock = clock
        self.checkpoint = perform_a_microtask_checkpoint
        self.trace: Callable[[str], None] | None = None
        self.rendering_targets: list[RenderingTarget] = []
        self.running: Task | None = None
        self.queue: deque[Task] = deque()
        self.timers: list[Timer] = []
        self._timer_count = 0
        self._cancelled = 0
        self._frame_due: float | None = None
        self.frames = Repetition(False)
        self.animation_frames = Repetition(False)
        """The frames that nothing but animations wanted."""
        # Requests, and what the threads that run them bring.
        self.turns = 0
        self.requests: dict[PendingRequest, None] = {}
        self._brought: deque[Task] = deque()
        self._woken = threading.Event()
        self.wakers: list[Steps] = []
        """Called from the thread that brings something."""

    # Queueing.

    def queue_task(
        self, source: str, steps: Steps, owner: Owner | None = None, what: str = "", origin: str = ""
    ) -> None:
        """https://html.spec.whatwg.org/#queue-a-task"""
        task = Task(source, steps, owner, what or source, origin)
        task.queued = self.clock.now()
        self.queue.append(task)

    def queue_task_ahead_of_timers(self, source: str, steps: Steps, owner: Owner, what: str) -> None:
        """The same, for a task that precedes all timers which are due: their source waits, as it may."""
        self.queue_task(source, steps, owner, what)
        task = self.queue.pop()
        place = len(self.queue)
        while place and self.queue[place - 1].source == "timer":
            place -= 1
        self.queue.insert(place, task)

    def run_after(self, delay: float, task: Task, repeats: Repetition | None = None) -> Timer:
        """https://html.spec.whatwg.org/#run-steps-after-a-timeout: queue the task when `delay` milliseconds have gone by."""
        self._timer_count += 1
        timer = Timer(self, self.clock.now() + delay, self._timer_count, task, repeats)
        if delay <= 0 and not self._has_due_timer():
            # What is due at once stands in one line with the tasks that are queued after it.
            self._queue_timer(timer)
        else:
            heappush(self.timers, timer)
        return timer

    def count_cancelled(self) -> None:
        """A timer was cancelled. They wait for their time like others, but not when they are most of all."""
        self._cancelled += 1
        if self._cancelled > MOST_CANCELLED and self._cancelled * 2 > len(self.timers):
            self._cancelled = 0
            self.timers = [timer for timer in self.timers if not timer.cancelled]
            heapify(self.timers)

    def bring(self, task: Task) -> None:
        """Queue a task from any thread."""
        self._brought.append(task)
        self._woken.set()
        for wake in self.wakers.copy():
            wake()

    def begin_request(self, what: str, origin: str) -> PendingRequest:
        """A request goes out; virtual time stands still until `end_request`."""
        request = PendingRequest(what, origin)
        self.requests[request] = None
        return request

    def end_request(self, request: PendingRequest) -> None:
        """The request has its answer, or nobody wants one any more."""
        self.requests.pop(request, None)

    def drop_tasks_of(self, owner: Owner) -> None:
        """A document goes away, and its tasks and timers with it."""
        self.queue = deque([task for task in self.queue if task.owner is not owner])
        for timer in self.timers.copy():
            if timer.task.owner is owner:
                timer.cancel()
        # Not left to their time: they hold what is gone.
        self.timers = [timer for timer in self.timers if timer.task.owner is not owner]
        heapify(self.timers)

    # Running.

    def turn(self) -> bool:
        """https://html.spec.whatwg.org/#event-loop-processing-model, once; False if there was nothing to do now."""
        self.clock.start_turn()
        self._take_what_was_brought()
        self._queue_due_timers()
        # 1-2. The oldest task, with a microtask checkpoint at its end.
        task = self._take_task()
        if task is not None:
            self.run_task(task)
        # A rendering opportunity comes with the clock, between tasks.
        rendered = self._update_the_rendering()
        return task is not None or rendered

    def run_task(self, task: Task) -> None:
        """Move one task from its queue to the call stack."""
        previous = self.running
        self.running = task
        self.turns += 1
        if self.trace is not None:
            self.trace(self._describe_move(task))
        try:
            task.steps()
            self.checkpoint()
        finally:
            self.running = previous

    def running_until(self, is_done: Callable[[], bool], seconds: float) -> Waiting[bool]:
        """Turn until something holds; False if it does not after so many real seconds, or nothing is left to wait for."""
        deadline = monotonic() + seconds
        settling = Settling(self, patience=float("inf"))
        while not is_done():
            if monotonic() > deadline:
                return False
            if self.turn():
                yield 0.0
            elif not (yield from settling.wait(deadline)):
                return is_done()
        return True

    def settling(self, seconds: float) -> Waiting[Settled]:
        """Turn until the loop is idle (invariants: virtual time), for so many real seconds at most."""
        deadline = monotonic() + seconds
        settling = Settling(self)
        while True:
            if monotonic() > deadline:
                return Settled(False, True, self.waits_for())
            if self.turn():
                yield 0.0
            elif not (yield from settling.wait(deadline)):
                return Settled(monotonic() <= deadline, monotonic() > deadline, self.waits_for())

    def run_until(self, is_done: Callable[[], bool], seconds: float) -> bool:
        """The same, and the thread waits."""
        return self.run(self.running_until(is_done, seconds))

    def settle(self, seconds: float) -> Settled:
        """The same, and the thread waits."""
        return self.run(self.settling(seconds))

    def run(self, waiting: Waiting[T]) -> T:
        """Go on to the end, asleep whenever there is nothing to do."""
        while True:
            try:
                seconds = next(waiting)
            except StopIteration as end:
                return cast("T", end.value)
            if seconds > 0:
                self.sleep(seconds)

    def sleep(self, seconds: float) -> None:
        """Wait in real time, or until another thread brings something."""
        if not self._brought:
            self._woken.wait(seconds)
        self._woken.clear()

    @property
    def has_brought(self) -> bool:
        """Whether another thread brought something that was not queued yet."""
        return bool(self._brought)

    # Telling.

    def waits_for(self) -> list[str]:
        """What is still to come, each with the line of the script that wanted it."""
        waiting = [str(task) for task in self.queue]
        waiting += [str(request) for request in self.requests]
        waiting += [str(timer.task) for timer in sorted(self.timers) if self._is_live(timer)]
        for target in self.rendering_targets:
            waiting += target.waits_for()
        return waiting

    def next_timer(self) -> Timer | None:
        """The timer that is due first."""
        while self.timers and not self._is_live(self.timers[0]):
            heappop(self.timers)
        return self.timers[0] if self.timers else None

    def next_frame(self) -> float | None:
        """When the next frame is due, if anything waits for one."""
        wanted = self._wanted_frame(True, True, False)
        now = self.clock.now()
        if wanted is None:
            self._frame_due = None
        elif self._frame_due is None or self._frame_due > now or self._frame_due < wanted:
            self._frame_due = whole_frame(now, wanted)
        return self._frame_due

    def next_counted_frame(self, callbacks_count: bool, animations_count: bool) -> float | None:
        """The same without frames of what goes on for ever, and with those of what still counts."""
        frame = self.next_frame()
        wanted = self._wanted_frame(callbacks_count, animations_count, True)
        if frame is None or wanted is None:
            return None
        return max(frame, whole_frame(self.clock.now(), wanted)) if wanted > frame else frame

    def last_frame_time(self) -> float:
        """When the last frame would have been."""
        return floor(self.clock.now() * FRAMES_PER_SECOND / 1000 + 1e-6) * 1000 / FRAMES_PER_SECOND

    def _wanted_frame(self, for_callbacks: bool, for_animations: bool, is_counted: bool) -> float | None:
        found: float | None = None
        for target in self.rendering_targets:
            if for_callbacks and target.waits_for_frame():
                return AT_ONCE
            wanted = target.next_animation(is_counted) if for_animations else None
            if wanted is not None and (found is None or wanted < found):
                found = wanted
        return found

    # The parts of a turn.

    def _take_what_was_brought(self) -> None:
        while self._brought:
            task = self._brought.popleft()
            task.queued = self.clock.now()
            self.queue.append(task)

    def _has_due_timer(self) -> bool:
        timer = self.next_timer()
        return timer is not None and timer.due <= self.clock.now()

    def _queue_due_timers(self) -> None:
        now = self.clock.now()
        while self.timers and self.timers[0].due <= now:
            timer = heappop(self.timers)
            if self._is_live(timer):
                self._queue_timer(timer)

    def _queue_timer(self, timer: Timer) -> None:
        task = timer.task
        steps = task.steps

        def run_unless_cancelled() -> None:
            if not timer.cancelled:
                steps()

        self.queue_task(task.source, run_unless_cancelled, task.owner, task.what, task.origin)
        if timer.repeats is not None:
            timer.repeats.turns += 1

    def _is_live(self, timer: Timer) -> bool:
        owner = timer.task.owner
        return not timer.cancelled and not (owner is not None and owner.is_gone)

    def _take_task(self) -> Task | None:
        while self.queue:
            task = self.queue.popleft()
            if task.owner is None or not task.owner.is_gone:
                return task
        return None

    def _update_the_rendering(self) -> bool:
        """https://html.spec.whatwg.org/#update-the-rendering, when the time for a frame has come."""
        due = self.next_frame()
        now = self.clock.now()
        if due is None or due > now:
            return False
        self._frame_due = None
        wanted_by_callbacks = False
        for target in self.rendering_targets.copy():
            is_waiting = target.waits_for_frame()
            wanted = AT_ONCE if is_waiting else target.next_animation(False)
            wanted_by_callbacks = wanted_by_callbacks or is_waiting
            if wanted is not None and wanted <= now:
                if self.trace is not None:
                    self.trace(f"[{now:10.3f} ms] rendering: update the rendering -> call stack")
                target.update_the_rendering(now)
                self.checkpoint()
        repetition = self.frames if wanted_by_callbacks else self.animation_frames
        repetition.turns += 1
        return True

    def _describe_move(self, task: Task) -> str:
        now = self.clock.now()
        waited = now - task.queued
        since = f", queued {waited:.3f} ms ago" if waited > 0 else ""
        return f"[{now:10.3f} ms] {task.source}: {task}: task queue -> call stack{since}"


def whole_frame(now: float, wanted: float) -> float:
    """The first frame after `now` and not before `wanted`; a time that is one but for its last digits is that one."""
    frame = floor(now * FRAMES_PER_SECOND / 1000 + 1e-6) + 1
    if wanted > now:
        frame = max(frame, ceil(wanted * FRAMES_PER_SECOND / 1000 - 1e-6))
    return frame * 1000 / FRAMES_PER_SECOND
