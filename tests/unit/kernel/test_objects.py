"""Shapes, elements, inline caches: what they cost, and that the collector may run at any allocation."""

from pathlib import Path

import pytest

from jsengine._kernel import Context, Terminated

SCRIPTS = Path(__file__).parents[2] / "js"
MEGABYTE = 1 << 20


def cells(context: Context, kind: str) -> int:
    context.collect(True)
    return context.live_cells().get(kind, (0, 0))[0]


def test_shapes_that_nobody_uses_are_collected(context: Context) -> None:
    context.eval("globalThis.make = n => { for (let i = 0; i < n; i++) { const o = {}; o['k' + i] = o.tail = i; } }")
    context.eval("make(10)")
    before = cells(context, "Shape")
    context.eval("make(50000)")
    assert cells(context, "Shape") < before + 100
    assert cells(context, "PropertyTable") < 1000


def test_a_million_keys_stay_within_memory() -> None:
    context = Context(memory_limit=300 * MEGABYTE)
    assert (
        context.eval("const o = {}; for (let i = 0; i < 1e6; i++) o['k' + i] = i; o.k999999 + Object.keys(o).length")
        == 1999999
    )
    context.close()


def test_sparse_arrays_take_what_they_hold() -> None:
    context = Context(memory_limit=64 * MEGABYTE)
    length = context.eval(
        "const a = []; a.length = 2 ** 32 - 1; for (let k = 1; k < 2 ** 32 - 1; k *= 2) a[k] = k; a.length"
    )
    assert length == 2**32 - 1
    assert context.eval("let n = 0; for (const k in a) n++; n") == 32
    context.close()


def test_endless_growth_is_a_termination() -> None:
    context = Context(memory_limit=32 * MEGABYTE)
    with pytest.raises(Terminated):
        context.eval("const a = []; for (;;) a.push({})")
    assert context.eval("1 + 1") == 2
    context.close()


def test_prototypes_forget_what_relied_on_them(context: Context) -> None:
    context.eval("""
        function read(o) { return o.x; }
        globalThis.rely = n => { for (let i = 0; i < n; i++) read(Object.create(Object.create({x: i}))); };
    """)
    context.eval("rely(10)")
    before = cells(context, "Validity")
    context.eval("rely(20000)")
    assert cells(context, "Validity") < before + 100


@pytest.mark.parametrize("script", ["inline_caches", "arrays", "proxies"])
def test_objects_survive_a_collection_at_every_allocation(context: Context, script: str) -> None:
    context.eval("globalThis.JSON ??= {stringify: String}")  # only for texts of failures
    context.eval((SCRIPTS / "prelude.js").read_text(encoding="utf-8"))
    text = (SCRIPTS / "objects" / f"{script}.js").read_text(encoding="utf-8")
    context.set_stress(True)
    context.eval(text.replace("200000", "200").replace("5000", "500").replace("12502500", "125250"))
    context.set_stress(False)
    context.verify()


def test_private_names_and_fields_under_stress(context: Context) -> None:
    context.set_stress(True)
    program = """
        class Base { #secret = 1; static #count = 0; get secret() { return this.#secret + Base.#count++; } #m() { return 5; } m() { return this.#m(); } }
        class Derived extends Base { own = super.m(); ['computed' + 1] = 2; static { this.ready = true; } }
        const d = new Derived();
        [d.secret, d.secret, d.own, d.computed1, Derived.ready].join()
    """
    assert context.eval(program) == "1,2,5,2,true"
    context.set_stress(False)
