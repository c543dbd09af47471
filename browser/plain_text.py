"""A document as plain text, without layout: what is never shown is left out, blocks stand on lines of their own."""

from typing import TYPE_CHECKING, Final

from webapis.dom.element import Element
from webapis.dom.text import Text
from webapis.infra.ascii import split_on_whitespace

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.node import Node

NEVER_SHOWN: Final = frozenset(
    [
        "head",
        "script",
        "style",
        "template",
        "noscript",
        "title",
        "meta",
        "link",
        "iframe",
        "object",
        "audio",
        "video",
        "canvas",
        "datalist",
    ]
)
BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "plaintext",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
        "xmp",
    ]
)
PREFORMATTED: Final = frozenset(["listing", "plaintext", "pre", "textarea", "xmp"])


class TextWriter:
    """Collects lines."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []
        self.ends_with_blank = True

    def break_line(self) -> None:
        """A block begins or ends."""
        text = "".join(self.line).rstrip()
        if text:
            self.lines.append(text)
        self.line.clear()
        self.ends_with_blank = True

    def write(self, text: str) -> None:
        """Text whose blanks collapse."""
        words = split_on_whitespace(text)
        if not words:
            self.write_blank(bool(text))
            return
        self.write_blank(text[0] in " \t\n\r\f")
        self.line.append(" ".join(words))
        self.ends_with_blank = False
        self.write_blank(text[-1] in " \t\n\r\f")

    def write_blank(self, there_is_one: bool) -> None:
        """One blank, unless there is one."""
        if there_is_one and not self.ends_with_blank:
            self.line.append(" ")
            self.ends_with_blank = True

    def write_preformatted(self, text: str) -> None:
        """Text whose blanks stay."""
        first, *rest = text.split("\n")
        self.line.append(first)
        for line in rest:
            self.lines.append("".join(self.line).rstrip())
            self.line = [line]
        self.ends_with_blank = False


def plain_text(document: "Document") -> str:
    """The whole document."""
    writer = TextWriter()
    # A stack of its own: trees may be deeper than Python's.
    work: list[tuple[Node | None, str, bool]] = [(document.document_element, "", False)]
    while work:
        node, after, is_preformatted = work.pop()
        if after == "block":
            writer.break_line()
        elif after == "cell":
            writer.write_blank(True)
        if isinstance(node, Text):
            if is_preformatted:
                writer.write_preformatted(node.data)
            else:
                writer.write(node.data)
        elif isinstance(node, Element):
            enter(node, writer, work, is_preformatted)
    writer.break_line()
    return "\n".join(writer.lines)


def enter(
    element: Element, writer: TextWriter, work: "list[tuple[Node | None, str, bool]]", preformatted: bool
) -> None:
    """Plan an element's children, and what comes after them."""
    name = element.local_name
    if name in NEVER_SHOWN or element.content_attribute("hidden") is not None:
        return
    if name == "br":
        writer.write_preformatted("\n")
        writer.ends_with_blank = True
        return
    after = "block" if name in BLOCKS else "cell" if name in ("td", "th") else ""
    if after == "block":
        writer.break_line()
    work.append((None, after, False))
    preformatted = preformatted or name in PREFORMATTED
    for child in reversed(element.child_list()):
        work.append((child, "", preformatted))
