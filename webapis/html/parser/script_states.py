"""The escaped parts of scripts: https://html.spec.whatwg.org/#script-data-escape-start-state and after"""

from typing import TYPE_CHECKING

from webapis.html.parser import states
from webapis.infra.ascii import ascii_lowercase

if TYPE_CHECKING:
    from webapis.html.parser.tokenizer import Tokenizer


def escape_start_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#script-data-escape-start-state"""
    dash_or_back(t, states.SCRIPT_ESCAPE_START_DASH)


def escape_start_dash_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#script-data-escape-start-dash-state"""
    dash_or_back(t, states.SCRIPT_ESCAPED_DASH_DASH)


def dash_or_back(t: "Tokenizer", state: int) -> None:
    """A dash leads on, anything else back to script data."""
    if t.peek() == states.HYPHEN:
        t.emit_text("-")
        t.go(state)
    else:
        t.state = states.SCRIPT_DATA


def read_escaped(t: "Tokenizer") -> int:
    """Emit the text before the next dash or less-than sign, and return that character."""
    stream = t.stream
    text = stream.text
    start = stream.position
    position = start
    code = states.EOF
    while position < stream.end:
        code = ord(text[position])
        if code == states.HYPHEN or code == states.LESS_THAN:
            break
        position += 1
    else:
        code = states.EOF
    if position > start:
        t.emit_text(t.replace_nulls(start, text[start:position]))
        stream.position = position
    return code


def end_of_file_in_script(t: "Tokenizer") -> None:
    """What the escaped states do at EOF."""
    t.error("eof-in-script-html-comment-like-text")
    t.emit_end_of_file()


def escaped_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#script-data-escaped-state"""
    code = read_escaped(t)
    if code == states.HYPHEN:
        t.emit_text("-")
        t.go(states.SCRIPT_ESCAPED_DASH)
    elif code == states.LESS_THAN:
        t.go(states.SCRIPT_ESCAPED_LESS_THAN)
    elif t.at_end:
        end_of_file_in_script(t)


def escaped_dash_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#script-data-escaped-dash-state"""
    code = t.peek()
    if code == states.HYPHEN:
        t.emit_text("-")
        t.go(states.SCRIPT_ESCAPED_DASH_DASH)
    elif code == states.LESS_THAN:
        t.go(states.SCRIPT_ESCAPED_LESS_THAN)
    else:
        t.state = states.SCRIPT_ESCAPED


def escaped_dash_dash_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#script-data-escaped-dash-dash-state"""
    code = t.peek()
    if code == states.HYPHEN:
        t.emit_text("-")
        t.advance()
    elif code == states.LESS_THAN:
        t.go(states.SCRIPT_ESCAPED_LESS_THAN)
    elif code == states.GREATER_THAN:
        t.emit_text(">")
        t.go(states.SCRIPT_DATA)
    else:
        t.state = states.SCRIPT_ESCAPED


def escaped_less_than_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#script-data-escaped-less-than-sign-state"""
    code = t.peek()
    t.temporary = ""
    if code == states.SOLIDUS:
        t.text_state = states.SCRIPT_ESCAPED
        t.go(states.TEXT_END_TAG_OPEN)
        return
    t.emit_text("<")
    t.state = states.SCRIPT_DOUBLE_ESCAPE_START if states.is_letter(code) else states.SCRIPT_ESCAPED


def double_escape_start_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#script-data-double-escape-start-state"""
    read_script_word(t, states.SCRIPT_DOUBLE_ESCAPED, states.SCRIPT_ESCAPED)


def double_escape_end_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#script-data-double-escape-end-state"""
    read_script_word(t, states.SCRIPT_ESCAPED, states.SCRIPT_DOUBLE_ESCAPED)


def read_script_word(t: "Tokenizer", script_state: int, other_state: int) -> None:
    """Read on in a word; where to go depends on whether it is "script"."""
    stream = t.stream
    start = stream.position
    code = t.peek()
    while states.is_letter(code):
        stream.position += 1
        code = t.peek()
    if stream.position > start:
        word = stream.text[start : stream.position]
        t.temporary += word
        t.emit_text(word)
    if code == states.EOF and not t.at_end:
        return
    if states.is_blank(code) or code == states.SOLIDUS or code == states.GREATER_THAN:
        t.emit_text(chr(code))
        t.go(script_state if ascii_lowercase(t.temporary) == "script" else other_state)
    else:
        t.state = other_state


def double_escaped_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#script-data-double-escaped-state"""
    code = read_escaped(t)
    if code == states.HYPHEN:
        t.emit_text("-")
        t.go(states.SCRIPT_DOUBLE_ESCAPED_DASH)
    elif code == states.LESS_THAN:
        t.emit_text("<")
        t.go(states.SCRIPT_DOUBLE_ESCAPED_LESS_THAN)
    elif t.at_end:
        end_of_file_in_script(t)


def double_escaped_dash_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#script-data-double-escaped-dash-state"""
    code = t.peek()
    if code == states.HYPHEN:
        t.emit_text("-")
        t.go(states.SCRIPT_DOUBLE_ESCAPED_DASH_DASH)
    elif code == states.LESS_THAN:
        t.emit_text("<")
        t.go(states.SCRIPT_DOUBLE_ESCAPED_LESS_THAN)
    else:
        t.state = states.SCRIPT_DOUBLE_ESCAPED


def double_escaped_dash_dash_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#script-data-double-escaped-dash-dash-state"""
    code = t.peek()
    if code == states.HYPHEN:
        t.emit_text("-")
        t.advance()
    elif code == states.LESS_THAN:
        t.emit_text("<")
        t.go(states.SCRIPT_DOUBLE_ESCAPED_LESS_THAN)
    elif code == states.GREATER_THAN:
        t.emit_text(">")
        t.go(states.SCRIPT_DATA)
    else:
        t.state = states.SCRIPT_DOUBLE_ESCAPED


def double_escaped_less_than_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#script-data-double-escaped-less-than-sign-state"""
    if t.peek() == states.SOLIDUS:
        t.temporary = ""
        t.emit_text("/")
        t.go(states.SCRIPT_DOUBLE_ESCAPE_END)
    else:
        t.state = states.SCRIPT_DOUBLE_ESCAPED
