// Sites that have learned something, and objects that change under them. Each reader runs often enough to be warm.
"use strict";
function warm(f, ...given) { let result; for (let i = 0; i < 20; i++) result = f(...given); return result; }

// A prototype's method: replaced, shadowed, deleted, the chain cut.
{
  class Base { get() { return "base"; } }
  class Middle extends Base {}
  class Leaf extends Middle {}
  const leaf = new Leaf();
  const read = (o) => o.get();
  assert.same(warm(read, leaf), "base");
  Middle.prototype.get = () => "middle";
  assert.same(read(leaf), "middle");
  leaf.get = () => "own";
  assert.same(read(leaf), "own");
  delete leaf.get;
  assert.same(read(leaf), "middle");
  delete Middle.prototype.get;
  assert.same(read(leaf), "base");
  Object.setPrototypeOf(Leaf.prototype, { get() { return "other"; } });
  assert.same(read(leaf), "other");
  Object.setPrototypeOf(leaf, null);
  assert.throws(TypeError, () => read(leaf));
}

// A missing property appears: on the object, on a prototype, far up.
{
  const far = {}, near = Object.create(far), o = Object.create(near);
  const read = (x) => x.late;
  assert.same(warm(read, o), undefined);
  far.late = 1;
  assert.same(read(o), 1);
  near.late = 2;
  assert.same(read(o), 2);
  o.late = 3;
  assert.same(read(o), 3);
  const plain = {};
  const readOfObject = (x) => x.appearsOnObjectPrototype;
  assert.same(warm(readOfObject, plain), undefined);
  Object.prototype.appearsOnObjectPrototype = 7;
  assert.same(readOfObject(plain), 7);
  delete Object.prototype.appearsOnObjectPrototype;
  assert.same(readOfObject(plain), undefined);
}

// Data becomes an accessor and back; writable becomes read-only.
{
  const o = { x: 1 };
  const read = (q) => q.x, write = (q, v) => { q.x = v; };
  assert.same(warm(read, o), 1);
  warm(write, o, 2);
  let written;
  Object.defineProperty(o, "x", { get() { return "got"; }, set(v) { written = v; }, configurable: true });
  assert.same(read(o), "got");
  write(o, 5);
  assert.same(written, 5);
  Object.defineProperty(o, "x", { value: 9, writable: false });
  assert.same(read(o), 9);
  assert.throws(TypeError, () => write(o, 1));
  assert.same(o.x, 9);
}

// Adding by a warm site: a setter or a read-only property comes up in the chain.
{
  const make = (parent) => { const o = Object.create(parent); o.a = 1; o.b = 2; return o; };
  const parent = {};
  warm(make, parent);
  let caught = 0;
  Object.defineProperty(parent, "b", { set(v) { caught = v; }, configurable: true });
  const o = make(parent);
  assert.same(caught, 2);
  assert.items(Object.keys(o), ["a"]);
  Object.defineProperty(parent, "b", { value: 0, writable: false });
  assert.throws(TypeError, () => make(parent));
}

// Frozen, sealed and not extensible objects of a shape that a site knows.
{
  const make = () => ({ a: 1 });
  const add = (o) => { o.b = 2; return o; }, change = (o) => { o.a = 3; };
  for (let i = 0; i < 20; i++) { add(make()); change(make()); }
  assert.throws(TypeError, () => add(Object.preventExtensions(make())));
  assert.throws(TypeError, () => add(Object.seal(make())));
  assert.throws(TypeError, () => change(Object.freeze(make())));
  const sealed = Object.seal(make());
  change(sealed);
  assert.same(sealed.a, 3);
}

// More shapes than a cache holds, then one of them changes.
{
  const many = [];
  for (let i = 0; i < 40; i++) { const o = {}; o["k" + i] = i; o.v = i; many.push(o); }
  const sum = () => { let s = 0; for (const o of many) s += o.v; return s; };
  assert.same(warm(sum), 780);
  Object.defineProperty(many[7], "v", { get: () => 1007 });
  assert.same(sum(), 1780);
  for (const o of many.slice(20)) delete o.v;
  assert.same(many.map((o) => o.v).filter((v) => v === undefined).length, 20);
}

// Primitives: methods of their prototypes come and go; a getter sees the primitive itself.
{
  const read = (v) => v.probe;
  assert.same(warm(read, 5), undefined);
  Object.defineProperty(Number.prototype, "probe", { get() { return typeof this; }, configurable: true });
  assert.same(read(5), "number");
  assert.same(read("s"), undefined);
  delete Number.prototype.probe;
  assert.same(read(5), undefined);
  const length = (v) => v.length;
  assert.items(["abc", [1, 2], { length: "x" }, function (a, b, c) {}].map(length), [3, 2, "x", 3]);
}

// Functions own their properties from the first touch on.
{
  const read = (f) => f.name + "/" + f.length;
  function one(a) {}
  const two = (a, b) => 0;
  assert.same(read(one) + read(two) + read(class Three { constructor(a, b, c) {} }), "one/1two/2Three/3");
  Object.defineProperty(one, "name", { value: "renamed" });
  assert.same(read(one), "renamed/1");
  delete one.name;
  assert.same(read(one), "/1");
  const prototypeOf = (f) => f.prototype;
  assert.same(warm(prototypeOf, one), one.prototype);
  one.prototype = 5;
  assert.same(prototypeOf(one), 5);
  assert(!("prototype" in two) && !Object.hasOwn(two, "prototype"));
  assert.items(Object.getOwnPropertyNames(two), ["length", "name"]);
}

// Dictionaries: an object with deletions, one with very many properties.
{
  const o = { a: 1, b: 2, c: 3 };
  const read = (q) => q.b;
  delete o.a;
  assert.same(warm(read, o), 2);
  o.d = 4; delete o.b;
  assert.same(read(o), undefined);
  o.b = "again";
  assert.same(read(o), "again");
  assert.items(Object.keys(o), ["c", "d", "b"]);
  const large = {};
  for (let i = 0; i < 1000; i++) large["p" + i] = i;
  for (let i = 0; i < 1000; i += 2) delete large["p" + i];
  for (let i = 0; i < 1000; i++) assert.same(large["p" + i], i % 2 ? i : undefined);
  assert.same(Object.keys(large).length, 500);
  for (let i = 0; i < 1000; i += 2) large["p" + i] = -i;
  assert.same(Object.keys(large)[500], "p0");
  assert.same(large.p998, -998);
}

// Constructors whose instances outgrow their first layout.
{
  class Wide { constructor(n) { this.a = n; this.b = n; this.c = n; this.d = n; this.e = n; this.f = n; this.g = n; } }
  const total = (w) => w.a + w.d + w.e + w.g;
  const made = [];
  for (let i = 0; i < 10; i++) made.push(new Wide(i));
  assert.items(made.map(total), [0, 4, 8, 12, 16, 20, 24, 28, 32, 36]);
  made[0].h = made[9].h = 5;
  assert.items(Object.keys(made[0]), Object.keys(made[9]));
}

// A getter that changes the shape of its object in the middle of a read.
{
  const o = {
    get x() { delete this.x; this.y = 1; this.z = 2; Object.setPrototypeOf(this, { x: "inherited" }); return "own"; },
  };
  const read = (q) => q.x;
  assert.same(read(o), "own");
  assert.same(read(o), "inherited");
  const p = { set v(n) { delete this.v; this.w = n; } };
  const write = (q, n) => { q.v = n; };
  write(p, 1);
  write(p, 2);
  assert.items(Object.entries(p).flat(), ["w", 1, "v", 2]);
}
