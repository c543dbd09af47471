"""https://html.spec.whatwg.org/#pseudo-classes"""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from webapis.dom.element import Element
    from webapis.html.elements.html_element import HTMLElement

DISABLEABLE: Final = frozenset(["button", "input", "select", "textarea", "optgroup", "option", "fieldset"])
REQUIRABLE: Final = frozenset(["input", "select", "textarea"])
PLACEHOLDER_TYPES: Final = frozenset(["text", "search", "url", "tel", "email", "password", "number"])


def has_state(element: "HTMLElement", name: str) -> bool:
    """Whether the pseudo-class applies."""
    if name == "checked":
        return is_checked(element)
    if name in ("disabled", "enabled"):
        if element.local_name not in DISABLEABLE and not is_form_associated(element):
            return False
        return is_actually_disabled(element) == (name == "disabled")
    if name in ("required", "optional"):
        return element.local_name in REQUIRABLE and is_required(element) == (name == "required")
    if name in ("valid", "invalid", "user-valid", "user-invalid"):
        return validity_state(element, name)
    if name in ("in-range", "out-of-range"):
        return range_state(element, name == "in-range")
    if name in ("read-only", "read-write"):
        return is_read_write(element) == (name == "read-write")
    if name == "indeterminate":
        return is_indeterminate(element)
    if name == "default":
        return is_default(element)
    if name == "placeholder-shown":
        return shows_placeholder(element)
    if name == "open":
        return element.local_name in ("details", "dialog") and element.content_attribute("open") is not None
    if name == "popover-open":
        return is_popover_open(element)
    if name == "modal":
        return isinstance(element, HTMLDialogElement) and element.is_modal
    return False  # autofill, fullscreen, playing and the rest: nothing does that here


def is_checked(element: "Element") -> bool:
    """https://html.spec.whatwg.org/#selector-checked"""
    if isinstance(element, HTMLInputElement):
        return element.input_type in ("checkbox", "radio") and element.checkedness
    return isinstance(element, HTMLOptionElement) and element.selectedness


def is_actually_disabled(element: "HTMLElement") -> bool:
    """https://html.spec.whatwg.org/#concept-element-disabled"""
    if element.local_name == "optgroup":
        return element.content_attribute("disabled") is not None
    return element.is_disabled()


def is_required(element: "Element") -> bool:
    """https://html.spec.whatwg.org/#selector-required"""
    if isinstance(element, HTMLInputElement) and not element.type_row().required:
        return False
    return element.content_attribute("required") is not None


def validity_state(element: "Element", name: str) -> bool:
    """https://html.spec.whatwg.org/#selector-valid"""
    wants_valid = name.endswith("-valid") or name == "valid"
    if name.startswith("user-"):
        return False  # no user has interacted as far as the elements know
    if isinstance(element, FormControl):
        if element.local_name == "fieldset":
            return all(is_valid(control) for control in element.elements_below()) == wants_valid
        return element.will_validate and element.validity.valid == wants_valid
    internals = internals_of(element)
    if internals is not None:
        return internals.will_validate and internals.validity.valid == wants_valid
    if isinstance(element, HTMLFormElement):
        return all(is_valid(control) for control in listed_elements(element)) == wants_valid
    return False


def is_valid(control: "Element") -> bool:
    """Whether a control has nothing to complain about."""
    validated = control if isinstance(control, FormControl) else internals_of(control)
    return validated is None or not validated.will_validate or validated.validity.valid


def range_state(element: "Element", in_range: bool) -> bool:
    """https://html.spec.whatwg.org/#selector-in-range"""
    if not isinstance(element, HTMLInputElement) or not element.will_validate:
        return False
    if not element.type_row().numeric or (element.bound("min") is None and element.bound("max") is None):
        return element.input_type == "range" and in_range
    return (not element.underflows() and not element.overflows()) == in_range


def is_read_write(element: "HTMLElement") -> bool:
    """https://html.spec.whatwg.org/#selector-read-write"""
    if isinstance(element, HTMLInputElement):
        return element.type_row().readonly and not is_locked(element)
    if isinstance(element, HTMLTextAreaElement):
        return not is_locked(element)
    return element.is_content_editable


def is_locked(element: "HTMLElement") -> bool:
    """Read-only or disabled."""
    return element.content_attribute("readonly") is not None or element.is_disabled()


def is_indeterminate(element: "Element") -> bool:
    """https://html.spec.whatwg.org/#selector-indeterminate"""
    if isinstance(element, HTMLInputElement):
        if element.input_type == "checkbox":
            return element.indeterminate
        return element.input_type == "radio" and not any(one.checkedness for one in radio_group(element))
    return element.local_name == "progress" and element.content_attribute("value") is None


def is_default(element: "Element") -> bool:
    """https://html.spec.whatwg.org/#selector-default"""
    if isinstance(element, HTMLInputElement) and element.input_type in ("checkbox", "radio"):
        return element.content_attribute("checked") is not None
    if isinstance(element, HTMLOptionElement):
        return element.content_attribute("selected") is not None
    if not is_submit_button(element):
        return False
    form = form_owner(element)
    return form is not None and next(filter(is_submit_button, listed_elements(form)), None) is element


def shows_placeholder(element: "Element") -> bool:
    """https://html.spec.whatwg.org/#selector-placeholder-shown"""
    if element.content_attribute("placeholder") is None:
        return False
    if isinstance(element, HTMLInputElement):
        return element.input_type in PLACEHOLDER_TYPES and element.value == ""
    return isinstance(element, HTMLTextAreaElement) and element.value == ""


from webapis.html.elements.dialog import HTMLDialogElement
from webapis.html.elements.element_internals import internals_of
from webapis.html.elements.form import HTMLFormElement
from webapis.html.elements.form_control import FormControl
from webapis.html.elements.input import HTMLInputElement, radio_group
from webapis.html.elements.select import HTMLOptionElement
from webapis.html.elements.textarea import HTMLTextAreaElement
from webapis.html.forms import form_owner, is_form_associated, is_submit_button, listed_elements
from webapis.html.popover import is_popover_open
