"""From a page's console to its score.

With a reference (the subtests that a browser passes, by the crc32 of their names) only those subtests count; without
one, all that the page told of. A page's score is the share that passes, a folder's the mean over its pages.
"""

import json
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_OWN_ADDRESS = re.compile(r"(?:127\.0\.0\.1|localhost):\d+")
SUBTEST = "WPT-SUBTEST "
DONE = "WPT-DONE "


@dataclass
class PageResult:
    """What came of one page."""

    page: str
    harness: str = "timeout"
    """ok, error, timeout or crash."""
    message: str = ""
    subtests: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    """Subtest's identity to (status, name, message)."""


def identity(name: str) -> str:
    """A subtest's identity: its name without what changes from run to run, hashed."""
    return f"{zlib.crc32(_OWN_ADDRESS.sub('HOST', name).encode('utf-8', 'surrogatepass')):08x}"


def read_console(page: str, lines: Iterable[str]) -> PageResult:
    """Reads what testharnessreport.js told."""
    result = PageResult(page)
    for line in lines:
        if line.startswith(SUBTEST):
            told = json.loads(line.removeprefix(SUBTEST))
            result.subtests[identity(told["name"])] = told["status"], told["name"], told["message"]
        elif line.startswith(DONE):
            told = json.loads(line.removeprefix(DONE))
            result.harness, result.message = told["status"], told["message"]
    return result


def load_reference(path: Path) -> dict[str, frozenset[str]]:
    """Page to the identities of the subtests that count."""
    tests = json.loads(path.read_text(encoding="utf-8"))["tests"]
    return {page: frozenset(entry["ok"]) for page, entry in tests.items()}


def write_reference(path: Path, results: Iterable[PageResult]) -> None:
    """What load_reference reads, made of a run; pages where nothing passed do not count."""
    tests = {
        result.page: {"ok": sorted(name for name, told in result.subtests.items() if told[0] == "pass")}
        for result in results
    }
    kept = {page: entry for page, entry in tests.items() if entry["ok"]}
    path.write_text(json.dumps({"tests": kept}, indent=0) + "\n", encoding="utf-8")


def counted(result: PageResult, reference: frozenset[str] | None) -> dict[str, str]:
    """Identity to status of each subtest that counts; a page that told nothing has one failure, the page itself."""
    if reference is None:
        wanted: Iterable[str] = result.subtests
    else:
        wanted = reference
    missing = "crash" if result.harness == "crash" else "timeout" if result.harness == "timeout" else "fail"
    statuses = {}
    for name in sorted(wanted):
        status = result.subtests[name][0] if name in result.subtests else missing
        statuses[name] = "fail" if status == "notrun" else status
    return statuses or {"page": missing}


def page_score(statuses: dict[str, str]) -> float:
    """Share of passes."""
    return sum(status == "pass" for status in statuses.values()) / len(statuses)


def folder_of(page: str, depth: int) -> str:
    """The first parts of a page's path, at most its folder."""
    parts = page.split("?")[0].split("/")[:-1]
    return "/".join(parts[:depth]) or "."


def mean(values: Sequence[float]) -> float:
    """Arithmetic mean; 0 of nothing."""
    return sum(values) / len(values) if values else 0.0
