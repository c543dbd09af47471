"""States inside of DOCTYPEs: https://html.spec.whatwg.org/#doctype-state to #bogus-doctype-state"""

from typing import TYPE_CHECKING

from webapis.html.parser import states, tokens
from webapis.infra.ascii import ascii_lowercase

if TYPE_CHECKING:
    from webapis.html.parser.tokenizer import Tokenizer


def end_of_file_in_doctype(t: "Tokenizer") -> None:
    """What the states here do at EOF."""
    t.error("eof-in-doctype")
    t.current_doctype.force_quirks = True
    t.emit_doctype()
    t.emit_end_of_file()


def close_doctype(t: "Tokenizer") -> None:
    """The greater-than sign that ends it."""
    t.go(states.DATA)
    t.emit_doctype()


def make_bogus(t: "Tokenizer", code: str) -> None:
    """An error after which the rest says nothing."""
    t.error(code)
    t.current_doctype.force_quirks = True
    t.state = states.BOGUS_DOCTYPE


def doctype_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#doctype-state"""
    t.current_doctype = tokens.Doctype()
    code = t.peek()
    if states.is_blank(code):
        t.go(states.BEFORE_DOCTYPE_NAME)
    elif code == states.EOF:
        end_of_file_in_doctype(t)
    else:
        if code != states.GREATER_THAN:
            t.error("missing-whitespace-before-doctype-name")
        t.state = states.BEFORE_DOCTYPE_NAME


def before_doctype_name_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#before-doctype-name-state"""
    code = t.peek()
    if states.is_blank(code):
        t.advance()
    elif code == states.GREATER_THAN:
        t.error("missing-doctype-name")
        t.current_doctype.force_quirks = True
        close_doctype(t)
    elif code == states.EOF:
        end_of_file_in_doctype(t)
    else:
        t.buffer.clear()
        t.state = states.DOCTYPE_NAME


def doctype_name_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#doctype-name-state"""
    stream = t.stream
    start = stream.position
    code = t.peek()
    while not states.is_blank(code) and code != states.GREATER_THAN and code != states.EOF:
        stream.position += 1
        code = t.peek()
    if stream.position > start:
        t.buffer.append(ascii_lowercase(t.replace_nulls(start, stream.text[start : stream.position])))
    if code == states.EOF and not t.at_end:
        return
    t.current_doctype.name = t.take_buffer()
    if code == states.GREATER_THAN:
        close_doctype(t)
    elif code == states.EOF:
        end_of_file_in_doctype(t)
    else:
        t.go(states.AFTER_DOCTYPE_NAME)


def after_doctype_name_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#after-doctype-name-state"""
    code = t.peek()
    if states.is_blank(code):
        t.advance()
    elif code == states.GREATER_THAN:
        close_doctype(t)
    elif code == states.EOF:
        end_of_file_in_doctype(t)
    else:
        after_doctype_name(t)


def after_doctype_name(t: "Tokenizer") -> None:
    """The keyword."""
    stream = t.stream
    word = ascii_lowercase(stream.text[stream.position : stream.position + 6])
    if word == "public":
        stream.position += 6
        t.state = states.AFTER_DOCTYPE_PUBLIC_KEYWORD
    elif word == "system":
        stream.position += 6
        t.state = states.AFTER_DOCTYPE_SYSTEM_KEYWORD
    elif not t.at_end and ("public".startswith(word) or "system".startswith(word)):
        t.waiting = True
    else:
        make_bogus(t, "invalid-character-sequence-after-doctype-name")


def start_identifier(t: "Tokenizer", code: int, state: int) -> None:
    """A quotation mark."""
    t.quote = code
    t.buffer.clear()
    t.go(state)


def is_quote(code: int) -> bool:
    """Whether it opens an identifier."""
    return code == states.QUOTATION_MARK or code == states.APOSTROPHE


def after_doctype_public_keyword_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#after-doctype-public-keyword-state"""
    code = t.peek()
    if states.is_blank(code):
        t.go(states.BEFORE_DOCTYPE_PUBLIC_IDENTIFIER)
        return
    if is_quote(code):
        t.error("missing-whitespace-after-doctype-public-keyword")
    expect_identifier(t, code, "public", states.DOCTYPE_PUBLIC_IDENTIFIER)


def before_doctype_public_identifier_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#before-doctype-public-identifier-state"""
    code = t.peek()
    if states.is_blank(code):
        t.advance()
    else:
        expect_identifier(t, code, "public", states.DOCTYPE_PUBLIC_IDENTIFIER)


def expect_identifier(t: "Tokenizer", code: int, kind: str, state: int) -> None:
    """An identifier has to start here."""
    if is_quote(code):
        start_identifier(t, code, state)
    elif code == states.GREATER_THAN:
        t.error(f"missing-doctype-{kind}-identifier")
        t.current_doctype.force_quirks = True
        close_doctype(t)
    elif code == states.EOF:
        end_of_file_in_doctype(t)
    else:
        make_bogus(t, f"missing-quote-before-doctype-{kind}-identifier")


def doctype_identifier_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#doctype-public-identifier-(double-quoted)-state and its like"""
    stream = t.stream
    start = stream.position
    code = t.peek()
    while code != t.quote and code != states.GREATER_THAN and code != states.EOF:
        stream.position += 1
        code = t.peek()
    if stream.position > start:
        t.buffer.append(t.replace_nulls(start, stream.text[start : stream.position]))
    if code == states.EOF and not t.at_end:
        return
    is_public = t.state == states.DOCTYPE_PUBLIC_IDENTIFIER
    if is_public:
        t.current_doctype.public_id = t.take_buffer()
    else:
        t.current_doctype.system_id = t.take_buffer()
    if code == t.quote:
        t.go(states.AFTER_DOCTYPE_PUBLIC_IDENTIFIER if is_public else states.AFTER_DOCTYPE_SYSTEM_IDENTIFIER)
    elif code == states.GREATER_THAN:
        t.error(f"abrupt-doctype-{'public' if is_public else 'system'}-identifier")
        t.current_doctype.force_quirks = True
        close_doctype(t)
    else:
        end_of_file_in_doctype(t)


def after_doctype_public_identifier_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#after-doctype-public-identifier-state"""
    code = t.peek()
    if states.is_blank(code):
        t.go(states.BETWEEN_DOCTYPE_IDENTIFIERS)
        return
    if is_quote(code):
        t.error("missing-whitespace-between-doctype-public-and-system-identifiers")
    maybe_system_identifier(t, code)


def between_doctype_identifiers_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#between-doctype-public-and-system-identifiers-state"""
    code = t.peek()
    if states.is_blank(code):
        t.advance()
    else:
        maybe_system_identifier(t, code)


def maybe_system_identifier(t: "Tokenizer", code: int) -> None:
    """The end, or another identifier."""
    if code == states.GREATER_THAN:
        close_doctype(t)
    else:
        expect_identifier(t, code, "system", states.DOCTYPE_SYSTEM_IDENTIFIER)


def after_doctype_system_keyword_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#after-doctype-system-keyword-state"""
    code = t.peek()
    if states.is_blank(code):
        t.go(states.BEFORE_DOCTYPE_SYSTEM_IDENTIFIER)
        return
    if is_quote(code):
        t.error("missing-whitespace-after-doctype-system-keyword")
    expect_identifier(t, code, "system", states.DOCTYPE_SYSTEM_IDENTIFIER)


def before_doctype_system_identifier_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#before-doctype-system-identifier-state"""
    code = t.peek()
    if states.is_blank(code):
        t.advance()
    else:
        expect_identifier(t, code, "system", states.DOCTYPE_SYSTEM_IDENTIFIER)


def after_doctype_system_identifier_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#after-doctype-system-identifier-state"""
    code = t.peek()
    if states.is_blank(code):
        t.advance()
    elif code == states.GREATER_THAN:
        close_doctype(t)
    elif code == states.EOF:
        end_of_file_in_doctype(t)
    else:
        # Not quirks.
        t.error("unexpected-character-after-doctype-system-identifier")
        t.state = states.BOGUS_DOCTYPE


def bogus_doctype_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#bogus-doctype-state"""
    stream = t.stream
    start = stream.position
    found = stream.text.find(">", start)
    stream.position = stream.end if found < 0 else found
    t.null_errors(start, stream.text[start : stream.position])
    if found >= 0:
        close_doctype(t)
    elif t.at_end:
        t.emit_doctype()
        t.emit_end_of_file()
