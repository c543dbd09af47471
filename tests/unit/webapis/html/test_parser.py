"""Parsing HTML into our nodes."""

import time

import pytest

import webapis.html.elements
import webapis.html.parser
from webapis.dom.document import Document
from webapis.dom.element import Element
from webapis.dom.node import Node
from webapis.dom.text import Text
from webapis.html.dom_parsing import DOMParser
from webapis.html.elements.form_parts import HTMLButtonElement
from webapis.html.elements.interactive import HTMLTemplateElement
from webapis.html.elements.script import HTMLScriptElement
from webapis.html.elements.tabular import HTMLTableElement
from webapis.html.parser import parse_document, parse_fragment
from webapis.html.serialization import serialize_children
from webapis.idl.exceptions import DOMException
from webapis.infra import namespaces

assert webapis.html.elements is not None


def parsed(text: str) -> str:
    return serialize_children(parse_document(text, scripting=False))


def parsed_in(local_name: str, text: str, namespace: str | None = None) -> str:
    return serialize_children(parse_fragment(text, local_name, namespace=namespace))


def first_text(node: Node) -> str:
    assert isinstance(node.first_child, Text)
    return node.first_child.text


def test_a_document() -> None:
    document = parse_document("<!DOCTYPE html><html lang=en><title>a&amp;b</title><p id=x>1<p>2", scripting=False)
    assert document.mode == "no-quirks" and document.doctype is not None and document.doctype.name == "html"
    assert document.title == "a&b"
    paragraph = document.get_element_by_id("x")
    assert paragraph is not None and paragraph.is_connected and paragraph.text_content == "1"
    assert document.document_element is not None and document.document_element.get_attribute("lang") == "en"
    assert parse_document("<p>", scripting=False).mode == "quirks"


def test_text_is_one_node_of_code_units() -> None:
    body = parse_document("<body>a&amp;b&#x1F600;\U0001f600c", scripting=False).body
    assert body is not None and body.child_count == 1
    assert first_text(body) == "a&b\ud83d\ude00\ud83d\ude00c"


def test_lone_surrogates_stay() -> None:
    assert first_text(parse_fragment("a\ud800b", "div")) == "a\ud800b"


def test_later_tags_add_attributes_to_html_and_body() -> None:
    assert parsed("<html a=1><body b=1><html a=2 c=3><body b=2 d=4>") == (
        '<html a="1" c="3"><head></head><body b="1" d="4"></body></html>'
    )


def test_foster_parenting() -> None:
    assert parsed_in("div", "<table>a<tr><td>b</td></tr><i>c</table>") == (
        "a<i>c</i><table><tbody><tr><td>b</td></tr></tbody></table>"
    )


def test_the_adoption_agency() -> None:
    assert parsed_in("div", "<b>1<p>2</b>3</p>") == "<b>1</b><p><b>2</b>3</p>"

    # Of the elements between, the fourth and those above it are not cloned.
    assert parsed_in("div", "<b><em><i><u><s><p></b></em>x") == (
        "<b><em><i><u><s></s></u></i></em></b><i><u><s><p><b></b>x</p></s></u></i>"
    )


def test_select() -> None:
    assert parsed_in("div", "<select><div><option>1<b>2<option>3<hr><select><p>") == (
        "<select><div><option>1<b>2<option>3</option><hr></b></option></div></select><p></p>"
    )


def test_template_contents() -> None:
    fragment = parse_fragment("<template><tr><td>1</template>2", "div")
    template = fragment.first_child
    assert isinstance(template, HTMLTemplateElement) and template.first_child is None
    assert serialize_children(template.content) == "<tr><td>1</td></tr>"
    assert template.content.node_document is not fragment.node_document
    assert parsed("<template><p>a</template>") == (
        "<html><head><template><p>a</p></template></head><body></body></html>"
    )


def test_foreign_elements() -> None:
    fragment = parse_fragment('<svg viewbox="0" xlink:href=u><foreignobject><p>1</p></svg>2', "div")
    svg = fragment.first_child
    assert isinstance(svg, Element) and svg.namespace_uri == namespaces.SVG
    assert svg.get_attribute("viewBox") == "0" and svg.get_attribute_ns(namespaces.XLINK, "href") == "u"
    assert parsed_in("path", "<g></g><p>1", namespaces.SVG) == "<g></g><p>1</p>"


def test_contexts() -> None:
    assert parsed_in("colgroup", "a b <col>c d") == "  <col> "
    assert parsed_in("table", "<td>1") == "<tbody><tr><td>1</td></tr></tbody>"
    assert parsed_in("title", "<p>&lt;") == "&lt;p&gt;&lt;"
    assert parsed_in("select", "<option>1<option>2") == "<option>1</option><option>2</option>"


def test_the_attributes_that_parse(document: Document) -> None:
    body = document.body
    assert body is not None
    body.inner_html = "<table><tr><td>1</table><p>2"
    assert isinstance(body.first_child, HTMLTableElement) and body.first_child.node_document is document
    assert body.inner_html == "<table><tbody><tr><td>1</td></tr></tbody></table><p>2</p>"
    body.first_child.insert_adjacent_html("afterend", "<hr>&copy;")
    body.first_child.outer_html = "<i>3</i>"
    assert body.inner_html == "<i>3</i><hr>\xa9<p>2</p>"
    with pytest.raises(DOMException):
        body.insert_adjacent_html("nowhere", "")


def test_dom_parser(document: Document) -> None:
    made = DOMParser(document).parse_from_string("<!doctype html><p>1", "text/html")
    assert serialize_children(made) == "<!DOCTYPE html><html><head></head><body><p>1</p></body></html>"
    assert made.agent is document.agent


def test_scripts() -> None:
    script = parse_document("<script>1<2</script>", scripting=True).query_selector("script")
    assert isinstance(script, HTMLScriptElement)
    processing = script.processing
    assert processing.parser_document is script.node_document
    assert not processing.already_started and not processing.force_async
    inner = parse_fragment("<script>1</script>", "div").first_child
    assert isinstance(inner, HTMLScriptElement) and inner.processing.already_started


def test_the_open_form_owns_controls() -> None:
    fragment = parse_fragment("<table><form id=f><tr><td><button></table>", "div")
    button = fragment.query_selector("button")
    assert isinstance(button, HTMLButtonElement)
    assert button.form is not None and button.form is fragment.query_selector("form")


def test_noscript() -> None:
    text = "<noscript><p>1</noscript>"
    off, on = (parse_document(f"<body>{text}", scripting=mode).body for mode in (False, True))
    assert off is not None and off.query_selector("p") is not None
    assert on is not None and on.query_selector("p") is None


@pytest.mark.parametrize("tag", ["div", "b", "span", "svg", "template", "ul><li"])
def test_deep_nesting(tag: str) -> None:
    started = time.process_time()
    node: Node = parse_fragment(f"<{tag}>" * 10_000, "div")
    assert time.process_time() - started < 20
    depth = 0
    while (content := node.content_fragment() or node).first_child is not None:
        node = content.first_child
        depth += 1
    assert depth >= 10_000


def test_many_pieces_of_text_take_linear_time() -> None:
    assert len(first_text(parse_fragment("a&lt;" * 100_000, "div"))) == 200_000


@pytest.mark.parametrize(
    "text",
    [
        "<template><tr></table></tbody></td>x<caption><col></select>",
        "<table><template></table><td></template></td></tr>",
        "<select><table><template></select><tr></template>",
        "<frameset><template></frameset></template>",
        "<svg><template><p></svg></template>",
        "<template><col></p>a</colgroup></template>b",
        "</template></form></body></html>" * 3,
    ],
)
def test_bad_input_ends(text: str) -> None:
    for context in ("div", "template", "table", "tr", "td", "colgroup", "select", "html", "frameset", "caption"):
        parsed_in(context, text)
    assert parsed(text).startswith("<html>")
