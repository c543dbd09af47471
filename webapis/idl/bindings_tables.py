"""What the kernel hears of the declarations: interfaces by number, members of one when it is first touched.

Numbers go through the tree of inheritance in pre-order, so that an interface and all that inherit from it are one range.
The tuples are read by jsengine/kernel/platform/registry.cpp.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any, Final

from webapis.idl.model import Argument, Attribute, Interface, Operation, Overload, Table, Type
from webapis.idl.type_codes import NULL_IF_NONE, TypeCodes, literal_value

# Interfaces: InterfaceFlags of interface.h.
NO_INTERFACE_OBJECT: Final = 1
GLOBAL: Final = 2
UNENUMERABLE_NAMED: Final = 4
OVERRIDE_BUILT_INS: Final = 8
CALLBACK: Final = 16
ERROR_PROTOTYPE: Final = 32
INDEXED: Final = 64
NAMED: Final = 128
HTML_CONSTRUCTOR: Final = 256
NOT_EXPOSED: Final = 512

# Members: MemberFlags.
REACTIONS: Final = 1
CALL_WITH_AGENT: Final = 2
CALL_WITH_DOCUMENT: Final = 4
STATIC: Final = 8
UNFORGEABLE: Final = 16
REPLACEABLE: Final = 32
READ_ONLY: Final = 64
CALL_WITH_WINDOW: Final = 256
IN_KERNEL: Final = 512

CALL_WITH: Final = {"Agent": CALL_WITH_AGENT, "Document": CALL_WITH_DOCUMENT, "Window": CALL_WITH_WINDOW}

Extended = tuple[tuple[str, str], ...]
STRING: Final = Type("DOMString")


def has(extended: Extended, name: str) -> bool:
    """Whether an extended attribute is there."""
    return any(one == name for one, _ in extended)


def value(extended: Extended, name: str) -> str:
    """The identifier an extended attribute takes; "" if there is none."""
    return next((text for one, text in extended if one == name), "")


def call_with(extended: Extended) -> int:
    """The flag of [CallWith]."""
    return CALL_WITH.get(value(extended, "CallWith"), 0)


def python_class(interface: Interface) -> object:
    """The class that implements an interface."""
    return getattr(import_module(interface.module), value(interface.extended, "ImplementedAs") or interface.name)


def is_html_constructor(interface: Interface) -> bool:
    """Whether `new` goes through custom element definitions."""
    overloads = interface.constructors
    return bool(overloads) and has((*overloads[0].extended, *interface.extended), "HTMLConstructor")


def method(name: str) -> Callable[..., object]:
    """Calls the method of this name on its first argument."""

    def call(self: Any, *arguments: object) -> object:
        return getattr(self, name)(*arguments)

    return call


def stamped(cls: Any) -> Callable[..., object]:
    """https://dom.spec.whatwg.org/#inner-event-creation-steps: an event's constructor knows the time."""

    def make(window: Any, *arguments: object) -> object:
        event = cls(*arguments)
        event.time_stamp = window.document.agent.host.now()
        return event

    return make


def attribute_text(name: str) -> Callable[[Any], object]:
    """Reads the attribute of this name: what a stringifier attribute makes of toString."""

    def call(self: Any) -> object:
        return getattr(self, name)

    return call


class Tables:
    """The numbered interfaces of a table of declarations."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.order: list[Interface] = []
        self.number_of: dict[str, int] = {}
        self.last_of: dict[str, int] = {}
        children: dict[str | None, list[Interface]] = {}
        for interface in table.interfaces.values():
            children.setdefault(interface.inherits, []).append(interface)
        for interface in children[None]:
            self.number(interface, children)
        self.codes = TypeCodes(table, self.number_of)
        self.by_class = {
            value(interface.extended, "ImplementedAs") or interface.name: number
            for number, interface in enumerate(self.order)
            if interface.kind != "callback interface"
        }

    def number(self, interface: Interface, children: dict[str | None, list[Interface]]) -> None:
        """Give the interface and those below it their numbers."""
        self.number_of[interface.name] = len(self.order)
        self.order.append(interface)
        for child in children.get(interface.name, ()):
            self.number(child, children)
        self.last_of[interface.name] = len(self.order) - 1

    def rows(self) -> tuple[tuple[str, int, int, int], ...]:
        """(name, parent or -1, last that inherits, flags) by number."""
        return tuple(
            [
                (
                    interface.name,
                    -1 if interface.inherits is None else self.number_of[interface.inherits],
                    self.last_of[interface.name],
                    interface_flags(interface),
                )
                for interface in self.order
            ]
        )

    def describe(self, number: int) -> tuple[object, ...]:
        """Everything of one interface."""
        interface = self.order[number]
        constructor_flags = call_with(interface.constructors[0].extended) if interface.constructors else 0
        if self.is_event(interface):
            constructor_flags = CALL_WITH_WINDOW
        return (
            self.constructors(interface),
            constructor_flags,
            tuple([(constant.name, float(literal_number(constant.value))) for constant in interface.constants]),
            tuple([self.attribute(interface, attribute) for attribute in interface.attributes]),
            tuple(self.operations(interface)),
            self.indexed(interface),
            self.named(interface),
            self.iterable(interface),
            unscopables(interface),
        )

    def constructors(self, interface: Interface) -> tuple[object, ...]:
        """The overloads of the constructor; the target is the class."""
        if is_html_constructor(interface):
            return ((None, (), self.codes.code(Type("undefined"))),)
        if not interface.constructors:
            return ()
        target = python_class(interface)
        if self.is_event(interface):
            target = stamped(target)
        return tuple([self.overload(target, overload) for overload in interface.constructors])

    def is_event(self, interface: Interface) -> bool:
        """Whether it is Event or inherits from it."""
        number = self.number_of["Event"]
        return number <= self.number_of[interface.name] <= self.last_of["Event"]

    def overload(self, target: object, overload: Overload) -> tuple[object, ...]:
        """(target, arguments, type of the result)"""
        arguments = tuple([self.argument(argument) for argument in overload.arguments])
        return (target, arguments, self.codes.code(overload.returns))

    def argument(self, argument: Argument) -> tuple[object, ...]:
        """(type, optional, variadic, default)"""
        default = None if argument.default is None else literal_value(argument.default)
        return (self.codes.code(argument.type), argument.optional, argument.variadic, default)

    def attribute(self, interface: Interface, attribute: Attribute) -> tuple[object, ...]:
        """(name, flags, Python name, type, getter, setter, name to forward to)"""
        extended = attribute.extended
        forwards = value(extended, "PutForwards") or None
        flags = REACTIONS if has(extended, "CEReactions") else 0
        flags |= UNFORGEABLE if has(extended, "LegacyUnforgeable") else 0
        flags |= REPLACEABLE if has(extended, "Replaceable") else 0
        flags |= STATIC if attribute.static else 0
        settable = not attribute.readonly or forwards is not None or flags & REPLACEABLE
        flags |= 0 if settable else READ_ONLY
        getter, setter = accessors(interface, attribute)
        code = self.codes.code(attribute.type, NULL_IF_NONE if has(extended, "NullIfNone") else 0)
        return (attribute.name, flags, attribute.python_name, code, getter, setter, forwards)

    def operations(self, interface: Interface) -> list[tuple[object, ...]]:
        """(name, flags, overloads) of those that have names, toString of a stringifier attribute among them."""
        found = [self.operation(interface, one) for one in interface.operations if not one.name.startswith("(")]
        found += [
            ("toString", 0, ((attribute_text(one.python_name), (), self.codes.code(STRING)),))
            for one in interface.attributes
            if one.stringifier
        ]
        return found

    def operation(self, interface: Interface, operation: Operation) -> tuple[object, ...]:
        """One operation; a static one is a function of the module."""
        extended = operation.overloads[0].extended
        flags = REACTIONS if has(extended, "CEReactions") else 0
        flags |= UNFORGEABLE if has(extended, "LegacyUnforgeable") else 0
        flags |= call_with(extended)
        flags |= IN_KERNEL if has(extended, "InKernel") else 0
        target: object = operation.python_name
        if operation.static:
            flags |= STATIC
            target = getattr(import_module(interface.module), operation.python_name)
        elif operation.python_name == "to_string" and not hasattr(python_class(interface), "to_string"):
            target = str
        return (operation.name, flags, tuple([self.overload(target, overload) for overload in operation.overloads]))

    # Legacy platform objects

    def special(self, interface: Interface, kind: str, indexed: bool) -> Operation | None:
        """The getter, setter or deleter by index or by name."""
        for operation in interface.operations:
            if kind in operation.specials:
                first = operation.overloads[0].arguments[0].type.name
                if (first in ("unsigned long", "long")) == indexed:
                    return operation
        return None

    def indexed(self, interface: Interface) -> tuple[object, ...] | None:
        """(getter, setter, None, length, type it gives, type it takes)"""
        getter, setter = self.special(interface, "getter", True), self.special(interface, "setter", True)
        # One that only adds a setter has the getter of what it inherits from.
        base = interface
        while getter is None and setter is not None and base.inherits is not None:
            base = self.table.interfaces[base.inherits]
            getter = self.special(base, "getter", True)
        if getter is None:
            return None
        takes = None if setter is None else self.codes.code(setter.overloads[0].arguments[1].type)
        set_item = None if setter is None else method(setter.python_name)
        gives = self.codes.code(getter.overloads[0].returns)
        return (method(getter.python_name), set_item, None, attribute_text(self.length_name(interface)), gives, takes)

    def length_name(self, interface: Interface) -> str:
        """The Python attribute that says how many indexed properties there are."""
        for attribute in interface.attributes:
            if attribute.name == "length":
                return attribute.python_name
        assert interface.inherits is not None, interface.name
        return self.length_name(self.table.interfaces[interface.inherits])

    def named(self, interface: Interface) -> tuple[object, ...] | None:
        """(getter, setter, deleter, supported names, type it gives, type it takes)"""
        getter = self.special(interface, "getter", False)
        if getter is None:
            return None
        setter, deleter = self.special(interface, "setter", False), self.special(interface, "deleter", False)
        return (
            method(getter.python_name),
            None if setter is None else method(setter.python_name),
            None if deleter is None else method(deleter.python_name),
            method("supported_names"),
            self.codes.code(getter.overloads[0].returns),
            None if setter is None else self.codes.code(setter.overloads[0].arguments[1].type),
        )

    def iterable(self, interface: Interface) -> tuple[object, ...] | None:
        """(1 of values, 2 of pairs or 3 of a set, type of keys, type of values)"""
        if interface.iterable is None:
            return None
        if interface.iterable.kind == "setlike":
            kept = self.codes.code(interface.iterable.types[0])
            return (3, kept, kept)
        types = [self.codes.code(one) for one in interface.iterable.types]
        return (1, None, types[0]) if len(types) == 1 else (2, types[0], types[1])


def interface_flags(interface: Interface) -> int:
    """The flags that the kernel needs before it knows the members."""
    extended = interface.extended
    flags = NO_INTERFACE_OBJECT if has(extended, "LegacyNoInterfaceObject") else 0
    flags |= GLOBAL if has(extended, "Global") else 0
    flags |= UNENUMERABLE_NAMED if has(extended, "LegacyUnenumerableNamedProperties") else 0
    flags |= OVERRIDE_BUILT_INS if has(extended, "LegacyOverrideBuiltIns") else 0
    flags |= ERROR_PROTOTYPE if interface.name == "DOMException" else 0
    flags |= HTML_CONSTRUCTOR if is_html_constructor(interface) else 0
    if interface.kind == "callback interface":
        flags |= CALLBACK | (0 if interface.constants else NO_INTERFACE_OBJECT)
    if not any(name == "Exposed" for name, _ in extended):
        flags |= NOT_EXPOSED
    for operation in interface.operations:
        if "getter" in operation.specials and not {"Global", "NamedOnDemand"} & set(dict(extended)):
            indexed = operation.overloads[0].arguments[0].type.name in ("unsigned long", "long")
            flags |= INDEXED if indexed else NAMED
    return flags


def unscopables(interface: Interface) -> tuple[str, ...]:
    """Names that `with` does not see."""
    members: list[Attribute | Operation] = [
        *(one for one in interface.attributes if has(one.extended, "Unscopable")),
        *(one for one in interface.operations if has(one.overloads[0].extended, "Unscopable")),
    ]
    return tuple([member.name for member in members])


def literal_number(text: str) -> int | float:
    """The value of a constant."""
    found = literal_value(text)
    assert isinstance(found, int | float)
    return found


def accessors(interface: Interface, attribute: Attribute) -> tuple[object, object]:
    """Functions in the place of a Python attribute: reflection, event handlers, CSS properties."""
    if has(attribute.extended, "EventHandler"):
        return event_handler(attribute.name)
    if has(attribute.extended, "Reflect") or has(attribute.extended, "ReflectURL"):
        internal = has(interface.extended, "InternalContentAttributes")
        return internal_reflection(attribute) if internal else reflection(interface.name, attribute.name)
    property_name = value(attribute.extended, "CSSProperty")
    return css_property(property_name) if property_name else (None, None)


def event_handler(name: str) -> tuple[object, object]:
    """Getter and setter of an event handler attribute."""
    from webapis.html.event_handlers import get_event_handler, set_event_handler

    return lambda target: get_event_handler(target, name), lambda target, given: set_event_handler(target, name, given)


def reflection(interface: str, name: str) -> tuple[object, object]:
    """Getter and setter of a reflecting attribute."""
    from webapis.html.reflection import get_reflected, reflected, set_reflected

    row = reflected(interface, name)
    return lambda element: get_reflected(element, row), lambda element, given: set_reflected(element, row, given)


def internal_reflection(attribute: Attribute) -> tuple[object, object]:
    """https://html.spec.whatwg.org/#internal-content-attribute-map: the interface keeps what others reflect."""
    name = value(attribute.extended, "Reflect")

    def get(internals: Any) -> object:
        return internals.content_attributes.get(name)

    def set_(internals: Any, given: str | None) -> None:
        if given is None:
            internals.content_attributes.pop(name, None)
        else:
            internals.content_attributes[name] = given

    return get, set_


def css_property(name: str) -> tuple[object, object]:
    """Getter and setter of the attribute of a CSS property."""
    return (
        lambda declarations: declarations.get_named_property(name),
        lambda declarations, given: declarations.set_named_property(name, given),
    )
