"""What the emitter is told of a function's nodes: all of its own, the shape of those in bodies of functions inside it."""

import pytest

from jsengine import _kernel

TEXTS = {
    "script": ("var a; function f(b = 1) { return g(b) } a = (c) => { d(c) }; e()", {"g", "d"}),
    "arrow with an expression": ("var a = (b) => c(b)", set()),
    "class": ("class A { m() { x } static { y } z = function () { w } }", {"x", "w"}),
    "nested twice": ("(function () { (function () { inner }); outer })", {"inner", "outer"}),
}
KINDS, FLAGS, ENDS, SIZES, ATOMS = 0, 1, 3, 4, 5


@pytest.mark.parametrize("name", TEXTS)
def test_bodies_inside_are_left_out(name: str) -> None:
    text, hidden = TEXTS[name]
    source = _kernel.parse_source(text, False)
    assert source.analyse(0)
    columns, told = source.columns(0, source.node_count), source.function_columns(0, source.node_count)
    for column in (KINDS, FLAGS, SIZES):
        assert told[column] == columns[column]
    names = source.names()
    known = {names[atom] for atom, end in zip(columns[ATOMS], columns[ENDS], strict=True) if atom >= 0 and end > 0}
    seen = {names[atom] for atom, end in zip(told[ATOMS], told[ENDS], strict=True) if atom >= 0 and end > 0}
    assert known - seen == hidden


def test_a_function_sees_its_own_body() -> None:
    source = _kernel.parse_source("(function f() { own; (() => { inner })() })", False)
    assert source.analyse(0)
    functions = source.functions()
    first, last = functions[10][1], functions[0][1]
    columns = source.function_columns(first, last + 1)
    names = source.names()
    seen = {names[atom] for atom, end in zip(columns[ATOMS], columns[ENDS], strict=True) if atom >= 0 and end > 0}
    assert "own" in seen and "inner" not in seen
