"""https://html.spec.whatwg.org/#adoption-agency-algorithm"""

from typing import TYPE_CHECKING

from webapis.dom.tree import is_inclusive_ancestor
from webapis.html.html5lib_parser.open_elements import ParserNode
from webapis.html.parser.element_insertion import create_html_element
from webapis.html.parser.element_kinds import SPECIAL
from webapis.html.parser.formatting_rules import INNER_LIMIT, OUTER_LIMIT, move

if TYPE_CHECKING:
    from webapis.dom.node import Node
    from webapis.html.html5lib_parser.tree_builder import Html5libTreeBuilder


def run_adoption_agency(tree: "Html5libTreeBuilder", subject: str) -> bool:
    """Whether it did the work; else the token is any other end tag."""
    stack = tree.openElements
    entries = tree.activeFormattingElements
    # 2. The current node alone.
    current = stack[-1]
    if current.is_named(subject) and current not in entries:
        stack.pop()
        return True
    # 3-4. At most eight times.
    for _ in range(OUTER_LIMIT):
        # 4.3 The formatting element.
        formatting = tree.elementInActiveFormattingElements(subject)
        if not isinstance(formatting, ParserNode):
            return False
        # 4.4-4.6 It is open, and in scope.
        if formatting not in stack:
            entries.remove(formatting)
            return True
        if not tree.elementInScope(formatting):
            return True
        # 4.7-4.8 The furthest block.
        start = stack.index(formatting) + 1
        block = next((node for node in stack[start:] if node.kind & SPECIAL), None)
        if block is None:
            while stack.pop() is not formatting:
                pass
            entries.remove(formatting)
            return True
        adopt_children(tree, formatting, block)
    return True


def adopt_children(tree: "Html5libTreeBuilder", formatting: ParserNode, block: ParserNode) -> None:
    """Steps 4.9 to 4.19."""
    stack = tree.openElements
    entries = tree.activeFormattingElements
    # 4.9-4.12 Where things are.
    ancestor = stack[stack.index(formatting) - 1]
    bookmark = formatting
    last = block
    # 4.13 Every element between them.
    index = stack.index(block)
    counter = 0
    while stack[index - 1] is not formatting:
        counter += 1
        index -= 1
        node = stack[index]
        if counter > INNER_LIMIT and node in entries:
            entries.remove(node)
        if node not in entries:
            stack.remove(node)
            continue
        clone = clone_entry(tree, node, ancestor.place)
        entries[entries.index(node)] = clone
        stack[index] = clone
        if last is block:
            bookmark = clone
        move(last.element, clone.place, None)
        last = clone
    # 4.14 What became of it goes below the ancestor, unless a script has put that into it.
    parent, before = tree.place_for_inserting(ancestor, True)
    if not tree.scripts_ran or not is_inclusive_ancestor(last.element, parent):
        move(last.element, parent, before)
    # 4.15-4.17 A new formatting element takes the block's children.
    clone = clone_entry(tree, formatting, block.place)
    for child in block.place.child_list():
        move(child, clone.place, None)
    move(clone.element, block.place, None)
    # 4.18-4.19 And the old one's places: that of the bookmark, and below the block.
    entries.insert(entries.index(bookmark) + 1, clone)
    entries.remove(formatting)
    stack.remove(formatting)
    stack.insert(stack.index(block) + 1, clone)


def clone_entry(tree: "Html5libTreeBuilder", node: ParserNode, parent: "Node") -> ParserNode:
    """Create an element for the token for which an element was created."""
    element = create_html_element(tree, node.tag, parent)
    return ParserNode(element, element, node.tag)
