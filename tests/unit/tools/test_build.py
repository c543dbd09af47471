"""The build compiles again what changed, and nothing else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.build import compiled, compiler, generators, library, native, tree
from tools.build.generators import Generator
from tools.build.native import Library
from tools.build.report import BuildError

HEADER = "inline int answer() { return 41; }\n"
MODULE = """
#include <Python.h>
#include "jsengine/kernel/answer.h"
static PyModuleDef definition = {PyModuleDef_HEAD_INIT, "sample", nullptr, -1, nullptr, nullptr, nullptr, nullptr, nullptr};
PyMODINIT_FUNC PyInit_sample() {
  PyObject* module = PyModule_Create(&definition);
  PyModule_AddIntConstant(module, "answer", answer());
  return module;
}
"""
LIBRARY = Library("sample", ("jsengine/kernel/*.cpp",))


@pytest.fixture
def small_tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tree of its own, with two sources."""
    kernel = tmp_path / "jsengine" / "kernel"
    kernel.mkdir(parents=True)
    (kernel / "answer.h").write_text(HEADER)
    (kernel / "sample.cpp").write_text(MODULE)
    (kernel / "other.cpp").write_text("int other() { return 1; }\n")
    for module in (tree, native, compiler, generators, compiled):
        for name, value in (("ROOT", tmp_path), ("BUILD", tmp_path / "build"), ("GENERATED", tmp_path / "generated")):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, value)
    return tmp_path


def compiled_sources(output: str) -> list[str]:
    return sorted(line.rpartition("/")[2] for line in output.splitlines() if line.startswith("[compile]"))


def edit(path: Path, text: str) -> None:
    path.write_text(text)
    # The clock of the file system may be coarser than two builds are apart.
    later = path.stat().st_mtime + 5
    os.utime(path, (later, later))


def answer(small_tree: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", "import sample; print(sample.answer)"],
        env={"PYTHONPATH": str(small_tree)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_only_what_changed_is_compiled(small_tree: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert native.build_library(LIBRARY, "release", 2)
    assert compiled_sources(capfd.readouterr().out) == ["other.cpp", "sample.cpp"]
    assert answer(small_tree) == "41"
    assert not native.build_library(LIBRARY, "release", 2)
    assert capfd.readouterr().out == ""
    edit(small_tree / "jsengine/kernel/answer.h", HEADER.replace("41", "42"))
    assert native.build_library(LIBRARY, "release", 2)
    assert compiled_sources(capfd.readouterr().out) == ["sample.cpp"]
    assert answer(small_tree) == "42"


def test_a_removed_source_is_linked_no_more(small_tree: Path, capfd: pytest.CaptureFixture[str]) -> None:
    native.build_library(LIBRARY, "release", 2)
    capfd.readouterr()
    (small_tree / "jsengine/kernel/other.cpp").unlink()
    assert native.build_library(LIBRARY, "release", 2)
    output = capfd.readouterr().out
    assert compiled_sources(output) == []
    assert "[link]" in output


def test_an_error_is_shown_whole_and_the_next_build_recovers(
    small_tree: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    other = small_tree / "jsengine/kernel/other.cpp"
    good = other.read_text()
    other.write_text("int other() { return missing; }\n")
    with pytest.raises(BuildError, match=r"other\.cpp: compile failed"):
        native.build_library(LIBRARY, "release", 1)
    assert "missing" in capfd.readouterr().err
    edit(other, good)
    assert native.build_library(LIBRARY, "release", 1)
    assert answer(small_tree) == "41"


def test_a_function_that_nobody_defines(small_tree: Path) -> None:
    declared = "namespace whipsnake { int nowhere(int); }\n"
    sample = small_tree / "jsengine/kernel/sample.cpp"
    sample.write_text(declared + MODULE.replace("answer())", "Py_IsInitialized() ? whipsnake::nowhere(1) : 0)"))
    with pytest.raises(BuildError, match=r"defined nowhere: whipsnake::nowhere\(int\)"):
        native.build_library(LIBRARY, "release", 1)


def test_a_generator_runs_when_its_input_changed_and_keeps_equal_outputs(small_tree: Path) -> None:
    (small_tree / "gen.py").write_text(
        "import sys, pathlib\npathlib.Path(sys.argv[1]).write_text(pathlib.Path('input.txt').read_text()[:3])\n"
    )
    source = small_tree / "input.txt"
    source.write_text("one")
    table = (Generator("sample", "gen", ("input.txt", "gen.py"), ("out.h",)),)
    assert generators.generate(table)
    output = small_tree / "generated" / "out.h"
    assert output.read_text() == "one"
    made = output.stat().st_mtime_ns
    assert not generators.generate(table)
    source.write_text("one and more")
    assert generators.generate(table)
    assert output.stat().st_mtime_ns == made
    source.write_text("two")
    assert generators.generate(table)
    assert output.read_text() == "two"
    output.unlink()
    assert generators.generate(table)
    assert output.read_text() == "two"


def test_what_no_generator_writes_is_removed(small_tree: Path) -> None:
    left = small_tree / "generated" / "sub" / "old.cpp"
    left.parent.mkdir(parents=True)
    left.write_text("int old;\n")
    assert generators.generate(())
    assert not left.exists()
    assert not generators.generate(())


def test_a_generator_that_writes_nothing_is_an_error(small_tree: Path) -> None:
    (small_tree / "gen.py").write_text("")
    with pytest.raises(BuildError, match=r"did not write out\.h"):
        generators.generate((Generator("sample", "gen", ("gen.py",), ("out.h",)),))


def test_python_compiled_from_older_sources_is_removed(small_tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = small_tree / "samples"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "one.py").write_text("def one() -> int:\n    return 1\n")
    group = compiled.Group("sample_group", ("samples/*.py",))
    monkeypatch.setattr(compiled, "GROUPS", (group,))
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[3]))
    old = [package / f"one{tree.EXTENSION_SUFFIX}", package / f"gone{tree.EXTENSION_SUFFIX}", group.shared_library]
    for path in old:
        path.write_text("")
    group.stamp().write(group.digest())
    assert compiled.stale_groups() == []
    (package / "one.py").write_text("def one() -> int:\n    return 2\n")
    assert compiled.stale_groups() == [group]
    group.stamp().clear()
    assert compiled.stale_groups() == [group]
    compiled.remove_stale([group])
    assert not any(path.exists() for path in old)
    assert compiled.stale_groups() == []


def test_every_folder_of_the_web_apis_is_compiled() -> None:
    """A class that stays behind could not inherit from a compiled one."""
    known = {path.parent for group in compiled.GROUPS for path in group.files()}
    folders = {path.parent for path in (tree.ROOT / "webapis").rglob("*.py") if path.name != "__init__.py"}
    left_out = {"_generated", "syntax", "encoding"}  # these stand on packages without types
    assert {folder.name for folder in folders - known} == left_out & {folder.name for folder in folders}


def test_what_the_build_runs_stays_python() -> None:
    """`python -m` takes no extension module, and a build begins with those of the last."""
    run = {generator.module for generator in generators.GENERATORS} | {library.MODULE}
    compiled_modules = {
        path.relative_to(tree.ROOT).as_posix().removesuffix(".py").replace("/", ".")
        for group in compiled.GROUPS
        for path in group.files()
    }
    assert run & compiled_modules == set()
