"""JSObject: a JavaScript object as Python sees it."""

import copy
import gc
import pickle
import weakref

import pytest

from jsengine import Context, JSError, JSObject


def test_properties_are_attributes_and_items(js: Context) -> None:
    point = js.eval("({x: 1, 'a b': 2, 0: 'zero'})")
    assert point.x == 1 and point["x"] == 1 and point["a b"] == 2 and point[0] == "zero"
    point.x = 5
    point["y"] = 6
    assert (point.x, point.y, point.missing) == (5, 6, None)
    del point.x
    del point["y"]
    assert "x" not in point and "a b" in point and 0 in point and dir(point) == ["0", "a b"]


def test_a_method_is_bound_to_what_it_was_read_from(js: Context) -> None:
    counter = js.eval("({n: 1, add(by) { this.n += by; return this.n }})")
    add = counter.add
    assert counter.add(2) == 3 and counter["add"](3) == 6 and add(4) == 10
    assert add == js.eval("f => f")(add), "bound or not, it is the same function"
    free = js.eval("(function () { 'use strict'; return this === undefined })")
    assert free() is True


def test_iteration_follows_the_protocol(js: Context) -> None:
    assert list(js.eval("[1, 'a', null]")) == [1, "a", None]
    assert sorted(js.eval("new Set([3, 1, 2])")) == [1, 2, 3]
    assert [pair.to_python() for pair in js.eval("new Map([[1, 2]])")] == [[1, 2]]
    assert list(js.eval("(function* () { yield 1; yield 2 })()")) == [1, 2]
    with pytest.raises(JSError, match="not iterable"):
        iter(js.eval("({})"))
    failing = iter(js.eval("(function* () { yield 1; throw new Error('stop') })()"))
    assert next(failing) == 1
    with pytest.raises(JSError, match="stop"):
        next(failing)
    assert list(failing) == []


def test_length(js: Context) -> None:
    assert len(js.eval("[1, 2, 3]")) == 3
    assert len(js.eval("new Map([[1, 2]])")) == 1
    assert len(js.eval("new Uint8Array(7)")) == 7
    assert len(js.eval("(a, b) => 0")) == 2
    assert bool(js.eval("[]")) is True
    for nothing in ("({})", "({length: -1})", "({length: 'x'})"):
        with pytest.raises(TypeError, match="no length"):
            len(js.eval(nothing))


def test_identity(js: Context) -> None:
    array = js.eval("globalThis.shared = [1]")
    again = js.eval("shared")
    assert array == again and hash(array) == hash(again) and array != js.eval("[1]")
    assert {array: "found"}[again] == "found"
    assert array != [1] and array != 1
    js.globals.back = array
    assert js.eval("back === shared") is True


def test_constructors(js: Context) -> None:
    assert js.globals.Date.new(0).getTime() == 0
    assert js.globals.Array.new(1, 2, 3).to_python() == [1, 2, 3]
    box = js.eval("class Box { constructor(x) { this.x = x } }; Box").new("inside")
    assert box.x == "inside"
    with pytest.raises(JSError, match="not a constructor"):
        js.eval("() => 1").new()


def test_calls_take_no_keywords_and_many_arguments(js: Context) -> None:
    count = js.eval("(...all) => all.length + all.reduce((a, b) => a + b, 0)")
    assert count() == 0 and count(*range(8)) == 8 + 28 and count(*range(1000)) == 1000 + 499500
    with pytest.raises(TypeError, match="keyword"):
        count(x=1)
    with pytest.raises(JSError, match="not a function"):
        js.eval("({})")()


def test_repr(js: Context) -> None:
    assert repr(js.eval("[1]")) == "<JSObject [object Array]>"
    assert repr(js.eval("new TypeError('x')")) == "<JSObject TypeError: x>"
    js.eval("function f() {}")
    assert repr(js.globals.f) == "<JSObject function f() {}>"
    held = js.globals.f
    js.close()
    assert repr(held) == "<JSObject of a closed context>"
    with pytest.raises(RuntimeError, match="closed"):
        held()


def test_getters_setters_and_proxies_run(js: Context) -> None:
    target = js.eval("({get double() { return this.n * 2 }, set double(v) { this.n = v / 2 }, n: 1})")
    target.double = 10
    assert target.n == 5 and target.double == 10
    loud = js.eval("new Proxy({}, {get: (t, k) => `get ${String(k)}`, has: () => true, deleteProperty: () => false})")
    assert loud.anything == "get anything" and "x" in loud
    with pytest.raises(JSError, match="TypeError"):
        del loud.x
    frozen = js.eval("Object.freeze({a: 1})")
    with pytest.raises(JSError, match="read only"):
        frozen.a = 2


def test_python_s_own_names_are_not_the_scripts(js: Context) -> None:
    trap = js.eval("({__class__: 1, __len__: 2, __custom__: 3})")
    assert trap.__class__ is JSObject and trap["__class__"] == 1
    with pytest.raises(AttributeError):
        trap.__custom__  # noqa: B018
    with pytest.raises(AttributeError):
        trap.__custom__ = 1


def test_weak_references_to_it(js: Context) -> None:
    held = js.eval("({})")
    reference = weakref.ref(held)
    assert reference() is held
    del held
    gc.collect()
    assert reference() is None


@pytest.mark.parametrize("act", [pickle.dumps, copy.copy, copy.deepcopy])
def test_it_is_neither_pickled_nor_copied(js: Context, act: object) -> None:
    with pytest.raises(TypeError, match="pickle"):
        act(js.eval("({})"))


def test_with_closes(js: Context) -> None:
    with js.eval("globalThis.closed = 0; ({close() { closed++ }})") as resource:
        assert resource.closed is None
    assert js.globals.closed == 1
    with pytest.raises(TypeError, match="with"), js.eval("({})"):
        pass


def test_objects_come_from_contexts_only() -> None:
    with pytest.raises(TypeError):
        JSObject()
