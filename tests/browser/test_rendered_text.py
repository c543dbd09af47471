"""innerText and outerText as they are set. Compared with Chromium; what they give is the text, for nothing is rendered."""

import pytest

from browser import open_page

CASES = {
    "b.innerText = 'one\\r\\ntwo\\n\\n\\rthree'": "x<b>one<br>two<br><br><br>three</b>y",
    "b.innerText = ''": "x<b></b>y",
    "b.innerText = null": "x<b></b>y",
    "b.outerText = 'z'": "xzy",
    "b.outerText = 'one\\ntwo'; a.append(String(a.childNodes.length))": "xone<br>twoy3",
    "b.outerText = ''; a.append(String(a.childNodes.length))": "xy1",
    "a.firstChild.remove(); b.outerText = '\\n'; a.append(String(a.childNodes.length))": "<br>y2",
}


@pytest.mark.parametrize("script", CASES)
def test_setting(script: str) -> None:
    with open_page() as page:
        page.set_content("<div>x<b>bold</b>y</div>")
        page.evaluate(
            f"(() => {{ const a = document.querySelector('div'), b = document.querySelector('b'); {script} }})()"
        )
        assert page.evaluate("document.querySelector('div').innerHTML") == CASES[script]


def test_getting_and_refusing() -> None:
    with open_page() as page:
        page.set_content("<p>one <i>two</i></p>")
        assert page.evaluate(
            "(() => { const p = document.querySelector('p'); let name;"
            " try { document.createElement('p').outerText = 'x' } catch (e) { name = e.name }"
            " return [p.innerText, p.outerText, name] })()"
        ) == ["one two", "one two", "NoModificationAllowedError"]
