// Where a use may come before the initialisation, and where it cannot: the checks that are left out must not be missed.
const dead = (f) => assert.throws(ReferenceError, f);

// Straight on, and in closures made before and after.
dead(() => { x; let x = 1; });
dead(() => { x = 1; let x; });
dead(() => { let x = x + 1; });
dead(() => { let f = () => x; f(); let x = 1; });
dead(() => { f(); let x = 1; function f() { return x; } });
dead(() => { { f(); function f() { return x; } } let x = 1; });
dead(() => { const f = () => g(), g = f(); });
assert.same((() => { let x = 1; { function f() { return x; } return f(); } })(), 1);
assert.same((() => { let x = 1; return (() => (() => x)())(); })(), 1);
assert.same((() => { let f = () => x; let x = 1; return f(); })(), 1);

// Loops make fresh variables, and closures of an earlier round keep theirs.
dead(() => { for (let i = 0; i < 2; i++) { if (i === 1) x; let x = i; } });
assert.items((() => {
  const seen = [];
  let f;
  for (let i = 0; i < 3; i++) { if (f) seen.push(f()); let x = i; f = () => x; }
  return seen;
})(), [0, 1]);
dead(() => { for (let x of [x]); });
dead(() => { for (let x of (() => [x])()); });
dead(() => { for (let [a = b, b] of [[]]); });
dead(() => { for (let i = (() => i)(); ;); });
assert.same((() => { for (const [a, f = () => a] of [[1]]) return f(); })(), 1);

// Clauses of a switch are entered from the side.
dead(() => { switch (1) { case 0: let x = 1; case 1: x; } });
dead(() => { switch (1) { case 0: let x = 1; case 1: (() => x)(); } });
assert.same((() => { switch (0) { case 0: let x = 1; case 1: return x; } })(), 1);

// A function of a block outlives it, also when the block was left early.
dead(() => { out: { function f() { return x; } break out; let x = 1; } f(); });
dead(() => { let g; try { g = () => x; throw g; let x = 1; } catch { g(); } });

// Parameters and patterns.
dead((a = b, b = 1) => a);
dead((a = () => b, b = a()) => a);
dead(({ a = b, b } = {}) => a);
dead(() => { try { throw {}; } catch ({ a = b, b }) { } });
assert.same(((a = () => b, b = 1) => a())(), 1);
assert.same(((a, b = a, c = () => b) => c())(1), 1);
assert.same((function (a = 1) { return f(); function f() { return a; } })(), 1);

// Classes: the inner name is alive for methods, fields and static blocks.
dead(() => { class A extends A {} });
dead(() => { class A { [A.name]() {} } });
dead(() => { class A { [(() => A)()]() {} } });
dead(() => { const a = new A(); class A {} });
dead(() => { class A { static x = later; } let later; });
assert.same((() => { class A { static x = A; } return A.x === A; })(), true);
assert.same((() => { let seen; class A { static { seen = A; } } return seen === A; })(), true);
assert.same((() => { class A { m() { return A; } } return new A().m() === A; })(), true);
assert.same((() => { class A { x = later; } const later = 1; return new A().x; })(), 1);

// this before super().
class Base {}
dead(() => new (class extends Base { constructor() { this; } })());
dead(() => new (class extends Base { constructor() { (() => this)(); super(); } })());
dead(() => new (class extends Base { constructor() {} })());
dead(() => new (class extends Base { constructor() { super.x; } })());
assert.same(new (class extends Base { constructor() { (() => super())(); this.x = 1; } })().x, 1);

// Names found at run time.
dead(() => { eval("x"); let x; });
dead(() => { with ({}) { x; } let x; });
dead(() => { eval("x; let x"); });
assert.same((() => { let x = 1; return eval("x"); })(), 1);

// Assigning to a constant in its dead zone is a ReferenceError first.
dead(() => { x = 1; const x = 2; });
dead(() => { x++; const x = 2; });
dead(() => typeof x === "undefined" && (() => { typeof y; let y; })());
