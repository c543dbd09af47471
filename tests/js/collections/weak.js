// Weak collections as scripts see them without a collector: keys, errors, deletion.
"use strict";

{
  const key = {}, symbol = Symbol("s");
  const m = new WeakMap([[key, 1], [symbol, 2]]);
  assert.same(m.get(key), 1);
  assert.same(m.get(symbol), 2);
  assert.same(m.get({}), undefined);
  assert.same(m.get(5), undefined);
  assert(!m.has("text") && !m.delete(null));
  assert(m.delete(key) && !m.has(key));
  assert.throws(TypeError, () => m.set(1, 1));
  assert.throws(TypeError, () => m.set(Symbol.for("registered"), 1));
  const s = new WeakSet([key]);
  assert(s.has(key));
  assert.throws(TypeError, () => s.add("text"));
}

// A chain through values: each key is reached only by the value before it; everything outlives much garbage.
{
  const chain = new WeakMap();
  const first = {};
  let at = first;
  for (let i = 0; i < 2000; i++) { const next = { i }; chain.set(at, next); at = next; }
  at = null;
  for (let i = 0; i < 100000; i++) chain.set({}, { garbage: [i] });
  let count = 0;
  for (let x = first; (x = chain.get(x)); ) { assert.same(x.i, count); count++; }
  assert.same(count, 2000);
}

{
  const target = {};
  const reference = new WeakRef(target);
  assert.same(reference.deref(), target);
  assert.throws(TypeError, () => new WeakRef(1));
  const registry = new FinalizationRegistry(() => {});
  assert.same(registry.register(target, "held", target), undefined);
  assert.throws(TypeError, () => registry.register(target, target));
  assert.throws(TypeError, () => registry.register(1, 1));
  assert(registry.unregister(target));
  assert(!registry.unregister(target));
}
