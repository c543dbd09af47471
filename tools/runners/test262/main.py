"""The tests of the language, in the engine or another one."""

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tools.runners import report
from tools.runners.pool import Lost, PoolOptions, run_jobs, why_unavailable
from tools.runners.test262.engines import COMMANDS, make_host_factory
from tools.runners.test262.execute import Executor
from tools.runners.test262.host import Host
from tools.runners.test262.judge import Verdict
from tools.runners.test262.parse_host import judge_parse
from tools.runners.test262.plan import Plan, Selection, Variant, make_plan
from tools.runners.test262.summary import Summary

Results = list[tuple[Variant, Verdict]]


def main(arguments: list[str]) -> int:
    """Runs the suite; gives the exit status."""
    options = parse_arguments(arguments)
    suite: Path = options.suite.resolve()
    if not (suite / "test").is_dir() or not (suite / "harness").is_dir():
        print(f"{suite} is not a checkout of test262: it needs the folders test and harness", file=sys.stderr)
        return 2
    selection = make_selection(options)
    plan = make_plan(suite, selection)
    if not plan.variants and not plan.broken:
        print("nothing to run: no test was selected", file=sys.stderr)
        return 2
    factory = make_host_factory(options.engine, options.parse_only, options.timeout)
    # A missing engine is one sentence, not 80,000 crashes.
    problem = why_unavailable(factory)
    if problem:
        print(problem, file=sys.stderr)
        return 2
    started = time.monotonic()
    results = run(suite, plan, factory, options)
    return conclude(results, plan, selection, options, time.monotonic() - started)


def parse_arguments(arguments: list[str]) -> argparse.Namespace:
    """Reads the command line."""
    parser = argparse.ArgumentParser(
        prog="tools/conformance test262",
        description=__doc__,
        epilog="examples:\n  tools/conformance test262 --suite ../test262 --expect tests/conformance/test262.txt\n  tools/conformance test262 --suite ../test262 --filter 'built-ins/Array/**' --engine node -v",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    report.add_common_arguments(parser, jobs=os.cpu_count() or 1, timeout=20.0)
    parser.add_argument(
        "--engine",
        metavar="CMD",
        help=f"another engine: {', '.join(COMMANDS)}, or a command with {{files}} and {{flags}} in it",
    )
    parser.add_argument("--parse-only", action="store_true", help="the parser alone: is each test accepted or rejected")
    parser.add_argument("--without", action="append", default=[], metavar="FEATURE", help="leave out a feature's tests")
    parser.add_argument(
        "--features-apart",
        action="store_true",
        help="also run, counted apart, what is newer than ES2025, intl402 and staging",
    )
    parser.add_argument("--cannot-block", action="store_true", help="the main agent's [[CanBlock]] is false")
    return parser.parse_args(arguments)


def make_selection(options: argparse.Namespace) -> Selection:
    """Which tests the options ask for."""
    listed = None
    if options.list is not None:
        listed = [line.strip() for line in options.list.read_text().splitlines() if line.strip()]
    return Selection(
        filters=options.filter,
        listed=listed,
        without=frozenset(options.without),
        apart=options.features_apart,
        can_block=not options.cannot_block,
    )


def run(suite: Path, plan: Plan, factory: Callable[[], Host], options: argparse.Namespace) -> Results:
    """Runs all variants of the plan in the pool."""

    def make_work() -> Callable[[Variant], Verdict]:
        execute = Executor(suite, factory())
        if options.parse_only:
            return lambda variant: judge_parse(variant, execute)
        return execute

    # An engine behind a command is ended by its host; the pool's own limit then only guards against the host.
    grace = 10.0 if options.engine is not None else 0.0
    pool = PoolOptions(jobs=options.jobs, timeout=options.timeout + grace)
    progress = report.Progress(len(plan.variants))
    results: Results = []
    for variant, result in run_jobs(plan.variants, make_work, pool):
        verdict = Verdict(result.status, result.message) if isinstance(result, Lost) else result
        results.append((variant, verdict))
        progress.advance(verdict.status != "pass", variant.path)
    progress.close()
    results.sort(key=lambda pair: pair[0].key)
    return results


def conclude(results: Results, plan: Plan, selection: Selection, options: argparse.Namespace, seconds: float) -> int:
    """Prints, writes and compares; gives the exit status."""
    summary = Summary.of(results)
    if options.verbose:
        summary.print_failures(results)
    summary.print(plan, seconds)
    if options.json is not None:
        report.write_json(options.json, summary.as_json(results, plan, seconds))
    if plan.broken:
        return 1
    if options.expect is None:
        return 1 if summary.failed else 0
    # What is set apart has no expectations: it is looked at, not held.
    held = {variant.key: verdict.status for variant, verdict in results if not variant.apart}
    is_whole = not selection.filters and selection.listed is None and not selection.without
    as_expected = report.check_expectations(options.expect, options.rebaseline, held, held if is_whole else None)
    return 0 if as_expected else 1
