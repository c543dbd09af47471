"""The steps of the build in their order."""

from dataclasses import dataclass

from tools.build.generators import generate
from tools.build.native import build_kernel


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
    generated = generate()
    compiled = build_kernel(options.mode, options.jobs)
    return generated or compiled
