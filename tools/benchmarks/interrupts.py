"""`tools/bench interrupts [--filter GLOB]`: how late scripts end when their time is over, in programs that do one long thing.

Each program runs again and again in a process of its own until an interrupt comes. Both numbers are CPU time, so that a busy
machine changes little: how long after the timer the script has ended, and the longest that any poll was waited for
(`worst_poll_delay_us` of `Context.statistics()`). The second is what counts: the watchdog's tick measures it every 5 ms,
wherever the program is. The first shows that the interrupt came at all; the kernel's timers of CPU time are coarse.
"""

import argparse
import fnmatch
import subprocess
import sys
from dataclasses import dataclass

from tools.benchmarks.engines import ROOT
from tools.benchmarks.interrupted_programs import PROGRAMS

BOUND_MS = 50
COARSE_MS = 500  # of the timer
CPU_SECONDS = 1.0
PATIENCE = 60
MEMORY = 6 << 30

# What a process does; it prints two numbers.
MEASURED = """
import signal, sys, time
from jsengine._kernel import Context, ScriptError

def interrupt(*_):
    raise KeyboardInterrupt

Context().eval("[function* () {}, class {}, async () => { for (const [x] of []) await x }]")  # imports the emitter
context = Context(memory_limit=MEMORY)
context.define_global("echo", lambda value: value)
context.set_console(lambda method, text: None)
signal.signal(signal.SIGPROF, interrupt)
late = None
before = time.process_time()
signal.setitimer(signal.ITIMER_PROF, SECONDS)
try:
    context.eval(f"for (;;) {{ {PROGRAM} }}")
except KeyboardInterrupt:
    late = time.process_time() - before - SECONDS
signal.setitimer(signal.ITIMER_PROF, 0)
print(late * 1000, context.statistics()["worst_poll_delay_us"] / 1000, context.eval("1 + 1"))
"""


@dataclass(frozen=True)
class Outcome:
    """Milliseconds of CPU time."""

    late: float
    worst_poll: float
    trouble: str = ""

    def is_late(self, bound: float) -> bool:
        return self.trouble != "" or self.worst_poll > bound or self.late > bound + COARSE_MS


def measure(program: str, seconds: float = CPU_SECONDS) -> Outcome:
    text = f"PROGRAM = {program!r}\nSECONDS = {seconds}\nMEMORY = {MEMORY}\n{MEASURED}"
    command = [sys.executable, "-c", text]
    try:
        process = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return Outcome(0, 0, f"has not ended in {PATIENCE} s")
    words = process.stdout.split()
    if process.returncode != 0 or len(words) != 3:
        return Outcome(0, 0, f"status {process.returncode}: {process.stderr[-300:].strip()}")
    return Outcome(float(words[0]), float(words[1]))


def main(words: list[str]) -> int:
    """The exit status: 1 when a program ends late, or not as it should."""
    parser = argparse.ArgumentParser(prog="tools/bench interrupts", description=__doc__)
    parser.add_argument("--filter", action="append", default=[], metavar="GLOB", help="only programs like GLOB")
    parser.add_argument(
        "--bound", type=float, default=BOUND_MS, metavar="MS", help="what is too late (default: %(default)s)"
    )
    options = parser.parse_args(words)
    late = 0
    for name, program in PROGRAMS.items():
        if options.filter and not any(fnmatch.fnmatch(name, pattern) for pattern in options.filter):
            continue
        outcome = measure(program)
        is_late = outcome.is_late(options.bound)
        late += is_late
        mark = "LATE" if is_late else ""
        print(f"{name:<44} {outcome.late:8.1f} ms {outcome.worst_poll:8.1f} ms  {mark} {outcome.trouble}", flush=True)
    return 1 if late else 0
