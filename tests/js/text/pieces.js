// What is changed piece by piece is as if it were changed at once.
const units = ["a", "Σ", "é", "\u0301", " ", "\ud83d\ude00", "ß", "ﬁ", "1", "\ud800", "語", "'", "İ"];
let seed = 7;
const random = (n) => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % n;
function text(length) {
  let s = "";
  while (s.length < length) s += units[random(units.length)];
  return s;
}
const block = text(1000);
const long = block.repeat(200);
for (const change of ["toLowerCase", "toUpperCase"]) {
  const pieces = long[change]();
  assert.same(pieces.length, (block + block)[change]().length * 100, change + " length");
  assert.same(pieces.slice(0, 500), (block + block)[change]().slice(0, 500), change);
}
// A sigma at the end of a word, wherever the pieces meet.
const word = "xΣ ";
assert.same(word.repeat(50000).toLowerCase(), "xς ".repeat(50000), "final sigma");
assert.same("xΣ".repeat(50000).toLowerCase(), "xσ".repeat(49999) + "xς", "sigma in a word");
assert.same("ABC".repeat(50000).toLowerCase(), "abc".repeat(50000), "ASCII");
const marks = "e\u0301a\u0323\u0302".repeat(20000);
assert.same(marks.normalize("NFC"), "é\u1ead".repeat(20000), "NFC");
assert.same(marks.normalize("NFC").normalize("NFD"), marks, "NFD");
assert.same("\u0301".repeat(100000).normalize().length, 100000, "no place to cut");
assert.same(JSON.parse(JSON.stringify(long)), long, "JSON");
assert.same(JSON.stringify("\ud83d\ude00".repeat(70000)).length, 140002, "pairs");
for (const unit of ["x", "ab", "abc", "語", "\ud83d\ude00b"]) {
  for (const count of [1, 2, 3, 1000, 300000]) {
    const s = unit.repeat(count);
    assert.same(s.length, unit.length * count, "length");
    assert.same(s.replaceAll(unit, ""), "", "repeat " + unit);
  }
}
assert.same("abc".padStart(100001, "xy").slice(-5), "xyabc", "padStart");
// Parts that nearly stand at every place.
const near = "a".repeat(1 << 18);
assert.same(near.indexOf("a".repeat(1 << 17) + "b"), -1, "indexOf");
assert.same(near.lastIndexOf("b" + "a".repeat(1 << 17)), -1, "lastIndexOf");
assert.same((near + "b").indexOf("a".repeat(1 << 17) + "b"), 1 << 17, "indexOf at the end");
assert.same(("b" + near).lastIndexOf("b" + "a".repeat(1 << 17)), 0, "lastIndexOf at the start");
assert.same(near.split("a".repeat(1 << 17) + "b").length, 1, "split");
assert.same(near.search(new RegExp("a".repeat(5000) + "b")), -1, "search");
// Periodic parts, against a plain search.
function plain(s, part) {
  for (let i = 0; i + part.length <= s.length; i++) if (s.slice(i, i + part.length) === part) return i;
  return -1;
}
for (let turn = 0; turn < 300; turn++) {
  const wide = turn % 3 ? "a" : "\u0100";
  const make = (length, period) => Array.from({ length: period }, () => (random(2) ? "b" : wide)).join("").repeat(99).slice(0, length);
  const part = make(66 + random(40), 1 + random(9));
  const s = make(random(150), 1 + random(9)) + (random(2) ? part : part.slice(1)) + make(random(90), 1 + random(9));
  const expected = plain(s, part);
  assert.same(s.indexOf(part), expected, "indexOf " + turn);
  assert.same(s.split(part)[0].length, expected < 0 ? s.length : expected, "split " + turn);
  const last = s.lastIndexOf(part);
  assert.same(last < 0 ? expected : plain(s.slice(last), part) + (s.indexOf(part, last + 1) < 0 ? 0 : 1), last < 0 ? -1 : 0, "lastIndexOf " + turn);
}
