// What every generated program can use. Nothing is printed that the standard leaves open: of an error only its name,
// and a message if the program wrote it (it begins with "m:").
var $lines = [], $size = 0, $fuel = 400;
const $symbol = Symbol("sym");

// What node 20 lacks is taken away, so that all engines have the same.
for (const [object, ...names] of [
  [globalThis, "Iterator", "Float16Array", "Intl", "WebAssembly"], [Object, "groupBy"], [Array, "fromAsync"], [Map, "groupBy"],
  [Math, "f16round", "sumPrecise"], [RegExp, "escape"], [Promise, "try", "withResolvers"],
  [Set.prototype, "union", "intersection", "difference", "symmetricDifference", "isSubsetOf", "isSupersetOf", "isDisjointFrom"],
  [ArrayBuffer.prototype, "transfer", "transferToFixedLength", "detached"], [DataView.prototype, "getFloat16", "setFloat16"],
  [Object.getPrototypeOf(Object.getPrototypeOf([].values())), "constructor", "map", "filter", "take", "drop", "flatMap",
    "reduce", "toArray", "forEach", "some", "every", "find", Symbol.toStringTag],
])
  for (const name of names) delete object[name];

const $intrinsics = new Set(Reflect.ownKeys(globalThis).flatMap((name) => [globalThis[name], globalThis[name]?.prototype]));
$intrinsics.delete(globalThis);
$intrinsics.delete(undefined);
for (const o of [[].values(), "".matchAll(/a/g), new Map().keys(), new Set().keys(), (function* () {})(), Int8Array.prototype])
  $intrinsics.add(Object.getPrototypeOf(o));
const $isIntrinsic = Set.prototype.has.bind($intrinsics);

function $() {
  if (--$fuel < 0) throw new RangeError("m:fuel");
}

const $escape = JSON.stringify, $ownKeys = Reflect.ownKeys, $describe = Object.getOwnPropertyDescriptor;
const $tagOf = Function.prototype.call.bind(Object.prototype.toString), $isArray = Array.isArray;
const $mapEach = Function.prototype.call.bind(Map.prototype.forEach);
const $setEach = Function.prototype.call.bind(Set.prototype.forEach);
const $dateTime = Function.prototype.call.bind(Date.prototype.getTime);
const $typedName = Function.prototype.call.bind($describe(Object.getPrototypeOf(Int8Array.prototype), Symbol.toStringTag).get);

function $text(s) {
  return s.length > 60 ? $escape(s.slice(0, 60)) + "+" + s.length : $escape(s);
}

function $show(v, depth) {
  switch (typeof v) {
    case "string": return $text(v);
    case "number": return Object.is(v, -0) ? "-0" : "" + v;
    case "bigint": { const s = "" + v; return s.length > 60 ? s.slice(0, 60) + "+" + s.length : s + "n"; }
    case "symbol": return v.description === undefined ? "Symbol()" : "Symbol(" + $text(v.description) + ")";
    case "function": return $showFunction(v);
    case "object": break;
    default: return "" + v;
  }
  if (v === null) return "null";
  if (v === globalThis) return "<global>";
  if ($isIntrinsic(v)) return "<intrinsic>"; // the standard does not order their properties
  if (depth > 3) return "<deep>";
  try {
    return $showObject(v, depth);
  } catch (e) {
    return "<threw " + (e instanceof Error ? e.name : typeof e) + ">";
  }
}

function $showFunction(f) {
  const d = $describe(f, "name"), l = $describe(f, "length");
  return "<function " + (d ? typeof d.value === "string" ? $text(d.value) : "?" : "-") + "/" + (l ? "" + l.value : "-") + ">";
}

function $showObject(v, depth) {
  if (v instanceof Error) {
    const m = $describe(v, "message");
    return "<" + v.name + (m && typeof m.value === "string" && m.value.startsWith("m:") ? " " + $text(m.value) : "") + ">";
  }
  let text = $tagOf(v).slice(8, -1);
  // V8 says what the prototype is, if that is a proxy.
  if (text === "Array" || text === "Object") text = $isArray(v) ? "Array" : "Object";
  const typed = $typedName(v);
  if (typed) text = typed + (typed === text ? "" : text) + "#" + v.length;
  else if (v instanceof Map) $mapEach(v, (x, k) => { text += " " + $show(k, depth + 1) + "=>" + $show(x, depth + 1); });
  else if (v instanceof Set) $setEach(v, (x) => { text += " " + $show(x, depth + 1); });
  else if (v instanceof Date) text += " " + $dateTime(v);
  else if (v instanceof RegExp) text += " " + v;
  else if (v instanceof ArrayBuffer) text += " " + v.byteLength;
  else if ($isArray(v)) text += "#" + v.length;
  let count = 0;
  for (const key of $ownKeys(v)) {
    if (key === "length" && $isArray(v)) continue;
    if (++count > 24) return "{" + text + " ...}";
    const d = $describe(v, key);
    if (!d) continue;
    const mark = (d.enumerable ? "" : "!") + (d.configurable ? "" : "?") + (d.writable || d.get || d.set ? "" : "=");
    const value = "value" in d ? $show(d.value, depth + 1) : d.get ? d.set ? "<accessor>" : "<getter>" : "<setter>";
    text += " " + mark + (typeof key === "symbol" ? $show(key, 0) : key) + ":" + value;
  }
  return "{" + text + "}";
}

function $log(...values) {
  if ($size > 8000) return;
  let line = "";
  for (let i = 0; i < values.length; i++) line += (i ? " " : "") + $show(values[i], 0);
  $size += line.length + 1;
  $lines[$lines.length] = line;
}

// A caught error without what engines word as they like.
function $caught(e) {
  if (e instanceof Error) {
    delete e.stack;
    if (!e.message.startsWith("m:")) e.message = "native";
  }
  return e;
}

// What a comparator may compare: where it contradicts itself the order is left open.
function $rank(v) {
  if (typeof v === "number") return v > 1000 ? 1000 : v < -1000 ? -1000 : v === v ? v : 2000;
  return typeof v === "string" ? 3000 + v.length : 4000;
}

function $cut(value) {
  return typeof value === "string" && value.length > 300 ? value.slice(0, 100) : value;
}

let $counter = 0;
function $t(value) {
  $log("t" + ++$counter);
  return value;
}

function $coerces(id, value) {
  return {
    valueOf() { $log("valueOf", id); return value; },
    toString() { $log("toString", id); return "" + id; },
  };
}

function $thenable(value) {
  return { then(resolve) { $log("then", value); resolve(value); } };
}

function $tag(strings, ...values) {
  return strings.raw.join("|") + "/" + values.length;
}

function* $gen(count) {
  try {
    for (let i = 0; i < count; i++) $log("sent", yield i);
  } finally {
    $log("closed");
  }
}

async function* $agen(count) {
  try {
    for (let i = 0; i < count; i++) yield i;
  } finally {
    $log("async closed");
  }
}

function $iterator(list) {
  let at = 0;
  return {
    [Symbol.iterator]() { $log("iterator"); return this; },
    next() { $log("next"); $(); return at < list.length ? { done: false, value: list[at++] } : { done: true, value: "end" }; },
    return(value) { $log("return", value); return {}; },
  };
}

function $proxy(target) {
  if (typeof target !== "object" || target === null) return target;
  const handler = {};
  for (const trap of Object.getOwnPropertyNames(Reflect))
    handler[trap] = function (t, key, ...rest) { $(); $log("trap " + trap, typeof key === "object" ? "" : key); return Reflect[trap](t, key, ...rest); };
  return new Proxy(target, handler);
}

function $drain(iterator, ...sent) {
  $log(iterator);
  if (!iterator || typeof iterator.next !== "function") return;
  for (let i = 0; i < 6; i++) {
    const step = iterator.next(sent[i]);
    $log(step);
    if (!step || step.done) break;
  }
  if (typeof iterator.return === "function") $log(iterator.return("r"));
}

async function $drainAsync(iterator, ...sent) {
  try {
    for (let i = 0; i < 6; i++) {
      const step = await iterator.next(sent[i]);
      $log(step);
      if (step.done) break;
    }
    $log(await iterator.return("r"));
  } catch (e) {
    $log("async thrown", e);
  }
}

function $settle(promise) {
  Promise.resolve(promise).then((v) => $log("settled", v), (e) => $log("rejected", e));
}

function $use(object) {
  $log(object);
  const prototype = Object.getPrototypeOf(object);
  for (const key of $isIntrinsic(prototype) ? [] : $ownKeys(prototype)) {
    if (key === "constructor") continue;
    try {
      const value = object[key];
      $log(key, typeof value === "function" ? value.call(object) : value);
    } catch (e) {
      $log(key, e);
    }
  }
}
