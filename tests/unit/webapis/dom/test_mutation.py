"""Inserting, replacing, removing, adopting."""

import pytest

from webapis.dom.agent import Agent
from webapis.dom.document import Document
from webapis.dom.node import Node
from webapis.dom.shadow_root import ShadowRootInit
from webapis.idl.exceptions import DOMException
from webapis.infra import namespaces


def names(parent: Node) -> list[str]:
    return [child.node_name for child in parent.child_nodes]


def raises(name: str, *arguments: object) -> str:
    """Call the first argument with the rest; the DOMException's name."""
    with pytest.raises(DOMException) as caught:
        arguments[0](*arguments[1:])
    assert caught.value.name == name
    return caught.value.message


def test_links_and_count(document: Document) -> None:
    parent = document.create_element("div")
    a, b, c = (document.create_element(name) for name in "abc")
    parent.append_child(a)
    parent.append_child(c)
    parent.insert_before(b, c)
    assert names(parent) == ["A", "B", "C"]
    assert parent.child_count == 3
    assert (a.next_sibling, b.previous_sibling, b.next_sibling, c.previous_sibling) == (b, a, c, b)
    assert (parent.first_child, parent.last_child) == (a, c)
    parent.remove_child(b)
    assert names(parent) == ["A", "C"]
    assert b.parent_node is None and b.next_sibling is None and b.previous_sibling is None
    assert a.next_sibling is c


def test_moving_within_a_parent(document: Document) -> None:
    parent = document.create_element("div")
    a, b, c = (parent.append_child(document.create_element(name)) for name in "abc")
    parent.append_child(a)
    assert names(parent) == ["B", "C", "A"]
    parent.insert_before(c, c)
    assert names(parent) == ["B", "C", "A"]
    parent.insert_before(a, b)
    assert names(parent) == ["A", "B", "C"]


def test_no_cycles(document: Document) -> None:
    a = document.create_element("a")
    b = a.append_child(document.create_element("b"))
    raises("HierarchyRequestError", b.append_child, a)
    raises("HierarchyRequestError", a.append_child, a)
    raises("HierarchyRequestError", document.body.append_child, document.document_element)
    host = document.create_element("div")
    shadow = host.attach_shadow(ShadowRootInit())
    inner = shadow.append_child(document.create_element("p"))
    raises("HierarchyRequestError", inner.append_child, host)


def test_what_a_document_takes(document: Document, agent: Agent) -> None:
    empty = Document(agent)
    raises("HierarchyRequestError", empty.append_child, document.create_text_node("x"))
    root = empty.append_child(empty.create_element("root"))
    raises("HierarchyRequestError", empty.append_child, empty.create_element("second"))
    doctype = document.implementation.create_document_type("html", "", "")
    raises("HierarchyRequestError", empty.append_child, doctype)
    empty.insert_before(doctype, root)
    assert empty.doctype is doctype
    raises("HierarchyRequestError", empty.insert_before, empty.create_comment("c").node_document, root)
    other = document.implementation.create_document_type("html", "", "")
    raises("HierarchyRequestError", empty.insert_before, other, root)
    raises("HierarchyRequestError", root.append_child, other)
    empty.replace_child(other, doctype)
    assert empty.doctype is other
    fragment = empty.create_document_fragment()
    fragment.append(empty.create_element("a"), empty.create_element("b"))
    raises("HierarchyRequestError", empty.replace_child, fragment, root)
    replacement = empty.create_element("r")
    empty.replace_child(replacement, root)
    assert empty.document_element is replacement


def test_not_found(document: Document) -> None:
    a, b = document.create_element("a"), document.create_element("b")
    raises("NotFoundError", a.insert_before, document.create_element("c"), b)
    raises("NotFoundError", a.remove_child, b)
    raises("NotFoundError", a.replace_child, document.create_element("c"), b)


def test_fragment_is_emptied(document: Document) -> None:
    fragment = document.create_document_fragment()
    fragment.append("one", document.create_element("b"), "two")
    target = document.create_element("div")
    last = target.append_child(document.create_element("i"))
    target.insert_before(fragment, last)
    assert names(target) == ["#text", "B", "#text", "I"]
    assert not fragment.has_child_nodes() and fragment.child_count == 0


def test_connection_and_ids(document: Document) -> None:
    body = document.body
    assert body is not None
    outer = document.create_element("div")
    inner = document.create_element("p")
    inner.id = "x"
    outer.append_child(inner)
    assert not inner.is_connected and document.get_element_by_id("x") is None
    body.append_child(outer)
    assert inner.is_connected and document.get_element_by_id("x") is inner
    twin = document.create_element("p")
    twin.id = "x"
    body.insert_before(twin, outer)
    assert document.get_element_by_id("x") is twin
    twin.id = "y"
    assert document.get_element_by_id("x") is inner
    outer.remove()
    assert document.get_element_by_id("x") is None and not inner.is_connected
    assert inner.get_root_node() is outer


def test_adoption(document: Document, agent: Agent) -> None:
    other = Document(agent, True)
    node = other.create_element("div")
    node.set_attribute("a", "b")
    child = node.append_child(other.create_text_node("x"))
    assert document.body is not None
    document.body.append_child(node)
    assert node.owner_document is document and child.owner_document is document
    assert node.attributes[0].owner_document is document
    raises("NotSupportedError", document.adopt_node, other)


def test_replace_with_itself_and_neighbours(document: Document) -> None:
    parent = document.create_element("div")
    a, b, c = (parent.append_child(document.create_element(name)) for name in "abc")
    b.replace_with(c, b, a)
    assert names(parent) == ["C", "B", "A"]
    b.before(a, "t")
    assert names(parent) == ["C", "A", "#text", "B"]
    b.after(c)
    assert names(parent) == ["A", "#text", "B", "C"]
    parent.replace_child(c, c)
    assert names(parent) == ["A", "#text", "B", "C"]
    parent.replace_children("only")
    assert names(parent) == ["#text"] and parent.text_content == "only"


def test_text_content_and_normalize(document: Document) -> None:
    parent = document.create_element("div")
    parent.append("a", "", "b", document.create_element("i"), "c", document.create_comment("no"))
    assert parent.text_content == "abc"
    parent.normalize()
    assert names(parent) == ["#text", "I", "#text", "#comment"]
    parent.text_content = ""
    assert not parent.has_child_nodes()


def test_clone_and_equality(document: Document) -> None:
    original = document.create_element("div")
    original.set_attribute("class", "x")
    original.append("text", document.create_element("b"), document.create_comment("c"))
    copy = original.clone_node(True)
    assert copy is not original and copy.is_equal_node(original)
    assert [child.node_name for child in copy.child_nodes] == ["#text", "B", "#comment"]
    copy.append_child(document.create_text_node("more"))
    assert not copy.is_equal_node(original)
    shallow = original.clone_node()
    assert not shallow.has_child_nodes()
    whole = document.clone_node(True)
    assert whole.is_equal_node(document)
    assert whole.first_child is not None and whole.first_child.owner_document is whole


def test_position(document: Document) -> None:
    root = document.create_element("div")
    a = root.append_child(document.create_element("a"))
    b = root.append_child(document.create_element("b"))
    c = a.append_child(document.create_element("c"))
    assert root.compare_document_position(c) == 0x14
    assert c.compare_document_position(root) == 0x0A
    assert c.compare_document_position(b) == 4
    assert b.compare_document_position(c) == 2
    assert b.compare_document_position(document) & 0x21 == 0x21
    siblings = [root.append_child(document.create_element("i")) for _ in range(20)]
    for first, one in enumerate(siblings):
        for second, other in enumerate(siblings):
            expected = 0 if first == second else 4 if first < second else 2
            assert one.compare_document_position(other) == expected


def test_depth_costs_no_stack(document: Document) -> None:
    root: Node = document.create_element("div")
    node = root
    for _ in range(100_000):
        node = node.append_child(document.create_element("div"))
    node.append_child(document.create_text_node("deep"))
    assert document.body is not None
    document.body.append_child(root)
    assert node.is_connected and root.text_content == "deep"
    copy = root.clone_node(True)
    assert copy.is_equal_node(root)
    chosen = document.create_range()
    chosen.set_start(node, 0)
    chosen.set_end(document.body, 1)
    assert chosen.clone_contents().text_content == "deep"
    chosen.extract_contents()
    assert root.text_content == ""
    root.normalize()
    root.remove()
    assert not node.is_connected


def test_names(document: Document, agent: Agent) -> None:
    assert document.create_element("DIV").local_name == "div"
    assert document.create_element("DIV").tag_name == "DIV"
    xml = Document(agent)
    assert xml.create_element("DIV").local_name == "DIV" and xml.create_element("DIV").namespace_uri is None
    for wrong in ("", "1", "a b", "a>", "<", "-x"):
        raises("InvalidCharacterError", document.create_element, wrong)
    svg = document.create_element_ns(namespaces.SVG, "svg:Rect")
    assert (svg.prefix, svg.local_name, svg.tag_name) == ("svg", "Rect", "svg:Rect")
    for namespace, name in ((None, "a:b"), ("urn:x", "xml:a"), ("urn:x", "xmlns"), (namespaces.XMLNS, "a")):
        raises("NamespaceError", document.create_element_ns, namespace, name)


def test_move_before(document: Document) -> None:
    parent = document.create_element("div")
    a, b = (parent.append_child(document.create_element(name)) for name in "ab")
    parent.move_before(b, a)
    assert names(parent) == ["B", "A"]
    raises("HierarchyRequestError", parent.move_before, document.create_element("c"), None)


def test_a_shadow_root_gives_its_children_away(document: Document) -> None:
    shadow = document.create_element("div").attach_shadow(ShadowRootInit())
    child = shadow.append_child(document.create_element("p"))
    other = document.create_element("div")
    other.append_child(shadow)
    assert child.parent_node is other and shadow.child_count == 0
    raises("HierarchyRequestError", document.adopt_node, shadow)
