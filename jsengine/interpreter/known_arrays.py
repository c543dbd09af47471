"""Functions of arrays: https://tc39.es/ecma262/#sec-array-objects"""

from jsengine.interpreter.objects import AUX, ELEMENTS_ARE_SPECIAL, FLAGS, element_barrier, kind_test
from jsengine.interpreter.values import FALSE, HOLE, OBJECT, TRUE, box_int32, pointer, unless_tag
from jsengine.machine.ir import Label, Machine, Offset, Operand, Word


def simple_array(m: Machine, this: Operand, general: Label) -> tuple[Word, Word]:
    """(array, elements) of what simple_array of kernel/builtins/array_methods.h lets through: where no script's code
    is run by reading and writing elements."""
    target = m.load(this)
    unless_tag(m, target, OBJECT, general)
    array = pointer(m, target, OBJECT)
    realm = m.field(m.op("agent"), "Agent", "realm")
    shape = m.field(array, "Object", "shape")
    m.branch("!=", shape, m.field(realm, "Realm", "array_shape"), general)
    m.branch("!=", m.op("bit_and", m.op("load8", array, FLAGS), ELEMENTS_ARE_SPECIAL), 0, general)
    prototype = pointer(m, m.field(shape, "Shape", "prototype"), OBJECT)
    m.branch("!=", m.field(prototype, "Object", "elements"), 0, general)
    root = m.field(m.field(realm, "Realm", "object_shape"), "Shape", "prototype")
    m.branch("!=", root, m.field(m.field(prototype, "Object", "shape"), "Shape", "prototype"), general)
    m.branch("!=", m.field(pointer(m, root, OBJECT), "Object", "elements"), 0, general)
    elements = m.field(array, "Object", "elements")
    m.branch("==", elements, 0, general)
    return array, elements


def push(m: Machine, this: Operand, general: Label) -> Word:
    array, elements = simple_array(m, this, general)
    length = m.op("load32", array, AUX)
    m.branch32("u>=", length, m.op("load32", elements, AUX), general)
    value = m.load(this + 1)
    m.do("store64_indexed", elements, length, 8, Offset("Slots", "values"), value)
    longer = m.op("add", length, 1)
    m.do("store32", array, AUX, longer)
    element_barrier(m, elements, length, value)
    return box_int32(m, longer)


def pop(m: Machine, this: Operand, general: Label) -> Word:
    array, elements = simple_array(m, this, general)
    length = m.op("load32", array, AUX)
    m.branch32("==", length, 0, general)
    last = m.op("subtract", length, 1)
    m.branch32("u>=", last, m.op("load32", elements, AUX), general)
    result = m.op("load64_indexed", elements, last, 8, Offset("Slots", "values"))
    m.branch("==", result, HOLE, general)
    m.do("store64_indexed", elements, last, 8, Offset("Slots", "values"), m.op("move", HOLE))
    m.do("store32", array, AUX, last)
    return result


def is_array(m: Machine, this: Operand, general: Label) -> Word:
    value = m.load(this + 1)
    result = m.op("move", FALSE)
    done = m.label()
    unless_tag(m, value, OBJECT, done)
    # Proxies and lists of Python can be arrays too.
    kind_test(m, pointer(m, value, OBJECT), "kArray", general)
    m.assign(result, TRUE)
    m.bind(done)
    return result
