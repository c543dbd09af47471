// newer than node 20 in parts
// Map, Set, their iterators, grouping, the algebra of sets.
"use strict";

// Keys: numbers by value, whatever their form; text by its characters.
{
  const m = new Map([[1, "one"], [NaN, "nan"], [-0, "zero"], ["key", "text"], [10n ** 20n, "big"]]);
  assert.same(m.get(2 / 2), "one");
  assert.same(m.get(0 / 0), "nan");
  assert.same(m.get(0), "zero");
  assert(Object.is([...m.keys()][2], 0));
  assert.same(m.get(["k", "ey"].join("")), "text");
  assert.same(m.get(10n ** 10n * 10n ** 10n), "big");
  assert.same(m.get("1"), undefined);
  m.set(1, "changed");
  assert.same(m.size, 5);
  assert.same([...m][0][1], "changed");
}

// Iteration sees what is added and skips what is deleted, while the table grows, shrinks and is cleared.
{
  const s = new Set([0]);
  const seen = [];
  for (const x of s) {
    seen.push(x);
    if (x < 1000) { s.delete(x); s.add(x + 1); s.add(x + 1); }
  }
  assert.same(seen.length, 1001);
  assert.same(s.size, 1);
  const t = new Set(Array.from({ length: 100 }, (_, i) => i));
  const walk = t.values();
  for (let i = 0; i < 50; i++) walk.next();
  for (let i = 0; i < 60; i++) t.delete(i);
  for (let i = 100; i < 5000; i++) t.add(i);
  assert.same(walk.next().value, 60);
  t.clear();
  t.add("new");
  assert.same(walk.next().value, "new");
  assert(walk.next().done);
  t.add("late");
  assert(walk.next().done);
  const m = new Map([[1, 1], [2, 2], [3, 3]]);
  const order = [];
  m.forEach((v, k) => { order.push(k); if (k === 1) { m.delete(1); m.set(1, 1); m.delete(3); } if (order.length > 4) m.clear(); });
  assert.items(order, [1, 2, 1, 1, 1]);
}

// Many keys come and go: nothing is lost.
{
  const m = new Map();
  for (let round = 0; round < 5; round++) {
    for (let i = 0; i < 20000; i++) m.set("k" + i, i);
    for (let i = 0; i < 20000; i += 2) m.delete("k" + i);
    for (let i = 1; i < 20000; i += 2) assert.same(m.get("k" + i), i);
    assert.same(m.size, 10000);
  }
}

// Constructors use `set` and `add` as scripts left them, and close the iterator.
{
  let closed = 0;
  const entries = { [Symbol.iterator]() { return { next() { return { value: 5, done: false }; }, return() { closed++; return {}; } }; } };
  assert.throws(TypeError, () => new Map(entries));
  class Counting extends Set { add(x) { this.count = (this.count || 0) + 1; return super.add(x); } }
  assert.same(new Counting([1, 1, 2]).count, 3);
  class Failing extends Set { add() { throw new EvalError(); } }
  assert.throws(EvalError, () => new Failing(entries));
  assert.same(closed, 2);
  assert.throws(TypeError, () => Map());
  assert.throws(TypeError, () => Map.prototype.get.call(new Set(), 1));
}

// The algebra.
{
  const a = new Set([1, 2, 3]), b = new Set([3, 4]);
  assert.items([...a.union(b)], [1, 2, 3, 4]);
  assert.items([...a.intersection(b)], [3]);
  assert.items([...a.difference(b)], [1, 2]);
  assert.items([...a.symmetricDifference(b)], [1, 2, 4]);
  assert(new Set([1]).isSubsetOf(a) && a.isSupersetOf(new Set([1])) && a.isDisjointFrom(new Set([9])));
  assert.items([...a.union(new Map([[7, 8]]))], [1, 2, 3, 7]);
  assert.throws(TypeError, () => a.union([1]));
  assert.throws(RangeError, () => a.union({ size: -1, has() {}, keys() {} }));
  // A set-like that changes the receiver.
  const changing = { size: 10, has(x) { if (x < 5) { a.clear(); a.add(x + 4); } return true; }, keys() { return [].values(); } };
  assert.items([...a.intersection(changing)], [1, 5]);
}

// Grouping.
{
  const groups = Object.groupBy([1, 2, 3, 4], (x) => (x % 2 ? "odd" : "even"));
  assert.same(Object.getPrototypeOf(groups), null);
  assert.items(Object.keys(groups), ["odd", "even"]);
  assert.items(groups.odd, [1, 3]);
  assert.items([...Map.groupBy([0, -0, NaN, 0 / 0], (x) => x).values()].map((g) => g.length), [2, 2]);
}
