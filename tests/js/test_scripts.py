"""Every script of this folder, in every mode of the engine, and in node as the oracle of what the scripts claim.

A script passes when it ends with status 0. `prelude.js` gives it `assert`. Lines `// prints: ...` are all it must print,
in order: so a script that waits can prove that it came to its end. A first line `// switches: ...` adds switches of
`whipsnake run`; a script named `*.module.js` is run as a module.
"""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from jsengine.modes import Mode
from tests.conftest import ROOT, RunCommand

FOLDER = Path(__file__).parent
PRELUDE = FOLDER / "prelude.js"
SCRIPTS = sorted(path for path in FOLDER.rglob("*.js") if path != PRELUDE)
SWITCHES = "// switches:"
PRINTS = "// prints: "
NEWER = "// newer than node"  # in the first line: node 20 lacks what the script uses

GC_STRESS = FOLDER / "gc_stress.py"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
# Scripts that allocate too often for a collection each time: how many allocations one collection stands for.
MANY_ALLOCATIONS = {
    "instances.js": 500,
    "text/json.js": 500,
    "objects/hostile.js": 500,
    "objects/proxies.js": 50,
    "collections/maps_and_sets.js": 50,
    "collections/arrays.js": 50,
}

# Runs files in order in one realm, as `whipsnake run` does.
NODE = """
const vm = require("vm"), fs = require("fs");
globalThis.print = (...words) => console.log(...words);
for (const file of process.argv.slice(1)) vm.runInThisContext(fs.readFileSync(file, "utf8"), file);
"""


def switches(script: Path) -> list[str]:
    first = script.read_text(encoding="utf-8").partition("\n")[0]
    given = shlex.split(first.removeprefix(SWITCHES)) if first.startswith(SWITCHES) else []
    return [*given, "--module"] if script.name.endswith(".module.js") else given


def is_newer_than_node(script: Path) -> bool:
    return script.read_text(encoding="utf-8").startswith(NEWER)


def printed(script: Path) -> str:
    lines = script.read_text(encoding="utf-8").splitlines()
    return "".join(line.removeprefix(PRINTS) + "\n" for line in lines if line.startswith(PRINTS))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_script(script: Path, engine_mode: Mode, whipsnake: RunCommand) -> None:
    done = whipsnake("run", *engine_mode.switches, *switches(script), str(PRELUDE), str(script))
    assert done.status == 0, done.stderr + done.stdout
    assert done.stdout == printed(script)


@pytest.mark.parametrize("name", ["class.js", "control.js", "iteration.js", "promises.js", "property.js", "scope.js"])
def test_script_in_wide_bytecode(name: str, engine_mode: Mode, whipsnake: RunCommand) -> None:
    words = [
        "run",
        "--no-code-cache",
        *engine_mode.switches,
        *switches(FOLDER / name),
        str(PRELUDE),
        str(FOLDER / name),
    ]
    done = whipsnake(*words, WHIPSNAKE_WIDE="1")
    assert done.status == 0, done.stderr + done.stdout
    assert done.stdout == printed(FOLDER / name)


@pytest.mark.timeout(900)
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_script_under_gc_stress(script: Path, request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--gc-stress"):
        pytest.skip("only with --gc-stress")
    interval = MANY_ALLOCATIONS.get(script.relative_to(FOLDER).as_posix(), 1)
    words = [str(GC_STRESS), str(interval), "run", *switches(script), str(PRELUDE), str(script)]
    done = subprocess.run(
        [sys.executable, *words], capture_output=True, text=True, cwd=ROOT, env=ENVIRONMENT, check=False
    )
    assert done.returncode == 0, done.stderr + done.stdout
    assert done.stdout == printed(script)


@pytest.mark.skipif(shutil.which("node") is None, reason="node is the oracle and is not installed")
@pytest.mark.parametrize(
    "script",
    [script for script in SCRIPTS if not switches(script) and not is_newer_than_node(script)],
    ids=lambda path: path.relative_to(FOLDER).as_posix(),
)
def test_node_agrees(script: Path) -> None:
    done = subprocess.run(
        ["node", "-e", NODE, str(PRELUDE), str(script)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr + done.stdout
    assert done.stdout == printed(script)


def test_a_failing_script_is_noticed(tmp_path: Path, engine_mode: Mode, whipsnake: RunCommand) -> None:
    script = tmp_path / "failing.js"
    script.write_text("assert.same(1, 2, 'one');")
    done = whipsnake("run", *engine_mode.switches, str(PRELUDE), str(script))
    assert done.status == 1
    assert "AssertionError: one: expected 2, got 1" in done.stderr
