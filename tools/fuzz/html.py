"""Random markup for the HTML parser: `python -m tools.fuzz.html [--seconds N] [--seed N] [FILE.html]...`

Pages are made of tags that get in each other's way, or of given pages with pieces changed. Whole, in pieces and by
document.write they must give the same tree, whose links hold, without an exception. The first failure is printed.
"""

import argparse
import random
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import cast

import webapis.html.elements
from webapis.dom.agent import Agent
from webapis.dom.document import Document
from webapis.dom.node import ELEMENT_NODE, Node
from webapis.host import Host
from webapis.html.parser import Parser, parse_fragment
from webapis.html.parser.tree_builder import TreeBuilder
from webapis.html.serialization import serialize_children
from webapis.infra.ascii import split_surrogates

assert webapis.html.elements is not None

NAMES = [
    "a",
    "b",
    "i",
    "em",
    "font",
    "nobr",
    "p",
    "p",
    "div",
    "div",
    "span",
    "h1",
    "ul",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "table",
    "tbody",
    "thead",
    "tr",
    "tr",
    "td",
    "td",
    "th",
    "caption",
    "colgroup",
    "col",
    "select",
    "option",
    "optgroup",
    "button",
    "input",
    "form",
    "form",
    "textarea",
    "title",
    "style",
    "script",
    "noscript",
    "template",
    "template",
    "svg",
    "math",
    "mi",
    "mtext",
    "annotation-xml",
    "foreignObject",
    "desc",
    "br",
    "hr",
    "img",
    "html",
    "head",
    "body",
    "frameset",
    "frame",
    "object",
    "marquee",
    "ruby",
    "rb",
    "rt",
    "rtc",
    "rp",
    "pre",
    "plaintext",
    "iframe",
    "noframes",
    "xmp",
    "image",
    "x-y",
    "dialog",
    "details",
    "summary",
    "selectedcontent",
    "isindex",
]
RARE = frozenset(["plaintext", "frameset", "script", "style", "title", "textarea", "iframe", "noframes", "xmp"])
ATTRIBUTES = (
    "", "", "", " a=1", ' b="2" c', " href=x", " type=hidden", " encoding=text/html", " color=red", " xlink:href='u'",
    " id=i", " is=x", " /", " a=1 a=2", " definitionurl=1 viewbox=2", " a='&lt;&amp'", " \0=\0", " shadowrootmode=open",
)  # fmt: skip
TEXTS = (
    "x", " ", "\n", "&amp;", "&notit;", "&#x1F600;", "&#0;", "\0", "\r\n", "&", "\U0001f600", "<!--c-->", "<!DOCTYPE html>",
    "<![CDATA[y]]>", "</", "<", "<?p>", "<!-", "--!>", "]]>", "\ufffd", "text of some length ",
)  # fmt: skip
PIECES = (
    "<",
    ">",
    "</",
    "/>",
    '"',
    "'",
    "=",
    "&",
    ";",
    "<!--",
    "-->",
    "]]>",
    "\0",
    " ",
    "\n",
    "<table>",
    "</p>",
    "<b>",
)
SLOW_SECONDS = 20.0


def random_markup(chance: random.Random, size: int) -> str:
    """Tags and texts in a row."""
    parts = []
    for _ in range(size):
        kind = chance.random()
        if kind < 0.45:
            name = chance.choice(NAMES)
            if name in RARE and chance.random() < 0.7:
                name = "b"
            parts.append(f"<{name}{chance.choice(ATTRIBUTES)}>")
        elif kind < 0.75:
            parts.append(f"</{chance.choice(NAMES)}>")
        else:
            parts.append(chance.choice(TEXTS))
    return "".join(parts)


def mutated(chance: random.Random, page: str) -> str:
    """A page with some pieces cut out, put in, doubled or swapped."""
    for _ in range(chance.randint(1, 12)):
        start = chance.randrange(len(page) + 1)
        end = min(len(page), start + chance.choice((0, 1, 3, 20, 200)))
        kind = chance.randrange(5)
        if kind == 0:
            page = page[:start] + page[end:]
        elif kind == 1:
            page = page[:start] + chance.choice(PIECES) + page[start:]
        elif kind == 2:
            page = page[:end] + page[start:end] + page[end:]
        elif kind == 3:
            page = page[:start] + random_markup(chance, 4) + page[start:]
        else:
            page = page[:start] + chr(chance.choice((0, 9, 60, 62, 0x1F600, 0xFFFE, 0x85))) + page[end:]
    return page


def in_pieces(chance: random.Random, text: str) -> list[str]:
    """A text cut at random places."""
    pieces = []
    while text:
        length = chance.choice((1, 2, 7, 60, 1000))
        pieces.append(text[:length])
        text = text[length:]
    return pieces


def check_tree(root: Node) -> None:
    """Whether every link in a tree fits the others."""
    scope = root.scope
    node: Node | None = root
    while node is not None:
        assert node.scope is scope and node.is_connected == root.is_connected
        count, last = 0, None
        child = node.first_child
        while child is not None:
            assert child.parent_node is node and child.previous_sibling is last
            count, last, child = count + 1, child, child.next_sibling
        assert node.last_child is last and node.child_count == count
        content = node.content_fragment() if node.node_type == ELEMENT_NODE else None
        if content is not None:
            check_tree(content)
        if node.first_child is not None:
            node = node.first_child
            continue
        while node is not None and node is not root and node.next_sibling is None:
            node = node.parent_node
        node = None if node is None or node is root else node.next_sibling


class IdleHost:
    """A host that lets microtasks wait for ever."""

    def queue_microtask(self, steps: Callable[[], None]) -> None:
        """See Host."""


def parse(feed: Callable[[Parser], None], scripting: bool, script_created: bool = False) -> Document:
    """A document of what is fed to a parser; scripts do nothing."""
    document = Document(Agent(cast(Host, IdleHost())), True)
    parser = Parser(document, scripting, script_created=script_created, declarative_shadow_roots=True)
    feed(parser)
    parser.close()
    finish(parser)
    assert parser.is_finished and isinstance(parser.builder, TreeBuilder) and parser.builder.stack.current is None
    return document


def finish(parser: Parser) -> None:
    """Run as far as it goes."""
    while parser.run() is not None:
        parser.enter_script()
        parser.leave_script()


def check(text: str, chance: random.Random) -> None:
    """Everything that is asked of one text."""
    text = split_surrogates(text)
    scripting = chance.random() < 0.5

    def append_whole(parser: Parser) -> None:
        parser.append(text)

    def append_pieces(parser: Parser) -> None:
        for piece in in_pieces(chance, text):
            parser.append(piece)
            finish(parser)

    def write_pieces(parser: Parser) -> None:
        for piece in in_pieces(chance, text):
            parser.write(piece)
            finish(parser)

    document = parse(append_whole, scripting)
    check_tree(document)
    whole = serialize_children(document)
    for other in (parse(append_pieces, scripting), parse(write_pieces, scripting, script_created=True)):
        check_tree(other)
        assert serialize_children(other) == whole, "pieces make another tree"
        assert other.mode == document.mode
    context = chance.choice(("div", "table", "tr", "td", "select", "template", "svg", "title", "body", "colgroup"))
    check_tree(parse_fragment(text, context, scripting=scripting))


def main(arguments: list[str]) -> int:
    """Fuzz for a time; gives the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.fuzz.html", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0, help="default %(default)s")
    parser.add_argument("--seed", type=int, default=1, help="default %(default)s")
    parser.add_argument("pages", nargs="*", type=Path, metavar="FILE.html")
    options = parser.parse_args(arguments)
    pages = [path.read_text(encoding="utf-8", errors="replace") for path in options.pages]
    deadline = time.monotonic() + options.seconds
    seed = options.seed
    while time.monotonic() < deadline:
        chance = random.Random(seed)
        text = random_markup(chance, chance.choice((3, 10, 40, 300)))
        if pages and chance.random() < 0.5:
            text = mutated(chance, chance.choice(pages))
        started = time.monotonic()
        try:
            check(text, chance)
            assert time.monotonic() - started < SLOW_SECONDS, "slow"
        except Exception:  # noqa: BLE001 - whatever it is, it is a finding
            traceback.print_exc()
            print(f"seed {seed}: {text!r}")
            return 1
        seed += 1
    print(f"{seed - options.seed} texts, nothing found")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
