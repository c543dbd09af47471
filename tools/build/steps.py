"""The steps of the build in their order."""

import fcntl
from dataclasses import dataclass
from pathlib import Path

from tools.build.compiled import GROUPS, compile_groups, remove, remove_stale, stale_groups
from tools.build.generators import GENERATORS, generate, outputs_of
from tools.build.library import compile_library, library_files
from tools.build.native import ASMJIT, KERNEL, build_asmjit, build_library
from tools.build.tree import BUILD


@dataclass(frozen=True, slots=True)
class Options:
    """What to build."""

    jobs: int
    """How many compilers run at once."""
    mode: str = "release"
    """release, debug or sanitize."""
    mypyc: bool = True
    """Compile the typed Python."""
    asmjit: bool = True
    """Bind asmjit when it is installed."""


def build(options: Options) -> bool:
    """Build in place; True when anything had to be done. A second build waits for the first."""
    BUILD.mkdir(exist_ok=True)
    with open(BUILD / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return _build(options)


def _build(options: Options) -> bool:
    # First what is out of date, because generators import the same modules.
    if options.mypyc:
        remove_stale(stale_groups())
    else:
        for group in GROUPS:
            remove(group)
    done = [
        generate(),
        build_library(KERNEL, options.mode, options.jobs),
        # Before anything runs on the kernel: machine code made by a binding to another one would crash.
        build_asmjit(options.mode, options.jobs, options.asmjit),
        compile_library(options.mode),
    ]
    if options.mypyc:
        done.append(compile_groups(options.jobs))
    return any(done)


def products() -> list[Path]:
    """What a build adds to the tree and a wheel must hold: extension modules, and generated Python."""
    native = [library.installed for library in (KERNEL, ASMJIT) if library.installed.is_file()]
    compiled = [path for group in GROUPS for path in group.installed()]
    generated = [path for generator in GENERATORS for path in outputs_of(generator)]
    library = [path for path in library_files() if path.is_file()]
    return native + compiled + library + [path for path in generated if path.suffix == ".py" and path.is_file()]
