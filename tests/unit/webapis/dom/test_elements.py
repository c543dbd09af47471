"""Attributes, token lists, collections, character data, shadow trees, custom elements."""

import pytest

from tests.unit.webapis.recording_host import RecordingHost
from webapis.dom.agent import Agent
from webapis.dom.custom_elements import (
    CustomElementDefinition,
    CustomElementRegistry,
    html_constructor,
    pop_element_queue,
    push_element_queue,
)
from webapis.dom.document import Document
from webapis.dom.element import Element
from webapis.dom.shadow_root import ShadowRootInit
from webapis.dom.slots import find_flattened_slottables, find_slottables
from webapis.html.elements.interactive import HTMLSlotElement
from webapis.idl.callbacks import Callback, PythonCallback
from webapis.idl.exceptions import DOMException
from webapis.infra import namespaces


def test_attributes(document: Document) -> None:
    element = document.create_element("p")
    element.set_attribute("Data-X", "1")
    assert element.get_attribute("DATA-x") == "1" and element.get_attribute_names() == ["data-x"]
    element.set_attribute_ns(namespaces.XLINK, "xlink:HREF", "u")
    assert element.get_attribute("xlink:href") is None
    assert element.get_attribute_ns(namespaces.XLINK, "HREF") == "u"
    assert element.attributes.supported_names() == ["data-x"]
    assert element.toggle_attribute("hidden") and not element.toggle_attribute("hidden")
    assert element.toggle_attribute("hidden", True) and not element.toggle_attribute("absent", False)
    element.remove_attribute("data-x")
    assert not element.has_attribute("data-x")
    for wrong in ("", "a b", "a=", "a/", "a>"):
        with pytest.raises(DOMException):
            element.set_attribute(wrong, "")
    attribute = document.create_attribute("N")
    attribute.value = "v"
    assert element.set_attribute_node(attribute) is None and element.get_attribute("n") == "v"
    attribute.value = "w"
    assert element.get_attribute("n") == "w" and attribute.owner_element is element
    with pytest.raises(DOMException) as caught:
        document.create_element("i").set_attribute_node(attribute)
    assert caught.value.name == "InUseAttributeError"
    assert element.attributes.remove_named_item("n") is attribute and attribute.owner_element is None


def test_elements_do_not_share_attributes(document: Document) -> None:
    one, two = document.create_element("p"), document.create_element("p")
    one.set_attribute("a", "1")
    assert two.attribute_list == []
    one.remove_attribute("a")
    two.set_attribute("b", "2")
    assert one.attribute_list == []


def test_token_list(document: Document) -> None:
    element = document.create_element("p")
    tokens = element.class_list
    assert tokens is element.class_list
    tokens.remove("x")
    assert not element.has_attribute("class")
    element.class_name = " a  b a "
    assert list(tokens) == ["a", "b"] and tokens.value == " a  b a "
    tokens.add("c", "a")
    assert element.class_name == "a b c"
    assert tokens.replace("a", "c") and element.class_name == "c b"
    assert tokens.toggle("d") and not tokens.toggle("d") and not tokens.toggle("d", False)
    for wrong, name in (("", "SyntaxError"), ("a b", "InvalidCharacterError")):
        with pytest.raises(DOMException) as caught:
            tokens.add(wrong)
        assert caught.value.name == name


def test_live_collections(document: Document) -> None:
    root = document.create_element("div")
    by_class, by_tag, children = (
        root.get_elements_by_class_name("a b"),
        root.get_elements_by_tag_name("P"),
        root.children,
    )
    assert len(by_class) == len(by_tag) == len(children) == 0
    element = document.create_element("p")
    root.append("text", element)
    assert list(by_tag) == [element] == list(children)
    element.class_name = "b x a"
    assert list(by_class) == [element]
    element.id = "k"
    assert children.named_item("k") is element and root.children is children
    svg = root.append_child(document.create_element_ns(namespaces.SVG, "P"))
    assert by_tag.length == 2 and by_tag[1] is svg
    assert list(root.get_elements_by_tag_name_ns(namespaces.SVG, "*")) == [svg]
    root.remove_child(element)
    assert len(by_class) == 0 and root.child_element_count == 1
    nodes = root.child_nodes
    assert nodes.length == 2 and nodes.item(1) is svg and nodes.item(2) is None


def test_character_data_counts_code_units(document: Document) -> None:
    text = document.create_text_node("a\ud83d\ude00b")
    assert text.length() == 4 and text.substring_data(1, 2) == "\ud83d\ude00"
    text.insert_data(4, "c")
    text.delete_data(0, 1)
    text.replace_data(2, 1, "XY")
    assert text.data == "\ud83d\ude00XYc"
    with pytest.raises(DOMException):
        text.insert_data(9, "")
    parent = document.create_element("p")
    parent.append_child(text)
    rest = text.split_text(2)
    assert (text.data, rest.data, text.whole_text) == ("\ud83d\ude00", "XYc", "\ud83d\ude00XYc")


def test_namespace_lookup(document: Document) -> None:
    element = document.create_element_ns("urn:a", "a:x")
    element.set_attribute_ns(namespaces.XMLNS, "xmlns:b", "urn:b")
    element.set_attribute_ns(namespaces.XMLNS, "xmlns", "urn:d")
    child = element.append_child(document.create_element_ns(None, "y"))
    assert child.lookup_namespace_uri("b") == "urn:b" and child.lookup_prefix("urn:a") == "a"
    assert child.is_default_namespace("urn:d") and child.lookup_namespace_uri("c") is None


def test_slots(document: Document, host: RecordingHost) -> None:
    holder = document.create_element("div")
    shadow = holder.attach_shadow(ShadowRootInit())
    slot = document.create_element("slot")
    slot.set_attribute("name", "s")
    other = document.create_element("slot")
    shadow.append(slot, other)
    first = document.create_element("b")
    holder.append("text", first)
    assert find_slottables(other) == holder.child_nodes.to_list()
    first.slot = "s"
    assert first.assigned_slot is slot and find_slottables(slot) == [first]
    fired: list[object] = []
    shadow.add_event_listener("slotchange", PythonCallback(lambda e: fired.append(e.target)))
    host.run_microtasks()
    assert set(map(id, fired)) == {id(slot), id(other)}
    slot.set_attribute("name", "t")
    assert first.assigned_slot is None
    other.append("fallback")
    holder.replace_children()
    assert [node.node_value for node in find_flattened_slottables(other)] == ["fallback"]
    with pytest.raises(DOMException):
        holder.attach_shadow(ShadowRootInit())
    with pytest.raises(DOMException):
        document.create_element("img").attach_shadow(ShadowRootInit())


def test_slots_assigned_by_hand(document: Document) -> None:
    init = ShadowRootInit()
    init.slot_assignment = "manual"
    holder = document.create_element("div")
    slot = holder.attach_shadow(init).append_child(document.create_element("slot"))
    assert isinstance(slot, HTMLSlotElement)
    inside, outside = document.create_element("a"), document.create_element("b")
    holder.append(inside)
    slot.assign(outside, inside, inside)
    assert slot.assigned_nodes() == [inside]
    holder.append(outside)
    assert slot.assigned_nodes() == [outside, inside] and outside.assigned_slot is slot
    inside.remove()
    assert slot.assigned_nodes() == [outside] and inside.assigned_slot is None


def define(document: Document, name: str, log: list[object]) -> CustomElementDefinition:
    registry = document.custom_element_registry
    assert registry is not None

    def construct(owner: Document) -> Element:
        element = html_constructor(definition, owner)
        log.append("construct")
        return element

    callbacks: dict[str, Callback] = {
        "connectedCallback": PythonCallback(lambda: log.append("connected")),
        "disconnectedCallback": PythonCallback(lambda: log.append("disconnected")),
        "attributeChangedCallback": PythonCallback(lambda *change: log.append(change[:3])),
    }
    definition = CustomElementDefinition(name, name, PythonCallback(construct), ["a"], callbacks)
    registry.check_definition(name, definition.constructor)
    registry.add_definition(definition)
    return definition


def test_custom_elements(document: Document, agent: Agent, host: RecordingHost) -> None:
    assert document.body is not None
    registry = document.custom_element_registry = CustomElementRegistry()
    registry.documents.append(document)
    waiting = document.create_element("x-one")
    waiting.set_attribute("a", "1")
    document.body.append_child(waiting)
    log: list[object] = []
    push_element_queue(agent)
    define(document, "x-one", log)
    pop_element_queue(agent)
    assert log == ["construct", ("a", None, "1"), "connected"]
    log.clear()
    element = document.create_element("x-one")
    assert log == ["construct"]
    push_element_queue(agent)
    document.body.append_child(element)
    element.set_attribute("a", "2")
    element.set_attribute("b", "2")
    element.remove()
    assert log == ["construct"]
    pop_element_queue(agent)
    assert log == ["construct", "connected", ("a", None, "2"), "disconnected"]
    log.clear()
    element.set_attribute("a", "3")
    host.run_microtasks()
    assert log == [("a", "2", "3")]
    for wrong in ("x", "X-a", "font-face", "1-a"):
        with pytest.raises(DOMException):
            registry.check_definition(wrong, PythonCallback(print))
    assert not host.errors


def test_failing_constructor(document: Document, host: RecordingHost) -> None:
    registry = document.custom_element_registry = CustomElementRegistry()
    registry.documents.append(document)
    registry.add_definition(CustomElementDefinition("x-bad", "x-bad", PythonCallback(lambda owner: 1 / 0), [], {}))
    element = document.create_element("x-bad")
    assert element.local_name == "x-bad" and isinstance(host.errors[0], ZeroDivisionError)


def test_document_parts(document: Document) -> None:
    assert document.title == "test" and document.head is not None
    document.title = " a  b "
    assert document.title == "a b"
    assert document.compat_mode == "CSS1Compat" and document.doctype is not None
    link = document.create_element("a")
    assert document.body is not None
    document.body.append_child(link)
    assert len(document.links) == 0
    link.set_attribute("href", "#")
    assert list(document.links) == [link] and document.links is document.links
    link.set_attribute("name", "n")
    assert list(document.get_elements_by_name("n")) == [link]
    assert document.active_element is document.body


def test_qualified_names_end_at_the_second_colon(document: Document) -> None:
    element = document.create_element_ns("urn:x", "a:b:c")
    assert (element.prefix, element.local_name) == ("a", "b")
    for name in ("a::b", "a:", ":a", "a::"):
        with pytest.raises(DOMException) as caught:
            document.create_element_ns("urn:x", name)
        assert caught.value.name == "InvalidCharacterError"
