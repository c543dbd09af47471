"""Calls: functions of bytecode whose frame needs no more than filling are entered here, others in the kernel."""

from typing import Final

from jsengine.interpreter.literal import new_object
from jsengine.interpreter.objects import AUX, DETAIL, kind_test
from jsengine.interpreter.slow import slow
from jsengine.interpreter.values import ABSENT, CELL, HOLE, OBJECT, UNDEFINED, pointer, unless_tag
from jsengine.machine.ir import Label, Machine, Offset, Operand, Word

THIS_IS_SLOPPY: Final = 128  # FunctionFlags of kernel/function.h
EAGER_CALL_PATH: Final = 256
EAGER_CONSTRUCT_PATH: Final = 512
CALL, CONSTRUCT = 0, 1
CONSTRUCT_CALL: Final = 1  # FrameFlags of kernel/frame.h


def _eager_code(m: Machine, callee: Word, other: Label, general: Label) -> Word:
    """The code of a function that can be entered without the kernel; `other`: it is none of bytecode."""
    unless_tag(m, callee, OBJECT, general)
    function = pointer(m, callee, OBJECT)
    kind_test(m, function, "kFunction", other)
    m.branch("==", m.field(function, "Function", "feedback"), 0, general)
    code = m.field(m.field(function, "Function", "info"), "FunctionInfo", "code")
    m.branch("==", code, 0, general)
    flags = m.op("load32", code, Offset("Code", "function_flags"))
    m.branch("==", m.op("bit_and", flags, EAGER_CALL_PATH), 0, general)
    m.branch("!=", m.field(function, "Function", "realm"), m.field(m.op("agent"), "Agent", "realm"), general)
    return code


def _check_this(m: Machine, code: Word, window: Operand, general: Label) -> None:
    """Functions that are not strict get an object."""
    sloppy, ready = m.label(), m.label()
    flags = m.op("load32", code, Offset("Code", "function_flags"))
    m.branch("!=", m.op("bit_and", flags, THIS_IS_SLOPPY), 0, sloppy)
    m.bind(ready)
    with m.cold(sloppy):
        unless_tag(m, m.field(m.op("register_address", window), "Frame", "registers"), OBJECT, general)
        m.goto(ready)


def _fill(m: Machine, frame: Word, code: Word, argc: Operand | int) -> None:
    """undefined into every register that no argument was passed for."""
    again, done, enough = m.label(), m.label(), m.label()
    formals = m.op("load32", code, Offset("Code", "formal_count"))
    start = m.op("move", _count(m, argc))
    m.branch("u<=", start, formals, enough)
    m.assign(start, formals)
    m.bind(enough)
    at = m.op("add", frame, m.op("shift_left", start, 3))
    count = m.op("load32", code, Offset("Code", "register_count"))
    end = m.op("add", frame, m.op("shift_left", count, 3))
    m.assign(at, m.op("add", at, 8))
    undefined = m.op("move", UNDEFINED)
    m.bind(again)
    m.branch("u>=", at, end, done)
    m.do("store64", at, Offset("Frame", "registers"), undefined)
    m.assign(at, m.op("add", at, 8))
    m.goto(again)
    m.bind(done)


def _count(m: Machine, argc: Operand | int) -> Word:
    return m.op("move", argc) if isinstance(argc, int) else m.op("immediate", argc)


def _check_room(m: Machine, frame: Word, code: Word, general: Label) -> None:
    count = m.op("load32", code, Offset("Code", "register_count"))
    end = m.op("add", frame, m.op("shift_left", count, 3))
    m.branch("u>", end, m.field(m.op("agent"), "Agent", "stack_limit"), general)


def call(m: Machine, dst: Operand, window: Operand, argc: Operand | int, cache: Operand) -> None:
    """The function that the site called last is known to be one that can be entered here."""
    again, another, known, other, general = m.label(), m.label(), m.label(), m.label(), m.label()
    m.bind(again)
    slot, callee = m.op("feedback", cache), m.load(window)
    function = pointer(m, callee, OBJECT)
    m.branch("!=", function, m.field(slot, "CallSlot", "target"), another)
    code = m.op("move", m.field(slot, "CallSlot", "code"))
    m.bind(known)
    _check_this(m, code, window, general)
    frame = m.op("register_address", window)
    _check_room(m, frame, code, general)
    m.branch("!=", m.op("load32", m.op("agent"), Offset("Agent", "poll_flag")), 0, general)
    _fill(m, frame, code, argc)
    m.do("store64", frame, Offset("Frame", "code"), code)
    m.do("store64", frame, Offset("Frame", "pc"), m.field(code, "Code", "instructions"))
    m.do("store64", frame, Offset("Frame", "caller"), m.op("frame"))
    m.do("store64", frame, Offset("Frame", "argc"), _count(m, argc))  # and no flags
    m.do("store64", frame, Offset("Frame", "new_target"), UNDEFINED)
    m.do("store64", frame, Offset("Frame", "feedback"), m.field(function, "Function", "feedback"))
    m.enter(frame)
    with m.cold(another):
        m.assign(code, _eager_code(m, callee, other, general))
        m.branch("<", m.field(slot, "CallSlot", "changes"), 0, known)
        m.call_plain("remember_target", slot, function)
        m.goto(again)
    with m.cold(other):
        kind_test(m, function, "kNativeFunction", general)
        m.store(dst, m.call("call_native", m.op("register_address", window), _count(m, argc), slot))
        m.next()
    with m.cold(general):
        _enter_general(m, dst, window, argc, CALL, m.op("move", UNDEFINED))
    with m.resumed() as value:
        m.store(dst, value)
        m.next()


def _enter_general(m: Machine, dst: Operand, window: Operand, argc: Operand | int, mode: int, new_target: Word) -> None:
    """The kernel runs the call, or makes the frame for us to go on in."""
    frame = m.op("register_address", window)
    ready = m.label()
    result = m.call("begin_call", frame, _count(m, argc), mode, new_target)
    m.branch("==", result, ABSENT, ready)
    m.store(dst, result)
    m.next()
    m.bind(ready)
    m.enter(frame)


def _constructor_code(m: Machine, callee: Word, general: Label) -> Word:
    """The code of a constructor that can be entered without the kernel."""
    unless_tag(m, callee, OBJECT, general)
    function = pointer(m, callee, OBJECT)
    kind_test(m, function, "kFunction", general)
    m.branch("==", m.field(function, "Function", "feedback"), 0, general)
    code = m.field(m.field(function, "Function", "info"), "FunctionInfo", "code")
    m.branch("==", code, 0, general)
    flags = m.op("load32", code, Offset("Code", "function_flags"))
    m.branch("==", m.op("bit_and", flags, EAGER_CONSTRUCT_PATH), 0, general)
    m.branch("!=", m.field(function, "Function", "realm"), m.field(m.op("agent"), "Agent", "realm"), general)
    return code


def _new_instance(m: Machine, new_target: Operand, general: Label) -> Word:
    """What a constructor gets as `this`: the kernel has told what its instances are like (ConstructorData)."""
    lasting = m.label()
    value = m.load(new_target)
    unless_tag(m, value, OBJECT, general)
    constructor = pointer(m, value, OBJECT)
    kind_test(m, constructor, "kFunction", general)
    known = m.field(constructor, "Function", "constructor_data")
    unless_tag(m, known, CELL, general)
    data = pointer(m, known, CELL)
    shape = m.field(constructor, "Object", "shape")
    m.branch("!=", shape, m.field(data, "ConstructorData", "function_shape"), general)
    validity = m.field(data, "ConstructorData", "validity")
    m.branch("==", validity, 0, lasting)
    m.branch("==", m.op("load32", validity, AUX), 0, general)
    m.bind(lasting)
    slots = m.field(constructor, "Object", "slots")
    prototype = m.op("load64", m.op("subtract", slots, m.field(data, "ConstructorData", "location")), 0)
    instances = m.field(data, "ConstructorData", "instance_shape")
    m.branch("!=", prototype, m.field(instances, "Shape", "prototype"), general)
    return new_object(m, instances, m.field(data, "ConstructorData", "instance_size"), general)


def _construct(m: Machine, dst: Operand, window: Operand, argc: Operand, new_target: Operand) -> None:
    derived, ready, general = m.label(), m.label(), m.label()
    callee = m.load(window)
    code = _constructor_code(m, callee, general)
    frame = m.op("register_address", window)
    _check_room(m, frame, code, general)
    m.branch("!=", m.op("load32", m.op("agent"), Offset("Agent", "poll_flag")), 0, general)
    m.do("store64", frame, Offset("Frame", "code"), code)
    kind = m.op("load8", pointer(m, callee, OBJECT), DETAIL)
    m.branch("==", kind, m.op("move", Offset("FunctionKind", "kDerivedConstructor")), derived)
    this = m.op("move", _new_instance(m, new_target, general))
    m.bind(ready)
    m.assign(frame, m.op("register_address", window))
    m.do("store64", frame, Offset("Frame", "registers"), this)
    m.assign(code, m.field(frame, "Frame", "code"))
    _fill(m, frame, code, argc)
    m.do("store64", frame, Offset("Frame", "pc"), m.field(code, "Code", "instructions"))
    m.do("store64", frame, Offset("Frame", "caller"), m.op("frame"))
    m.do("store64", frame, Offset("Frame", "argc"), m.op("bit_or", _count(m, argc), CONSTRUCT_CALL << 32))
    m.do("store64", frame, Offset("Frame", "new_target"), m.load(new_target))
    function = pointer(m, m.load(window), OBJECT)
    m.do("store64", frame, Offset("Frame", "feedback"), m.field(function, "Function", "feedback"))
    m.enter(frame)
    with m.cold(derived):
        m.assign(this, HOLE)
        m.goto(ready)
    with m.cold(general):
        _enter_general(m, dst, window, argc, CONSTRUCT, m.load(new_target))
    with m.resumed() as result:
        m.store(dst, result)
        m.next()


def construct(m: Machine, dst: Operand, window: Operand, argc: Operand, cache: Operand) -> None:
    _construct(m, dst, window, argc, window)


def super_construct(m: Machine, dst: Operand, window: Operand, argc: Operand, new_target: Operand) -> None:
    _construct(m, dst, window, argc, new_target)


def get_super_constructor(m: Machine, dst: Operand, function: Operand) -> None:
    general = m.label()
    active = m.load(function)
    unless_tag(m, active, OBJECT, general)
    kind_test(m, pointer(m, active, OBJECT), "kFunction", general)
    shape = m.field(pointer(m, active, OBJECT), "Object", "shape")
    m.store(dst, m.field(shape, "Shape", "prototype"))
    m.next()
    with m.cold(general):
        slow(m, dst, function)


def check_derived_return(m: Machine, dst: Operand, value: Operand, this: Operand) -> None:
    general, primitive = m.label(), m.label()
    x = m.load(value)
    unless_tag(m, x, OBJECT, primitive)
    m.store(dst, x)
    m.next()
    m.bind(primitive)
    m.branch("!=", x, UNDEFINED, general)
    receiver = m.load(this)
    m.branch("==", receiver, HOLE, general)
    m.store(dst, receiver)
    m.next()
    with m.cold(general):
        slow(m, dst, value, this)


def load_home_object(m: Machine, dst: Operand) -> None:
    function = pointer(m, m.field(m.op("frame"), "Frame", "function"), OBJECT)
    m.store(dst, m.field(function, "Function", "home_object"))
    m.next()


def load_new_target(m: Machine, dst: Operand) -> None:
    """A frame that can be suspended keeps its SuspendedFrame there: such functions are never constructed."""
    keep = m.label()
    value = m.op("move", m.field(m.op("frame"), "Frame", "new_target"))
    m.branch("!=", m.op("shift_right", value, 48), CELL, keep)
    m.assign(value, UNDEFINED)
    m.bind(keep)
    m.store(dst, value)
    m.next()


def load_callee(m: Machine, dst: Operand) -> None:
    m.store(dst, m.field(m.op("frame"), "Frame", "function"))
    m.next()
