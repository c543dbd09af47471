"""Formatting elements in the body, and the adoption agency: https://html.spec.whatwg.org/#adoption-agency-algorithm"""

from typing import TYPE_CHECKING, Final

from webapis.dom.mutation import insert
from webapis.dom.tree import is_inclusive_ancestor
from webapis.html.parser.element_insertion import create_html_element
from webapis.html.parser.in_body import end_other
from webapis.html.parser.insertion_mode import IN_BODY
from webapis.html.parser.open_elements import OpenElement
from webapis.html.parser.tokens import Tag

if TYPE_CHECKING:
    from webapis.dom.node import Node
    from webapis.html.parser.tree_builder import TreeBuilder

OUTER_LIMIT: Final = 8
INNER_LIMIT: Final = 3


def start_formatting(b: "TreeBuilder", tag: Tag) -> None:
    """b, big, code, em, font, i, s, small, strike, strong, tt, u"""
    b.reconstruct_formatting()
    b.formatting.push(b.insert_html_element(tag))


def start_link(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "a": it ends another."""
    before = b.formatting.last_named("a")
    if before is not None:
        b.error("a-in-a")
        run_adoption_agency(b, tag)
        if before.is_listed:
            b.formatting.remove(before)
        if before.is_open:
            b.stack.remove(before)
    start_formatting(b, tag)


def start_nobr(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "nobr"."""
    b.reconstruct_formatting()
    if b.stack.has_in_scope("nobr"):
        b.error("nobr-in-nobr")
        run_adoption_agency(b, tag)
        b.reconstruct_formatting()
    b.formatting.push(b.insert_html_element(tag))


def end_formatting(b: "TreeBuilder", tag: Tag) -> None:
    """a, b, big, code, em, font, i, nobr, s, small, strike, strong, tt, u"""
    # OPTIMIZATION: mostly the formatting element is the current node.
    current = b.stack.current
    if current is not None and b.formatting.last_named(tag.name) is current:
        b.stack.pop()
        b.formatting.remove(current)
    else:
        run_adoption_agency(b, tag)


def run_adoption_agency(b: "TreeBuilder", tag: Tag) -> None:
    """https://html.spec.whatwg.org/#adoption-agency-algorithm"""
    subject = tag.name
    stack = b.stack
    # 2. The current node alone.
    current = stack.current
    assert current is not None
    if current.is_named(subject) and not current.is_listed:
        stack.pop()
        return
    # 3-4. At most eight times.
    for _ in range(OUTER_LIMIT):
        # 4.3 The formatting element.
        formatting = b.formatting.last_named(subject)
        if formatting is None:
            end_other(b, tag)
            return
        # 4.4-4.6 It is open, and in scope.
        if not formatting.is_open:
            b.error("unexpected-end-tag")
            b.formatting.remove(formatting)
            return
        if not stack.is_in_scope(formatting):
            b.error("unexpected-end-tag")
            return
        if formatting is not stack.current:
            b.error("misnested-formatting")
        # 4.7-4.8 The furthest block.
        block = stack.special_below(formatting)
        if block is None:
            stack.pop_through(formatting)
            b.formatting.remove(formatting)
            return
        adopt_children(b, formatting, block)


def adopt_children(b: "TreeBuilder", formatting: OpenElement, block: OpenElement) -> None:
    """Steps 4.9 to 4.19."""
    stack = b.stack
    # 4.9-4.10 The common ancestor, and where the formatting element's successor is put in the list.
    ancestor = formatting.above
    assert ancestor is not None
    bookmark: OpenElement | None = None
    # 4.11-4.13 Every element between.
    last = block
    node = block.above
    counter = 0
    while node is not None and node is not formatting:
        counter += 1
        above = node.above
        if counter > INNER_LIMIT and node.is_listed:
            b.formatting.remove(node)
        if not node.is_listed:
            stack.remove(node)
            node = above
            continue
        clone = clone_entry(b, node, ancestor.place)
        b.formatting.replace(node, clone)
        stack.replace(node, clone)
        if last is block:
            bookmark = clone
        move(last.element, clone.place, None)
        last = clone
        node = above
    # 4.14 What became of it goes below the ancestor.
    fostering = b.foster_parenting
    b.foster_parenting = True
    parent, before = b.place_for_inserting(ancestor)
    b.foster_parenting = fostering
    # A script may have put the ancestor into what goes below it; browsers leave that where it is.
    if not b.scripts_ran or not is_inclusive_ancestor(last.element, parent):
        move(last.element, parent, before)
    # 4.15-4.17 A new formatting element takes the block's children.
    clone = clone_entry(b, formatting, block.place)
    for child in block.place.child_list():
        move(child, clone.place, None)
    move(clone.element, block.place, None)
    # 4.18-4.19 And the old one's places: that of the bookmark, and below the block.
    if bookmark is None:
        b.formatting.replace(formatting, clone)
    else:
        b.formatting.remove(formatting)
        b.formatting.insert(b.formatting.index(bookmark) + 1, clone)
    stack.remove(formatting)
    stack.insert_below(clone, block)


def clone_entry(b: "TreeBuilder", entry: OpenElement, parent: "Node") -> OpenElement:
    """Create an element for the token for which an element was created."""
    element = create_html_element(b, entry.tag, parent)
    return OpenElement(element, element, entry.name, True, entry.kind, entry.tag)


def move(node: "Node", parent: "Node", before: "Node | None") -> None:
    """Insert, which removes it from where it is."""
    insert(node, parent, before, False)


IN_BODY.on_start_tags("a", start_link)
IN_BODY.on_start_tags("b big code em font i s small strike strong tt u", start_formatting)
IN_BODY.on_start_tags("nobr", start_nobr)
IN_BODY.on_end_tags("a b big code em font i nobr s small strike strong tt u", end_formatting)
