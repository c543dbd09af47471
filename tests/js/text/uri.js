// encodeURI and its relatives, escape and unescape.
"use strict";
assert.same(encodeURIComponent("a b&ü€\u{1F600};,/?"), "a%20b%26%C3%BC%E2%82%AC%F0%9F%98%80%3B%2C%2F%3F");
assert.same(encodeURI("a b&ü€\u{1F600};,/?#"), "a%20b&%C3%BC%E2%82%AC%F0%9F%98%80;,/?#");
assert.same(decodeURIComponent("a%20b%26%C3%BC%E2%82%AC%F0%9F%98%80"), "a b&ü€\u{1F600}");
assert.same(decodeURI("%23%2f%41%c3%bc"), "%23%2fAü");
for (const lone of ["\ud800", "\udc00", "a\ud800b", "\udc00\ud800"])
  assert.same(assert.throws(URIError, () => encodeURI(lone)).message, "URI malformed");
for (const text of ["%", "%4", "%zz", "%80", "%c3", "%c3a", "%c0%80", "%e0%80%80", "%ed%a0%80", "%f4%90%80%80", "%f8%88%80%80%80"])
  assert.throws(URIError, () => decodeURIComponent(text), text);
assert.same(escape("a b+ü€@*_-./"), "a%20b+%FC%u20AC@*_-./");
assert.same(unescape("%u20AC%FC%41%u12%zz%"), "€üA%u12%zz%");
