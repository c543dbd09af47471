// Opens a local page in linkedom, console to stdout, and ends when the page says DONE: node linkedom.js FILE (linkedom
// in NODE_PATH). It does not run scripts: they are run here, in order, with its names as node's own globals.
"use strict";
const fs = require("node:fs");
const vm = require("node:vm");
const linkedom = require("linkedom");

const { window, document } = linkedom.parseHTML(fs.readFileSync(process.argv[2], "utf8"));
console.log = (text) => {
  fs.writeSync(1, `${text}\n`);
  if (text === "DONE") process.exit(0);
};
for (const [name, value] of Object.entries(linkedom)) {
  // Events must be linkedom's; what else node has, it keeps.
  if (!(name in globalThis) || name.endsWith("Event") || name === "EventTarget") globalThis[name] = value;
}
for (const name of ["customElements", "MutationObserver", "getComputedStyle"]) globalThis[name] = window[name];
for (const name of ["addEventListener", "removeEventListener", "dispatchEvent"]) {
  globalThis[name] = window[name].bind(window);
}
globalThis.document = document;
globalThis.window = globalThis.self = globalThis;
for (const script of document.querySelectorAll("script")) vm.runInThisContext(script.textContent);
