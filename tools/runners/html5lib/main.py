"""`tools/conformance html5lib`: the tree-construction tests, or with --tokenizer those of the tokenizer."""

import argparse
import fnmatch
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.runners import report
from tools.runners.html5lib.cases import Case, read_folder
from tools.runners.html5lib.parsers import PARSERS
from tools.runners.html5lib.tokenizer import OwnTokenizer, TokenizerCase, read_tests
from tools.runners.html5lib.tree import join_surrogates
from tools.runners.pool import Lost, PoolOptions, run_jobs, why_unavailable

AnyCase = Case | TokenizerCase


@dataclass(frozen=True, slots=True)
class Verdict:
    """Status of one case; `got` is the tree or the error."""

    status: str
    got: str = ""


def main(arguments: list[str]) -> int:
    """Runs the suite; gives the exit status."""
    options = parse_arguments(arguments)
    folder: Path = options.suite / ("tokenizer" if options.tokenizer else "tree-construction")
    if not folder.is_dir():
        print(f"{options.suite} is not a checkout of html5lib-tests: no {folder.name}", file=sys.stderr)
        return 2
    every_case: list[AnyCase] = [*read_tests(folder)] if options.tokenizer else [*read_folder(folder)]
    cases = [case for case in every_case if is_selected(case, options)]
    if not cases:
        print("nothing to run: no case was selected", file=sys.stderr)
        return 2
    problem = why_unavailable(PARSERS[options.parser])
    if problem:
        print(problem, file=sys.stderr)
        return 2
    started = time.monotonic()
    results = run(cases, options)
    return conclude(results, options, len(cases) == len(every_case), time.monotonic() - started)


def parse_arguments(arguments: list[str]) -> argparse.Namespace:
    """Reads the command line."""
    parser = argparse.ArgumentParser(
        prog="tools/conformance html5lib",
        description=__doc__,
        epilog="examples:\n  tools/conformance html5lib --suite ../html5lib-tests --expect tests/conformance/html5lib.txt\n  tools/conformance html5lib --suite ../html5lib-tests --tokenizer",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    report.add_common_arguments(parser, jobs=os.cpu_count() or 1, timeout=10.0)
    parser.add_argument("--parser", choices=sorted(PARSERS), default="whipsnake", help="default %(default)s")
    parser.add_argument("--tokenizer", action="store_true", help="the tokenizer's tests, with their parse errors")
    parser.add_argument("--scripted", action="store_true", help="also the cases whose scripts have to run")
    return parser.parse_args(arguments)


def is_selected(case: AnyCase, options: argparse.Namespace) -> bool:
    """Whether the options ask for the case."""
    if case.path.startswith("scripted/") and not options.scripted:
        return False
    if options.list is not None and case.path not in options.list.read_text().split():
        return False
    return not options.filter or any(fnmatch.fnmatchcase(case.key, f"{glob}*") for glob in options.filter)


def run(cases: list[AnyCase], options: argparse.Namespace) -> dict[str, tuple[AnyCase, Verdict]]:
    """Runs the cases in the pool."""

    def make_work() -> Callable[[AnyCase], Verdict]:
        if options.tokenizer:
            return lambda case: check(OwnTokenizer(), case)
        parser = PARSERS[options.parser]()
        return lambda case: check(parser, case)

    progress = report.Progress(len(cases))
    results: dict[str, tuple[AnyCase, Verdict]] = {}
    for case, result in run_jobs(cases, make_work, PoolOptions(jobs=options.jobs, timeout=options.timeout)):
        verdict = Verdict(result.status, result.message) if isinstance(result, Lost) else result
        results[case.key] = case, verdict
        progress.advance(verdict.status != "pass", case.key)
    progress.close()
    return dict(sorted(results.items()))


def check(parser: Any, case: AnyCase) -> Verdict:
    """Parses one case and compares what comes of it."""
    try:
        got = parser.parse(case)
    except Exception as error:  # noqa: BLE001 - whatever the parser raises is the result of its case
        return Verdict("fail", f"{type(error).__name__}: {error}")
    return Verdict("pass" if got == join_surrogates(case.expected) else "fail", got)


def conclude(
    results: dict[str, tuple[AnyCase, Verdict]], options: argparse.Namespace, is_whole: bool, seconds: float
) -> int:
    """Prints, writes and compares; gives the exit status."""
    files, score = report.Tallies(), report.Tally()
    for case, verdict in results.values():
        passed = verdict.status == "pass"
        files.add([case.path], passed)
        score.add(passed)
        if options.verbose and not passed:
            print(f"{verdict.status} {case.key}\n{case.data}\n--- expected\n{case.expected}\n--- got\n{verdict.got}\n")
    files.print("files not whole", only_failing=True)
    print(f"\nscore: {score.passed} of {score.total} ({score.percent:.2f} %); {seconds:.1f} s")
    statuses = {key: verdict.status for key, (_, verdict) in results.items()}
    if options.json is not None:
        counts = {"suite": "html5lib", "passed": score.passed, "total": score.total, "seconds": round(seconds, 1)}
        failures = {key: verdict.got for key, (_, verdict) in results.items() if verdict.status != "pass"}
        report.write_json(options.json, {**counts, "files": files.as_json(), "failures": failures})
    if options.expect is None:
        return 0 if score.passed == score.total else 1
    existing = statuses if is_whole else None
    return 0 if report.check_expectations(options.expect, options.rebaseline, statuses, existing) else 1
