"""The committed expectation files can be read, and every entry has its reason."""

from pathlib import Path

import pytest

from tools.runners.cli import SUITES
from tools.runners.expectations import Expectations

FILES = sorted(Path(__file__).parent.glob("*.txt"))


def test_each_suite_has_a_file() -> None:
    assert [path.stem for path in FILES] == sorted(SUITES)


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_a_file_is_well_formed(path: Path) -> None:
    expectations = Expectations.load(path)
    assert expectations.dump() == path.read_text(encoding="utf-8"), "run with --rebaseline to put it in order"
