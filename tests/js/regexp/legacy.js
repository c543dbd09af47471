// The last match, as old pages read it from the constructor.
/(a)(b)?(x)?/.exec("xabz");
assert.items([RegExp.$1, RegExp.$2, RegExp.$3, RegExp.$9], ["a", "b", "", ""]);
assert.items([RegExp["$&"], RegExp["$+"], RegExp["$`"], RegExp["$'"], RegExp.$_], ["ab", "", "x", "z", "xabz"]);
"foo bar".replace(/(o)(o)/g, "");
assert.items([RegExp.$2, RegExp.lastMatch, RegExp.lastParen, RegExp.rightContext], ["o", "oo", "o", " bar"]);
/nothing/.test("here");
assert.same(RegExp.leftContext, "f");
RegExp.input = 12;
assert.same(RegExp.$_, "12");
/b/.test("abc");
assert.same(RegExp.input, "abc");
