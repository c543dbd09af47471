"""Regular expressions: what the engine makes of random patterns must be what node makes of them."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import RunCommand
from tests.differential.regexp_patterns import program

PATTERNS = 800


@pytest.mark.skipif(shutil.which("node") is None, reason="node is the oracle and is not installed")
@pytest.mark.parametrize("seed", range(4))
def test_node_agrees(seed: int, whipsnake: RunCommand, tmp_path: Path) -> None:
    script = tmp_path / "patterns.js"
    script.write_text(program(seed, PATTERNS), encoding="utf-8")
    node = subprocess.run(["node", str(script)], capture_output=True, text=True, timeout=120, check=True)
    ours = whipsnake("run", str(script))
    assert ours.status == 0, ours.stderr
    expected = node.stdout.splitlines()
    assert len(expected) == PATTERNS
    assert ours.stdout.splitlines() == expected
