"""The command `whipsnake`: help, switches, and one sentence for what cannot work."""

from pathlib import Path

import pytest

from browser.cli import COMMANDS, Command, main
from browser.packages import check_packages
from jsengine.options import ENGINE_SWITCHES, EngineOptions, UsageError, parse
from tests.conftest import RunCommand

WELCOME = "pages/welcome.html"


def engine_options(*words: str, **environ: str) -> EngineOptions:
    return EngineOptions.of(parse(words, ENGINE_SWITCHES, environ))


def test_help_names_every_command(whipsnake: RunCommand) -> None:
    done = whipsnake("--help")
    assert done.status == 0
    assert all(f"  {command.name} " in done.stdout for command in COMMANDS)
    assert whipsnake().status == 2


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_each_command_has_help_with_examples(command: Command, whipsnake: RunCommand) -> None:
    done = whipsnake(command.name, "--help")
    assert (done.status, done.stderr) == (0, "")
    assert f"whipsnake {command.name}" in done.stdout.partition("examples:")[2]
    assert "--jitless" in done.stdout or command.name == "compile"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["fly"], "there is no command fly"),
        (["run"], "no file was given"),
        (["run", "missing.js"], "there is no file missing.js"),
        (["run", "FOLDER"], "is a directory"),
        (["run", "BINARY"], "is not a text file"),
        (["run", "--fast", "a.js"], "there is no switch --fast"),
        (["run", "--time-limit"], "--time-limit needs a value"),
        (["run", "--jitless=1", WELCOME], "--jitless takes no value"),
        (["run", "--time-limit", "-1", WELCOME], "--time-limit needs a number above 0"),
        (["run", "--memory-limit", "much", WELCOME], "--memory-limit needs a size"),
        (["dump", "--stage", "soup", WELCOME], "--stage needs one of"),
        (["compile", WELCOME], "compile needs -o"),
        (["page"], "page takes one file or address"),
        (["page", "missing.html"], "there is no file missing.html"),
        (["page", "FOLDER"], "is a directory"),
        (["page", "BINARY"], "is not a text file"),
        (["page", "--dump", "soup", WELCOME], "--dump needs one of"),
        (["open", WELCOME], "there is no display"),
        (["repl", "a.js"], "repl takes no files"),
    ],
    ids=" ".join,
)
def test_bad_input_is_one_sentence(words: list[str], sentence: str, whipsnake: RunCommand, tmp_path: Path) -> None:
    binary = tmp_path / "binary"
    binary.write_bytes(b"\x7fELF\0\0\xff\xfe")
    words = [{"FOLDER": str(tmp_path), "BINARY": str(binary)}.get(word, word) for word in words]
    done = whipsnake(*words, DISPLAY="", WAYLAND_DISPLAY="")
    assert done.status == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert sentence in done.stderr


def test_a_missing_package_is_one_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("browser.packages.PACKAGES", ("such_a_package_is_not_there",))
    check_packages.cache_clear()
    try:
        assert main(["page", WELCOME]) == 2
    finally:
        check_packages.cache_clear()
    assert "such_a_package_is_not_there, which is not installed: pip install" in capsys.readouterr().err


def test_switches_and_variables_say_the_same() -> None:
    by_switch = engine_options("--jitless", "--jit-threshold=0", "--time-limit", "1.5", "--memory-limit", "64MB")
    by_variable = engine_options(
        WHIPSNAKE_JITLESS="1",
        WHIPSNAKE_JIT_THRESHOLD="0",
        WHIPSNAKE_TIME_LIMIT="1.5",
        WHIPSNAKE_MEMORY_LIMIT="64MB",
    )
    for options in (by_switch, by_variable):
        assert options.jitless
        assert options.jit_threshold == 0
        assert options.time_limit == 1.5
        assert options.memory_limit == 64 << 20
    assert engine_options("--time-limit", "2", WHIPSNAKE_TIME_LIMIT="1").time_limit == 2
    assert not engine_options(WHIPSNAKE_JITLESS="0").jitless
    assert engine_options("--trace", "gc", "--trace", "jit").trace == ("gc", "jit")


@pytest.mark.parametrize("size", ["", "0", "MB", "1.5MB", "-1", "12XB", "9" * 20, "٣MB"])
def test_a_wrong_size_is_refused(size: str) -> None:
    with pytest.raises(UsageError, match="--memory-limit"):
        engine_options("--memory-limit", size)


def test_files_named_mjs_are_modules(whipsnake: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "main.mjs").write_text("import {told} from './part.mjs'; console.log(told, await 1, this)")
    (tmp_path / "part.mjs").write_text("export const told = 'part'")
    assert whipsnake("run", str(tmp_path / "main.mjs")).stdout == "part 1 undefined\n"
    compiled = str(tmp_path / "main.wsc")
    assert whipsnake("compile", str(tmp_path / "main.mjs"), "-o", compiled).status == 0
    assert whipsnake("run", compiled).stdout == "part 1 undefined\n"
    assert whipsnake("dump", "--stage", "tokens", str(tmp_path / "main.mjs")).status == 0


def test_operands_and_the_end_of_switches() -> None:
    given = parse(["a.js", "--jitless", "-", "--", "--b.js"], ENGINE_SWITCHES, {})
    assert given.operands == ["a.js", "-", "--b.js"]
    assert given.flag("--jitless")


def test_run_waits_for_deadlines_and_not_for_ever(whipsnake: RunCommand, tmp_path: Path) -> None:
    script = tmp_path / "wait.js"
    script.write_text(
        "const shared = new Int32Array(new SharedArrayBuffer(8));\n"
        "Atomics.waitAsync(shared, 0, 0, 20).value.then((text) => console.log(text));\n"
        "Atomics.waitAsync(shared, 1, 0).value.then((text) => console.log(text));\n"
    )
    done = whipsnake("run", str(script))
    assert (done.status, done.stdout) == (0, "timed-out\n")
