"""Serialising, parsing XML, and the attributes that do either."""

import pytest

import webapis.html.elements
from webapis.dom.document import Document
from webapis.dom.element import Element
from webapis.dom.shadow_root import ShadowRootInit
from webapis.html.dom_parsing import DOMParser, XMLSerializer
from webapis.html.elements.interactive import HTMLTemplateElement
from webapis.html.serialization import GetHTMLOptions, serialize_children
from webapis.idl.exceptions import DOMException
from webapis.infra import namespaces

assert webapis.html.elements is not None


def test_html(document: Document) -> None:
    root = document.create_element("div")
    root.set_attribute("title", '"<\xa0&>')
    root.set_attribute_ns(namespaces.XLINK, "x:href", "u")
    root.append("a<b&\xa0", document.create_comment("c-->"), document.create_element("br"))
    style = root.append_child(document.create_element("style"))
    style.append_child(document.create_text_node("a > b"))
    svg = root.append_child(document.create_element_ns(namespaces.SVG, "s:svg"))
    svg.append_child(document.create_element_ns(namespaces.SVG, "br"))
    assert root.outer_html == (
        '<div title="&quot;&lt;&nbsp;&amp;&gt;" xlink:href="u">a&lt;b&amp;&nbsp;<!--c-->--><br>'
        "<style>a > b</style><svg><br></br></svg></div>"
    )
    assert root.inner_html == root.outer_html[root.outer_html.index(">") + 1 : -6]
    template = document.create_element("template")
    assert isinstance(template, HTMLTemplateElement)
    template.content.append(document.create_element("p"))
    assert template.inner_html == "<p></p>" and template.outer_html == "<template><p></p></template>"
    assert serialize_children(document).startswith("<!DOCTYPE html><html><head><title>test</title></head>")


def test_shadow_roots_on_request(document: Document) -> None:
    host = document.create_element("div")
    init = ShadowRootInit()
    init.serializable = True
    shadow = host.attach_shadow(init)
    shadow.append(document.create_element("slot"))
    host.append("light")
    assert host.inner_html == "light" and shadow.inner_html == "<slot></slot>"
    options = GetHTMLOptions()
    options.serializable_shadow_roots = True
    expected = '<template shadowrootmode="open" shadowrootserializable=""><slot></slot></template>light'
    assert host.get_html(options) == expected
    outer = document.create_element("p")
    outer.append(host)
    assert outer.get_html(options) == f"<div>{expected}</div>"


def test_depth_of_markup(document: Document) -> None:
    root = document.create_element("div")
    node: Element = root
    for _ in range(50_000):
        node = node.append_child(document.create_element("b"))
    assert len(root.inner_html) == 50_000 * 7
    assert len(XMLSerializer().serialize_to_string(root)) > 50_000 * 7


def test_xml_documents(document: Document) -> None:
    parser = DOMParser(document)
    text = (
        "<?xml version='1.0'?><!DOCTYPE r PUBLIC 'p' 's'><r xmlns='urn:d' xmlns:p='urn:p' a='1' p:b='2'>"
        "t\U0001f600<p:c/><![CDATA[<x>]]><!--k--><?i d?></r>"
    )
    made = parser.parse_from_string(text, "text/xml")
    root = made.document_element
    assert root is not None and root.namespace_uri == "urn:d" and made.doctype is not None
    assert made.doctype.public_id == "p" and made.content_type == "text/xml"
    assert root.get_attribute_ns("urn:p", "b") == "2" and root.first_child is not None
    assert root.first_child.node_value == "t\ud83d\ude00"
    assert [child.node_name for child in root.child_nodes] == ["#text", "p:c", "#cdata-section", "#comment", "i"]
    again = XMLSerializer().serialize_to_string(made)
    assert again == (
        '<!DOCTYPE r PUBLIC "p" "s"><r xmlns="urn:d" xmlns:p="urn:p" a="1" p:b="2">t\ud83d\ude00<p:c/>'
        "<![CDATA[<x>]]><!--k--><?i d?></r>"
    )
    for wrong in ("<a>", "<a><b></a>", "", "<a:b/>", "x"):
        broken = parser.parse_from_string(wrong, "application/xml")
        assert broken.query_selector("parsererror") is not None


def test_xml_fragments_and_outer(document: Document) -> None:
    made = DOMParser(document).parse_from_string("<r xmlns:p='urn:p'><a/></r>", "text/xml")
    root = made.document_element
    assert root is not None
    root.inner_html = "<p:x/>y<z/>"
    assert [child.node_name for child in root.child_nodes] == ["p:x", "#text", "z"]
    assert root.first_child is not None and root.first_child.owner_document is made
    with pytest.raises(DOMException):
        root.inner_html = "<x>"
    with pytest.raises(DOMException):
        root.outer_html = "<x/>"
    inner = root.query_selector("z")
    assert inner is not None
    inner.outer_html = "<one/><two/>"
    inner = root.query_selector("two")
    assert inner is not None
    inner.insert_adjacent_html("beforeBegin", "<mid/>")
    assert root.inner_html == '<p:x xmlns:p="urn:p"/>y<one/><mid/><two/>'


def test_prefixes_are_made_up_where_needed(document: Document) -> None:
    element = document.implementation.create_document(None, "r").document_element
    assert element is not None
    element.set_attribute_ns("urn:x", "p:a", "1")
    element.set_attribute_ns("urn:y", "b", '<"\n')
    element.append(document.create_element("br"))
    assert XMLSerializer().serialize_to_string(element) == (
        '<r xmlns:p="urn:x" p:a="1" xmlns:ns1="urn:y" ns1:b="&lt;&quot;&#xA;">'
        '<br xmlns="http://www.w3.org/1999/xhtml" /></r>'
    )


def test_plain_text_needs_no_parser(document: Document) -> None:
    element = document.create_element("p")
    element.inner_html = "just text"
    assert element.child_count == 1 and element.inner_html == "just text"
    element.inner_html = ""
    assert not element.has_child_nodes()
