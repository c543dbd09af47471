"""The beginning of a function: arguments, pseudo-variables, scopes (10.2.11 FunctionDeclarationInstantiation)."""

from jsengine._generated import node_kinds as k, opcode_numbers as op
from jsengine.bytecode import emit_patterns, emit_scopes
from jsengine.bytecode.code import Descriptor
from jsengine.bytecode.emitter import HOLE, UNDEFINED, Emitter
from jsengine.bytecode.scope_names import (
    CHECK,
    FUNCTION_ARROW,
    FUNCTION_DERIVED_CONSTRUCTOR,
    FUNCTION_MAPPED_ARGUMENTS,
    FUNCTION_SIMPLE_PARAMETERS,
    NONE,
    VARIABLE_CHECKED,
)


def emit_entry(e: Emitter, parameters: list[int], arguments_register: int) -> None:
    """Fill in everything that stands before the body runs."""
    functions = e.source.functions
    index = e.index
    scope = functions.scope[index]
    body_scope = functions.body_scope[index]
    emit_own_name(e)
    emit_scopes.open_scope(e, scope)
    simple = functions.flags[index] & FUNCTION_SIMPLE_PARAMETERS != 0
    if simple:
        place_simple_parameters(e, parameters)
    else:
        place_fresh_parameters(e, parameters)
    emit_scopes.declare_variables(e, scope)
    emit_pseudo_variables(e)
    if simple:
        store_simple_parameters(e, parameters)
    emit_arguments_object(e, parameters, arguments_register)
    if not simple:
        bind_parameters(e, parameters, arguments_register)
    if body_scope != scope:
        emit_scopes.open_scope(e, body_scope)
        emit_scopes.declare_variables(e, body_scope)
        copy_initial_values(e, body_scope)
    emit_scopes.instantiate_functions(e, body_scope)


def emit_own_name(e: Emitter) -> None:
    """The name of a named function expression is the callee."""
    scope = e.source.functions.name_scope[e.index]
    if scope != NONE:
        emit_scopes.open_scope(e, scope)
        emit_scopes.declare_variables(e, scope)
        fill(e, e.source.scopes.first_variable[scope], op.LOAD_CALLEE)


# ---------------------------------------------------------------------------------------------------- parameters


def place_simple_parameters(e: Emitter, parameters: list[int]) -> None:
    """Parameters that no inner function uses stay where the arguments are; of two with one name the last counts."""
    for i in range(len(parameters)):
        variable = e.annotations[parameters[i]] & ~CHECK
        if e.source.variables.slot[variable] < 0:
            e.variables.discard(e.registers.get(variable, -1))
            e.registers[variable] = 1 + i
            e.variables.add(1 + i)


def store_simple_parameters(e: Emitter, parameters: list[int]) -> None:
    """Parameters that inner functions use go to the environment."""
    for i in range(len(parameters)):
        variable = e.annotations[parameters[i]] & ~CHECK
        if e.source.variables.slot[variable] >= 0:
            emit_scopes.store_variable(e, variable, False, 1 + i, emit_scopes.INITIALISE)


def place_fresh_parameters(e: Emitter, parameters: list[int]) -> None:
    """Names (with a default or not) whose dead zone nobody sees stay where the arguments are."""
    for i in range(len(parameters)):
        node = parameters[i]
        if e.kind(node) == k.DEFAULT:
            node = e.before(node - 1)
        if e.kind(node) != k.BINDING_IDENTIFIER:
            continue
        variable = e.annotations[node] & ~CHECK
        variables = e.source.variables
        if variables.slot[variable] < 0 and not variables.flags[variable] & VARIABLE_CHECKED:
            e.registers[variable] = 1 + i
            e.variables.add(1 + i)


def bind_parameters(e: Emitter, parameters: list[int], arguments_register: int) -> None:
    """IteratorBindingInitialization of a list with patterns, defaults or a rest."""
    for i in range(len(parameters)):
        node = parameters[i]
        top = e.a.top
        if e.kind(node) == k.REST:
            emit_patterns.emit_target(e, node - 1, rest_register(e, arguments_register), emit_scopes.INITIALISE)
        else:
            if e.kind(node) == k.DEFAULT:
                target = e.before(node - 1)
                emit_patterns.emit_default(e, node - 1, 1 + i, target)
                node = target
            emit_patterns.emit_target(e, node, 1 + i, emit_scopes.INITIALISE)
        e.a.top = top


def rest_register(e: Emitter, arguments_register: int) -> int:
    """Where the Array of the arguments beyond the formals is."""
    return arguments_register + (1 if uses_arguments(e) else 0)


def copy_initial_values(e: Emitter, scope: int) -> None:
    """A var with the name of a parameter starts with the parameter's value."""
    first = e.source.scopes.first_variable[scope]
    for variable in range(first, first + e.source.scopes.variable_count[scope]):
        initial = e.source.variables.initial[variable]
        if initial != NONE:
            value = e.a.register()
            emit_scopes.load_variable(e, initial, False, value)
            emit_scopes.store_variable(e, variable, False, value, emit_scopes.INITIALISE)
            e.a.top -= 1


# ---------------------------------------------------------------------------------------------- pseudo-variables


def uses_arguments(e: Emitter) -> bool:
    """Whether this function makes an arguments object."""
    return e.source.functions.arguments_variable[e.index] != NONE


def emit_pseudo_variables(e: Emitter) -> None:
    """`this`, new.target, the home object and the function itself, where somebody needs them."""
    functions = e.source.functions
    index = e.index
    emit_this_variable(e, functions.this_variable[index])
    fill(e, functions.new_target_variable[index], op.LOAD_NEW_TARGET)
    fill(e, functions.home_object_variable[index], op.LOAD_HOME_OBJECT)
    fill(e, functions.active_function_variable[index], op.LOAD_CALLEE)


def emit_this_variable(e: Emitter, variable: int) -> None:
    """`this`: register 0, and in the environment for inner functions; in derived constructors the hole at first."""
    functions = e.source.functions
    if variable == NONE or functions.kind[e.this_function] == FUNCTION_ARROW:
        return
    if functions.kind[e.this_function] == FUNCTION_DERIVED_CONSTRUCTOR:
        e.derived_this = variable
        hole = e.a.register()
        e.load_special(hole, HOLE)
        emit_scopes.store_variable(e, variable, False, hole, emit_scopes.INITIALISE)
        e.a.top -= 1
        return
    e.own_this = variable
    if e.source.variables.slot[variable] >= 0:
        emit_scopes.store_variable(e, variable, False, 0, emit_scopes.INITIALISE)


def fill(e: Emitter, variable: int, opcode: int) -> None:
    """variable := what the opcode loads."""
    if variable == NONE:
        return
    register = e.registers.get(variable, -1)
    if register >= 0:
        e.a.emit1(opcode, register)
        return
    value = e.a.register()
    e.a.emit1(opcode, value)
    emit_scopes.store_variable(e, variable, False, value, emit_scopes.INITIALISE)
    e.a.top -= 1


def emit_arguments_object(e: Emitter, parameters: list[int], arguments_register: int) -> None:
    """CreateMappedArgumentsObject, CreateUnmappedArgumentsObject."""
    functions = e.source.functions
    variable = functions.arguments_variable[e.index]
    if variable == NONE:
        return
    dst = e.a.register()
    if functions.flags[e.index] & FUNCTION_MAPPED_ARGUMENTS:
        values: list[int | str | None] = [-1] * len(parameters)
        seen: set[int] = set()
        for i in range(len(parameters) - 1, -1, -1):  # of two with one name the last is mapped
            parameter = e.annotations[parameters[i]] & ~CHECK
            if parameter not in seen:
                seen.add(parameter)
                values[i] = e.source.variables.slot[parameter]
        environment = emit_scopes.current_environment(e)
        mapped = e.a.constant(Descriptor(tuple(values)))
        e.a.emit4(op.CREATE_MAPPED_ARGUMENTS, dst, arguments_register, environment, mapped)
    elif is_sloppy_simple(e):
        unmapped = e.a.constant(Descriptor(()))
        environment = e.a.register()
        e.load_special(environment, UNDEFINED)
        e.a.emit4(op.CREATE_MAPPED_ARGUMENTS, dst, arguments_register, environment, unmapped)
        e.a.top -= 1
    else:
        e.a.emit2(op.CREATE_UNMAPPED_ARGUMENTS, dst, arguments_register)
    emit_scopes.store_variable(e, variable, False, dst, emit_scopes.INITIALISE)
    e.a.top -= 1


def is_sloppy_simple(e: Emitter) -> bool:
    """Whether `arguments` has a `callee`, although no parameter is mapped."""
    return not e.strict and e.source.functions.flags[e.index] & FUNCTION_SIMPLE_PARAMETERS != 0
