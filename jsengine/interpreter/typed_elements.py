"""Elements of typed arrays whose length is known (kernel/typed_array.h keeps it up to date)."""

from collections.abc import Callable
from typing import Final

from jsengine.interpreter.objects import DETAIL, kind_test
from jsengine.interpreter.values import OBJECT, box_int32, pointer, to_float, unless_int32, unless_tag
from jsengine.machine.ir import Label, Machine, Offset, Operand, Word

# How an element is read: a word that holds an int32, from the data and the index.
_Load = Callable[[Machine, Word, Word], Word]


def _load(operation: str, size: int, extend: str | None = None) -> _Load:
    def load(m: Machine, data: Word, index: Word) -> Word:
        raw = m.op(operation, data, index, size, 0)
        return m.op(extend, raw) if extend else raw

    return load


_LOADS: Final[dict[str, _Load]] = {
    "kUint8": _load("load8_indexed", 1),
    "kInt32": _load("load32_indexed", 4),
    "kUint8Clamped": _load("load8_indexed", 1),
    "kUint16": _load("load16_indexed", 2),
    "kInt16": _load("load16_indexed", 2, "sign_extend16"),
    "kInt8": _load("load8_indexed", 1, "sign_extend8"),
}
_FLOATS: Final = {"kFloat64": ("float", 8), "kFloat32": ("single", 4)}
_STORES: Final = {
    "kUint8": ("store8_indexed", 1),
    "kInt32": ("store32_indexed", 4),
    "kUint32": ("store32_indexed", 4),
    "kUint16": ("store16_indexed", 2),
    "kInt16": ("store16_indexed", 2),
    "kInt8": ("store8_indexed", 1),
}


def _element(m: Machine, target: Word, index: Word, otherwise: Label) -> tuple[Word, Word, Word]:
    """(type, data, index) of an element that is there."""
    unless_tag(m, target, OBJECT, otherwise)
    array = pointer(m, target, OBJECT)
    kind_test(m, array, "kTypedArray", otherwise)
    position = m.op("and32", index, 0xFFFFFFFF)
    m.branch("u>=", position, m.field(array, "TypedArray", "length"), otherwise)
    return m.op("load8", array, DETAIL), m.field(array, "TypedArray", "data"), position


def _unless_type(m: Machine, found: Word, name: str) -> Label:
    """Where to go on when the type is another."""
    another = m.label()
    m.branch("!=", found, m.op("move", Offset("ElementType", name)), another)
    return another


def load_typed(m: Machine, dst: Operand, target: Word, index: Word, otherwise: Label) -> None:
    found, data, position = _element(m, target, index, otherwise)
    for name, (width, size) in _FLOATS.items():
        another = _unless_type(m, found, name)
        number = m.float_op(f"load_{width}_indexed", data, position, size, 0)
        m.store(dst, m.op("canonical_bits", number))
        m.next()
        m.bind(another)
    for name, load in _LOADS.items():
        another = _unless_type(m, found, name)
        m.store(dst, box_int32(m, load(m, data, position)))
        m.next()
        m.bind(another)
    m.goto(otherwise)


def store_typed(m: Machine, target: Word, index: Word, value: Word, otherwise: Label) -> None:
    found, data, position = _element(m, target, index, otherwise)
    for name, (width, size) in _FLOATS.items():
        another = _unless_type(m, found, name)
        m.do(f"store_{width}_indexed", data, position, size, 0, to_float(m, value, otherwise))
        m.next()
        m.bind(another)
    unless_int32(m, value, otherwise)
    for name, (operation, size) in _STORES.items():
        another = _unless_type(m, found, name)
        m.do(operation, data, position, size, 0, value)
        m.next()
        m.bind(another)
    m.goto(otherwise)
