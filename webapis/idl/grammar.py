"""WebIDL text to declarations. Build time only: this module, and nothing that run time imports, needs parsimonious."""

# A visitor of parsimonious hands on what it made untyped.
# mypy: disable-error-code="no-any-return"

import keyword
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from parsimonious.grammar import Grammar
from parsimonious.nodes import Node, NodeVisitor

from webapis.idl.model import (
    Argument,
    Attribute,
    CallbackFunction,
    Constant,
    Dictionary,
    Enumeration,
    Iterable,
    Member,
    Overload,
    Type,
)


@cache
def grammar() -> Grammar:
    """The grammar of WebIDL; read on first use, for importing a module opens no files."""
    return Grammar(Path(__file__).with_name("webidl.peg").read_text())


Extended = tuple[tuple[str, str], ...]


class RawOperation(NamedTuple):
    """One declared operation, before overloads come together."""

    name: str
    specials: tuple[str, ...]
    overload: Overload


class RawInterface(NamedTuple):
    """One declaration of an interface, before partials and mixins come together."""

    kind: str
    name: str
    inherits: str | None
    partial: bool
    extended: Extended
    members: tuple[object, ...]


class RawDictionary(NamedTuple):
    """One declaration of a dictionary."""

    partial: bool
    dictionary: Dictionary


class Typedef(NamedTuple):
    """https://webidl.spec.whatwg.org/#idl-typedefs"""

    name: str
    type: Type


class Includes(NamedTuple):
    """https://webidl.spec.whatwg.org/#includes-statement"""

    interface: str
    mixin: str


def snake_case(name: str) -> str:
    """The Python name of a member."""
    words = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", name)
    snake = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", words).lower().replace("-", "_")
    return f"{snake}_" if keyword.iskeyword(snake) else snake


def value_of(extended: Extended, name: str) -> str | None:
    """The value of an extended attribute."""
    return next((value for key, value in extended if key == name), None)


def python_name(name: str, extended: Extended) -> str:
    """The Python name of a member, which ImplementedAs may change."""
    return value_of(extended, "ImplementedAs") or snake_case(name)


class DeclarationVisitor(NodeVisitor):
    """Each rule's node to the tuple it stands for; rules without a method give the list of their parts."""

    def generic_visit(self, node: Node, visited: list[Any]) -> Any:
        return visited or node.text

    def visit_definitions(self, node: Node, visited: Any) -> list[Any]:
        return visited[1] if isinstance(visited[1], list) else []

    def visit_definition(self, node: Node, visited: Any) -> Any:
        extended, [declaration] = visited
        if isinstance(declaration, RawInterface | CallbackFunction):
            return declaration._replace(extended=extended)
        return declaration

    def visit_partial(self, node: Node, visited: Any) -> Any:
        return visited[2][0]._replace(partial=True)

    # Definitions.

    def visit_interface(self, node: Node, visited: Any) -> RawInterface:
        kind, name, inherits, _, _, members, *_ = visited
        return RawInterface(kind, name, inherits, False, (), tuple(members or ()))

    def visit_interface_kind(self, node: Node, visited: Any) -> str:
        return "mixin" if "mixin" in node.text else node.text.split()[0]

    def visit_callback_interface(self, node: Node, visited: Any) -> RawInterface:
        members = visited[7]
        return RawInterface("callback interface", visited[4], None, False, (), tuple(members or ()))

    def visit_callback(self, node: Node, visited: Any) -> CallbackFunction:
        _, _, name, _, _, returns, arguments, *_ = visited
        return CallbackFunction(name, returns, arguments, ())

    def visit_dictionary(self, node: Node, visited: Any) -> RawDictionary:
        _, _, name, inherits, _, _, members, *_ = visited
        return RawDictionary(False, Dictionary(name, inherits, "", tuple(members or ())))

    def visit_dictionary_member(self, node: Node, visited: Any) -> Member:
        extended, required, type_, name, default, *_ = visited
        type_ = type_._replace(attributes=type_.attributes + tuple(key for key, _ in extended))
        return Member(name, python_name(name, extended), type_, bool(required), first(default))

    def visit_enum(self, node: Node, visited: Any) -> Enumeration:
        _, _, name, *_ = visited
        return Enumeration(name, tuple(re.findall(r'"([^"]*)"', node.text)))

    def visit_typedef(self, node: Node, visited: Any) -> Typedef:
        _, _, type_, name, *_ = visited
        return Typedef(name, type_)

    def visit_includes(self, node: Node, visited: Any) -> Includes:
        return Includes(visited[0], visited[3])

    def visit_inheritance(self, node: Node, visited: Any) -> str | None:
        return visited[0][2] if visited else None

    # Members.

    def visit_member(self, node: Node, visited: Any) -> Any:
        extended, [member] = visited
        if isinstance(member, Attribute):
            return member._replace(extended=extended, python_name=python_name(member.name, extended))
        if isinstance(member, Overload):
            return member._replace(extended=extended)
        if isinstance(member, RawOperation):
            return member._replace(overload=member.overload._replace(extended=extended))
        return member

    def visit_constant(self, node: Node, visited: Any) -> Constant:
        _, _, type_, name, _, _, value, *_ = visited
        return Constant(name, type_, value)

    def visit_constant_value(self, node: Node, visited: Any) -> str:
        return node.text.strip()

    def visit_constructor(self, node: Node, visited: Any) -> Overload:
        return Overload(visited[2], Type("undefined"), ())

    def visit_iterable(self, node: Node, visited: Any) -> Iterable:
        types = (visited[4],) if visited[5] is None else (visited[4], visited[5])
        return Iterable("iterable", types, True)

    def visit_second_type(self, node: Node, visited: Any) -> Type | None:
        return visited[0][2] if visited else None

    def visit_maplike(self, node: Node, visited: Any) -> Iterable:
        return Iterable("maplike", (visited[5], visited[8]), bool(visited[0]))

    def visit_setlike(self, node: Node, visited: Any) -> Iterable:
        return Iterable("setlike", (visited[5],), bool(visited[0]))

    def visit_stringifier(self, node: Node, visited: Any) -> Any:
        [declared] = visited[2]
        if isinstance(declared, Attribute):
            return declared._replace(stringifier=True)
        return RawOperation("toString", ("stringifier",), Overload((), Type("DOMString"), ()))

    def visit_attribute(self, node: Node, visited: Any) -> Attribute:
        static, _, readonly, _, _, type_, name, *_ = visited
        return Attribute(name, snake_case(name), type_, bool(readonly), bool(static), False, ())

    def visit_operation(self, node: Node, visited: Any) -> RawOperation:
        specials, returns, name, arguments, *_ = visited
        return RawOperation(name or "", tuple(specials or ()), Overload(arguments, returns, ()))

    def visit_operation_name(self, node: Node, visited: Any) -> str:
        return node.text.strip()

    def visit_special(self, node: Node, visited: Any) -> str:
        return node.text.strip()

    def visit_arguments(self, node: Node, visited: Any) -> tuple[Argument, ...]:
        return first(visited[2]) or ()

    def visit_argument_list(self, node: Node, visited: Any) -> tuple[Argument, ...]:
        head, rest = visited
        return (head, *(item[2] for item in rest or ()))

    def visit_argument(self, node: Node, visited: Any) -> Argument:
        extended, optional, type_, variadic, name, default = visited
        type_ = type_._replace(attributes=type_.attributes + tuple(key for key, _ in extended))
        return Argument(name, type_, bool(optional), bool(variadic), first(default))

    def visit_default(self, node: Node, visited: Any) -> str:
        return node.text[1:].strip()

    # Types.

    def visit_type(self, node: Node, visited: Any) -> Type:
        extended, [type_], nullable = visited
        return type_._replace(nullable=nullable, attributes=tuple(key for key, _ in extended))

    def visit_nullable(self, node: Node, visited: Any) -> bool:
        return node.text.startswith("?")

    def visit_union(self, node: Node, visited: Any) -> Type:
        return Type("union", False, (visited[2], *(item[2] for item in visited[3])))

    def visit_generic(self, node: Node, visited: Any) -> Type:
        name, _, _, inner, second, *_ = visited
        return Type(name, False, (inner,) if second is None else (inner, second))

    def visit_generic_name(self, node: Node, visited: Any) -> str:
        return node.text

    def visit_plain(self, node: Node, visited: Any) -> Type:
        return Type(node.text.split("//")[0].strip())

    # Extended attributes.

    def visit_attributes(self, node: Node, visited: Any) -> Extended:
        return visited[0] if visited else ()

    def visit_attribute_block(self, node: Node, visited: Any) -> Extended:
        _, _, head, rest, *_ = visited
        return (head, *(item[2] for item in rest or ()))

    def visit_extended(self, node: Node, visited: Any) -> tuple[str, str]:
        name, _, value = visited
        return name, first(value) or ""

    def visit_extended_value(self, node: Node, visited: Any) -> str:
        return node.text.removeprefix("=").strip().strip('"')

    def visit_name(self, node: Node, visited: Any) -> str:
        return visited[0]

    def visit_identifier(self, node: Node, visited: Any) -> str:
        return node.text.removeprefix("_")


def first(visited: Any) -> Any:
    """The part of an optional rule, or None."""
    return visited[0] if isinstance(visited, list) and visited else None


def parse(text: str) -> list[Any]:
    """The declarations of one file, in order."""
    return DeclarationVisitor().visit(grammar().parse(text))
