"""Keyed collections, weak things and views of buffers under the collector."""

import pytest

from jsengine._kernel import Context

LIVE_WEAK_KEYS = """
    const map = new WeakMap(), kept = [];
    for (let i = 0; i < 60; i++) { const key = {i}; if (i % 2) kept.push(key); map.set(key, {i}); }
    kept.every(key => map.get(key).i === key.i)
"""
TABLES = """
    const map = new Map(), set = new Set();
    for (let i = 0; i < 60; i++) { map.set('k' + i, {i}); set.add({i}); }
    for (let i = 0; i < 60; i += 2) map.delete('k' + i);
    let right = map.size === 30 && set.size === 60;
    for (const [key, value] of map) right &&= key === 'k' + value.i;
    let n = 0;
    for (const item of set) right &&= item.i === n++;
    right && Object.groupBy([1, 2, 3], x => x % 2 ? 'odd' : 'even').odd.join() === '1,3'
"""
SORTING = """
    const items = [];
    for (let i = 0; i < 60; i++) items.push({i});
    items.sort((x, y) => y.i - x.i);
    items[0].i === 59 && ['b', 'a', 'c' + 1].sort().join() === 'a,b,c1' &&
        items.map(x => ({y: x.i})).filter(x => x.y % 2).concat([[1]]).flat().length === 31
"""
VIEWS = """
    const buffer = new ArrayBuffer(16, {maxByteLength: 32}), views = [];
    for (let i = 0; i < 20; i++) { new Uint8Array(buffer); views.push(new Int16Array(buffer)); }
    buffer.resize(32);
    let right = views.every(view => view.length === 16);
    buffer.transfer();
    right && views.every(view => view.length === 0) && new BigInt64Array(3).map(x => x + 1n).join() === '1,1,1'
"""
ITERATORS = "[1, 2, 3].values().map(x => [x]).flatMap(x => x).drop(1).toArray().join() === '2,3'"


@pytest.mark.parametrize("script", [LIVE_WEAK_KEYS, TABLES, SORTING, VIEWS, ITERATORS])
def test_a_collection_at_every_allocation(context: Context, script: str) -> None:
    context.set_stress(True)
    assert context.eval(script) is True
    context.set_stress(False)
    context.verify()


def cells(context: Context, kind: str) -> int:
    context.collect(True)
    return context.live_cells().get(kind, (0, 0))[0]


def test_entries_die_with_their_keys(context: Context) -> None:
    context.eval("globalThis.map = new WeakMap()")
    context.eval("for (let i = 0; i < 1000; i++) { const key = {}; map.set(key, new Set([key])); }")
    assert cells(context, "Set") < 20  # the stack may still hold one or the other


def test_dead_targets_are_reported_once_and_live_ones_never(context: Context) -> None:
    context.eval("""
        globalThis.log = [], globalThis.kept = {};
        globalThis.registry = new FinalizationRegistry(held => log.push(held));
        (() => { for (let i = 0; i < 100; i++) registry.register({}, 'dead'); })();
        registry.register(kept, 'live');
    """)
    context.run_jobs()
    context.collect(True)
    context.run_jobs()
    assert context.eval("log.length > 80 && log.length <= 100 && !log.includes('live')") is True


def test_targets_of_weak_references_live_to_the_end_of_the_turn(context: Context) -> None:
    context.eval("globalThis.weak = []; for (let i = 0; i < 100; i++) weak.push(new WeakRef({i}))")
    context.collect(True)
    assert context.eval("weak.every((reference, i) => reference.deref().i === i)") is True
    context.run_jobs()
    context.eval("0")
    context.run_jobs()
    context.collect(True)
    assert context.eval("weak.filter(reference => reference.deref()).length < 20") is True


CHAINS = {
    "values that are keys": "const map = new WeakMap(); let key = first; for (let i = 0; i < N; i++) {"
    " const next = {}; map.set(key, {next}); key = next } kept = [map, first]",
    "added from the end": "const map = new WeakMap(), keys = [first]; for (let i = 0; i < N; i++) keys.push({});"
    " for (let i = N; i > 0; i--) map.set(keys[i - 1], {next: keys[i]}); kept = [map, first]",
    "maps in maps": "let map = new WeakMap(); kept = [map, first]; for (let i = 0; i < N; i++) {"
    " const next = new WeakMap(); map.set(first, next); map = next }",
}


@pytest.mark.parametrize("name", CHAINS)
def test_a_chain_through_weak_maps_is_gone_along_once(context: Context, name: str) -> None:
    count = 5000
    context.eval(f"var kept; {{ const N = {count}, first = {{}}; {CHAINS[name]} }}")
    context.collect()
    assert count < int(context.statistics()["last_collection_visits"]) < 20 * count
    context.verify()
    context.eval("kept[1] = null")
    context.collect()
    assert int(context.statistics()["last_collection_visits"]) < 2 * count


def test_every_dead_target_is_reported_among_living_ones(context: Context) -> None:
    context.eval("""
        globalThis.kept = [], globalThis.told = [];
        globalThis.registry = new FinalizationRegistry(n => { told.push(n); registry.register(kept[0] ?? kept, -1) });
        (() => { for (let i = 0; i < 1000; i++) {
          kept.push({}); registry.register(kept[i], -1); registry.register({}, i) } })();
    """)
    context.run_jobs()
    context.collect(True)
    context.run_jobs()
    assert context.eval("told.length > 950 && new Set(told).size === told.length && !told.includes(-1)") is True
    context.eval("kept.length = 0")
    context.collect(True)
    context.run_jobs()
    context.verify()
