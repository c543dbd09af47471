"""The engines known by name, and `NAME='CMD {file}'` for any other."""

import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

HOSTS = Path(__file__).parent / "hosts"
ROOT = Path(__file__).parents[2]

# What runs a script, and what loads a page; {python} is this interpreter, {hosts} the folder of small hosts.
SCRIPT_COMMANDS = {
    "node": "node {file}",
    "node-jitless": "node --jitless {file}",
    "node-sparkplug": "node --always-sparkplug --no-maglev --no-turbofan {file}",
    "quickjs": "{python} {hosts}/quickjs_host.py {file}",
    "whipsnake": "{python} -m browser.cli run {file}",
    "whipsnake-jitless": "{python} -m browser.cli run --jitless {file}",
    "whipsnake-interpreter": "{python} -m browser.cli run --jit-threshold 999999999 {file}",
    "whipsnake-baseline": "{python} -m browser.cli run --jit-threshold 0 {file}",
}
# Packages that embed an engine in Python (tools/benchmarks/hosts/border_host.py).
BORDER_COMMANDS = {
    name: f"{{python}} {{hosts}}/border_host.py {name} {{file}}"
    for name in ("whipsnake", "mini-racer", "pythonmonkey", "quickjs")
}
PAGE_COMMANDS = {
    "jsdom": "node {hosts}/jsdom.js {file}",
    "happy-dom": "node {hosts}/happy_dom.js {file}",
    "linkedom": "node {hosts}/linkedom.js {file}",
    "whipsnake": "{python} -m browser.cli page --real-time {file}",
    "whipsnake-jitless": "{python} -m browser.cli page --real-time --jitless {file}",
}
# What parses a page, without running anything.
HTML_COMMANDS = {
    "whipsnake": "{python} {hosts}/html_parser.py whipsnake {file}",
    "html5lib-phases": "{python} {hosts}/html_parser.py html5lib-phases {file}",
    "html5lib": "{python} {hosts}/html_parser.py html5lib {file}",
    "jsdom": "node {hosts}/html_parser.js jsdom {file}",
    "parse5": "node {hosts}/html_parser.js parse5 {file}",
}


class EngineError(Exception):
    """The option says something that is not an engine."""


@dataclass(frozen=True)
class Engine:
    """A name for the table and the command's words, `{file}` among them."""

    name: str
    words: tuple[str, ...]

    def command(self, file: Path) -> list[str]:
        """The command for one file."""
        return [word.replace("{file}", str(file)) for word in self.words]


def parse_engine(option: str, known: dict[str, str]) -> Engine:
    """`NAME` of the known ones, or `NAME=CMD` with `{file}` in it."""
    name, equals, template = option.partition("=")
    if not equals:
        if name not in known:
            raise EngineError(f"unknown engine {name}: use one of {', '.join(known)}, or NAME='CMD {{file}}'")
        template = known[name]
    if "{file}" not in template:
        raise EngineError(f"the command of {name} needs {{file}}")
    template = template.replace("{python}", shlex.quote(sys.executable)).replace("{hosts}", shlex.quote(str(HOSTS)))
    return Engine(name, tuple(shlex.split(template)))
