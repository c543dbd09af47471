"""Differences between engines that are known and right as they are, each with its reason."""

import re

from tools.fuzz.differential.engines import Answer

Answers = list[Answer]


class Explanation:
    """A known difference: a pattern that the reduced program has, and its reason."""

    __slots__ = ("pattern", "reason")

    def __init__(self, pattern: str, reason: str) -> None:
        self.pattern = re.compile(pattern, re.DOTALL)
        self.reason = reason


EXPLANATIONS = (
    Explanation(
        r"(?=.* in )(?=.*(setPrototypeOf|Object\.create|__proto__))(?=.*\w+\d+(Clamped)?Array)",
        "V8's for-in leaves out the indices of prototypes behind a typed array, which the standard leaves open",
    ),
    Explanation(
        r"(?=.*\.set(UTC)?(Hours|Minutes|Seconds|Month|FullYear)\()(?=.*(roxy|\$coerces|toPrimitive|toString|[\da-f]n\b))",
        "V8 does not convert what comes after the first argument of a Date's setter when the date is invalid",
    ),
    Explanation(
        r"(?=.* in )(?=.*(setPrototypeOf|Object\.create|__proto__))(?=.*(\$proxy|new Proxy))",
        "V8's for-in leaves out what a proxy inherits if the proxy is a prototype, though the proxy alone gives it",
    ),
    Explanation(
        r"(?=.*(setPrototypeOf|Object\.create|__proto__))(?=.*(\$proxy|new Proxy))",
        "V8's Object.prototype.toString tells what a proxy among the prototypes is, against the standard",
    ),
    Explanation(r"Float\d+Array.*\.buffer", "the bits of a NaN are left open"),
    Explanation(
        r"\.with\(", "V8 converts the value before the index in %TypedArray%.prototype.with, against the standard"
    ),
    Explanation(
        r"\.set\(.*Array",
        "V8 checks the length before the content type in %TypedArray%.prototype.set, against the standard",
    ),
    Explanation(
        r"JSON\.stringify\(.*\b(5e-324|0\.\d+)\b", "V8 breaks lines for a space between 0 and 1, against the standard"
    ),
    Explanation(r"(?=.*Array\()(?=.*\d{9,})", "the worker of ours has 300 MB for a program"),
    Explanation(
        r"(?=.*(\bsort|toSorted)\()(?=.*(toString|toPrimitive|\$coerces|\$proxy))",
        "how often sort compares, and so converts, is left open",
    ),
    Explanation(
        r"(\bseal|\bfreeze)\(.*(new|of|from)\b",
        "V8 seals typed arrays, whose [[DefineOwnProperty]] refuses it since ES2021",
    ),
    Explanation(
        r"(?=.*with \()(?=.*(\$proxy|new Proxy))",
        "V8 looks for the binding of an assignment in a with statement after its right side, against the standard",
    ),
    Explanation(
        r"\bclass\b.*\bextends\b.*\[",
        "V8 evaluates computed keys before it checks that the parent class is a constructor, against the standard",
    ),
)


def explanation(text: str) -> str | None:
    """Why engines may differ on a program that was reduced, or None."""
    return next((row.reason for row in EXPLANATIONS if row.pattern.search(text)), None)


def is_limit(answers: Answers) -> bool:
    """Whether a program came to a limit that engines set differently: time, memory, strings of 2^29 characters."""
    first = answers[0]
    if first.ended:
        return True  # the oracle says nothing
    heavy = first.milliseconds > 200 or "RangeError" in first.output
    return heavy and any(a.ended in ("time", "memory") for a in answers)
