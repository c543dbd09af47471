"""Errors across the border: one traceback, and exceptions that stay the objects they are."""

import gc
import traceback
import weakref
from types import TracebackType

import pytest

from jsengine import Context, JSError, JSObject

NESTED = "function inner() {\n  fail()\n}\nfunction outer() {\n  inner()\n}\nouter()"


class Odd(Exception):
    """Has a text that cannot be had."""

    def __str__(self) -> str:
        raise RuntimeError("no text")


def places(error: BaseException) -> list[tuple[str, int, str]]:
    """The frames of a traceback that are the script's or the test's."""
    frames = traceback.extract_tb(error.__traceback__)
    return [(f.filename, f.lineno or 0, f.name) for f in frames if not f.filename.endswith("context.py")]


def test_an_uncaught_error_tells_name_message_value_and_stack(js: Context) -> None:
    with pytest.raises(JSError) as caught:
        js.eval("function f() { throw new RangeError('too far') }\nf()", "place.js")
    error = caught.value
    assert (error.name, error.message, str(error)) == ("RangeError", "too far", "RangeError: too far")
    assert error.stack == "RangeError: too far\n    at f (place.js:1:22)\n    at place.js:2:1"
    assert isinstance(error.value, JSObject) and error.value.message == "too far"


@pytest.mark.parametrize(
    ("thrown", "name", "message"),
    [("7", "", "7"), ("'text'", "", "text"), ("undefined", "", "undefined"), ("{name: 'N', message: 'M'}", "N", "M")],
)
def test_any_value_can_be_thrown(js: Context, thrown: str, name: str, message: str) -> None:
    with pytest.raises(JSError) as caught:
        js.eval(f"throw ({thrown})")
    assert (caught.value.name, caught.value.message, caught.value.stack) == (name, message, None)


def test_reading_an_error_runs_no_code(js: Context) -> None:
    js.globals.ran = 0
    with pytest.raises(JSError) as caught:
        js.eval(
            "const e = new Error('x');"
            "for (const k of ['name', 'message', 'stack', 'cause', 'toString'])"
            "  Object.defineProperty(e, k, {get() { ran++; throw 1 }});"
            "throw e"
        )
    assert caught.value.name == "" and caught.value.message == "" and repr(caught.value)
    assert js.globals.ran == 0


def test_a_traceback_shows_the_frames_of_the_script_with_their_lines(js: Context) -> None:
    with pytest.raises(JSError) as caught:
        js.eval(NESTED.replace("fail()", "null.x"), "nested.js")
    assert places(caught.value)[1:] == [
        ("nested.js", 7, "<script>"),
        ("nested.js", 5, "outer"),
        ("nested.js", 2, "inner"),
    ]
    text = "".join(traceback.format_exception(caught.value))
    assert 'File "nested.js", line 2, in inner\n    null.x\n' in text


def test_a_traceback_alternates_between_the_languages(js: Context) -> None:
    def fail() -> None:
        js.eval("function deep() { null.x }\ndeep()", "deep.js")

    js.globals.fail = fail
    with pytest.raises(JSError) as caught:
        js.eval(NESTED, "nested.js")
    assert [(file if file.endswith(".js") else "here", name) for file, _, name in places(caught.value)[1:]] == [
        ("nested.js", "<script>"),
        ("nested.js", "outer"),
        ("nested.js", "inner"),
        ("here", "fail"),
        ("deep.js", "<script>"),
        ("deep.js", "deep"),
    ]


def test_a_python_exception_on_its_way_through_several_scripts(js: Context) -> None:
    def fail() -> None:
        raise KeyError("missing")

    js.globals.fail = fail
    js.globals.between = lambda: js.eval("fail()", "deep.js")
    with pytest.raises(KeyError) as caught:
        js.eval("between()", "nested.js")
    names = [name for _, _, name in places(caught.value)[1:]]
    assert names == ["<script>", "<lambda>", "<script>", "fail"]


def test_an_exception_of_a_callback_comes_out_as_it_was(js: Context) -> None:
    original = KeyError("missing")

    def fail() -> None:
        raise original

    js.globals.fail = fail
    with pytest.raises(KeyError) as caught:
        js.eval(NESTED, "nested.js")
    assert caught.value is original
    assert [name for _, _, name in places(original)[1:]] == ["<script>", "outer", "inner", "fail"]


@pytest.mark.parametrize(
    "script",
    [
        "try { fail() } catch (e) { throw e }",
        "try { fail() } finally { 1 }",
        "[1].map(() => fail())",
        "try { fail() } catch (e) { try { throw e } catch (again) { throw again } }",
        "new Proxy({}, {get: fail}).x",
        "[2, 1].sort(fail)",
        "(function* () { fail() })().next()",
        "class A { constructor() { fail() } } new A()",
        "JSON.stringify({toJSON: fail})",
        "`${{toString: fail}}`",
        "'x'.replace(/x/, fail)",
    ],
)
def test_it_goes_through_whatever_the_script_does(js: Context, script: str) -> None:
    original = ValueError("from Python")

    def fail(*_: object) -> None:
        raise original

    js.globals.fail = fail
    with pytest.raises(ValueError, match="from Python") as caught:
        js.eval(script)
    assert caught.value is original


def test_a_script_reads_name_and_message_only(js: Context) -> None:
    def fail() -> None:
        raise KeyError("missing")

    js.globals.fail = fail
    seen = js.eval(
        "try { fail() } catch (e) {"
        " [e instanceof Error, e.name, e.message, Object.getOwnPropertyNames(e).sort().join(), String(e)] }"
    )
    assert seen.to_python() == [True, "KeyError", "'missing'", "message,name,stack", "KeyError: 'missing'"]


def test_an_exception_may_be_handed_over_and_back(js: Context) -> None:
    original = OSError("disk")
    assert js.eval("e => e")(original) is original
    assert js.eval("(a, b) => a === b")(original, original) is True
    with pytest.raises(OSError, match="disk") as caught:
        js.eval("e => { throw e }")(original)
    assert caught.value is original


def test_a_wrapped_exception_is_the_cause(js: Context) -> None:
    original = ValueError("deep down")

    def fail() -> None:
        raise original

    js.globals.fail = fail
    with pytest.raises(JSError, match="on top") as caught:
        js.eval("try { fail() } catch (e) { throw new Error('on top', {cause: e}) }")
    assert caught.value.__cause__ is original


def test_what_javascript_threw_keeps_its_identity_through_python(js: Context) -> None:
    js.globals.call = lambda function: function()
    assert js.eval("const e = {}; try { call(() => { throw e }) } catch (x) { x === e }") is True


def test_an_exception_without_a_text(js: Context) -> None:
    def fail() -> None:
        raise Odd

    js.globals.fail = fail
    assert js.eval("try { fail() } catch (e) { e.name + e.message }") == "Odd"


def test_python_may_raise_a_js_error(js: Context) -> None:
    def fail() -> None:
        raise JSError("by hand")

    js.globals.fail = fail
    with pytest.raises(JSError, match="by hand") as caught:
        js.eval("fail()")
    assert (caught.value.value, caught.value.stack) == (None, None)


def test_what_is_no_exception_ends_the_script(js: Context) -> None:
    def leave() -> None:
        raise SystemExit(3)

    js.globals.leave = leave
    with pytest.raises(SystemExit) as caught:
        js.eval("try { leave() } catch { globalThis.caught = 1 } finally { globalThis.final = 1 }")
    assert caught.value.code == 3 and js.globals.caught is None and js.globals.final is None


def frames_of(trace: TracebackType | None) -> list[TracebackType]:
    return [] if trace is None else [trace, *frames_of(trace.tb_next)]


def test_a_script_s_frame_has_nothing_in_it(js: Context) -> None:
    with pytest.raises(JSError) as caught:
        js.eval(NESTED.replace("fail()", "null.x"), "nested.js")
    own = [t.tb_frame for t in frames_of(caught.value.__traceback__) if t.tb_frame.f_code.co_filename == "nested.js"]
    assert len(own) == 3
    for frame in own:
        assert frame.f_globals == {} and frame.f_locals == {} and frame.f_back is None
        assert frame.f_code.co_consts == () and frame.f_code.co_names == ()


def test_errors_are_not_kept_alive(js: Context) -> None:
    class Payload(Exception):
        pass

    def fail() -> None:
        raise Payload

    js.globals.fail = fail
    with pytest.raises(Payload) as caught:
        js.eval("fail()")
    reference = weakref.ref(caught.value)
    del caught
    gc.collect()
    assert reference() is None


def test_syntax_errors(js: Context) -> None:
    with pytest.raises(JSError, match="SyntaxError"):
        js.eval("let let = 1")
    with pytest.raises(JSError, match="SyntaxError"):
        js.compile("(")
