"""https://html.spec.whatwg.org/#tokenization

The states are functions in one table. Each finds the current input character (or EOF), reads a run where it can, and
sets the next state; none calls another. `tag_scanner` reads whole tags that have nothing unusual.
"""

from collections.abc import Callable
from typing import Final, final

from jsengine._kernel import poll
from webapis.html.parser import comment_states, doctype_states, script_states, states, tag_states, text_states
from webapis.html.parser.input_stream import InputStream
from webapis.html.parser.parse_errors import ParseErrors
from webapis.html.parser.tokens import Doctype, Tag, TokenSink
from webapis.infra.ascii import ascii_lowercase

# From this many attributes on, their names are looked up in a set.
MANY_ATTRIBUTES: Final = 16


@final
class Tokenizer:
    """https://html.spec.whatwg.org/#tokenization, over a stream that may run dry at any character."""

    state: int
    text_state: int
    """The state in which the text around a less-than sign or a reference is."""
    halted: bool
    """Set by the sink when nothing may be read for now."""
    at_end: bool
    """The stream has no more characters and gets none."""
    waiting: bool
    """What is left says nothing without more characters."""

    def __init__(self, sink: TokenSink, stream: InputStream) -> None:
        self.sink = sink
        self.stream = stream
        self.errors: ParseErrors | None = None
        self.state = states.DATA
        self.text_state = states.DATA
        self.halted = False
        self.at_end = False
        self.waiting = False
        self.finished = False
        self.text: list[str] = []
        # The current tag.
        self.tag = Tag("")
        self.is_end_tag = False
        self.last_start_tag = ""
        self.attribute_name: str | None = None
        self.attribute_names: set[str] | None = None
        self.quote = states.QUOTATION_MARK
        # The current name, value or data; and https://html.spec.whatwg.org/#temporary-buffer
        self.buffer: list[str] = []
        self.temporary = ""
        self.current_doctype = Doctype()

    def run(self) -> None:
        """Read until the sink halts, the stream runs dry, or the end."""
        self.halted = self.finished
        stream = self.stream
        steps = 0
        while not self.halted:
            steps += 1
            if not steps & 63:
                poll()
            if stream.position == stream.end or self.waiting:
                if self.refill():
                    self.waiting = False
                elif stream.is_at_end():
                    self.at_end = True
                    self.waiting = False
                else:
                    break
            STATES[self.state](self)
        self.flush_text()

    def refill(self) -> bool:
        """More text, if there is any."""
        if not self.stream.refill():
            return False
        if self.errors is not None:
            self.errors.read(self.stream.text, self.stream.consumed)
        return True

    # Reading.

    def peek(self) -> int:
        """The current input character."""
        stream = self.stream
        return ord(stream.text[stream.position]) if stream.position < stream.end else states.EOF

    def advance(self) -> None:
        """Consume the current input character, which is not EOF."""
        self.stream.position += 1

    def go(self, state: int) -> None:
        """Consume the current input character, unless it is EOF, and switch."""
        if self.stream.position < self.stream.end:
            self.stream.position += 1
        self.state = state

    def error(self, code: str, ahead: int = 0) -> None:
        """A parse error at the current input character, or so many characters after it."""
        if self.errors is not None:
            self.errors.add(code, self.stream.consumed + self.stream.position + ahead)

    def null_errors(self, start: int, piece: str) -> None:
        """A parse error at each U+0000 of a piece that starts at a position of the segment."""
        if self.errors is not None:
            index = piece.find("\0")
            while index >= 0:
                self.errors.add("unexpected-null-character", self.stream.consumed + start + index)
                index = piece.find("\0", index + 1)

    def replace_nulls(self, start: int, piece: str) -> str:
        """A piece with U+FFFD for each U+0000."""
        if "\0" not in piece:
            return piece
        self.null_errors(start, piece)
        return piece.replace("\0", "\ufffd")

    def take_until(self, position: int) -> str:
        """Consume up to a position; what stood there, with U+FFFD for each U+0000."""
        stream = self.stream
        start = stream.position
        stream.position = position
        return self.replace_nulls(start, stream.text[start:position])

    def buffer_until(self, position: int) -> None:
        """Consume up to a position into the buffer."""
        if position > self.stream.position:
            self.buffer.append(self.take_until(position))

    def emit_until(self, position: int) -> None:
        """Consume up to a position and emit it as character tokens."""
        if position > self.stream.position:
            self.emit_text(self.take_until(position))

    # Tags.

    def start_tag_token(self, is_end_tag: bool) -> None:
        """A new tag token; its name is read next."""
        self.is_end_tag = is_end_tag
        self.tag = Tag("")
        self.buffer.clear()
        self.attribute_name = None
        self.attribute_names = None

    def take_buffer(self) -> str:
        """What was collected."""
        text = self.buffer[0] if len(self.buffer) == 1 else "".join(self.buffer)
        self.buffer.clear()
        return text

    def end_attribute_name(self) -> None:
        """The name is complete: it may be there already."""
        name = self.take_buffer()
        names = self.tag.names
        if self.attribute_names is None and len(names) >= MANY_ATTRIBUTES:
            self.attribute_names = set(names)
        known = self.attribute_names
        if name in known if known is not None else name in names:
            self.error("duplicate-attribute")
            self.attribute_name = ""
        else:
            self.attribute_name = name

    def commit_attribute(self) -> None:
        """The current attribute, if there is one, is complete; a duplicate is dropped."""
        name = self.attribute_name
        if name is None:
            return
        value = self.take_buffer()
        self.attribute_name = None
        if not name:
            return
        if self.tag.names:
            self.tag.names.append(name)
            self.tag.values.append(value)
        else:
            self.tag.names = [name]
            self.tag.values = [value]
        if self.attribute_names is not None:
            self.attribute_names.add(name)

    def is_appropriate_end_tag(self) -> bool:
        """https://html.spec.whatwg.org/#appropriate-end-tag-token, for the name in the temporary buffer."""
        return len(self.temporary) == len(self.last_start_tag) and (
            ascii_lowercase(self.temporary) == self.last_start_tag
        )

    # Emitting.

    def emit_text(self, text: str) -> None:
        """Character tokens; those in a row go to the sink together."""
        self.text.append(text)

    def flush_text(self) -> None:
        """Give the sink the character tokens."""
        if self.text:
            text = self.text[0] if len(self.text) == 1 else "".join(self.text)
            self.text.clear()
            self.sink.characters(text)

    def emit_current_tag(self) -> None:
        """Consume the current input character and emit the tag."""
        self.commit_attribute()
        self.advance()
        self.emit_tag(self.tag, self.is_end_tag)

    def emit_tag(self, tag: Tag, is_end_tag: bool) -> None:
        """A tag; the sink may choose another state for what follows."""
        self.state = states.DATA
        self.flush_text()
        if is_end_tag:
            if tag.names:
                self.error("end-tag-with-attributes", -1)
            if tag.self_closing:
                self.error("end-tag-with-trailing-solidus", -1)
            self.sink.end_tag(tag)
        else:
            self.last_start_tag = tag.name
            self.sink.start_tag(tag)

    def emit_comment(self) -> None:
        """The current comment token."""
        self.flush_text()
        self.sink.comment(self.take_buffer())

    def emit_doctype(self) -> None:
        """The current DOCTYPE token."""
        self.flush_text()
        self.sink.doctype(self.current_doctype)

    def emit_end_of_file(self) -> None:
        """The end-of-file token."""
        self.flush_text()
        self.finished = True
        self.halted = True
        self.sink.end_of_file()


STATES: Final[list[Callable[[Tokenizer], None]]] = [
    text_states.data_state,
    text_states.rcdata_state,
    text_states.rawtext_state,
    text_states.script_data_state,
    text_states.plaintext_state,
    tag_states.tag_open_state,
    tag_states.end_tag_open_state,
    tag_states.tag_name_state,
    text_states.text_less_than_state,
    text_states.text_end_tag_open_state,
    text_states.text_end_tag_name_state,
    script_states.escape_start_state,
    script_states.escape_start_dash_state,
    script_states.escaped_state,
    script_states.escaped_dash_state,
    script_states.escaped_dash_dash_state,
    script_states.escaped_less_than_state,
    script_states.double_escape_start_state,
    script_states.double_escaped_state,
    script_states.double_escaped_dash_state,
    script_states.double_escaped_dash_dash_state,
    script_states.double_escaped_less_than_state,
    script_states.double_escape_end_state,
    tag_states.before_attribute_name_state,
    tag_states.attribute_name_state,
    tag_states.after_attribute_name_state,
    tag_states.before_attribute_value_state,
    tag_states.attribute_value_quoted_state,
    tag_states.attribute_value_quoted_state,
    tag_states.attribute_value_unquoted_state,
    tag_states.after_attribute_value_quoted_state,
    tag_states.self_closing_start_tag_state,
    comment_states.bogus_comment_state,
    comment_states.markup_declaration_open_state,
    comment_states.comment_start_state,
    comment_states.comment_start_dash_state,
    comment_states.comment_state,
    comment_states.comment_less_than_state,
    comment_states.comment_less_than_bang_state,
    comment_states.comment_less_than_bang_dash_state,
    comment_states.comment_less_than_bang_dash_dash_state,
    comment_states.comment_end_dash_state,
    comment_states.comment_end_state,
    comment_states.comment_end_bang_state,
    doctype_states.doctype_state,
    doctype_states.before_doctype_name_state,
    doctype_states.doctype_name_state,
    doctype_states.after_doctype_name_state,
    doctype_states.after_doctype_public_keyword_state,
    doctype_states.before_doctype_public_identifier_state,
    doctype_states.doctype_identifier_state,
    doctype_states.after_doctype_public_identifier_state,
    doctype_states.between_doctype_identifiers_state,
    doctype_states.after_doctype_system_keyword_state,
    doctype_states.before_doctype_system_identifier_state,
    doctype_states.doctype_identifier_state,
    doctype_states.after_doctype_system_identifier_state,
    doctype_states.bogus_doctype_state,
    text_states.cdata_section_state,
    text_states.cdata_section_bracket_state,
    text_states.cdata_section_end_state,
    text_states.character_reference_state,
]
