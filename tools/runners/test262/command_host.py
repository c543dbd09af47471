"""Any engine behind a command line, one process per test.

The template's `{files}` becomes the files in order and `{flags}` becomes `--module` when the last one is a module.
Uncaught errors are read from the output: a line that starts with `Name: message`, after an optional `Uncaught`.
"""

import os
import re
import shlex
import subprocess
import tempfile

from tools.runners.pool import describe_exit
from tools.runners.test262.host import HostCrash, HostTimeout, Outcome, Resolve

_ERROR = re.compile(
    r"^(?:Uncaught )?(?:(?P<phase>parse|resolution|runtime) )?(?P<name>[A-Z]\w*)(?:: (?P<message>.*))?$"
)


class CommandHost:
    def __init__(self, template: str, timeout: float) -> None:
        self.words = shlex.split(template)
        if "{files}" not in template:
            raise ValueError("the engine's command needs {files}")
        self.timeout = timeout
        self.directory = tempfile.TemporaryDirectory(prefix="test262-")
        self.harness: dict[str, str] = {}

    def run(
        self,
        sources: list[tuple[str, str]],
        *,
        module: bool,
        is_async: bool,
        path: str,
        resolve: Resolve,
    ) -> Outcome:
        files = [name for name, _ in sources]
        prologue = sources[-1][1].startswith('"use strict";\n') and not module
        if prologue:
            files[-1] = self.write(os.path.basename(path), sources[-1][1])
        command = self.command(files, ["--module"] if module else [])
        try:
            # The folder of the test: where an engine looks for the files that a rewritten script imports.
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=self.timeout,
                cwd=os.path.dirname(path),
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise HostTimeout(f"no answer within {self.timeout:g} s") from None
        return read_outcome(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))

    def write(self, name: str, text: str) -> str:
        path = os.path.join(self.directory.name, name)
        with open(path, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
        return path

    def command(self, files: list[str], flags: list[str]) -> list[str]:
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
