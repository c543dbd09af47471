// Assertions for the scripts in this folder: loaded before each of them, in the same realm.
"use strict";

class AssertionError extends Error {}
AssertionError.prototype.name = "AssertionError"; // no getter: what shows an uncaught error runs no script

function describe(value) {
  if (typeof value === "string") return JSON.stringify(value);
  if (Object.is(value, -0)) return "-0";
  if (typeof value === "bigint") return value + "n";
  if (Array.isArray(value)) return "[" + value.map(describe).join(", ") + "]";
  if (typeof value === "function") return "function " + value.name;
  return String(value);
}

function assert(condition, message) {
  if (condition !== true) throw new AssertionError(message || "expected true, got " + describe(condition));
}

// SameValue: NaN equals itself, 0 and -0 differ.
assert.same = function (actual, expected, message) {
  if (Object.is(actual, expected)) return;
  throw new AssertionError((message ? message + ": " : "") + "expected " + describe(expected) + ", got " + describe(actual));
};

// Arrays, item by item, arrays within arrays too.
assert.items = function (actual, expected, message) {
  assert.same(actual.length, expected.length, (message || "length") + " of " + describe(actual));
  for (let i = 0; i < expected.length; i++) {
    if (Array.isArray(expected[i])) assert.items(actual[i], expected[i], message);
    else assert.same(actual[i], expected[i], (message || "item") + " [" + i + "]");
  }
};

// The constructor must be exactly the one given.
assert.throws = function (constructor, action, message) {
  let thrown;
  try {
    action();
  } catch (error) {
    thrown = { error };
  }
  const expected = (message ? message + ": " : "") + "expected " + constructor.name;
  if (!thrown) throw new AssertionError(expected + ", nothing was thrown");
  const error = thrown.error;
  if (error === null || typeof error !== "object" || error.constructor !== constructor) {
    throw new AssertionError(expected + ", got " + describe(error));
  }
  return error;
};
