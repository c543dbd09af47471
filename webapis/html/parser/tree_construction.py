"""https://html.spec.whatwg.org/#tree-construction: what is the same whatever decides where nodes go

`tree_builder` is the one that decides; `webapis.html.html5lib_parser` is another.
"""

from typing import TYPE_CHECKING, cast

from webapis.dom.document_type import DocumentType
from webapis.dom.mutation import insert
from webapis.dom.node import DOCUMENT_NODE, TEXT_NODE
from webapis.dom.text import Comment, Text
from webapis.html.parser.encoding_sniffing import CERTAIN, TENTATIVE, changed_encoding, charset_from_content
from webapis.html.parser.quirks import document_mode
from webapis.html.parser.tokens import Doctype, Tag, TokenSink
from webapis.infra.ascii import ascii_lowercase

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.document_fragment import DocumentFragment
    from webapis.dom.element import Element
    from webapis.dom.node import Node
    from webapis.html.parser.encoding_sniffing import Encoding
    from webapis.html.parser.tokenizer import Tokenizer


class TreeConstruction(TokenSink):
    """A sink of tokens that builds a document or a fragment for a parser."""

    context: "Element | None"
    pending_script: "Element | None"

    def __init__(self, document: "Document", scripting: bool) -> None:
        self.document = document
        self.scripting = scripting
        """https://html.spec.whatwg.org/#scripting-flag"""
        self.tokenizer: Tokenizer | None = None
        self.form: Element | None = None
        """https://html.spec.whatwg.org/#form-element-pointer"""
        self.ignore_line_feed = False
        # The fragment case.
        self.context = None
        # What the parser does with scripts and shadow roots.
        self.runs_scripts = False
        self.pending_script = None
        self.declarative_shadow_roots = False
        self.scripts_ran = False
        """Whether the tree may be another than what was built."""
        self.stopped = False
        # Of a document that came as bytes: its encoding, and the one that it turned out to have.
        self.encoding: Encoding | None = None
        self.other_encoding: str | None = None
        # OPTIMIZATION: text that one node has coming; piece by piece, long texts would take quadratic time.
        self.growing: Text | None = None
        self.more_text: list[str] = []

    # What differs.

    def start_fragment(self, context: "Element", fragment: "DocumentFragment") -> None:
        """https://html.spec.whatwg.org/#html-fragment-parsing-algorithm, steps 12 to 17: the root's children are the fragment's."""
        raise NotImplementedError

    def has_template(self) -> bool:
        """Whether there is a template element on the stack of open elements."""
        raise NotImplementedError

    def bring_up_to_date(self) -> None:
        """Somebody else looks at the tree: nothing may be outstanding."""
        self.flush_text()

    def stop(self) -> None:
        """The part of https://html.spec.whatwg.org/#stop-parsing that is the parser's; the host does the rest."""
        self.flush_text()
        self.stopped = True

    # The tokenizer.

    def error(self, code: str) -> None:
        """A parse error."""
        if self.tokenizer is not None:
            self.tokenizer.error(code, -1)

    def set_tokenizer_state(self, state: int) -> None:
        """Switch the tokenizer."""
        assert self.tokenizer is not None
        self.tokenizer.state = state

    # https://html.spec.whatwg.org/#creating-and-inserting-nodes

    def insert_text(self, data: str, parent: "Node", before: "Node | None") -> None:
        """https://html.spec.whatwg.org/#insert-a-character, at an adjusted insertion location"""
        if parent.node_type == DOCUMENT_NODE:
            return
        last = parent.last_child if before is None else before.previous_sibling
        if last is not None:
            if last is self.growing:
                self.more_text.append(data)
                return
            if last.node_type == TEXT_NODE:
                self.flush_text()
                self.growing = cast(Text, last)
                self.more_text.append(data)
                return
        insert(Text(parent.node_document, data), parent, before, False)

    def flush_text(self) -> None:
        """Give the text node what it has coming."""
        growing = self.growing
        if growing is not None:
            self.growing = None
            growing.append_data("".join(self.more_text))
            self.more_text.clear()

    def append_comment(self, data: str, parent: "Node", before: "Node | None" = None) -> None:
        """https://html.spec.whatwg.org/#insert-a-comment, at a given position."""
        insert(Comment(parent.node_document, data), parent, before, False)

    def append_doctype(self, doctype: Doctype) -> None:
        """https://html.spec.whatwg.org/#the-initial-insertion-mode, a DOCTYPE token; it sets the document's mode."""
        name, public_id, system_id = doctype.name or "", doctype.public_id or "", doctype.system_id or ""
        insert(DocumentType(self.document, name, public_id, system_id), self.document, None, False)
        self.document.mode = document_mode(doctype)

    def miss_doctype(self) -> None:
        """There is none; documents of iframe's srcdoc may do without."""
        if self.document.url != "about:srcdoc":
            self.error("expected-doctype")
            self.document.mode = "quirks"

    # Encodings and scripts.

    def declare_encoding(self, meta: Tag) -> None:
        """A meta element may declare another encoding than the one in use."""
        if self.encoding is None or self.encoding.confidence != TENTATIVE:
            return
        declared: str | None = meta.attribute("charset")
        if declared is None and ascii_lowercase(meta.attribute("http-equiv") or "") == "content-type":
            declared = charset_from_content(meta.attribute("content") or "")
        if declared is not None:
            self.change_encoding(declared)

    def change_encoding(self, label: str) -> None:
        """https://html.spec.whatwg.org/#change-the-encoding: the host starts again with another one."""
        assert self.encoding is not None and self.tokenizer is not None
        self.other_encoding = changed_encoding(self.encoding, label)
        if self.other_encoding is None:
            self.encoding.confidence = CERTAIN
        else:
            self.tokenizer.halted = True

    def claim_script(self, element: "Element") -> None:
        """The parser has a script element in hand; in fragments it never runs."""
        script = element.script_processing()
        if script is not None:
            script.made_by_parser(element.node_document, self.context is not None)

    def leave_script_unfinished(self, element: "Element") -> None:
        """The input ends in a script element: it never runs."""
        script = element.script_processing()
        if script is not None:
            script.already_started = True

    def hand_over_script(self, element: "Element") -> None:
        """A script element is complete: the parser's caller prepares it."""
        if self.runs_scripts:
            self.scripts_ran = True
            assert self.tokenizer is not None
            self.pending_script = element
            self.tokenizer.halted = True
