"""Values that `evaluate` is given and gives."""

import math
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from browser import Page, open_page
from browser.page import ScriptFailure


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with open_page() as page:
        yield page


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("({a: [1, 'x', null, true, 1.5], b: undefined, c() {}, d: Symbol()})", {"a": [1, "x", None, True, 1.5]}),
        ("[undefined, () => 1, Symbol(), , 'é𝒷']", [None, None, None, None, "é𝒷"]),
        ("[10n ** 30n, -5n, Infinity, -Infinity, 1e21]", [10**30, -5, math.inf, -math.inf, 1e21]),
        ("new Date(86400000)", datetime(1970, 1, 2, tzinfo=UTC)),
        ("[new Date(NaN), new Date(-8.64e15)]", [None, -8.64e15]),
        ("new Map([['a', 1], [2, [3]], [new Date(0), {}]])", {"a": 1, 2: [3], datetime(1970, 1, 1, tzinfo=UTC): {}}),
        ("new Map([[{}, 1], ['b', 2]])", [({}, 1), ("b", 2)]),
        ("new Set([1, 'a', 10n])", {1, "a", 10}),
        ("new Set([[1]])", [[1]]),
        ("new Uint8Array([1, 2, 255])", b"\x01\x02\xff"),
        ("new Uint8Array([1, 2]).buffer", b"\x01\x02"),
        ("new Float32Array([0.5, 2])", [0.5, 2]),
        ("new URL('http://a.example/b')", "http://a.example/b"),
        ("({toJSON() { return [this.x] }, x: 1})", [1]),
        ("Object.create({inherited: 1}, {own: {value: 2, enumerable: true}, hidden: {value: 3}})", {"own": 2}),
        ("({'__proto__': 1, ['__proto__']: 2})", {"__proto__": 2}),
        ("document.body", {}),
        ("Promise.resolve([1])", [1]),
        ("new Proxy([1, 2], {})", [1, 2]),
        ("null", None),
    ],
)
def test_values_of_scripts(page: Page, script: str, expected: object) -> None:
    value = page.evaluate(f"({script})")
    assert value == expected and type(value) is type(expected)


def test_what_equality_does_not_tell(page: Page) -> None:
    assert math.copysign(1, page.evaluate("[-0]")[0]) == -1 and math.isnan(page.evaluate("[NaN]")[0])
    assert page.evaluate("new Error('e')")["message"] == "e"
    shared = page.evaluate("(() => { const o = {}; return [o, o] })()")
    assert shared == [{}, {}] and shared[0] is shared[1]
    circle = page.evaluate("(() => { const o = {list: []}; o.list.push(o); return o })()")
    assert circle["list"][0] is circle


def test_depth_has_no_limit_of_python(page: Page) -> None:
    value: Any = page.evaluate("(() => { let o = 1; for (let i = 0; i < 100000; i++) o = [o]; return o })()")
    deep: Any = []
    for _ in range(100_000):
        value = value[0]
        deep = [deep]
    assert value == 1
    assert page.evaluate("o => { let n = 0; while (o.length) { o = o[0]; n++ } return n }", deep) == 100_000


@pytest.mark.parametrize(
    "value",
    [
        {"a": [1, "x", None, True, 1.5], "é𝒷": {}},
        [10**30, 2**53, -(2**60), 5, math.inf, -math.inf, 1e21],
        [datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)],
        b"\x00\xff",
        {1, "a"},
        {"__proto__": 1},
        [],
        10**20,
        datetime(2026, 1, 2, tzinfo=UTC),
    ],
)
def test_values_of_python_come_back(page: Page, value: object) -> None:
    assert page.evaluate("value => value", value) == value


def test_arguments(page: Page) -> None:
    assert page.evaluate("(a, b) => a + b.c", 1, {"c": 2}) == 3
    assert page.evaluate("d => d instanceof Date && d.getTime()", date(1970, 1, 2)) == 86_400_000
    assert page.evaluate("b => b instanceof Uint8Array && b.length", bytearray(3)) == 3
    assert page.evaluate("s => s instanceof Set && s.size", {1, 2}) == 2
    assert page.evaluate("n => typeof n", 2**53) == "bigint"
    assert page.evaluate("n => Object.is(n[0], -0)", [-0.0]) is True
    circle: list[Any] = []
    circle.append(circle)
    assert page.evaluate("c => c[0] === c", circle) is True
    with pytest.raises(TypeError, match="cannot be given a object"):
        page.evaluate("o => o", object())
    with pytest.raises(TypeError, match="named by a str"):
        page.evaluate("o => o", {None: 1})


def test_pages_may_have_changed_everything() -> None:
    with open_page() as page:
        page.evaluate("""
            for (const name of ["0", "1", "value"]) Object.defineProperty(Object.prototype, name, {set() { throw 1 }, get() {}});
            Array.prototype.toJSON = () => "bad"; delete Map.prototype.get; Map.prototype.forEach = null;
            Array.prototype[Symbol.iterator] = null; JSON.stringify = JSON.parse = null; Uint8Array = null; 1
        """)
        assert page.evaluate("value => [value, new Set(), 5n]", {"a": {1}}) == "bad"
        assert page.evaluate("value => ({value, n: 5n})", {"a": {1}}) == {"value": {"a": {1}}, "n": 5}


def test_what_throws_while_it_is_read(page: Page) -> None:
    with pytest.raises(ScriptFailure, match="mine"):
        page.evaluate("({get a() { throw new Error('mine') }})")
