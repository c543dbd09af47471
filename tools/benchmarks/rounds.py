"""Runs all cases with all engines, round by round, the engines in turn within each case."""

import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.benchmarks.engines import ROOT, Engine
from tools.benchmarks.process import Run, run_pinned
from tools.benchmarks.rows import Rows
from tools.benchmarks.suites import Case


@dataclass(frozen=True)
class Conditions:
    """How the processes run."""

    rounds: int
    processor: int | None
    timeout: float
    wall: bool


def run_rounds(cases: Sequence[Case], engines: Sequence[Engine], conditions: Conditions) -> Rows:
    """Gathers the samples of all rounds."""
    rows = Rows([engine.name for engine in engines])
    with tempfile.TemporaryDirectory(prefix="bench-") as directory:
        files = [Path(directory, case.file_name) for case in cases]
        for case, file in zip(cases, files, strict=True):
            file.write_text(case.text, encoding="utf-8")
        for number in range(1, conditions.rounds + 1):
            for case, file in zip(cases, files, strict=True):
                for engine in engines:
                    show(f"round {number}/{conditions.rounds}  {case.name}  {engine.name}")
                    run_case(case, engine, engine.command(file), conditions, rows)
    show("")
    return rows


def run_case(case: Case, engine: Engine, command: list[str], conditions: Conditions, rows: Rows) -> None:
    """One process; what it failed of is kept in the case's own row."""
    try:
        run = run_pinned(command, conditions.processor, conditions.timeout, ROOT)
    except OSError as error:
        rows.cell(case.name, engine.name).error = f"cannot be started: {error.strerror}"
        return
    found = rows.read_output(engine.name, run.stdout) if case.from_output else 0
    failure = describe_failure(run, conditions.timeout)
    if failure or (case.from_output and not found):
        # A page that failed on the way keeps the rows it told of.
        if not found:
            rows.cell(case.name, engine.name).error = failure or "printed no result"
    elif not case.from_output:
        rows.cell(case.name, engine.name).samples.append(run.wall_ms if conditions.wall else run.cpu_ms)
        rows.clocks[engine.name] = "wall" if conditions.wall else "cpu"


def describe_failure(run: Run, timeout: float) -> str:
    """Why a process is no measurement, or nothing."""
    if run.is_overdue:
        return f"not done after {timeout:g} s"
    if run.status:
        lines = [line.strip() for line in run.stderr.splitlines() if line.strip()]
        # Among source excerpts and stacks the line that names the error says most.
        named = [line for line in lines if re.match(r"(Uncaught )?\w*Error\b", line)]
        return f"exit status {run.status}: {(named or lines[-1:] or [''])[0][:100]}"
    return ""


def show(text: str) -> None:
    """The progress line, on a terminal only."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()
