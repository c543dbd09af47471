"""Modules with a resolver, import() in scripts, and scripts that are compiled once."""

import asyncio

import pytest

from jsengine import Context, JSError

TEXTS = {
    "main.js": "import { base } from './lib/base.js'; export const sum = base + 1; export default x => x * base;",
    "lib/base.js": "export { number as base } from '../number.js'",
    "number.js": "export const number = 20",
    "waits.js": "export const value = await Promise.resolve(5)",
    "bad.js": "export const x = null.y",
    "broken.js": "export const = 1",
    "data.json": '{"answer": 42}',
    "json.js": "import data from './data.json' with { type: 'json' }; export { data }",
}


def test_a_module_with_what_it_imports(js: Context) -> None:
    main = js.module("main.js", resolver=TEXTS)
    assert main.sum == 21 and main.default(2) == 40 and dir(main) == ["default", "sum"]
    assert js.module("main.js") == main, "the resolver stays, and the same key is the same module"


def test_a_function_finds_modules(js: Context) -> None:
    asked: list[tuple[str, str | None]] = []

    def resolve(specifier: str, referrer: str | None) -> tuple[str, str]:
        asked.append((specifier, referrer))
        return f"/modules/{specifier}", "export default import.meta" if specifier == "b" else "export * as b from 'b'"

    js.module("a", resolver=resolve)
    assert asked == [("a", None), ("b", "/modules/a")]


def test_a_module_of_which_the_text_is_there(js: Context) -> None:
    assert js.module("only.js", source="export const x = 1; export let y = x + 1").y == 2


def test_import_in_a_script(in_mode: object) -> None:
    js = Context(resolver=TEXTS)
    seen: list[object] = []
    js.globals.seen = seen
    js.eval("import('main.js').then(m => seen.push(m.sum))")
    assert seen == [21]
    assert asyncio.run(js.eval_async("import('json.js').then(m => m.data.answer)")) == 42


def test_modules_that_wait(js: Context) -> None:
    assert js.module("waits.js", resolver=TEXTS).value == 5, "what needs jobs only is there at once"

    async def main() -> None:
        js.globals.sleep = asyncio.sleep
        with pytest.raises(RuntimeError, match="module_async"):
            js.module("slow.js", source="await sleep(0.01); export const x = 1")
        slow = await js.module_async("slower.js", source="await sleep(0.01); export const x = 2")
        assert slow.x == 2

    asyncio.run(main())


def test_what_goes_wrong_is_raised(js: Context) -> None:
    with pytest.raises(JSError, match="TypeError"):
        js.module("bad.js", resolver=TEXTS)
    with pytest.raises(JSError, match="SyntaxError"):
        js.module("broken.js")
    with pytest.raises(ImportError, match="nowhere"):
        js.module("nowhere.js")
    with pytest.raises(JSError, match="SyntaxError"):
        js.module("wrong.js", source="import { nothing } from 'number.js'")


def test_a_resolver_s_exception_comes_out(js: Context) -> None:
    original = PermissionError("not yours")

    def resolve(specifier: str, referrer: str | None) -> tuple[str, str]:
        raise original

    with pytest.raises(PermissionError) as caught:
        js.module("x", resolver=resolve)
    assert caught.value is original
    with pytest.raises(PermissionError):
        asyncio.run(js.eval_async("import('y')"))


def test_without_a_resolver_there_are_no_modules(js: Context) -> None:
    with pytest.raises(JSError, match="module loader"):
        js.module("x.js")


def test_a_script_is_compiled_once_and_runs_often(js: Context) -> None:
    script = js.compile("globalThis.n = (globalThis.n ?? 0) + 1", "count.js")
    assert [script.run() for _ in range(3)] == [1, 2, 3]
    other = Context()
    assert [script.run(other), script.run(other), script.run()] == [1, 2, 4]
    assert script.name == "count.js"
    failing = js.compile("null.x", "failing.js")
    for _ in range(2):
        with pytest.raises(JSError) as caught:
            failing.run()
        assert caught.value.stack is not None and "failing.js:1" in caught.value.stack


def test_evaluating_the_same_text_again(js: Context) -> None:
    assert [js.eval("globalThis.n = (globalThis.n ?? 0) + 1") for _ in range(3)] == [1, 2, 3]
    assert js.eval("x => x") != js.eval("x => x")
    assert js.eval("(s => s)`a`") != js.eval("(s => s)`a`"), "each evaluation has a template object of its own"
    js.eval("let once = 1")
    with pytest.raises(JSError, match="already been declared"):
        js.eval("let once = 1")
    for i in range(200):
        assert js.eval(f"{i} + 1") == i + 1
    for place in ("one.js", "two.js"):
        with pytest.raises(JSError) as caught:
            js.eval("null.x", place)
        assert caught.value.stack is not None and place in caught.value.stack
