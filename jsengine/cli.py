"""The commands of the engine: run, repl, dump and compile.

Each reads its command line and its files here; what a script then meets is `jsengine.shell`.
"""

from __future__ import annotations

import sys
from importlib import import_module

from jsengine.options import ENGINE_SWITCHES, CommandError, EngineOptions, Given, Switch, UsageError, parse

TYPE_CHECKING = False  # see jsengine/__init__.py
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

RUN_SWITCHES = (
    Switch("--module", "the last file is a module, as files named .mjs are"),
    Switch("--test262", "add the host object $262"),
    *ENGINE_SWITCHES,
)
# What can be dumped, and the function that turns (text, whether it is a module) into what is printed.
STAGES = {
    "tokens": ("jsengine.syntax.dump", "dump_tokens"),
    "tree": ("jsengine.syntax.dump", "dump_tree"),
    "scopes": ("jsengine.syntax.scopes_dump", "dump_scopes"),
    "bytecode": ("jsengine.bytecode.dump", "dump_bytecode"),
    "macro": ("jsengine.machine.dump", "dump_macro"),
    "asm": ("jsengine.machine.code_dump", "dump_asm"),
    "profile": ("jsengine.machine.code_dump", "dump_profile"),
}
DUMP_SWITCHES = (
    Switch("--stage", f"what to print: {', '.join(STAGES)}", "STAGE"),
    Switch("--module", "the file is a module, as files named .mjs are"),
    *ENGINE_SWITCHES,
)
COMPILE_SWITCHES = (
    Switch("-o", "where to write the bytecode", "FILE.wsc"),
    Switch("--module", "the file is a module, as files named .mjs are"),
)
REPL_SWITCHES = ENGINE_SWITCHES

COMPILED_SUFFIX = ".wsc"
MODULE_SUFFIX = ".mjs"


class Source:
    """A file to run: the text of a script, or bytecode made by `whipsnake compile`."""

    __slots__ = ("code", "module", "path", "text")

    def __init__(self, path: str, text: str = "", code: bytes | None = None, module: bool = False) -> None:
        self.path = path
        self.text = text
        self.code = code
        """Portable bytecode; None for text."""
        self.module = module


def main_run(words: Sequence[str]) -> int:
    """`whipsnake run`: files in order in one realm; jobs and timers are drained before the end."""
    given = parse(words, RUN_SWITCHES)
    sources = read_sources(given)
    if given.flag("--module"):
        sources[-1].module = True
    options = EngineOptions.of(given)
    return _call("run_sources", sources, options, given.flag("--test262"))


def main_repl(words: Sequence[str]) -> int:
    """`whipsnake repl`: read, evaluate, print."""
    given = parse(words, REPL_SWITCHES)
    if given.operands:
        raise UsageError("repl takes no files; `whipsnake run FILE` runs one")
    from jsengine.repl import run_repl

    return run_repl(EngineOptions.of(given))


def main_dump(words: Sequence[str]) -> int:
    """`whipsnake dump`: print what a stage makes of a file."""
    given = parse(words, DUMP_SWITCHES)
    stage = given.last("--stage")
    if stage not in STAGES:
        raise UsageError(f"--stage needs one of {', '.join(STAGES)}")
    source = _only(read_sources(given), "dump")
    EngineOptions.of(given)
    module, name = STAGES[stage]
    dump = _function(module, name)
    if dump is None:
        raise CommandError(f"this build cannot dump the stage {stage} yet")
    from jsengine.syntax.tree import SourceError

    try:
        printed = dump(source.text, source.module or given.flag("--module"))
    except SourceError as error:
        from jsengine.syntax.excerpt import shown

        place = f"{source.path}:{error.line}:{error.column}"
        print(
            place,
            *shown(source.text, error.line, error.column),
            f"{error.name}: {error.message}",
            sep="\n",
            file=sys.stderr,
        )
        return 1
    assert isinstance(printed, str)
    sys.stdout.write(printed)
    return 0


def main_compile(words: Sequence[str]) -> int:
    """`whipsnake compile`: write portable bytecode."""
    given = parse(words, COMPILE_SWITCHES)
    source = _only(read_sources(given), "compile")
    source.module = source.module or given.flag("--module")
    target = given.last("-o")
    if target is None:
        raise UsageError("compile needs -o FILE.wsc")
    return _call("compile_source", source, target)


def read_sources(given: Given) -> list[Source]:
    """Read every file named on the command line."""
    if not given.operands:
        raise UsageError("no file was given")
    return [read_source(path) for path in given.operands]


def read_source(path: str) -> Source:
    """Read one file; `-` is the standard input."""
    try:
        if path == "-":
            data = sys.stdin.buffer.read()
        else:
            with open(path, "rb") as file:
                data = file.read()
    except IsADirectoryError:
        raise CommandError(f"{path} is a directory, not a file") from None
    except FileNotFoundError:
        raise CommandError(f"there is no file {path}") from None
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}") from None
    if path.endswith(COMPILED_SUFFIX):
        return Source(path, code=data)
    try:
        return Source(path, data.decode("utf-8-sig"), module=path.endswith(MODULE_SUFFIX))
    except UnicodeDecodeError as error:
        raise CommandError(f"{path} is not a text file in UTF-8 (byte {error.start})") from None


def _only(sources: list[Source], command: str) -> Source:
    if len(sources) != 1:
        raise UsageError(f"{command} takes one file")
    return sources[0]


def _call(name: str, *arguments: object) -> int:
    """Call a function of the shell; one that this build does not have yet is a plain sentence."""
    function = _function("jsengine.shell", name)
    if function is None:
        raise CommandError("this build cannot do that yet: the engine has no " + name.replace("_", " "))
    status = function(*arguments)
    assert isinstance(status, int)
    return status


def _function(module: str, name: str) -> Callable[..., object] | None:
    """A function of a module that is only needed now; None when this build has none."""
    try:
        function: Callable[..., object] | None = getattr(import_module(module), name, None)
    except ModuleNotFoundError as missing:
        if missing.name is None or not (module + ".").startswith(missing.name + "."):
            raise
        return None
    return function
