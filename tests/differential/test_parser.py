"""The generated parser and parsimonious read the same grammar: they must agree on every program, node by node."""

import random

import pytest

from jsengine import _kernel
from jsengine._generated import node_kinds as k
from jsengine.syntax.tree import GRAMMAR_STAGE
from tests.differential.syntax_oracle import FlatNode, Oracle, with_deep_stack
from tests.differential.syntax_programs import MODULES, SCRIPTS
from tools.fuzz.programs import ProgramWriter

GENERATED = 2000
DEPTHS = (10, 14, 18, 20, 22, 24)

# What the resolving pass makes of what the grammar made.
COVERS = {
    k.ARRAY_PATTERN: "Array",
    k.OBJECT_PATTERN: "Object",
    k.DEFAULT: "Assign",
    k.REST: "Spread",
    k.SHORTHAND_DEFAULT: "CoverInitializer",
    k.BINDING_IDENTIFIER: "Identifier",
    k.CONSTRUCTOR: "Method",
}
BY_NAME = {k.KIND_NAMES[kind]: cover for kind, cover in COVERS.items()}
RESOLVED_FLAGS = k.FLAG_ESCAPED | k.FLAG_UNCOOKED
FLAGS = [(k.FIRST_FLAG << i, name) for i, name in enumerate(k.FLAG_NAMES)]


def parsed(text: str, module: bool) -> list[FlatNode] | str | None:
    """The kernel's tree in the oracle's words; None when its grammar refuses, the message when a later check does."""
    source = _kernel.parse_source(text, module)
    if source.error is not None:
        return None if source.error[1] == GRAMMAR_STAGE else source.error[4]
    kinds, flags, starts, ends, sizes, _ = source.columns(0, source.node_count)
    offsets = character_offsets(text)
    return [
        (
            plain_kind(kinds[i], sizes[i], starts[i] == ends[i]),
            offsets[starts[i]],
            offsets[ends[i]],
            sizes[i],
            marks(kinds[i], flags[i]),
        )
        for i in range(source.node_count)
    ]


def plain_kind(kind: int, size: int, empty: bool) -> str:
    if kind == k.ABSENT and not empty:
        return "Identifier"  # the callee that an async arrow function did not need
    return COVERS.get(kind, k.KIND_NAMES[kind])


def marks(kind: int, flags: int) -> str:
    kept = flags & ~(RESOLVED_FLAGS | (k.FLAG_LEGACY if kind == k.STRING else 0))
    words = {name for bit, name in FLAGS if kept & bit}
    if kept & k.OP_MASK:
        words.add(k.OPERATOR_NAMES[kept & k.OP_MASK])
    return " ".join(sorted(words))


def character_offsets(text: str) -> dict[int, int]:
    """Byte offset to character offset."""
    offsets = {}
    at = 0
    for index, character in enumerate(text):
        offsets[at] = index
        at += len(character.encode("utf-8", "surrogatepass"))
    offsets[at] = len(text)
    return offsets


def compare(oracle: Oracle, text: str, module: bool) -> bool | None:
    """Whether both accept; None if the kernel refused later than the grammar."""
    expected = oracle.parse(text, module)
    found = parsed(text, module)
    if isinstance(found, str):
        # The program is one of the grammar's, or the kernel stopped at `??` among `||` before its end.
        assert expected is not None or found.startswith("Unexpected token '"), repr(text)
        return None
    if expected is not None:
        expected = [(BY_NAME.get(kind, kind), *rest) for kind, *rest in expected]
    assert found == expected, repr(text)
    return found is not None


def mutated(chance: random.Random, text: str) -> str:
    """One character less, or two pieces swapped."""
    if len(text) < 2:
        return text
    at = chance.randrange(len(text))
    if chance.random() < 0.5:
        return text[:at] + text[at + 1 :]
    other = chance.randrange(len(text))
    low, high = min(at, other), max(at, other)
    return text[:low] + text[high:] + text[low:high]


def test_agreement_on_generated_programs() -> None:
    """At least 2,000 random programs, a third of them changed by hand of chance; neither side may be bored."""
    accepted = refused = 0

    def work() -> None:
        nonlocal accepted, refused
        oracle = Oracle()
        writer = ProgramWriter(20260101)
        for number in range(GENERATED):
            module = number % 7 == 0
            text = writer.program("Module" if module else "Script", DEPTHS[number % len(DEPTHS)])[:600]
            if number % 3 == 0:
                text = mutated(writer.random, text)
            answer = compare(oracle, text, module)
            accepted += answer is not False
            refused += answer is False

    with_deep_stack(work)
    assert accepted > GENERATED // 4
    assert refused > GENERATED // 10


def test_agreement_on_written_programs() -> None:
    def work() -> None:
        oracle = Oracle()
        wrong = [text for text, wanted in SCRIPTS if (compare(oracle, text, False) is not False) is not wanted]
        wrong += [text for text, wanted in MODULES if (compare(oracle, text, True) is not False) is not wanted]
        assert wrong == []

    with_deep_stack(work)


@pytest.mark.parametrize("text", ["a + b", "x => { yield /a/g }", "class A { static async *#x() { await `${1}` } }"])
def test_agreement_on_every_prefix(text: str) -> None:
    def work() -> None:
        oracle = Oracle()
        for end in range(len(text) + 1):
            compare(oracle, text[:end], False)

    with_deep_stack(work)
