"""What each suite runs: cases, each a file for the engine and the way to read its result."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.benchmarks.engines import BORDER_COMMANDS, HTML_COMMANDS, PAGE_COMMANDS, ROOT, SCRIPT_COMMANDS
from tools.benchmarks.html_pages import html_page

HERE = Path(__file__).parent
PRELUDE = HERE / "prelude.js"
STOPWATCH = HERE / "dom" / "stopwatch.js"
EMPTY_PAGE = "<!doctype html>\n<title>empty</title>\n"


@dataclass(frozen=True)
class Case:
    """One file to give to each engine."""

    name: str
    file_name: str
    text: str
    from_output: bool
    """Rows come from RESULT lines; otherwise the process's own time is the row."""


@dataclass(frozen=True)
class Knobs:
    """What the options change in the work."""

    budget_ms: int = 500
    wall: bool = False
    scale: float = 1.0


@dataclass(frozen=True)
class Suite:
    """A named list of cases and the commands that run them."""

    commands: dict[str, str]
    folder: Path | None
    """Where its work lies, unless --dir names another folder."""
    cases: Callable[[Path, Knobs], Iterator[Case]]


def prelude(knobs: Knobs) -> str:
    """The stopwatch, with this run's budget and clock."""
    text = PRELUDE.read_text(encoding="utf-8")
    text = text.replace("var BUDGET = 500;", f"var BUDGET = {knobs.budget_ms};")
    return text.replace("var WALL = false;", f"var WALL = {'true' if knobs.wall else 'false'};")


def micro(folder: Path, knobs: Knobs) -> Iterator[Case]:
    """Kernels: the prelude and one script."""
    for path in sorted(folder.glob("*.js")):
        yield Case(path.stem, path.name, prelude(knobs) + path.read_text(encoding="utf-8"), True)


def dom(folder: Path, knobs: Knobs) -> Iterator[Case]:
    """Pages that time themselves, with one stopwatch."""
    stopwatch = STOPWATCH.read_text(encoding="utf-8").replace("var SCALE = 1;", f"var SCALE = {knobs.scale:g};")
    for path in sorted(folder.glob("*.html")):
        text = path.read_text(encoding="utf-8").replace("// stopwatch.js\n", stopwatch)
        yield Case(path.stem, path.name, text, True)


def page(folder: Path, knobs: Knobs) -> Iterator[Case]:
    """Whole loads of pages that need no other file."""
    for path in sorted(folder.glob("*.html")):
        yield Case(path.stem, path.name, path.read_text(encoding="utf-8"), False)


def startup_script(folder: Path, knobs: Knobs) -> Iterator[Case]:
    """Nothing at all, run as a script."""
    yield Case("empty-script", "empty.js", "", False)


def startup_page(folder: Path, knobs: Knobs) -> Iterator[Case]:
    """Nothing at all, loaded as a page."""
    yield Case("empty-page", "empty.html", EMPTY_PAGE, False)


def parse(folder: Path, knobs: Knobs) -> Iterator[Case]:
    """The text of each script made into a function, each time with another last line, so that no cache knows it."""
    for path in sorted(folder.glob("*.js")):
        source = json.dumps(path.read_text(encoding="utf-8"))
        kernel = (
            f"var source = {source}, round = 0;\n"
            f"bench({json.dumps(path.stem)}, function () "
            "{ Function(source + '\\n//' + round++); return source.length; });\n"
        )
        yield Case(path.stem, path.name, prelude(knobs) + kernel, True)


def html(folder: Path, knobs: Knobs) -> Iterator[Case]:
    """A page in three sizes, parsed."""
    for name, size in (("10k", 10_000), ("100k", 100_000), ("1m", 1_000_000)):
        yield Case(name, f"{name}.html", html_page(size), True)


def border(folder: Path, knobs: Knobs) -> Iterator[Case]:
    """What crosses the border between Python and an engine; the host has the kernels."""
    yield Case("border", "border.json", json.dumps({"budget": knobs.budget_ms}), True)


SUITES = {
    "micro": Suite(SCRIPT_COMMANDS, HERE / "micro", micro),
    "library": Suite(SCRIPT_COMMANDS, HERE / "library", micro),
    "dom": Suite(PAGE_COMMANDS, HERE / "dom", dom),
    "page": Suite(PAGE_COMMANDS, ROOT / "pages", page),
    "startup": Suite(SCRIPT_COMMANDS, HERE, startup_script),
    "startup-page": Suite(PAGE_COMMANDS, HERE, startup_page),
    "border": Suite(BORDER_COMMANDS, HERE, border),
    "parse": Suite(SCRIPT_COMMANDS, None, parse),
    "html": Suite(HTML_COMMANDS, HERE, html),
}
