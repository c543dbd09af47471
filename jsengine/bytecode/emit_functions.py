"""Closures: function expressions, arrows, methods, and the names that places give them (15.2 - 15.4, 8.4)."""

from jsengine._generated import node_kinds as k, opcode_numbers as op
from jsengine.annotations import Final
from jsengine.bytecode import emit_classes, emit_literals, emit_scopes
from jsengine.bytecode.code import FunctionReference
from jsengine.bytecode.emitter import UNDEFINED, Emitter
from jsengine.bytecode.scope_names import FUNCTION_MODULE, FUNCTION_SCRIPT

SETTER_FLAG: Final = 1
ENUMERABLE_FLAG: Final = 2

GET_PREFIX: Final = 1
SET_PREFIX: Final = 2


def create_closure(e: Emitter, function: int, dst: int, name: str | None) -> None:
    """dst := a closure over the current environment. name: what its place gives it, None: that in the source."""
    constant = e.a.constant(FunctionReference(function, name))
    e.a.emit3(op.CREATE_CLOSURE, dst, constant, emit_scopes.current_environment(e))


def emit_function(e: Emitter, node: int, dst: int) -> None:
    """A function or arrow that gets no name from its place."""
    anonymous = is_anonymous_function(e, node)
    create_closure(e, e.annotations[node], dst, "" if anonymous else None)


def is_anonymous_function(e: Emitter, node: int) -> bool:
    """IsAnonymousFunctionDefinition."""
    node = e.strip(node)
    kind = e.kind(node)
    if kind == k.ARROW:
        return True
    if kind == k.FUNCTION_EXPRESSION:
        return e.kind(e.before(e.before(node - 1))) == k.ABSENT
    return kind == k.CLASS_EXPRESSION and e.kind(e.children(node)[0]) == k.ABSENT


def emit_named(e: Emitter, node: int, dst: int, name: str) -> None:
    """NamedEvaluation of an anonymous function or class."""
    node = e.strip(node)
    if e.kind(node) == k.CLASS_EXPRESSION:
        emit_classes.emit_class(e, node, dst, name, -1)
    else:
        create_closure(e, e.annotations[node], dst, name)


def emit_maybe_named(e: Emitter, node: int, dst: int, name: str) -> None:
    """Evaluate; an anonymous function or class is named."""
    if is_anonymous_function(e, node):
        emit_named(e, node, dst, name)
    else:
        e.expression(node, dst)


def key_of(e: Emitter, element: int) -> int:
    """The key of a method or accessor: children are counted from the end."""
    return e.before(e.before(element - 1))


def method_name(e: Emitter, element: int, text: str) -> str:
    """The function's name."""
    kind = e.kind(element)
    if kind == k.GETTER:
        return "get " + text
    return "set " + text if kind == k.SETTER else text


def define_method(e: Emitter, element: int, target: int, enumerable: bool) -> None:
    """A Method, Getter or Setter of an object literal or class."""
    kind = e.kind(element)
    key_node = key_of(e, element)
    text = emit_literals.static_key(e, key_node)
    key = e.a.register()
    emit_literals.emit_key(e, key_node, key)
    function = e.a.register()
    name = None if text is None else method_name(e, element, text)
    create_closure(e, e.annotations[element], function, name)
    if text is None:
        prefix = GET_PREFIX if kind == k.GETTER else SET_PREFIX if kind == k.SETTER else 0
        e.a.emit3(op.SET_FUNCTION_NAME, function, key, prefix)
    e.at_node(element)
    if kind == k.METHOD:
        e.a.emit4(op.DEFINE_METHOD, target, key, function, 1 if enumerable else 0)
    else:
        flags = (SETTER_FLAG if kind == k.SETTER else 0) + (ENUMERABLE_FLAG if enumerable else 0)
        e.a.emit4(op.DEFINE_ACCESSOR, target, key, function, flags)


def load_global_this(e: Emitter, dst: int) -> None:
    """`this` at the top of a script, or in its arrow functions; a module's is undefined."""
    program = e.source.functions.kind[0]
    if program == FUNCTION_MODULE:
        e.load_special(dst, UNDEFINED)
    elif program == FUNCTION_SCRIPT and e.index == 0:
        e.move(dst, 0)
    else:
        e.a.emit1(op.LOAD_GLOBAL_THIS, dst)


EXPRESSION_HANDLERS: Final = {k.FUNCTION_EXPRESSION: emit_function, k.ARROW: emit_function}
