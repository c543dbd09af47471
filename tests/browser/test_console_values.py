"""Platform objects in the console: what they are, not which properties their wrappers have."""

import pytest

from browser import open_page

CONTENT = "<p id=x class='a b' title='&quot;\n'>hi <b>you</b><!--c--></p><input value=1><p></p>"


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("document", "#document"),
        ("document.doctype", "<!DOCTYPE html>"),
        ("document.querySelector('p')", '<p id="x" class="a b" title="&quot;↵">'),
        ("document.querySelector('p').firstChild", '#text "hi "'),
        ("document.querySelector('p').lastChild", "<!--c-->"),
        ("document.querySelector('p').attributes[0]", 'id="x"'),
        ("document.createDocumentFragment()", "#document-fragment"),
        ("document.createElement('div').attachShadow({mode: 'open'})", "#shadow-root (open)"),
        ("document.createElementNS('http://www.w3.org/2000/svg', 'svg:rect')", "<rect>"),
        ("document.querySelectorAll('p')", 'NodeList(2) [ <p id="x" class="a b" title="&quot;↵">, <p> ]'),
        ("document.getElementsByTagName('i')", "HTMLCollection(0) []"),
        ("document.querySelector('p').classList", "DOMTokenList(2) [ 'a', 'b' ]"),
        ("new MouseEvent('click')", "MouseEvent { type: 'click', target: null, isTrusted: false }"),
        ("location", "Location { href: 'about:blank' }"),
        ("new URL('http://a.example/?b')", "URL { href: 'http://a.example/?b' }"),
        (
            "Object.assign(document.createElement('p'), {style: 'color: red'}).style",
            "CSSStyleDeclaration { color: 'red' }",
        ),
        ("document.body.style", "CSSStyleDeclaration {}"),
        ("getComputedStyle(document.body)", "CSSStyleDeclaration {…}"),
        ("[{a: document.createElement('p')}]", "[ { a: <p> } ]"),
        ("new Text('x'.repeat(1000))", '#text "' + "x" * 60 + '…"'),
        ("new Blob([])", "Blob {}"),
    ],
)
def test_platform_objects_are_shown_as_what_they_are(script: str, expected: str) -> None:
    with open_page() as page:
        page.set_content("<!doctype html>" + CONTENT)
        page.evaluate(f"console.log({script})")
        assert page.console[-1].text == expected
        assert page.inspect(script) == expected


def test_long_lists_and_tags_are_cut() -> None:
    with open_page() as page:
        page.set_content("<i></i>" * 150)
        shown = page.inspect("document.querySelectorAll('i')")
        assert shown.startswith("NodeList(150) [") and shown.count("<i>") == 100 and "... 50 more items" in shown
        page.evaluate("for (let i = 0; i < 2000; i++) document.body.setAttribute('a' + i, 'v'.repeat(100))")
        assert len(page.inspect("document.body")) < 400


def test_nothing_of_a_script_runs() -> None:
    with open_page() as page:
        page.evaluate("""
            class Own extends HTMLElement { get id() { throw 1 } get attributes() { throw 2 } }
            customElements.define('own-x', Own);
            Object.defineProperty(Element.prototype, 'tagName', {get() { throw 3 }}); 0
        """)
        assert page.inspect("new Own()") == "<own-x>"
