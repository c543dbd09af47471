"""Pages made of scripts: `x.any.js` and `x.window.js` are tests that the server wraps.

https://web-platform-tests.org/writing-tests/testharness.html#auto-generated-test-boilerplate
"""

import html
import json
import re
from dataclasses import dataclass, field

_META = re.compile(r"^//\s*META:\s*(\w+)=(.*)$")

WINDOW_SUFFIXES = {".window.html": ".window.js", ".any.html": ".any.js"}
# In this order: what ends in the first ends in the second as well.
WORKER_SUFFIXES = {".any.worker.html": ".any.js", ".worker.html": ".worker.js"}
WORKER_SCRIPT = ".any.worker.js"

_GLOBALS = {
    "window": frozenset({"window"}),
    "worker": frozenset({"dedicatedworker", "sharedworker", "serviceworker"}),
}


@dataclass
class Meta:
    """The `// META:` lines at the top of a script."""

    scripts: list[str] = field(default_factory=list)
    title: str = ""
    is_long: bool = False
    variants: list[str] = field(default_factory=list)
    globals: frozenset[str] = frozenset({"window", "dedicatedworker"})


def read_meta(source: str) -> Meta:
    """Only the comment lines before the first other line count."""
    meta = Meta()
    for line in source.splitlines():
        match = _META.match(line.strip())
        if match is None:
            if line.strip() and not line.lstrip().startswith("//"):
                break
            continue
        key, value = match[1], match[2].strip()
        if key == "script":
            meta.scripts.append(value)
        elif key == "title":
            meta.title = value
        elif key == "timeout":
            meta.is_long = value == "long"
        elif key == "variant":
            meta.variants.append(value)
        elif key == "global":
            names = [name.strip() for name in value.split(",")]
            meta.globals = frozenset().union(*(_GLOBALS.get(name, frozenset({name})) for name in names))
    return meta


def script_path(path: str) -> str | None:
    """The path of the script that a generated page or worker script stands for."""
    for suffix, source in {**WORKER_SUFFIXES, **WINDOW_SUFFIXES, WORKER_SCRIPT: ".any.js"}.items():
        if path.endswith(suffix):
            return path.removesuffix(suffix) + source
    return None


def wrap(path: str, query: str, source: str) -> str:
    """The text served at `path`, a generated page or worker script, whose script has the text `source`."""
    meta = read_meta(source)
    script = script_path(path)
    if script is None:
        raise ValueError(f"{path} is not generated from a script")
    if path.endswith(WORKER_SCRIPT):
        return worker_script(script, meta)
    if any(path.endswith(suffix) for suffix in WORKER_SUFFIXES):
        own = path.removesuffix(".html") + ".js"
        return page(meta, [], f"fetch_tests_from_worker(new Worker({json.dumps(own + query)}));")
    if path.endswith(".any.html"):
        shadow = "self.GLOBAL = {isWindow: () => true, isWorker: () => false, isShadowRealm: () => false};"
        return page(meta, [*meta.scripts], "", script, shadow)
    return page(meta, [*meta.scripts], "", script)


def page(meta: Meta, scripts: list[str], inline: str, script: str = "", prologue: str = "") -> str:
    """A page that runs the scripts under testharness.js."""
    lines = ["<!doctype html>", '<meta charset="utf-8">']
    if meta.is_long:
        lines.append('<meta name="timeout" content="long">')
    if meta.title:
        lines.append(f"<title>{html.escape(meta.title)}</title>")
    if prologue:
        lines.append(f"<script>\n{prologue}\n</script>")
    lines.append('<script src="/resources/testharness.js"></script>')
    lines.append('<script src="/resources/testharnessreport.js"></script>')
    lines.extend(f'<script src="{html.escape(name)}"></script>' for name in scripts)
    lines.append('<div id="log"></div>')
    if inline:
        lines.append(f"<script>\n{inline}\n</script>")
    if script:
        lines.append(f'<script src="{html.escape(script)}"></script>')
    return "\n".join(lines) + "\n"


def worker_script(script: str, meta: Meta) -> str:
    """The script of a dedicated worker that runs a `.any.js`."""
    names = ["/resources/testharness.js", *meta.scripts, script]
    return "\n".join(
        [
            "self.GLOBAL = {isWindow: () => false, isWorker: () => true, isShadowRealm: () => false};",
            *(f"importScripts({json.dumps(name)});" for name in names),
            "done();",
            "",
        ]
    )
