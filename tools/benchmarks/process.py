"""One process: pinned to a processor, with a time limit, and with the CPU time that it and its children took."""

import contextlib
import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO


@dataclass(frozen=True)
class Run:
    """What came of a process."""

    status: int
    stdout: str
    stderr: str
    cpu_ms: float
    wall_ms: float
    is_overdue: bool


def last_processor() -> int:
    """The one that the system is least likely to put its own work on."""
    return max(os.sched_getaffinity(0))


@contextlib.contextmanager
def pinned(processor: int | None) -> Iterator[None]:
    """Pins this process for a moment: a child inherits it before its first thread starts."""
    if processor is None:
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {processor})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def run_pinned(command: Sequence[str], processor: int | None, timeout: float, folder: Path) -> Run:
    """Runs a command to its end; `processor` None leaves it unpinned."""
    with tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr:
        started = time.perf_counter()
        environment = {**os.environ, "PYTHONPATH": str(folder)}
        with pinned(processor):
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=stdout,
                stderr=stderr,
                env=environment,
                start_new_session=True,
            )
        overdue = threading.Timer(timeout, os.killpg, [process.pid, signal.SIGKILL])
        overdue.start()
        # wait4 tells what this one process took; the totals of all children would be a race between timers.
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        is_overdue = not overdue.is_alive()
        overdue.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        return Run(
            process.returncode,
            read_all(stdout),
            read_all(stderr),
            (usage.ru_utime + usage.ru_stime) * 1000,
            wall * 1000,
            is_overdue,
        )


def read_all(stream: IO[bytes]) -> str:
    """What was written, from the start."""
    stream.seek(0)
    return stream.read().decode("utf-8", "replace")
