// Programs that want to break the object model: very many shapes, keys and prototypes, deep chains.
"use strict";

// Very many shapes that lead away from one.
{
  let last;
  for (let i = 0; i < 100000; i++) { last = {}; last["key" + i] = i; last.tail = 1; }
  assert.items(Object.keys(last), ["key99999", "tail"]);
}

// One object with very many keys, in order, with deletions in between.
{
  const o = {};
  for (let i = 0; i < 50000; i++) { o["k" + i] = i; if (i % 3 === 0) delete o["k" + (i >> 1)]; }
  let previous = -1, count = 0;
  for (const key in o) { const n = o[key]; assert(n > previous, key); previous = n; count++; }
  assert.same(count, Object.keys(o).length);
}

// All combinations of attributes, on one lineage of shapes.
{
  const objects = [];
  for (let bits = 0; bits < 256; bits++) {
    const o = {};
    for (let p = 0; p < 4; p++)
      Object.defineProperty(o, "p" + p, { value: p, writable: !(bits >> p & 1), enumerable: !(bits >> p + 4 & 1), configurable: true });
    objects.push(o);
  }
  objects.forEach((o, bits) => {
    for (let p = 0; p < 4; p++) {
      const d = Object.getOwnPropertyDescriptor(o, "p" + p);
      assert(d.value === p && d.writable === !(bits >> p & 1) && d.enumerable === !(bits >> p + 4 & 1));
    }
  });
}

// Chains of prototypes, thousands deep.
{
  let o = { deep: "found" };
  for (let i = 0; i < 5000; i++) o = Object.create(o);
  const read = (x) => x.deep;
  for (let i = 0; i < 10; i++) assert.same(read(o), "found");
  assert.same(o.missing, undefined);
  o.deep = "own";
  assert.same(read(o), "own");
  let n = 0;
  for (const key in o) n++;
  assert.same(n, 1);
}

// A prototype per object, each changed after it was relied upon.
{
  const read = (x) => x.tag;
  for (let i = 0; i < 3000; i++) {
    const p = { tag: i }, o = Object.create(p);
    assert.same(read(o), i);
    p.other = 1;
    assert.same(read(o), i);
    delete p.tag;
    assert.same(read(o), undefined);
  }
}

// Enumeration while the object changes: what was deleted is not visited, nothing comes twice.
{
  const o = { a: 1, b: 2, c: 3, __proto__: { b: 0, d: 4 } };
  const seen = [];
  for (const key in o) {
    seen.push(key);
    if (key === "a") { delete o.b; o.e = 5; Object.getPrototypeOf(o).f = 6; }
  }
  assert(seen.includes("a") && seen.includes("c") && seen.includes("d"));
  assert.same(new Set(seen).size, seen.length);
  const hidden = Object.create({ x: 1, y: 2 }, { x: { value: 0, enumerable: false } });
  const keys = [];
  for (const key in hidden) keys.push(key);
  assert.items(keys, ["y"]);
}

// Conversions that run code: keys, primitives, towers of valueOf.
{
  let order = "";
  const key = { toString() { order += "k"; return "x"; } };
  const o = { get x() { order += "g"; return 1; }, set x(v) { order += "s"; } };
  o[key] += (order += "r", 1);
  assert.same(order.replaceAll("k", ""), "grs");
  assert.throws(TypeError, () => ({ toString: () => ({}), valueOf: () => ({}) }) + "");
  assert.throws(TypeError, () => undefined[{ toString() { throw new Error("must not run"); } }]);
  const endless = { valueOf() { return +endless; } };
  assert.throws(RangeError, () => +endless);
  assert.same(`${{ [Symbol.toPrimitive]: (hint) => hint }}`, "string");
}

// Objects used as prototypes of themselves in every way that is refused.
{
  const a = {}, b = Object.create(a), c = Object.create(b);
  assert.throws(TypeError, () => Object.setPrototypeOf(a, c));
  assert.throws(TypeError, () => { a.__proto__ = a; });
  assert.throws(TypeError, () => Object.setPrototypeOf(Object.prototype, {}));
  assert(Object.setPrototypeOf(Object.prototype, null) === Object.prototype);
  assert.throws(TypeError, () => Object.setPrototypeOf(Object.preventExtensions({}), a));
}

// A site that has seen too many shapes to remember adds properties that need room, which may cost a collection.
{
  const fill = (o, i) => { o.a = i; o.b = i; o.c = i; o.d = i; o.e = i; o.f = i; o.g = i; o.h = [i]; return o; };
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < 2000; i++) {
      const o = {};
      o["k" + i % 50] = 0;
      fill(o, i);
      assert(o.h[0] === i && o.e === i && Object.keys(o).length === 9);
    }
  }
}
