// Runs test262 sources in a fresh context of node: the host object $262 over node:vm.
// Usage: node --experimental-vm-modules --expose-gc node.js [--module] FILE...
// An uncaught error is `PHASE Name: message` on stderr and exit status 1.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");
const { Worker, workerData, isMainThread } = require("node:worker_threads");

function fail(phase, error) {
  const isObject = error !== null && typeof error === "object";
  const name = isObject && error.constructor ? error.constructor.name : typeof error;
  fs.writeSync(2, `${phase} ${name}: ${isObject ? String(error.message).split("\n")[0] : String(error)}\n`);
  process.exit(1);
}

const print = (value) => fs.writeSync(1, `${value}\n`);

const clock = {
  sleep: (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms),
  monotonicNow: () => performance.now(),
};

// Shared state of agents, in words: 0 broadcasts made, 1 agents that took the last one, 2 agents started.
function makeMainAgent() {
  const state = new Int32Array(new SharedArrayBuffer(12));
  const { receiveMessageOnPort } = require("node:worker_threads");
  const workers = [];
  const reports = [];
  return {
    ...clock,
    start(source) {
      const channel = new MessageChannel();
      reports.push(channel.port1);
      channel.port1.unref();
      const worker = new Worker(__filename, {
        workerData: { source, state, port: channel.port2 },
        transferList: [channel.port2],
      });
      worker.unref();
      workers.push(worker);
      while (Atomics.load(state, 2) < workers.length) clock.sleep(1);
    },
    broadcast(buffer, number) {
      Atomics.store(state, 1, 0);
      for (const worker of workers) worker.postMessage({ buffer, number });
      Atomics.add(state, 0, 1);
      Atomics.notify(state, 0);
      while (Atomics.load(state, 1) < workers.length) clock.sleep(1);
    },
    getReport() {
      for (const port of reports) {
        const message = receiveMessageOnPort(port);
        if (message) return message.message;
      }
      return null;
    },
  };
}

function runAgent({ source, state, port }) {
  const { parentPort, receiveMessageOnPort } = require("node:worker_threads");
  const agent = {
    ...clock,
    receiveBroadcast(callback) {
      let received;
      while (!(received = receiveMessageOnPort(parentPort))) clock.sleep(1);
      Atomics.add(state, 1, 1);
      callback(received.message.buffer, received.message.number);
    },
    report: (message) => port.postMessage(String(message)),
    leaving() {},
  };
  globalThis.$262 = { agent };
  Atomics.add(state, 2, 1);
  vm.runInThisContext(source);
}

function importer(base, context) {
  return async (specifier) => {
    const module = await loadModule(path.resolve(path.dirname(base), specifier), context);
    if (module.status === "unlinked") await module.link((name, from) => linked(name, from, context));
    await module.evaluate();
    return module;
  };
}

const modules = new Map();

async function loadModule(file, context) {
  if (modules.has(file)) return modules.get(file);
  const source = fs.readFileSync(file, "utf8");
  const options = { context, identifier: file, importModuleDynamically: importer(file, context) };
  let module;
  if (file.endsWith(".json")) {
    module = new vm.SyntheticModule(["default"], () => module.setExport("default", JSON.parse(source)), options);
  } else {
    module = new vm.SourceTextModule(source, options);
  }
  modules.set(file, module);
  return module;
}

const linked = (specifier, from, context) =>
  loadModule(path.resolve(path.dirname(from.identifier), specifier), context);

function makeRealm() {
  const context = vm.createContext({});
  const global = vm.runInContext("this", context);
  const host = vm.runInContext("({})", context);
  const evalScript = (source) => vm.runInContext(source, context);
  Object.assign(host, {
    global,
    evalScript,
    gc: () => globalThis.gc(),
    detachArrayBuffer: (buffer) => void structuredClone(buffer, { transfer: [buffer] }),
    createRealm: () => makeRealm().host,
    agent: makeMainAgent(),
  });
  for (const [name, value] of [["$262", host], ["print", print]]) {
    Object.defineProperty(global, name, { value, writable: true, configurable: true, enumerable: false });
  }
  return { context, host };
}

async function runModule(file, context) {
  let phase = "parse";
  try {
    const module = await loadModule(file, context);
    phase = "resolution";
    await module.link((name, from) => linked(name, from, context));
    phase = "runtime";
    await module.evaluate();
  } catch (error) {
    fail(phase, error);
  }
}

function runScript(file, context, base) {
  let script;
  try {
    script = new vm.Script(fs.readFileSync(file, "utf8"), {
      filename: file,
      importModuleDynamically: importer(base, context),
    });
  } catch (error) {
    fail("parse", error);
  }
  try {
    script.runInContext(context);
  } catch (error) {
    fail("runtime", error);
  }
}

function main(words) {
  const asModule = words[0] === "--module";
  const files = asModule ? words.slice(1) : words;
  const { context } = makeRealm();
  files.forEach((file, index) => {
    if (asModule && index === files.length - 1) runModule(file, context);
    // The working directory is the test's own folder, wherever its rewritten text lies.
    else runScript(file, context, path.join(process.cwd(), path.basename(file)));
  });
}

process.on("unhandledRejection", () => {});
if (isMainThread) main(process.argv.slice(2));
else runAgent(workerData);
