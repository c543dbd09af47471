"""What a cue shows: https://w3c.github.io/webvtt/#cue-text-parsing-rules and its DOM construction"""

import html
import re
from typing import TYPE_CHECKING, Final

from webapis.dom.text import Text
from webapis.media.webvtt import BLANKS, TIMESTAMP, seconds_of

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.document_fragment import DocumentFragment
    from webapis.dom.node import Node

TOKEN: Final = re.compile(r"<([^>]*)>?|([^<]+)", re.DOTALL)
ELEMENTS: Final = {"c": "span", "v": "span", "lang": "span", "i": "i", "b": "b", "u": "u", "ruby": "ruby", "rt": "rt"}
TIME: Final = re.compile(TIMESTAMP, re.ASCII)


class Open:
    """A node that is not closed yet."""

    def __init__(self, name: str, node: "Node", language: str) -> None:
        self.name = name
        self.node = node
        self.language = language


def cue_fragment(document: "Document", text: str) -> "DocumentFragment":
    """https://w3c.github.io/webvtt/#webvtt-cue-text-dom-construction-rules"""
    fragment = document.create_document_fragment()
    stack = [Open("", fragment, "")]
    # DEVIATION: nothing at all is an empty text, as in browsers.
    if not text:
        fragment.append_child(Text(document, ""))
    for match in TOKEN.finditer(text.replace("\r\n", "\n").replace("\r", "\n")):
        if match[2] is not None:
            stack[-1].node.append_child(Text(document, html.unescape(match[2])))
        elif match[1].startswith("/"):
            close(stack, match[1][1:])
        elif match[1][:1].isdigit():
            add_timestamp(document, stack, match[1])
        else:
            open_tag(document, stack, match[1])
    return fragment


def close(stack: list[Open], name: str) -> None:
    """An end tag closes what is open by its name; the end of a ruby also closes its text."""
    current = stack[-1].name
    if name == current and len(stack) > 1:
        stack.pop()
    elif name == "ruby" and current == "rt":
        del stack[-2:]


def add_timestamp(document: "Document", stack: list[Open], text: str) -> None:
    """Times within a cue are processing instructions."""
    match = TIME.fullmatch(text)
    seconds = seconds_of(match.group(1, 2, 3, 4)) if match is not None else None
    if seconds is not None:
        whole, thousandths = divmod(round(seconds * 1000), 1000)
        data = f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{thousandths:03}"
        stack[-1].node.append_child(document.create_processing_instruction("timestamp", data))


def open_tag(document: "Document", stack: list[Open], text: str) -> None:
    """https://w3c.github.io/webvtt/#webvtt-cue-text-tokenizer, a start tag: name.class.class annotation"""
    parts = re.split(f"[{BLANKS}]", text, maxsplit=1)
    name, *classes = parts[0].split(".")
    annotation = " ".join(html.unescape(parts[1]).split()) if len(parts) > 1 else ""
    if name not in ELEMENTS or (name == "rt" and stack[-1].name != "ruby"):
        return
    element = document.create_element(ELEMENTS[name])
    language = annotation if name == "lang" else stack[-1].language
    kept = [one for one in classes if one]
    if kept:
        element.set_attribute("class", " ".join(kept))
    if name == "v":
        element.set_attribute("title", annotation)
    elif name == "lang":
        element.set_attribute("lang", annotation)
    stack[-1].node.append_child(element)
    stack.append(Open(name, element, language))
