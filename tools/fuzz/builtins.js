// Calls built-ins at random, with receivers and arguments that change each other in the middle of a call.
// SEED, CALLS and NAMES (of globals; empty: all) are put in by builtins.py.
"use strict";

let seed = SEED;
const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
const choose = (list) => list[random(list.length)];
const { apply, construct, ownKeys, getOwnPropertyDescriptor: describe } = Reflect;

// What would wait, end the process or run for ever is left out, and what takes the program's own tools away.
const LEFT_OUT = new Set(["wait", "pause", "eval", "Function", "$262", "console", "print"]);
const functions = [];
const collected = new Set();
const collect = (o, depth) => {
  for (const key of ownKeys(o)) {
    if (LEFT_OUT.has(key)) continue;
    const d = describe(o, key);
    for (const f of [d.value, d.get, d.set]) {
      if (typeof f === "function" && !collected.has(f)) functions.push(f), collected.add(f);
      else if (f !== null && typeof f === "object" && depth > 0) collect(f, depth - 1);
    }
  }
};
const names = NAMES;
for (const name of names.length > 0 ? names : ownKeys(globalThis)) {
  const o = globalThis[name];
  if (LEFT_OUT.has(name) || Object(o) !== o || o === globalThis) continue;
  if (typeof o === "function") functions.push(o);
  collect(o, 1);
}
const hidden = [
  [].values(), new Map().keys(), new Set().keys(), [].values().map((x) => x), Iterator.from({ next() {} }), "".matchAll(/a/g),
  ""[Symbol.iterator](), (function* () {})(), (async function* () {})(), async () => {}, new Int8Array(),
];
for (const o of hidden) collect(Object.getPrototypeOf(o), 0), collect(Object.getPrototypeOf(Object.getPrototypeOf(o)), 0);

// What the syntax does with objects.
functions.push(
  (a, b) => [...a, ...b], (a, b) => ({ ...a, ...b }), (a, b) => `${a}${b}`, (a, b) => a + b, (a, b) => a * b, (a, b) => a < b,
  (a, b) => a == b, (a, b) => a in b, (a, b) => a instanceof b, (a, b) => a[b], (a, b) => { a[b] = a; }, (a, b) => delete a[b],
  (a) => { for (const x of a) disturb(); }, (a) => { for (const x in a) disturb(); }, ([a, b = make(), ...c]) => [a, b, c],
  ({ length, 0: a, ...rest }) => [length, a, rest], (a) => a(...a), (a, b) => new a(...b), (a) => class extends a {},
  (a, b) => new (class extends a { [b] = 1; #p = b; })(b), (a) => [...(function* () { yield* a; })()],
  async (a, b) => { for await (const x of a) disturb(); }, async (a, b) => [await a, await b], (a, b) => String.raw(a, b),
  (a, b) => a?.[b]?.(a), (a, b) => (a.x ??= b), (a, b) => { a.length = b; }, (a) => -a, (a) => a++, (a, b) => a ** b, (a, b) => a >>> b,
);

// Something happens, and something is the result.
const surprise = (value) => (disturb(), random(4) ? value : argument());
const traps = {};
for (const name of Object.getOwnPropertyNames(Reflect))
  traps[name] = (...list) => (disturb(), random(5) ? Reflect[name](...list) : argument());
const iterable = () => ({
  [Symbol.iterator]() { return surprise(this); },
  [Symbol.asyncIterator]() { return surprise(this); },
  next() { return surprise({ done: random(6) === 0, value: random(3) ? random(9) : [make(), make()] }); },
  return() { return surprise({}); },
  throw() { return surprise({}); },
});
function Species(...list) {
  disturb();
  return random(3) ? make() : construct(choose([Array, Uint8Array, ArrayBuffer, RegExp, Promise]), list);
}
Object.defineProperty(Species, Symbol.species, { get() { return surprise(Species); } });
const withSpecies = (o) => ((o.constructor = random(2) ? Species : { [Symbol.species]: Species }), o);
const callback = () => function (a, b) {
  if (random(4) === 0 && Object(this) === this) pool[random(pool.length)] = this;
  disturb();
  return random(2) ? a : argument();
};
const getters = () => {
  const o = random(2) ? [1, 2, 3] : {};
  for (const key of [choose(["0", "1", "length", "lastIndex", "flags", "exec", "then", "next", "done", "value", "size", "has", "keys"]), "constructor"])
    try { Object.defineProperty(o, key, { get: () => surprise(random(5)), set: disturb, configurable: true }); } catch {}
  return o;
};
const regexp = () => {
  const r = new RegExp(choose(["a", "(?<n>.)|b", "(a*)*b?", "^$", "\\b", "[^]", "(?:)", "(?<=x)y", "(.)\\1"]), choose(["", "g", "y", "gi", "u", "dg", "v", "gm"]));
  if (random(3) === 0) r.lastIndex = { valueOf: () => surprise(random(6)) };
  if (random(5) === 0) r.exec = () => surprise({ index: random(9), length: random(9), 0: "ab", groups: choose([undefined, getters()]) });
  return r;
};
const kept = (buffer) => (buffers.push(buffer), buffers.length > 50 && buffers.shift(), buffer);
const resizable = () => kept(new ArrayBuffer(random(64), { maxByteLength: 128 }));
const array = () => choose([Int8Array, Uint8ClampedArray, Int16Array, Uint32Array, Float16Array, Float32Array, Float64Array, BigInt64Array]);
const text = () => "abX\u00e9\u{1f600}\ud800 1e5,".repeat(1 + random(4)).slice(random(8));

const pool = [], buffers = [];
const makers = [
  () => [1, 2, 3, {}, "x"], () => [1.5, , 3], () => { const a = []; a[random(5000)] = 1; return a; }, () => [[1, [2]], [3]],
  () => new Map([[1, 2], ["a", {}]]), () => new Set([1, 2, "x"]), () => new WeakMap([[choose(buffers) ?? {}, 1]]), () => new WeakSet(),
  () => new WeakRef(make2()), () => new FinalizationRegistry(callback()), resizable, () => new SharedArrayBuffer(8, { maxByteLength: 64 }),
  () => new (array())(resizable()), () => new (array())(kept(new ArrayBuffer(64)), 8), () => new (array())(random(20)),
  () => new (array())(new SharedArrayBuffer(16, { maxByteLength: 64 })), () => new DataView(resizable()), () => [1, 2, 3].values(),
  () => [1, 2].values().map(callback()), () => Iterator.from(iterable()), () => new Map([[1, 2]]).entries(), () => ({ length: random(20), 0: 1, 5: 2 }),
  () => new Proxy(make2(), random(3) ? traps : {}), () => { const { proxy, revoke } = Proxy.revocable([], {}); revoke(); return proxy; },
  function () { return (function (a, b) { return arguments; })(1, 2, 3); }, () => Function("a", "b", "return arguments")(1, 2), text, callback, callback, iterable, iterable, getters,
  () => withSpecies(make2()), () => withSpecies([1, 2, 3]), () => withSpecies(new (array())(8)), () => withSpecies(resizable()), regexp, regexp,
  () => new Date(random(1e9)), () => new Error("e", { cause: {} }), () => new AggregateError([1]), () => (function* () { while (random(9)) yield surprise(1); })(),
  () => (async function* () { while (random(9)) yield surprise(1); })(), () => Promise.resolve(surprise(1)), () => withSpecies(Promise.reject(1)), () => ({ then: callback() }),
  () => ({ toJSON: callback(), a: [1, { b: 2 }] }), () => ({ raw: getters(), then: undefined }), () => class { static [Symbol.species] = Species; }, () => callback().bind(make2(), 1),
  () => Object(Symbol("s")), () => Object("boxed"), () => Object(5n), () => '{"a":[1,{"b":null}],"c":"d"}', () => Species, () => new Array(random(50)).fill(make2()), () => globalThis.JSON,
];
const make = () => choose(makers)();
const make2 = () => { const o = choose(pool); return Object(o) === o ? o : {}; };

const disturbances = [
  () => choose(buffers).resize(random(128)), () => choose(buffers).resize(0), () => choose(buffers).transfer(random(99)), () => $262.detachArrayBuffer(choose(buffers)),
  (o) => { o.length = random(4); }, (o) => { o.length = random(3000); }, (o) => { o[random(3000)] = make(); }, (o) => { delete o[random(4)]; }, (o) => o.clear(),
  (o) => o.push(1, 2, 3), (o) => o.shift(), (o) => o.splice(0, 3), (o) => o.set(make(), 1), (o) => o.add(make()), (o) => o.delete(1), (o) => o.next(), (o) => o.return(), (o) => o.resize(random(64)), (o) => o.grow(random(64)),
  (o) => random(20) || Object.freeze(o), (o) => Object.defineProperty(o, random(4), { get: () => surprise(1), configurable: true }), (o) => Object.setPrototypeOf(o, random(2) ? null : make2()),
  (o) => { o.lastIndex = random(2) ? random(9) : { valueOf: () => surprise(1) }; }, (o) => o.compile("(b)(c)?", "g"), (o) => { o.constructor = Species; }, (o) => o.sort(callback()), (o) => o.reverse(),
  () => random(20) || $262.gc(), () => { throw new EvalError("disturbed"); },
];
let depth = 0;
const disturb = () => {
  if (depth > 8) return;
  depth++;
  try {
    choose(disturbances)(choose(pool));
  } catch (error) {
    if (random(3) === 0) throw error;
  } finally {
    depth--;
  }
};

const primitives = [undefined, null, -1, 0, 100, 1.5, NaN, -Infinity, "3", "length", "a", "", 5n, -(2n ** 64n), Symbol.iterator, Symbol.species, true, "g", "$<n>$1", "base64"];
const argument = () => {
  switch (random(7)) {
    case 0: return { valueOf() { return surprise(random(8)); }, toString() { return surprise("k"); } };
    case 1: return choose(pool);
    case 2: return random(100);
    case 3: return make();
    case 4: return choose(functions);
    default: return random(100) ? choose(primitives) : 2 ** (31 + random(23)); // as a length it takes all the time
  }
};

for (let i = 0; i < 30; i++) pool[i] = {};
for (let i = 0; i < 30; i++) try { pool[i] = make(); } catch {}
for (let i = 0; i < CALLS; i++) {
  try {
    const f = choose(functions), list = [], count = random(5);
    for (let n = 0; n < count; n++) list[n] = argument();
    const result = random(6) === 0 ? construct(f, list, random(4) ? f : Species) : apply(f, random(4) ? choose(pool) : make(), list);
    if (typeof result === "object" && result !== null && !collected.has(result.constructor)) pool[random(pool.length)] = result;
    if (random(3) === 0) pool[random(pool.length)] = make();
  } catch {
    // Any error is an answer; a crash is none.
  }
}
