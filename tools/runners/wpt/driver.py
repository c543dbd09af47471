"""What opens a page and gives back its console: the contract between this runner and a browser."""

import contextlib
import importlib
import os
import shlex
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Protocol

from tools.runners.pool import Unavailable, describe_exit

ROOT = Path(__file__).parents[3]
DRIVERS = Path(__file__).parent / "drivers"
OWN_HOST = "browser.page_host"
IN_PROCESS = "whipsnake"
COMMANDS = {
    "whipsnake-command": "{python} -m browser.cli page --real-time --timeout {timeout} {url}",
    "jsdom": "node {drivers}/jsdom.js {url}",
}
CHROMIUM = "chromium"
DONE = "WPT-DONE "
CLOSED = "WPT-CLOSED"


class PageCrash(Exception):
    """The browser died; `lines` is what the page had told until then."""

    def __init__(self, message: str, lines: list[str]) -> None:
        super().__init__(message)
        self.lines = lines


class PageDriver(Protocol):
    """Opens pages, one at a time."""

    def run(self, url: str, timeout: float) -> list[str]:
        """The lines that the page gave to console.log until one starts with DONE, or until `timeout` seconds have
        passed. Raises PageCrash."""
        ...


def make_driver(name: str) -> PageDriver:
    """Our browser in this process (`browser.page_host.PageHost` is a PageDriver), Chromium, or a command for each page."""
    if name == CHROMIUM:
        return ChromiumDriver()
    if name != IN_PROCESS:
        return CommandDriver(name)
    try:
        driver: PageDriver = importlib.import_module(OWN_HOST).PageHost()
    except (ImportError, AttributeError) as error:
        raise Unavailable(f"{OWN_HOST}.PageHost: {error}; --driver whipsnake-command runs the command") from error
    return driver


class CommandDriver:
    """A process for each page: a command with `{url}` that writes the page's console to stdout."""

    def __init__(self, template: str) -> None:
        if "{url}" not in COMMANDS.get(template, template):
            raise Unavailable(f"{template} is none of {', '.join([IN_PROCESS, *COMMANDS])} and has no {{url}} in it")
        template = COMMANDS.get(template, template).replace("{drivers}", shlex.quote(str(DRIVERS)))
        self.words = shlex.split(template.replace("{python}", shlex.quote(sys.executable)))

    def run(self, url: str, timeout: float) -> list[str]:
        """See PageDriver."""
        values = {"url": url, "timeout": f"{timeout:g}"}
        command = [word.format_map(values) if word in ("{url}", "{timeout}") else word for word in self.words]
        # A session of its own, so that a browser's helper processes end with it.
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            start_new_session=True,
        )
        assert process.stdout is not None
        overdue = threading.Timer(timeout, end_session, [process.pid])
        overdue.start()
        try:
            lines = read_until_done(process.stdout)
        finally:
            was_in_time = overdue.is_alive()
            overdue.cancel()
            end_session(process.pid)
            process.stdout.close()
            status = process.wait()
        is_done = bool(lines) and lines[-1].startswith(DONE)
        if not is_done and was_in_time and status not in (0, 1, -signal.SIGKILL):
            raise PageCrash(describe_exit(status), lines)
        return lines


class ChromiumDriver:
    """One Chromium for many pages, to record what counts as passing."""

    def __init__(self) -> None:
        if shutil.which("node") is None:
            raise Unavailable("Chromium is driven by node with puppeteer-core, and node is not there")
        self.process: subprocess.Popen[bytes] | None = None

    def run(self, url: str, timeout: float) -> list[str]:
        """See PageDriver."""
        if self.process is None or self.process.poll() is not None:
            command = ["node", str(DRIVERS / "chromium.js")]
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(f"{url} {timeout:g}\n".encode())
        self.process.stdin.flush()
        lines: list[str] = []
        for line in self.process.stdout:
            text = line.decode("utf-8", "replace").rstrip("\n")
            if text == CLOSED:
                return lines
            lines.append(text)
        raise PageCrash(describe_exit(self.process.wait()), lines)


def read_until_done(stream: IO[bytes]) -> list[str]:
    """Lines until the page is done or the stream ends."""
    lines: list[str] = []
    for line in stream:
        lines.append(line.decode("utf-8", "replace").rstrip("\n"))
        if lines[-1].startswith(DONE):
            break
    return lines


def end_session(pid: int) -> None:
    """Ends the process that was started as leader of a session, and its children."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
