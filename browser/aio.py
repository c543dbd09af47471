"""Pages for asyncio: what may wait is awaited, and meanwhile other coroutines run.

>>> import asyncio
>>> from browser import aio
>>> async def clicks(times):
...     async with await aio.open_page() as page:
...         await page.set_content("<button onclick='this.textContent += 1'>1</button>")
...         for _ in range(times):
...             await page.dispatch_click("button")
...         return page.text("button")
>>> async def two_pages():
...     return await asyncio.gather(clicks(1), clicks(3))
>>> asyncio.run(two_pages())
['11', '1111']

The same core as `browser.open_page` has, pumped in slices on the thread of the coroutine: no thread of its own. What needs
no waiting (`text`, `url`, `console`, ...) is not awaited.
"""

import asyncio
import os
from collections.abc import Callable
from time import monotonic
from types import TracebackType
from typing import Any, Final, Self, TypeVar

from browser.page_core import LOAD_TIMEOUT, PageCore, options_of
from browser.settling import Settled
from browser.waiting import Waiting

T = TypeVar("T")

SLICE: Final = 0.01
"""For how many seconds a page runs until others have their turn."""


class Page(PageCore):
    """One page, in virtual time unless `real_time` is asked for; its methods are those of `browser.page.Page`."""

    async def goto(self, address: str | os.PathLike[str], *, timeout: float = LOAD_TIMEOUT) -> None:
        """Load a file or an address, and return when its load event is over."""
        await self._go_on(self._goto(address, timeout))

    async def set_content(self, html: str, *, timeout: float = LOAD_TIMEOUT) -> None:
        """Make a page of this text, at about:blank."""
        await self._go_on(self._set_content(html, timeout))

    async def close(self) -> None:
        """Leave the page; everything it held is given back."""
        self._close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._close()

    async def evaluate(self, script: str, *arguments: object) -> Any:
        """The value of a script's expression, by value; a function is called with the arguments, a promise awaited."""
        return await self._go_on(self._evaluate(script, arguments))

    async def inspect(self, script: str) -> str:
        """The value of an expression as the console would show it; a promise is awaited."""
        return await self._go_on(self._inspect(script))

    async def dispatch_click(self, selector: str) -> None:
        """A click as the user's, without asking what is under the pointer: pages have no geometry here."""
        await self._go_on(self._dispatch_click(selector))

    async def dispatch_event(self, selector: str, type: str, **init: object) -> None:
        """An event of that type at the first element that matches: of scripts, not of the user."""
        await self._go_on(self._dispatch_event(selector, type, init))

    async def type(self, selector: str, text: str) -> None:
        """Focus a field and type a text, key by key."""
        await self._go_on(self._type(selector, text))

    async def settle(self, timeout: float = LOAD_TIMEOUT) -> Settled:
        """Run until the page is idle; what goes on for ever is named in the result."""
        return await self._go_on(self._host.loop.settling(timeout))

    async def run_until(self, is_done: Callable[[], bool], timeout: float = LOAD_TIMEOUT) -> bool:
        """Run until something holds, idle or not; False if time is over, or nothing is left that could happen."""
        return await self._go_on(self._host.loop.running_until(is_done, timeout))

    async def _go_on(self, waiting: Waiting[T]) -> T:
        slice_end = monotonic() + SLICE
        try:
            while True:
                try:
                    seconds = next(waiting)
                except StopIteration as end:
                    value: T = end.value
                    return value
                if seconds > 0:
                    await self._sleep(seconds)
                elif monotonic() > slice_end:
                    await asyncio.sleep(0)
                else:
                    continue
                slice_end = monotonic() + SLICE
        finally:
            waiting.close()

    async def _sleep(self, seconds: float) -> None:
        """Until time is over, or another thread has brought something."""
        woken = asyncio.Event()
        running = asyncio.get_running_loop()

        def wake() -> None:
            running.call_soon_threadsafe(woken.set)

        loop = self._host.loop
        loop.wakers.append(wake)
        try:
            if not loop.has_brought:
                await asyncio.wait_for(woken.wait(), seconds)
        except TimeoutError:
            pass
        finally:
            loop.wakers.remove(wake)


async def open_page(
    address: str | os.PathLike[str] | None = None,
    *,
    real_time: bool = False,
    root: str | os.PathLike[str] | None = None,
    allow_hosts: tuple[str, ...] = (),
    time_limit: float | None = None,
    memory_limit: int | str | None = None,
    viewport: tuple[int, int] = (1280, 720),
    html_parser: str = "whipsnake",
) -> Page:
    """A page, with a file or an address loaded into it; use it in an `async with` statement.

    The arguments are those of `browser.open_page`.
    """
    page = Page(options_of(real_time, root, allow_hosts, time_limit, memory_limit, viewport, html_parser))
    if address is not None:
        try:
            await page.goto(address)
        except BaseException:
            await page.close()
            raise
    return page
