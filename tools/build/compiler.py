"""Running the C and C++ compilers: commands, several at once, outputs that are whole or not there."""

import os
import shutil
import subprocess
import sysconfig
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

from tools.build.report import BuildError, say, show
from tools.build.tree import ROOT


@dataclass(frozen=True, slots=True)
class Job:
    """One command that makes one file; the command itself writes to `partial`."""

    step: str
    subject: str
    command: Sequence[str]
    made: Path

    @property
    def partial(self) -> Path:
        """Where the command writes, so that an interrupted command leaves no half-made file."""
        return partial_of(self.made)


def partial_of(made: Path) -> Path:
    """The name under which a file is made before it is moved into place."""
    return made.with_name(made.name + ".part")


class Compiler:
    """A compiler with its flags. It runs in the root of the tree with relative paths, so that objects are the same
    wherever the tree stands (and ccache shares them between trees)."""

    def __init__(self, variable: str, default: str, package: str, flags: Sequence[str]) -> None:
        command = os.environ.get(variable, default).split()
        if shutil.which(command[0]) is None:
            raise BuildError(f"there is no {command[0]}; install {package} or set {variable}")
        self._command = command
        self._cached = ["ccache", *command] if shutil.which("ccache") else command
        self.flags = [*flags, "-fPIC", "-ffile-prefix-map=.=whipsnake", *_python_headers()]

    def compilation(self, source: Path, made: Path, flags: Iterable[str] = ()) -> Job:
        """Compile a source into an object, with a dependency file beside it."""
        name = _named(source)
        dependencies = ["-MMD", "-MF", str(made.with_suffix(".d")), "-MT", "object"]
        output = ["-c", name, "-o", str(partial_of(made))]
        return Job("compile", name, [*self._cached, *self.flags, *flags, *dependencies, *output], made)

    def linking(self, objects: Iterable[Path], made: Path, flags: Iterable[str] = ()) -> Job:
        """Link objects into a shared library."""
        listing = made.with_name(made.name + ".objects")
        listing.parent.mkdir(parents=True, exist_ok=True)
        listing.write_text("\n".join(map(str, objects)))
        output = ["-shared", f"@{listing}", *flags, "-o", str(partial_of(made))]
        return Job("link", made.name, [*self._command, *output], made)


def run_jobs(jobs: Sequence[Job], at_once: int, quiet: bool = False) -> None:
    """Run every job, several at once; the first that fails ends the build once those under way have ended.

    A quiet run shows warnings and errors only."""
    for folder in {job.made.parent for job in jobs}:
        folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(at_once) as pool:
        jobs_of: dict[Future[str], Job] = {pool.submit(_run, job): job for job in jobs}
        remaining = set(jobs_of)
        finished_count = 0
        while remaining:
            finished, remaining = wait(remaining, return_when=FIRST_COMPLETED)
            for future in finished:
                try:
                    warnings = future.result()
                except BuildError:
                    pool.shutdown(cancel_futures=True)
                    raise
                finished_count += 1
                job = jobs_of[future]
                if not quiet:
                    say(job.step, f"{finished_count}/{len(jobs)} {job.subject}")
                show(warnings)


def _run(job: Job) -> str:
    started = time.time()
    done = subprocess.run(
        job.command,
        check=False,
        cwd=ROOT,
        env=dict(os.environ, CCACHE_BASEDIR=str(ROOT), CCACHE_NOHASHDIR="1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode != 0:
        show(done.stdout)
        raise BuildError(f"{job.subject}: {job.step} failed (status {done.returncode})")
    # An edit made while the compiler ran must count as newer than what it made.
    os.utime(job.partial, (started, started))
    job.partial.replace(job.made)
    return done.stdout


def _named(source: Path) -> str:
    return source.relative_to(ROOT).as_posix() if source.is_relative_to(ROOT) else str(source)


def _python_headers() -> list[str]:
    paths = sysconfig.get_paths()
    headers = list(dict.fromkeys((paths["include"], paths["platinclude"])))
    if not any(Path(path, "Python.h").is_file() for path in headers):
        raise BuildError("Python.h is missing; install the Python headers (Debian: python3-dev)")
    return [f"-isystem{path}" for path in headers]
