"""Loops (14.7)."""

from jsengine._generated import node_kinds as k, opcode_numbers as op
from jsengine.annotations import Final
from jsengine.bytecode import (
    emit_comparison,
    emit_control,
    emit_generators,
    emit_patterns,
    emit_scopes,
    emit_statements,
)
from jsengine.bytecode.assembler import Label
from jsengine.bytecode.contours import ASYNC_ITERATOR, ITERATOR, LOOP, Contour
from jsengine.bytecode.emitter import Emitter
from jsengine.bytecode.scope_names import SCOPE_PER_ITERATION, VARIABLE_CHECKED

SMALL_TEST: Final = 16
"""Nodes of a condition that may be emitted twice: in front of the loop and at its end."""

NOT_TWICE: Final = frozenset(
    [
        k.FUNCTION_EXPRESSION,
        k.ARROW,
        k.CLASS_EXPRESSION,
        k.METHOD,
        k.GETTER,
        k.SETTER,
        k.YIELD,
        k.AWAIT,
        k.TAGGED_TEMPLATE,
    ]
)

DECLARATIONS: Final = frozenset([k.VAR_DECLARATION, k.LET_DECLARATION, k.CONST_DECLARATION])


def open_loop(e: Emitter) -> Contour:
    """A loop begins."""
    emit_control.reset_completion(e)
    contour = Contour(LOOP)
    contour.labels = e.labels
    e.labels = []
    contour.continue_level = len(e.contours)
    e.contours.append(contour)
    return contour


def emit_head(e: Emitter, head: Label) -> None:
    """The place that a loop jumps back to."""
    e.a.bind_head(head)
    e.a.emit0(op.LOOP_HEAD)


def is_small(e: Emitter, test: int) -> bool:
    """Whether a test may be emitted twice, which saves a jump per iteration."""
    if e.sizes[test] > SMALL_TEST:
        return False
    return all(e.kinds[i] not in NOT_TWICE for i in range(e.first(test), test + 1))


def emit_loop(e: Emitter, loop: Contour, test: int, body: int, update: int, copied: int) -> None:
    """test (-1: none), body and update (-1) of a loop; copied: register of an environment per iteration, -1."""
    head = Label()
    twice = test >= 0 and is_small(e, test)
    if twice:
        emit_comparison.condition(e, test, loop.break_label, False)
    emit_head(e, head)
    if test >= 0 and not twice:
        emit_comparison.condition(e, test, loop.break_label, False)
    e.statement(body)
    e.a.bind(loop.continue_label)
    if e.a.reachable:
        if copied >= 0:
            e.a.emit2(op.COPY_ENVIRONMENT, copied, copied)
        if update >= 0:
            e.effect(update)
        if twice:
            emit_comparison.condition(e, test, head, True)
        else:
            e.a.jump(op.JUMP, [], head)
            e.a.terminate()
    e.contours.pop()
    e.a.bind(loop.break_label)


def emit_while(e: Emitter, node: int) -> None:
    """WhileStatement."""
    body = node - 1
    emit_loop(e, open_loop(e), e.before(body), body, -1, -1)


def emit_do_while(e: Emitter, node: int) -> None:
    """DoWhileStatement."""
    loop = open_loop(e)
    test = node - 1
    head = Label()
    emit_head(e, head)
    e.statement(e.before(test))
    e.a.bind(loop.continue_label)
    if e.a.reachable:
        emit_comparison.condition(e, test, head, True)
    e.contours.pop()
    e.a.bind(loop.break_label)


def emit_for(e: Emitter, node: int) -> None:
    """ForStatement."""
    init, test, update, body = e.children(node)
    scope = e.annotations[node]
    opened = emit_scopes.enter_scope(e, scope)
    if e.kind(init) in DECLARATIONS:
        e.statement(init)
    elif e.kind(init) != k.ABSENT:
        e.effect(init)
    copied = -1
    if scope >= 0 and e.source.scopes.flags[scope] & SCOPE_PER_ITERATION and scope in e.environments:
        copied = e.environments[scope]
        e.a.emit2(op.COPY_ENVIRONMENT, copied, copied)
    loop = open_loop(e)
    emit_loop(e, loop, present(e, test), body, present(e, update), copied)
    emit_scopes.leave_scope(e, opened)


def present(e: Emitter, node: int) -> int:
    """The node, -1 if it is Absent."""
    return -1 if e.kind(node) == k.ABSENT else node


# -------------------------------------------------------------------------------------------------- for-in, for-of


def emit_subject(e: Emitter, node: int, expression: int) -> int:
    """ForIn/OfHeadEvaluation: the value after in or of; the names of the head are in their dead zone there."""
    scope = e.annotations[node]
    value = e.a.register()
    if scope >= 0 and (emit_scopes.has_environment(e, scope) or any_checked(e, scope)):
        opened = emit_scopes.enter_scope(e, scope)
        e.expression(expression, value)
        emit_scopes.leave_scope(e, opened)
    else:
        e.expression(expression, value)
    return value


def any_checked(e: Emitter, scope: int) -> bool:
    """Whether a dead zone in the scope can be seen."""
    first = e.source.scopes.first_variable[scope]
    flags = e.source.variables.flags
    return any(flags[i] & VARIABLE_CHECKED for i in range(first, first + e.source.scopes.variable_count[scope]))


def head_target(e: Emitter, left: int) -> int:
    """The target in the head of a for-in or for-of loop."""
    if e.kind(left) in DECLARATIONS:
        return e.children(left - 1)[0]
    return left


def head_mode(e: Emitter, left: int) -> int:
    """What happens to the names in the head."""
    kind = e.kind(left)
    if kind == k.VAR_DECLARATION:
        return emit_scopes.VAR
    return emit_scopes.INITIALISE if kind in DECLARATIONS else emit_scopes.ASSIGN


def head_register(e: Emitter, left: int) -> int:
    """A register for the next value: the variable's own if it has one that nobody sees before."""
    if e.kind(left) in (k.LET_DECLARATION, k.CONST_DECLARATION):
        target = head_target(e, left)
        if e.kind(target) == k.BINDING_IDENTIFIER:
            register = emit_scopes.fresh_register(e, target)
            if register >= 0:
                return register
    return e.a.register()


def emit_for_in(e: Emitter, node: int) -> None:
    """ForInStatement."""
    left, expression, body = e.children(node)
    if e.kind(left) == k.VAR_DECLARATION and e.sizes[left - 1] > 2:  # Annex B.3.5: an initialiser
        emit_statements.emit_declarator(e, left - 1, emit_scopes.VAR)
    keys = emit_subject(e, node, expression)
    e.at_node(expression)
    e.a.emit2(op.FOR_IN_PREPARE, keys, keys)
    loop = open_loop(e)
    head = Label()
    emit_head(e, head)
    opened = emit_scopes.enter_scope(e, e.annotations[node])
    value = head_register(e, left)
    e.a.jump(op.FOR_IN_NEXT, [value, keys], loop.break_label)
    emit_patterns.emit_target(e, head_target(e, left), value, head_mode(e, left))
    e.statement(body)
    emit_scopes.leave_scope(e, opened)
    e.a.bind(loop.continue_label)
    if e.a.reachable:
        e.a.jump(op.JUMP, [], head)
    e.a.terminate()
    e.contours.pop()
    e.a.bind(loop.break_label)


def emit_for_of(e: Emitter, node: int) -> None:
    """ForOfStatement, with and without await."""
    left, expression, body = e.children(node)
    is_await = e.flag(node, k.FLAG_AWAIT)
    record = e.a.reserve(2)
    exception = e.a.register()
    subject = emit_subject(e, node, expression)
    e.at_node(expression)
    e.a.emit2(op.GET_ASYNC_ITERATOR if is_await else op.GET_ITERATOR, record, subject)
    e.a.top = subject
    loop = open_loop(e)
    loop.continue_level = len(e.contours)
    head = Label()
    exhausted = Label()
    emit_head(e, head)
    opened = emit_scopes.enter_scope(e, e.annotations[node])
    value = head_register(e, left)
    e.at_node(expression)
    if is_await:
        emit_generators.emit_async_step(e, value, record, exhausted)
    else:
        e.a.jump(op.ITERATOR_STEP, [value, record], exhausted)
    contour = Contour(ASYNC_ITERATOR if is_await else ITERATOR)
    contour.record = record
    region = e.a.open_region(exception)
    contour.region = region
    e.contours.append(contour)
    emit_patterns.emit_target(e, head_target(e, left), value, head_mode(e, left))
    e.statement(body)
    e.contours.pop()
    e.a.close_region(region)
    emit_scopes.leave_scope(e, opened)
    e.a.bind(loop.continue_label)
    if e.a.reachable:
        e.a.jump(op.JUMP, [], head)
    e.a.terminate()
    e.contours.pop()
    if is_await:
        emit_generators.emit_async_closing_handler(e, region, record)
    else:
        emit_control.emit_closing_handler(e, region, record)
    e.a.bind(exhausted)
    e.a.bind(loop.break_label)


STATEMENT_HANDLERS: Final = {
    k.WHILE: emit_while,
    k.DO_WHILE: emit_do_while,
    k.FOR: emit_for,
    k.FOR_IN: emit_for_in,
    k.FOR_OF: emit_for_of,
}
