"""What `whipsnake page` does: load a page, run it until it is idle, print what was asked for."""

import sys
from time import monotonic
from typing import TYPE_CHECKING

from browser.console import ConsoleMessage, PageError
from browser.options import AgentOptions
from browser.page import NavigationError, Page, ScriptFailure
from browser.page_core import StillPending
from jsengine._kernel import Terminated
from jsengine.options import CommandError

if TYPE_CHECKING:
    from browser.cli.page import PageOptions

DEFAULT_TIMEOUT = 60.0
UNCAUGHT = 1
TO_STDERR = frozenset(["error", "warn", "trace", "assert"])


def run_page(address: str, options: "PageOptions") -> int:
    """The exit status: 1 when a script failed, the address could not be loaded, or time ran out."""
    if options.screenshot is not None or "layout" in options.dumps:
        raise CommandError("this build has no layout yet, so it cannot take screenshots or dump one")
    page = Page(
        AgentOptions(
            real_time=options.real_time,
            root=options.root,
            allow_hosts=options.allow_hosts,
            time_limit=options.engine.time_limit,
            memory_limit=options.engine.memory_limit,
            trace=options.engine.trace,
            jitless=options.engine.jitless,
            jit_threshold=options.engine.jit_threshold,
            code_cache=options.engine.code_cache,
            html_parser=options.html_parser,
        )
    )
    page.on_console(print_message)
    page.on_error(print_error)
    try:
        return _run(page, address, options)
    except Terminated as ended:
        sys.stdout.flush()
        print(f"terminated: {ended}", file=sys.stderr)
        return UNCAUGHT
    finally:
        sys.stdout.flush()
        page.close()


def _run(page: Page, address: str, options: "PageOptions") -> int:
    timeout = DEFAULT_TIMEOUT if options.timeout is None else options.timeout
    deadline = monotonic() + timeout
    try:
        page.goto(address, timeout=timeout)
    except NavigationError:
        # The console has told why.
        return UNCAUGHT
    settled = page.settle(max(0.0, deadline - monotonic()))
    status = UNCAUGHT if page.errors or settled.timed_out else 0
    if settled.timed_out:
        sys.stdout.flush()
        print(f"whipsnake: the page was not idle after {timeout:g} seconds", file=sys.stderr)
        for line in settled.still[:20]:
            print(f"  still waiting for {line}", file=sys.stderr)
    for expression in options.expressions:
        status = max(status, _evaluate(page, expression))
    for dump in options.dumps:
        print(page.content() if dump == "dom" else page.visible_text())
    return max(status, UNCAUGHT if page.errors else 0)


def _evaluate(page: Page, expression: str) -> int:
    try:
        print(page.inspect(expression))
    except ScriptFailure as failure:
        sys.stdout.flush()
        print("whipsnake:" if isinstance(failure, StillPending) else "Uncaught", failure, file=sys.stderr)
        return UNCAUGHT
    return 0


def print_message(message: ConsoleMessage) -> None:
    """A line of the console, as it comes."""
    if message.level in TO_STDERR:
        sys.stdout.flush()
        print(message.text, file=sys.stderr, flush=True)
    else:
        print(message.text, flush=True)


def print_error(error: PageError) -> None:
    """An uncaught error, as it comes."""
    sys.stdout.flush()
    print(error.report(), file=sys.stderr, flush=True)
