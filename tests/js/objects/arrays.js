// Arrays as objects: length, holes, far indices, attributes of elements.
"use strict";
const MOST = 2 ** 32 - 1;

// The greatest length, with next to nothing in it.
{
  const a = [];
  a.length = MOST;
  assert.same(a.length, MOST);
  a[MOST - 1] = "last";
  assert.same(a[4294967294], "last");
  assert.throws(RangeError, () => { a.length = MOST + 1; });
  assert.throws(RangeError, () => new Array(-1));
  assert.throws(RangeError, () => new Array(1.5));
  a[MOST] = "no index";
  assert.same(a.length, MOST);
  assert.items(Object.keys(a), ["4294967294", "4294967295"]);
  a.length = 10;
  assert.items(Object.keys(a), ["4294967295"]);
  assert.same(a.pop(), undefined);
  assert.same(a.length, 9);
  assert.throws(RangeError, () => { const b = []; b.length = MOST; b.push(1); });
}

// Indices far apart, then filled up.
{
  const a = [];
  for (let k = 1; k < 2 ** 31; k *= 2) a[k] = k;
  for (let k = 1; k < 2 ** 31; k *= 2) assert.same(a[k], k);
  assert.same(a.length, 2 ** 30 + 1);
  let count = 0;
  for (const key in a) { assert.same(a[key], Number(key)); count++; }
  assert.same(count, 31);
  const b = [];
  b[5000] = 1;
  for (let i = 5000; i >= 0; i--) b[i] = i;
  assert.same(b.reduce((x, y) => x + y), 12502500);
}

// Holes look through to the prototype.
{
  const a = [1, , 3];
  assert.same(a[1], undefined);
  assert(!(1 in a));
  Array.prototype[1] = "inherited";
  assert.same(a[1], "inherited");
  assert(1 in a && !Object.hasOwn(a, 1));
  assert.items([..."xyz"].map((c, i) => a[i]), [1, "inherited", 3]);
  delete Array.prototype[1];
  let stored;
  Object.defineProperty(Array.prototype, 4, { set(v) { stored = v; }, configurable: true });
  a[4] = "caught";
  assert.same(stored, "caught");
  assert.same(a.length, 3);
  delete Array.prototype[4];
}

// Attributes: read-only elements, accessors, elements that stay when the length shrinks.
{
  const a = [0, 1, 2, 3];
  Object.defineProperty(a, 1, { value: "fixed", writable: false, configurable: false });
  assert.throws(TypeError, () => { a[1] = 0; });
  assert.throws(TypeError, () => { a.length = 0; });
  assert.same(a.length, 2);
  assert.items(a, [0, "fixed"]);
  let n = 0;
  Object.defineProperty(a, 5, { get: () => ++n, enumerable: true, configurable: true });
  assert.same(a[5] + a[5], 3);
  assert.same(a.length, 6);
  assert.items(Object.keys(a), ["0", "1", "5"]);
  assert.items(Object.getOwnPropertyNames(a), ["0", "1", "5", "length"]);
}

// A length that is read-only, arrays that are frozen, sealed, not extensible.
{
  const a = [1, 2];
  Object.defineProperty(a, "length", { writable: false });
  assert.throws(TypeError, () => { a[2] = 3; });
  assert.throws(TypeError, () => a.push(3));
  assert.throws(TypeError, () => a.pop());
  a[1] = "changed";
  assert.items(a, [1, "changed"]);
  const frozen = Object.freeze([1, 2]);
  assert(Object.isFrozen(frozen));
  assert.throws(TypeError, () => { frozen[0] = 5; });
  assert.throws(TypeError, () => frozen.push(5));
  assert.throws(TypeError, () => { frozen.length = 0; });
  assert.items(frozen.map((x) => x * 2), [2, 4]);
  const sealed = Object.seal([1, 2]);
  sealed[0] = 9;
  assert.throws(TypeError, () => delete sealed[0]);
  assert.throws(TypeError, () => { sealed[2] = 1; });
  const closed = Object.preventExtensions([1, 2, 3]);
  assert(delete closed[2] && closed.length === 3);
  assert.throws(TypeError, () => { closed[2] = 1; });
  closed.pop();
  assert.same(closed.length, 2);
  assert.throws(TypeError, () => closed.push(1));
}

// Conversions of a new length run in order, and see what they change.
{
  const a = [1, 2, 3];
  let calls = "";
  assert.throws(RangeError, () => {
    a.length = { valueOf() { calls += "v"; return calls.length === 1 ? 1 : 2; } };
  });
  assert.same(calls, "vv");
  a.length = { valueOf() { a.length = 1; return 2; } };
  assert.same(a.length, 2);
  assert(!(1 in a));
}

// Subclasses, and an Array as a prototype.
{
  class Stack extends Array { top() { return this[this.length - 1]; } }
  const s = new Stack(1, 2, 3);
  s.push(4);
  assert.same(s.top() + s.length, 8);
  assert(s.map((x) => x) instanceof Stack && Array.isArray(s));
  const child = Object.create([1, 2]);
  assert.same(child.length, 2);
  child[5] = 6;
  assert.same(child.length, 2);
  child.length = 1;
  assert(Object.hasOwn(child, "length") && !Array.isArray(child));
}

// Elements of other objects, and keys that only look like indices.
{
  const o = { 2: "b", 1: "a", "-1": "m", "01": "z", 4294967295: "beyond", 4294967294: "most" };
  assert.items(Object.keys(o), ["1", "2", "4294967294", "-1", "01", "4294967295"]);
  o[1e21] = 1; o[-0] = "zero"; o["1.0"] = 2; o[1.5] = 3;
  assert.same(o[0] + o["0"], "zerozero");
  assert(delete o[2] && !(2 in o));
  function f() {}
  f[3] = 1; f[0] = 2;
  assert.items(Object.keys(f), ["0", "3"]);
}

// Appending by index: not where a prototype has something to say.
{
  const fill = (a, n) => { for (let i = a.length; i < n; i++) a[i] = i; return a; };
  assert.same(fill([], 100).length, 100);
  let calls = 0;
  const odd = fill([], 10);
  const setter = { set(v) { calls++; }, configurable: true };
  Object.defineProperty(Array.prototype, 12, setter);
  fill(odd, 15);
  delete Array.prototype[12];
  assert.same(calls, 1);
  assert.same(12 in odd, false);
  Object.defineProperty(Object.prototype, 3, setter);
  assert.same(fill([], 5).hasOwnProperty(3), false);
  delete Object.prototype[3];
  assert.same(calls, 2);
  class List extends Array {}
  assert.same(fill(new List(), 20).length, 20);
  const sealed = Object.preventExtensions(fill([], 4));
  assert.same(fill(sealed, 4).length, 4);
  assert.throws(TypeError, () => fill(sealed, 5));
  assert.same(sealed.length, 4);
  assert.items([1, 2, 3].map((x, i, a) => { if (i === 0) a.length = 2; return x; }).length === 3 ? [1] : [], [1]);
}
