"""The steps of the build in their order."""

from dataclasses import dataclass
from pathlib import Path

from tools.build.compiled import GROUPS, compile_groups, remove, remove_stale, stale_groups
from tools.build.generators import generate
from tools.build.native import ASMJIT, KERNEL, build_asmjit, build_library


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
    """Build in place; True when anything had to be done."""
    # First what is out of date, because generators import the same modules.
    if options.mypyc:
        remove_stale(stale_groups())
    else:
        for group in GROUPS:
            remove(group)
    done = [
        generate(),
        build_library(KERNEL, options.mode, options.jobs),
        build_asmjit(options.mode, options.jobs, options.asmjit),
    ]
    if options.mypyc:
        done.append(compile_groups(options.jobs))
    return any(done)


def extension_modules() -> list[Path]:
    """Every extension module that stands in the tree after a build."""
    native = [library.installed for library in (KERNEL, ASMJIT) if library.installed.is_file()]
    return native + [path for group in GROUPS for path in group.installed()]
