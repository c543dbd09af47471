"""Long texts are worked on in pieces (`webapis.infra.pieces`); where they are cut must not be seen."""

import base64
from collections.abc import Iterator

import pytest

from browser import open_page
from browser.page import Page
from webapis.infra.pieces import PIECE, pieces

THIRDS = 3 << 16
PAIR = "\ud83d\ude00"


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with open_page() as opened:
        opened.set_content("<body>")
        yield opened


@pytest.mark.parametrize("before", range(PIECE - 2, PIECE + 2))
def test_no_pair_is_cut(before: int) -> None:
    text = "x" * before + PAIR * 3
    parts = list(pieces(text))
    assert "".join(parts) == text
    assert [part[-1:] for part in parts if part.endswith("\ud83d")] == []


@pytest.mark.parametrize("before", range(PIECE - 4, PIECE + 2))
def test_coding(page: Page, before: int) -> None:
    script = f"""
      const text = "x".repeat({before}) + "\\u{{1f600}}\\ud800\\u00e4\\ufeff".repeat(2);
      const bytes = new TextEncoder().encode(text);
      const wide = new Uint8Array(Uint16Array.from(text, c => c.charCodeAt()).buffer);
      const back = new TextDecoder().decode(bytes);
      return [bytes.length, back === text.replaceAll(/\\ud800(?!\\ude00)/g, "\\ufffd"),
              new TextDecoder("utf-16le").decode(wide).length, new DOMParser()
                .parseFromString("<r>" + back + "</r>", "text/xml").documentElement.textContent === back];
    """
    units = ("x" * before + (PAIR + "\ud800\xe4\ufeff") * 2).encode("utf-16-le", "surrogatepass")
    size = len(units.decode("utf-16-le", "replace").encode())
    assert page.evaluate(f"(() => {{ {script} }})()") == [size, True, before + 8, True]


@pytest.mark.parametrize("count", [0, 1, 2, 3, THIRDS - 1, THIRDS, THIRDS + 1, THIRDS * 4 // 3, THIRDS * 2 + 5])
def test_base64(page: Page, count: int) -> None:
    text = "".join(chr(i * 7 % 256) for i in range(count))
    encoded = page.evaluate("btoa", text) if count else page.evaluate("btoa('')")
    assert encoded == base64.b64encode(text.encode("latin-1")).decode()
    assert page.evaluate("t => atob(t)", encoded) == text
    assert page.evaluate("t => atob(' ' + t.replaceAll('=', '') + '\\n')", encoded) == text


@pytest.mark.parametrize(
    "wrong", ["'A'.repeat(4e5) + '-AAA'", "'A'.repeat(4e5) + '='", "'=' + 'A'.repeat(4e5 - 1)", "'A'.repeat(4e5 + 1)"]
)
def test_what_is_not_base64(page: Page, wrong: str) -> None:
    script = f"(() => {{ try {{ atob({wrong}) }} catch (e) {{ return e.name }} }})()"
    assert page.evaluate(script) == "InvalidCharacterError"


def test_xpath(page: Page) -> None:
    text = f"' \\n' + 'a  b '.repeat({PIECE}) + ' '.repeat({PIECE * 3})"
    path = "normalize-space(translate(., 'ab', 'c'))"
    script = "(text, path) => document.evaluate(path, new Text(text), null, 2, null).stringValue"
    assert page.evaluate(f'({script})({text}, "{path}") === "c ".repeat({PIECE}).trim()') is True


def test_lines(page: Page) -> None:
    page.evaluate("document.body.innerText = 'a\\r\\nb\\n\\nc\\r'")
    assert page.evaluate("document.body.innerHTML") == "a<br>b<br><br>c<br>"
