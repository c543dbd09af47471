"""The metadata of a test: the YAML between `/*---` and `---*/`, of which only the keys below have a meaning here."""

import re
from dataclasses import dataclass

_BLOCK = re.compile(r"/\*---(.*?)---\*/", re.DOTALL)
_KEY = re.compile(r"^([A-Za-z_][\w-]*):[ \t]*(.*)$")
_ITEM = re.compile(r"^\s*-\s+(.+)$")
_NESTED = re.compile(r"^\s+(\w+):\s*(\S+)")
_LISTS = frozenset({"includes", "flags", "features", "locale"})
FLAGS = frozenset(
    {
        "onlyStrict",
        "noStrict",
        "module",
        "raw",
        "async",
        "generated",
        "CanBlockIsFalse",
        "CanBlockIsTrue",
        "non-deterministic",
        "explicit-resource-management",
    }
)


class FrontMatterError(Exception):
    """The metadata is missing or says something this runner does not know."""


@dataclass(frozen=True, slots=True)
class Negative:
    """The error that a test is expected to end with."""

    phase: str
    type: str


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a test says of itself."""

    includes: tuple[str, ...] = ()
    flags: frozenset[str] = frozenset()
    features: tuple[str, ...] = ()
    locale: tuple[str, ...] = ()
    negative: Negative | None = None


def parse_front_matter(source: str) -> FrontMatter:
    """Reads the metadata in a test's source; raises FrontMatterError."""
    block = _BLOCK.search(source)
    if block is None:
        raise FrontMatterError("no front matter")
    lists: dict[str, list[str]] = {name: [] for name in _LISTS}
    negative: dict[str, str] = {}
    key = ""
    for line in _join_flow_lists(re.split(r"\r\n?|\n", block[1])):
        heading = _KEY.match(line)
        if heading is not None:
            key, value = heading[1], heading[2].strip()
            if key in _LISTS:
                lists[key].extend(_flow_items(value))
        elif key in _LISTS and (item := _ITEM.match(line)) is not None:
            lists[key].append(_plain(item[1]))
        elif key == "negative" and (nested := _NESTED.match(line)) is not None:
            negative[nested[1]] = nested[2]
    return _checked(lists, negative)


def _checked(lists: dict[str, list[str]], negative: dict[str, str]) -> FrontMatter:
    unknown = set(lists["flags"]) - FLAGS
    if unknown:
        raise FrontMatterError(f"unknown flags: {', '.join(sorted(unknown))}")
    wanted: Negative | None = None
    if negative:
        if negative.get("phase") not in ("parse", "resolution", "runtime") or "type" not in negative:
            raise FrontMatterError("`negative` needs a phase (parse, resolution, runtime) and a type")
        wanted = Negative(negative["phase"], negative["type"])
    return FrontMatter(
        includes=tuple(lists["includes"]),
        flags=frozenset(lists["flags"]),
        features=tuple(lists["features"]),
        locale=tuple(lists["locale"]),
        negative=wanted,
    )


def _join_flow_lists(lines: list[str]) -> list[str]:
    """A `[a,\n b]` over several lines becomes one line."""
    joined: list[str] = []
    is_open = False
    for line in lines:
        if is_open:
            joined[-1] += " " + line.strip()
        else:
            joined.append(line)
        if _KEY.match(joined[-1]):
            name, _, value = joined[-1].partition(":")
            is_open = name in _LISTS and value.strip().startswith("[") and "]" not in value
    return joined


def _flow_items(value: str) -> list[str]:
    if not value.startswith("["):
        return [_plain(value)] if value and not value.startswith("#") else []
    return [_plain(item) for item in value[1 : value.rindex("]")].split(",") if item.strip()]


def _plain(item: str) -> str:
    return item.split(" #")[0].strip().strip("'\"")
