"""Early errors: what V8 says of these programs, and where."""

import pytest

from jsengine.syntax.scopes import EVAL_GOAL, MODULE_GOAL, SCRIPT_GOAL, ScopeTables, analyse
from jsengine.syntax.tree import SourceError, parse

Row = tuple[str, str, int]

# source, message, column
SCRIPTS: list[Row] = [
    ("let a; let a;", "Identifier 'a' has already been declared", 12),
    ("let a; var a;", "Identifier 'a' has already been declared", 12),
    ("var a; let a;", "Identifier 'a' has already been declared", 12),
    ("{ let a; { var a; } }", "Identifier 'a' has already been declared", 16),
    ("{ function f() {} var f; }", "Identifier 'f' has already been declared", 23),
    ("function f(a) { let a; }", "Identifier 'a' has already been declared", 21),
    ("try {} catch ([e]) { var e; }", "Identifier 'e' has already been declared", 26),
    ("try {} catch (e) { let e; }", "Identifier 'e' has already been declared", 24),
    ("switch (0) { case 1: let a; default: let a; }", "Identifier 'a' has already been declared", 42),
    ("for (let a of []) { var a; }", "Identifier 'a' has already been declared", 25),
    ('"use strict"; { function f() {} function f() {} }', "Identifier 'f' has already been declared", 42),
    ("{ async function f() {} function f() {} }", "Identifier 'f' has already been declared", 34),
    ("let let = 1;", "let is disallowed as a lexically bound name", 5),
    ("const c = 1, c = 2;", "Identifier 'c' has already been declared", 14),
    ('"use strict"; var public;', "Unexpected strict mode reserved word", 19),
    ('"use strict"; yield = 1;', "Unexpected strict mode reserved word", 15),
    ('"use strict"; var eval;', "Unexpected eval or arguments in strict mode", 19),
    ('"use strict"; arguments = 1;', "Unexpected eval or arguments in strict mode", 15),
    ('"use strict"; arguments++;', "Unexpected eval or arguments in strict mode", 15),
    ('"use strict"; delete a;', "Delete of an unqualified identifier in strict mode.", 22),
    ('"use strict"; with (a) {}', "Strict mode code may not include a with statement", 15),
    ('"use strict"; 010;', "Octal literals are not allowed in strict mode.", 15),
    ('"use strict"; 09;', "Decimals with leading zeros are not allowed in strict mode.", 15),
    ('"use strict"; "\\07";', "Octal escape sequences are not allowed in strict mode.", 16),
    ('"use strict"; "\\8";', "\\8 and \\9 are not allowed in strict mode.", 16),
    (
        '"use strict"; if (1) function f() {}',
        "In strict mode code, functions can only be declared at top level or inside a block.",
        22,
    ),
    (
        '"use strict"; a: function f() {}',
        "In strict mode code, functions can only be declared at top level or inside a block.",
        18,
    ),
    (
        "while (1) a: function f() {}",
        "In non-strict mode code, functions can only be declared at top level, inside a block, or as the body of an if statement.",
        14,
    ),
    ('function f(a, a) { "use strict"; }', "Duplicate parameter name not allowed in this context", 15),
    ("(a, a) => 1;", "Duplicate parameter name not allowed in this context", 5),
    ("({ m(a, a) {} });", "Duplicate parameter name not allowed in this context", 9),
    ("function f(a, a = 1) {}", "Duplicate parameter name not allowed in this context", 15),
    (
        'function f(a = 1) { "use strict"; }',
        "Illegal 'use strict' directive in function with non-simple parameter list",
        21,
    ),
    ('function eval() { "use strict"; }', "Unexpected eval or arguments in strict mode", 10),
    ('"\\01"; function f() { "\\01"; "use strict"; }', "Octal escape sequences are not allowed in strict mode.", 24),
    ("a: a: 1;", "Label 'a' has already been declared", 4),
    ("break;", "Illegal break statement", 1),
    ("continue;", "Illegal continue statement: no surrounding iteration statement", 1),
    ("a: { continue a; }", "Illegal continue statement: 'a' does not denote an iteration statement", 15),
    ("break a;", "Undefined label 'a'", 7),
    ("a: { function f() { break a; } }", "Undefined label 'a'", 27),
    ("return;", "Illegal return statement", 1),
    ("class A { static { return; } }", "Illegal return statement", 20),
    ("super.x;", "'super' keyword unexpected here", 1),
    ("function f() { super(); }", "'super' keyword unexpected here", 16),
    ("class A { constructor() { super(); } }", "'super' keyword unexpected here", 27),
    ("({ m() { super(); } });", "'super' keyword unexpected here", 10),
    ("new.target;", "new.target expression is not allowed here", 1),
    ("() => new.target;", "new.target expression is not allowed here", 7),
    ("class A { constructor() {} constructor() {} }", "A class may only have one constructor", 28),
    ("class A { get constructor() {} }", "Class constructor may not be an accessor", 15),
    ("class A { *constructor() {} }", "Class constructor may not be a generator", 12),
    ("class A { async constructor() {} }", "Class constructor may not be an async method", 17),
    ("class A { static prototype() {} }", "Classes may not have a static property named 'prototype'", 18),
    ("class A { constructor = 1; }", "Classes may not have a field named 'constructor'", 11),
    ("class A { #constructor; }", "Classes may not have a private field named '#constructor'", 11),
    ("class A { #a; #a; }", "Identifier '#a' has already been declared", 15),
    ("class A { get #a() {} get #a() {} }", "Identifier '#a' has already been declared", 27),
    ("class A { static get #a() {} set #a(v) {} }", "Identifier '#a' has already been declared", 34),
    ("a.#b;", "Private field '#b' must be declared in an enclosing class", 3),
    ("class A { #a; m() { delete this.#a; } }", "Private fields can not be deleted", 28),
    ("class A extends B { m() { super.#a; } #a; }", "Unexpected private field", 27),
    (
        "class A { a = arguments; }",
        "'arguments' is not allowed in class field initializer or static initialization block",
        15,
    ),
    (
        "class A { static { arguments; } }",
        "'arguments' is not allowed in class field initializer or static initialization block",
        20,
    ),
    ("function* g(a = yield) {}", "Yield expression not allowed in formal parameter", 17),
    ("function* g() { (a = yield) => 1; }", "Yield expression not allowed in formal parameter", 22),
    ("async function f(a = await 1) {}", "Illegal await-expression in formal parameters of async function", 22),
    ('({ __proto__: 1, "__proto__": 2 });', "Duplicate __proto__ fields are not allowed in object literals", 18),
    ("/(/;", "Invalid regular expression: /(/: Unterminated group", 1),
    ("/a/gg;", "Invalid regular expression flags", 4),
    ("/\\u{110000}/u;", "Invalid regular expression: /\\u{110000}/u: Invalid Unicode escape", 1),
    ("/(?<a>.)(?<a>.)/;", "Invalid regular expression: /(?<a>.)(?<a>.)/: Duplicate capture group name", 1),
    ("/[b-a]/;", "Invalid regular expression: /[b-a]/: Range out of order in character class", 1),
    ('"use strict"; for (var a = 1 in b);', "for-in loop variable declaration may not have an initializer.", 24),
    ("switch (1) { default: default: }", "More than one default clause in switch statement", 23),
]

MODULES: list[Row] = [
    ("export { a };", "Export 'a' is not defined in module", 10),
    ("let a; export { a, a };", "Duplicate export of 'a'", 20),
    ("let a, b; export { a, b as a };", "Duplicate export of 'a'", 28),
    ("export default 1; export default 2;", "Duplicate export of 'default'", 19),
    ('import { a, a } from "x";', "Identifier 'a' has already been declared", 13),
    ('import { eval } from "x";', "Unexpected eval or arguments in strict mode", 10),
    ('import a from "x" with { type: "a", type: "b" };', "Import attributes has a duplicate key 'type'", 37),
    ('let a; export { a as "\\uD800" };', "Invalid module export name: contains unpaired surrogate", 22),
    ('export { "a" };', "String literal module export names must be followed by a 'from' clause", 10),
    ("function f() {} function f() {}", "Identifier 'f' has already been declared", 26),
    ('import a from "x"; let a;', "Identifier 'a' has already been declared", 24),
    ('export { a as b } from "x"; export { c as b } from "y";', "Duplicate export of 'b'", 43),
    ("import.meta; import.meta.x; return;", "Illegal return statement", 29),
]

# What the same rules allow.
ACCEPTED = [
    "var a; var a; function a() {} function a() {}",
    "{ function f() {} function f() {} }",
    "function f(a) { var a; function a() {} }",
    "try {} catch (e) { var e; for (var e;;); }",
    "for (let a;;) { let a; }",
    "function f(a, a) {}",
    "let async; var let_; var yield; var await; await: 1; yield: 1;",
    "a: { break a; } a: while (1) continue a;",
    "a: { function f() { a: 1; } }",
    "if (1) function f() {} else function f() {}",
    "with (a) delete b, eval = 1, 010, '\\07';",
    "class A { static constructor() {} static get constructor() {} 'prototype'() {} ['constructor']() {} }",
    "class A { get #a() {} set #a(v) {} m() { return this.#a; } static #b; }",
    "class A { static { (function () { return arguments; }); (function await() {}); } }",
    "class A extends B { constructor() { (() => super())(); } static x = super.y; }",
    "class A { #a; m() { class B { n() { return this.#a; } } } }",
    "function f() { new.target; () => new.target; }",
    "({ __proto__: 1, __proto__() {}, ['__proto__']: 2 }); ({ __proto__: a, __proto__: b } = {});",
    "function* g() { function yield_(a = 1) {} }",
    "/(?<a>.)|(?<a>.)/; /[a-\\d]/; /\\u{1F600}/u; /[\\p{RGI_Emoji}--\\q{a|bc}]/v; /(?i-m:a)/;",
]


def error_of(text: str, goal: int = SCRIPT_GOAL) -> SourceError:
    with pytest.raises(SourceError) as raised:
        analyse(parse(text, goal == MODULE_GOAL), goal)
    return raised.value


@pytest.mark.parametrize(("text", "message", "column"), SCRIPTS)
def test_script(text: str, message: str, column: int) -> None:
    error = error_of(text)
    assert (error.message, error.column) == (message, column)


@pytest.mark.parametrize(("text", "message", "column"), MODULES)
def test_module(text: str, message: str, column: int) -> None:
    error = error_of(text, MODULE_GOAL)
    assert (error.message, error.column) == (message, column)


@pytest.mark.parametrize("text", ACCEPTED)
def test_accepted(text: str) -> None:
    analyse(parse(text))


# -- eval code


def scope_of(tables: ScopeTables, kind: int) -> int:
    """The first function of a kind, as its body scope."""
    return tables.functions.body_scope[tables.functions.kind.index(kind)]


METHOD, DERIVED_CONSTRUCTOR, FIELD = 6, 10, 11
OUTER = "class A extends B { #p = 1; constructor() { eval(x); } m() { eval(x); } }"


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        ("super.x; new.target; this.#p", METHOD, None),
        ("super()", METHOD, "'super' keyword unexpected here"),
        ("super()", DERIVED_CONSTRUCTOR, None),
        ("() => super()", DERIVED_CONSTRUCTOR, None),
        ("arguments", FIELD, "'arguments' is not allowed in class field initializer or static initialization block"),
        ("arguments", METHOD, None),
        ("this.#q", METHOD, "Private field '#q' must be declared in an enclosing class"),
        ("with (a) {}", METHOD, "Strict mode code may not include a with statement"),
    ],
)
def test_direct_eval(text: str, kind: int, message: str | None) -> None:
    outer = parse(OUTER)
    scope = scope_of(analyse(outer), kind)
    source = parse(text)
    if message is None:
        analyse(source, EVAL_GOAL, outer, scope)
        return
    with pytest.raises(SourceError) as raised:
        analyse(source, EVAL_GOAL, outer, scope)
    assert raised.value.message == message


def test_eval_in_eval_keeps_the_context() -> None:
    outer = parse(OUTER)
    scope = scope_of(analyse(outer), METHOD)
    middle = parse("() => eval('')")
    tables = analyse(middle, EVAL_GOAL, outer, scope)
    analyse(parse("super.x + this.#p + new.target"), EVAL_GOAL, middle, len(tables.scopes.kind) - 1)


@pytest.mark.parametrize("text", ["new.target", "super.x", "a.#b"])
def test_indirect_eval_sees_nothing(text: str) -> None:
    error_of(text, EVAL_GOAL)
