"""Whatever the text: an answer, and soon."""

import threading

import pytest

from jsengine import _kernel
from jsengine.syntax.tree import SourceError, parse

PROGRAM = """#!hash
import a, {b as c} from 'd' with {type: 'json'}
label: for (const [x, {y = 1, ...z}] of async function* () { yield* await a }()) { continue label }
class A extends (B, C) { static #p = `t${a?.b?.[c]}\\u{41}`; get [x]() { return #p in this } static { super.x ??= /[/]/v } }
export default async (a, ...b) => ({async *c() {}, set d(e) {}, 'f': 0x1n ** 2n}) /* \u2028 */
"""


def test_every_prefix() -> None:
    for end in range(len(PROGRAM) + 1):
        _kernel.parse_source(PROGRAM[:end], True)


def test_every_character_left_out() -> None:
    for at in range(len(PROGRAM)):
        _kernel.parse_source(PROGRAM[:at] + PROGRAM[at + 1 :], True)


@pytest.mark.parametrize("text", ["\0", "a\0b", "'\0'", "/\0/", "`\0`", "//\0", "/*\0*/", "#!\0", "\0" * 1000])
def test_nul(text: str) -> None:
    _kernel.parse_source(text, False)


def test_nul_in_text_is_a_character() -> None:
    assert parse("'\0'").names == ["\0"]
    assert parse("//\0\na").names == ["a"]


@pytest.mark.parametrize("text", ["\ufeffa", "a\ufeff", "\ufeff\ufeff"])
def test_byte_order_mark_is_a_blank(text: str) -> None:
    parse(text)


@pytest.mark.parametrize(
    "text", ["\ud800", "\udc00", "a\ud800", "'\ud800\ud800'", "`\udc00`", "/\ud800/u", "//\ud800", "'\\\ud800'"]
)
def test_lone_surrogates(text: str) -> None:
    _kernel.parse_source(text, False)


NESTS = [
    ("(", ")"),
    ("[", "]"),
    ("{", "}"),
    ("`${", "}`"),
    ("function f(){", "}"),
    ("x=>{", "}"),
    ("class A{[", "](){}}"),
    ("class A{static\n[class{", "}](){}}"),
    ("({get [", "](){}})"),
    ("async(", ")"),
    ("async(a=", ")=>b"),
    ("new a(", ")"),
    ("new a[", "]"),
    ("f(...", ")"),
    ("{let\n{a=function(){", "}}}"),
    ("for(var a of ", ";;);"),
    ("for(let [a=", "] of b);"),
    ("a?", ":b"),
    ("!", ""),
    ("x=", ""),
    ("x=>", ""),
    ("if(a)", ""),
    ("a:", ""),
    ("a??", "b"),
    ("new ", ""),
    ("[", "]=b"),
    ("({a:", "}=b)"),
]


@pytest.mark.parametrize(("before", "after"), NESTS)
@pytest.mark.parametrize("middle", ["1", "", "@"])
def test_deep_nests(before: str, after: str, middle: str) -> None:
    """A hundred thousand levels: accepted, refused or too deep, in linear time."""
    _kernel.parse_source(before * 100_000 + middle + after * 100_000, False)
    _kernel.parse_source(before * 100_000 + middle + after * 99_999, False)


def test_a_small_stack_is_respected() -> None:
    """The limit is measured on the thread that parses."""
    names: list[str] = []

    def work() -> None:
        try:
            parse("[" * 100_000)
        except SourceError as error:
            names.append(error.name)

    size = threading.stack_size(512 * 1024)
    try:
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    finally:
        threading.stack_size(size)
    assert names == ["RangeError"]


@pytest.mark.parametrize("operator", ["+", "**", "&&", ",", " in ", "??"])
def test_long_chains_of_operators(operator: str) -> None:
    _kernel.parse_source(operator.join(["a"] * 200_000), False)


def test_a_long_chain_is_a_tree() -> None:
    parse("+".join(["a"] * 200_000))
    parse(".b".join(["a"] * 1) + ".b(c)[d]" * 50_000)


def test_five_megabytes_on_one_line() -> None:
    source = parse("f(1,'a',b);" * 450_000)
    assert source.handle.node_count == 450_000 * 6 + 1
    assert source.handle.bytes < 300 << 20
