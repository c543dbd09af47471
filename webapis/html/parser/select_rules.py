"""What happens to select and option elements as they leave the stack of open elements

https://html.spec.whatwg.org/#maybe-clone-an-option-into-selectedcontent
"""

from typing import TYPE_CHECKING

from webapis.html.parser.open_elements import OpenElement

if TYPE_CHECKING:
    from webapis.dom.element import Element
    from webapis.html.parser.tree_builder import TreeBuilder


def enter_select(entry: OpenElement) -> None:
    """A select element is open: its selectedness waits."""
    if isinstance(entry.element, HTMLSelectElement):
        entry.element.being_parsed = True


def settle_open_selects(b: "TreeBuilder") -> None:
    """Somebody may look at the tree."""
    for entry in b.stack.named.get("select", []):
        settle(entry.element)
        enter_select(entry)


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
        if entry.name == "select":
            settle(entry.element)
        elif b.stack.named.get("selectedcontent") is not None:
            show_option(entry.element)


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


from webapis.dom.cloning import clone_node  # noqa: E402
from webapis.dom.document_fragment import DocumentFragment  # noqa: E402
from webapis.dom.mutation import insert, replace_all  # noqa: E402
from webapis.dom.tree import following_element  # noqa: E402
from webapis.html.elements.select import HTMLOptionElement, HTMLSelectElement  # noqa: E402
