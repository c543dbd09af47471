"""https://html.spec.whatwg.org/#creating-and-inserting-nodes: elements for tokens, custom ones included"""

from typing import TYPE_CHECKING, cast

from webapis.dom.attr import Attr, append_attribute
from webapis.dom.custom_elements import (
    custom_data,
    enqueue_upgrade_reaction,
    is_valid_custom_element_name,
    look_up_definition,
    pop_element_queue,
    push_element_queue,
)
from webapis.dom.document import Document
from webapis.dom.element_creation import create_element, create_interface_element
from webapis.dom.element_states import UNCUSTOMIZED, UNDEFINED
from webapis.dom.mutation import insert
from webapis.dom.names import html_name, plain_name, qualified_name
from webapis.dom.node import DOCUMENT_NODE
from webapis.html.elements.form_control import FormControl
from webapis.html.forms import is_listed
from webapis.html.parser.foreign_attributes import (
    MATHML_ATTRIBUTES,
    SVG_ATTRIBUTES,
    SVG_TAG_NAMES,
    foreign_attribute_name,
)
from webapis.html.parser.tokens import Tag
from webapis.infra import namespaces

if TYPE_CHECKING:
    from webapis.dom.element import Element
    from webapis.dom.node import Node
    from webapis.html.parser.tree_construction import TreeConstruction


def create_html_element(b: "TreeConstruction", tag: Tag, parent: "Node") -> "Element":
    """https://html.spec.whatwg.org/#create-an-element-for-the-token, in the HTML namespace."""
    name = tag.name
    # OPTIMIZATION: what can be a custom element has a dash in its name or an attribute "is".
    if "-" in name or "is" in tag.names:
        return create_possibly_custom_element(b, tag, parent)
    document = parent.node_document
    element = create_interface_element(document, html_name(name))
    if tag.names:
        add_attributes(element, tag)
    if b.form is not None:
        associate_with_form(b, element, parent)
    return element


def add_attributes(element: "Element", tag: Tag) -> None:
    """Append the token's attributes to a new element, which nobody observes yet."""
    document = element.node_document
    names = tag.names
    values = tag.values
    attributes: list[Attr] = []
    for index in range(len(names)):
        attribute = Attr(document, plain_name(names[index]), values[index])
        attribute.owner_element = element
        attributes.append(attribute)
    element.attribute_list = attributes
    for index in range(len(names)):
        element.attribute_changed(names[index], None, values[index], None)


def add_missing_attributes(element: "Element", tag: Tag) -> None:
    """For each attribute on the token that is not present on the element: add it."""
    for name, value in zip(tag.names, tag.values):
        if element.content_attribute(name) is None:
            append_attribute(Attr(element.node_document, plain_name(name), value), element)


def create_possibly_custom_element(b: "TreeConstruction", tag: Tag, parent: "Node") -> "Element":
    """The steps of the same that run a custom element's constructor."""
    # 3-5. The document, the name, the value of "is".
    document = parent.node_document
    names = html_name(tag.name)
    is_value = tag.attribute("is")
    # 6-7. The definition; in a fragment it is that of the context, and the element is upgraded later.
    context = b.context
    template = context is not None and context.is_html_named("template")
    registrar = document if context is None or template else context.node_document
    definition = look_up_definition(registrar, names.namespace, tag.name, is_value)
    if definition is None or context is not None:
        element = create_interface_element(document, names)
        if is_value is not None or is_valid_custom_element_name(tag.name):
            element.custom_element_state = UNDEFINED
            custom_data(element).is_value = is_value
        add_attributes(element, tag)
        if definition is not None:
            enqueue_upgrade_reaction(element, definition)
    else:
        # 8. Scripts see what there is.
        b.bring_up_to_date()
        b.scripts_ran = True
        document.throw_on_dynamic_markup_insertion += 1
        agent = document.agent
        agent.host.perform_a_microtask_checkpoint()
        push_element_queue(agent)
        # 9-11. Create it now, append the attributes, run the reactions.
        element = create_element(document, names, is_value, True)
        for index in range(len(tag.names)):
            append_attribute(Attr(document, plain_name(tag.names[index]), tag.values[index]), element)
        pop_element_queue(agent)
        document.throw_on_dynamic_markup_insertion -= 1
    associate_with_form(b, element, parent)
    return element


def associate_with_form(b: "TreeConstruction", element: "Element", parent: "Node") -> None:
    """https://html.spec.whatwg.org/#create-an-element-for-the-token, the step about the form element pointer."""
    form = b.form
    if form is None or not isinstance(element, FormControl) or b.has_template():
        return
    if is_listed(element) and element.content_attribute("form") is not None:
        return
    if form.tree_root() is parent.tree_root():
        element.parser_form = form


def insert_element(b: "TreeConstruction", element: "Element", parent: "Node", before: "Node | None") -> None:
    """https://html.spec.whatwg.org/#insert-an-element-at-the-adjusted-insertion-location"""
    if parent.node_type == DOCUMENT_NODE and cast(Document, parent).document_element is not None:
        return
    if element.custom_element_state == UNCUSTOMIZED:
        insert(element, parent, before, False)
        return
    agent = parent.node_document.agent
    b.bring_up_to_date()
    if b.context is None:
        push_element_queue(agent)
    insert(element, parent, before, False)
    if b.context is None:
        pop_element_queue(agent)


def create_foreign_element(tag: Tag, namespace: str, parent: "Node") -> "Element":
    """https://html.spec.whatwg.org/#create-an-element-for-the-token, in another namespace, with adjusted names"""
    name = tag.name
    if namespace == namespaces.MATHML:
        tag.names = [MATHML_ATTRIBUTES.get(attribute, attribute) for attribute in tag.names]
    elif namespace == namespaces.SVG:
        name = SVG_TAG_NAMES.get(name, name)
        tag.names = [SVG_ATTRIBUTES.get(attribute, attribute) for attribute in tag.names]
    element = create_interface_element(parent.node_document, qualified_name(namespace, None, name))
    for index in range(len(tag.names)):
        attribute = Attr(parent.node_document, foreign_attribute_name(tag.names[index]), tag.values[index])
        append_attribute(attribute, element)
    return element
