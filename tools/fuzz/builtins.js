// Calls built-ins at random, with receivers and arguments that change each other in the middle of a call.
// SEED, CALLS and FOLDERS (names of globals) are put in by builtins.py.
"use strict";

let seed = SEED;
const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
const choose = (list) => list[random(list.length)];

// What would wait, end the process or run for ever is left out.
const LEFT_OUT = new Set(["wait", "pause", "eval", "Function"]);
const functions = [];
const collect = (o, depth) => {
  for (const key of Reflect.ownKeys(o)) {
    if (LEFT_OUT.has(key)) continue;
    const d = Object.getOwnPropertyDescriptor(o, key);
    for (const f of [d.value, d.get, d.set]) {
      if (typeof f === "function") functions.push(f);
      else if (f !== null && typeof f === "object" && depth > 0) collect(f, depth - 1);
    }
  }
};
for (const name of FOLDERS) {
  const o = globalThis[name];
  collect(o, 1);
  if (typeof o === "function") functions.push(o);
}
for (const o of [[].values(), new Map().keys(), new Set().keys(), [].values().map((x) => x), new Int8Array()])
  collect(Object.getPrototypeOf(o), 0);
collect(Object.getPrototypeOf(Int8Array), 1);

const pool = [], buffers = [];
const kept = (buffer) => (buffers.push(buffer), buffers.length > 50 && buffers.shift(), buffer);
const makers = [
  () => [1, 2, 3, {}, "x"],
  () => [1.5, , 3],
  () => { const a = []; a[random(5000)] = 1; return a; },
  () => [[1, [2]], [3]],
  () => new Map([[1, 2], ["a", {}]]),
  () => new Set([1, 2, "x"]),
  () => new WeakMap(),
  () => new WeakSet(),
  () => kept(new ArrayBuffer(random(64), { maxByteLength: 64 })),
  () => new SharedArrayBuffer(64),
  () => new Int32Array(kept(new ArrayBuffer(64, { maxByteLength: 128 }))),
  () => new Float64Array(kept(new ArrayBuffer(64)), 8),
  () => new BigInt64Array(5),
  () => new DataView(kept(new ArrayBuffer(16))),
  () => [1, 2, 3].values(),
  () => [1, 2].values().map((x) => x),
  () => new Map([[1, 2]]).entries(),
  () => ({ length: random(20), 0: 1, 5: 2 }),
  () => new Proxy([1, 2, 3], {}),
  () => (function () { return arguments; })(1, 2, 3),
  () => "text" + random(100),
  () => (a, b) => { disturb(); return random(2) ? a : random(5) - 2; },
];
const make = () => choose(makers)();

// Something happens to something.
const disturbances = [
  () => choose(buffers).resize(random(64)),
  () => choose(buffers).transfer(),
  (o) => { o.length = random(4); },
  (o) => { o.length = random(3000); },
  (o) => { o[random(3000)] = make(); },
  (o) => { delete o[random(4)]; },
  (o) => o.clear(),
  (o) => o.push(1, 2, 3),
  (o) => o.set(make(), 1),
  (o) => o.add(make()),
  (o) => Object.freeze(o),
  () => { throw new EvalError("disturbed"); },
];
const disturb = () => {
  try {
    choose(disturbances)(choose(pool));
  } catch (error) {
    if (random(3) === 0) throw error;
  }
};

const primitives = [undefined, null, -1, 100, 1.5, NaN, "3", 5n, Symbol.iterator, true];
const argument = () => {
  switch (random(6)) {
    case 0: return { valueOf() { disturb(); return random(8); }, toString() { disturb(); return "k"; } };
    case 1: return choose(pool);
    case 2: return random(100);
    case 3: return make();
    default: return choose(primitives);
  }
};

for (let i = 0; i < 30; i++) pool.push(make());
for (let i = 0; i < CALLS; i++) {
  const f = choose(functions), list = Array.from({ length: random(5) }, argument);
  try {
    const result = random(6) === 0 ? Reflect.construct(f, list) : Reflect.apply(f, random(4) ? choose(pool) : make(), list);
    if (typeof result === "object" && result !== null) pool[random(pool.length)] = result;
  } catch {
    // Any error is an answer; a crash is none.
  }
  if (random(3) === 0) pool[random(pool.length)] = make();
}
