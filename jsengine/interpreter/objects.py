"""Pieces of handlers that reach into objects: barrier, shape tests, elements."""

from typing import Final

from jsengine.interpreter.values import CELL, HOLE, OBJECT, SYMBOL, pointer, unless_tag
from jsengine.machine.ir import Label, Machine, Offset, Word

# Of kernel/cell.h and object.h; a test compares them.
OLD: Final = 1
KIND: Final = Offset("Cell", "kind")
GC: Final = Offset("Cell", "gc")
FLAGS: Final = Offset("Cell", "flags")
DETAIL: Final = Offset("Cell", "detail")
AUX: Final = Offset("Cell", "aux")
ELEMENTS_ARE_SPECIAL: Final = 32 | 64  # kExoticElements, kSparse


def write_barrier(m: Machine, holder: Word) -> None:
    """After a value was stored into `holder`."""
    remember, done = m.label(), m.label()
    m.branch("==", m.op("load8", holder, GC), OLD, remember)
    m.bind(done)
    with m.cold(remember):
        m.call_plain("remember_cell", holder)
        m.goto(done)


def element_barrier(m: Machine, elements: Word, index: Word, value: Word) -> None:
    """After `value` was stored into a vector at an index (in the lower 32 bits)."""
    remember, done = m.label(), m.label()
    m.branch("==", m.op("load8", elements, GC), OLD, remember)
    m.bind(done)
    with m.cold(remember):
        m.branch("u<", value, SYMBOL << 48, done)  # no cell
        m.call_plain("remember_element", elements, index)
        m.goto(done)


def kind_test(m: Machine, cell: Word, kind: str, otherwise: Label) -> None:
    m.branch("!=", m.op("load8", cell, KIND), m.op("move", Offset("CellKind", kind)), otherwise)


def environment_pointer(m: Machine, environment: Word) -> Word:
    return pointer(m, environment, CELL)


def plain_elements(m: Machine, value: Word, otherwise: Label) -> tuple[Word, Word]:
    """An object whose elements are a vector or absent: (object, elements); `otherwise` for all else."""
    unless_tag(m, value, OBJECT, otherwise)
    cell = pointer(m, value, OBJECT)
    flags = m.op("load8", cell, FLAGS)
    m.branch("!=", m.op("bit_and", flags, ELEMENTS_ARE_SPECIAL), 0, otherwise)
    elements = m.field(cell, "Object", "elements")
    m.branch("==", elements, 0, otherwise)
    return cell, elements


def load_element(m: Machine, value: Word, index: Word, otherwise: Label) -> Word:
    """Element at an index in the lower 32 bits; `otherwise` when it is not simply there."""
    _, elements = plain_elements(m, value, otherwise)
    m.branch32("u>=", index, m.op("load32", elements, AUX), otherwise)
    found = m.op("load64_indexed", elements, m.op("and32", index, 0xFFFFFFFF), 8, Offset("Slots", "values"))
    m.branch("==", found, HOLE, otherwise)
    return found


def store_element(m: Machine, target: Word, index: Word, value: Word, otherwise: Label) -> None:
    """Replace an element that is there."""
    _, elements = plain_elements(m, target, otherwise)
    m.branch32("u>=", index, m.op("load32", elements, AUX), otherwise)
    position = m.op("and32", index, 0xFFFFFFFF)
    old = m.op("load64_indexed", elements, position, 8, Offset("Slots", "values"))
    m.branch("==", old, HOLE, otherwise)
    m.do("store64_indexed", elements, position, 8, Offset("Slots", "values"), value)
    element_barrier(m, elements, position, value)


def append_to_array(m: Machine, target: Word, value: Word, otherwise: Label) -> None:
    """Put value at the end of an Array whose vector has room."""
    cell, elements = plain_elements(m, target, otherwise)
    kind_test(m, cell, "kArray", otherwise)
    length = m.op("load32", cell, AUX)
    m.branch32("u>=", length, m.op("load32", elements, AUX), otherwise)
    m.do("store64_indexed", elements, length, 8, Offset("Slots", "values"), value)
    m.do("store32", cell, AUX, m.op("add", length, 1))
    element_barrier(m, elements, length, value)
