"""Computed values; the expectations are the specifications', looked at in Chromium where they leave room."""

import pytest

from browser import open_page
from browser.page import Page

# style sheet ~ body ~ selector ~ property: value; ...
ROWS = """
p { color: green } .a { color: red } ~ <p class=a> ~ p ~ color: rgb(255, 0, 0)
#i { top: 1px } p.a.a { top: 2px } ~ <p class=a id=i> ~ p ~ top: 1px
p { top: 1px !important; top: 2px } ~ <p style='top: 3px'> ~ p ~ top: 1px
p { top: 1px } p { top: 2px } ~ <p> ~ p ~ top: 2px
:where(#i) { top: 1px } p { top: 2px } ~ <p id=i> ~ p ~ top: 2px
:is(#x, p) { top: 1px } .a { top: 2px } ~ <p class=a> ~ p ~ top: 1px
@media print { p { top: 1px } } @media (width: 1280px) { p { left: 1px } } ~ <p> ~ p ~ top: auto; left: 1px
@supports (x: y) { p { top: 1px } } @supports not (x: y) { p { left: 1px } } ~ <p> ~ p ~ top: auto; left: 1px
@layer b, a; @layer a { p { top: 1px } } @layer b { p { top: 2px } } ~ <p> ~ p ~ top: 1px
@layer a { p { top: 1px !important } } p { top: 2px !important } ~ <p> ~ p ~ top: 1px
@layer a { p { top: 1px } @layer b { p { top: 2px } } } ~ <p> ~ p ~ top: 1px
@layer a { p { top: 1px } } @layer b { p { top: revert-layer } } ~ <p> ~ p ~ top: 1px
p { .x & { top: 1px } & > b, + i { top: 2px } left: 3px } ~ <div class=x><p><b></b></div> ~ p ~ top: 1px; left: 3px
p { .x & { top: 1px } & > b, + i { top: 2px } } ~ <p><b></b> ~ b ~ top: 2px
p { display: none; display: revert } ~ <p> ~ p ~ display: block
div { color: red } b { color: initial } ~ <div><b> ~ b ~ color: rgb(0, 0, 0)
div { top: 1px; color: red } b { top: inherit; color: unset; left: unset } ~ <div><b> ~ b ~ top: 1px; color: rgb(255, 0, 0); left: auto
div { all: unset } ~ <div> ~ div ~ display: inline; margin-top: 0px
div { font-size: 20px } b { font-size: 2em; margin: 1em 1rem 1in 10% } ~ <div><b> ~ b ~ font-size: 40px; margin: 40px 16px 96px 10%
div { font-size: 150% } b { font-size: larger } i { font-size: x-large } ~ <div><b> ~ b ~ font-size: 28.8px
html { font-size: 10px } b { width: 2rem; height: 10vw; top: 50vmin } ~ <b> ~ b ~ width: 20px; height: 128px; top: 360px
b { width: calc(1em + 10px * 2); height: calc(10px - 1em); top: calc(1em + 10%) } ~ <b> ~ b ~ width: 36px; height: 0px; top: calc(10% + 16px)
div { font-weight: bold } b { font-weight: lighter } ~ <div><b> ~ b ~ font-weight: 400
b { line-height: 1.5; font-size: 10px } ~ <b> ~ b ~ line-height: 15px
b { border: thick; border-top: thick solid; outline: 3px } ~ <b> ~ b ~ border-left-width: 0px; border-top-width: 5px; outline-width: 0px
b { color: red; border-color: currentcolor; background: rebeccapurple } ~ <b> ~ b ~ border-top-color: rgb(255, 0, 0); background-color: rgb(102, 51, 153)
div { color: red; border-top-color: currentcolor } b { color: lime; border-top-color: inherit } ~ <div><b> ~ b ~ border-top-color: rgb(0, 255, 0)
b { float: left } i { position: absolute; float: left } ~ <b></b> ~ b ~ display: block; float: left
div { display: flex } b { } ~ <div><b></b> ~ b ~ display: block
b { overflow-x: scroll } ~ <b> ~ b ~ overflow-x: scroll; overflow-y: auto
b { margin-inline-start: 1px; margin-left: 2px } ~ <b> ~ b ~ margin-left: 2px; margin-inline-start: 2px
b { margin-left: 2px; margin-inline-start: 1px } ~ <b dir=rtl> ~ b ~ margin-left: 2px; margin-right: 1px
b { writing-mode: vertical-rl; block-size: 1px; padding-block-end: 3px } ~ <b> ~ b ~ width: 1px; padding-left: 3px
div { --x: 1px; --y: calc(var(--x) + 2px) } b { top: var(--y); left: var(--z, 4px); right: var(--z) } ~ <div><b> ~ b ~ top: 3px; left: 4px; right: auto
b { --x: var(--y); --y: var(--x); top: 1px; top: var(--x) } ~ <b> ~ b ~ top: auto; --x:
b { --m: 1px 2px; margin: var(--m) 3px; --empty: ; --up: initial } ~ <b> ~ b ~ margin: 1px 2px 3px; --m: 1px 2px
div { --x: a } b { --x: initial; color: var(--x, red) } ~ <div><b> ~ b ~ color: rgb(255, 0, 0)
b { font: italic bold 10px/2 serif } ~ <b> ~ b ~ font: italic 700 10px / 20px serif
b { transform: translate(1em, 2px) scale(2) } i { transform: translate(50%) } ~ <b> ~ b ~ transform: matrix(2, 0, 0, 2, 16, 2)
b { opacity: 2 } ~ <b> ~ b ~ opacity: 1
table { border-spacing: 1px } ~ <table> ~ table ~ border-spacing: 1px 1px; display: table
p:first-child { top: 1px } p:not(:first-child) { top: 2px } p:has(b) { left: 1px } ~ <div><p></p><p><b></div> ~ p + p ~ top: 2px; left: 1px
~ <h1>a ~ h1 ~ font-size: 32px; font-weight: 700; margin-top: 21.44px
~ <font color='#zz8' size=7> ~ font ~ color: rgb(0, 0, 8); font-size: 48px
~ <table bgcolor=red width=50% cellspacing=3 border> ~ table ~ background-color: rgb(255, 0, 0); width: 50%; border-spacing: 3px 3px; border-top-width: 1px
font { color: blue } ~ <font color=red> ~ font ~ color: rgb(0, 0, 255)
~ <input hidden> ~ input ~ display: none
~ <dialog>a</dialog> ~ dialog ~ display: none; position: absolute
""".strip()


@pytest.fixture(scope="module")
def page() -> Page:
    return open_page()


@pytest.mark.parametrize("row", ROWS.split("\n"))
def test_computed_values(page: Page, row: str) -> None:
    sheet, body, selector, wanted = [part.strip() for part in row.split("~")]
    page.set_content(f"<!doctype html><style>{sheet}</style><body>{body}")
    names = [one.partition(":")[0].strip() for one in wanted.split("; ")]
    ask = "([selector, names]) => names.map(name => name + ': ' + getComputedStyle(document.querySelector(selector)).getPropertyValue(name))"
    found = page.evaluate(f"({ask})([{selector!r}, {names!r}])")
    assert isinstance(found, list)
    assert "; ".join(found).strip() == wanted


def test_a_style_is_live(page: Page) -> None:
    page.set_content(
        "<!doctype html><style id=s>.a { top: 1px } .b .c, input:invalid + .c { top: 2px }</style><body><div><input><p>x"
    )
    assert page.evaluate(
        """(() => {
          const p = document.querySelector('p'), style = getComputedStyle(p), log = [style.top];
          const note = () => log.push(style.top);
          p.className = 'a'; note();
          p.className = 'c'; note();
          p.parentNode.className = 'b'; note();
          p.parentNode.className = ''; note();
          const input = document.querySelector('input'); input.setCustomValidity('no'); note();
          input.setCustomValidity(''); note();
          document.getElementById('s').sheet.insertRule('p { top: 3px }', 0); note();
          document.getElementById('s').sheet.disabled = true; note();
          p.style.top = '4px'; note();
          document.adoptedStyleSheets.push(new CSSStyleSheet());
          document.adoptedStyleSheets[0].replaceSync('p { top: 5px !important }'); note();
          p.remove(); note();
          return log })()"""
    ) == ["auto", "1px", "auto", "2px", "auto", "2px", "auto", "3px", "auto", "4px", "5px", ""]


def test_shadow_trees(page: Page) -> None:
    page.set_content(
        "<!doctype html><style>p, b, #host { color: red } b { top: 9px }</style><div id=host><b>x</b></div>"
    )
    assert page.evaluate(
        """(() => {
          const host = document.getElementById('host'), shadow = host.attachShadow({ mode: 'open' });
          shadow.innerHTML = `<style>:host { color: blue; left: 1px } :host(#host) p { left: 2px } p { top: 2px }
            ::slotted(b) { top: 3px; left: 3px } :host > div { right: 1px }</style><p></p><div><slot></slot></div>`;
          const of = (element, ...names) => names.map(name => getComputedStyle(element)[name]).join();
          return [of(host, 'color', 'left'), of(shadow.querySelector('p'), 'color', 'left', 'top'),
            of(host.firstChild, 'color', 'top', 'left'), of(shadow.querySelector('div'), 'right')] })()"""
    ) == ["rgb(255, 0, 0),1px", "rgb(255, 0, 0),2px,2px", "rgb(255, 0, 0),9px,3px", "1px"]


def test_parts_of_shadow_trees(page: Page) -> None:
    page.set_content(
        "<!doctype html><style>#host::part(a) { top: 1px } i::part(a) { top: 2px } #host::part(a b) { left: 1px }</style>"
        "<div id=host></div>"
    )
    assert page.evaluate(
        """(() => {
          const shadow = document.getElementById('host').attachShadow({ mode: 'open' });
          shadow.innerHTML = '<style>p { top: 3px }</style><p part="a"></p><p part="b a"></p><p part="b"></p>';
          return [...shadow.querySelectorAll('p')].map(p => getComputedStyle(p).top + getComputedStyle(p).left) })()"""
    ) == ["1pxauto", "1px1px", "3pxauto"]


def test_pseudo_elements(page: Page) -> None:
    page.set_content("<!doctype html><style>p { color: red } p::before { content: 'x'; top: 1px }</style><p>")
    assert page.evaluate(
        """['::before', ':before', '::after', 'x', '::x', ':x'].map(name => {
          const style = getComputedStyle(document.querySelector('p'), name);
          return [style.content, style.top, style.color].join() })"""
    ) == [
        '"x",1px,rgb(255, 0, 0)',
        '"x",1px,rgb(255, 0, 0)',
        "none,auto,rgb(255, 0, 0)",
        "normal,auto,rgb(255, 0, 0)",
        ",,",
        ",,",
    ]


def test_deep_trees_and_long_chains_end(page: Page) -> None:
    page.set_content("<!doctype html><body>")
    assert page.evaluate(
        """(() => {
          let deepest = document.body;
          for (let i = 0; i < 20000; i++) deepest = deepest.appendChild(document.createElement('div'));
          document.body.style.cssText = 'color: red; font-size: 20px; --x: y';
          const style = getComputedStyle(deepest);
          return [style.color, style.fontSize, style.getPropertyValue('--x')] })()"""
    ) == ["rgb(255, 0, 0)", "20px", "y"]
    page.set_content("<!doctype html><body>")
    assert (
        page.evaluate(
            """(() => {
              let text = '--v0: 1px;';
              for (let i = 1; i < 1000; i++) text += `--v${i}: var(--v${i - 1}) var(--v${i - 1});`;
              document.body.style.cssText = text + 'top: var(--v999)';
              return getComputedStyle(document.body).top })()"""
        )
        == "auto"
    )
