"""What pages for Python have in common: the one that waits (`browser.open_page`), and the one that is awaited (`browser.aio`).

Whatever may have to wait is a generator here (browser/waiting.py).
"""

import os
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any

from browser.agent_host import AgentHost
from browser.console import ConsoleMessage, PageError
from browser.grants import url_of_path
from browser.navigable import Navigable, address_of
from browser.options import AgentOptions
from browser.packages import check_packages
from browser.waiting import Waiting
from jsengine._kernel import Handle, ScriptError, any_of
from webapis.dom.element import Element
from webapis.idl import bindings
from webapis.infra.ascii import join_surrogates, split_surrogates

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.html.window import Window

LOAD_TIMEOUT: float = 30.0


class NavigationError(Exception):
    """A page's address could not be loaded."""


class ElementNotFound(LookupError):
    """No element matches the selector."""


class ScriptFailure(Exception):
    """What `evaluate` was given threw; the text has the JavaScript stack."""


class StillPending(ScriptFailure):
    """What `evaluate` was given is a promise that was not settled in time, or that nothing is left to settle."""

    def __init__(self, still: list[str]) -> None:
        if still:
            super().__init__(
                f"the promise is pending after {LOAD_TIMEOUT:g} seconds; waiting for {', '.join(still[:5])}"
            )
        else:
            super().__init__("the promise is pending, and nothing is left on the page that could settle it")


class CheckpointBehind:
    """A microtask checkpoint at the end; none where a limit or Ctrl-C ends what was done: microtasks may take long as well."""

    def __init__(self, host: AgentHost) -> None:
        self._host = host

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if kind is None or issubclass(kind, Exception):
            self._host.perform_a_microtask_checkpoint()


class PageCore:
    """One page, in virtual time unless `real_time` is asked for."""

    def __init__(self, options: AgentOptions) -> None:
        check_packages()
        self._host = AgentHost(options)
        self._navigable = Navigable(self._host, None, None)
        self._host.top_levels.append(self._navigable)
        self._is_closed = False

    # Opening and closing.

    def _goto(self, address: str | os.PathLike[str], timeout: float) -> Waiting[None]:
        url = self._address(address)
        self._host.failure = None
        self._navigable.navigate(url)
        yield from self._host.loop.running_until(self._is_loaded, timeout)
        if self._host.failure is not None:
            raise NavigationError(self._host.failure)

    def _set_content(self, html: str, timeout: float) -> Waiting[None]:
        done: list[bool] = []

        def commit() -> None:
            self._navigable.commit_text("about:blank", split_surrogates(html), False)
            done.append(True)

        # Other tasks may stand before it: the document that is there is loaded, too.
        self._host.loop.queue_task("navigation and traversal", commit, None, "set_content")
        yield from self._host.loop.running_until(lambda: bool(done) and self._is_loaded(), timeout)

    def _close(self) -> None:
        if not self._is_closed:
            self._is_closed = True
            self._navigable.destroy()
            self._host.close()

    def _address(self, place: str | os.PathLike[str]) -> str:
        address = os.fspath(place)
        if "://" not in address and not address.startswith(("data:", "about:", "blob:")):
            if not os.path.exists(address):
                raise FileNotFoundError(f"there is no file {address}")
            self._host.grants.open_root_of(address)
            return url_of_path(address)
        url = address_of(split_surrogates(address))
        if url.startswith("file:"):
            from browser.grants import path_of_url

            self._host.grants.open_root_of(path_of_url(url))
        return url

    def _is_loaded(self) -> bool:
        return self._navigable.live.is_loaded and not (
            self._navigable.load is not None and not self._navigable.load.is_over
        )

    # Looking.

    @property
    def url(self) -> str:
        """The address of the document."""
        return self._document.url

    @property
    def title(self) -> str:
        """The document's title."""
        return join_surrogates(self._document.title)

    @property
    def console(self) -> list[ConsoleMessage]:
        """What scripts wrote to the console, in order."""
        return self._host.journal.messages

    @property
    def errors(self) -> list[PageError]:
        """Exceptions that no script caught."""
        return self._host.journal.errors

    def on_console(self, listener: Callable[[ConsoleMessage], None]) -> None:
        """Be told each console message as it comes."""
        self._host.journal.on_message = listener

    def on_error(self, listener: Callable[[PageError], None]) -> None:
        """Be told each uncaught exception as it comes."""
        self._host.journal.on_error = listener

    def text(self, selector: str = "html") -> str:
        """The text of the first element that matches."""
        return join_surrogates(self._find(selector).text_content or "")

    def content(self) -> str:
        """The document as HTML."""
        from webapis.html.dom_parsing import serialize_fragment

        return join_surrogates(serialize_fragment(self._document))

    def _evaluate(self, script: str, arguments: tuple[object, ...]) -> Waiting[Any]:
        with CheckpointBehind(self._host):
            try:
                value = self._value_of(script)
                if isinstance(value, Handle) and value.kind == "function":
                    value = any_of(value(*[self._argument(one) for one in arguments]))
                return self._by_value((yield from self._awaited(value)))
            except ScriptError as error:
                raise ScriptFailure(error.stack or str(error)) from None

    def _inspect(self, script: str) -> Waiting[str]:
        with CheckpointBehind(self._host):
            try:
                value = yield from self._awaited(self._value_of(script))
                if isinstance(value, str):
                    return join_surrogates(value)
                return join_surrogates(self._host.kernel.inspect(bindings.wrap(self._window, value)))
            except ScriptError as error:
                raise ScriptFailure(error.stack or str(error)) from None

    def visible_text(self) -> str:
        """The text of the page for people: of the body, without what is never shown, a line for each block."""
        from browser.plain_text import plain_text

        return join_surrogates(plain_text(self._document))

    def _value_of(self, script: str) -> object:
        live = self._navigable.live
        if live.made_values is None:
            live.prepare_values()
        return bindings.evaluate(live.window, split_surrogates(script), "<evaluate>")

    def _argument(self, value: object) -> Any:
        if isinstance(value, str):
            return split_surrogates(value)
        if value is None or isinstance(value, bool | float):
            return value
        from browser.copies import script_text

        return self._navigable.live.values.function("copyIn")(script_text(value))

    def _awaited(self, value: object) -> Waiting[object]:
        if not isinstance(value, Handle):
            return value
        watched = self._navigable.live.values.function("watch")(value)
        if not isinstance(watched, Handle):
            return value
        self._host.perform_a_microtask_checkpoint()
        yield from self._host.loop.running_until(lambda: watched.get("state") != "pending", LOAD_TIMEOUT)
        if watched.get("state") == "pending":
            raise StillPending(self._host.loop.waits_for())
        if watched.get("state") == "rejected":
            reason = watched.get("value")
            stack = reason.get("stack") if isinstance(reason, Handle) else None
            raise ScriptFailure(str(stack if stack is not None else reason))
        return watched.get("value")

    def _by_value(self, value: object) -> Any:
        if isinstance(value, str):
            return join_surrogates(value)
        if value is None or isinstance(value, bool | int | float):
            return value
        if not isinstance(value, Handle):
            value = bindings.wrap(self._window, value)
        if value is bindings.NULL or not isinstance(value, Handle):
            return None
        from browser.copies import python_value

        text = self._navigable.live.values.function("copyOut")(value)
        assert isinstance(text, str)
        return python_value(text)

    # Acting.

    def _dispatch_click(self, selector: str) -> Waiting[None]:
        from browser.input import click

        return self._act(lambda: click(self._find(selector)), "click")

    def _dispatch_event(self, selector: str, type: str, init: dict[str, object]) -> Waiting[None]:
        from browser.input import dispatch_by_name

        steps = lambda: dispatch_by_name(self._navigable.live, self._find(selector), type, init)  # noqa: E731
        return self._act(steps, f"{type} event")

    def _type(self, selector: str, text: str) -> Waiting[None]:
        from browser.input import type_text

        return self._act(lambda: type_text(self._find(selector), split_surrogates(text)), "type")

    def _act(self, steps: Callable[[], object], what: str) -> Waiting[None]:
        loop = self._host.loop
        failed: list[Exception] = []
        done: list[bool] = []

        def run() -> None:
            try:
                steps()
            except (ElementNotFound, ValueError) as error:
                failed.append(error)
            done.append(True)

        loop.queue_task("user interaction", run, self._navigable.live, what)
        while not done and loop.turn():
            yield 0.0
        if failed:
            raise failed[0]

    # The DOM behind it.

    @property
    def _document(self) -> "Document":
        return self._navigable.live.document

    @property
    def _window(self) -> "Window":
        return self._navigable.live.window

    def _find(self, selector: str) -> Element:
        found = self._document.query_selector(split_surrogates(selector))
        if found is None:
            raise ElementNotFound(f"no element matches {selector!r}")
        return found


def options_of(
    real_time: bool,
    root: str | os.PathLike[str] | None,
    allow_hosts: tuple[str, ...],
    time_limit: float | None,
    memory_limit: int | str | None,
    viewport: tuple[int, int],
    html_parser: str,
) -> AgentOptions:
    """What `open_page` was told."""
    from jsengine.context import memory_bytes

    return AgentOptions(
        real_time=real_time,
        root=None if root is None else os.fspath(root),
        allow_hosts=allow_hosts,
        time_limit=time_limit,
        memory_limit=memory_bytes(memory_limit) or None,
        viewport=viewport,
        html_parser=html_parser,
    )
