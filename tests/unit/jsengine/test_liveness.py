"""Nothing has to be destroyed: cycles through both heaps die, and so do contexts."""

import gc
import weakref
from collections.abc import Callable

import pytest

from jsengine import Context, JSObject
from tools.leaks import growth


class Token:
    """Something that can be watched."""

    def __call__(self, *_: object) -> None:
        """Callable, so that a script may hold it."""


def closure_that_holds_a_proxy(js: Context, token: Token) -> None:
    target = js.eval("({})")
    target.callback = lambda: (target, token)


def proxy_that_holds_a_closure(js: Context, token: Token) -> None:
    cell: list[object] = [token]
    cell.append(js.eval("cell => { const o = {cell}; o.f = () => o; return o }")(cell))


def object_exposed_to_itself(js: Context, token: Token) -> None:
    holder: dict[str, object] = {"token": token}
    holder["js"] = js.eval("d => ({d})")(holder)
    js.globals.exposed = js.expose(token, methods=["__call__"])
    del js.globals.exposed


def method_with_its_receiver(js: Context, token: Token) -> None:
    target = js.eval("({f() { return this }})")
    methods: list[object] = [token]
    target.token = lambda: methods
    methods.append(target.f)


def iterator_inside(js: Context, token: Token) -> None:
    items = js.eval("[1, 2, 3]")
    steps = iter(items)
    items.push(lambda: (steps, token))


def error_with_frames(js: Context, token: Token) -> None:
    def fail() -> None:
        held = js.eval("({})")
        held.token = token
        raise ValueError(held)

    js.globals.fail = fail
    js.eval("try { fail() } catch (e) { e.self = e }")
    js.globals.fail = None


def promise_with_reactions(js: Context, token: Token) -> None:
    made = js.eval("Promise.withResolvers()")
    made.promise.then(lambda _: (made, token))


CYCLES = [
    closure_that_holds_a_proxy,
    proxy_that_holds_a_closure,
    object_exposed_to_itself,
    method_with_its_receiver,
    iterator_inside,
    error_with_frames,
    promise_with_reactions,
]


@pytest.mark.parametrize("make", CYCLES)
def test_cycles_through_both_heaps_die(js: Context, make: Callable[[Context, Token], None]) -> None:
    token = Token()
    reference = weakref.ref(token)
    make(js, token)
    del token
    gc.collect()
    assert reference() is None
    js._kernel.verify()


@pytest.mark.parametrize("make", CYCLES)
def test_a_dropped_context_dies_with_all_of_them(in_mode: object, make: Callable[[Context, Token], None]) -> None:
    token = Token()
    reference = weakref.ref(token)
    js = Context()
    js.globals.keep = token
    kept = js.eval("({})")
    kept.context = js.eval
    make(js, token)
    kernel = weakref.ref(kept)
    del token, js, kept
    gc.collect()
    assert reference() is None and kernel() is None


def test_what_is_held_from_either_side_lives(js: Context) -> None:
    token = Token()
    reference = weakref.ref(token)
    target = js.eval("globalThis.kept = {text: 'here'}")
    others = [target, token]
    target.f = lambda: others
    del token
    gc.collect()
    assert reference() is not None
    js.eval("kept = undefined")
    gc.collect()
    assert target.text == "here" and reference() is not None
    del target
    others.clear()
    gc.collect()
    assert reference() is None


def test_a_callback_s_arguments_live_while_it_runs(js: Context) -> None:
    seen: list[object] = []

    def callback(argument: JSObject) -> None:
        gc.collect()
        js._kernel.collect(True)
        seen.append(argument.v)

    js.globals.callback = callback
    js.eval("callback({v: 7})")
    assert seen == [7]


def test_a_minor_heavy_workload_does_not_grow(in_mode: object) -> None:
    """Without gc.collect(): the kernel's major collections come often enough by themselves."""
    gc.disable()
    try:
        assert growth("cycles", 0.2).is_flat
    finally:
        gc.enable()


@pytest.mark.parametrize(("name", "scale"), [("contexts", 0.25), ("proxies", 0.2)])
def test_nothing_piles_up(in_mode: object, name: str, scale: float) -> None:
    assert growth(name, scale).is_flat


@pytest.mark.parametrize("text", ["() => ({})", "() => []", "() => () => 1", "() => new Map()", "() => ({a: {b: 1}})"])
def test_functions_do_not_keep_what_they_made(js: Context, text: str) -> None:
    make = js.eval(text)
    token = Token()
    reference = weakref.ref(token)
    made = make()
    made.callback = lambda kept=[made, token]: kept
    del token, made
    gc.collect()
    assert reference() is None
    assert make() != make()
