"""https://xhr.spec.whatwg.org/#interface-formdata"""

from typing import TYPE_CHECKING

from webapis.file.blob import Blob, File, make_file
from webapis.idl.exceptions import dom_exception, type_error

if TYPE_CHECKING:
    from webapis.dom.element import Element

# https://xhr.spec.whatwg.org/#formdataentryvalue
Entry = tuple[str, File | str]


class FormData:
    """https://xhr.spec.whatwg.org/#interface-formdata"""

    wrapper: object
    entries: list[Entry]

    def __init__(self, form: "Element | None" = None, submitter: "Element | None" = None) -> None:
        self.wrapper = None
        self.entries = []
        if form is None:
            return
        # 1.1 The submitter is a submit button of this form.
        if submitter is not None:
            if not is_submit_button(submitter):
                raise type_error("The specified element is not a submit button.")
            if form_owner(submitter) is not form:
                raise dom_exception("NotFoundError", "The specified element is not owned by this form element.")
        # 1.2-4 The entry list.
        entries = construct_entry_list(form, submitter)
        if entries is None:
            raise dom_exception("InvalidStateError", "The form is constructing entry list.")
        self.entries = entries

    @property
    def interface_name(self) -> str:
        """The name of the interface, which chooses the wrapper's prototype."""
        return "FormData"

    def append(self, name: str, value: Blob | str, filename: str | None = None) -> None:
        """https://xhr.spec.whatwg.org/#dom-formdata-append"""
        self.entries.append(create_entry(name, value, filename))

    def delete(self, name: str) -> None:
        """https://xhr.spec.whatwg.org/#dom-formdata-delete"""
        self.entries = [entry for entry in self.entries if entry[0] != name]

    def get(self, name: str) -> "File | str | None":
        """https://xhr.spec.whatwg.org/#dom-formdata-get"""
        for entry_name, value in self.entries:
            if entry_name == name:
                return value
        return None

    def get_all(self, name: str) -> "list[File | str]":
        """https://xhr.spec.whatwg.org/#dom-formdata-getall"""
        return [value for entry_name, value in self.entries if entry_name == name]

    def has(self, name: str) -> bool:
        """https://xhr.spec.whatwg.org/#dom-formdata-has"""
        return self.get(name) is not None

    def set(self, name: str, value: Blob | str, filename: str | None = None) -> None:
        """https://xhr.spec.whatwg.org/#dom-formdata-set"""
        fresh = create_entry(name, value, filename)
        kept: list[Entry] = []
        found = False
        for entry in self.entries:
            if entry[0] != name:
                kept.append(entry)
            elif not found:
                found = True
                kept.append(fresh)
        if not found:
            kept.append(fresh)
        self.entries = kept

    def pairs(self) -> list[Entry]:
        """What is iterated over."""
        return self.entries


def create_entry(name: str, value: Blob | str, filename: str | None) -> Entry:
    """https://html.spec.whatwg.org/#create-an-entry: a blob becomes a file, and a file may get another name."""
    if isinstance(value, str):
        return name, value
    if isinstance(value, File) and filename is None:
        return name, value
    modified = value.last_modified if isinstance(value, File) else None
    return name, make_file(value.window, value.data, "blob" if filename is None else filename, value.type, modified)


from webapis.html.forms import form_owner, is_submit_button
from webapis.html.submission import construct_entry_list
