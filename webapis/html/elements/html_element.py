"""https://html.spec.whatwg.org/#htmlelement"""

from typing import TYPE_CHECKING, cast

from webapis.dom.element import Element
from webapis.dom.element_states import CUSTOM, UNCUSTOMIZED
from webapis.dom.event import Event
from webapis.dom.node import ELEMENT_NODE
from webapis.html.elements.html_or_svg_element import HTMLOrSVGElement
from webapis.html.rendered_text import set_inner_text, set_outer_text
from webapis.idl.exceptions import dom_exception
from webapis.infra.ascii import ascii_lowercase
from webapis.uievents.synthetic import fire_synthetic_pointer_event

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.html_collection import HTMLCollection
    from webapis.dom.names import QualifiedName
    from webapis.dom.node import Node


class HTMLElement(HTMLOrSVGElement):
    """https://html.spec.whatwg.org/#htmlelement"""

    collections: "dict[str, HTMLCollection] | None"
    click_in_progress: bool
    popover_state: "PopoverState | None"

    def __init__(self, node_document: "Document", names: "QualifiedName") -> None:
        super().__init__(node_document, names)
        self.collections = None
        self.click_in_progress = False
        self.popover_state = None

    def same_collection(self, name: str, fresh: "HTMLCollection") -> "HTMLCollection":
        """The collection made first under this name."""
        if self.collections is None:
            self.collections = {}
        return self.collections.setdefault(name, fresh)

    # Global attributes that do more than reflect.

    @property
    def inner_text(self) -> str:
        """https://html.spec.whatwg.org/#dom-innertext"""
        from webapis.html.inner_text import inner_text_of

        return inner_text_of(self)

    @inner_text.setter
    def inner_text(self, value: str) -> None:
        set_inner_text(self, value)

    @property
    def outer_text(self) -> str:
        """https://html.spec.whatwg.org/#dom-outertext"""
        return self.inner_text

    @outer_text.setter
    def outer_text(self, value: str) -> None:
        set_outer_text(self, value)

    @property
    def translate(self) -> bool:
        """https://html.spec.whatwg.org/#dom-translate"""
        element: Element | None = self
        while element is not None:
            value = element.content_attribute("translate")
            if value is not None and element.is_html:
                keyword = ascii_lowercase(value)
                if keyword in ("", "yes"):
                    return True
                if keyword == "no":
                    return False
            element = element.parent_element
        return True

    @translate.setter
    def translate(self, value: bool) -> None:
        self.set_attribute_value("translate", "yes" if value else "no")

    @property
    def hidden(self) -> bool:
        """https://html.spec.whatwg.org/#dom-hidden"""
        return self.content_attribute("hidden") is not None

    @hidden.setter
    def hidden(self, value: bool) -> None:
        self.set_boolean_attribute("hidden", value)

    @property
    def draggable(self) -> bool:
        """https://html.spec.whatwg.org/#dom-draggable"""
        value = ascii_lowercase(self.content_attribute("draggable") or "auto")
        if value in ("true", "false"):
            return value == "true"
        name = self.local_name
        return name == "img" or (name == "a" and self.content_attribute("href") is not None)

    @draggable.setter
    def draggable(self, value: bool) -> None:
        self.set_attribute_value("draggable", "true" if value else "false")

    @property
    def spellcheck(self) -> bool:
        """https://html.spec.whatwg.org/#dom-spellcheck"""
        element: Element | None = self
        while element is not None:
            value = element.content_attribute("spellcheck")
            if value is not None:
                keyword = ascii_lowercase(value)
                if keyword in ("", "true"):
                    return True
                if keyword == "false":
                    return False
            element = element.parent_element
        return True

    @spellcheck.setter
    def spellcheck(self, value: bool) -> None:
        self.set_attribute_value("spellcheck", "true" if value else "false")

    @property
    def content_editable(self) -> str:
        """https://html.spec.whatwg.org/#dom-contenteditable"""
        value = self.content_attribute("contenteditable")
        keyword = "inherit" if value is None else ascii_lowercase(value)
        if keyword == "":
            return "true"
        return keyword if keyword in ("true", "false", "plaintext-only") else "inherit"

    @content_editable.setter
    def content_editable(self, value: str) -> None:
        keyword = ascii_lowercase(value)
        if keyword == "inherit":
            self.remove_attribute("contenteditable")
        elif keyword in ("true", "false", "plaintext-only"):
            self.set_attribute_value("contenteditable", keyword)
        else:
            raise dom_exception("SyntaxError", f"'{value}' is not one of true, false, plaintext-only, inherit.")

    @property
    def is_content_editable(self) -> bool:
        """https://html.spec.whatwg.org/#dom-iscontenteditable"""
        element: Element | None = self
        while element is not None:
            if isinstance(element, HTMLElement):
                state = element.content_editable
                if state != "inherit":
                    return state != "false"
            element = element.parent_element
        return False

    def is_focusable_by_default(self) -> bool:
        name = self.local_name
        if name in ("a", "area", "link"):
            return self.content_attribute("href") is not None
        if name == "summary":
            return is_summary_of_details(self)
        return name in ("button", "input", "select", "textarea", "iframe", "frame", "object", "embed")

    # Behaviour.

    def has_state(self, pseudo_class: str) -> bool:
        return has_state(self, pseudo_class)

    def attribute_changed(
        self, local_name: str, old_value: str | None, value: str | None, namespace: str | None
    ) -> None:
        super().attribute_changed(local_name, old_value, value, namespace)
        if namespace is not None:
            return
        if local_name == "popover":
            if is_popover_open(self) and popover_kind(self) != cast("PopoverState", self.popover_state).opened_as:
                hide_popover(self)
        elif local_name in ("form", "disabled") and self.custom_element_state == CUSTOM and is_form_associated(self):
            form_association_changed(self)

    def is_disabled(self) -> bool:
        """https://html.spec.whatwg.org/#concept-element-disabled; form controls override."""
        return self.custom_element_state != UNCUSTOMIZED and is_form_associated(self) and is_disabled(self)

    # Form-associated custom elements.

    def attach_internals(self) -> "ElementInternals":
        """https://html.spec.whatwg.org/#dom-attachinternals"""
        return attach_internals(self)

    def form_association_changed(self) -> None:
        form_association_changed(self)

    def inserted(self) -> None:
        if self.custom_element_state == CUSTOM and is_form_associated(self):
            form_association_changed(self)

    def removed(self, old_parent: "Node | None") -> None:
        if self.popover_state is not None:
            hide_popover(self, False)
        if self.custom_element_state == CUSTOM and is_form_associated(self):
            form_association_changed(self)

    def click(self) -> None:
        """https://html.spec.whatwg.org/#dom-click"""
        # 1-2. Not when disabled, and not again from its own listeners.
        if self.is_disabled() or self.click_in_progress:
            return
        # 3-5. A synthetic click, which is not trusted.
        self.click_in_progress = True
        try:
            fire_synthetic_pointer_event("click", self, True)
        finally:
            self.click_in_progress = False

    def focus(self, options: "FocusOptions | None" = None) -> None:
        """https://html.spec.whatwg.org/#dom-focus"""
        run_focusing_steps(self)

    def blur(self) -> None:
        """https://html.spec.whatwg.org/#dom-blur"""
        run_unfocusing_steps(self)

    # https://html.spec.whatwg.org/#the-popover-attribute

    @property
    def popover(self) -> str | None:
        """https://html.spec.whatwg.org/#dom-popover"""
        return popover_kind(self)

    @popover.setter
    def popover(self, value: str | None) -> None:
        if value is None:
            self.remove_attribute("popover")
        else:
            self.set_attribute_value("popover", value)

    def show_popover(self, options: "ShowPopoverOptions | None" = None) -> None:
        """https://html.spec.whatwg.org/#dom-showpopover"""
        show_popover(self)

    def hide_popover(self) -> None:
        """https://html.spec.whatwg.org/#dom-hidepopover"""
        if check_popover(self, True):
            hide_popover(self)

    def toggle_popover(self, options: "TogglePopoverOptions | bool") -> bool:
        """https://html.spec.whatwg.org/#dom-togglepopover"""
        return toggle_popover(self, options if isinstance(options, bool) else options.force)

    @property
    def has_activation_behavior(self) -> bool:
        return self.names.local_name == "summary" and is_summary_of_details(self)

    def activation_behavior(self, event: "Event") -> None:
        # https://html.spec.whatwg.org/#the-summary-element
        parent = self.parent_node
        if parent is not None and is_summary_of_details(self):
            details = cast(Element, parent)
            if details.content_attribute("open") is None:
                details.set_attribute_value("open", "")
            else:
                details.remove_attribute("open")


class HTMLUnknownElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlunknownelement"""


def is_summary_of_details(element: Element) -> bool:
    """https://html.spec.whatwg.org/#summary-for-its-parent-details"""
    parent = element.parent_node
    if not element.is_html_named("summary") or parent is None or parent.node_type != ELEMENT_NODE:
        return False
    if not cast(Element, parent).is_html_named("details"):
        return False
    sibling = element.previous_element_sibling
    while sibling is not None:
        if sibling.is_html_named("summary"):
            return False
        sibling = sibling.previous_element_sibling
    return True


from webapis.html.elements.element_internals import ElementInternals, attach_internals, form_association_changed
from webapis.html.focus import FocusOptions, run_focusing_steps, run_unfocusing_steps
from webapis.html.forms import is_disabled, is_form_associated
from webapis.html.popover import (
    PopoverState,
    ShowPopoverOptions,
    TogglePopoverOptions,
    check_popover,
    hide_popover,
    is_popover_open,
    popover_kind,
    show_popover,
    toggle_popover,
)
from webapis.html.pseudo_classes import has_state
