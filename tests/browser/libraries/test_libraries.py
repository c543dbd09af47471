"""Eleven libraries from npm run unmodified: step by step the DOM and the log of events that Chromium had."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from browser import open_page
from browser.page import Page

FOLDER = Path(__file__).parent
NAMES = sorted(path.stem for path in (FOLDER / "apps").glob("*.html"))
MISSING = {
    "htmx": "it asks for XPathEvaluator as it starts, and there is no XPath",
    "lit": "style sheets are style elements in its shadow roots, because adoptedStyleSheets is not there",
}
# Lit marks its places in templates with a random number.
RANDOM_MARK = re.compile(r"lit\$\d+\$")


def settle(page: Page) -> None:
    """As record.js waits."""
    for _ in range(2):
        page.evaluate("new Promise((done) => setTimeout(() => requestAnimationFrame(done), 60))")


def snapshot(page: Page) -> Any:
    return json.loads(RANDOM_MARK.sub("lit$$", page.evaluate("snapshot()")))


def told_by_chromium(name: str) -> Any:
    return json.loads(RANDOM_MARK.sub("lit$$", (FOLDER / "recorded" / f"{name}.json").read_text()))


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.xfail(reason=MISSING[name], strict=True)) if name in MISSING else name
        for name in NAMES
    ],
)
def test_library(name: str) -> None:
    if not (FOLDER / "node_modules").is_dir():
        pytest.skip("the libraries are not installed: tools/test does it, with npm")
    with open_page(str(FOLDER / "apps" / f"{name}.html"), root=str(FOLDER)) as page:
        settle(page)
        snapshots = [snapshot(page)]
        for index in range(page.evaluate("steps.length")):
            page.evaluate(f"runStep({index})")
            settle(page)
            snapshots.append(snapshot(page))
        assert snapshots == told_by_chromium(name)
