"""Where things are in the tree, and when two states of it are the same."""

import filecmp
import hashlib
import os
import shutil
import sysconfig
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
GENERATED = ROOT / "jsengine" / "_generated"
EXTENSION_SUFFIX = str(sysconfig.get_config_var("EXT_SUFFIX"))


def matching(patterns: Iterable[str]) -> list[Path]:
    """The files of the tree that match any of the glob patterns, sorted."""
    found: set[Path] = set()
    for pattern in patterns:
        found.update(path for path in ROOT.glob(pattern) if path.is_file())
    return sorted(found)


def relative(path: Path) -> str:
    """The path as written in messages and commands: from the root of the tree."""
    return path.relative_to(ROOT).as_posix()


def digest_of(files: Iterable[Path], *words: str) -> str:
    """A digest of the names and contents of files, and of some words."""
    digest = hashlib.sha256("\0".join(words).encode())
    for path in files:
        digest.update(relative(path).encode() + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()


class Stamp:
    """A small file that remembers from what a step's outputs were made."""

    def __init__(self, name: str) -> None:
        self._path = BUILD / "stamps" / name

    def holds(self, digest: str, outputs: Sequence[Path] = ()) -> bool:
        """True when the outputs exist and were made from this digest."""
        try:
            held = self._path.read_text()
        except (OSError, ValueError):
            return False
        return held == digest and all(output.is_file() for output in outputs)

    def write(self, digest: str) -> None:
        """Remember the digest, replacing the file in one go."""
        replace_text(self._path, digest)

    def clear(self) -> None:
        """Forget."""
        self._path.unlink(missing_ok=True)


def replace_text(path: Path, text: str) -> None:
    """Write a text file so that no reader ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".part")
    partial.write_text(text)
    partial.replace(path)


def install(source: Path, target: Path) -> bool:
    """Copy source over target when the contents differ; processes that have the old file mapped keep it whole."""
    if target.is_file() and filecmp.cmp(source, target, shallow=False):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(target.name + ".part")
    shutil.copyfile(source, partial)
    os.chmod(partial, source.stat().st_mode & 0o777)
    partial.replace(target)
    return True
