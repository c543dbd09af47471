"""What the emitter reads of a source: its tree, its atoms and its scope tables, as lists of integers."""

from jsengine import _kernel
from jsengine.annotations import Final
from jsengine.bytecode.scope_names import (
    FUNCTION_FIELD,
    FUNCTION_FLAG_STATIC,
    VARIABLE_GETTER,
    VARIABLE_METHOD,
    VARIABLE_PRIVATE,
    VARIABLE_SETTER,
    VARIABLE_STATIC,
)

STEPS_BETWEEN_POLLS: Final = 256
RELEASED_AT_ONCE: Final = 1 << 16


class SourceTree:
    """The nodes of one function by columns, without those in bodies of functions inside it: such a body is a leaf.

    Nodes are numbered by their places here. The scope tables speak of nodes by their numbers in the source: `place`.
    """

    def __init__(self, parsed: _kernel.ParsedSource, first: int, last: int) -> None:
        kinds, flags, error_positions, sizes, atoms, annotations, bodies, missing = parsed.function_nodes(
            first, last + 1
        )
        self.kinds: list[int] = kinds
        self.flags: list[int] = flags
        self.error_positions: list[int] = error_positions
        """Where errors about the node are reported (error_sites.h)."""
        self.sizes: list[int] = sizes
        self.atoms: list[int] = atoms
        self.annotations: list[int] = annotations
        self.first: Final = first
        self.bodies: list[int] = bodies
        """Numbers of the bodies that became leaves."""
        self.missing: list[int] = missing
        """How many nodes are missing up to each of them."""
        self.parsed: Final = parsed
        self.steps = 0
        """Since the last poll."""

    def place(self, number: int) -> int:
        """The place of the node with that number in the source."""
        low, high = 0, len(self.bodies)
        while low < high:
            middle = (low + high) // 2
            if self.bodies[middle] <= number:
                low = middle + 1
            else:
                high = middle
        return number - self.first - (self.missing[low - 1] if low > 0 else 0)

    def release(self) -> None:
        """Give the columns back in pieces: dropping millions of integers at once takes long."""
        columns = (self.kinds, self.flags, self.error_positions, self.sizes, self.atoms, self.annotations)
        for column in columns:
            while len(column) > RELEASED_AT_ONCE:
                del column[-RELEASED_AT_ONCE:]
                self.parsed.poll()

    def step(self) -> None:
        """In every loop whose length comes from the source: a script that has to end does so in its emitter, too."""
        self.steps += 1
        if self.steps > STEPS_BETWEEN_POLLS:
            self.steps = 0
            self.parsed.poll()


class Scopes:
    """The scope table by columns."""

    def __init__(self, columns: tuple[list[int], ...]) -> None:
        self.node: list[int] = columns[0]
        self.parent: list[int] = columns[1]
        self.kind: list[int] = columns[3]
        self.flags: list[int] = columns[4]
        self.first_variable: list[int] = columns[5]
        self.variable_count: list[int] = columns[6]
        self.environment_size: list[int] = columns[7]
        self.first_hoisted: list[int] = columns[8]
        self.hoisted_count: list[int] = columns[9]
        self.constructor: list[int] = columns[10] if len(columns) > 10 else []


class Variables:
    """The table of variables by columns."""

    def __init__(self, columns: tuple[list[int], ...]) -> None:
        self.atom: list[int] = columns[0]
        self.scope: list[int] = columns[1]
        self.kind: list[int] = columns[2]
        self.flags: list[int] = columns[3]
        self.slot: list[int] = columns[4]
        self.initial: list[int] = columns[6]


class Functions:
    """The function table by columns."""

    def __init__(self, columns: tuple[list[int], ...]) -> None:
        self.node: list[int] = columns[0]
        self.kind: list[int] = columns[1]
        self.flags: list[int] = columns[2]
        self.this_function: list[int] = columns[4]
        self.scope: list[int] = columns[5]
        self.body_scope: list[int] = columns[6]
        self.name_scope: list[int] = columns[7]
        self.name: list[int] = columns[9]
        self.first_node: list[int] = columns[10]
        self.hoisted_variable: list[int] = columns[11]
        self.variable: list[int] = columns[12]
        self.this_variable: list[int] = columns[13]
        self.new_target_variable: list[int] = columns[14]
        self.home_object_variable: list[int] = columns[15]
        self.active_function_variable: list[int] = columns[16]
        self.arguments_variable: list[int] = columns[17]


class Source:
    """One parsed and analysed source."""

    def __init__(self, parsed: _kernel.ParsedSource) -> None:
        self.self_hosted: bool = parsed.self_hosted
        self.verifiable: bool = parsed.verifiable
        """Its bytecode goes into a file: every use of a binding that may be in its dead zone is checked."""
        self.scopes = Scopes(parsed.scopes())
        self.variables = Variables(parsed.variables())
        self.functions = Functions(parsed.functions())
        self.hoisted: list[int] = parsed.hoisted()
        self.texts: list[str] = parsed.names()
        self.numbers: list[float] = parsed.numbers()
        self.pairs: list[int] = parsed.pairs()

        self.classes_with_instance_elements: set[int] | None = None

    def initialises_instances(self, constructor: int) -> bool:
        """Whether instances of a constructor's class get fields or private methods; yes where the class is not known."""
        scope = self.functions.scope[constructor] if constructor >= 0 else -1
        while scope >= 0 and self.scopes.constructor[scope] != constructor:
            scope = self.scopes.parent[scope]
        if self.classes_with_instance_elements is None:
            self.classes_with_instance_elements = self.find_instance_elements()
        return scope < 0 or scope in self.classes_with_instance_elements

    def find_instance_elements(self) -> set[int]:
        """Scopes of classes with a field or a private method that is not static."""
        functions, variables = self.functions, self.variables
        found: set[int] = set()
        for i in range(len(functions.node)):
            if functions.kind[i] == FUNCTION_FIELD and not functions.flags[i] & FUNCTION_FLAG_STATIC:
                found.add(self.scopes.parent[functions.scope[i]])
        methods = VARIABLE_METHOD | VARIABLE_GETTER | VARIABLE_SETTER
        for i in range(len(variables.kind)):
            flags = variables.flags[i]
            if variables.kind[i] == VARIABLE_PRIVATE and flags & methods and not flags & VARIABLE_STATIC:
                found.add(variables.scope[i])
        return found

    def text(self, atom: int) -> str:
        """Text of an atom, as UTF-16 code units."""
        return self.texts[atom]


def source_of(parsed: _kernel.ParsedSource) -> Source:
    """What was read of the source when its first function was compiled."""
    view = parsed.view
    if isinstance(view, Source):
        return view
    source = Source(parsed)
    parsed.view = source
    return source
