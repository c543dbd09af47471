"""Agents on threads of their own: memory they share, Atomics.wait and notify between them, contexts that run at once."""

import threading
import time

import pytest

import jsengine.bytecode.compile  # noqa: F401  (contexts find the compiler by it)
from jsengine._kernel import Context, Handle, Terminated

VIEW = "var view = new Int32Array(memory);"


def sharing(first: Context, second: Context, maximum: int = 64) -> None:
    """Give two contexts a global `memory` and a view of it."""
    buffer = first.eval(f"var memory = new SharedArrayBuffer(16, {{ maxByteLength: {maximum} }}); memory")
    assert isinstance(buffer, Handle)
    second.define_global("memory", second.adopt(first.share(buffer)))
    for context in (first, second):
        context.eval(VIEW)


def test_memory_is_shared_and_outlives_its_first_context() -> None:
    second = Context()
    with_first = Context()
    sharing(with_first, second)
    with_first.eval("view[1] = 7")
    assert second.eval("view[1]") == 7
    with_first.close()
    second.collect()
    assert second.eval("view[1] + memory.byteLength") == 23


def test_memory_grows_in_all_agents() -> None:
    first, second = Context(), Context()
    sharing(first, second)
    second.eval("memory.grow(32)")
    assert first.eval("[memory.byteLength, view.length].join()") == "32,8"
    assert second.eval("[memory.byteLength, view.length].join()") == "32,8"


def test_only_shared_memory_can_be_shared() -> None:
    context = Context()
    buffer = context.eval("new ArrayBuffer(8)")
    assert isinstance(buffer, Handle)
    with pytest.raises(TypeError):
        context.share(buffer)
    with pytest.raises(ValueError):
        context.adopt(object())


def test_a_blocked_agent_is_woken_by_another() -> None:
    main = Context()
    main.eval("var memory = new SharedArrayBuffer(16); " + VIEW)
    buffer = main.eval("memory")
    assert isinstance(buffer, Handle)
    memory = main.share(buffer)
    results: list[object] = []

    def wait() -> None:
        context = Context()
        context.define_global("memory", context.adopt(memory))
        context.eval(VIEW)
        results.append(context.eval("Atomics.store(view, 1, 1); Atomics.wait(view, 0, 0, 20000)"))

    thread = threading.Thread(target=wait)
    thread.start()
    deadline = time.monotonic() + 20
    while main.eval("Atomics.notify(view, 0)") == 0 and time.monotonic() < deadline:
        time.sleep(0.001)
    thread.join(20)
    assert results == ["ok"]


def test_a_promise_is_settled_from_another_agent() -> None:
    first, second = Context(), Context()
    sharing(first, second)
    first.eval("var result = ''; Atomics.waitAsync(view, 0, 0).value.then((v) => { result = v; })")
    assert first.eval("Atomics.waitAsync(view, 1, 0, 5).value.then((v) => { result += v; }), 1") == 1
    assert second.eval("Atomics.notify(view, 0)") == 1
    assert first.wait_for_notification(10)
    first.run_jobs()
    assert first.eval("result") == "ok"
    assert first.wait_for_notification(10)
    first.run_jobs()
    assert first.eval("result") == "oktimed-out"
    assert not first.wait_for_notification(10)


def test_a_closed_context_waits_for_nothing() -> None:
    first, second = Context(), Context()
    sharing(first, second)
    first.eval("Atomics.waitAsync(view, 0, 0)")
    first.close()
    assert second.eval("Atomics.notify(view, 0)") == 0


def test_waiting_ends_at_the_time_limit() -> None:
    context = Context(time_limit=0.1)
    with pytest.raises(Terminated):
        context.eval("Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)")
    context.time_limit = 0
    assert context.eval("1 + 1") == 2


WORK = """
  var names = {}, sum = 0;
  for (let i = 0; i < 20000; i++) { names["key" + i % 500] = i; sum += JSON.stringify([i, { a: "x" + i }]).length; }
  class A { #p = 1; get p() { return this.#p; } }
  [1, 2, 3].map((x) => x * 2).sort((a, b) => b - a).join() + /(\\d+)-/.exec("a12-")[1] + new A().p + sum + eval("1 + 1");
"""


@pytest.mark.parametrize("threshold", [-1, 0])
def test_contexts_run_on_threads_at_once(threshold: int) -> None:
    expected = Context(jitless=True).eval(WORK)
    results: list[object] = []

    def work() -> None:
        for _ in range(3):
            context = Context(jit_threshold=threshold)
            results.append(context.eval(WORK))
            context.verify()
            context.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [expected] * 12
