"""Nodes that bring style sheets into a document: https://drafts.csswg.org/cssom-1/#the-linkstyle-interface

Each owns one of these objects: style elements of HTML and SVG a StyleBlock, links and processing instructions a LinkedSheet.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from webapis.css.animating import notice_text
from webapis.dom.document_html import child_text_content
from webapis.dom.element import Element
from webapis.dom.text import ProcessingInstruction
from webapis.html.events import fire_event
from webapis.html.subresources import fetch_for, is_ok, request_for
from webapis.html.window import Window
from webapis.infra.ascii import ascii_lowercase

if TYPE_CHECKING:
    from webapis.css.style_sheet import CSSStyleSheet
    from webapis.dom.node import Node
    from webapis.fetch.exchange import FetchResponse

# https://www.w3.org/TR/xml-stylesheet/#NT-PseudoAtt
PSEUDO_ATTRIBUTE: Final = re.compile(r"""([\w:.-]+)[ \t\r\n]*=[ \t\r\n]*(?:"([^"]*)"|'([^']*)')""")
REFERENCE: Final = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(amp|lt|gt|quot|apos));")
ENTITIES: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class SheetSource:
    """What may give its node a sheet, and what waits for that."""

    def __init__(self, node: "Node") -> None:
        self.node = node
        self.sheet: CSSStyleSheet | None = None
        """https://drafts.csswg.org/cssom-1/#associated-css-style-sheet"""
        self.request_number = 0
        """Counts what was asked for: what comes of an earlier one is not wanted."""
        self.blocks_scripts = False

    def attribute(self, name: str) -> str | None:
        """An attribute of an element, a pseudo-attribute of a processing instruction."""
        node = self.node
        if isinstance(node, Element):
            return node.content_attribute(name)
        if isinstance(node, ProcessingInstruction):
            for match in PSEUDO_ATTRIBUTE.finditer(node.text):
                if match[1] == name:
                    return REFERENCE.sub(referenced, match[2] if match[2] is not None else match[3])
        return None

    def is_in_a_document(self) -> bool:
        """Whether the sheet would count: nodes of a document or of a shadow tree in one."""
        return self.node.is_connected

    def removed(self) -> None:
        """The node's removing steps."""
        self.request_number += 1
        self.remove_sheet()
        self.release_scripts()

    def remove_sheet(self) -> None:
        """https://drafts.csswg.org/cssom-1/#remove-a-css-style-sheet"""
        sheet, self.sheet = self.sheet, None
        if sheet is not None and sheet.scope_styles is not None:
            sheet.scope_styles.remove(sheet)

    def add_sheet(self, text: str, base_url: str, is_alternate: bool) -> "CSSStyleSheet":
        """https://drafts.csswg.org/cssom-1/#create-a-css-style-sheet"""
        from webapis.css.scope_styles import styles_of
        from webapis.css.style_sheet import CSSStyleSheet

        node = self.node
        sheet = CSSStyleSheet()
        sheet.document = node.node_document
        sheet.owner_node = node
        sheet.base_url = base_url
        sheet.encoding = node.node_document.encoding.lower()
        sheet.source = text
        notice_text(sheet.document, text)
        sheet.media.source = self.attribute("media") or ""
        if not node.is_in_shadow_tree():
            sheet.title_text = self.attribute("title") or ""
        self.sheet = sheet
        assert node.scope is not None
        styles_of(node.scope).add(sheet, is_alternate)
        return sheet

    def hold_scripts(self) -> None:
        """https://html.spec.whatwg.org/#contributes-a-script-blocking-style-sheet, if the parser made the node."""
        page = self.node.node_document.page
        if page is None or self.blocks_scripts or not page.is_parser_inserting():
            return
        media = self.attribute("media")
        if media:
            from webapis.css.media_queries import text_matches

            if not text_matches(media, page.environment()):
                return
        self.blocks_scripts = True
        page.block_scripts()

    def release_scripts(self) -> None:
        """Scripts need not wait for it any more."""
        page = self.node.node_document.page
        if self.blocks_scripts and page is not None:
            self.blocks_scripts = False
            page.unblock_scripts()

    def tell(self, number: int, works: bool) -> None:
        """load or error, unless something else is wanted by now."""
        if number == self.request_number:
            if isinstance(self.node, Element):
                fire_event(self.node, "load" if works else "error")
            self.release_scripts()

    def attribute_changed(self, local_name: str, value: str | None) -> None:
        """What a sheet that is there takes over at once."""
        if self.sheet is None:
            return
        if local_name == "media":
            self.sheet.media.media_text = value or ""
        elif local_name == "title" and not self.node.is_in_shadow_tree():
            self.sheet.title_text = value or ""


class StyleBlock(SheetSource):
    """https://html.spec.whatwg.org/#update-a-style-block"""

    def update(self) -> None:
        """The element is another one, in its text or its place: load is fired once its imports are there."""
        # 2. What was there goes.
        self.request_number += 1
        number = self.request_number
        self.remove_sheet()
        # 3-4. Only in a document, only of the one type.
        document = self.node.node_document
        page = document.page
        kind = self.attribute("type")
        if not self.is_in_a_document() or (kind and ascii_lowercase(kind) != "text/css"):
            return
        # 6. The sheet; its rules are read when somebody wants them.
        text = child_text_content(self.node)
        sheet = self.add_sheet(text, document.base_url(), False)
        if page is None or not isinstance(self.node, Element):
            return
        if "@import" in text.lower():
            self.hold_scripts()
        page.delay_load()

        def steps() -> None:
            if number == self.request_number:
                self.load(sheet, number)
            page.release_load()

        document.agent.host.queue_element_task("networking", self.node, steps)

    def load(self, sheet: "CSSStyleSheet", number: int) -> None:
        """The queued steps; most style elements import nothing, and nothing is read for that."""
        if sheet.source is not None and "@import" not in sheet.source.lower():
            self.tell(number, True)
            return
        from webapis.css.imports import load_imports

        load_imports(sheet, self.node, lambda works: self.tell(number, works))


class LinkedSheet(SheetSource):
    """https://html.spec.whatwg.org/#link-type-stylesheet"""

    def __init__(self, node: "Node") -> None:
        super().__init__(node)
        self.is_explicitly_enabled = False
        """https://html.spec.whatwg.org/#explicitly-enabled"""

    def is_alternate(self) -> bool:
        """Whether the sheet is one of a set that has to be chosen."""
        if self.is_explicitly_enabled:
            return False
        kinds = (self.attribute("rel") or "").lower().split()
        return "alternate" in kinds or self.attribute("alternate") == "yes"

    def fetch(self, url: str, number: int) -> None:
        """https://html.spec.whatwg.org/#default-fetch-and-process-the-linked-resource"""
        if url.startswith("data:"):
            self.take_at_once(url, number)
            return

        def came(response: "FetchResponse") -> None:
            self.came(number, url, response, lambda works: self.tell(number, works))

        fetched = fetch_for(self.node, url, "style", came, True)
        if fetched and not self.is_alternate():
            self.hold_scripts()

    def take_at_once(self, url: str, number: int) -> None:
        """What the address itself says. DEVIATION: the standard fetches it in parallel; browsers have the sheet now, and
        tell of it later."""
        document = self.node.node_document
        window, page = document.default_view, document.page
        if not isinstance(window, Window) or page is None:
            return

        def later(works: bool) -> None:
            page.delay_load()

            def told() -> None:
                self.tell(number, works)
                page.release_load()

            window.host.queue_global_task("networking", window, told, "style sheet")

        self.came(number, url, window.host.fetch_now(window, request_for(self.node, window, url, "style")), later)
        # Only what it imports has to be waited for.
        if self.sheet is not None and self.sheet.source is None and not self.is_alternate():
            self.hold_scripts()

    def came(self, number: int, url: str, response: "FetchResponse", tell: Callable[[bool], None]) -> None:
        """https://html.spec.whatwg.org/#link-type-stylesheet:process-the-linked-resource; its imports are fetched too."""
        from webapis.css.byte_decoding import decode_sheet
        from webapis.css.imports import is_origin_clean, is_style, load_imports

        document = self.node.node_document
        if number != self.request_number or not self.is_in_a_document():
            return
        # 3. What was there goes.
        self.remove_sheet()
        if not is_ok(response) or not is_style(document, response):
            tell(False)
            return
        # 4. A new one.
        text, encoding = decode_sheet(response, self.attribute("charset"), document.encoding)
        sheet = self.add_sheet(text, response.url or url, self.is_alternate())
        if self.is_explicitly_enabled:
            sheet.disabled = False
        sheet.href = url
        sheet.encoding = encoding
        sheet.is_origin_clean = is_origin_clean(self.node, response)
        load_imports(sheet, self.node, tell)

    def process_instruction(self) -> None:
        """https://drafts.csswg.org/cssom-1/#prolog: xml-stylesheet before the document element"""
        self.request_number += 1
        number = self.request_number
        self.remove_sheet()
        document = self.node.node_document
        href = self.attribute("href")
        kind = self.attribute("type")
        if not href or self.node.parent_node is not document or (kind and ascii_lowercase(kind) != "text/css"):
            return
        url = document.agent.host.parse_url(href, document.base_url())
        if url is not None and document.page is not None:
            self.fetch(url, number)


def referenced(match: re.Match[str]) -> str:
    """What a character or entity reference in a processing instruction stands for."""
    if match[3]:
        return ENTITIES[match[3]]
    code = int(match[1], 16) if match[1] else int(match[2])
    return chr(code) if code <= 0x10FFFF else "\ufffd"
