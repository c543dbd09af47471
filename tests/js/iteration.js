// Iterators and what closes them, destructuring, spread, generators.
function watched(values, log = []) {
  return {
    log,
    [Symbol.iterator]() {
      let i = 0;
      return {
        next() { log.push("next"); return i < values.length ? { value: values[i++], done: false } : { value: "end", done: true }; },
        return(v) { log.push("return"); return {}; },
      };
    },
  };
}
let w = watched([1, 2, 3]);
const [first, , ...others] = w;
assert.same(first + "/" + others, "1/3");
assert.same(w.log.join(), "next,next,next,next");
w = watched([1, 2, 3]);
const [only] = w;
assert.same(w.log.join(), "next,return");
w = watched([]);
const [a = "default", b] = w;
assert.same(a + b + w.log.join(), "defaultundefinednext");
w = watched([1, 2]);
for (const value of w) if (value === 1) break;
assert.same(w.log.join(), "next,return");
w = watched([1, 2]);
assert.throws(RangeError, () => { for (const value of w) throw new RangeError(); });
assert.same(w.log.join(), "next,return");
assert.same((() => { for (const value of watched([7])) return value; })(), 7);
assert.throws(TypeError, () => { const [x] = {}; });
assert.throws(TypeError, () => { const [x] = null; });
assert.throws(TypeError, () => { for (const x of 5); });
assert.throws(TypeError, () => [...{ [Symbol.iterator]: () => ({ next: () => 1 }) }]);

let p, q;
[p, q] = [1, 2];
[p, q] = [q, p];
assert.same(p * 10 + q, 21);
const target = {};
[target.x, target["y"] = 5, [target.z]] = [1, undefined, [3]];
assert.same(JSON.stringify(target), '{"x":1,"y":5,"z":3}');
assert.items([..."a\u{1F600}b"], ["a", "\u{1F600}", "b"]);

function* numbers() {
  try {
    const sent = yield 1;
    yield sent * 2;
    yield* [10, 20];
    return "end";
  } finally {
    yield "cleanup";
  }
}
let g = numbers();
assert.same(g.next("ignored").value, 1);
assert.same(g.next(21).value, 42);
assert.same(g.next().value + g.next().value, 30);
assert.same(g.next().value, "cleanup");
assert.same(JSON.stringify(g.next()), '{"value":"end","done":true}');
assert.same(JSON.stringify(g.next()), '{"done":true}');
g = numbers();
assert.same(JSON.stringify(g.return(5)), '{"value":5,"done":true}');
g = numbers();
g.next();
assert.same(g.return(5).value, "cleanup");
assert.same(JSON.stringify(g.next()), '{"value":5,"done":true}');
g = numbers();
g.next();
assert.same(g.throw(new RangeError()).value, "cleanup");
assert.throws(RangeError, () => g.next());
assert.throws(TypeError, () => { const self = (function* () { self.next(); })(); self.next(); });
function* inner() { try { yield 1; } catch (e) { yield "caught " + e; } return "result"; }
function* outer() { return "outer " + (yield* inner()); }
g = outer();
g.next();
assert.same(g.throw("x").value, "caught x");
assert.same(g.next().value, "outer result");
assert.items([...(function* () { for (let i = 0; i < 1000; i++) yield i; })()].slice(-2), [998, 999]);
function* fibonacci() { let [x, y] = [0, 1]; for (;;) { yield x; [x, y] = [y, x + y]; } }
const found = [];
for (const value of fibonacci()) { if (value > 50) break; found.push(value); }
assert.items(found, [0, 1, 1, 2, 3, 5, 8, 13, 21, 34]);
assert.items([...new Map([[1, 2]]).entries()][0], [1, 2]);

// Loops enter the frames of generators: what leaves them otherwise than by yield.
{
  function* fails(n) { for (let i = 0; ; i++) { if (i === n) throw new RangeError("at " + i); yield i; } }
  const sum = (n) => { let s = 0; try { for (const x of fails(n)) s += x; } catch (e) { s = e.message + " after " + s; } return s; };
  for (let i = 0; i < 50; i++) assert.same(sum(4), "at 4 after 6");
  function* nested(n) { if (n > 0) { for (const x of nested(n - 1)) yield x + 1; } yield 0; }
  assert.items([...nested(5)], [5, 4, 3, 2, 1, 0]);
  let itself;
  function* again() { yield 1; for (const x of itself) yield x; }
  itself = again();
  assert.throws(TypeError, () => { for (const x of itself); });
  assert.items([...itself], []);
  let closed = 0;
  function* closes() { try { yield 1; yield 2; } finally { closed++; } }
  const first = () => { for (const x of closes()) return x; };
  for (let i = 0; i < 30; i++) assert.same(first(), 1);
  assert.same(closed, 30);
  const [a, ...rest] = closes();
  assert.items([a, rest], [1, [2]]);
  function* deep(n) { for (const x of deep(n + 1)) yield x; }
  assert.throws(RangeError, () => { for (const x of deep(0)); });
  function* delegates() { yield* [1, 2]; return yield* closes(); }
  assert.items(Array.from(delegates()).concat([...delegates()]), [1, 2, 1, 2, 1, 2, 1, 2]);
  function* outer() { for (const x of delegates()) { const y = yield x * 2; if (y) return y; } }
  const g = outer();
  g.next();
  assert.same(g.next(0).value, 4);
  assert.same(g.next("stop").value, "stop");
  assert.same(g.next().done, true);
  const trace = (function* () { try { yield new Error("here").stack.split("\n").length > 1; } finally { closed = 0; } })();
  for (const x of trace) assert.same(x, true);
  assert.same(closed, 0);
}
