"""Fuzz built-ins: `python -m tools.fuzz.builtins [--seconds N] [--seed N] [--stress] [NAME ...]`.

Functions of the named globals (all by default) and what the syntax does with objects are called with receivers and
arguments that change each other in the middle of a call: hostile proxies, valueOf, species constructors, iterators and
getters, buffers that are detached and resized. Wanted: no crash, and a heap that holds together. --stress collects at
every allocation. Run it in a build of `tools/build --sanitize` too (CONTRIBUTING.md).
"""

import argparse
import faulthandler
import time
from pathlib import Path

import jsengine.bytecode.compile  # noqa: F401  (contexts find the compiler by it)
from jsengine._kernel import Context, ScriptError, Terminated

PROGRAM = Path(__file__).with_suffix(".js")
CALLS = 4_000
CALLS_UNDER_STRESS = 300


def run(seed: int, names: list[str], stress: bool) -> None:
    text = PROGRAM.read_text(encoding="utf-8").replace("SEED", str(seed)).replace("NAMES", repr(names))
    context = Context(time_limit=5, memory_limit=400 << 20)
    context.define_test262_host()
    context.set_stress(stress)
    try:
        context.eval(text.replace("CALLS", str(CALLS_UNDER_STRESS if stress else CALLS)))
        context.run_jobs()
    except Terminated as termination:
        print(f"seed {seed}: {termination}")
    except ScriptError as error:  # it froze a prototype that the program itself needs
        print(f"seed {seed}: {error}")
    context.set_stress(False)
    context.verify()
    context.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stress", action="store_true")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    faulthandler.enable()
    end, seed = time.monotonic() + options.seconds, options.seed
    while time.monotonic() < end:
        run(seed, options.names, options.stress)
        seed += 1
    print(f"{seed - options.seed} programs, last seed {seed - 1}")


if __name__ == "__main__":
    main()
