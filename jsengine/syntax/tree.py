"""Python's view of the tree: columns of integers, node numbers as in nodes.md.

    source = parse("let a = 1")
    tree = source.tree()
    tree.kinds[tree.root]           a number of jsengine._generated.node_kinds
    tree.children(tree.root)        node numbers, in source order

A `Tree` may hold a slice only, that of one function: `source.tree(first, last)`. Nodes keep their numbers.
"""

from typing import Final

from jsengine import _kernel
from jsengine._generated import node_kinds as k

NO_ATOM: Final = -1

# SourceErrorKind and SourceErrorStage of kernel/syntax/parser.h.
TOO_DEEP: Final = 2
GRAMMAR_STAGE: Final = 0


class SourceError(Exception):
    """A text is no program. `kind`: TOO_DEEP is one that scripts see as a RangeError."""

    def __init__(self, message: str, kind: int, stage: int, start: int, end: int, line: int, column: int) -> None:
        super().__init__(message)
        self.message = message
        self.kind = kind
        self.stage = stage
        self.start = start
        self.end = end
        self.line = line
        self.column = column

    @property
    def name(self) -> str:
        """The JavaScript error it becomes."""
        return "RangeError" if self.kind == TOO_DEEP else "SyntaxError"

    def __str__(self) -> str:
        return f"{self.name}: {self.message} ({self.line}:{self.column})"


class Tree:
    """A slice of the tree by columns; `base` is the number of its first node."""

    def __init__(
        self, base: int, columns: tuple[list[int], list[int], list[int], list[int], list[int], list[int]]
    ) -> None:
        self.base: Final = base
        self.kinds, self.flags, self.starts, self.ends, self.sizes, self.atoms = columns

    @property
    def root(self) -> int:
        """The last node."""
        return self.base + len(self.kinds) - 1

    def kind(self, node: int) -> int:
        return self.kinds[node - self.base]

    def operator(self, node: int) -> int:
        return self.flags[node - self.base] & k.OP_MASK

    def flag(self, node: int, flag: int) -> bool:
        return self.flags[node - self.base] & flag != 0

    def first(self, node: int) -> int:
        """The first node of the subtree."""
        return node - self.sizes[node - self.base] + 1

    def children(self, node: int) -> list[int]:
        """The children in source order."""
        found: list[int] = []
        first = self.first(node)
        child = node - 1
        while child >= first:
            found.append(child)
            child -= self.sizes[child - self.base]
        found.reverse()
        return found


class Source:
    """A parsed text: the kernel's handle, and what Python wants of it as a whole."""

    def __init__(self, handle: _kernel.ParsedSource) -> None:
        self.handle: Final = handle
        self.names: Final[list[str]] = handle.names()
        self.numbers: Final[list[float]] = handle.numbers()
        self.pairs: Final[list[int]] = handle.pairs()

    def tree(self, first: int = 0, last: int = -1) -> Tree:
        """The nodes from `first` to `last`, both included; without `last`, up to the root."""
        end = self.handle.node_count if last < 0 else last + 1
        return Tree(first, self.handle.columns(first, end))

    def text(self, start: int, end: int) -> str:
        """The source between two byte offsets, as UTF-16 code units."""
        return self.handle.text(start, end)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of a byte offset, from 1."""
        line, column, _ = self.handle.position(offset)
        return line, column


def parse(text: str, module: bool = False) -> Source:
    """Parse a whole script or module; SourceError if it is none."""
    handle = _kernel.parse_source(text, module)
    if handle.error is not None:
        raise failure(handle)
    return Source(handle)


def failure(handle: _kernel.ParsedSource) -> SourceError:
    """The error of a source that has one."""
    assert handle.error is not None
    kind, stage, start, end, message = handle.error
    line, column, _ = handle.position(start)
    return SourceError(message, kind, stage, start, end, line, column)
