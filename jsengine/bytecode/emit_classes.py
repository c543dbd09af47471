"""Classes (15.7). All instance fields of a class are initialised by one function, all static fields and blocks run in another."""

from jsengine._generated import node_kinds as k, opcode_numbers as op
from jsengine.annotations import Final
from jsengine.bytecode import (
    emit_functions,
    emit_literals,
    emit_parameters,
    emit_references,
    emit_scopes,
)
from jsengine.bytecode.assembler import CALL_HEADER
from jsengine.bytecode.code import FunctionReference
from jsengine.bytecode.emitter import HOLE, UNDEFINED, Emitter
from jsengine.bytecode.scope_names import (
    CHECK,
    FUNCTION_STATIC_BLOCK,
    VARIABLE_CLASS_NAME,
    VARIABLE_PRIVATE,
)

PRIVATE_GETTER: Final = 1
PRIVATE_SETTER: Final = 2
PRIVATE_STATIC: Final = 4


def emit_class(e: Emitter, node: int, dst: int, name: str | None, name_register: int) -> None:
    """https://tc39.es/ecma262/2025/#sec-runtime-semantics-classdefinitionevaluation.

    name: what the place gives an anonymous class; name_register: the same, known only at run time (-1: none).
    """
    children = e.children(node)
    heritage = children[1]
    elements = children[2:]
    scope = e.annotations[node]
    opened = emit_scopes.enter_scope(e, scope)
    create_private_names(e, scope)
    pair = e.a.reserve(2)
    parent = e.a.register()
    if e.kind(heritage) == k.ABSENT:
        e.load_special(parent, HOLE)
    else:
        e.expression(heritage, parent)
    constructor = e.source.scopes.constructor[scope]
    info = e.a.constant(FunctionReference(constructor, name))
    e.at_node(heritage if e.kind(heritage) != k.ABSENT else node)
    e.a.emit4(op.CREATE_CLASS, pair, parent, info, emit_scopes.current_environment(e))
    if name_register >= 0:
        e.a.emit3(op.SET_FUNCTION_NAME, pair, name_register, 0)
    for element in elements:
        e.tree.step()
        top = e.a.top
        emit_element(e, element, pair)
        e.a.top = top
    initialise_inner_name(e, scope, pair)
    emit_initialisers(e, elements, pair)
    emit_scopes.leave_scope(e, opened)
    e.move(dst, pair)


def create_private_names(e: Emitter, scope: int) -> None:
    """A new private name for each that the class declares."""
    first = e.source.scopes.first_variable[scope]
    for variable in range(first, first + e.source.scopes.variable_count[scope]):
        e.tree.step()
        if e.source.variables.kind[variable] == VARIABLE_PRIVATE:
            register = e.registers.get(variable, -1)
            target = register if register >= 0 else e.a.register()
            text = "#" + e.source.text(e.source.variables.atom[variable])
            e.a.emit2(op.CREATE_PRIVATE_NAME, target, e.a.constant(text))
            if register < 0:
                emit_scopes.store_variable(e, variable, False, target, emit_scopes.INITIALISE)
                e.a.top -= 1


def initialise_inner_name(e: Emitter, scope: int, constructor: int) -> None:
    """The binding of the class's name that its own code sees."""
    first = e.source.scopes.first_variable[scope]
    for variable in range(first, first + e.source.scopes.variable_count[scope]):
        e.tree.step()
        if e.source.variables.kind[variable] == VARIABLE_CLASS_NAME:
            emit_scopes.store_variable(e, variable, False, constructor, emit_scopes.INITIALISE)


def is_private(e: Emitter, key: int) -> bool:
    """Whether the key of an element is a private name."""
    return e.kind(key) == k.PRIVATE_NAME


def emit_element(e: Emitter, element: int, pair: int) -> None:
    """ClassElementEvaluation: methods are defined, computed keys evaluated."""
    kind = e.kind(element)
    if kind in (k.CONSTRUCTOR, k.STATIC_BLOCK):
        return
    is_static = e.flag(element, k.FLAG_STATIC)
    if kind == k.FIELD:
        key = e.children(element)[0]
        if e.kind(key) == k.COMPUTED_KEY:
            value = e.a.register()
            emit_literals.emit_key(e, key, value)
            variable = e.annotations[key] & ~CHECK
            emit_scopes.store_variable(e, variable, False, value, emit_scopes.INITIALISE)
    elif is_private(e, emit_functions.key_of(e, element)):
        emit_private_method(e, element, pair, is_static)
    else:
        emit_functions.define_method(e, element, pair if is_static else pair + 1, False)


def emit_private_method(e: Emitter, element: int, pair: int, is_static: bool) -> None:
    """A private method or accessor: of the class itself now, of each instance later."""
    kind = e.kind(element)
    key = emit_functions.key_of(e, element)
    function = e.a.register()
    text = emit_functions.method_name(e, element, "#" + e.name(key))
    emit_functions.create_closure(e, e.annotations[element], function, text)
    name = emit_references.private_name(e, key)
    flags = PRIVATE_GETTER if kind == k.GETTER else PRIVATE_SETTER if kind == k.SETTER else 0
    if is_static:
        flags += PRIVATE_STATIC
    e.a.emit2(op.SET_HOME_OBJECT, function, pair if is_static else pair + 1)
    e.at_node(element)
    e.a.emit4(op.ADD_PRIVATE_METHOD, pair, name, function, flags)


def emit_initialisers(e: Emitter, elements: list[int], pair: int) -> None:
    """The functions that run the fields and static blocks."""
    instance = -1
    static = -1
    for element in elements:
        e.tree.step()
        if e.kind(element) == k.STATIC_BLOCK or (e.kind(element) == k.FIELD and e.flag(element, k.FLAG_STATIC)):
            if static < 0:
                static = e.annotations[element]
        elif e.kind(element) == k.FIELD and instance < 0:
            instance = e.annotations[element]
    if instance >= 0:
        function = e.a.register()
        emit_functions.create_closure(e, instance, function, "")
        e.a.emit2(op.SET_HOME_OBJECT, function, pair + 1)
        e.a.emit2(op.SET_FIELD_INITIALISER, pair, function)
        e.a.top -= 1
    if static >= 0:
        window = e.a.reserve(CALL_HEADER + 1)
        emit_functions.create_closure(e, static, window, "")
        e.a.emit2(op.SET_HOME_OBJECT, window, pair)
        e.move(window + CALL_HEADER, pair)
        e.a.emit4(op.CALL, window, window, 0, e.a.feedback())
        e.a.top = window


def emit_class_expression(e: Emitter, node: int, dst: int) -> None:
    """ClassExpression."""
    emit_class(e, node, dst, None, -1)


def emit_class_declaration(e: Emitter, node: int) -> None:
    """ClassDeclaration; without a name only as a default export (emit_modules.py)."""
    name = e.children(node)[0]
    register = emit_scopes.fresh_register(e, name)
    value = register if register >= 0 else e.a.register()
    emit_class(e, node, value, None, -1)
    emit_scopes.store_name(e, name, value, emit_scopes.INITIALISE, -1)


# --------------------------------------------------------------------------------- code of fields and static blocks


def emit_initialiser_code(e: Emitter, group: list[int]) -> None:
    """The body of the function that runs the fields or static elements of a class, each in its own scope."""
    functions = e.source.functions
    for index in group:
        e.tree.step()
        e.index = index
        e.this_function = functions.this_function[index]
        opened = emit_scopes.open_scope(e, functions.scope[index])
        emit_scopes.declare_variables(e, functions.scope[index])
        emit_parameters.emit_pseudo_variables(e)
        node = e.tree.place(functions.node[index])
        if functions.kind[index] == FUNCTION_STATIC_BLOCK:
            emit_scopes.instantiate_functions(e, functions.scope[index])
            for statement in e.children(node):
                e.statement(statement)
        else:
            emit_field(e, node)
        emit_scopes.leave_scope(e, opened)
        e.own_this = -1


def emit_field(e: Emitter, node: int) -> None:
    """DefineField on `this`."""
    children = e.children(node)
    key = children[0]
    value = e.a.register()
    initialiser = children[1] - 1 if len(children) > 1 else -1
    if is_private(e, key):
        emit_field_value(e, initialiser, value, "#" + e.name(key))
        name = emit_references.private_name(e, key)
        e.at_node(key)
        e.a.emit3(op.DEFINE_PRIVATE_FIELD, 0, name, value)
        return
    text = emit_literals.static_key(e, key)
    if text is not None:
        emit_field_value(e, initialiser, value, text)
        e.at_node(key)
        emit_literals.define_field(e, 0, text, value)
        return
    register = e.a.register()
    if e.kind(key) == k.BIG_INT:  # too long for a static key
        emit_literals.emit_key(e, key, register)
    else:
        emit_scopes.load_variable(e, e.annotations[key] & ~CHECK, False, register)
    if initialiser >= 0 and emit_functions.is_anonymous_function(e, initialiser):
        emit_literals.emit_with_dynamic_name(e, initialiser, value, register)
    else:
        emit_field_value(e, initialiser, value, "")
    e.at_node(key)
    e.a.emit3(op.DEFINE_ELEMENT, 0, register, value)


def emit_field_value(e: Emitter, initialiser: int, dst: int, name: str) -> None:
    """The field's first value."""
    if initialiser < 0:
        e.load_special(dst, UNDEFINED)
    else:
        emit_functions.emit_maybe_named(e, initialiser, dst, name)


EXPRESSION_HANDLERS: Final = {k.CLASS_EXPRESSION: emit_class_expression}
STATEMENT_HANDLERS: Final = {k.CLASS_DECLARATION: emit_class_declaration}
