// Calling and constructing.
"use strict";
function self() { return this; }
assert.same(self(), undefined);
assert.same(self.call(5), 5);
assert.same((function () { return typeof this; }).call(5), "number");
assert.same(Function("return typeof this").call(5), "object");
assert.same(Function("return this")(), globalThis);
assert.same(({ self }).self().self, self);
assert.items((function (...all) { return all; })(1, ...[2, 3], ...new Set([4]), 5), [1, 2, 3, 4, 5]);
assert.items(((a, b, c) => [a, b, c])(1, 2), [1, 2, undefined]);
assert.same(Math.max(...[1, 5, 3]), 5);
assert.same(self.bind(1).bind(2)(), 1);
assert.items(((...all) => all).bind(null, 1, 2)(3), [1, 2, 3]);
assert.items(Reflect.apply((...all) => all, null, { length: 2, 0: "a" }), ["a", undefined]);
assert.same((function f(a, b = 1, ...c) {}).length, 1);
assert.same((function named() {}).name + (() => {}).name, "named");
const arrow = () => 1;
assert.same(arrow.name, "arrow");
assert.same({ m() {} }.m.name + Object.getOwnPropertyDescriptor({ get g() { return 1; } }, "g").get.name, "mget g");

function Point(x) { this.x = x; this.target = new.target; }
assert.same(new Point(3).x, 3);
assert.same(new Point().target, Point);
assert(new Point() instanceof Point);
assert.same(Reflect.construct(Point, [], Array).target, Array);
function ReturnsObject() { return { own: true }; }
function ReturnsNumber() { this.kept = 1; return 5; }
assert(new ReturnsObject().own);
assert.same(new ReturnsNumber().kept, 1);
assert.throws(TypeError, () => new (() => 1)());
assert.throws(TypeError, () => new ({ m() {} }).m());
assert.throws(TypeError, () => (5)());
assert.throws(TypeError, () => ({}).missing());
assert.throws(TypeError, () => new Math.max());
assert.throws(TypeError, () => Math.max(...5));
assert.throws(TypeError, () => Symbol.prototype.toString.call(1));

// Arguments are evaluated before the callee is found not to be callable.
const order = [];
assert.throws(TypeError, () => undefined?.x ?? order.missing(order.push("argument")));
assert.items(order, ["argument"]);

// Recursion through natives, and mutual recursion.
const sum = (tree) => Array.isArray(tree) ? tree.map(sum).reduce((a, b) => a + b, 0) : tree;
assert.same(sum([1, [2, [3, [4]]], 5]), 15);
const isEven = (n) => n === 0 || isOdd(n - 1), isOdd = (n) => n !== 0 && isEven(n - 1);
assert(isEven(100));
function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
assert.same(fib(20), 6765);
// Many arguments.
assert.same(((...all) => all.length)(...new Array(10000)), 10000);
assert.same(String.fromCharCode.apply(null, new Array(1000).fill(65)).length, 1000);

// Tagged templates: the object is one per site.
const tag = (strings, ...values) => ({ strings, values });
const site = () => tag`a${1}\n${2}`;
assert.same(site().strings, site().strings);
assert.items(site().strings.raw, ["a", "\\n", ""]);
assert.items(site().values, [1, 2]);
assert(Object.isFrozen(site().strings));
assert.same(`${1}${"b"}${[3, 4]}`, "1b3,4");
assert.throws(TypeError, () => `${Symbol()}`);

// Lists of arguments are read by the standard's way where that shows.
{
  const count = function () { return [...arguments].join() + ":" + arguments.length; };
  assert.same(count.apply(null, [1, 2, 3]), "1,2,3:3");
  assert.same(count.apply(null, [1, , 3]), "1,,3:3");
  assert.same(count.apply(null, []), ":0");
  Array.prototype[1] = "from above";
  assert.same(count.apply(null, [1, , 3]), "1,from above,3:3");
  delete Array.prototype[1];
  const long = [1, 2];
  long.length = 4;
  assert.same(count.apply(null, long), "1,2,,:4");
  assert.same(Reflect.apply(count, null, { length: 2, 1: "x" }), ",x:2");
  const getter = [1, 2];
  Object.defineProperty(getter, 0, { get() { getter.length = 1; return "got"; } });
  assert.same(count.apply(null, getter), "got,:2");
}
