// Calls of functions that the engine knows by name: the usual cases, their borders, and what scripts may do to them.
function repeated(f) {
  let result;
  for (let i = 0; i < 3; i++) result = f();
  return result;
}
function check(f, expected) { assert.same(repeated(f), expected); }

// -- Math
const numbers = [0, -0, 1, -1, 0.5, -0.5, 1.5, -1.5, 2.5, -2.5, 0.49999999999999994, -0.49999999999999994, 0.9, -0.9,
  2147483647, -2147483648, 2147483646.5, 2147483647.5, -2147483648.5, -2147483647.5, 4294967296.5, 4503599627370495.5,
  9007199254740991, 1e300, -1e300, NaN, Infinity, -Infinity, 5e-324, -5e-324];
const slow = { floor: Math.floor, ceil: Math.ceil, round: Math.round, abs: Math.abs, sqrt: Math.sqrt, min: Math.min, max: Math.max,
  imul: Math.imul };
function slowly(name, ...values) { return Reflect.apply(slow[name], undefined, values); }
for (const x of numbers) {
  assert.same(Math.floor(x), slowly("floor", x));
  assert.same(Math.ceil(x), slowly("ceil", x));
  assert.same(Math.round(x), slowly("round", x));
  assert.same(Math.abs(x), slowly("abs", x));
  assert.same(Math.sqrt(x), slowly("sqrt", x));
  for (const y of numbers) {
    assert.same(Math.min(x, y), slowly("min", x, y));
    assert.same(Math.max(x, y), slowly("max", x, y));
    assert.same(Math.imul(x, y), slowly("imul", x, y));
  }
}
check(() => Math.floor("3.7"), 3);
check(() => Math.abs({ valueOf() { return -4; } }), 4);
check(() => Math.floor(undefined), NaN);
check(() => Math.floor(null), 0);
assert.throws(TypeError, () => Math.floor(1n));
assert.throws(TypeError, () => Math.max(1, Symbol()));
check(() => Math.floor(), NaN);
check(() => Math.min(1, 2, 0), 0);
check(() => [1.5].map(Math.floor)[0], 1);
const { floor } = Math;
check(() => floor(-1.5), -2);
check(() => Math.floor.call(null, 2.5), 2);

// -- A function of the same name that is another
const own = { push(x) { return "own " + x + this.tag; }, get: (x) => x + 1, has: async () => 1, tag: "!" };
check(() => own.push(1), "own 1!");
check(() => own.get(1), 2);
assert.same(own.has(1) instanceof Promise, true);
class WithGet { constructor(n) { this.n = n; } get(k) { return this.n + k; } set(k, v) { this.n = k * v; return this; } }
check(() => new WithGet(4).get(3), 7);
check(() => new WithGet(4).set(3, 5).n, 15);
assert.throws(TypeError, () => new WithGet(4).push(3));
assert.throws(TypeError, () => ({ get: 1 }).get(2));
check(() => new Proxy({}, { get: (target, key) => (x) => key + x }).add(1), "add1");
check(() => (class { static add(x) { return x * 2; } }).add(4), 8);
check(() => ({ push: Array.prototype.push, length: 3 }).push("x"), 4);
check(() => ({ pop: Array.prototype.pop, length: 1, 0: "z" }).pop(), "z");
check(() => ({ add: Math.abs }).add(-3), 3);
check(() => ({ charCodeAt: String.prototype.charCodeAt, toString() { return "xyz"; } }).charCodeAt(1), 121);
check(() => ({ floor: Math.floor }).floor(1.5), 1);
check(() => ({ min: Math.max }).min(1, 2), 2);
check(() => ({ has: Map.prototype.has.bind(new Map([[1, 2]])) }).has(1), true);
check(() => ({ get: Map.prototype.set }).get === Map.prototype.set, true);
for (const wrong of [undefined, null, 1, "get", {}, [], new Set(), new WeakMap(), Map.prototype]) {
  const holder = { get: Map.prototype.get, has: Set.prototype.has, set: Map.prototype.set, add: Set.prototype.add };
  assert.throws(TypeError, () => holder.get(wrong));
  assert.throws(TypeError, () => holder.has(wrong));
  assert.throws(TypeError, () => holder.set(wrong, 1));
  assert.throws(TypeError, () => holder.add(wrong));
  assert.throws(TypeError, () => Map.prototype.get.call(wrong, 1));
}

// -- push and pop
{
  const a = [];
  for (let i = 0; i < 100; i++) assert.same(a.push(i), i + 1);
  for (let i = 99; i >= 0; i--) assert.same(a.pop(), i);
  assert.same(a.pop(), undefined);
  assert.same(a.length, 0);
  assert.same(a.push(undefined), 1);
  assert.same(a.pop(), undefined);
}
{
  const holes = [1, , ,];
  assert.same(holes.pop(), undefined);
  assert.same(holes.length, 2);
  assert.same(holes.push(5), 3);
  assert.same(1 in holes, false);
  holes.length = 10;
  assert.same(holes.push(6), 11);
  assert.same(holes[10], 6);
  assert.same(holes.pop(), 6);
  assert.same(holes.pop(), undefined);
  assert.same(holes.length, 9);
}
{
  const frozen = Object.freeze([1, 2]), sealed = Object.seal([1, 2]), closed = Object.preventExtensions([1, 2]);
  for (const a of [frozen, sealed, closed]) assert.throws(TypeError, () => a.push(3));
  assert.throws(TypeError, () => frozen.pop());
  assert.throws(TypeError, () => sealed.pop());
  assert.same(closed.pop(), 2);
  assert.throws(TypeError, () => closed.push(2));
  assert.same(frozen.length + sealed.length + closed.length, 5);
  const fixed = Object.defineProperty([1, 2], "length", { writable: false });
  assert.throws(TypeError, () => fixed.push(3));
  assert.throws(TypeError, () => fixed.pop());
  assert.same(fixed.length, 2);
  const empty = Object.freeze([]);
  assert.throws(TypeError, () => empty.push(1));
  assert.throws(TypeError, () => empty.pop());
}
{
  const long = [];
  long.length = 4294967295;
  assert.throws(RangeError, () => long.push(1));
  assert.same(long.length, 4294967295);
  assert.same(long[4294967295], 1);
  const almost = [];
  almost.length = 4294967294;
  assert.same(almost.push("x"), 4294967295);
  assert.same(almost.pop(), "x");
  assert.same(almost.length, 4294967294);
  const sparse = [];
  sparse[2147483647] = 1;
  assert.same(sparse.push(2), 2147483649);
  assert.same(sparse.pop(), 2);
  assert.same(sparse.length, 2147483648);
}
{
  class Sub extends Array {}
  const sub = new Sub();
  assert.same(sub.push(1), 1);
  assert.same(sub.push(2), 2);
  assert.same(sub.pop(), 2);
  const named = [1];
  named.extra = 2;
  assert.same(named.push(2), 2);
  assert.same(named.pop(), 2);
  const bare = Object.setPrototypeOf([1], null);
  assert.same(Array.prototype.push.call(bare, 2), 2);
  const odd = Object.setPrototypeOf([], { set 0(v) { this.seen = v; }, push: Array.prototype.push });
  assert.same(odd.push("seen"), 1);
  assert.same(odd.seen, "seen");
  const log = [];
  const proxy = new Proxy([], { set(t, key, v) { log.push(key); t[key] = v; return true; } });
  assert.same(proxy.push(7), 1);
  assert.same(log.join(), "0,length");
}
{
  function grow(a, x) { return a.push(x); }
  function shrink(a) { return a.pop(); }
  const before = [];
  for (let i = 0; i < 20; i++) grow(before, i);
  const seen = [];
  Object.defineProperty(Array.prototype, 20, { configurable: true, get() { return "got"; }, set(v) { seen[0] = v; } });
  assert.same(grow(before, "into the setter"), 21);
  assert.same(seen[0], "into the setter");
  assert.same(before.hasOwnProperty(20), false);
  assert.same(shrink(before), "got");
  delete Array.prototype[20];
  Object.defineProperty(Object.prototype, 20, { configurable: true, writable: false, value: "root" });
  assert.throws(TypeError, () => grow(before, "refused"));
  before.length = 21;
  assert.same(shrink(before), "root");
  delete Object.prototype[20];
  assert.same(grow(before, "again"), 21);
  assert.same(before[20], "again");
}

// -- Replaced while the sites are warm
{
  const call = { push: (a) => a.push(1), floor: (x) => Math.floor(x), get: (m) => m.get(1), code: (s) => s.charCodeAt(0) };
  const map = new Map([[1, "one"]]);
  for (let i = 0; i < 50; i++) { call.push([]); call.floor(1.5); call.get(map); call.code("a"); }
  const kept = [Array.prototype.push, Math.floor, Map.prototype.get, String.prototype.charCodeAt];
  Array.prototype.push = function () { return "push"; };
  Math.floor = () => "floor";
  Map.prototype.get = function () { return "get"; };
  String.prototype.charCodeAt = function () { return "code"; };
  const results = [call.push([]), call.floor(1.5), call.get(map), call.code("a")];
  map.get = () => "own";
  const instance = call.get(map);
  delete map.get;
  [Array.prototype.push, Math.floor, Map.prototype.get, String.prototype.charCodeAt] = kept;
  assert.same(results.join(), "push,floor,get,code");
  assert.same(instance, "own");
  assert.same([call.push([]), call.floor(1.5), call.get(map), call.code("a")].join(), "1,1,one,97");
  delete Math.abs;
  assert.throws(TypeError, () => Math.abs(-1));
  Math.abs = slow.abs;
  check(() => Math.abs(-1), 1);
}

// -- Strings
{
  const rope = (() => { let s = ""; for (let i = 0; i < 100; i++) s += String.fromCharCode(97 + i % 26); return s; })();
  const slice = rope.slice(3, 60), wide = "\u0416" + rope, wideSlice = wide.slice(0, 50);
  assert.same((rope + "!").charCodeAt(100), 33);
  assert.same(slice.charCodeAt(0), 100);
  assert.same(slice.charAt(1), "e");
  assert.same(slice[1], "e");
  assert.same(wide.charCodeAt(0), 0x416);
  assert.same(wide.charAt(1), "a");
  assert.same(wide[0], "\u0416");
  assert.same(wideSlice.charCodeAt(49), wide.charCodeAt(49));
  assert.same(wideSlice[49] + wideSlice.charAt(49), "ww");
  for (const s of [rope, slice, wide, wideSlice, ""]) {
    for (const i of [-1, s.length, 2147483647, -2147483648, 4294967296, 1e300, -Infinity]) {
      assert.same(s.charCodeAt(i), NaN);
      assert.same(s.charAt(i), "");
      assert.same(s[i], undefined);
    }
    assert.same(s.charCodeAt(-0), s.length ? s.charCodeAt(0) : NaN);
    assert.same(s.charCodeAt("0"), s.charCodeAt(NaN));
  }
  check(() => "abc".charCodeAt(1.9), 98);
  check(() => "abc".charAt({ valueOf: () => 2 }), "c");
  check(() => String.fromCharCode(0), "\0");
  check(() => String.fromCharCode(255), "\xff");
  check(() => String.fromCharCode(256), "\u0100");
  check(() => String.fromCharCode(-1), "\uffff");
  check(() => String.fromCharCode(65536 + 65), "A");
  check(() => String.fromCharCode("66"), "B");
  check(() => String.fromCharCode(66.9), "B");
  check(() => new String("abc").charCodeAt(2), 99);
  check(() => new String("abc")[2], "c");
  check(() => (12345).toString().charAt(4), "5");
  check(() => { const o = {}; o["x1"[1]] = 2; return o[1]; }, 2);
  Object.defineProperty(String.prototype, 3, { configurable: true, get() { "use strict"; return "inherited " + typeof this; } });
  check(() => "abc"[3], "inherited string");
  delete String.prototype[3];
}

// -- Map and Set
{
  const key = {}, map = new Map(), set = new Set();
  for (const k of [0, 1, -1, 1.5, NaN, "a", "", "0", true, undefined, null, key, 10n, Symbol.iterator, 4294967296]) {
    assert.same(map.get(k), undefined);
    assert.same(map.has(k), false);
    assert.same(map.set(k, k), map);
    assert.same(map.get(k), k);
    assert.same(set.add(k), set);
    assert.same(set.has(k), true);
  }
  assert.same(map.get(-0), 0);
  assert.same(map.get(1.0), 1);
  assert.same(map.get("a".concat("")), "a");
  assert.same(map.get(5n + 5n), 10n);
  assert.same(set.has(-0), true);
  assert.same(Object.is([...new Set().add(-0)][0], 0), true);
  class Counting extends Map { get(k) { return (super.get(k) || 0) + 1; } }
  const counting = new Counting();
  assert.same(counting.get("x"), 1);
  assert.same(counting.set("x", 5).get("x"), 6);
  class Plain extends Set {}
  assert.same(new Plain().add(1).has(1), true);
  const weak = new WeakMap();
  assert.same(weak.set(key, 1).get(key), 1);
  assert.throws(TypeError, () => new WeakSet().add(1));
}

// -- Array.isArray
check(() => Array.isArray([]), true);
check(() => Array.isArray(new Proxy([], {})), true);
check(() => Array.isArray(new Proxy({}, {})), false);
check(() => Array.isArray(Array.prototype), true);
check(() => Array.isArray({ __proto__: Array.prototype }), false);
check(() => Array.isArray(new Uint8Array()), false);
check(() => Array.isArray("[]"), false);
assert.throws(TypeError, () => { const { proxy, revoke } = Proxy.revocable([], {}); revoke(); Array.isArray(proxy); });

// -- Inside expressions: the window's registers are the callee's
assert.same(Math.max(Math.min(5, [1, 2, 3].push(Math.abs(-9))), "abc".charCodeAt(Math.floor(1.5))), 98);
assert.same((() => { try { return null?.push(1); } finally { Math.floor(1.5); } })(), undefined);
function* generator() { Math.max(yield 1, yield 2); return [].push(yield 3); }
assert.same([...generator()].join(), "1,2,3");
