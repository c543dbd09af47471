"""Promises and asyncio: what `await` of a JSObject does, and what a coroutine is in JavaScript.

Jobs run whenever the outermost entry into a context is left, so nothing here pumps anything: a callback of the event
loop that settles a promise enters the context, and the reactions run before it returns.
"""

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Generator
from functools import partial
from typing import Any

from jsengine import _kernel
from jsengine._kernel import JSObject

Value = Any


def await_promise(promise: JSObject) -> Generator[Any, None, Value]:
    """What `await promise` runs."""
    return _wait(promise) if _kernel.is_pending(promise) else _result(promise)


def _result(promise: JSObject) -> Generator[Any, None, Value]:
    yield from ()  # never waits
    return _kernel.promise_result(promise)


def _wait(promise: JSObject) -> Generator[Any, None, Value]:
    loop = asyncio.get_running_loop()
    future: asyncio.Future[Value] = loop.create_future()
    thread = threading.get_ident()

    def settle(_: Value) -> None:
        outcome = _outcome(promise)  # here: the context may be busy in this thread when the loop's comes to it
        if threading.get_ident() == thread:
            _deliver(future, *outcome)
        else:
            loop.call_soon_threadsafe(_deliver, future, *outcome)

    context = _kernel.context_of(promise)
    waiting = context.waiting
    if waiting is None:
        waiting = context.waiting = set()
    _kernel.when_settled(promise, settle, settle)
    waiting.add(future)
    future.add_done_callback(waiting.discard)
    return future.__await__()


def _outcome(promise: JSObject) -> tuple[Value, BaseException | None]:
    try:
        return _kernel.promise_result(promise), None
    except StopIteration as error:  # means something else to whoever awaits
        return None, RuntimeError(f"the promise was rejected with {error!r}")
    except BaseException as error:  # noqa: BLE001  # whatever the reason, it is passed on
        return None, error


def _deliver(future: asyncio.Future[Value], result: Value, reason: BaseException | None) -> None:
    if future.done():
        return
    if reason is None:
        future.set_result(result)
    elif isinstance(reason, asyncio.CancelledError):
        future.cancel()
    else:
        future.set_exception(reason)


def fail_waiting(context: _kernel.Context, reason: BaseException | None) -> None:
    """End the waiting for promises that nobody will settle: the jobs that were to do so have been terminated."""
    for future in list(context.waiting or ()):
        if not future.done():
            future.get_loop().call_soon_threadsafe(_fail, future, _kernel.Terminated(*(reason.args if reason else ())))


def _fail(future: asyncio.Future[Value], reason: BaseException) -> None:
    if not future.done():
        future.set_exception(reason)


def promise_of(context: _kernel.Context, awaitable: Awaitable[Value]) -> JSObject:
    """A coroutine, a task, a future or another awaitable as a promise."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        if isinstance(awaitable, Coroutine):
            awaitable.close()
        kind = type(awaitable).__name__
        raise TypeError(f"a {kind} becomes a promise where an event loop is running, and here none is") from None
    promise, resolve, reject = context.new_promise()
    future = asyncio.ensure_future(awaitable)
    future.add_done_callback(partial(_settle, resolve, reject))
    return promise


def _settle(resolve: Callable[..., Value], reject: Callable[..., Value], future: asyncio.Future[Value]) -> None:
    try:
        if future.cancelled():
            reject(asyncio.CancelledError())
        elif (error := future.exception()) is not None:
            reject(error)
        else:
            _resolve(resolve, reject, future.result())
    except _kernel.Terminated:
        pass  # those who wait know
    except RuntimeError as error:
        if "closed" not in str(error):
            raise


def _resolve(resolve: Callable[..., Value], reject: Callable[..., Value], value: Value) -> None:
    try:
        resolve(value)
    except TypeError as error:  # not a value of JavaScript
        reject(error)


async def _iterate(step: Callable[[], Any]) -> AsyncIterator[Value]:
    while True:
        result = await step()
        if result["done"]:
            return
        yield result["value"]


def iterate(iterable: JSObject) -> AsyncIterator[Value]:
    """What `async for` runs over: the object's Symbol.asyncIterator, or its Symbol.iterator."""
    return _iterate(_kernel.asynchronous_steps(iterable))
