// newer than node 20 in parts
// Iterator and its helpers.
"use strict";

function* naturals() { for (let i = 0; ; i++) yield i; }
function tracked(limit) {
  const log = [];
  let i = 0;
  const iterator = {
    __proto__: Iterator.prototype,
    log,
    next() { log.push("next"); return i < limit ? { value: i++, done: false } : { value: undefined, done: true }; },
    return() { log.push("return"); return {}; },
  };
  return iterator;
}

assert.items(naturals().map((x) => x * x).filter((x) => x % 2).drop(1).take(3).toArray(), [9, 25, 49]);
assert.items(naturals().flatMap((x) => [x, -x]).take(4).toArray(), [0, -0, 1, -1]);
assert.same(naturals().find((x) => x > 5), 6);
assert(naturals().some((x) => x > 5) && !naturals().every((x) => x < 5));
assert.same(naturals().take(5).reduce((x, y) => x + y), 10);
assert.throws(TypeError, () => naturals().take(0).reduce((x, y) => x + y));
assert.throws(RangeError, () => naturals().take(-1));
assert.throws(RangeError, () => naturals().take(NaN));
assert.throws(TypeError, () => naturals().map(5));

// Who closes whom.
{
  let t = tracked(3);
  assert.items(t.take(1).toArray(), [0]);
  assert.items(t.log, ["next", "return"]);
  t = tracked(3);
  assert.throws(EvalError, () => t.map(() => { throw new EvalError(); }).next());
  assert.items(t.log, ["next", "return"]);
  t = tracked(3);
  t.map((x) => x).return();
  assert.items(t.log, ["return"]);
  t = tracked(3);
  const once = t.filter(() => true);
  once.next(); once.return(); once.return();
  assert.items([t.log.length, once.next().done], [2, true]);
  t = tracked(2);
  assert.items(t.drop(5).toArray(), []);
  assert.items(t.log, ["next", "next", "next"]);
  const inner = tracked(5);
  t = tracked(5);
  const both = t.flatMap(() => inner);
  both.next(); both.return();
  assert.items([inner.log.join(), t.log.join()], ["next,return", "next,return"]);
}

// Helpers do not run within themselves.
{
  let helper;
  helper = naturals().map(() => helper.next());
  assert.throws(TypeError, () => helper.next());
}

// Iterator.from and the constructor.
{
  const wrapped = Iterator.from({ n: 0, next() { return { value: this.n++, done: this.n > 3 }; } });
  assert(wrapped instanceof Iterator);
  assert.items(wrapped.toArray(), [0, 1, 2]);
  const own = [1].values();
  assert.same(Iterator.from(own), own);
  assert.throws(TypeError, () => new Iterator());
  assert(new (class extends Iterator {})() instanceof Iterator);
  assert.throws(TypeError, () => Iterator.from(5));
  assert.throws(TypeError, () => { Iterator.prototype[Symbol.toStringTag] = "x"; });
}

// Iterators of ours whose next was replaced.
{
  const prototype = Object.getPrototypeOf([].values());
  const original = prototype.next;
  let calls = 0;
  prototype.next = function () { calls++; return original.call(this); };
  assert.items([...[1, 2]], [1, 2]);
  prototype.next = original;
  assert.same(calls, 3);
}
