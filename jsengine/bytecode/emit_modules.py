"""Module items (16.2). Imports and exports are links between environments, which the kernel makes: little is left to run."""

from jsengine._generated import node_kinds as k
from jsengine.annotations import Final
from jsengine.bytecode import emit_classes, emit_functions, emit_scopes
from jsengine.bytecode.emitter import Emitter
from jsengine.bytecode.scope_names import CHECK


def emit_nothing(e: Emitter, node: int) -> None:
    """Import and export lists."""


def emit_export_declaration(e: Emitter, node: int) -> None:
    """`export let x = 1`."""
    e.statement(node - 1)


def emit_export_default(e: Emitter, node: int) -> None:
    """`export default`: functions are hoisted, classes declared, values bound to `*default*`."""
    value_node = node - 1
    kind = e.kind(value_node)
    if kind == k.FUNCTION_DECLARATION:
        return
    anonymous_class = kind == k.CLASS_DECLARATION and e.kind(e.children(value_node)[0]) == k.ABSENT
    if kind == k.CLASS_DECLARATION and not anonymous_class:
        e.statement(value_node)
        return
    value = e.a.register()
    if anonymous_class:
        emit_classes.emit_class(e, value_node, value, "default", -1)
    else:
        emit_functions.emit_maybe_named(e, value_node, value, "default")
    variable = e.annotations[node] & ~CHECK
    emit_scopes.store_variable(e, variable, False, value, emit_scopes.INITIALISE)


STATEMENT_HANDLERS: Final = {
    k.IMPORT: emit_nothing,
    k.EXPORT: emit_nothing,
    k.EXPORT_ALL: emit_nothing,
    k.EXPORT_DECLARATION: emit_export_declaration,
    k.EXPORT_DEFAULT: emit_export_default,
}
