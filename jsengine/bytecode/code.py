"""What a compiled function is: the contract between the emitter and the kernel.

The kernel calls `jsengine.bytecode.compile.compile_function(parsed, index)` when a function is first called. `parsed` is the
Python view of one ParsedSource (tree, atoms, scopes, functions), `index` the function's row in its function table (0: the
program). The answer is a `CodeUnit`, from which the kernel makes a `Code` cell (kernel/function.h).

Constants, by the Python type of the entry
    float, int          a number (int32 where it fits, but -0.0 stays a double)
    str                 a string of UTF-16 code units, interned; as a `name` it is the property key
    None, bool          undefined, true or false
    FunctionReference   FunctionInfo of that row of the source's function table
    BigIntConstant      a BigInt
    SymbolConstant      a well-known symbol, by its short name ("iterator")
    Descriptor          an Array of its values that scripts never see: argument maps, template objects

`constants` of an operand described as `const` in the table of opcodes is an index into this list.

FunctionReference carries the static name: a closure or class that gets its name from where it stands (`let f = () => 1`)
has it in `name`; None means the name in the source, or that SetFunctionName gives it at run time.

CreateTemplateObject: Descriptor of n cooked strings (None where the escape is invalid), then n raw strings.
CreateMappedArguments: Descriptor of environment slots by parameter index, -1 where the parameter is not mapped.
DeclareGlobals, DeclareEval, CreateNamedEnvironment, CallEval: the constant is an int, a row of the scope table.
CreateClass: FunctionReference of the constructor; a class without one has a function row all the same (scopes.md).

On entry the frame's registers are: 0 `this`, 1 .. formal_count the arguments (undefined where fewer were passed), all others
undefined. kUsesArgumentsArray: `arguments_register` holds a new Array of all arguments. kUsesRestArray: it holds a new Array of
the arguments from formal_count on; if both are set, that one is in `arguments_register` + 1. `this` has been coerced if
kThisIsSloppy is set. In derived constructors register 0 is not read: the emitter keeps `this` in a variable.

A module's code first instantiates its hoisted functions and then suspends in CreateGenerator, always, so that it is run twice:
once on linking (to instantiate), once on evaluation (resumed). Without top-level await it is a generator that never yields;
with it, StartAsync follows CreateGenerator, and what the resumption returns is the promise.

The fields of a class are initialised by one code: that of the FIELD function of its first instance field runs all of them. So
do its static fields and blocks: the code of the first static FIELD or STATIC_BLOCK runs all. The other rows are never called.

Handlers are looked up by the offset of the instruction that throws: the first in the list with from <= offset < to. The kernel
stores the exception in `exception_register` and goes on at `target`; no other register changes.
"""

from jsengine.annotations import Final

# Bits of FunctionFlags (kernel/function.h).
STRICT: Final = 1
GENERATOR_FUNCTION: Final = 2
ASYNC_FUNCTION: Final = 4
USES_ARGUMENTS_ARRAY: Final = 8
USES_REST_ARRAY: Final = 16
HAS_PROTOTYPE_PROPERTY: Final = 32
SELF_HOSTED: Final = 64
THIS_IS_SLOPPY: Final = 128
EAGER_CALL_PATH: Final = 256
EAGER_CONSTRUCT_PATH: Final = 512


class FunctionReference:
    """A row of the source's function table, with the name that the place of the function gives it."""

    def __init__(self, index: int, name: str | None) -> None:
        self.index = index
        self.name = name

    def __repr__(self) -> str:
        return f"function {self.index}" + (f" {self.name!r}" if self.name is not None else "")


class BigIntConstant:
    """By its literal: the kernel makes the number, and polls; Python's arithmetic cannot be interrupted."""

    def __init__(self, literal: str) -> None:
        self.literal = literal

    def __repr__(self) -> str:
        return f"{self.literal}n"


class SymbolConstant:
    """A well-known symbol."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return f"Symbol.{self.name}"


class Descriptor:
    """A tuple of integers, strings and None (undefined) that an opcode reads as data."""

    def __init__(self, values: tuple[int | str | None, ...]) -> None:
        self.values = values

    def __repr__(self) -> str:
        return f"[{', '.join(map(repr, self.values))}]"


Constant = float | int | str | bool | None | FunctionReference | BigIntConstant | SymbolConstant | Descriptor


class CodeUnit:
    """The bytecode of one function."""

    def __init__(
        self,
        index: int,
        instructions: list[int],
        constants: list[Constant],
        handlers: list[tuple[int, int, int, int]],
        positions: list[int],
        register_count: int,
        formal_count: int,
        feedback_count: int,
        arguments_register: int,
        function_flags: int,
    ) -> None:
        self.index = index
        """Row of the function table."""
        self.instructions = instructions
        """16-bit units."""
        self.constants = constants
        self.handlers = handlers
        """(from, to, target, exception register), inner ranges first; offsets in units."""
        self.positions = positions
        """Pairs of offset and byte position in the source, sorted by offset: what starts there and goes on to the next pair."""
        self.register_count = register_count
        """Including `this` and formals, and every register of a call's window but the callee's own locals."""
        self.formal_count = formal_count
        self.feedback_count = feedback_count
        self.arguments_register = arguments_register
        """0 unless one of the two flags is set."""
        self.function_flags = function_flags

    def places(self) -> dict[int, int]:
        """The positions by offset."""
        return dict(zip(self.positions[::2], self.positions[1::2], strict=True))
