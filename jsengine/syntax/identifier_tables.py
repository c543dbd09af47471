"""Write the C++ tables of the characters of names, from the Unicode data of the regex package."""

import sys
from collections.abc import Iterator
from pathlib import Path

import regex

CLASSES = (
    ("is_identifier_start", "start", r"[$_\p{ID_Start}]"),
    ("is_identifier_part", "part", r"[$\p{ID_Continue}\u200c\u200d]"),
)


def boundaries(pattern: str) -> Iterator[int]:
    """The code points where membership changes, beginning with the first member."""
    matches = regex.compile(pattern).match
    inside = False
    for code_point in range(0x110000):
        if (matches(chr(code_point)) is not None) != inside:
            inside = not inside
            yield code_point


def main(output: Path) -> None:
    """Render each class as a sorted list of boundaries: an odd number of them at or below a character is inside."""
    lines = [
        "// Written by jsengine/syntax/identifier_tables.py.",
        '#include "jsengine/kernel/syntax/identifiers.h"',
        "",
        "#include <algorithm>",
        "#include <iterator>",
        "",
        "namespace whipsnake::syntax {",
    ]
    for function, name, pattern in CLASSES:
        numbers = ", ".join(hex(number) for number in boundaries(pattern))
        lines += [
            f"static constexpr uint32_t {name}_boundaries[] = {{{numbers}}};",
            f"bool {function}(uint32_t code_point) {{",
            f"  const uint32_t* first = std::begin({name}_boundaries);",
            f"  return (std::upper_bound(first, std::end({name}_boundaries), code_point) - first) % 2 == 1;",
            "}",
        ]
    lines += ["}  // namespace whipsnake::syntax", ""]
    output.write_text("\n".join(lines))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
