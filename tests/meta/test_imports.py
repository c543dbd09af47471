"""Imports are cheap and pure: each module of the packages in one process that listens to what the imports do."""

import json
import subprocess
import sys
from pathlib import Path

from tests.meta.tree import PACKAGES, ROOT, sources

# Runs in a process of its own. Listens with an audit hook, imports the modules named on the command line, and prints
# what they did besides importing: files opened that are no modules, threads, processes and sockets.
LISTENER = """
import json, sys, threading

MODULE_SUFFIXES = (".py", ".pyc", ".so", ".pth", ".pyi")
LOUD = ("subprocess.Popen", "os.system", "os.fork", "socket.", "urllib.", "sqlite3.",
        "os.mkdir", "os.remove", "os.rename", "shutil.", "tempfile.", "mmap.")
done = []
current = ["?"]

def listen(event, arguments):
    if event == "open":
        path = arguments[0]
        if isinstance(path, bytes):
            path = path.decode(errors="replace")
        if isinstance(path, str) and not path.endswith(MODULE_SUFFIXES) and ".pyc." not in path:
            done.append(f"{current[0]} opened {path}")
    elif event.startswith(LOUD):
        done.append(f"{current[0]}: {event}")

def start(thread):
    done.append(f"{current[0]} started a thread")

import importlib
threading.Thread.start = start
sys.addaudithook(listen)
missing = []
for name in sys.argv[1:]:
    current[0] = name
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as error:
        missing.append(error.name)
print(json.dumps({"done": done, "missing": missing, "modules": sorted(sys.modules)}))
"""

# What nobody asked for by importing a package.
HEAVY = {"html5lib", "cssselect", "tinycss2", "parsimonious", "cffi", "pyglet", "skia", "httpx", "sqlite3", "mypy"}
# Parts of Python's library that take longer to import than a small script to run: `whipsnake run` does without.
SLOW = {"argparse", "asyncio", "collections", "contextlib", "dataclasses", "enum", "functools", "inspect"}
SLOW |= {"logging", "pathlib", "re", "tempfile", "threading", "typing"}
# What `whipsnake run` may import for an empty file whose bytecode is nowhere yet, besides what Python starts with.
OF_RUN = {
    "browser",
    "browser.cli",
    "jsengine",
    "jsengine.annotations",
    "jsengine.cli",
    "jsengine.options",
    "jsengine.shell",
}
OF_RUN |= {"jsengine._kernel", "jsengine.machine", "jsengine.machine.execution", "jsengine.machine._asmjit"}
OF_RUN |= {"jsengine.machine._asmjit.lib", "_cffi_backend", "__future__", "gc", "importlib", "warnings"}
OF_EMITTER = {"jsengine.bytecode", "jsengine._generated", "whipsnake_bytecode__mypyc"}
NOT_OF_EMITTER = {"opcodes", "known_calls", "disassembler", "verifier", "dump", "render", "version", "library"}
# Folders of Web APIs that a page without scripts may import, and what of Python's packages it may not.
OF_PAGE = {
    "_generated",
    "animation",
    "css",
    "dom",
    "encoding",
    "fetch",
    "file",
    "host",
    "html",
    "idl",
    "infra",
    "media",
    "messaging",
}
OF_PAGE |= {"selection", "selectors", "svg", "uievents", "url"}
NOT_OF_PAGE = HEAVY | {
    "ada_url",
    "argparse",
    "asyncio",
    "dataclasses",
    "inspect",
    "logging",
    "pathlib",
    "socket",
    "ssl",
}
NOT_OF_PAGE |= {"concurrent", "http", "multiprocessing", "subprocess", "tempfile", "traceback"}


def listen(*modules: str) -> dict[str, list[str]]:
    done = subprocess.run(
        [sys.executable, "-B", "-c", LISTENER, *modules], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    report: dict[str, list[str]] = json.loads(done.stdout)
    return report


def module_name(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def test_every_module_is_pure() -> None:
    modules = [module_name(path) for path in sources(".py", under=PACKAGES) if not path.endswith("__main__.py")]
    report = listen(*modules)
    assert report["done"] == []
    # A library that is not installed here is the only reason not to be imported.
    assert [name for name in report["missing"] if name.split(".")[0] in PACKAGES] == []


def test_the_engine_brings_nothing_heavy() -> None:
    loaded = {name.split(".")[0] for name in listen("jsengine")["modules"]}
    assert loaded & (HEAVY | {"webapis", "browser"}) == set()


def test_the_command_is_lean() -> None:
    loaded = loaded_by("import browser.cli, jsengine.cli, jsengine.shell") - loaded_by("pass")
    assert {name.split(".")[0] for name in loaded} & (HEAVY | SLOW | {"webapis"}) == set()
    assert [name for name in loaded if name.startswith("browser.")] == ["browser.cli"]


def test_an_empty_script_needs_little(tmp_path: Path) -> None:
    emitted = run_empty(tmp_path, "--no-code-cache")
    emitter = {name for name in emitted if name.startswith(tuple(OF_EMITTER))}
    assert emitter & {f"jsengine.bytecode.{name}" for name in NOT_OF_EMITTER} == set()
    assert emitter >= {"jsengine.bytecode.compile"}
    assert {name for name in emitted - emitter if not name.startswith("importlib.")} <= OF_RUN


def test_a_script_from_the_cache_needs_no_emitter(tmp_path: Path) -> None:
    run_empty(tmp_path)
    again = run_empty(tmp_path)
    assert {name for name in again if not name.startswith("importlib.")} <= OF_RUN


def test_a_page_without_scripts_needs_little(tmp_path: Path) -> None:
    """No emitter: what a window itself runs was compiled by the build."""
    file = tmp_path / "page.html"
    file.write_text("<!doctype html><p>hello")
    loaded = loaded_by(f"from browser.cli import main; main({['page', str(file)]})") - loaded_by("import os")
    folders = {name.split(".")[1] for name in loaded if name.startswith("webapis.")}
    assert folders <= OF_PAGE
    # Of what moves, only what elements have to know.
    moving = {
        name for name in loaded if name.startswith(("webapis.animation.", "webapis.css.tr", "webapis.css.animations"))
    }
    assert moving == {"webapis.animation.dictionaries"}
    assert {name.split(".")[0] for name in loaded} & NOT_OF_PAGE == set()
    if (ROOT / "browser/script_values.wsc").is_file():  # a build with sanitizers makes none
        assert [name for name in loaded if name.startswith("jsengine.bytecode")] == []


def run_empty(folder: Path, *switches: str) -> set[str]:
    """What running an empty file imports; bytecode is kept in the folder."""
    file = folder / "empty.js"
    file.touch()
    words = ["run", *switches, str(file)]
    command = f"import os; os.environ['XDG_CACHE_HOME'] = {str(folder)!r}\nfrom browser.cli import main; main({words})"
    return loaded_by(command) - loaded_by("import os")


def loaded_by(program: str) -> set[str]:
    printing = f"{program}\nimport sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-B", "-c", printing], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_packages_are_lean() -> None:
    loaded = {name.split(".")[0] for name in listen(*PACKAGES)["modules"]}
    assert loaded & HEAVY == set()


def test_an_impure_import_is_noticed() -> None:
    script = LISTENER.replace("importlib.import_module(name)", "exec(name)")
    impure = ["open('pyproject.toml')", "import threading; threading.Thread().start()", "import os; os.system('true')"]
    done = subprocess.run(
        [sys.executable, "-B", "-c", script, *impure], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert [line.rpartition(" ")[2] for line in json.loads(done.stdout)["done"]] == [
        "pyproject.toml",
        "thread",
        "os.system",
    ]
