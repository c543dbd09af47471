"""Values as the console shows them, held against what node 20 prints, byte for byte.

What node printed stands in `inspection/node20.json`, so the comparison needs no node; where node 20 is installed, the
recorded texts are held against it (`python -m tests.differential.test_inspection` records them anew). Frames of stacks
are left out: node has its own below ours.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import RunCommand

FOLDER = Path(__file__).parent / "inspection"
RECORDED = FOLDER / "node20.json"
CONSOLE = FOLDER / "console.js"
MARK = "\u0001"  # stands before the number of an expression
FRAMES = re.compile(r"^\s*(\x1b\[\d+m)?(at |\.\.\. \d+ lines matching cause)")


def expressions() -> list[str]:
    lines = (FOLDER / "expressions.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def program() -> str:
    """One script that logs every expression, each after its number."""
    lines = []
    for number, expression in enumerate(expressions()):
        # A line that is one object literal would be a block.
        arguments = f"({expression})" if expression.startswith("{") and expression.endswith("}") else expression
        lines.append(f"console.log({json.dumps(MARK + str(number))});")
        lines.append(f"try {{ console.log({arguments}) }} catch (e) {{ console.log('threw', String(e)) }}")
    return "\n".join(lines) + "\n"


def without_frames(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if not FRAMES.match(line))


def shown(stdout: str) -> dict[str, str]:
    """What was printed for each expression."""
    parts = [part.partition("\n") for part in stdout.split(MARK)[1:]]
    lines = expressions()
    return {lines[int(number)]: without_frames(text) for number, _, text in parts}


def node(script: str) -> tuple[str, str]:
    done = subprocess.run(
        ["node", "-"], input=script, capture_output=True, text=True, encoding="utf-8", timeout=60, check=True
    )
    return done.stdout, done.stderr


def from_node() -> dict[str, object]:
    out, error = node(CONSOLE.read_text(encoding="utf-8"))
    return {"expressions": shown(node(program())[0]), "stdout": out, "stderr": without_frames(error)}


def recorded() -> dict[str, object]:
    texts: dict[str, object] = json.loads(RECORDED.read_text(encoding="utf-8"))
    return texts


def node_is_the_oracle() -> bool:
    if shutil.which("node") is None:
        return False
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, timeout=60, check=False).stdout
    return version.startswith("v20.")


@pytest.mark.skipif(not node_is_the_oracle(), reason="node 20 is the oracle of the recorded texts and is not installed")
def test_node_prints_what_is_recorded() -> None:
    assert from_node() == recorded()


def test_expressions(tmp_path: Path, whipsnake: RunCommand) -> None:
    script = tmp_path / "expressions.js"
    script.write_text(program(), encoding="utf-8")
    done = whipsnake("run", str(script))
    assert done.status == 0, done.stderr
    ours, theirs = shown(done.stdout), recorded()["expressions"]
    assert isinstance(theirs, dict)
    assert len(ours) == len(set(expressions()))
    wrong = {line: (text, theirs.get(line)) for line, text in ours.items() if text != theirs.get(line)}
    assert wrong == {}


def test_console(whipsnake: RunCommand) -> None:
    done = whipsnake("run", str(CONSOLE))
    assert done.status == 0, done.stderr
    assert done.stdout == recorded()["stdout"]
    assert without_frames(done.stderr) == recorded()["stderr"]


if __name__ == "__main__":
    RECORDED.write_text(json.dumps(from_node(), indent=1, ensure_ascii=True) + "\n", encoding="utf-8")
    sys.stdout.write(f"{RECORDED.name}: {len(expressions())} expressions\n")
