"""What crosses the border as what (jsengine/context.py has the table)."""

import datetime
import math
from types import MappingProxyType

import pytest

from jsengine import BigInt, Context, JSError, JSObject, null


def round_trip(js: Context, value: object) -> object:
    return js.eval("x => x")(value)


@pytest.mark.parametrize("value", [0, -1, 2**31, 2**53 - 1, -(2**53) + 1, 0.5, 1e300, True, False, "", "text", None])
def test_primitives_make_the_round_trip(js: Context, value: object) -> None:
    result = round_trip(js, value)
    assert result == value and type(result) is type(value)


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("1", 1),
        ("0.5 + 0.5", 1),
        ("2 ** 40", 2**40),
        ("2 ** 53", 2.0**53),
        ("-0", -0.0),
        ("Infinity", math.inf),
        ("5n", 5),
        ("2n ** 70n", 2**70),
        ("null", None),
        ("undefined", None),
        ("'\\u{1F600}'", "\U0001f600"),
        ("'\\ud83d'", "\ud83d"),
    ],
)
def test_values_come_out(js: Context, source: str, value: object) -> None:
    result = js.eval(source)
    assert result == value and type(result) is type(value)


def test_nan_and_minus_zero_keep_what_they_are(js: Context) -> None:
    assert math.isnan(js.eval("NaN")) and math.isnan(js.eval("x => x * 1")(math.nan))
    assert math.copysign(1, js.eval("-0")) == -1
    assert js.eval("x => Object.is(x, -0)")(-0.0) is True


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (2**53 - 1, "number"),
        (2**53, "bigint"),
        (-(2**53), "bigint"),
        (10**30, "bigint"),
        (BigInt(5), "bigint"),
        (2.0**60, "number"),
        (None, "undefined"),
        (null, "object"),
        (True, "boolean"),
        (len, "function"),
        ({}, "object"),
    ],
)
def test_types_in_javascript(js: Context, value: object, kind: str) -> None:
    assert js.eval("x => typeof x")(value) == kind


def test_a_subclass_of_int_is_its_number(js: Context) -> None:
    class Colour(int):
        pass

    assert js.eval("x => typeof x")(Colour(3)) == "number"
    big = round_trip(js, Colour(2**60))
    assert big == 2**60 and type(big) is int


def test_null_is_null_and_false(js: Context) -> None:
    assert js.eval("x => x === null")(null) is True
    assert not null and repr(null) == "null" and round_trip(js, null) is None


def test_text_is_text_on_both_sides(js: Context) -> None:
    for text in ("ascii", "\xe9\u1234", "\U0001f600!", "\ud83d", "a\ude00b", "\x00"):
        assert round_trip(js, text) == text
    assert js.eval("t => t.length")("\U0001f600") == 2
    assert js.eval("[...'\\u{1F600}'].length + '\\u{1F600}'[0]") == "1\ud83d"


def test_symbols_are_keys_and_equal_to_themselves(js: Context) -> None:
    symbol = js.globals.Symbol.iterator
    assert symbol == js.eval("Symbol.iterator") and hash(symbol) == hash(js.eval("Symbol.iterator"))
    assert symbol != js.eval("Symbol('other')")
    target = js.eval("({[Symbol.iterator]: 7})")
    assert target[symbol] == 7 and symbol in target
    with pytest.raises(TypeError, match="symbol"):
        symbol.description  # noqa: B018


def test_dates(js: Context) -> None:
    moment = datetime.datetime(2024, 2, 29, 12, 30, 15, 250_000, tzinfo=datetime.UTC)
    js.globals.moment = moment
    assert js.eval("moment.toISOString()") == "2024-02-29T12:30:15.250Z"
    back = js.eval("moment")
    assert isinstance(back, JSObject) and back.to_python() == moment
    assert js.eval("d => d.getTime()")(datetime.date(1970, 1, 2)) == 86_400_000
    naive = datetime.datetime(2024, 1, 1)
    assert js.eval("d => d.getTime()")(naive) == naive.timestamp() * 1000
    with pytest.raises(ValueError, match="invalid Date"):
        js.eval("new Date(NaN)").to_python()
    with pytest.raises(ValueError, match="does not reach"):
        js.eval("new Date(8.64e15)").to_python()


def test_dicts_are_live(js: Context) -> None:
    data = {"a": 1, "nested": {"b": [1]}, 7: "seven"}
    js.globals.data = data
    assert js.eval("data.a + data.nested.b[0]") == 2
    js.eval("data.c = 'new'; data.nested.b.push(2); delete data.a; data[7] += '!'")
    assert data == {"nested": {"b": [1, 2]}, "c": "new", 7: "seven!"}
    data["late"] = True
    assert js.eval("Object.keys(data).sort().join()") == "7,c,late,nested"
    assert js.eval("'late' in data && !('x' in data) && data.x === undefined") is True
    assert js.eval("JSON.stringify(data.nested)") == '{"b":[1,2]}'
    assert js.eval("({...data}).c") == "new"


def test_dicts_and_lists_keep_their_identity(js: Context) -> None:
    data: dict[str, object] = {"list": []}
    data["self"] = data
    js.globals.data = data
    assert js.eval("data === data.self && data.list === data.list") is True
    assert js.eval("data") is data and js.eval("data.list") is data["list"]


def test_lists_behave_as_arrays(js: Context) -> None:
    items: list[object] = [3, 1, 2]
    js.globals.items = items
    assert js.eval("Array.isArray(items) && items instanceof Array && items.length === 3") is True
    assert js.eval("items.map(x => x * 2).join()") == "6,2,4"
    js.eval("items.sort(); items.push(9); items.unshift(0)")
    assert items == [0, 1, 2, 3, 9]
    assert js.eval("items.pop() + items.shift()") == 9 and items == [1, 2, 3]
    assert js.eval("items.splice(1, 1).join() + JSON.stringify(items) + [...items]") == "2[1,3]1,3"
    js.eval("items.length = 1; items[0] = 'x'")
    assert items == ["x"]
    for gap in ("items[5] = 1", "items.length = 10", "items[4294967294] = 1"):
        with pytest.raises(JSError, match="RangeError"):
            js.eval(gap)
    assert items == ["x"]


@pytest.mark.parametrize("change", ["clear", "grow"])
@pytest.mark.parametrize(
    "script",
    [
        "items.map(change)",
        "items.sort(change)",
        "items.reduce(change)",
        "items.splice({valueOf() { change(); return 3 }}, 1)",
        "JSON.stringify([items, data], (key, value) => { change(); return value })",
        "[...items].forEach(change)",
        "Object.entries(data).map(change)",
        "for (const key in data) change(), data[key]",
        "({...data, ...items})",
        "items.concat(items).at({valueOf: change})",
        "Object.defineProperty(items, 0, {value: change()})",
    ],
)
def test_python_may_change_what_a_script_goes_through(js: Context, change: str, script: str) -> None:
    items = list(range(20))
    data = {str(i): i for i in items}

    def clear(*_: object) -> None:
        items.clear()
        data.clear()

    def grow(*_: object) -> None:
        items.extend(range(3))
        data[str(len(data))] = 1

    js.globals.items = items
    js.globals.data = data
    js.globals.change = {"clear": clear, "grow": grow}[change]
    try:
        js.eval(script)
    except JSError as error:
        assert error.name in ("RangeError", "TypeError")
    js._kernel.verify()
    assert js.eval("items.length") == len(items)


def test_tuples_are_read_only(js: Context) -> None:
    js.globals.pair = (1, 2)
    assert js.eval("pair[0] + pair.length") == 3
    with pytest.raises(JSError, match="TypeError"):
        js.eval("'use strict'; pair[0] = 5")
    with pytest.raises(JSError):
        js.eval("pair.push(3)")
    assert js.eval("pair") == (1, 2)


def test_what_a_list_holds_is_converted_when_it_is_read(js: Context) -> None:
    js.globals.items = [object()]
    assert js.eval("items.length") == 1
    with pytest.raises(TypeError, match="object cannot be handed"):
        js.eval("items[0]")


def test_by_value(js: Context) -> None:
    source = {
        "list": [1, None, {"x": 1.5}],
        "set": {1},
        "when": datetime.date(1970, 1, 1),
        "b": b"\x01",
        "__proto__": 1,
    }
    copy = js.by_value(source)
    source["list"].append(5)
    js.globals.copy = copy
    assert isinstance(copy, JSObject)
    assert (
        js.eval("JSON.stringify(copy.list) + copy.set.has(1) + copy.when.getTime() + copy.b[0]")
        == '[1,null,{"x":1.5}]true01'
    )
    assert js.eval("Object.hasOwn(copy, '__proto__') && Object.getPrototypeOf(copy) === Object.prototype") is True
    ring: list[object] = []
    ring.append(ring)
    assert js.eval("r => r[0] === r")(js.by_value(ring)) is True
    with pytest.raises(TypeError, match="tuple"):
        js.by_value({(1, 2): 3})
    assert js.by_value(5) == 5


def test_to_python(js: Context) -> None:
    made = js.eval(
        "({a: [1, [2]], m: new Map([['k', {v: 1}]]), s: new Set([1, 2]), d: new Date(0), n: null, u: undefined,"
        " b: new Uint8Array([1, 2]), f: new Float64Array([0.5]), g: x => x})"
    ).to_python()
    function = made.pop("g")
    assert isinstance(function, JSObject) and function(3) == 3
    assert made.pop("f").tolist() == [0.5]
    assert made == {
        "a": [1, [2]],
        "m": {"k": {"v": 1}},
        "s": {1, 2},
        "d": datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC),
        "n": None,
        "u": None,
        "b": b"\x01\x02",
    }
    ring = js.eval("const r = {}; r.self = r; r").to_python()
    assert ring["self"] is ring


@pytest.mark.parametrize("value", [object(), {1}.__iter__(), range(3), {1, 2}, 1j, MappingProxyType({})])
def test_what_was_not_declared_does_not_cross(js: Context, value: object) -> None:
    with pytest.raises(TypeError, match="cannot be handed to JavaScript"):
        js.globals.x = value


def test_an_object_of_another_context_does_not_cross(js: Context) -> None:
    with pytest.raises(ValueError, match="another context"):
        js.globals.x = Context().eval("({})")
