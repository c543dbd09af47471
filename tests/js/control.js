// Branches, loops, labels, switch, and the ways out of try.
function labels() {
  const seen = [];
  outer: for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 4; j++) {
      if (j === 2) continue outer;
      if (i === 2) break outer;
      seen.push(i * 10 + j);
    }
  }
  block: { seen.push("in"); break block; }
  return seen;
}
assert.items(labels(), [0, 1, 10, 11, "in"]);

function choose(value) {
  const seen = [];
  switch (value) {
    case 1: seen.push("one");
    default: seen.push("default");
    case "2": seen.push("two"); break;
    case NaN: seen.push("never");
  }
  return seen.join();
}
assert.same(choose(1), "one,default,two");
assert.same(choose("2"), "two");
assert.same(choose(2), "default,two");
assert.same(choose(NaN), "default,two");

// finally runs on every way out, and may take another.
function ways(how) {
  const seen = [];
  const result = (() => {
    for (const round of [1, 2]) {
      try {
        seen.push("try" + round);
        if (how === "return") return "returned";
        if (how === "throw") throw new Error("thrown");
        if (how === "break") break;
        if (how === "continue") continue;
      } catch (error) {
        seen.push(error.message);
        if (how === "throw") return "caught";
      } finally {
        seen.push("finally" + round);
      }
      seen.push("after" + round);
    }
    return "end";
  })();
  return seen.join() + " " + result;
}
assert.same(ways("return"), "try1,finally1 returned");
assert.same(ways("throw"), "try1,thrown,finally1 caught");
assert.same(ways("break"), "try1,finally1 end");
assert.same(ways("continue"), "try1,finally1,try2,finally2 end");
assert.same(ways("none"), "try1,finally1,after1,try2,finally2,after2 end");
assert.same((() => { try { return 1; } finally { return 2; } })(), 2);
assert.same((() => { for (;;) { try { return 1; } finally { break; } } return 3; })(), 3);
assert.same((() => { try { throw 1; } catch { return "no binding"; } })(), "no binding");
assert.throws(RangeError, () => { try { throw new TypeError(); } finally { throw new RangeError(); } });
assert.same((() => { try { try { throw 1; } finally { } } catch (e) { return e; } })(), 1);
// The returned value is evaluated before finally runs.
assert.same((() => { let n = 1; try { return n; } finally { n = 2; } })(), 1);

let n = 0;
do { n++; } while (n < 5);
while (true) if (--n === 2) break;
assert.same(n, 2);
assert.same((1, 2, 3), 3);
assert.same(eval("1; if (false) 2;"), undefined);
assert.same(eval("do { 3; break; } while (true)"), 3);
assert.same(eval("4; {} ; ;"), 4);

// A loop's let is fresh in each turn; the closures of the heading see the first one.
const closures = [];
for (let i = 0; i < 3; i++) closures.push(() => i++);
assert.items(closures.map((f) => f() + f()), [1, 3, 5]);
const keys = [];
for (const key in { b: 1, 2: 1, a: 1, 1: 1, __proto__: { inherited: 1, a: 2 } }) keys.push(key);
assert.items(keys, ["1", "2", "b", "a", "inherited"]);
for (const key in null) assert(false);

// Deep recursion is a RangeError that can be caught, and the engine goes on.
let depth = 0;
function dive() { depth++; dive(); }
assert.throws(RangeError, dive);
assert(depth > 500);
const first = depth;
assert.throws(RangeError, dive);
assert(depth > first);

// for-in: what is added, deleted and hidden on the way.
{
  const seen = (o, act = () => {}) => { const keys = []; for (const k in o) { keys.push(k); act(o, k); } return keys.join(); };
  assert.same(seen({ a: 1, b: 2, [Symbol.iterator]: 3, 7: 4 }), "7,a,b");
  assert.same(seen({ a: 1, b: 2, c: 3 }, (o) => { delete o.b; }), "a,c");
  assert.same(seen({ a: 1, b: 2 }, (o, k) => { o["new" + k] = 1; }), "a,b");
  const hidden = Object.defineProperty({}, "x", { value: 1, configurable: true });
  assert.same(seen(Object.create({ x: 1, y: 2 }, { x: { value: 1 } })), "y");
  assert.same(seen(Object.create(hidden, { z: { value: 1, enumerable: true } })), "z");
  const dictionary = {};
  for (let i = 0; i < 300; i++) dictionary["k" + i] = i;
  for (let i = 0; i < 300; i += 2) delete dictionary["k" + i];
  assert.same(seen(dictionary).split(",").length, 150);
  assert.same(seen(function named() {}), "");
  assert.same(seen(Object.assign(() => {}, { own: 1 })), "own");
  assert.same(seen("ab"), "0,1");
  assert.same(seen(new Uint8Array(2)), "0,1");
  assert.same(seen((function () { return arguments; })()), "");
}
