"""https://html.spec.whatwg.org/#the-textarea-element"""

from typing import TYPE_CHECKING, cast

from webapis.dom.document_html import child_text_content
from webapis.html.elements.text_field import TextField
from webapis.html.microsyntaxes import parse_non_negative_integer

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

    def wrapped_value(self) -> str:
        """https://html.spec.whatwg.org/#textarea-wrapping-transformation: hard wrapping is by characters."""
        value = self.value
        if (self.content_attribute("wrap") or "").lower() != "hard":
            return value
        columns = parse_non_negative_integer(self.content_attribute("cols") or "") or 20
        return "\n".join([wrap(line, columns) for line in value.split("\n")])

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


def wrap(line: str, columns: int) -> str:
    """Break a line after blanks, so that no piece is longer than that; words that are longer are broken within."""
    pieces: list[str] = []
    start = 0
    while len(line) - start > columns:
        blank = line.rfind(" ", start, start + columns)
        end = start + columns if blank < 0 else blank + 1
        pieces.append(line[start:end])
        start = end
    pieces.append(line[start:])
    return "\n".join(pieces)


def normalize_newlines(text: str) -> str:
    """https://infra.spec.whatwg.org/#normalize-newlines"""
    return text.replace("\r\n", "\n").replace("\r", "\n")
