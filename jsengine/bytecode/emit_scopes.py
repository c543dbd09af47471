"""Scopes and names: environments, loading and storing variables, hoisted functions."""

from jsengine._generated import node_kinds as k, opcode_numbers as op
from jsengine.annotations import Final
from jsengine.bytecode import emit_functions, emit_self_hosting
from jsengine.bytecode.emitter import HOLE, UNDEFINED, Emitter
from jsengine.bytecode.messages import ASSIGN_TO_CONSTANT
from jsengine.bytecode.scope_names import (
    CHECK,
    DYNAMIC,
    GLOBAL,
    NONE,
    SCOPE_DIRECT_EVAL,
    SCOPE_MODULE,
    SCOPE_NEEDS_ENVIRONMENT,
    SCOPE_SLOPPY_EVAL,
    SCOPE_WITH,
    VARIABLE_CHECKED,
    VARIABLE_CLASS,
    VARIABLE_CONST,
    VARIABLE_EXPORTED,
    VARIABLE_FUNCTION_NAME,
    VARIABLE_IMMUTABLE,
    VARIABLE_IMPORT,
    VARIABLE_LET,
    VARIABLE_THIS,
    VARIABLE_VAR,
)

ASSIGN: Final = 0
"""An assignment to a binding that may be immutable or in its dead zone."""
VAR: Final = 1
"""The initialiser of a `var`, which assigns."""
INITIALISE: Final = 2
"""The first value of a lexical binding or parameter."""


class OpenScope:
    """What is restored when a scope is left."""

    def __init__(self, scope: int, parent: int, environment: int, top: int) -> None:
        self.scope = scope
        self.parent = parent
        self.environment = environment
        self.top = top


# ------------------------------------------------------------------------------------------------ environments


def has_environment(e: Emitter, scope: int) -> bool:
    """Whether the scope has an environment at run time."""
    scopes = e.source.scopes
    return scopes.flags[scope] & SCOPE_NEEDS_ENVIRONMENT != 0 or scopes.kind[scope] == SCOPE_WITH


def current_environment(e: Emitter) -> int:
    """Register of the innermost environment (which may be undefined: none)."""
    if e.environment >= 0:
        return e.environment
    e.function_environment_used = True
    return e.function_environment


def outer_hops(e: Emitter, scope: int) -> int:
    """How many environments the scope's is out of that of the closure."""
    hops = e.outer_hops.get(scope, -1)
    if hops < 0:
        hops = 0
        parent = e.source.scopes.parent
        outer = e.outer_scope
        while outer != scope:
            assert outer >= 0, f"scope {scope} is not around function {e.index}"
            if has_environment(e, outer):
                hops += 1
            outer = parent[outer]
        e.outer_hops[scope] = hops
    e.function_environment_used = True
    return hops


def create_environment(e: Emitter, scope: int) -> None:
    """Make the scope's environment the current one."""
    scopes = e.source.scopes
    parent = current_environment(e)
    register = e.a.register()
    size = scopes.environment_size[scope]
    if scopes.flags[scope] & (SCOPE_DIRECT_EVAL | SCOPE_SLOPPY_EVAL):
        e.a.emit4(op.CREATE_NAMED_ENVIRONMENT, register, parent, size, e.a.constant(scope))
    else:
        e.a.emit3(op.CREATE_ENVIRONMENT, register, parent, size)
    e.environments[scope] = register
    e.environment = register


def enter_scope(e: Emitter, scope: int) -> OpenScope:
    """Enter a scope: its environment, registers, dead zones and hoisted functions."""
    opened = open_scope(e, scope)
    declare_variables(e, scope)
    instantiate_functions(e, scope)
    return opened


def open_scope(e: Emitter, scope: int) -> OpenScope:
    """Enter a scope without its variables."""
    opened = OpenScope(scope, e.scope, e.environment, e.a.top)
    if scope >= 0:
        e.scope = scope
        if has_environment(e, scope):
            create_environment(e, scope)
    return opened


def declare_variables(e: Emitter, scope: int) -> None:
    """Give registers to the scope's variables, and the hole to those whose dead zone is checked."""
    if scope < 0:
        return
    first = e.source.scopes.first_variable[scope]
    for variable in range(first, first + e.source.scopes.variable_count[scope]):
        e.tree.step()
        declare_variable(e, variable)


def declare_variable(e: Emitter, variable: int) -> None:
    """Give a variable its register, unless it has one."""
    variables = e.source.variables
    checked = has_dead_zone(e, variable)
    if variables.slot[variable] < 0:
        if variable in e.registers:
            return
        used_before = e.a.top < e.a.register_count  # by what the parameters' defaults compute, for one
        register = e.a.register()
        e.registers[variable] = register
        e.variables.add(register)
        if checked:
            e.load_special(register, HOLE)
        elif used_before and variables.kind[variable] == VARIABLE_VAR:
            e.load_special(register, UNDEFINED)
    elif checked:
        hole = e.a.register()
        e.load_special(hole, HOLE)
        e.a.emit3(op.STORE_SLOT, e.environments[variables.scope[variable]], variables.slot[variable], hole)
        e.a.top -= 1


def has_dead_zone(e: Emitter, variable: int) -> bool:
    """Whether somebody can see that the variable is not initialised: uses of its own, or other modules."""
    kind = e.source.variables.kind[variable]
    flags = e.source.variables.flags[variable]
    if kind == VARIABLE_IMPORT:  # the slot has a link to the exporting module's
        return False
    exported = flags & VARIABLE_EXPORTED != 0 and kind in (VARIABLE_LET, VARIABLE_CONST, VARIABLE_CLASS)
    return exported or flags & VARIABLE_CHECKED != 0


def may_be_empty(e: Emitter, variable: int) -> bool:
    """Whether the environment's slot ever holds the empty value, so that a verifier wants every use checked."""
    kind = e.source.variables.kind[variable]
    if kind == VARIABLE_THIS:  # its uses are checked anyhow; what super() and `return` read may be empty
        return False
    lexical = kind in (VARIABLE_LET, VARIABLE_CONST, VARIABLE_CLASS)
    in_module = e.source.scopes.kind[e.source.variables.scope[variable]] == SCOPE_MODULE
    return has_dead_zone(e, variable) or (lexical and in_module)


def instantiate_functions(e: Emitter, scope: int) -> None:
    """Make the closures of the functions hoisted to the scope's start."""
    if scope < 0:
        return
    first = e.source.scopes.first_hoisted[scope]
    for i in range(first, first + e.source.scopes.hoisted_count[scope]):
        e.tree.step()
        function = e.source.hoisted[i]
        variable = e.source.functions.variable[function]
        if variable >= 0:  # else DeclareGlobals or DeclareEval did it
            name = None if e.source.functions.name[function] >= 0 else "default"  # `export default function () {}`
            register = e.registers.get(variable, -1)
            if register >= 0:
                emit_functions.create_closure(e, function, register, name)
            else:
                value = e.a.register()
                emit_functions.create_closure(e, function, value, name)
                store_variable(e, variable, False, value, INITIALISE)
                e.a.top -= 1


def leave_scope(e: Emitter, opened: OpenScope) -> None:
    """Leave a scope: its registers are free."""
    scope = opened.scope
    if scope >= 0:
        first = e.source.scopes.first_variable[scope]
        for variable in range(first, first + e.source.scopes.variable_count[scope]):
            e.tree.step()
            register = e.registers.pop(variable, -1)
            if register >= 0:
                e.variables.discard(register)
        if scope in e.environments:
            del e.environments[scope]
    e.scope = opened.parent
    e.environment = opened.environment
    e.a.top = opened.top


# ----------------------------------------------------------------------------------------------------- variables


def variable_name(e: Emitter, variable: int) -> int:
    """Number of the constant with the variable's name."""
    return e.a.constant(e.source.text(e.source.variables.atom[variable]))


def check_initialised(e: Emitter, variable: int, register: int) -> None:
    """ReferenceError in the variable's dead zone."""
    if e.source.variables.kind[variable] == VARIABLE_THIS:
        e.a.emit1(op.THROW_IF_THIS_HOLE, register)
    else:
        e.a.emit2(op.THROW_IF_HOLE, register, variable_name(e, variable))


def load_variable(e: Emitter, variable: int, check: bool, dst: int) -> None:
    """dst := the variable."""
    if variable == e.own_this:
        e.move(dst, 0)
        return
    variables = e.source.variables
    slot = variables.slot[variable]
    if slot < 0:
        register = e.registers[variable]
        if check:
            check_initialised(e, variable, register)
        e.move(dst, register)
        return
    if e.source.verifiable and may_be_empty(e, variable):
        check = True
    if variables.kind[variable] == VARIABLE_IMPORT:
        check = False  # LoadImport does it
    target = e.safe_destination(dst) if check else dst
    load_slot(e, variable, slot, target)
    if check:
        check_initialised(e, variable, target)
        e.move(dst, target)


def load_slot(e: Emitter, variable: int, slot: int, dst: int) -> None:
    """dst := the variable in an environment."""
    variables = e.source.variables
    scope = variables.scope[variable]
    environment = e.environments.get(scope, -1)
    hops = 0
    if environment < 0:
        hops = outer_hops(e, scope)
        environment = e.function_environment
    if variables.kind[variable] == VARIABLE_IMPORT:
        e.a.emit5(op.LOAD_IMPORT, dst, environment, hops, slot, variable_name(e, variable))
    elif hops == 0:
        e.a.emit3(op.LOAD_SLOT, dst, environment, slot)
    else:
        e.a.emit4(op.LOAD_OUTER_SLOT, dst, environment, hops, slot)


def store_variable(e: Emitter, variable: int, check: bool, value: int, mode: int) -> None:
    """The variable := value; mode is ASSIGN, VAR or INITIALISE."""
    variables = e.source.variables
    if mode == ASSIGN:
        if check:
            check_before_store(e, variable)
        if variables.flags[variable] & VARIABLE_IMMUTABLE:
            if variables.kind[variable] != VARIABLE_FUNCTION_NAME or e.strict:
                e.throw_message(ASSIGN_TO_CONSTANT, e.source.text(variables.atom[variable]))
            return
    slot = variables.slot[variable]
    if slot < 0:
        e.move(e.registers[variable], value)
        return
    scope = variables.scope[variable]
    environment = e.environments.get(scope, -1)
    if environment >= 0:
        e.a.emit3(op.STORE_SLOT, environment, slot, value)
        return
    hops = outer_hops(e, scope)
    if hops == 0:
        e.a.emit3(op.STORE_SLOT, e.function_environment, slot, value)
    else:
        e.a.emit4(op.STORE_OUTER_SLOT, e.function_environment, hops, slot, value)


def check_before_store(e: Emitter, variable: int) -> None:
    """ReferenceError when a variable in its dead zone is assigned."""
    slot = e.source.variables.slot[variable]
    if slot < 0:
        check_initialised(e, variable, e.registers[variable])
    else:
        old = e.a.register()
        load_slot(e, variable, slot, old)
        check_initialised(e, variable, old)
        e.a.top -= 1


# --------------------------------------------------------------------------------------------------- identifiers


def emit_identifier(e: Emitter, node: int, dst: int) -> None:
    """IdentifierReference."""
    annotation = e.annotations[node]
    if annotation >= 0:
        if annotation & CHECK:
            e.at_node(node)
        load_variable(e, annotation & ~CHECK, annotation & CHECK != 0, dst)
    elif annotation == GLOBAL:
        name = e.name(node)
        if name == "undefined":
            e.load_special(dst, UNDEFINED)  # a frozen property, and no lexical binding can have the name
            return
        e.at_node(node)
        if e.source.self_hosted:
            emit_self_hosting.emit_function_name(e, name, dst)
            return
        e.a.emit3(op.LOAD_GLOBAL, dst, e.a.constant(name), e.a.feedback())
    else:
        base = resolve_binding(e, node)
        e.a.emit4(op.LOAD_BINDING, dst, base, e.a.text(e.name(node)), 0)


def emit_typeof_identifier(e: Emitter, node: int, dst: int) -> None:
    """The operand of typeof, which may be unresolvable."""
    annotation = e.annotations[node]
    name = e.a.text(e.name(node))
    if annotation >= 0:
        emit_identifier(e, node, dst)
    elif annotation == GLOBAL:
        e.at_node(node)
        e.a.emit3(op.LOAD_GLOBAL_OR_UNDEFINED, dst, name, e.a.feedback())
    else:
        base = resolve_binding(e, node)
        e.a.emit4(op.LOAD_BINDING, dst, base, name, 1)


def resolve_binding(e: Emitter, node: int) -> int:
    """A register with what holds the binding of a name that is looked up at run time."""
    base = e.a.register()
    e.at_node(node)
    e.a.emit3(op.RESOLVE_BINDING, base, current_environment(e), e.a.text(e.name(node)))
    return base


def local_register(e: Emitter, node: int) -> int:
    """The register of an identifier or `this` that is a local variable, else -1."""
    annotation = e.annotations[node]
    if annotation < 0:
        return -1
    variable = annotation & ~CHECK
    if variable == e.own_this:
        return 0
    register = e.registers.get(variable, -1)
    if register >= 0 and annotation & CHECK:
        e.at_node(node)
        check_initialised(e, variable, register)
    return register


def store_name(e: Emitter, node: int, value: int, mode: int, base: int) -> None:
    """The identifier := value. base: what resolve_binding gave for a DYNAMIC name."""
    annotation = e.annotations[node]
    if annotation >= 0:
        if annotation & CHECK:
            e.at_node(node)
        store_variable(e, annotation & ~CHECK, annotation & CHECK != 0, value, mode)
    elif annotation == GLOBAL:
        name = e.a.text(e.name(node))
        e.at_node(node)
        if mode == INITIALISE:
            e.a.emit2(op.INITIALISE_GLOBAL, name, value)
        else:
            e.a.emit3(op.STORE_GLOBAL, name, value, e.a.feedback())
    else:
        e.at_node(node)
        e.a.emit3(op.STORE_BINDING, base, e.a.text(e.name(node)), value)


def is_dynamic(e: Emitter, node: int) -> bool:
    """Whether the identifier is looked up at run time."""
    return e.annotations[node] == DYNAMIC


def assignable_register(e: Emitter, node: int, mode: int) -> int:
    """The register of a local variable that a value may be evaluated into, else -1."""
    annotation = e.annotations[node]
    if annotation < 0 or (annotation & CHECK and mode == ASSIGN):
        return -1
    if mode == ASSIGN and e.source.variables.flags[annotation & ~CHECK] & VARIABLE_IMMUTABLE:
        return -1
    return e.registers.get(annotation & ~CHECK, -1)


def fresh_register(e: Emitter, node: int) -> int:
    """The register of a lexical variable that nobody can see before it is initialised, else -1."""
    annotation = e.annotations[node]
    if annotation < 0 or e.source.variables.flags[annotation & ~CHECK] & VARIABLE_CHECKED:
        return -1
    return e.registers.get(annotation & ~CHECK, -1)


def copy_hoisted_function(e: Emitter, function: int) -> None:
    """Annex B.3.3: when a function in a block is reached, its var gets the value of the block's binding."""
    target = e.source.functions.hoisted_variable[function]
    if target == NONE:
        return
    node = e.tree.place(e.source.functions.node[function])
    name = e.a.text(e.name(e.children(node)[0]))
    variable = e.source.functions.variable[function]
    value = e.registers.get(variable, -1)
    if value < 0:
        value = e.a.register()
        load_variable(e, variable, False, value)
    if target >= 0:
        store_variable(e, target, False, value, VAR)
    elif target == GLOBAL:
        e.a.emit3(op.STORE_GLOBAL, name, value, e.a.feedback())
    else:  # eval code: the var scope is outside of it
        base = e.a.register()
        e.function_environment_used = True
        e.a.emit3(op.RESOLVE_BINDING, base, e.function_environment, name)
        e.a.emit3(op.STORE_BINDING, base, name, value)


# -------------------------------------------------------------------------------------------- pseudo-variables


def emit_this(e: Emitter, node: int, dst: int) -> None:
    """This."""
    annotation = e.annotations[node]
    if annotation >= 0:
        e.at_node(node)
        load_variable(e, annotation & ~CHECK, annotation & CHECK != 0, dst)
    elif annotation == GLOBAL:
        emit_functions.load_global_this(e, dst)
    else:
        load_dynamic_this(e, dst)


def emit_new_target(e: Emitter, node: int, dst: int) -> None:
    """new.target."""
    load_pseudo(e, node, dst, 1)


def load_pseudo(e: Emitter, node: int, dst: int, which: int) -> None:
    """The pseudo-variable that annotates the node; `which` names it in eval code (LoadDynamicThis)."""
    annotation = e.annotations[node]
    if annotation >= 0:
        load_variable(e, annotation & ~CHECK, False, dst)
    else:
        load_dynamic(e, dst, which)


def load_dynamic_this(e: Emitter, dst: int) -> None:
    """In eval code: `this`, which a derived constructor may not have yet."""
    this = e.safe_destination(dst)
    load_dynamic(e, this, 0)
    e.a.emit1(op.THROW_IF_THIS_HOLE, this)
    e.move(dst, this)


def load_dynamic(e: Emitter, dst: int, which: int) -> None:
    """In eval code: a pseudo-variable of the function around it."""
    e.a.emit3(op.LOAD_DYNAMIC_THIS, dst, current_environment(e), which)


EXPRESSION_HANDLERS: Final = {k.IDENTIFIER: emit_identifier, k.THIS: emit_this, k.NEW_TARGET: emit_new_target}
LOCAL_HANDLERS: Final = {k.IDENTIFIER: local_register, k.THIS: local_register}
