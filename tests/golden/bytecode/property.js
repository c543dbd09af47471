// Members, elements, keys, literals, deletion, super.
const object = {
  a: 1, 2: "two", ["c" + 1]: 3, __proto__: null, get d() { return this.a; }, set d(v) {}, m() { return super.m() + super["n"]; },
  f: () => 1, ...{ g: 1 },
};
function property(o, k) {
  o.a[k] = o["b"] = o[0];
  o[k++] += k;
  o.n++;
  delete o.a;
  delete o[k];
  return [, o, ...k, /re/g];
}
