// Errors name the expression that gave the value that cannot be called, iterated or taken apart.
const a = { b() {}, none() {}, self: null, list: 5, u: undefined };
a.self = a;
const name = "key";
let n;
function f() {
  return {};
}
function message(action) {
  try {
    action();
  } catch (error) {
    assert.same(error instanceof TypeError, true, String(error));
    return error.message;
  }
  return "nothing was thrown";
}
function place(action) {
  try {
    action();
  } catch (error) {
    return Number(/:(\d+)\)?$/.exec(error.stack.split("\n")[1])[1]);
  }
}

const calls = [
  [() => n(), "n"],
  [() => a.x(), "a.x"],
  [() => a.self.x(1), "a.self.x"],
  [() => a.self["x"](), "a.self.x"],
  [() => a.self[name](), "a.self[name]"],
  [() => a.self?.x(), "a.self?.x"],
  [() => a.self?.[0](), "a.self?.[0]"],
  [() => a[-1](), "a[-1]"],
  [() => a[a.b.c](), "a[a.b.c]"],
  [() => a[name + 1](), "a[(name + 1)]"],
  [() => f(1)(2), "f(...)"],
  [() => f(1).x(2), "f(...).x"],
  [() => f().x``, "f(...).x"],
  [() => (a.x)(), "a.x"],
  [() => (0, a.x)(), "(0 , a.x)"],
  [() => (n || a)(), "(n || a)"],
  [() => (typeof n)(), "(typeof n)"],
  [() => "text".x(), '"text".x'],
  [() => `text`(), '"text"'],
  [() => (5)(), "5"],
  [() => ({}).x(), "{}.x"],
  [() => a.x(...[1]), "a.x"],
  [() => a.x(a.b()), "a.x"],
  [() => a.self.self.x(a.self), "a.self.self.x"],
  [() => Math.foo(), "Math.foo"],
  [() => Symbol.for("q").x(), "Symbol.for(...).x"],
];
for (const [action, callee] of calls) assert.same(message(action), `${callee} is not a function`);
assert.same(message(() => a.x.y()), "Cannot read properties of undefined (reading 'y')");
class Caller {
  callThis() {
    this.missing();
  }
  callSuper() {
    super.missing();
  }
}
assert.same(message(() => new Caller().callThis()), "this.missing is not a function");
assert.same(message(() => new Caller().callSuper()), "(intermediate value).missing is not a function");

assert.same(message(() => new n()), "n is not a constructor");
assert.same(message(() => new a.b.c(1)), "a.b.c is not a constructor");
assert.same(message(() => new a.u(...[1])), "a.u is not a constructor");
assert.same(message(() => new (() => 1)()), "(intermediate value) is not a constructor");
class OfNull extends null {}
class OfMethod extends Object {}
Object.setPrototypeOf(OfMethod, a.b);
assert.same(message(() => new OfNull()), "Super constructor null of OfNull is not a constructor");
assert.same(message(() => new OfMethod()), "Super constructor b of OfMethod is not a constructor");

const iterations = [
  [() => { for (const x of a); }, "a is not iterable"],
  [() => { for (const x of a.u); }, "a.u is not iterable"],
  [() => { for (const x of a.none()); }, "a.none is not a function or its return value is not iterable"],
  [() => [...a], "a is not iterable"],
  [() => { const [x] = a; }, "a is not iterable"],
  [() => { const [[x]] = [5]; }, "number 5 is not iterable (cannot read property Symbol(Symbol.iterator))"],
  [() => (([x]) => x)(null), "object null is not iterable (cannot read property Symbol(Symbol.iterator))"],
  [() => new Set(true), "boolean true is not iterable (cannot read property Symbol(Symbol.iterator))"],
  [() => new Map(a), "object is not iterable (cannot read property Symbol(Symbol.iterator))"],
];
for (const [action, text] of iterations) assert.same(message(action), text);

const patterns = [
  [() => { const { x } = n; }, "Cannot destructure property 'x' of 'n' as it is undefined."],
  [() => { const { x: y } = a.self.u; }, "Cannot destructure property 'x' of 'a.self.u' as it is undefined."],
  [() => { let x; ({ x } = a.none()); }, "Cannot destructure property 'x' of 'a.none(...)' as it is undefined."],
  [() => (({ x }) => x)(), "Cannot destructure property 'x' of 'undefined' as it is undefined."],
  [() => { const { [name]: x } = n; }, "Cannot destructure 'n' as it is undefined."],
  [() => { const {} = n; }, "Cannot destructure 'n' as it is undefined."],
];
for (const [action, text] of patterns) assert.same(message(action), text);

// Places are those of the name that was called, or behind what was.
function column(body) {
  try {
    new Function("a", "f", body)(a, f);
  } catch (error) {
    return Number(/:(\d+)\)/.exec(error.stack.split("\n")[1].replace(/^.*, /, ""))[1]);
  }
}
const places = ["a.x()", "a.self.x()", "f(1)(2)", "a['x']()", "a[f]()", "(a.x)()", "(f, a)()", "new a()", "new a.u()", "a.x`text`", "f()`text`"];
assert.items(places.map(column), [3, 8, 5, 7, 5, 6, 7, 1, 1, 4, 4]);
async function awaited() {
  for await (const x of a.list);
}
awaited().catch((error) => print(error.message));
// prints: a.list is not async iterable
