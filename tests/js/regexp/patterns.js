// The parts of patterns, each where engines go wrong.
function groups(pattern, text) {
  const m = pattern.exec(text);
  return m === null ? null : [...m];
}
// captures of a round are forgotten in the next one
assert.items(groups(/(z)((a+)?(b+)?(c))*/, "zaacbbbcac"), ["zaacbbbcac", "z", "ac", "a", undefined, "c"]);
assert.items(groups(/(?:(a)|b)*/, "ab"), ["ab", undefined]);
// a round that may be left out must not be empty
assert.items(groups(/(a*)*/, "b"), ["", undefined]);
assert.items(groups(/(?:a?)*?$/, "aa"), ["aa"]);
assert.items(groups(/(?:){3}(a{0,2}){2,}/, "aaaaa"), ["aaaaa", "a"]);
assert.items(groups(/(a?)??/, "a"), ["", undefined]);
// looking around
assert.items(groups(/(?=(a+))a*b\1/, "baaabac"), ["aba", "a"]);
assert.items(groups(/(.*?)a(?!(a+)b\2c)\2(.*)/, "baaabaac"), ["baaabaac", "ba", undefined, "abaac"]);
assert.items(groups(/(?<=(\d+)(\d+))$/, "1053"), ["", "1", "053"]);
assert.items(groups(/(?<=\1(.))b/, "aab"), ["b", "a"]);
assert.items(groups(/(?<!\$)\b\d+/, "$1 23"), ["23"]);
assert.items(groups(/(?<=^|,)\w+(?=,|$)/g, "ab,cd"), ["ab"]);
// references to what is not there match the empty string
assert.items(groups(/\1(a)/, "aa"), ["a", "a"]);
assert.items(groups(/\k<n>(?<n>a)\k<n>/, "aaa"), ["aa", "a"]);
assert.items(groups(/(?:(a)|(b))\1\2c/, "bbc"), ["bbc", undefined, "b"]);
// quantifiers
assert.items(groups(/a{2,3}?/, "aaaa"), ["aa"]);
assert.items(groups(/a{,3}/, "a{,3}"), ["a{,3}"]);
assert.items(groups(/(?:ab){2}/, "ababab"), ["abab"]);
assert.items(groups(/x{0}y/, "xy"), ["y"]);
assert.items(groups(/\w{0,2}\b/, "abc"), [""]);
assert.items(groups(/[a-z]+\b!/, "ab cd!"), ["cd!"]);
// Annex B
assert.items(groups(/\c/, "\\c"), ["\\c"]);
assert.items(groups(/[\c_]/, "\x1f"), ["\x1f"]);
assert.items(groups(/\07\8/, "\x078"), ["\x078"]);
assert.items(groups(/[\d-x]+/, "1-x"), ["1-x"]);
assert.items(groups(/(?=a)*b/, "b"), ["b"]);
assert.throws(SyntaxError, () => new RegExp("(?=a)*", "u"));
// lines
assert.same("a\nb\rc\u2028d".match(/^./gm).join(""), "abcd");
assert.same("a\nb".match(/.$/m)[0], "a");
assert.same(/a.b/.test("a\nb") || !/a.b/s.test("a\nb"), false);
assert.same(/^.*$/.test("a(b)c" + "x".repeat(40) + "((("), true);
assert.same(/[^\u0128]*/.exec("abc(d" + "(".repeat(40))[0].length, 45);
// case
assert.same(/[^x]/i.test("X"), false);
assert.same(/\u212a/i.test("k"), false);
assert.same(/\u212a/iu.test("k"), true);
assert.same(/ß/i.test("ẞ"), false);
assert.same(/ß/iu.test("ẞ"), true);
assert.same(/[a-z]/i.test("\u017f"), false);
assert.same(/\w/iu.test("\u017f"), true);
assert.same(/(.)\1/i.test("éÉ"), true);
assert.same(/\u{10400}/iu.test("\u{10428}"), true);
assert.same(/[^\W]/iu.test("K"), true);
// properties and sets
assert.same("aΩя1".replace(/\p{Script=Greek}/gu, "*"), "a*я1");
assert.same(/^\p{L}+$/u.test("straßeЖ"), true);
assert.same(/^\P{L}+$/u.test("12_"), true);
assert.same("abcdef".replace(/[[a-f]--[bd]]/gv, ""), "bd");
assert.same("abcdef".match(/[[a-e]&&[c-z]]/gv).join(""), "cde");
assert.items(groups(/^[\q{abc|d|}x]$/v, "abc"), ["abc"]);
assert.items(groups(/^\p{RGI_Emoji_Flag_Sequence}$/v, "\u{1F1E6}\u{1F1F9}"), ["\u{1F1E6}\u{1F1F9}"]);
assert.items(groups(/^\p{Emoji_Keycap_Sequence}/v, "1\ufe0f\u20e3"), ["1\ufe0f\u20e3"]);
assert.same(/[^\P{Lu}]/iv.test("a"), true);
// errors
const error = (pattern, flags) => assert.throws(SyntaxError, () => new RegExp(pattern, flags)).message;
assert.same(error("(a"), "Invalid regular expression: /(a/: Unterminated group");
assert.same(error("a", "gg"), "Invalid flags supplied to RegExp constructor 'gg'");
assert.same(error("{1}", "u"), "Invalid regular expression: /{1}/u: Nothing to repeat");
