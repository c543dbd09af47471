"""Showing values: what runs no code, what is bounded, and where the console's lines go."""

import io
import sys

import pytest

from jsengine import _kernel


def shown(context: _kernel.Context, expression: str, **options: object) -> str:
    return context.inspect(context.eval(f"({expression})"), **options)


def test_options() -> None:
    context = _kernel.Context()
    deep = "{a: {b: {c: {d: {}}}}}"
    assert shown(context, deep) == "{ a: { b: { c: [Object] } } }"
    assert shown(context, deep, depth=0) == "{ a: [Object] }"
    assert shown(context, deep, depth=None) == "{\n  a: { b: { c: { d: {} } } }\n}"
    assert shown(context, "[1, 'x']", colours=True) == "[ \x1b[33m1\x1b[39m, \x1b[32m'x'\x1b[39m ]"
    assert shown(context, "[1]", show_hidden=True) == "[ 1, [length]: 1 ]"
    assert context.inspect("text") == "'text'"
    assert context.inspect(None) == "undefined"
    assert context.format_log(("%s and %o", 1, "two", 3.5)) == "1 and 'two' 3.5"


def test_no_code_runs() -> None:
    context = _kernel.Context()
    context.eval("""
    var ran = [];
    var trap = new Proxy({}, { get: (_, name) => (...rest) => { ran.push(name); return Reflect[name](...rest); } });
    var hostile = [
      new Proxy({ a: 1 }, trap), new Proxy([1], trap), new Proxy(() => 1, trap),
      Object.create(new Proxy({}, trap)), { p: new Proxy(new Map(), trap) },
      { get a() { ran.push("getter"); }, toString() { ran.push("toString"); }, toJSON() { ran.push("toJSON"); } },
      [{ valueOf() { ran.push("valueOf"); }, [Symbol.toPrimitive]() { ran.push("toPrimitive"); } }],
      Object.assign(new Map([[1, 2]]), { *[Symbol.iterator]() { ran.push("iterator"); } }),
      Object.defineProperty(new Map([[1, 2]]), "size", { get() { ran.push("size"); } }),
      Object.create({ get constructor() { ran.push("constructor"); } }),
      Object.create({ constructor: class { static [Symbol.hasInstance]() { ran.push("hasInstance"); } } }),
    ];
    for (const value of hostile) console.log(value);
    """)
    assert context.eval("ran.join()") == ""


def test_getters_of_tags_and_errors() -> None:
    context = _kernel.Context()
    context.eval("var ran = 0; class Foo { get [Symbol.toStringTag]() { ran++; return 'Tag' } }")
    context.eval("class Bad extends Error { get name() { ran++; throw 1 } get message() { ran++; throw 1 } }")
    assert shown(context, "new Foo()") == "Foo [Tag] {}"
    assert context.eval("ran") == 1
    assert shown(context, "new Foo()", run_getters=False) == "Foo {}"
    assert context.eval("ran") == 1
    assert "Error" in shown(context, "new Bad('x')")
    assert shown(context, "{ get [Symbol.toStringTag]() { throw 1 }, a: 1 }").startswith("{ a: 1, ")


def test_a_getter_that_does_not_end_is_ended() -> None:
    context = _kernel.Context(time_limit=0.2)
    with pytest.raises(_kernel.Terminated):
        context.eval("console.log({ get [Symbol.toStringTag]() { for (;;); } })")
    context.time_limit = 0
    assert context.eval("1 + 1") == 2


def test_deep_and_wide_values() -> None:
    context = _kernel.Context(time_limit=20.0)
    context.eval("var deep = {}; for (let i = 0, o = deep; i < 1e5; i++) o = o.next = {};")
    assert shown(context, "deep") == "{ next: { next: { next: [Object] } } }"
    assert "Maximum call stack size exceeded" in shown(context, "deep", depth=None)
    context.eval("var chain = {}; for (let i = 0; i < 1e5; i++) chain = Object.create(chain);")
    assert "Complex prototype" in shown(context, "chain")
    context.eval("var through = new Proxy({}, {}); for (let i = 0; i < 1e5; i++) through = new Proxy(through, {});")
    assert shown(context, "through") in ("{}", "<Revoked Proxy>")
    assert len(shown(context, "Array.from({length: 1e6}, () => [1])")) < 3000
    assert shown(context, "new Uint8Array(5e8)").endswith("... 499999900 more items\n]")
    assert shown(context, "new Array(2 ** 32 - 1)") == "[ <4294967295 empty items> ]"


def test_wide_objects_count_for_the_memory_limit() -> None:
    context = _kernel.Context(memory_limit=48 << 20, time_limit=60.0)
    context.eval("var row = {}; for (let i = 0; i < 2000; i++) row['key' + i] = 'x'.repeat(5000);")
    context.eval("var wide = {}; for (let i = 0; i < 2000; i++) wide['k' + i] = row;")
    with pytest.raises(_kernel.Terminated):
        context.inspect(context.eval("wide"))
    assert context.eval("1 + 1") == 2
    text = context.statistics()["memory"]
    assert isinstance(text, dict)
    assert text["Text"] == 0


def test_what_changes_while_it_is_shown() -> None:
    context = _kernel.Context()
    context.eval("""
    function changing(values, change) {
      values.splice(1, 0, { get [Symbol.toStringTag]() { change(); return "x"; } });
      return values;
    }
    var list = changing([1, 2, 3], () => { list.length = 1; });
    var map = new Map(changing([1, 2, 3], () => { map.clear(); map.set("new", 1); }).map((v) => [v, v]));
    var set = new Set(changing([1, 2, 3], () => { set.delete(2); for (let i = 0; i < 100; i++) set.add("s" + i); }));
    var object = { a: { get [Symbol.toStringTag]() { delete object.b; return "x"; } }, b: 1 };
    """)
    context.set_stress(True)
    for name in ("list", "map", "set", "object"):
        assert shown(context, name)
    context.set_stress(False)
    context.verify()


def test_console_sink() -> None:
    context = _kernel.Context()
    lines: list[tuple[str, str]] = []
    context.set_console(lambda method, text: lines.append((method, text)))
    context.eval("""
    console.log("a", {b: 1}); console.group("g"); console.warn("w"); console.groupEnd();
    console.error("%d", 5); print("p", 1); console.table([1]); console.assert(false, "why");
    """)
    assert lines[:4] == [("log", "a { b: 1 }"), ("log", "g"), ("warn", "  w"), ("error", "5")]
    assert lines[4] == ("print", "p 1")
    assert lines[5][0] == "table"
    assert lines[6] == ("assert", "Assertion failed: why")
    context.eval("console.group()")
    context.set_console(None)  # forgets the group
    stdout, sys.stdout = sys.stdout, io.StringIO()
    try:
        context.eval("console.log('to the stream')")
        assert sys.stdout.getvalue() == "to the stream\n"
    finally:
        sys.stdout = stdout


def test_what_a_sink_raises_ends_the_script() -> None:
    context = _kernel.Context()

    def refuse(method: str, text: str) -> None:
        raise ValueError(text)

    context.set_console(refuse)
    with pytest.raises(ValueError, match="said"):
        context.eval("try { console.log('said') } catch { }")
    context.set_console(None)
    assert context.eval("2") == 2
