"""The C++ extension modules: the kernel, and the asmjit binding where asmjit is installed.

Sources are found by folder; dependency files written by the compiler decide what is compiled again.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.build.compiler import Compiler, run_jobs
from tools.build.report import BuildError, note
from tools.build.tree import BUILD, EXTENSION_SUFFIX, ROOT, Stamp, digest_of, install, matching

COMPILE = [
    "-std=c++20",
    "-fno-exceptions",
    "-fno-rtti",
    "-fvisibility=hidden",
    "-ffunction-sections",
    "-fdata-sections",
    "-Wno-invalid-offsetof",
    "-fno-strict-aliasing",
    "-Wall",
    "-Wextra",
    "-Wno-unused-parameter",
    "-I.",
]
COMPILE_MODE = {
    "release": ["-O2", "-g1", "-DNDEBUG"],
    "debug": ["-O0", "-g", "-DWHIPSNAKE_DEBUG"],
    "sanitize": ["-O1", "-g1", "-fno-omit-frame-pointer", "-fsanitize=address,undefined", "-DWHIPSNAKE_DEBUG"],
}
# The C++ library is linked in, so that a wheel needs nothing but the C library where it is installed.
LINK_MODE = {
    "release": ["-static-libstdc++", "-static-libgcc"],
    "debug": ["-static-libstdc++", "-static-libgcc"],
    "sanitize": ["-fsanitize=address,undefined"],
}


@dataclass(frozen=True, slots=True)
class Library:
    """One extension module in C++."""

    name: str
    """The dotted name of the module."""
    sources: tuple[str, ...]
    """Glob patterns; at least one file must match, or there is nothing to build."""
    compile_flags: tuple[str, ...] = ()
    link_flags: tuple[str, ...] = ()

    @property
    def installed(self) -> Path:
        """Where the built module stands."""
        return ROOT.joinpath(*self.name.split(".")).with_suffix(EXTENSION_SUFFIX)


KERNEL = Library("jsengine._kernel", ("jsengine/kernel/**/*.cpp", "jsengine/_generated/*.cpp"))
# The binding's cffi source is generated (see generators.py) apart from the kernel's sources, because it needs asmjit.
ASMJIT = Library(
    "jsengine.machine._asmjit",
    ("jsengine/_generated/asmjit/*.cpp", "jsengine/machine/**/*.cpp"),
    ("-DASMJIT_STATIC",),
    ("-lasmjit",),
)
ASMJIT_HEADER = Path("/usr/include/asmjit/asmjit.h")


@dataclass(frozen=True, slots=True)
class Unit:
    """One translation unit and where its object stands; the dependency file stands beside the object."""

    source: Path
    object: Path


def build_asmjit(mode: str, jobs: int, wanted: bool) -> bool:
    """Bring the binding of asmjit up to date, or take it away and say why; True when anything was done."""
    if not matching(ASMJIT.sources):
        why = "there is no binding yet"
    elif not wanted:
        why = "left out as asked (--without-asmjit)"
    elif not ASMJIT_HEADER.is_file():
        why = "not installed (Debian: libasmjit-dev)"
    else:
        return build_library(ASMJIT, mode, jobs)
    note("asmjit", f"{why}; scripts run jitless")
    stood = ASMJIT.installed.is_file()
    ASMJIT.installed.unlink(missing_ok=True)
    return stood


def build_library(library: Library, mode: str, jobs: int) -> bool:
    """Bring an extension module up to date; True when anything was compiled, linked or installed."""
    kind = f"{library.name.rpartition('.')[2].strip('_')}-{mode}"
    folder = BUILD / "obj" / kind
    units = [Unit(path, (folder / path.relative_to(ROOT)).with_suffix(".o")) for path in matching(library.sources)]
    compiler = Compiler("CXX", "g++", "g++", [*COMPILE, *COMPILE_MODE[mode], *library.compile_flags])
    compiled = _compile(compiler, units, kind, jobs)
    target = BUILD / "lib" / kind / library.installed.name
    linked = _link(compiler, units, target, [*LINK_MODE[mode], *library.link_flags])
    return install(target, library.installed) or compiled or linked


def _compile(compiler: Compiler, units: list[Unit], kind: str, jobs: int) -> bool:
    flags = Stamp(f"flags-{kind}")
    digest = digest_of((), *compiler.flags)
    all_again = not flags.holds(digest)
    times = _Times()
    stale = [unit for unit in units if all_again or not _is_current(unit, times)]
    if not stale:
        return False
    flags.clear()
    run_jobs([compiler.compilation(unit.source, unit.object) for unit in stale], jobs)
    flags.write(digest)
    return True


def _link(compiler: Compiler, units: list[Unit], target: Path, flags: list[str]) -> bool:
    stamp = Stamp(f"link-{target.parent.name}")
    state = [f"{unit.object} {unit.object.stat().st_mtime_ns} {unit.object.stat().st_ino}" for unit in units]
    digest = digest_of((), *flags, *state)
    if stamp.holds(digest, [target]):
        return False
    objects = [unit.object for unit in units]
    run_jobs([compiler.linking(objects, target, [*flags, "-Wl,--as-needed,--gc-sections"])], 1)
    undefined = _undefined(target)
    if undefined:
        names = ", ".join(sorted(undefined))
        raise BuildError(f"{target.name}: declared and called, but defined nowhere: {names}")
    stamp.write(digest)
    return True


def _undefined(library: Path) -> list[str]:
    """Our own functions that no source defines, by their names in C++. The linker cannot tell: it takes them for
    functions of Python's, which are found when the library is loaded."""
    if shutil.which("nm") is None:
        return []
    names = [line.strip() for line in _output("nm", "-DuC", str(library)).splitlines()]
    # "w" marks what may be missing.
    return [name.removeprefix("U ") for name in names if name.startswith("U whipsnake::")]


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _is_current(unit: Unit, times: "_Times") -> bool:
    made = times.of(str(unit.object))
    if made is None:
        return False
    try:
        text = unit.object.with_suffix(".d").read_text()
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
