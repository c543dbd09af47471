// Runs programs in node, each in a context of its own: a line of JSON in, a line of JSON out. The first line is the
// prelude, every other [text, limit in milliseconds].
"use strict";
const vm = require("vm");
const { isNativeError } = require("util").types;
const lines = require("readline").createInterface({ input: process.stdin });
let prelude = null;

process.on("unhandledRejection", () => {});

function nameOf(error) {
  return Object(error) === error && typeof error.name === "string" ? error.name : undefined;
}

function evaluate(text, context, limit) {
  try {
    vm.runInContext(text, context, { timeout: limit, displayErrors: false });
    return "";
  } catch (error) {
    // A proxy's traps would log what is asked of it.
    return isNativeError(error) && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT" ? "time" : "uncaught " + nameOf(error);
  }
}

function run(text, limit) {
  const context = vm.createContext({}, { microtaskMode: "afterEvaluate" });
  prelude.runInContext(context);
  const began = Date.now();
  let end = evaluate(text, context, limit);
  // The jobs are run after what does not throw.
  if (end && end !== "time" && evaluate("0", context, limit) === "time") end = "time";
  context.$end = end;
  const output = vm.runInContext("$lines.length ? $lines.join('\\n') + '\\n' + $end : $end", context);
  return [output, end === "time" ? "time" : "", Date.now() - began];
}

lines.on("line", (line) => {
  const message = JSON.parse(line);
  if (prelude === null) prelude = new vm.Script(message);
  else process.stdout.write(JSON.stringify(run(...message)) + "\n");
});
