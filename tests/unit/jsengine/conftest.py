"""Contexts of users, in each mode of the engine that this build has."""

from collections.abc import Iterator

import pytest

from jsengine import Context
from jsengine.modes import Mode


@pytest.fixture
def in_mode(engine_mode: Mode, monkeypatch: pytest.MonkeyPatch) -> Mode:
    """Contexts made from here on run in this mode: by the variables that say the same as the command's switches."""
    for name in ("JITLESS", "JIT_THRESHOLD", "NO_OPTIMIZER"):
        monkeypatch.delenv(f"WHIPSNAKE_{name}", raising=False)
    words = iter(engine_mode.switches)
    for word in words:
        value = next(words) if word == "--jit-threshold" else "1"
        monkeypatch.setenv("WHIPSNAKE_" + word.removeprefix("--").upper().replace("-", "_"), value)
    return engine_mode


@pytest.fixture
def js(in_mode: Mode) -> Iterator[Context]:
    """A context with limits that no test means to reach."""
    with Context(time_limit=30.0, memory_limit="256MB") as made:
        yield made
