"""The web-platform-tests, by subtests; Chromium may say which of them count."""

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tools.runners import report
from tools.runners.pool import Lost, PoolOptions, run_jobs, why_unavailable
from tools.runners.wpt import score
from tools.runners.wpt.driver import CHROMIUM, COMMANDS, IN_PROCESS, PageCrash, make_driver
from tools.runners.wpt.pages import exists, find_pages, select
from tools.runners.wpt.server import running_server
from tools.runners.wpt.templates import HOST, Site

Reference = dict[str, frozenset[str]]
Results = dict[str, score.PageResult]


def main(arguments: list[str]) -> int:
    """Runs the suite; gives the exit status."""
    options = parse_arguments(arguments)
    suite: Path = options.suite.resolve()
    if not (suite / "resources" / "testharness.js").is_file():
        print(f"{suite} is not a checkout of web-platform-tests: no resources/testharness.js", file=sys.stderr)
        return 2
    reference = score.load_reference(options.reference) if options.reference is not None else None
    pages = choose_pages(suite, options, reference)
    if not pages:
        print("nothing to run: no page was selected", file=sys.stderr)
        return 2
    problem = why_unavailable(lambda: make_driver(options.driver))
    if problem:
        print(problem, file=sys.stderr)
        return 2
    started = time.monotonic()
    with running_server(suite) as site:
        results = run(pages, site, options)
    return conclude(suite, results, reference, options, time.monotonic() - started)


def parse_arguments(arguments: list[str]) -> argparse.Namespace:
    """Reads the command line."""
    parser = argparse.ArgumentParser(
        prog="tools/conformance wpt",
        description=__doc__,
        epilog="examples:\n  tools/conformance wpt --suite ../wpt --filter 'dom/**' --reference chromium.json\n  tools/conformance wpt --suite ../wpt --filter 'dom/**' --driver chromium --record chromium.json",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    report.add_common_arguments(parser, jobs=os.cpu_count() or 1, timeout=20.0)
    parser.add_argument(
        "--driver",
        default=IN_PROCESS,
        metavar="CMD",
        help=f"{IN_PROCESS}, {CHROMIUM}, {', '.join(COMMANDS)}, or a command with {{url}} that prints the page's console (default %(default)s)",
    )
    parser.add_argument("--reference", type=Path, metavar="FILE", help="JSON of the subtests that count")
    parser.add_argument("--record", type=Path, metavar="FILE", help="write what passed, as such a JSON")
    parser.add_argument("--depth", type=int, default=2, metavar="N", help="path parts that make a folder")
    return parser.parse_args(arguments)


def choose_pages(suite: Path, options: argparse.Namespace, reference: Reference | None) -> list[str]:
    """The list, or the reference's pages, or all of the suite; then the filters."""
    if options.list is not None:
        pages = [line.strip() for line in options.list.read_text().splitlines() if line.strip()]
    elif reference is not None:
        pages = sorted(reference)
    else:
        pages = list(find_pages(suite))
    return select(pages, options.filter)


def run(pages: list[str], site: Site, options: argparse.Namespace) -> Results:
    """Opens the pages in the pool."""

    def make_work() -> Callable[[str], score.PageResult]:
        driver = make_driver(options.driver)

        def work(page: str) -> score.PageResult:
            try:
                lines = driver.run(f"http://{HOST}:{site.ports[0]}/{page}", options.timeout)
            except PageCrash as crash:
                result = score.read_console(page, crash.lines)
                result.harness, result.message = "crash", str(crash)
                return result
            return score.read_console(page, lines)

        return work

    progress = report.Progress(len(pages))
    results: Results = {}
    pool = PoolOptions(jobs=options.jobs, timeout=options.timeout + 10.0)
    for page, result in run_jobs(pages, make_work, pool):
        if isinstance(result, Lost):
            result = score.PageResult(page, result.status, result.message)
        results[page] = result
        progress.advance(result.harness != "ok", page)
    progress.close()
    return dict(sorted(results.items()))


def conclude(
    suite: Path, results: Results, reference: Reference | None, options: argparse.Namespace, seconds: float
) -> int:
    """Prints, writes and compares; gives the exit status."""
    statuses = {
        page: score.counted(result, reference.get(page) if reference is not None else None)
        for page, result in results.items()
    }
    if options.verbose:
        print_failures(results, statuses)
    scores = {page: score.page_score(counted) for page, counted in statuses.items()}
    folders = print_folders(scores, options.depth)
    total = 100 * score.mean(list(scores.values()))
    whole = sum(value == 1.0 for value in scores.values())
    print(f"\nscore: {total:.2f} % over {len(scores)} pages, {whole} of them whole; {seconds:.1f} s")
    if options.record is not None:
        score.write_reference(options.record, results.values())
    if options.json is not None:
        report.write_json(options.json, as_json(results, statuses, folders, total, seconds))
    if options.expect is None:
        return 0 if whole == len(scores) else 1
    held = {f"{page} {name}": status for page, counted in statuses.items() for name, status in counted.items()}
    is_whole = not options.filter and options.list is None
    existing = [key for key in held if exists(suite, key.split(" ")[0])] if is_whole else None
    return 0 if report.check_expectations(options.expect, options.rebaseline, held, existing) else 1


def print_failures(results: Results, statuses: dict[str, dict[str, str]]) -> None:
    """One line for each subtest that counts and does not pass."""
    for page, counted in statuses.items():
        result = results[page]
        for name, status in counted.items():
            if status != "pass":
                told = result.subtests.get(name, ("", f"({result.harness}: {result.message})", ""))
                print(f"{status} {page} {name}: {told[1]!r} {told[2]}")


def print_folders(scores: dict[str, float], depth: int) -> dict[str, float]:
    """The table of folders; gives their scores in per cent."""
    members: dict[str, list[float]] = {}
    for page, value in scores.items():
        members.setdefault(score.folder_of(page, depth), []).append(value)
    folders = {folder: 100 * score.mean(values) for folder, values in sorted(members.items())}
    width = max(len(folder) for folder in folders)
    print("\nfolders")
    for folder, percent in folders.items():
        print(f"  {folder:<{width}}  {len(members[folder]):>5} pages  {percent:6.1f} %")
    return folders


def as_json(
    results: Results, statuses: dict[str, dict[str, str]], folders: dict[str, float], total: float, seconds: float
) -> dict[str, object]:
    """The whole report."""
    pages = {
        page: {
            "harness": result.harness,
            "message": result.message,
            "score": round(score.page_score(statuses[page]), 4),
            "failures": {
                name: [status, *result.subtests.get(name, ("", "", ""))[1:]]
                for name, status in statuses[page].items()
                if status != "pass"
            },
        }
        for page, result in results.items()
    }
    rounded = {folder: round(percent, 2) for folder, percent in folders.items()}
    return {
        "suite": "wpt",
        "percent": round(total, 2),
        "folders": rounded,
        "pages": pages,
        "seconds": round(seconds, 1),
    }
