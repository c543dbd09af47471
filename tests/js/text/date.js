// Dates: what holds in every time zone.
"use strict";

// Texts that name a moment, in the standard's format and in others.
for (const [text, time] of [
  ["2000-01-01", 946684800000],
  ["2000-01", 946684800000],
  ["+002000-01-01T00:00Z", 946684800000],
  ["2000-01-01T24:00:00Z", 946771200000],
  ["2000-01-01T10:00:00.123456Z", 946720800123],
  ["2000-01-01T05:30:00+05:30", 946684800000],
  ["Sat, 01 Jan 2000 00:00:00 GMT", 946684800000],
  ["Sat Jan 01 2000 00:00:00 GMT+0000 (somewhere)", 946684800000],
  ["1/1/2000 2:00 PM UTC", 946735200000],
  ["Dec 31 1999 19:00 EST", 946684800000],
  ["-000000-01-01T00:00Z", NaN],
  ["2000-13-01", NaN],
  ["2000-01-01T24:00:01Z", NaN],
  ["2000-1-1T10:00", NaN],
  ["2000-01-01: 10:11:12+02:00", 946714272000],
  ["2000 nonsense", NaN],
  ["", NaN],
]) assert.same(Date.parse(text), time, text);

// Every local time that exists is found again.
for (let month = 0; month < 48; month++) {
  const date = new Date(2019, month, 15, 12, 34, 56, 789);
  assert.same(new Date(String(date)).getTime(), date.getTime() - 789);
  assert.same(date.getHours() * 60 + date.getMinutes(), 12 * 60 + 34);
  const utc = Date.UTC(date.getFullYear(), date.getMonth(), date.getDate(), 12, 34, 56, 789);
  assert.same(utc - date.getTime(), 0 - date.getTimezoneOffset() * 60000);
}

// The ends of the range.
assert.same(new Date(8.64e15).toISOString(), "+275760-09-13T00:00:00.000Z");
assert.same(new Date(-8.64e15).toISOString(), "-271821-04-20T00:00:00.000Z");
assert.same(new Date(8.64e15 + 1).getTime(), NaN);
assert.same(Object.is(new Date(-0).getTime(), 0), true);
assert.same(assert.throws(RangeError, () => new Date(NaN).toISOString()).message, "Invalid time value");

assert.same(new Date(-62198755200000).toUTCString(), "Fri, 01 Jan -0001 00:00:00 GMT");

// Whatever is above the capital letters is a letter, and words after a number are none.
for (const text of ["{1}", "|1", "1}", "x|y|41/2"]) assert.same(new Date(text).getTime(), NaN);
