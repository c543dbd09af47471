"""What a WebIDL declaration says, as plain tuples: the generated table is made of them."""

from typing import NamedTuple


class Type(NamedTuple):
    """https://webidl.spec.whatwg.org/#idl-types"""

    name: str  # a built-in or declared name, a generic's name, or "union"
    nullable: bool = False
    parameters: tuple["Type", ...] = ()
    attributes: tuple[str, ...] = ()  # EnforceRange, Clamp, LegacyNullToEmptyString, AllowShared


class Argument(NamedTuple):
    """https://webidl.spec.whatwg.org/#idl-overloading; a default is the text of its literal."""

    name: str
    type: Type
    optional: bool = False
    variadic: bool = False
    default: str | None = None


class Attribute(NamedTuple):
    """https://webidl.spec.whatwg.org/#idl-attributes"""

    name: str
    python_name: str
    type: Type
    readonly: bool
    static: bool
    stringifier: bool
    extended: tuple[tuple[str, str], ...]


class Overload(NamedTuple):
    """One declaration of an operation or constructor."""

    arguments: tuple[Argument, ...]
    returns: Type
    extended: tuple[tuple[str, str], ...]


class Operation(NamedTuple):
    """https://webidl.spec.whatwg.org/#idl-operations: all overloads of a name."""

    name: str
    python_name: str
    static: bool
    specials: tuple[str, ...]  # getter, setter, deleter, stringifier
    overloads: tuple[Overload, ...]


class Iterable(NamedTuple):
    """https://webidl.spec.whatwg.org/#idl-iterable, maplike and setlike."""

    kind: str
    types: tuple[Type, ...]
    readonly: bool


class Constant(NamedTuple):
    """https://webidl.spec.whatwg.org/#idl-constants"""

    name: str
    type: Type
    value: str


class Interface(NamedTuple):
    """An interface, a callback interface, a namespace or (before they are mixed in) a mixin."""

    name: str
    kind: str
    inherits: str | None
    module: str  # where the Python class stands
    extended: tuple[tuple[str, str], ...]
    constructors: tuple[Overload, ...]
    constants: tuple[Constant, ...]
    attributes: tuple[Attribute, ...]
    operations: tuple[Operation, ...]
    iterable: Iterable | None


class Member(NamedTuple):
    """A dictionary member."""

    name: str
    python_name: str
    type: Type
    required: bool
    default: str | None


class Dictionary(NamedTuple):
    """https://webidl.spec.whatwg.org/#idl-dictionaries"""

    name: str
    inherits: str | None
    module: str
    members: tuple[Member, ...]


class Enumeration(NamedTuple):
    """https://webidl.spec.whatwg.org/#idl-enums"""

    name: str
    values: tuple[str, ...]


class CallbackFunction(NamedTuple):
    """https://webidl.spec.whatwg.org/#idl-callback-functions"""

    name: str
    returns: Type
    arguments: tuple[Argument, ...]
    extended: tuple[tuple[str, str], ...]


class Table(NamedTuple):
    """Everything that is declared, by name."""

    interfaces: dict[str, Interface]
    dictionaries: dict[str, Dictionary]
    enumerations: dict[str, Enumeration]
    callbacks: dict[str, CallbackFunction]
