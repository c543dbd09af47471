// JSON: texts, errors, what scripts may do in the middle.
"use strict";

// Errors say where, in V8's words.
for (const [text, message] of [
  ["", "Unexpected end of JSON input"],
  ["{", "Expected property name or '}' in JSON at position 1"],
  ["[1 2]", "Expected ',' or ']' after array element in JSON at position 3"],
  ['{"a" 1}', "Expected ':' after property name in JSON at position 5"],
  ['{"a":1,}', "Expected double-quoted property name in JSON at position 7"],
  ['{"a":1,"b" 1}', "Unexpected number in JSON at position 11"],
  ["1 2", "Unexpected non-whitespace character after JSON at position 2"],
  ["01", "Unexpected number in JSON at position 1"],
  ["1.", "Unterminated fractional number in JSON at position 2"],
  ['"a\\x"', "Bad escaped character in JSON at position 3"],
  ['"\n"', "Bad control character in string literal in JSON at position 1"],
  ["nulx", "Unexpected token 'x', \"nulx\" is not valid JSON"],
  ["[1,2,3,4,5,6,7,8,9,10,11,x]", "Unexpected token 'x', ...\"8,9,10,11,x]\" is not valid JSON"],
  [undefined, "\"undefined\" is not valid JSON"],
]) assert.same(assert.throws(SyntaxError, () => JSON.parse(text)).message, message, String(text));

// There and back, in one byte and in two.
for (const text of [
  '{"a":[1,-2,0.5,1e+21,{"b":null}],"c":{},"":"","__proto__":true}',
  '["é","\u1234","\u{1F600}","\\ud800","\\u0000\\b\\t\\n\\f\\r\\"\\\\"]',
  '[{"x":1,"y":2},{"x":3,"y":4},{"y":5,"x":6},{"x":7}]',
  "[2147483647,2147483648,-2147483648,9007199254740991,123456789012345680000]",
]) assert.same(JSON.stringify(JSON.parse(text)), text);
assert.same(Object.is(JSON.parse("-0"), -0), true);
assert.items(Object.keys(JSON.parse('{"b":1,"1":2,"a":3,"0":4,"b":5}')), ["0", "1", "b", "a"]);
assert.same(JSON.parse('{"b":1,"\\u0062":5}').b, 5);

// More properties than a shared shape holds; an object in a chain of transitions that others took.
const wide = {};
for (let i = 0; i < 500; i++) wide["key" + i] = { i };
assert.same(JSON.stringify(JSON.parse(JSON.stringify(wide))), JSON.stringify(wide));

assert.same(JSON.stringify({ a: [1, { b: 2 }], c: [], d: {} }, null, 2),
  '{\n  "a": [\n    1,\n    {\n      "b": 2\n    }\n  ],\n  "c": [],\n  "d": {}\n}');
assert.same(JSON.stringify({ b: 1, a: { b: 2, c: 3 } }, ["a", "b", "a"]), '{"a":{"b":2},"b":1}');

// Scripts that change what is being written.
const changing = { get x() { delete this.z; this.w = 1; return 1; }, y: 2, z: 3 };
assert.same(JSON.stringify(changing), '{"x":1,"y":2}');
const shrinking = [{ toJSON() { shrinking.length = 1; return 0; } }, 1, 2];
assert.same(JSON.stringify(shrinking), "[0,null,null]");
const late = [{ get a() { Object.prototype.toJSON = () => "late"; return 1; } }, {}];
assert.same(JSON.stringify(late), '[{"a":1},"late"]');
delete Object.prototype.toJSON;

// Depth and circles.
let deep = [];
for (let i = 0; i < 200000; i++) deep = [deep];
assert.throws(RangeError, () => JSON.stringify(deep));
const circle = { a: [{}] };
circle.a[0].b = circle;
assert.same(assert.throws(TypeError, () => JSON.stringify(circle)).message,
  "Converting circular structure to JSON\n    --> starting at object with constructor 'Object'\n" +
  "    |     property 'a' -> object with constructor 'Array'\n" +
  "    |     index 0 -> object with constructor 'Object'\n    --- property 'b' closes the circle");
