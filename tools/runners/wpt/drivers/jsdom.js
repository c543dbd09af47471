// Opens a page in jsdom and writes its console to stdout, to compare with: node jsdom.js URL (jsdom in NODE_PATH).
"use strict";
const fs = require("node:fs");
const { JSDOM, VirtualConsole } = require("jsdom");

const virtualConsole = new VirtualConsole();
virtualConsole.on("log", (text) => fs.writeSync(1, `${text}\n`));
JSDOM.fromURL(process.argv[2], {
  runScripts: "dangerously",
  resources: "usable",
  pretendToBeVisual: true,
  virtualConsole,
}).catch((error) => {
  console.error(error);
  process.exit(1);
});
