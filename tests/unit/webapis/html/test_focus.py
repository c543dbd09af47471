"""Focus and typing."""

import webapis.html.elements
from tests.unit.webapis.recording_host import RecordingHost
from webapis.dom.document import Document
from webapis.dom.event import Event
from webapis.html.elements.html_element import HTMLElement
from webapis.html.elements.input import HTMLInputElement
from webapis.html.focus import fix_up_focus, sequential_focus_order
from webapis.html.text_input import commit, delete_backward, delete_forward, insert_text
from webapis.idl.callbacks import PythonCallback

assert webapis.html.elements is not None


def fields(document: Document, count: int) -> list[HTMLInputElement]:
    assert document.body is not None
    made = [document.create_element("input") for _ in range(count)]
    document.body.append(*made)
    assert all(isinstance(one, HTMLInputElement) for one in made)
    return made


def test_events_in_order(document: Document) -> None:
    one, two = fields(document, 2)
    log: list[tuple[str, object, object]] = []
    assert document.body is not None
    for type in ("focus", "blur", "focusin", "focusout"):
        document.body.add_event_listener(
            type, PythonCallback(lambda event: log.append((event.type, event.target, event.related_target))), True
        )
    one.focus()
    assert document.active_element is one and one.matches(":focus")
    two.focus()
    assert log == [
        ("focus", one, None),
        ("focusin", one, None),
        ("blur", one, two),
        ("focusout", one, two),
        ("focus", two, one),
        ("focusin", two, one),
    ]
    two.blur()
    assert document.active_element is document.body


def test_what_can_be_focused(document: Document) -> None:
    [field] = fields(document, 1)
    assert document.body is not None
    plain = document.create_element("div")
    assert isinstance(plain, HTMLElement)
    document.body.append(plain)
    plain.focus()
    assert document.focused_element is None
    plain.set_attribute("tabindex", "-1")
    plain.focus()
    assert document.focused_element is plain
    field.set_attribute("disabled", "")
    field.focus()
    assert document.focused_element is plain
    plain.remove()
    assert document.focused_element is None
    field.remove_attribute("disabled")
    field.focus()
    field.set_attribute("disabled", "")
    fix_up_focus(document)
    assert document.active_element is document.body


def test_tab_order(document: Document) -> None:
    a, b, c, d = fields(document, 4)
    c.set_attribute("tabindex", "2")
    d.set_attribute("tabindex", "1")
    b.set_attribute("tabindex", "-1")
    assert sequential_focus_order(document) == [d, c, a]


def test_typing(document: Document) -> None:
    [field] = fields(document, 1)
    field.set_attribute("maxlength", "5")
    log: list[str] = []
    for type in ("beforeinput", "input", "change"):
        field.add_event_listener(type, PythonCallback(lambda event: log.append(event.type)))
    field.focus()
    insert_text(field, "abc")
    field.set_selection_range(1, 2)
    insert_text(field, "\ud83d\ude00x1")
    assert field.value == "a\ud83d\ude00xc"
    field.set_selection_range(3, 3)
    delete_backward(field)
    assert field.value == "axc"
    delete_forward(field)
    assert field.value == "ac" and log == ["beforeinput", "input"] * 4
    field.blur()
    assert log[-1] == "change"
    field.add_event_listener("beforeinput", PythonCallback(Event.prevent_default))
    insert_text(field, "no")
    field.set_attribute("readonly", "")
    insert_text(field, "no")
    assert field.value == "ac"


def test_implicit_submission(document: Document, host: RecordingHost) -> None:
    assert document.body is not None
    form = document.create_element("form")
    form.set_attribute("action", "http://h/")
    document.body.append(form)
    [field] = fields(document, 1)
    form.append(field)
    commit(field)
    assert len(host.submissions) == 1
    other = document.create_element("input")
    form.append(other)
    commit(field)
    assert len(host.submissions) == 1
    button = document.create_element("button")
    form.append(button)
    commit(field)
    assert host.submissions[1].submitter is button
