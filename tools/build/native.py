"""The C++ kernel: every .cpp of jsengine/kernel and jsengine/_generated, linked into jsengine/_kernel."""

import os
import re
import shutil
import subprocess
import sysconfig
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

from tools.build.report import BuildError, say, show
from tools.build.tree import BUILD, ROOT, Stamp, digest_of, install, matching, relative

SOURCES = ("jsengine/kernel/**/*.cpp", "jsengine/_generated/*.cpp")
EXTENSION = ROOT / "jsengine" / f"_kernel{sysconfig.get_config_var('EXT_SUFFIX')}"

COMPILE = (
    "-std=c++20 -fPIC -fno-exceptions -fno-rtti -fvisibility=hidden -fno-strict-aliasing "
    "-Wall -Wextra -Wno-unused-parameter -ffile-prefix-map=.=whipsnake"
).split()
COMPILE_MODE = {
    "release": ["-O2", "-g1", "-DNDEBUG"],
    "debug": ["-O0", "-g", "-DWHIPSNAKE_DEBUG"],
    "sanitize": ["-O1", "-g1", "-fno-omit-frame-pointer", "-fsanitize=address,undefined", "-DWHIPSNAKE_DEBUG"],
}
LINK_MODE = {
    "release": ["-static-libstdc++", "-static-libgcc"],
    "debug": ["-static-libstdc++", "-static-libgcc"],
    "sanitize": ["-fsanitize=address,undefined"],
}


@dataclass(frozen=True, slots=True)
class Unit:
    """One translation unit and where its object and dependency file stand."""

    source: Path
    object: Path

    @property
    def dependencies(self) -> Path:
        """The Makefile fragment written by the compiler."""
        return self.object.with_suffix(".d")


class Compiler:
    """The compiler with the flags of one build mode. It runs in the root of the tree with relative paths, so that
    objects are the same wherever the tree stands (and ccache shares them between work trees)."""

    def __init__(self, mode: str) -> None:
        self.mode = mode
        cxx = os.environ.get("CXX", "g++").split()
        if shutil.which(cxx[0]) is None:
            raise BuildError(f"there is no C++ compiler ({cxx[0]}); install g++ or set CXX")
        self._cxx = cxx
        self._prefix = ["ccache", *cxx] if shutil.which("ccache") else cxx
        includes = ["-I.", *(f"-isystem{path}" for path in _python_headers())]
        self.flags = [*COMPILE, *COMPILE_MODE[mode], *includes]
        self._environment = dict(os.environ, CCACHE_BASEDIR=str(ROOT), CCACHE_NOHASHDIR="1")

    def compile(self, unit: Unit) -> str:
        """Compile one unit; returns the warnings."""
        started = time.time()
        partial = unit.object.with_suffix(".part")
        command = [*self._prefix, *self.flags, "-MMD", "-MF", str(unit.dependencies), "-MT", "object"]
        output = self._run([*command, "-c", relative(unit.source), "-o", str(partial)], relative(unit.source))
        # An edit made while the compiler ran must count as newer than the object.
        os.utime(partial, (started, started))
        partial.replace(unit.object)
        return output

    def link(self, objects: list[Path], target: Path) -> str:
        """Link objects into a shared library; returns the warnings."""
        partial = target.with_suffix(".part")
        listing = target.with_suffix(".objects")
        listing.write_text("\n".join(map(str, objects)))
        command = [*self._cxx, "-shared", *LINK_MODE[self.mode], "-Wl,--as-needed", f"@{listing}", "-o", str(partial)]
        output = self._run(command, relative(EXTENSION))
        partial.replace(target)
        return output

    def _run(self, command: list[str], subject: str) -> str:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        if done.returncode != 0:
            show(done.stdout)
            raise BuildError(f"{subject} did not compile (status {done.returncode})")
        return done.stdout


def build_kernel(mode: str, jobs: int) -> bool:
    """Bring the kernel extension up to date; True when anything was compiled, linked or installed."""
    compiler = Compiler(mode)
    folder = BUILD / "obj" / mode
    units = [
        Unit(source, (folder / source.relative_to(ROOT)).with_suffix(".o")) for source in matching(SOURCES)
    ]
    flags = Stamp(f"flags-{mode}")
    digest = digest_of((), *compiler.flags)
    all_again = not flags.holds(digest)
    if all_again:
        flags.clear()
    times = _Times()
    stale = [unit for unit in units if all_again or not _is_current(unit, times)]
    if stale:
        Stamp(f"link-{mode}").clear()
        _compile_all(compiler, stale, jobs)
    if all_again:
        flags.write(digest)
    linked = _link(compiler, [unit.object for unit in units])
    return bool(stale) or linked


def _compile_all(compiler: Compiler, units: list[Unit], jobs: int) -> None:
    for folder in {unit.object.parent for unit in units}:
        folder.mkdir(parents=True, exist_ok=True)
    count = 0
    with ThreadPoolExecutor(jobs) as pool:
        pending = {pool.submit(compiler.compile, unit): unit for unit in units}
        remaining = set(pending)
        while remaining:
            finished, remaining = wait(remaining, return_when=FIRST_COMPLETED)
            for future in finished:
                if future.cancelled():
                    continue
                try:
                    warnings = future.result()
                except BuildError:
                    pool.shutdown(cancel_futures=True)
                    raise
                count += 1
                say("compile", f"{count}/{len(units)} {relative(pending[future].source)}")
                show(warnings)


def _link(compiler: Compiler, objects: list[Path]) -> bool:
    target = BUILD / "lib" / compiler.mode / EXTENSION.name
    stamp = Stamp(f"link-{compiler.mode}")
    digest = digest_of((), *LINK_MODE[compiler.mode], *map(str, objects))
    if not stamp.holds(digest, [target]):
        say("link", f"{relative(EXTENSION)} ({compiler.mode}, {len(objects)} objects)")
        target.parent.mkdir(parents=True, exist_ok=True)
        show(compiler.link(objects, target))
        stamp.write(digest)
        install(target, EXTENSION)
        return True
    if _same_file_state(target, EXTENSION):
        return False
    return install(target, EXTENSION)


def _same_file_state(made: Path, installed: Path) -> bool:
    try:
        one, other = made.stat(), installed.stat()
    except OSError:
        return False
    return one.st_size == other.st_size and one.st_mtime_ns <= other.st_mtime_ns


def _is_current(unit: Unit, times: "_Times") -> bool:
    made = times.of(str(unit.object))
    if made is None:
        return False
    try:
        text = unit.dependencies.read_text()
    except OSError:
        return False
    for name in _prerequisites(text):
        changed = times.of(name)
        if changed is None or changed > made:
            return False
    return True


def _prerequisites(makefile: str) -> Iterator[str]:
    """The files named on the right-hand side of a dependency file's only rule."""
    _, _, right = makefile.partition(":")
    for word in re.findall(r"(?:\\ |[^\s\\])+", right.replace("\\\n", " ")):
        yield word.replace("\\ ", " ")


class _Times:
    """Modification times, each file asked once."""

    def __init__(self) -> None:
        self._known: dict[str, float | None] = {}

    def of(self, name: str) -> float | None:
        """The time of the file (a relative name stands in the root), or None when it is not there."""
        if name not in self._known:
            try:
                self._known[name] = os.stat(ROOT / name).st_mtime
            except OSError:
                self._known[name] = None
        return self._known[name]


def _python_headers() -> list[str]:
    paths = sysconfig.get_paths()
    headers = list(dict.fromkeys((paths["include"], paths["platinclude"])))
    if not any(Path(path, "Python.h").is_file() for path in headers):
        raise BuildError("Python.h is missing; install the Python headers (Debian: python3-dev)")
    return headers
