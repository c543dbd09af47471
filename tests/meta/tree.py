"""The tracked files of the tree, for the tests of this folder."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("jsengine", "webapis", "browser")


@cache
def tracked() -> tuple[str, ...]:
    """Every file of the tree that is tracked or about to be, from the root."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(name for name in sorted(listed.splitlines()) if (ROOT / name).is_file())


def sources(*suffixes: str, under: tuple[str, ...] = (*PACKAGES, "tools")) -> list[str]:
    """Tracked files with one of the suffixes, in some folders."""
    return [name for name in tracked() if name.endswith(suffixes) and name.split("/")[0] in under]


def text_of(name: str) -> str:
    """The text of a tracked file."""
    return (ROOT / name).read_text(encoding="utf-8")
