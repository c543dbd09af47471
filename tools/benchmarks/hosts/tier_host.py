"""What a script's CPU time goes into: python tier_host.py WORK, a line of JSON out (see measure).

WORK is JSON: `files`, run one after the other in one world, again in a new one until `seconds` have gone by; `in_page`, whether
that world is a page; `threshold`, or null for the engine's own; `began`, the monotonic clock before this process was started.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

LIBRARIES = ("libc.", "libm.", "libstdc++", "libgcc", "linux-vdso", "ld-linux")
"""Files with code that the kernel calls."""


def tier_of(activity: str, place: str) -> str:
    """The row of the table that a sample belongs to."""
    if activity != "run":
        return activity
    if place in ("interpreter", "baseline"):
        return place
    return "kernel" if place == "kernel" or place.startswith(LIBRARIES) else "host"


World = tuple[Callable[[str], object], Callable[[], dict[str, Any]], Callable[[], object]]
"""Runs a script; tells the statistics; ends."""


def context(threshold: int | None) -> World:
    """A context without anything of the Web."""
    from jsengine import Context

    js = Context(jit_threshold=threshold)
    js.on_console(lambda method, text: None)
    js.globals.print = lambda text: None
    return js.eval, js.statistics, js.close


def page(threshold: int | None) -> World:
    """An empty page."""
    from browser.options import AgentOptions
    from browser.page import Page

    made = Page(AgentOptions(jit_threshold=threshold))
    made.set_content("<!doctype html><div id=root></div>")
    return made.evaluate, made._host.kernel.statistics, made.close


def measure(work: dict[str, Any]) -> dict[str, Any]:
    """Samples by tier, what machine code cost in all rounds, the CPU time of each round, when the first code stood."""
    from jsengine._kernel import start_sampling, stop_sampling

    texts = [Path(file).read_text(encoding="utf-8") for file in work["files"]]
    samples: Counter[str] = Counter()
    machine: Counter[str] = Counter()
    rounds: list[float] = []
    first: list[float] | None = None
    end = time.process_time() + work["seconds"]
    while not rounds or time.process_time() < end:
        run, statistics, close = (page if work["in_page"] else context)(work["threshold"])
        before, clock = time.process_time(), time.monotonic()
        earlier = statistics()["machine"]
        start_sampling()
        try:
            for text in texts:
                run(text + "\n;0")
        finally:
            taken = stop_sampling()
        rounds.append((time.process_time() - before) * 1000)
        samples.update(tier_of(activity, place) for activity, place in taken)
        told = statistics()["machine"]
        for name in ("functions", "instructions", "bytes", "compile_seconds"):
            machine[name] += told[name] - earlier[name]
        at = told["first_code_at"]
        if first is None:
            first = [at - work["began"], max(at - clock, 0.0)] if at else []
        close()
    return {"samples": samples, "machine": machine, "rounds": rounds, "first_code": first}


if __name__ == "__main__":
    print(json.dumps(measure(json.loads(sys.argv[1]))))
