// Runs test262 sources in qjs: `qjs --std -m quickjs.js [--module] FILE...`. Realms, agents and detaching buffers
// are not within qjs's reach, so tests that need them fail. An uncaught error is `Name: message` and exit status 1.
import * as std from "std";

function fail(error) {
  const isObject = error !== null && typeof error === "object";
  const name = isObject && error.constructor ? error.constructor.name : typeof error;
  std.err.puts(`${name}: ${isObject ? error.message : String(error)}\n`);
  std.err.flush();
  std.exit(1);
}

const words = scriptArgs.slice(1);
const asModule = words[0] === "--module";
const files = asModule ? words.slice(1) : words;

const host = { global: globalThis, gc: () => std.gc(), evalScript: (source) => std.evalScript(source) };
Object.defineProperty(globalThis, "$262", { value: host, writable: true, configurable: true });
for (const name of ["console", "scriptArgs", "bjson", "os", "std"]) delete globalThis[name];

for (let index = 0; index < files.length; index++) {
  try {
    if (asModule && index === files.length - 1) await import(files[index]);
    else std.loadScript(files[index]);
  } catch (error) {
    fail(error);
  }
}
