"""The command `whipsnake`: one table of sub-commands, each in a module that is imported when it is called.

No argparse: it costs as much as a small script takes to run. Help and switches come from tables.
"""

from __future__ import annotations

import gc
import sys
from importlib import import_module

TYPE_CHECKING = False  # see jsengine/__init__.py
if TYPE_CHECKING:
    from collections.abc import Sequence


class Command:
    """One sub-command: where its function and its switches are, and what help says."""

    __slots__ = ("examples", "function", "module", "name", "summary", "switches", "usage")

    def __init__(
        self, name: str, module: str, function: str, switches: str, usage: str, summary: str, examples: tuple[str, ...]
    ) -> None:
        self.name = name
        self.module = module
        self.function = function
        self.switches = switches
        self.usage = usage
        self.summary = summary
        self.examples = examples


COMMANDS = (
    Command(
        "open",
        "browser.cli.open_window",
        "main",
        "SWITCHES",
        "FILE|URL",
        "open a page in a window",
        ("whipsnake open pages/welcome.html",),
    ),
    Command(
        "page",
        "browser.cli.page",
        "main",
        "SWITCHES",
        "FILE|URL",
        "load a page without a screen, run it until it is idle",
        (
            "whipsnake page pages/welcome.html --dump text",
            "whipsnake page pages/welcome.html --eval 'document.title'",
        ),
    ),
    Command(
        "run",
        "jsengine.cli",
        "main_run",
        "RUN_SWITCHES",
        "FILE.js [MORE.js ...]",
        "run scripts in order in one realm, without a page",
        ("whipsnake run hello.js", "whipsnake run --time-limit 5 --memory-limit 64MB hello.js"),
    ),
    Command(
        "repl", "jsengine.cli", "main_repl", "REPL_SWITCHES", "", "read, evaluate, print", ("whipsnake repl --jitless",)
    ),
    Command(
        "dump",
        "jsengine.cli",
        "main_dump",
        "DUMP_SWITCHES",
        "--stage STAGE FILE.js",
        "print what a stage of the engine makes of a script",
        ("whipsnake dump --stage bytecode hello.js",),
    ),
    Command(
        "compile",
        "jsengine.cli",
        "main_compile",
        "COMPILE_SWITCHES",
        "FILE.js -o FILE.wsc",
        "write portable bytecode, which `run` accepts",
        ("whipsnake compile hello.js -o hello.wsc",),
    ),
)


NEW_OBJECTS = 20_000
"""Between collections of Python's own garbage. What is imported for a page is more than that, and stays. Each third
collection sees what the two before it saw, too, and each sixth all that is new: few enough for scripts that are interrupted."""


def command() -> int:
    """The process `whipsnake`: `main`, without Python looking again and again at what stays to the end."""
    gc.set_threshold(NEW_OBJECTS, 2, 1)
    try:
        return main()
    finally:
        gc.freeze()  # the process ends, and its memory with it


def main(words: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit status (2 when it was called wrongly or with unusable input)."""
    words = sys.argv[1:] if words is None else words
    try:
        return _dispatch(words)
    except KeyboardInterrupt:
        print("whipsnake: interrupted", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of our output left; nothing more can be written, not even at exit.
        sys.stdout = None
        return 141


def _dispatch(words: Sequence[str]) -> int:
    name = words[0] if words else "--help"
    if name in ("--help", "-h", "help"):
        print(general_help())
        return 0 if words else 2
    if name == "--version":
        from importlib.metadata import PackageNotFoundError, version

        try:
            print("whipsnake", version("whipsnake"))
        except PackageNotFoundError:
            print("whipsnake (running from its source tree)")
        return 0
    command = next((command for command in COMMANDS if command.name == name), None)
    if command is None:
        known = ", ".join(command.name for command in COMMANDS)
        return _complain(f"there is no command {name}; the commands are {known}")
    return _run(command, words[1:])


def _run(command: Command, words: Sequence[str]) -> int:
    from jsengine.options import CommandError, UsageError

    try:
        module = import_module(command.module)
    except ModuleNotFoundError as missing:
        if missing.name is None or not missing.name.startswith(command.module):
            return _complain(f"{command.name} needs the package {missing.name}, which is not installed")
        return _complain(f"this build has no `{command.name}` yet")
    if "--help" in words or "-h" in words:
        print(command_help(command, getattr(module, command.switches)))
        return 0
    try:
        status = getattr(module, command.function)(words)
    except UsageError as error:
        return _complain(f"{error} (`whipsnake {command.name} --help` shows how)")
    except CommandError as error:
        return _complain(str(error))
    except ModuleNotFoundError as missing:
        return _complain(str(missing))
    assert isinstance(status, int)
    return status


def _complain(sentence: str) -> int:
    print(f"whipsnake: {sentence}", file=sys.stderr)
    return 2


def general_help() -> str:
    """What `whipsnake --help` prints."""
    lines = ["usage: whipsnake COMMAND ...", "", "A browser-like runtime with its own JavaScript engine.", ""]
    lines += [f"  {command.name:8} {command.summary}" for command in COMMANDS]
    lines += ["", "`whipsnake COMMAND --help` shows the switches and examples of a command."]
    return "\n".join(lines)


def command_help(command: Command, switches: object) -> str:
    """What `whipsnake COMMAND --help` prints."""
    from jsengine.options import Switch

    assert isinstance(switches, tuple)
    lines = [
        f"usage: whipsnake {command.name} [switches] {command.usage}".rstrip(),
        "",
        command.summary.capitalize() + ".",
        "",
    ]
    for switch in switches:
        assert isinstance(switch, Switch)
        variable = f" [{switch.variable}]" if switch.environment else ""
        lines.append(f"  {switch.usage:24} {switch.summary}{variable}")
    lines += ["", "examples:", *(f"  {example}" for example in command.examples)]
    return "\n".join(lines)
