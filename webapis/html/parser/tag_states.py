"""States inside of tags: https://html.spec.whatwg.org/#tag-open-state to #self-closing-start-tag-state"""

from typing import TYPE_CHECKING

from webapis.html.parser import states
from webapis.infra.ascii import ascii_lowercase

if TYPE_CHECKING:
    from webapis.html.parser.tokenizer import Tokenizer


def tag_open_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#tag-open-state"""
    code = t.peek()
    if states.is_letter(code):
        t.start_tag_token(False)
        t.state = states.TAG_NAME
    elif code == states.SOLIDUS:
        t.go(states.END_TAG_OPEN)
    elif code == states.EXCLAMATION_MARK:
        t.go(states.MARKUP_DECLARATION_OPEN)
    elif code == states.QUESTION_MARK:
        t.error("unexpected-question-mark-instead-of-tag-name")
        t.buffer.clear()
        t.state = states.BOGUS_COMMENT
    elif code == states.EOF:
        t.error("eof-before-tag-name")
        t.emit_text("<")
        t.emit_end_of_file()
    else:
        t.error("invalid-first-character-of-tag-name")
        t.emit_text("<")
        t.state = states.DATA


def end_tag_open_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#end-tag-open-state"""
    code = t.peek()
    if states.is_letter(code):
        t.start_tag_token(True)
        t.state = states.TAG_NAME
    elif code == states.GREATER_THAN:
        t.error("missing-end-tag-name")
        t.go(states.DATA)
    elif code == states.EOF:
        t.error("eof-before-tag-name")
        t.emit_text("</")
        t.emit_end_of_file()
    else:
        t.error("invalid-first-character-of-tag-name")
        t.buffer.clear()
        t.state = states.BOGUS_COMMENT


def collect_name(t: "Tokenizer", in_attribute: bool) -> int:
    """Read on in a name and return the character that ends it, or EOF when there are no more for now."""
    stream = t.stream
    text = stream.text
    position = stream.position
    while position < stream.end:
        code = ord(text[position])
        if states.is_blank(code) or code == states.SOLIDUS or code == states.GREATER_THAN:
            break
        if in_attribute and code == states.EQUALS:
            break
        position += 1
    if position > stream.position:
        t.buffer.append(ascii_lowercase(t.take_until(position)))
    return t.peek()


def end_of_file_in_tag(t: "Tokenizer") -> None:
    """What every state here does at EOF."""
    t.error("eof-in-tag")
    t.emit_end_of_file()


def read_after_name(t: "Tokenizer", code: int) -> bool:
    """What may follow a tag's name, or a value in quotation marks; whether it does."""
    if states.is_blank(code):
        t.go(states.BEFORE_ATTRIBUTE_NAME)
    elif code == states.SOLIDUS:
        t.go(states.SELF_CLOSING_START_TAG)
    elif code == states.GREATER_THAN:
        t.emit_current_tag()
    else:
        return False
    return True


def tag_name_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#tag-name-state"""
    code = collect_name(t, False)
    if code != states.EOF:
        t.tag.name = t.take_buffer()
        read_after_name(t, code)
    elif t.at_end:
        end_of_file_in_tag(t)


def before_attribute_name_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#before-attribute-name-state"""
    code = t.peek()
    if states.is_blank(code):
        t.advance()
    elif code == states.SOLIDUS or code == states.GREATER_THAN or code == states.EOF:
        t.state = states.AFTER_ATTRIBUTE_NAME
    else:
        t.commit_attribute()
        t.state = states.ATTRIBUTE_NAME
        if code == states.EQUALS:
            t.error("unexpected-equals-sign-before-attribute-name")
            t.buffer.append("=")
            t.advance()


def attribute_name_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#attribute-name-state"""
    stream = t.stream
    start = stream.position
    code = collect_name(t, True)
    if t.errors is not None:
        for index in range(start, stream.position):
            if stream.text[index] in "\"'<":
                t.errors.add("unexpected-character-in-attribute-name", stream.consumed + index)
    if code == states.EOF and not t.at_end:
        return
    t.end_attribute_name()
    if code == states.EQUALS:
        t.go(states.BEFORE_ATTRIBUTE_VALUE)
    else:
        t.state = states.AFTER_ATTRIBUTE_NAME


def after_attribute_name_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#after-attribute-name-state"""
    code = t.peek()
    if states.is_blank(code):
        t.advance()
    elif code == states.SOLIDUS:
        t.go(states.SELF_CLOSING_START_TAG)
    elif code == states.EQUALS:
        t.go(states.BEFORE_ATTRIBUTE_VALUE)
    elif code == states.GREATER_THAN:
        t.emit_current_tag()
    elif code == states.EOF:
        end_of_file_in_tag(t)
    else:
        t.commit_attribute()
        t.state = states.ATTRIBUTE_NAME


def before_attribute_value_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#before-attribute-value-state"""
    code = t.peek()
    if states.is_blank(code):
        t.advance()
    elif code == states.QUOTATION_MARK:
        t.quote = code
        t.go(states.ATTRIBUTE_VALUE_DOUBLE_QUOTED)
    elif code == states.APOSTROPHE:
        t.quote = code
        t.go(states.ATTRIBUTE_VALUE_SINGLE_QUOTED)
    elif code == states.GREATER_THAN:
        t.error("missing-attribute-value")
        t.emit_current_tag()
    else:
        t.state = states.ATTRIBUTE_VALUE_UNQUOTED


def attribute_value_quoted_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#attribute-value-(double-quoted)-state and the single-quoted one"""
    t.buffer_until(t.stream.find_either(t.quote, states.AMPERSAND))
    code = t.peek()
    if not end_of_piece(t, code):
        t.go(states.AFTER_ATTRIBUTE_VALUE_QUOTED)


def end_of_piece(t: "Tokenizer", code: int) -> bool:
    """A value is interrupted by a reference, or by EOF; whether it is."""
    if code == states.AMPERSAND:
        t.text_state = t.state
        t.state = states.CHARACTER_REFERENCE
    elif code != states.EOF:
        return False
    elif t.at_end:
        end_of_file_in_tag(t)
    return True


def attribute_value_unquoted_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#attribute-value-(unquoted)-state"""
    stream = t.stream
    text = stream.text
    position = stream.position
    while position < stream.end:
        code = ord(text[position])
        if states.is_blank(code) or code == states.AMPERSAND or code == states.GREATER_THAN:
            break
        if t.errors is not None and text[position] in "\"'<=`":
            t.errors.add("unexpected-character-in-unquoted-attribute-value", stream.consumed + position)
        position += 1
    t.buffer_until(position)
    code = t.peek()
    if not end_of_piece(t, code):
        read_after_name(t, code)


def after_attribute_value_quoted_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#after-attribute-value-(quoted)-state"""
    code = t.peek()
    if code == states.EOF:
        end_of_file_in_tag(t)
    elif not read_after_name(t, code):
        t.error("missing-whitespace-between-attributes")
        t.state = states.BEFORE_ATTRIBUTE_NAME


def self_closing_start_tag_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#self-closing-start-tag-state"""
    code = t.peek()
    if code == states.GREATER_THAN:
        t.tag.self_closing = True
        t.emit_current_tag()
    elif code == states.EOF:
        end_of_file_in_tag(t)
    else:
        t.error("unexpected-solidus-in-tag")
        t.state = states.BEFORE_ATTRIBUTE_NAME
