"""Promises are awaitable, awaitables are promises; jobs run when the outermost entry is left."""

import asyncio
import sys
import threading
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from jsengine import Context, JSError, JSObject, Terminated


def test_a_settled_promise_is_awaited_at_once(js: Context) -> None:
    async def main() -> None:
        assert await js.eval("Promise.resolve((1, 2))") == 2
        with pytest.raises(JSError, match="no") as caught:
            await js.eval("Promise.reject(new TypeError('no'))")
        assert caught.value.name == "TypeError"

    asyncio.run(main())


def test_a_pending_promise_is_awaited(js: Context) -> None:
    async def main() -> None:
        loop = asyncio.get_running_loop()
        for settle, value in (("resolve", 7), ("reject", 8)):
            made = js.eval("Promise.withResolvers()")
            loop.call_soon(made[settle], value)
            if settle == "resolve":
                assert await made.promise == 7
            else:
                with pytest.raises(JSError) as caught:
                    await made.promise
                assert caught.value.value == 8

    asyncio.run(main())


def test_eval_async(js: Context) -> None:
    async def main() -> None:
        js.globals.sleep = asyncio.sleep
        assert await js.eval_async("1 + 1") == 2
        assert await js.eval_async("(async () => { await sleep(0.001); return 'slept' })()") == "slept"

    asyncio.run(main())


def test_coroutines_tasks_and_futures_are_promises(js: Context) -> None:
    async def double(x: int) -> int:
        await asyncio.sleep(0)
        return x * 2

    async def main() -> None:
        future: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        js.globals.double = double
        js.globals.future = future
        js.globals.task = asyncio.create_task(double(4))
        assert js.eval("[double(1), future, task].every(p => p instanceof Promise)") is True
        asyncio.get_running_loop().call_soon(future.set_result, "done")
        result = await js.eval("Promise.all([double(21), future, task])")
        assert result.to_python() == [42, "done", 8]

    asyncio.run(main())


def test_exceptions_go_through_as_they_are(js: Context) -> None:
    original = LookupError("from a coroutine")

    async def fail() -> None:
        await asyncio.sleep(0)
        raise original

    async def main() -> None:
        js.globals.fail = fail
        with pytest.raises(LookupError) as caught:
            await js.eval("(async () => { try { await fail() } catch (e) { throw e } })()")
        assert caught.value is original
        assert await js.eval("fail().catch(e => e.name)") == "LookupError"

    asyncio.run(main())


def test_what_has_no_form_rejects(js: Context) -> None:
    async def odd() -> object:
        return object()

    async def main() -> None:
        js.globals.odd = odd
        assert "cannot be handed" in await js.eval("odd().catch(e => e.message)")

    asyncio.run(main())


def test_cancelling(js: Context) -> None:
    async def main() -> None:
        made = js.eval("Promise.withResolvers()")
        waiting = asyncio.ensure_future(made.promise)
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        made.resolve(1)  # nobody waits any more
        js.globals.task = asyncio.create_task(asyncio.sleep(10))
        name = asyncio.ensure_future(js.eval("task.catch(e => e.name)"))
        await asyncio.sleep(0)
        (task,) = [t for t in asyncio.all_tasks() if "sleep" in repr(t.get_coro())]
        task.cancel()
        assert await name == "CancelledError"

    asyncio.run(main())


def test_a_coroutine_needs_a_running_loop(js: Context) -> None:
    async def never() -> None:
        pass

    js.globals.never = never
    with pytest.raises(TypeError, match="event loop"):
        js.eval("never()")


def test_asynchronous_iteration(js: Context) -> None:
    async def gather(iterable: JSObject) -> list[object]:
        return [x async for x in iterable]

    generator = js.eval("(async function* () { yield 1; yield Promise.resolve(2) })()")
    assert asyncio.run(gather(generator)) == [1, 2]
    assert asyncio.run(gather(js.eval("[Promise.resolve(1), 2]"))) == [1, 2]
    assert isinstance(js.eval("[]").__aiter__(), AsyncIterator)


def test_only_promises_are_awaited(js: Context) -> None:
    async def main() -> None:
        await js.eval("({})")

    with pytest.raises(TypeError, match="not a promise"):
        asyncio.run(main())


def test_jobs_run_when_the_outermost_entry_is_left(js: Context) -> None:
    log: list[str] = []
    js.globals.log = log
    js.globals.enter = lambda: js.eval("Promise.resolve().then(() => log.push('job')); log.push('inner')")
    js.eval("enter(); log.push('outer')")
    assert log == ["inner", "outer", "job"]
    js.eval("() => Promise.resolve().then(() => log.push('of a call'))")()
    js.eval("({get x() { Promise.resolve().then(() => log.push('of a getter')) }})").x  # noqa: B018
    assert log[3:] == ["of a call", "of a getter"]


def test_the_synchronous_interface_works_inside_a_running_loop(js: Context) -> None:
    async def main() -> int:
        js.globals.n = 1
        js.eval("Promise.resolve().then(() => { n = 2 })")
        return int(js.eval("n"))

    assert asyncio.run(main()) == 2


def test_a_promise_may_be_settled_from_another_thread(js: Context) -> None:
    async def main() -> None:
        made = js.eval("Promise.withResolvers()")
        waiting = asyncio.ensure_future(made.promise)
        await asyncio.sleep(0)
        with ThreadPoolExecutor(1) as pool:
            await asyncio.get_running_loop().run_in_executor(pool, made.resolve, "there")
        assert await waiting == "there"

    asyncio.run(main())


def test_one_thread_at_a_time(js: Context) -> None:
    refusals: list[str] = []

    def enter() -> None:
        try:
            js.eval("1")
        except RuntimeError as error:
            refusals.append(str(error))

    def other() -> None:
        thread = threading.Thread(target=enter)
        thread.start()
        thread.join()

    js.globals.other = other
    js.eval("other()")
    assert refusals == ["the context is running in another thread"]
    other()
    assert len(refusals) == 1, "an idle context may be used anywhere"


def test_a_rejection_that_nobody_handles_is_reported(js: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    reported: list[str] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda told: reported.append(str(told.exc_value)))
    js.eval("Promise.reject(new Error('lost')); 1")
    assert reported == ["Error: lost"]
    js.eval("Promise.reject(new Error('dropped'))")
    js.eval("1")
    assert reported == ["Error: lost", "Error: dropped"], "once Python has dropped it"


def test_a_rejected_promise_that_python_holds_is_not_reported(js: Context) -> None:
    async def wait(promise: JSObject) -> None:
        await promise

    held = js.eval("Promise.reject(new Error('held'))")
    js.eval("1")
    with pytest.raises(JSError, match="held"):
        asyncio.run(wait(held))
    del held
    js.eval("1")


def test_a_limit_ends_what_goes_on_asynchronously(in_mode: object) -> None:
    async def main() -> None:
        js = Context(time_limit=0.2)
        js.globals.sleep = asyncio.sleep
        with pytest.raises(Terminated, match="time limit"):
            await js.eval("sleep(0.01).then(() => { for (;;); })")
        js.time_limit = None
        assert js.eval("1 + 1") == 2
        assert await js.eval("sleep(0.01).then(() => 'still fine')") == "still fine"

    asyncio.run(main())


def test_many_awaits_leave_nothing_behind(js: Context) -> None:
    async def main() -> None:
        js.globals.sleep = asyncio.sleep
        for _ in range(200):
            await js.eval("sleep(0)")
        assert not js._kernel.waiting

    asyncio.run(main())
