"""`whipsnake page`: load a page without a screen, run it until it is idle, print what was asked for."""

from collections.abc import Sequence

from browser.cli.address import check_address
from browser.options import HTML_PARSERS, checked_html_parser
from jsengine.options import ENGINE_SWITCHES, EngineOptions, Given, Switch, UsageError, parse, positive_number

DUMPS = ("dom", "text", "layout")
PAGE_SWITCHES = (
    Switch("--root", "the folder whose files the page may read", "DIR"),
    Switch("--allow-host", "a host the page may send requests to", "HOST"),
    Switch("--html-parser", f"who builds documents: {', '.join(HTML_PARSERS)}", "NAME", environment=True),
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

    __slots__ = (
        "allow_hosts",
        "dumps",
        "engine",
        "expressions",
        "html_parser",
        "real_time",
        "root",
        "screenshot",
        "timeout",
    )

    def __init__(self, given: Given) -> None:
        self.engine = EngineOptions.of(given)
        self.root = given.last("--root")
        self.allow_hosts = given.all("--allow-host")
        try:
            self.html_parser = checked_html_parser(given.last("--html-parser") or HTML_PARSERS[0])
        except (ValueError, ModuleNotFoundError) as error:
            raise UsageError(f"--html-parser: {error}") from None
        self.real_time = given.flag("--real-time")
        self.expressions = given.all("--eval")
        self.dumps = given.all("--dump")
        self.screenshot = given.last("--screenshot")
        timeout = given.last("--timeout")
        self.timeout = None if timeout is None else positive_number("--timeout", timeout)


def main(words: Sequence[str]) -> int:
    """Load one page; status 1 when a script of it failed."""
    given = parse(words, SWITCHES)
    if len(given.operands) != 1:
        raise UsageError("page takes one file or address")
    options = PageOptions(given)
    for dump in options.dumps:
        if dump not in DUMPS:
            raise UsageError(f"--dump needs one of {', '.join(DUMPS)}, not {dump!r}")
    address = check_address(given.operands[0])
    from browser.headless import run_page

    return run_page(address, options)
