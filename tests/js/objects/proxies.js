// Proxies: traps with their invariants, in chains, and as prototypes.
"use strict";
function logging(target) {
  const log = [];
  const handler = new Proxy({}, {
    get(_, trap) { return (...given) => { log.push(trap); return Reflect[trap](...given); }; },
  });
  return [new Proxy(target, handler), log];
}

{
  const [p, log] = logging({ a: 1 });
  assert.same(p.a, 1);
  p.b = 2;
  assert("b" in p && delete p.b);
  assert.items(Object.keys(p), ["a"]);
  Object.freeze(p);
  assert.items(log, ["get", "set", "getOwnPropertyDescriptor", "defineProperty", "has", "deleteProperty", "ownKeys",
    "getOwnPropertyDescriptor", "preventExtensions", "ownKeys", "getOwnPropertyDescriptor", "defineProperty"]);
}

// A proxy as the prototype is asked for what is missing only.
{
  const asked = [];
  const child = Object.create(new Proxy({ far: "away" }, { get(t, key, receiver) { asked.push(key); return receiver === child ? t[key] : "wrong"; } }));
  child.own = 1;
  const read = (o, key) => o[key];
  for (let i = 0; i < 5; i++) assert.same(child.own, 1);
  assert.same(child.far, "away");
  assert.same(read(child, "missing"), undefined);
  assert.items(asked, ["far", "missing"]);
  let target;
  const writer = Object.create(new Proxy({}, { set(t, key, v, receiver) { target = receiver; return true; } }));
  writer.x = 1;
  assert(target === writer && !Object.hasOwn(writer, "x"));
}

// Invariants.
{
  const fixed = Object.defineProperty({}, "x", { value: 1 });
  assert.throws(TypeError, () => new Proxy(fixed, { get: () => 2 }).x);
  assert.throws(TypeError, () => "x" in new Proxy(fixed, { has: () => false }));
  assert.throws(TypeError, () => Object.keys(new Proxy(fixed, { ownKeys: () => [] })));
  assert.throws(TypeError, () => Object.keys(new Proxy({}, { ownKeys: () => ["a", "a"] })));
  assert.throws(TypeError, () => Object.keys(new Proxy({}, { ownKeys: () => [1] })));
  assert.throws(TypeError, () => delete new Proxy(fixed, { deleteProperty: () => true }).x);
  assert.throws(TypeError, () => { new Proxy(fixed, { set: () => true }).x = 5; });
  assert.throws(TypeError, () => { new Proxy({}, { set: () => false }).x = 5; });
  assert.throws(TypeError, () => Object.getPrototypeOf(new Proxy(Object.preventExtensions({}), { getPrototypeOf: () => null })));
  assert.throws(TypeError, () => Object.isExtensible(new Proxy({}, { isExtensible: () => false })));
  assert.throws(TypeError, () => Object.getOwnPropertyDescriptor(new Proxy({}, { getOwnPropertyDescriptor: () => ({ value: 1, configurable: false }) }), "x"));
}

// Calls, construction, revocation.
{
  const f = new Proxy(function (a) { this.a = a; }, {
    apply: (t, self, given) => "called " + given.join(),
    construct: (t, given, target) => ({ made: given[0], target: target === f }),
  });
  assert.same(f(1, 2), "called 1,2");
  const made = new f(3);
  assert(made.made === 3 && made.target);
  assert.throws(TypeError, () => new (new Proxy(class {}, { construct: () => 1 }))());
  assert.same(typeof f, "function");
  assert.throws(TypeError, () => new Proxy({}, {})());
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  revoke();
  for (const use of [() => proxy.x, () => { proxy.x = 1; }, () => Object.keys(proxy), () => "x" in proxy, () => delete proxy.x,
    () => Object.getPrototypeOf(proxy), () => Array.isArray(proxy)]) assert.throws(TypeError, use);
  assert.same(typeof proxy, "object");
}

// Arrays behind proxies are arrays.
{
  const p = new Proxy([1, 2, 3], {});
  assert(Array.isArray(p) && p.length === 3);
  p.push(4);
  assert.items(p.map((x) => x + 1), [2, 3, 4, 5]);
  assert.items([...p], [1, 2, 3, 4]);
  p.length = 1;
  assert.same(Object.prototype.toString.call(p), "[object Array]");
}

// Depth is bounded: a tower of proxies, a proxy in its own prototype chain.
{
  let tower = {};
  for (let i = 0; i < 200000; i++) tower = new Proxy(tower, {});
  for (const use of [() => tower.x, () => { tower.x = 1; }, () => "x" in tower, () => Object.keys(tower),
    () => Object.getPrototypeOf(tower)]) {
    try { use(); } catch (error) { assert(error instanceof RangeError); }  // deep is fine, a crash is not
  }
  const cycle = new Proxy({}, {});
  Object.setPrototypeOf(cycle, cycle);
  for (const use of [() => "missing" in cycle, () => cycle.missing]) {
    const error = assert.throws(RangeError, use);
    assert(error.message.includes("call stack"));
  }
}

// The text of an error is found without asking proxies.
{
  const asked = [];
  const handler = { set: () => false, defineProperty: () => false, setPrototypeOf: () => false };
  const spy = new Proxy(handler, { get: (_, trap) => (asked.push(trap), handler[trap]) });
  const proxy = new Proxy({}, spy);
  assert.throws(TypeError, () => { "use strict"; proxy.x = 1; });
  assert.throws(TypeError, () => Object.defineProperty(proxy, "x", { value: 1 }));
  assert.throws(TypeError, () => Object.setPrototypeOf(proxy, null));
  assert.items(asked, ["set", "defineProperty", "setPrototypeOf"]);
}

// for-in asks a chain with a proxy for all keys first, then for each property when its turn comes.
{
  const seen = [];
  const handler = {
    ownKeys: (t) => (seen.push("keys"), Reflect.ownKeys(t)),
    getPrototypeOf: (t) => (seen.push("prototype"), Reflect.getPrototypeOf(t)),
    getOwnPropertyDescriptor: (t, key) => (seen.push("own " + key), Reflect.getOwnPropertyDescriptor(t, key)),
  };
  const proxy = new Proxy({ a: 1, b: 2, c: 3, __proto__: { d: 4, a: 5 } }, handler);
  for (const key in proxy) {
    seen.push(key);
    delete Object.getPrototypeOf(Object.create(proxy)).b;
  }
  assert.same(seen.join(), "keys,prototype,own a,a,own b,prototype,own c,c,own d,prototype,d");
}
