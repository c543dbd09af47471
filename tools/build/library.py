"""The step that compiles what is written in JavaScript to bytecode, with the kernel just built."""

import os
import subprocess
import sys
from pathlib import Path

from tools.build.report import BuildError, note, say, show
from tools.build.tree import ROOT, Stamp, digest_of, matching

MODULE = "jsengine.bytecode.library"
FOLDER = "jsengine/builtins"
SCRIPTS = ("browser/script_values.js",)
# Bytecode depends on these; the version of the kernel (jsengine/bytecode/version.py) is made of the same.
INPUTS = (f"{FOLDER}/*.js", *SCRIPTS, "jsengine/bytecode/**/*.py", "jsengine/_generated/bytecode_version.cpp")


def library_files() -> list[Path]:
    """What the step writes."""
    return [path.with_suffix(".wsc") for path in matching((f"{FOLDER}/*.js", *SCRIPTS))]


def compile_library(mode: str) -> bool:
    """Bring the library's bytecode up to date; True when it was compiled. Without it the text is compiled when it is needed."""
    if mode == "sanitize":
        note("library", "left as text: a kernel with sanitizers is not loaded during the build")
        return False
    digest = digest_of(matching(INPUTS), sys.version)
    stamp = Stamp("library")
    if stamp.holds(digest, library_files()):
        return False
    say("library", ", ".join(path.name for path in library_files()))
    stamp.clear()
    done = subprocess.run(
        [sys.executable, "-m", MODULE, str(ROOT / FOLDER), *SCRIPTS],
        check=False,
        cwd=ROOT,
        env=dict(os.environ, PYTHONPATH=str(ROOT), PYTHONDONTWRITEBYTECODE="1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    show(done.stdout)
    if done.returncode != 0:
        raise BuildError(f"{MODULE} failed (status {done.returncode})")
    stamp.write(digest)
    return True
