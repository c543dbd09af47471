"""Values between Python and a page, by copy: what `evaluate` is given and gives.

Both sides write a flat list, so that values may be as deep as they like, shared or in themselves: first the value, then
each list, object or the like that it holds, as its kind and its parts. A part is a primitive, `[n]` for the n-th of those, or
`["bigint", digits]` and `["number", text]` for what JSON cannot say. `copyOut` and `copyIn` of script_values.js are the other side.
"""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from jsengine.copying import milliseconds
from webapis.infra.ascii import join_surrogates, split_surrogates

HOLDERS: Final = frozenset(["array", "object", "map", "set"])
"""Kinds that cannot be keys of a dict."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_SAFE: Final = 2**53


def python_value(text: str) -> Any:
    """What `copyOut` wrote."""
    whole: list[Any] = json.loads(join_surrogates(text))
    entries: list[list[Any]] = whole[1:]
    made = [_begin(entry, entries) for entry in entries]
    for entry, holder in zip(entries, made, strict=True):
        _fill(holder, entry, made)
    return _part(whole[0], made)


def _begin(entry: list[Any], entries: list[list[Any]]) -> Any:
    kind = entry[0]
    if kind == "date":
        return _datetime(entry[1])
    if kind == "bytes":
        return bytes(entry[1:])
    if kind == "object":
        return {}
    if kind == "map":
        return {} if _are_hashable(entry[1::2], entries) else []
    if kind == "set":
        return set() if _are_hashable(entry[1:], entries) else []
    return []


def _are_hashable(parts: list[Any], entries: list[list[Any]]) -> bool:
    return not any(_is_place(part) and entries[part[0]][0] in HOLDERS for part in parts)


def _is_place(part: Any) -> bool:
    return isinstance(part, list) and isinstance(part[0], int)


def _fill(holder: Any, entry: list[Any], made: list[Any]) -> None:
    if entry[0] not in HOLDERS:
        return
    parts = [_part(part, made) for part in entry[1:]]
    if entry[0] == "array" or entry[0] == "set":
        holder.update(parts) if isinstance(holder, set) else holder.extend(parts)
    else:
        pairs = zip(parts[::2], parts[1::2], strict=True)
        holder.update(pairs) if isinstance(holder, dict) else holder.extend(pairs)


def _part(part: Any, made: list[Any]) -> Any:
    if not isinstance(part, list):
        return part
    if _is_place(part):
        return made[part[0]]
    return int(part[1]) if part[0] == "bigint" else float(part[1])


def _datetime(time: Any) -> datetime | float | None:
    """None of an invalid Date, the milliseconds of one that datetime does not reach."""
    if isinstance(time, list):
        return None
    try:
        return _EPOCH + timedelta(milliseconds=time)
    except OverflowError:
        return float(time)


def script_text(value: object) -> str:
    """The same for a value of Python's."""
    return _Writer().whole(value)


class _Writer:
    def __init__(self) -> None:
        self.places: dict[int, int] = {}
        self.holders: list[Any] = []
        """Kept alive: their identities are in the table."""

    def whole(self, value: object) -> str:
        entries = [self.part(value)]
        for holder in self.holders:  # which grows
            entries.append(self.entry(holder))
        return split_surrogates(json.dumps(entries, ensure_ascii=False, allow_nan=False))

    def part(self, value: Any) -> Any:
        if value is None or isinstance(value, bool | str):
            return value
        if isinstance(value, int):
            return value if -_SAFE < value < _SAFE else ["bigint", str(value)]
        if isinstance(value, float):
            return ["number", _script_number(value)]
        place = self.places.get(id(value))
        if place is None:
            place = self.places[id(value)] = len(self.holders)
            self.holders.append(value)
        return [place]

    def entry(self, holder: Any) -> list[Any]:
        if isinstance(holder, dict):
            parts: list[Any] = ["object"]
            for key, value in holder.items():
                if not isinstance(key, str | int) or isinstance(key, bool):
                    raise TypeError(f"a property is named by a str or an int, not by a {type(key).__name__}")
                parts += [str(key), self.part(value)]
            return parts
        if isinstance(holder, list | tuple):
            return ["array", *[self.part(value) for value in holder]]
        if isinstance(holder, set | frozenset):
            return ["set", *[self.part(value) for value in holder]]
        if isinstance(holder, date):
            return ["date", milliseconds(holder)]
        if isinstance(holder, bytes | bytearray | memoryview):
            return ["bytes", *bytes(holder)]
        raise TypeError(f"a page cannot be given a {type(holder).__name__}")


def _script_number(value: float) -> str:
    if value != value:
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "Infinity" if value > 0 else "-Infinity"
    return repr(value)
