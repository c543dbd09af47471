"""https://dom.spec.whatwg.org/#interface-element"""

from typing import TYPE_CHECKING, Final, cast

from webapis.dom.dom_token_list import DOMTokenList
from webapis.dom.element_states import UNCUSTOMIZED
from webapis.dom.names import is_valid_attribute_local_name, lowercase_name, plain_name, validate_and_extract
from webapis.dom.node import ELEMENT_NODE, Node
from webapis.dom.parent_node import ParentNode
from webapis.idl.exceptions import dom_exception
from webapis.infra.ascii import ascii_lowercase, ordered_set

if TYPE_CHECKING:
    from webapis.animation.animation import Animation
    from webapis.animation.dictionaries import GetAnimationsOptions
    from webapis.css.cascade.computed_style import ComputedStyle
    from webapis.css.style_declaration import CSSStyleDeclaration
    from webapis.dom.document import Document
    from webapis.dom.names import QualifiedName
    from webapis.dom.shadow_root import ShadowRoot, ShadowRootInit
    from webapis.html.serialization import GetHTMLOptions
    from webapis.html.window import Window


# OPTIMIZATION: the list of every element without attributes; appending the first one replaces it.
NO_ATTRIBUTES: "Final[list[Attr]]" = []


class Element(ParentNode):
    """https://dom.spec.whatwg.org/#interface-element"""

    names: "QualifiedName"
    attribute_list: "list[Attr]"
    identifier: str
    class_names: list[str] | None
    custom_element_state: int
    computed_style: "ComputedStyle | None"
    """What `webapis.css.cascade` computed last; it knows whether that still holds."""

    def __init__(self, node_document: "Document", names: "QualifiedName") -> None:
        super().__init__(ELEMENT_NODE, node_document)
        self.names = names
        self.attribute_list = NO_ATTRIBUTES
        self.identifier = ""
        self.class_names = None
        self.custom_element_state = UNCUSTOMIZED
        self.computed_style = None

    # Names.

    @property
    def is_html(self) -> bool:
        """Whether the element is in the HTML namespace."""
        return self.names.is_html

    @property
    def namespace_uri(self) -> str | None:
        """https://dom.spec.whatwg.org/#dom-element-namespaceuri"""
        return self.names.namespace

    @property
    def prefix(self) -> str | None:
        """https://dom.spec.whatwg.org/#dom-element-prefix"""
        return self.names.prefix

    @property
    def local_name(self) -> str:
        """https://dom.spec.whatwg.org/#dom-element-localname"""
        return self.names.local_name

    @property
    def qualified_name(self) -> str:
        """https://dom.spec.whatwg.org/#concept-element-qualified-name"""
        return self.names.qualified

    @property
    def tag_name(self) -> str:
        """https://dom.spec.whatwg.org/#dom-element-tagname"""
        names = self.names
        return names.upper if names.is_html and self.node_document.is_html else names.qualified

    @property
    def node_name(self) -> str:
        return self.tag_name

    def is_html_named(self, local_name: str) -> bool:
        """Whether it is the HTML element of this name."""
        names = self.names
        return names.is_html and names.local_name == local_name

    def has_state(self, pseudo_class: str) -> bool:
        """Whether one of HTML's pseudo-classes applies; HTML elements know."""
        return False

    def style_attribute_declarations(self) -> "CSSStyleDeclaration | None":
        """The declarations of a style attribute; elements of HTML, SVG and MathML know."""
        return None

    def form_association_changed(self) -> None:
        """A form-associated custom element may have another form owner, or be disabled; HTML elements know."""

    # Attributes.

    def hide_nonce(self) -> None:
        """https://html.spec.whatwg.org/#nonce-attributes: selectors of style sheets shall not read it."""

    def attribute_changed(
        self, local_name: str, old_value: str | None, value: str | None, namespace: str | None
    ) -> None:
        """https://dom.spec.whatwg.org/#concept-element-attributes-change-ext"""
        if namespace is not None:
            return
        if local_name == "class":
            self.class_names = class_list_of(value) if value else None
            self.node_document.attribute_version += 1
        elif local_name == "id":
            self.change_id(value or "")
        elif local_name == "slot":
            slot_attribute_changed(self, old_value, value)
        elif local_name == "name":
            self.node_document.attribute_version += 1
            if is_slot(self):
                name_attribute_changed(self, old_value, value)

    def change_id(self, identifier: str) -> None:
        """https://dom.spec.whatwg.org/#concept-id, and the index of it."""
        old = self.identifier
        self.identifier = identifier
        self.node_document.attribute_version += 1
        scope = self.scope
        if scope is not None:
            if old:
                remove_id(scope, old, self)
            if identifier:
                add_id(scope, identifier, self)

    def has_attributes(self) -> bool:
        """https://dom.spec.whatwg.org/#dom-element-hasattributes"""
        return len(self.attribute_list) > 0

    @property
    def attributes(self) -> "NamedNodeMap":
        """https://dom.spec.whatwg.org/#dom-element-attributes"""
        extras = self.ensure_extras()
        if extras.attributes is None:
            extras.attributes = NamedNodeMap(self)
        return extras.attributes

    def get_attribute_names(self) -> list[str]:
        """https://dom.spec.whatwg.org/#dom-element-getattributenames"""
        return [attribute.names.qualified for attribute in self.attribute_list]

    def get_attribute_node(self, qualified_name: str) -> "Attr | None":
        """https://dom.spec.whatwg.org/#concept-element-attributes-get-by-name"""
        if not self.attribute_list:
            return None
        if self.names.is_html and self.node_document.is_html:
            qualified_name = lowercase_name(qualified_name)
        for attribute in self.attribute_list:
            if attribute.names.qualified == qualified_name:
                return attribute
        return None

    def get_attribute_node_ns(self, namespace: str | None, local_name: str) -> "Attr | None":
        """https://dom.spec.whatwg.org/#concept-element-attributes-get-by-namespace"""
        if namespace == "":
            namespace = None
        for attribute in self.attribute_list:
            names = attribute.names
            if names.local_name == local_name and names.namespace == namespace:
                return attribute
        return None

    def get_attribute(self, qualified_name: str) -> str | None:
        """https://dom.spec.whatwg.org/#dom-element-getattribute"""
        attribute = self.get_attribute_node(qualified_name)
        return attribute.data if attribute is not None else None

    def get_attribute_ns(self, namespace: str | None, local_name: str) -> str | None:
        """https://dom.spec.whatwg.org/#dom-element-getattributens"""
        attribute = self.get_attribute_node_ns(namespace, local_name)
        return attribute.data if attribute is not None else None

    def content_attribute(self, local_name: str) -> str | None:
        """The value of an attribute in no namespace, for the standards' own use."""
        for attribute in self.attribute_list:
            names = attribute.names
            if names.local_name == local_name and names.namespace is None:
                return attribute.data
        return None

    def set_attribute(self, qualified_name: str, value: str) -> None:
        """https://dom.spec.whatwg.org/#dom-element-setattribute"""
        # 1. The name is valid.
        if not is_valid_attribute_local_name(qualified_name):
            raise dom_exception("InvalidCharacterError", f"'{qualified_name}' is not a valid attribute name.")
        # 2. In lowercase for HTML.
        if self.names.is_html and self.node_document.is_html:
            qualified_name = lowercase_name(qualified_name)
        # 3-4. Change or append.
        for attribute in self.attribute_list:
            if attribute.names.qualified == qualified_name:
                change_attribute(attribute, value)
                return
        append_attribute(Attr(self.node_document, plain_name(qualified_name), value), self)

    def set_attribute_ns(self, namespace: str | None, qualified_name: str, value: str) -> None:
        """https://dom.spec.whatwg.org/#dom-element-setattributens"""
        self.set_named_value(validate_and_extract(namespace, qualified_name, False), value)

    def set_attribute_value(self, local_name: str, value: str) -> None:
        """https://dom.spec.whatwg.org/#concept-element-attributes-set-value, in no namespace."""
        self.set_named_value(plain_name(local_name), value)

    def set_named_value(self, names: "QualifiedName", value: str) -> None:
        """https://dom.spec.whatwg.org/#concept-element-attributes-set-value"""
        attribute = self.get_attribute_node_ns(names.namespace, names.local_name)
        if attribute is None:
            append_attribute(Attr(self.node_document, names, value), self)
        else:
            change_attribute(attribute, value)

    def remove_attribute(self, qualified_name: str) -> None:
        """https://dom.spec.whatwg.org/#dom-element-removeattribute"""
        attribute = self.get_attribute_node(qualified_name)
        if attribute is not None:
            remove_attribute(attribute, self)

    def remove_attribute_ns(self, namespace: str | None, local_name: str) -> None:
        """https://dom.spec.whatwg.org/#dom-element-removeattributens"""
        attribute = self.get_attribute_node_ns(namespace, local_name)
        if attribute is not None:
            remove_attribute(attribute, self)

    def toggle_attribute(self, qualified_name: str, force: bool | None = None) -> bool:
        """https://dom.spec.whatwg.org/#dom-element-toggleattribute"""
        # 1. The name is valid.
        if not is_valid_attribute_local_name(qualified_name):
            raise dom_exception("InvalidCharacterError", f"'{qualified_name}' is not a valid attribute name.")
        # 2-3. What is there.
        attribute = self.get_attribute_node(qualified_name)
        # 4. Nothing: add unless forced not to.
        if attribute is None:
            if force is None or force:
                self.set_attribute(qualified_name, "")
                return True
            return False
        # 5. Something: remove unless forced to keep.
        if force is None or not force:
            remove_attribute(attribute, self)
            return False
        # 6. Kept.
        return True

    def has_attribute(self, qualified_name: str) -> bool:
        """https://dom.spec.whatwg.org/#dom-element-hasattribute"""
        return self.get_attribute_node(qualified_name) is not None

    def has_attribute_ns(self, namespace: str | None, local_name: str) -> bool:
        """https://dom.spec.whatwg.org/#dom-element-hasattributens"""
        return self.get_attribute_node_ns(namespace, local_name) is not None

    def set_attribute_node(self, attr: "Attr") -> "Attr | None":
        """https://dom.spec.whatwg.org/#dom-element-setattributenode"""
        return set_attribute_node(attr, self)

    def set_attribute_node_ns(self, attr: "Attr") -> "Attr | None":
        """https://dom.spec.whatwg.org/#dom-element-setattributenodens"""
        return set_attribute_node(attr, self)

    def remove_attribute_node(self, attr: "Attr") -> "Attr":
        """https://dom.spec.whatwg.org/#dom-element-removeattributenode"""
        if attr.owner_element is not self:
            raise dom_exception("NotFoundError", "The attribute is not one of this element.")
        remove_attribute(attr, self)
        return attr

    # Reflected here, in the DOM Standard.

    @property
    def id(self) -> str:
        """https://dom.spec.whatwg.org/#dom-element-id"""
        return self.identifier

    @id.setter
    def id(self, value: str) -> None:
        self.set_attribute_value("id", value)

    @property
    def class_name(self) -> str:
        """https://dom.spec.whatwg.org/#dom-element-classname"""
        return self.content_attribute("class") or ""

    @class_name.setter
    def class_name(self, value: str) -> None:
        self.set_attribute_value("class", value)

    @property
    def class_list(self) -> "DOMTokenList":
        """https://dom.spec.whatwg.org/#dom-element-classlist"""
        extras = self.ensure_extras()
        if extras.class_list is None:
            extras.class_list = DOMTokenList(self, "class")
        return extras.class_list

    @property
    def slot(self) -> str:
        """https://dom.spec.whatwg.org/#dom-element-slot"""
        return self.content_attribute("slot") or ""

    @slot.setter
    def slot(self, value: str) -> None:
        self.set_attribute_value("slot", value)

    # Shadow trees.

    @property
    def shadow_root_node(self) -> "ShadowRoot | None":
        """https://dom.spec.whatwg.org/#concept-element-shadow-root"""
        extras = self.extras
        return extras.shadow_root if extras is not None else None

    def is_host(self) -> bool:
        """Whether a shadow root or a template's content hangs off the element."""
        extras = self.extras
        return extras is not None and extras.shadow_root is not None

    @property
    def shadow_root(self) -> "ShadowRoot | None":
        """https://dom.spec.whatwg.org/#dom-element-shadowroot"""
        shadow = self.shadow_root_node
        return shadow if shadow is not None and shadow.mode == "open" else None

    @property
    def assigned_slot(self) -> "Element | None":
        """https://dom.spec.whatwg.org/#dom-slotable-assignedslot"""
        return find_a_slot(self, True)

    def attach_shadow(self, init: "ShadowRootInit") -> "ShadowRoot":
        """https://dom.spec.whatwg.org/#dom-element-attachshadow"""
        return attach_a_shadow_root(self, init)

    # https://drafts.csswg.org/web-animations-1/#the-animatable-interface-mixin

    def animate(self, window: "Window", keyframes: object, options: object = None) -> "Animation":
        """https://drafts.csswg.org/web-animations-1/#dom-animatable-animate"""
        from webapis.animation.animatable import animate

        return animate(self, window, keyframes, options)

    def get_animations(self, options: "GetAnimationsOptions") -> "list[Animation]":
        """https://drafts.csswg.org/web-animations-1/#dom-animatable-getanimations"""
        from webapis.animation.animatable import get_animations

        return get_animations(self, options)

    # Selectors and neighbours.

    def matches(self, selectors: str) -> bool:
        """https://dom.spec.whatwg.org/#dom-element-matches"""
        return matches_selectors(self, selectors)

    def webkit_matches_selector(self, selectors: str) -> bool:
        """https://dom.spec.whatwg.org/#dom-element-webkitmatchesselector"""
        return matches_selectors(self, selectors)

    def closest(self, selectors: str) -> "Element | None":
        """https://dom.spec.whatwg.org/#dom-element-closest"""
        return closest(self, selectors)

    def insert_adjacent_element(self, where: str, element: "Element") -> "Element | None":
        """https://dom.spec.whatwg.org/#dom-element-insertadjacentelement"""
        inserted = insert_adjacent(self, where, element)
        return cast("Element", inserted) if inserted is not None else None

    def insert_adjacent_text(self, where: str, data: str) -> None:
        """https://dom.spec.whatwg.org/#dom-element-insertadjacenttext"""
        insert_adjacent(self, where, Text(self.node_document, data))

    # Markup. HTML builds on the DOM, so what it adds is imported when it is used.

    @property
    def inner_html(self) -> str:
        """https://html.spec.whatwg.org/#dom-element-innerhtml"""
        from webapis.html.dom_parsing import serialize_fragment

        return serialize_fragment(self)

    @inner_html.setter
    def inner_html(self, value: str) -> None:
        from webapis.html.dom_parsing import set_inner_html

        set_inner_html(self, value)

    @property
    def outer_html(self) -> str:
        """https://html.spec.whatwg.org/#dom-element-outerhtml"""
        from webapis.html.dom_parsing import serialize_outer

        return serialize_outer(self)

    @outer_html.setter
    def outer_html(self, value: str) -> None:
        from webapis.html.dom_parsing import set_outer_html

        set_outer_html(self, value)

    def insert_adjacent_html(self, position: str, string: str) -> None:
        """https://html.spec.whatwg.org/#dom-element-insertadjacenthtml"""
        from webapis.html.dom_parsing import insert_adjacent_html

        insert_adjacent_html(self, position, string)

    def get_html(self, options: "GetHTMLOptions | None" = None) -> str:
        """https://html.spec.whatwg.org/#dom-element-gethtml"""
        from webapis.html.serialization import serialize_children

        return serialize_children(self, options)

    def set_html_unsafe(self, html: str) -> None:
        """https://html.spec.whatwg.org/#dom-element-sethtmlunsafe"""
        from webapis.html.dom_parsing import set_html_unsafe

        set_html_unsafe(self, self, html)

    # Node.

    @property
    def text_content(self) -> str | None:
        return self.descendant_text_content()

    @text_content.setter
    def text_content(self, value: str | None) -> None:
        self.string_replace_all("" if value is None else value)

    def clone_single(self, document: "Document") -> Node:
        copy = create_interface_element(document, self.names)
        if self.custom_element_state != UNCUSTOMIZED or "-" in self.names.local_name:
            prepare_custom_clone(self, copy)
        for attribute in self.attribute_list:
            append_attribute(Attr(document, attribute.names, attribute.data), copy)
        return copy

    def is_default_passive_target(self) -> bool:
        document = self.node_document
        return document.document_element is self or document.body is self


def insert_adjacent(element: Element, where: str, node: Node) -> Node | None:
    """https://dom.spec.whatwg.org/#insert-adjacent"""
    position = ascii_lowercase(where)
    if position == "beforebegin":
        return None if element.parent_node is None else pre_insert(node, element.parent_node, element)
    if position == "afterbegin":
        return pre_insert(node, element, element.first_child)
    if position == "beforeend":
        return pre_insert(node, element, None)
    if position == "afterend":
        return None if element.parent_node is None else pre_insert(node, element.parent_node, element.next_sibling)
    raise dom_exception("SyntaxError", f"'{where}' is not one of beforebegin, afterbegin, beforeend, afterend.")


_class_lists: Final[dict[str, list[str]]] = {}


def class_list_of(value: str) -> list[str]:
    """The classes of an attribute's value; equal values share the list, which nobody changes."""
    names = _class_lists.get(value)
    if names is None:
        names = ordered_set(value)
        if len(value) > 256:
            return names
        if len(_class_lists) >= 4096:
            _class_lists.clear()
        _class_lists[value] = names
    return names


from webapis.dom.attach_shadow import attach_a_shadow_root
from webapis.dom.attr import (
    Attr,
    NamedNodeMap,
    append_attribute,
    change_attribute,
    remove_attribute,
    set_attribute_node,
)
from webapis.dom.custom_elements import prepare_custom_clone
from webapis.dom.element_creation import create_interface_element
from webapis.dom.mutation import add_id, pre_insert, remove_id
from webapis.dom.slots import find_a_slot, is_slot, name_attribute_changed, slot_attribute_changed
from webapis.dom.text import Text
from webapis.selectors.query import closest, matches_selectors
