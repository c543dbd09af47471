"""The command `whipsnake repl`: on a pipe, and on a terminal with readline, Ctrl-C and Ctrl-D."""

import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, RunCommand


def said(whipsnake: RunCommand, typed: str) -> list[str]:
    done = whipsnake("repl", stdin=typed)
    assert (done.status, done.stderr) == (0, "")
    return done.stdout.splitlines()


def test_values(whipsnake: RunCommand) -> None:
    assert said(whipsnake, "1 + 1\n'x'\nnull\nundefined\n[1, {a: 2}]\n{ a: 1 }\n{ a: 1 };\n.5 * 2\n") == [
        "2",
        "'x'",
        "null",
        "undefined",
        "[ 1, { a: 2 } ]",
        "{ a: 1 }",
        "1",
        "1",
    ]


def test_lines_that_go_on(whipsnake: RunCommand) -> None:
    typed = "function f(a) {\n\n  return a * 2;\n}\nf(4)\n`a\nb`\n/* c\nd */ 5\n[1,\n2]\nf(\n6)\nawait f(\n7)\n(8 +\n.break\n9\n"
    assert said(whipsnake, typed) == ["undefined", "8", "'a\\nb'", "5", "[ 1, 2 ]", "12", "14", "9"]


def test_declarations_may_come_again(whipsnake: RunCommand) -> None:
    typed = "let x = 1\nconst y = () => x\nlet x = 2\ny()\nconst x = 3; y()\nx = 4\nclass x {}\ny().name\nlet y = 1; let y = 2\n"
    answers = said(whipsnake, typed)
    assert answers[:5] == ["undefined", "undefined", "undefined", "2", "3"]
    assert answers[5] == "Uncaught TypeError: Assignment to constant variable."
    assert answers[7:9] == ["undefined", "'x'"]
    assert answers[-1] == "Uncaught SyntaxError: Identifier 'y' has already been declared"


def test_await(whipsnake: RunCommand) -> None:
    typed = (
        "await 5\nconst late = await new Promise((r) => setTimeout(r, 20, 'late')); late\nlate\n"
        "for await (const v of [1, Promise.resolve(2)]) console.log(v)\nawait Promise.reject(new Error('no'))\n"
        "var await = 3; await + 1\nawait new Promise(() => {})\n(await import('./none.js'))\n"
    )
    answers = said(whipsnake, typed)
    assert answers[:6] == ["5", "'late'", "'late'", "1", "2", "undefined"]
    assert answers[6] == "Uncaught Error: no"
    assert answers[8:10] == ["4", "Nothing is left to run that could end this await."]
    assert answers[10].startswith("Uncaught TypeError: ")


def test_last_value(whipsnake: RunCommand) -> None:
    assert said(whipsnake, "40\n_ + 2\n_\n_ = 'mine'\n1\n_\n") == [
        "40",
        "42",
        "42",
        "Expression assignment to _ now disabled.",
        "'mine'",
        "1",
        "'mine'",
    ]


def test_errors_say_where(whipsnake: RunCommand) -> None:
    typed = "function f() { null.x }\nf()\nthrow 'text'\nthrow null\nlet 1\nPromise.reject(5); 0\nsetTimeout(f)\n"
    assert said(whipsnake, typed) == [
        "undefined",
        "Uncaught TypeError: Cannot read properties of null (reading 'x')",
        "    at f (REPL1:1:21)",
        "    at REPL2:1:1",
        "Uncaught 'text'",
        "Uncaught null",
        "let 1",
        "    ^",
        "",
        "Uncaught SyntaxError: Unexpected number",
        "0",
        "Uncaught 5",
        "1",
        "Uncaught TypeError: Cannot read properties of null (reading 'x')",
        "    at f (REPL1:1:21)",
    ]


def test_commands(whipsnake: RunCommand, tmp_path: Path) -> None:
    script, saved = tmp_path / "script.js", tmp_path / "saved.js"
    script.write_text("var loaded = 1;\nloaded + 1")
    typed = f".help\n.load {script}\nloaded\n.save {saved}\n.load none.js\n.nonsense\n.exit\n5\n"
    answers = said(whipsnake, typed)
    assert answers[0].startswith(".break")
    assert answers[-5:] == ["2", "1", f"Session saved to: {saved}", "Failed to load: none.js", "Invalid REPL keyword"]
    assert saved.read_text() == "var loaded = 1;\nloaded + 1\nloaded\n"


def test_limits(whipsnake: RunCommand) -> None:
    done = whipsnake("repl", "--time-limit", "3", stdin="for (;;);\n1\n")
    assert done.stdout.splitlines() == ["Uncaught termination: time limit", "1"]


class Typed:
    """A session on a terminal of its own."""

    def __init__(self, history: Path) -> None:
        self.master, slave = pty.openpty()
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "WHIPSNAKE_REPL_HISTORY": str(history)}
        environment.pop("NO_COLOR", None)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "browser.cli", "repl"],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
            start_new_session=True,
            preexec_fn=_own_terminal,  # noqa: PLW1509  # the child is alone with its terminal
        )
        os.close(slave)
        self.heard = ""

    def type(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def wait_for(self, pattern: str, seconds: float = 20.0) -> str:
        """What comes up to a pattern, which is then forgotten."""
        end = time.monotonic() + seconds
        while True:
            found = re.search(pattern, self.heard)
            if found:
                text, self.heard = self.heard[: found.end()], self.heard[found.end() :]
                return text
            assert time.monotonic() < end, self.heard
            if select.select([self.master], [], [], 0.1)[0]:
                try:
                    self.heard += os.read(self.master, 65536).decode()
                except OSError:  # the other end is closed
                    assert re.search(pattern, self.heard), self.heard

    def interrupt(self, pattern: str) -> None:
        """Press Ctrl-C until it was noticed: a signal just before readline begins to wait is lost."""
        for _ in range(10):
            self.type("\x03")
            try:
                self.wait_for(pattern, 2.0)
            except AssertionError:
                continue
            return
        raise AssertionError(self.heard)

    def end(self) -> int:
        try:
            return self.process.wait(20)
        finally:
            self.process.kill()
            os.close(self.master)


def _own_terminal() -> None:
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@pytest.fixture
def typed(tmp_path: Path) -> Iterator[Typed]:
    session = Typed(tmp_path / "state" / "history")
    session.wait_for("> ")
    yield session
    if session.process.poll() is None:
        session.process.kill()
        session.process.wait(20)


def test_terminal(typed: Typed, tmp_path: Path) -> None:
    typed.type("[1, 'x']\n")
    typed.wait_for(re.escape("[ \x1b[33m1\x1b[39m, \x1b[32m'x'\x1b[39m ]"))
    typed.type("var someLongName = { innerName: 1 }; 1\n")
    typed.wait_for("> ")
    typed.type("someLo\t.inn\t\n")
    typed.wait_for(re.escape("someLongName.innerName"))
    typed.wait_for("33m1")
    typed.type("(2 +\n")
    typed.wait_for(r"\.\.\. ")
    typed.type("3)\n")
    typed.wait_for("33m5")
    typed.type("setTimeout(() => console.log('tick' + 'tock'), 50); 0\n")
    typed.wait_for("ticktock")
    # What is typed while the terminal changes its mode may be lost, for people as well: press again.
    while typed.process.poll() is None:
        typed.type("\x04")
        time.sleep(0.5)
    assert typed.end() == 0
    assert (tmp_path / "state" / "history").read_text().splitlines()[-3:-1] == ["(2 +", "3)"]


@pytest.mark.usefixtures("interruptible")
def test_interrupts(typed: Typed) -> None:
    typed.type("console.log('it ' + 'works'); for (;;);\n")
    typed.wait_for("it works")
    typed.interrupt("Uncaught interrupt")
    typed.wait_for("> ")
    typed.type("(1 +\n")
    typed.wait_for(r"\.\.\. ")
    typed.interrupt("> ")
    typed.type("6 * 7\n")
    typed.wait_for("33m42")
    typed.wait_for("> ")
    typed.interrupt("press Ctrl\\+C again")
    typed.wait_for("> ")
    while typed.process.poll() is None:
        typed.type("\x03")
        time.sleep(0.5)
    assert typed.end() == 0
