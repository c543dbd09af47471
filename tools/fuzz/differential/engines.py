"""Engines as processes that run program after program; a crash or a hang costs the process and no more."""

import json
import os
import select
import shlex
import subprocess
import sys
import time
from collections import deque
from pathlib import Path

from jsengine.modes import MODES

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[2]
LIMIT = 2000
"""Milliseconds for one program."""
PATIENCE = 20.0
"""Seconds until an engine that ignores its limit is ended."""
PROGRAMS_PER_PROCESS = 3000
TINY_CODE_MEMORY = 120_000
"""Bytes of machine code in the mode `tiny`: a few functions, so that code is thrown out all the time."""
ENVIRONMENT = {**os.environ, "TZ": "UTC", "PYTHONPATH": str(ROOT)}


class Answer:
    """What one engine made of one program."""

    __slots__ = ("ended", "milliseconds", "output")

    def __init__(self, output: str, ended: str, milliseconds: float) -> None:
        self.output = output
        self.ended = ended
        """Empty, or why it did not come to its end: time, memory, crash, hang."""
        self.milliseconds = milliseconds


def command(name: str) -> list[str]:
    """The command of an engine: node, a mode of this engine, wide, tiny, or words of a shell."""
    if name == "node":
        return ["node", "--stack-size=800", str(FOLDER / "worker.cjs")]
    own = [sys.executable, "-m", "tools.fuzz.differential.worker"]
    if name == "whipsnake":
        return own
    if name == "wide":
        return ["env", "WHIPSNAKE_WIDE=1", *own]
    if name == "tiny":
        return ["env", f"WHIPSNAKE_JIT_MEMORY={TINY_CODE_MEMORY}", *own, "--jit-threshold", "0"]
    for mode in MODES:
        if mode.name == name:
            return [*own, *mode.switches]
    return shlex.split(name)


class Engine:
    """One engine, started when it is needed and again after it died."""

    def __init__(self, name: str, prelude: str) -> None:
        self.name = name
        self.command = command(name)
        self.prelude = prelude
        self.process: subprocess.Popen[bytes] | None = None
        self.programs = 0
        self.read = bytearray()
        self.waiting: deque[str] = deque()
        """Programs that were sent and not answered: no more than fit into the buffer of a pipe."""

    def start(self) -> subprocess.Popen[bytes]:
        if self.process is None:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=ENVIRONMENT,
                cwd=ROOT,
            )
            self.programs = 0
            self.read = bytearray()
            self.write(self.prelude)
            for text in self.waiting:
                self.write([text, LIMIT])
        return self.process

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None

    def write(self, message: object) -> None:
        assert self.process is not None and self.process.stdin is not None
        try:
            self.process.stdin.write(json.dumps(message).encode() + b"\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass  # it died after its last answer; receive() will say so

    def send(self, text: str) -> None:
        """Begin to run a program; the answer comes by receive()."""
        if self.programs >= PROGRAMS_PER_PROCESS and not self.waiting:
            self.stop()
        self.start()
        self.programs += 1
        self.waiting.append(text)
        self.write([text, LIMIT])

    def receive(self) -> Answer:
        """The answer to the program that was sent first."""
        process = self.start()
        self.waiting.popleft()
        line = self.read_line(process)
        if line is None:
            self.stop()
            return Answer("", "hang", PATIENCE * 1000)
        if not line:
            status = process.wait()
            self.stop()
            return Answer(f"status {status}", "crash", 0.0)
        return Answer(*json.loads(line))

    def read_line(self, process: "subprocess.Popen[bytes]") -> bytes | None:
        """One line, nothing if the process ended, None if it takes too long."""
        assert process.stdout is not None
        end = time.monotonic() + PATIENCE
        while b"\n" not in self.read:
            ready, _, _ = select.select([process.stdout], [], [], max(0.0, end - time.monotonic()))
            if not ready:
                return None
            data = os.read(process.stdout.fileno(), 1 << 16)
            if not data:
                return b""
            self.read += data
        line, _, rest = bytes(self.read).partition(b"\n")
        self.read = bytearray(rest)
        return line
