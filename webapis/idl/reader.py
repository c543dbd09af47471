"""All `.idl` files to one table: partials joined, mixins mixed in, overloads collected, typedefs resolved."""

import sys
from pathlib import Path
from typing import Any

from webapis.css.property_attributes import property_attributes
from webapis.idl.grammar import (
    Includes,
    RawDictionary,
    RawInterface,
    RawOperation,
    Typedef,
    parse,
    python_name,
    value_of,
)
from webapis.idl.model import (
    Argument,
    Attribute,
    CallbackFunction,
    Constant,
    Dictionary,
    Enumeration,
    Interface,
    Iterable,
    Operation,
    Overload,
    Table,
    Type,
)

ROOT = Path(__file__).resolve().parents[2]


class DeclarationError(Exception):
    """Declarations that contradict each other."""


class Reader:
    """Takes declarations in, file by file, and gives the table."""

    def __init__(self) -> None:
        self.main: dict[str, tuple[RawInterface, str]] = {}
        self.partials: list[RawInterface] = []
        self.includes: list[Includes] = []
        self.dictionaries: dict[str, Dictionary] = {}
        self.partial_dictionaries: list[Dictionary] = []
        self.enumerations: dict[str, Enumeration] = {}
        self.callbacks: dict[str, CallbackFunction] = {}
        self.typedefs: dict[str, Type] = {}

    def read(self, text: str, module: str) -> None:
        """Take in one file, beside the Python module of this name."""
        for declaration in parse(text):
            self.take(declaration, module)

    def take(self, declaration: Any, module: str) -> None:
        """Take in one declaration."""
        match declaration:
            case RawInterface(partial=True):
                self.partials.append(declaration)
            case RawInterface():
                self.once(self.main, declaration.name)
                self.main[declaration.name] = (declaration, module)
            case RawDictionary(partial=True):
                self.partial_dictionaries.append(declaration.dictionary)
            case RawDictionary():
                self.once(self.dictionaries, declaration.dictionary.name)
                self.dictionaries[declaration.dictionary.name] = declaration.dictionary._replace(module=module)
            case Includes():
                self.includes.append(declaration)
            case Enumeration():
                self.once(self.enumerations, declaration.name)
                self.enumerations[declaration.name] = declaration
            case CallbackFunction():
                self.once(self.callbacks, declaration.name)
                self.callbacks[declaration.name] = declaration
            case Typedef():
                self.typedefs[declaration.name] = declaration.type

    def once(self, table: dict[str, Any], name: str) -> None:
        """A name is declared once."""
        if name in table:
            raise DeclarationError(f"{name} is declared twice")

    def table(self) -> Table:
        """Join what belongs together."""
        members = {name: [*raw.members, *set_members(raw)] for name, (raw, _) in self.main.items()}
        for partial in self.partials:
            self.must_exist(partial.name, members)
            members[partial.name] += partial.members
        for included in self.includes:
            self.must_exist(included.interface, members)
            self.must_exist(included.mixin, members)
            members[included.interface] += members[included.mixin]
        for partial_dictionary in self.partial_dictionaries:
            whole = self.dictionaries[partial_dictionary.name]
            self.dictionaries[whole.name] = whole._replace(members=whole.members + partial_dictionary.members)
        interfaces = {
            name: self.interface(raw, module, members[name])
            for name, (raw, module) in self.main.items()
            if raw.kind != "mixin"
        }
        dictionaries = {
            name: dictionary._replace(
                members=tuple(member._replace(type=self.resolve(member.type)) for member in dictionary.members)
            )
            for name, dictionary in self.dictionaries.items()
        }
        callbacks = {
            name: callback._replace(returns=self.resolve(callback.returns), arguments=self.resolved(callback.arguments))
            for name, callback in self.callbacks.items()
        }
        table = Table(interfaces, dictionaries, dict(self.enumerations), callbacks)
        check_types(table)
        return table

    def must_exist(self, name: str, members: dict[str, list[object]]) -> None:
        """A partial or an includes statement needs its interface."""
        if name not in members:
            raise DeclarationError(f"{name} is extended but not declared")

    def interface(self, raw: RawInterface, module: str, members: list[object]) -> Interface:
        """One interface with all its members."""
        constructors = [self.overload(member) for member in members if isinstance(member, Overload)]
        attributes = [
            member._replace(type=self.resolve(member.type)) for member in members if isinstance(member, Attribute)
        ]
        if value_of(raw.extended, "CSSProperties") is not None:
            attributes += css_property_attributes()
        constants = [member for member in members if isinstance(member, Constant)]
        iterables = [member for member in members if isinstance(member, Iterable)]
        operations: dict[tuple[str, bool], Operation] = {}
        for member in members:
            if isinstance(member, RawOperation):
                self.add_operation(operations, member)
        iterable = iterables[0] if iterables else None
        if iterable is not None:
            iterable = iterable._replace(types=tuple(self.resolve(type_) for type_ in iterable.types))
        return Interface(
            raw.name,
            raw.kind,
            raw.inherits,
            value_of(raw.extended, "Module") or module,
            raw.extended,
            tuple(constructors),
            tuple(constants),
            tuple(attributes),
            tuple(operations.values()),
            iterable,
        )

    def add_operation(self, operations: dict[tuple[str, bool], Operation], raw: RawOperation) -> None:
        """Add an overload to its operation; one without a name is named by what it does."""
        overload = self.overload(raw.overload)
        static = "static" in raw.specials
        specials = tuple(special for special in raw.specials if special != "static")
        name = raw.name.removeprefix("_")  # https://webidl.spec.whatwg.org/#idl-names
        if not name:
            indexed = overload.arguments[0].type.name == "unsigned long"
            name = f"({'indexed' if indexed else 'named'} {specials[0]})"
        before = operations.get((name, static))
        overloads = (*(before.overloads if before else ()), overload)
        python = before.python_name if before else operation_python_name(name, overload)
        operations[name, static] = Operation(
            name, python, static, (before.specials if before else ()) + specials, overloads
        )

    def overload(self, overload: Overload) -> Overload:
        """With typedefs resolved."""
        return overload._replace(arguments=self.resolved(overload.arguments), returns=self.resolve(overload.returns))

    def resolved(self, arguments: tuple[Argument, ...]) -> tuple[Argument, ...]:
        """Arguments with typedefs resolved."""
        return tuple(argument._replace(type=self.resolve(argument.type)) for argument in arguments)

    def resolve(self, type_: Type) -> Type:
        """A type without typedefs, nor unions in unions."""
        known = self.typedefs.get(type_.name)
        if known is not None:
            known = self.resolve(known)
            return known._replace(
                nullable=type_.nullable or known.nullable, attributes=type_.attributes + known.attributes
            )
        parameters: list[Type] = []
        nullable = type_.nullable
        for parameter in type_.parameters:
            parameter = self.resolve(parameter)
            if type_.name == "union" and parameter.name == "union":
                parameters += parameter.parameters
                nullable = nullable or parameter.nullable
            else:
                parameters.append(parameter)
        return type_._replace(parameters=tuple(parameters), nullable=nullable)


def set_members(raw: RawInterface) -> tuple[object, ...]:
    """https://webidl.spec.whatwg.org/#js-setlike: what a setlike declaration declares besides iteration."""
    declared = next(
        (member for member in raw.members if isinstance(member, Iterable) and member.kind == "setlike"), None
    )
    if declared is None:
        return ()
    kept = declared.types[0].name
    text = f"readonly attribute unsigned long size; boolean has({kept} value);"
    if not declared.readonly:
        text += f"{raw.name} add({kept} value); boolean delete({kept} value); undefined clear();"
    made: RawInterface = parse(f"interface Set {{ {text} }};")[0]
    return made.members


def css_property_attributes() -> list[Attribute]:
    """[CSSProperties], an extended attribute of ours: one attribute for each name that a property goes by."""
    text = Type("DOMString", attributes=("LegacyNullToEmptyString",))
    return [
        Attribute(name, name, text, False, False, False, (("CEReactions", ""), ("CSSProperty", property_name)))
        for name, property_name in property_attributes().items()
    ]


def operation_python_name(name: str, overload: Overload) -> str:
    """Special operations without a name have fixed names in Python."""
    named = value_of(overload.extended, "ImplementedAs")
    if named:
        return named
    if name.startswith("("):
        return name.strip("()").replace(" ", "_")
    return python_name(name, overload.extended)


BUILT_IN_TYPES = frozenset(
    [
        "undefined",
        "any",
        "boolean",
        "byte",
        "octet",
        "short",
        "float",
        "double",
        "bigint",
        "object",
        "symbol",
        "DOMString",
        "ByteString",
        "USVString",
        "CSSOMString",
        "long",
        "ArrayBuffer",
        "DataView",
        "Uint8Array",
        "ArrayBufferView",
        "BufferSource",
        "Function",
        "union",
        "sequence",
        "FrozenArray",
        "ObservableArray",
        "Promise",
        "record",
    ]
) | {
    "unsigned long long",
    "unsigned long",
    "unsigned short",
    "long long",
    "unrestricted double",
    "unrestricted float",
}


def check_types(table: Table) -> None:
    """Every type that is named is declared, and so is every base."""
    known = (
        BUILT_IN_TYPES
        | table.interfaces.keys()
        | table.dictionaries.keys()
        | table.enumerations.keys()
        | table.callbacks.keys()
    )
    for interface in table.interfaces.values():
        used = [attribute.type for attribute in interface.attributes]
        for overloads in (interface.constructors, *(operation.overloads for operation in interface.operations)):
            for overload in overloads:
                used += [overload.returns, *(argument.type for argument in overload.arguments)]
        if interface.inherits is not None:
            used.append(Type(interface.inherits))
        for type_ in used:
            check_type(type_, known, interface.name)
    for dictionary in table.dictionaries.values():
        for member in dictionary.members:
            check_type(member.type, known, dictionary.name)


def check_type(type_: Type, known: frozenset[str] | set[str], where: str) -> None:
    """The type and its parameters."""
    if type_.name not in known:
        raise DeclarationError(f"{where} uses {type_.name}, which is not declared")
    for parameter in type_.parameters:
        check_type(parameter, known, where)


def read_all(root: Path = ROOT) -> Table:
    """The table of every `.idl` file under webapis/."""
    reader = Reader()
    for path in sorted((root / "webapis").rglob("*.idl")):
        module = ".".join(path.relative_to(root).with_suffix("").parts)
        try:
            reader.read(path.read_text(), module)
        except Exception as error:
            raise DeclarationError(f"{path.relative_to(root)}: {error}") from error
    return reader.table()


def render(table: Table) -> str:
    """The table as a Python module of its own; types and argument lists that recur are written once."""
    shared: dict[str, str] = {}
    body: list[str] = []
    for field, rows in table._asdict().items():
        body.append(f"{field} = {{")
        body += [f"    {name!r}: {literal(row, shared)}," for name, row in rows.items()]
        body += ["}", ""]
    lines = ['"""Made from the .idl files by webapis.idl.reader; the build writes it again when they change."""', ""]
    lines += ["from webapis.idl.model import *  # noqa: F403", ""]
    lines += [f"{name} = {text}" for text, name in shared.items()]
    return "\n".join([*lines, "", *body])


def literal(value: object, shared: dict[str, str]) -> str:
    """The expression of a value; that of a type or overload is the name it was given."""
    if not isinstance(value, tuple):
        return repr(value)
    items = ", ".join([literal(item, shared) for item in value])
    if type(value) is tuple:
        return f"({items}{',' if len(value) == 1 else ''})"
    text = f"{type(value).__name__}({items})"
    return shared.setdefault(text, f"_{len(shared)}") if isinstance(value, Type | Overload) else text


if __name__ == "__main__":
    package, module = map(Path, sys.argv[1:])
    package.write_text("")
    module.write_text(render(read_all()))
