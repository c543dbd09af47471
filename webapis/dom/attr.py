"""https://dom.spec.whatwg.org/#interface-attr and https://dom.spec.whatwg.org/#interface-namednodemap"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from webapis.dom.element_states import CUSTOM
from webapis.dom.mutation_observer import NO_NODES, queue_mutation_record
from webapis.dom.node import ATTRIBUTE_NODE, Node
from webapis.idl.exceptions import dom_exception
from webapis.infra.ascii import ascii_lowercase

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.dom.names import QualifiedName


class Attr(Node):
    """https://dom.spec.whatwg.org/#interface-attr"""

    names: "QualifiedName"
    data: str
    owner_element: "Element | None"

    def __init__(self, node_document: "Document", names: "QualifiedName", data: str) -> None:
        super().__init__(ATTRIBUTE_NODE, node_document)
        self.names = names
        self.data = data
        self.owner_element = None

    @property
    def namespace_uri(self) -> str | None:
        """https://dom.spec.whatwg.org/#dom-attr-namespaceuri"""
        return self.names.namespace

    @property
    def prefix(self) -> str | None:
        """https://dom.spec.whatwg.org/#dom-attr-prefix"""
        return self.names.prefix

    @property
    def local_name(self) -> str:
        """https://dom.spec.whatwg.org/#dom-attr-localname"""
        return self.names.local_name

    @property
    def name(self) -> str:
        """https://dom.spec.whatwg.org/#dom-attr-name"""
        return self.names.qualified

    @property
    def node_name(self) -> str:
        return self.names.qualified

    @property
    def value(self) -> str:
        """https://dom.spec.whatwg.org/#dom-attr-value"""
        return self.data

    @value.setter
    def value(self, value: str) -> None:
        # https://dom.spec.whatwg.org/#set-an-existing-attribute-value
        if self.owner_element is None:
            self.data = value
        else:
            change_attribute(self, value)

    @property
    def node_value(self) -> str | None:
        return self.data

    @node_value.setter
    def node_value(self, value: str | None) -> None:
        self.value = "" if value is None else value

    @property
    def text_content(self) -> str | None:
        return self.data

    @text_content.setter
    def text_content(self, value: str | None) -> None:
        self.value = "" if value is None else value

    @property
    def specified(self) -> bool:
        """https://dom.spec.whatwg.org/#dom-attr-specified"""
        return True

    def owner_element_attributes(self) -> "list[Attr]":
        """The attributes of its element."""
        return self.owner_element.attribute_list if self.owner_element is not None else []

    def clone_single(self, document: "Document") -> Node:
        return Attr(document, self.names, self.data)


class NamedNodeMap:
    """https://dom.spec.whatwg.org/#interface-namednodemap"""

    wrapper: object
    element: "Element"

    def __init__(self, element: "Element") -> None:
        self.wrapper = None
        self.element = element

    @property
    def interface_name(self) -> str:
        """The name of the interface, which chooses the wrapper's prototype."""
        return "NamedNodeMap"

    @property
    def length(self) -> int:
        """https://dom.spec.whatwg.org/#dom-namednodemap-length"""
        return len(self.element.attribute_list)

    def item(self, index: int) -> Attr | None:
        """https://dom.spec.whatwg.org/#dom-namednodemap-item"""
        attributes = self.element.attribute_list
        return attributes[index] if 0 <= index < len(attributes) else None

    def supported_names(self) -> list[str]:
        """https://dom.spec.whatwg.org/#interface-namednodemap, supported property names."""
        # 1. The names without duplicates.
        names = list(dict.fromkeys(attribute.names.qualified for attribute in self.element.attribute_list))
        # 2. An HTML element's with uppercase letters cannot be asked for.
        if self.element.is_html and self.element.node_document.is_html:
            names = [name for name in names if name == ascii_lowercase(name)]
        return names

    def get_named_item(self, qualified_name: str) -> Attr | None:
        """https://dom.spec.whatwg.org/#dom-namednodemap-getnameditem"""
        return self.element.get_attribute_node(qualified_name)

    def get_named_item_ns(self, namespace: str | None, local_name: str) -> Attr | None:
        """https://dom.spec.whatwg.org/#dom-namednodemap-getnameditemns"""
        return self.element.get_attribute_node_ns(namespace, local_name)

    def set_named_item(self, attr: Attr) -> Attr | None:
        """https://dom.spec.whatwg.org/#dom-namednodemap-setnameditem"""
        return set_attribute_node(attr, self.element)

    def set_named_item_ns(self, attr: Attr) -> Attr | None:
        """https://dom.spec.whatwg.org/#dom-namednodemap-setnameditemns"""
        return set_attribute_node(attr, self.element)

    def remove_named_item(self, qualified_name: str) -> Attr:
        """https://dom.spec.whatwg.org/#dom-namednodemap-removenameditem"""
        attribute = self.element.get_attribute_node(qualified_name)
        if attribute is None:
            raise dom_exception("NotFoundError", f"No item with name '{qualified_name}' was found.")
        remove_attribute(attribute, self.element)
        return attribute

    def remove_named_item_ns(self, namespace: str | None, local_name: str) -> Attr:
        """https://dom.spec.whatwg.org/#dom-namednodemap-removenameditemns"""
        attribute = self.element.get_attribute_node_ns(namespace, local_name)
        if attribute is None:
            raise dom_exception("NotFoundError", f"No item with name '{local_name}' was found.")
        remove_attribute(attribute, self.element)
        return attribute

    def __len__(self) -> int:
        return len(self.element.attribute_list)

    def __getitem__(self, index: int) -> Attr:
        return self.element.attribute_list[index]

    def __iter__(self) -> Iterator[Attr]:
        return iter(self.element.attribute_list.copy())


def handle_attribute_changes(
    names: "QualifiedName", element: "Element", old_value: str | None, new_value: str | None
) -> None:
    """https://dom.spec.whatwg.org/#handle-attribute-changes; step 1 runs before the change, in the callers' stead."""
    element.node_document.style_version += 1
    # 2. Custom elements.
    if element.custom_element_state == CUSTOM:
        enqueue_attribute_reaction(element, names.local_name, old_value, new_value, names.namespace)
    # 3. Attribute change steps.
    element.attribute_changed(names.local_name, old_value, new_value, names.namespace)


def record_attribute_change(names: "QualifiedName", element: "Element", old_value: str | None) -> None:
    """Step 1 of handling attribute changes."""
    if element.node_document.agent.observer_count:
        queue_mutation_record(
            "attributes", element, names.local_name, names.namespace, old_value, NO_NODES, NO_NODES, None, None
        )


def change_attribute(attribute: Attr, value: str) -> None:
    """https://dom.spec.whatwg.org/#concept-element-attributes-change"""
    element = attribute.owner_element
    assert element is not None
    # 1-2. The value.
    old_value = attribute.data
    attribute.data = value
    # 3. Handle.
    record_attribute_change(attribute.names, element, old_value)
    handle_attribute_changes(attribute.names, element, old_value, value)


def append_attribute(attribute: Attr, element: "Element") -> None:
    """https://dom.spec.whatwg.org/#concept-element-attributes-append"""
    if element.attribute_list:
        element.attribute_list.append(attribute)
    else:
        element.attribute_list = [attribute]
    attribute.owner_element = element
    if attribute.node_document is not element.node_document:
        attribute.node_document = element.node_document
    record_attribute_change(attribute.names, element, None)
    handle_attribute_changes(attribute.names, element, None, attribute.data)


def remove_attribute(attribute: Attr, element: "Element") -> None:
    """https://dom.spec.whatwg.org/#concept-element-attributes-remove"""
    element.attribute_list.remove(attribute)
    attribute.owner_element = None
    record_attribute_change(attribute.names, element, attribute.data)
    handle_attribute_changes(attribute.names, element, attribute.data, None)


def replace_attribute(old: Attr, new: Attr, element: "Element") -> None:
    """https://dom.spec.whatwg.org/#concept-element-attributes-replace"""
    attributes = element.attribute_list
    attributes[attributes.index(old)] = new
    new.owner_element = element
    if new.node_document is not element.node_document:
        new.node_document = element.node_document
    old.owner_element = None
    record_attribute_change(old.names, element, old.data)
    handle_attribute_changes(old.names, element, old.data, new.data)


def set_attribute_node(attr: Attr, element: "Element") -> Attr | None:
    """https://dom.spec.whatwg.org/#concept-element-attributes-set"""
    # 2. Not another element's.
    if attr.owner_element is not None and attr.owner_element is not element:
        raise dom_exception("InUseAttributeError", "The attribute is in use by another element.")
    # 3-6. Replace, or append.
    old = element.get_attribute_node_ns(attr.names.namespace, attr.names.local_name)
    if old is attr:
        return attr
    if old is not None:
        replace_attribute(old, attr, element)
    else:
        append_attribute(attr, element)
    # 7. What was there.
    return old


from webapis.dom.custom_elements import enqueue_attribute_reaction
