"""Every command of tools/ says what it does and shows how."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT

COMMANDS = ["build", "bench", "rebaseline", *(f"conformance {suite}" for suite in ("test262", "html5lib", "wpt"))]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_examples(command: str) -> None:
    program, *words = command.split()
    asked = [sys.executable, str(ROOT / "tools" / program), *words, "--help"]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert f"  tools/{command} " in done.stdout.replace("python tools", "tools") + " "
