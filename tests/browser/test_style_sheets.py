"""Style sheets as scripts see them: https://drafts.csswg.org/cssom-1/"""

from pathlib import Path

import pytest

from browser import open_page
from browser.page import Page
from jsengine._kernel import Terminated


def shown(html: str, expression: str) -> object:
    with open_page() as page:
        page.set_content(html)
        page.settle()
        return page.evaluate(expression)


# The text of one rule | its constructor | its cssText, lines joined by a stroke
RULES = """
a, b>c{color:RED;top:0} ~ CSSStyleRule ~ a, b > c { color: red; top: 0px; }
a{} ~ CSSStyleRule ~ a { }
a{top:1px;&:hover,+b{left:1px}right:1px} ~ CSSStyleRule ~ a {/  top: 1px;/  &:hover, & + b { left: 1px; }/  right: 1px;/}
@media PRINT{a{top:0}} ~ CSSMediaRule ~ @media print {/  a { top: 0px; }/}
@supports (color:red){a{top:0}} ~ CSSSupportsRule ~ @supports (color:red) {/  a { top: 0px; }/}
@layer a.b{c{}} ~ CSSLayerBlockRule ~ @layer a.b {/  c { }/}
@layer a , b; ~ CSSLayerStatementRule ~ @layer a, b;
@keyframes k{to,50%{top:0 !important;left:0}} ~ CSSKeyframesRule ~ @keyframes k { /  100%, 50% { left: 0px; }/}
@font-face{font-family:"x";src:url(y)} ~ CSSFontFaceRule ~ @font-face { font-family: "x"; src: url("y"); }
@page :FIRST{margin:1px} ~ CSSPageRule ~ @page :first { margin: 1px; }
@namespace p "u"; ~ CSSNamespaceRule ~ @namespace p url("u");
@import "u" layer(l) supports(color:red) print; ~ CSSImportRule ~ @import url("u") layer(l) supports(color:red) print;
"""
ROWS = [tuple(part.strip(" ") for part in row.split("~")) for row in RULES.strip("\n").split("\n")]


@pytest.fixture(scope="module")
def page() -> Page:
    page = open_page()
    page.set_content("<!doctype html><style></style>")
    return page


@pytest.mark.parametrize(("text", "kind", "written"), ROWS)
def test_rules(page: Page, text: str, kind: str, written: str) -> None:
    page.evaluate(f"document.querySelector('style').textContent = {text!r}")
    rule = "document.styleSheets[0].cssRules[0]"
    assert page.evaluate(f"{rule}.constructor.name") == kind
    assert page.evaluate(f"{rule}.cssText") == written.replace("/", "\n")


def test_what_is_wrong_is_dropped_alone(page: Page) -> None:
    page.evaluate(
        "document.querySelector('style').textContent = 'a::x{} b{top:1px;left:;:;x:y} @foo{} @media{c{}}{} d{}'"
    )
    texts = page.evaluate("[...document.styleSheets[0].cssRules].map(rule => rule.cssText.replace(/\\s+/g, ' '))")
    assert texts == ["b { top: 1px; }", "@media { c { } }", "d { }"]


def test_deep_nesting_ends(page: Page) -> None:
    page.evaluate(
        "document.querySelector('style').textContent = 'a{'.repeat(20000) + '}'.repeat(20000) + '('.repeat(20000)"
    )
    assert page.evaluate("document.styleSheets[0].cssRules.length") in (0, 1)
    page.evaluate("document.querySelector('style').textContent = '@media all{'.repeat(20000)")
    assert page.evaluate("document.styleSheets[0].cssRules.length") in (0, 1)


def test_inserting_and_deleting() -> None:
    assert shown(
        "<!doctype html><style>@import 'data:text/css,'; a {}</style>",
        """(() => {
          const sheet = document.styleSheets[0], tried = [];
          const attempt = (text, index) => { try { tried.push(sheet.insertRule(text, index)) } catch (e) { tried.push(e.name) } };
          attempt('b {}', 2); attempt('c {}', 0); attempt('d', 0); attempt('e {}', 9); attempt('@import "x"', 3);
          attempt('@namespace "x"', 1); attempt('f {} g {}', 1);
          sheet.deleteRule(1);
          try { sheet.deleteRule(7) } catch (e) { tried.push(e.name) }
          return [...tried, sheet.cssRules.length, sheet.cssRules[1].cssText] })()""",
    ) == [
        2,
        "HierarchyRequestError",
        "SyntaxError",
        "IndexSizeError",
        "HierarchyRequestError",
        "InvalidStateError",
        "SyntaxError",
        "IndexSizeError",
        2,
        "b { }",
    ]


def test_sheets_follow_their_owners() -> None:
    assert shown(
        """<!doctype html><style id=a>x {}</style><link id=b rel=stylesheet href="data:text/css,y{}" media=print title=t>
        <link id=c rel="alternate stylesheet" href="data:text/css,z{}" title=u><div id=host></div>""",
        """(() => {
          const log = [...document.styleSheets].map(s => [s.ownerNode.id, s.media.mediaText, s.title, s.disabled].join());
          const a = document.getElementById('a'), sheet = a.sheet;
          document.body.append(a);
          log.push([...document.styleSheets].map(s => s.ownerNode.id).join(), a.sheet === sheet, sheet.ownerNode === null);
          const shadow = document.getElementById('host').attachShadow({mode: 'open'});
          shadow.innerHTML = '<style>q {}</style>';
          log.push(shadow.styleSheets.length, document.styleSheets.length);
          a.remove();
          log.push(a.sheet === null, document.styleSheets.length);
          return log })()""",
    ) == ["a,,,false", "b,print,t,false", "c,,u,true", "b,c,a", False, True, 1, 3, True, 2]


def test_scripts_wait_for_sheets_before_them() -> None:
    assert shown(
        """<!doctype html><script>const log = []</script>
            <link rel=stylesheet href="data:text/css,@import 'data:text/css,a{}'" onload="log.push('sheet')">
            <link rel=stylesheet href="data:text/css,b{}" media=print onload="log.push('print')">
            <script>log.push('script ' + document.styleSheets[0]?.cssRules[0].styleSheet.cssRules[0].cssText)</script>""",
        "log.filter(one => one !== 'print')",
    ) == ["sheet", "script a { }"]


def test_imports_in_a_circle_end(tmp_path: Path) -> None:
    folder = tmp_path
    (folder / "a.css").write_text("@import 'b.css'; a {}")
    (folder / "b.css").write_text("@import 'a.css'; b {}")
    (folder / "page.html").write_text(
        "<!doctype html><link rel=stylesheet href=a.css onload='document.title = event.type'>"
    )
    with open_page(str(folder / "page.html")) as page:
        page.settle()
        inner = "document.styleSheets[0].cssRules[0].styleSheet"
        assert page.evaluate("document.title") == "load"
        assert page.evaluate(f"{inner}.cssRules[1].cssText") == "b { }"
        assert page.evaluate(f"{inner}.cssRules[0].styleSheet") is None


def test_constructed_sheets() -> None:
    assert shown(
        "<!doctype html>",
        """(async () => {
          const sheet = new CSSStyleSheet({ media: 'print', disabled: true }), log = [sheet.media.mediaText, sheet.disabled];
          sheet.replaceSync('a {} @import "x"; b {}');
          log.push(sheet.cssRules.length, await sheet.replace('c {}') === sheet, sheet.cssRules[0].cssText);
          const array = document.adoptedStyleSheets;
          array.push(sheet); array[1] = sheet; array.length = 1;
          log.push(document.adoptedStyleSheets === array, array.length, document.styleSheets.length);
          for (const value of [{}, null]) try { document.adoptedStyleSheets = [value] } catch (e) { log.push(e.name) }
          document.adoptedStyleSheets = new Set([new CSSStyleSheet()]);
          log.push(array.length, array[0] !== sheet, Object.keys(array).join());
          return log })()""",
    ) == ["print", True, 2, True, "c { }", True, 1, 0, "TypeError", "TypeError", 1, True, "0"]


def test_css_and_match_media() -> None:
    assert shown(
        "<!doctype html>",
        """[CSS.escape('1 a'), CSS.supports('color', 'red'), CSS.supports('(x: y) or (not (top: foo))'), CSS.supports('top', 'foo'),
            matchMedia('(WIDTH:1280px)').media, matchMedia('(width: 1280px)').matches, innerWidth, innerHeight]""",
    ) == ["\\31 \\ a", True, True, False, "(width: 1280px)", True, 1280, 720]


def test_nested_rules_that_multiply_end_with_the_time_limit() -> None:
    with open_page(time_limit=1.0) as page:
        page.set_content("<!doctype html><style></style><body><p>")
        rules = "'p {' + '&&&&&&&&:is(b, &) {'.repeat(25) + 'top: 1px'"
        page.evaluate(f"document.querySelector('style').textContent = {rules}")
        with pytest.raises(Terminated, match="time limit"):
            page.evaluate("getComputedStyle(document.querySelector('p')).top")
        page.evaluate("document.querySelector('style').remove()")
        assert page.evaluate("getComputedStyle(document.querySelector('p')).top") == "auto"


def test_the_viewport_is_what_was_asked_for() -> None:
    with open_page(viewport=(400, 300)) as page:
        page.set_content("<!doctype html><style>@media (max-width: 400px) { body { width: 50vw } }</style>")
        assert page.evaluate("[innerWidth, innerHeight, getComputedStyle(document.body).width]") == [400, 300, "200px"]


def test_other_owners_of_sheets(tmp_path: Path) -> None:
    (tmp_path / "page.xhtml").write_text(
        """<?xml-stylesheet type="text/css" href="data:text/css,p{top:1px}&#x41;"?>
        <html xmlns="http://www.w3.org/1999/xhtml"><body><p>x</p>
        <svg xmlns="http://www.w3.org/2000/svg"><style>p { left: 1px }</style></svg></body></html>"""
    )
    with open_page(str(tmp_path / "page.xhtml")) as page:
        page.settle()
        assert page.evaluate(
            """(() => { const style = getComputedStyle(document.querySelector('p')), svg = document.querySelector('style');
              return [style.top, style.left, document.firstChild.sheet.href, svg.sheet.ownerNode === svg,
                document.styleSheets.length] })()"""
        ) == ["1px", "1px", "data:text/css,p{top:1px}A", True, 2]


def test_sets_of_sheets_are_chosen() -> None:
    assert shown(
        """<!doctype html><link rel=stylesheet title=a href="data:text/css,p{top:1px}">
        <link id=b rel="alternate stylesheet" title=b href="data:text/css,p{top:2px}"><p>""",
        """(() => {
          const style = getComputedStyle(document.querySelector('p')), log = [style.top], link = document.getElementById('b');
          document.head.insertAdjacentHTML('beforeend', '<meta http-equiv=default-style content=b>');
          log.push(style.top);
          link.disabled = true; log.push(style.top, link.sheet);
          link.disabled = false; log.push(style.top, link.sheet.disabled);
          return log })()""",
    ) == ["1px", "2px", "auto", None, "2px", False]


def test_a_sheet_in_its_address_is_there_at_once() -> None:
    assert shown(
        "<!doctype html><p>",
        """new Promise(resolve => {
          const link = document.createElement('link'), log = [];
          link.rel = 'stylesheet'; link.href = 'data:text/css,p{top:1px}';
          link.onload = () => { log.push('load'); resolve(log) };
          document.head.append(link);
          log.push(getComputedStyle(document.querySelector('p')).top) })""",
    ) == ["1px", "load"]


def test_prefixed_event_handlers() -> None:
    assert shown(
        "<!doctype html><p onwebkittransitionend='window.heard = event.type'>",
        """(() => { const p = document.querySelector('p');
          p.dispatchEvent(new TransitionEvent('webkittransitionend')); const first = window.heard;
          p.dispatchEvent(new TransitionEvent('webkitTransitionEnd', { propertyName: 'top' }));
          return [first, window.heard] })()""",
    ) == [None, "webkitTransitionEnd"]
