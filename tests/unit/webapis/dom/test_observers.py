"""MutationObserver, live ranges, iterators, walkers."""

import gc

import pytest

from tests.unit.webapis.recording_host import RecordingHost
from webapis.dom.agent import Agent
from webapis.dom.document import Document
from webapis.dom.mutation_observer import MutationObserver, MutationObserverInit, MutationRecord
from webapis.dom.node_filter import FILTER_ACCEPT, FILTER_REJECT, FILTER_SKIP
from webapis.idl.callbacks import PythonCallback
from webapis.idl.exceptions import DOMException, SimpleException


def observing(**members: object) -> MutationObserverInit:
    init = MutationObserverInit()
    for name, value in members.items():
        setattr(init, name, value)
    return init


@pytest.fixture
def records() -> list[MutationRecord]:
    return []


@pytest.fixture
def observer(records: list[MutationRecord]) -> MutationObserver:
    return MutationObserver(PythonCallback(lambda new, _: records.extend(new)))


def test_records(
    document: Document, host: RecordingHost, observer: MutationObserver, records: list[MutationRecord]
) -> None:
    root = document.create_element("div")
    observer.observe(
        root,
        observing(child_list=True, subtree=True, attribute_old_value=True, character_data_old_value=True),
    )
    child = root.append_child(document.create_element("p"))
    text = child.append_child(document.create_text_node("a"))
    text.node_value = "b"
    root.set_attribute("x", "1")
    root.set_attribute("x", "2")
    child.remove()
    assert len(host.microtasks) == 1 and records == []
    host.run_microtasks()
    assert [record.type for record in records] == ["childList", "childList", "characterData"] + ["attributes"] * 2 + [
        "childList"
    ]
    assert records[0].added_nodes.to_list() == [child] and records[1].target is child
    assert records[2].old_value == "a" and records[3].old_value is None and records[4].old_value == "1"
    assert list(records[5].removed_nodes) == [child]


def test_transient_registration(
    document: Document, host: RecordingHost, observer: MutationObserver, records: list[MutationRecord], agent: Agent
) -> None:
    root = document.create_element("div")
    child = root.append_child(document.create_element("p"))
    observer.observe(root, observing(attributes=True, subtree=True))
    child.remove()
    child.set_attribute("a", "b")
    host.run_microtasks()
    assert [record.target for record in records] == [child]
    child.set_attribute("a", "c")
    host.run_microtasks()
    assert len(records) == 1
    assert agent.observer_count == 1
    observer.disconnect()
    assert agent.observer_count == 0


def test_filter_takerecords_and_errors(
    document: Document, host: RecordingHost, observer: MutationObserver, records: list[MutationRecord]
) -> None:
    node = document.create_element("p")
    observer.observe(node, observing(attribute_filter=["a"]))
    node.set_attribute("b", "")
    node.set_attribute("a", "")
    taken = observer.take_records()
    assert [record.attribute_name for record in taken] == ["a"] and taken[0].old_value is None
    host.run_microtasks()
    assert records == []
    for wrong in (
        observing(),
        observing(attributes=False, attribute_old_value=True),
        observing(child_list=True, attributes=False, attribute_filter=["a"]),
        observing(character_data=False, character_data_old_value=True, child_list=True),
    ):
        with pytest.raises(SimpleException):
            observer.observe(node, wrong)


def test_one_record_for_fragments_and_replacement(
    document: Document, host: RecordingHost, observer: MutationObserver, records: list[MutationRecord]
) -> None:
    root = document.create_element("div")
    root.append("a", "b")
    first, last = root.first_child, root.last_child
    assert first is not None and last is not None
    observer.observe(root, observing(child_list=True))
    fragment = document.create_document_fragment()
    fragment.append("x", "y")
    root.insert_before(fragment, last)
    root.replace_child(document.create_element("p"), first)
    root.text_content = "all"
    host.run_microtasks()
    assert [(len(r.added), len(r.removed)) for r in records] == [(2, 0), (1, 1), (1, 4)]
    assert records[0].previous_sibling is first and records[0].next_sibling is last


def test_ranges_follow_the_tree(document: Document) -> None:
    root = document.create_element("div")
    root.append("hello", document.create_element("b"), "world")
    first, _middle, last = root.child_nodes
    chosen = document.create_range()
    chosen.set_start(first, 2)
    chosen.set_end(last, 3)
    assert chosen.to_string() == "llowor"
    root.insert_before(document.create_element("i"), first)
    assert (chosen.start_container, chosen.start_offset) == (first, 2)
    first.node_value = "changed"
    assert chosen.start_offset == 0
    first.remove()
    assert (chosen.start_container, chosen.start_offset) == (root, 1)
    text = last
    text.split_text(1)
    assert chosen.end_container is last.next_sibling and chosen.end_offset == 2
    root.normalize()
    assert (chosen.end_container, chosen.end_offset) == (last, 3)
    assert chosen.to_string() == "wor"


def test_range_contents(document: Document) -> None:
    def build() -> object:
        root = document.create_element("div")
        for word in ("one", "two", "three"):
            root.append_child(document.create_element("p")).append_child(document.create_text_node(word))
        return root

    root = build()
    chosen = document.create_range()
    chosen.set_start(root.first_child.first_child, 1)
    chosen.set_end(root.last_child.first_child, 2)
    copy = chosen.clone_contents()
    assert [child.text_content for child in copy.child_nodes] == ["ne", "two", "th"]
    assert root.text_content == "onetwothree"
    taken = chosen.extract_contents()
    assert taken.is_equal_node(copy)
    assert [child.text_content for child in root.child_nodes] == ["o", "ree"]
    assert chosen.collapsed and chosen.start_offset == 1 and chosen.start_container is root
    chosen.insert_node(document.create_element("hr"))
    assert [child.node_name for child in root.child_nodes] == ["P", "HR", "P"]
    chosen.select_node_contents(root)
    wrapper = document.create_element("section")
    chosen.surround_contents(wrapper)
    assert wrapper.child_count == 3 and wrapper.parent_node is root
    chosen.set_start(wrapper.first_child.first_child, 0)
    chosen.delete_contents()
    assert wrapper.text_content == ""


def test_range_comparison(document: Document) -> None:
    root = document.create_element("div")
    root.append("abc", document.create_element("b"))
    text = root.first_child
    assert text is not None
    one, two = document.create_range(), document.create_range()
    one.select_node_contents(root)
    two.set_start(text, 1)
    two.set_end(text, 2)
    assert [one.compare_boundary_points(how, two) for how in range(4)] == [-1, 1, 1, -1]
    assert one.compare_point(text, 1) == 0 and two.compare_point(text, 0) == -1 and two.compare_point(root, 1) == 1
    assert two.is_point_in_range(text, 2) and not two.intersects_node(root.last_child)
    with pytest.raises(DOMException):
        two.set_start(text, 4)
    with pytest.raises(DOMException):
        two.set_start_before(root)


def test_dropped_ranges_and_iterators_cost_nothing(document: Document, agent: Agent) -> None:
    kept = document.create_range()
    for _ in range(10):
        document.create_range()
        document.create_node_iterator(document)
    gc.collect()
    assert list(agent.live_ranges) == [kept.bounds] and not agent.node_iterators


def test_iterator_survives_removal(document: Document) -> None:
    root = document.create_element("div")
    a, b, c = (root.append_child(document.create_element(name)) for name in "abc")
    iterator = document.create_node_iterator(root, 1)
    assert [iterator.next_node() for _ in range(3)] == [root, a, b]
    b.remove()
    assert iterator.reference_node is a and not iterator.pointer_before_reference_node
    assert iterator.next_node() is c and iterator.next_node() is None
    assert iterator.previous_node() is c
    c.remove()
    assert iterator.reference_node is a


def test_walker(document: Document) -> None:
    root = document.create_element("div")
    a = root.append_child(document.create_element("a"))
    b = a.append_child(document.create_element("b"))
    c = root.append_child(document.create_element("c"))
    d = c.append_child(document.create_element("d"))
    verdict = {"A": FILTER_SKIP, "C": FILTER_REJECT}
    walker = document.create_tree_walker(
        root, 1, PythonCallback(lambda node: verdict.get(node.node_name, FILTER_ACCEPT))
    )
    assert walker.first_child() is b
    assert walker.next_sibling() is None and walker.next_node() is None
    assert walker.parent_node() is root
    everything = document.create_tree_walker(root)
    assert [everything.next_node() for _ in range(5)] == [a, b, c, d, None]
    assert [everything.previous_node() for _ in range(5)] == [c, b, a, root, None]
    everything.current_node = a
    assert everything.last_child() is b and everything.parent_node() is a and everything.next_sibling() is c
    assert everything.previous_sibling() is a
