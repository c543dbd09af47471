"""Values by copy: JavaScript objects as Python's own types and the reverse; and what has no live form."""

import datetime
import math
from array import array
from collections.abc import Callable
from typing import Any

from jsengine import _kernel
from jsengine._kernel import JSObject

Value = Any

_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_MILLISECOND = datetime.timedelta(milliseconds=1)


# -- From Python


def adapt(context: _kernel.Context, value: Value) -> JSObject | None:
    """The object for a value that is always copied or shared; None if there is no such form."""
    if isinstance(value, datetime.date):
        return context.construct("Date", milliseconds(value))
    if isinstance(value, bytes | bytearray | memoryview | array):
        return context.share_buffer(value)
    return None


def milliseconds(value: datetime.date) -> float:
    """The time value of a datetime (a naive one is local time) or of a date (its start in UTC)."""
    if not isinstance(value, datetime.datetime):
        value = datetime.datetime(value.year, value.month, value.day, tzinfo=datetime.UTC)
    return (value.astimezone(datetime.UTC) - _EPOCH) // _MILLISECOND


def by_value(context: _kernel.Context, value: Value) -> Value:
    """A copy of dicts, lists, tuples and sets, and of what is in them, as JavaScript's own objects."""
    return _CopyIn(context).copy(value)


class _CopyIn:
    """One copy: what occurs twice, or in itself, does so in the copy, too."""

    def __init__(self, context: _kernel.Context) -> None:
        self.context = context
        self.made: dict[int, tuple[JSObject, Value]] = {}

    def copy(self, value: Value) -> Value:
        if value is None:
            return _kernel.null
        if isinstance(value, dict):
            return self.container("Object", value, self.fill_object)
        if isinstance(value, list | tuple):
            return self.container("Array", value, self.fill_array)
        if isinstance(value, set | frozenset):
            return self.container("Set", value, self.fill_set)
        if isinstance(value, bytearray | memoryview | array):
            return self.context.share_buffer(bytes(value))
        return value

    def container(self, kind: str, value: Value, fill: Callable[[JSObject, Any], None]) -> JSObject:
        known = self.made.get(id(value))
        if known is None:
            known = self.made[id(value)] = self.context.construct(kind), value
            fill(*known)
        return known[0]

    def fill_object(self, made: JSObject, entries: dict[Value, Value]) -> None:
        for key, item in entries.items():
            if not isinstance(key, str | int | float) or isinstance(key, bool):
                raise TypeError(f"a property is named by a str or a number, not by a {type(key).__name__}")
            _kernel.define_data(made, key, self.copy(item))

    def fill_array(self, made: JSObject, items: list[Value]) -> None:
        for index, item in enumerate(items):
            _kernel.define_data(made, index, self.copy(item))

    def fill_set(self, made: JSObject, items: set[Value]) -> None:
        for item in items:
            made.add(self.copy(item))


# -- To Python


def to_python(value: JSObject) -> Value:
    """A copy of a JavaScript object as Python's own types: `JSObject.to_python`."""
    return _CopyOut().copy(value)


class _CopyOut:
    """One copy, of graphs as of trees."""

    def __init__(self) -> None:
        self.made: dict[JSObject, Value] = {}

    def copy(self, value: Value) -> Value:
        if not isinstance(value, JSObject):
            return value
        if value in self.made:
            return self.made[value]
        kind = _kernel.kind_of(value)
        make = _MAKERS.get(kind)
        if make is not None:
            return make(value)
        fill = _FILLERS.get(kind)
        return value if fill is None else fill(self, value)

    def array(self, value: JSObject) -> list[Value]:
        items: list[Value] = []
        self.made[value] = items
        items.extend(self.copy(value[index]) for index in range(len(value)))
        return items

    def object(self, value: JSObject) -> dict[Value, Value]:
        entries: dict[Value, Value] = {}
        self.made[value] = entries
        for key in dir(value):
            entries[key] = self.copy(value[key])
        return entries

    def map(self, value: JSObject) -> dict[Value, Value]:
        entries: dict[Value, Value] = {}
        self.made[value] = entries
        for pair in value:
            entries[pair[0]] = self.copy(pair[1])
        return entries


def _date(value: JSObject) -> datetime.datetime:
    time = _kernel.time_of(value)
    if math.isnan(time):
        raise ValueError("an invalid Date is no datetime")
    try:
        return _EPOCH + _MILLISECOND * time
    except OverflowError:
        raise ValueError(f"datetime does not reach to {time:g} ms") from None


def _typed_array(value: JSObject) -> Value:
    view = memoryview(value)
    if view.format == "B":
        return bytes(view)
    return view.tolist() if view.format == "e" else array(view.format, bytes(view))


_MAKERS: dict[str, Callable[[JSObject], Value]] = {
    "Date": _date,
    "ArrayBuffer": lambda value: bytes(memoryview(value)),
    "SharedArrayBuffer": lambda value: bytes(memoryview(value)),
    "TypedArray": _typed_array,
    "Set": set,
}
_FILLERS: dict[str, Callable[[_CopyOut, JSObject], Value]] = {
    "Array": _CopyOut.array,
    "Map": _CopyOut.map,
    "PlainObject": _CopyOut.object,
    "ModuleNamespace": _CopyOut.object,
    "Arguments": _CopyOut.array,
}


# -- with


def enter(value: JSObject) -> JSObject:
    """What `with value` begins with."""
    if _closer(value) is None:
        raise TypeError("`with` needs a JavaScript object that has Symbol.dispose or close()")
    return value


def leave(value: JSObject) -> None:
    """What `with value` ends with."""
    close = _closer(value)
    if close is not None:
        close()


def _closer(value: JSObject) -> Value:
    symbol = _kernel.context_of(value).global_this["Symbol"]
    dispose = symbol["dispose"] if isinstance(symbol, JSObject) else None
    for name in (dispose, "close"):
        if name is not None and name in value:
            return value[name]
    return None
