"""Pass or fail: the outcome against what the front matter asks for."""

from dataclasses import dataclass

from tools.runners.test262.frontmatter import FrontMatter, Negative
from tools.runners.test262.host import OutcomeLike

ASYNC_COMPLETE = "Test262:AsyncTestComplete"
ASYNC_FAILURE = "Test262:AsyncTestFailure:"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Status of one variant, and why."""

    status: str
    """pass, fail, timeout or crash."""
    message: str = ""


def judge(meta: FrontMatter, outcome: OutcomeLike) -> Verdict:
    """The verdict on an outcome."""
    if meta.negative is not None:
        return judge_negative(meta.negative, outcome)
    if outcome.error is not None:
        phase, name, message = outcome.error
        return Verdict("fail", f"{phase + ': ' if phase else ''}{name}: {message}")
    if "async" not in meta.flags:
        return Verdict("pass")
    failures = [line for line in outcome.printed if line.startswith(ASYNC_FAILURE)]
    if failures:
        return Verdict("fail", failures[0])
    if ASYNC_COMPLETE not in outcome.printed:
        return Verdict("fail", "ended without $DONE having been called")
    return Verdict("pass")


def judge_negative(wanted: Negative, outcome: OutcomeLike) -> Verdict:
    """The verdict on a test that has to throw."""
    expected = f"expected {wanted.type} in phase {wanted.phase}"
    if outcome.error is None:
        return Verdict("fail", f"{expected}, ended without an error")
    phase, name, message = outcome.error
    if name != wanted.type or phase not in ("", wanted.phase):
        return Verdict("fail", f"{expected}, got {name} in phase {phase or '?'}: {message}")
    return Verdict("pass")
