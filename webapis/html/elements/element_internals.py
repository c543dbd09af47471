"""https://html.spec.whatwg.org/#element-internals, and form-associated custom elements"""

from typing import TYPE_CHECKING, cast

from webapis.dom.custom_elements import custom_data, enqueue_callback_reaction, find_definition, is_value_of
from webapis.dom.element_states import CUSTOM, PRECUSTOMIZED
from webapis.dom.tree import html_ancestor, is_host_including_inclusive_ancestor
from webapis.html.events import fire_event
from webapis.idl.exceptions import dom_exception, type_error

if TYPE_CHECKING:
    from webapis.dom.element import Element
    from webapis.dom.node_list import NodeList
    from webapis.dom.shadow_root import ShadowRoot
    from webapis.file.blob import File
    from webapis.html.elements.html_element import HTMLElement
    from webapis.html.form_data import Entry


class ValidityStateFlags:
    """https://html.spec.whatwg.org/#validitystateflags"""

    value_missing: bool = False
    type_mismatch: bool = False
    pattern_mismatch: bool = False
    too_long: bool = False
    too_short: bool = False
    range_underflow: bool = False
    range_overflow: bool = False
    step_mismatch: bool = False
    bad_input: bool = False
    custom_error: bool = False

    def any(self) -> bool:
        """Whether one of them is set."""
        return (
            self.value_missing
            or self.type_mismatch
            or self.pattern_mismatch
            or self.too_long
            or self.too_short
            or self.range_underflow
            or self.range_overflow
            or self.step_mismatch
            or self.bad_input
            or self.custom_error
        )


class CustomStateSet:
    """https://html.spec.whatwg.org/#customstateset"""

    wrapper: object

    def __init__(self) -> None:
        self.wrapper = None
        self.states: dict[str, None] = {}

    @property
    def size(self) -> int:
        """https://webidl.spec.whatwg.org/#js-set-size"""
        return len(self.states)

    def has(self, value: str) -> bool:
        """https://webidl.spec.whatwg.org/#js-set-has"""
        return value in self.states

    def add(self, value: str) -> "CustomStateSet":
        """https://webidl.spec.whatwg.org/#js-set-add"""
        self.states[value] = None
        return self

    def delete(self, value: str) -> bool:
        """https://webidl.spec.whatwg.org/#js-set-delete"""
        if value not in self.states:
            return False
        del self.states[value]
        return True

    def clear(self) -> None:
        """https://webidl.spec.whatwg.org/#js-set-clear"""
        self.states.clear()

    def pairs(self) -> list[tuple[str, str]]:
        """What is iterated over."""
        return [(state, state) for state in self.states]


class ElementInternals:
    """https://html.spec.whatwg.org/#elementinternals"""

    wrapper: object

    def __init__(self, target: "HTMLElement") -> None:
        self.wrapper = None
        self.target = target
        self.states = CustomStateSet()
        # https://html.spec.whatwg.org/#internal-content-attribute-map
        self.content_attributes: dict[str, str] = {}
        # What the element adds to its form's entry list.
        self.submission_value: File | str | list[Entry] | None = None
        self.state: File | str | list[Entry] | None = None
        self.flags = ValidityStateFlags()
        self.message = ""
        self.custom_error = ""
        self.validity_anchor: HTMLElement | None = None
        self.validity_state: ValidityState | None = None
        self.label_list: NodeList | None = None

    @property
    def shadow_root(self) -> "ShadowRoot | None":
        """https://html.spec.whatwg.org/#dom-elementinternals-shadowroot"""
        shadow = self.target.shadow_root_node
        return shadow if shadow is not None and shadow.available_to_element_internals else None

    def require_form_association(self) -> "HTMLElement":
        """The members that only form-associated custom elements have."""
        if not is_form_associated(self.target):
            raise dom_exception("NotSupportedError", "The target element is not a form-associated custom element.")
        return self.target

    # Forms.

    def set_form_value(
        self, value: "File | FormData | str | None", state: "File | FormData | str | None" = None
    ) -> None:
        """https://html.spec.whatwg.org/#dom-elementinternals-setformvalue"""
        self.require_form_association()
        self.submission_value = entry_value(value)
        self.state = entry_value(state)

    @property
    def form(self) -> "Element | None":
        """https://html.spec.whatwg.org/#dom-elementinternals-form"""
        return form_owner(self.require_form_association())

    @property
    def labels(self) -> "NodeList":
        """https://html.spec.whatwg.org/#dom-elementinternals-labels"""
        if self.label_list is None:
            self.label_list = Labels(self.require_form_association())
        return self.label_list

    # Constraint validation.

    def set_validity(
        self, flags: ValidityStateFlags, message: str | None = None, anchor: "HTMLElement | None" = None
    ) -> None:
        """https://html.spec.whatwg.org/#dom-elementinternals-setvalidity"""
        # 1-2. Of a control.
        target = self.require_form_association()
        # 3. What is wrong is said.
        if flags.any() and not message:
            raise type_error(
                "The second argument should not be empty if one or more flags in the first argument are true."
            )
        # 4-6. The flags and the message.
        if anchor is not None and (anchor is target or not is_host_including_inclusive_ancestor(target, anchor)):
            raise dom_exception("NotFoundError", "The anchor element is not a descendant of the element.")
        self.flags = flags
        self.message = (message or "") if flags.any() else ""
        self.custom_error = self.message if flags.custom_error else ""
        self.validity_anchor = anchor

    @property
    def will_validate(self) -> bool:
        """https://html.spec.whatwg.org/#dom-cva-willvalidate"""
        target = self.require_form_association()
        return not (
            is_disabled(target)
            or target.content_attribute("readonly") is not None
            or html_ancestor(target, "datalist") is not None
        )

    @property
    def validity(self) -> "ValidityState":
        """https://html.spec.whatwg.org/#dom-elementinternals-validity"""
        self.require_form_association()
        if self.validity_state is None:
            self.validity_state = ValidityState(self)
        return self.validity_state

    @property
    def validation_message(self) -> str:
        """https://html.spec.whatwg.org/#dom-elementinternals-validationmessage"""
        self.require_form_association()
        return self.message

    def check_validity(self) -> bool:
        """https://html.spec.whatwg.org/#check-validity-steps"""
        if not self.will_validate or not self.flags.any():
            return True
        fire_event(self.target, "invalid", False, True)
        return False

    def report_validity(self) -> bool:
        """https://html.spec.whatwg.org/#report-validity-steps; there is nothing to show it in."""
        return self.check_validity()

    # What a ValidityState asks its control.

    def value_is_missing(self) -> bool:
        """https://html.spec.whatwg.org/#suffering-from-being-missing"""
        return self.flags.value_missing

    def type_mismatches(self) -> bool:
        """https://html.spec.whatwg.org/#suffering-from-a-type-mismatch"""
        return self.flags.type_mismatch

    def pattern_mismatches(self) -> bool:
        """https://html.spec.whatwg.org/#suffering-from-a-pattern-mismatch"""
        return self.flags.pattern_mismatch

    def is_too_long(self) -> bool:
        """https://html.spec.whatwg.org/#suffering-from-being-too-long"""
        return self.flags.too_long

    def is_too_short(self) -> bool:
        """https://html.spec.whatwg.org/#suffering-from-being-too-short"""
        return self.flags.too_short

    def underflows(self) -> bool:
        """https://html.spec.whatwg.org/#suffering-from-an-underflow"""
        return self.flags.range_underflow

    def overflows(self) -> bool:
        """https://html.spec.whatwg.org/#suffering-from-an-overflow"""
        return self.flags.range_overflow

    def step_mismatches(self) -> bool:
        """https://html.spec.whatwg.org/#suffering-from-a-step-mismatch"""
        return self.flags.step_mismatch

    def has_bad_input(self) -> bool:
        """https://html.spec.whatwg.org/#suffering-from-bad-input"""
        return self.flags.bad_input


def entry_value(value: "File | FormData | str | None") -> "File | str | list[Entry] | None":
    """A FormData is taken as it is now."""
    return value.entries.copy() if isinstance(value, FormData) else value


def attach_internals(element: "HTMLElement") -> ElementInternals:
    """https://html.spec.whatwg.org/#dom-attachinternals"""
    # 1-3. An autonomous custom element that is defined.
    if is_value_of(element) is not None:
        raise dom_exception("NotSupportedError", "Unable to attach ElementInternals to a customized built-in element.")
    definition = find_definition(element)
    if definition is None:
        raise dom_exception("NotSupportedError", "Unable to attach ElementInternals to non-custom elements.")
    # 4. Its definition may forbid it.
    if definition.disable_internals:
        raise dom_exception("NotSupportedError", "ElementInternals is disabled by disabledFeature static field.")
    # 5-6. Once, and not before its constructor.
    data = custom_data(element)
    if data.internals is not None:
        raise dom_exception("NotSupportedError", "ElementInternals for the specified element was already attached.")
    if element.custom_element_state not in (PRECUSTOMIZED, CUSTOM):
        raise dom_exception("NotSupportedError", "The custom element has not been constructed yet.")
    # 7-8. From now on it has them.
    data.internals = made = ElementInternals(element)
    return made


def internals_of(element: "Element") -> ElementInternals | None:
    """Those of a form-associated custom element, if it asked for them."""
    if not is_form_associated(element):
        return None
    return cast(ElementInternals | None, custom_data(element).internals)


def form_association_changed(element: "HTMLElement") -> None:
    """https://html.spec.whatwg.org/#reset-the-form-owner: tell a form-associated custom element what is new."""
    data = custom_data(element)
    owner = form_owner(element)
    if owner is not data.form_owner:
        data.form_owner = owner
        enqueue_callback_reaction(element, "formAssociatedCallback", [owner])
    disabled = is_disabled(element)
    if disabled != data.was_disabled:
        data.was_disabled = disabled
        enqueue_callback_reaction(element, "formDisabledCallback", [disabled])


from webapis.html.elements.form_control import ValidityState
from webapis.html.form_data import FormData
from webapis.html.forms import Labels, form_owner, is_disabled, is_form_associated
