"""Samples of CPU time tell the tier that was at work."""

from collections import Counter

import pytest

import jsengine.bytecode.compile  # noqa: F401  (contexts find the compiler by it)
from jsengine._kernel import Context, start_sampling, stop_sampling

LOOP = (
    "let sum = 0; const end = Date.now() + 300; while (Date.now() < end) for (let i = 0; i < 20000; i++) sum += i % 7"
)
PLACES = {"jitless": "kernel", "interpreter": "interpreter", "baseline": "baseline"}


@pytest.mark.parametrize("tier", PLACES)
def test_most_samples_of_a_loop_are_in_its_tier(tier: str) -> None:
    if tier != "jitless":
        pytest.importorskip("jsengine.machine._asmjit")
    context = Context(jitless=tier == "jitless", jit_threshold=0 if tier == "baseline" else 999_999_999)
    start_sampling()
    try:
        context.eval(LOOP)
    finally:
        samples = Counter(stop_sampling())
    assert samples
    assert max(samples, key=lambda sample: samples[sample]) == ("run", PLACES[tier])


def test_parsing_is_no_running() -> None:
    context = Context()
    text = "function f(a, b) { return a + b * 2 - f(b, a) }\n" * 5000
    start_sampling()
    try:
        for _ in range(20):
            context.eval(f"eval({text!r})")
    finally:
        samples = Counter(activity for activity, _ in stop_sampling())
    assert samples["parse"] > samples["run"]
