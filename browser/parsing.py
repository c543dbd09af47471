"""The parser of a page and its scripts: https://html.spec.whatwg.org/#scriptEndTag, #document-write-steps"""

import re
from typing import TYPE_CHECKING, Final

from browser.scripts import TextPlace
from webapis.dom.document_html import child_text_content
from webapis.dom.mutation import insert, replace_all
from webapis.html.parser import Parser
from webapis.infra import namespaces

if TYPE_CHECKING:
    from browser.live_document import LiveDocument
    from webapis.dom.document import Document
    from webapis.dom.element import Element


class DocumentParser:
    """Drives the HTML parser of one document; no frame of it is on the stack while it waits for a script."""

    def __init__(self, live: "LiveDocument", script_created: bool = False) -> None:
        self.live = live
        self.scripts = live.scripts
        self.parser = Parser(live.document, True, script_created=script_created, declarative_shadow_roots=True)
        self.text = ""
        self.counted = 0
        self.line = 1
        self.line_start = 0
        self.is_blocked = False
        """Whether it waits for https://html.spec.whatwg.org/#pending-parsing-blocking-script"""
        self.is_inserting = False
        """Whether elements that are connected now are the parser's."""
        self.is_over = False

    def begin(self, text: str) -> None:
        """The whole text of a page."""
        self.text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
        self.parser.append(self.text)
        self.parser.close()
        self.pump()

    def pump(self) -> None:
        """Go on until a script has to be waited for, or the end."""
        while not self.is_over and not self.is_blocked:
            self.is_inserting = True
            script = self.parser.run()
            self.is_inserting = False
            if script is None:
                break
            self.handle_script(script)
            if self.parser.paused:
                return
        if self.parser.is_finished and not self.is_over and not self.is_blocked:
            self.is_over = True
            self.scripts.the_end()

    def handle_script(self, script: "Element") -> None:
        """https://html.spec.whatwg.org/#scriptEndTag"""
        host = self.live.host
        host.clean_up_after_running_script()
        if script.script_processing() is None:
            return
        self.scripts.place_of_next = self.place_of(script)
        self.parser.enter_script()
        self.scripts.prepare(script)
        self.parser.leave_script()
        if self.scripts.parsing_blocking is None:
            return
        # A script in what document.write wrote: those further out come to an end first.
        if self.parser.script_nesting_level != 0:
            self.parser.paused = True
        else:
            self.run_blocking()

    def run_blocking(self) -> None:
        """The steps for a pending parsing-blocking script."""
        while not self.is_over:
            script = self.scripts.parsing_blocking
            if script is None:
                self.is_blocked = False
                return
            if not script.is_ready or self.live.blocking_sheets:
                self.is_blocked = True
                return
            self.scripts.parsing_blocking = None
            # What it writes is read at once.
            self.is_blocked = False
            self.parser.enter_script()
            self.scripts.execute(script)
            self.parser.leave_script()

    def resume(self) -> None:
        """The script that the parser waited for is ready."""
        if self.is_blocked:
            self.run_blocking()
            self.pump()

    def place_of(self, script: "Element") -> TextPlace:
        """Where the text of an inline script begins."""
        stream = self.parser.stream
        end = min(stream.consumed + stream.position, len(self.text))
        text = child_text_content(script)
        start = self.text.rfind("</", self.counted, end) - len(text)
        if start >= self.counted and self.text.startswith(text, start):
            self.count_lines(start)
            place = TextPlace(self.line, start - self.line_start + 1)
            self.count_lines(end)
            return place
        # It was written, or parts of it were.
        self.count_lines(end)
        return TextPlace(max(1, self.line - text.count("\n")), 1)

    def count_lines(self, end: int) -> None:
        """Those before a place; each is counted once."""
        if end > self.counted:
            self.line += self.text.count("\n", self.counted, end)
            self.line_start = max(self.line_start, self.text.rfind("\n", self.counted, end) + 1)
            self.counted = end

    def abort(self) -> None:
        """https://html.spec.whatwg.org/#abort-a-parser"""
        if not self.is_over:
            self.is_over = True
            self.parser.abort()

    # https://html.spec.whatwg.org/#dynamic-markup-insertion

    @property
    def script_nesting_level(self) -> int:
        """https://html.spec.whatwg.org/#script-nesting-level"""
        return self.parser.script_nesting_level

    @property
    def takes_writing(self) -> bool:
        """Whether the insertion point is defined."""
        return not self.is_over and self.parser.has_insertion_point

    def write(self, text: str) -> None:
        """Steps 10 and 11 of the document write steps."""
        inserting, self.is_inserting = self.is_inserting, True
        self.parser.write(text)
        self.is_inserting = inserting
        if self.scripts.parsing_blocking is None:
            self.pump()

    def close(self) -> None:
        """https://html.spec.whatwg.org/#dom-document-close"""
        if self.parser.script_created and not self.is_over:
            self.parser.close()
            if self.scripts.parsing_blocking is None:
                self.pump()


def fill_blank(document: "Document") -> None:
    """The tree of about:blank."""
    html = document.create_element_ns(namespaces.HTML, "html")
    for name in ("head", "body"):
        insert(document.create_element_ns(namespaces.HTML, name), html, None, True)
    insert(html, document, None, True)


def empty(document: "Document") -> None:
    """Take everything out, as document.open does."""
    replace_all(None, document)


# Where an XML parser may have come to the end of a script element.
_SCRIPT_ENDS: Final = re.compile(r"<(?:[\w.-]+:)?script\b[^>]*/>|</(?:[\w.-]+:)?script\s*>")


class XMLDocumentParser:
    """https://html.spec.whatwg.org/#xml-parser: fed up to the end of each script, so that it stands still meanwhile."""

    def __init__(self, live: "LiveDocument") -> None:
        from webapis.html.xml_parser import XMLTreeBuilder

        self.live = live
        self.scripts = live.scripts
        self.builder = XMLTreeBuilder(live.document, live.document, {})
        self.builder.script_ended = self.script_ended
        self.pieces: list[str] = []
        self.ended: list[Element] = []
        self.is_blocked = False
        self.is_over = False
        self.is_inserting = False
        self.takes_writing = False

    def begin(self, text: str) -> None:
        """The whole text of a page."""
        start = 0
        for match in _SCRIPT_ENDS.finditer(text):
            self.pieces.append(text[start : match.end()])
            start = match.end()
        self.pieces.append(text[start:])
        self.pieces.reverse()
        self.pump()

    def script_ended(self, element: "Element") -> None:
        """An end tag of the XML."""
        if element.script_processing() is not None:
            self.ended.append(element)

    def pump(self) -> None:
        """Go on until a script has to be waited for, or the end."""
        from webapis.html.xml_parser import XMLSyntaxError, add_error

        while not self.is_over and not self.is_blocked:
            if self.ended:
                self.run_script(self.ended.pop(0))
                continue
            if not self.pieces:
                break
            piece = self.pieces.pop()
            try:
                self.is_inserting = True
                self.builder.feed(piece, not self.pieces)
                self.is_inserting = False
            except XMLSyntaxError as error:
                add_error(self.live.document, str(error))
                self.pieces.clear()
        if not self.is_over and not self.is_blocked:
            self.is_over = True
            self.scripts.the_end()

    def run_script(self, script: "Element") -> None:
        """https://html.spec.whatwg.org/#parsing-xhtml-documents: what an end tag of a script does."""
        self.live.host.clean_up_after_running_script()
        self.scripts.prepare(script)
        self.run_blocking()

    def run_blocking(self) -> None:
        """The steps for a pending parsing-blocking script."""
        script = self.scripts.parsing_blocking
        self.is_blocked = script is not None and (not script.is_ready or self.live.blocking_sheets > 0)
        if script is not None and not self.is_blocked:
            self.scripts.parsing_blocking = None
            self.scripts.execute(script)

    def resume(self) -> None:
        """The script that the parser waited for is ready."""
        if self.is_blocked:
            self.run_blocking()
            self.pump()

    def abort(self) -> None:
        """https://html.spec.whatwg.org/#abort-a-parser"""
        self.is_over = True
        self.pieces.clear()

    def write(self, text: str) -> None:
        """XML documents have no dynamic markup insertion."""

    def close(self) -> None:
        """See write."""

    @property
    def script_nesting_level(self) -> int:
        """Scripts do not nest here."""
        return 0
