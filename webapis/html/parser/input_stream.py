"""https://html.spec.whatwg.org/#the-input-stream, with the insertion point of document.write."""

from typing import Final, final

from jsengine._kernel import poll
from webapis.infra.pieces import PIECE

# A piece left over is joined with at least so much of what follows; with as much as itself, when it is longer.
JOIN_LENGTH: Final = 64


def normalize_newlines(text: str) -> str:
    """https://infra.spec.whatwg.org/#normalize-newlines"""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


@final
class Segment:
    """Text that waits, from a position on."""

    text: str
    position: int

    def __init__(self, text: str, position: int) -> None:
        self.text = text
        self.position = position


@final
class InputStream:
    """The segment that is being read, those that wait, and the network's.

    While a script runs, the insertion point is the end of the waiting segments above `barriers[-1]`; what is below comes
    after it. Without a barrier there is no insertion point, and reading goes on to the end.
    """

    text: str
    position: int
    end: int
    consumed: int
    """How much stood before `text`."""
    closed: bool

    def __init__(self) -> None:
        self.text = ""
        self.position = 0
        self.end = 0
        self.consumed = 0
        self.closed = False
        self.waiting: list[Segment] = []
        """The last comes next."""
        self.network: list[str] = []
        self.network_read = 0
        self.barriers: list[int] = []
        self.after_return = False
        self.written_after_return = False

    # Coming in.

    def append(self, text: str) -> None:
        """Characters at the end of the stream."""
        if self.after_return and text.startswith("\n"):
            text = text[1:]
            self.after_return = False
        if text:
            self.after_return = text.endswith("\r")
            self.network.append(normalize_newlines(text))

    def write(self, text: str) -> None:
        """Characters at the insertion point."""
        if self.written_after_return and text.startswith("\n"):
            text = text[1:]
            self.written_after_return = False
        if not text:
            return
        self.written_after_return = text.endswith("\r")
        text = normalize_newlines(text)
        barrier = self.barriers[-1]
        if len(self.waiting) > barrier or self.end - self.position > JOIN_LENGTH:
            self.waiting.insert(barrier, Segment(text, 0))
        else:
            self.read_from(self.text[self.position :] + text, 0)

    def drop(self) -> None:
        """Forget everything: https://html.spec.whatwg.org/#abort-a-parser"""
        self.read_from("", 0)
        self.waiting.clear()
        self.network.clear()
        self.network_read = 0
        self.barriers.clear()
        self.closed = True

    # Insertion points.

    def set_insertion_point(self) -> None:
        """Just before the next input character."""
        if self.position < self.end:
            self.waiting.append(Segment(self.text, self.position))
            self.read_from("", 0)
        self.barriers.append(len(self.waiting))
        self.written_after_return = False

    def restore_insertion_point(self) -> None:
        """As it was before."""
        self.barriers.pop()
        self.written_after_return = False

    # Looking ahead.

    def find(self, character: str) -> int:
        """Where the next such character stands, or the end of the segment."""
        found = self.text.find(character, self.position)
        return self.end if found < 0 else found

    def find_either(self, first: int, second: int) -> int:
        """Where the next of two characters stands, or the end of the segment."""
        text = self.text
        end = self.end
        position = self.position
        while position < end:
            stop = min(end, position + PIECE)
            while position < stop:
                code = ord(text[position])
                if code in (first, second):
                    return position
                position += 1
            poll()
        return position

    # Going out.

    def read_from(self, text: str, position: int) -> None:
        """Make this the segment that is read; what is left of the present one is part of it or was put aside."""
        self.consumed += self.position - position
        self.text = text
        self.position = position
        self.end = len(text)

    def shorten(self, text: str) -> None:
        """Put something shorter in the place of what is left."""
        self.consumed += self.end - len(text)
        self.text = text
        self.position = 0
        self.end = len(text)

    def refill(self) -> bool:
        """More text behind what is left; False at the insertion point and at the end of what there is."""
        segment = self.next_segment()
        if segment is None:
            return False
        left = self.end - self.position
        if left == 0:
            self.read_from(segment.text, segment.position)
            return True
        # OPTIMIZATION: of a long segment only as much is copied as the leftover needs.
        taken = max(JOIN_LENGTH, left)
        position = segment.position
        piece = segment.text[position : position + taken]
        if position + taken < len(segment.text):
            self.waiting.append(Segment(segment.text, position + taken))
        self.read_from(self.text[self.position :] + piece, 0)
        return True

    def next_segment(self) -> Segment | None:
        """The next one to read, taken out."""
        barrier = self.barriers[-1] if self.barriers else 0
        if len(self.waiting) > barrier:
            return self.waiting.pop()
        if self.barriers or self.network_read == len(self.network):
            return None
        text = self.network[self.network_read]
        self.network[self.network_read] = ""
        self.network_read += 1
        if self.network_read == len(self.network):
            self.network.clear()
            self.network_read = 0
        return Segment(text, 0)

    def is_at_end(self) -> bool:
        """Whether the next input character is the explicit EOF."""
        return self.closed and not self.barriers and not self.waiting and not self.network
