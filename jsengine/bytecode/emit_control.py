"""Ways out: return, break, continue, throw, and what they pass: finally blocks, iterators, handlers (14.8 - 14.15)."""

from jsengine._generated import node_kinds as k, opcode_numbers as op
from jsengine.annotations import Final
from jsengine.bytecode import emit_generators, emit_patterns, emit_scopes
from jsengine.bytecode.assembler import Label, Region
from jsengine.bytecode.contours import (
    ASYNC_ITERATOR,
    FINALLY,
    FIRST_EXIT,
    ITERATOR,
    LOOP,
    NORMAL_COMPLETION,
    PROTECTED,
    SWITCH,
    THROW_COMPLETION,
    Contour,
    Exit,
)
from jsengine.bytecode.emitter import UNDEFINED, Emitter

_LEAVE_FUNCTION: Final = -1


def leave(e: Emitter, way: Exit, value: int) -> None:
    """Go out by a way: close iterators, run finally blocks. value: the register of what is returned."""
    suspended: list[Region] = []
    level = len(e.contours) - 1
    while level > way.level:
        contour = e.contours[level]
        if contour.kind == FINALLY:
            if way.target is None:
                e.move(contour.value, value)
            e.a.emit2(op.LOAD_INT, contour.completion, contour.exit_number(way))
            e.a.jump(op.JUMP, [], contour.entry)
            break
        if contour.region is not None:
            e.a.suspend_region(contour.region)
            suspended.append(contour.region)
        if contour.kind == ITERATOR:
            e.a.emit1(op.ITERATOR_CLOSE, contour.record)
        elif contour.kind == ASYNC_ITERATOR:
            emit_generators.emit_async_iterator_close(e, contour.record)
        level -= 1
    else:
        if way.target is None:
            emit_return_value(e, value)
        else:
            e.a.jump(op.JUMP, [], way.target)
    e.a.terminate()
    for region in reversed(suspended):
        e.a.resume_region(region)


def leave_function(e: Emitter, value: int) -> None:
    """Return the value in a register, through all finally blocks."""
    leave(e, Exit(_LEAVE_FUNCTION, None), value)


def emit_return_value(e: Emitter, value: int) -> None:
    """Leave the frame."""
    if e.derived_this >= 0:
        this = e.a.register()
        emit_scopes.load_variable(e, e.derived_this, False, this)
        e.a.emit3(op.CHECK_DERIVED_RETURN, this, value, this)
        e.a.emit1(op.RETURN, this)
        e.a.top -= 1
    elif e.is_async and e.is_generator:
        e.a.emit1(op.ASYNC_GENERATOR_RETURN, value)
    elif e.is_async:
        e.a.emit1(op.ASYNC_RETURN, value)
    else:
        e.a.emit1(op.RETURN, value)
    e.a.terminate()


def emit_return(e: Emitter, node: int) -> None:
    """ReturnStatement; async generators await what they return."""
    if not e.has_children(node):
        value = e.a.register()
        e.load_special(value, UNDEFINED)
    else:
        value = e.operand(node - 1)
        if e.is_async and e.is_generator:
            awaited = e.a.register()
            e.at_node(node)
            e.a.emit2(op.AWAIT, awaited, value)
            value = awaited
    e.at_node(node)
    leave_function(e, value)


def emit_throw(e: Emitter, node: int) -> None:
    """ThrowStatement."""
    value = e.operand(node - 1)
    e.at_node(node)
    e.a.emit1(op.THROW, value)
    e.a.terminate()


def emit_jump_statement(e: Emitter, node: int) -> None:
    """BreakStatement and ContinueStatement."""
    leave(e, way_of(e, node), -1)


def way_of(e: Emitter, node: int) -> Exit:
    """Where a break or continue goes."""
    label = e.atoms[node - 1] if e.has_children(node) else -1
    is_break = e.kind(node) == k.BREAK
    for level in range(len(e.contours) - 1, -1, -1):
        contour = e.contours[level]
        if is_break and (label in contour.labels or (label < 0 and contour.kind in (LOOP, SWITCH))):
            return Exit(level, contour.break_label)
        if not is_break and contour.kind == LOOP and (label < 0 or label in contour.labels):
            return Exit(contour.continue_level, contour.continue_label)
    raise AssertionError("a break or continue without a target")


def plain_jump(e: Emitter, node: int) -> Label | None:
    """The target of a break or continue that has nothing to do on its way; None for all else."""
    if e.kind(node) == k.BLOCK and e.sizes[node] == 2 and e.annotations[node] < 0:
        node -= 1
    if e.kind(node) not in (k.BREAK, k.CONTINUE):
        return None
    way = way_of(e, node)
    for contour in e.contours[way.level + 1 :]:
        if contour.kind in (FINALLY, ITERATOR, ASYNC_ITERATOR):
            return None
    return way.target


def emit_closing_handler(e: Emitter, region: Region, record: int) -> None:
    """The handler that closes an iterator and throws on."""
    end = Label()
    if e.a.reachable:
        e.a.jump(op.JUMP, [], end)
    e.a.bind_handler(region)
    e.a.emit1(op.ITERATOR_CLOSE_ABRUPT, record)
    e.a.emit1(op.THROW, region.exception_register)
    e.a.terminate()
    e.a.bind(end)


# ----------------------------------------------------------------------------------------------------------- try


def reset_completion(e: Emitter) -> None:
    """UpdateEmpty(..., undefined) of a statement that has a value of its own."""
    if e.completion >= 0:
        e.load_special(e.completion, UNDEFINED)


def emit_try(e: Emitter, node: int) -> None:
    """TryStatement."""
    reset_completion(e)
    block, *clauses = e.children(node)
    if e.kind(clauses[-1]) == k.FINALLY:
        emit_try_finally(e, block, clauses[0] if len(clauses) > 1 else -1, clauses[-1] - 1)
    else:
        emit_try_catch(e, block, clauses[0])


def emit_try_catch(e: Emitter, block: int, clause: int) -> None:
    """The block, with a handler that binds the exception."""
    exception = e.a.register()
    contour = Contour(PROTECTED)
    region = e.a.open_region(exception)
    contour.region = region
    e.contours.append(contour)
    e.statement(block)
    e.contours.pop()
    e.a.close_region(region)
    end = Label()
    if e.a.reachable:
        e.a.jump(op.JUMP, [], end)
    e.a.bind_handler(region)
    reset_completion(e)
    scope = emit_scopes.enter_scope(e, e.annotations[clause])
    body = clause - 1
    parameter = e.before(body)
    if e.kind(parameter) != k.ABSENT:
        emit_patterns.emit_target(e, parameter, exception, emit_scopes.INITIALISE)
    e.statement(body)
    emit_scopes.leave_scope(e, scope)
    e.a.bind(end)


def emit_try_finally(e: Emitter, block: int, clause: int, final: int) -> None:
    """The block and catch clause, then the finally block, then on by the completion that led there."""
    contour = Contour(FINALLY)
    contour.completion = e.a.register()
    contour.value = e.a.register()
    if e.source.verifiable:
        e.load_special(contour.value, UNDEFINED)  # a verifier does not know which completion has a value
    region = e.a.open_region(contour.value)
    e.contours.append(contour)
    if clause >= 0:
        emit_try_catch(e, block, clause)
    else:
        e.statement(block)
    e.contours.pop()
    e.a.close_region(region)
    falls_through = e.a.reachable
    if falls_through:
        e.a.emit2(op.LOAD_INT, contour.completion, NORMAL_COMPLETION)
        e.a.jump(op.JUMP, [], contour.entry)
    e.a.bind_handler(region)
    e.a.emit2(op.LOAD_INT, contour.completion, THROW_COMPLETION)
    e.a.bind(contour.entry)
    saved = -1
    if e.completion >= 0:
        saved = e.a.register()
        e.move(saved, e.completion)
        reset_completion(e)
    e.statement(final)
    if not e.a.reachable:
        return
    if saved >= 0:
        e.move(e.completion, saved)
    emit_dispatch(e, contour, falls_through)


def emit_dispatch(e: Emitter, contour: Contour, falls_through: bool) -> None:
    """Behind a finally block: go on by the completion that led there."""
    end = Label()
    if falls_through:
        e.a.jump(op.JUMP_IF_INT, [contour.completion, NORMAL_COMPLETION], end)
    ways = [Label() for _ in contour.exits]
    for i in range(len(ways)):
        e.a.jump(op.JUMP_IF_INT, [contour.completion, FIRST_EXIT + i], ways[i])
    e.a.emit1(op.THROW, contour.value)
    for i in range(len(ways)):
        e.a.bind(ways[i])
        leave(e, contour.exits[i], contour.value)
    e.a.terminate()
    e.a.bind(end)


STATEMENT_HANDLERS: Final = {
    k.RETURN: emit_return,
    k.THROW: emit_throw,
    k.BREAK: emit_jump_statement,
    k.CONTINUE: emit_jump_statement,
    k.TRY: emit_try,
}
