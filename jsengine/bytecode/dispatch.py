"""Fills the emitter's tables from the families: which function emits which kind of node."""

from jsengine.bytecode import (
    emit_arithmetic,
    emit_calls,
    emit_classes,
    emit_control,
    emit_functions,
    emit_generators,
    emit_iteration,
    emit_literals,
    emit_modules,
    emit_references,
    emit_scopes,
    emit_statements,
)
from jsengine.bytecode.emitter import EFFECTS, EXPRESSIONS, LOCALS, STATEMENTS


def fill_tables() -> None:
    """Once, on import of compile.py."""
    for expressions in (
        emit_scopes.EXPRESSION_HANDLERS,
        emit_literals.EXPRESSION_HANDLERS,
        emit_arithmetic.EXPRESSION_HANDLERS,
        emit_references.EXPRESSION_HANDLERS,
        emit_calls.EXPRESSION_HANDLERS,
        emit_functions.EXPRESSION_HANDLERS,
        emit_classes.EXPRESSION_HANDLERS,
        emit_generators.EXPRESSION_HANDLERS,
    ):
        for kind, expression in expressions.items():
            EXPRESSIONS[kind] = expression
    for places in (emit_scopes.LOCAL_HANDLERS, emit_arithmetic.LOCAL_HANDLERS, emit_references.LOCAL_HANDLERS):
        for kind, place in places.items():
            LOCALS[kind] = place
    for effects in (emit_arithmetic.EFFECT_HANDLERS, emit_references.EFFECT_HANDLERS):
        for kind, effect in effects.items():
            EFFECTS[kind] = effect
    for statements in (
        emit_statements.STATEMENT_HANDLERS,
        emit_control.STATEMENT_HANDLERS,
        emit_iteration.STATEMENT_HANDLERS,
        emit_classes.STATEMENT_HANDLERS,
        emit_modules.STATEMENT_HANDLERS,
    ):
        for kind, statement in statements.items():
            STATEMENTS[kind] = statement


fill_tables()
