"""States in which text is read, RCDATA, RAWTEXT and CDATA sections included: https://html.spec.whatwg.org/#data-state and after"""

from typing import TYPE_CHECKING, Final

from jsengine._kernel import poll
from webapis.html.parser import states
from webapis.html.parser.references import match_reference, shortened_numeric
from webapis.html.parser.tag_scanner import scan_tag
from webapis.html.parser.tag_states import read_after_name

if TYPE_CHECKING:
    from webapis.html.parser.tokenizer import Tokenizer

# No named reference is as long.
LONG_REFERENCE: Final = 64


def data_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#data-state"""
    stream = t.stream
    # OPTIMIZATION: as long as tags have nothing unusual, no other state is needed.
    tags = 0
    while t.state == states.DATA and not t.halted:
        tags += 1
        if not tags & 63:
            poll()
        code = read_text(t, states.DATA)
        if code == states.EOF:
            if t.at_end:
                t.emit_end_of_file()
            return
        if code == states.AMPERSAND:
            t.text_state = states.DATA
            t.state = states.CHARACTER_REFERENCE
            return
        if not scan_tag(t):
            stream.position += 1
            t.state = states.TAG_OPEN
            return


def read_text(t: "Tokenizer", state: int) -> int:
    """Emit the text before the next less-than sign or ampersand, and return that character."""
    stream = t.stream
    start = stream.position
    position = stream.find_either(states.LESS_THAN, states.AMPERSAND)
    if state != states.DATA:
        t.emit_until(position)
    elif position > start:
        # Here U+0000 stays.
        piece = stream.text[start:position]
        t.null_errors(start, piece)
        stream.position = position
        t.emit_text(piece)
    return t.peek()


def rcdata_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#rcdata-state"""
    code = read_text(t, states.RCDATA)
    if code == states.EOF:
        if t.at_end:
            t.emit_end_of_file()
        return
    t.text_state = states.RCDATA
    if code == states.AMPERSAND:
        t.state = states.CHARACTER_REFERENCE
    else:
        t.go(states.TEXT_LESS_THAN)


def rawtext_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#rawtext-state"""
    read_raw_text(t, states.RAWTEXT)


def script_data_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#script-data-state"""
    read_raw_text(t, states.SCRIPT_DATA)


def read_raw_text(t: "Tokenizer", state: int) -> None:
    """What RAWTEXT and script data have in common."""
    t.emit_until(t.stream.find("<"))
    if t.peek() == states.LESS_THAN:
        t.text_state = state
        t.go(states.TEXT_LESS_THAN)
    elif t.at_end:
        t.emit_end_of_file()


def plaintext_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#plaintext-state"""
    t.emit_until(t.stream.end)
    if t.at_end:
        t.emit_end_of_file()


# The end tags of RCDATA, RAWTEXT, script data and escaped script data.


def text_less_than_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#rcdata-less-than-sign-state and its like"""
    code = t.peek()
    if code == states.SOLIDUS:
        t.temporary = ""
        t.go(states.TEXT_END_TAG_OPEN)
    elif code == states.EXCLAMATION_MARK and t.text_state == states.SCRIPT_DATA:
        t.emit_text("<!")
        t.go(states.SCRIPT_ESCAPE_START)
    else:
        t.emit_text("<")
        t.state = t.text_state


def text_end_tag_open_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#rcdata-end-tag-open-state and its like"""
    if states.is_letter(t.peek()):
        t.state = states.TEXT_END_TAG_NAME
    else:
        t.emit_text("</")
        t.state = t.text_state


def text_end_tag_name_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#rcdata-end-tag-name-state and its like; the name is in the temporary buffer"""
    stream = t.stream
    start = stream.position
    code = t.peek()
    while states.is_letter(code):
        stream.position += 1
        code = t.peek()
    if stream.position > start:
        t.temporary += stream.text[start : stream.position]
    if code == states.EOF and not t.at_end:
        return
    if t.is_appropriate_end_tag():
        t.start_tag_token(True)
        t.tag.name = t.last_start_tag
        if read_after_name(t, code):
            return
    t.emit_text("</" + t.temporary)
    t.state = t.text_state


# CDATA sections.


def cdata_section_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#cdata-section-state"""
    stream = t.stream
    start = stream.position
    found = stream.text.find("]", start)
    position = stream.end if found < 0 else found
    if position > start:
        t.emit_text(stream.text[start:position])
        stream.position = position
    if found >= 0:
        t.go(states.CDATA_SECTION_BRACKET)
    elif t.at_end:
        t.error("eof-in-cdata")
        t.emit_end_of_file()


def cdata_section_bracket_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#cdata-section-bracket-state"""
    if t.peek() == states.RIGHT_BRACKET:
        t.go(states.CDATA_SECTION_END)
    else:
        t.emit_text("]")
        t.state = states.CDATA_SECTION


def cdata_section_end_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#cdata-section-end-state"""
    code = t.peek()
    if code == states.RIGHT_BRACKET:
        t.emit_text("]")
        t.advance()
    elif code == states.GREATER_THAN:
        t.go(states.DATA)
    else:
        t.emit_text("]]")
        t.state = states.CDATA_SECTION


# Character references.


def character_reference_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#character-reference-state; the ampersand is the current input character"""
    stream = t.stream
    in_attribute = t.text_state not in (states.DATA, states.RCDATA)
    reference = match_reference(stream.text, stream.position, in_attribute, t.at_end)
    if reference is None:
        t.waiting = True
        if stream.end - stream.position > LONG_REFERENCE:
            stream.shorten(shortened_numeric(stream.text[stream.position :]))
        return
    if t.errors is not None:
        for code, position in reference.errors:
            t.errors.add(code, stream.consumed + position)
    stream.position = reference.end
    if in_attribute:
        t.buffer.append(reference.characters)
    else:
        t.emit_text(reference.characters)
    t.state = t.text_state
