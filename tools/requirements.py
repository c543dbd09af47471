"""Prints what pip must install for work on the tree: pyproject.toml says it, this only collects it."""

import tomllib
from pathlib import Path


def requirements() -> list[str]:
    """Requirements of the build, of every optional part, and of the tests and lints."""
    project = tomllib.loads((Path(__file__).resolve().parents[1] / "pyproject.toml").read_text())
    groups: dict[str, list[str]] = {**project["project"]["optional-dependencies"], **project["dependency-groups"]}
    wanted: list[str] = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    for group in groups.values():
        wanted += group
    return sorted(set(wanted))


if __name__ == "__main__":
    print("\n".join(requirements()))
