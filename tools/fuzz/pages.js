// Calls what the Web APIs declare at random, on objects and with arguments that change the page in the middle of a call.
// SEED, CALLS and the tables INTERFACES, SIGNATURES (types of arguments by "Interface.member"), DICTIONARIES (types of
// members by name) and WORDS (of enumerations) are put in by pages.py.
"use strict";

let seed = SEED;
const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
const choose = (list) => list[random(list.length)];
const { apply, construct, ownKeys, getOwnPropertyDescriptor: describe } = Reflect;
const { error: tell } = console;
const { isPrototypeOf } = Object.prototype;

// An exception of Python's that no standard knows comes as an Error whose message begins with its class.
const internal = /^[A-Za-z_.]*(Error|Exception|Warning|Iteration|Exit): /;
const reported = new Set();
const look = (error, what) => {
  if (!(error instanceof Error) || error.name !== "Error" || error instanceof DOMException) return;
  const message = String(error.message);
  if (internal.test(message) && !reported.has(message)) reported.add(message), tell("FINDING", what, message, error.stack);
};

const members = new Map();
const signatures = SIGNATURES, dictionaries = DICTIONARIES;
const KEYS = [...new Set(Object.values(dictionaries).flatMap(Object.keys))];
for (const name of INTERFACES) {
  const C = window[name];
  if (typeof C !== "function" || !C.prototype) continue;
  const own = [];
  members.set(name, own);
  const add = (holder, isStatic) => {
    for (const key of ownKeys(holder)) {
      const d = describe(holder, key);
      if (key === "constructor" || (isStatic && typeof d.value !== "function")) continue;
      if (/^on/.test(String(key)) && random(30)) continue; // they are many, and all the same
      own.push({ name, key, isStatic, value: d.value, get: d.get, set: d.set });
    }
  };
  add(C.prototype, false);
  add(C, true);
  if (signatures[`${name}.new`] || random(20) === 0) own.push({ name, key: "new", constructor: C });
}
for (const key of ownKeys(window)) {
  if (/^on/.test(String(key))) continue;
  const d = describe(window, key);
  if ((typeof d.value === "function" && !/^[A-Z]/.test(String(key)) && !["eval", "setInterval"].includes(key)) || d.get || d.set)
    members.get("Window").push({ name: "Window", key, value: d.value, get: d.get, set: d.set });
}

// What calls are made on, by interface.
const pool = [], instances = new Map(INTERFACES.map((name) => [name, []]));
const keep = (o) => {
  if (Object(o) !== o) return;
  if (pool.length < 150) pool.push(o);
  else pool[random(pool.length)] = o;
  for (const [name, list] of instances) {
    const C = window[name];
    if (typeof C !== "function" || !apply(isPrototypeOf, C.prototype, [o])) continue;
    if (list.length < 12) list.push(o);
    else list[random(12)] = o;
  }
};
const instance = (name) => (instances.get(name)?.length ? choose(instances.get(name)) : choose(pool));

const tags = ["div", "ol", "li", "dl", "meter", "progress", "output", "fieldset", "legend", "datalist", "optgroup", "map", "area", "base", "link", "meta", "style", "title", "img", "object", "embed", "video", "audio", "canvas", "caption", "col", "tbody", "font", "marquee", "frameset", "picture", "source", "data", "time", "ins", "q", "pre", "br", "hr", "math", "p", "span", "table", "tr", "td", "select", "option", "input", "form", "template", "svg", "a", "iframe", "slot", "script", "x-hostile", "x-plain", "textarea", "button", "label", "dialog", "details"];
const html = ["", "x", "<b>", "<p id=a>x<p>", "<table><tr><td>x", "<template><i>", "<svg><foreignObject><p>", "<select><option selected>", "<x-hostile a=1>", "<x-plain>", "<slot name=s></slot>",
  "<form><input name=x required><button>", "<iframe srcdoc='<p>x<script>parent.y = 1</script>'></iframe>", "<input type=radio name=r checked>", "<div slot=s>", "</p>&#0;", "<!--x-->", "<style>a{}</style>",
  "<div><template shadowrootmode=open><slot></slot></template>x</div>", "<script>document.body?.append(document.currentScript ?? '')</script>", "<a href=#f>x</a>", "<label for=a>", "<details open><summary>"];
const selectors = ["*", "div", "#a", ".b", "a, b", "p > *", ":is(:not(div))", ":has(> p)", ":nth-child(2n+1 of p)", "[a=1]", ":checked", "::before", "", "[", "a:not(", ":nth-child(99999999999999999999n)", "*|*", "x|y", ":host", ":scope > *", "\ud800", ":has(:has(a))"];
const texts = [...html, ...selectors, ...WORDS, ...KEYS, "a", "x-hostile", "id", "class", "style", "href", "onclick", "slot", "form", "name", "type", "value", "click", "text/html", "application/xml", "beforeend", "afterbegin",
  "http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg", "xml:a", "xmlns", "a:b:c", "about:blank", "data:text/html,<p>x", "javascript:void(document.body.textContent = 1)", "blob:x", "#f", "\0", "\ud800x", "\u{1f600}", "0", "1e400", "2026-11-21", "utf-8", "color: red; width: 1px !important", "(", "//a[1]", "count(//*)", "get", "POST", "return this", "nonsense("];
const primitives = [undefined, null, true, 0, -1, 1, 2, 3, 1.5, NaN, Infinity, -Infinity, 4294967295, 2147483648, -2147483649, 2 ** 53, 5n, Symbol.iterator, Symbol("s")];

const listed = [...members], notElements = listed.filter(([name]) => !/^HTML|Event$/.test(name));

let depth = 0;
const guarded = (f) => {
  if (depth > 6) return;
  depth++;
  try {
    return f();
  } finally {
    depth--;
  }
};
const surprise = (value) => (random(6) === 0 && disturb(), random(20) === 0 ? argument() : value);
const callback = () => function (...list) {
  for (const one of list) if (random(3) === 0) keep(one);
  if (random(2)) disturb();
  if (random(12) === 0) throw new EvalError("thrown");
  return random(2) ? argument() : choose([0, 1, 2, 3, true]);
};
const iterable = () => ({ *[Symbol.iterator]() { for (let n = random(4); n-- > 0; ) yield surprise(argument()); } });
const dictionary = (types) => {
  const o = random(8) ? {} : Object.create(choose(pool)), keys = types ? Object.keys(types) : KEYS;
  for (let n = random(2 + Math.min(keys.length, 6)); n-- > 0; ) {
    const key = choose(keys), value = types && random(8) ? typed(types[key]) : random(3) === 0 ? random(2) === 1 : argument();
    if (random(4)) o[key] = value;
    else Object.defineProperty(o, key, { get: () => surprise(value), enumerable: true, configurable: true });
  }
  return o;
};
const argument = () => {
  switch (random(14)) {
    case 0: return { valueOf: () => surprise(random(9)), toString: () => surprise(choose(texts)) };
    case 1: return callback();
    case 2: return choose([{ handleEvent: callback() }, { acceptNode: callback() }, { lookupNamespaceURI: callback() }]);
    case 3: return dictionary();
    case 4: return choose([[], [argument()], [choose(texts)], [[choose(texts), choose(texts)]], iterable(), new Uint8Array(random(9)), new ArrayBuffer(8), Promise.resolve(1), new Map([[1, {}]]), /x/g, new Date(0)]);
    case 5: case 6: case 7: return choose(texts);
    case 8: return choose(primitives);
    case 9: return random(5);
    case 10: return instance("Event");
    case 11: return choose(pool);
    default: return instance("Node");
  }
};

// An argument as it was declared, most of the time.
const typed = (names) => {
  const name = choose(names);
  if (instances.has(name)) return instance(name);
  if (name in dictionaries) return dictionary(dictionaries[name]);
  switch (name) {
    case "DOMString": case "USVString": case "ByteString": return random(9) ? choose(texts) : { toString: () => surprise(choose(texts)) };
    case "boolean": return random(2) === 1;
    case "callback": return random(4) ? callback() : { handleEvent: callback(), acceptNode: callback(), lookupNamespaceURI: callback() };
    case "sequence": return random(2) ? iterable() : [argument(), argument()];
    case "null": return null;
    case "number": return random(3) ? random(6) : random(4) ? choose(primitives) : { valueOf: () => surprise(random(9)) };
    default: return argument();
  }
};

const anyMember = () => {
  for (let tries = 0; tries < 20; tries++) {
    const [name, own] = choose(random(3) ? listed : notElements);
    if (own.length && (instances.get(name).length || random(4) === 0)) return choose(own);
  }
  return choose(members.get("Node"));
};
const perform = (member) => {
  const { name, key, value } = member;
  const what = `${name}.${String(key)}`;
  try {
    const list = [];
    const types = signatures[what];
    if (types && random(8)) {
      for (let i = 0; i < types.length && (i === 0 || random(12)); i++) list.push(random(12) ? typed(types[i]) : argument());
    } else for (let n = random(5); n-- > 0; ) list.push(argument());
    if (member.constructor !== undefined && key === "new") return keep(construct(member.constructor, list));
    const on = member.isStatic ? window[name] : random(25) ? instance(name) : choose(pool);
    if (typeof value === "function") keep(apply(value, on, list));
    else if (member.set && random(2)) apply(member.set, on, [types && random(6) ? typed(types[0]) : argument()]);
    else if (member.get) keep(apply(member.get, on, []));
    if (random(10) === 0) touch(on);
  } catch (error) {
    look(error, what);
  }
};
// What the syntax does with platform objects: their legacy keys, enumeration, iteration, deletion.
const touch = (o) => {
  const key = random(2) ? choose(texts) : random(4);
  switch (random(7)) {
    case 0: return o[key];
    case 1: return void (o[key] = argument());
    case 2: return delete o[key];
    case 3: return ownKeys(o).length;
    case 4: for (const one of o) if (random(3) === 0) keep(one), disturb(); return;
    case 5: for (const k in o) if (random(40) === 0) return k; return;
    default: return Object.defineProperty(o, key, { value: argument(), configurable: true, writable: true });
  }
};
const attempt = (what, f) => {
  try {
    f();
  } catch (error) {
    look(error, what);
  }
};
const disturb = () => guarded(() => {
  const node = instance("Node"), other = instance("Node");
  attempt("a disturbance", () => {
    switch (random(14)) {
      case 0: return node.remove();
      case 1: return node.append(other, choose(texts));
      case 2: return node.before(other);
      case 3: return node.replaceChildren(other);
      case 4: return void (node.innerHTML = choose(html));
      case 5: return node.setAttribute(choose(["id", "class", "slot", "name", "a", "style", "form", "is", "open", "checked", "type"]), choose(texts));
      case 6: return node.dispatchEvent(instance("Event"));
      case 7: return document.adoptNode(node);
      case 8: return node.click();
      case 9: return void (node.textContent = "t");
      case 10: return node.normalize();
      case 11: return keep(node.cloneNode(true));
      case 12: return node.addEventListener(choose(["click", "input", "x", "slotchange", "load", "toggle"]), callback(), dictionary());
      default: return perform(anyMember());
    }
  });
});

class Hostile extends HTMLElement {
  static observedAttributes = ["a", "id", "class", "slot"];
  static formAssociated = true;
  constructor() { super(); if (random(6) === 0) disturb(); if (random(9) === 0) throw new EvalError("thrown"); if (random(5) === 0) try { keep(this.attachShadow({ mode: "open" })); } catch {} }
  connectedCallback() { if (random(3) === 0) disturb(); }
  disconnectedCallback() { if (random(3) === 0) guarded(() => document.body?.append(this)); }
  adoptedCallback() { disturb(); }
  attributeChangedCallback(name) { if (random(3) === 0) guarded(() => this.setAttribute(name, random(3))); }
}

keep(window), keep(document), keep(document.documentElement), keep(document.createRange()), keep(new DOMParser().parseFromString("<a><b/></a>", "text/xml"));
attempt("start", () => (customElements.define("x-hostile", Hostile), customElements.define("x-plain", class extends HTMLElement {})));
for (const type of ["click", "Event", "UIEvent", "MouseEvent"]) attempt("start", () => keep(document.createEvent(type)));
for (const type of ["x", "click", "submit", "input"]) keep(new Event(type, { bubbles: true, cancelable: true, composed: true }));
for (const tag of tags) attempt("start", () => { const e = document.createElement(tag); keep(e); document.body.append(e); });
for (const e of document.querySelectorAll("*")) if (random(4) === 0) keep(e);
attempt("start", () => keep(new MutationObserver(callback())));
attempt("start", () => instance("MutationObserver").observe(document, { childList: true, attributes: true, subtree: true, characterData: true }));
const step = () => {
  perform(anyMember());
  if (random(4) === 0) disturb();
  if (random(50) === 0 && document.getElementsByTagName("*").length > 1000) document.body?.replaceChildren();
  // Subtrees that clones made large are let go.
  if (random(50) === 0) for (const list of [pool, ...instances.values()]) for (let i = list.length; i-- > 0; ) {
    const o = list[i];
    if (o instanceof Node && o.getRootNode().textContent?.length > 20000) list.splice(i, 1);
  }
};
const count = CALLS;
for (let i = 0; i < count; i++) step();
setTimeout(() => { for (let i = 0; i < count / 10; i++) step(); });
