"""Makes a program smaller as long as it still shows what it showed."""

import time
from collections.abc import Callable

from tools.fuzz.differential.pieces import Piece

Shows = Callable[[str], bool]
SIMPLE = ("0", "''", "[]", "{}")
MOST_TRIES = 1500
MOST_SECONDS = 60.0  # programs that come to the time limit need long for each try


class Reduction:
    """Takes pieces out of a program, the large ones first."""

    def __init__(self, program: Piece, shows: Shows) -> None:
        self.program = program
        self.shows = shows
        self.tries = 0
        self.end = time.monotonic() + MOST_SECONDS

    def run(self) -> str:
        """The program when nothing more can be taken out."""
        smaller = True
        while smaller and self.may_try():
            smaller = self.remove_statements() | self.simplify()
        return str(self.program)

    def may_try(self) -> bool:
        return self.tries < MOST_TRIES and time.monotonic() < self.end

    def holds(self) -> bool:
        self.tries += 1
        return self.may_try() and self.shows(str(self.program))

    def replace(self, piece: Piece, parts: list[str | Piece]) -> bool:
        """Put other parts into a piece if the program still shows it."""
        if "".join(map(str, parts)) == str(piece):
            return False
        before = piece.parts
        piece.parts = parts
        if self.holds():
            return True
        piece.parts = before
        return False

    def remove_statements(self) -> bool:
        removed = False
        for piece in list(self.program.walk()):
            if piece.kind == "statements":
                removed |= self.shorten(piece)
        return removed

    def shorten(self, block: Piece) -> bool:
        """Leave out runs of statements, long ones first."""
        removed = False
        size = len(block.parts)
        while size >= 1:
            at = 0
            while at < len(block.parts):
                if self.replace(block, block.parts[:at] + block.parts[at + size :]):
                    removed = True
                else:
                    at += size
            size //= 2
        return removed

    def simplify(self) -> bool:
        """Put a piece inside another in its place, or something simple."""
        simpler = False
        for piece in list(self.program.walk()):
            if piece is self.program:
                continue
            choices: list[list[str | Piece]] = []
            if piece.kind == "expression":
                choices += [[text] for text in SIMPLE if len(text) < len(str(piece))]
            inside = list(piece.walk())[1:]
            choices += [[inner] for inner in inside if inner.kind == piece.kind]
            if piece.kind == "statement":
                choices += [[inner] for inner in inside if inner.kind == "statements"]
            simpler |= any(self.replace(piece, choice) for choice in choices)
        return simpler
