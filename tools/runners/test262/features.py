"""Which tests are set apart: those of features that came after ES2025, and of other standards.

The suite's own features.txt separates proposals from finished features but does not say of which year these are;
the years are in https://github.com/tc39/proposals/blob/main/finished-proposals.md.
"""

import re
from pathlib import Path

SET_APART_FOLDERS = ("intl402/", "staging/")

AFTER_ES2025 = frozenset(
    {
        "Array.fromAsync",
        "Atomics.pause",
        "Error.isError",
        "Intl.Era-monthcode",
        "Math.sumPrecise",
        "Temporal",
        "canonical-tz",
        "explicit-resource-management",
        "iterator-chunking",
        "iterator-includes",
        "iterator-sequencing",
        "joint-iteration",
        "json-parse-with-source",
        "uint8array-base64",
        "upsert",
    }
)

_PROPOSALS = re.compile(
    r"^## Proposed language features\n(.*?)^## Standard language features", re.DOTALL | re.MULTILINE
)


def proposed_features(suite: Path) -> frozenset[str]:
    """The names under `Proposed language features` in the suite's features.txt."""
    section = _PROPOSALS.search((suite / "features.txt").read_text(encoding="utf-8"))
    if section is None:
        return frozenset()
    lines = (line.split("#")[0].strip() for line in section[1].splitlines())
    return frozenset(line for line in lines if line)
