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


def read_escaped(t: "Tokenizer", text_state: int, dash_state: int) -> None:
    """Emit the text before the next dash or less-than sign."""
    t.emit_until(t.stream.find_either(states.HYPHEN, states.LESS_THAN))
    if not read_sign(t, text_state, dash_state) and t.at_end:
        t.error("eof-in-script-html-comment-like-text")
        t.emit_end_of_file()


def read_sign(t: "Tokenizer", text_state: int, dash_state: int) -> bool:
    """A dash or less-than sign, in escaped or double escaped text; whether there is one."""
    code = t.peek()
    if code == states.HYPHEN:
        t.emit_text("-")
        t.go(dash_state)
    elif code != states.LESS_THAN:
        return False
    elif text_state == states.SCRIPT_ESCAPED:
        t.go(states.SCRIPT_ESCAPED_LESS_THAN)
    else:
        t.emit_text("<")
        t.go(states.SCRIPT_DOUBLE_ESCAPED_LESS_THAN)
    return True


def read_after_dash(t: "Tokenizer", text_state: int, dash_dash_state: int) -> None:
    """What the states after one dash have in common."""
    if not read_sign(t, text_state, dash_dash_state):
        t.state = text_state


def read_after_dashes(t: "Tokenizer", text_state: int, dash_dash_state: int) -> None:
    """What the states after two or more dashes have in common."""
    if t.peek() == states.GREATER_THAN:
        t.emit_text(">")
        t.go(states.SCRIPT_DATA)
    else:
        read_after_dash(t, text_state, dash_dash_state)


def escaped_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#script-data-escaped-state"""
    read_escaped(t, states.SCRIPT_ESCAPED, states.SCRIPT_ESCAPED_DASH)


def escaped_dash_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#script-data-escaped-dash-state"""
    read_after_dash(t, states.SCRIPT_ESCAPED, states.SCRIPT_ESCAPED_DASH_DASH)


def escaped_dash_dash_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#script-data-escaped-dash-dash-state"""
    read_after_dashes(t, states.SCRIPT_ESCAPED, states.SCRIPT_ESCAPED_DASH_DASH)


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
    read_escaped(t, states.SCRIPT_DOUBLE_ESCAPED, states.SCRIPT_DOUBLE_ESCAPED_DASH)


def double_escaped_dash_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#script-data-double-escaped-dash-state"""
    read_after_dash(t, states.SCRIPT_DOUBLE_ESCAPED, states.SCRIPT_DOUBLE_ESCAPED_DASH_DASH)


def double_escaped_dash_dash_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#script-data-double-escaped-dash-dash-state"""
    read_after_dashes(t, states.SCRIPT_DOUBLE_ESCAPED, states.SCRIPT_DOUBLE_ESCAPED_DASH_DASH)


def double_escaped_less_than_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#script-data-double-escaped-less-than-sign-state"""
    if t.peek() == states.SOLIDUS:
        t.temporary = ""
        t.emit_text("/")
        t.go(states.SCRIPT_DOUBLE_ESCAPE_END)
    else:
        t.state = states.SCRIPT_DOUBLE_ESCAPED
