"""select elements in the body, and what happens to them and their options as they leave the stack of open elements"""

from typing import TYPE_CHECKING

from webapis.dom.cloning import clone_node
from webapis.dom.document_fragment import DocumentFragment
from webapis.dom.mutation import insert, replace_all
from webapis.dom.tree import following_element
from webapis.html.elements.select import HTMLOptionElement, HTMLSelectElement
from webapis.html.parser.insertion_mode import IN_BODY
from webapis.html.parser.tokens import Tag
from webapis.infra.ascii import ascii_lowercase

if TYPE_CHECKING:
    from webapis.dom.element import Element
    from webapis.html.parser.tree_builder import TreeBuilder


def closes_select(b: "TreeBuilder") -> bool:
    """What a select or input does to the select it stands in; whether a fragment's select refuses it."""
    if b.context is not None and b.context.is_html_named("select"):
        b.error("unexpected-start-tag")
        return True
    if b.stack.has_in_scope("select"):
        b.error("unexpected-start-tag")
        b.stack.pop_until("select")
    return False


def start_select(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "select"; in another it only ends that."""
    was_in_select = b.stack.has_in_scope("select")
    if closes_select(b) or was_in_select:
        return
    b.reconstruct_formatting()
    enter_select(b.insert_html_element(tag).element)
    b.frameset_ok = False


def start_option(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "option"."""
    if b.stack.has_in_scope("select"):
        b.stack.generate_implied_end_tags("optgroup")
    elif b.current_is("option"):
        b.stack.pop()
    b.reconstruct_formatting()
    b.insert_html_element(tag)


def start_optgroup(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "optgroup"."""
    if b.stack.has_in_scope("select"):
        b.stack.generate_implied_end_tags()
    elif b.current_is("option"):
        b.stack.pop()
    b.reconstruct_formatting()
    b.insert_html_element(tag)


def start_input(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "input"."""
    if closes_select(b):
        return
    b.reconstruct_formatting()
    b.insert_void_element(tag)
    if ascii_lowercase(tag.attribute("type") or "") != "hidden":
        b.frameset_ok = False


def enter_select(element: "Element") -> None:
    """A select element is open: its selectedness waits."""
    if isinstance(element, HTMLSelectElement):
        element.being_parsed = True


def settle_open_selects(b: "TreeBuilder") -> None:
    """Somebody may look at the tree."""
    for entry in b.stack.named.get("select", []):
        settle_open(entry.element)


def settle_open(select: "Element") -> None:
    """What is there now is settled, what comes waits."""
    settle(select)
    enter_select(select)


def settle(element: "Element | None") -> None:
    """The selectedness as if it had never waited."""
    if isinstance(element, HTMLSelectElement):
        element.being_parsed = False
        element.settle_selectedness()


def leave_elements(b: "TreeBuilder") -> None:
    """Selects and options were popped off the stack."""
    b.flush_text()
    left = b.stack.left
    b.stack.left = []
    for entry in left:
        leave_element(entry.element, b.stack.named.get("selectedcontent") is not None)


def leave_element(element: "Element", has_content: bool) -> None:
    """One of them; whether there may be a selectedcontent element."""
    if element.is_html_named("select"):
        settle(element)
    elif has_content:
        show_option(element)


def show_option(option: "Element") -> None:
    """https://html.spec.whatwg.org/#maybe-clone-an-option-into-selectedcontent"""
    if not isinstance(option, HTMLOptionElement):
        return
    select = option.select_element()
    if select is None or select.is_multiple():
        return
    waits = select.being_parsed
    settle(select)
    select.being_parsed = waits
    content = following_element(select, select)
    while content is not None and not content.is_html_named("selectedcontent"):
        content = following_element(content, select)
    if not option.selectedness or content is None:
        return
    # https://html.spec.whatwg.org/#clone-an-option-into-a-selectedcontent
    fragment = DocumentFragment(content.node_document)
    for child in option.child_list():
        insert(clone_node(child, content.node_document, True), fragment, None, False)
    replace_all(fragment, content)


IN_BODY.on_start_tags("input", start_input)
IN_BODY.on_start_tags("select", start_select)
IN_BODY.on_start_tags("option", start_option)
IN_BODY.on_start_tags("optgroup", start_optgroup)
