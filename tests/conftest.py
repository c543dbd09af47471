"""What every test may use: the command `whipsnake`, and the modes of the engine that this build has."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from jsengine.modes import Mode, available_modes
from tools.build.compiled import stale_groups

ROOT = Path(__file__).resolve().parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--gc-stress",
        action="store_true",
        help="also run the scripts of tests/js with a collection at every allocation",
    )


def pytest_configure() -> None:
    """Refuse to test extension modules that were compiled from other sources than those in the tree."""
    stale = [group.name for group in stale_groups()]
    if stale:
        raise pytest.UsageError(f"compiled from older sources: {', '.join(stale)}; run `python tools/build` first")


@dataclass(frozen=True, slots=True)
class Finished:
    """What a command left behind."""

    status: int
    stdout: str
    stderr: str


RunCommand = Callable[..., Finished]


@pytest.fixture(scope="session")
def whipsnake() -> RunCommand:
    """Run the command `whipsnake` of this tree in a process of its own; variables of the engine are not passed on."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("WHIPSNAKE_")}
    environment["PYTHONPATH"] = str(ROOT)
    environment["WHIPSNAKE_NO_CODE_CACHE"] = "1"  # what one test compiled is nothing to the next

    def run(*words: str, stdin: str = "", cwd: Path = ROOT, timeout: float = 60, **variables: str) -> Finished:
        done = subprocess.run(
            [sys.executable, "-m", "browser.cli", *words],
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=cwd,
            env={**environment, **variables},
            timeout=timeout,
            check=False,
        )
        return Finished(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture(params=available_modes(), ids=lambda mode: mode.name)
def engine_mode(request: pytest.FixtureRequest) -> Mode:
    """Each mode of the engine that this build has, one after the other."""
    mode = request.param
    assert isinstance(mode, Mode)
    return mode


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Ctrl-C raises, also where the shell that started the tests ignores it, as for jobs in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
