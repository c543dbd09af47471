"""`tools/bench tiers [--threshold N]... [FILE.js[+MORE.js] ...]`: into which tier the CPU time goes, and what compiling costs.

Without files: the micro kernels, each in a fresh context. Files are libraries: their start in an empty page, several joined by
`+` in one. Shares are of samples taken at each tick of CPU time, over as many starts as the budget allows. With several
thresholds there is a table of times instead: what one run took, for kernels the first iteration.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.benchmarks.engines import HOSTS, ROOT
from tools.benchmarks.process import last_processor, run_pinned
from tools.benchmarks.rows import geometric_mean
from tools.benchmarks.suites import SUITES, Knobs

TIERS = ("interpreter", "baseline", "kernel", "parse", "emit", "compile", "collect", "host")
ONCE = "var bench = function (name, fn) { fn(); }, benchAsync = bench;\n"
"""In place of the stopwatch: a kernel runs once."""
PASSES = 3
"""Over all thresholds."""


@dataclass(frozen=True)
class Work:
    """What one process measures."""

    name: str
    files: list[str]
    in_page: bool


class Failed(Exception):
    """A process did not come to its end."""


def main(words: list[str]) -> int:
    """The exit status: 1 when a row failed."""
    parser = argparse.ArgumentParser(prog="tools/bench tiers", description=__doc__)
    parser.add_argument("files", nargs="*", metavar="FILE.js[+MORE.js]")
    parser.add_argument("--threshold", type=int, action="append", metavar="N", help="instead of the engine's own")
    parser.add_argument("--seconds", type=float, default=2.0, metavar="S", help="for one row (default %(default)s)")
    options = parser.parse_args(words)
    several = options.threshold is not None and len(options.threshold) > 1
    with tempfile.TemporaryDirectory() as folder:
        works = (
            libraries(options.files) if options.files else kernels(Path(folder), once=several, seconds=options.seconds)
        )
        if several:
            return print_times(works, options.threshold, options.seconds)
        return print_shares(works, options.threshold[0] if options.threshold else None, options.seconds)


def libraries(files: list[str]) -> list[Work]:
    """A page for each word."""
    groups = [[str(Path(file).resolve()) for file in word.split("+")] for word in files]
    return [Work(Path(group[-1]).stem, group, True) for group in groups]


def kernels(folder: Path, *, once: bool, seconds: float) -> list[Work]:
    """The micro kernels: as the suite runs them, or one iteration each."""
    micro = SUITES["micro"]
    assert micro.folder is not None
    works = []
    for case in micro.cases(micro.folder, Knobs(budget_ms=int(seconds * 1000))):
        path = folder / case.file_name
        source = micro.folder / case.file_name
        path.write_text(ONCE + source.read_text(encoding="utf-8") if once else case.text, encoding="utf-8")
        works.append(Work(case.name, [str(path)], False))
    return works


def measured(work: Work, threshold: int | None, seconds: float) -> dict[str, Any]:
    """What the host says of one work."""
    order = {
        "files": work.files,
        "in_page": work.in_page,
        "threshold": threshold,
        "seconds": seconds,
        "began": time.monotonic(),
    }
    command = [sys.executable, str(HOSTS / "tier_host.py"), json.dumps(order)]
    run = run_pinned(command, last_processor(), 60 + 20 * seconds, ROOT)
    if run.status != 0:
        raise Failed(run.stderr.strip().splitlines()[-1] if run.stderr.strip() else f"status {run.status}")
    result: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return result


def print_shares(works: list[Work], threshold: int | None, seconds: float) -> int:
    """A row for each work."""
    failed = False
    print(f"{'':<22}" + "".join(f"{tier:>12}" for tier in TIERS) + f"{'ms a run':>10}{'first code':>24}  compiled")
    for work in works:
        try:
            print(share_row(work, measured(work, threshold, seconds)), flush=True)
        except Failed as failure:
            failed = True
            print(f"{work.name:<22} FAILED: {failure}", flush=True)
    return int(failed)


def share_row(work: Work, result: dict[str, Any]) -> str:
    """Shares in percent; the median of a run; when the first code stood; cost per instruction."""
    samples, machine = result["samples"], result["machine"]
    total = sum(samples.values()) or 1
    shares = "".join(f"{100 * samples.get(tier, 0) / total:>11.1f}%" for tier in TIERS)
    first = result["first_code"]
    when = f"{first[0] * 1000:.0f} ms ({first[1] * 1000:.1f} of script)" if first else "none"
    cost, instructions = "", machine["instructions"]
    if instructions:
        runs = len(result["rounds"])
        cost = (
            f"  {machine['functions'] / runs:.0f} functions, {instructions / runs:.0f} instructions, "
            f"{1e6 * machine['compile_seconds'] / instructions:.2f} us, {machine['bytes'] / instructions:.0f} B"
        )
    return f"{work.name:<22}{shares}{statistics.median(result['rounds']):>10.1f}{when:>24}{cost}"


def fastest(work: Work, thresholds: list[int], seconds: float) -> list[float]:
    """The fastest run with each threshold: in turn, so that what else the machine does meets all."""
    best = dict.fromkeys(thresholds, float("inf"))
    for _ in range(PASSES):
        for threshold in thresholds:
            best[threshold] = min(best[threshold], *measured(work, threshold, seconds / PASSES)["rounds"])
    return list(best.values())


def print_times(works: list[Work], thresholds: list[int], seconds: float) -> int:
    """The fastest run of each work by threshold; below, the geometric means."""
    failed = False
    times: dict[int, list[float]] = {threshold: [] for threshold in thresholds}
    print(f"{'ms':<22}" + "".join(f"{threshold:>12}" for threshold in thresholds))
    for work in works:
        try:
            row = fastest(work, thresholds, seconds)
        except Failed as failure:
            failed = True
            print(f"{work.name:<22} FAILED: {failure}", flush=True)
            continue
        for threshold, milliseconds in zip(thresholds, row, strict=True):
            times[threshold].append(milliseconds)
        print(f"{work.name:<22}" + "".join(f"{milliseconds:>12.2f}" for milliseconds in row), flush=True)
    means = [geometric_mean(times[threshold]) or 0.0 for threshold in thresholds]
    print(f"{'geometric mean':<22}" + "".join(f"{mean:>12.2f}" for mean in means))
    return int(failed)
