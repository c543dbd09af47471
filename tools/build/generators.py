"""The table of generated sources, and the step that brings them up to date.

A row is run as `python -m MODULE OUTPUT...`. It is run again when the content of an input changed, and an output is
only touched when its content differs, so that nothing is compiled for a comment in a generator.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tools.build.report import BuildError, say, show
from tools.build.tree import BUILD, GENERATED, ROOT, Stamp, digest_of, install, matching


@dataclass(frozen=True, slots=True)
class Generator:
    """One generator: what it is called, what it runs, what it reads and what it writes, under jsengine/_generated/ or another folder."""

    name: str
    module: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    folder: Path | None = None
    """Where the outputs go instead."""


# In order: a row may read what an earlier row wrote.
GENERATORS = (
    Generator(
        name="grammar",
        module="jsengine.syntax.generator",
        inputs=("jsengine/syntax/**/*.py", "jsengine/syntax/*.peg"),
        outputs=("parser.cpp", "node_kinds.h", "node_kinds.py"),
    ),
    Generator(
        name="identifiers",
        module="jsengine.syntax.identifier_tables",
        inputs=("jsengine/syntax/identifier_tables.py",),
        outputs=("identifiers.cpp",),
    ),
    Generator(
        name="unicode",
        module="jsengine.regexp.unicode_tables",
        inputs=("jsengine/regexp/*.py", "jsengine/kernel/regexp/unicode_properties.cpp"),
        outputs=("regexp_unicode.cpp",),
    ),
    Generator(
        name="opcodes",
        module="jsengine.bytecode.render",
        inputs=("jsengine/bytecode/**/*.py",),
        outputs=("opcodes.h", "opcode_numbers.py"),
    ),
    Generator(
        name="bytecode version",
        module="jsengine.bytecode.version",
        inputs=(  # DEPENDS_ON of the module
            "jsengine/bytecode/**/*.py",
            "jsengine/syntax/*.py",
            "jsengine/syntax/*.peg",
            "jsengine/kernel/syntax/*",
            "jsengine/kernel/portable/*",
            "jsengine/kernel/self_hosting.h",
        ),
        outputs=("bytecode_version.cpp",),
    ),
    Generator(
        name="interpreter",
        module="jsengine.machine.c_rendering",
        inputs=("jsengine/bytecode/**/*.py", "jsengine/machine/**/*.py", "jsengine/interpreter/**/*.py"),
        outputs=("interpreter.cpp", "opcode_functions.h"),
    ),
    Generator(
        name="templates",
        module="jsengine.machine.template_tables",
        inputs=("jsengine/bytecode/**/*.py", "jsengine/machine/**/*.py", "jsengine/interpreter/**/*.py"),
        outputs=("templates.cpp", "macro_ops.h"),
    ),
    Generator(
        name="asmjit binding",
        module="jsengine.machine.asmjit_binding",
        inputs=("jsengine/machine/asmjit_binding.py",),
        outputs=("asmjit/binding.cpp",),
    ),
    Generator(
        name="interfaces",
        module="webapis.idl.reader",
        inputs=("webapis/idl/*.py", "webapis/idl/*.peg", "webapis/**/*.idl"),
        outputs=("__init__.py", "interfaces.py"),
        folder=ROOT / "webapis" / "_generated",
    ),
)


def outputs_of(generator: Generator) -> list[Path]:
    """Where a generator writes."""
    return [(generator.folder or GENERATED) / name for name in generator.outputs]


def generate(table: tuple[Generator, ...] = GENERATORS) -> bool:
    """Bring every generated source up to date; True when any generator ran."""
    ran = _remove_leftovers(table)
    for generator in table:
        ran = _bring_up_to_date(generator) or ran
    return ran


def _remove_leftovers(table: tuple[Generator, ...]) -> bool:
    """Remove what no row writes any more: a source left over would be linked."""
    written = {GENERATED / name for generator in table for name in generator.outputs}
    leftovers = [path for path in GENERATED.rglob("*") if path.is_file() and path not in written]
    for path in leftovers:
        say("generate", f"removing {path.relative_to(GENERATED)}, which no generator writes")
        path.unlink()
    return bool(leftovers)


def _bring_up_to_date(generator: Generator) -> bool:
    outputs = outputs_of(generator)
    digest = digest_of(matching(generator.inputs), generator.module, *generator.outputs, sys.version)
    stamp = Stamp(f"generate-{generator.name.replace(' ', '-')}")
    if stamp.holds(digest, outputs):
        return False
    say("generate", f"{generator.name}: {', '.join(generator.outputs)}")
    stamp.clear()
    fresh = [BUILD / "generated" / name for name in generator.outputs]
    for path in fresh:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
    _run(generator, fresh)
    for made, output in zip(fresh, outputs, strict=True):
        if not made.is_file():
            raise BuildError(f"{generator.module} ended well but did not write {made.name}")
        install(made, output)
    stamp.write(digest)
    return True


def _run(generator: Generator, outputs: list[Path]) -> None:
    environment = dict(os.environ, PYTHONPATH=str(ROOT), PYTHONDONTWRITEBYTECODE="1", PYTHONHASHSEED="0")
    done = subprocess.run(
        [sys.executable, "-m", generator.module, *map(str, outputs)],
        check=False,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    show(done.stdout)
    if done.returncode != 0:
        raise BuildError(f"{generator.module} failed (status {done.returncode})")
