// Array.prototype: dense arrays and everything else give the same; user code in the middle of a function.
"use strict";

// The same elements as a dense array, with a subclass, as an array-like object, behind a proxy.
class Sub extends Array {}
const shapes = [
  (...items) => items,
  (...items) => { const a = new Sub(); for (const item of items) a[a.length] = item; return a; },
  (...items) => ({ ...items, length: items.length }),
  (...items) => new Proxy(items, {}),
];
const p = Array.prototype;
const list = (o) => Array.from({ length: o.length }, (_, i) => o[i]);

for (const make of shapes) {
  assert.items(list(p.slice.call(make(1, 2, 3, 4), 1, -1)), [2, 3]);
  assert.same(p.join.call(make(1, null, undefined, "x"), "-"), "1---x");
  assert.same(p.indexOf.call(make(5, 6, NaN, 6), 6), 1);
  assert.same(p.lastIndexOf.call(make(5, 6, NaN, 6), 6), 3);
  assert.same(p.indexOf.call(make(NaN), NaN), -1);
  assert(p.includes.call(make(NaN), NaN));
  assert.same(p.indexOf.call(make(1, 2), 2, -1), 1);
  assert.same(p.at.call(make(1, 2, 3), -2), 2);
  const spliced = make(1, 2, 3, 4, 5);
  assert.items(list(p.splice.call(spliced, 1, 2, "a", "b", "c")), [2, 3]);
  assert.items(list(spliced), [1, "a", "b", "c", 4, 5]);
  assert.items(list(p.splice.call(spliced, -2)), [4, 5]);
  assert.same(p.shift.call(spliced), 1);
  assert.same(p.unshift.call(spliced, 8, 9), 5);
  assert.items(list(spliced), [8, 9, "a", "b", "c"]);
  assert.same(p.pop.call(spliced), "c");
  assert.same(p.push.call(spliced, 1, 2), 6);
  assert.items(list(p.reverse.call(spliced)), [2, 1, "b", "a", 9, 8]);
  assert.items(list(p.copyWithin.call(make(1, 2, 3, 4, 5), 1, 0, 3)), [1, 1, 2, 3, 5]);
  assert.items(list(p.fill.call(make(1, 2, 3, 4), 0, 1, -1)), [1, 0, 0, 4]);
  assert.items(list(p.sort.call(make(3, undefined, 1, 10, 2))), [1, 10, 2, 3, undefined]);
  assert.items(list(p.sort.call(make(3, 1, 10, 2), (x, y) => y - x)), [10, 3, 2, 1]);
  assert.items(p.toSorted.call(make(3, 1, 10)), [1, 10, 3]);
  assert.items(p.toReversed.call(make(3, 1)), [1, 3]);
  assert.items(p.toSpliced.call(make(1, 2, 3), 1, 1, 7, 8), [1, 7, 8, 3]);
  assert.items(p.with.call(make(1, 2, 3), -1, 9), [1, 2, 9]);
  assert.items(list(p.flatMap.call(make(1, 2), (x) => [x, [x]])), [1, [1], 2, [2]]);
}

// Holes.
{
  const a = [1, , 3];
  assert(!(1 in a.slice()) && !(1 in a.concat()) && !(1 in a.concat([, 1])));
  assert.same(a.indexOf(undefined), -1);
  assert(a.includes(undefined));
  assert.items(Object.keys([, 2, , 1].sort()), ["0", "1"]);
  assert.items(Object.keys([1, , 3].reverse()), ["0", "2"]);
  assert.items(Object.keys([1, , 3].toReversed()), ["0", "1", "2"]);
  assert.items(Object.keys([, 1].copyWithin(1, 0)), []);
  assert.items([[1, , 2], [, 3]].flat(), [1, 2, 3]);
  Array.prototype[1] = "inherited";
  assert.items(a.slice(), [1, "inherited", 3]);
  assert.same(a.indexOf("inherited"), 1);
  assert.items([1, , 3].reverse(), [3, "inherited", 1]);
  delete Array.prototype[1];
}

// Lengths up to 2^53 - 1.
{
  const far = { length: 2 ** 53 - 1, [2 ** 53 - 2]: "last" };
  assert.same(p.pop.call(far), "last");
  assert.same(far.length, 2 ** 53 - 2);
  assert.same(p.at.call({ length: 2 ** 53 - 1, [2 ** 53 - 2]: 1 }, -1), 1);
  assert.throws(TypeError, () => p.push.call({ length: 2 ** 53 - 1 }, 1));
  assert.throws(RangeError, () => p.toReversed.call({ length: 2 ** 32 }));
  assert.throws(RangeError, () => p.slice.call({ length: 2 ** 33 }));
  assert.items(p.slice.call({ length: 2 ** 53 - 1, [2 ** 53 - 2]: 1 }, -1), [1]);
}

// Arrays that change under a function's feet.
{
  const a = [1, 2, 3, 4, 5, 6, 7, 8];
  const shrink = { valueOf() { a.length = 2; return 1; } };
  assert.items(a.slice(shrink), [2, , , , , , ,]);
  const b = [1, 2, 3, 4];
  assert.same(b.indexOf(4, { valueOf() { b.length = 1; return 0; } }), -1);
  const c = [1, 2, 3];
  c.fill(0, { valueOf() { c.length = 0; c[50] = 1; return 0; } });
  assert.items([c.length, c[0], c[3]], [51, 0, undefined]);
  const d = [3, 2, 1];
  d.sort((x, y) => { d.length = 0; return x - y; });
  assert.items(d, [1, 2, 3]);
  const e = [1, 2, 3, 4];
  assert.items(e.splice(0, { valueOf() { e.push(9); return 2; } }), [1, 2]);
  const order = [];
  const f = [5, 4, 3, 2, 1];
  assert.throws(EvalError, () => f.sort((x) => { order.push(x); if (order.length > 2) throw new EvalError(); return 1; }));
  assert.items(f, [5, 4, 3, 2, 1]);
  const g = [1, 2, 3];
  Object.freeze(g);
  for (const change of ["push", "pop", "shift", "unshift", "reverse", "sort"])
    assert.throws(TypeError, () => g[change](1 && ((x, y) => y - x)));
  assert.items(g, [1, 2, 3]);
}

// Species and subclasses.
{
  const a = Sub.from([1, 2, 3]);
  for (const made of [a.slice(1), a.concat([1]), a.splice(0, 1), a.map((x) => x), a.flat()]) assert(made instanceof Sub);
  assert(!(a.toSorted() instanceof Sub) && !(a.with(0, 1) instanceof Sub));
  const b = [1, 2];
  b.constructor = { [Symbol.species]: function (n) { this.made = n; } };
  assert.same(b.slice().made, 2);
  b.constructor = undefined;
  assert(b.slice() instanceof Array);
  b.constructor = { [Symbol.species]: 5 };
  assert.throws(TypeError, () => b.slice());
}

// Sorting is stable, and the order of a script may make no sense.
{
  const many = [];
  let seed = 1;
  for (let i = 0; i < 3000; i++) many.push({ k: (seed = (seed * 48271) % 2147483647) % 50, i });
  many.sort((x, y) => x.k - y.k);
  for (let i = 1; i < many.length; i++)
    assert(many[i - 1].k < many[i].k || (many[i - 1].k === many[i].k && many[i - 1].i < many[i].i));
  const senseless = Array.from({ length: 500 }, (_, i) => i).sort(() => (seed = (seed * 48271) % 2147483647) % 3 - 1);
  assert.same(new Set(senseless).size, 500);
  assert.throws(TypeError, () => [1].sort(null));
  assert.items(["b", , "a", undefined].sort(), ["a", "b", undefined, ,]);
}

// Text of arrays that contain themselves, and deep nests.
{
  const a = [1];
  a.push(a, [a]);
  assert.same(a.join(), "1,,");
  let deep = [];
  for (let i = 0; i < 100000; i++) deep = [deep];
  assert.throws(RangeError, () => deep.join());
  assert.throws(RangeError, () => deep.flat(Infinity));
}

// Array.from: iterators are closed when the mapping or the definition fails.
{
  let closed = 0;
  const items = { [Symbol.iterator]() { return { next() { return { value: 1, done: false }; }, return() { closed++; return {}; } }; } };
  assert.throws(EvalError, () => Array.from(items, () => { throw new EvalError(); }));
  class Refusing { constructor() { return Object.freeze({}); } }
  assert.throws(TypeError, () => Array.from.call(Refusing, items));
  assert.same(closed, 2);
  assert.items(Array.from({ length: 2, 0: "a", 1: "b" }, (x, i) => x + i), ["a0", "b1"]);
}
