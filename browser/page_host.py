"""Pages for runners of test suites: the console of one page after the other, in one process."""

from time import monotonic

from browser.options import AgentOptions
from browser.page import NavigationError, Page
from jsengine._kernel import Terminated

DONE = "WPT-DONE "
"""A line that begins so says that the page has told everything."""
MEMORY_LIMIT = 2 << 30


class PageHost:
    """A `PageDriver` of tools/runners/wpt: virtual time, so that nobody waits for timers."""

    def run(self, url: str, timeout: float) -> list[str]:
        """The lines that the page gave to console.log until one starts with DONE, or until time is over."""
        deadline = monotonic() + timeout
        page = Page(AgentOptions(time_limit=timeout, memory_limit=MEMORY_LIMIT))
        lines: list[str] = []
        page.on_console(lambda message: lines.extend(message.text.split("\n")) if message.level == "log" else None)
        try:
            page.goto(url, timeout=timeout)
            page.run_until(lambda: any(line.startswith(DONE) for line in lines), deadline - monotonic())
        except (NavigationError, Terminated):
            pass
        finally:
            page.close()
        for number, line in enumerate(lines):
            if line.startswith(DONE):
                return lines[: number + 1]
        return lines
