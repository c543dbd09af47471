"""docs/command-line.md, made from the tables of commands and switches: `python -m tools.documents` writes it anew."""

import sys
from importlib import import_module
from pathlib import Path

from browser.cli import COMMANDS, Command, command_help, general_help
from jsengine.repl import HELP

TARGET = Path(__file__).parents[1] / "docs" / "command-line.md"

INTRODUCTION = """\
# The command line

Made by `python -m tools.documents` from what `--help` prints; a test holds them together and runs the examples.

{help}

Switches of the engine can be given as variables of the environment, too, whose names stand in brackets. Sizes are bytes, or
a number with KB, MB or GB. The status is 0 when all went well, 1 when a script failed or a limit ended it, 2 when the
command was called wrongly, 130 after Ctrl-C.
"""

NOTES = {
    "run": """\
`console` has all its methods and shows values as node does, with colours on a terminal (not with `NO_COLOR`); warnings and
errors go to the standard error. `print` writes strings. Timers run in real time; the command ends when nothing is left to
wait for. `-` as a file is the standard input, a `.wsc` file is bytecode.

An exception that nobody catches is told with its place, the line and a caret, then as the console shows it:

    hello.js:2:17
      return x.name.length;
                    ^

    TypeError: Cannot read properties of undefined (reading 'length')
        at f (hello.js:2:17)
        at hello.js:4:1

So is the reason of a promise that was rejected and that nobody handles; values that are no errors follow `Uncaught`, or
`Uncaught (in promise)`.
""",
    "repl": """\
On a terminal with history (`$XDG_STATE_HOME/whipsnake/repl_history`; `WHIPSNAKE_REPL_HISTORY` names another file, or none
when it is empty), completion by Tab and coloured values. Lines that are no whole program yet go on in the next one. `await`
may stand at the top, and `let`, `const` and `class` may declare again what they declared before. From a pipe it reads lines
and prints values, without prompts. Lines that begin with a point are commands:

{repl}
""",
    "dump": """\
The stages, from text to machine code, are explained in [ARCHITECTURE.md](../ARCHITECTURE.md).
""",
    "compile": """\
What such files are, and how far they are trusted: [bytecode-files.md](bytecode-files.md).
""",
}


def indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.rstrip("\n").split("\n"))


def section(command: Command) -> str:
    """The help of one command, and what there is to say besides."""
    switches = getattr(import_module(command.module), command.switches)
    notes = NOTES.get(command.name, "").replace("{repl}", indented(HELP))
    return f"## whipsnake {command.name}\n\n{indented(command_help(command, switches))}\n" + (notes and f"\n{notes}")


def document() -> str:
    """The whole text."""
    introduction = INTRODUCTION.replace("{help}", indented(general_help()))
    return "\n".join([introduction, *(section(command) for command in COMMANDS)])


if __name__ == "__main__":
    TARGET.write_text(document(), encoding="utf-8")
    sys.stdout.write(f"{TARGET.name}\n")
