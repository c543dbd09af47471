"""Differences from V8 that are known and right as they are: what the reduced program has, how the outputs part, and why."""

import re
from collections.abc import Callable

from tools.fuzz.differential.engines import Answer

Answers = list[Answer]
Parting = Callable[[str, str], bool]
"""Whether the first lines that differ, V8's and ours, are those of a known difference; no line is an empty one."""

LARGE_ARRAY = re.compile(r"(?=.*Array\()(?=.*(\d{9,}|\de[89]|\de\d\d))", re.DOTALL)
TAG = re.compile(r"\[object \w+\]|\{\w+")
NUMBER = re.compile(r"-?\b(\d[\d.]*(e[+-]?\d+)?|Infinity|NaN)\b")
COUNT = re.compile(r"\{Array#(\d+)")
CONVERSION = r'^("(valueOf|toString|trap \w+|number|string|default)"|uncaught |<\w*Error>)'


class Explanation:
    """A known difference: a pattern that the reduced program has, how the lines part, and the reason."""

    __slots__ = ("parting", "pattern", "reason")

    def __init__(self, pattern: str, parting: Parting, reason: str) -> None:
        self.pattern = re.compile(pattern, re.DOTALL)
        self.parting = parting
        self.reason = reason


def says(theirs: str = "", ours: str = "") -> Parting:
    """The lines have these patterns."""
    of_theirs, of_ours = re.compile(theirs), re.compile(ours)
    return lambda a, b: bool(of_theirs.search(a) and of_ours.search(b))


def either_says(pattern: str) -> Parting:
    """One of the lines has this pattern."""
    compiled = re.compile(pattern)
    return lambda a, b: bool(compiled.search(a) or compiled.search(b))


def same_but_for(pattern: re.Pattern[str]) -> Parting:
    """The lines are the same without what has this pattern."""
    return lambda a, b: pattern.sub("", a) == pattern.sub("", b)


def goes_on(theirs: str, ours: str) -> bool:
    """Our for-in finds a key more: the body logs it, the list of keys is longer, or a proxy is asked about it."""
    if re.search(r'^(0 )?"', ours):
        return True
    pairs = zip(COUNT.findall(theirs), COUNT.findall(ours))
    return any(int(a) < int(b) for a, b in pairs)


def repeats(theirs: str, ours: str) -> bool:
    """V8's for-in finds a key more."""
    return goes_on(ours, theirs)


def breaks_lines(theirs: str, ours: str) -> bool:
    """V8's text has line feeds, or only its length is told."""
    return r"\n" in theirs or same_but_for(NUMBER)(theirs, ours)


EXPLANATIONS = (
    Explanation(
        r"(?=.* in )(?=.*(setPrototypeOf|Object\.create|__proto__))(?=.*\w+\d+(Clamped)?Array)",
        goes_on,
        "V8's for-in leaves out the indices of prototypes behind a typed array, which the standard leaves open",
    ),
    Explanation(
        r"(?=.*\.set(UTC)?(Hours|Minutes|Seconds|Month|FullYear)\()(?=.*(roxy|\$coerces|toPrimitive|toString|[\da-f]n\b))",
        says(ours=CONVERSION),
        "V8 does not convert what comes after the first argument of a Date's setter when the date is invalid",
    ),
    Explanation(
        r"(?=.* in )(?=.*(setPrototypeOf|Object\.create|__proto__))(?=.*(\$proxy|new Proxy))",
        goes_on,
        "V8's for-in leaves out what a proxy inherits if the proxy is a prototype, though the proxy alone gives it",
    ),
    Explanation(
        r"(?=.* in )(?=.*enumerable: (0|false))(?=.*(\$proxy|new Proxy))",
        repeats,
        "V8's for-in tells a key of a proxy among the prototypes that a property which is not enumerable hides",
    ),
    Explanation(
        r"(?=.*(setPrototypeOf|Object\.create|__proto__))(?=.*(\$proxy|new Proxy))",
        same_but_for(TAG),
        "V8's Object.prototype.toString tells what a proxy among the prototypes is, against the standard",
    ),
    Explanation(r"Float\d+Array.*\.buffer", same_but_for(NUMBER), "the bits of a NaN are left open"),
    Explanation(
        r"\.with\(",
        either_says(CONVERSION),
        "V8 converts the value before the index in %TypedArray%.prototype.with, against the standard",
    ),
    Explanation(
        r"\.set\(.*Array",
        says("RangeError", "TypeError"),
        "V8 checks the length before the content type in %TypedArray%.prototype.set, against the standard",
    ),
    Explanation(
        r"(?=.*JSON\.stringify\()(?=.*\b(\d+e-\d+|0\.\d+)\b)",
        breaks_lines,
        "V8 breaks lines for a space between 0 and 1, against the standard",
    ),
    Explanation(
        r"(?=.*JSON\.stringify\()(?=.*(fromCharCode\(0|\\0|\\x00|\\u0000))",
        lambda theirs, ours: r"\u0000" in ours and r"\u0000" not in theirs,
        "V8 ends the space of JSON.stringify at a NUL, against the standard",
    ),
    Explanation(
        r"(?=.*(\bsort|toSorted)\()(?=.*(toString|toPrimitive|\$coerces|roxy))",
        either_says(r'^"(valueOf|toString|trap( get)?|string|number|default)"'),
        "how often sort compares, and so converts, is left open",
    ),
    Explanation(
        r"(?=.*(preventExtensions|\bseal|\bfreeze)\()(?=.*maxByteLength)",
        says(ours="TypeError"),
        "V8 lets typed arrays on resizable buffers be made non-extensible, against the standard",
    ),
    Explanation(
        r"(?=.*(\bseal|\bfreeze)\()(?=.*\d(Clamped)?Array\b)",
        says(ours=r"TypeError|\{Array#0\}"),
        "V8 seals typed arrays, whose [[DefineOwnProperty]] refuses it since ES2021",
    ),
    Explanation(
        r"(?=.*with \()(?=.*(\$proxy|new Proxy))",
        either_says('^"trap( has)?"'),
        "V8 looks for the binding of an assignment in a with statement after its right side, against the standard",
    ),
    Explanation(
        r"\{\s*\w+: \w+[.\[].*=",
        says(r'^"(trap|get)', "<TypeError>|uncaught TypeError"),
        "V8 evaluates the target of a property's pattern before it checks that there is an object, against the standard",
    ),
    Explanation(
        r"\bclass\b.*\bextends\b.*\[",
        says(ours="TypeError"),
        "V8 evaluates computed keys before it checks that the parent class is a constructor, against the standard",
    ),
    Explanation(
        r"\bextends Array\b.*\blength =",
        says("TypeError", "RangeError"),
        "V8 does not look at the value when a field redefines an array's length, against the standard",
    ),
    Explanation(
        r"setPrototypeOf\((\w+), \1\)|\b(\w+)\.\w+\([^;]*\.\.\.\2\b",
        either_says("RangeError"),
        "how deep calls go and how many arguments they take is left open",
    ),
)


def explanation(text: str, answers: Answers) -> str | None:
    """Why V8, the first engine, and ours may differ on a program that was reduced, or None."""
    first, *others = answers
    if any(a.ended == "memory" or "RangeError" in a.output for a in others) and LARGE_ARRAY.search(text):
        return "the worker of ours has 300 MB for a program"
    if any((a.output, a.ended) != (others[0].output, others[0].ended) for a in others):
        return None  # modes of one engine have nothing to differ in
    theirs, ours = parting_lines(first.output, others[0].output)
    return next((row.reason for row in EXPLANATIONS if row.pattern.search(text) and row.parting(theirs, ours)), None)


def parting_lines(theirs: str, ours: str) -> tuple[str, str]:
    """The first lines that differ."""
    a, b = theirs.split("\n"), ours.split("\n")
    for at in range(max(len(a), len(b))):
        pair = (a[at] if at < len(a) else "", b[at] if at < len(b) else "")
        if pair[0] != pair[1]:
            return pair
    return "", ""


def is_limit(answers: Answers) -> bool:
    """Whether a program came to a limit that engines set differently: time, memory, strings of 2^29 characters."""
    first = answers[0]
    if first.ended:
        return True  # the oracle says nothing
    heavy = first.milliseconds > 200 or "RangeError" in first.output
    return heavy and any(a.ended in ("time", "memory") for a in answers)
