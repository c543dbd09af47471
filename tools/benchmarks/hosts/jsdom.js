// Opens a local page in jsdom, console to stdout, and ends when the page says DONE: node jsdom.js FILE (jsdom in
// NODE_PATH).
"use strict";
const fs = require("node:fs");
const { JSDOM, VirtualConsole } = require("jsdom");

const virtualConsole = new VirtualConsole();
virtualConsole.on("log", (text) => {
  fs.writeSync(1, `${text}\n`);
  if (text === "DONE") process.exit(0);
});
virtualConsole.on("jsdomError", (error) => fs.writeSync(2, `${error.message}\n`));
JSDOM.fromFile(process.argv[2], { runScripts: "dangerously", pretendToBeVisual: true, virtualConsole });
