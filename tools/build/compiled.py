"""The table of Python modules compiled by mypyc, and the step that compiles them beside their sources.

Calls bind early only between modules of one group. The same files run uncompiled: an extension module made from
another state of its source is removed before anything imports it.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from tools.build.compiler import Compiler, Job, run_jobs
from tools.build.report import BuildError, say, show
from tools.build.tree import BUILD, EXTENSION_SUFFIX, ROOT, Stamp, digest_of, install, matching, relative

FLAGS = ("-fvisibility=hidden",)
"""A group is one library: its functions call each other directly, and the loader looks up no name of them."""


@dataclass(frozen=True, slots=True)
class Group:
    """Modules compiled together. Package `__init__` files stay Python."""

    name: str
    sources: tuple[str, ...]
    folded: tuple[str, ...] = ()
    """Modules outside the group whose constants are folded into it."""
    programs: tuple[str, ...] = ()
    """Modules that stay Python: the build runs them by `python -m`, which takes no extension module."""

    def files(self) -> list[Path]:
        """The modules of the group that exist."""
        programs = matching(self.programs)
        return [path for path in matching(self.sources) if path.name != "__init__.py" and path not in programs]

    def digest(self) -> str:
        """Of what the extension modules are made."""
        return digest_of([*self.files(), *matching(self.folded)], self.name, sys.version, version("mypy"), *FLAGS)

    def stamp(self) -> Stamp:
        """Remembers the digest."""
        return Stamp(f"mypyc-{self.name}")

    def installed(self) -> list[Path]:
        """The extension modules of the group that stand in the tree, whatever they were made from."""
        beside = matching(pattern.removesuffix(".py") + EXTENSION_SUFFIX for pattern in self.sources)
        shared = self.shared_library
        return [*beside, shared] if shared.is_file() else beside

    @property
    def shared_library(self) -> Path:
        """The library that holds the code of the whole group."""
        return ROOT / f"{self.name}__mypyc{EXTENSION_SUFFIX}"


@dataclass(frozen=True, slots=True)
class ExtensionPlan:
    """One extension module to compile, as mypyc asks for it."""

    name: str
    sources: list[str]
    includes: list[str]
    flags: list[str]


GROUPS = (
    Group(
        "whipsnake_webapis",
        (
            "webapis/host.py",
            "webapis/infra/*.py",
            "webapis/idl/bindings.py",
            "webapis/idl/bindings_tables.py",
            "webapis/idl/callbacks.py",
            "webapis/idl/exceptions.py",
            "webapis/idl/script_callback.py",
            "webapis/idl/type_codes.py",
            "webapis/device_orientation/*.py",
            "webapis/dom/*.py",
            "webapis/gamepad/*.py",
            "webapis/animation/*.py",
            "webapis/css/animations/*.py",
            "webapis/css/transitions/*.py",
            "webapis/selection/*.py",
            "webapis/selectors/*.py",
            "webapis/uievents/*.py",
            "webapis/css/*.py",
            "webapis/css/cascade/*.py",
            "webapis/xpath/*.py",
            "webapis/fetch/*.py",
            "webapis/file/*.py",
            "webapis/hr_time/*.py",
            # The rest of it extends html5lib's classes, which are Python and have no types.
            "webapis/html/html5lib_parser/tree_builder.py",
            "webapis/html/*.py",
            "webapis/html/parser/*.py",
            "webapis/html/elements/*.py",
            "webapis/media/*.py",
            "webapis/messaging/*.py",
            "webapis/storage/*.py",
            "webapis/svg/*.py",
            "webapis/url/*.py",
            "webapis/xhr/*.py",
        ),
    ),
    Group(
        "whipsnake_bytecode",
        ("jsengine/bytecode/*.py",),
        folded=("jsengine/_generated/node_kinds.py", "jsengine/_generated/opcode_numbers.py"),
        programs=tuple(f"jsengine/bytecode/{name}.py" for name in ("library", "render", "version")),
    ),
)


def stale_groups() -> list[Group]:
    """Groups whose extension modules stand in the tree but were made from other sources."""
    return [group for group in GROUPS if group.installed() and not _holds(group)]


def remove_stale(groups: list[Group]) -> None:
    """Remove the extension modules of groups from the tree, so that their sources run instead."""
    for group in groups:
        say("mypyc", f"{group.name}: removing what was compiled from older sources")
        remove(group)


def remove(group: Group) -> None:
    """Remove a group's extension modules."""
    for path in group.installed():
        path.unlink(missing_ok=True)
    group.stamp().clear()


def compile_groups(jobs: int) -> bool:
    """Bring every group up to date; True when any was compiled."""
    ran = False
    for group in GROUPS:
        if group.files() and not _holds(group):
            say("mypyc", f"{group.name}: {len(group.files())} modules")
            _compile(group, jobs)
            ran = True
    return ran


def _holds(group: Group) -> bool:
    modules = [path.with_suffix(EXTENSION_SUFFIX) for path in group.files()]
    return group.stamp().holds(group.digest(), [*modules, group.shared_library])


def _compile(group: Group, jobs: int) -> None:
    digest = group.digest()
    remove(group)
    folder = BUILD / "mypyc" / group.name
    compiler = Compiler("CC", "gcc", "gcc", FLAGS)
    compilations: list[Job] = []
    links: list[Job] = []
    for extension in _translate(group, folder):
        flags = [*extension.flags, *(f"-I{path}" for path in extension.includes)]
        compiling = [
            compiler.compilation(source, (folder / "obj" / source.relative_to(folder)).with_suffix(".o"), flags)
            for source in map(Path, extension.sources)
        ]
        library = Path("lib", *extension.name.split(".")).with_suffix(EXTENSION_SUFFIX)
        links.append(compiler.linking([job.made for job in compiling], folder / library))
        compilations += compiling
    run_jobs(compilations, jobs, quiet=True)
    run_jobs(links, jobs, quiet=True)
    _install(group, digest, folder / "lib", [job.made for job in links])


def _install(group: Group, digest: str, library: Path, made: list[Path]) -> None:
    for path in made:
        install(path, ROOT / path.relative_to(library))
    group.stamp().write(digest)


def _translate(group: Group, folder: Path) -> list[ExtensionPlan]:
    folder.mkdir(parents=True, exist_ok=True)
    plan = folder / "plan.json"
    plan.unlink(missing_ok=True)
    sources = [relative(path) for path in group.files()]
    done = subprocess.run(
        [sys.executable, "-m", "tools.build.mypyc_plan", group.name, str(folder), str(plan), *sources],
        check=False,
        cwd=ROOT,
        env=dict(os.environ, PYTHONPATH=str(ROOT)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode != 0 or not plan.is_file():
        show(done.stdout)
        raise BuildError(f"mypyc refused the group {group.name}; --no-mypyc builds without it")
    return [ExtensionPlan(**extension) for extension in json.loads(plan.read_text())]
