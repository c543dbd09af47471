"""Functions of strings: https://tc39.es/ecma262/#sec-string-objects; reading code units."""

from typing import Final

from jsengine.interpreter.objects import AUX, FLAGS
from jsengine.interpreter.values import STRING, box_int32, pointer, unless_int32, unless_tag
from jsengine.machine.ir import Label, Machine, Offset, Operand, Word

# StringFlags of kernel/string.h
_TWO_BYTE: Final = 1
_ROPE: Final = 2
_INDIRECT: Final = 4
_CHARACTERS: Final = Offset("String", "latin1")  # and where 16-bit units stand, too


def code_unit(m: Machine, value: Word, index: Word, otherwise: Label) -> Word:
    """The code unit of a flat string at an index that is an int32; `otherwise` if it is no such index or string."""
    unless_tag(m, value, STRING, otherwise)
    unless_int32(m, index, otherwise)
    string = pointer(m, value, STRING)
    m.branch32("u>=", index, m.op("load32", string, AUX), otherwise)
    special, wide, done = m.label(), m.label(), m.label()
    at = m.op("and32", index, 0xFFFFFFFF)
    flags = m.op("load8", string, FLAGS)
    m.branch("!=", m.op("bit_and", flags, _TWO_BYTE | _ROPE | _INDIRECT), 0, special)
    unit = m.op("load8_indexed", string, at, 1, _CHARACTERS)
    m.bind(done)
    with m.cold(special):
        direct = m.label()
        m.branch("!=", m.op("bit_and", flags, _ROPE), 0, otherwise)
        m.branch("==", m.op("bit_and", flags, _INDIRECT), 0, direct)
        m.assign(at, m.op("add", at, m.op("load32", string, Offset("String", "offset"))))
        m.assign(string, m.field(string, "String", "base"))
        m.bind(direct)
        m.branch("!=", m.op("bit_and", flags, _TWO_BYTE), 0, wide)
        m.assign(unit, m.op("load8_indexed", string, at, 1, _CHARACTERS))
        m.goto(done)
        m.bind(wide)
        m.assign(unit, m.op("load16_indexed", string, at, 2, _CHARACTERS))
        m.goto(done)
    return unit


def string_of_unit(m: Machine, unit: Word, otherwise: Label) -> Word:
    """The string of one code unit, if the agent keeps it."""
    m.branch32("u>=", unit, 256, otherwise)
    strings = m.field(m.op("agent"), "Agent", "strings")
    found = m.op("load64_indexed", strings, unit, 8, Offset("StringTable", "single_units"))
    m.branch("==", found, 0, otherwise)
    return m.op("bit_or", found, STRING << 48)


def char_code_at(m: Machine, this: Operand, general: Label) -> Word:
    return box_int32(m, code_unit(m, m.load(this), m.load(this + 1), general))


def char_at(m: Machine, this: Operand, general: Label) -> Word:
    return string_of_unit(m, code_unit(m, m.load(this), m.load(this + 1), general), general)


def from_char_code(m: Machine, this: Operand, general: Label) -> Word:
    unit = m.load(this + 1)
    unless_int32(m, unit, general)
    return string_of_unit(m, m.op("and32", unit, 0xFFFFFFFF), general)
