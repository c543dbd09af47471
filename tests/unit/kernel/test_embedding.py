"""Values and exceptions across the border, and the life of what refers across it (invariants 1, 2 and 3)."""

import gc

import pytest

from jsengine._kernel import Context, Handle, ScriptError


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("1", 1),
        ("-0.5", -0.5),
        ("2 ** 53", 2.0**53),
        ("'héllo'", "héllo"),
        ("'\\u1234'", "\u1234"),
        ("true", True),
        ("undefined", None),
        ("null", None),
        ("2n ** 70n", 2**70),
    ],
)
def test_primitives_come_out(context: Context, source: str, value: object) -> None:
    assert context.eval(source) == value


def test_strings_are_code_units(context: Context) -> None:
    assert context.eval("'\\u{1F600}'") == "\ud83d\ude00"
    context.define_global("text", "\U0001f600")
    assert context.eval("text.length") == 2


@pytest.mark.parametrize("value", [0, -1, 2**31, 0.5, 2**60, True, "text", "\u1234", "\ud800", ""])
def test_primitives_make_the_round_trip(context: Context, value: object) -> None:
    context.define_global("value", value)
    result = context.eval("value")
    assert result == value and isinstance(result, bool) == isinstance(value, bool)


def test_objects_are_handles(context: Context) -> None:
    handle = context.eval("({a: 1, f(x) { return this.a + x; }})")
    assert isinstance(handle, Handle) and handle.kind == "object"
    handle.set("a", 5)
    assert handle.get("a") == 5
    assert handle.call_method("f", 2) == 7


def test_an_exception_carries_its_value_and_stack(context: Context) -> None:
    with pytest.raises(ScriptError) as caught:
        context.eval("function f() {\n  throw new TypeError('no')\n}\nf()", name="file.js")
    assert str(caught.value) == "TypeError: no"
    assert caught.value.stack == "TypeError: no\n    at f (file.js:2:9)\n    at file.js:4:1"
    assert isinstance(caught.value.value, Handle)


def test_any_value_can_be_thrown(context: Context) -> None:
    with pytest.raises(ScriptError) as caught:
        context.eval("throw 'text'")
    assert caught.value.value == "text" and caught.value.stack is None


def test_python_exceptions_can_be_caught_in_js(context: Context) -> None:
    def fail() -> None:
        raise ValueError("bad")

    context.define_global("fail", fail)
    assert context.eval("try { fail() } catch (e) { e.message }") == "ValueError: bad"


def test_js_exceptions_keep_their_identity_through_python(context: Context) -> None:
    context.define_global("call", lambda f: f())
    assert context.eval("var e = {}; try { call(() => { throw e; }) } catch (x) { x === e }") is True


class Tracked:
    """Counts how many of it are alive."""

    alive = 0

    def __init__(self) -> None:
        Tracked.alive += 1

    def __del__(self) -> None:
        Tracked.alive -= 1

    def __call__(self, *_: object) -> int:
        return 1


def test_python_functions_go_with_their_cells(context: Context) -> None:
    context.define_global("f", Tracked())
    assert context.eval("f()") == 1
    assert Tracked.alive == 1
    context.eval("f = undefined")
    context.collect(True)
    context.eval("1")
    assert Tracked.alive == 0


def test_a_dropped_context_dies_with_all_it_owns() -> None:
    context = Context()
    tracked = Tracked()
    tracked.cycle = context
    context.define_global("f", tracked)
    context.define_global("g", context.collect)
    handle = context.eval("({f})")
    del context, tracked, handle
    gc.collect()
    assert Tracked.alive == 0


def settle(context: Context) -> None:
    """Collect, and let what the collector gave up be dropped."""
    context.collect(True)
    context.eval("1")


def make_cycle(context: Context) -> Tracked:
    tracked = Tracked()
    handle = context.eval("({})")
    assert isinstance(handle, Handle)
    handle.set("callback", tracked)  # JS object -> Python object
    tracked.handle = handle  # Python object -> JS object
    return tracked


def test_cycles_through_both_heaps_die(context: Context) -> None:
    cycles = [make_cycle(context) for _ in range(10)]
    settle(context)
    assert Tracked.alive == 10
    cycles.clear()
    settle(context)
    assert Tracked.alive <= 1  # what is left on the native stack may look like a reference


def test_a_cycle_of_several_closures_dies_at_once(context: Context) -> None:
    def ring(first: Handle, second: Handle) -> None:
        tracked = Tracked()
        first.set("f", lambda: (second, tracked))
        second.set("g", lambda: (first, tracked))

    context.define_global("ring", ring)
    context.eval("for (let i = 0; i < 10; i++) ring({}, {})")
    assert Tracked.alive == 10
    settle(context)
    assert Tracked.alive == 0


def test_what_is_held_from_either_side_lives(context: Context) -> None:
    tracked = Tracked()
    handle = context.eval("var kept = {text: 'here'}; kept")
    assert isinstance(handle, Handle)
    handle.set("f", lambda: len([handle, tracked]))
    settle(context)
    assert Tracked.alive == 1 and context.eval("kept.f()") == 2
    outside = handle
    context.eval("kept = undefined")
    settle(context)
    assert outside.get("text") == "here" and Tracked.alive == 1
    context.verify()


def test_a_handle_that_a_python_frame_holds_lives(context: Context) -> None:
    seen: list[object] = []

    def callback(argument: Handle) -> None:
        settle(context)
        seen.append(argument.get("v"))

    context.define_global("callback", callback)
    context.eval("callback({v: 7, self: callback})")
    assert seen == [7]
