"""What typing does to a text field: https://w3c.github.io/input-events/ and https://w3c.github.io/uievents/#keys

`browser/input` decides which key goes where; these are the default actions with their events.
"""

from typing import TYPE_CHECKING, Final

from webapis.html.elements.html_element import HTMLElement
from webapis.html.elements.input import HTMLInputElement
from webapis.html.events import fire, fire_event
from webapis.html.forms import is_submit_button, listed_elements
from webapis.html.submission import submit_form
from webapis.uievents.synthetic import fire_synthetic_pointer_event
from webapis.uievents.ui_events import InputEvent, InputEventInit

if TYPE_CHECKING:
    from webapis.html.elements.text_field import TextField

# The upper bits of either half of a pair.
HIGH_SURROGATE: Final = 0xD800 >> 10
LOW_SURROGATE: Final = 0xDC00 >> 10


def is_editable(field: "TextField") -> bool:
    """Whether the user can change the text."""
    if field.is_disabled() or field.content_attribute("readonly") is not None:
        return False
    return not isinstance(field, HTMLInputElement) or field.type_row().value_mode == "value"


def insert_text(field: "TextField", text: str) -> None:
    """A user's text in the place of the selection, as far as maxlength lets it in."""
    limit = field.length_limit("maxlength")
    value = field.relevant_value()
    start, end = selected_range(field)
    if limit is not None:
        text = text[: max(0, limit - (len(value) - (end - start)))]
    if text:
        edit(field, value[:start] + text + value[end:], start + len(text), "insertText", text)


def insert_line_break(field: "TextField") -> None:
    """Enter in a text area."""
    value = field.relevant_value()
    start, end = selected_range(field)
    edit(field, value[:start] + "\n" + value[end:], start + 1, "insertLineBreak", None)


def delete_backward(field: "TextField") -> None:
    """Backspace: the selection, or the character before the cursor."""
    value = field.relevant_value()
    start, end = selected_range(field)
    if start == end:
        start -= 2 if start > 1 and ord(value[start - 1]) >> 10 == LOW_SURROGATE else 1
    if start >= 0:
        edit(field, value[:start] + value[end:], start, "deleteContentBackward", None)


def delete_forward(field: "TextField") -> None:
    """Delete: the selection, or the character after the cursor."""
    value = field.relevant_value()
    start, end = selected_range(field)
    if start == end:
        end += 2 if end + 1 < len(value) and ord(value[end]) >> 10 == HIGH_SURROGATE else 1
    if end <= len(value):
        edit(field, value[:start] + value[end:], start, "deleteContentForward", None)


def selected_range(field: "TextField") -> tuple[int, int]:
    """The selection, within the text; fields without one have their cursor at the end."""
    length = len(field.relevant_value())
    if not field.has_selection():
        return length, length
    return min(field.selected_from, length), min(field.selected_to, length)


def edit(field: "TextField", text: str, cursor: int, input_type: str, data: str | None) -> None:
    """beforeinput, the change, input."""
    if not is_editable(field):
        return
    if not fire(field, input_event("beforeinput", input_type, data, True)):
        return
    field.edit(text)
    field.selected_from = field.selected_to = min(cursor, len(field.relevant_value()))
    fire(field, input_event("input", input_type, data, False))


def input_event(type: str, input_type: str, data: str | None, cancelable: bool) -> "InputEvent":
    """https://w3c.github.io/input-events/#interface-InputEvent"""
    init = InputEventInit()
    init.bubbles = init.composed = True
    init.cancelable = cancelable
    init.input_type = input_type
    init.data = data
    return InputEvent(type, init)


def commit(field: "TextField") -> None:
    """Enter in an input element: the change is told, then the form is submitted implicitly."""
    if field.takes_uncommitted_change():
        fire_event(field, "change", True)
    field.remember_value()
    form = field.form
    if form is None or not isinstance(field, HTMLInputElement):
        return
    # https://html.spec.whatwg.org/#implicit-submission
    controls = listed_elements(form)
    for control in controls:
        if is_submit_button(control) and isinstance(control, HTMLElement):
            if not control.is_disabled():
                fire_synthetic_pointer_event("click", control, False)
            return
    blocking = [one for one in controls if isinstance(one, HTMLInputElement) and one.type_row().readonly]
    if len(blocking) == 1:
        submit_form(form, None, False)
