"""The table of opcodes: the only list of them. Enum, encoder, decoder, disassembler, verifier and interpreter derive from it.

An instruction is a row of 16-bit units: the opcode, then its operands. The wide form (opcode number + the number of
opcodes) has operands of 32 bits. Registers are numbered from `this` (0), parameters (1 ..), then locals.

Operand types
    dst     register written              reg     register read
    regs    first of consecutive registers that are read or written (what they are is said in the row)
    const   index into the constants      imm     signed number
    slot    environment slot              hops    environments to go out (0: this one)
    feedback index of a feedback slot     target  jump distance in 16-bit units from the start of the instruction
    argc    number of arguments

A call's `regs` are a window of the callee: regs+0 the callee, regs+1 .. +7 room for the frame's header, regs+8 `this`,
regs+9 .. the arguments (frame.h). Opcodes of calls that the engine knows (known_calls.py) follow the table's. An environment is a value of its own kind in a register.
"""

from jsengine.annotations import Final
from jsengine.bytecode.known_calls import KNOWN_CALLS, KnownCall


class Opcode:
    """A row of the table."""

    def __init__(
        self,
        name: str,
        family: str,
        operands: tuple[tuple[str, str], ...],
        effect: str,
        terminator: bool,
        number: int,
        arguments: int = 0,
    ) -> None:
        self.name: Final = name
        self.family: Final = family
        self.operands: Final = operands
        """(name, type) of each operand, in the order of encoding."""
        self.effect: Final = effect
        """What it does, as an equation over its operands."""
        self.terminator: Final = terminator
        """The next instruction is not reached from here in order."""
        self.number: Final = number
        self.arguments: Final = arguments
        """Arguments in the window of a call whose opcode says how many they are."""


_TYPES: Final = frozenset(["dst", "reg", "regs", "const", "imm", "slot", "hops", "feedback", "target", "argc"])

# family | name operands... | effect    (an operand is name:type, or a type alone; `!` after the name: terminator)
_TABLE: Final = """
literal    | LoadConstant dst value:const | dst := value
literal    | LoadInt dst value:imm | dst := value
literal    | LoadSpecial dst which:imm | dst := 0 null, 1 undefined, 2 false, 3 true, 4 hole
literal    | Move dst source:reg | dst := source
literal    | CreateObject dst shape:feedback | dst := {} (room for as many properties as were seen)
literal    | CreateArray dst capacity:imm | dst := []
literal    | AppendElement array:reg value:reg | array[array.length++] := value
literal    | AppendHole array:reg | array.length++
literal    | AppendSpread array:reg iterable:reg | append all values of iterable
literal    | CreateRegExp dst pattern:const flags:const | dst := a new RegExp
literal    | CreateTemplateObject dst template:const site:feedback | dst := template object of this site in this realm (template: Array [cooked.., raw..] description)
literal    | CreateClosure dst info:const environment:reg | dst := closure of FunctionInfo over environment (undefined: none)

scope      | LoadFunctionEnvironment dst | dst := environment of the running closure (undefined: none)
scope      | CreateEnvironment dst parent:reg size:imm | dst := environment with `size` slots, all undefined
scope      | CreateNamedEnvironment dst parent:reg size:imm scope:const | the same, with its scope (an int: index in the source's scope table) for look-ups by name
scope      | CreateWithEnvironment dst parent:reg object:reg | dst := object environment of ToObject(object)
scope      | CopyEnvironment dst source:reg | dst := copy of the environment, same parent
scope      | LoadSlot dst environment:reg slot | dst := environment[slot]
scope      | LoadOuterSlot dst environment:reg hops slot | dst := slot of the environment `hops` out
scope      | StoreSlot environment:reg slot value:reg | environment[slot] := value
scope      | StoreOuterSlot environment:reg hops slot value:reg | the same, `hops` out
scope      | ThrowIfHole value:reg name:const | ReferenceError if value is the hole (dead zone of name)
scope      | ThrowIfThisHole value:reg | ReferenceError if super() has not returned
scope      | ThrowIfThisBound value:reg | ReferenceError unless value is the hole (super() called twice)
scope      | LoadGlobal dst name:const cache:feedback | dst := global binding, ReferenceError if there is none or in its dead zone
scope      | LoadGlobalOrUndefined dst name:const cache:feedback | the same for typeof: undefined if there is none
scope      | LoadGlobalThis dst | dst := this of scripts in the running function's realm (arrow functions and eval code at the top of a script)
scope      | StoreGlobal name:const value:reg cache:feedback | assign (strict by the code's flag)
scope      | InitialiseGlobal name:const value:reg | first value of a script-level let, const or class
scope      | DeclareGlobals declarations:const environment:reg | GlobalDeclarationInstantiation by the source's tables (declarations: index of scope); functions are closed over environment
scope      | DeclareEval declarations:const environment:reg | EvalDeclarationInstantiation into the nearest var scope out of environment
scope      | ResolveBinding dst environment:reg name:const | dst := the environment or object that has name, going out from environment; undefined: unresolvable
scope      | LoadBinding dst base:reg name:const mode:imm | dst := name in base (mode 1: typeof, undefined if unresolvable)
scope      | LoadBindingThis dst base:reg | dst := object of a `with` environment that base is, else undefined (the `this` of a call)
scope      | StoreBinding base:reg name:const value:reg | assign name in base (strict by the code's flag)
scope      | InitialiseBinding base:reg name:const value:reg | var initialisation through a dynamic binding
scope      | DeleteBinding dst base:reg name:const | dst := delete name
scope      | LoadDynamicThis dst environment:reg which:imm | eval code: dst := 0 this, 1 new.target, 2 home object, 3 active function of the function around environment
scope      | BindDynamicThis environment:reg value:reg | eval code: `this` of the derived constructor around environment := value, ReferenceError if it is bound

arithmetic | Add dst left:reg right:reg | dst := left + right
arithmetic | Subtract dst left:reg right:reg | dst := left - right
arithmetic | Multiply dst left:reg right:reg | dst := left * right
arithmetic | Divide dst left:reg right:reg | dst := left / right
arithmetic | Remainder dst left:reg right:reg | dst := left % right
arithmetic | Exponentiate dst left:reg right:reg | dst := left ** right
arithmetic | BitwiseAnd dst left:reg right:reg | dst := left & right
arithmetic | BitwiseOr dst left:reg right:reg | dst := left | right
arithmetic | BitwiseXor dst left:reg right:reg | dst := left ^ right
arithmetic | ShiftLeft dst left:reg right:reg | dst := left << right
arithmetic | ShiftRight dst left:reg right:reg | dst := left >> right
arithmetic | ShiftRightUnsigned dst left:reg right:reg | dst := left >>> right
arithmetic | AddInt dst left:reg right:imm | dst := left + right, right a number that fits 16 bits
arithmetic | SubtractInt dst left:reg right:imm | dst := left - right
arithmetic | BitwiseAndInt dst left:reg right:imm | dst := left & right
arithmetic | BitwiseOrInt dst left:reg right:imm | dst := left | right
arithmetic | ShiftLeftInt dst left:reg right:imm | dst := left << right (0 <= right < 32)
arithmetic | ShiftRightInt dst left:reg right:imm | dst := left >> right
arithmetic | ShiftRightUnsignedInt dst left:reg right:imm | dst := left >>> right
arithmetic | Increment dst value:reg | dst := ToNumeric(value) + 1
arithmetic | Decrement dst value:reg | dst := ToNumeric(value) - 1
arithmetic | Negate dst value:reg | dst := -value
arithmetic | BitwiseNot dst value:reg | dst := ~value
arithmetic | LogicalNot dst value:reg | dst := !value
arithmetic | ToNumber dst value:reg | dst := +value
arithmetic | ToNumeric dst value:reg | dst := ToNumeric(value)
arithmetic | ToString dst value:reg | dst := ToString(value), as templates do
arithmetic | ToPropertyKey dst value:reg | dst := ToPropertyKey(value) as a value
arithmetic | ToObject dst value:reg | dst := ToObject(value)
arithmetic | TypeOf dst value:reg | dst := typeof value

comparison | LessThan dst left:reg right:reg | dst := left < right
comparison | LessThanOrEqual dst left:reg right:reg | dst := left <= right
comparison | GreaterThan dst left:reg right:reg | dst := left > right
comparison | GreaterThanOrEqual dst left:reg right:reg | dst := left >= right
comparison | Equal dst left:reg right:reg | dst := left == right
comparison | NotEqual dst left:reg right:reg | dst := left != right
comparison | StrictEqual dst left:reg right:reg | dst := left === right
comparison | StrictNotEqual dst left:reg right:reg | dst := left !== right
comparison | InstanceOf dst left:reg right:reg | dst := left instanceof right
comparison | In dst key:reg object:reg | dst := key in object
comparison | PrivateIn dst name:reg object:reg | dst := #name in object
comparison | JumpIfLessThan left:reg right:reg target | if left < right goto target
comparison | JumpIfNotLessThan left:reg right:reg target | if !(left < right) goto target
comparison | JumpIfLessThanOrEqual left:reg right:reg target | if left <= right goto target
comparison | JumpIfNotLessThanOrEqual left:reg right:reg target | if !(left <= right) goto target
comparison | JumpIfGreaterThan left:reg right:reg target | if left > right goto target
comparison | JumpIfNotGreaterThan left:reg right:reg target | if !(left > right) goto target
comparison | JumpIfGreaterThanOrEqual left:reg right:reg target | if left >= right goto target
comparison | JumpIfNotGreaterThanOrEqual left:reg right:reg target | if !(left >= right) goto target
comparison | JumpIfEqual left:reg right:reg target | if left == right goto target
comparison | JumpIfNotEqual left:reg right:reg target | if left != right goto target
comparison | JumpIfStrictEqual left:reg right:reg target | if left === right goto target
comparison | JumpIfStrictNotEqual left:reg right:reg target | if left !== right goto target

control    | Jump! target | goto target
control    | JumpIfTrue value:reg target | if ToBoolean(value) goto target
control    | JumpIfFalse value:reg target | if !ToBoolean(value) goto target
control    | JumpIfUndefined value:reg target | if value is undefined goto target
control    | JumpIfNotUndefined value:reg target | if value is not undefined goto target
control    | JumpIfNullish value:reg target | if value is undefined or null goto target
control    | JumpIfNotNullish value:reg target | if value is neither undefined nor null goto target
control    | JumpIfHole value:reg target | if value is the hole goto target
control    | JumpIfInt value:reg number:imm target | if value is the int32 `number` goto target (finally's ways out)
control    | LoopHead | poll; count; enter machine code here when hot (every backward jump lands on one)
control    | Return! value:reg | leave with value; [[Construct]] of a base class or function: `this` unless value is an object
control    | Throw! value:reg | throw value
control    | ThrowMessage! message:imm argument:const | throw the error Message(message)
control    | ThrowIfNotObject value:reg message:imm | TypeError Message(message) unless value is an object
control    | ThrowIfNullish value:reg name:const | TypeError: cannot destructure (name: what, or undefined)
control    | Debugger | nothing

property   | GetProperty dst object:reg name:const cache:feedback | dst := object.name
property   | GetLength dst object:reg name:const cache:feedback | dst := object.length: GetProperty where arrays and strings are likely
property   | SetProperty object:reg name:const value:reg cache:feedback | object.name := value (strict by the code's flag)
property   | GetElement dst object:reg key:reg cache:feedback | dst := object[key]
property   | SetElement object:reg key:reg value:reg cache:feedback | object[key] := value
property   | ToElementKey dst object:reg key:reg | TypeError if object is undefined or null; dst := ToPropertyKey(key) as a value
property   | DeleteProperty dst object:reg name:const | dst := delete object.name
property   | DeleteElement dst object:reg key:reg | dst := delete object[key]
property   | GetSuper dst this:reg home:reg key:reg | dst := super[key]
property   | SetSuper this:reg home:reg key:reg value:reg | super[key] := value
property   | GetMethod dst object:reg name:const | dst := GetMethod(object, name): undefined or a callable; name may be a symbol
property   | DefineField object:reg name:const value:reg cache:feedback | CreateDataPropertyOrThrow(object, name, value)
property   | DefineElement object:reg key:reg value:reg | the same with a computed key (already a property key)
property   | DefineMethod object:reg key:reg function:reg enumerable:imm | define a method, its home object being object; its name is set already
property   | DefineAccessor object:reg key:reg function:reg flags:imm | flags 1: setter, else getter; 2: enumerable
property   | SetFunctionName function:reg name:reg prefix:imm | SetFunctionName for anonymous functions and classes without own name; prefix 0 none, 1 get, 2 set
property   | SetPrototype object:reg value:reg | __proto__: value in a literal; nothing unless an object or null
property   | CopyDataProperties target:reg source:reg | {...source}
property   | CopyRest dst source:reg excluded:regs count:argc | dst := copy of source without the keys in excluded registers

call       | Call dst window:regs argc cache:feedback | dst := callee.[[Call]](this, arguments)
call       | Construct dst window:regs argc cache:feedback | dst := callee.[[Construct]](arguments, callee)
call       | SuperConstruct dst window:regs argc new_target:reg | dst := callee.[[Construct]](arguments, new_target)
call       | CallSpread dst window:regs | the same as Call with the arguments in the Array at window+9
call       | ConstructSpread dst window:regs | Construct with the arguments in the Array at window+9
call       | SuperConstructSpread dst window:regs new_target:reg | SuperConstruct with the arguments in the Array at window+9
call       | CallEval dst window:regs argc environment:reg scope:const | direct eval if the callee is %eval%, else Call
call       | CallEvalSpread dst window:regs environment:reg scope:const | the same with the arguments in the Array at window+9
call       | CallIntrinsic dst which:imm arguments:regs argc | dst := kernel intrinsic (self-hosted code only)
call       | LoadNewTarget dst | dst := new.target of this frame
call       | LoadCallee dst | dst := the running function
call       | LoadHomeObject dst | dst := [[HomeObject]] of the running function
call       | GetSuperConstructor dst function:reg | dst := function.[[GetPrototypeOf]](), TypeError unless a constructor
call       | CreateMappedArguments dst array:reg environment:reg map:const | arguments object of sloppy functions; map: Array of environment slots by parameter index, -1 for none
call       | CreateUnmappedArguments dst array:reg | arguments object of strict functions
call       | CheckDerivedReturn dst value:reg this:reg | value if an object; `this` if undefined (hole: ReferenceError); else TypeError

iteration  | GetIterator record:regs iterable:reg | record+0 iterator, record+1 its next method
iteration  | GetAsyncIterator record:regs iterable:reg | the same by Symbol.asyncIterator, or a sync iterator wrapped
iteration  | IteratorStep dst record:regs target | dst := next value, or goto target at the end
iteration  | IteratorClose record:regs | IteratorClose, normal completion; nothing if record+0 is undefined
iteration  | IteratorCloseAbrupt record:regs | IteratorClose while an exception is on its way: errors of `return` are dropped; nothing if record+0 is undefined
iteration  | JumpIfDone result:reg target | TypeError unless result is an object; if ToBoolean(result.done) goto target
iteration  | CreateIterResult dst value:reg done:imm | dst := {value, done}
iteration  | ForInPrepare dst object:reg | dst := keys iterator (of nothing if object is nullish)
iteration  | ForInNext dst keys:reg target | dst := next key, or goto target

generator  | CreateGenerator! dst | the frame becomes a generator (of its function's kind); leaves with it; on the first resume goes on after, dst := undefined
generator  | Yield dst value:reg mode:dst | leave with value; resumed: dst := sent value, mode := 0 next, 2 return (a throw is thrown here)
generator  | YieldResult dst result:reg mode:dst | the same, but result is an iterator result handed on as it is; mode 1 throw is told, not thrown (yield*)
generator  | StartAsync dst | async function begins: dst := its promise; the frame can be suspended from here on
generator  | Await dst value:reg | suspend until value is settled; dst := result, or its reason is thrown here
generator  | AsyncReturn! value:reg | resolve this async function's promise and leave
generator  | AsyncThrow! value:reg | reject this async function's promise and leave
generator  | AsyncGeneratorReturn! value:reg | complete the async generator with {value, done: true} and leave
generator  | AsyncGeneratorThrow! value:reg | complete the async generator with a throw and leave

class      | CreateClass pair:regs heritage:reg info:const environment:reg | pair+0 := constructor, pair+1 := its prototype; heritage the hole: none
class      | CreatePrivateName dst description:const | dst := a new private name
class      | GetPrivate dst object:reg name:reg | dst := object.#name
class      | SetPrivate object:reg name:reg value:reg | object.#name := value
class      | DefinePrivateField object:reg name:reg value:reg | add the private field (TypeError if it is there)
class      | AddPrivateMethod target:reg name:reg function:reg flags:imm | target: constructor; flags 0 method, 1 getter, 2 setter; +4 static: defined on target now, else on each instance
class      | SetHomeObject function:reg object:reg | function.[[HomeObject]] := object
class      | SetFieldInitialiser constructor:reg function:reg | function is called with each new instance as `this`
class      | InitialiseFields object:reg constructor:reg | private methods, then the field initialiser, of a new instance

module     | LoadImport dst environment:reg hops slot name:const | dst := the binding that the slot refers to; ReferenceError in its dead zone
module     | ImportCall dst specifier:reg options:reg | dst := promise of import(specifier, options)
module     | ImportMeta dst | dst := import.meta
"""


def _parse_row(number: int, line: str) -> Opcode:
    family, signature, effect = (part.strip() for part in line.split("|", 2))
    name, *operands = signature.split()
    terminator = name.endswith("!")
    pairs = tuple((o.split(":")[0], o.split(":")[-1]) for o in operands)
    unknown = {kind for _, kind in pairs} - _TYPES
    if unknown or not effect:
        raise ValueError(f"opcode table: {name}: operand types {unknown}, effect {effect!r}")
    return Opcode(name.rstrip("!"), family, pairs, effect, terminator, number)


def _known_call(number: int, known: KnownCall) -> Opcode:
    operands = (("dst", "dst"), ("window", "regs"), ("cache", "feedback"))
    effect = f"Call with {known.arguments} arguments, likely of {known.effect}"
    return Opcode(known.opcode, "known", operands, effect, False, number, known.arguments)


_ROWS: Final = tuple(_parse_row(n, line) for n, line in enumerate(filter(None, _TABLE.split("\n"))))
OPCODES: Final = _ROWS + tuple(_known_call(len(_ROWS) + n, known) for n, known in enumerate(KNOWN_CALLS))
BY_NAME: Final = {opcode.name: opcode for opcode in OPCODES}
assert len(BY_NAME) == len(OPCODES), "an opcode stands twice in the table"
