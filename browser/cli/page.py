"""`whipsnake page`: load a page without a screen, run it until it is idle, print what was asked for."""

from collections.abc import Sequence
from importlib import import_module

from browser.cli.address import check_address
from jsengine.options import ENGINE_SWITCHES, CommandError, EngineOptions, Switch, UsageError, parse, positive_number

DUMPS = ("dom", "text", "layout")
PAGE_SWITCHES = (
    Switch("--root", "the folder whose files the page may read", "DIR"),
    Switch("--allow-host", "a host the page may send requests to", "HOST"),
    *ENGINE_SWITCHES,
)
SWITCHES = (
    Switch("--eval", "evaluate a script at the end and print its value", "JS"),
    Switch("--screenshot", "write the page as painted", "PNG"),
    Switch("--dump", f"print the page at the end: {', '.join(DUMPS)}", "WHAT"),
    Switch("--timeout", "stop waiting for the page after so much time", "SECONDS"),
    Switch("--real-time", "timers wait in real time"),
    *PAGE_SWITCHES,
)


class PageOptions:
    """What to do with a page."""

    __slots__ = ("allow_hosts", "dumps", "engine", "expressions", "real_time", "root", "screenshot", "timeout")

    def __init__(self, engine: EngineOptions) -> None:
        self.engine = engine
        self.expressions: list[str] = []
        self.dumps: list[str] = []
        self.screenshot: str | None = None
        self.timeout: float | None = None
        self.real_time = False
        self.root: str | None = None
        self.allow_hosts: list[str] = []


def main(words: Sequence[str]) -> int:
    """Load one page; status 1 when a script of it failed."""
    given = parse(words, SWITCHES)
    if len(given.operands) != 1:
        raise UsageError("page takes one file or address")
    options = PageOptions(EngineOptions.of(given))
    options.expressions = given.all("--eval")
    options.dumps = given.all("--dump")
    for dump in options.dumps:
        if dump not in DUMPS:
            raise UsageError(f"--dump needs one of {', '.join(DUMPS)}, not {dump!r}")
    options.screenshot = given.last("--screenshot")
    timeout = given.last("--timeout")
    options.timeout = None if timeout is None else positive_number("--timeout", timeout)
    options.real_time = given.flag("--real-time")
    options.root = given.last("--root")
    options.allow_hosts = given.all("--allow-host")
    address = check_address(given.operands[0])
    try:
        headless = import_module("browser.headless")
    except ModuleNotFoundError as missing:
        if missing.name != "browser.headless":
            raise
        raise CommandError("this build cannot load pages yet") from None
    status = headless.run_page(address, options)
    assert isinstance(status, int)
    return status
