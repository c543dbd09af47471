"""Builds wheels: the metadata stands in pyproject.toml, the native build in tools/build."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build import build
from setuptools.command.build_ext import build_ext

sys.path.insert(0, str(Path(__file__).resolve().parent))

from tools.build import steps
from tools.build.report import BuildError
from tools.build.tree import ROOT


class CleanBuild(build):
    """Starts from an empty folder, so that no module deleted since the last build gets into a wheel."""

    def run(self) -> None:
        """Build."""
        shutil.rmtree(self.build_lib, ignore_errors=True)
        super().run()


class NativeBuild(build_ext):
    """Builds in place by tools/build, then copies what it made into the wheel, without debug information."""

    def run(self) -> None:
        """Build."""
        try:
            steps.build(steps.Options(jobs=int(os.environ.get("WHIPSNAKE_BUILD_JOBS", os.cpu_count() or 1))))
        except BuildError as error:
            raise SystemExit(f"build: {error}") from None
        if self.inplace:
            return
        for product in steps.products():
            target = Path(self.build_lib) / product.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(product, target)
            if target.suffix == ".so" and shutil.which("strip"):
                subprocess.run(["strip", "--strip-debug", str(target)], check=True)


setup(
    # Named so that the wheel is marked for this processor and Python; what is compiled is found by folder.
    ext_modules=[Extension("jsengine._kernel", sources=[])],
    cmdclass={"build": CleanBuild, "build_ext": NativeBuild},
)
