"""JavaScript from Python: values, proxies, errors, limits."""

import doctest
from collections.abc import Iterator

import pytest

from jsengine import Context, JSError, JSObject, Terminated, context


@pytest.fixture
def js() -> Iterator[Context]:
    with Context(time_limit=5.0, memory_limit="256MB") as made:
        yield made


def test_the_examples_of_the_documentation_run() -> None:
    assert doctest.testmod(context).failed == 0
    for kind in (JSObject, JSError):
        (examples,) = doctest.DocTestFinder(recurse=False).find(kind, kind.__name__, module=False, globs={})
        assert examples.examples and doctest.DocTestRunner().run(examples).failed == 0


def test_values_cross_the_border(js: Context) -> None:
    assert js.eval("[undefined, null, true, 1, 0.5, 'a']")[2] is True
    assert js.eval("undefined") is None and js.eval("null") is None
    assert js.eval("'\\u{1F600}'") == "\U0001f600" and js.eval("'\\ud83d'") == "\ud83d"
    assert js.eval("2n ** 70n") == 2**70
    js.globals.big = 2**60
    assert js.eval("typeof big + big") == f"bigint{2**60}"


def test_functions_cross_both_ways(js: Context) -> None:
    js.globals.apply = lambda f, *arguments: f(*arguments)
    assert js.eval("apply((x, y) => x * y, 6, 7)") == 42
    assert js.eval("(f => f(1) + 1)")(lambda n: n + 10) == 12


def test_objects_are_live_and_keep_their_identity(js: Context) -> None:
    array = js.eval("globalThis.shared = [1, 2]")
    array.push(3)
    array[0] = "first"
    assert list(array) == ["first", 2, 3] and len(array) == 3 and js.eval("shared[0]") == "first"
    assert array == js.eval("shared") and array != js.eval("[1]")
    js.globals.again = array
    assert js.eval("again === shared") is True
    point = js.eval("({x: 1, y: 2})")
    del point.x
    assert "x" not in point and dir(point) == ["y"]


def test_what_a_script_throws_is_an_exception(js: Context) -> None:
    with pytest.raises(JSError) as caught:
        js.eval("function f() { throw new RangeError('too far') }\nf()", "place.js")
    assert (caught.value.name, caught.value.message) == ("RangeError", "too far")
    assert caught.value.stack is not None and "place.js:1" in caught.value.stack
    with pytest.raises(JSError) as thrown:
        js.eval("throw 7")
    assert thrown.value.value == 7


def test_an_error_of_a_callback_can_be_caught_by_the_script(js: Context) -> None:
    def fail() -> None:
        raise KeyError("missing")

    js.globals.fail = fail
    assert "missing" in js.eval("try { fail() } catch (error) { error.message }")


def test_a_limit_ends_the_script_and_not_the_context(js: Context) -> None:
    with Context(time_limit=0.2) as short:
        with pytest.raises(Terminated):
            short.eval("try { for (;;) ; } catch { } finally { for (;;) ; }")
        assert short.time_limit == 0.2
        short.time_limit = None
        assert short.eval("1 + 1") == 2 and short.time_limit is None
    with pytest.raises(ValueError, match="64MB"):
        Context(memory_limit="plenty")


@pytest.mark.parametrize(
    "attempt",
    [
        "callback.constructor.constructor('return this')().process",
        "callback.__globals__",
        "callback.__class__",
        "Object.getOwnPropertyNames(callback).filter(name => name.startsWith('__')).length || undefined",
        "(() => { try { callback(Symbol()) } catch (error) { return error.__traceback__ } })()",
    ],
)
def test_a_script_finds_no_way_to_python(js: Context, attempt: str) -> None:
    js.globals.callback = lambda value=None: value
    assert js.eval(attempt) is None


def test_objects_come_from_contexts_only() -> None:
    with pytest.raises(TypeError):
        JSObject()


def test_what_runs_and_what_is_held_can_be_read(js: Context) -> None:
    seen: list[tuple[str, str, int, int]] = []
    js.globals.look = lambda: seen.extend(js.call_stack())
    js.eval("function inner() {\n  look() }\n[1].map(() => inner())", "stack.js")
    assert [frame[:3] for frame in seen] == [("inner", "stack.js", 2), ("", "stack.js", 3), ("", "stack.js", 3)]
    assert js.call_stack() == []
    before = js.statistics()
    js.eval("globalThis.kept = Array.from({ length: 5000 }, (_, i) => ({ i }))")
    after = js.statistics()
    assert js.live_cells()["PlainObject"][0] >= 5000
    assert isinstance(after["allocated_bytes"], int) and isinstance(before["allocated_bytes"], int)
    assert after["allocated_bytes"] - before["allocated_bytes"] >= 5000 * 32
