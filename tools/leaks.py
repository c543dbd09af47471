"""Watches memory while contexts, pages, nodes and cycles through both heaps come and go: `python -m tools.leaks [SCALE] [NAME ...]`.

The full measure (SCALE 1) opens and drops 1,000 contexts, makes 1,000,000 proxies and 500,000 cycles, makes, listens on
and drops 1,000,000 nodes in a page, drops 100,000 subtrees that observers and closures know, and opens and closes 1,000
pages; the tests run smaller ones. After the first half memory may grow by a fixed amount, by none of it that counts, and
the number of live objects, of Python's and of the engine's, not at all.
"""

import gc
import resource
import sys
import time
from collections.abc import Callable
from typing import NamedTuple

from browser import open_page
from jsengine import Context

ALLOWED = 48 << 20
ALLOWED_OBJECTS = 1_000
"""Caches may still fill a little in the second half."""

Step = Callable[[], object]


class Work(NamedTuple):
    """Something done over and over."""

    step: Step
    live_cells: Callable[[], int]
    """How many cells the engine has, after a collection; 0 where each step has a heap of its own."""


class Growth(NamedTuple):
    """What there is more at the end of the work than after its first half."""

    memory: int
    objects: int

    @property
    def is_flat(self) -> bool:
        """Whether it is none that counts."""
        return self.memory <= ALLOWED and self.objects <= ALLOWED_OBJECTS


def none() -> int:
    """No cells that could be counted."""
    return 0


def contexts() -> Work:
    """Opens a context with cycles through both heaps, and drops it."""

    def step() -> None:
        js = Context()
        target = js.eval("({f() { return 1 }})")
        target.g = lambda js=js, target=target: (js, target)

    return Work(step, none)


def proxies() -> Work:
    """Makes a JavaScript object, which Python holds for a moment."""
    return Work(Context().eval("() => ({})"), none)


def cycles() -> Work:
    """Makes a cycle: a script's object, a Python closure, a list, the object's proxy."""
    hold = Context().eval("f => { const o = {f}; f(o); for (let i = 0; i < 20; i++) [i] }")

    def step() -> None:
        box: list[object] = []
        hold(lambda o, box=box: box.append(o))

    return Work(step, none)


def in_page(script: str) -> Work:
    """Calls a function of a page's script."""
    page = open_page()
    page.set_content("<body>")
    page.evaluate(f"window.step = {script}; 1")
    kernel = page._host.kernel

    def live_cells() -> int:
        kernel.collect()
        return sum(count for count, _ in kernel.live_cells().values())

    return Work(lambda: page.evaluate("step()"), live_cells)


NODES_AT_ONCE = 1_000


def nodes() -> Work:
    """Makes nodes, half of them children of the other half, and listens on them with closures that know them."""
    return in_page(
        """() => { for (let i = 0; i < COUNT; i++) {
          const parent = document.createElement("div"), child = document.createElement("b");
          parent.append(child);
          parent.addEventListener("click", () => child.id);
          child.expando = () => parent;
        } }""".replace("COUNT", str(NODES_AT_ONCE // 2))
    )


def subtrees() -> Work:
    """Takes a subtree out of the page: with listeners, observers, ranges, a custom element and cycles through closures."""
    return in_page(
        """(customElements.define("x-kept", class extends HTMLElement { connectedCallback() { this.self = () => this } }),
        () => { for (let i = 0; i < 100; i++) {
          const root = document.createElement("section");
          root.innerHTML = "<p id=a class=b>text<x-kept></x-kept></p><template><i></i></template>";
          document.body.append(root);
          const observer = new MutationObserver(() => root), range = document.createRange(), list = root.children;
          observer.observe(root, { childList: true, subtree: true });
          range.selectNodeContents(root.firstChild);
          root.firstChild.onclick = () => [observer, range, list, root];
          root.attachShadow({ mode: "open" }).innerHTML = "<slot></slot>";
          const iterator = document.createNodeIterator(root, 1, () => (root, 1));
          iterator.nextNode(), root.querySelector("p").dispatchEvent(new Event("click"));
          new AbortController().signal.addEventListener("abort", () => iterator);
          root.remove();
        } })"""
    )


def pages() -> Work:
    """Opens a page with listeners, timers and an observer, clicks, and closes it."""
    html = (
        "<p>x</p><iframe srcdoc='<p>y'></iframe><script>const p = document.querySelector('p');"
        " p.addEventListener('click', () => { window.clicked = p }); setTimeout(() => p, 1e7); setInterval(() => p, 1e6);"
        " new MutationObserver(() => p).observe(p, { childList: true }); p.append('y'); fetch('data:,x').then(() => p)</script>"
    )

    def step() -> None:
        with open_page() as page:
            page.set_content(html)
            page.dispatch_click("p")
            assert page.text("p") == "xy"

    return Work(step, none)


WORK: dict[str, tuple[Callable[[], Work], int]] = {
    "contexts": (contexts, 1_000),
    "proxies": (proxies, 1_000_000),
    "cycles": (cycles, 500_000),
    "nodes": (nodes, 1_000_000 // NODES_AT_ONCE),
    "subtrees": (subtrees, 1_000),
    "pages": (pages, 1_000),
}


def resident() -> int:
    """Bytes of memory that this process has now."""
    with open("/proc/self/statm", encoding="ascii") as statm:
        return int(statm.read().split()[1]) * resource.getpagesize()


def measure(work: Work) -> Growth:
    """What there is now."""
    gc.collect()
    cells = work.live_cells()
    gc.collect()
    return Growth(resident(), cells + len(gc.get_objects()))


def growth(name: str, scale: float) -> Growth:
    """What there is more after the second half of the work."""
    make, count = WORK[name]
    work = make()
    half = max(1, int(count * scale) // 2)
    for _ in range(half):
        work.step()
    before = measure(work)
    for _ in range(half):
        work.step()
    after = measure(work)
    return Growth(after.memory - before.memory, after.objects - before.objects)


def main(arguments: list[str]) -> int:
    """Prints how memory grew; status 1 where it grew too much."""
    scale = float(arguments[0]) if arguments else 1.0
    failed = False
    for name in arguments[1:] or WORK:
        started = time.perf_counter()
        grown = growth(name, scale)
        failed = failed or not grown.is_flat
        seconds = time.perf_counter() - started
        print(
            f"{int(WORK[name][1] * scale):>9} {name:<9} {seconds:6.1f} s  {grown.memory / (1 << 20):+7.1f} MB"
            f"  {grown.objects:+6} objects  {resident() >> 20} MB in all",
            flush=True,
        )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
