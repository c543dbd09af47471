class A extends (b, c) {
  static #count = 0;
  field = 1; other; ["computed"] = 2; static = 3; async
  constructor(x) { super(x); this.#priv = super.y; }
  get #priv() { return #priv in this; }
  static async *gen() { yield this.#count; }
  static { A.#count++; }
  'quoted'() { }
  5() { }
}
(class { });
