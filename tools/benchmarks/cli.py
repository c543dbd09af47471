"""The command line of `tools/bench`."""

import argparse
import fnmatch
import json
import shlex
import sys
from pathlib import Path

from tools.benchmarks import compare, figures, interrupts, tiers
from tools.benchmarks.engines import Engine, EngineError, parse_engine
from tools.benchmarks.process import last_processor
from tools.benchmarks.rounds import Conditions, run_rounds
from tools.benchmarks.suites import SUITES, Case, Knobs
from tools.benchmarks.table import as_json, print_table
from tools.syntax import parse_speed


def main(arguments: list[str]) -> int:
    """Runs a suite or compares two reports; gives the exit status."""
    try:
        if arguments[:1] == ["compare"]:
            return compare.main(arguments[1:])
        if arguments[:1] == ["figures"]:
            return figures.main(arguments[1:])
        if arguments[:1] == ["tiers"]:
            return tiers.main(arguments[1:])
        if arguments[:1] == ["interrupts"]:
            return interrupts.main(arguments[1:])
        if arguments[:1] == ["parse"] and names_scripts(arguments[1:]):
            return parse_speed.main(arguments[1:])
        return run_suite(arguments)
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130
    except OSError as error:
        print(error, file=sys.stderr)
        return 2


def names_scripts(arguments: list[str]) -> bool:
    """`tools/bench parse FILE.js ...` times the front end by its stages instead of whole engines on a folder."""
    return any(word.endswith((".js", ".mjs")) for word in arguments)


def run_suite(arguments: list[str]) -> int:
    """Runs one suite; gives the exit status."""
    options = parse_arguments(arguments)
    suite = SUITES[options.suite]
    folder: Path | None = options.dir or suite.folder
    if folder is None or not folder.is_dir():
        print(f"{options.suite} needs --dir DIR, a folder with its work", file=sys.stderr)
        return 2
    try:
        engines = [parse_engine(text, suite.commands) for text in options.engine or ["whipsnake"]]
        cases = choose(list(suite.cases(folder, Knobs(options.budget, options.wall, options.scale))), options.filter)
        reference = options.reference or engines[0].name
        check(engines, cases, reference)
    except EngineError as error:
        print(error, file=sys.stderr)
        return 2
    return measure(cases, engines, reference, options)


def parse_arguments(arguments: list[str]) -> argparse.Namespace:
    """Reads the options of a suite."""
    parser = argparse.ArgumentParser(
        prog="tools/bench",
        description="Engines side by side. Also: compare A.json B.json, figures, tiers, interrupts",
        epilog="examples:\n  tools/bench micro --engine whipsnake --engine node --rounds 2\n  tools/bench dom --filter 'bindings*'\n  tools/bench figures",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("suite", choices=sorted(SUITES))
    parser.add_argument("--dir", type=Path, help="folder with the work, instead of the suite's own")
    parser.add_argument(
        "--engine", action="append", metavar="NAME[=CMD]", help="a known name or NAME='CMD {file}'; may be repeated"
    )
    parser.add_argument("--reference", metavar="NAME", help="engine that ratios are to (default: the first)")
    parser.add_argument("--filter", action="append", default=[], metavar="GLOB", help="only cases like GLOB")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="default %(default)s")
    parser.add_argument("--budget", type=int, default=500, metavar="MS", help="for one kernel (default %(default)s)")
    parser.add_argument("--scale", type=float, default=1.0, metavar="X", help="size of the dom suite's work")
    parser.add_argument("--timeout", type=float, default=120.0, metavar="S", help="for one process")
    parser.add_argument("--cpu", type=int, metavar="N", help="processor to pin to (default: the last)")
    parser.add_argument("--no-pin", action="store_true", help="leave the processes unpinned")
    parser.add_argument("--wall", action="store_true", help="real time instead of CPU time")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the report to FILE")
    return parser.parse_args(arguments)


def choose(cases: list[Case], filters: list[str]) -> list[Case]:
    """Cases whose names match a filter."""
    return [case for case in cases if not filters or any(fnmatch.fnmatchcase(case.name, glob) for glob in filters)]


def check(engines: list[Engine], cases: list[Case], reference: str) -> None:
    """Refuses what cannot be measured."""
    names = [engine.name for engine in engines]
    if len(set(names)) < len(names):
        raise EngineError("two engines have the same name")
    if reference not in names:
        raise EngineError(f"the reference {reference} is not among the engines")
    if not cases:
        raise EngineError("nothing to run: no case was selected")


def measure(cases: list[Case], engines: list[Engine], reference: str, options: argparse.Namespace) -> int:
    """Runs, prints and writes; status 1 where an engine has no result in some row."""
    processor = None if options.no_pin else options.cpu if options.cpu is not None else last_processor()
    rows = run_rounds(cases, engines, Conditions(options.rounds, processor, options.timeout, options.wall))
    rows.drop_wrong_values(reference)
    print_table(rows, reference)
    if options.json is not None:
        commands = {engine.name: shlex.join(engine.words) for engine in engines}
        report = as_json(rows, options.suite, reference, commands)
        options.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    return 1 if any(cell.error for cells in rows.cells.values() for cell in cells.values()) else 0
