"""https://html.spec.whatwg.org/#the-input-element"""

import math
from typing import TYPE_CHECKING, cast

from webapis.dom.event import Event
from webapis.dom.tree import following
from webapis.dom.tree_index import element_by_id
from webapis.file.blob import FileList
from webapis.html.elements.input_types import (
    DATED,
    EMAIL,
    INPUT_TYPES,
    STEPS,
    InputType,
    from_number,
    month_of,
    month_start,
    sanitize,
    to_number,
)
from webapis.html.elements.text_field import TextField
from webapis.html.events import fire, fire_event
from webapis.html.microsyntaxes import parse_float
from webapis.html.reflection import parse_url_attribute
from webapis.idl.exceptions import dom_exception, type_error
from webapis.infra.ascii import ascii_lowercase

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.dom.names import QualifiedName
    from webapis.dom.node import Node


class HTMLInputElement(TextField):
    """https://html.spec.whatwg.org/#htmlinputelement"""

    input_type: str
    checkedness: bool
    dirty_checkedness: bool
    indeterminate: bool
    before_click: "tuple[bool, bool, HTMLInputElement | None] | None"
    selected_files: FileList | None

    def __init__(self, node_document: "Document", names: "QualifiedName") -> None:
        super().__init__(node_document, names)
        self.input_type = "text"
        self.checkedness = False
        self.dirty_checkedness = False
        self.indeterminate = False
        self.before_click = None
        self.selected_files = None

    # Type and value.

    @property
    def type(self) -> str:
        """https://html.spec.whatwg.org/#dom-input-type"""
        return self.input_type

    @type.setter
    def type(self, value: str) -> None:
        self.set_attribute_value("type", value)

    def type_row(self) -> InputType:
        """The type's row in the table."""
        return INPUT_TYPES[self.input_type]

    @property
    def value(self) -> str:
        """https://html.spec.whatwg.org/#dom-input-value"""
        mode = self.type_row().value_mode
        if mode == "value":
            return self.raw_value
        if mode == "filename":
            chosen = self.selected_files
            return "C:\\fakepath\\" + chosen.files[0].name if chosen is not None and chosen.files else ""
        value = self.content_attribute("value")
        return value if value is not None else "on" if mode == "default/on" else ""

    @value.setter
    def value(self, value: str) -> None:
        mode = self.type_row().value_mode
        if mode == "value":
            old = self.raw_value
            self.dirty = True
            self.last_edited_by_user = False
            self.raw_value = self.sanitized(value)
            if self.raw_value != old:
                self.move_cursor_to_end()
        elif mode == "filename":
            if value:
                raise dom_exception("InvalidStateError", "This input element accepts a filename from the user only.")
            self.selected_files = None
        else:
            self.set_attribute_value("value", value)

    @property
    def files(self) -> FileList | None:
        """https://html.spec.whatwg.org/#dom-input-files"""
        if self.input_type != "file":
            return None
        if self.selected_files is None:
            self.selected_files = FileList()
        return self.selected_files

    @files.setter
    def files(self, value: FileList | None) -> None:
        if self.input_type == "file" and value is not None:
            self.selected_files = value

    def show_picker(self) -> None:
        """https://html.spec.whatwg.org/#dom-input-showpicker: nobody can be asked outside of a user's action."""
        if self.content_attribute("readonly") is not None or self.is_disabled():
            raise dom_exception("InvalidStateError", "This input element cannot be changed by the user.")
        raise dom_exception("NotAllowedError", "showPicker() requires a user gesture.")

    def sanitized(self, value: str) -> str:
        """https://html.spec.whatwg.org/#value-sanitization-algorithm"""
        if self.input_type == "range":
            return self.range_value(value)
        return sanitize(self.input_type, value, self.content_attribute("multiple") is not None)

    def range_value(self, value: str) -> str:
        """https://html.spec.whatwg.org/#range-state-(type=range): within its bounds and on a step."""
        low, high = self.range_bounds()
        number = to_number("range", value)
        if number is None:
            number = low if high < low else low + (high - low) / 2
        kept = min(number, high) if high >= low else low
        kept = max(kept, low)
        step = self.step_size()
        if step is not None:
            base = self.step_base()
            steps = math.floor((kept - base) / step + 0.5)
            kept_on_step = base + steps * step
            if kept_on_step > high >= low:
                kept_on_step = base + math.floor((high - base) / step) * step
            kept = kept_on_step
        return value if number == kept and to_number("range", value) is not None else from_number("range", kept)

    def range_bounds(self) -> tuple[float, float]:
        """A range's bounds."""
        low, high = self.bound("min"), self.bound("max")
        return 0.0 if low is None else low, 100.0 if high is None else high

    def bound(self, name: str) -> float | None:
        """The number of min or max."""
        value = self.content_attribute(name)
        return to_number(self.input_type, value) if value is not None else None

    def relevant_value(self) -> str:
        return self.raw_value

    def set_relevant_value(self, value: str) -> None:
        self.raw_value = self.sanitized(value)

    def has_selection(self) -> bool:
        return self.type_row().selection

    # Numbers.

    @property
    def value_as_number(self) -> float:
        """https://html.spec.whatwg.org/#dom-input-valueasnumber"""
        number = to_number(self.input_type, self.raw_value) if self.type_row().numeric else None
        return math.nan if number is None else number

    @value_as_number.setter
    def value_as_number(self, value: float) -> None:
        if math.isinf(value):
            raise type_error("The value provided is infinite.")
        if not self.type_row().numeric:
            raise dom_exception("InvalidStateError", "This input element does not support numbers.")
        self.value = "" if math.isnan(value) else from_number(self.input_type, value)

    @property
    def value_as_date(self) -> object:
        """https://html.spec.whatwg.org/#dom-input-valueasdate"""
        number = to_number(self.input_type, self.raw_value) if self.input_type in DATED else None
        if number is None:
            return None
        time = month_start(number) if self.input_type == "month" else number
        return self.node_document.agent.host.make_date(self.node_document, time)

    @value_as_date.setter
    def value_as_date(self, value: object) -> None:
        if self.input_type not in DATED:
            raise dom_exception("InvalidStateError", "This input element does not support Date values.")
        time = math.nan
        if value is not None:
            found = self.node_document.agent.host.date_value(self.node_document, value)
            if found is None:
                raise type_error("The provided value is not a Date.")
            time = found
        if math.isnan(time):
            self.value = ""
        else:
            self.value = from_number(self.input_type, month_of(time) if self.input_type == "month" else time)

    def step_size(self) -> float | None:
        """https://html.spec.whatwg.org/#concept-input-step; None is any."""
        default, scale = STEPS[self.input_type]
        value = self.content_attribute("step")
        if value is None:
            return default * scale
        if ascii_lowercase(value) == "any":
            return None
        parsed = parse_float(value)
        return default * scale if parsed is None or parsed <= 0 else parsed * scale

    def step_base(self) -> float:
        """https://html.spec.whatwg.org/#concept-input-min-zero"""
        base = self.bound("min")
        if base is None:
            default = self.content_attribute("value")
            base = to_number(self.input_type, default) if default is not None else None
        if base is not None:
            return base
        return -259200000.0 if self.input_type == "week" else 0.0

    def step_up(self, n: int = 1) -> None:
        """https://html.spec.whatwg.org/#dom-input-stepup"""
        self.step_by(n)

    def step_down(self, n: int = 1) -> None:
        """https://html.spec.whatwg.org/#dom-input-stepdown"""
        self.step_by(-n)

    def step_by(self, count: int) -> None:
        """The steps that both methods share."""
        # 1-2. It has steps.
        step = self.step_size() if self.input_type in STEPS else None
        if step is None:
            raise dom_exception("InvalidStateError", "This form element does not have an allowed value step.")
        # 3-4. There is room.
        base = self.step_base()
        low, high = self.range_bounds() if self.input_type == "range" else (self.bound("min"), self.bound("max"))
        if low is not None and high is not None and (low > high or base + math.ceil((low - base) / step) * step > high):
            return
        # 5-7. Onto a step, or from step to step.
        number = to_number(self.input_type, self.raw_value)
        before = value = 0.0 if number is None else number
        steps = (value - base) / step
        if steps != math.floor(steps) and count:
            value = base + (math.floor(steps) if count < 0 else math.ceil(steps)) * step
        else:
            value += count * step
        # 8-10. Within bounds, and never the other way.
        if low is not None and value < low:
            value = base + math.ceil((low - base) / step) * step
        if high is not None and value > high:
            value = base + math.floor((high - base) / step) * step
        if (count < 0 and value > before) or (count > 0 and value < before):
            return
        # 11-12. The new value.
        self.value = from_number(self.input_type, value)

    # Checkedness.

    @property
    def checked(self) -> bool:
        """https://html.spec.whatwg.org/#dom-input-checked"""
        return self.checkedness

    @checked.setter
    def checked(self, value: bool) -> None:
        self.dirty_checkedness = True
        self.set_checkedness(value)

    def set_checkedness(self, value: bool) -> None:
        """Change it; a radio button that becomes checked takes it from the others."""
        self.checkedness = value
        self.node_document.attribute_version += 1
        if value and self.input_type == "radio":
            for other in radio_group(self):
                if other is not self:
                    other.checkedness = False

    # Changes from outside.

    def attribute_changed(
        self, local_name: str, old_value: str | None, value: str | None, namespace: str | None
    ) -> None:
        super().attribute_changed(local_name, old_value, value, namespace)
        if namespace is not None:
            return
        if local_name == "type":
            self.change_type(value)
        elif local_name == "value":
            if not self.dirty and self.type_row().value_mode == "value":
                self.raw_value = self.sanitized(value or "")
        elif local_name == "checked":
            if not self.dirty_checkedness:
                self.set_checkedness(value is not None)
        elif local_name == "name" and self.input_type == "radio" and self.checkedness:
            self.set_checkedness(True)
        elif local_name in ("min", "max", "step") and self.input_type == "range":
            self.raw_value = self.sanitized(self.raw_value)

    def change_type(self, value: str | None) -> None:
        """https://html.spec.whatwg.org/#input-type-change"""
        keyword = ascii_lowercase(value or "")
        new_type = keyword if keyword in INPUT_TYPES else "text"
        if new_type == self.input_type:
            return
        old_row, new_row = self.type_row(), INPUT_TYPES[new_type]
        self.input_type = new_type
        # 1. A value that would be lost becomes the attribute.
        if old_row.value_mode == "value" and new_row.value_mode.startswith("default"):
            if self.raw_value:
                self.set_attribute_value("value", self.raw_value)
        # 2. The attribute becomes the value.
        elif old_row.value_mode != "value" and new_row.value_mode == "value":
            self.raw_value = self.content_attribute("value") or ""
            self.dirty = False
        # 3. No value.
        elif new_row.value_mode == "filename":
            self.raw_value = ""
            self.selected_files = None
        # 4-6. Fit for the type.
        if new_row.value_mode == "value":
            self.raw_value = self.sanitized(self.raw_value)
        # 7-9. A selection appears.
        if new_row.selection and not old_row.selection:
            self.selected_from = self.selected_to = 0
            self.direction = "none"
        if new_type == "radio" and self.checkedness:
            self.set_checkedness(True)

    def inserted(self) -> None:
        if self.input_type == "radio" and self.checkedness:
            self.set_checkedness(True)

    def cloned(self, copy: "Node", subtree: bool) -> None:
        twin = cast(HTMLInputElement, copy)
        twin.raw_value = self.raw_value
        twin.dirty = self.dirty
        twin.checkedness = self.checkedness
        twin.dirty_checkedness = self.dirty_checkedness
        twin.indeterminate = self.indeterminate
        twin.selected_files = self.selected_files

    def reset(self) -> None:
        self.dirty = False
        self.dirty_checkedness = False
        self.last_edited_by_user = False
        self.selected_files = None
        if self.type_row().value_mode == "value":
            self.raw_value = self.sanitized(self.content_attribute("value") or "")
        self.set_checkedness(self.content_attribute("checked") is not None)

    # Activation: https://html.spec.whatwg.org/#input-activation-behavior

    @property
    def has_activation_behavior(self) -> bool:
        return True

    def legacy_pre_activation_behavior(self) -> None:
        if self.input_type == "checkbox":
            self.before_click = (self.checkedness, self.indeterminate, None)
            self.checked = not self.checkedness
            self.indeterminate = False
        elif self.input_type == "radio":
            previous = next((other for other in radio_group(self) if other.checkedness), None)
            self.before_click = (self.checkedness, self.indeterminate, previous)
            self.checked = True

    def legacy_canceled_activation_behavior(self) -> None:
        before = self.before_click
        self.before_click = None
        if before is None:
            return
        checked, indeterminate, previous = before
        if self.input_type == "checkbox":
            self.checked = checked
            self.indeterminate = indeterminate
        elif self.input_type == "radio":
            if previous is not None and previous in radio_group(self):
                previous.set_checkedness(True)
            else:
                self.set_checkedness(False)

    def activation_behavior(self, event: "Event") -> None:
        before = self.before_click
        self.before_click = None
        kind = self.input_type
        if self.is_disabled() and kind not in ("checkbox", "radio"):
            return
        if kind in ("checkbox", "radio"):
            changed = before is None or before[0] != self.checkedness or kind == "checkbox"
            if self.is_connected and changed:
                event = Event("input")
                event.bubbles = event.composed = True
                fire(self, event)
                fire_event(self, "change", True)
        elif kind in ("submit", "image", "reset"):
            form = self.form
            if form is not None:
                if kind == "reset":
                    reset_form(form)
                else:
                    submit_form(form, self, False)

    # Constraints.

    def is_barred(self) -> bool:
        return self.input_type in ("hidden", "reset", "button") or (
            self.content_attribute("readonly") is not None and self.type_row().readonly
        )

    def value_is_missing(self) -> bool:
        if self.content_attribute("required") is None and self.input_type != "radio":
            return False
        if not self.type_row().required:
            return False
        if self.input_type == "checkbox":
            return not self.checkedness
        if self.input_type == "radio":
            group = radio_group(self)
            return any(other.content_attribute("required") is not None for other in group) and not any(
                other.checkedness for other in group
            )
        if self.input_type == "file":
            return self.selected_files is None or not self.selected_files.files
        locked = self.content_attribute("readonly") is not None and self.type_row().readonly
        return self.value == "" and not locked and not self.is_disabled()

    def type_mismatches(self) -> bool:
        value = self.raw_value
        if not value:
            return False
        if self.input_type == "email":
            parts = value.split(",") if self.content_attribute("multiple") is not None else [value]
            return any(EMAIL.fullmatch(part) is None for part in parts)
        if self.input_type == "url":
            return self.node_document.agent.host.parse_url(value, "") is None
        return False

    def pattern_mismatches(self) -> bool:
        pattern = self.content_attribute("pattern")
        if pattern is None or not self.raw_value or not (self.type_row().selection or self.input_type == "email"):
            return False
        values = [self.raw_value]
        if self.input_type == "email" and self.content_attribute("multiple") is not None:
            values = self.raw_value.split(",")
        return not self.node_document.agent.host.matches_pattern(pattern, values)

    def number_value(self) -> float | None:
        """The value as a number, where that means something."""
        return to_number(self.input_type, self.raw_value) if self.type_row().numeric else None

    def underflows(self) -> bool:
        number, low = self.number_value(), self.bound("min")
        if number is None or low is None:
            return False
        high = self.bound("max")
        if self.input_type == "time" and high is not None and high < low:
            return high < number < low
        return number < low

    def overflows(self) -> bool:
        number, high = self.number_value(), self.bound("max")
        if number is None or high is None:
            return False
        low = self.bound("min")
        if self.input_type == "time" and low is not None and high < low:
            return high < number < low
        return number > high

    def step_mismatches(self) -> bool:
        number = self.number_value()
        step = self.step_size() if self.input_type in STEPS else None
        if number is None or step is None:
            return False
        remainder = math.fmod(abs(number - self.step_base()), step)
        tolerance = step * 1e-9
        return remainder > tolerance and step - remainder > tolerance

    @property
    def list(self) -> "Element | None":
        """https://html.spec.whatwg.org/#dom-input-list"""
        identifier = self.content_attribute("list")
        if not identifier or INPUT_TYPES[self.input_type].value_mode != "value":
            return None
        named = element_by_id(self.tree_root(), identifier)
        return named if named is not None and named.is_html_named("datalist") else None

    @property
    def form_action(self) -> str:
        """https://html.spec.whatwg.org/#dom-fs-formaction"""
        return (
            parse_url_attribute(self.node_document, self.content_attribute("formaction"), False)
            or self.node_document.url
        )

    @form_action.setter
    def form_action(self, value: str) -> None:
        self.set_attribute_value("formaction", value)


def radio_group(button: HTMLInputElement) -> "list[HTMLInputElement]":
    """https://html.spec.whatwg.org/#radio-button-group, with the button itself."""
    name = button.content_attribute("name")
    if not name:
        return [button]
    owner = form_owner(button)
    root = owner if owner is not None and not owner.is_connected else button.tree_root()
    found: list[HTMLInputElement] = []
    node: Node | None = root
    while node is not None:
        if (
            isinstance(node, HTMLInputElement)
            and node.input_type == "radio"
            and (node is button or (node.content_attribute("name") == name and form_owner(node) is owner))
        ):
            found.append(node)
        node = following(node, root)
    return found


from webapis.html.elements.form import reset_form
from webapis.html.forms import form_owner
from webapis.html.submission import submit_form
