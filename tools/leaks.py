"""Watches memory while contexts, proxies and cycles through both heaps come and go: `python -m tools.leaks [SCALE]`.

The full measure (SCALE 1) opens and drops 1,000 contexts, makes 1,000,000 proxies and 500,000 cycles; the tests run
smaller ones. Memory may grow by a fixed amount after the first fifth of the work: by none of it that counts.
"""

import gc
import resource
import sys
import time
from collections.abc import Callable

from jsengine import Context

ALLOWED = 48 << 20

Step = Callable[[], object]


def contexts() -> Step:
    """Opens a context with cycles through both heaps, and drops it."""

    def step() -> None:
        js = Context()
        target = js.eval("({f() { return 1 }})")
        target.g = lambda js=js, target=target: (js, target)

    return step


def proxies() -> Step:
    """Makes a JavaScript object, which Python holds for a moment."""
    return Context().eval("() => ({})")  # type: ignore[no-any-return]


def cycles() -> Step:
    """Makes a cycle: a script's object, a Python closure, a list, the object's proxy."""
    hold = Context().eval("f => { const o = {f}; f(o); for (let i = 0; i < 20; i++) [i] }")

    def step() -> None:
        box: list[object] = []
        hold(lambda o, box=box: box.append(o))

    return step


WORK: dict[str, tuple[Callable[[], Step], int]] = {
    "contexts": (contexts, 1_000),
    "proxies": (proxies, 1_000_000),
    "cycles": (cycles, 500_000),
}


def resident() -> int:
    """Bytes of memory that this process has now."""
    with open("/proc/self/statm", encoding="ascii") as statm:
        return int(statm.read().split()[1]) * resource.getpagesize()


def growth(name: str, scale: float) -> int:
    """Bytes by which memory grows after the first fifth of the work."""
    make, count = WORK[name]
    step = make()
    count = int(count * scale)
    for _ in range(count // 5):
        step()
    gc.collect()
    before = resident()
    for _ in range(count - count // 5):
        step()
    gc.collect()
    return resident() - before


def main(arguments: list[str]) -> int:
    """Prints how memory grew; status 1 where it grew too much."""
    scale = float(arguments[0]) if arguments else 1.0
    failed = False
    for name, (_, count) in WORK.items():
        started = time.perf_counter()
        grown = growth(name, scale)
        failed = failed or grown > ALLOWED
        seconds = time.perf_counter() - started
        print(
            f"{int(count * scale):>9} {name:<9} {seconds:6.1f} s  {grown / (1 << 20):+7.1f} MB  {resident() >> 20} MB in all"
        )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
