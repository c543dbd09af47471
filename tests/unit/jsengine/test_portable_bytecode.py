"""Files of bytecode: what was compiled runs like its text, and what is no such file is refused in a sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest

from jsengine._kernel import Context, ScriptError, bytecode_kind
from jsengine.bytecode.version import DEPENDS_ON
from tools.build.generators import GENERATORS

SCRIPT, MODULE = 0, 1
VERSION, CHECKED = 8, 24  # offsets in the file's header (kernel/portable/format.h)

PROGRAMS = {
    "numbers": "[1, -1, 0.5, -0, 1e308, 4294967296, NaN].map((x) => Object.is(x, -0) ? '-0' : String(x)).join()",
    "strings of both widths": "['plain', '\\xff', 'wide \\u1234 \\ud83d\\ude00', '\\ud800', '7', '01'].join()",
    "names": "({ a: 1, 'b c': 2, 3: 3, \\u1234: 4 })['\\u1234'] + ({ 3: 3 })[3]",
    "BigInt": "[0n, -1n, 123456789012345678901234567890n, 0xffn].join()",
    "regular expressions": "'xAbcA'.replace(/a(?<rest>.)/gi, '<$<rest>>')",
    "template objects": "(s => s.raw.join('|') + s.join('|'))`a\\u0041${1}\\n${2}`",
    "an invalid escape in a template": "String((s => s[0])`\\u{`)",
    "classes": "class A { #p = 1; static s = this.name; static { this.t = 2 } get p() { return this.#p } };"
    " class B extends A { q = super.p + 1 }; [new B().p, new B().q, B.s, B.t].join()",
    "this that super() has not bound": "let log = []; class P {}; class C extends P { constructor(n) { const go = () => super();"
    " try { this } catch (e) { log.push(e.name) } if (n) go(); try { go() } catch (e) { log.push(e.name) } } }"
    " new C(0); new C(1); log.join()",
    "names of functions": "let f = () => {}, o = { g() {}, ['h' + 1]: function () {} }; [f.name, o.g.name, o.h1.name].join()",
    "text of functions": "function  spaced ( a ,b ) { return 'ü' } spaced + class  {  } + (() => 1)",
    "eval": "(function (a) { let b = 2; eval('var c = a + b'); return c + eval('b') })(1)",
    "mapped arguments": "(function (a, b) { arguments[0] = 5; return a + b })(1, 2)",
    "generators": "[...(function* () { try { yield 1; yield* [2, 3] } finally { yield 4 } })()].join()",
    "handlers": "(() => { for (const x of [1, 2, 3]) { try { if (x == 2) throw x } catch { return x } finally { } } })()",
    "well-known symbols": "const { x = 1, ...rest } = { y: 2 }; x + rest.y + [...'ab'].length",
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_bytecode_runs_like_the_text(name: str) -> None:
    text = PROGRAMS[name]
    code = Context().compile(text, "a.js", SCRIPT)
    assert Context().run_bytecode(code, "a.js") == Context().eval(text, "a.js")


def test_two_contexts_may_run_the_same_bytes() -> None:
    code = Context().compile("globalThis.n = (globalThis.n ?? 0) + 1", "a.js", SCRIPT)
    context = Context()
    assert [context.run_bytecode(code, "a.js") for _ in range(3)] == [1, 2, 3]
    assert Context().run_bytecode(code, "a.js") == 1


def test_every_function_is_there() -> None:
    """Nothing is left for the emitter, whose Python a process that only runs bytecode never imports."""
    text = "function outer() { return () => class { f = () => function* inner() { yield 42 } } }"
    eager = Context().compile(text, "a.js", SCRIPT)
    context = Context()
    context.run_bytecode(eager, "a.js")
    assert context.eval("[...new (outer()())().f()()][0]") == 42


def test_stack_traces_show_the_source() -> None:
    code = Context().compile("\n  function f() { null.x }\nf()", "made.js", SCRIPT)
    with pytest.raises(ScriptError) as caught:
        Context().run_bytecode(code, "folder/made.js")
    assert caught.value.stack is not None
    assert "at f (folder/made.js:2:23)" in caught.value.stack


def test_modules_keep_their_imports_and_exports() -> None:
    text = "import { a } from './a.js'; export * as all from './a.js'; globalThis.seen = a + (await 1)"
    code = Context().compile(text, "main.js", MODULE)
    assert bytecode_kind(code) == ("module", "main.js")
    context = Context()
    asked: list[tuple[str, str | None]] = []

    def load(specifier: str, referrer: str | None, kind: str) -> tuple[str, str]:
        asked.append((specifier, referrer))
        return "a.js", "export const a = 41"

    context.set_module_loader(load)
    context.run_bytecode(code, "elsewhere/main.js")
    context.run_jobs()
    assert context.eval("seen") == 42
    assert asked == [("./a.js", "elsewhere/main.js")]


def test_a_syntax_error_is_the_compilation_s() -> None:
    with pytest.raises(ScriptError, match="SyntaxError"):
        Context().compile("let let", "a.js", SCRIPT)


def refusal(code: bytes) -> str:
    with pytest.raises(ValueError) as caught:
        bytecode_kind(code)
    with pytest.raises(ValueError, match=str(caught.value)):
        Context().run_bytecode(code, "a.js")
    return str(caught.value)


def changed(code: bytes, offset: int) -> bytes:
    return code[:offset] + bytes([code[offset] ^ 1]) + code[offset + 1 :]


def test_what_is_no_bytecode_is_refused() -> None:
    code = Context().compile("1 + 1", "a.js", SCRIPT)
    for other in (b"", b"1 + 1", code[:20], code.replace(b"\r\n", b"\n", 1)):
        assert refusal(other) == "it is not a file of portable bytecode"
    assert "another version of Whipsnake" in refusal(changed(code, VERSION))


def test_damage_is_noticed() -> None:
    code = Context().compile("let a = 'text'; () => a", "a.js", SCRIPT)
    assert "damaged" in refusal(code[:-1])
    assert "damaged" in refusal(code + b"\0")
    for offset in range(VERSION + 8, len(code)):
        assert "damaged" in refusal(changed(code, offset))


# -- the command

RunCommand = Callable[..., object]


def test_the_command_compiles_and_runs(whipsnake: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "hello.js").write_text("console.log('hello', [1, 2].map((x) => x + 1).join())")
    done = whipsnake("compile", "hello.js", "-o", "out.wsc", cwd=tmp_path)
    assert vars_of(done) == (0, "", "")
    assert vars_of(whipsnake("run", "out.wsc", cwd=tmp_path)) == (0, "hello 2,3\n", "")


def vars_of(done: object) -> tuple[object, object, object]:
    return tuple(getattr(done, name) for name in ("status", "stdout", "stderr"))


def test_errors_of_the_command_are_sentences(whipsnake: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "old.wsc").write_bytes(changed(Context().compile("1", "a.js", SCRIPT), VERSION))
    (tmp_path / "bad.js").write_text("let let")
    status, out, complaint = vars_of(whipsnake("run", "old.wsc", cwd=tmp_path))
    assert (status, out) == (2, "")
    assert complaint == (
        "whipsnake: old.wsc cannot be run: it was compiled by another version of Whipsnake; compile it again\n"
    )
    status, out, complaint = vars_of(whipsnake("compile", "bad.js", "-o", "bad.wsc", cwd=tmp_path))
    assert status == 1
    assert "bad.js:1:5" in str(complaint)
    assert not (tmp_path / "bad.wsc").exists()


# -- the cache


class Cache:
    """Runs scripts with a cache folder of their own and tells whether the emitter was needed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "bytecode"

    def run(self, text: str, module: bool = False) -> bool:
        """Whether anything was compiled."""
        context = Context()
        context.set_code_cache(str(self.folder), 1 << 20)
        before = self.state()
        if module:
            context.import_module("m.js", text)
            context.run_jobs()
        else:
            context.eval(text)
        context.save_code_cache()
        return self.state() != before

    def state(self) -> dict[str, tuple[int, int]]:
        if not self.folder.exists():
            return {}
        return {path.name: (path.stat().st_ino, path.stat().st_size) for path in self.folder.iterdir()}

    def files(self) -> list[Path]:
        return sorted(self.folder.iterdir())


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "below")


def test_what_was_compiled_is_found_again(cache: Cache) -> None:
    assert cache.run("function f() { return 1 } f()")
    assert not cache.run("function f() { return 1 } f()")
    assert cache.run("function f() { return 2 } f()")
    assert len(cache.files()) == 2
    assert cache.run("globalThis.x = 1", module=True)
    assert not cache.run("globalThis.x = 1", module=True)


def test_functions_that_are_called_later_are_added(cache: Cache) -> None:
    text = "function f() {} function g() {} (globalThis.which ?? f)()"
    assert cache.run(text)
    (path,) = cache.files()
    before = path.stat().st_size
    context = Context()
    context.set_code_cache(str(cache.folder), 1 << 20)
    context.eval("var which")
    context.eval(text)
    context.eval("g()")
    context.save_code_cache()
    assert path.stat().st_size > before
    assert not cache.run(text)


def test_a_damaged_file_is_replaced(cache: Cache) -> None:
    cache.run("[1].map((x) => x)")
    (path,) = cache.files()
    path.write_bytes(path.read_bytes()[:-3])
    assert cache.run("[1].map((x) => x)")
    assert not cache.run("[1].map((x) => x)")


def test_what_others_may_write_is_not_read(cache: Cache) -> None:
    cache.run("1")
    (path,) = cache.files()
    path.chmod(0o666)
    assert cache.run("1")
    assert path.stat().st_mode & 0o777 == 0o600
    cache.folder.chmod(0o777)
    assert not cache.run("2")  # nothing is written there either


def test_the_oldest_go_when_there_is_no_room(cache: Cache, tmp_path: Path) -> None:
    context = Context()
    context.set_code_cache(str(cache.folder), 4000)
    for i in range(20):
        context.eval(f"'{'x' * 500}'; {i}")
        context.save_code_cache()
    assert 1 <= len(cache.files()) < 8
    assert sum(path.stat().st_size for path in cache.files()) <= 4000


def test_the_command_keeps_bytecode(whipsnake: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("console.log(1)")
    home = tmp_path / "cache"
    variables = {"XDG_CACHE_HOME": str(home), "WHIPSNAKE_NO_CODE_CACHE": "0"}
    whipsnake("run", "--no-code-cache", "a.js", cwd=tmp_path, **variables)
    assert not home.exists()
    for _ in range(2):
        assert vars_of(whipsnake("run", "a.js", cwd=tmp_path, **variables)) == (0, "1\n", "")
    assert len(list((home / "whipsnake" / "bytecode").iterdir())) == 1


def test_the_version_follows_what_bytecode_depends_on() -> None:
    (row,) = [row for row in GENERATORS if row.module == "jsengine.bytecode.version"]
    assert row.inputs == DEPENDS_ON
