"""OPTIMIZATION: reads a whole tag at once when it stands in one segment and has nothing unusual.

It does what the states from "tag open" on would do. Whenever a state would report an error, or the segment ends, or errors
in references are wanted, it leaves everything as it was, and the states do the work.
"""

from typing import TYPE_CHECKING, Final

from webapis.html.parser import states
from webapis.html.parser.references import decode_attribute
from webapis.html.parser.tokens import Tag
from webapis.infra.ascii import ascii_lowercase

if TYPE_CHECKING:
    from webapis.html.parser.tokenizer import Tokenizer

MOST_ATTRIBUTES: Final = 12


def scan_tag(t: "Tokenizer") -> bool:
    """Emit the tag that starts at the current less-than sign; False when it takes more than this."""
    stream = t.stream
    text = stream.text
    end = stream.end
    start = stream.position + 1
    if start >= end or t.errors is not None:
        return False
    is_end_tag = ord(text[start]) == states.SOLIDUS
    if is_end_tag:
        start += 1
        if start >= end:
            return False
    if not states.is_letter(ord(text[start])):
        return False
    position = scan_name(text, start, end)
    if position == end or ord(text[position]) == states.EQUALS:
        return False
    tag = Tag(ascii_lowercase(text[start:position]))
    if ord(text[position]) != states.GREATER_THAN:
        position = -1 if is_end_tag else scan_attributes(text, position, end, tag)
        if position < 0:
            return False
    stream.position = position + 1
    t.emit_tag(tag, is_end_tag)
    return True


def scan_name(text: str, position: int, end: int) -> int:
    """Where a name ends; at the end of the text also when there is something unusual in it."""
    while position < end:
        code = ord(text[position])
        if code <= states.GREATER_THAN:
            if states.is_blank(code) or code == states.SOLIDUS or code >= states.EQUALS:
                return position
            if code == states.NULL or code == states.LESS_THAN:
                return end
            if code == states.QUOTATION_MARK or code == states.APOSTROPHE:
                return end
        position += 1
    return end


def skip_blanks(text: str, position: int, end: int) -> int:
    """Where the blanks end."""
    while position < end and states.is_blank(ord(text[position])):
        position += 1
    return position


def scan_attributes(text: str, position: int, end: int, tag: Tag) -> int:
    """Read the attributes; where the tag's greater-than sign is, or -1."""
    while True:
        position = skip_blanks(text, position, end)
        if position >= end:
            return -1
        code = ord(text[position])
        if code == states.GREATER_THAN:
            return position
        if code == states.SOLIDUS:
            position += 1
            if position >= end or ord(text[position]) != states.GREATER_THAN:
                return -1
            tag.self_closing = True
            return position
        start = position
        position = scan_name(text, start, end)
        if position in (start, end):
            return -1
        name = ascii_lowercase(text[start:position])
        if name in tag.names or len(tag.names) == MOST_ATTRIBUTES:
            return -1
        position = skip_blanks(text, position, end)
        value = ""
        if position < end and ord(text[position]) == states.EQUALS:
            start = skip_blanks(text, position + 1, end)
            if start >= end:
                return -1
            code = ord(text[start])
            if code == states.QUOTATION_MARK or code == states.APOSTROPHE:
                start += 1
                position = text.find('"' if code == states.QUOTATION_MARK else "'", start)
                if position < 0:
                    return -1
                value = text[start:position]
                position += 1
                if not ends_quoted_value(text, position, end):
                    return -1
            else:
                position = scan_unquoted_value(text, start, end)
                if position < 0:
                    return -1
                value = text[start:position]
            if "\0" in value:
                return -1
            if "&" in value:
                value = decode_attribute(value)
        if tag.names:
            tag.names.append(name)
            tag.values.append(value)
        else:
            tag.names = [name]
            tag.values = [value]


def ends_quoted_value(text: str, position: int, end: int) -> bool:
    """Whether what follows a closing quotation mark may follow it."""
    if position >= end:
        return False
    code = ord(text[position])
    return states.is_blank(code) or code == states.SOLIDUS or code == states.GREATER_THAN


def scan_unquoted_value(text: str, start: int, end: int) -> int:
    """Where the value ends, or -1."""
    position = start
    while position < end:
        code = ord(text[position])
        if states.is_blank(code) or code == states.GREATER_THAN:
            return position if position > start else -1
        if (
            code == states.QUOTATION_MARK
            or code == states.APOSTROPHE
            or code == states.LESS_THAN
            or code == states.EQUALS
            or code == states.GRAVE_ACCENT
        ):
            return -1
        position += 1
    return -1
