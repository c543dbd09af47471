"""https://html.spec.whatwg.org/#html-parser, as an object that its host drives

    parser = Parser(document, scripting)
    parser.append(text)                     # from the network, as it comes; parser.close() after the last
    while (script := parser.run()) is not None:
        parser.enter_script()
        ...                                 # prepare the script element; document.write is parser.write(text) and this loop
        parser.leave_script()

No frame of the parser is on the stack while a script runs, but for constructors of custom elements, which may not write.
"""

import gc
from typing import TYPE_CHECKING, final

from webapis.dom.document_fragment import DocumentFragment
from webapis.encoding.encodings import get_name
from webapis.html.elements.form import HTMLFormElement
from webapis.html.parser import (  # noqa: F401  (most of them enter their rules into the tables of the insertion modes)
    document_modes,
    formatting_rules,
    in_body,
    late_modes,
    states,
    table_modes,
    template_modes,
)
from webapis.html.parser.encoding_sniffing import Encoding
from webapis.html.parser.input_stream import InputStream
from webapis.html.parser.parse_errors import ParseError, ParseErrors
from webapis.html.parser.tokenizer import Tokenizer
from webapis.html.parser.tree_builder import TreeBuilder
from webapis.html.parser.tree_construction import TreeConstruction

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.dom.node import Node

# https://html.spec.whatwg.org/#html-fragment-parsing-algorithm: the tokenizer's state for a context
CONTEXT_STATES: "dict[str, int]" = {
    "title": states.RCDATA,
    "textarea": states.RCDATA,
    "style": states.RAWTEXT,
    "xmp": states.RAWTEXT,
    "iframe": states.RAWTEXT,
    "noembed": states.RAWTEXT,
    "noframes": states.RAWTEXT,
    "script": states.SCRIPT_DATA,
    "plaintext": states.PLAINTEXT,
}


def make_builder(document: "Document", scripting: bool) -> TreeConstruction:
    """The tree construction that the document's agent has chosen."""
    if document.agent.html_parser == "html5lib":
        # OPTIMIZATION: html5lib is imported only by those who want it.
        from webapis.html.html5lib_parser.tree_builder import Html5libTreeBuilder

        return Html5libTreeBuilder(document, scripting)
    return TreeBuilder(document, scripting)


@final
class Parser:
    """A parser and its input. Text consists of UTF-16 code units, as everywhere in the DOM."""

    document: "Document"
    script_nesting_level: int
    """https://html.spec.whatwg.org/#script-nesting-level"""
    paused: bool
    """https://html.spec.whatwg.org/#parser-pause-flag; the host sets it, `run` does nothing meanwhile."""

    def __init__(
        self,
        document: "Document",
        scripting: bool,
        *,
        script_created: bool = False,
        declarative_shadow_roots: bool = False,
        with_errors: bool = False,
    ) -> None:
        """`scripting` is the scripting flag; `script_created` means a parser made by document.open()."""
        self.document = document
        self.script_nesting_level = 0
        self.paused = False
        self.running = False
        self.aborted = False
        self.stream = InputStream()
        self.builder = make_builder(document, scripting)
        self.builder.runs_scripts = scripting
        self.builder.declarative_shadow_roots = declarative_shadow_roots
        self.tokenizer = Tokenizer(self.builder, self.stream)
        self.builder.tokenizer = self.tokenizer
        self.script_created = script_created
        if script_created:
            self.stream.set_insertion_point()
        if with_errors:
            self.tokenizer.errors = ParseErrors()

    # Input.

    def append(self, text: str) -> None:
        """Characters from the network, at the end of the input stream."""
        self.stream.append(text)

    def close(self) -> None:
        """No more will come: the explicit EOF character is at the end of the input stream."""
        if self.script_created and not self.stream.closed:
            self.stream.restore_insertion_point()
        self.stream.closed = True

    @property
    def has_insertion_point(self) -> bool:
        """Whether the insertion point is defined; document.write without it opens the document anew."""
        return bool(self.stream.barriers)

    def write(self, text: str) -> None:
        """Characters at the insertion point, which is defined; call `run` then."""
        self.stream.write(text)
        # What was left may say something now.
        self.tokenizer.waiting = False

    # Running.

    def run(self) -> "Element | None":
        """Read until a script element is complete, which is returned and has to be prepared, or until there is nothing to do.

        The script stands in the tree and is off the stack of open elements. None says that the input is exhausted, that
        the insertion point is reached, or that the parser is paused or finished.
        """
        if self.paused or self.running or self.builder.other_encoding is not None:
            return None
        self.running = True
        # OPTIMIZATION: while a tree grows there is nothing to collect; looking again and again doubles the time.
        collects = gc.isenabled()
        gc.disable()
        try:
            self.tokenizer.run()
        finally:
            self.running = False
            if collects:
                gc.enable()
        if self.aborted and not self.builder.stopped:
            self.builder.stop()
        self.builder.bring_up_to_date()
        if self.builder.stopped:
            # Nothing that goes round in circles is left for the collector.
            self.builder.tokenizer = None
        script = self.builder.pending_script
        self.builder.pending_script = None
        return script

    def set_encoding(self, encoding: Encoding) -> None:
        """What the bytes were decoded by; while it is tentative, a meta element may ask for another one."""
        self.builder.encoding = encoding
        self.document.encoding = get_name(encoding.name)

    @property
    def other_encoding(self) -> str | None:
        """When a meta element asked for another encoding: the host has to start again with it, from the first byte."""
        return self.builder.other_encoding

    @property
    def is_finished(self) -> bool:
        """Whether the end was reached: https://html.spec.whatwg.org/#the-end is the host's."""
        return self.builder.stopped

    def enter_script(self) -> None:
        """Before a script is prepared or executed: the insertion point is just before the next input character."""
        self.stream.set_insertion_point()
        self.script_nesting_level += 1

    def leave_script(self) -> None:
        """After it: the insertion point is what it was."""
        self.script_nesting_level -= 1
        if self.script_nesting_level == 0:
            self.paused = False
        if self.stream.barriers:
            self.stream.restore_insertion_point()

    def abort(self) -> None:
        """https://html.spec.whatwg.org/#abort-a-parser; a custom element's constructor may do it in the middle of a tag."""
        self.aborted = True
        self.stream.drop()
        self.tokenizer.finished = True
        self.tokenizer.halted = True
        self.builder.pending_script = None
        if not self.running and not self.builder.stopped:
            self.builder.stop()

    def errors(self) -> list[ParseError]:
        """The parse errors so far, when they were asked for."""
        errors = self.tokenizer.errors
        return errors.listed() if errors is not None else []


def parse_whole(parser: Parser, text: str) -> None:
    """Parse a text of which no script runs."""
    parser.append(text)
    parser.close()
    while parser.run() is not None:
        pass


def parse_html_fragment(
    context: "Element", text: str, scripting: bool, declarative_shadow_roots: bool
) -> "DocumentFragment":
    """https://html.spec.whatwg.org/#html-fragment-parsing-algorithm; nodes belong to the context's document."""
    document = context.node_document
    fragment = DocumentFragment(document)
    parser = Parser(document, scripting, declarative_shadow_roots=declarative_shadow_roots)
    builder = parser.builder
    builder.runs_scripts = False
    # 10. The tokenizer's state.
    names = context.names
    if names.is_html:
        if names.local_name in CONTEXT_STATES:
            parser.tokenizer.state = CONTEXT_STATES[names.local_name]
        elif names.local_name == "noscript" and scripting:
            parser.tokenizer.state = states.RAWTEXT
    builder.start_fragment(context, fragment)
    # 18. The form element pointer.
    node: Node | None = context
    while node is not None:
        if isinstance(node, HTMLFormElement):
            builder.form = node
            break
        node = node.parent_node
    parse_whole(parser, text)
    return fragment
