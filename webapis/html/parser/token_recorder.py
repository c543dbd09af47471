"""Tokens as data, for the tokenizer's tests: https://html.spec.whatwg.org/#tokenization without a tree construction"""

from typing import final

from webapis.html.parser.input_stream import InputStream
from webapis.html.parser.parse_errors import ParseError, ParseErrors
from webapis.html.parser.tokenizer import Tokenizer
from webapis.html.parser.tokens import Doctype, Tag, TokenSink


@final
class TokenRecorder(TokenSink):
    """Keeps what it is given; characters in a row are one token."""

    def __init__(self) -> None:
        self.tokens: list[list[object]] = []
        self.text: list[str] = []

    def add(self, *parts: object) -> None:
        """A token after the characters before it."""
        if self.text:
            self.tokens.append(["Character", "".join(self.text)])
            self.text.clear()
        if parts:
            self.tokens.append(list(parts))

    def start_tag(self, tag: Tag) -> None:
        attributes = dict(zip(tag.names, tag.values))
        if tag.self_closing:
            self.add("StartTag", tag.name, attributes, True)
        else:
            self.add("StartTag", tag.name, attributes)

    def end_tag(self, tag: Tag) -> None:
        self.add("EndTag", tag.name)

    def characters(self, data: str) -> None:
        self.text.append(data)

    def comment(self, data: str) -> None:
        self.add("Comment", data)

    def doctype(self, doctype: Doctype) -> None:
        self.add("DOCTYPE", doctype.name, doctype.public_id, doctype.system_id, not doctype.force_quirks)

    def end_of_file(self) -> None:
        self.add()

    def is_in_foreign_content(self) -> bool:
        return False


def tokenize(pieces: list[str], state: int, last_start_tag: str) -> tuple[list[list[object]], list[ParseError]]:
    """The tokens and parse errors of a text that comes in pieces."""
    recorder = TokenRecorder()
    stream = InputStream()
    tokenizer = Tokenizer(recorder, stream)
    tokenizer.errors = ParseErrors()
    tokenizer.state = state
    tokenizer.last_start_tag = last_start_tag
    for piece in pieces:
        stream.append(piece)
        tokenizer.run()
    stream.closed = True
    tokenizer.run()
    return recorder.tokens, tokenizer.errors.listed()
