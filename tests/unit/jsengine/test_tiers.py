"""Functions and running loops change their tier in the middle of their work, and nobody can tell."""

import pytest

from jsengine import Context
from tests.conftest import ROOT, RunCommand

SCRIPTS = [str(ROOT / "tests" / "js" / name) for name in ("prelude.js", "frames.js")]


@pytest.mark.parametrize("threshold", [1, 7, 100, 2000, 30000])
def test_frames_bear_a_change_of_tier(whipsnake: RunCommand, threshold: int) -> None:
    done = whipsnake("run", "--jit-threshold", str(threshold), *SCRIPTS)
    assert (done.status, done.stderr) == (0, "")


def compiled_functions(js: Context) -> float:
    assert (
        js.eval("function twice(n) { return n * 2 } let sum = 0; for (let i = 0; i < 50; i++) sum += twice(i); sum")
        == 2450
    )
    machine = js.statistics()["machine"]
    assert isinstance(machine, dict)
    return machine["functions"]


def test_a_context_says_when_functions_are_warm(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("jsengine.machine._asmjit")
    monkeypatch.delenv("WHIPSNAKE_JITLESS", raising=False)
    monkeypatch.setenv("WHIPSNAKE_JIT_THRESHOLD", "10")
    assert compiled_functions(Context()) > 0
    assert compiled_functions(Context(jit_threshold=0)) > 0
    assert compiled_functions(Context(jit_threshold=1000)) == 0
    assert compiled_functions(Context(jitless=True, jit_threshold=0)) == 0
    with pytest.raises(ValueError, match="negative"):
        Context(jit_threshold=-1)


def test_the_switch_that_leaves_machine_code_out_is_the_stronger_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHIPSNAKE_JITLESS", "1")
    assert compiled_functions(Context()) == compiled_functions(Context(jit_threshold=0)) == 0
