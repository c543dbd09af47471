"""The table, and the report as JSON."""

import platform
import subprocess
from pathlib import Path

from tools.benchmarks.engines import ROOT
from tools.benchmarks.rows import Cell, Rows, geometric_mean


def median_of(cell: Cell | None, first: bool) -> float | None:
    """Milliseconds of the best run or, with `first`, of the first one, compilation and all."""
    if cell is None:
        return None
    return cell.cold_median if first else cell.median


def print_table(rows: Rows, reference: str) -> None:
    """The table of best runs, and that of first runs where they were told."""
    print_medians(rows, reference, first=False)
    if any(cell.cold for cells in rows.cells.values() for cell in cells.values()):
        print("\nfirst iteration")
        print_medians(rows, reference, first=True)
    clocks = ", ".join(f"{engine} {clock}" for engine, clock in rows.clocks.items()) or "the pages' own"
    print(f"\nratios are to {reference}; clocks: {clocks}")
    for name, cells in rows.cells.items():
        for engine, cell in cells.items():
            if cell.error:
                print(f"no result: {name} {engine}: {cell.error}")


def print_medians(rows: Rows, reference: str, first: bool) -> None:
    """Medians in ms and, for all but the reference, their ratio to it: below 1 is faster."""
    width = max([len(name) for name in rows.cells] + [len("geometric mean")])
    columns = {engine: max(len(engine), 18) for engine in rows.engines}
    print(f"{'ms':<{width}}  " + "  ".join(f"{engine:>{columns[engine]}}" for engine in rows.engines))
    for name, cells in rows.cells.items():
        base = median_of(cells.get(reference), first)
        texts = [cell_text(median_of(cells.get(engine), first), base, engine == reference) for engine in rows.engines]
        print(
            f"{name:<{width}}  "
            + "  ".join(f"{text:>{columns[engine]}}" for engine, text in zip(rows.engines, texts, strict=True))
        )
    means = [mean_text(rows, engine, reference, first) for engine in rows.engines]
    print(
        f"{'geometric mean':<{width}}  "
        + "  ".join(f"{text:>{columns[engine]}}" for engine, text in zip(rows.engines, means, strict=True))
    )


def cell_text(median: float | None, base: float | None, is_reference: bool) -> str:
    """`12.3  x1.50`, or a dash."""
    if median is None:
        return "-"
    text = f"{median:.2f}"
    if is_reference:
        return text
    return f"{text}  x{median / base:.2f}" if base else f"{text}       "


def ratios(rows: Rows, engine: str, reference: str, first: bool = False) -> list[float]:
    """The engine's ratio to the reference, in each row that both have."""
    found = []
    for cells in rows.cells.values():
        own, base = median_of(cells.get(engine), first), median_of(cells.get(reference), first)
        if own and base:
            found.append(own / base)
    return found


def mean_text(rows: Rows, engine: str, reference: str, first: bool = False) -> str:
    """The geometric mean of the ratios and the number of rows in it."""
    found = ratios(rows, engine, reference, first)
    mean = geometric_mean(found)
    return f"x{mean:.3f} of {len(found)}" if mean is not None else "-"


def as_json(rows: Rows, suite: str, reference: str, commands: dict[str, str]) -> dict[str, object]:
    """The report: enough to compare it with another one later."""
    return {
        "suite": suite,
        "commit": commit(),
        "machine": {"system": platform.platform(), "processor": processor_model(), "python": platform.python_version()},
        "reference": reference,
        "engines": commands,
        "clocks": rows.clocks,
        "geometric_means": {engine: geometric_mean(ratios(rows, engine, reference)) for engine in rows.engines},
        "rows": {
            name: {engine: cell_json(cell) for engine, cell in cells.items()} for name, cells in rows.cells.items()
        },
    }


def cell_json(cell: Cell) -> dict[str, object]:
    """One cell, with its samples."""
    data: dict[str, object] = {"median": cell.median, "samples": cell.samples}
    if cell.cold:
        data["cold"] = cell.cold_median
    if cell.operations:
        data["operations"] = cell.operations
    if cell.checks:
        data["check"] = cell.checks[0]
    if cell.error:
        data["error"] = cell.error
    return data


def commit() -> str:
    """The tree that was measured, with a mark when it had changes."""
    done = subprocess.run(
        ["git", "-C", str(ROOT), "describe", "--always", "--dirty", "--abbrev=12"],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip()


def processor_model() -> str:
    """As Linux names it."""
    path = Path("/proc/cpuinfo")
    lines = path.read_text().splitlines() if path.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
