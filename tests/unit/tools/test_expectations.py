"""Expectation files: each known failure has a diagnosed reason, and any difference fails the run."""

import pytest

from tools.runners.expectations import ExpectationError, Expectations

TEXT = """\
# Known failures.

= tail-calls: Proper tail calls are not done.
fail a.js strict
timeout b.js default

= agents: No agents yet.
crash c.js default
flaky d.js default
"""


def load() -> Expectations:
    return Expectations.parse(TEXT, "test262.txt")


AS_EXPECTED = {
    "a.js strict": "fail",
    "b.js default": "timeout",
    "c.js default": "crash",
    "d.js default": "pass",
    "e.js default": "pass",
}


def test_a_run_as_expected() -> None:
    assert not load().compare(AS_EXPECTED, AS_EXPECTED)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"e.js default": "fail"}, "new_failures"),
        ({"a.js strict": "pass"}, "unexpected_passes"),
        ({"a.js strict": "crash"}, "changed"),
    ],
)
def test_each_difference_counts(change: dict[str, str], field: str) -> None:
    comparison = load().compare(AS_EXPECTED | change, AS_EXPECTED)
    assert comparison
    assert len(getattr(comparison, field)) == 1


def test_a_vanished_test_counts_only_in_a_whole_run() -> None:
    some = {key: status for key, status in AS_EXPECTED.items() if key != "b.js default"}
    assert load().compare(some, some).vanished == ["b.js default"]
    assert not load().compare(some, None)


def test_dump_and_parse_agree() -> None:
    assert load().dump() == TEXT


def test_rebaseline_keeps_reasons_and_does_not_invent_any() -> None:
    results = AS_EXPECTED | {"a.js strict": "pass", "b.js default": "fail", "e.js default": "fail"}
    new = load().rebaseline(results, results)
    assert new.statuses() == {
        "b.js default": "fail",
        "c.js default": "crash",
        "d.js default": "flaky",
        "e.js default": "fail",
    }
    assert "= tail-calls: Proper tail calls are not done.\nfail b.js default\n" in new.dump()
    assert not new.compare(results, results)
    with pytest.raises(ExpectationError, match="has no reason"):
        Expectations.parse(new.dump(), "test262.txt")
    again = Expectations.parse(new.dump(), "test262.txt", allow_undiagnosed=True)
    assert again.rebaseline(results, results).dump() == new.dump()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("fail a.js", "under no reason"),
        ("= x: Unknown.\nfail a.js", "has no reason"),
        ("= x:\nfail a.js", "has no reason"),
        ("= ?x: Something.\nfail a.js", "has no reason"),
        ("= x: Because.\nbroken a.js", "STATUS KEY"),
        ("= x: Because.\nfail", "STATUS KEY"),
        ("= x: Because.\nfail a\ntimeout a", "listed twice"),
        ("= because of this\nfail a", "a reason is written"),
    ],
)
def test_malformed_files_are_refused(text: str, message: str) -> None:
    with pytest.raises(ExpectationError, match=message):
        Expectations.parse(text, "x.txt")
