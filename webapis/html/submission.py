"""https://html.spec.whatwg.org/#form-submission"""

from typing import TYPE_CHECKING, Final, cast

from webapis.dom.custom_elements import custom_data
from webapis.dom.tree import html_ancestor
from webapis.file.blob import File, make_file
from webapis.html.directionality import direction_of
from webapis.html.events import FormDataEvent, FormDataEventInit, SubmitEvent, SubmitEventInit, fire
from webapis.html.window import Window
from webapis.infra.ascii import ascii_lowercase, join_surrogates, split_surrogates

if TYPE_CHECKING:
    from webapis.dom.element import Element
    from webapis.html.form_data import Entry


# https://html.spec.whatwg.org/#attr-fe-dirname applies to inputs of these types.
DIRECTED: Final = frozenset(
    ["button", "email", "hidden", "password", "reset", "search", "submit", "tel", "text", "url"]
)


class FormSubmission:
    """What a form hands to the host to navigate with."""

    def __init__(
        self,
        form: "Element",
        submitter: "Element | None",
        action: str,
        method: str,
        enctype: str,
        target: str,
        entries: "list[Entry]",
    ) -> None:
        self.form = form
        self.submitter = submitter
        self.action = action
        self.method = method
        self.enctype = enctype
        self.target = target
        self.entries = entries


def construct_entry_list(form: "Element", submitter: "Element | None") -> "list[Entry] | None":
    """https://html.spec.whatwg.org/#constructing-the-form-data-set; None while it is being constructed."""
    owner = cast("HTMLFormElement", form)
    # 1-2. Not from within.
    if owner.constructing_entry_list:
        return None
    owner.constructing_entry_list = True
    entries: list[Entry] = []
    # 3-5. Every control.
    for control in listed_elements(form):
        add_entries(control, submitter, entries)
    # https://html.spec.whatwg.org/#create-an-entry: scalar values
    entries = [
        (join_to_scalars(name), value if isinstance(value, File) else join_to_scalars(value)) for name, value in entries
    ]
    # 6-8. Listeners may change the list.
    form_data = FormData()
    form_data.entries = entries
    init = FormDataEventInit()
    init.form_data = form_data
    event = FormDataEvent("formdata", init)
    event.bubbles = True
    fire(form, event)
    # 9-10. The result.
    owner.constructing_entry_list = False
    return form_data.entries.copy()


def join_to_scalars(text: str) -> str:
    """https://infra.spec.whatwg.org/#javascript-string-convert: lone surrogates are replaced."""
    return text if text.isascii() else split_surrogates(join_surrogates(text))


def add_entries(control: "Element", submitter: "Element | None", entries: "list[Entry]") -> None:
    """Step 5 for one control."""
    tag = control.local_name
    # 5.1-3 A custom element brings its own entries.
    if is_form_associated(control):
        if not is_disabled(control) and html_ancestor(control, "datalist") is None:
            add_custom_entries(control, entries)
        return
    # 5.1 What takes no part.
    if (
        tag not in ("button", "input", "select", "textarea")
        or is_disabled(control)
        or html_ancestor(control, "datalist") is not None
    ):
        return
    is_input = tag == "input"
    input_type = cast("HTMLInputElement", control).type if is_input else ""
    button = tag == "button" or input_type in ("submit", "image", "reset", "button")
    if button and control is not submitter:
        return
    if input_type in ("checkbox", "radio") and not cast("HTMLInputElement", control).checked:
        return
    name = control.content_attribute("name") or ""
    # 5.2 An image button sends where it was clicked.
    if input_type == "image":
        prefix = f"{name}." if name else ""
        entries.append((f"{prefix}x", "0"))
        entries.append((f"{prefix}y", "0"))
        return
    # 5.4-5 A name is needed.
    if not name:
        return
    # 5.6-10 The values.
    if tag == "select":
        for option in cast("HTMLSelectElement", control).option_list():
            if option.selectedness and not option.is_disabled():
                entries.append((name, option.value))
    elif input_type in ("checkbox", "radio"):
        value = control.content_attribute("value")
        entries.append((name, "on" if value is None else value))
    elif input_type == "file":
        entries += [(name, file) for file in chosen_files(cast("HTMLInputElement", control))]
    elif input_type == "hidden" and ascii_lowercase(name) == "_charset_":
        entries.append((name, "UTF-8"))
    elif tag == "button":
        entries.append((name, control.content_attribute("value") or ""))
    elif is_input:
        entries.append((name, cast("HTMLInputElement", control).value))
    else:
        entries.append((name, cast("HTMLTextAreaElement", control).wrapped_value()))
    # 5.11 Which way the text goes.
    direction_name = control.content_attribute("dirname")
    if direction_name and (tag == "textarea" or input_type in DIRECTED):
        entries.append((direction_name, direction_of(control)))


def add_custom_entries(control: "Element", entries: "list[Entry]") -> None:
    """https://html.spec.whatwg.org/#face-entry-construction"""
    internals = custom_data(control).internals
    value = internals.submission_value if isinstance(internals, ElementInternals) else None
    name = control.content_attribute("name")
    if isinstance(value, list):
        entries += value
    elif value is not None and name:
        entries.append((name, value))


def chosen_files(control: "HTMLInputElement") -> list[File]:
    """What a file input stands for: without a file, one without name and content."""
    chosen = control.selected_files
    if chosen is not None and chosen.files:
        return chosen.files
    window = control.node_document.default_view
    return [make_file(window, b"", "", "application/octet-stream")] if isinstance(window, Window) else []


def submit_form(form: "Element", submitter: "Element | None", from_submit_method: bool) -> None:
    """https://html.spec.whatwg.org/#form-submission-algorithm"""
    owner = cast("HTMLFormElement", form)
    # 1-3. In a document, and not while its entries are listed.
    if not form.is_connected or owner.constructing_entry_list:
        return
    # 6. Validation and the submit event, unless script asked for neither.
    if not from_submit_method:
        if owner.firing_submission_events:
            return
        owner.firing_submission_events = True
        try:
            if not is_novalidate(form, submitter) and not owner.check_interactively():
                return
            init = SubmitEventInit()
            init.bubbles = init.cancelable = True
            init.submitter = submitter if submitter is not form else None
            if not fire(form, SubmitEvent("submit", init)):
                return
        finally:
            owner.firing_submission_events = False
    # 7-8. The entry list, if the listeners left the form in the document.
    entries = construct_entry_list(form, submitter) if form.get_root_node().is_connected else None
    if entries is None:
        return
    # 10-11. A dialog's form closes it.
    method = submission_attribute(form, submitter, "method", "formmethod") or "get"
    if method not in ("get", "post", "dialog"):
        method = "get"
    if method == "dialog":
        close_dialog_of(form, submitter)
        return
    # 12-27. Where to, and how.
    action = form_value(form, submitter, "action", "formaction") or form.node_document.url
    url = form.node_document.agent.host.parse_url(action, form.node_document.base_url())
    if url is None:
        return
    enctype = submission_attribute(form, submitter, "enctype", "formenctype")
    target = form_value(form, submitter, "target", "formtarget") or ""
    form.node_document.agent.host.submit_form(
        FormSubmission(
            form,
            submitter,
            url,
            method,
            enctype or "application/x-www-form-urlencoded",
            target,
            entries,
        )
    )


def form_value(form: "Element", submitter: "Element | None", name: str, submitter_name: str) -> str | None:
    """The submitter's attribute, else the form's."""
    if submitter is not None and is_submit_button(submitter):
        value = submitter.content_attribute(submitter_name)
        if value is not None:
            return value
    return form.content_attribute(name)


def submission_attribute(form: "Element", submitter: "Element | None", name: str, submitter_name: str) -> str:
    """The same for keywords."""
    return ascii_lowercase(form_value(form, submitter, name, submitter_name) or "")


def is_novalidate(form: "Element", submitter: "Element | None") -> bool:
    """https://html.spec.whatwg.org/#concept-fs-novalidate"""
    if submitter is not None and submitter.content_attribute("formnovalidate") is not None:
        return True
    return form.content_attribute("novalidate") is not None


def close_dialog_of(form: "Element", submitter: "Element | None") -> None:
    """Step 11 of submitting."""
    dialog = html_ancestor(form, "dialog")
    if isinstance(dialog, HTMLDialogElement):
        dialog.close(submitter.content_attribute("value") if submitter is not None else None)


from webapis.html.elements.dialog import HTMLDialogElement
from webapis.html.elements.element_internals import ElementInternals
from webapis.html.elements.form import HTMLFormElement
from webapis.html.elements.input import HTMLInputElement
from webapis.html.elements.select import HTMLSelectElement
from webapis.html.elements.textarea import HTMLTextAreaElement
from webapis.html.form_data import FormData
from webapis.html.forms import is_disabled, is_form_associated, is_submit_button, listed_elements
