"""From a checkout to the variants to run: one per test file and mode."""

import fnmatch
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.runners.test262.features import AFTER_ES2025, SET_APART_FOLDERS, proposed_features
from tools.runners.test262.frontmatter import FrontMatter, FrontMatterError, parse_front_matter


@dataclass(frozen=True, slots=True)
class Variant:
    """One test file in one mode."""

    path: str
    """Relative to the suite's `test` folder, with slashes."""
    mode: str
    """default, strict, module or raw."""
    meta: FrontMatter
    apart: bool
    """Belongs to what is newer than ES2025 or outside ECMA-262: counted apart from the score."""

    @property
    def key(self) -> str:
        """Its name in results and expectation files."""
        return f"{self.path} {self.mode}"


@dataclass(frozen=True)
class Selection:
    """Which tests to run."""

    filters: Sequence[str] = ()
    listed: Sequence[str] | None = None
    without: frozenset[str] = frozenset()
    """Features whose tests are left out."""
    apart: bool = False
    """Also the tests that are set apart."""
    can_block: bool = True


@dataclass
class Plan:
    """What will run, and what not."""

    variants: list[Variant]
    left_out: dict[str, int]
    """Why tests were not planned, with counts."""
    broken: list[str]
    """Tests whose metadata could not be read."""


def read_source(path: str) -> str:
    """Line ends are part of a test."""
    with open(path, encoding="utf-8", newline="") as stream:
        return stream.read()


def find_tests(suite: Path) -> Iterator[str]:
    """Paths of all tests, relative to the suite's `test` folder, in order."""
    root = suite / "test"
    for folder, folders, files in os.walk(root):
        folders.sort()
        relative = os.path.relpath(folder, root)
        for name in sorted(files):
            if name.endswith(".js") and "_FIXTURE" not in name:
                yield f"{relative}/{name}".removeprefix("./")


def select_paths(suite: Path, selection: Selection) -> list[str]:
    """Paths that the list and the filters let through."""
    if selection.listed is not None:
        paths = [name.removeprefix("test/") for name in selection.listed]
    else:
        paths = list(find_tests(suite))
    if selection.filters:
        paths = [path for path in paths if any(matches(path, pattern) for pattern in selection.filters)]
    return paths


def matches(path: str, pattern: str) -> bool:
    """A glob over the whole path, or the name of a folder."""
    pattern = pattern.removeprefix("test/").rstrip("/")
    return fnmatch.fnmatchcase(path, pattern) or path.startswith(pattern + "/")


def make_plan(suite: Path, selection: Selection) -> Plan:
    """Reads the metadata of each selected test."""
    plan = Plan([], {}, [])
    later = AFTER_ES2025 | proposed_features(suite)
    for path in select_paths(suite, selection):
        try:
            meta = parse_front_matter(read_source(str(suite / "test" / path)))
        except (FrontMatterError, OSError, UnicodeDecodeError) as error:
            plan.broken.append(f"{path}: {error}")
            continue
        apart = path.startswith(SET_APART_FOLDERS) or not later.isdisjoint(meta.features)
        reason = why_left_out(meta, apart, selection)
        if reason:
            plan.left_out[reason] = plan.left_out.get(reason, 0) + 1
        else:
            plan.variants.extend(Variant(path, mode, meta, apart) for mode in modes(meta))
    return plan


def why_left_out(meta: FrontMatter, apart: bool, selection: Selection) -> str:
    """The reason not to run a test, or nothing."""
    unwanted = selection.without.intersection(meta.features)
    if unwanted:
        return f"feature {min(unwanted)}"
    if ("CanBlockIsFalse" if selection.can_block else "CanBlockIsTrue") in meta.flags:
        return "the agent's [[CanBlock]]"
    if apart and not selection.apart:
        return "set apart (newer than ES2025, intl402, staging)"
    return ""


def modes(meta: FrontMatter) -> tuple[str, ...]:
    """The modes that a test is run in."""
    if "raw" in meta.flags:
        # A raw module is still a module; nothing is put in front of it.
        return ("module",) if "module" in meta.flags else ("raw",)
    if "module" in meta.flags:
        return ("module",)
    if "onlyStrict" in meta.flags:
        return ("strict",)
    if "noStrict" in meta.flags:
        return ("default",)
    return ("default", "strict")
