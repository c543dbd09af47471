"""Functions of Map and Set: https://tc39.es/ecma262/#sec-keyed-collections

The kernel looks the key up; what is saved is the call of a function with a frame.
"""

from collections.abc import Callable

from jsengine.interpreter.objects import kind_test
from jsengine.interpreter.values import OBJECT, pointer, unless_tag
from jsengine.machine.ir import Label, Machine, Operand, Word


def _collection(m: Machine, this: Operand, kind: str, general: Label) -> Word:
    value = m.load(this)
    unless_tag(m, value, OBJECT, general)
    cell = pointer(m, value, OBJECT)
    kind_test(m, cell, kind, general)
    return cell


def get(m: Machine, this: Operand, general: Label) -> Word:
    return m.call("collection_get", _collection(m, this, "kMap", general), m.load(this + 1))


def set_(m: Machine, this: Operand, general: Label) -> Word:
    collection = _collection(m, this, "kMap", general)
    return m.call("collection_set", collection, m.load(this + 1), m.load(this + 2))


def has(kind: str) -> Callable[[Machine, Operand, Label], Word]:
    """Map.prototype.has or Set.prototype.has."""

    def body(m: Machine, this: Operand, general: Label) -> Word:
        return m.call("collection_has", _collection(m, this, kind, general), m.load(this + 1))

    return body


def add(m: Machine, this: Operand, general: Label) -> Word:
    return m.call("collection_add", _collection(m, this, "kSet", general), m.load(this + 1))
