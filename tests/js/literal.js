// Literals of every kind, and their borders.
assert.same(0x7fffffff + 0b1 + 0o7, 2147483655);
assert.same(1_000_000, 1e6);
assert.same(.5 + 5., 5.5);
assert.same(9007199254740993, 9007199254740992);
assert.same(1e400, Infinity);
assert.same(5e-324 / 2, 0);
assert.same(0.1 + 0.2, 0.30000000000000004);
assert.same(017, 15);
assert.same(089, 89);
assert.same(String(123456789012345680000), "123456789012345680000");
assert.same(String(1e21), "1e+21");
assert.same(String(0.000001) + String(1e-7), "0.0000011e-7");
assert.same(String(-0), "0");
assert.same((255).toString(16) + (0.5).toString(2), "ff0.1");
assert.same(2n ** 100n, 1267650600228229401496703205376n);
assert.same(-7n / 2n, -3n);
assert.same(BigInt.asIntN(8, 255n), -1n);
assert.throws(TypeError, () => 1n + 1);
assert.throws(RangeError, () => 1n / 0n);
assert.same("\x41\u0042\u{43}\
D", "ABCD");
assert.same("\0".length + "\u{1F600}".length, 3);
assert.same('it\'s "quoted"', "it's \"quoted\"");
assert.same(/a(?<n>b)\/[/]/gi.source, "a(?<n>b)\\/[/]");
assert.same(/x/.exec("y"), null);
assert.same("2024-05-06".replace(/(\d+)-(\d+)-(\d+)/, "$3.$2.$1"), "06.05.2024");
assert.same([1, 2, 3,].length, 3);
assert.same([, ,].length, 2);
assert.same([...[1, , 2]].includes(undefined), true);
const name = "short", __proto__ = "as shorthand";
assert.same({ name }.name, "short");
assert.same(Object.getPrototypeOf({ __proto__: null }), null);
assert.same(Object.hasOwn({ __proto__ }, "__proto__"), true);
assert.same({ "a b": 1, 1.5: 2, async: 3, get: 4, if: 5 }["1.5"], 2);
assert.same(((a, b) => a + b)(1, 2), 3);
assert.same((() => ({}))() instanceof Object, true);
assert.same(`line
break`.length, 10);

// Automatic semicolons.
const f = () => {
  return
  5
}
assert.same(f(), undefined)
let i = 1
let j = i
++i
assert.same(i * 10 + j, 21)
var await = 1, yield = 2, let_ = 3, of = 4, async = 5
assert.same(await + yield + let_ + of + async, 15)
for (const source of ["1 +", "let let = 1", "({a = 1})", "for (let x of a, b);", "'\\u{110000}'", "/(/", "a => {} ()",
                      "`${`", "x = {get a(b) {}}", "return", "break", "if (1) function* g() {}", "'use strict'; 017",
                      "'use strict'; with (a) {}", "new.target", "super.x", "1++", "a?.b = 1", "async () => { (await) }"]) {
  assert.throws(SyntaxError, () => eval(source), source);
}
