"""The heap: what is reachable stays, what is not goes, everything is accounted for (invariants 6 to 8)."""

import pytest

from jsengine._kernel import Context

PROGRAMS = {
    "closures": """
        function counter() { let n = 0; return () => ++n; }
        const c = counter(); for (let i = 0; i < 50; i++) c();
        check(c() === 51);
    """,
    "objects": """
        let chain = null;
        for (let i = 0; i < 60; i++) chain = {next: chain, i, text: 'n' + i, list: [i, [i]]};
        let sum = 0;
        for (let o = chain; o; o = o.next) sum += o.i + o.list[1][0];
        check(sum === 2 * 59 * 60 / 2);
    """,
    "strings": """
        let s = ''; const parts = [];
        for (let i = 0; i < 120; i++) { s += 'é' + i; parts.push(s); }
        const a = s + '\\u1234', b = s + 'b';
        check(a.length === b.length && a !== b && parts[9] === 'é0é1é2é3é4é5é6é7é8é9');
        check(s === parts[119]);
    """,
    "generators": """
        function* walk(n) { try { if (n > 0) yield* walk(n - 1); yield 'v' + n; } finally { done += 1; } }
        let done = 0, text = '';
        for (const v of walk(6)) text += v;
        check(text === 'v0v1v2v3v4v5v6' && done === 7);
    """,
    "exceptions": """
        function thrower(n) { if (n === 0) throw new Error('deep'); thrower(n - 1); }
        let seen = '';
        try { thrower(5); } catch (e) { seen = e.stack; }
        check(seen.length > 'Error: deep'.length && seen[0] === 'E');
    """,
    "bigints": """
        let n = 1n;
        for (let i = 1n; i <= 30n; i++) n *= i;
        check(`${n}` === '265252859812191058636308480000000');
    """,
    "promises": """
        async function sleepy(n) { for (let i = 0; i < n; i++) await i; return 'slept ' + n; }
        let result = '';
        sleepy(5).then(v => { result = v; });
        afterwards(() => check(result === 'slept 5'));
    """,
}


def run(context: Context, program: str) -> None:
    """Run a program that calls check(), its jobs, and what it left for afterwards."""
    checks: list[bool] = []
    later: list[object] = []
    context.define_global("check", checks.append)
    context.define_global("afterwards", later.append)
    context.eval(program)
    context.run_jobs()
    for function in later:
        assert callable(function)
        function()
    assert checks and all(checks)


@pytest.mark.parametrize("name", PROGRAMS)
def test_collecting_at_every_allocation_changes_nothing(context: Context, name: str) -> None:
    context.set_stress(True)
    run(context, PROGRAMS[name])
    statistics = context.statistics()
    assert statistics["minor_collections"] > 1 and statistics["major_collections"] > 1 and statistics["slices"] > 20


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_heap_is_sound_after_minor_and_major_collections(context: Context, name: str) -> None:
    run(context, PROGRAMS[name])
    context.collect(False)
    context.collect(False)
    context.verify()


def test_an_old_object_keeps_the_young_one_that_was_stored_into_it(context: Context) -> None:
    context.eval("var old = {list: [], map: {}}; function closure() { return old; }")
    context.collect(True)
    context.eval("old.list.push({v: 'young'}); old.map.k = ['young ' + 2]; old.extra = {v: 1}")
    context.collect(False)
    context.eval("var noise = []; for (let i = 0; i < 1000; i++) noise[i] = {i};")
    context.collect(False)
    assert context.eval("old.list[0].v + old.map.k[0]") == "youngyoung 2"
    context.verify()


def test_what_is_dropped_is_collected(context: Context) -> None:
    context.eval("var kept = []; for (let i = 0; i < 10000; i++) kept.push({i});")
    assert context.live_cells()["PlainObject"][0] >= 10000
    context.eval("kept = null")
    assert context.live_cells()["PlainObject"][0] < 1000


def test_a_long_list_is_marked_without_recursion(context: Context) -> None:
    context.eval("var list = null; for (let i = 0; i < 1000000; i++) list = {next: list};")
    context.collect(True)
    assert context.live_cells()["PlainObject"][0] >= 1_000_000


def test_many_short_lived_objects_take_bounded_memory(context: Context) -> None:
    context.eval("let o; for (let i = 0; i < 3000000; i++) o = {i, text: 'a' + i};")
    statistics = context.statistics()
    assert int(statistics["minor_collections"]) > 3
    assert int(statistics["total_bytes"]) < 64 << 20


def test_memory_is_charged_to_its_category_and_given_back(context: Context) -> None:
    def bytes_of(category: str) -> int:
        memory = context.statistics()["memory"]
        assert isinstance(memory, dict)
        return memory[category]

    context.eval("var big = 1n << 900000n;")
    assert bytes_of("BigInts") > 100_000
    context.eval("var text = 'ab'; for (let i = 0; i < 20; i++) text += text; var flat = text < 'b';")
    assert bytes_of("LargeCells") > 1 << 20
    context.eval("big = text = flat = undefined")
    context.collect(True)
    assert bytes_of("BigInts") < 10_000
    assert bytes_of("LargeCells") < 1 << 20


def test_a_handle_keeps_its_object(context: Context) -> None:
    handle = context.eval("({inner: {v: 5}})")
    for _ in range(3):
        context.collect(True)
    assert handle.get("inner").get("v") == 5
    assert "PlainObject" in context.live_cells()
    before = context.live_cells()["PlainObject"][0]
    del handle
    assert context.live_cells()["PlainObject"][0] < before
