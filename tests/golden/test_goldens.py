"""Every stage that can be dumped prints what it printed when the change was last read."""

from pathlib import Path

import pytest

from jsengine.cli import STAGES
from tools.goldens import Golden, difference, goldens, orphans, rebaseline


@pytest.mark.parametrize("golden", goldens(), ids=lambda golden: golden.name)
def test_golden(golden: Golden) -> None:
    assert difference(golden) == ""


def test_every_folder_is_a_stage() -> None:
    assert {golden.stage for golden in goldens()} <= set(STAGES)


def test_no_expected_text_without_input() -> None:
    assert orphans() == []


def test_a_difference_is_shown_and_rebaselined(tmp_path: Path) -> None:
    source = tmp_path / "tokens" / "one.js"
    source.parent.mkdir()
    source.write_text("1")
    (golden,) = goldens(tmp_path)

    def stage(name: str, path: Path) -> str:
        return f"{name}: {path.read_text()}\n"

    assert difference(golden, stage) != ""
    assert rebaseline([golden], stage) == [golden]
    assert difference(golden, stage) == ""
    source.write_text("2")
    assert "-tokens: 1\n+tokens: 2\n" in difference(golden, stage)
    source.unlink()
    assert orphans(tmp_path) == [golden.expected]
