"""Syntax errors: their words and their places."""

import pytest

from jsengine.syntax.tree import TOO_DEEP, SourceError, parse

# (text, message, line, column)
CASES = [
    ("a b", "Unexpected identifier 'b'", 1, 3),
    ("if (a) {\n  b(;\n}", "Unexpected token ';'", 2, 5),
    ("f(a b)", "missing ) after argument list", 1, 5),
    ("f(a, b", "missing ) after argument list", 1, 7),
    ("if (a", "Unexpected end of input", 1, 6),
    ("{", "Unexpected end of input", 1, 2),
    ("var if", "Unexpected token 'if'", 1, 5),
    ("a 1", "Unexpected number", 1, 3),
    ("a 'b'", "Unexpected string", 1, 3),
    ("a `b` }", "Unexpected token '}'", 1, 7),
    ("var `a`", "Unexpected template string", 1, 5),
    ("@a", "Invalid or unexpected token", 1, 1),
    ("a = 7b", "Invalid or unexpected token", 1, 5),
    ("a.#", "Invalid or unexpected token", 1, 3),
    ("x = 'abc\n'", "Invalid or unexpected token", 1, 5),
    ("`abc", "Unterminated template literal", 1, 1),
    ("a = /b\n/", "Invalid regular expression: missing /", 1, 5),
    ("/* a", "Invalid or unexpected token", 1, 1),
    ("a ?? b || c", "Unexpected token '||'", 1, 8),
    ("a && b ?? c", "Unexpected token '??'", 1, 8),
    ("try {} x", "Missing catch or finally after try", 1, 8),
    ("throw\na", "Illegal newline after throw", 2, 1),
    ("function () {}", "Function statements require a function name", 1, 10),
    ("({get a(b) {}})", "Getter must not have any formal parameters.", 1, 9),
    ("({set a() {}})", "Setter must have exactly one formal parameter.", 1, 9),
    ("function f(...a, b) {}", "Rest parameter must be last formal parameter", 1, 16),
    ("var [...a, b] = c", "Rest element must be last element", 1, 10),
    ("new a?.b", "Invalid optional chain from new expression", 1, 6),
    ("a?.b`c`", "Invalid tagged template on optional chain", 1, 5),
    ("await a", "await is only valid in async functions and the top level bodies of modules", 1, 7),
    ("if (a) let b", "Lexical declaration cannot appear in a single-statement context", 1, 12),
    ("import a from 'b'", "Cannot use import statement outside a module", 1, 1),
    ("export var a", "Unexpected token 'export'", 1, 1),
    ("super", "'super' keyword unexpected here", 1, 1),
    ("1 = a", "Invalid left-hand side in assignment", 1, 1),
    ("f() &&= a", "Invalid left-hand side in assignment", 1, 1),
    ("++1", "Invalid left-hand side expression in prefix operation", 1, 3),
    ("1++", "Invalid left-hand side expression in postfix operation", 1, 1),
    ("for (1 of a);", "Invalid left-hand side in for-loop", 1, 6),
    ("for (let a, b of c);", "Invalid left-hand side in for-of loop: Must have a single binding.", 1, 6),
    ("for (let a = 1 in c);", "for-in loop variable declaration may not have an initializer.", 1, 6),
    ("[a, 1] = b", "Invalid destructuring assignment target", 1, 5),
    ("[(a = 1)] = b", "Invalid destructuring assignment target", 1, 2),
    ("[([a])] = b", "Invalid destructuring assignment target", 1, 2),
    ("[...a, b] = c", "Rest element must be last element", 1, 2),
    ("({a() {}} = b)", "Invalid destructuring assignment target", 1, 3),
    ("({a = 1})", "Invalid shorthand property initializer", 1, 3),
    ("(a, 1) => 2", "Invalid destructuring assignment target", 1, 5),
    ("(a.b) => 1", "Invalid destructuring assignment target", 1, 2),
    ("a.b => 1", "Malformed arrow function parameter list", 1, 1),
    ("const a", "Missing initializer in const declaration", 1, 7),
    ("let [a]", "Missing initializer in destructuring declaration", 1, 5),
    ("for (const a;;);", "Missing initializer in const declaration", 1, 12),
    ("`\\u`", "Invalid escape sequence in template", 1, 2),
    ("'\\u{110000}'", "Undefined Unicode code-point", 1, 1),
    ("\\u0031a", "Invalid Unicode escape sequence", 1, 1),
    ("v\\u0061r = 1", "Keyword must not contain escaped characters", 1, 1),
    ("\u00e9\U0001f600", "Invalid or unexpected token", 1, 2),
    ("'\U0001f600' b", "Unexpected identifier 'b'", 1, 6),
    ("a\r\nb\u2028c d", "Unexpected identifier 'd'", 3, 3),
]


@pytest.mark.parametrize(("text", "message", "line", "column"), CASES)
def test_words_and_place(text: str, message: str, line: int, column: int) -> None:
    with pytest.raises(SourceError) as caught:
        parse(text)
    assert (caught.value.message, caught.value.line, caught.value.column) == (message, line, column)
    assert caught.value.name == "SyntaxError"


def test_a_program_too_deep_is_a_range_error() -> None:
    with pytest.raises(SourceError) as caught:
        parse("(" * 200_000 + ")" * 200_000)
    assert caught.value.kind == TOO_DEEP
    assert caught.value.name == "RangeError"
    assert caught.value.message == "Maximum call stack size exceeded"
