// Opens a local page in happy-dom, console to stdout, and ends when the page says DONE: node happy_dom.js FILE
// (happy-dom in NODE_PATH).
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { Browser } = require("happy-dom");

// The page's console is handed over as text lines.
function relay(text) {
  fs.writeSync(1, `${text}\n`);
  if (text === "DONE") process.exit(0);
}

const file = path.resolve(process.argv[2]);
const browser = new Browser({
  console: { ...console, log: relay },
  settings: { enableJavaScriptEvaluation: true, suppressInsecureJavaScriptEnvironmentWarning: true },
});
const page = browser.newPage();
page.url = `file://${file}`;
page.content = fs.readFileSync(file, "utf8");
page.waitUntilComplete();
