"""States inside of comments: https://html.spec.whatwg.org/#bogus-comment-state to #comment-end-bang-state"""

from typing import TYPE_CHECKING

from webapis.html.parser import states
from webapis.infra.ascii import ascii_lowercase

if TYPE_CHECKING:
    from webapis.html.parser.tokenizer import Tokenizer


def bogus_comment_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#bogus-comment-state"""
    t.buffer_until(t.stream.find(">"))
    if t.peek() == states.GREATER_THAN:
        close_comment(t)
    elif t.at_end:
        t.emit_comment()
        t.emit_end_of_file()


def markup_declaration_open_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#markup-declaration-open-state"""
    stream = t.stream
    word = stream.text[stream.position : stream.position + 7]
    t.buffer.clear()
    if word.startswith("--"):
        stream.position += 2
        t.state = states.COMMENT_START
    elif ascii_lowercase(word) == "doctype":
        stream.position += 7
        t.state = states.DOCTYPE
    elif word == "[CDATA[":
        stream.position += 7
        # Characters that stand in no foreign content are a comment.
        t.flush_text()
        if t.sink.is_in_foreign_content():
            t.state = states.CDATA_SECTION
        else:
            t.error("cdata-in-html-content", -1)
            t.buffer.append(word)
            t.state = states.BOGUS_COMMENT
    elif not t.at_end and is_beginning(word):
        t.waiting = True
    else:
        t.error("incorrectly-opened-comment")
        t.state = states.BOGUS_COMMENT


def is_beginning(word: str) -> bool:
    """Whether more characters may yet make a word that opens something of it."""
    return "--".startswith(word) or "doctype".startswith(ascii_lowercase(word)) or "[CDATA[".startswith(word)


def end_of_file_in_comment(t: "Tokenizer") -> None:
    """What the states here do at EOF."""
    t.error("eof-in-comment")
    t.emit_comment()
    t.emit_end_of_file()


def close_comment(t: "Tokenizer") -> None:
    """The greater-than sign that ends it."""
    t.go(states.DATA)
    t.emit_comment()


def resume_comment(t: "Tokenizer", code: int, read: str) -> None:
    """What the states after dashes do with any other character: the dashes did not end the comment."""
    if code == states.EOF:
        end_of_file_in_comment(t)
    else:
        t.buffer.append(read)
        t.state = states.COMMENT


def comment_start_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#comment-start-state"""
    code = t.peek()
    if code == states.HYPHEN:
        t.go(states.COMMENT_START_DASH)
    elif code == states.GREATER_THAN:
        t.error("abrupt-closing-of-empty-comment")
        close_comment(t)
    else:
        t.state = states.COMMENT


def comment_start_dash_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#comment-start-dash-state"""
    code = t.peek()
    if code == states.HYPHEN:
        t.go(states.COMMENT_END)
    elif code == states.GREATER_THAN:
        t.error("abrupt-closing-of-empty-comment")
        close_comment(t)
    else:
        resume_comment(t, code, "-")


def comment_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#comment-state"""
    t.buffer_until(t.stream.find_either(states.HYPHEN, states.LESS_THAN))
    code = t.peek()
    if code == states.HYPHEN:
        t.go(states.COMMENT_END_DASH)
    elif code == states.LESS_THAN:
        t.buffer.append("<")
        t.go(states.COMMENT_LESS_THAN)
    elif t.at_end:
        end_of_file_in_comment(t)


def comment_less_than_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#comment-less-than-sign-state"""
    code = t.peek()
    if code == states.EXCLAMATION_MARK:
        t.buffer.append("!")
        t.go(states.COMMENT_LESS_THAN_BANG)
    elif code == states.LESS_THAN:
        t.buffer.append("<")
        t.advance()
    else:
        t.state = states.COMMENT


def comment_less_than_bang_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#comment-less-than-sign-bang-state"""
    if t.peek() == states.HYPHEN:
        t.go(states.COMMENT_LESS_THAN_BANG_DASH)
    else:
        t.state = states.COMMENT


def comment_less_than_bang_dash_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#comment-less-than-sign-bang-dash-state"""
    if t.peek() == states.HYPHEN:
        t.go(states.COMMENT_LESS_THAN_BANG_DASH_DASH)
    else:
        t.state = states.COMMENT_END_DASH


def comment_less_than_bang_dash_dash_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#comment-less-than-sign-bang-dash-dash-state"""
    if t.peek() not in (states.GREATER_THAN, states.EOF):
        t.error("nested-comment")
    t.state = states.COMMENT_END


def comment_end_dash_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#comment-end-dash-state"""
    code = t.peek()
    if code == states.HYPHEN:
        t.go(states.COMMENT_END)
    else:
        resume_comment(t, code, "-")


def comment_end_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#comment-end-state"""
    code = t.peek()
    if code == states.GREATER_THAN:
        close_comment(t)
    elif code == states.EXCLAMATION_MARK:
        t.go(states.COMMENT_END_BANG)
    elif code == states.HYPHEN:
        t.buffer.append("-")
        t.advance()
    else:
        resume_comment(t, code, "--")


def comment_end_bang_state(t: "Tokenizer") -> None:
    """https://html.spec.whatwg.org/#comment-end-bang-state"""
    code = t.peek()
    if code == states.HYPHEN:
        t.buffer.append("--!")
        t.go(states.COMMENT_END_DASH)
    elif code == states.GREATER_THAN:
        t.error("incorrectly-closed-comment")
        close_comment(t)
    else:
        resume_comment(t, code, "--!")
