"""Counting by key and printing: the progress line, tables of counts, and what an expectation file says of a run."""

import argparse
import json
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tools.runners.expectations import Comparison, ExpectationError, Expectations

REFRESH_SECONDS = 0.2
LINE_SECONDS = 10.0
LISTED = 40


@dataclass
class Tally:
    """Passes and totals under one heading."""

    passed: int = 0
    total: int = 0

    def add(self, passed: bool) -> None:
        """Counts one result."""
        self.passed += passed
        self.total += 1

    @property
    def percent(self) -> float:
        """Share of passes."""
        return 100.0 * self.passed / self.total if self.total else 0.0


@dataclass
class Tallies:
    """A tally for each key."""

    rows: dict[str, Tally] = field(default_factory=dict)

    def add(self, keys: Iterable[str], passed: bool) -> None:
        """Counts one result under each of the keys."""
        for key in keys:
            self.rows.setdefault(key, Tally()).add(passed)

    def as_json(self) -> dict[str, dict[str, float]]:
        """Rows for a JSON report."""
        return {
            key: {"passed": row.passed, "total": row.total, "percent": round(row.percent, 2)}
            for key, row in sorted(self.rows.items())
        }

    def print(self, title: str, *, only_failing: bool = False) -> None:
        """Prints a table."""
        rows = [(key, row) for key, row in sorted(self.rows.items()) if not only_failing or row.passed < row.total]
        if not rows:
            return
        width = max(len(key) for key, _ in rows)
        print(f"\n{title}")
        for key, row in rows:
            print(f"  {key:<{width}}  {row.passed:>6} of {row.total:>6}  {row.percent:6.1f} %")


class Progress:
    """A line that rewrites itself on a terminal; elsewhere a plain line every few seconds."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self.failed = 0
        self.started = time.monotonic()
        self.shown = self.started
        self.terminal = sys.stderr.isatty()

    def advance(self, failed: bool, name: str) -> None:
        """One more test is done."""
        self.done += 1
        self.failed += failed
        now = time.monotonic()
        if now - self.shown >= (REFRESH_SECONDS if self.terminal else LINE_SECONDS):
            self.shown = now
            self.show(name)

    def show(self, name: str) -> None:
        """Draws the line."""
        elapsed = time.monotonic() - self.started
        left = elapsed / self.done * (self.total - self.done) if self.done else 0.0
        text = f"{self.done}/{self.total}  {self.failed} failed  {elapsed:.0f} s, {left:.0f} s left"
        if self.terminal:
            filled = 24 * self.done // max(1, self.total)
            bar = "█" * filled + "░" * (24 - filled)
            sys.stderr.write(f"\r\x1b[K{bar} {text}  {name[-48:]}")
        else:
            sys.stderr.write(text + "\n")
        sys.stderr.flush()

    def close(self) -> None:
        """Removes the line from a terminal."""
        if self.terminal:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def add_common_arguments(parser: argparse.ArgumentParser, jobs: int, timeout: float) -> None:
    """The options that all suites share."""
    parser.add_argument("--suite", type=Path, required=True, metavar="DIR", help="checkout of the suite")
    parser.add_argument("--filter", action="append", default=[], metavar="GLOB", help="only paths like GLOB")
    parser.add_argument("--list", type=Path, metavar="FILE", help="only the paths listed in FILE, one per line")
    parser.add_argument("--jobs", type=int, default=jobs, metavar="N", help="worker processes (default %(default)s)")
    parser.add_argument(
        "--timeout", type=float, default=timeout, metavar="S", help="seconds for one test (default %(default)s)"
    )
    parser.add_argument("--expect", type=Path, metavar="FILE", help="hold the run against this expectation file")
    parser.add_argument("--rebaseline", action="store_true", help="rewrite the --expect file, keeping its reasons")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write results and counts to FILE")
    parser.add_argument("-v", "--verbose", action="store_true", help="print every failure with its message")


def write_json(path: Path, data: Mapping[str, object]) -> None:
    """Writes a report."""
    path.write_text(json.dumps(data, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def check_expectations(
    path: Path, rebaseline: bool, results: Mapping[str, str], existing: Iterable[str] | None
) -> bool:
    """Compares (or rewrites) the expectation file; True when the run is as expected."""
    try:
        if rebaseline:
            old = Expectations.load(path, allow_undiagnosed=True) if path.exists() else Expectations()
            new = old.rebaseline(results, existing)
            path.write_text(new.dump(), encoding="utf-8")
            print(f"\nwrote {path}: {len(new.statuses())} expected failures")
            return True
        comparison = Expectations.load(path).compare(results, existing)
    except (ExpectationError, OSError) as error:
        print(f"expectations: {error}", file=sys.stderr)
        return False
    print_comparison(comparison)
    return not comparison


def print_comparison(comparison: Comparison) -> None:
    """Says what differs from the expectations."""
    for title, lines in (
        ("new failures", comparison.new_failures),
        ("failing otherwise than expected", comparison.changed),
        ("unexpected passes (delete these lines)", comparison.unexpected_passes),
        ("vanished from the suite (delete these lines)", comparison.vanished),
    ):
        if lines:
            print(f"\n{len(lines)} {title}")
            for line in lines[:LISTED]:
                print(f"  {line}")
            if len(lines) > LISTED:
                print(f"  ... and {len(lines) - LISTED} more")
