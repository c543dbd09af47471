// switches: --time-limit 100
// Long texts and deep patterns: nothing may depend on the native stack.
const long = "ab".repeat(200000);
assert.same(/^(?:ab)*$/.test(long), true);
assert.same(/^(?:a|b)*$/.exec(long)[0].length, long.length);
assert.same(/^(a|b)*?$/.exec(long)[1], "b");
assert.same(long.replace(/b/g, "").length, 200000);
assert.same(long.split(/b/).length, 200001);
assert.same(long.match(/a/g).length, 200000);
const deep = "(".repeat(20000) + "a" + ")".repeat(20000);
assert.same(new RegExp(deep).exec("a").length, 20001);
assert.same(new RegExp("(?:".repeat(300) + "a" + ")*".repeat(300)).test("aa"), true);
assert.same(new RegExp("(?=".repeat(5000) + "a" + ")".repeat(5000)).test("a"), true);
assert.same(new RegExp("a?".repeat(16) + "a{16}").test("a".repeat(16)), true);
assert.same(new RegExp(Array.from({ length: 5000 }, (_, i) => "w" + i).join("|")).exec("w4999")[0], "w4");
assert.same(/(?:){2147483647}a/.test("a"), true);
// the stack of choices has an end
assert.throws(RangeError, () => /^(?:(?:a|ab|b)(?:c|))*?$/.test(long.repeat(60)));
