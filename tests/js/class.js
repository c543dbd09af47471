// Classes: inheritance, fields, private names, accessors, static blocks.
class Base {
  static made = 0;
  kind = "base";
  #secret = 1;
  constructor(value) { this.value = value; Base.made++; }
  get secret() { return this.#secret; }
  set secret(v) { this.#secret = v; }
  #hidden() { return "hidden " + this.value; }
  reveal() { return this.#hidden(); }
  static has(object) { return #secret in object; }
  static { this.ready = true; }
}
class Derived extends Base {
  kind = "derived of " + this.kind;
  ["comp" + "uted"] = 5;
  constructor(...all) { super(...all); this.after = this.computed; }
  reveal() { return super.reveal() + "!"; }
  static create() { return new this(7); }
}
const d = Derived.create();
assert.same(d.kind, "derived of base");
assert.same(d.after, 5);
assert.same(d.reveal(), "hidden 7!");
d.secret = 9;
assert.same(d.secret, 9);
assert.same(Base.made, 1);
assert(Base.ready && Derived.ready && Base.has(d) && !Base.has({}));
assert.same(Object.getPrototypeOf(Derived), Base);
assert.items(Object.getOwnPropertyNames(Derived.prototype), ["constructor", "reveal"]);
assert.throws(TypeError, () => Base());
assert.throws(TypeError, () => Base.prototype.reveal.call({}));
assert.throws(ReferenceError, () => new (class extends Base { constructor() { this.x = 1; } })());
assert.throws(ReferenceError, () => new (class extends Base { constructor() { super(); super(); } })());
assert.throws(TypeError, () => { class A extends 5 {} });
assert.throws(TypeError, () => new (class extends null {})());
assert.throws(SyntaxError, () => eval("class A { #a; #a }"));
assert.throws(SyntaxError, () => eval("class A { f() { this.#missing } }"));
assert.throws(SyntaxError, () => eval("class A { constructor() {} constructor() {} }"));
assert.throws(ReferenceError, () => { class A extends A {} });

// Built-ins can be extended.
class List extends Array { last() { return this[this.length - 1]; } }
const list = List.from([1, 2, 3]);
assert.same(list.map((x) => x * 2).last(), 6);
assert(list.filter(Boolean) instanceof List && Array.isArray(list));
class MyError extends Error { constructor(m) { super(m); this.name = "MyError"; } }
assert.same(String(new MyError("text")), "MyError: text");
assert.throws(MyError, () => { throw new MyError(); });

// Methods are not enumerable, and not constructors; fields are own and enumerable.
assert.items(Object.keys(new (class { x; y = 1; m() {} })()), ["x", "y"]);
assert.same(class Named {}.name + (class { static name = "own"; }).name, "Namedown");
const home = { __proto__: { hi() { return "proto"; } }, hi() { return super.hi() + "+own"; } };
assert.same(home.hi(), "proto+own");
let order = [];
class Order { static [(order.push("key"), "a")] = order.push("value"); static b = order.push("later"); }
assert.items(order, ["key", "value", "later"]);
class Counter { static #n = 0; static up() { return ++Counter.#n; } get #v() { return 1; } v() { return this.#v; } }
assert.same(Counter.up() + Counter.up() + new Counter().v(), 4);
