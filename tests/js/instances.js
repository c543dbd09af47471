"use strict";
// What `new` and object literals make in place, and what may change meanwhile.
{
  function Point(x) { this.x = x; }
  const make = (n) => { let last; for (let i = 0; i < n; i++) last = new Point(i); return last; };
  const old = Point.prototype;
  assert.same(Object.getPrototypeOf(make(20)), old);
  Point.prototype = { later: true };
  assert.same(make(1).later, true);
  assert.same(make(20).later, true);
  Point.prototype = old;
  assert.same(make(3).later, undefined);
  Point.prototype = 7; // no object: the realm's
  assert.same(Object.getPrototypeOf(make(20)), Object.prototype);
  Point.prototype = old;
  Point.statics = 1;
  delete Point.name;
  delete Point.length;
  for (let i = 0; i < 20; i++) Point["s" + i] = { wrong: true }; // its slots move
  assert.same(Object.getPrototypeOf(make(20)), old);
  Object.freeze(Point);
  assert.same(Object.getPrototypeOf(make(20)), old);
}
{
  class Base { constructor(a) { this.a = a; this.target = new.target; } }
  class Middle extends Base { constructor(a) { super(a); this.b = a + 1; } }
  class Last extends Middle {}
  class Other extends Middle { constructor() { super(5); return { other: true }; } }
  const build = (C, n) => { let last; for (let i = 0; i < n; i++) last = new C(i); return last; };
  for (const C of [Base, Middle, Last, Base, Middle, Last]) {
    const made = build(C, 20);
    assert.same(Object.getPrototypeOf(made), C.prototype);
    assert.same(made.target, C);
    assert.same(made.a, 19);
  }
  assert.same(build(Other, 20).other, true);
  const reflected = (n) => { let last; for (let i = 0; i < n; i++) last = Reflect.construct(Base, [i], Array); return last; };
  assert.same(Object.getPrototypeOf(reflected(20)), Array.prototype);
  Object.setPrototypeOf(Middle, class { constructor() { this.replaced = true; } });
  assert.same(build(Middle, 20).replaced, true);
  assert.same(Object.getPrototypeOf(build(Middle, 20)), Middle.prototype);
  const proxied = new Proxy(function () {}, { get: (t, k, r) => k === "prototype" ? Map.prototype : Reflect.get(t, k, r) });
  assert.same(Object.getPrototypeOf(build(proxied, 20)), Map.prototype);
}
{
  // More properties than the first instances had, and so many that they are not made in place.
  function Wide(n) { for (let i = 0; i < n; i++) this["p" + i] = i; }
  const sum = (o) => Object.values(o).reduce((a, b) => a + b, 0);
  for (const n of [1, 3, 9, 13, 17, 40, 2])
    for (let i = 0; i < 12; i++) assert.same(sum(new Wide(n)), n * (n - 1) / 2);
  const literal = (n) => { const o = { a: 1 }; for (let i = 0; i < n; i++) o["q" + i] = i; return o; };
  for (const n of [9, 9, 9, 9, 13, 0, 20, 9]) assert.same(Object.keys(literal(n)).length, n + 1);
}
{
  function fails(x) { if (x > 15) throw new RangeError("of " + x); this.x = x; }
  let caught = 0;
  for (let i = 0; i < 20; i++) try { new fails(i); } catch (e) { caught += e instanceof RangeError; }
  assert.same(caught, 4);
  const deep = (n) => { function F(n) { this.next = n ? new F(n - 1) : null; } return new F(n); };
  let depth = 0;
  for (let o = deep(500); o; o = o.next) depth++;
  assert.same(depth, 501);
  function Endless() { this.next = new Endless(); }
  assert.throws(RangeError, () => new Endless());
}
