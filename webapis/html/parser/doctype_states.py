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


def close_early(t: "Tokenizer", code: str) -> None:
    """The same where something is missing."""
    t.error(code)
    t.current_doctype.force_quirks = True
    close_doctype(t)


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
        close_early(t, "missing-doctype-name")
    elif code == states.EOF:
        end_of_file_in_doctype(t)
    else:
        t.buffer.clear()
        t.state = states.DOCTYPE_NAME


def doctype_name_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#doctype-name-state"""
    stream = t.stream
    position = stream.position
    while position < stream.end:
        code = ord(stream.text[position])
        if states.is_blank(code) or code == states.GREATER_THAN:
            break
        position += 1
    t.buffer.append(ascii_lowercase(t.take_until(position)))
    code = t.peek()
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


def after_keyword(t: "Tokenizer", kind: str, before_identifier: int, identifier: int) -> None:
    """What the states after the two keywords have in common."""
    code = t.peek()
    if states.is_blank(code):
        t.go(before_identifier)
        return
    if is_quote(code):
        t.error(f"missing-whitespace-after-doctype-{kind}-keyword")
    expect_identifier(t, code, kind, identifier)


def after_doctype_public_keyword_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#after-doctype-public-keyword-state"""
    after_keyword(t, "public", states.BEFORE_DOCTYPE_PUBLIC_IDENTIFIER, states.DOCTYPE_PUBLIC_IDENTIFIER)


def after_doctype_system_keyword_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#after-doctype-system-keyword-state"""
    after_keyword(t, "system", states.BEFORE_DOCTYPE_SYSTEM_IDENTIFIER, states.DOCTYPE_SYSTEM_IDENTIFIER)


def before_identifier(t: "Tokenizer", kind: str, identifier: int) -> None:
    """What the states before the two identifiers have in common."""
    code = t.peek()
    if states.is_blank(code):
        t.advance()
    else:
        expect_identifier(t, code, kind, identifier)


def before_doctype_public_identifier_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#before-doctype-public-identifier-state"""
    before_identifier(t, "public", states.DOCTYPE_PUBLIC_IDENTIFIER)


def before_doctype_system_identifier_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#before-doctype-system-identifier-state"""
    before_identifier(t, "system", states.DOCTYPE_SYSTEM_IDENTIFIER)


def expect_identifier(t: "Tokenizer", code: int, kind: str, state: int) -> None:
    """An identifier has to start here."""
    if is_quote(code):
        start_identifier(t, code, state)
    elif code == states.GREATER_THAN:
        close_early(t, f"missing-doctype-{kind}-identifier")
    elif code == states.EOF:
        end_of_file_in_doctype(t)
    else:
        make_bogus(t, f"missing-quote-before-doctype-{kind}-identifier")


def doctype_identifier_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#doctype-public-identifier-(double-quoted)-state and its like"""
    t.buffer_until(t.stream.find_either(t.quote, states.GREATER_THAN))
    code = t.peek()
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
        close_early(t, f"abrupt-doctype-{'public' if is_public else 'system'}-identifier")
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
    t.take_until(t.stream.find(">"))
    if t.peek() == states.GREATER_THAN:
        close_doctype(t)
    elif t.at_end:
        t.emit_doctype()
        t.emit_end_of_file()
