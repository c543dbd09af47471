"""`python -m tools.fuzz.differential [--seconds N] [--seed N] [--count N] [--engine CMD]... [--show SEED]`.

Runs generated programs in every engine named and compares what they print. An engine is `node`, `whipsnake`, a mode of
jsengine/modes.py, `wide` (bytecode without narrow instructions), `tiny` (baseline whose code memory holds a few
functions), or a command that speaks the protocol of worker.cjs; the first one is the oracle. Without --engine:
node and whipsnake. A program that shows a difference is reduced and printed; the status is 1 if there was one that
explained.py does not explain, which knows differences from node alone.
"""

import argparse
import sys
import time
from collections import Counter, deque
from pathlib import Path

from tools.fuzz.differential.engines import Answer, Engine
from tools.fuzz.differential.explained import explanation, is_limit
from tools.fuzz.differential.pieces import Piece
from tools.fuzz.differential.reduction import Reduction
from tools.fuzz.differential.writer import write_program

PRELUDE = Path(__file__).with_name("prelude.js")
REPORT_EVERY = 60.0
MOST_UNDER_WAY = 30_000
"""Characters of programs sent to the engines and not yet answered."""


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--count", type=int, default=0, help="stop after so many programs")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", action="append", metavar="CMD")
    parser.add_argument("--no-reduce", action="store_true", help="print programs that differ as they are")
    parser.add_argument("--show", type=int, metavar="SEED", help="print the program of a seed and end")
    return parser.parse_args()


def differ(answers: list[Answer]) -> bool:
    first = answers[0]
    return any((answer.output, answer.ended) != (first.output, first.ended) for answer in answers[1:])


class Session:
    """Engines that are compared, and what was found."""

    def __init__(self, names: list[str], reduce: bool) -> None:
        prelude = PRELUDE.read_text(encoding="utf-8")
        self.engines = [Engine(name, prelude) for name in names]
        self.reduce = reduce
        self.programs = self.unexplained = 0
        self.under_way: deque[tuple[int, Piece, str]] = deque()
        self.suspects: list[tuple[int, Piece, str]] = []
        self.explained: Counter[str] = Counter()
        self.ends: Counter[str] = Counter()
        self.milliseconds = [0.0] * len(names)

    def run(self, text: str) -> list[Answer]:
        """Run a program in all engines at once."""
        for engine in self.engines:
            engine.send(text)
        return [engine.receive() for engine in self.engines]

    def shows(self, text: str) -> bool:
        """Whether engines differ on a program."""
        answers = self.run(text)
        return differ(answers) and not is_limit(answers)

    def work(self, seed: int) -> None:
        """Run a program after those that are under way; wait for answers when enough are."""
        program = write_program(seed)
        text = str(program)
        for engine in self.engines:
            engine.send(text)
        self.under_way.append((seed, program, text))
        while self.under_way and (self.suspects or sum(len(row[2]) for row in self.under_way) > MOST_UNDER_WAY):
            self.compare()
        self.examine_suspects()

    def finish(self) -> None:
        """Wait for all programs under way."""
        while self.under_way:
            self.compare()
        self.examine_suspects()

    def examine_suspects(self) -> None:
        for suspect in self.suspects:
            self.examine(*suspect)
        self.suspects.clear()

    def compare(self) -> None:
        """The answers to the first of the programs under way."""
        seed, program, text = self.under_way.popleft()
        answers = [engine.receive() for engine in self.engines]
        self.programs += 1
        for index, answer in enumerate(answers):
            self.milliseconds[index] += answer.milliseconds
            if answer.ended:
                self.ends[f"{self.engines[index].name} {answer.ended}"] += 1
        if is_limit(answers):
            self.explained["limits"] += differ(answers)
        elif differ(answers):
            self.suspects.append((seed, program, text))

    def examine(self, seed: int, program: Piece, text: str) -> None:
        """Reduce a program, which must show the difference a second time, and explain or report it."""
        if not self.shows(text):
            self.explained["not repeated"] += 1
            return
        smaller = Reduction(program, self.shows).run() if self.reduce else text
        reason = explanation(smaller, self.run(smaller)) if self.engines[0].name == "node" else None
        if reason is None:
            self.unexplained += 1
            self.report(seed, smaller)
        else:
            self.explained[reason] += 1

    def report(self, seed: int, text: str) -> None:
        answers = self.run(text)
        print(f"=== seed {seed}\n{text}")
        for engine, answer in zip(self.engines, answers):
            print(f"--- {engine.name} {answer.ended} {answer.milliseconds:.0f} ms\n{answer.output}")
        sys.stdout.flush()

    def summary(self, began: float) -> str:
        passed = time.monotonic() - began
        times = ", ".join(f"{e.name} {t / 1000:.0f} s" for e, t in zip(self.engines, self.milliseconds))
        return (
            f"{passed:.0f} s: {self.programs} programs ({self.programs / passed:.0f}/s; {times}), {self.unexplained} "
            f"unexplained, explained: {dict(self.explained)}, ended: {dict(self.ends)}"
        )


def main() -> int:
    given = arguments()
    if given.show is not None:
        print(write_program(given.show))
        return 0
    session = Session(given.engine or ["node", "whipsnake"], not given.no_reduce)
    began = told = time.monotonic()
    seed = given.seed
    try:
        while time.monotonic() - began < given.seconds and (not given.count or session.programs < given.count):
            session.work(seed)
            seed += 1
            if time.monotonic() - told > REPORT_EVERY:
                told = time.monotonic()
                print(f"... seed {seed}, {session.summary(began)}", flush=True)
        session.finish()
    finally:
        for engine in session.engines:
            engine.stop()
    print(session.summary(began))
    return 1 if session.unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
