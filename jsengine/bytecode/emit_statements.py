"""Statements and declarations that are neither loops nor ways out (14)."""

from jsengine._generated import node_kinds as k, opcode_numbers as op
from jsengine.annotations import Final
from jsengine.bytecode import (
    emit_comparison,
    emit_control,
    emit_functions,
    emit_patterns,
    emit_scopes,
)
from jsengine.bytecode.assembler import Label
from jsengine.bytecode.contours import LABELLED, SWITCH, Contour
from jsengine.bytecode.emitter import UNDEFINED, Emitter

LOOPS: Final = frozenset([k.FOR, k.FOR_IN, k.FOR_OF, k.WHILE, k.DO_WHILE, k.LABELLED])


def emit_statements(e: Emitter, statements: list[int]) -> None:
    """StatementList."""
    for statement in statements:
        e.statement(statement)


def emit_block(e: Emitter, node: int) -> None:
    """Block."""
    opened = emit_scopes.enter_scope(e, e.annotations[node])
    emit_statements(e, e.children(node))
    emit_scopes.leave_scope(e, opened)


def emit_empty(e: Emitter, node: int) -> None:
    """EmptyStatement."""


def emit_debugger(e: Emitter, node: int) -> None:
    """DebuggerStatement."""
    e.at_node(node)
    e.a.emit0(op.DEBUGGER)


def emit_expression_statement(e: Emitter, node: int) -> None:
    """ExpressionStatement; scripts and eval code keep the value."""
    if e.completion >= 0:
        e.expression(node - 1, e.completion)
    else:
        e.effect(node - 1)


# -------------------------------------------------------------------------------------------------- declarations


def emit_var_declaration(e: Emitter, node: int) -> None:
    """VariableStatement."""
    for declarator in e.children(node):
        emit_declarator(e, declarator, emit_scopes.VAR)


def emit_lexical_declaration(e: Emitter, node: int) -> None:
    """LexicalDeclaration."""
    for declarator in e.children(node):
        emit_declarator(e, declarator, emit_scopes.INITIALISE)


def emit_declarator(e: Emitter, node: int, mode: int) -> None:
    """A target with or without an initialiser."""
    top = e.a.top
    children = e.children(node)
    target = children[0]
    if len(children) == 1:
        if mode == emit_scopes.INITIALISE:
            emit_undefined(e, target)
    elif e.kind(target) in emit_patterns.PATTERNS:
        value = e.operand(children[1])
        if value in e.variables and mode == emit_scopes.VAR:
            copy = e.a.register()
            e.move(copy, value)
            value = copy
        emit_patterns.emit_pattern(e, target, value, mode)
    else:
        emit_initialiser(e, target, children[1], mode)
    e.a.top = top


def emit_undefined(e: Emitter, target: int) -> None:
    """`let x;`."""
    register = emit_scopes.assignable_register(e, target, emit_scopes.INITIALISE)
    if register < 0:
        register = e.a.register()
    e.load_special(register, UNDEFINED)
    emit_scopes.store_name(e, target, register, emit_scopes.INITIALISE, -1)


def emit_initialiser(e: Emitter, target: int, value_node: int, mode: int) -> None:
    """`name = value` of a declaration."""
    base = -1
    register = -1
    fresh = e.fresh
    if mode == emit_scopes.INITIALISE:
        register = emit_scopes.fresh_register(e, target)
        e.fresh = register
    elif emit_scopes.is_dynamic(e, target):
        base = emit_scopes.resolve_binding(e, target)
    else:
        register = emit_scopes.assignable_register(e, target, mode)
    if register >= 0:
        emit_functions.emit_maybe_named(e, value_node, register, e.name(target))
    else:
        if emit_functions.is_anonymous_function(e, value_node):
            register = e.a.register()
            emit_functions.emit_named(e, value_node, register, e.name(target))
        else:
            register = e.operand(value_node)
        emit_scopes.store_name(e, target, register, mode, base)
    e.fresh = fresh


def emit_function_declaration(e: Emitter, node: int) -> None:
    """FunctionDeclaration: hoisted; Annex B.3.3 copies a function in a block to its var when it is reached."""
    function = e.annotations[node]
    variable = e.source.functions.variable[function]
    if variable >= 0:
        scope = e.source.variables.scope[variable]
        if (
            scope != e.scope and e.tree.place(e.source.scopes.node[scope]) == node
        ):  # the branch of an `if`: a block of its own
            opened = emit_scopes.enter_scope(e, scope)
            emit_scopes.copy_hoisted_function(e, function)
            emit_scopes.leave_scope(e, opened)
            return
    emit_scopes.copy_hoisted_function(e, function)


# ------------------------------------------------------------------------------------------------------ branches


def emit_if(e: Emitter, node: int) -> None:
    """IfStatement; a chain of `else if` does not recurse."""
    emit_control.reset_completion(e)
    end = Label()
    while True:
        test, consequent, *alternatives = e.children(node)
        target = emit_control.plain_jump(e, consequent)
        if target is not None:  # `if (x) break;`
            emit_comparison.condition(e, test, target, True)
            if not alternatives:
                break
        else:
            otherwise = Label()
            emit_comparison.condition(e, test, otherwise, False)
            e.statement(consequent)
            if not alternatives:
                e.a.bind(otherwise)
                break
            if e.a.reachable:
                e.a.jump(op.JUMP, [], end)
                e.a.terminate()
            e.a.bind(otherwise)
        node = alternatives[0]
        if e.kind(node) != k.IF:
            e.statement(node)
            break
    e.a.bind(end)


def emit_switch(e: Emitter, node: int) -> None:
    """SwitchStatement: the tests in order, then the bodies."""
    emit_control.reset_completion(e)
    subject, *cases = e.children(node)
    value = e.operand(subject)
    if value in e.variables:
        copy = e.a.register()
        e.move(copy, value)
        value = copy
    opened = emit_scopes.enter_scope(e, e.annotations[node])
    contour = Contour(SWITCH)
    contour.labels = e.labels
    e.labels = []
    e.contours.append(contour)
    entries = [Label() for _ in cases]
    default = contour.break_label
    for i in range(len(cases)):
        e.tree.step()
        if e.kind(cases[i]) == k.DEFAULT_CASE:
            default = entries[i]
        else:
            top = e.a.top
            test = e.operand(e.children(cases[i])[0])
            e.a.jump(op.JUMP_IF_STRICT_EQUAL, [value, test], entries[i])
            e.a.top = top
    e.a.jump(op.JUMP, [], default)
    e.a.terminate()
    for i in range(len(cases)):
        e.tree.step()
        e.a.bind(entries[i])
        parts = e.children(cases[i])
        emit_statements(e, parts if e.kind(cases[i]) == k.DEFAULT_CASE else parts[1:])
    e.contours.pop()
    e.a.bind(contour.break_label)
    emit_scopes.leave_scope(e, opened)


def emit_labelled(e: Emitter, node: int) -> None:
    """LabelledStatement."""
    body = node - 1
    e.labels.append(e.atoms[e.before(body)])
    if e.kind(body) in LOOPS or e.kind(body) == k.SWITCH:
        e.statement(body)
        return
    contour = Contour(LABELLED)
    contour.labels = e.labels
    e.labels = []
    e.contours.append(contour)
    e.statement(body)
    e.contours.pop()
    e.a.bind(contour.break_label)


def emit_with(e: Emitter, node: int) -> None:
    """WithStatement."""
    emit_control.reset_completion(e)
    body = node - 1
    value = e.operand(e.before(body))
    opened = emit_scopes.OpenScope(-1, e.scope, e.environment, e.a.top)
    scope = e.annotations[node]
    parent = emit_scopes.current_environment(e)
    register = e.a.register()
    e.at_node(node)
    e.a.emit3(op.CREATE_WITH_ENVIRONMENT, register, parent, value)
    e.scope = scope
    e.environment = register
    e.statement(body)
    emit_scopes.leave_scope(e, opened)


STATEMENT_HANDLERS: Final = {
    k.BLOCK: emit_block,
    k.EMPTY: emit_empty,
    k.DEBUGGER: emit_debugger,
    k.EXPRESSION_STATEMENT: emit_expression_statement,
    k.VAR_DECLARATION: emit_var_declaration,
    k.LET_DECLARATION: emit_lexical_declaration,
    k.CONST_DECLARATION: emit_lexical_declaration,
    k.FUNCTION_DECLARATION: emit_function_declaration,
    k.IF: emit_if,
    k.SWITCH: emit_switch,
    k.LABELLED: emit_labelled,
    k.WITH: emit_with,
}
