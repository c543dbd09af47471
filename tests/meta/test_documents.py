"""Documents cite paths that exist and commands that run."""

import re
import shlex
from importlib.util import find_spec

from browser.cli import COMMANDS
from tests.meta.tree import ROOT, tracked
from tools.benchmarks.suites import SUITES
from tools.runners.cli import SUITES as RUNNERS

CITED = re.compile(r"`([^`\n]+)`")
FENCE = re.compile(r"^```(?:sh|console|bash)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
TOPS = ("jsengine/", "webapis/", "browser/", "pages/", "tests/", "tools/", "docs/", ".ci/")
PATH = re.compile(r"^[\w./*{},<>-]+$")
SUBJECTS = {"tools/bench": {*SUITES, "figures", "compare", "tiers", "interrupts"}, "tools/conformance": {*RUNNERS}}


def documents() -> list[str]:
    return [name for name in tracked() if name.endswith(".md")]


def missing_paths(text: str) -> list[str]:
    """Cited paths of the tree that are not there. `*` stands for anything; generated files are not looked for."""
    wrong = []
    for word in [*CITED.findall(text), *LINK.findall(text)]:
        path = word.split("::")[0].split(" ")[0]
        if not path.startswith(TOPS) or not PATH.match(path) or "_generated" in path or "<" in path:
            continue
        if "{" in path:
            path = re.sub(r"\{[^}]*\}", "*", path)
        found = any(ROOT.glob(path.rstrip("/"))) if "*" in path else (ROOT / path).exists()
        if not found:
            wrong.append(word)
    return wrong


def commands(text: str) -> list[str]:
    """Lines of shell in a document: fenced, or cited and starting with one of our commands."""
    lines = [line.removeprefix("$ ").strip() for block in FENCE.findall(text) for line in block.splitlines()]
    cited = [
        word for word in CITED.findall(text) if word.startswith(("whipsnake ", "tools/", "python tools/", "python -m "))
    ]
    return [line for line in [*lines, *cited] if line and not line.startswith("#")]


def wrong_command(line: str) -> str:
    """Why a command of ours cannot run; empty for one that can, or that is not ours."""
    try:
        words = shlex.split(line, comments=True)
    except ValueError:
        return f"{line}: cannot be read"
    while words and ("=" in words[0] or words[0] in ("sudo", "python", "python3", "sh", "bash", ".venv/bin/python")):
        words.pop(0)
    if not words:
        return ""
    program = words[0].removeprefix(".venv/bin/").removeprefix("./")
    if program in SUBJECTS and len(words) > 1 and not words[1].startswith("-"):
        unknown = [word for word in words[1].split("|") if word not in SUBJECTS[program]]
        return f"{line}: {program} knows no {unknown}" if unknown else ""
    if program.startswith(("tools/", ".ci/")):
        return "" if (ROOT / program).exists() else f"{line}: there is no {program}"
    if program == "-m" and len(words) > 1 and words[1].startswith(("tools.", "browser.", "jsengine.")):
        return "" if find_spec(words[1]) else f"{line}: there is no module {words[1]}"
    if program == "whipsnake" and len(words) > 1 and not words[1].startswith("-"):
        return _wrong_subcommand(line, words[1], words[2:])
    return ""


def _wrong_subcommand(line: str, name: str, rest: list[str]) -> str:
    command = next((command for command in COMMANDS if command.name == name), None)
    if name == "COMMAND":
        return ""
    if command is None:
        return f"{line}: there is no `whipsnake {name}`"
    module = __import__(command.module, fromlist=["x"])
    known = {switch.name for switch in getattr(module, command.switches)} | {"--help"}
    for word in rest:
        switch = word.strip("[]").split("=")[0].split("|")[0]
        if switch.startswith("--") and switch not in known:
            return f"{line}: `whipsnake {name}` has no {switch}"
    return ""


def test_paths_exist() -> None:
    wrong = {name: missing_paths((ROOT / name).read_text(encoding="utf-8")) for name in documents()}
    assert {name: paths for name, paths in wrong.items() if paths} == {}


def test_commands_run() -> None:
    wrong = [
        f"{name}: {reason}"
        for name in documents()
        for line in commands((ROOT / name).read_text(encoding="utf-8"))
        if (reason := wrong_command(line))
    ]
    assert wrong == []


def test_wrong_citations_are_noticed() -> None:
    assert missing_paths("see `jsengine/nowhere.py` and [this](docs/none.md)") == [
        "jsengine/nowhere.py",
        "docs/none.md",
    ]
    assert missing_paths("see `tools/build/*.py`, `tools/nothing/*.py`, `a/b`") == ["tools/nothing/*.py"]
    assert commands("```sh\n$ tools/fly --high\n```\n") == ["tools/fly --high"]
    assert wrong_command("tools/fly --high")
    assert wrong_command("tools/bench fly --rounds 2")
    assert wrong_command("tools/bench micro --rounds 2") == ""
    assert wrong_command("tools/conformance wpt|fly")
    assert wrong_command("python -m tools.fly")
    assert wrong_command("python -m tools.leaks") == ""
    assert wrong_command("whipsnake fly")
    assert wrong_command("whipsnake run --fast a.js")
    assert wrong_command("WHIPSNAKE_JITLESS=1 .venv/bin/whipsnake run --jitless a.js") == ""
    assert wrong_command("python tools/build --jobs 2") == ""


def test_the_architecture_names_every_folder() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    folders = {"/".join(name.split("/")[:2]) for name in tracked() if name.count("/") > 1}
    folders = {
        folder for folder in folders if not folder.startswith("webapis/")
    }  # their docstrings name their standards
    assert {folder for folder in folders if f"`{folder}`" not in text} == set()
