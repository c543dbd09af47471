"""Fuzz the parser: `python -m tools.fuzz.syntax [--seconds N] [--seed N] [--corpus DIR] [--last FILE]`.

Programs come from the grammar, and by mutation from those and from a folder of scripts. Wanted: no crash, no hang, and a
tree that holds together whenever a program is accepted. Worth most in a sanitizer build of the kernel. The program being
parsed stands in the file given by --last, so that a crash leaves it behind.
"""

import argparse
import faulthandler
import mmap
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from jsengine import _kernel
from tools.fuzz.programs import ProgramWriter

LONGEST = 100_000
# Goals of the analysis (kernel/syntax/analysis.h).
SCRIPT = 0
MODULE = 1

HANG = 20
SLOW_PER_BYTE = 20e-6
"""Seconds; a sanitizer build stays a tenth below."""

INTERESTING: tuple[str, ...] = (
    *"(){}[];,`'\"/\\#.:?=*<>!&|+-~^%@\0\n\r\u2028\ufeff\ud800\udc00\U0001f600",
    "=>",
    "...",
    "?.",
    "??",
    "||",
    "${",
    "/*",
    "*/",
    "//",
    "<!--",
    "-->",
    "in",
    " of ",
    "async ",
    "await ",
    "yield ",
    "function",
    "class",
    "static ",
    "get ",
    "let ",
    "new.target",
    "super",
    "import(",
    "import.meta",
    "for await(",
    "\\u{",
    "\\u0061",
    "\\x",
    "1_0",
    "0b",
    "1n",
)


class Mutator:
    def __init__(self, chance: random.Random, corpus: list[str]) -> None:
        self.chance = chance
        self.corpus = corpus
        self.ways: tuple[Callable[[str], str], ...] = (
            self.drop,
            self.insert,
            self.repeat,
            self.splice,
            self.move,
            self.cut,
            self.nest,
        )

    def mutated(self, text: str) -> str:
        for _ in range(self.chance.randint(1, 4)):
            way: Callable[[str], str] = self.chance.choice(self.ways)
            text = way(text)
        return text[:LONGEST]

    def span(self, text: str) -> tuple[int, int]:
        start = self.chance.randint(0, len(text))
        return start, min(len(text), start + self.chance.choice((1, 1, 2, 5, 20, 100)))

    def drop(self, text: str) -> str:
        start, end = self.span(text)
        return text[:start] + text[end:]

    def insert(self, text: str) -> str:
        at = self.chance.randint(0, len(text))
        return text[:at] + self.chance.choice(INTERESTING) + text[at:]

    def repeat(self, text: str) -> str:
        start, end = self.span(text)
        return text[:start] + text[start:end] * self.chance.choice((2, 3, 50, 2000)) + text[end:]

    def splice(self, text: str) -> str:
        other = self.chance.choice(self.corpus)
        start, end = self.span(other)
        at = self.chance.randint(0, len(text))
        return text[:at] + other[start:end] + text[at:]

    def move(self, text: str) -> str:
        start, end = self.span(text)
        rest = text[:start] + text[end:]
        at = self.chance.randint(0, len(rest))
        return rest[:at] + text[start:end] + rest[at:]

    def cut(self, text: str) -> str:
        return text[: self.chance.randint(0, len(text))]

    def nest(self, text: str) -> str:
        before, after = self.chance.choice(
            (
                ("(", ")"),
                ("[", "]"),
                ("{", "}"),
                ("`${", "}`"),
                ("function f(){", "}"),
                ("()=>{", "}"),
                ("class A{[", "]}"),
                ("async(", ")"),
                ("({a:", "})"),
                ("a?", ":b"),
                ("!", ""),
                ("for(", ";;);"),
                ("if(a)", ""),
                ("x=", ""),
                ("a,[", "]=b"),
            )
        )
        times = self.chance.choice((1, 2, 10, 300, 5000))
        return before * times + text + after * self.chance.choice((times, times, times - 1))


def check_tree(source: _kernel.ParsedSource) -> None:
    """Every child lies in its parent, after its older sibling; the root covers all nodes."""
    count = source.node_count
    kinds, _, starts, ends, sizes, _ = source.columns(0, count)
    assert sizes[-1] == count
    for node in range(count):
        assert 1 <= sizes[node] <= node + 1
        assert starts[node] <= ends[node] <= source.length
        limit = ends[node]
        child = node - 1
        while child > node - sizes[node]:
            assert starts[node] <= starts[child] and ends[child] <= limit, (kinds[node], kinds[child])
            limit = starts[child]
            child -= sizes[child]
        assert child == node - sizes[node]


def read_corpus(folder: Path | None) -> list[str]:
    if folder is None:
        return []
    paths = sorted(path for path in folder.rglob("*.js") if path.stat().st_size < 20_000)
    return [path.read_text(encoding="utf-8", errors="surrogateescape") for path in paths]


class Fuzzer:
    def __init__(self, seed: int, corpus: list[str], last: mmap.mmap | None) -> None:
        self.writer = ProgramWriter(seed)
        self.chance: random.Random = self.writer.random
        self.corpus = corpus + [self.program() for _ in range(500)]
        self.mutator = Mutator(self.chance, self.corpus)
        self.last = last
        self.runs = self.accepted = 0

    def program(self) -> str:
        goal = self.chance.choice(("Script", "Module"))
        return self.writer.program(goal, self.chance.choice((12, 18, 24, 30)))[:LONGEST]

    def one(self) -> None:
        text = self.program() if self.chance.random() < 0.3 else self.chance.choice(self.corpus)
        text = self.mutator.mutated(text)
        data = text.encode("utf-8", "surrogatepass")
        if self.last is not None:
            self.last[: len(data) + 4] = len(data).to_bytes(4, "little") + data
        faulthandler.dump_traceback_later(HANG, exit=True)
        started = time.process_time()
        module = self.chance.random() < 0.4
        source = _kernel.parse_source(text, module)
        if source.error is None:
            self.accepted += 1
            check_tree(source)
            source.analyse(MODULE if module else SCRIPT)
        took = time.process_time() - started
        faulthandler.cancel_dump_traceback_later()
        assert took < 0.5 + SLOW_PER_BYTE * len(data), f"{took:.2f} s for {len(data)} bytes"
        self.runs += 1


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--seed", type=int, default=int(time.time()))
    options.add_argument("--corpus", type=Path)
    options.add_argument("--last", type=Path)
    given = options.parse_args()
    last = None
    if given.last is not None:
        given.last.write_bytes(bytes(4 * LONGEST + 8))
        with given.last.open("r+b") as file:
            last = mmap.mmap(file.fileno(), 0)
    fuzzer = Fuzzer(given.seed, read_corpus(given.corpus), last)
    end = time.monotonic() + given.seconds
    said = 0.0
    while time.monotonic() < end:
        fuzzer.one()
        if time.monotonic() - said > 60:
            said = time.monotonic()
            print(f"seed {given.seed}: {fuzzer.runs} programs, {fuzzer.accepted} accepted", flush=True)
    print(f"seed {given.seed}: {fuzzer.runs} programs, {fuzzer.accepted} accepted, no crash, no hang")
    return 0


if __name__ == "__main__":
    sys.exit(main())
