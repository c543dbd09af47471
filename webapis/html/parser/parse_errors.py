"""https://html.spec.whatwg.org/#parse-errors: kept only when somebody asks for them."""

from bisect import bisect_right
from typing import final


@final
class ParseError:
    """A parse error and the place of the character at which it was noticed, counted from one in code units."""

    code: str
    line: int
    column: int

    def __init__(self, code: str, line: int, column: int) -> None:
        self.code = code
        self.line = line
        self.column = column


@final
class ParseErrors:
    """The errors of one parser."""

    def __init__(self) -> None:
        self.found: list[tuple[int, str]] = []
        self.line_starts: list[int] = [0]
        self.seen = 0
        # A pair may be parted by a border of pieces.
        self.high_surrogate = False
        self.high = 0

    def add(self, code: str, offset: int) -> None:
        """An error at the character with this offset in all that was read."""
        self.found.append((offset, code))

    def read(self, text: str, offset: int) -> None:
        """Text that starts at an offset comes in: note its lines and the characters that should not be there."""
        for index in range(max(self.seen - offset, 0), len(text)):
            character = text[index]
            if self.high_surrogate and not 0xDC00 <= ord(character) <= 0xDFFF:
                self.found.append((offset + index - 1, "surrogate-in-input-stream"))
                self.high_surrogate = False
            if character == "\n":
                self.line_starts.append(offset + index + 1)
            elif character < " " or character > "~":
                self.check(character, offset + index)
        self.seen = max(self.seen, offset + len(text))

    def check(self, character: str, offset: int) -> None:
        """https://html.spec.whatwg.org/#preprocessing-the-input-stream: whether a code unit may be there."""
        code = ord(character)
        if 0xD800 <= code <= 0xDBFF:
            self.high_surrogate = True
            self.high = code
            return
        if self.high_surrogate:
            self.high_surrogate = False
            code = 0x10000 + ((self.high & 0x3FF) << 10) + (code & 0x3FF)
        if 0xDC00 <= code <= 0xDFFF:
            self.add("surrogate-in-input-stream", offset)
        elif 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE:
            self.add("noncharacter-in-input-stream", offset - (code > 0xFFFF))
        elif (0 < code < 0x20 or 0x7F <= code <= 0x9F) and code not in (0x09, 0x0A, 0x0C):
            self.add("control-character-in-input-stream", offset)

    def listed(self) -> list[ParseError]:
        """All of them, by their places; nothing more is read."""
        if self.high_surrogate:
            self.high_surrogate = False
            self.add("surrogate-in-input-stream", self.seen - 1)
        errors: list[ParseError] = []
        for offset, code in sorted(self.found, key=lambda pair: pair[0]):
            line = bisect_right(self.line_starts, offset) - 1
            errors.append(ParseError(code, line + 1, offset - self.line_starts[line] + 1))
        return errors
