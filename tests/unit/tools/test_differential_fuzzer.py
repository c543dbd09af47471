"""What the differential fuzzer takes for a known difference: the program and the outputs have to be those of one."""

import pytest

from tools.fuzz.differential.engines import Answer
from tools.fuzz.differential.explained import explanation

SETTER = "new Date(NaN).setUTCHours(0, 1n);"
TAGS = "$log(String(Object.setPrototypeOf(f, new Proxy({}, {}))));"
FOR_IN = "for (const k in { __proto__: new Proxy({ a: 1 }, {}) }) $log(k);"
HIDDEN = "for (const k in Object.create(new Proxy([1], {}), { 0: { enumerable: 0 } })) seen.push(k);"
SPREAD = "for (;;) $log(a.unshift(0, ...a, 0));"
ARRAY = "new Array(1234567890).fill(0);"


def answers(*outputs: str) -> list[Answer]:
    return [Answer(output, "", 1.0) for output in outputs]


@pytest.mark.parametrize(
    ("text", "theirs", "ours", "reason"),
    [
        (SETTER, "1\nNaN", "1\nuncaught TypeError", "Date's setter"),
        (SETTER.replace("1n", "{ [Symbol.toPrimitive]: $log }"), "NaN", '"number"\nNaN', "Date's setter"),
        (TAGS, '"[object Object]" 1', '"[object Function]" 1', "prototype.toString"),
        (FOR_IN, "", '"a"', "what a proxy inherits"),
        (HIDDEN, '{Array#1 0:"0"}', "{Array#0}", "hides"),
        (SPREAD, "1\nuncaught RangeError", "1\n2\nuncaught RangeError", "how many arguments"),
        (ARRAY, "1", "uncaught RangeError", "300 MB"),
        ("JSON.stringify([0], null, String.fromCharCode(0))", r'"[\n0"', r'"[\n\u00000"', "NUL"),
        ("new Float32Array((~ 1e21))", "1", "uncaught RangeError", "300 MB"),
    ],
)
def test_known_differences_have_reasons(text: str, theirs: str, ours: str, reason: str) -> None:
    found = explanation(text, answers(theirs, ours))
    assert found is not None and reason in found


@pytest.mark.parametrize(
    ("text", "theirs", "ours"),
    [
        (SETTER, "NaN", "0"),
        (TAGS, '"[object Object]" 1', '"[object Function]" 2'),
        (FOR_IN, '"a"', ""),
        (HIDDEN.replace("enumerable: 0", ""), '{Array#1 0:"0"}', "{Array#0}"),
        (SPREAD, "1\n2", "1\n3"),
        (ARRAY, "1", "2"),
        ("$log(1)", "1", "uncaught TypeError"),
    ],
)
def test_other_differences_of_such_programs_have_none(text: str, theirs: str, ours: str) -> None:
    assert explanation(text, answers(theirs, ours)) is None


def test_modes_of_one_engine_may_not_differ() -> None:
    assert explanation(SETTER, answers("NaN", "uncaught TypeError", "uncaught TypeError")) is not None
    assert explanation(SETTER, answers("NaN", "uncaught TypeError", "NaN")) is None
