// What the layout of frames has to bear: a loop that changes its tier while it runs, throws that leave resumed generators
// through native functions, frames that are left and entered again in every way. The assertions hold in each mode, and while
// a mode gives way to the next.

// -- A running loop goes on in another tier with everything it holds.
{
  function loop(count, ...rest) {
    let int = 0, double = 0.5, text = "", object = { n: 0 }, captured = 0, missing;
    const closures = [];
    var sloppy = arguments.length;
    outer: for (let i = 0; i < count; i++) {
      const each = i;
      int = (int + i) | 0;
      double += 0.25;
      if (i % 1000 === 0) { text += i; closures.push(() => each + captured); }
      captured = i;
      object.n += rest.length;
      try {
        if (i % 3 === 0) continue outer;
        if (i % 7 === 0) throw each;
      } catch (e) {
        object.last = e;
      } finally {
        object.turns = (object.turns ?? 0) + 1;
      }
    }
    return [int, double, text.length, closures.map((f) => f()).join(), object.n, object.last, object.turns, sloppy, missing];
  }
  const expected = [704982704, 25000.5, 487, 100, 200000, 99995, 100000, 3, undefined];
  const result = loop(100000, "a", "b");
  result[3] = result[3].split(",").length;
  assert.items(result, expected);
}

// A loop within a loop, and one that is left for a function that is left for the loop.
{
  const turns = (n) => { let sum = 0; for (let i = 0; i < n; i++) sum += i; return sum; };
  let total = 0;
  for (let i = 0; i < 300; i++) for (let j = 0; j < 10; j++) total += turns(i);
  assert.same(total, 44551000);
}

// -- A throw leaves a resumed generator through a native function, and the frames around are whole.
{
  function* failing(n) {
    const held = [n, "held"];
    for (let i = 0; ; i++) {
      if (i === n) throw new RangeError("at " + held.join());
      yield i;
    }
  }
  function* pairs(g) { for (const x of g) yield [x, x]; }
  const natives = {
    from: (g) => Array.from(g),
    spread: (g) => Math.max(...g),
    map: (g) => new Map(pairs(g)),
    set: (g) => new Set(g),
    apply: (g) => { for (;;) Reflect.apply(g.next, g, []); },
    object: (g) => Object.fromEntries(pairs(g)),
    sort: (g) => [3, 1, 2].sort(() => g.next().value && g.next().value && g.next().value && g.next().value),
    replace: (g) => "aaaaaaa".replace(/a/g, () => g.next().value),
    json: (g) => JSON.stringify({ toJSON: () => [...g] }),
    delegate: (g) => [...(function* () { yield* g; })()],
    getter: (g) => { const o = { get next() { return () => g.next(); }, [Symbol.iterator]() { return this; } }; return [...o]; },
  };
  for (const [name, native] of Object.entries(natives)) {
    let local = "before " + name, message, after = 0;
    const generator = failing(4);
    try {
      native(generator);
      local = "not reached";
    } catch (error) {
      message = error instanceof RangeError ? error.message : String(error);
      assert(error.stack.includes("failing"), name);
    } finally {
      after = local.length;
    }
    assert.same(message, "at 4,held", name);
    assert.same(local, "before " + name);
    assert.same(after, local.length);
    assert.same(generator.next().done, true, name);
  }
}

// The same, many times over, so that every tier sees both sides; and a generator that throws while it is being closed.
{
  function* closing(log) {
    try { yield 1; yield 2; } finally { log.push("closed"); throw new TypeError("closing"); }
  }
  function once(i) {
    const log = [];
    try {
      for (const x of closing(log)) if (x === 1) { if (i % 2) break; throw new RangeError("body"); }
    } catch (e) {
      log.push(e.message);
    }
    return log.join();
  }
  for (let i = 0; i < 3000; i++) assert.same(once(i), i % 2 ? "closed,closing" : "closed,body");
}

// -- A generator is resumed from frames at other depths than it was suspended at.
{
  function* deep() { let x = 0; for (;;) x += yield x; }
  const g = deep();
  const at = (depth, value) => (depth === 0 ? g.next(value).value : at(depth - 1, value));
  at(0);
  let sum = 0;
  for (let i = 1; i < 500; i++) { sum += i; assert.same(at(i % 50, i), sum); }
}
