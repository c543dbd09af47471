"""The declarations and the Python classes say the same."""

import inspect
from importlib import import_module
from typing import Any

import pytest

import webapis.html.elements
from webapis.idl.bindings import NULL
from webapis.idl.grammar import snake_case
from webapis.idl.model import Interface, Overload
from webapis.idl.reader import ROOT, DeclarationError, Reader, Table, read_all
from webapis.idl.table import declarations

TABLE = read_all()

# Members without a Python attribute, and why.
NOT_IN_PYTHON: dict[tuple[str, str], str] = {}


def extended(member: Any) -> dict[str, str]:
    return dict(member.extended)


def python_class(interface: Interface) -> type | None:
    """The class of an interface; callback interfaces have none."""
    if interface.kind == "callback interface":
        return None
    name = extended(interface).get("ImplementedAs", interface.name)
    if interface.name in ("XMLDocument", "HTMLDocument"):
        name = "Document"
    found = getattr(import_module(interface.module), name)
    assert isinstance(found, type)
    return found


def reflects(member: Any) -> bool:
    return any(name in ("Reflect", "ReflectURL", "EventHandler", "CSSProperty") for name, _ in member.extended)


def is_in_kernel(operation: Any) -> bool:
    return "InKernel" in dict(operation.overloads[0].extended)


@pytest.mark.parametrize("interface", TABLE.interfaces.values(), ids=lambda interface: interface.name)
def test_members_exist(interface: Interface) -> None:
    found = python_class(interface)
    if found is None:
        return
    members = set(dir(found))
    for cls in found.__mro__:
        members |= set(getattr(cls, "__annotations__", {})) | assigned_in_init(cls)
    missing = [
        attribute.python_name
        for attribute in interface.attributes
        if not reflects(attribute)
        and attribute.python_name not in members
        and (interface.name, attribute.name) not in NOT_IN_PYTHON
    ]
    module = import_module(interface.module)
    for operation in interface.operations:
        place: Any = module if operation.static else found
        if is_in_kernel(operation) or operation.python_name == "to_string" or hasattr(place, operation.python_name):
            continue
        missing.append(operation.python_name)
    assert missing == []


def assigned_in_init(cls: type) -> set[str]:
    """Attributes that only `__init__` declares, read from the source: a compiled exception class does not list them."""
    if not cls.__module__.startswith("webapis."):
        return set()
    source = ROOT.joinpath(*cls.__module__.split(".")).with_suffix(".py").read_text()
    return {
        line.split("self.")[1].split(" ")[0].split(":")[0] for line in source.splitlines() if "        self." in line
    }


@pytest.mark.parametrize("interface", TABLE.interfaces.values(), ids=lambda interface: interface.name)
def test_arity(interface: Interface) -> None:
    found = python_class(interface)
    if found is None:
        return
    module = import_module(interface.module)
    for operation in interface.operations:
        function = getattr(module if operation.static else found, operation.python_name, None)
        if function is None:
            continue
        for overload in operation.overloads:
            prefix = [] if operation.static else ["self"]
            check_arity(f"{interface.name}.{operation.name}", function, overload, prefix)
    for constructor in interface.constructors:
        if not any(name == "HTMLConstructor" for name, _ in (*constructor.extended, *interface.extended)):
            check_arity(interface.name, found.__init__, constructor, ["self"])


def check_arity(name: str, function: Any, overload: Overload, prefix: list[str]) -> None:
    """The function can be called with every permitted number of arguments."""
    try:
        signature = inspect.signature(function)
    except ValueError:
        return
    if list(signature.parameters) in (["self", "args", "kwargs"], ["args", "kwargs"]):
        return  # object's own
    called_with = 1 if "CallWith" in dict(overload.extended) else 0
    # The bindings make an optional dictionary even when nothing was passed.
    required = 0
    for index, argument in enumerate(overload.arguments, 1):
        if argument.default == "{}" or not (argument.optional or argument.variadic):
            required = index
    for count in range(required, len(overload.arguments) + 1):
        try:
            signature.bind(*[None] * (len(prefix) + called_with + count))
        except TypeError as error:
            raise AssertionError(f"{name} with {count} arguments: {error}") from error


def test_inheritance_agrees() -> None:
    for interface in TABLE.interfaces.values():
        found = python_class(interface)
        if found is None or interface.inherits is None:
            continue
        base = python_class(TABLE.interfaces[interface.inherits])
        assert base is not None and issubclass(found, base), interface.name


DEFAULTS = {"true": True, "false": False, "null": None, "{}": None, "[]": []}


def test_dictionaries() -> None:
    for dictionary in TABLE.dictionaries.values():
        found = getattr(import_module(dictionary.module), dictionary.name)
        for member in dictionary.members:
            if member.required:
                continue
            value = getattr(found if not hasattr(found, "__new__") else found(), member.python_name)
            if member.default is None:
                assert value is None, (dictionary.name, member.name)
            elif member.default in DEFAULTS:
                # The null of a member of type any is JavaScript's.
                assert value == DEFAULTS[member.default] or (member.default == "null" and value is NULL)
            elif member.default.startswith('"'):
                assert value == member.default.strip('"')
            else:
                assert value == float(member.default)


def test_every_html_element_has_an_interface() -> None:
    from webapis.html.elements.interfaces import BY_NAME

    for cls in BY_NAME.values():
        assert cls.__name__ in TABLE.interfaces
    assert webapis.html.elements is not None


def read(*texts: str) -> Table:
    reader = Reader()
    for text in texts:
        reader.read(text, "m")
    return reader.table()


def test_partials_mixins_and_overloads() -> None:
    table = read(
        "interface A { undefined f(long a); }; A includes M;",
        """partial interface A { undefined f(DOMString? a, optional boolean b = true); static A f(); };
           /* said
              here */ interface mixin M { readonly attribute (long or (DOMString or A))? x; };
           typedef [Clamp] octet O; // and there
           enum E { "a", "b", };
           callback C = undefined (O... numbers);
           dictionary D { required E e; sequence<O?> list = []; };""",
    )
    interface = table.interfaces["A"]
    f, static = interface.operations
    assert [len(overload.arguments) for overload in f.overloads] == [1, 2] and not f.static and static.static
    assert f.overloads[1].arguments[1].default == "true" and f.overloads[1].arguments[0].type.nullable
    [x] = interface.attributes
    assert x.readonly and x.type.nullable and [part.name for part in x.type.parameters] == ["long", "DOMString", "A"]
    assert table.callbacks["C"].arguments[0].type == ("octet", False, (), ("Clamp",))
    assert table.dictionaries["D"].members[1].type.parameters[0].nullable
    assert table.enumerations["E"].values == ("a", "b")


def test_contradictions() -> None:
    for text in ("interface A : B {};", "partial interface A {};", "interface A {}; interface A {};", "A includes B;"):
        with pytest.raises(DeclarationError):
            read(text)


def test_names() -> None:
    for name, expected in {
        "getElementsByTagNameNS": "get_elements_by_tag_name_ns",
        "createCDATASection": "create_cdata_section",
        "baseURI": "base_uri",
        "innerHTML": "inner_html",
        "URL": "url",
        "is": "is_",
        "createHTMLDocument": "create_html_document",
    }.items():
        assert snake_case(name) == expected


def test_the_generated_table_is_the_declared_one() -> None:
    generated = declarations()
    assert generated.interfaces == TABLE.interfaces and generated.dictionaries == TABLE.dictionaries
