"""What the set-up installs is pinned, and what cannot work is said before it starts."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.meta.tree import ROOT
from tools.requirements import requirements

PIN = re.compile(r"^([A-Za-z0-9._-]+)==\S+$")


def normalised(name: str) -> str:
    """https://packaging.python.org/en/latest/specifications/name-normalization/"""
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned(text: str) -> set[str]:
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    wrong = [line for line in lines if PIN.match(line) is None]
    assert wrong == []
    return {normalised(line.partition("==")[0]) for line in lines}


def test_every_requirement_is_pinned() -> None:
    wanted = {normalised(re.split(r"[^A-Za-z0-9._-]", line)[0]) for line in requirements()}
    assert wanted - pinned((ROOT / "tools" / "constraints.txt").read_text()) == set()


def test_a_loose_pin_is_noticed() -> None:
    with pytest.raises(AssertionError):
        pinned("pytest>=8\n")


@pytest.mark.parametrize(
    ("word", "sentence"), [("missing.html", "there is no file missing.html"), (".", ". is a directory, not a page")]
)
def test_what_cannot_be_opened_is_said_at_once(word: str, sentence: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [str(ROOT / "tools" / "run"), word], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"run: {sentence}\n")


@pytest.mark.parametrize("script", ["setup", "run", "test", "format"])
def test_scripts_are_posix_shell(script: str) -> None:
    path = ROOT / "tools" / script
    assert path.read_text().startswith("#!/bin/sh\n")
    assert os.access(path, os.X_OK)
    # dash, Debian's /bin/sh, knows nothing beyond POSIX.
    assert subprocess.run(["sh", "-n", str(path)], check=False).returncode == 0
