"""Expectation files: every known failure with its diagnosed reason.

The format, one file per suite in tests/conformance:

    # A comment.
    = tail-calls: Proper tail calls are not done, as in every browser but one.
    fail language/statements/return/tco.js strict
    timeout annexB/x.js default

`= TAG: sentence` opens a group; an entry is a status, a blank and the key. A tag that starts with `?`, or an empty or
`unknown` sentence, is refused: an expectation without a diagnosis is not an expectation. `--rebaseline` writes new
failures under `= ?undiagnosed:`, to be given their reasons by hand.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

STATUSES = ("fail", "timeout", "crash", "flaky")
UNDIAGNOSED = "?undiagnosed"
_HEADING = re.compile(r"= *(?P<tag>[^\s:]+): *(?P<sentence>.*)")
_NO_REASON = re.compile(r"unknown|todo|tbd|\?*", re.IGNORECASE)


class ExpectationError(Exception):
    """The file is malformed, or an entry has no reason."""


@dataclass
class Group:
    """Entries that share one reason."""

    tag: str
    sentence: str
    entries: dict[str, str] = field(default_factory=dict)
    """Key of the test to its expected status."""


@dataclass
class Comparison:
    """What differs between a run and the expectations; any of these fails the run."""

    new_failures: list[str]
    changed: list[str]
    unexpected_passes: list[str]
    vanished: list[str]

    def __bool__(self) -> bool:
        return bool(self.new_failures or self.changed or self.unexpected_passes or self.vanished)


@dataclass
class Expectations:
    """The content of one expectation file."""

    header: str = ""
    groups: list[Group] = field(default_factory=list)

    @classmethod
    def load(cls, path: Path, *, allow_undiagnosed: bool = False) -> "Expectations":
        """Reads a file; raises ExpectationError."""
        return cls.parse(path.read_text(encoding="utf-8"), path.name, allow_undiagnosed=allow_undiagnosed)

    @classmethod
    def parse(cls, text: str, name: str, *, allow_undiagnosed: bool = False) -> "Expectations":
        """Reads the text of a file called `name`; raises ExpectationError."""
        found = cls()
        seen: set[str] = set()
        for number, line in enumerate(text.splitlines(), 1):
            where = f"{name}:{number}"
            if not line.strip() or line.startswith("#"):
                if not found.groups:
                    found.header += line + "\n"
            elif line.startswith("="):
                group = _parse_heading(line, where)
                if not allow_undiagnosed:
                    _require_reason(group, where)
                found.groups.append(group)
            else:
                status, _, key = line.partition(" ")
                if status not in STATUSES or not key.strip():
                    raise ExpectationError(f"{where}: not `STATUS KEY` with a status of {', '.join(STATUSES)}")
                if not found.groups:
                    raise ExpectationError(f"{where}: the entry stands under no reason (`= TAG: sentence`)")
                if key in seen:
                    raise ExpectationError(f"{where}: {key} is listed twice")
                seen.add(key)
                found.groups[-1].entries[key] = status
        return found

    def statuses(self) -> dict[str, str]:
        """Each listed key with its expected status."""
        return {key: status for group in self.groups for key, status in group.entries.items()}

    def compare(self, results: Mapping[str, str], existing: Iterable[str] | None = None) -> Comparison:
        """`results` maps the key of every test run to its status; `existing` lists the keys that the suite still
        has (None: the run was a part of the suite, so that nothing can be said about vanished tests)."""
        expected = self.statuses()
        comparison = Comparison([], [], [], [])
        for key, status in results.items():
            wanted = expected.get(key, "pass")
            if wanted == "flaky" or status == wanted:
                continue
            if wanted == "pass":
                comparison.new_failures.append(f"{status} {key}")
            elif status == "pass":
                comparison.unexpected_passes.append(f"{wanted} {key}")
            else:
                comparison.changed.append(f"{key}: expected {wanted}, got {status}")
        if existing is not None:
            comparison.vanished.extend(sorted(expected.keys() - set(existing)))
        return comparison

    def rebaseline(self, results: Mapping[str, str], existing: Iterable[str] | None = None) -> "Expectations":
        """The expectations that make this run pass. Entries keep their groups; new failures have no reason yet."""
        kept = set(existing) if existing is not None else None
        groups = [Group(group.tag, group.sentence) for group in self.groups]
        known: set[str] = set()
        for old, new in zip(self.groups, groups, strict=True):
            for key, status in old.entries.items():
                known.add(key)
                now = results.get(key, status)
                if status == "flaky":
                    now = status
                if now != "pass" and (kept is None or key in kept):
                    new.entries[key] = now
        fresh = {key: status for key, status in results.items() if status != "pass" and key not in known}
        if fresh:
            target = next((group for group in groups if group.tag == UNDIAGNOSED), None)
            if target is None:
                target = Group(UNDIAGNOSED, "")
                groups.append(target)
            target.entries.update(fresh)
        return Expectations(self.header, [group for group in groups if group.entries])

    def dump(self) -> str:
        """The text of the file, entries sorted within their groups."""
        parts = [self.header]
        for group in self.groups:
            parts.append(f"= {group.tag}: {group.sentence}".rstrip() + "\n")
            parts.extend(f"{status} {key}\n" for key, status in sorted(group.entries.items()))
            parts.append("\n")
        return "".join(parts).rstrip("\n") + "\n"


def _parse_heading(line: str, where: str) -> Group:
    match = _HEADING.fullmatch(line.rstrip())
    if match is None:
        raise ExpectationError(f"{where}: a reason is written `= TAG: sentence`")
    return Group(match["tag"], match["sentence"])


def _require_reason(group: Group, where: str) -> None:
    if group.tag.startswith("?") or _NO_REASON.fullmatch(group.sentence.strip().rstrip(".")):
        raise ExpectationError(f"{where}: {group.tag} has no reason: diagnose the failures under it")
