// The methods of RegExp.prototype by symbol and those of String.prototype that use them.
assert.same("2024-05-06".replace(/(\d+)-(?<m>\d+)/, "[$<m>|$1|$&|$`|$'|$$|$9|$02]"), "[05|2024|2024-05||-06|$|$9|05]-06");
assert.same("aXbX".replace(/x/gi, (m, at, text) => m + at + text.length), "aX14bX34");
assert.same("abc".replace(/(?<l>b)/, (...all) => typeof all[all.length - 1] + all[all.length - 1].l), "aobjectbc".replace("b", "b"));
assert.same("aaa".replace(/a*?/g, "-"), "-a-a-a-");
assert.same("\u{1F600}x".replace(/(?:)/gu, "-"), "-\u{1F600}-x-");
assert.same("a.b.c".replaceAll(".", "$&!"), "a.!b.!c");
assert.same("aaa".replaceAll("", "-"), "-a-a-a-");
assert.same("abab".replaceAll(/b/g, "$`"), "aaaaba");
assert.throws(TypeError, () => "a".replaceAll(/a/, ""));
assert.throws(TypeError, () => "a".matchAll(/a/));
assert.items("a1b22".match(/\d+/g), ["1", "22"]);
assert.same("ab".match(/x/g), null);
assert.items([..."a1b2".matchAll(/([a-z])\d/g)].map((m) => m[1] + m.index), ["a0", "b2"]);
assert.same("abc".search(/c/), 2);
assert.same("abc".search(/x/), -1);
assert.items("a1b2c".split(/\d/), ["a", "b", "c"]);
assert.items("a1b2c".split(/(\d)/, 4), ["a", "1", "b", "2"]);
assert.items("abc".split(/(?:)/), ["a", "b", "c"]);
assert.items("".split(/a?/), []);
assert.items("".split(/a/), [""]);
assert.items("A<B>bold</B>and".split(/<(\/)?([^<>]+)>/), ["A", undefined, "B", "bold", "/", "B", "and"]);
assert.items("a,b,,c".split(","), ["a", "b", "", "c"]);
assert.items("abc".split(""), ["a", "b", "c"]);
assert.items("abc".split(undefined), ["abc"]);
assert.items("a-b-c".split("-", 2), ["a", "b"]);
assert.items("a1b".split(/\d/y), ["a", "b"]);

// what scripts change is seen
const counting = /a/g;
let calls = 0;
counting.exec = function (text) { calls++; return RegExp.prototype.exec.call(this, text); };
assert.same("aba".replace(counting, "x"), "xbx");
assert.same(calls, 3);
assert.same(counting.test("a"), true);
assert.same(calls, 4);
const original = RegExp.prototype.exec;
try {
  RegExp.prototype.exec = () => null;
  assert.same("aba".replace(/a/g, "x"), "aba");
  assert.same(/a/.test("a"), false);
  assert.same("aba".match(/a/), null);
} finally {
  RegExp.prototype.exec = original;
}
assert.same("aba".replace(/a/g, "x"), "xbx");
class Shouting extends RegExp {
  [Symbol.replace](text, by) { return super[Symbol.replace](text, by) + "!"; }
}
assert.same("aba".replace(new Shouting("b"), "c"), "aca!");
assert.same(new Shouting("b").flags + new Shouting("x", "gi").flags, "gi");
assert.same("aba".split(new Shouting("b")).length, 2);
assert.same("x".replace({ [Symbol.replace]: (text, by) => text + by }, "y"), "xy");
// the pattern changes while the replacer runs: all matches are known by then
const changing = /a/g;
assert.same("aba".replace(changing, () => { changing.compile("b", "g"); changing.lastIndex = 2; return "-"; }), "-b-");
assert.same(changing.lastIndex, 2);

// RegExp itself
assert.same(RegExp(changing), changing);
assert.same(new RegExp(changing) === changing, false);
assert.same(new RegExp(/a/g, "i").flags, "i");
assert.same(String(new RegExp("/\n[/]")), "/\\/\\n[/]/");
assert.same(String(new RegExp("")), "/(?:)/");
assert.same(RegExp.prototype.flags + RegExp.prototype.source, "(?:)");
assert.same(RegExp.prototype.global, undefined);
assert.throws(TypeError, () => Object.getOwnPropertyDescriptor(RegExp.prototype, "global").get.call({}));
assert.same(Object.getOwnPropertyDescriptor(RegExp.prototype, "flags").get.call({ global: 1, sticky: true }), "gy");
assert.same(/a/.lastIndex, 0);
assert.items(Object.getOwnPropertyNames(/a/), ["lastIndex"]);
for (let round = 0, last; round < 2; round++) {
  const literal = /a/;
  assert.same(literal === last, false);
  last = literal;
}
