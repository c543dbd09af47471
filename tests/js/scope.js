// Bindings: hoisting, the dead zone, closures, with, eval, the global object.
var hoisted = declared();
function declared() { return typeof later + typeof declared; }
var later = 1;
assert.same(hoisted, "undefinedfunction");

assert.throws(ReferenceError, () => { dead; let dead = 1; });
assert.throws(ReferenceError, () => { typeof dead; let dead; });
assert.throws(ReferenceError, () => { const f = () => dead; f(); let dead = 1; });
assert.throws(ReferenceError, () => { let x = x; });
assert.throws(ReferenceError, (a = b, b = 1) => a);
assert.throws(TypeError, () => { const c = 1; c = 2; });
assert.throws(TypeError, () => { const c = 1; c++; });
assert.throws(ReferenceError, () => notDeclaredAnywhere);
assert.throws(ReferenceError, () => { "use strict"; notDeclaredAnywhere = 1; });
assert.same((() => { let x; return x; })(), undefined);

function counter() {
  let n = 0;
  return { up: () => ++n, read: () => n };
}
const one = counter(), other = counter();
one.up(); one.up(); other.up();
assert.same(one.read() * 10 + other.read(), 21);

{
  let shadow = "inner";
  { let shadow = "innermost"; assert.same(shadow, "innermost"); }
  assert.same(shadow, "inner");
}

// Functions in blocks of sloppy code are visible outside once the block has run.
assert.same((() => { const before = typeof inBlock; { function inBlock() {} } return before + typeof inBlock; })(),
            "undefinedfunction");
assert.same((() => { "use strict"; { function inBlock() {} } return typeof inBlock; })(), "undefined");

// Parameters have a scope of their own when there are defaults.
assert.same(((a, f = () => a) => { var a = 2; return f(); })(1), 1);
assert.same(((a = 1, b = a + 1, { c = b + 1 } = {}) => a + b + c)(), 6);
assert.same((function (a) { arguments[0] = 2; return a; })(1), 2);
assert.same((function (a) { "use strict"; arguments[0] = 2; return a; })(1), 1);
assert.same((function (a, b = 0) { arguments[0] = 2; return a; })(1), 1);
assert.same((function () { return arguments.length; })(1, 2, 3), 3);
assert.same((function f() { f = 1; return typeof f; })(), "function");

// with and its unscopables.
const place = { x: "object", [Symbol.unscopables]: { hidden: true }, hidden: "object" };
var x = "global", hidden = "global";
with (place) {
  assert.same(x, "object");
  assert.same(hidden, "global");
  x = "changed";
}
assert.same(place.x, "changed");
assert.same(x, "global");

// Direct eval sees and makes local bindings; indirect eval is global; strict eval keeps its own.
assert.same((() => { const local = 1; return eval("local + 1"); })(), 2);
assert.same((() => { eval("var made = 3"); return made; })(), 3);
assert.same((() => { "use strict"; eval("var kept = 3"); return typeof kept; })(), "undefined");
assert.same((() => { const x = "local"; return (0, eval)("x"); })(), "global");
assert.throws(SyntaxError, () => eval("let a; let a"));

// var and function make properties of the global object, let and const do not.
var asProperty = 1;
let notAsProperty = 2;
assert.same(globalThis.asProperty, 1);
assert.same(globalThis.notAsProperty, undefined);
assert.same(Object.getOwnPropertyDescriptor(globalThis, "asProperty").configurable, false);
implicit = 5;
assert(delete globalThis.implicit);
assert.same(typeof implicit, "undefined");
assert.same(this, globalThis);

// A variable is undefined at first, whatever the defaults of the parameters computed before.
function afterDefaults(a, { x } = { x: 1 }) {
  for (var v of [v]) assert.same(v, undefined);
  var last;
  return last;
}
assert.same(afterDefaults(), undefined);

// A string in a block is no directive, though nothing stands before it but braces and keywords.
{
  const isSloppy = "; (function () { return this !== undefined; })()";
  for (const text of ["{ 'use strict'; }", "try { 'use strict'; } finally {}", "a: 'use strict'", "{ 'a'; 'use strict' }", "if (1) 'use strict'"])
    assert.same(eval(text + isSloppy), true, text);
  assert.same(eval("'a'; 'use strict'" + isSloppy), false);
  assert.same((function () { { "use strict"; } return this === globalThis; })(), true);
  assert.same((function () { "use strict"; { } return this === undefined; })(), true);
}
