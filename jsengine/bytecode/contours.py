"""What a way out of a statement passes: loops, labels, handlers, finally blocks, iterators to be closed."""

from jsengine.annotations import Final
from jsengine.bytecode.assembler import Label, Region

LABELLED: Final = 0
"""A labelled statement that is no loop."""
LOOP: Final = 1
PROTECTED: Final = 2
"""A try block with a catch clause."""
FINALLY: Final = 3
"""What a finally block comes after."""
ITERATOR: Final = 4
"""A loop or pattern over an iterator, which is closed on the way out."""
ASYNC_ITERATOR: Final = 5
SWITCH: Final = 6

NORMAL_COMPLETION: Final = 0
THROW_COMPLETION: Final = 1
FIRST_EXIT: Final = 2


class Exit:
    """A way out: a break or continue to a label, or a return."""

    def __init__(self, level: int, target: Label | None) -> None:
        self.level = level
        """Contours up to this number are not left."""
        self.target = target
        """None: return."""


class Contour:
    """A statement, or part of one, that can be left."""

    def __init__(self, kind: int) -> None:
        self.kind = kind
        self.labels: list[int] = []
        """Atoms of the labels in front of the statement."""
        self.break_label = Label()
        self.continue_label = Label()
        self.continue_level = 0
        """Contours up to this number are not left by a continue."""
        self.region: Region | None = None
        """What a way out must not be inside of."""
        self.record = -1
        """Registers of the iterator and its next method."""
        self.entry = Label()
        """Start of the finally block."""
        self.completion = -1
        """Register: how the finally block was entered."""
        self.value = -1
        """Register: what was thrown, or is returned."""
        self.exits: list[Exit] = []
        """Ways out that go on behind the finally block, from FIRST_EXIT."""

    def exit_number(self, way: Exit) -> int:
        """The completion number of a way out."""
        for i, other in enumerate(self.exits):
            if other.target is way.target:
                return FIRST_EXIT + i
        self.exits.append(way)
        return FIRST_EXIT + len(self.exits) - 1
