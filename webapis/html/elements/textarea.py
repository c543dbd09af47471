"""https://html.spec.whatwg.org/#the-textarea-element"""

from typing import TYPE_CHECKING, cast

from webapis.dom.document_html import child_text_content
from webapis.html.elements.text_field import TextField

if TYPE_CHECKING:
    from webapis.dom.node import Node


class HTMLTextAreaElement(TextField):
    """https://html.spec.whatwg.org/#htmltextareaelement"""

    @property
    def type(self) -> str:
        """https://html.spec.whatwg.org/#dom-textarea-type"""
        return "textarea"

    @property
    def default_value(self) -> str:
        """https://html.spec.whatwg.org/#dom-textarea-defaultvalue"""
        return child_text_content(self)

    @default_value.setter
    def default_value(self, value: str) -> None:
        self.string_replace_all(value)

    @property
    def value(self) -> str:
        """https://html.spec.whatwg.org/#dom-textarea-value: the API value, with normalised newlines."""
        return normalize_newlines(self.raw_value)

    @value.setter
    def value(self, value: str) -> None:
        old = self.value
        self.raw_value = value
        self.dirty = True
        self.last_edited_by_user = False
        if self.value != old:
            self.move_cursor_to_end()

    @property
    def text_length(self) -> int:
        """https://html.spec.whatwg.org/#dom-textarea-textlength"""
        return len(self.value)

    def relevant_value(self) -> str:
        return normalize_newlines(self.raw_value)

    def set_relevant_value(self, value: str) -> None:
        self.raw_value = value

    def children_changed(self) -> None:
        if not self.dirty:
            self.raw_value = child_text_content(self)

    def is_barred(self) -> bool:
        return self.content_attribute("readonly") is not None

    def value_is_missing(self) -> bool:
        return (
            self.content_attribute("required") is not None
            and self.content_attribute("readonly") is None
            and not self.is_disabled()
            and self.raw_value == ""
        )

    def reset(self) -> None:
        self.dirty = False
        self.last_edited_by_user = False
        self.raw_value = child_text_content(self)

    def cloned(self, copy: "Node", subtree: bool) -> None:
        twin = cast(HTMLTextAreaElement, copy)
        twin.raw_value = self.raw_value
        twin.dirty = self.dirty


def normalize_newlines(text: str) -> str:
    """https://infra.spec.whatwg.org/#normalize-newlines"""
    return text.replace("\r\n", "\n").replace("\r", "\n")
