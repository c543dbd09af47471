"""Style sheets, preloads, refreshes and SVG's scripts: what is fetched, and what is told of it."""

import pytest

from browser import open_page
from webapis.html.elements.meta import parse_refresh


def test_style_sheets_tell_how_they_came() -> None:
    with open_page() as page:
        page.set_content("""<!doctype html><script>const log = [], note = (name) => (event) => log.push(name + " " + event.type);</script>
          <link rel=stylesheet href="data:text/css,p{}" onload="note('good')(event)">
          <link rel=stylesheet href="data:text/plain,x" onerror="note('missing')(event)">
          <link rel=stylesheet href="data:text/css,@import 'data:text/plain,';" onload="note('import')(event)">
          <link rel=preload as=fetch href="data:,x" onload="note('preload')(event)">
          <link rel=preload as=nothing href="data:,x" onload="note('none')(event)">
          <style onload="note('style')(event)">p {}</style>
          <style type=text/other onload="note('none')(event)">p {}</style>
          <script>onload = () => log.push("window")</script>""")
        page.settle()
        log = page.evaluate("log")
        assert isinstance(log, list)
        assert sorted(log) == ["good load", "import load", "missing error", "preload load", "style load", "window"]
        assert log.index("window") > max(log.index("good load"), log.index("missing error"), log.index("style load"))


@pytest.mark.parametrize(
    ("content", "parsed"),
    [
        ("5", (5, None)),
        ("1; url=a", (1, "a")),
        ("1,URL = 'a b' rest", (1, "a b")),
        ("1 a", (1, "a")),
        (".5;a", (0, "a")),
        ("1;;url=a", (1, ";url=a")),
        ("1.9.9 ; a", (1, "a")),
        ("", None),
        ("x", None),
        ("1x", None),
        ("-1; a", None),
    ],
)
def test_contents_of_refreshes(content: str, parsed: tuple[int, str | None] | None) -> None:
    assert parse_refresh(content) == parsed


def test_refresh() -> None:
    with open_page() as page:
        page.set_content("<iframe srcdoc=\"<meta http-equiv=Refresh content='1; about:blank?next'>first\"></iframe>")
        page.settle()
        assert page.evaluate("frames.length") == 1
        assert page.evaluate("frames[0].location.search") == "?next"


def test_scripts_of_svg_run() -> None:
    with open_page() as page:
        page.set_content("""<script>const log = []</script>
          <svg><script>log.push("inline " + document.currentScript.localName)</script></svg><script>log.push("html")</script>
          <svg><script xlink:href="data:text/javascript,log.push('external')"></script></svg><script>log.push("after")
            const made = document.createElementNS("http://www.w3.org/2000/svg", "script");
            made.textContent = "log.push('made')";
            document.querySelector("svg").append(made);
            const plain = document.createElement("div");
            plain.innerHTML = "<svg><script>log.push('never')</scr" + "ipt></svg>";
            document.body.append(plain);
            made.href.baseVal = "b";
            log.push(made.getAttribute("href"), made instanceof SVGScriptElement);
          </script>""")
        page.settle()
        assert page.evaluate("log.join()") == "inline script,html,external,after,made,b,true"
