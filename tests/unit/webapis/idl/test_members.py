"""Every member that is declared is there for scripts, with the descriptor, name and length that Web IDL gives it."""

import json
from typing import Any

import pytest

from tests.unit.webapis.idl.scripted_window import ScriptedWindow
from webapis.idl.bindings_tables import has, is_html_constructor, literal_number
from webapis.idl.model import Attribute, Interface, Operation, Overload
from webapis.idl.table import declarations

TABLE = declarations()
EXPOSED = [
    interface
    for interface in TABLE.interfaces.values()
    if has(interface.extended, "Exposed") and (interface.kind != "callback interface" or interface.constants)
]

# The descriptor of a property, its functions shown by name and length.
DESCRIBE = """(holder, key) => {
  const d = Object.getOwnPropertyDescriptor(holder, key);
  if (!d) return null;
  const shown = f => typeof f === 'function' ? [f.name, f.length] : f === undefined ? null : f;
  const o = {enumerable: d.enumerable, configurable: d.configurable};
  if ('value' in d) { o.value = shown(d.value); o.writable = d.writable }
  else { o.get = shown(d.get); o.set = shown(d.set) }
  return JSON.stringify(o) }"""


@pytest.fixture(scope="module")
def page() -> ScriptedWindow:
    page = ScriptedWindow()
    page.run(f"describe = {DESCRIBE}; holderOf = (name, own) => own ? window : window[name].prototype; 1")
    return page


def described(page: ScriptedWindow, holder: str, key: str) -> Any:
    text = page.run(f"describe({holder}, {json.dumps(key)})")
    return None if text is None or not isinstance(text, str) else json.loads(text)


def length_of(overloads: tuple[Overload, ...]) -> int:
    return min(
        [
            max([index + 1 for index, one in enumerate(o.arguments) if not (one.optional or one.variadic)], default=0)
            for o in overloads
        ],
        default=0,
    )


def holder_of(interface: Interface, member: Attribute | Operation, extended: tuple[tuple[str, str], ...]) -> str | None:
    if member.static:
        return interface.name
    if has(interface.extended, "Global"):
        return "window"
    if has(extended, "LegacyUnforgeable"):
        return None
    return f"{interface.name}.prototype"


@pytest.mark.parametrize("interface", EXPOSED, ids=lambda interface: interface.name)
def test_interface_object(page: ScriptedWindow, interface: Interface) -> None:
    name = interface.name
    length = 0 if is_html_constructor(interface) else length_of(interface.constructors)
    value = [name, length]
    expected = {"enumerable": False, "configurable": True, "writable": True, "value": value}
    assert described(page, "window", name) == expected
    for constant in interface.constants:
        data = {"enumerable": True, "configurable": False, "writable": False, "value": literal_number(constant.value)}
        assert described(page, name, constant.name) == data
    if interface.kind == "callback interface":
        return
    assert page.run(f"Object.getOwnPropertyDescriptor({name}, 'prototype').writable") is False
    assert page.run(f"{name}.prototype.constructor === {name}") is True
    assert page.run(f"{name}.prototype[Symbol.toStringTag]") == name
    if interface.inherits is not None:
        assert page.run(f"Object.getPrototypeOf({name}) === {interface.inherits}") is True


@pytest.mark.parametrize("interface", EXPOSED, ids=lambda interface: interface.name)
def test_attributes(page: ScriptedWindow, interface: Interface) -> None:
    for attribute in interface.attributes:
        holder = holder_of(interface, attribute, attribute.extended)
        if holder is None:
            continue
        found = described(page, holder, attribute.name)
        assert found is not None, attribute.name
        assert found["get"] == [f"get {attribute.name}", 0]
        settable = (
            not attribute.readonly or has(attribute.extended, "PutForwards") or has(attribute.extended, "Replaceable")
        )
        assert found["set"] == ([f"set {attribute.name}", 1] if settable else None), attribute.name
        assert found["enumerable"] is True
        assert found["configurable"] is not has(attribute.extended, "LegacyUnforgeable")


@pytest.mark.parametrize("interface", EXPOSED, ids=lambda interface: interface.name)
def test_operations(page: ScriptedWindow, interface: Interface) -> None:
    if interface.kind == "callback interface":
        return
    for operation in interface.operations:
        extended = operation.overloads[0].extended
        holder = holder_of(interface, operation, extended)
        if operation.name.startswith("(") or holder is None:
            continue
        fixed = has(extended, "LegacyUnforgeable")
        assert described(page, holder, operation.name) == {
            "enumerable": True,
            "configurable": not fixed,
            "writable": not fixed,
            "value": [operation.name, length_of(operation.overloads)],
        }, operation.name
