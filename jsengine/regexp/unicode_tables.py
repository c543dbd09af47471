"""Write the C++ tables of Unicode properties and of letter case, from the data of the regex package.

The names of properties stand in unicode_properties.cpp; a table has a row for each of its rows.
"""

import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import regex

from jsengine.regexp.emoji_sequences import string_properties

NAMES = Path(__file__).resolve().parents[1] / "kernel" / "regexp" / "unicode_properties.cpp"
LIMIT = 0x110000
EVERY = "".join(map(chr, range(LIMIT)))
# Where the package lacks a property: what it is made of. Holds for every character of Unicode 14.
DERIVED = {"Changes_When_NFKC_Casefolded": r"\p{NFKC_QC=No}\p{CWCF}\p{DI}"}
# The table of names, and the form of a query of the regex package.
TABLES = (
    ("kGeneralCategories", "general_category", r"\p{{gc={}}}"),
    ("kScripts", "script", r"\p{{sc={}}}"),
    ("kScripts", "script_extensions", r"\p{{scx={}}}"),
    ("kBinaryProperties", "binary", r"\p{{{}}}"),
)
# I and its kin with dots: their pairing is Turkic (status T of CaseFolding.txt), not part of simple folding.
DOTTED_I, DOTLESS_I = 0x130, 0x131


def boundaries(members: str) -> Iterator[int]:
    """The code points where membership in a set of characters changes, beginning with the first member."""
    for run in regex.compile(f"[{members}]+").finditer(EVERY):
        yield run.start()
        if run.end() < LIMIT:
            yield run.end()


def packed(numbers: Iterable[int]) -> list[int]:
    """Differences of ascending numbers, in groups of seven bits, the lowest first; the high bit says "more"."""
    data: list[int] = []
    last = 0
    for number in numbers:
        rest = number - last
        last = number
        while rest >= 0x80:
            data.append(rest & 0x7F | 0x80)
            rest >>= 7
        data.append(rest)
    return data


def names_of(table: str) -> list[str]:
    """The first name of each row of a table of unicode_properties.cpp."""
    body = re.search(rf"{table}\[\] = \{{(.*?)\n\}};", NAMES.read_text(), re.S)
    if body is None:
        raise SystemExit(f"no {table} in {NAMES}")
    return re.findall(r'\{"([^"]+)"', body.group(1))


def property_tables() -> Iterator[str]:
    """One array of bytes, and for each table where its rows begin."""
    data: list[int] = []
    offsets: list[str] = []
    for table, name, form in TABLES:
        starts = []
        for row in names_of(table):
            starts.append(len(data))
            data += packed(boundaries(DERIVED.get(row) or form.format(row)))
        starts.append(len(data))
        offsets.append(f"const uint32_t k{camel(name)}Offsets[] = {{{joined(starts)}}};")
    yield f"const uint8_t kPropertyBytes[] = {{{joined(data)}}};"
    yield from offsets


def string_tables() -> Iterator[str]:
    """For each row of the properties of strings its members, each behind its length; RGI_Emoji is made of the others."""
    properties = string_properties()
    for row, name in enumerate(names_of("kStringProperties")):
        numbers = [n for member in properties.get(name, []) for n in (len(member), *map(ord, member))]
        yield f"static const uint32_t kStrings{row}[] = {{{joined([*numbers, 0])}}};"
    rows = ", ".join(f"kStrings{row}" for row in range(len(properties) + 1))
    yield f"const uint32_t* const kStringPropertyMembers[] = {{{rows}}};"


def folding_classes() -> list[list[int]]:
    """Characters with the same simple case folding."""
    classes: dict[int, set[int]] = {}
    for code_point in range(LIMIT):
        if code_point in (DOTTED_I, DOTLESS_I):
            continue
        cases = {case for case in all_cases(code_point) if case not in (DOTTED_I, DOTLESS_I)}
        if len(cases) > 1:
            classes.setdefault(min(cases), set()).update(cases)
    return [sorted(members) for members in classes.values()]


def all_cases(code_point: int) -> list[int]:
    """What the package holds to be the same character but for its case."""
    return [case for case in regex._regex.get_all_cases(regex.I | regex.U, code_point) if case is not None]


def uppercase_classes() -> list[list[int]]:
    """Code units with the same Canonicalize without u and v: https://tc39.es/ecma262/#sec-runtime-semantics-canonicalize-ch"""
    capital = regex.compile(r"\p{Lu}").match
    changes = regex.compile(r"\p{Changes_When_Uppercased}").match
    classes: defaultdict[int, list[int]] = defaultdict(list)
    for unit in range(0x10000):
        upper = "" if 0xD800 <= unit < 0xE000 else chr(unit).upper()
        if upper == chr(unit) and changes(upper):  # newer than this Python's own data
            known = [chr(case) for case in all_cases(unit) if capital(chr(case))]
            upper = known[0] if len(known) == 1 else upper
        single = ord(upper) if len(upper) == 1 and ord(upper) < 0x10000 else unit
        classes[unit if unit >= 128 > single else single].append(unit)
    return [members for members in classes.values() if len(members) > 1]


def case_table(name: str, classes: list[list[int]]) -> str:
    """Pairs of a character and the least character of its class, ascending."""
    pairs = sorted((member, min(members)) for members in classes for member in members)
    rows = ", ".join(f"{{{member}, {least}}}" for member, least in pairs)
    return f"const CasePair {name}[] = {{{rows}}};\nconst uint32_t {name}Count = {len(pairs)};"


def camel(name: str) -> str:
    """script_extensions -> ScriptExtensions."""
    return "".join(word.capitalize() for word in name.split("_"))


def joined(numbers: Iterable[int]) -> str:
    """Numbers as C++ lists them."""
    return ",".join(map(str, numbers))


def main(output: Path) -> None:
    """Write the tables."""
    lines = [
        f"// Written by jsengine/regexp/unicode_tables.py. Python's own Unicode: {unicodedata.unidata_version}.",
        '#include "jsengine/kernel/regexp/unicode_data.h"',
        "",
        "namespace whipsnake::regexp {",
        *property_tables(),
        *string_tables(),
        case_table("kFoldingPairs", folding_classes()),
        case_table("kUppercasePairs", uppercase_classes()),
        "}  // namespace whipsnake::regexp",
        "",
    ]
    output.write_text("\n".join(lines))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
