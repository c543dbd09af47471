"""yield, await and the iteration protocols spelled out (15.5, 15.6, 15.8, 27.1)."""

from jsengine._generated import node_kinds as k, opcode_numbers as op
from jsengine.annotations import Final
from jsengine.bytecode import emit_control
from jsengine.bytecode.assembler import CALL_HEADER, Label, Region
from jsengine.bytecode.emitter import UNDEFINED, Emitter
from jsengine.bytecode.messages import NOT_AN_OBJECT, TYPE_ERROR

NEXT_MODE: Final = 0
THROW_MODE: Final = 1
RETURN_MODE: Final = 2


def emit_await(e: Emitter, node: int, dst: int) -> None:
    """AwaitExpression."""
    value = e.operand(node - 1)
    e.at_node(node)
    e.a.emit2(op.AWAIT, dst, value)


def emit_yield(e: Emitter, node: int, dst: int) -> None:
    """YieldExpression. A resumption by return() leaves the function from here."""
    if e.flag(node, k.FLAG_DELEGATE):
        emit_delegate(e, node, dst)
        return
    value = e.a.register()
    if e.has_children(node):
        e.expression(node - 1, value)
    else:
        e.load_special(value, UNDEFINED)
    e.at_node(node)
    if e.is_async:
        e.a.emit2(op.AWAIT, value, value)
    mode = e.a.register()
    e.a.emit3(op.YIELD, value, value, mode)
    resumed = Label()
    e.a.jump(op.JUMP_IF_INT, [mode, NEXT_MODE], resumed)
    if e.is_async:
        e.a.emit2(op.AWAIT, value, value)
    emit_control.leave_function(e, value)
    e.a.bind(resumed)
    e.move(dst, value)


def emit_call(e: Emitter, dst: int, callee: int, this: int, argument: int) -> None:
    """dst := Call(callee, this, argument); argument -1: none."""
    window = e.a.reserve(CALL_HEADER + 1)
    e.move(window, callee)
    e.move(window + CALL_HEADER, this)
    if argument >= 0:
        e.move(e.a.register(), argument)
    e.a.emit4(op.CALL, dst, window, 1 if argument >= 0 else 0, e.a.feedback())
    e.a.top = window


# --------------------------------------------------------------------------------------------------------- yield*


class Delegation:
    """The registers of a yield*."""

    def __init__(self, e: Emitter) -> None:
        self.record = e.a.reserve(2)
        self.received = e.a.register()
        """What the last resumption brought."""
        self.mode = e.a.register()
        self.result = e.a.register()
        """The inner iterator's result."""
        self.scratch = e.a.register()
        self.check = Label()
        """The result is there."""
        self.suspend = Label()
        """The result, not done, is handed on."""


def emit_delegate(e: Emitter, node: int, dst: int) -> None:
    """https://tc39.es/ecma262/2025/#sec-generator-function-definitions-runtime-semantics-evaluation: yield*."""
    d = Delegation(e)
    e.expression(node - 1, d.result)
    e.at_node(node)
    e.a.emit2(op.GET_ASYNC_ITERATOR if e.is_async else op.GET_ITERATOR, d.record, d.result)
    e.load_special(d.received, UNDEFINED)
    e.a.emit2(op.LOAD_INT, d.mode, NEXT_MODE)
    head = Label()
    next_ = Label()
    return_ = Label()
    finished = Label()
    e.a.bind_head(head)
    e.a.emit0(op.LOOP_HEAD)
    e.a.jump(op.JUMP_IF_INT, [d.mode, NEXT_MODE], next_)
    e.a.jump(op.JUMP_IF_INT, [d.mode, RETURN_MODE], return_)
    emit_delegated_throw(e, d)
    e.a.bind(return_)
    emit_delegated_return(e, d)
    e.a.bind(next_)
    emit_call(e, d.result, d.record + 1, d.record, d.received)
    emit_await_if_async(e, d.result)
    e.a.bind(d.check)
    e.a.jump(op.JUMP_IF_DONE, [d.result], finished)
    e.a.bind(d.suspend)
    emit_suspension(e, d, head)
    e.a.bind(finished)
    get_value(e, dst, d.result)


def emit_await_if_async(e: Emitter, register: int) -> None:
    """In an async generator the inner results are promises."""
    if e.is_async:
        e.a.emit2(op.AWAIT, register, register)


def get_value(e: Emitter, dst: int, result: int) -> None:
    """IteratorValue."""
    e.a.emit4(op.GET_PROPERTY, dst, result, e.a.constant("value"), e.a.feedback())


def emit_delegated_throw(e: Emitter, d: Delegation) -> None:
    """throw() goes to the inner iterator; one without `throw` is closed, and that is a TypeError."""
    missing = Label()
    e.a.emit3(op.GET_METHOD, d.scratch, d.record, e.a.constant("throw"))
    e.a.jump(op.JUMP_IF_UNDEFINED, [d.scratch], missing)
    emit_call(e, d.result, d.scratch, d.record, d.received)
    emit_await_if_async(e, d.result)
    e.a.jump(op.JUMP, [], d.check)
    e.a.bind(missing)
    if e.is_async:
        emit_async_iterator_close(e, d.record)
    else:
        e.a.emit1(op.ITERATOR_CLOSE, d.record)
    e.throw_message(TYPE_ERROR, "The iterator does not provide a 'throw' method")


def emit_delegated_return(e: Emitter, d: Delegation) -> None:
    """return() goes to the inner iterator; when that is done, or has no `return`, this function returns too."""
    missing = Label()
    done = Label()
    e.a.emit3(op.GET_METHOD, d.scratch, d.record, e.a.constant("return"))
    e.a.jump(op.JUMP_IF_UNDEFINED, [d.scratch], missing)
    emit_call(e, d.result, d.scratch, d.record, d.received)
    emit_await_if_async(e, d.result)
    e.a.jump(op.JUMP_IF_DONE, [d.result], done)
    e.a.jump(op.JUMP, [], d.suspend)
    e.a.bind(missing)
    emit_await_if_async(e, d.received)
    emit_control.leave_function(e, d.received)
    e.a.bind(done)
    get_value(e, d.received, d.result)
    emit_control.leave_function(e, d.received)


def emit_suspension(e: Emitter, d: Delegation, head: Label) -> None:
    """Hand the inner result on, wait, and go round."""
    if not e.is_async:
        e.a.emit3(op.YIELD_RESULT, d.received, d.result, d.mode)
        e.a.jump(op.JUMP, [], head)
        return
    get_value(e, d.scratch, d.result)
    e.a.emit3(op.CREATE_ITER_RESULT, d.result, d.scratch, 0)
    e.a.emit3(op.YIELD_RESULT, d.received, d.result, d.mode)
    not_return = Label()
    e.a.jump(op.JUMP_IF_INT, [d.mode, NEXT_MODE], not_return)
    e.a.jump(op.JUMP_IF_INT, [d.mode, THROW_MODE], not_return)
    # AsyncGeneratorYield: what return() brings is awaited; if that fails it is a throw.
    region = e.a.open_region(d.received)
    e.a.emit2(op.AWAIT, d.received, d.received)
    e.a.close_region(region)
    e.a.jump(op.JUMP, [], not_return)
    e.a.bind_handler(region)
    e.a.emit2(op.LOAD_INT, d.mode, THROW_MODE)
    e.a.bind(not_return)
    e.a.jump(op.JUMP, [], head)


# ----------------------------------------------------------------------------------------------- async iteration


def emit_async_step(e: Emitter, dst: int, record: int, exhausted: Label) -> None:
    """dst := the next value of an async iterator, or go to exhausted."""
    result = e.a.register()
    emit_call(e, result, record + 1, record, -1)
    e.a.emit2(op.AWAIT, result, result)
    e.a.jump(op.JUMP_IF_DONE, [result], exhausted)
    get_value(e, dst, result)


def emit_async_iterator_close(e: Emitter, record: int) -> None:
    """AsyncIteratorClose with a normal or return completion."""
    none = Label()
    method = e.a.register()
    e.a.emit3(op.GET_METHOD, method, record, e.a.constant("return"))
    e.a.jump(op.JUMP_IF_UNDEFINED, [method], none)
    emit_call(e, method, method, record, -1)
    e.a.emit2(op.AWAIT, method, method)
    e.a.emit2(op.THROW_IF_NOT_OBJECT, method, NOT_AN_OBJECT)
    e.a.bind(none)
    e.a.top = method


def emit_async_closing_handler(e: Emitter, region: Region, record: int) -> None:
    """The handler that closes an async iterator, ignoring what goes wrong there, and throws on."""
    end = Label()
    if e.a.reachable:
        e.a.jump(op.JUMP, [], end)
    e.a.bind_handler(region)
    ignored = e.a.register()
    method = e.a.register()
    none = Label()
    inner = e.a.open_region(ignored)
    e.a.emit3(op.GET_METHOD, method, record, e.a.constant("return"))
    e.a.jump(op.JUMP_IF_UNDEFINED, [method], none)
    emit_call(e, method, method, record, -1)
    e.a.emit2(op.AWAIT, method, method)
    e.a.close_region(inner)
    e.a.bind(none)
    e.a.bind_handler(inner)
    e.a.emit1(op.THROW, region.exception_register)
    e.a.terminate()
    e.a.bind(end)
    e.a.top = ignored


EXPRESSION_HANDLERS: Final = {k.AWAIT: emit_await, k.YIELD: emit_yield}
