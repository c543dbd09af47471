"""Functions and running loops change their tier in the middle of their work, and nobody can tell."""

import pytest

from tests.conftest import ROOT, RunCommand

SCRIPTS = [str(ROOT / "tests" / "js" / name) for name in ("prelude.js", "frames.js")]


@pytest.mark.parametrize("threshold", [1, 7, 100, 2000, 30000])
def test_frames_bear_a_change_of_tier(whipsnake: RunCommand, threshold: int) -> None:
    done = whipsnake("run", "--jit-threshold", str(threshold), *SCRIPTS)
    assert (done.status, done.stderr) == (0, "")
