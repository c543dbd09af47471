"""The declarations of a style attribute; the texts are Chromium's for the same input."""

import pytest

from webapis.css.declaration_parsing import parse_block
from webapis.css.matching import match_value, significant
from webapis.css.properties import TYPES, longhands
from webapis.css.property_attributes import property_attributes
from webapis.css.shorthands import shorthands
from webapis.css.style_declaration import InlineStyle, serialize_block
from webapis.css.syntax.reading import component_values
from webapis.css.value_syntax import Syntax, syntax_of
from webapis.html.elements.html_element import HTMLElement

# text of a style attribute | what cssText says
TEXTS = """
color:RED; width:10PX | color: red; width: 10px;
margin: 1px 2px 3px | margin: 1px 2px 3px;
margin-top: 1px; margin-right: 1px; margin-bottom: 1px; margin-left: 1px | margin: 1px;
margin: 1px; margin-top: inherit | margin-right: 1px; margin-bottom: 1px; margin-left: 1px; margin-top: inherit;
background: url(a.png) no-repeat center / cover, #fff | background: url("a.png") center center / cover no-repeat, rgb(255, 255, 255);
background-position: top left | background-position: left top;
font: italic bold 12px/1.5 Arial Narrow, sans-serif | font: italic bold 12px / 1.5 "Arial Narrow", sans-serif;
flex: 1 | flex: 1 1 0%;
flex: none | flex: 0 0 auto;
border-radius: 5px 3px / 2px | border-radius: 5px 3px / 2px;
transition: opacity .3s ease, color 1s | transition: opacity 0.3s, color 1s;
grid-row: 1 / span 2 | grid-row: 1 / span 2;
grid-template-columns: repeat(3, 1fr) [x] minmax(0, 1fr) | grid-template-columns: repeat(3, 1fr) [x] minmax(0px, 1fr);
width: calc(10px + 1em * 2) | width: calc(2em + 10px);
width: calc(1in + 4px) | width: calc(100px);
width: calc(1px+2px); height: calc(1px + 1s) |
width: -1px; height: 5; margin: a |
color: hsl(120 50% 50% / 0.5) | color: rgba(64, 191, 64, 0.5);
color: #12345678 | color: rgba(18, 52, 86, 0.47);
--x:  {a:b} ; color: var(--x) | --x: {a:b}; color: var(--x);
margin: var(--y) | margin: var(--y);
margin: var(--y); margin-top: 1px | margin-right: ; margin-bottom: ; margin-left: ; margin-top: 1px;
box-shadow: 0 0 5px #000, inset 1px 1px red | box-shadow: rgb(0, 0, 0) 0px 0px 5px, red 1px 1px inset;
color: red !important; color: blue | color: red !important;
opacity: 50%; z-index: 1.5 | opacity: 0.5;
display: block flow-root | display: flow-root;
background-repeat: repeat no-repeat | background-repeat: repeat-x;
list-style: none | list-style: none;
outline: none | outline: none;
white-space: pre-wrap | white-space: pre-wrap;
content: "a\\"b" counter(c) | content: "a\\"b" counter(c);
foo: bar; color; :red; height: 1px | height: 1px;
-webkit-transform: scale(1) | transform: scale(1);
"""
ROWS = [tuple(part.strip() for part in row.split("|")) for row in TEXTS.strip().split("\n")]


@pytest.mark.parametrize(("text", "wanted"), ROWS)
def test_css_text(text: str, wanted: str) -> None:
    assert serialize_block(parse_block(text)) == wanted


def test_serialized_text_is_read_as_the_same() -> None:
    for _, wanted in ROWS:
        if ": ;" not in wanted:
            assert serialize_block(parse_block(wanted)) == wanted


def names_used(syntax: Syntax) -> set[str]:
    own = {syntax.name} if syntax.kind == "type" else set()
    return own.union(*(names_used(item) for item in syntax.items))


def test_the_table_is_whole() -> None:
    numeric = {"number", "integer", "percentage", "length", "length-percentage", "angle", "time", "flex", "resolution"}
    words = {"custom-ident", "dashed-ident", "string", "url", "line-names", "family-name"}
    basic = numeric | words | {"color", "alpha-value"}
    used: set[str] = set()
    for name, row in longhands().items():
        used |= names_used(syntax_of(row.syntax))
        assert match_value(row.syntax, significant(component_values(row.initial))) == row.initial, name
    for text in TYPES.values():
        used |= names_used(syntax_of(text))
    assert used <= basic | TYPES.keys()
    for row_of in shorthands().values():
        assert longhands().keys() >= set(row_of.longhands)
        assert row_of.name not in longhands()


def test_attribute_names() -> None:
    attributes = property_attributes()
    assert attributes["backgroundColor"] == attributes["background-color"] == "background-color"
    assert attributes["cssFloat"] == attributes["float"] == "float"
    assert attributes["webkitTransform"] == attributes["WebkitTransform"] == "-webkit-transform"


@pytest.fixture
def style(document: object) -> InlineStyle:
    element = document.create_element("div")
    assert isinstance(element, HTMLElement)
    return element.style


def test_attribute_and_declarations_follow_each_other(style: InlineStyle) -> None:
    style.set_property("COLOR", "Red", "")
    style.set_named_property("margin", "1px")
    assert style.element.get_attribute("style") == "color: red; margin: 1px;"
    assert (style.length, style.item(0), style.item(1), style.item(9)) == (5, "color", "margin-top", "")
    style.element.set_attribute("style", "top:1px !important")
    assert style.get_property_value("top") == "1px"
    assert style.get_property_priority("top") == "important"
    assert style.get_named_property("color") == ""
    style.set_property("top", "no length", "")
    style.set_property("top", "2px", "unimportant")
    style.set_property("nothing", "2px", "")
    assert style.css_text == "top: 1px !important;"
    assert style.remove_property("top") == "1px"
    assert style.element.get_attribute("style") == ""
    style.css_text = "padding: 1px 2px"
    assert style.get_property_value("padding-left") == "2px"
    assert style.get_property_value("padding") == "1px 2px"
    style.set_property("padding", "", "")
    assert style.length == 0


def test_hostile_values_end(style: InlineStyle) -> None:
    for text in ("(" * 5000, "calc(" * 5000, "a " * 20000, "1px," * 20000, "normal " * 32, "var(" * 3000, "\\" * 99999):
        for name in ("width", "font", "transition", "font-variant-numeric", "--x", "background", "grid-area"):
            style.set_property(name, text, "")
            style.css_text = f"{name}: {text}; color: red"
            assert len(style.css_text) < 1_000_000
