"""`tools/bench tiers`: where the time goes, by samples."""

from pathlib import Path

import pytest

from tools.benchmarks import cli
from tools.benchmarks.hosts.tier_host import tier_of
from tools.benchmarks.tiers import Work, share_row


def test_samples_belong_to_tiers() -> None:
    assert tier_of("run", "interpreter") == "interpreter"
    assert tier_of("run", "libc.so.6") == tier_of("run", "kernel") == "kernel"
    assert tier_of("run", "python3.11") == "host"
    assert tier_of("collect", "libc.so.6") == tier_of("collect", "kernel") == "collect"


def test_a_row_has_shares_and_costs() -> None:
    machine = {"functions": 4, "instructions": 200, "bytes": 16000, "compile_seconds": 0.0002}
    result = {
        "samples": {"baseline": 30, "kernel": 10},
        "machine": machine,
        "rounds": [4.0, 6.0],
        "first_code": [0.2, 0.05],
    }
    row = share_row(Work("some", [], False), result)
    assert row.split()[:5] == ["some", "0.0%", "75.0%", "25.0%", "0.0%"]
    assert "5.0" in row and "200 ms (50.0 of script)" in row
    assert row.endswith("2 functions, 100 instructions, 1.00 us, 80 B")


def test_the_start_of_files_in_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "first.js").write_text("var at = document.title, sum = 0;", encoding="utf-8")
    (tmp_path / "second.js").write_text("for (var i = 0; i < 200000; i++) sum += i;", encoding="utf-8")
    works = f"{tmp_path / 'first.js'}+{tmp_path / 'second.js'}"
    assert cli.main(["tiers", "--seconds", "0.1", works]) == 0
    assert "second" in capsys.readouterr().out.splitlines()[1]
    assert cli.main(["tiers", "--seconds", "0.01", "--threshold", "0", "--threshold", "1000", works]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["ms", "0", "1000"]
    assert all(float(time) > 0 for time in lines[-1].split()[2:])


def test_a_script_that_throws_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bad.js").write_text("throw new TypeError('no')", encoding="utf-8")
    assert cli.main(["tiers", "--seconds", "0.01", str(tmp_path / "bad.js")]) == 1
    assert "FAILED" in capsys.readouterr().out
