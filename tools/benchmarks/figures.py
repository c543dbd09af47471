"""`tools/bench figures [--filter GLOB]`: what is no race between engines: start-up, memory, pauses, and programs that ask too much.

Every row runs in a process of its own, so that its peak of memory is its own. Hostile rows are right when they end with the
value beside them or with a RangeError.
"""

import argparse
import fnmatch
import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.benchmarks.engines import ROOT

COMMAND = [sys.executable, "-c", "import sys; from browser.cli import command; sys.exit(command())", "run"]
ROUNDS = 15

# What a process does in the engine; it prints a line.
TIMED = """
import statistics, time
from jsengine._kernel import Context
def median_ms(make, count):
    times = []
    for _ in range(count):
        before = time.process_time(); kept = make(); times.append((time.process_time() - before) * 1000)
    return f"median {statistics.median(times):.2f} ms, worst {max(times):.2f} ms of {count}"
"""
CONTEXT = TIMED + "print(median_ms(Context, 200))"
REALM = (
    TIMED
    + """
context = Context(); context.define_test262_host()
make = context.eval("() => $262.createRealm()")
first = context.eval("() => $262.createRealm().evalScript('[].concat(1)')")
print(median_ms(make, 200) + "; with first use: " + median_ms(first, 50))
"""
)

SCRIPTS = {
    "10 million short-lived objects": "for (let i = 0; i < 1e7; i++) ({ a: i, b: [i] }).a; 'done'",
    "linked list of 1 million nodes": "let head = null; for (let i = 0; i < 1e6; i++) head = { next: head, i };"
    " let n = 0; for (let at = head; at; at = at.next) n++; n",
    "rope of 200 MB": "let s = 'abcdefgh'; while (s.length < 2e8) s += s; s.length + ' ' + s[2e8]",
    "array of length 2 ** 32 - 1 with holes": "const a = []; a.length = 2 ** 32 - 1; a[4e9] = 1; a[7] = 2;"
    " [a.length, Object.keys(a), a.at(-1), 5 in a, a.slice(-1).length].join()",
    "push beyond the greatest length": "const a = []; a.length = 2 ** 32 - 1; try { a.push(1) } catch (e) { e.name }",
    "1 million shapes by hostile keys": "const o = []; for (let i = 0; i < 1e6; i++) { const x = {}; x['k' + i] = i; o[i & 1023] = x }"
    " let sum = 0; for (const x of o) for (const k in x) sum += x[k]; sum",
    "10 million live objects": "const a = []; for (let i = 0; i < 1e7; i++) a.push({ i, p: null }); a.length",
    "1 million properties of one object": "const o = {}; for (let i = 0; i < 1e6; i++) o['k' + i] = i;"
    " let n = 0; for (const k in o) n++; n",
    "string beyond the greatest length": "let s = 'x'; try { for (;;) s += s } catch (e) { e.name }",
    "recursion without end": "let n = 0; function f() { n++; f() } try { f() } catch (e) { e.name + (n > 1000) }",
}
SCRIPT = """
import time
from jsengine._kernel import Context, Terminated
context = Context(memory_limit=4 << 30)
before = time.process_time()
value = context.eval(TEXT)
seconds = time.process_time() - before
s = context.statistics()
print(f"{value!s:.60}  {seconds:.2f} s; {s['minor_collections']} minor and {s['major_collections']} major collections, "
      f"pauses median {s['median_pause_us'] / 1000:.2f} ms, worst {s['worst_pause_us'] / 1000:.2f} ms")
before = time.process_time(); context.collect(); print(f"    collected in one piece: {(time.process_time() - before) * 1000:.0f} ms", end="")
"""

# A page after others of the process: what it takes until its text can be read, and what it keeps while it is open.
FURTHER_PAGE = (
    TIMED
    + """
from browser import open_page
from tools.leaks import resident
HTML = "<!doctype html><title>t</title><p>x</p><script>document.querySelector('p').onclick = () => 1</script>"
def make():
    page = open_page()
    page.set_content(HTML)
    assert page.text("p") == "x"
    return page
for _ in range(5): make().close()
times = median_ms(make, 50)
kept = [make() for _ in range(50)]; before = resident(); kept += [make() for _ in range(50)]
print(f"{times}; {(resident() - before) / 50 / (1 << 20):.2f} MB")
"""
)
# A page's nodes with listeners and values of their own, in a tree or apart, that die at once: trial deletion of both heaps.
DYING_NODES = """
import gc, time
from browser import open_page
def ms(action):
    before = time.process_time(); action(); return (time.process_time() - before) * 1000
page = open_page()
page.set_content("<body>")
kernel = page._host.kernel
page.evaluate(SCRIPT)
live = ms(kernel.collect)
page.evaluate("() => { window.kept = null; document.body.replaceChildren() }")
dying = ms(kernel.collect)
nodes = sum(kernel.live_cells().get(kind, (0, 0))[0] for kind in ("PlatformObject", "LegacyPlatformObject"))
print(f"collected in one piece, alive {live:.0f} ms, dying {dying:.0f} ms, then Python's own collection {ms(gc.collect):.0f} ms; {nodes} left")
"""
NODE = "const p = document.createElement('p'); p.mark = i; p.addEventListener('x', () => p);"
DYING = {
    "200,000 nodes apart": "() => { window.kept = []; for (let i = 0; i < 2e5; i++) { NODE kept.push(p) } }",
    "200,000 nodes in a detached tree": "() => { window.kept = document.createElement('div'); for (let i = 0; i < 2e5; i++) { NODE kept.append(p) } }",
    "200,000 nodes in the document": "() => { for (let i = 0; i < 2e5; i++) { NODE document.body.append(p) } }",
}

# CPU time by size, to see whether it grows with it; links are checked by tests.
SIZES = """
import time
from browser import open_page
def ms(script):
    with open_page() as page:
        before = time.process_time(); value = page.evaluate(script); return (time.process_time() - before) * 1000, value
rows = [ms(SCRIPT.replace("SIZE", str(size))) for size in ROWS]
print(", ".join(f"{size}: {taken:.0f} ms" for size, (taken, _) in zip(ROWS, rows)) + f"; {rows[-1][1]}")
"""
NESTED = "() => { document.body.innerHTML = '<div>'.repeat(SIZE); let e = document.body, n = -1; for (; e; e = e.firstChild) n++;"
PAGES = {
    "nested elements: parse, walk": (NESTED + " return n }", (25_000, 50_000, 100_000)),
    "nested elements: serialise, clone, query, remove": (
        NESTED + " return [document.body.innerHTML.length, document.body.cloneNode(true).contains(null),"
        " document.querySelectorAll('div').length, document.body.textContent, document.body.firstChild.remove()].join() }",
        (25_000, 50_000, 100_000),
    ),
    "attribute of so many MB": (
        "() => { const p = document.createElement('p'), s = 'x<&\\u00e9'.repeat(SIZE * 250000); p.setAttribute('a', s); document.body.append(p);"
        " const copy = document.createElement('div'); copy.innerHTML = p.outerHTML;"
        " return copy.firstChild.getAttribute('a') === s && p.isEqualNode(copy.firstChild) && copy.querySelector('[a^=x]') !== null }",
        (12, 25, 50),
    ),
}


@dataclass(frozen=True)
class Outcome:
    """What a process said and took."""

    text: str
    cpu_ms: float
    peak_mb: float


def run(words: list[str], **variables: str) -> Outcome:
    """A process of its own, to its end."""
    with tempfile.TemporaryFile() as output:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # else Python compiles its modules each time
        streams = [(os.POSIX_SPAWN_DUP2, output.fileno(), 1), (os.POSIX_SPAWN_DUP2, output.fileno(), 2)]
        process = os.posix_spawn(words[0], words, environment, file_actions=streams)
        _, status, used = os.wait4(process, 0)
        output.seek(0)
        text = output.read().decode(errors="replace").strip()
    if status != 0:
        text = f"FAILED with status {os.waitstatus_to_exitcode(status)}: {text[-200:]}"
    return Outcome(text, (used.ru_utime + used.ru_stime) * 1000, used.ru_maxrss / 1024)


def engine(program: str) -> str:
    outcome = run([sys.executable, "-c", program])
    return f"{outcome.text}; peak {outcome.peak_mb:.0f} MB"


def startup() -> str:
    """CPU time of `whipsnake run` on scripts, beside that of CPython on nothing, in turn."""
    with tempfile.TemporaryDirectory() as folder:
        files = {"empty": "", "hello": "console.log('hello')", "1 MB": large_script()}
        commands = {"python -c pass": ([sys.executable, "-c", "pass"], "1")}
        for name, text in files.items():
            path = Path(folder, name.replace(" ", "-") + ".js")
            path.write_text(text, encoding="utf-8")
            commands[f"{name}, cached"] = ([*COMMAND, str(path)], "0")
            commands[f"{name}, not cached"] = ([*COMMAND, str(path)], "1")
        times: dict[str, list[float]] = {name: [] for name in commands}
        peak = dict.fromkeys(commands, 0.0)
        for _ in range(ROUNDS + 1):  # the first fills the cache
            for name, (words, uncached) in commands.items():
                outcome = run(words, WHIPSNAKE_NO_CODE_CACHE=uncached, XDG_CACHE_HOME=folder)
                times[name].append(outcome.cpu_ms)
                peak[name] = outcome.peak_mb
    bare = statistics.median(times["python -c pass"][1:])
    rows = [(name, statistics.median(samples[1:])) for name, samples in times.items()]
    return "".join(f"\n    {name:<20} {ms:7.1f} ms  x{ms / bare:.2f}  peak {peak[name]:.0f} MB" for name, ms in rows)


def large_script() -> str:
    """1 MB of functions, each called once."""
    function = "function f{0}(a, b) {{ const o = {{ a, b, c: [a, b] }}; for (const x of o.c) a += x; return o.a + a }} f{0}({0}, 1);\n"
    lines: list[str] = []
    size = 0
    while size < 1 << 20:
        lines.append(function.format(len(lines)))
        size += len(lines[-1])
    return "".join(lines)


FIGURES: dict[str, Callable[[], str]] = (
    {
        "start-up": startup,
        "fresh Context": lambda: engine(CONTEXT),
        "fresh realm": lambda: engine(REALM),
        "further page": lambda: engine(FURTHER_PAGE),
    }
    | {name: (lambda text=text: engine(SCRIPT.replace("TEXT", repr(text)))) for name, text in SCRIPTS.items()}
    | {
        name: (lambda text=text: engine(DYING_NODES.replace("SCRIPT", repr(text.replace("NODE", NODE)))))
        for name, text in DYING.items()
    }
    | {
        name: (lambda text=text, rows=rows: engine(SIZES.replace("SCRIPT", repr(text)).replace("ROWS", repr(rows))))
        for name, (text, rows) in PAGES.items()
    }
)


def main(words: list[str]) -> int:
    """The exit status: 1 when a row failed."""
    parser = argparse.ArgumentParser(prog="tools/bench figures", description=__doc__)
    parser.add_argument("--filter", action="append", default=[], metavar="GLOB", help="only rows like GLOB")
    options = parser.parse_args(words)
    failed = False
    for name, figure in FIGURES.items():
        if not options.filter or any(fnmatch.fnmatch(name, pattern) for pattern in options.filter):
            text = figure()
            failed = failed or "FAILED" in text
            print(f"{name}: {text}", flush=True)
    return 1 if failed else 0
