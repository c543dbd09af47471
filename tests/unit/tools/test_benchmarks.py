"""tools/bench: reading results, wrong values, medians and ratios, the table, comparing. Nothing here asserts on time."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.benchmarks import cli, compare
from tools.benchmarks.engines import PAGE_COMMANDS, SCRIPT_COMMANDS, EngineError, parse_engine
from tools.benchmarks.process import run_pinned
from tools.benchmarks.rows import Cell, Rows, geometric_mean, right_value
from tools.benchmarks.suites import SUITES, Knobs, prelude
from tools.benchmarks.table import ratios

FAKE = """\
import sys
name, value, ms = sys.argv[1:4]
if name == "breaks": sys.exit("it broke")
if name == "silent": sys.exit(0)
assert "benchAsync = function" in open(sys.argv[4]).read()
print("CLOCK cpu"); print("noise")
print(f"CHECK k {value}"); print(f"COLD k {float(ms) * 2}"); print(f"RESULT k {ms}")
"""


@pytest.fixture
def engine(tmp_path: Path) -> str:
    script = tmp_path / "fake.py"
    script.write_text(FAKE)
    kernels = tmp_path / "kernels"
    kernels.mkdir()
    (kernels / "k.js").write_text("bench('k', function () {});")
    return f"{sys.executable} {script}"


def test_engines() -> None:
    node = parse_engine("node", SCRIPT_COMMANDS)
    assert node.command(Path("/a b.js")) == ["node", "/a b.js"]
    own = parse_engine("mine='x y' --f={file}", SCRIPT_COMMANDS)
    assert own.command(Path("/a.js")) == ["x y", "--f=/a.js"]
    for option in ("unheard", "mine=cmd"):
        with pytest.raises(EngineError):
            parse_engine(option, PAGE_COMMANDS)


def test_rows_of_a_page() -> None:
    rows = Rows(["a"])
    assert rows.read_output("a", "RESULT x.y 12.5 100 7\nRESULT z 1.0 3\nFAIL w no such thing\nDONE\n") == 2
    assert rows.cell("x.y", "a") == Cell([12.5], [], ["7"], 100)
    assert rows.cell("z", "a").checks == []
    assert rows.cell("w", "a").error == "no such thing"


def test_the_majority_is_right() -> None:
    assert right_value({"a": "1", "b": "2", "c": "2"}, "a") == "2"
    assert right_value({"a": "1", "b": "2"}, "b") == "2"
    assert right_value({}, "a") is None


def test_a_wrong_or_changing_value_is_no_result() -> None:
    rows = Rows(["a", "b", "c", "d"])
    for name, values in {"a": ["1"], "b": ["1"], "c": ["2"], "d": ["1", "3"]}.items():
        cell = rows.cell("k", name)
        cell.samples, cell.checks = [5.0, 1.0, 3.0], values
    rows.drop_wrong_values("c")
    assert [cell.median for cell in rows.cells["k"].values()] == [3.0, 3.0, None, None]


def test_means() -> None:
    rows = Rows(["a", "b"])
    for row, own, base in (("x", 4.0, 2.0), ("y", 1.0, 2.0), ("z", 0.0, 1.0)):
        rows.cell(row, "a").samples = [base]
        rows.cell(row, "b").samples = [own]
    rows.cell("only", "b").samples = [9.0]
    assert ratios(rows, "b", "a") == [2.0, 0.5]
    assert geometric_mean([2.0, 0.5]) == pytest.approx(1.0)
    assert geometric_mean([]) is None


def test_a_run_and_a_comparison(tmp_path: Path, engine: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["micro", "--dir", str(tmp_path / "kernels"), "--rounds", "2", "--json"]
    first, second = str(tmp_path / "a.json"), str(tmp_path / "b.json")
    engines = [f"--engine={name}={engine} {name} {value} {{ms}} {{file}}" for name, value in (("base", 1), ("own", 1))]
    assert cli.main([*words, first, *[text.replace("{ms}", "4") for text in engines]]) == 0
    assert cli.main([*words, second, *[text.replace("{ms}", "2") for text in engines]]) == 0
    data = json.loads(Path(first).read_text())
    assert data["rows"]["k"]["own"] == {"median": 4.0, "samples": [4.0, 4.0], "cold": 8.0, "check": "1"}
    assert data["geometric_means"] == {"base": 1.0, "own": 1.0}
    capsys.readouterr()
    assert compare.main([first, second]) == 0
    assert "x0.500 of 1" in capsys.readouterr().out
    assert compare.main([first]) == 2
    assert compare.main([first, str(tmp_path / "none.json")]) == 2


def test_failures_are_told(tmp_path: Path, engine: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["micro", "--dir", str(tmp_path / "kernels"), "--rounds", "1"]
    for name in ("good", "wrong", "breaks", "silent"):
        words.append(f"--engine={name}={engine} {name} {'2' if name == 'wrong' else '1'} 4 {{file}}")
    words.append("--engine=missing=/no/such/command {file}")
    assert cli.main(words) == 1
    out = capsys.readouterr().out
    assert "no result: k wrong: wrong value 2, not 1" in out
    assert "no result: k breaks: exit status 1: it broke" in out
    assert "no result: k silent: printed no result" in out
    assert "no result: k missing: cannot be started" in out


@pytest.mark.parametrize(
    "words",
    [
        ["parse", "--engine", "node"],
        ["micro", "--dir", "/no/such/folder"],
        ["micro", "--engine", "unheard"],
        ["micro", "--engine", "node", "--engine", "node"],
        ["micro", "--engine", "node", "--reference", "quickjs"],
        ["micro", "--engine", "node", "--filter", "no-such-kernel"],
    ],
)
def test_what_cannot_be_measured_is_refused(words: list[str]) -> None:
    assert cli.main(words) == 2


def test_processes_end_in_time() -> None:
    run = run_pinned([sys.executable, "-c", "import time; time.sleep(60)"], None, 0.3, Path.cwd())
    assert run.is_overdue
    run = run_pinned([sys.executable, "-c", "print(sum(range(2000000)))"], None, 60, Path.cwd())
    assert (run.status, run.stdout, run.is_overdue) == (0, "1999999000000\n", False)
    assert run.cpu_ms > 0


def test_each_suite_has_work() -> None:
    names = {
        name: [case.name for case in suite.cases(suite.folder, Knobs())]
        for name, suite in SUITES.items()
        if suite.folder
    }
    assert len(names["micro"]) == 24
    assert len(names["dom"]) == 18
    assert names["startup"] == ["empty-script"]


def test_knobs_change_the_text() -> None:
    text = prelude(Knobs(budget_ms=7, wall=True))
    assert "BUDGET = 7;" in text
    assert "WALL = true;" in text
    folder = SUITES["dom"].folder
    assert folder is not None
    assert all("SCALE = 0.5;" in case.text for case in SUITES["dom"].cases(folder, Knobs(scale=0.5)))


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
def test_the_prelude_in_an_engine(tmp_path: Path) -> None:
    file = tmp_path / "k.js"
    file.write_text(
        prelude(Knobs(budget_ms=1))
        + "bench('sync', function () { return 'a b'; });"
        + "benchAsync('late', async () => 7); benchAsync('broken', async () => { throw new Error('no'); });"
    )
    done = subprocess.run(["node", str(file)], capture_output=True, text=True, check=True)
    rows = Rows(["node"])
    assert rows.read_output("node", done.stdout) == 2
    assert rows.clocks == {"node": "cpu"}
    assert rows.cell("sync", "node").checks == ["a_b"]
    assert rows.cell("late", "node").checks == ["7"]
    assert rows.cell("broken", "node").error == "Error: no"
