// Getting, setting, defining and deleting properties.
const o = { a: 1, get b() { return this.a + 1; }, set b(v) { this.a = v; }, ["c" + 1]: 3, 7: "seven" };
assert.same(o.b, 2);
o.b = 10;
assert.same(o.a, 10);
assert.same(o.c1 + o["7"] + o[7], "3sevenseven");
assert.items(Object.keys(o), ["7", "a", "b", "c1"]);
assert(delete o.a && !("a" in o));
assert.same(o.missing, undefined);
assert.throws(TypeError, () => undefined.x);
assert.throws(TypeError, () => null["x"]);
assert.same(null?.x.y.z, undefined);
assert.same(o.f?.(), undefined);
assert.throws(TypeError, () => { "use strict"; "str".length = 1; });
assert.throws(TypeError, () => { "use strict"; Object.freeze({ x: 1 }).x = 2; });
assert.throws(TypeError, () => { "use strict"; delete Object.freeze({ x: 1 }).x; });
assert.throws(TypeError, () => { "use strict"; ({ get x() { return 1; } }).x = 2; });
assert.throws(TypeError, () => { "use strict"; Object.preventExtensions({}).x = 1; });
(() => { Object.freeze(o).c1 = 4; assert.same(o.c1, 3); })();

// Prototype chains: shadowing, read-only inherited, setters that are inherited, a chain that changes.
const base = { shared: "base", set watched(v) { this.log = v; } };
const derived = Object.create(base);
derived.watched = 1;
assert(derived.hasOwnProperty("log") && !derived.hasOwnProperty("watched"));
function readShared(object) { return object.shared; }
for (let i = 0; i < 100; i++) assert.same(readShared(derived), "base");
base.shared = "changed";
assert.same(readShared(derived), "changed");
derived.shared = "own";
assert.same(readShared(derived), "own");
delete derived.shared;
assert.same(readShared(derived), "changed");
Object.setPrototypeOf(derived, { shared: "moved" });
assert.same(readShared(derived), "moved");
assert.throws(TypeError, () => { const a = {}, b = Object.create(a); Object.setPrototypeOf(a, b); });
const readOnly = Object.create(Object.defineProperty({}, "x", { value: 1 }));
readOnly.x = 2;
assert.same(readOnly.x, 1);

// One site, many shapes.
const shapes = [{ x: 1 }, { y: 0, x: 2 }, { z: 0, y: 0, x: 3 }, [], "s", 5, Object.create({ x: 4 }), { get x() { return 5; } }];
assert.items(shapes.map((shape) => shape.x), [1, 2, 3, undefined, undefined, undefined, 4, 5]);

// Elements: holes, lengths, keys that only look like indices.
const array = [1, , 3];
assert(!(1 in array) && array.length === 3);
array[5] = 6;
assert.same(array.length, 6);
array.length = 1;
assert.same(array.join() + array[2], "1undefined");
array["01"] = "no index";
array[4294967295] = "no index either";
array[-1] = "negative";
assert.same(array.length, 1);
assert.throws(RangeError, () => { array.length = -1; });
const big = [];
big[4294967294] = 1;
assert.same(big.length, 4294967295);
Object.defineProperty(array, "length", { writable: false });
assert.throws(TypeError, () => array.push(1));
assert.same("héllo"[1] + "abc".length, "é3");

// Descriptors and the order of keys.
const d = Object.defineProperty({}, "x", { value: 1 });
assert.same(JSON.stringify(Object.getOwnPropertyDescriptor(d, "x")),
            '{"value":1,"writable":false,"enumerable":false,"configurable":false}');
assert.throws(TypeError, () => Object.defineProperty(d, "x", { value: 2 }));
const symbol = Symbol("s");
assert.items(Reflect.ownKeys({ z: 1, [symbol]: 1, 10: 1, a: 1, 9: 1 }), ["9", "10", "z", "a", symbol]);
const copy = { ...{ a: 1, get b() { return 2; } }, ..."hi", ...null, ...[9] };
assert.same(JSON.stringify(copy), '{"0":9,"1":"i","a":1,"b":2}');
const { a: renamed, missing = "default", ...rest } = { a: 1, p: 2, q: 3 };
assert.same(renamed + missing + JSON.stringify(rest), '1default{"p":2,"q":3}');
const many = {};
for (let i = 0; i < 2000; i++) many["k" + i] = i;
for (let i = 0; i < 2000; i += 2) delete many["k" + i];
assert.same(Object.keys(many).length, 1000);
assert.same(many.k1999 + (many.k1998 ?? "gone"), "1999gone");

// Methods of strings stand in a prototype that may change; a site may see strings and objects.
function sliced(value) { return value.slice; }
for (let i = 0; i < 50; i++) {
  assert.same(sliced("text"), String.prototype.slice);
  assert.same(sliced(String.prototype), String.prototype.slice);
  assert.same(sliced([]), Array.prototype.slice);
}
function shouted(text) { return text.shout(); }
String.prototype.shout = function () { return this + "!"; };
for (let i = 0; i < 50; i++) assert.same(shouted("a"), "a!");
String.prototype.shout = () => "changed";
assert.same(shouted("a"), "changed");
delete String.prototype.shout;
assert.throws(TypeError, () => shouted("a"));
Object.prototype.shout = () => "inherited";
assert.same(shouted("a"), "inherited");
Object.defineProperty(String.prototype, "shout", { get() { return () => typeof this; }, configurable: true });
assert.same(shouted("a"), "object");
delete String.prototype.shout;
delete Object.prototype.shout;

// Elements are added in place while there is room, and only where they may be.
const grown = [1, 2, 3];
grown.length = 1;
for (let i = 1; i < 10; i++) grown[i] = i;
assert.same(grown.join() + grown.length, "1,1,2,3,4,5,6,7,8,910");
const fixed = Object.defineProperty([1, 2, 3], "length", { writable: false });
assert.throws(TypeError, () => { "use strict"; fixed[3] = 1; });
assert.same(fixed.length, 3);
