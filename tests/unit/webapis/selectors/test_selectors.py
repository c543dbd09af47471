"""Parsing and matching of selectors."""

import pytest

import webapis.html.elements
from webapis.dom.document import Document
from webapis.dom.element import Element
from webapis.idl.exceptions import DOMException
from webapis.infra import namespaces

assert webapis.html.elements is not None


def build(document: Document, markup: tuple[object, ...]) -> Element:
    """(name, {attributes}, children...) to elements; a str is text."""
    name, attributes, *children = markup
    assert isinstance(name, str) and isinstance(attributes, dict)
    element = document.create_element(name)
    for key, value in attributes.items():
        element.set_attribute(key, value)
    for child in children:
        element.append(child if isinstance(child, str) else build(document, child))
    return element


@pytest.fixture
def page(document: Document) -> Document:
    main = build(
        document,
        (
            "main",
            {"id": "m", "lang": "en-GB"},
            ("h1", {"id": "h", "class": "big Title"}, "text"),
            ("p", {"id": "p1", "class": "a b", "data-k": "v-1"}, ("span", {"id": "s1"}), ("b", {"id": "b1"})),
            ("p", {"id": "p2", "class": "b", "data-k": "v2 w"}, "words"),
            ("p", {"id": "p3", "title": "A\ud83d\ude00"}),
            ("ul", {"id": "u"}, *(("li", {"id": f"l{index}", "class": "odd" * (index % 2)}) for index in range(1, 13))),
            (
                "form",
                {"id": "f"},
                ("input", {"id": "i1", "type": "checkbox", "checked": ""}),
                ("input", {"id": "i2", "required": "", "type": "TEXT", "placeholder": "x"}),
                (
                    "fieldset",
                    {"id": "fs", "disabled": ""},
                    ("legend", {}, ("input", {"id": "i3"})),
                    ("input", {"id": "i4"}),
                ),
                ("button", {"id": "bt"}),
                ("select", {"id": "se"}, ("option", {"id": "o1"}), ("option", {"id": "o2"})),
            ),
            ("a", {"id": "a1", "href": "#"}),
            ("x-y", {"id": "x"}),
        ),
    )
    assert document.body is not None
    document.body.append(main)
    return document


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ("p", "p1 p2 p3"),
        ("P.b", "p1 p2"),
        ("#p2", "p2"),
        ("#m > p.a span", "s1"),
        ("h1 + p", "p1"),
        ("h1 ~ p", "p1 p2 p3"),
        ("p + p", "p2 p3"),
        ("main > * > span", "s1"),
        ("p:not(.a, #p3)", "p2"),
        (":is(h1, #p3, :nonsense(x))", "h p3"),
        (":where(.a):not(:is(.c))", "p1"),
        ("p:has(> b)", "p1"),
        ("p:has(+ p:empty)", "p2"),
        ("main:has(ul li.odd) > h1", "h"),
        ("h1:has(~ form input)", "h"),
        ("[data-k]", "p1 p2"),
        ("[data-k|='v']", "p1"),
        ("[data-k~=w]", "p2"),
        ("[data-k^=v]", "p1 p2"),
        ("[data-k$='1']", "p1"),
        ("[data-k*='-']", "p1"),
        ("[data-k='V-1']", ""),
        ("[data-k='V-1' i]", "p1"),
        ("[type=text]", "i2"),
        ("[type=text s]", ""),
        ("[title='A\\1F600 ']", "p3"),
        ("[*|lang]", "m"),
        ("li:nth-child(3n+1)", "l1 l4 l7 l10"),
        ("li:nth-child(-n + 2)", "l1 l2"),
        ("li:nth-child(ODD).odd:nth-last-child(-n+4)", "l9 l11"),
        ("li:nth-child(2 of .odd)", "l3"),
        ("li:nth-last-child(1 of .odd)", "l11"),
        ("p:nth-of-type(2)", "p2"),
        ("main > :last-of-type:nth-of-type(3)", "p3"),
        ("h1:first-child", "h"),
        ("li:last-child", "l12"),
        ("span:only-of-type, span:only-child", "s1"),
        (":empty:is(p)", "p3"),
        ("html:root > body > main", "m"),
        (":checked", "i1 o1"),
        ("input:disabled", "i4"),
        ("input:enabled", "i1 i2 i3"),
        (":required", "i2"),
        ("input:invalid", "i2"),
        (":placeholder-shown", "i2"),
        ("button:default", "bt"),
        ("input:read-only", "i1 i4"),
        (":any-link", "a1"),
        ("main :not(:defined)", "x"),
        ("p:lang(en)", "p1 p2 p3"),
        ("p:lang('*-GB')", "p1 p2 p3"),
        ("p:lang(de, fr)", ""),
        ("*|p.a", "p1"),
        ("|p", ""),
        ("p::before", ""),
        ("p:dir(rtl)", ""),
        (".Title.big", "h"),
        (".title", ""),
        ("#p1.a[data-k]:first-of-type", "p1"),
        ("main p , main h1", "h p1 p2 p3"),
        ("/* c */ #h/**/.big", "h"),
        ("#l\\31 ", "l1"),
        ("#\\6c 1", "l1"),
        ("#\\30", ""),
        ("#eof\\", ""),
        ("[data-k", "p1 p2"),
        ("p:is(.a", "p1"),
    ],
)
def test_query(page: Document, selector: str, expected: str) -> None:
    found = page.query_selector_all(selector).to_list()
    assert " ".join(element.id for element in found) == expected
    first = page.query_selector(selector)
    assert (first.id if first else None) == (expected.split()[0] if expected else None)
    assert all(element.matches(selector) for element in found)


@pytest.mark.parametrize(
    "selector",
    [
        "",
        ",",
        "p,",
        ">p",
        "p >",
        "p > > p",
        "#1",
        ".",
        "[",
        "[a=]",
        "a:unknown",
        ":not()",
        ":not(:unknown)",
        "p:nth-child(x)",
        "a::unknown",
        "ns|p",
        "[ns|a]",
        ":has(:has(a))",
        "p::before a",
        "a || b",
        "{",
        "a)",
        ":is",
        ":nth-of-type(1 of p)",
        "p" + " p" * 300,
        ":not(" * 60 + "p" + ")" * 60,
    ],
)
def test_syntax_errors(page: Document, selector: str) -> None:
    with pytest.raises(DOMException) as caught:
        page.query_selector(selector)
    assert caught.value.name == "SyntaxError"


def test_scope(page: Document) -> None:
    main = page.get_element_by_id("m")
    assert main is not None
    assert main.query_selector(":scope > p") is page.get_element_by_id("p1")
    assert main.query_selector("main > p") is not None and main.query_selector("main") is None
    assert page.query_selector(":scope") is page.document_element
    fragment = page.create_document_fragment()
    fragment.append(main.clone_node(True))
    assert len(fragment.query_selector_all(":scope > main")) == 1
    span = page.get_element_by_id("s1")
    assert span is not None
    assert span.closest("main, p") is page.get_element_by_id("p1") and span.closest(":scope") is span
    assert not span.matches("p")


def test_detached_and_duplicate_ids(page: Document) -> None:
    root = build(page, ("div", {}, ("p", {"id": "d"}), ("div", {"id": "d"}, ("p", {"id": "e"}))))
    assert len(root.query_selector_all("#d")) == 2
    assert page.body is not None
    page.body.append(root)
    found = page.query_selector_all("#d").to_list()
    assert len(found) == 2 and found[0].compare_document_position(found[1]) == 4
    assert page.query_selector("#d > p") is page.get_element_by_id("e")
    assert page.query_selector("#absent p") is None


def test_quirks_and_names(page: Document) -> None:
    page.mode = "quirks"
    assert page.query_selector(".TITLE") is page.get_element_by_id("h")
    assert page.query_selector("#P1") is page.get_element_by_id("p1")
    svg = page.create_element_ns(namespaces.SVG, "linearGradient")
    assert page.body is not None
    page.body.append(svg)
    assert page.query_selector("linearGradient") is svg and page.query_selector("lineargradient") is None


def test_user_states(page: Document) -> None:
    page.focused_element = page.get_element_by_id("i2")
    assert page.query_selector(":focus") is page.focused_element
    assert page.query_selector("form:focus-within") is page.get_element_by_id("f")
    page.hovered_element = page.get_element_by_id("b1")
    assert page.query_selector("p:hover") is page.get_element_by_id("p1")


def test_long_lists_of_siblings_and_ancestors_take_linear_time(document: Document) -> None:
    root = document.create_element("div")
    for _ in range(20_000):
        root.append_child(document.create_element("i"))
    assert len(root.query_selector_all("i:nth-child(2n)")) == 10_000
    assert len(root.query_selector_all("i:nth-last-child(-n+3)")) == 3
    assert len(root.query_selector_all("b + i")) == 0
    deep = root
    for _ in range(3_000):
        deep = deep.append_child(document.create_element("div"))
    assert len(root.query_selector_all("p div div div div")) == 0
