"""Whole pages with either tree construction: scripts, document.write, frames, fragments, templates, custom elements."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from browser import open_page
from browser.cli.page import PAGE_SWITCHES, PageOptions
from browser.options import HTML_PARSERS
from browser.page import Page
from jsengine.options import UsageError, parse

ROOT = Path(__file__).parents[2]
Open = Callable[..., Page]

WRITES = "<body><p>0<script>document.write('<b>1<script>document.write(\"<i>2</i>\"); seen()</' + 'script>3'); seen()</script>4</b>5"


@pytest.fixture(params=HTML_PARSERS)
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Open:
    """A page of some markup whose scripts may `log`, and of files beside it."""
    if request.param == "html5lib":
        pytest.importorskip("html5lib")

    def open_markup(markup: str, **files: str) -> Page:
        for name, text in files.items():
            (tmp_path / name.replace("_", ".")).write_text(text)
        (tmp_path / "a.html").write_text(
            f"<!DOCTYPE html><script>log = (...values) => console.log(...values)</script>{markup}"
        )
        return open_page(str(tmp_path / "a.html"), html_parser=request.param)

    return open_markup


def logged(page: Page) -> list[str]:
    assert page.errors == []
    return [message.text for message in page.console]


def test_scripts_write_in_their_place_and_see_what_is_there(opened: Open) -> None:
    seen = "seen = () => log(document.body.innerHTML.replace(/<script>.*?<\\/script>/g, ''))"
    with opened(f"<script>{seen}</script>{WRITES}") as page:
        page.evaluate("seen()")
        assert logged(page) == ["<p>0<b>1<i>2</i></b></p>", "<p>0<b>1<i>2</i>3</b></p>", "<p>0<b>1<i>2</i>34</b>5</p>"]


def test_scripts_run_in_order(opened: Open) -> None:
    markup = "<script defer src=d.js></script><script src=s.js></script><table><tr><td><script>log('cell')</script></table><svg><script>log('svg')</script></svg>"
    with opened(
        markup, d_js="log('defer', document.readyState)", s_js="document.write('<u>w</u>'); log('external')"
    ) as page:
        assert logged(page) == ["external", "cell", "svg", "defer interactive"]
        assert page.evaluate("document.body.firstChild.outerHTML") == "<u>w</u>"


def test_an_opened_document_is_parsed_anew(opened: Open) -> None:
    with opened("<p>old") as page:
        page.evaluate(
            "document.open(); for (const c of '<title>t</title><ul><li>1<li>2') document.write(c); document.close()"
        )
        assert page.content() == "<html><head><title>t</title></head><body><ul><li>1</li><li>2</li></ul></body></html>"


def test_frames_and_fragments_and_other_documents(opened: Open) -> None:
    with opened('<iframe srcdoc="<table>x<tr><td>1"></iframe><div></div><template><tr><td>2</template>') as page:
        assert (
            page.evaluate("frames[0].document.body.innerHTML") == "x<table><tbody><tr><td>1</td></tr></tbody></table>"
        )
        assert page.evaluate("frames[0].document.compatMode + document.compatMode") == "CSS1CompatCSS1Compat"
        page.evaluate("document.querySelector('div').innerHTML = '<p>1<p><script>log(1)</script><form><input>'")
        assert page.evaluate("document.querySelector('div').innerHTML") == (
            "<p>1</p><p><script>log(1)</script></p><form><input></form>"
        )
        assert page.evaluate("document.querySelector('template').content.firstChild.outerHTML") == "<tr><td>2</td></tr>"
        assert page.evaluate("new DOMParser().parseFromString('<b><p>1</b>2', 'text/html').body.innerHTML") == (
            "<b></b><p><b>1</b>2</p>"
        )
        assert logged(page) == []


def test_custom_elements_and_shadow_roots(opened: Open) -> None:
    definition = (
        "customElements.define('x-y', class extends HTMLElement { constructor() { super(); log('made', this.childNodes.length) }"
        " connectedCallback() { log(this.previousSibling.data, this.getAttribute('a')) } })"
    )
    shadow = "<div><template shadowrootmode=open><slot></slot></template>light</div>"
    with opened(f"<script>{definition}</script><body>0<x-y a=1>1</x-y>{shadow}") as page:
        assert logged(page) == ["made 0", "0 1"]
        assert page.evaluate("document.querySelector('div').shadowRoot.innerHTML") == "<slot></slot>"


@pytest.mark.parametrize("name", HTML_PARSERS)
def test_only_who_chooses_html5lib_imports_it(name: str) -> None:
    pytest.importorskip("html5lib")
    program = (
        "import sys; from browser import open_page\n"
        "with open_page(html_parser=sys.argv[1]) as page: page.set_content('<p>1'); print('html5lib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program, name], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == f"{name == 'html5lib'}\n"


def test_a_parser_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="no HTML parser 'lxml'; there are whipsnake and html5lib"):
        open_page(html_parser="lxml")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ModuleNotFoundError, match="html5lib is not installed"):
        open_page(html_parser="html5lib")
    for words, variables in ((["--html-parser", "lxml"], {}), ([], {"WHIPSNAKE_HTML_PARSER": "html5lib"})):
        with pytest.raises(UsageError, match="--html-parser: "):
            PageOptions(parse(words, PAGE_SWITCHES, variables))
    assert PageOptions(parse([], PAGE_SWITCHES, {})).html_parser == "whipsnake"
