"""Who may enter a context: one thread at a time, never a forked child (invariants 6 and 13)."""

import os
import threading

import pytest

from jsengine._kernel import Context, Terminated


def test_a_second_thread_is_refused_while_a_script_runs(context: Context) -> None:
    refusals: list[str] = []

    def enter() -> None:
        try:
            context.eval("1")
        except RuntimeError as error:
            refusals.append(str(error))

    def other_thread() -> None:
        thread = threading.Thread(target=enter)
        thread.start()
        thread.join()

    context.define_global("other", other_thread)
    context.eval("other()")
    assert refusals == ["the context is running in another thread"]


def test_another_thread_may_use_an_idle_context(context: Context) -> None:
    results: list[object] = []
    thread = threading.Thread(target=lambda: results.append(context.eval("6 * 7")))
    thread.start()
    thread.join()
    assert results == [42]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_forked_child_is_refused_and_may_make_its_own(context: Context) -> None:
    context.eval("var x = 1")
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        answer = "entered"
        try:
            context.eval("x")
        except RuntimeError as error:
            answer = str(error)
        fresh = Context(time_limit=0.05)
        try:
            fresh.eval("for (;;) {}")
        except Terminated as ended:
            answer += f"; {ended}"
        os.write(writer, answer.encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    assert answer == "the context was made before a fork and can be used in the parent process only; time limit"
    assert context.eval("x") == 1


def test_a_closed_context_says_so() -> None:
    context = Context()
    handle = context.eval("({})")
    context.close()
    with pytest.raises(RuntimeError, match="closed"):
        context.eval("1")
    with pytest.raises(RuntimeError, match="closed"):
        handle.get("x")
