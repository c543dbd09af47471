"""https://html.spec.whatwg.org/#the-form-element"""

from typing import TYPE_CHECKING, cast

from webapis.dom.custom_elements import enqueue_callback_reaction
from webapis.dom.tree import inclusive_descendants
from webapis.html.elements.html_element import HTMLElement
from webapis.html.elements.named_element import NamedElement
from webapis.html.events import fire_event
from webapis.html.reflection import parse_url_attribute
from webapis.idl.exceptions import dom_exception, type_error

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.dom.names import QualifiedName
    from webapis.dom.node import Node
    from webapis.html.forms import RadioNodeList


class HTMLFormElement(NamedElement):
    """https://html.spec.whatwg.org/#htmlformelement"""

    controls: "FormControls | None"
    constructing_entry_list: bool
    firing_submission_events: bool
    locked_for_reset: bool

    def __init__(self, node_document: "Document", names: "QualifiedName") -> None:
        super().__init__(node_document, names)
        self.controls = None
        self.constructing_entry_list = False
        self.firing_submission_events = False
        self.locked_for_reset = False

    def inserted(self) -> None:
        super().inserted()
        self.tell_form_associated_elements(self.tree_root())

    def removed(self, old_parent: "Node | None") -> None:
        super().removed(old_parent)
        if old_parent is not None:
            self.tell_form_associated_elements(old_parent.tree_root())

    def attribute_changed(
        self, local_name: str, old_value: str | None, value: str | None, namespace: str | None
    ) -> None:
        super().attribute_changed(local_name, old_value, value, namespace)
        if local_name == "id" and namespace is None:
            self.tell_form_associated_elements(self.tree_root())

    def tell_form_associated_elements(self, root: "Node") -> None:
        """Custom elements that name their form by its id may have another one now."""
        if not self.node_document.agent.has_form_associated_elements:
            return
        for node in inclusive_descendants(root):
            if isinstance(node, HTMLElement) and is_form_associated(node):
                node.form_association_changed()

    @property
    def action(self) -> str:
        """https://html.spec.whatwg.org/#dom-fs-action"""
        value = self.content_attribute("action")
        return parse_url_attribute(self.node_document, value, False) or self.node_document.url

    @action.setter
    def action(self, value: str) -> None:
        self.set_attribute_value("action", value)

    @property
    def elements(self) -> "FormControls":
        """https://html.spec.whatwg.org/#dom-form-elements"""
        if self.controls is None:
            self.controls = FormControls(self)
        return self.controls

    @property
    def control_count(self) -> int:
        """https://html.spec.whatwg.org/#dom-form-length"""
        return self.elements.length

    def indexed_getter(self, index: int) -> "Element | None":
        """https://html.spec.whatwg.org/#dom-form-item"""
        return self.elements.item(index)

    def named_getter(self, name: str) -> "RadioNodeList | Element | None":
        """https://html.spec.whatwg.org/#dom-form-nameditem"""
        return self.elements.named_items(name)

    def supported_names(self) -> list[str]:
        """https://html.spec.whatwg.org/#the-form-element:supported-property-names"""
        return list(self.elements.supported_names())

    def submit(self) -> None:
        """https://html.spec.whatwg.org/#dom-form-submit"""
        submit_form(self, None, True)

    def request_submit(self, submitter: "Element | None" = None) -> None:
        """https://html.spec.whatwg.org/#dom-form-requestsubmit"""
        if submitter is not None:
            if not is_submit_button(submitter):
                raise type_error("The specified element is not a submit button.")
            if form_owner(submitter) is not self:
                raise dom_exception("NotFoundError", "The specified element is not owned by this form element.")
        submit_form(self, submitter, False)

    def reset(self) -> None:
        """https://html.spec.whatwg.org/#dom-form-reset"""
        reset_form(self)

    def invalid_controls(self) -> "list[Element]":
        """https://html.spec.whatwg.org/#statically-validate-the-constraints: those nobody excused."""
        invalid: list[Element] = []
        for control in listed_elements(self):
            if isinstance(control, FormControl):
                valid = control.check_validity()
            else:
                internals = internals_of(control)
                valid = internals is None or internals.check_validity()
            if not valid:
                invalid.append(control)
        return invalid

    def check_validity(self) -> bool:
        """https://html.spec.whatwg.org/#dom-form-checkvalidity"""
        return not self.invalid_controls()

    def report_validity(self) -> bool:
        """https://html.spec.whatwg.org/#dom-form-reportvalidity"""
        return self.check_interactively()

    def check_interactively(self) -> bool:
        """https://html.spec.whatwg.org/#interactively-validate-the-constraints; the host shows what it can."""
        return not self.invalid_controls()


def reset_form(form: "Element") -> None:
    """https://html.spec.whatwg.org/#concept-form-reset, and the lock of reset()."""
    owner = cast(HTMLFormElement, form)
    if owner.locked_for_reset:
        return
    owner.locked_for_reset = True
    try:
        if fire_event(form, "reset", True, True):
            for control in listed_elements(form):
                if isinstance(control, FormControl):
                    control.reset()
                elif is_form_associated(control):
                    enqueue_callback_reaction(control, "formResetCallback", [])
    finally:
        owner.locked_for_reset = False


from webapis.html.elements.element_internals import internals_of
from webapis.html.elements.form_control import FormControl
from webapis.html.forms import FormControls, form_owner, is_form_associated, is_submit_button, listed_elements
from webapis.html.submission import submit_form
