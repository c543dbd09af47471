"""Random mutations against what must always hold of a tree."""

import random

import pytest

import webapis.html.elements
from webapis.dom.document import Document
from webapis.dom.element import Element
from webapis.dom.mutation_observer import MutationObserver, MutationObserverInit
from webapis.dom.node import Node
from webapis.dom.shadow_root import ShadowRootInit
from webapis.dom.tree import inclusive_descendants, shadow_including_inclusive_descendants
from webapis.idl.callbacks import PythonCallback
from webapis.idl.exceptions import DOMException

assert webapis.html.elements is not None

NAMES = ("div", "p", "span", "slot", "template", "select", "option", "input", "x-y")


def check_links(root: Node) -> None:
    """Pointers, counts and caches agree."""
    for node in inclusive_descendants(root):
        children = node.child_list()
        assert len(children) == node.child_count
        assert node.last_child is (children[-1] if children else None)
        for index, child in enumerate(children):
            assert child.parent_node is node and child.index() == index and node.child_at(index) is child
            assert child.previous_sibling is (children[index - 1] if index else None)
            assert child.node_document is node.node_document


def check_scopes(document: Document, nodes: list[Node]) -> None:
    """Connectedness, roots and the index of ids agree with the tree."""
    connected = set(shadow_including_inclusive_descendants(document))
    for node in nodes:
        root = node
        while root.parent_node is not None:
            root = root.parent_node
        assert node.tree_root() is root
        assert node.is_connected == (node in connected)
        has_scope = root.node_type == 9 or root.is_shadow_root
        assert (node.scope is not None) == has_scope
    for root in {node.tree_root() for node in nodes}:
        if root.scope is None:
            continue
        found: dict[str, set[Node]] = {}
        for node in inclusive_descendants(root):
            if isinstance(node, Element) and node.identifier:
                found.setdefault(node.identifier, set()).add(node)
        assert {key: set(elements) for key, elements in root.scope.ids.items()} == found


def check_ranges(document: Document) -> None:
    """Boundary points exist, and the start is not after the end."""
    for bounds in document.agent.live_ranges:
        assert 0 <= bounds.start_offset <= bounds.start_node.length()
        assert 0 <= bounds.end_offset <= bounds.end_node.length()
        assert bounds.start_node.tree_root() is bounds.end_node.tree_root()
    for position in document.agent.node_iterators:
        assert position.reference in inclusive_descendants(position.root)


def make(document: Document, rng: random.Random, hosts: list[Node]) -> Node:
    """A new node of any kind; perhaps a shadow host."""
    kind = rng.randrange(10)
    if kind < 2:
        return document.create_text_node("text" * rng.randrange(3))
    if kind == 2:
        return document.create_comment("c")
    if kind == 3:
        return document.create_document_fragment()
    element = document.create_element(rng.choice(NAMES))
    if rng.random() < 0.4:
        element.id = f"i{rng.randrange(6)}"
    if element.local_name in ("div", "p", "span") and rng.random() < 0.3:
        hosts.append(element.attach_shadow(ShadowRootInit()))
    return element


def step(document: Document, rng: random.Random, nodes: list[Node], ranges: list[object]) -> None:
    """One random operation."""
    parent, node = rng.choice(nodes), rng.choice(nodes)
    operation = rng.randrange(14)
    child = rng.choice(parent.child_list()) if parent.child_count else None
    if operation < 4:
        parent.insert_before(node, child)
    elif operation == 4 and child is not None:
        parent.replace_child(node, child)
    elif operation == 5 and child is not None:
        parent.remove_child(child)
    elif operation == 6:
        nodes.append(node.clone_node(True))
    elif operation == 7 and isinstance(node, Element):
        node.id = f"i{rng.randrange(6)}"
        node.set_attribute("slot", rng.choice(("", "a")))
        node.set_attribute("name", rng.choice(("", "a")))
    elif operation == 8:
        made = document.create_range()
        made.set_start(node, rng.randrange(node.length() + 1))
        made.set_end(parent, rng.randrange(parent.length() + 1))
        ranges.append(made)
    elif operation == 9 and ranges:
        chosen = rng.choice(ranges)
        getattr(chosen, rng.choice(("delete_contents", "extract_contents", "clone_contents", "to_string")))()
    elif operation == 10 and ranges:
        rng.choice(ranges).insert_node(node)
    elif operation == 11:
        parent.normalize()
    elif operation == 12 and node.node_type == 3:
        node.split_text(rng.randrange(node.length() + 1))
    elif operation == 13 and isinstance(parent, Element):
        parent.move_before(node, child)


@pytest.mark.parametrize("seed", range(12))
def test_invariants(document: Document, seed: int) -> None:
    rng = random.Random(seed)
    assert document.body is not None
    nodes: list[Node] = [document.body]
    ranges: list[object] = []
    iterator = document.create_node_iterator(document.body)
    observer = MutationObserver(PythonCallback(lambda records, _: None))
    options = MutationObserverInit()
    options.child_list = options.subtree = options.attributes = options.character_data = True
    if seed % 2:
        observer.observe(document.body, options)
    for count in range(400):
        if count % 4 == 0 and len(nodes) < 80:
            nodes.append(make(document, rng, nodes))
        try:
            step(document, rng, nodes, ranges)
        except DOMException:
            pass
        iterator.next_node() or iterator.previous_node()
        if len(ranges) > 8:
            ranges.pop(0)
        check_ranges(document)
        if count % 10 == 0:
            known = set(nodes)
            for node in nodes:
                known.update(inclusive_descendants(node.tree_root()))
            for root in {node.tree_root() for node in known}:
                check_links(root)
            check_scopes(document, list(known))
    observer.disconnect()
    assert document.agent.observer_count == 0
