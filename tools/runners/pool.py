"""A pool of worker processes in which a crash or a hang costs one job.

The parent knows which job a worker is in: jobs are answered in the order they were sent, so the first one without
an answer is the one that was running when the worker died or ran out of time.
"""

import contextlib
import faulthandler
import multiprocessing
import os
import signal
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Generic, TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")

QUEUED_PER_WORKER = 8
STDERR_TAIL = 2000


@dataclass(frozen=True)
class Lost:
    """The job's worker did not survive it. `status` is `timeout` or `crash`."""

    status: str
    message: str


class Unavailable(Exception):
    """What is to be tested cannot be loaded; the message is one sentence for the user."""


@dataclass(frozen=True)
class PoolOptions:
    """How a pool runs."""

    jobs: int = 1
    """Number of worker processes."""
    timeout: float = 10.0
    """Seconds of real time one job may take."""
    recycle: int = 2000
    """Jobs after which a worker is replaced by a fresh one, so that a slow leak stays bounded."""


@dataclass
class _Worker(Generic[Job]):
    process: multiprocessing.process.BaseProcess
    connection: Connection
    stderr_path: str
    queued: deque[int] = field(default_factory=deque)
    since: float = 0.0
    sent: int = 0


def run_jobs(
    jobs: Sequence[Job],
    make_work: Callable[[], Callable[[Job], Result]],
    options: PoolOptions,
) -> Iterator[tuple[Job, Result | Lost]]:
    """Yields each job once, with its result, in order of completion. `make_work` is called once in each worker."""
    return _Pool(jobs, make_work, options).run()


class _Pool(Generic[Job, Result]):
    def __init__(
        self, jobs: Sequence[Job], make_work: Callable[[], Callable[[Job], Result]], options: PoolOptions
    ) -> None:
        self.jobs = jobs
        self.make_work = make_work
        self.options = options
        self.pending: deque[int] = deque(range(len(jobs)))
        self.workers: list[_Worker[Job]] = []
        # Fork: a worker starts in a millisecond, and the parent has no threads and no engine loaded.
        self.context = multiprocessing.get_context("fork")
        self.directory = tempfile.TemporaryDirectory(prefix="conformance-")
        self.started = 0

    def run(self) -> Iterator[tuple[Job, Result | Lost]]:
        """The main loop."""
        try:
            while self.pending or any(worker.queued for worker in self.workers):
                self.keep_busy()
                yield from self.collect()
        finally:
            for worker in self.workers:
                self.dispose(worker)
            self.directory.cleanup()

    def keep_busy(self) -> None:
        """Starts and replaces workers and fills their queues."""
        while self.pending and len(self.workers) < self.options.jobs:
            self.workers.append(self.start_worker())
        for worker in list(self.workers):
            if worker.sent >= self.options.recycle and not worker.queued:
                self.dispose(worker)
                self.workers.remove(worker)
                continue
            while self.pending and len(worker.queued) < QUEUED_PER_WORKER and worker.sent < self.options.recycle:
                self.send(worker, self.pending.popleft())

    def send(self, worker: _Worker[Job], index: int) -> None:
        """Gives a worker one more job."""
        if not worker.queued:
            worker.since = time.monotonic()
        worker.queued.append(index)
        worker.sent += 1
        with contextlib.suppress(OSError):  # It has died: collect() sees the closed pipe.
            worker.connection.send(self.jobs[index])

    def start_worker(self) -> _Worker[Job]:
        """Forks a worker with a pipe to it."""
        ours, theirs = self.context.Pipe()
        self.started += 1
        stderr_path = os.path.join(self.directory.name, f"stderr-{self.started}")
        inherited = [worker.connection for worker in self.workers]
        process = self.context.Process(
            target=_work, args=(theirs, self.make_work, stderr_path, [ours, *inherited]), daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process, ours, stderr_path)

    def collect(self) -> Iterator[tuple[Job, Result | Lost]]:
        """Waits until a worker answers or the most patient has run out of time."""
        busy = [worker for worker in self.workers if worker.queued]
        if not busy:
            return
        now = time.monotonic()
        patience = min(worker.since + self.options.timeout for worker in busy) - now
        ready = set(wait([worker.connection for worker in busy], max(0.0, patience)))
        for worker in busy:
            if worker.connection in ready:
                try:
                    result = worker.connection.recv()
                except (EOFError, ConnectionResetError):
                    yield self.lose(worker, "crash")
                    continue
                index = worker.queued.popleft()
                worker.since = time.monotonic()
                yield self.jobs[index], result
            elif time.monotonic() - worker.since > self.options.timeout and not worker.connection.poll():
                yield self.lose(worker, "timeout")

    def lose(self, worker: _Worker[Job], status: str) -> tuple[Job, Lost]:
        """Takes a dead or silent worker out; what was queued behind its job is to be done by others."""
        index = worker.queued.popleft()
        self.pending.extendleft(reversed(worker.queued))
        worker.queued.clear()
        self.workers.remove(worker)
        message = f"no answer within {self.options.timeout:g} s"
        if status == "crash":
            worker.process.join()
            message = describe_exit(worker.process.exitcode or 0)
        tail = self.dispose(worker)
        return self.jobs[index], Lost(status, f"{message}\n{tail}".strip())

    def dispose(self, worker: _Worker[Job]) -> str:
        """Ends the worker's process and gives back the end of what it wrote to stderr."""
        worker.connection.close()
        if worker.process.pid is not None and worker.process.exitcode is None:
            worker.process.kill()
        worker.process.join()
        try:
            with open(worker.stderr_path, "rb") as stream:
                return stream.read()[-STDERR_TAIL:].decode(errors="replace")
        except FileNotFoundError:
            return ""


def why_unavailable(make_work: Callable[[], object]) -> str:
    """Whether a worker could start: the reason why not, or nothing. Tried in a child, because workers are forked from
    this process and an engine may have threads, or abort."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()

    def attempt() -> None:
        try:
            make_work()
        except Unavailable as error:
            theirs.send(str(error))
        else:
            theirs.send("")

    process = context.Process(target=attempt, daemon=True)
    process.start()
    theirs.close()
    try:
        answer: str = ours.recv()
    except EOFError:
        process.join()
        answer = f"it cannot be loaded: the process {describe_exit(process.exitcode or 0)}"
    process.join()
    ours.close()
    return answer


def describe_exit(code: int) -> str:
    """A process's exit code in words."""
    if code < 0:
        try:
            return f"was killed by {signal.Signals(-code).name}"
        except ValueError:
            return f"was killed by signal {-code}"
    return f"exited with status {code}"


def _work(
    connection: Connection,
    make_work: Callable[[], Callable[[Job], Result]],
    stderr_path: str,
    to_close: list[Connection],
) -> None:
    """Body of a worker: answers each job with one result, in order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in to_close:
        other.close()
    stderr = os.open(stderr_path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(stderr, 2)
    sys.stderr = os.fdopen(2, "w", buffering=1, closefd=False)
    faulthandler.enable(sys.stderr)
    work = make_work()
    while True:
        try:
            job = connection.recv()
        except EOFError:
            return
        connection.send(work(job))
