"""The documents say what the commands say, and their examples run."""

import doctest
import shlex
import shutil
from pathlib import Path

import pytest

from browser.cli import COMMANDS
from tests.conftest import ROOT, RunCommand
from tools.documents import TARGET, document

# A window needs a screen; the repl would wait for lines.
EXAMPLES = [example for command in COMMANDS if command.name not in ("open", "repl") for example in command.examples]


@pytest.mark.parametrize(("name", "least"), [("README.md", 4), ("docs/embedding.md", 50)])
def test_examples_for_python(name: str, least: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    outcome = doctest.testfile(str(ROOT / name), module_relative=False)
    assert outcome.attempted >= least
    assert outcome.failed == 0


def test_command_line_is_what_help_prints() -> None:
    assert TARGET.read_text(encoding="utf-8") == document(), "run `python -m tools.documents`"


@pytest.mark.parametrize("example", EXAMPLES)
def test_example_of_the_command_line(example: str, tmp_path: Path, whipsnake: RunCommand) -> None:
    shutil.copytree(ROOT / "pages", tmp_path / "pages")
    (tmp_path / "hello.js").write_text("console.log('hello')")
    program, *words = shlex.split(example)
    done = whipsnake(*words, cwd=tmp_path)
    assert program == "whipsnake"
    assert (done.status, done.stderr) == (0, "")


def test_the_report_in_the_document(tmp_path: Path, whipsnake: RunCommand) -> None:
    (tmp_path / "hello.js").write_text("function f(x) {\n  return x.name.length;\n}\nf({});\n")
    done = whipsnake("run", "hello.js", cwd=tmp_path)
    told = "".join(f"    {line}\n" if line else "\n" for line in done.stderr.splitlines())
    assert told in TARGET.read_text(encoding="utf-8")
