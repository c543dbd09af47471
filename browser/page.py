"""A page for Python: load it, look at it, act on it. The public face is `browser.open_page`."""

import os
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from browser.page_core import (
    LOAD_TIMEOUT,
    ElementNotFound as ElementNotFound,
    NavigationError as NavigationError,
    PageCore,
    ScriptFailure as ScriptFailure,
    options_of,
)
from browser.settling import Settled


class Page(PageCore):
    """One page, in virtual time unless `real_time` is asked for.

    >>> from browser import open_page
    >>> with open_page() as page:
    ...     page.set_content("<button onclick='this.textContent += 1'>1</button>")
    ...     page.dispatch_click("button")
    ...     page.text("button")
    '11'
    """

    def goto(self, address: str | os.PathLike[str], *, timeout: float = LOAD_TIMEOUT) -> None:
        """Load a file or an address, and return when its load event is over."""
        self._host.loop.run(self._goto(address, timeout))

    def set_content(self, html: str, *, timeout: float = LOAD_TIMEOUT) -> None:
        """Make a page of this text, at about:blank."""
        self._host.loop.run(self._set_content(html, timeout))

    def close(self) -> None:
        """Leave the page; everything it held is given back."""
        self._close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def evaluate(self, script: str, *arguments: object) -> Any:
        """The value of a script's expression, by value; a function is called with the arguments, a promise awaited.

        Both ways go None, bool, int of any size, float, str, datetime (as Date), bytes (as Uint8Array), list, dict and set,
        shared and in themselves as they are; a Map comes as a dict. Functions and symbols come as None, other objects as dicts
        of their properties, or what their toJSON gives. `Context` of `jsengine` has live objects.
        """
        return self._host.loop.run(self._evaluate(script, arguments))

    def inspect(self, script: str) -> str:
        """The value of an expression as the console would show it; a promise is awaited."""
        return self._host.loop.run(self._inspect(script))

    def dispatch_click(self, selector: str) -> None:
        """A click as the user's, without asking what is under the pointer: pages have no geometry here."""
        self._host.loop.run(self._dispatch_click(selector))

    def dispatch_event(self, selector: str, type: str, **init: object) -> None:
        """An event of that type at the first element that matches: of scripts, not of the user."""
        self._host.loop.run(self._dispatch_event(selector, type, init))

    def type(self, selector: str, text: str) -> None:
        """Focus a field and type a text, key by key."""
        self._host.loop.run(self._type(selector, text))

    def settle(self, timeout: float = LOAD_TIMEOUT) -> Settled:
        """Run until the page is idle; what goes on for ever is named in the result."""
        return self._host.loop.settle(timeout)

    def run_until(self, is_done: Callable[[], bool], timeout: float = LOAD_TIMEOUT) -> bool:
        """Run until something holds, idle or not; False if time is over, or nothing is left that could happen."""
        return self._host.loop.run_until(is_done, timeout)


def open_page(
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
    """A page, with a file or an address loaded into it; use it in a `with` statement.

    `root` is the folder whose files it may read (the opened file's own, if none is given), `allow_hosts` are hosts that a
    page from a file may send requests to. Limits are those of `jsengine.Context`. `viewport` is the width and height in CSS
    pixels that media queries and viewport units see. `html_parser` may be "html5lib": then its phases build documents and
    fragments, four times slower.
    """
    page = Page(options_of(real_time, root, allow_hosts, time_limit, memory_limit, viewport, html_parser))
    if address is not None:
        try:
            page.goto(address)
        except BaseException:
            page.close()
            raise
    return page
