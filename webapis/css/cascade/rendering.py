"""What is rendered, as far as styles say: https://html.spec.whatwg.org/#being-rendered"""

from typing import TYPE_CHECKING, cast

from jsengine._kernel import poll
from webapis.css.cascade.engine import StyleEngine, engine_of, flat_parent, is_in_flat_tree
from webapis.dom.node import ELEMENT_NODE

if TYPE_CHECKING:
    from webapis.dom.element import Element
    from webapis.dom.node import Node


def is_being_rendered(element: "Element") -> bool:
    """Whether there would be boxes for it, or for its children where it is `display: contents`."""
    document = element.node_document
    if document.default_view is None or not is_in_flat_tree(element):
        return False
    engine = engine_of(document)
    current: Element | None = element
    while current is not None:
        poll()
        if not generates_boxes(engine, current):
            return False
        current = flat_parent(current)
    return True


def generates_boxes(engine: StyleEngine, element: "Element") -> bool:
    """The same of an element whose ancestors are rendered."""
    if engine.style_of(element).value("display") == "none":
        return False
    return not is_in_closed_details(element)


def is_in_closed_details(node: "Node") -> bool:
    """https://html.spec.whatwg.org/#the-details-and-summary-elements: closed ones show their first summary alone."""
    parent = node.parent_element
    if parent is None or not parent.is_html_named("details") or parent.content_attribute("open") is not None:
        return False
    child = parent.first_child
    while child is not None:
        if child.node_type == ELEMENT_NODE and cast("Element", child).is_html_named("summary"):
            return child is not node
        child = child.next_sibling
    return True


def is_hidden_from_focus(element: "Element") -> bool:
    """Whether its styles keep it from being focused: https://html.spec.whatwg.org/#focusable-area"""
    document = element.node_document
    if document.default_view is None:
        return False
    return not is_being_rendered(element) or engine_of(document).style_of(element).value("visibility") != "visible"
