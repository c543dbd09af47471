"""Planning, running and judging test262 tests, with a host that follows a script instead of an engine."""

import json
import os
import signal
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from tools.runners import cli
from tools.runners.test262 import engines, main
from tools.runners.test262.command_host import CommandHost, read_outcome
from tools.runners.test262.execute import Executor, resolve_module
from tools.runners.test262.frontmatter import FrontMatter, Negative
from tools.runners.test262.host import HostCrash, HostTimeout, Outcome, Resolve
from tools.runners.test262.judge import judge
from tools.runners.test262.parse_host import ParseHost
from tools.runners.test262.plan import Selection, make_plan

FEATURES = "## Proposed language features\n\n# A\nnewest\n\n## Standard language features\nlet\n"

Tree = Mapping[str, str]


def make_suite(root: Path, tests: Tree) -> Path:
    (root / "harness").mkdir(parents=True)
    for name in ("assert.js", "sta.js", "doneprintHandle.js", "extra.js"):
        (root / "harness" / name).write_text(f"// {name}")
    (root / "features.txt").write_text(FEATURES)
    for name, text in tests.items():
        path = root / "test" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return root


def make_text(meta: str = "", code: str = "") -> str:
    return f"/*---\n{meta}\n---*/\n{code}"


class ScriptedHost:
    """Does what the test's last line says."""

    def __init__(self) -> None:
        self.calls: list[tuple[list[tuple[str, str]], bool, bool]] = []

    def run(
        self, sources: list[tuple[str, str]], *, module: bool, is_async: bool, path: str, resolve: Resolve
    ) -> Outcome:
        self.calls.append((sources, module, is_async))
        word, _, rest = sources[-1][1].splitlines()[-1].partition(" ")
        if word == "crash":
            os.kill(os.getpid(), signal.SIGKILL)
        if word == "hang":
            time.sleep(60)
        if word == "throw":
            phase, name = rest.split()
            return Outcome((phase, name, "thrown"))
        return Outcome(None, [rest] if word == "print" else [])


def test_modes_and_selection(tmp_path: Path) -> None:
    suite = make_suite(
        tmp_path,
        {
            "language/both.js": make_text(),
            "language/strict.js": make_text("flags: [onlyStrict]"),
            "language/sloppy.js": make_text("flags: [noStrict]"),
            "language/raw.js": make_text("flags: [raw]"),
            "language/module.js": make_text("flags: [module]"),
            "language/module_FIXTURE.js": "no front matter",
            "language/blocks.js": make_text("flags: [CanBlockIsFalse]"),
            "language/newest.js": make_text("features: [newest, let]"),
            "intl402/x.js": make_text(),
            "language/broken.js": "no front matter",
        },
    )
    plan = make_plan(suite, Selection())
    assert [variant.key for variant in plan.variants] == [
        "language/both.js default",
        "language/both.js strict",
        "language/module.js module",
        "language/raw.js raw",
        "language/sloppy.js default",
        "language/strict.js strict",
    ]
    assert sum(plan.left_out.values()) == 3
    assert [line.split(":")[0] for line in plan.broken] == ["language/broken.js"]
    apart = make_plan(suite, Selection(apart=True)).variants
    assert {variant.path for variant in apart if variant.apart} == {"language/newest.js", "intl402/x.js"}
    assert len(make_plan(suite, Selection(filters=["language/s*"])).variants) == 2
    assert len(make_plan(suite, Selection(filters=["test/language/"])).variants) == 6
    assert len(make_plan(suite, Selection(listed=["test/language/both.js"])).variants) == 2


def test_sources_of_a_variant(tmp_path: Path) -> None:
    suite = make_suite(
        tmp_path,
        {
            "a.js": make_text("includes: [extra.js, assert.js]\nflags: [async]", "a\r\nb"),
            "b.js": make_text("flags: [raw]"),
        },
    )
    host = ScriptedHost()
    execute = Executor(suite, host)
    for variant in make_plan(suite, Selection()).variants:
        execute(variant)
    names = [[os.path.basename(name) for name, _ in sources] for sources, _, _ in host.calls]
    assert names[:2] == [["assert.js", "sta.js", "doneprintHandle.js", "extra.js", "a.js"]] * 2
    assert names[2] == ["b.js"]
    assert host.calls[0][0][-1][1].endswith("\na\r\nb")
    assert host.calls[1][0][-1][1].startswith('"use strict";\n/*---')
    assert [is_async for _, _, is_async in host.calls] == [True, True, False]


@pytest.mark.parametrize(
    ("meta", "outcome", "status"),
    [
        (FrontMatter(), Outcome(), "pass"),
        (FrontMatter(), Outcome(("runtime", "Test262Error", "no")), "fail"),
        (FrontMatter(flags=frozenset({"async"})), Outcome(None, ["Test262:AsyncTestComplete"]), "pass"),
        (FrontMatter(flags=frozenset({"async"})), Outcome(None, []), "fail"),
        (
            FrontMatter(flags=frozenset({"async"})),
            Outcome(None, ["Test262:AsyncTestComplete", "Test262:AsyncTestFailure:x"]),
            "fail",
        ),
        (FrontMatter(negative=Negative("parse", "SyntaxError")), Outcome(), "fail"),
        (FrontMatter(negative=Negative("parse", "SyntaxError")), Outcome(("parse", "SyntaxError", "")), "pass"),
        (FrontMatter(negative=Negative("parse", "SyntaxError")), Outcome(("", "SyntaxError", "")), "pass"),
        (FrontMatter(negative=Negative("parse", "SyntaxError")), Outcome(("runtime", "SyntaxError", "")), "fail"),
        (FrontMatter(negative=Negative("runtime", "TypeError")), Outcome(("runtime", "RangeError", "")), "fail"),
    ],
)
def test_judging(meta: FrontMatter, outcome: Outcome, status: str) -> None:
    assert judge(meta, outcome).status == status


def test_modules_are_found_beside_their_importer(tmp_path: Path) -> None:
    (tmp_path / "dep.js").write_text("")
    referrer = str(tmp_path / "test.js")
    assert resolve_module("./dep.js", referrer) == str(tmp_path / "dep.js")
    assert resolve_module("./none.js", referrer) is None
    assert resolve_module("dep.js", referrer) is None


def test_a_run_from_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    suite = make_suite(
        tmp_path / "suite",
        {
            "language/pass.js": make_text(),
            "language/fail.js": make_text("flags: [noStrict]\nfeatures: [let]", "throw runtime TypeError"),
            "language/crash.js": make_text("flags: [noStrict]", "crash"),
            "language/hang.js": make_text("flags: [noStrict]", "hang"),
        },
    )
    monkeypatch.setattr(engines, "make_own_host", ScriptedHost)
    expect, output = tmp_path / "expect.txt", tmp_path / "out.json"
    words = ["--suite", str(suite), "--jobs", "2", "--timeout", "2", "--json", str(output)]
    assert main.main(words) == 1
    assert "score: 2 of 5 (40.00 %); 1 crash, 1 fail, 2 pass, 1 timeout" in capsys.readouterr().out
    data = json.loads(output.read_text())
    assert data["passed"] == 2
    assert data["features"]["let"] == {"passed": 0, "total": 1, "percent": 0.0}
    assert data["failures"]["language/fail.js default"] == ["fail", "runtime: TypeError: thrown"]
    assert main.main([*words, "--expect", str(expect), "--rebaseline"]) == 0
    assert main.main([*words, "--expect", str(expect)]) == 1  # Undiagnosed.
    expect.write_text(expect.read_text().replace("?undiagnosed:", "scripted: The host was told to."))
    assert main.main([*words, "--expect", str(expect)]) == 0
    (suite / "test/language/fail.js").unlink()
    assert main.main([*words, "--expect", str(expect)]) == 1
    assert "vanished" in capsys.readouterr().out


def test_parse_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    suite = make_suite(
        tmp_path,
        {
            "good.js": make_text("negative:\n  phase: runtime\n  type: TypeError", "fine"),
            "bad.js": make_text("negative:\n  phase: parse\n  type: SyntaxError", "wrong"),
            "async.js": make_text("flags: [async]", "fine"),
            "refused.js": make_text("flags: [noStrict]", "wrong"),
        },
    )

    def parse_check(source: str, module: bool) -> tuple[str, int, int] | None:
        return ("Unexpected token", 4, 1) if source.endswith("wrong") else None

    monkeypatch.setattr(engines, "make_parse_host", lambda: ParseHost(parse_check))
    assert main.main(["--suite", str(suite), "--parse-only", "--jobs", "1", "-v"]) == 1
    out = capsys.readouterr().out
    assert "score: 6 of 7" in out
    assert "fail refused.js default: parse: SyntaxError: Unexpected token (4:1)" in out


def test_engines_behind_a_command(tmp_path: Path) -> None:
    script = tmp_path / "engine.py"
    script.write_text(
        "import sys, time\n"
        "text = open(sys.argv[-1]).read()\n"
        "print(len(sys.argv), '--module' in sys.argv)\n"
        "if 'throw' in text: sys.exit('TypeError: thrown')\n"
        "if 'hang' in text: time.sleep(60)\n"
        "if 'abort' in text: import os; os.abort()\n"
    )
    test = tmp_path / "test.js"

    def run(code: str, *, module: bool = False, timeout: float = 60) -> Outcome:
        host = CommandHost(f"{sys.executable} {script} {{flags}} {{files}}", timeout)
        test.write_text(code)
        sources = [("assert.js", ""), (str(test), code)]
        return host.run(sources, module=module, is_async=False, path=str(test), resolve=resolve_module)

    assert run("x").printed == ["3 False"]
    assert run("x", module=True).printed == ["4 True"]
    assert run("throw").error == ("", "TypeError", "thrown")
    with pytest.raises(HostTimeout):
        run("hang", timeout=0.3)
    with pytest.raises(HostCrash, match="SIGABRT"):
        run("abort")


def test_errors_in_the_output_of_a_command() -> None:
    assert read_outcome(1, "", "parse SyntaxError: no\n").error == ("parse", "SyntaxError", "no")
    assert read_outcome(1, "", "Uncaught Test262Error: no\n    at x").error == ("", "Test262Error", "no")
    assert read_outcome(1, "", "Test262Error\n").error == ("", "Test262Error", "")
    assert read_outcome(1, "", "runtime string: no").error == ("runtime", "string", "no")
    assert read_outcome(1, "", "note: no\nTypeError: yes").error == ("", "TypeError", "yes")
    assert read_outcome(0, "a\nb\n", "").printed == ["a", "b"]


def test_not_a_checkout(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["--suite", str(tmp_path)]) == 2
    assert "is not a checkout" in capsys.readouterr().err


def test_a_missing_list_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    suite = make_suite(tmp_path / "suite", {"a.js": make_text()})
    assert cli.main(["test262", "--suite", str(suite), "--list", str(tmp_path / "none.txt")]) == 2
    assert "none.txt" in capsys.readouterr().err
    assert cli.main(["unheard"]) == 2
