"""`tools/bench compare A.json B.json`: the same engines in two reports."""

import json
import sys
from pathlib import Path

from tools.benchmarks.rows import geometric_mean


def main(arguments: list[str]) -> int:
    """Prints B/A for each row and engine that both have; gives the exit status."""
    if len(arguments) != 2:
        print("usage: tools/bench compare A.json B.json", file=sys.stderr)
        return 2
    try:
        before, after = (json.loads(Path(name).read_text(encoding="utf-8")) for name in arguments)
    except (OSError, ValueError) as error:
        print(f"not a report: {error}", file=sys.stderr)
        return 2
    if before["suite"] != after["suite"]:
        print(f"different suites: {before['suite']} and {after['suite']}", file=sys.stderr)
        return 2
    if before["machine"] != after["machine"]:
        print("the machines differ: compare ratios within each report rather than times", file=sys.stderr)
    engines = [name for name in before["engines"] if name in after["engines"]]
    print(f"{before['commit']} to {after['commit']}: time after / time before, below 1 is faster")
    for engine in engines:
        print_engine(engine, before["rows"], after["rows"])
    return 0


def print_engine(
    engine: str, before: dict[str, dict[str, dict[str, float]]], after: dict[str, dict[str, dict[str, float]]]
) -> None:
    """One engine's rows and their mean."""
    ratios = []
    print(f"\n{engine}")
    for row in sorted(before.keys() | after.keys()):
        old = before.get(row, {}).get(engine, {}).get("median")
        new = after.get(row, {}).get(engine, {}).get("median")
        if old and new:
            ratios.append(new / old)
            print(f"  {row:<32} {old:>10.2f} {new:>10.2f}  x{new / old:.3f}")
        elif old or new:
            print(f"  {row:<32} {old or '-':>10} {new or '-':>10}")
    mean = geometric_mean(ratios)
    if mean is not None:
        print(f"  {'geometric mean':<32} {'':>10} {'':>10}  x{mean:.3f} of {len(ratios)}")
