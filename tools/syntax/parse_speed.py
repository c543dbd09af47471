"""Time the front end over whole files, beside acorn in node and QuickJS's compiler, in one run.

    tools/bench parse [--acorn DIR] [--rounds N] FILE.js [FILE.mjs ...]

Columns: milliseconds (the best of the rounds, CPU time) to the tree with names and literals; to early errors and scopes, which is
ready to run; then the others, and how many times longer they took than our tree. QuickJS makes bytecode too. `--acorn`: the
folder of its npm package; the quickjs package is used if it is installed.
"""

import argparse
import importlib
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from jsengine import _kernel

TIME_ACORN = """
const acorn = require(process.argv[1]), fs = require('fs'), rounds = +process.argv[2];
for (const file of process.argv.slice(3)) {
  const text = fs.readFileSync(file, 'utf8'), sourceType = file.endsWith('.mjs') ? 'module' : 'script';
  let best = Infinity;
  for (let i = 0; i < rounds; i++) {
    const start = process.cpuUsage();
    acorn.parse(text, {ecmaVersion: 'latest', sourceType});
    const used = process.cpuUsage(start);
    best = Math.min(best, (used.user + used.system) / 1000);
  }
  console.log(JSON.stringify(best));
}
"""


def best(rounds: int, work: Callable[[], object]) -> float:
    """Milliseconds of CPU time."""
    times = []
    for _ in range(rounds):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times) * 1000


def acorn_times(acorn: Path, rounds: int, files: list[Path]) -> list[float]:
    words = ["node", "-e", TIME_ACORN, str(acorn.absolute()), str(rounds), *(str(file.absolute()) for file in files)]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    return [float(json.loads(line)) for line in done.stdout.splitlines()]


def quickjs_time(text: str, rounds: int) -> float | None:
    """The time of `new Function(text)`; None where it cannot be had."""
    try:
        context = importlib.import_module("quickjs").Context()
    except ImportError:
        return None
    context.set("text", text)
    try:
        return best(rounds, lambda: context.eval("new Function(text); 0"))
    except Exception:  # noqa: BLE001 - an older QuickJS does not know the syntax
        return None


def ready(text: str, module: bool) -> None:
    source = _kernel.parse_source(text, module)
    if source.error is not None or not source.analyse(int(module)):
        raise SystemExit(f"refused: {source.error}")


def cell(other: float | None, ours: float) -> str:
    return "-" if other is None else f"{other:8.1f} x{other / ours:.1f}"


def row(file: Path, rounds: int, acorn: float | None) -> str:
    text = file.read_text(encoding="utf-8")
    module = file.suffix == ".mjs"
    size = len(text.encode("utf-8", "surrogatepass"))
    tree = best(rounds, lambda: _kernel.parse_source(text, module))
    whole = best(rounds, lambda: ready(text, module))
    quickjs = None if module else quickjs_time(text, rounds)
    figures = f"{size // 1024:6} {tree:8.2f} {size / tree / 1000:5.0f} {whole:8.2f}"
    return f"{file.name:28} {figures}  {cell(acorn, tree):16} {cell(quickjs, tree)}"


def main(arguments: list[str]) -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--acorn", type=Path)
    options.add_argument("--rounds", type=int, default=10)
    options.add_argument("files", type=Path, nargs="+")
    given = options.parse_args(arguments)
    acorn = acorn_times(given.acorn, given.rounds, given.files) if given.acorn else [None] * len(given.files)
    print(f"{'file':28} {'KB':>6} {'tree':>8} {'MB/s':>5} {'ready':>8}  {'acorn':16} quickjs")
    for file, acorn_time in zip(given.files, acorn, strict=True):
        print(row(file, given.rounds, acorn_time))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
