// Parses a page again and again: node html_parser.js jsdom|parse5 FILE (the package in NODE_PATH). The best time counts.
"use strict";
const fs = require("node:fs");
const path = require("node:path");

const LEAST_RUNS = 3;
const BUDGET = 1000;
const [name, file] = process.argv.slice(2);

function parserNamed() {
  if (name === "jsdom") {
    const { JSDOM } = require("jsdom");
    return (text) => new JSDOM(text);
  }
  return require(name).parse;
}

function cpuTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const parse = parserNamed();
const text = fs.readFileSync(file, "utf8");
const times = [];
while (times.length < LEAST_RUNS || times.reduce((a, b) => a + b, 0) < BUDGET) {
  const before = cpuTime();
  parse(text);
  times.push(cpuTime() - before);
}
console.log(`RESULT ${path.parse(file).name} ${Math.min(...times).toFixed(3)}`);
