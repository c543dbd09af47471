"""Form controls: values, checkedness, labels, submission, validation; and what clicks do."""

import math

import pytest

from tests.unit.webapis.recording_host import RecordingHost
from webapis.dom.document import Document
from webapis.dom.element import Element
from webapis.dom.event import Event
from webapis.html.elements.form import HTMLFormElement
from webapis.html.elements.form_parts import HTMLLabelElement
from webapis.html.elements.input import HTMLInputElement
from webapis.html.elements.interactive import HTMLDetailsElement, HTMLTemplateElement
from webapis.html.elements.select import HTMLOptionElement, HTMLSelectElement
from webapis.html.elements.tabular import HTMLTableElement
from webapis.html.elements.textarea import HTMLTextAreaElement
from webapis.html.reflection import get_reflected, reflected, set_reflected
from webapis.idl.callbacks import PythonCallback
from webapis.idl.exceptions import DOMException


def make(document: Document, name: str, /, **attributes: str) -> Element:
    element = document.create_element(name)
    for key, value in attributes.items():
        element.set_attribute(key.rstrip("_"), value)
    return element


def make_input(document: Document, **attributes: str) -> HTMLInputElement:
    element = make(document, "input", **attributes)
    assert isinstance(element, HTMLInputElement)
    return element


def test_value_and_dirtiness(document: Document) -> None:
    field = make_input(document, value="a")
    assert field.value == "a"
    field.value = "b\nc"
    field.set_attribute("value", "later")
    assert field.value == "bc" and field.get_attribute("value") == "later"
    field.reset()
    assert field.value == "later"
    box = make_input(document, type="checkbox")
    assert box.value == "on"
    box.value = "x"
    assert box.get_attribute("value") == "x"
    with pytest.raises(DOMException):
        make_input(document, type="file").value = "x"


@pytest.mark.parametrize(
    ("type", "given", "kept"),
    [
        ("number", "1e3", "1e3"),
        ("number", "1,0", ""),
        ("date", "2024-02-29", "2024-02-29"),
        ("date", "2023-02-29", ""),
        ("week", "2020-W53", "2020-W53"),
        ("week", "2021-W53", ""),
        ("time", "23:59:60", ""),
        ("datetime-local", "2024-01-01 10:00:00.500", "2024-01-01T10:00:00.5"),
        ("color", "#ABCDEF", "#abcdef"),
        ("color", "red", "#000000"),
        ("email", " a@b ", "a@b"),
        ("range", "150", "100"),
        ("range", "x", "50"),
        ("month", "2024-13", ""),
    ],
)
def test_sanitising(document: Document, type: str, given: str, kept: str) -> None:
    field = make_input(document, type=type)
    field.value = given
    assert field.value == kept


def test_numbers_and_steps(document: Document) -> None:
    day = make_input(document, type="date", value="1970-01-02")
    assert day.value_as_number == 86400000
    day.step_up(30)
    assert day.value == "1970-02-01"
    week = make_input(document, type="week")
    week.value_as_number = 345600000.0
    assert week.value == "1970-W02"
    number = make_input(document, type="number", min="1", max="10", step="3", value="5")
    assert number.validity.step_mismatch
    number.step_up()
    assert number.value == "7"
    number.step_down(5)
    assert number.value == "1"
    number.value = "11"
    assert number.validity.range_overflow and not number.validity.valid
    assert math.isnan(make_input(document, type="text", value="1").value_as_number)


def test_radio_groups(document: Document) -> None:
    assert document.body is not None
    one, two, other = (make_input(document, type="radio", name=name) for name in ("a", "a", "b"))
    document.body.append(one, two, other)
    one.checked = other.checked = True
    two.click()
    assert (one.checked, two.checked, other.checked) == (False, True, True)
    one.add_event_listener("click", PythonCallback(lambda event: event.prevent_default()))
    one.click()
    assert (one.checked, two.checked) == (False, True)


def test_checkbox_click(document: Document) -> None:
    assert document.body is not None
    box = make_input(document, type="checkbox")
    document.body.append(box)
    log: list[tuple[str, bool]] = []
    for type in ("click", "input", "change"):
        box.add_event_listener(type, PythonCallback(lambda event: log.append((event.type, box.checked))))
    box.click()
    assert log == [("click", True), ("input", True), ("change", True)]
    log.clear()
    box.add_event_listener("click", PythonCallback(lambda event: event.prevent_default()))
    box.click()
    assert log == [("click", False)] and box.checked
    box.set_attribute("disabled", "")
    box.click()
    assert len(log) == 1
    plain = Event("click")
    box.remove_attribute("disabled")
    box.dispatch_event(plain)
    assert box.checked  # only mouse events activate


def test_labels(document: Document) -> None:
    assert document.body is not None
    box = make_input(document, type="checkbox", id="x")
    label, outer = make(document, "label", for_="x"), make(document, "label")
    assert isinstance(label, HTMLLabelElement) and isinstance(outer, HTMLLabelElement)
    outer.append(box)
    document.body.append(label, outer)
    assert label.control is box and box.labels is not None and box.labels.to_list() == [label, outer]
    label.click()
    outer.click()
    box.click()
    assert box.checked


def build_form(document: Document) -> HTMLFormElement:
    assert document.body is not None
    form = make(document, "form", action="http://host/go", method="POST")
    assert isinstance(form, HTMLFormElement)
    document.body.append(form)
    form.append(
        make(document, "input", name="t", value="text"),
        make(document, "input", name="c", type="checkbox", checked=""),
        make(document, "input", name="off", type="checkbox"),
        make(document, "input", name="d", disabled="", value="never"),
    )
    fieldset = form.append_child(make(document, "fieldset", disabled=""))
    fieldset.append_child(make(document, "input", name="f", value="never"))
    select = form.append_child(make(document, "select", name="s"))
    for word in ("one", "two"):
        select.append_child(document.create_element("option")).append_child(document.create_text_node(word))
    form.append(make(document, "button", name="b", value="1"), make(document, "textarea", name="a"))
    return form


def test_submission(document: Document, host: RecordingHost) -> None:
    form = build_form(document)
    outside = make(document, "input", name="o", value="out", form="f")
    form.id = "f"
    assert document.body is not None
    document.body.append(outside)
    log: list[object] = []
    form.add_event_listener("submit", PythonCallback(lambda event: log.append(event.submitter)))
    form.add_event_listener("formdata", PythonCallback(lambda event: event.form_data.append("extra", "e")))
    button = form.elements.named_item("b")
    assert button is not None
    button.click()
    [submission] = host.submissions
    assert log == [button] and submission.method == "post" and submission.action == "http://host/go"
    assert submission.entries == [
        ("t", "text"),
        ("c", "on"),
        ("s", "one"),
        ("b", "1"),
        ("a", ""),
        ("o", "out"),
        ("extra", "e"),
    ]
    form.submit()
    assert len(log) == 1 and len(host.submissions) == 2
    form.add_event_listener("submit", PythonCallback(lambda event: event.prevent_default()))
    form.request_submit()
    assert len(host.submissions) == 2


def test_validation_blocks_submission(document: Document, host: RecordingHost) -> None:
    form = build_form(document)
    field = form.elements[0]
    assert isinstance(field, HTMLInputElement)
    field.set_attribute("required", "")
    field.value = ""
    invalid: list[object] = []
    field.add_event_listener("invalid", PythonCallback(lambda event: invalid.append(event.target)))
    form.request_submit()
    assert invalid == [field] and not host.submissions and field.validity.value_missing
    form.set_attribute("novalidate", "")
    form.request_submit()
    assert len(host.submissions) == 1
    field.set_custom_validity("no")
    field.value = "x"
    assert not form.check_validity() and field.validation_message == "no"
    pattern = make_input(document, pattern="[a-z]+", value="A")
    assert pattern.validity.pattern_mismatch


def test_form_reset_and_names(document: Document) -> None:
    form = build_form(document)
    select = form.elements.named_item("s")
    assert isinstance(select, HTMLSelectElement)
    select.value = "two"
    form.reset()
    assert select.value == "one" and select.selected_index == 0
    assert form.named_getter("t") is form.elements[0] and form.control_count == len(form.elements)


def test_select(document: Document) -> None:
    select = document.create_element("select")
    assert isinstance(select, HTMLSelectElement)
    options = [document.create_element("option") for _ in range(3)]
    for index, option in enumerate(options):
        assert isinstance(option, HTMLOptionElement)
        option.value = str(index)
        select.append_child(option)
    assert select.selected_index == 0
    select.selected_index = 2
    assert select.value == "2" and list(select.selected_options) == [options[2]]
    options[2].remove()
    assert select.selected_index == 0
    select.add_option(options[2], 0)
    assert select.options[0] is options[2] and select.value == "2"
    select.option_count = 1
    assert select.option_count == 1
    select.set_attribute("multiple", "")
    select.set_option(2, document.create_element("option"))
    assert select.option_count == 3 and select.type == "select-multiple"


def test_text_selection(document: Document) -> None:
    area = document.create_element("textarea")
    assert isinstance(area, HTMLTextAreaElement)
    area.append("hello\r\nyou")
    assert area.value == "hello\nyou" and area.text_length == 9
    area.set_selection_range(1, 4, "backward")
    assert (area.selection_start, area.selection_end, area.selection_direction) == (1, 4, "backward")
    area.set_range_text("EY")
    assert area.value == "hEYo\nyou"
    area.value = "new"
    assert area.selection_start == 3
    with pytest.raises(DOMException):
        make_input(document, type="number").set_selection_range(0, 1)


def test_details_and_summary(document: Document, host: RecordingHost) -> None:
    details = document.create_element("details")
    assert isinstance(details, HTMLDetailsElement)
    summary = details.append_child(document.create_element("summary"))
    log: list[tuple[str, str]] = []
    details.add_event_listener("toggle", PythonCallback(lambda event: log.append((event.old_state, event.new_state))))
    summary.click()
    assert details.has_attribute("open")
    host.run_tasks()
    assert log == [("closed", "open")]


def test_links_are_followed(document: Document, host: RecordingHost) -> None:
    link = make(document, "a", href="next")
    inner = link.append_child(document.create_element("b"))
    inner.click()
    assert host.followed == [link]


def test_table(document: Document) -> None:
    table = document.create_element("table")
    assert isinstance(table, HTMLTableElement)
    row = table.insert_row()
    foot = table.create_t_foot()
    foot.insert_row()
    head = table.create_t_head()
    top = head.insert_row()
    assert table.rows[0] is top and table.rows[1] is row and table.rows.length == 3
    cell = row.insert_cell()
    cell.col_span = 2000
    assert (cell.cell_index, cell.col_span, row.row_index, row.section_row_index) == (0, 1000, 1, 0)
    table.delete_row(-1)
    assert table.rows.length == 2
    with pytest.raises(DOMException):
        table.delete_row(5)


def test_reflection(document: Document) -> None:
    link = document.create_element("link")
    for interface, name, value, content in (
        ("HTMLElement", "title", "x", ("title", "x")),
        ("HTMLLinkElement", "disabled", True, ("disabled", "")),
        ("HTMLMetaElement", "httpEquiv", "y", ("http-equiv", "y")),
        ("HTMLOListElement", "start", 4, ("start", "4")),
    ):
        row = reflected(interface, name)
        set_reflected(link, row, value)
        assert link.get_attribute(content[0]) == content[1] and get_reflected(link, row) == value
    image = document.create_element("img")
    row = reflected("HTMLImageElement", "crossOrigin")
    assert get_reflected(image, row) is None
    image.set_attribute("crossorigin", "nonsense")
    assert get_reflected(image, row) == "anonymous"
    tokens = get_reflected(link, reflected("HTMLLinkElement", "relList"))
    assert tokens is get_reflected(link, reflected("HTMLLinkElement", "relList"))
    assert tokens.supports("StyleSheet")
    field = make_input(document, maxlength="-1")
    assert get_reflected(field, reflected("HTMLInputElement", "maxLength")) == -1
    with pytest.raises(DOMException):
        set_reflected(field, reflected("HTMLInputElement", "size"), 0)


def test_dataset(document: Document) -> None:
    element = make(document, "div", **{"data-foo-bar": "1", "data--a": "2", "data-": "3"})
    data = element.dataset
    assert data.supported_names() == ["fooBar", "A", ""]
    data.named_setter("bazQux", "4")
    assert element.get_attribute("data-baz-qux") == "4" and data.named_getter("fooBar") == "1"
    data.named_deleter("fooBar")
    assert not element.has_attribute("data-foo-bar")
    with pytest.raises(DOMException):
        data.named_setter("a-b", "")


def test_templates_keep_their_content_apart(document: Document) -> None:
    template = document.create_element("template")
    assert isinstance(template, HTMLTemplateElement)
    node: Element = template
    for _ in range(2_000):
        assert isinstance(node, HTMLTemplateElement)
        node = node.content.append_child(node.content.node_document.create_element("template"))
    assert template.content.owner_document is not document and not template.has_child_nodes()
    copy = template.clone_node(True)
    assert isinstance(copy, HTMLTemplateElement) and copy.content.child_count == 1
    other = document.implementation.create_html_document()
    other.adopt_node(template)
    assert node.owner_document is not document
    with pytest.raises(DOMException):
        template.content.append_child(template)
