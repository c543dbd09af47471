function plain(a, b) { var c = a + b; while (c < 10) { c++; if (c === 7) continue; } return [c, -a, a < b, !b, `${a}${b}`]; }
plain(1, 2); plain("x", {});
// ---
let outer = []; for (let i = 0; i < 3; i++) { outer.push(() => i++); } outer.map((f) => f() + f());
(function () { let a = 1; { let b = () => a + (typeof c); let c = 2; const d = () => { a = c; c++; return b() }; return d() } })();
// ---
class Base { #secret = 1; static count = 0; static { this.made = "yes" } constructor(x) { this.x = x; Base.count++ }
  get secret() { return this.#secret } set secret(v) { this.#secret = v } #hidden() { return #secret in this } check() { return this.#hidden() }
  static *[Symbol.iterator]() { yield this.count } }
class Derived extends Base { y = super.check(); constructor(...rest) { if (rest.length > 1) return {}; super(...rest); this.secret += 2 } check() { return super.check() && (() => super.secret)() } }
[new Derived(1).check(), new Derived(1, 2), ...Base, new (class extends Base {})(4).x];
// ---
function* numbers(n) { try { for (let i = 0; i < n; i++) { const sent = yield i; if (sent) n = sent } } finally { yield -1 } return 5 }
[...numbers(3)]; const g = numbers(9); g.next(); g.next(2); g.return(7); g.next();
function* outerNumbers() { const x = yield* numbers(2); yield x } [...outerNumbers()];
// ---
async function wait(x) { try { await x; for await (const y of [1, Promise.resolve(2)]) x += y; return x } catch (e) { return e } finally { await null } }
async function* stream() { try { yield 1; yield* stream2() } finally { await 0 } } async function* stream2() { yield await 2 }
wait(1); wait(Promise.reject(3)); (async () => { for await (const v of stream()) { if (v > 1) break } })();
// ---
const { a = 1, b: { c, ...deep } = { c: 2, d: 3 }, ["e" + "f"]: [h, , ...rest] = [1, 2, 3, 4] } = { x: 1 };
(function (p, { q } = { q: p }, ...others) { return [p, q, others.length, arguments.length] })(1, undefined, 3, 4);
for (const [k, v] of Object.entries({ a, c, deep, h, rest })) { if (k === "h") break }
// ---
function mapped(a, b) { arguments[0] = 5; b = arguments.length; delete arguments[1]; return [a, b, arguments.callee === mapped] } mapped(1, 2, 3);
function evil(s) { var v = 1; let w = 2; const inner = eval(s); return [v, w, inner, typeof made] } evil("var made = v + w; w = 9; () => w"); evil("this");
with ({ p: 1, q() { return this.p } }) { p = 3; q(); typeof unknown; delete p }
// ---
outerLoop: for (const key in { a: 1, b: 2, __proto__: { c: 3 } }) { switch (key) { case "a": continue outerLoop; case "b": { try { throw key } catch ({ length }) { if (length) break outerLoop } finally { key + 1 } } default: } }
function tries(n) { try { if (n) return n; throw new Error("e") } catch (e) { return e.message } finally { if (n > 1) return "last" } } [tries(0), tries(1), tries(2)];
// ---
const text = String.raw`a\n${1}` + /[a-z]+(?<n>\d)/giu.exec("ab1")?.groups.n + 12345678901234567890n * -3n + ("x" ?? 1) + (null?.y.z ?? "none");
let o = { get g() { return 1 }, set g(v) { this.v = v }, async m() {}, *n() {}, ["k" + 1]: 2, __proto__: { z: 1 }, ...{ s: 1 } }; o.g ||= 2; o.v ??= 3; delete o.s; o.m.name + o?.["k1"];
new Date(0) instanceof Date && "z" in o, void 0, typeof o, [1, , 3].length, 2 ** 10 % 7 | 1 & 3 ^ 5, ~1 << 2 >> 1 >>> 0, o = [o] == "x";
// ---
import { a as imported } from "other"; import * as names from "other"; export let mine = imported + 1; export default class { m() { return mine } } export function hoisted() { return names.a + mine }
hoisted(); const later = await import("other"); import.meta.url; (() => { try { return dead } catch { return later.a } })(); let dead = 1;
