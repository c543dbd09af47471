// newer than node 20 in parts
// Buffers, typed arrays, DataView and Atomics: conversions, and buffers that change in the middle.
"use strict";

// Conversions to elements.
{
  assert.items(Array.from(new Uint8Array([300, -1, 1.9, NaN, "7", null])), [44, 255, 1, 0, 7, 0]);
  assert.items(Array.from(new Uint8ClampedArray([1.5, 2.5, 300, -4, NaN])), [2, 2, 255, 0, 0]);
  assert.items(Array.from(new Int16Array([32768, -32769])), [-32768, 32767]);
  assert.items(Array.from(new Uint32Array([-1, 2 ** 32 + 5])), [4294967295, 5]);
  assert.items(Array.from(new Float32Array([1.1, 1e40])), [Math.fround(1.1), Infinity]);
  assert.items(Array.from(new BigUint64Array([-1n, 2n ** 64n + 3n])), [2n ** 64n - 1n, 3n]);
  assert.throws(TypeError, () => new BigInt64Array([1]));
  assert.throws(TypeError, () => new Int8Array([1n]));
}

// Every element by every way, in loops that get hot.
for (const Type of [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array]) {
  const a = new Type(100);
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < a.length; i++) a[i] = i;
    let sum = 0;
    for (let i = 0; i < a.length; i++) sum += a[i];
    assert.same(sum, 4950, Type.name);
  }
  a[0] = 0.5;
  assert.same(a[0], (Type === Float32Array || Type === Float64Array) ? 0.5 : 0, Type.name);
  a[-1] = 1; a[100] = 1; a["1.5"] = 1; a["-0"] = 1;
  assert.items([a[-1], a[100], a["1.5"], "-0" in a, Object.keys(a).length], [undefined, undefined, undefined, false, 100]);
}
{
  const u = new Uint32Array([4294967295]), f = new Float64Array([NaN, -0]);
  assert.same(u[0], 4294967295);
  assert(Object.is(f[1], -0) && f[0] !== f[0]);
}

// Resizing, transferring, detaching.
{
  const buffer = new ArrayBuffer(8, { maxByteLength: 16 });
  const tracking = new Uint8Array(buffer), fixed = new Uint8Array(buffer, 4, 4), view = new DataView(buffer, 4);
  buffer.resize(16);
  assert.items([tracking.length, fixed.length, view.byteLength], [16, 4, 12]);
  tracking[15] = 7;
  buffer.resize(6);
  assert.items([tracking.length, fixed.length, fixed.byteOffset, fixed[0]], [6, 0, 0, undefined]);
  assert.throws(TypeError, () => fixed.fill(1));
  buffer.resize(16);
  assert.items([fixed.length, tracking[15]], [4, 0]);
  assert.throws(RangeError, () => buffer.resize(17));
  tracking[0] = 9;
  const moved = buffer.transfer();
  assert(buffer.detached && moved.resizable && new Uint8Array(moved)[0] === 9);
  assert.items([tracking.length, tracking[0], 0 in tracking], [0, undefined, false]);
  assert.throws(TypeError, () => view.getInt8(0));
  const plain = moved.transferToFixedLength(4);
  assert.items([plain.byteLength, plain.resizable], [4, false]);
}

// User code that shrinks the buffer while a function is under way.
{
  const make = () => {
    const buffer = new ArrayBuffer(64, { maxByteLength: 64 });
    const a = new Int32Array(buffer);
    for (let i = 0; i < 16; i++) a[i] = i;
    return [a, { valueOf() { buffer.resize(8); return 0; } }, { valueOf() { buffer.transfer(); return 0; } }];
  };
  for (const way of [1, 2]) {
    for (const action of [
      (a, evil) => a.fill(evil),
      (a, evil) => a.fill(1, evil),
      (a, evil) => a.copyWithin(4, evil),
      (a, evil) => a.slice(evil),
      (a, evil) => a.indexOf(5, evil),
      (a, evil) => a.lastIndexOf(5, evil),
      (a, evil) => a.includes(undefined, evil),
      (a, evil) => a.with(3, evil),
      (a, evil) => a.set([evil, 1, 2, 3, 4, 5]),
      (a, evil) => a.subarray(evil),
      (a, evil) => a.join({ toString() { evil.valueOf(); return ","; } }),
      (a, evil) => a.sort((x, y) => { evil.valueOf(); return y - x; }),
      (a, evil) => a.map((x) => { evil.valueOf(); return x; }),
      (a, evil) => a.filter(() => { evil.valueOf(); return true; }),
      (a, evil) => a.reduce((x, y) => { evil.valueOf(); return y; }),
      (a, evil) => Atomics.add(a, 12, evil),
      (a, evil) => Atomics.store(a, 12, evil),
      (a, evil) => Int32Array.from({ length: 2, get 0() { evil.valueOf(); return 1; } }),
      (a, evil) => new DataView(a.buffer).setInt32(60, evil),
      (a, evil) => { a[12] = evil; },
    ]) {
      const made = make();
      try { action(made[0], made[way]); } catch (error) { assert(error instanceof TypeError || error instanceof RangeError); }
    }
  }
}

// Overlaps.
{
  const bytes = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]);
  bytes.set(bytes.subarray(0, 4), 2);
  assert.items(Array.from(bytes), [1, 2, 1, 2, 3, 4, 7, 8]);
  const wide = new Uint16Array(bytes.buffer, 0, 2);
  wide.set(new Uint8Array(bytes.buffer, 0, 2));
  assert.items(Array.from(wide), [1, 2]);
  bytes.copyWithin(1, 0, 3);
  assert.same(bytes[1], 1);
}

// DataView, both byte orders.
{
  const view = new DataView(new ArrayBuffer(16), 1);
  view.setFloat64(0, Math.PI);
  assert.same(view.getFloat64(0), Math.PI);
  view.setUint16(0, 0x1234, true);
  assert.items([view.getUint16(0), view.getUint8(0)], [0x3412, 0x34]);
  view.setBigInt64(1, -2n, true);
  assert.same(view.getBigUint64(1, true), 2n ** 64n - 2n);
  assert.throws(RangeError, () => view.getInt32(12));
  assert.throws(RangeError, () => view.getInt32(-1));
}

// Sizes nobody can have.
{
  assert.throws(RangeError, () => new ArrayBuffer(2 ** 53 - 1));
  assert.throws(RangeError, () => new Float64Array(2 ** 40));
  assert.throws(RangeError, () => new Uint8Array(-1));
  assert.throws(RangeError, () => new Int32Array(new ArrayBuffer(5)));
  assert.throws(RangeError, () => new Int32Array(new ArrayBuffer(8), 1));
  assert.throws(RangeError, () => new Int32Array(new ArrayBuffer(8), 4, 2));
}

// Sorting numbers, without and with an order.
{
  assert.items(Array.from(new Float64Array([3, -0, 0, NaN, -Infinity, 10]).sort()), [-Infinity, -0, 0, 3, 10, NaN]);
  assert.items(Array.from(new Int8Array([3, 1, 2]).toSorted((x, y) => y - x)), [3, 2, 1]);
  assert.items(Array.from(new BigInt64Array([3n, -1n, 2n]).sort()), [-1n, 2n, 3n]);
}

// Atomics.
{
  const a = new Int32Array(new SharedArrayBuffer(8));
  assert.items([Atomics.add(a, 0, 5), Atomics.sub(a, 0, 2), Atomics.or(a, 0, 8), Atomics.xor(a, 0, 1)], [0, 5, 3, 11]);
  assert.items([Atomics.compareExchange(a, 0, 10, 1), Atomics.exchange(a, 0, 7), Atomics.load(a, 0)], [10, 1, 7]);
  assert.items([Atomics.wait(a, 0, 1), Atomics.wait(a, 0, 7, 1), Atomics.notify(a, 0)], ["not-equal", "timed-out", 0]);
  assert.throws(RangeError, () => Atomics.load(a, 2));
  assert.throws(TypeError, () => Atomics.add(new Float64Array(1), 0, 1));
}
