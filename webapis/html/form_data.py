"""https://xhr.spec.whatwg.org/#interface-formdata"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from webapis.dom.element import Element


class FormData:
    """https://xhr.spec.whatwg.org/#interface-formdata"""

    wrapper: object
    entries: list[tuple[str, str]]

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

    def append(self, name: str, value: str) -> None:
        """https://xhr.spec.whatwg.org/#dom-formdata-append"""
        self.entries.append((name, value))

    def delete(self, name: str) -> None:
        """https://xhr.spec.whatwg.org/#dom-formdata-delete"""
        self.entries = [entry for entry in self.entries if entry[0] != name]

    def get(self, name: str) -> str | None:
        """https://xhr.spec.whatwg.org/#dom-formdata-get"""
        for entry_name, value in self.entries:
            if entry_name == name:
                return value
        return None

    def get_all(self, name: str) -> list[str]:
        """https://xhr.spec.whatwg.org/#dom-formdata-getall"""
        return [value for entry_name, value in self.entries if entry_name == name]

    def has(self, name: str) -> bool:
        """https://xhr.spec.whatwg.org/#dom-formdata-has"""
        return self.get(name) is not None

    def set(self, name: str, value: str) -> None:
        """https://xhr.spec.whatwg.org/#dom-formdata-set"""
        kept: list[tuple[str, str]] = []
        found = False
        for entry in self.entries:
            if entry[0] != name:
                kept.append(entry)
            elif not found:
                found = True
                kept.append((name, value))
        if not found:
            kept.append((name, value))
        self.entries = kept

    def pairs(self) -> list[tuple[str, str]]:
        """What is iterated over."""
        return self.entries


from webapis.html.forms import form_owner, is_submit_button  # noqa: E402
from webapis.html.submission import construct_entry_list  # noqa: E402
from webapis.idl.exceptions import dom_exception, type_error  # noqa: E402
