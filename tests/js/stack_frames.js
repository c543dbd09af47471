// Frames of stacks: functions that await are told, constructors of the error itself are not.
// prints: leaf | async middle | async outer | async first | async loop
// prints: first | async loop
// prints: sync | first
// prints: in loop: async
function names(stack) {
  const lines = stack.split("\n").filter((line) => line.startsWith("    at "));
  return lines.map((line) => line.replace(/^ {4}at /, "").replace(/ \(.*$/, "").replace(/^.*\.js:.*$/, ""));
}
class Derived extends Error {}
class Explicit extends Derived {
  constructor(message) {
    super(message);
  }
}
function make() {
  return new Explicit("x");
}
assert.same(names(make().stack)[0], "make", "explicit constructor");
assert.same(new Explicit("x").stack.split("\n")[0], "Error: x", "header");
function captured() {
  const o = { name: "Name", message: "text" };
  Error.captureStackTrace(o, captured);
  return o;
}
function caller() {
  return captured().stack;
}
assert.same(names(caller())[0], "caller", "captureStackTrace");
assert.same(caller().split("\n")[0], "Name: text", "captured header");
const changed = new Error("before");
changed.name = "Changed";
changed.message = "after";
assert.same(changed.stack.split("\n")[0], "Changed: after", "the header is made when it is asked for");
changed.message = "later";
assert.same(changed.stack.split("\n")[0], "Changed: after", "and kept");

async function leaf() {
  await null;
  throw new Error("leaf");
}
async function middle() {
  await leaf();
}
async function outer() {
  try {
    await middle();
  } catch (error) {
    print(names(error.stack).join(" | "));
  }
}
function sync() {
  return names(new Error("sync").stack).slice(0, 2).join(" | ");
}
async function first() {
  await outer();
  const here = names(new Error("here").stack);
  print(here.join(" | "));
  await 1;
  print(sync());
}
async function loop() {
  await first();
  for await (const value of [Promise.resolve(1)]) {
    const inner = async () => {
      await value;
      return names(new Error("in loop").stack);
    };
    print("in loop: " + (await inner()).at(-1).split(" ")[0]);
  }
}
loop();
