r"""What programs are made of. In a template stand places, which the writer fills in:

- `@n @s @b @i @a @o @f @m @w @t @d @r @z @x`: an expression that is a number, string, boolean, BigInt, array, object,
  function, Map, Set, typed array, Date, RegExp, something odd, or any of these; `@k`: a small count.
- `@let:n @const:n`: a new name of that type, for the statements that follow; `@local:n @fixed:n`: one for the rest of
  this template; the first of each pair may be assigned to. `@name`: a new name that only this template knows.
  `@1`: the first new name of this template.
- `@var:n`: a variable that may be assigned to; `@known:n`: one that may be read.
- `@block`: statements; `@fblock @mblock @cblock @gblock @ablock @agblock`: those of a function, method, method of a
  class, generator, async function, async generator; `@arrow`: those of an arrow function.
- `@plain`: what follows in this template may not yield or await; `@strictly`: nor be sloppy; `@loop`: is in a loop.
- words of WORDS and LISTS.

Methods whose results the standard leaves open (locale, time zone, precision of sin) are not in the tables, and calls
of a comparator are not logged. `$()` counts turns and calls, and throws when there were too many.
"""

from tools.fuzz.differential.methods import METHODS
from tools.fuzz.differential.scenarios import SCENARIOS


class Template:
    __slots__ = ("declares", "depth", "needs", "text", "weight")

    def __init__(self, weight: float, text: str, *needs: str, depth: int = 0, declares: bool = False) -> None:
        self.weight = weight
        self.text = text
        self.needs = needs
        """Abilities: loop, return, yield, await, method, sloppy."""
        self.depth = depth
        """How deep the nesting must still be allowed to go."""
        self.declares = declares


T = Template

# What stands where nesting ends, by type.
LEAVES: dict[str, list[str]] = {
    "n": [
        *("0", "1", "-1", "2", "3", "7", "10", "-0", "NaN", "Infinity", "-Infinity", "0.5", "-1.5", "0.1", "1e21"),
        *("2147483647", "-2147483648", "4294967295", "4294967296", "1073741824", "9007199254740991", "5e-324"),
        *("1.7976931348623157e308", "0xff", "0b101", "0o17", "1_000", "65536", "1e-7", "123456789.125", "-7"),
    ],
    "k": ["0", "1", "2", "3", "4", "5", "6", "-1", "-2"],
    "s": [
        *("''", "'a'", "'abc'", "'b'", "'0'", "'1'", "'-1'", "' 12 '", "'1e3'", "'0x1f'", "'NaN'", "'Hello, World'"),
        *("'a,b,,c'", "'length'", "'\\u00e9\\u{1f600}z'", "'\\ud800x'", "'ABC def'", "'aXbXc'", "'x'", "'__proto__'"),
        *("'\\n\\t\\v'", "'constructor'", "`t\\u0041`", "'12345678901234567890'", "'ß\\u0130i'", "'  trim\\ufeff '"),
    ],
    "b": ["true", "false"],
    "i": [
        *("0n", "1n", "-1n", "2n", "7n", "-10n", "255n", "9007199254740993n", "-9223372036854775808n"),
        *("18446744073709551615n", "123456789012345678901234567890n", "0xffn"),
    ],
    "a": ["[]", "[1, 2, 3]", "[3, 1, 2]", "['b', 'a', 'c']", "[1, , 3]", "[, ]", "[[1, 2], [3]]", "[undefined, null, NaN]", "[0, -0]", "[1.5, 'x', {}, true]", "[10, 9, 1]"],
    "o": ["{}", "{ a: 1, b: 2 }", "{ b: 1, 2: 'x', a: 3, 1: 'y' }", "{ a: { b: { c: 1 } } }", "{ length: 2, 0: 'p', 1: 'q' }", "Object.create(null)", "{ get a() { $log('get a'); return 4; }, set a(v) { $log('set a', v); } }", "{ __proto__: { a: 'inherited', z: 1 }, b: 0 }"],
    "f": ["(() => 1)", "((x) => x)", "((x, y) => x)", "((...r) => r.length)", "(function () { return this === undefined; })", "(function named(a, b = 2) { return [a, b]; })", "(async (x) => x)", "(function* () { yield 1; yield 2; })", "Array", "Math.max", "class { constructor() { this.a = 1; } }"],
    "m": ["new Map()", "new Map([['a', 1], ['b', 2], [NaN, 3]])", "new Map([[0, 'z'], [-0, 'n'], ['0', 's']])"],
    "w": ["new Set()", "new Set([1, 2, 3, 2])", "new Set('hello')", "new Set([NaN, NaN, -0, 0])"],
    "t": ["new Uint8Array([1, 255, 256, -1])", "new Int32Array(3)", "new Float64Array([0.5, NaN, -0])", "new Uint8ClampedArray([300, -5, 1.5, 2.5])", "new Float32Array([0.1, 16777217])", "new Int16Array([40000, 3, 2, 1])", "new BigInt64Array([1n, -1n])", "new Uint16Array(new ArrayBuffer(8), 2, 2)", "new Int8Array(new ArrayBuffer(4, { maxByteLength: 16 }))"],
    "d": ["new Date(0)", "new Date(1e12)", "new Date(NaN)", "new Date(Date.UTC(2024, 1, 29, 12))", "new Date('2020-02-30')", "new Date(-1)", "new Date('1999-12-31T23:59:59.999Z')", "new Date(8.64e15)", "new Date(2011, 0, 31)"],
    "r": ["/a/", "/b+/g", "/(?<x>[a-c])(\\d)?/", "/./gs", "/^\\w/gm", "/(a)|(b)/y", "/\\s*,\\s*/", "/[^]/gu", "/(?<=a)b|c(?!d)/g", "/X/gi", "/(?:)/g", "/(.)\\1/", "/[\\p{L}--[a-z]]/v", "/a{2,3}?/d"],
    "z": ["undefined", "null", "$symbol", "Symbol.iterator", "$coerces(1, 5)", "$coerces(2, 'str')", "$coerces(3, NaN)", "{ valueOf() { $log('valueOf'); return {}; }, toString() { $log('toString'); return '7'; } }", "{ [Symbol.toPrimitive](hint) { $log(hint); return hint === 'number' ? 42 : 'prim'; } }", "$proxy({ a: 1, b: 2 })", "$proxy([1, 2, 3])", "new Number(3)", "new String('boxed')", "Object(1n)", "Object.freeze([1, 2])", "$thenable(1)"],
}  # fmt: skip

WORDS: dict[str, list[str]] = {
    "key": ["a", "b", "c", "x", "length", "0", "1", "'a b'", "[1 + 1]", "z", "constructor", "name", "then"],
    "ckey": ["a", "b", "c", "x", "length", "'a b'", "[1 + 1]", "name", "[Symbol.toStringTag]"],
    "place": ["a", "b", "c", "x", "length", "z"],
    "prop": ["a", "b", "c", "x", "length", "z", "constructor", "name", "toString", "size", "a.b", "a?.b"],
    "arith": ["+", "-", "*", "/", "%"],
    "bits": ["&", "|", "^", "<<", ">>", ">>>"],
    "logicbits": ["&", "|", "^"],
    "shift": ["0n", "1n", "3n", "64n", "65n", "-2n"],
    "power": ["2", "8", "10", "16", "32"],
    "cmp": ["<", ">", "<=", ">="],
    "eq": ["==", "!=", "===", "!=="],
    "logic": ["&&", "||", "??"],
    "assign": ["=", "=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=", ">>>=", "&&=", "||=", "??="],
    "sassign": ["=", "=", "&&=", "||=", "??="],
    "step": ["++", "--"],
    "unary": ["-", "+", "~", "- -", "+ +"],
    "kind": ["let", "const"],
    "anykind": ["let", "const", "var"],
    "count": ["2", "3", "4", "5", "9"],
    "math": ["abs", "floor", "ceil", "round", "trunc", "sign", "sqrt", "fround", "clz32"],
    "array": ["Uint8Array", "Int8Array", "Int16Array", "Uint32Array", "Float32Array", "Float64Array", "Uint8ClampedArray", "BigInt64Array"],
    "datetext": ["'2020-02-30'", "'1999-12-31T23:59:59.999Z'", "'2001-02-03T04:05+06:00'", "'2020-01'", "'-000001-01-01'", "'Thu, 01 Jan 1970 00:00:00 GMT'", "'x'", "'+275760-09-13T00:00:00.000Z'", "'2020-06-15T12:00'", "'1/2/2003'", "'24:00'"],
    "error": ["Error", "TypeError", "RangeError", "SyntaxError", "EvalError"],
    "radix": ["2", "8", "10", "16", "36", "7"],
    "json": ["'[1,{\"a\":[]}]'", "'{\"b\":1,\"a\":2,\"1\":3,\"__proto__\":4}'", "'\"\\\\u0041\"'", "'1e3'", "'{]'", "'-0'", "'[1,]'", "''", "'null'"],
    "direct": ["'1 + 1'", "'var ev = 3; ev'", "'let el = 1; typeof el'", "'this === undefined'", "'function fe() { return 1 } fe()'", "'if (1) { 5 }'", "'L: do { 7; break L; } while (0)'", "'typeof ev'", "'(() => new.target)()'", "'{}'", "'1;;;'", "'var x = 1; { x = 2 }'", "'switch (1) { case 1: 3; break; default: 4 }'", "'try { 1 } finally { 2 }'", "'\"use strict\"; (function () { return this })()'"],
    "regexmethod": ["match", "matchAll", "search", "split", "replace"],
    "keys": ["keys", "values", "entries"],
    "hidden": ["#p", "#q"],
}  # fmt: skip

LISTS: dict[str, list[str]] = {
    "args": ["", "@x", "@x, @x", "...@a", "@n, @s", "@x, ...@a, @x", "...@s"],
    "items": ["@x", "@n, @n", "@n, , @s", "...@a, @x", "@x, @x, @x", "...@s, @n", "...@w"],
    "props": ["@key: @x", "@key: @x, @key: @n", "...@o, @key: @x", "[@s]: @x, @key: @n", "@key: @n, ...@a", "get @key() { $log('get'); return @plain@x; }, @key: @n", "@key() { return super.toString === Object.prototype.toString; }, @key: @s", "@key: @n, set @key(v) { $log('set', v); }", "__proto__: @o, @key: @x", "*@key() { yield 1; }", "async @key() { return 1; }"],
    "pattern": ["[@let:x]", "[@let:x, @let:x = @x]", "[, @let:x, ...@let:a]", "{ a: @let:x, b: @let:x = @x }", "{ a: { b: @let:x = @n } = {}, ...@let:o }", "{ [@s]: @let:x, length: @let:x }", "[[@let:x] = [@n], { x: @let:x = @s } = {}]", "{ 0: @let:x, ...@let:o }", "[...[@let:x, @let:x]]"],
    "params": ["", "@fixed:x", "@local:n, @local:x", "@local:n = @plain@n, @fixed:x = @plain@x", "...@local:a", "@local:x, ...@fixed:a", "{ a: @local:x, b: @fixed:n = @plain@n } = {}", "[@local:x, @local:x = @plain@n] = []", "@local:n, { x: @local:x } = @plain@o"],
    "callback": ["((@fixed:x, @fixed:n) => @plain(@x))", "((@fixed:n) => @plain(@n))", "((@fixed:x) => { $(); $log('call', @1); return @plain@b; })", "(function (@fixed:x, @fixed:n, @fixed:a) { $(); @fblock return @plain@x; })", "((@fixed:n, @fixed:n) => (@1 + @2))", "((...@fixed:a) => @1.length)", "@f", "((@fixed:x) => @plain(@s))"],
    "order": ["((p, q) => $rank(p) - $rank(q))", "((p, q) => $rank(q) - $rank(p))", "undefined", "(() => 0)"],
    "member": ["@ckey() { $(); @cblock }", "static @ckey() { $(); @cblock }", "get @ckey() { $(); @cblock return @plain@x; }", "set @ckey(@fixed:x) { $log('set', @1); @cblock }", "@ckey = @strictly@x;", "static @ckey = @strictly@x;", "#@name() { return @strictly@x; } callM() { return this.#@1(); }", "*@ckey() { $(); yield @strictly@x; yield* @strictly@a; }", "async @ckey() { $(); return @strictly@x; }", "static { $log('static', typeof this); @staticblock }", "[@strictly@s]() { return @strictly@x; }", "static #@name = @strictly@n; static s() { return this.#@1++ + @strictly@n; }", "accessor = () => this;", "has(o) { return #p in o; }", "bump() { return (this.#p @assign @strictly@n, ++this.#p); }", "get @ckey() { return super.@prop; }", "q() { super.@place = @strictly@x; return this; }", "static async *@ckey() { $(); yield @strictly@x; }"],
    "cases": ["case @x: @block", "case @n: @block break;", "case @s: $log('case');"],
}  # fmt: skip

EXPRESSIONS: dict[str, list[Template]] = {
    "n": [
        T(8, "(@n @arith @n)"), T(5, "(@n @bits @n)"), T(2, "(@unary @n)"), T(2, "Math.@math(@n)"),
        T(1, "Math.imul(@n, @n)"), T(1, "Math.max(@n, @n)"), T(1, "Math.min(@n, ...@a)"), T(1, "Number(@x)"), T(1, "parseInt(@s, @power)"), T(1, "((@n & 15) ** (@n & 7))"),
        T(1, "parseFloat(@s)"), T(2, "@s.length"), T(2, "@a.length"), T(1, "(@var:n@step)"), T(1, "(@step@var:n)"), T(2, "(@var:n @assign @n)"),
        T(2, "(@b ? @n : @n)"), T(1, "@t.length"), T(1, "@m.size"), T(1, "(@n @logic @n)"), T(1, "(@x, @n)"), T(1, "$t(@n)"), T(1, "(+@s)"), T(1, "@d.getTime()"),
        T(1, "Number.parseFloat(@n.toPrecision(@count))"), T(1, "(@n | 0)"), T(1, "@f.length"), T(1, "Number(BigInt.asIntN(32, @i))"),
        T(1, "(await @n)", "await"), T(1, "@a.reduce((p, q) => p + +q, @n)"), T(1, "Date.UTC(@n, @n, @n)"), T(1, "@t[@k]"), T(1, "(-(@n))"), T(1, "(@n % @n)"), T(1, "arguments.length", "return", "sloppy"),
    ],
    "k": [T(1, "(@n & 7)"), T(1, "(@a.length % 5)"), T(1, "Math.trunc(@n) % 4")],
    "s": [
        T(5, "$cut(@s + @s)"), T(2, "$cut(@s + @x)"), T(3, "`${@s}-${@n}`"), T(2, "String(@x)"), T(1, "(typeof @x)"), T(1, "@n.toString(@radix)"), T(1, "@n.toFixed(@count)"),
        T(1, "@n.toExponential(@count)"), T(1, "@s[@k]"), T(1, "(@var:s @sassign @s)"), T(1, "(@b ? @s : @s)"), T(1, "JSON.stringify(@x)"), T(1, "JSON.stringify(@o, null, @k)"),
        T(1, "@a.join(@s)"), T(1, "$t(@s)"), T(1, "@d.toISOString()"), T(1, "String.raw`a${@x}\\n${@n}`"), T(1, "Object.prototype.toString.call(@x)"), T(1, "(@s @logic @s)"), T(1, "@i.toString(@radix)"),
        T(1, "$tag`x${@x}y${@n}\\u{41}`"), T(1, "encodeURIComponent(@s)"), T(1, "escape(@s)"), T(1, "@f.name"), T(1, "String.fromCharCode(@n, @n)"), T(1, "(await @s)", "await"), T(1, "@r.source"), T(1, "String(@known:f)"), T(1, "JSON.stringify({ @props }, (k, v) => typeof v === 'number' ? v + 1 : v)"),
        *(T(0.7, f"@s.{method}") for method in METHODS["s"]),
    ],
    "b": [
        T(4, "(@n @cmp @n)"), T(3, "(@x @eq @x)"), T(1, "(@s @cmp @s)"), T(1, "(@x @cmp @x)"), T(2, "(!@x)"), T(1, "(@b @logic @b)"), T(1, "(@s in @o)"), T(1, "(@k in @a)"), T(1, "Array.isArray(@x)"), T(1, "Object.is(@x, @x)"),
        T(1, "(@x instanceof @f)"), T(1, "@a.includes(@x)"), T(1, "@m.has(@x)"), T(1, "(delete @o.@prop)"), T(1, "(delete @known:a[@k])"), T(1, "@a.some(@callback)"), T(1, "@a.every(@callback)"), T(1, "Number.isInteger(@n)"), T(1, "Number.isSafeInteger(@x)"), T(1, "Object.hasOwn(@o, @s)"),
        T(1, "@r.test(@s)"), T(1, "(@var:b = @b)"), T(1, "Object.isFrozen(@x)"), T(1, "isNaN(@x)"), T(1, "Reflect.has(@o, @s)"), T(1, "(@i @cmp @n)"), T(1, "(@i == @x)"), T(1, "Boolean(@x)"), T(1, "(typeof @x === @s)"), T(1, "new.target === undefined", "target"),
    ],
    "i": [T(4, "(@i @arith @i)"), T(3, "(@i @logicbits @i)"), T(1, "(@i << @shift)"), T(1, "(@i >> @shift)"), T(1, "(-@i)"), T(1, "(~@i)"), T(1, "BigInt(@n)"), T(1, "BigInt(@s)"), T(2, "BigInt.asIntN(64, @i)"), T(2, "BigInt.asUintN(@count, @i)"), T(1, "(@var:i @sassign @i)"), T(1, "(@i ** 3n)"), T(1, "(@var:i@step)")],
    "a": [
        T(5, "[@items]"), T(1, "Array.from(@x)"), T(1, "Array.from({ length: @count }, (_, i) => @plain(@x))"), T(1, "Array.of(@args)"), T(1, "[...@m]"), T(1, "Object.keys(@x)"), T(1, "Object.entries(@o)"), T(1, "Object.values(@x)"),
        T(1, "(@var:a = @a)"), T(1, "Reflect.ownKeys(@o)"), T(1, "@s.split(@s)"), T(1, "@s.split(@r)"), T(1, "[...@s.matchAll(/[a-c]/g)]"), T(1, "new Array(@count)"), T(1, "@a.sort(@order)"), T(1, "@a.toSorted(@order)"), T(1, "(@b ? @a : @a)"), T(1, "Object.getOwnPropertyNames(@x).sort()"),
        T(1, "[...$gen(@count)]"), T(1, "Array.prototype.slice.call(@o)"), T(1, "Array.prototype.map.call(@s, @callback)"), T(1, "[...@w]"), T(1, "Array.from(@t)"), T(1, "Object.getOwnPropertySymbols(@o)"),
        T(1, "@r.exec(@s)"), T(1, "@s.match(@r)"), T(1, "[...arguments]", "return", "sloppy"),
        *(T(0.7, f"@a.{method}") for method in METHODS["a"]),
    ],
    "o": [
        T(6, "{ @props }"), T(1, "Object.assign(@o, @x)"), T(1, "Object.create(@o)"), T(1, "Object.fromEntries(@m)"), T(1, "Object.fromEntries([['k', @x], [@s, @x]])"), T(1, "Object.freeze(@o)"), T(1, "Object.getOwnPropertyDescriptor(@x, @s)"), T(1, "Object.defineProperty(@o, @s, { value: @x, enumerable: @b, configurable: true })"),
        T(1, "(@var:o = @o)"), T(1, "$proxy(@o)"), T(1, "new @f(@args)"), T(1, "JSON.parse(@json)"), T(1, "JSON.parse(@json, (k, v) => (v === 1 ? @plain@n : v))"), T(1, "Object(@x)"), T(1, "Reflect.construct(@f, @a)"), T(1, "Object.getOwnPropertyDescriptors(@o)"), T(1, "Object.setPrototypeOf(@o, @o)"), T(1, "Object.seal(@o)"), T(1, "new Proxy(@o, { get(t, k, r) { $log('trap', k); return Reflect.get(t, k, r); }, ownKeys(t) { $log('keys'); return Reflect.ownKeys(t); } })"),
    ],
    "f": [
        T(3, "((@params) => @plain(@x))"), T(2, "(function (@params) { $(); @fblock })", depth=1), T(1, "(function* (@params) { $(); @gblock })", depth=1), T(1, "(async (@params) => { $(); @ablock })", depth=1), T(1, "@f.bind(@x, @args)"),
        T(1, "class { #p = 4; @member @member }", depth=1), T(1, "class extends @f { #p = 3; constructor(...r) { super(...r); this.z = @strictly@x; } @member }", depth=1), T(2, "((@params) => { $(); @arrow })", depth=1), T(1, "(@var:f = @f)"), T(1, "new Function('a', 'b', 'return a + b')"),
    ],
    "m": [T(1, "new Map(@a.map((v, i) => [v, i]))"), T(1, "new Map(Object.entries(@o))"), T(1, "@m.set(@x, @x)"), T(1, "new Map(@m)"), T(1, "(@m.delete(@x), @known:m)")],
    "w": [T(1, "new Set(@a)"), T(1, "@w.add(@x)"), T(1, "new Set(@s)"), T(1, "new Set(@m.@keys())")],
    "t": [T(2, "new @array(@a)"), T(1, "new @array(@count)"), T(1, "@array.from(@a)"), T(1, "@array.of(@n, @n)"), T(1, "new @array(@t)"), T(1, "new Uint8Array(@t.buffer)"), *(T(0.4, f"@t.{method}") for method in METHODS["t"])],
    "d": [T(1, "new Date(@n)"), T(1, "new Date(@n, @n, @n, @n)"), T(1, "new Date(@datetext)"), T(1, "new Date(@d)"), *(T(0.3, f"(@known:d.{method}, @known:d)") for method in METHODS["d"])],
    "r": [T(1, "new RegExp(@r, 'g')"), T(1, "new RegExp(@r.source, @r.flags)"), T(1, "RegExp(@s.replace(/[^a-z]/g, '.'), 'y')")],
    "z": [
        T(2, "$coerces(@k, @x)"), T(1, "(void @x)"), T(1, "Symbol.for(@s)"), T(2, "$proxy(@x)"), T(3, "@f(@args)"), T(2, "@o.@prop"), T(1, "@x?.@prop"), T(1, "@x?.[@s]"), T(1, "@o.@prop?.(@args)"), T(2, "@a[@k]"), T(1, "@m.get(@x)"), T(1, "@f.call(@x, @args)"), T(1, "@f.apply(@x, @a)"), T(1, "(this === globalThis ? 'global' : this)"),
        T(1, "(0, eval)(@direct)"), T(1, "eval(@direct)"), T(1, "$iterator(@a)"), T(2, "(await @x)", "await"), T(2, "(yield @x)", "yield"), T(1, "(yield* @a)", "yield"), T(1, "super.@prop", "method"), T(1, "@o[@s]"), T(1, "(@o.@place @assign @n)"), T(1, "(@known:o.@place @assign @x)"), T(1, "(@known:a[@k] = @x)"), T(1, "(@known:t[@k] = @x)"), T(1, "@d.@datemethod()"), T(1, "([@var:x, @var:x] = @a)"), T(1, "({ a: @var:x = @x, ...@var:x } = @o)"), T(1, "Reflect.get(@o, @s, @x)"), T(1, "Reflect.set(@known:o, @s, @x, @known:o)"), T(1, "@known:a.push(@args)"), T(1, "@known:a.splice(@k, @k, @args)"), T(1, "@known:a.pop()"), T(1, "@s.@regexmethod(@r, 'r$1$&')"), T(1, "@f?.(@args)"), T(1, "(@known:a.length = @k)"), T(1, "@known:a.unshift(@args)"), T(1, "Atomics.add(@t, @k, @n)"), T(1, "@t.buffer.slice(@k)"), T(1, "new DataView(new ArrayBuffer(8)).getInt16(@k)"), T(1, "Symbol(@s).description"), T(1, "(@x @arith @x)"), T(1, "(@x @bits @x)"), T(1, "new (class { #p = 1; has(o) { return #p in o; } })().has(@x)"), T(1, "arguments[@k]", "return", "sloppy"), T(1, "@iterate"), T(1, "@a.@keys().next()"),
    ],
}  # fmt: skip

WORDS["datemethod"] = METHODS["dateread"]
LISTS["iterate"] = [
    "Object.fromEntries(@m.@keys())",
    "Array.from(@w.@keys(), @callback)",
    "@known:m.forEach((v, k) => { $log(k, v); @known:m.delete(k); })",
    "Reflect.ownKeys(@x).length",
]

STATEMENTS: list[Template] = [
    T(10, "$log(@x);\n"), T(4, "$log(@n, @s);\n"), T(3, "$log(@x, @x, @x);\n"), T(3, "(@x);\n"),
    *(T(1.2 if kind in "nsao" else 0.5, f"let @let:{kind} = @{kind};\n", declares=True) for kind in "nsbiaomwtdrfz"),
    T(1, "const @const:n = @n, @const:x = @x;\n", declares=True), T(1, "var @let:n = @n;\n", declares=True),
    *(T(1, f"@var:{kind} = @{kind};\n") for kind in "nsbao"), T(2, "@var:n @assign @n;\n"), T(1, "@var:s = $cut(@s + @s);\n"), T(2, "@known:o.@place = @x;\n"), T(2, "@known:a[@k] = @x;\n"), T(1, "@known:t[@k] = @n;\n"), T(1, "@known:a.push(@x);\n"), T(1, "@known:m.set(@x, @x);\n"),
    T(2, "@kind @pattern = @a;\n", declares=True), T(2, "@kind @pattern = @o;\n", declares=True),
    T(4, "if (@b) {\n@block} else {\n@block}\n", depth=1), T(1, "if (@x) {\n@block}\n", depth=1),
    T(4, "for (let @local:n = 0; @1 < @count; @1++) { $();\n@loop@block}\n", depth=1), T(1, "for (let @fixed:n = @count; @1 > 0; @1 -= 2) { $();\n@loop$log(() => @plain(@1));\n@block}\n", depth=1),
    T(2, "for (@anykind @fixed:x of @a) { $();\n@loop@block}\n", depth=1), T(1, "for (@anykind @fixed:x of $iterator(@a)) { $();\n@loop@block}\n", depth=1), T(1, "for (const [@fixed:x, @fixed:x] of @m) { $();\n@loop@block}\n", depth=1), T(1, "for (const @fixed:x of @w) { $();\n@loop@known:w.delete(@1); @block}\n", depth=1), T(1, "for (@anykind @fixed:s in @o) { $();\n@loop$log(@1);\n@block}\n", depth=1), T(1, "for (@anykind @fixed:s in @x) { $();\n$log(@1); }\n"), T(1, "for (@known:o.@place of @a) { $log(@x); }\n"), T(0.7, "for await (const @fixed:x of @a) { $();\n@loop@block}\n", "await", depth=1), T(0.7, "for await (const @fixed:x of $agen(@count)) { $();\n@loop@block}\n", "await", depth=1),
    T(1, "let @let:n = 0; while (@1++ < @count) { $();\n@loop@block}\n", depth=1, declares=True), T(1, "let @let:n = 0; do { $();\n@loop@block} while (@1++ < @count && @b);\n", depth=1, declares=True),
    T(2, "break;\n", "loop"), T(2, "if (@b) continue;\n", "loop"), T(2, "if (@b) break;\n", "loop"),
    T(1, "@name: for (let @local:n = 0; @2 < @count; @2++) { $();\n@loop@block for (let @local:n = 0; @3 < 3; @3++) { $(); if (@b) continue @1; @block if (@b) break @1; } }\n", depth=2), T(1, "@name: { @block if (@b) break @1; @block }\n", depth=1),
    T(2, "switch (@x) { @cases default: @block @cases @cases }\n", depth=1), T(1, "switch (@n & 3) { @cases @cases default: @block }\n", depth=1),
    T(3, "try {\n@block} catch ($e) { const @fixed:o = $caught($e);\n$log('caught', @1);\n@block}\n", depth=1), T(2, "try {\n@block} finally {\n$log('finally');\n@block}\n", depth=1), T(1, "try { throw @x; } catch ({ name: @fixed:x, a: @fixed:x = @n }) {\n$log(@1, @2); @block}\n", depth=1), T(1, "try {\n@block} catch {\n@block} finally {\n@block}\n", depth=1), T(1, "throw new @error('m:' + @s);\n", "return"), T(0.5, "throw @x;\n", "return"),
    T(3, "return @x;\n", "return"), T(1, "if (@b) return @x;\n", "return"), T(1, "try { return @x; } finally { @block }\n", "return", depth=1),
    T(4, "yield @x;\n", "yield"), T(1, "yield* @a;\n", "yield"), T(1, "const @const:x = yield @x;\n", "yield", declares=True), T(4, "$log(await @x);\n", "await"), T(1, "await @f(@args);\n", "await"), T(1, "await Promise.all(@a);\n", "await"), T(1, "$log(await Promise.allSettled([@x, @x, Promise.reject(@x)]));\n", "await"),
    T(4, "function @const:f(@params) { $();\n@fblock}\n", depth=1, declares=True), T(2, "function* @const:f(@params) { $();\n@gblock}\n", depth=1, declares=True), T(2, "async function @const:f(@params) { $();\n@ablock}\n", depth=1, declares=True), T(1, "async function* @const:f(@params) { $();\n@agblock}\n", depth=1, declares=True),
    T(3, "$log(@known:f(@args));\n"), T(2, "$drain(@known:f(@args));\n"), T(2, "$drain(@f(@args));\n"), T(1, "$settle(@known:f(@args));\n"), T(2, "$settle((async () => { @ablock })());\n", depth=1), T(1, "$drain((function* () { @gblock })(), @x, @x);\n", depth=1), T(1, "$drainAsync((async function* () { @agblock })(), @x);\n", depth=1),
    T(3, "class @const:f { #p = @strictly@n; @member @member @member }\n", depth=1, declares=True), T(2, "class @const:f extends @known:f { #p = 2; @member @member }\n", depth=1, declares=True), T(2, "$use(new @known:f(@args));\n"), T(1, "class @const:f extends Array { #p = 5; @member get [Symbol.species]() { return Array; } }\n", depth=1, declares=True),
    T(1, "with (@o) {\n@block}\n", "sloppy", depth=1), T(1, "with ({ @props }) { $log(@x); a = @x; }\n", "sloppy"), T(1, "$log(eval(@direct));\n"), T(1, "$log(typeof @name, @x);\n"), T(0.6, "{ $log(() => @plain(@name)); @name; let @2 = @n; }\n"), T(1, "{ try { $log(@name); } catch (e) { $log(e); } let @1 = @x; $log(@1); }\n"), T(1, "(function (a, b) { arguments[0] = @plain@x; b = @plain@n; $log(a, arguments[1], arguments.length); })(@args);\n"),
    T(2, "const @const:a = []; for (@anykind @fixed:n = 0; @2 < 3; @2++) @1.push(() => @2); $log(@1.map((f) => f()));\n".replace("@fixed", "@local"), declares=True), T(1, "Promise.resolve(@x).then((@fixed:x) => { $log('then', @1); return @plain@x; }).catch((e) => $log('catch', e)).finally(() => $log('end'));\n"), T(1, "Promise.@combinator([@x, @x, $thenable(@n)]).then((v) => $log(v), (e) => $log('rejected', e));\n"), T(1, "new Promise((resolve, reject) => { $log('executor'); @b ? resolve(@plain@x) : reject(@plain@x); }).then((v) => $log(v), (e) => $log('no', e));\n"), T(1, "Object.defineProperty(@known:o, @s, { get() { $log('getter'); return @plain@x; }, configurable: @b });\n"), T(1, "$log(@known:a.sort(@order), @known:a);\n"), T(1, "{ function @const:f() { return @plain@x; } @block }\n", depth=1), T(1, "$log([...@known:a.entries()].flat());\n"), T(1, "for (const @fixed:x of @known:a) { $(); if (@known:a.length < 12) @known:a.push(@x); $log(@1); }\n"), T(1, "Object.freeze(@known:o); @known:o.@place = @n;\n"), T(1, "const @const:d = @d; $log(@1.@datemethod(), @1.@datemethod());\n", declares=True), T(1, "@known:t.buffer.resize(@k); $log(@known:t.length);\n"), T(1, "@known:r.lastIndex = @k; $log(@known:r.exec(@s), @known:r.lastIndex);\n"), T(1, "$log(@s.@regexmethod(@r, @callback));\n"),
]  # fmt: skip
STATEMENTS += [T(0.5, text) for text in SCENARIOS]
WORDS["combinator"] = ["all", "race", "any", "allSettled"]
