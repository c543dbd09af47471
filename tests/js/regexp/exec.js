// What exec tells of a match, and lastIndex.
const m = /(?<year>\d{4})-(?<month>\d\d)(-(\d\d))?/.exec("on 2024-05.");
assert.items(m, ["2024-05", "2024", "05", undefined, undefined]);
assert.same(m.index, 3);
assert.same(m.input, "on 2024-05.");
assert.same(m.groups.year + m.groups.month, "202405");
assert.same(Object.getPrototypeOf(m.groups), null);
assert.items(Object.keys(m), ["0", "1", "2", "3", "4", "index", "input", "groups"]);
assert.same(/a/.exec("b"), null);
assert.same(/a/.exec("xa").groups, undefined);

const d = /a(?<Z>b)?(c)/d.exec("xac");
assert.items(d.indices, [[1, 3], undefined, [2, 3]]);
assert.same(d.indices.groups.Z, undefined);

const global = /a/g;
assert.same(global.exec("aba").index, 0);
assert.same(global.lastIndex, 1);
assert.same(global.exec("aba").index, 2);
assert.same(global.exec("aba"), null);
assert.same(global.lastIndex, 0);
const sticky = /b/y;
assert.same(sticky.test("ab"), false);
sticky.lastIndex = 1;
assert.same(sticky.test("ab"), true);
assert.same(sticky.lastIndex, 2);
const plain = /b/;
plain.lastIndex = 7;
assert.same(plain.exec("ab").index, 1);
assert.same(plain.lastIndex, 7);

// lastIndex is converted once, and may be anything
let conversions = 0;
const converted = /a/g;
converted.lastIndex = { valueOf() { conversions++; return 1; } };
assert.same(converted.exec("aba").index, 2);
assert.same(conversions, 1);
converted.lastIndex = -5;
assert.same(converted.exec("aba").index, 0);
converted.lastIndex = Infinity;
assert.same(converted.exec("aba"), null);
assert.throws(TypeError, () => Object.freeze(/a/g).exec("a"));
assert.same(Object.freeze(/a/).exec("a").index, 0);

// a surrogate pair is one character with u
assert.same(/^.$/.test("\u{1F600}"), false);
assert.same(/^.$/u.test("\u{1F600}"), true);
assert.same(/\ud83d/u.test("\u{1F600}"), false);
assert.same(/\ud83d/.test("\u{1F600}"), true);
