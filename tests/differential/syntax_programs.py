"""Programs written by hand, with what the grammar alone must say of them (early errors come later)."""

# (text, whether the grammar accepts it)
SCRIPTS = [
    # Automatic semicolon insertion (12.10)
    ("a\nb", True), ("a b", False), ("a\n++b", True), ("a\n[]", False), ("a\n[0]", True), ("a\n()", True), ("a\n(b", False),
    ("a\n`b`", True), ("a\n/b/\n;", False), ("a\n/b/c", True), ("{ 1 2 } 3", False), ("{ 1\n2 } 3", True),
    ("for (a; b\n)", False), ("return_\na", True), ("do;while(0) x", True), ("do;while(0)\nx", True), ("if (a)\nelse b", False),
    ("let a\n[b] = c", True), ("var a\n(b)", True), ("x => {}\n(1)", True), ("x => {}\n/a/", True), ("x => {} (1)", False),
    ("throw\na", False), ("throw a", True), ("a: for(;;) { continue\na }", True), ("a\n?b:c", True), ("a\n.b", True), ("a\n=b", True),
    ("a\n=> b", False), ("async\na => b", True), ("async a\n=> b", False), ("async\nfunction f() {}", True), ("let\nlet", True),
    ("a /*\n*/ b", True), ("a /* */ b", False), ("a // c\nb", True), ("var a = 1\n-2", True), ("a\n!b", True), ("a\n!=b", True),
    # Regular expressions and division
    ("a / b / c", True), ("a = /b/ / c", True), ("(a) / b / c", True), ("{} /a/g", True), ("/[/]/", True), ("/a\n/", False),
    ("/a/gimsuyvd", True), ("/\\//", True), ("//", True), ("/*/", False), ("/(?:)/\\u0067", False), ("a++ / 2", True), ("`${a}` / b", True),
    ("if (a) /b/.c", True), ("typeof /a/", True), ("/=a/", True), ("a /= b", True), ("/a", False), ("/[]/]/", False),
    # Numbers
    ("1_000", True), ("1__0", False), ("1_", False), ("0_1", False), ("0x_1", False), ("0b12", False), ("010", True), ("08.5", True), ("010.5", False),
    ("1n", True), ("01n", False), ("1.5n", False), ("1e3n", False), ("0b1n", True), ("3in []", False), ("3.in", False), ("1..a", True), ("1.a", False),
    (".5e-3", True), (".e3", False), ("5.", True), ("0xg", False), ("1a", False), ("1\\u0061", False), ("1e", False), ("09", True), ("0_9", False),
    # Strings and templates
    ("'a\\\nb'", True), ("'a\nb'", False), ("'\u2028'", True), ("'\\x4'", False), ("'\\u{110000}'", True), ("'\\u{}'", False), ("'\\07'", True),
    ("`a${`b${c}`}d`", True), ("`a${b`", False), ("`\\u`", True), ("a`\\u`", True), ("`$`", True), ("`${}`", False), ("`$${a}$`", True), ("'", False),
    # Names
    ("\\u0061b = 1", True), ("v\\u0061r a", False), ("var yield, await, let, static, of, get, async", True), ("var if", False), ("a.if.class", True),
    ("\u00e9\u03c0\U00020000", True), ("a\u200d", True), ("\u200da", False), ("#a", False), ("\\u{61}", True), ("\\u006", False), ("enum", False),
    ("({if: 1, class() {}, get default() {}})", True), ("({if})", False), ("({async, get, set, static, of, await, yield})", True), ("a\u180eb", False),
    # Operators
    ("a ** b ** c", True), ("-a ** b", False), ("(-a) ** b", True), ("a ** -b", True), ("-a ** -b", False), ("typeof a ** 2", False), ("++a ** 2", True),
    ("a ?? b ?? c", True), ("a ?? (b || c)", True), ("a || b && c | d ^ e & f == g < h << i + j * k ** l", True), ("a in b instanceof c", True),
    ("a < b > c", True), ("a <!-- b\n", True), ("a --> b", True), ("\n--> b", True), ("/**/ --> b", True), ("a /*\n*/ --> b", True), ("a /**/ --> b", True),
    ("a = b = c", True), ("a + b = c", False), ("a ? b : c ? d : e", True), ("a ? b, c : d", False), ("a ?.5 : 1", True), ("a?.5:1", True), ("a &&= b ||= c ??= d", True),
    ("a >>>= b >>> c >> d", True), ("a, b, c", True), ("a,", False), ("#a in b", True), ("#a + b", False), ("1 + #a in b", True), ("(#a) in b", False),
    ("delete a.b, void 0, !~+-a", True), ("a++ ++", False), ("++ ++ a", True), ("a+++b", True), ("a+ ++b", True), ("a---b", True), ("a\n--\nb", True),
    # Left-hand sides
    ("new a", True), ("new a.b.c()", True), ("new new a()()", True), ("new a()[0]`b`.c()", True), ("new a?.b", False), ("new (a?.b)", True), ("new.target", True),
    ("new.tar", False), ("new import('a')", False), ("new (import('a'))", True), ("import('a')", True), ("import('a', b)", True), ("import('a', b,)", True), ("import()", False),
    ("import(...a)", False), ("import('a', b, c)", False), ("a?.b?.[c]?.(d).e", True), ("a?.`b`", False), ("a?.b`c`", False), ("a?.[b]\n`c`", False), ("a?.#b", True),
    ("super.a", True), ("super[a]", True), ("super()", True), ("super", False), ("new super()", False), ("new super.a()", True), ("a.#b", True), ("a.# b", False),
    ("f(a, ...b, c,)", True), ("f(,)", False), ("f(a,,b)", False), ("f(...)", False), ("a[b, c]", True), ("a[]", False), ("import.meta", True), ("this.a(null, true, false)", True),
    # Functions
    ("function f() {}", True), ("function () {}", False), ("(function () {})", True), ("(function f() {})", True), ("function* g() { yield; yield a; yield* b }", True),
    ("function* g() { yield\n* a }", False), ("function* g() { a ? yield : yield }", True), ("function* g() { f(yield, yield a) }", True), ("function* g() { 1 + yield }", False),
    ("function* g() { function yield() {} }", False), ("function* g() { (function yield() {}) }", True), ("function* yield() {}", True), ("(function* yield() {})", False),
    ("function* g() { yield => 1 }", False), ("function* g() { () => yield }", True), ("function* g() { yield\n/a/g }", True), ("function* g() { var yield }", False),
    ("async function f() { await a; await await b; -await c }", True), ("async function f() { await }", False), ("async function f() { await a ** b }", False),
    ("async function f() { () => await }", True), ("async function await() {}", True), ("(async function await() {})", False), ("async function f() { for await (a of b); }", True),
    ("for await (a of b);", False), ("async function* g() { yield await a; await (yield) }", True), ("function f(a, b = 1, {c}, [d], ...e) {}", True), ("function f(...a, b) {}", False),
    ("function f(a,) {}", True), ("function f(,) {}", False), ("function f(...a,) {}", False), ("function f(...a = 1) {}", False), ("function f(...[a, b]) {}", True),
    # Arrows
    ("a => b", True), ("() => {}", True), ("(a, b) => ({})", True), ("(a,) => 1", True), ("(a, ...b) => 1", True), ("(...a) => 1", True), ("(...a, b) => 1", False), ("()", False),
    ("(a, )", False), ("(...a)", False), ("((a)) => 1", True), ("a => b => c", True), ("a => {} + 1", False), ("a => {}, b", True), ("1 + a => b", False), ("!a => b", True),
    ("async a => await a", True), ("async (a) => await a", True), ("async (a, b) => {}", True), ("async () => {}", True), ("async (...a) => {}", True), ("async(a, ...b)", True),
    ("async\n(a) => 1", True), ("async (a)\n=> 1", False), ("async", True), ("async()", True), ("async(a).b => 1", True), ("async(a)(b)\n.c + d ? e : f", True), ("async a", False),
    ("(async => 1)", True), ("async => async => 1", True), ("async await => 1", False), ("a => { b }\n/c/g", True), ("f(a => b, c)", True), ("a ? (b) : c => d", True),
    ("a ? (b) => c : d => e", True), ("({a, b: [c]}) => 1", True), ("({a = 1}) => a", True), ("(a = b) => c", True), ("x = async function () {}", True), ("async x => x\n(1)", True),
    # Literals and patterns
    ("[,]", True), ("[a,,b,]", True), ("[...a, ...b]", True), ("[...]", False), ("({a, b, c: d, [e]: f, 'g': h, 1: i, ...j,})", True), ("({a b})", False), ("({,})", False),
    ("({get a() {}, set a(b) {}, async b() {}, *c() {}, async *d() {}})", True), ("({get a(b) {}})", False), ("({set a() {}})", False), ("({set a(...b) {}})", False),
    ("({get: 1, set: 2, async: 3, get() {}, set() {}, async() {}})", True), ("({async\na() {}})", False), ("({get\na() {}})", True), ("({a: 1, a() {}, [b]() {}, get [c]() {}})", True),
    ("({a = 1} = {})", True), ("[a, b = 1, ...c] = d", True), ("({a: [b], ...c} = d)", True), ("var {a, b: c = 1, [d]: e, ...f} = g", True), ("var [a, , b = 1, ...[c]] = d", True),
    ("var [...a, b] = c", False), ("var {...a, b} = c", False), ("var {...{a}} = b", False), ("var [...a,] = b", False), ("var {a.b} = c", False), ("var {1: a} = b", True),
    # Statements
    ("if (a) b; else c", True), ("if (a) function f() {} else function g() {}", True), ("if (a) async function f() {}", False), ("if (a) class B {}", False), ("if (a) let\nb", True),
    ("while (a) b", True), ("do a; while (b)", True), ("do a while (b)", False), ("for (;;) a", True), ("for (var a = 1, b; a; b) c", True), ("for (let of of of) a", True), ("for (let of a) b", False),
    ("for (let in a) b", True), ("for (let = 1;;) b", True), ("for (let;;) b", True), ("for (let [a] of b) c", True), ("for (async of a) b", False), ("for (async of => 1;;) b", True),
    ("for (a of b, c) d", False), ("for (a in b, c) d", True), ("for (var a in b) c", True), ("for (var a = b in c) d", True), ("for (a in b;;) c", False), ("for (a = (b in c);;) d", True),
    ("for (a ? b in c : d;;) e", True), ("for (var a = () => b in c;;) d", False), ("for (var a = () => { b in c };;) d", True), ("for (`${a in b}`;;) c", True), ("for (a[b in c];;) d", True),
    ("for (const a of b) c", True), ("for (a.b of c) d", True), ("for ([a] of b) c", True), ("for ({a} in b) c", True), ("for (let.a in b) c", True), ("for (let().a of b) c", True),
    ("switch (a) { case 1: b; break; default: c; case 2: }", True), ("switch (a) { case: }", False), ("try {} catch {}", True), ("try {} catch (a) {} finally {}", True), ("try {}", False),
    ("try {} catch ([a, {b}]) {}", True), ("try {} catch (a = 1) {}", False), ("with (a) b", True), ("a: b: c", True), ("a: function f() {}", True), ("a: async function f() {}", False),
    ("debugger", True), (";;;", True), ("{}", True), ("{ a: 1 }", True), ("let a, b = 1", True), ("const a = 1", True), ("let [a] = b", True), ("let [a]", True), ("l\\u0065t a", False),
    ("break a", True), ("return", True), ("#!/bin/sh\na", True), (" #!/bin/sh", False), ("--> a", True), ("<!-- a", True), ("class A { x = <!-- 1\n 2 }", True), ("else", False),
    # Classes
    ("class A {}", True), ("class A extends B {}", True), ("class A extends (b, c) {}", True), ("class A extends b = c {}", False), ("class {}", False), ("(class {})", True),
    ("(class A extends b.c(d) {})", True), ("class A { a; b = 1; 'c' = 2; [d] = 3; #e = 4; static f; static #g = 5 }", True), ("class A { a b }", False), ("class A { a\nb }", True),
    ("class A { get a() {} set a(b) {} static get c() {} static async *d() {} }", True), ("class A { get\na\nset\nb }", False), ("class A { get; set; static; async }", True),
    ("class A { static static; static get; static async; static a\n }", True), ("class A { static {} static { a; var b } }", True), ("class A { static { await } }", False),
    ("class A { a = b in c }", True), ("class A { a\n*b() {} }", True), ("class A { a = 1\n*b() {} }", False), ("class A { static async\na() {} }", True), ("class A { constructor() { super() } }", True),
    ("class A { #a() {} get #b() {} static async #c() {} }", True), ("class A { async *#a() { yield this.#a } }", True), ("class A { ; ; a() {} ; }", True), ("class A { a = yield }", True),
    ("class A { static a() {} static() {} static = 1 }", True), ("class A { 'constructor'() {} 1() {} [a]() {} }", True), ("class A { a: 1 }", False), ("class A { a, b }", False),
    ("function* g() { class A extends (yield) { [yield]() {} a = 1 } }", True), ("for (var a = class { b = c in d };;);", True), ("class A { accessor\na }", True),
    # Modules are not for scripts
    ("import a from 'a'", False), ("export var a", False), ("import 'a'", False), ("await a", False), ("await", True), ("a\0", False), ("", True), ("\ufeffa", True), ("a\ufeff+b", True),
]

MODULES = [
    ("import a from 'a'", True), ("import 'a'", True), ("import * as a from 'a'", True), ("import {a, b as c, default as d, 'e f' as g,} from 'a'", True), ("import a, {b} from 'a'", True),
    ("import a, * as b from 'a'", True), ("import {a}, b from 'a'", False), ("import {'a'} from 'a'", False), ("import {} from 'a' with {type: 'json', 'b': 'c',}", True), ("import a 'b'", False),
    ("import 'a' with {}", True), ("import {as} from 'a'; import {as as as} from 'a'", True), ("import {as as} from 'a'", False), ("import from from 'a'", True), ("import.meta", True),
    ("import('a')\nimport.meta.b", True), ("import\n('a')", True), ("{ import 'a' }", False), ("export {}", True), ("export {a, b as c, d as default, e as 'f g'}", True),
    ("export {a} from 'a'", True), ("export * from 'a'", True), ("export * as a from 'a'", True), ("export * as 'a b' from 'a' with {type: 'json'}", True), ("export default a", True),
    ("export default function () {}", True), ("export default function f() {}", True), ("export default async function () {}", True), ("export default async function* () {}", True),
    ("export default class {}", True), ("export default class A {}", True), ("export default async () => 1", True), ("export default (function () {})()", True), ("export default function () {}()", False),
    ("export default var a", False), ("export var a, b = 1", True), ("export let a", True), ("export const a = 1", True), ("export function f() {}", True), ("export async function f() {}", True),
    ("export class A {}", True), ("export a", False), ("export a = 1", False), ("export default let\na", True), ("await a", True), ("for await (a of b);", True), ("var await", False), ("await: a", False),
    ("function f() { await }", False), ("async () => await a", True), ("() => await a", False), ("a <!-- b", True), ("a\n--> b", False), ("<!-- a", False), ("class A { static { await a } }", True),
    ("export {default} from 'a'; export {default as a} from 'b'", True), ("export default from 'a'", False), ("import a from 'a' with {a: b}", False), ("class A extends await b {}", False),
    ("let {a = await b} = c", True), ("import {a as await} from 'b'", False), ("label: { break label }", True), ("yield = 1", True), ("export {a as if}", True), ("import {if} from 'a'", False),
]
