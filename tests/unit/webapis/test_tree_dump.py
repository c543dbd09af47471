"""The html5lib runner looks at our DOM by these names; a change of one shows here."""

from tools.runners.html5lib.parsers import OwnView
from tools.runners.html5lib.tree import dump_children
from webapis.dom.document import Document
from webapis.infra import namespaces


def test_our_tree_as_text(document: Document) -> None:
    body = document.document_element.last_child
    assert body is not None
    svg = document.create_element_ns(namespaces.SVG, "svg")
    svg.set_attribute_ns(namespaces.XLINK, "xlink:href", "#a")
    svg.set_attribute("viewBox", "0")
    body.append_child(svg)
    svg.append_child(document.create_comment("c"))
    svg.append_child(document.create_text_node("\ud83d\ude00"))
    assert dump_children(OwnView(), document).split("\n") == [
        "| <!DOCTYPE html>",
        "| <html>",
        "|   <head>",
        "|     <title>",
        '|       "test"',
        "|   <body>",
        "|     <svg svg>",
        '|       viewBox="0"',
        '|       xlink href="#a"',
        "|       <!-- c -->",
        '|       "\U0001f600"',
    ]
