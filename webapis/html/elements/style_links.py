"""Links to resources and style elements: https://html.spec.whatwg.org/#the-link-element, #the-style-element"""

from typing import TYPE_CHECKING, Final

from webapis.dom.document_html import child_text_content
from webapis.html.elements.html_element import HTMLElement
from webapis.html.events import fire_event
from webapis.html.subresources import fetch_for, is_ok

if TYPE_CHECKING:
    from webapis.css.style_sheet import CSSStyleSheet
    from webapis.dom.document import Document
    from webapis.dom.names import QualifiedName
    from webapis.dom.node import Node
    from webapis.fetch.exchange import FetchResponse

# https://html.spec.whatwg.org/#match-preload-type: what `as` may name
PRELOADS: Final = frozenset(["fetch", "font", "image", "json", "script", "style", "track"])
LINK_ATTRIBUTES: Final = frozenset(["as", "crossorigin", "disabled", "href", "rel", "type"])


class StyleOwner(HTMLElement):
    """An element that may have a style sheet: https://drafts.csswg.org/cssom-1/#associated-css-style-sheet"""

    sheet: "CSSStyleSheet | None"

    def __init__(self, node_document: "Document", names: "QualifiedName") -> None:
        super().__init__(node_document, names)
        self.sheet = None
        self.request_number = 0
        """Counts what was asked for: what comes of an earlier one is not wanted."""
        self.blocks_scripts = False

    def removed(self, old_parent: "Node | None") -> None:
        super().removed(old_parent)
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

        sheet = CSSStyleSheet()
        sheet.document = self.node_document
        sheet.owner_node = self
        sheet.base_url = base_url
        sheet.encoding = self.node_document.encoding.lower()
        sheet.source = text
        sheet.media.source = self.content_attribute("media") or ""
        if not self.is_in_shadow_tree():
            sheet.title_text = self.content_attribute("title") or ""
        self.sheet = sheet
        assert self.scope is not None
        styles_of(self.scope).add(sheet, is_alternate)
        return sheet

    def hold_scripts(self) -> None:
        """https://html.spec.whatwg.org/#contributes-a-script-blocking-style-sheet, if the parser made the element."""
        page = self.node_document.page
        if page is None or self.blocks_scripts or not page.is_parser_inserting():
            return
        media = self.content_attribute("media")
        if media:
            from webapis.css.media_queries import text_matches

            if not text_matches(media, page.environment()):
                return
        self.blocks_scripts = True
        page.block_scripts()

    def release_scripts(self) -> None:
        """Scripts need not wait for it any more."""
        page = self.node_document.page
        if self.blocks_scripts and page is not None:
            self.blocks_scripts = False
            page.unblock_scripts()

    def tell(self, number: int, works: bool) -> None:
        """load or error, unless something else is wanted by now."""
        if number == self.request_number:
            fire_event(self, "load" if works else "error")
            self.release_scripts()

    def attribute_changed(
        self, local_name: str, old_value: str | None, value: str | None, namespace: str | None
    ) -> None:
        super().attribute_changed(local_name, old_value, value, namespace)
        if self.sheet is None or namespace is not None:
            return
        if local_name == "media":
            self.sheet.media.media_text = value or ""
        elif local_name == "title" and not self.is_in_shadow_tree():
            self.sheet.title_text = value or ""


class HTMLLinkElement(StyleOwner):
    """https://html.spec.whatwg.org/#htmllinkelement"""

    def inserted(self) -> None:
        super().inserted()
        if self.is_connected:
            self.fetch_and_process()

    def attribute_changed(
        self, local_name: str, old_value: str | None, value: str | None, namespace: str | None
    ) -> None:
        super().attribute_changed(local_name, old_value, value, namespace)
        if namespace is None and local_name in LINK_ATTRIBUTES and self.is_connected:
            self.fetch_and_process()

    def fetch_and_process(self) -> None:
        """https://html.spec.whatwg.org/#fetch-and-process-the-linked-resource"""
        self.request_number += 1
        number = self.request_number
        href = self.content_attribute("href")
        kinds = (self.content_attribute("rel") or "").lower().split()
        if not href or self.content_attribute("disabled") is not None or "stylesheet" not in kinds:
            self.remove_sheet()
        if not href or self.content_attribute("disabled") is not None:
            return
        url = self.node_document.agent.host.parse_url(href, self.node_document.base_url())
        if url is None:
            return
        if "stylesheet" in kinds:
            kind = self.content_attribute("type")
            if not kind or kind.partition(";")[0].strip().lower() == "text/css":
                fetched = fetch_for(self, url, "style", lambda response: self.sheet_came(number, url, response), True)
                if fetched and "alternate" not in kinds:
                    self.hold_scripts()
        elif "preload" in kinds:
            destination = (self.content_attribute("as") or "").lower()
            if destination in PRELOADS:
                fetch_for(self, url, destination, lambda response: self.tell(number, is_ok(response)), False)
        elif "modulepreload" in kinds:
            fetch_for(self, url, "script", lambda response: self.tell(number, is_ok(response)), False)

    def sheet_came(self, number: int, url: str, response: "FetchResponse") -> None:
        """https://html.spec.whatwg.org/#link-type-stylesheet:process-the-linked-resource; its imports are fetched too."""
        from webapis.css.byte_decoding import decode_sheet
        from webapis.css.imports import is_style, load_imports

        if number != self.request_number or not self.is_connected:
            return
        # 3. What was there goes.
        self.remove_sheet()
        if not is_ok(response) or not is_style(self.node_document, response):
            self.tell(number, False)
            return
        # 4. A new one.
        text, encoding = decode_sheet(response, self.content_attribute("charset"), self.node_document.encoding)
        kinds = (self.content_attribute("rel") or "").lower().split()
        sheet = self.add_sheet(text, url, "alternate" in kinds)
        sheet.href = url
        sheet.encoding = encoding
        sheet.is_origin_clean = response.type != "opaque"
        load_imports(sheet, self, lambda works: self.tell(number, works))


class HTMLStyleElement(StyleOwner):
    """https://html.spec.whatwg.org/#htmlstyleelement"""

    @property
    def disabled(self) -> bool:
        """https://html.spec.whatwg.org/#dom-style-disabled: without a style sheet, false."""
        return self.sheet is not None and self.sheet.disabled

    @disabled.setter
    def disabled(self, value: bool) -> None:
        if self.sheet is not None:
            self.sheet.disabled = value

    def inserted(self) -> None:
        super().inserted()
        self.update_style_block()

    def children_changed(self) -> None:
        self.update_style_block()

    def attribute_changed(
        self, local_name: str, old_value: str | None, value: str | None, namespace: str | None
    ) -> None:
        super().attribute_changed(local_name, old_value, value, namespace)
        if local_name == "type" and namespace is None and value != old_value:
            self.update_style_block()

    def update_style_block(self) -> None:
        """https://html.spec.whatwg.org/#update-a-style-block: load is fired once its imports are there"""
        # 2. What was there goes.
        self.request_number += 1
        number = self.request_number
        self.remove_sheet()
        # 3-4. Only in a document, only of the one type.
        page = self.node_document.page
        kind = self.content_attribute("type")
        if not self.is_connected or (kind and kind.lower() != "text/css"):
            return
        # 6. The sheet; its rules are read when somebody wants them.
        text = child_text_content(self)
        sheet = self.add_sheet(text, self.node_document.base_url(), False)
        if page is None:
            return
        if "@import" in text.lower():
            self.hold_scripts()
        page.delay_load()

        def steps() -> None:
            if number == self.request_number:
                load_block(sheet, self, number)
            page.release_load()

        self.node_document.agent.host.queue_element_task("networking", self, steps)


def load_block(sheet: "CSSStyleSheet", element: HTMLStyleElement, number: int) -> None:
    """The queued steps; most style elements import nothing, and nothing is read for that."""
    if sheet.source is not None and "@import" not in sheet.source.lower():
        element.tell(number, True)
        return
    from webapis.css.imports import load_imports

    load_imports(sheet, element, lambda works: element.tell(number, works))
