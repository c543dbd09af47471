// What the methods of console write, compared with node's. Streams are compared apart.
console.log();
console.log("");
console.log("info follows");
console.info("info %s", 1);
console.debug("debug");
console.warn("warn", { a: 1 });
console.error("error %d", 5);

console.group("outer");
console.log("one\ntwo");
console.group();
console.log({ a: { b: 1 }, list: ["x".repeat(40), "y".repeat(40)] });
console.warn("to the other stream");
console.groupEnd();
console.groupCollapsed("collapsed", 1, 2);
console.info("inside");
console.groupEnd();
console.groupEnd();
console.groupEnd();
console.log("outside");

console.count();
console.count();
console.count("label");
console.countReset();
console.count();
console.count(undefined);
console.count("default");
console.count(5);

console.assert(true, "not shown");
console.assert(false);
console.assert(false, "shown %s", "with a format");
console.assert(0, { a: 1 }, 2);
console.assert();

console.dir({ a: { b: { c: { d: {} } } } });
console.dir({ a: { b: { c: { d: {} } } } }, { depth: 0 });
console.dir({ a: { b: { c: { d: { e: 1 } } } } }, { depth: null });
console.dir([1, 2, 3, 4, 5, 6, 7, 8], { maxArrayLength: 3 });
console.dir(["abcdef"], { maxStringLength: 3 });
console.dir({ b: 1, a: 2 }, { sorted: true });
console.dir({ a: 1, b: [1, 2] }, { compact: false });
console.dir({ a: { b: { c: 1 } } }, { compact: 1 });
console.dir({ a: "x".repeat(20), b: "y".repeat(20) }, { breakLength: 40 });
console.dir({ a: 1, f() {} }, { showHidden: true });
console.dir([1, [2]], { showHidden: true });
console.dir(new Proxy({ a: 1 }, { get: null }), { showProxy: true });
console.dir({ a: [1, "two", null, undefined, true, 3n, Symbol("s"), /r/g, new Date(0), () => 1] }, { colors: true });
console.dir(Array.from({ length: 20 }, (_, i) => i), { colors: true });
console.dir({ a: { b: { c: { d: 1 } } }, get g() { return 1 }, "k-k": [, 1], m: new Map([[1, "x"]]) }, { colors: true });
console.dir([Promise.resolve(1), new Map(), class A {}, new Number(3), new String("s")], { colors: true });
console.dir("top", { colors: true });
console.dir(new (class A { constructor() { this.x = 1; } get y() { return 1; } })(), { showHidden: true });
console.dirxml({ a: 1 }, 2);

console.table([[1, 2], [3, 4, 5]]);
console.table([{ a: 1, b: "x" }, { a: 2, c: true }]);
console.table([{ a: 1, b: "x" }, { a: 2, c: true }], ["b"]);
console.table([{ a: 1 }, 5, "six", null]);
console.table({ row1: { a: 1, b: { c: 1 } }, row2: { a: [1, 2, 3, 4], b: { x: 1, y: 2, z: 3 } } });
console.table(new Map([["a", 1], ["b", { c: 2 }]]));
console.table(new Set([1, "two"]));
console.table(new Map([["a", 1]]).entries());
console.table(new Map([["a", 1]]).keys());
console.table(new Set(["a"]).values());
console.table([]);
console.table({});
console.table("text");
console.table(5);
console.table(null);
console.table(() => 1);
console.table(["日本", "ü", "😀"]);
console.table([{ 2: "b", 1: "a", z: 1 }]);
console.table([1, 2], ["a"]);
console.group();
console.table([[1]]);
console.groupEnd();

console.log(Object.keys(console).includes("log"), String(console), typeof console.assert);
console.log("%s", console.log.name, console.table.length);
const { log } = console;
log("methods need no receiver");

class Deep { constructor(n) { if (n > 0) this.inner = new Deep(n - 1); } }
console.log(new Deep(5));
console.log([new Deep(1), new Deep(2)]);
console.log(Object.assign(() => {}, { [Symbol("x")]: new Deep(0) }));
console.log("lone \ud800 surrogate", ["lone \ud800 surrogate"]);
console.log(process_is_absent());
function process_is_absent() { return [1, , 3]; }
