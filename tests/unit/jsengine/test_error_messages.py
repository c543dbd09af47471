"""Errors that name expressions where V8 does not, and how long such a name can become.

`tests/js/error_messages.js` has what engines agree on.
"""

import pytest

from jsengine import Context, JSError

BEFORE = "let a = {list: 5, u: undefined}, n; function f() { return {} }\n"


def message_of(context: Context, source: str) -> str:
    with pytest.raises(JSError) as caught:
        context.eval(source)
    return caught.value.message


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("(n ? n : n)()", "(intermediate value) is not a function"),
        ("(n = 5)()", "(intermediate value) is not a function"),
        ("[1, 2].x()", "[...].x is not a function"),
        ("({a: 1}).x()", "{...}.x is not a function"),
        ("(new f).x()", "(intermediate value).x is not a function"),
        ("new class { #p = 1; constructor() { this.#p() } }", "this.#p is not a function"),
        ("f(1, ...a.list)", "a.list is not iterable"),
        ("new f(...n)", "n is not iterable"),
        ("let [x] = a.list", "a.list is not iterable"),
        ("[n.x] = a.u", "a.u is not iterable"),
        ("for (let [x] of [5]);", "number 5 is not iterable (cannot read property Symbol(Symbol.iterator))"),
        ("[...function* () { yield* a.u }()]", "a.u is not iterable"),
        ("let {x: {y}} = a", "Cannot destructure property 'y' of 'undefined' as it is undefined."),
        ("for (let {x} of [null]);", "Cannot destructure property 'x' of 'null' as it is null."),
        ("try { throw n } catch ({x}) {}", "Cannot destructure property 'x' of 'undefined' as it is undefined."),
        ("a /* one */ . /* two */ x /* three */ ()", "a.x is not a function"),
        ("(a\n+\nn)()", "(a + n) is not a function"),
        ("eval('a.x()')", "a.x is not a function"),
        ("(() => () => a.x())()()", "a.x is not a function"),
    ],
)
def test_expressions_are_named(source: str, expected: str) -> None:
    assert message_of(Context(), BEFORE + source) == expected


def test_what_was_called_is_not_what_is_called() -> None:
    # A Python function stands between the call in the source and the callee.
    context = Context()
    context.globals["twice"] = lambda callee: (callee(), callee())
    assert (
        message_of(context, "let counter = 0; twice(() => { if (counter++) counter.x() })")
        == "counter.x is not a function"
    )
    assert message_of(context, "[1].map(5)") == "5 is not a function"


def test_names_have_an_end() -> None:
    context = Context()
    deep = "o" + ".p" * 10_000
    told = message_of(context, f"let o = new Proxy({{}}, {{get: (target, key, receiver) => receiver}}); {deep}()")
    assert told.startswith("(intermediate value).p.p") and len(told) < 200
    long = "x" * 1_000_000
    assert len(message_of(context, f"let {long}; {long}()")) < 1000
    assert len(message_of(context, f"'{long}'()")) < 1000
    nested = "(" * 300 + "n" + "())" * 300
    assert message_of(context, f"var n; {nested}") == "n is not a function"
