"""Python objects in scripts: what was declared, and no way from there to anything else."""

import io
import os
import sys
from types import SimpleNamespace

import pytest

from jsengine import Context, JSError, JSObject


class Account:
    """Has things that a script may see, and others."""

    secret = "hidden"

    def __init__(self) -> None:
        self.owner = "Ada"
        self.balance = 10

    def deposit(self, amount: int) -> int:
        self.balance += amount
        return self.balance

    def steal(self) -> str:
        return self.secret


def test_methods_and_attributes_as_declared(js: Context) -> None:
    account = Account()
    js.globals.account = js.expose(account, methods=["deposit"], attributes=["owner"], writable=["balance"])
    assert js.eval("account.deposit(5) + account.owner") == "15Ada"
    js.eval("account.balance = 1")
    assert account.balance == 1
    assert js.eval("Object.keys(account).sort().join()") == "balance,deposit,owner"
    assert js.eval("[account.steal, account.secret, account.__dict__, account.__class__].every(x => x === undefined)")
    with pytest.raises(JSError, match="TypeError"):
        js.eval("'use strict'; account.owner = 'Eve'")
    with pytest.raises(JSError, match="TypeError"):
        js.eval("'use strict'; account.deposit = 1")
    assert account.owner == "Ada"


def test_the_target_comes_back(js: Context) -> None:
    account = Account()
    shown = js.expose(account, attributes=["owner"])
    assert isinstance(shown, JSObject) and shown.owner == "Ada"
    assert js.eval("a => a")(shown) is account


def test_what_is_not_there_cannot_be_exposed(js: Context) -> None:
    with pytest.raises(AttributeError):
        js.expose(Account(), methods=["missing"])


def test_a_getter_s_exception_comes_out(js: Context) -> None:
    js.globals.odd = js.expose(SimpleNamespace(), attributes=["gone"])
    with pytest.raises(AttributeError, match="gone"):
        js.eval("odd.gone")


# Each is an expression that must be undefined, or throw an error of the script's own.
ESCAPES = [
    # Python's attributes, as properties
    *(
        f"{target}.{name}"
        for target in ("callback", "exposed", "exposed.deposit", "data", "items", "caught()", "Class", "instance()")
        for name in (
            "__class__",
            "__dict__",
            "__globals__",
            "__code__",
            "__closure__",
            "__self__",
            "__func__",
            "__module__",
            "__traceback__",
            "__cause__",
            "__context__",
            "__subclasses__",
            "__reduce__",
            "__init__",
            "args",
            "tb_frame",
            "with_traceback",
            "f_globals",
            "gi_frame",
            "__builtins__",
        )
    ),
    # prototype walks
    "callback.constructor.constructor('return this')().process",
    "callback.constructor.constructor('return this')() === globalThis ? undefined : 1",
    "exposed.constructor.constructor('return typeof process')() === 'undefined' ? undefined : 1",
    "data.constructor('return this')().os",
    "Object.getPrototypeOf(callback) === Function.prototype ? undefined : 1",
    "Object.getPrototypeOf(exposed) === Object.prototype ? undefined : 1",
    "Object.getPrototypeOf(caught()) === Error.prototype ? undefined : 1",
    "Object.getPrototypeOf(Object.getPrototypeOf(items)) === Object.prototype ? undefined : 1",
    # all own names
    "Reflect.ownKeys(callback).filter(k => !['length', 'name'].includes(k))[0]",
    "Reflect.ownKeys(exposed).filter(k => !['deposit', 'owner'].includes(k))[0]",
    "Reflect.ownKeys(caught()).filter(k => !['name', 'message', 'stack'].includes(k))[0]",
    "Reflect.ownKeys(data).filter(k => k !== 'key')[0]",
    # what functions tell of themselves
    "callback.caller ?? undefined",
    "callback.arguments ?? undefined",
    "(function f() { return callback(f.caller) })() ?? undefined",
    "Function.prototype.toString.call(callback).includes('native code') ? undefined : 1",
    "String(callback).includes('0x') ? 1 : undefined",
    "String(exposed) === '[object Object]' ? undefined : 1",
    "`${data}` === '[object Object]' ? undefined : 1",
    "callback[Symbol.toPrimitive]",
    "callback.valueOf() === callback ? undefined : 1",
    "new callback()",
    "class extends callback {}",
    "Reflect.construct(Object, [], callback)",
    # stacks
    "caught().stack.includes('.py') ? 1 : undefined",
    "(Error.prepareStackTrace = (e, frames) => frames[0], caught().stack.getThis)",
    "Error.captureStackTrace && (o => (Error.captureStackTrace(o, callback), o.stack.includes('.py') ? 1 : undefined))({})",
    # proxies as arguments, and traps that Python code runs into
    "callback(new Proxy({}, {get: (t, k, r) => r})).__class__.__globals__ === undefined ? 1 : undefined",
    "read(new Proxy({}, {get() { throw exposed }, has: () => true}))",
    "read({get x() { return callback }}).__globals__",
    "read({x: Symbol()})?.__class__",
    "callback.call(exposed, exposed).steal",
    "callback.apply(null, [data]).__class__",
    "callback.bind(exposed)().__self__",
    # other names of the same
    "exposed['__cl' + 'ass__']",
    "data['__getitem__']",
    "items['append']",
    "items.__proto__.__class__",
    "items['0'].__class__",
    "Object.getOwnPropertyDescriptor(exposed, 'owner').get.__closure__",
    "Object.getOwnPropertyDescriptor(exposed, 'owner').get.call({steal: 1}) === 'Ada' ? undefined : 1",
    "globalThis.__import__ ?? globalThis.__builtins__ ?? globalThis.os ?? globalThis.open ?? globalThis.eval.__self__",
    "(async () => { try { await import('os') } catch (e) { return e.__traceback__ } })().__class__",
    "promise().__class__ ?? promise().cr_frame",
    "bytes.buffer.__class__ ?? bytes.obj",
]


@pytest.fixture
def hostile(js: Context) -> Context:
    """A context that holds one of everything."""

    class Refuses:
        def __call__(self) -> None:
            raise KeyError(sys)

    def read(target: JSObject) -> object:
        return target.x

    js.globals.callback = lambda value=None: value
    js.globals.refuses = Refuses()
    js.globals.read = read
    js.globals.exposed = js.expose(Account(), methods=["deposit"], attributes=["owner"])
    js.globals.data = {"key": "value", 1.5: os, (1, 2): sys}
    js.globals.items = ["text", io]
    js.globals.Class = Account
    js.globals.bytes = bytearray(4)
    js.eval(
        "function caught() { try { refuses() } catch (e) { return e } }"
        "function instance() { try { return Class() } catch (e) { return e } }"
        "function promise() { return Promise.resolve(callback) }"
    )
    return js


@pytest.mark.parametrize("attempt", ESCAPES)
def test_a_script_finds_no_way_to_python(hostile: Context, attempt: str) -> None:
    try:
        found = hostile.eval(f"(() => {{ const found = ({attempt}); return found }})()")
    except (JSError, TypeError):
        found = None
    assert found is None


@pytest.mark.parametrize(
    "text",
    [
        "{0.__class__.__init__.__globals__}",
        "{0.__call__.__globals__}",
        "{0.new.__globals__}",
        "{0.to_python.__globals__}",
        "{0.__class__.to_python.__globals__}",
        "{0.to_python.__self__.__class__.__init__.__globals__}",
        "{0.__getattribute__.__globals__}",
        "{0.x.__globals__}",
        "{0.__init_subclass__.__globals__}",
        "{0[x].__globals__}",
    ],
)
def test_a_format_string_of_the_script_s_reaches_no_globals(js: Context, text: str) -> None:
    js.globals.show = lambda template, value: template.format(value)
    js.globals.template = text
    with pytest.raises((AttributeError, JSError)):
        js.eval("show(template, {x: () => 1})")
    with pytest.raises((AttributeError, JSError)):
        js.eval("try { null.x } catch (e) { show(template.replace('.x', '.value').replace('[x]', '.name'), e) }")


def test_an_error_of_a_script_has_no_way_to_globals_either(js: Context) -> None:
    with pytest.raises(JSError) as caught:
        js.eval("null.x")
    for name in ("value", "name", "message", "stack"):
        assert not hasattr(getattr(JSError, name), "__globals__")
    assert not hasattr(caught.value, "__globals__") and not hasattr(type(caught.value).__init__, "__globals__")
