// Equality and order, over values of different types.
assert(1 == "1");
assert(null == undefined);
assert(!(null == 0));
assert(!(NaN == NaN));
assert("" == 0);
assert([] == "");
assert([1] == 1);
assert(0 === -0);
assert(!(1 === "1"));
assert(1.0 === 1);
assert("a" + "b" === "ab");
assert(10n == 10);
assert(!(10n === 10));
assert(2n > 1);
assert(!(undefined <= undefined));
assert(null <= 0);
assert("10" < "9");
assert("10" > 9);
assert(!("a" < 1) && !("a" >= 1));
assert("\uD83D" < "\uFF5E");
assert("abc" < "abcd");
assert(!(NaN < 1) && !(NaN >= 1));

// The left side is converted first, whichever side is smaller.
const order = [];
const spy = (name, value) => ({ valueOf() { order.push(name); return value; } });
assert(spy("left", 2) > spy("right", 1));
assert(spy("left", 1) <= spy("right", 1));
assert.items(order, ["left", "right", "left", "right"]);

const object = {};
assert(object == object && object !== {});
assert({ [Symbol.toPrimitive]: (hint) => hint } == "default");
assert.throws(TypeError, () => Symbol() < 1);
assert.throws(TypeError, () => 1 in "x");
assert.throws(TypeError, () => ({}) instanceof {});
assert("x" in { x: undefined });
assert([] instanceof Array && [] instanceof Object && !(1 instanceof Number));
assert({ [Symbol.hasInstance]: undefined } !== null);
const even = { [Symbol.hasInstance]: (n) => n % 2 === 0 };
assert(2 instanceof even && !(3 instanceof even));

assert.same(typeof undefined, "undefined");
assert.same(typeof null, "object");
assert.same(typeof (() => 1), "function");
assert.same(typeof 1n, "bigint");
assert.same(typeof Symbol(), "symbol");
assert.same(typeof notDeclared, "undefined");
assert.same(null ?? "other", "other");
assert.same(0 ?? "other", 0);
assert.same(0 || "other", "other");
assert.same("" && "other", "");
assert.same(!"0", false);
