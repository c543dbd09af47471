"""`whipsnake repl`: read, evaluate, print; with history, completion, lines that go on, and `await` at the top.

Lines come from a terminal through readline, or from a pipe (then nothing is prompted for and nothing is coloured).
"""

from __future__ import annotations

import os
import re
import sys

from jsengine._kernel import Context, Handle, ScriptError, Terminated
from jsengine.shell import Timers, new_context
from jsengine.syntax.excerpt import excerpt
from jsengine.syntax.tree import SourceError, parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from jsengine.options import EngineOptions

PROMPT = "> "
PROMPT_MORE = "... "
MOST_HISTORY = 1000
HISTORY_VARIABLE = "WHIPSNAKE_REPL_HISTORY"
COMMAND = re.compile(r"^\.([a-z]+)(?:\s+(.*))?$")
PATH = re.compile(r"(?:[\w$]+\.)*[\w$]*$")
NAME = re.compile(r"^[^\W\d]?[\w$]*$")
KEYWORDS = (
    "async await break case catch class const continue debugger default delete do else export extends false finally for "
    "function if import in instanceof let new null return static super switch this throw true try typeof undefined var "
    "void while with yield"
)
HELP = """\
.break    drop the lines typed so far
.editor   type several lines; Ctrl-D runs them, Ctrl-C drops them
.exit     leave (so does Ctrl-D)
.help     this list
.load     run a file: .load FILE
.save     write what was run so far: .save FILE
_         the last value. Tab completes names. Ctrl-C ends a running script.
"""

# What is done in JavaScript: made before anything that the user types, so that no change of a built-in reaches it.
HELPERS = """((apply, then, log, dir, define) => {
  let last, own = true;
  define(globalThis, "_", {
    configurable: true,
    get: () => last,
    set(v) { if (own) { own = false; log("Expression assignment to _ now disabled."); } last = v; },
  });
  return {
    show(holder) { if (own) last = holder[0]; dir(holder[0]); },
    settle: (holder, done, failed) => apply(then, holder[0], [(v) => done([v]), failed]),
  };
})(Reflect.apply, Promise.prototype.then, console.log, console.dir, Object.defineProperty)"""


def run_repl(options: EngineOptions) -> int:
    """The whole session; the exit status."""
    repl = Repl(new_context(options))
    if sys.stdin.isatty():
        terminal = Terminal(repl)
        terminal.start()
        try:
            repl.run(terminal.read)
        finally:
            terminal.end()
    else:
        repl.run(read_piped)
        repl.drain()
    return 0


def read_piped(prompt: str) -> str:
    """A line of the standard input."""
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\n")


class Repl:
    """One session: what was typed so far, and the context that it runs in."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.timers = Timers(context)
        helpers = context.eval(HELPERS, "<repl>")
        assert isinstance(helpers, Handle)
        self._helpers: Handle = helpers
        self._lines: list[str] = []
        self._count = 0
        self._ran: list[str] = []
        self._interrupted = False
        self._last_line = ""
        self._colours = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        self.over = False

    # ------------------------------------------------------------------------------------------------------ lines

    def run(self, read: Callable[[str], str]) -> None:
        """Read lines and run them until there are no more."""
        while not self.over:
            try:
                line = read(PROMPT_MORE if self._lines else PROMPT)
            except EOFError:
                break
            except KeyboardInterrupt:
                self._interrupt()
                continue
            self._interrupted = False
            self._last_line = line
            self.take(line, read)
            sys.stdout.flush()
        if self._lines:
            self._evaluate("\n".join(self._lines))

    def _interrupt(self) -> None:
        """Ctrl-C at the prompt drops what was typed; at an empty prompt the second one leaves."""
        print()
        if self._lines or pending_input(self._last_line):
            self._lines.clear()
        elif self._interrupted:
            self.over = True
        else:
            self._interrupted = True
            print("(To exit, press Ctrl+C again or Ctrl+D or type .exit)")

    def take(self, line: str, read: Callable[[str], str]) -> None:
        """One line: a command, a line that goes on, or the end of a script, which is run."""
        command = COMMAND.match(line.strip())
        if command:
            self._command(command[1], command[2] or "", read)
            return
        self._lines.append(line)
        text = "\n".join(self._lines)
        if not goes_on(text):
            self._lines.clear()
            self._evaluate(text)

    def _command(self, name: str, argument: str, read: Callable[[str], str]) -> None:
        if name == "exit":
            self.over = True
        elif name == "help":
            sys.stdout.write(HELP)
        elif name in ("break", "clear"):
            self._lines.clear()
        elif name == "editor":
            self._editor(read)
        elif name == "load":
            self._load(argument)
        elif name == "save":
            self._save(argument)
        else:
            print("Invalid REPL keyword")

    def _editor(self, read: Callable[[str], str]) -> None:
        print("// Entering editor mode (Ctrl+D to finish, Ctrl+C to cancel)")
        lines = []
        try:
            while True:
                lines.append(read(""))
        except EOFError:
            self._evaluate("\n".join(lines))
        except KeyboardInterrupt:
            print()

    def _load(self, path: str) -> None:
        try:
            with open(path, encoding="utf-8-sig") as file:
                text = file.read()
        except (OSError, UnicodeDecodeError):
            print(f"Failed to load: {path}")
            return
        self._evaluate(text, path)

    def _save(self, path: str) -> None:
        try:
            with open(path, "w", encoding="utf-8") as file:
                file.write("\n".join([*self._ran, ""]))
        except OSError:
            print(f"Failed to save: {path}")
            return
        print(f"Session saved to: {path}")

    # ----------------------------------------------------------------------------------------------------- running

    def _evaluate(self, text: str, name: str = "") -> None:
        """Run a script and show its value, or what it threw."""
        if not text.strip():
            return
        self._count += 1
        self._ran.append(text)
        self._guard(self._run, as_expression(text), name or f"REPL{self._count}")
        self.catch_up()

    def _run(self, text: str, name: str) -> None:
        try:
            holder, awaits = self.context.eval_interactive(text, name)
        except ScriptError:
            about = excerpt(name, text) if not is_program(text) else None
            if about is not None:
                print(*about.split("\n")[1:], "", sep="\n")
            raise
        if awaits:
            self._await(holder)
        else:
            self._helpers.call_method("show", holder)

    def _await(self, holder: Handle) -> None:
        """Run jobs and timers until the promise of the script is settled."""
        values: list[object] = []
        reasons: list[object] = []
        self._helpers.call_method("settle", holder, values.append, reasons.append)
        self.context.run_jobs()
        while not values and not reasons:
            if not self.timers.run_next():
                print("Nothing is left to run that could end this await.")
                return
            self.context.run_jobs()
        if values:
            self._helpers.call_method("show", values[0])
        else:
            self._show_uncaught(reasons[0])

    def _guard(self, action: Callable[..., object], *arguments: object) -> object:
        """Do something that runs scripts: what it returns, or None after showing how it ended."""
        try:
            return action(*arguments)
        except ScriptError as error:
            self._show_uncaught(error.value, str(error))
        except Terminated as ended:
            print(f"Uncaught termination: {ended}")
        except KeyboardInterrupt:
            print("\nUncaught interrupt: the script was ended")
        return None

    def _show_uncaught(self, value: object, text: str = "undefined") -> None:
        """`text` says what None stands for."""
        if value is not None:
            try:
                text = self.context.inspect(value, colours=self._colours)
            except Terminated:
                text = "an exception that takes too long to show"
        if text.startswith("[") and text.endswith("]"):  # an error without frames
            text = text[1:-1]
        print(f"Uncaught {text}")

    def catch_up(self) -> None:
        """Run what is due: jobs, timers; tell of rejections that nobody handles."""
        while True:
            self._guard(self.context.run_jobs)
            for rejection in self.context.take_unhandled():
                self._show_uncaught(rejection.value, str(rejection))
            if self._guard(self.timers.run_next, False) is False:
                return

    def drain(self) -> None:
        """Wait for every timer: the end of a session whose lines came from a pipe."""
        while not self.over and self._guard(self.timers.run_next) is not False:
            self.catch_up()

    # -------------------------------------------------------------------------------------------------- completion

    def completions(self, line: str) -> tuple[str, list[str]]:
        """What the end of a line may become: the part that stays, and whole words in order."""
        match = PATH.search(line)
        *path, start = (match[0] if match else "").split(".")
        if path and not all(path):
            return start, []
        try:
            names = set(self.context.complete(tuple(path)))
        except (ScriptError, Terminated):
            return start, []
        if not path:
            names.update(KEYWORDS.split())
        before = "".join(name + "." for name in path)
        return before + start, sorted(before + name for name in names if name.startswith(start) and NAME.match(name))


class Terminal:
    """Lines from a terminal: readline with history and completion, timers while nothing is typed."""

    def __init__(self, repl: Repl) -> None:
        self._repl = repl
        self._history = history_file()
        self._found: list[str] = []

    def start(self) -> None:
        """Read the history, listen to Tab."""
        print('Welcome to whipsnake. Type ".help" for more information.')
        try:
            import readline
        except ImportError:
            return
        readline.set_completer(self._complete)
        readline.set_completer_delims(" \t\n`~!@#%^&*()-=+[{]}\\|;:'\",<>/?")
        readline.parse_and_bind("tab: complete")
        readline.set_history_length(MOST_HISTORY)
        if self._history:
            try:
                readline.read_history_file(self._history)
            except OSError:
                pass

    def end(self) -> None:
        """Write the history."""
        print()
        if "readline" not in sys.modules or not self._history:
            return
        import readline

        try:
            os.makedirs(os.path.dirname(self._history) or ".", mode=0o700, exist_ok=True)
            readline.write_history_file(self._history)
            os.chmod(self._history, 0o600)
        except OSError:
            pass

    def read(self, prompt: str) -> str:
        """A line that was typed."""
        if self._repl.timers.seconds_left() is not None:
            self._wait_for_key(prompt)
        return input(prompt)

    def _complete(self, text: str, state: int) -> str | None:
        if state == 0:
            self._found = self._repl.completions(text)[1]
        return self._found[state] if state < len(self._found) else None

    def _wait_for_key(self, prompt: str) -> None:
        """Run timers until a key is pressed; readline takes over from there."""
        import select
        import termios
        import tty

        fd = sys.stdin.fileno()
        before = termios.tcgetattr(fd)
        tty.setcbreak(fd, termios.TCSADRAIN)
        try:
            while (seconds := self._repl.timers.seconds_left()) is not None:
                sys.stdout.write(f"\r{prompt}")
                sys.stdout.flush()
                if select.select([fd], [], [], seconds)[0]:
                    break
                sys.stdout.write("\r")
                self._repl.catch_up()
        finally:
            termios.tcsetattr(fd, termios.TCSADRAIN, before)
            sys.stdout.write("\r")
            sys.stdout.flush()


def history_file() -> str:
    """Where lines are kept between sessions; empty: nowhere. https://specifications.freedesktop.org/basedir-spec/latest/"""
    named = os.environ.get(HISTORY_VARIABLE)
    if named is not None:
        return named
    base = os.environ.get("XDG_STATE_HOME", "")
    if not base.startswith("/"):
        base = os.path.expanduser("~/.local/state")
    return os.path.join(base, "whipsnake", "repl_history") if base.startswith("/") else ""


def pending_input(last_line: str) -> bool:
    """Whether something stands in the line that was given up. Until a new line begins that is the last one."""
    readline = sys.modules.get("readline")
    return readline is not None and readline.get_line_buffer() not in ("", last_line)


def syntax_error(text: str, module: bool = False) -> SourceError | None:
    """What is wrong with a text by its grammar."""
    try:
        parse(text, module)
    except SourceError as error:
        return error
    return None


def is_program(text: str) -> bool:
    """Whether it can be run: as a script, or as one that awaits."""
    return syntax_error(text) is None or ("await" in text and syntax_error(text, True) is None)


def goes_on(text: str) -> bool:
    """Whether more lines could make a program of it."""
    return _ends_early(text, False) or ("await" in text and _ends_early(text, True))


def _ends_early(text: str, module: bool) -> bool:
    error = syntax_error(text, module)
    if error is None:
        return False
    code = text.encode("utf-8", "surrogatepass")
    if error.start >= len(code):
        return True
    if error.message.startswith("Unterminated template"):
        return True
    return code[error.start :].startswith(b"/*") and error.end >= len(code)


def as_expression(text: str) -> str:
    """An object literal is meant where a line begins with a brace and is one."""
    stripped = text.strip()
    if stripped.startswith("{") and not stripped.endswith(";") and is_program(f"({stripped})"):
        return f"({text})"
    return text
