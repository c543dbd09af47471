// Constructors, fields, private elements, static blocks, accessors.
class Base {
  x = 1;
  #secret = () => this.x;
  ["computed" + 1];
  static count = 0;
  static { Base.count++; }
  get value() { return this.#secret(); }
  #method() {}
  static has(o) { return #method in o; }
}
const Derived = class extends Base {
  constructor(...rest) {
    super(...rest);
    this.y = super.value;
  }
};
class Implicit extends Base {}
