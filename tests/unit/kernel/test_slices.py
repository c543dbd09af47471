"""Major collections in slices, between which scripts run, and the cards of long vectors."""

import pytest

from jsengine._kernel import Context

LARGE = "var kept = []; for (let i = 0; i < 250000; i++) kept.push({i, other: null, list: [i]});"


def figures(context: Context) -> dict[str, int]:
    return {name: value for name, value in context.statistics().items() if isinstance(value, int)}


def test_no_slice_goes_through_a_large_heap(context: Context) -> None:
    context.eval(LARGE + "for (let i = 0; i < 550000; i++) kept.push({i});")
    seen = figures(context)
    assert seen["slices"] > 5 and seen["major_collections"] >= 1
    assert seen["most_visits_of_slice"] < 600_000
    context.collect()
    assert figures(context)["last_collection_visits"] > 1_000_000


MOVES = """
    let seed = 1;
    const random = () => (seed = seed * 48271 % 2147483647) % kept.length;
    for (let i = 0; i < kept.length; i++) kept[i].other = {n: i};
    for (let turn = 0; turn < 500000; turn++) {
      const a = kept[random()], b = kept[random()];
      [a.other, b.other] = [b.other, a.other];
      if (turn % 3 === 0) { const list = a.list; a.list = b.list; b.list = [...list] }
    }
    const numbers = new Set(kept.map(o => o.other.n));
    numbers.size === kept.length && kept.every(o => o.list.length === 1 && Number.isInteger(o.list[0]))
"""


def test_what_scripts_move_between_slices_lives(context: Context) -> None:
    context.eval(LARGE)
    before = figures(context)["slices"]
    assert context.eval("{" + MOVES + "}") is True
    assert figures(context)["slices"] > before
    context.verify()


def test_what_scripts_move_between_small_slices_lives(context: Context) -> None:
    context.eval("var kept = []; for (let i = 0; i < 300; i++) kept.push({i, other: null, list: [i]});")
    context.set_stress(3)
    assert context.eval("{" + MOVES.replace("500000", "3000") + "}") is True
    assert figures(context)["slices"] > 500
    context.set_stress(0)
    context.verify()


def test_what_dies_while_slices_go_on_is_given_back(context: Context) -> None:
    context.eval(LARGE)
    context.eval("for (let i = 0; i < 3000000; i++) kept[i % kept.length].other = {i, text: [i]}")
    seen = figures(context)
    assert seen["slices"] > 10 and seen["total_bytes"] < 256 << 20
    context.eval("kept = null")
    context.collect()
    assert figures(context)["total_bytes"] < 16 << 20


STORES = {
    "by index": "for (let i = 0; i < 500; i++) old[i * 199] = {i}; n = 500",
    "by push": "old.length = 99000; for (let i = 0; i < 500; i++) old.push({i}); n = 500",
    "by fill": "old.fill({i: 1}, 500, 600); n = 100",
    "by splice": "old.splice(20000, 300, {i: 1}, {i: 2}); n = 2",
    "by unshift": "old.unshift({i: 1}, {i: 2}, {i: 3}); n = 3",
    "by copyWithin": "old[7] = {i: 7}; old.copyWithin(50000, 7, 8); n = 2",
    "by sort": "old[70000] = {i: 1, toString: () => '0'}; old.sort(); n = 1",
    "by Reflect.set": "for (let i = 0; i < 100; i++) Reflect.set(old, i * 999, {i}); n = 100",
    "by defineProperty": "for (let i = 0; i < 100; i++) Object.defineProperty(old, i * 999, {value: {i}, writable: true,"
    " enumerable: true, configurable: true}); n = 100",
}


@pytest.mark.parametrize("name", STORES)
def test_an_old_long_vector_keeps_what_is_stored_into_it(context: Context, name: str) -> None:
    context.eval("var n, old = Array.from({length: 100000}, (_, i) => i + 1000000)")
    context.collect()
    context.eval(f"(() => {{ {STORES[name]} }})()")
    for _ in range(2):
        context.collect(False)
        context.eval("{ const noise = []; for (let i = 0; i < 20000; i++) noise.push({i, noise: [i]}) }")
    assert context.eval("old.filter(o => typeof o === 'object' && Number.isInteger(o.i)).length === n") is True
    context.verify()


def test_a_minor_collection_looks_at_the_cards_that_were_set(context: Context) -> None:
    context.eval("var old = []; for (let i = 0; i < 1000000; i++) old.push({i})")
    context.collect()
    context.eval("for (let i = 0; i < 100; i++) old[i * 7919] = {i}")
    context.collect(False)
    assert figures(context)["last_collection_visits"] < 5_000
    assert context.eval("old[99 * 7919].i + old[99 * 7919 + 1].i") == 99 + 99 * 7919 + 1
