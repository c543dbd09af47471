"use strict";
// What frames are called: by type and name of the receiver where there is one.
function here() {
  return new Error().stack.split("\n")[2].trim().replace(/ \(.*/, "").replace(/^at .*\.js:.*/, "at -");
}
const o = {
  f() { return here(); },
  g: () => here(),
  h: function () { return here(); },
  get p() { return here(); },
  "a b"() { return here(); },
};
assert.same(o.f(), "at Object.f", "method");
assert.same(o.g(), "at Object.g", "arrow function");
assert.same(o.h(), "at Object.h", "function");
assert.same(o.p, "at get p [as p]", "getter");
assert.same(o["a b"](), "at a b", "no identifier");
class A {
  constructor() { this.made = here(); }
  method() { return here(); }
  static shared() { return here(); }
  get value() { return here(); }
  #hidden() { return here(); }
  callsHidden() { return this.#hidden(); }
  field = () => here();
  A_method() { return here(); }
}
class B extends A {
  calls() { return super.method(); }
}
assert.same(new A().method(), "at A.method", "method of a class");
assert.same(A.shared(), "at A.shared", "static method");
assert.same(B.shared(), "at B.shared", "inherited static method");
assert.same(new A().value, "at get value [as value]", "getter of a class");
assert.same(new A().callsHidden(), "at #hidden", "private method");
assert.same(new A().field(), "at A.field", "field");
assert.same(new A().made, "at new A", "constructor");
assert.same(new B().method(), "at B.method", "inherited method");
assert.same(new B().calls(), "at B.method", "by super");
assert.same(new A().A_method(), "at A.A_method", "a name that begins with the type");
function plain() { return here(); }
const receivers = [undefined, null, globalThis, {}, [], "x", 5, true, 1n, Symbol(), new Map(), () => 1, Object.create(null)];
const called = receivers.map((receiver) => plain.call(receiver).replace("at ", "").replace("plain", ""));
assert.same(called.join(), ",,,Object.,Array.,String.,Number.,Boolean.,BigInt.,Symbol.,Map.,Function.,Object.", "receivers");
assert.same({ alias: plain }.alias(), "at Object.plain [as alias]", "another name");
assert.same((function () { return here(); })(), "at -", "anonymous");
assert.same((function () { return here(); }).call({}), "at Object.<anonymous>", "anonymous with a receiver");
assert.same(Reflect.apply(plain, new Proxy({}, { get() { throw 1; } }), []), "at Proxy.plain", "no trap runs");
const hostile = { get constructor() { throw 1; }, run: plain };
assert.same(hostile.run(), "at Object.plain [as run]", "no getter runs");
