"""`whipsnake open`: show a page in a window."""

import os
from collections.abc import Sequence
from importlib import import_module

from browser.cli.address import check_address
from browser.cli.page import PAGE_SWITCHES, PageOptions
from jsengine.options import CommandError, UsageError, parse

SWITCHES = PAGE_SWITCHES


def main(words: Sequence[str]) -> int:
    """Open one page."""
    given = parse(words, SWITCHES)
    if len(given.operands) != 1:
        raise UsageError("open takes one file or address")
    options = PageOptions(given)
    options.real_time = True
    address = check_address(given.operands[0])
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise CommandError("there is no display to open a window on; `whipsnake page` loads the page without one")
    try:
        window = import_module("browser.window")
    except ModuleNotFoundError as missing:
        if missing.name != "browser.window":
            raise
        raise CommandError("this build has no window yet; `whipsnake page` loads the page without one") from None
    status = window.open_window(address, options)
    assert isinstance(status, int)
    return status
