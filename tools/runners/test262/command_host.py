"""Any engine behind a command line, one process per test.

The template's `{files}` becomes the files in order and `{flags}` becomes `--module` when the last one is a module.
Uncaught errors are read from the output: a line that starts with `Name: message`, after an optional `Uncaught`.
"""

import os
import re
import shlex
import subprocess
import tempfile

from tools.runners.pool import Unavailable, describe_exit
from tools.runners.test262.execute import STRICT_PROLOGUE
from tools.runners.test262.host import HostCrash, HostTimeout, Outcome, Resolve

_ERROR = re.compile(
    r"^(?:Uncaught )?(?:(?P<phase>parse|resolution|runtime) (?=\w+:))?(?P<name>[A-Z]\w*|(?<= )\w+)(?:: (?P<message>.*))?$"
)


class CommandHost:
    """A host that starts a process for each test."""

    def __init__(self, template: str, timeout: float) -> None:
        self.words = shlex.split(template)
        if "{files}" not in template:
            raise Unavailable(f"the engine's command needs {{files}}: {template}")
        self.timeout = timeout

    def run(
        self,
        sources: list[tuple[str, str]],
        *,
        module: bool,
        is_async: bool,
        path: str,
        resolve: Resolve,
    ) -> Outcome:
        """Harness files are run where they lie; a test in strict mode from a copy with the directive."""
        files = [name for name, _ in sources]
        text = sources[-1][1]
        flags = ["--module"] if module else []
        if module or not text.startswith(STRICT_PROLOGUE):
            return self.execute(self.command(files, flags), os.path.dirname(path))
        with tempfile.TemporaryDirectory(prefix="test262-") as directory:
            files[-1] = os.path.join(directory, os.path.basename(path))
            with open(files[-1], "w", encoding="utf-8", newline="") as stream:
                stream.write(text)
            return self.execute(self.command(files, flags), os.path.dirname(path))

    def execute(self, command: list[str], folder: str) -> Outcome:
        """The working directory is the test's folder: where an engine looks for what a copied script imports."""
        try:
            done = subprocess.run(
                command, stdin=subprocess.DEVNULL, capture_output=True, timeout=self.timeout, cwd=folder, check=False
            )
        except subprocess.TimeoutExpired:
            raise HostTimeout(f"no answer within {self.timeout:g} s") from None
        stdout, stderr = done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")
        return read_outcome(done.returncode, stdout, stderr)

    def command(self, files: list[str], flags: list[str]) -> list[str]:
        """The words of the command line."""
        words: list[str] = []
        for word in self.words:
            if word == "{files}":
                words.extend(files)
            elif word == "{flags}":
                words.extend(flags)
            else:
                words.append(word)
        return words


def read_outcome(status: int, stdout: str, stderr: str) -> Outcome:
    """What a process that ended tells of its test."""
    printed = stdout.splitlines()
    if status == 0:
        return Outcome(None, printed)
    if status < 0:
        raise HostCrash(f"{describe_exit(status)}\n{stderr[-500:]}")
    for line in [*stderr.splitlines(), *printed]:
        match = _ERROR.match(line)
        if match is not None:
            return Outcome((match["phase"] or "", match["name"], match["message"] or ""), printed)
    return Outcome(("", "", f"exit status {status}: {(stderr or stdout)[-500:].strip()}"), printed)
