"""Libraries as npm has them, unmodified: after each step of a page's script the DOM, the fields and the log of events are
what Chromium had (recorded/, by record.js)."""

import json
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest

from browser import open_page
from tests.serving import serving

HERE = Path(__file__).parent
NAMES = sorted(path.stem for path in (HERE / "recorded").glob("*.json"))

pytestmark = pytest.mark.skipif(
    not (HERE / "node_modules" / "vue").is_dir(),
    reason="tools/test installs the libraries with npm, which is missing here",
)


class Quiet(SimpleHTTPRequestHandler):
    """The pages and libraries as files, without a log."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    """A server of this folder on the loopback interface."""
    with serving(partial(Quiet, directory=str(HERE))) as address:
        yield address


def test_every_page_was_recorded() -> None:
    assert sorted(path.stem for path in (HERE / "apps").glob("*.html")) == NAMES


@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", NAMES)
def test_library(name: str, origin: str) -> None:
    recorded = json.loads((HERE / "recorded" / f"{name}.json").read_text(encoding="utf-8"))
    with open_page(f"{origin}/apps/{name}.html") as page:
        page.settle()
        assert json.loads(page.evaluate("snapshot()")) == recorded[0]
        for index, wanted in enumerate(recorded[1:]):
            page.evaluate(f"runStep({index})")
            page.settle()
            assert json.loads(page.evaluate("snapshot()")) == wanted, f"step {index}"
