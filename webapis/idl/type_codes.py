"""Declared types as the kernel reads them: (kind, flags, bits, name, payload), one tuple for each type.

Kinds and flags are those of jsengine/kernel/platform/conversion.h.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any, Final

from webapis.idl.model import CallbackFunction, Dictionary, Interface, Table, Type

KINDS: Final = (
    "undefined",
    "any",
    "boolean",
    "integer",
    "float",
    "DOMString",
    "ByteString",
    "USVString",
    "object",
    "symbol",
    "interface",
    "callback",
    "dictionary",
    "enumeration",
    "sequence",
    "record",
    "union",
    "Promise",
    "buffer",
    "bigint",
)
KIND: Final = {name: number for number, name in enumerate(KINDS)}

NULLABLE: Final = 1
ENFORCE_RANGE: Final = 2
CLAMP: Final = 4
NULL_TO_EMPTY_STRING: Final = 8
UNRESTRICTED: Final = 16
SIGNED: Final = 32
SINGLE: Final = 64
FROZEN: Final = 128
CALLBACK_INTERFACE: Final = 256
NON_OBJECT_IS_NULL: Final = 512
NULL_IF_NONE: Final = 1024

INTEGERS: Final = {
    "byte": (8, SIGNED),
    "octet": (8, 0),
    "short": (16, SIGNED),
    "unsigned short": (16, 0),
    "long": (32, SIGNED),
    "unsigned long": (32, 0),
    "long long": (64, SIGNED),
    "unsigned long long": (64, 0),
}
FLOATS: Final = {
    "float": SINGLE,
    "unrestricted float": SINGLE | UNRESTRICTED,
    "double": 0,
    "unrestricted double": UNRESTRICTED,
}
BUFFERS: Final = frozenset(["ArrayBuffer", "DataView", "Uint8Array", "ArrayBufferView", "BufferSource"])
GENERICS: Final = {
    "union": "union",
    "sequence": "sequence",
    "FrozenArray": "sequence",
    "ObservableArray": "sequence",
    "Promise": "Promise",
    "record": "record",
}
ATTRIBUTES: Final = {
    "EnforceRange": ENFORCE_RANGE,
    "Clamp": CLAMP,
    "LegacyNullToEmptyString": NULL_TO_EMPTY_STRING,
}

Code = tuple[int, int, int, str, Any]
LITERALS: Final[dict[str, object]] = {"true": True, "false": False, "null": None, "[]": [], "{}": None}


Member = tuple[str, str, Code, bool, object, bool]


def literal_value(text: str) -> object:
    """The value of a default."""
    if text in LITERALS:
        return LITERALS[text]
    if text.startswith('"'):
        return text[1:-1]
    return int(text, 0) if "." not in text and "e" not in text.lower().replace("0x", "") else float(text)


class TypeCodes:
    """The codes of one table's types."""

    def __init__(self, table: Table, interface_numbers: dict[str, int]) -> None:
        self.table = table
        self.interface_numbers = interface_numbers
        names = [*table.callbacks, *(i.name for i in table.interfaces.values() if i.kind == "callback interface")]
        self.callback_numbers = {name: number for number, name in enumerate(names)}
        self.made: dict[tuple[Type, int], Code] = {}

    def code(self, type_: Type, more_flags: int = 0) -> Code:
        """The tuple of a type; the same type gives the same tuple."""
        made = self.made.get((type_, more_flags))
        if made is None:
            flags = more_flags | (NULLABLE if type_.nullable else 0)
            for attribute in type_.attributes:
                flags |= ATTRIBUTES.get(attribute, 0)
            made = self.made[type_, more_flags] = self.make(type_, flags)
        return made

    def make(self, type_: Type, flags: int) -> Code:
        """A new code."""
        name = type_.name
        if name in INTEGERS:
            bits, sign = INTEGERS[name]
            return (KIND["integer"], flags | sign, bits, name, None)
        if name in FLOATS:
            return (KIND["float"], flags | FLOATS[name], 0, name, None)
        if name in BUFFERS:
            return (KIND["buffer"], flags, 0, name, None)
        if name in GENERICS:
            return self.generic(type_, flags)
        if name in self.table.interfaces:
            return self.interface(self.table.interfaces[name], flags)
        if name in self.table.dictionaries:
            dictionary = self.table.dictionaries[name]
            return (KIND["dictionary"], flags, 0, name, self.dictionary_describer(dictionary))
        if name in self.table.enumerations:
            return (KIND["enumeration"], flags, 0, name, frozenset(self.table.enumerations[name].values))
        if name in self.table.callbacks:
            return self.callback(self.table.callbacks[name], flags)
        if name == "Function":
            return self.callback(CallbackFunction(name, Type("any"), (), ()), flags)
        return (KIND["DOMString" if name == "CSSOMString" else name], flags, 0, name, None)

    def generic(self, type_: Type, flags: int) -> Code:
        """Sequences, records, promises, unions."""
        if type_.name == "FrozenArray":
            flags |= FROZEN
        if any(parameter.nullable for parameter in type_.parameters) and type_.name == "union":
            flags |= NULLABLE
        parameters = tuple([self.code(parameter) for parameter in type_.parameters])
        name = type_.name
        if name == "union":
            name = "(" + " or ".join([parameter.name for parameter in type_.parameters]) + ")"
        return (KIND[GENERICS[type_.name]], flags, 0, name, parameters)

    def interface(self, interface: Interface, flags: int) -> Code:
        """Interfaces; a callback interface is a callback."""
        if interface.kind != "callback interface":
            return (KIND["interface"], flags, 0, interface.name, self.interface_numbers[interface.name])
        operation = interface.operations[0]
        payload = (self.callback_number(interface.name), operation.name, self.code(operation.overloads[0].returns))
        return (KIND["callback"], flags | CALLBACK_INTERFACE, 0, interface.name, payload)

    def callback(self, callback: CallbackFunction, flags: int) -> Code:
        """Callback functions."""
        if ("LegacyTreatNonObjectAsNull", "") in callback.extended:
            flags |= NON_OBJECT_IS_NULL
        payload = (self.callback_number(callback.name), None, self.code(callback.returns))
        return (KIND["callback"], flags, 0, callback.name, payload)

    def callback_number(self, name: str) -> int:
        """The number that its callbacks carry."""
        return self.callback_numbers.setdefault(name, len(self.callback_numbers))

    def dictionary_describer(self, dictionary: Dictionary) -> Callable[[], tuple[object, ...]]:
        """Makes (class, members) when the kernel asks: a dictionary may hold its own type."""

        def describe() -> tuple[object, ...]:
            cls = getattr(import_module(dictionary.module), dictionary.name)
            return (cls, self.dictionary_members(dictionary))

        return describe

    def dictionary_members(self, dictionary: Dictionary) -> tuple[Member, ...]:
        """Inherited ones first, each level in lexicographical order: https://webidl.spec.whatwg.org/#js-dictionary"""
        inherited: tuple[Member, ...] = ()
        if dictionary.inherits is not None:
            inherited = self.dictionary_members(self.table.dictionaries[dictionary.inherits])
        own = [
            (
                member.python_name,
                member.name,
                self.code(member.type),
                member.required,
                None if member.default is None else literal_value(member.default),
                member.default is not None,
            )
            for member in sorted(dictionary.members, key=lambda member: member.name)
        ]
        return inherited + tuple(own)
