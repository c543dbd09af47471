"""The tree of a generated program: text with the places where expressions and statements were put in."""

from collections.abc import Iterator


class Piece:
    """A statement, a list of statements or an expression: text and the pieces inside it."""

    __slots__ = ("kind", "parts")

    def __init__(self, kind: str, parts: "list[str | Piece]") -> None:
        self.kind = kind
        """statement, statements, expression, or list: what is none of these alone, such as parameters."""
        self.parts = parts

    def __str__(self) -> str:
        return "".join(map(str, self.parts))

    def children(self) -> "list[Piece]":
        """The pieces directly inside."""
        return [part for part in self.parts if isinstance(part, Piece)]

    def walk(self) -> "Iterator[Piece]":
        """This piece and all inside it, outer ones first."""
        yield self
        for child in self.children():
            yield from child.walk()
