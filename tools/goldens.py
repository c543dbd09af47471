"""Golden tests: what `whipsnake dump` prints of an input, kept beside it and compared.

An input is `tests/golden/STAGE/NAME.js` (a module: `NAME.module.js`), what the stage prints of it `NAME.txt`. `tools/rebaseline` writes the latter;
the reader of the change judges whether it is right.
"""

import difflib
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "tests" / "golden"

MODULE_SUFFIX = ".module.js"

Dump = Callable[[str, Path], str]


class DumpFailed(Exception):
    """The command did not print a stage."""


@dataclass(frozen=True, slots=True)
class Golden:
    """One input of one stage."""

    stage: str
    source: Path

    @property
    def expected(self) -> Path:
        """The file with what the stage should print."""
        return self.source.with_suffix(".txt")

    @property
    def name(self) -> str:
        """As written on command lines: STAGE/NAME."""
        return f"{self.stage}/{self.source.stem}"


def goldens(folder: Path = FOLDER) -> list[Golden]:
    """Every golden of the tree."""
    return [Golden(source.parent.name, source) for source in sorted(folder.glob("*/*.js"))]


def orphans(folder: Path = FOLDER) -> list[Path]:
    """Expected texts whose input is gone."""
    return [text for text in sorted(folder.glob("*/*.txt")) if not text.with_suffix(".js").is_file()]


def dump(stage: str, source: Path) -> str:
    """What `whipsnake dump` prints, run in the root of the tree so that no path of a machine gets into it."""
    name = source.relative_to(ROOT).as_posix()
    module = ["--module"] if name.endswith(MODULE_SUFFIX) else []
    done = subprocess.run(
        [sys.executable, "-m", "browser.cli", "dump", "--stage", stage, *module, name],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != 0:
        raise DumpFailed(f"dump --stage {stage} {name}: status {done.returncode}\n{done.stderr}")
    return done.stdout


def difference(golden: Golden, run: Dump = dump) -> str:
    """The difference between what is printed and what is expected; empty when there is none."""
    expected = golden.expected.read_text(encoding="utf-8") if golden.expected.is_file() else ""
    printed = run(golden.stage, golden.source)
    if printed == expected and golden.expected.is_file():
        return ""
    lines = difflib.unified_diff(
        expected.splitlines(keepends=True), printed.splitlines(keepends=True), "expected", "printed"
    )
    return "".join(lines) or "there is no expected text yet"


def rebaseline(wanted: Iterable[Golden], run: Dump = dump) -> list[Golden]:
    """Write the expected texts anew; returns those that changed."""
    changed = []
    for golden in wanted:
        if difference(golden, run):
            golden.expected.write_text(run(golden.stage, golden.source), encoding="utf-8")
            changed.append(golden)
    return changed


HELP = """\
usage: tools/rebaseline [STAGE|STAGE/NAME ...]

Write the expected texts of golden tests anew, all when none is named.

examples:
  tools/rebaseline
  tools/rebaseline bytecode macro/arithmetic"""


def main(words: list[str]) -> int:
    """`tools/rebaseline`: rewrite what was named and say what changed."""
    if "--help" in words or "-h" in words:
        print(HELP)
        return 0
    known = goldens()
    wanted = [golden for golden in known if not words or golden.stage in words or golden.name in words]
    unknown = [word for word in words if not any(word in (golden.stage, golden.name) for golden in known)]
    if unknown:
        print(f"rebaseline: there is no golden {unknown[0]}", file=sys.stderr)
        return 2
    try:
        changed = rebaseline(wanted)
    except DumpFailed as failure:
        print(f"rebaseline: {failure}", file=sys.stderr)
        return 1
    for path in orphans() if not words else []:
        path.unlink()
        print(f"removed {path}")
    for golden in changed:
        print(f"changed {golden.name}")
    print(f"{len(wanted)} goldens, {len(changed)} changed")
    return 0
