"""https://html.spec.whatwg.org/#form-control-infrastructure"""

from typing import TYPE_CHECKING

from webapis.dom.node import ELEMENT_NODE
from webapis.dom.tree import as_element, html_ancestor, inclusive_descendants
from webapis.html.autofill import exposed_value
from webapis.html.elements.html_element import HTMLElement
from webapis.html.events import fire_event
from webapis.html.reflection import keyword_of

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.dom.names import QualifiedName
    from webapis.dom.node import Node
    from webapis.dom.node_list import NodeList
    from webapis.html.elements.element_internals import ElementInternals


class FormControl(HTMLElement):
    """What submittable elements, fieldsets and outputs share."""

    parser_form: "Element | None"
    custom_error: str
    validity_state: "ValidityState | None"
    label_list: "NodeList | None"

    def __init__(self, node_document: "Document", names: "QualifiedName") -> None:
        super().__init__(node_document, names)
        self.parser_form = None
        self.custom_error = ""
        self.validity_state = None
        self.label_list = None

    @property
    def form(self) -> "Element | None":
        """https://html.spec.whatwg.org/#dom-fae-form"""
        return form_owner(self)

    @property
    def labels(self) -> "NodeList | None":
        """https://html.spec.whatwg.org/#dom-lfe-labels"""
        if not is_labelable(self):
            return None
        if self.label_list is None:
            self.label_list = Labels(self)
        return self.label_list

    def is_disabled(self) -> bool:
        return is_disabled(self)

    # Constraint validation: https://html.spec.whatwg.org/#constraints

    def is_barred(self) -> bool:
        """https://html.spec.whatwg.org/#barred-from-constraint-validation, for reasons of the element's own."""
        return False

    def value_is_missing(self) -> bool:
        """https://html.spec.whatwg.org/#suffering-from-being-missing"""
        return False

    def type_mismatches(self) -> bool:
        """https://html.spec.whatwg.org/#suffering-from-a-type-mismatch"""
        return False

    def pattern_mismatches(self) -> bool:
        """https://html.spec.whatwg.org/#suffering-from-a-pattern-mismatch"""
        return False

    def is_too_long(self) -> bool:
        """https://html.spec.whatwg.org/#suffering-from-being-too-long"""
        return False

    def is_too_short(self) -> bool:
        """https://html.spec.whatwg.org/#suffering-from-being-too-short"""
        return False

    def underflows(self) -> bool:
        """https://html.spec.whatwg.org/#suffering-from-an-underflow"""
        return False

    def overflows(self) -> bool:
        """https://html.spec.whatwg.org/#suffering-from-an-overflow"""
        return False

    def step_mismatches(self) -> bool:
        """https://html.spec.whatwg.org/#suffering-from-a-step-mismatch"""
        return False

    def has_bad_input(self) -> bool:
        """https://html.spec.whatwg.org/#suffering-from-bad-input"""
        return False

    @property
    def will_validate(self) -> bool:
        """https://html.spec.whatwg.org/#dom-cva-willvalidate"""
        return not self.is_barred() and not is_disabled(self) and html_ancestor(self, "datalist") is None

    @property
    def validity(self) -> "ValidityState":
        """https://html.spec.whatwg.org/#dom-cva-validity"""
        if self.validity_state is None:
            self.validity_state = ValidityState(self)
        return self.validity_state

    @property
    def validation_message(self) -> str:
        """https://html.spec.whatwg.org/#dom-cva-validationmessage"""
        if not self.will_validate or self.validity.valid:
            return ""
        return self.custom_error or "Please fill in this field as it asks."

    def check_validity(self) -> bool:
        """https://html.spec.whatwg.org/#check-validity-steps"""
        if not self.will_validate or self.validity.valid:
            return True
        fire_event(self, "invalid", False, True)
        return False

    def report_validity(self) -> bool:
        """https://html.spec.whatwg.org/#report-validity-steps; there is nothing to show it in."""
        return self.check_validity()

    def set_custom_validity(self, error: str) -> None:
        """https://html.spec.whatwg.org/#dom-cva-setcustomvalidity"""
        self.custom_error = error

    @property
    def autocomplete(self) -> str:
        """https://html.spec.whatwg.org/#dom-fae-autocomplete"""
        is_hidden = self.local_name == "input" and keyword_of(self, "type") == "hidden"
        return exposed_value(self.content_attribute("autocomplete"), is_hidden)

    @autocomplete.setter
    def autocomplete(self, value: str) -> None:
        self.set_attribute_value("autocomplete", value)

    def removed(self, old_parent: "Node | None") -> None:
        super().removed(old_parent)
        # https://html.spec.whatwg.org/#reset-the-form-owner: what the parser said ends where the two are parted.
        form = self.parser_form
        if form is not None and form.tree_root() is not self.tree_root():
            self.parser_form = None

    def elements_below(self) -> "list[Element]":
        """The listed elements that a fieldset encloses."""
        found: list[Element] = []
        for node in inclusive_descendants(self):
            if node is not self and node.node_type == ELEMENT_NODE and is_listed(as_element(node)):
                found.append(as_element(node))
        return found

    def reset(self) -> None:
        """https://html.spec.whatwg.org/#concept-form-reset-control"""


class ValidityState:
    """https://html.spec.whatwg.org/#validitystate"""

    wrapper: object
    control: "FormControl | ElementInternals"

    def __init__(self, control: "FormControl | ElementInternals") -> None:
        self.wrapper = None
        self.control = control

    @property
    def value_missing(self) -> bool:
        """https://html.spec.whatwg.org/#dom-validitystate-valuemissing"""
        return self.control.value_is_missing()

    @property
    def type_mismatch(self) -> bool:
        """https://html.spec.whatwg.org/#dom-validitystate-typemismatch"""
        return self.control.type_mismatches()

    @property
    def pattern_mismatch(self) -> bool:
        """https://html.spec.whatwg.org/#dom-validitystate-patternmismatch"""
        return self.control.pattern_mismatches()

    @property
    def too_long(self) -> bool:
        """https://html.spec.whatwg.org/#dom-validitystate-toolong"""
        return self.control.is_too_long()

    @property
    def too_short(self) -> bool:
        """https://html.spec.whatwg.org/#dom-validitystate-tooshort"""
        return self.control.is_too_short()

    @property
    def range_underflow(self) -> bool:
        """https://html.spec.whatwg.org/#dom-validitystate-rangeunderflow"""
        return self.control.underflows()

    @property
    def range_overflow(self) -> bool:
        """https://html.spec.whatwg.org/#dom-validitystate-rangeoverflow"""
        return self.control.overflows()

    @property
    def step_mismatch(self) -> bool:
        """https://html.spec.whatwg.org/#dom-validitystate-stepmismatch"""
        return self.control.step_mismatches()

    @property
    def bad_input(self) -> bool:
        """https://html.spec.whatwg.org/#dom-validitystate-badinput: what cannot be converted is never kept."""
        return self.control.has_bad_input()

    @property
    def custom_error(self) -> bool:
        """https://html.spec.whatwg.org/#dom-validitystate-customerror"""
        return self.control.custom_error != ""

    @property
    def valid(self) -> bool:
        """https://html.spec.whatwg.org/#dom-validitystate-valid"""
        control = self.control
        if control.custom_error:
            return False
        return not (
            control.value_is_missing()
            or control.type_mismatches()
            or control.pattern_mismatches()
            or control.is_too_long()
            or control.is_too_short()
            or control.underflows()
            or control.overflows()
            or control.step_mismatches()
            or control.has_bad_input()
        )


from webapis.html.forms import Labels, form_owner, is_disabled, is_labelable, is_listed
