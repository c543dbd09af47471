"""What the emitter is told of a function's nodes: all of its own, none of those in bodies of functions inside it."""

import pytest

from jsengine import _kernel
from jsengine._generated import node_kinds as k
from jsengine.bytecode.source import SourceTree

TEXTS = {
    "script": ("var a; function f(b = 1) { return g(b) } a = (c) => { d(c) }; e()", {"g", "d"}),
    "arrow with an expression": ("var a = (b) => c(b)", set()),
    "class": ("class A { m() { x } static { y } z = function () { w } }", {"x", "w"}),
    "nested twice": ("(function () { (function () { inner }); outer })", {"inner", "outer"}),
    "nothing inside": ("a + b", set()),
    "empty": ("", set()),
}


def parsed(text: str) -> _kernel.ParsedSource:
    source = _kernel.parse_source(text, False)
    assert source.analyse(0)
    return source


def names_in(source: _kernel.ParsedSource, kinds: list[int], atoms: list[int]) -> set[str]:
    names = source.names()
    return {
        names[atom] for kind, atom in zip(kinds, atoms, strict=True) if kind in (k.IDENTIFIER, k.BINDING_IDENTIFIER)
    }


@pytest.mark.parametrize("name", TEXTS)
def test_bodies_inside_are_left_out(name: str) -> None:
    text, hidden = TEXTS[name]
    source = parsed(text)
    kinds, *_, atoms = source.columns(0, source.node_count)
    tree = SourceTree(source, 0, source.node_count - 1)
    assert names_in(source, kinds, atoms) - names_in(source, tree.kinds, tree.atoms) == hidden


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_there_is_the_source_s(name: str) -> None:
    source = parsed(TEXTS[name][0])
    kinds, flags, _, _, sizes, atoms = source.columns(0, source.node_count)
    annotations = source.annotations(0, source.node_count)
    left_out: set[int] = set()
    for number, kind in enumerate(kinds):
        if kind == k.FUNCTION_BODY and kinds[number + 1] != k.STATIC_BLOCK:
            left_out |= set(range(number - sizes[number] + 1, number))
    kept = [number for number in range(source.node_count) if number not in left_out]
    tree = SourceTree(source, 0, source.node_count - 1)
    assert [tree.place(number) for number in kept] == list(range(len(tree.kinds)))
    columns = ((kinds, tree.kinds), (flags, tree.flags), (atoms, tree.atoms))
    for ours, told in (*columns, (annotations, tree.annotations)):
        assert told == [ours[number] for number in kept]
    assert tree.sizes == [len([i for i in kept if number - sizes[number] < i <= number]) for number in kept]


def test_a_function_sees_its_own_body() -> None:
    source = parsed("(function f() { own; (() => { inner })() })")
    functions = source.functions()
    tree = SourceTree(source, functions[10][1], functions[0][1])
    seen = names_in(source, tree.kinds, tree.atoms)
    assert "own" in seen and "inner" not in seen


def test_names_of_members_know_where_they_stand() -> None:
    text = "a.bcd; é.üx; 𝒜.𝒷𝒸; o.#p"
    source = _kernel.parse_source("class A { #p; m() { " + text + " } }", False)
    assert source.analyse(0)
    functions = source.functions()
    index = functions[1].index(6)
    tree = SourceTree(source, functions[10][index], functions[0][index])
    written = ("class A { #p; m() { " + text).encode()
    members = (k.MEMBER, k.PRIVATE_MEMBER)
    starts = [at for kind, at in zip(tree.kinds, tree.error_positions, strict=True) if kind in members]
    assert [written[start:].split(b";")[0].decode() for start in starts] == ["bcd", "üx", "𝒷𝒸", "p"]
