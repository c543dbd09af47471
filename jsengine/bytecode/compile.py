"""The entry of the emitter: one function of a parsed source to a CodeUnit (code.py has the contract)."""

from jsengine import _kernel
from jsengine._generated import node_kinds as k, opcode_numbers as op
from jsengine.annotations import Final
from jsengine.bytecode import (
    dispatch as dispatch,
    emit_calls,
    emit_classes,
    emit_control,
    emit_parameters,
    emit_scopes,
    emit_statements,
)
from jsengine.bytecode.assembler import JumpTooFar, Region
from jsengine.bytecode.code import (
    ASYNC_FUNCTION,
    EAGER_CALL_PATH,
    EAGER_CONSTRUCT_PATH,
    GENERATOR_FUNCTION,
    HAS_PROTOTYPE_PROPERTY,
    STRICT,
    THIS_IS_SLOPPY,
    USES_ARGUMENTS_ARRAY,
    USES_REST_ARRAY,
    CodeUnit,
)
from jsengine.bytecode.emitter import UNDEFINED, Emitter
from jsengine.bytecode.scope_names import (
    FUNCTION_ARROW,
    FUNCTION_ASYNC,
    FUNCTION_CONSTRUCTOR,
    FUNCTION_DECLARATION,
    FUNCTION_DERIVED_CONSTRUCTOR,
    FUNCTION_EVAL,
    FUNCTION_EXPRESSION,
    FUNCTION_FIELD,
    FUNCTION_FLAG_STATIC,
    FUNCTION_GENERATOR,
    FUNCTION_MODULE,
    FUNCTION_SCRIPT,
    FUNCTION_STATIC_BLOCK,
    FUNCTION_STRICT,
    FUNCTION_TOP_LEVEL_AWAIT,
    NONE,
    SCOPE_STRICT,
)
from jsengine.bytecode.source import Source, SourceTree, source_of

INITIALISERS: Final = frozenset([FUNCTION_FIELD, FUNCTION_STATIC_BLOCK])
PROGRAMS: Final = frozenset([FUNCTION_SCRIPT, FUNCTION_MODULE, FUNCTION_EVAL])
CLASSES: Final = frozenset([k.CLASS_DECLARATION, k.CLASS_EXPRESSION])


def compile_function(parsed: _kernel.ParsedSource, index: int) -> CodeUnit:
    """The bytecode of a row of the function table."""
    compiler = FunctionCompiler(parsed, index, False)
    try:
        unit = compiler.compile()
    except JumpTooFar:
        compiler = FunctionCompiler(parsed, index, True)
        unit = compiler.compile()
    compiler.tree.release()
    return unit


def initialiser_group(source: Source, index: int) -> list[int]:
    """The fields or static elements of a class from the first, `index`, on."""
    functions = source.functions
    class_scope = source.scopes.parent[functions.scope[index]]
    is_static = is_static_element(source, index)
    last = source.scopes.node[class_scope]
    group: list[int] = []
    for other in range(index, len(functions.node)):
        if functions.node[other] > last:
            break
        of_class = functions.kind[other] in INITIALISERS and source.scopes.parent[functions.scope[other]] == class_scope
        if of_class and is_static_element(source, other) == is_static:
            group.append(other)
    return group


def is_static_element(source: Source, index: int) -> bool:
    """Whether a FIELD or STATIC_BLOCK function runs once, for the class."""
    functions = source.functions
    return functions.kind[index] == FUNCTION_STATIC_BLOCK or functions.flags[index] & FUNCTION_FLAG_STATIC != 0


class FunctionCompiler:
    """Compiles one function."""

    def __init__(self, parsed: _kernel.ParsedSource, index: int, wide_jumps: bool) -> None:
        source = source_of(parsed)
        functions = source.functions
        self.source = source
        self.index = index
        self.kind = functions.kind[index]
        self.group: list[int] = []
        first = functions.first_node[index]
        last = functions.node[index]
        if self.kind in INITIALISERS:
            self.group = initialiser_group(source, index)
            last = functions.node[self.group[-1]]
        self.tree = SourceTree(parsed, first, last)
        self.node = self.tree.place(functions.node[index])
        self.is_default_constructor = self.tree.kinds[self.node] in CLASSES
        self.formal_count = 0
        self.parameters: list[int] = []
        self.has_rest = False
        self.arguments_register = 0
        self.e = Emitter(source, self.tree, index, 1, wide_jumps)
        self.prologue_units = 0

    def compile(self) -> CodeUnit:
        """The code unit."""
        e = self.e
        functions = self.source.functions
        flags = functions.flags[self.index]
        e.strict = flags & FUNCTION_STRICT != 0
        e.is_async = flags & FUNCTION_ASYNC != 0
        e.is_generator = flags & FUNCTION_GENERATOR != 0
        e.this_function = functions.this_function[self.index]
        self.read_parameters()
        self.emit_prologue()
        if self.kind in PROGRAMS:
            self.emit_program()
        elif self.group:
            emit_classes.emit_initialiser_code(e, self.group)
            self.finish(-1)
        elif self.is_default_constructor:
            self.emit_default_constructor()
        else:
            self.emit_function()
        skip = 0 if e.function_environment_used else self.prologue_units
        self.tree.parsed.poll()
        return e.a.unit(self.index, self.formal_count, self.arguments_register, self.unit_flags(), skip)

    def read_parameters(self) -> None:
        """Registers for the arguments."""
        e = self.e
        if self.kind not in PROGRAMS and not self.group and not self.is_default_constructor:
            self.parameters = e.children(e.before(self.node - 1))
            if self.parameters and e.kind(self.parameters[-1]) == k.REST:
                self.has_rest = True
            self.formal_count = len(self.parameters) - (1 if self.has_rest else 0)
            e.a.reserve(self.formal_count)
        count = (1 if self.uses_arguments() else 0) + (1 if self.has_rest else 0)
        if count > 0:
            self.arguments_register = e.a.reserve(count)

    def uses_arguments(self) -> bool:
        """Whether all arguments are wanted as an Array."""
        if self.is_default_constructor:
            return self.kind == FUNCTION_DERIVED_CONSTRUCTOR
        return not self.group and self.source.functions.arguments_variable[self.index] != NONE

    def emit_prologue(self) -> None:
        """Take the closure's environment, in an instruction that is dropped if nobody uses it."""
        e = self.e
        e.function_environment = e.a.register()
        e.a.emit1(op.LOAD_FUNCTION_ENVIRONMENT, e.function_environment)
        self.prologue_units = len(e.a.units)
        functions = self.source.functions
        name_scope = functions.name_scope[self.index]
        scope = name_scope if name_scope != NONE else functions.scope[self.index]
        e.outer_scope = scope if self.is_default_constructor else self.source.scopes.parent[scope]
        e.scope = e.outer_scope

    # -------------------------------------------------------------------------------------------------- functions

    def emit_function(self) -> None:
        """An ordinary function: its entry, then its body."""
        e = self.e
        region = self.open_async() if e.is_async and not e.is_generator else None
        if self.kind == FUNCTION_CONSTRUCTOR and self.source.initialises_instances(self.index):
            callee = e.a.register()
            e.a.emit1(op.LOAD_CALLEE, callee)
            e.a.emit2(op.INITIALISE_FIELDS, 0, callee)
            e.a.top -= 1
        emit_parameters.emit_entry(e, self.parameters, self.arguments_register)
        if e.is_generator:
            e.a.emit1(op.CREATE_GENERATOR, e.a.register())
            if e.is_async:
                region = e.a.open_region(e.a.register())
        body = self.node - 1
        if e.kind(body) == k.EXPRESSION_BODY:
            e.at_node(body - 1)
            emit_control.leave_function(e, e.operand(body - 1))
        else:
            emit_statements.emit_statements(e, e.children(body))
            self.finish(-1)
        self.close_async(region)

    def open_async(self) -> Region:
        """An async function begins: what it throws rejects its promise."""
        e = self.e
        e.a.emit1(op.START_ASYNC, e.a.register())
        return e.a.open_region(e.a.register())

    def close_async(self, region: Region | None) -> None:
        """The handler around the body of an async function or generator."""
        if region is None:
            return
        e = self.e
        e.a.close_region(region)
        e.a.bind_handler(region)
        opcode = op.ASYNC_GENERATOR_THROW if e.is_generator else op.ASYNC_THROW
        e.a.emit1(opcode, region.exception_register)
        e.a.terminate()

    def finish(self, value: int) -> None:
        """The end of a body is reached: return the value in a register (-1: undefined)."""
        e = self.e
        if not e.a.reachable:
            return
        if value < 0:
            value = e.a.register()
            e.load_special(value, UNDEFINED)
        emit_control.emit_return_value(e, value)

    def emit_default_constructor(self) -> None:
        """https://tc39.es/ecma262/2025/#sec-runtime-semantics-classdefinitionevaluation, step 14."""
        e = self.e
        callee = e.a.register()
        e.a.emit1(op.LOAD_CALLEE, callee)
        result = 0
        if self.kind == FUNCTION_DERIVED_CONSTRUCTOR:
            new_target = e.a.register()
            e.a.emit1(op.LOAD_NEW_TARGET, new_target)
            window = e.a.reserve(emit_calls.WINDOW + 1)
            e.a.emit2(op.GET_SUPER_CONSTRUCTOR, window, callee)
            e.move(window + emit_calls.WINDOW, self.arguments_register)
            result = window
            e.a.emit3(op.SUPER_CONSTRUCT_SPREAD, result, window, new_target)
        if self.source.initialises_instances(self.index):
            e.a.emit2(op.INITIALISE_FIELDS, result, callee)
        e.a.emit1(op.RETURN, result)

    # --------------------------------------------------------------------------------------------------- programs

    def emit_program(self) -> None:
        """A script, module or eval code."""
        e = self.e
        scope = self.source.functions.scope[self.index]
        if self.kind == FUNCTION_MODULE:
            self.emit_module(scope)
            return
        e.completion = e.a.register()
        region: Region | None = None
        if self.kind == FUNCTION_SCRIPT:
            if self.source.functions.flags[self.index] & FUNCTION_TOP_LEVEL_AWAIT:
                e.is_async = True  # typed by hand: its completion is a promise
                region = self.open_async()
            e.scope = scope
            e.a.emit2(op.DECLARE_GLOBALS, e.a.constant(scope), emit_scopes.current_environment(e))
        else:
            emit_scopes.open_scope(e, scope)
            if not self.source.scopes.flags[scope] & SCOPE_STRICT:
                e.a.emit2(op.DECLARE_EVAL, e.a.constant(scope), emit_scopes.current_environment(e))
            emit_scopes.declare_variables(e, scope)
            emit_parameters.emit_pseudo_variables(e)
            emit_scopes.instantiate_functions(e, scope)
        e.load_special(e.completion, UNDEFINED)
        emit_statements.emit_statements(e, e.children(self.node))
        self.finish(e.completion)
        self.close_async(region)

    def emit_module(self, scope: int) -> None:
        """Instantiation, a pause for linking, evaluation. The closure's environment is the module's own."""
        e = self.e
        e.scope = scope
        e.function_environment_used = True
        e.environment = e.function_environment
        e.environments[scope] = e.function_environment
        emit_scopes.declare_variables(e, scope)
        emit_scopes.instantiate_functions(e, scope)
        e.a.emit1(op.CREATE_GENERATOR, e.a.register())
        region: Region | None = None
        if self.source.functions.flags[self.index] & FUNCTION_TOP_LEVEL_AWAIT:
            e.is_async = True
            region = self.open_async()
        emit_statements.emit_statements(e, e.children(self.node))
        self.finish(-1)
        self.close_async(region)

    # ------------------------------------------------------------------------------------------------------ flags

    def unit_flags(self) -> int:
        """FunctionFlags of the code."""
        e = self.e
        plain = self.kind in (FUNCTION_DECLARATION, FUNCTION_EXPRESSION)
        flags = 0
        if e.strict:
            flags |= STRICT
        if e.is_async and self.kind != FUNCTION_MODULE:
            flags |= ASYNC_FUNCTION
        if e.is_generator:
            flags |= GENERATOR_FUNCTION
        if self.kind == FUNCTION_MODULE:
            flags |= GENERATOR_FUNCTION | (ASYNC_FUNCTION if e.is_async else 0)
        if self.uses_arguments():
            flags |= USES_ARGUMENTS_ARRAY
        if self.has_rest:
            flags |= USES_REST_ARRAY
        if e.is_generator or (plain and not e.is_async):
            flags |= HAS_PROTOTYPE_PROPERTY
        if not e.strict and e.own_this >= 0 and self.kind not in PROGRAMS and self.kind != FUNCTION_ARROW:
            flags |= THIS_IS_SLOPPY
        # Nor does THIS_IS_SLOPPY stand in the way: the quick path sees to `this` being an object.
        on_entry = USES_ARGUMENTS_ARRAY | USES_REST_ARRAY | GENERATOR_FUNCTION | ASYNC_FUNCTION
        is_class = self.kind in (FUNCTION_CONSTRUCTOR, FUNCTION_DERIVED_CONSTRUCTOR)
        if not flags & on_entry:
            flags |= 0 if is_class else EAGER_CALL_PATH
            flags |= EAGER_CONSTRUCT_PATH if is_class or plain else 0
        return flags
