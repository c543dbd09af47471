"""A wheel built here installs into an empty environment and runs there with no compiler."""

import fcntl
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from jsengine.modes import Mode, available_modes
from tests.meta.tree import ROOT, sources
from tools.build.steps import products

pytestmark = [pytest.mark.slow, pytest.mark.wheel, pytest.mark.xdist_group("wheel"), pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, from the packages of this environment: nothing is downloaded."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    with open(ROOT / "build" / "wheel.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # another worker may build one in the same tree
        built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an environment that holds the wheel and nothing else."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=True)
    pip = [str(home / "bin" / "python"), "-m", "pip", "install", "--no-index", "--no-deps", str(wheel)]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return home / "bin"


def run(program: Path, *words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run away from the tree, with no compiler to be found."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "WHIPSNAKE"))}
    return subprocess.run(
        [str(program), *words],
        cwd=folder,
        env={**kept, "PATH": str(program.parent)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_wheel_holds_every_module_and_no_leftovers(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    python = {name for name in names if name.endswith(".py")}
    generated = {path.relative_to(ROOT).as_posix() for path in products() if path.suffix == ".py"}
    assert python == set(sources(".py", under=("jsengine", "webapis", "browser"))) | generated
    assert any(name.startswith("jsengine/_kernel.") for name in names)
    assert not any(name.endswith((".cpp", ".h", ".o")) or name.startswith(("tests/", "tools/")) for name in names)


def test_the_kernel_loads(installed: Path, tmp_path: Path) -> None:
    done = run(installed / "python", "-c", "import jsengine._kernel as k; print(k.__file__)", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert str(installed.parent) in done.stdout


def test_the_command_runs(installed: Path, tmp_path: Path) -> None:
    done = run(installed / "whipsnake", "--version", folder=tmp_path)
    assert (done.returncode, done.stdout) == (0, "whipsnake 0.1.0\n"), done.stderr


@pytest.mark.parametrize("mode", available_modes(), ids=lambda mode: mode.name)
def test_a_script_runs(mode: Mode, installed: Path, tmp_path: Path) -> None:
    (tmp_path / "hello.js").write_text("console.log('hello', 6 * 7)")
    done = run(installed / "whipsnake", "run", *mode.switches, "hello.js", folder=tmp_path)
    assert (done.returncode, done.stdout) == (0, "hello 42\n"), done.stderr
