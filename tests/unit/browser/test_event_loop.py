import threading
import weakref
from collections.abc import Callable

from browser.clock import EPOCH, READING_STEP, RealClock, VirtualClock
from browser.event_loop import EventLoop, Task, Timer
from webapis.host import Repetition


class Document:
    def __init__(self) -> None:
        self.is_gone = False


class Frames:
    """A document that asked for animation frames."""

    def __init__(self, log: list[object]) -> None:
        self.log = log
        self.waiting: list[Callable[[float], None]] = []

    def waits_for_frame(self) -> bool:
        return bool(self.waiting)

    def next_animation(self, is_counted: bool) -> float | None:
        return None

    def update_the_rendering(self, now: float) -> None:
        callbacks, self.waiting = self.waiting, []
        for callback in callbacks:
            callback(now)

    def waits_for(self) -> list[str]:
        return ["requestAnimationFrame (page.html:1:1)" for _ in self.waiting]


def make_loop(log: list[object] | None = None) -> EventLoop:
    return EventLoop(VirtualClock(), lambda: log.append("checkpoint") if log is not None else None)


def timer(loop: EventLoop, delay: float, steps: Callable[[], None], what: str = "setTimeout") -> Timer:
    return loop.run_after(delay, Task("timer", steps, None, what, "page.html:3:1"))


def interval(loop: EventLoop, delay: float, steps: Callable[[], None], repeats: Repetition) -> None:
    def run() -> None:
        steps()
        interval(loop, delay, steps, repeats)

    loop.run_after(delay, Task("timer", run, None, "setInterval", "page.html:7:1"), repeats)


def test_each_task_ends_with_a_microtask_checkpoint() -> None:
    log: list[object] = []
    loop = make_loop(log)
    loop.queue_task("networking", lambda: log.append(1))
    loop.queue_task("user interaction", lambda: log.append(2))
    assert loop.turn() and loop.turn() and not loop.turn()
    assert log == [1, "checkpoint", 2, "checkpoint"]


def test_timers_run_in_the_order_of_their_time_and_virtual_time_jumps() -> None:
    log: list[object] = []
    loop = make_loop()
    timer(loop, 30, lambda: log.append(("late", loop.clock.now())))
    timer(loop, 10, lambda: log.append(("early", loop.clock.now())))
    timer(loop, 10, lambda: log.append(("early too", loop.clock.now())))
    settled = loop.settle(10)
    assert log == [("early", 10), ("early too", 10), ("late", 30)]
    assert settled.is_idle and not settled.still


def test_a_timer_without_delay_stands_in_line_with_tasks() -> None:
    log: list[object] = []
    loop = make_loop()
    loop.queue_task("networking", lambda: log.append("before"))
    timer(loop, 0, lambda: log.append("timer"))
    loop.queue_task("networking", lambda: log.append("after"))
    loop.settle(10)
    assert log == ["before", "timer", "after"]


def test_what_is_due_later_than_five_seconds_is_not_waited_for_but_named() -> None:
    log: list[object] = []
    loop = make_loop()
    timer(loop, 4999, lambda: log.append("waited for"))
    timer(loop, 60_000, lambda: log.append("not waited for"))
    settled = loop.settle(10)
    assert settled.is_idle and log == ["waited for"]
    assert settled.still == ["setTimeout (page.html:3:1)"]


def test_intervals_stop_counting_after_fifty_turns() -> None:
    log: list[object] = []
    loop = make_loop()
    interval(loop, 10, lambda: log.append("tick"), Repetition(False))
    settled = loop.settle(10)
    assert settled.is_idle and len(log) == 50
    assert settled.still == ["setInterval (page.html:7:1)"]
    assert loop.settle(10).is_idle and len(log) == 100


def test_an_interval_that_stopped_counting_still_runs_on_the_way() -> None:
    log: list[object] = []
    loop = make_loop()
    interval(loop, 10, lambda: log.append("tick"), Repetition(False))
    timer(loop, 1000, lambda: log.append("end"))
    loop.settle(10)
    assert log.count("tick") in (99, 100) and "end" in log


def test_animation_frames_come_sixty_times_a_second_and_stop_counting() -> None:
    log: list[object] = []
    loop = make_loop()
    frames = Frames(log)
    loop.rendering_targets.append(frames)

    def again(now: float) -> None:
        log.append(round(now, 1))
        frames.waiting.append(again)

    frames.waiting.append(again)
    settled = loop.settle(10)
    assert log[:3] == [16.7, 33.3, 50.0] and len(log) == 50
    assert settled.still == ["requestAnimationFrame (page.html:1:1)"]


def test_a_frame_comes_after_the_tasks_that_can_run_now() -> None:
    log: list[object] = []
    loop = make_loop()
    frames = Frames(log)
    loop.rendering_targets.append(frames)
    frames.waiting.append(lambda now: log.append("frame"))
    timer(loop, 0, lambda: log.append("timer"))
    loop.settle(10)
    assert log == ["timer", "frame"]


def test_virtual_time_stands_still_while_a_request_is_under_way() -> None:
    log: list[object] = []
    loop = make_loop()
    request = loop.begin_request("GET http://example.com/", "page.html:2:1")
    timer(loop, 10, lambda: log.append(("timer", loop.clock.now())))
    assert loop.waits_for() == ["GET http://example.com/ (page.html:2:1)", "setTimeout (page.html:3:1)"]

    def answer() -> None:
        loop.end_request(request)
        log.append(("answer", loop.clock.now()))

    thread = threading.Timer(0.05, loop.bring, [Task("networking", answer, None, "answer", "")])
    thread.start()
    assert loop.settle(10).is_idle
    thread.join()
    assert log == [("answer", 0), ("timer", 10)]


def test_settling_ends_in_time_when_tasks_never_do() -> None:
    loop = make_loop()

    def again() -> None:
        loop.queue_task("networking", again)

    again()
    settled = loop.settle(0.05)
    assert settled.timed_out and not settled.is_idle


def test_tasks_and_timers_of_a_document_that_is_gone_do_not_run() -> None:
    log: list[object] = []
    loop = make_loop()
    gone, here = Document(), Document()
    for document in (gone, here):
        loop.queue_task("networking", lambda d=document: log.append(d), document)
        loop.run_after(5, Task("timer", lambda d=document: log.append(d), document, "", ""))
    gone.is_gone = True
    loop.drop_tasks_of(gone)
    loop.settle(10)
    assert log == [here, here]


def test_run_until_ends_when_its_condition_holds() -> None:
    loop = make_loop()
    seen: list[int] = []
    timer(loop, 9_000, lambda: seen.append(1))
    assert loop.run_until(lambda: bool(seen), 10)
    assert not loop.run_until(lambda: len(seen) == 2, 10)


def test_reading_virtual_time_again_within_a_turn_moves_it() -> None:
    clock = VirtualClock()
    clock.start_turn()
    assert clock.read() == 0 and clock.read() == READING_STEP and clock.wall() == EPOCH + 2 * READING_STEP
    clock.start_turn()
    assert clock.read() == 2 * READING_STEP


def test_real_time_waits() -> None:
    log: list[float] = []
    loop = EventLoop(RealClock(), lambda: None)
    timer(loop, 20, lambda: log.append(loop.clock.now()))
    assert loop.settle(10).is_idle
    assert log[0] >= 20


def test_a_cancelled_timer_lets_its_steps_go() -> None:
    class Steps:
        def __call__(self) -> None:
            raise AssertionError

    loop, steps = make_loop(), Steps()
    alive = weakref.ref(steps)
    waiting = timer(loop, 1e9, steps)
    del steps
    assert alive() is not None
    waiting.cancel()
    assert alive() is None and waiting in loop.timers


def test_cancelled_timers_do_not_pile_up() -> None:
    loop = make_loop()
    kept = [timer(loop, 1000 + n, lambda: None) for n in range(10)]
    for _ in range(10_000):
        timer(loop, 1e9, lambda: None).cancel()
    assert len(loop.timers) < 300 and all(one in loop.timers for one in kept)
