"""From samples to figures: medians per row and engine; an engine whose value is not the others' has no result."""

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_LINE = re.compile(r"^(CHECK|COLD|RESULT|FAIL|CLOCK) (\S+)(?: (.*))?$")


@dataclass
class Cell:
    """One row of one engine."""

    samples: list[float] = field(default_factory=list)
    cold: list[float] = field(default_factory=list)
    checks: list[str] = field(default_factory=list)
    operations: int = 0
    error: str = ""

    @property
    def median(self) -> float | None:
        """Milliseconds, or None where there is no result."""
        return statistics.median(self.samples) if self.samples and not self.error else None

    @property
    def cold_median(self) -> float | None:
        """The first run's milliseconds, where they were told."""
        return statistics.median(self.cold) if self.cold and not self.error else None


@dataclass
class Rows:
    """All cells: row, then engine."""

    engines: list[str]
    cells: dict[str, dict[str, Cell]] = field(default_factory=dict)
    clocks: dict[str, str] = field(default_factory=dict)

    def cell(self, row: str, engine: str) -> Cell:
        """The cell, made when it is not there."""
        return self.cells.setdefault(row, {}).setdefault(engine, Cell())

    def read_output(self, engine: str, stdout: str) -> int:
        """Takes in what a process printed; gives the number of results."""
        found = 0
        for kind, name, rest in told(stdout):
            if kind == "CLOCK":
                self.clocks[engine] = name
                continue
            cell, words = self.cell(name, engine), rest.split()
            if kind == "CHECK":
                cell.checks.append(rest)
            elif kind == "COLD" and words:
                cell.cold.append(float(words[0]))
            elif kind == "FAIL":
                cell.error = rest or "failed"
            elif kind == "RESULT" and words:
                found += 1
                cell.samples.append(float(words[0]))
                # A page's row: milliseconds, operations, value.
                if len(words) > 1:
                    cell.operations = int(words[1])
                if len(words) > 2:
                    cell.checks.append(words[2])
        return found

    def drop_wrong_values(self, reference: str) -> None:
        """An engine has no result where its value differs from the majority's, in a tie from the reference's."""
        for cells in self.cells.values():
            for cell in cells.values():
                if len(set(cell.checks)) > 1 and not cell.error:
                    cell.error = f"its value changes: {', '.join(sorted(set(cell.checks)))[:80]}"
            right = right_value({name: cell.checks[0] for name, cell in cells.items() if cell.checks}, reference)
            for cell in cells.values():
                if cell.checks and not cell.error and cell.checks[0] != right:
                    cell.error = f"wrong value {cell.checks[0][:40]}, not {(right or '')[:40]}"


def told(stdout: str) -> Iterator[tuple[str, str, str]]:
    """(kind, name, rest) of each line that is meant for the runner."""
    for line in stdout.splitlines():
        match = _LINE.match(line)
        if match is not None:
            yield match[1], match[2], match[3] or ""


def right_value(values: dict[str, str], reference: str) -> str | None:
    """The value of most engines; of those equally frequent the reference's, if it is one of them."""
    if not values:
        return None
    counts = Counter(values.values())
    most = max(counts.values())
    best = [value for value, count in counts.items() if count == most]
    return values[reference] if values.get(reference) in best else best[0]


def geometric_mean(values: Sequence[float]) -> float | None:
    """None of nothing; values that measured 0 cannot be compared."""
    positive = [value for value in values if value > 0]
    return statistics.geometric_mean(positive) if positive else None
