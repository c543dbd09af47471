// Inner names, private names, keys of fields, this and its like.
class A {
  #field = 1;
  static #shared;
  get #both() { return this.#field; }
  set #both(value) { this.#field = value; }
  #method() { return #field in this; }
  [key()] = () => this;
  static [key()];
  static { var local = () => this; }
  async *m() { return () => super.m(); }
}
class B extends A {
  constructor() { const f = () => super(); f(); new.target; return () => new.target; }
}
class C extends A {}
const D = class {};
const object = { m() { return super.x; }, f: function () { return this; } };
