"""Links to resources and style elements: https://html.spec.whatwg.org/#the-link-element, #the-style-element"""

from typing import TYPE_CHECKING, Final

from webapis.html.elements.html_element import HTMLElement
from webapis.html.style_processing import LinkedSheet, StyleBlock
from webapis.html.subresources import fetch_for, is_ok

if TYPE_CHECKING:
    from webapis.css.style_sheet import CSSStyleSheet
    from webapis.dom.document import Document
    from webapis.dom.names import QualifiedName
    from webapis.dom.node import Node

# https://html.spec.whatwg.org/#match-preload-type: what `as` may name
PRELOADS: Final = frozenset(["fetch", "font", "image", "json", "script", "style", "track"])
LINK_ATTRIBUTES: Final = frozenset(["as", "crossorigin", "disabled", "href", "rel", "type"])


class HTMLLinkElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmllinkelement"""

    def __init__(self, node_document: "Document", names: "QualifiedName") -> None:
        super().__init__(node_document, names)
        self.linked = LinkedSheet(self)

    @property
    def sheet(self) -> "CSSStyleSheet | None":
        """https://drafts.csswg.org/cssom-1/#dom-linkstyle-sheet"""
        return self.linked.sheet

    def inserted(self) -> None:
        super().inserted()
        if self.is_connected:
            self.fetch_and_process()

    def removed(self, old_parent: "Node | None") -> None:
        super().removed(old_parent)
        self.linked.removed()

    def attribute_changed(
        self, local_name: str, old_value: str | None, value: str | None, namespace: str | None
    ) -> None:
        super().attribute_changed(local_name, old_value, value, namespace)
        if namespace is not None:
            return
        self.linked.attribute_changed(local_name, value)
        # https://html.spec.whatwg.org/#attr-link-disabled: taking it away enables what would have to be chosen.
        if local_name == "disabled" and old_value is not None and value is None:
            self.linked.is_explicitly_enabled = True
        if local_name in LINK_ATTRIBUTES and self.is_connected:
            self.fetch_and_process()

    def fetch_and_process(self) -> None:
        """https://html.spec.whatwg.org/#fetch-and-process-the-linked-resource"""
        linked = self.linked
        linked.request_number += 1
        number = linked.request_number
        href = self.content_attribute("href")
        kinds = (self.content_attribute("rel") or "").lower().split()
        is_disabled = self.content_attribute("disabled") is not None
        if not href or is_disabled or "stylesheet" not in kinds:
            linked.remove_sheet()
        if not href or is_disabled:
            return
        url = self.node_document.agent.host.parse_url(href, self.node_document.base_url())
        if url is None:
            return
        if "stylesheet" in kinds:
            kind = self.content_attribute("type")
            if not kind or kind.partition(";")[0].strip().lower() == "text/css":
                linked.fetch(url, number)
        elif "preload" in kinds:
            destination = (self.content_attribute("as") or "").lower()
            if destination in PRELOADS:
                fetch_for(self, url, destination, lambda response: linked.tell(number, is_ok(response)), False)
        elif "modulepreload" in kinds:
            fetch_for(self, url, "script", lambda response: linked.tell(number, is_ok(response)), False)


class HTMLStyleElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlstyleelement"""

    def __init__(self, node_document: "Document", names: "QualifiedName") -> None:
        super().__init__(node_document, names)
        self.block = StyleBlock(self)

    @property
    def sheet(self) -> "CSSStyleSheet | None":
        """https://drafts.csswg.org/cssom-1/#dom-linkstyle-sheet"""
        return self.block.sheet

    @property
    def disabled(self) -> bool:
        """https://html.spec.whatwg.org/#dom-style-disabled: without a style sheet, false."""
        return self.block.sheet is not None and self.block.sheet.disabled

    @disabled.setter
    def disabled(self, value: bool) -> None:
        if self.block.sheet is not None:
            self.block.sheet.disabled = value

    def inserted(self) -> None:
        super().inserted()
        self.block.update()

    def removed(self, old_parent: "Node | None") -> None:
        super().removed(old_parent)
        self.block.removed()

    def children_changed(self) -> None:
        self.block.update()

    def attribute_changed(
        self, local_name: str, old_value: str | None, value: str | None, namespace: str | None
    ) -> None:
        super().attribute_changed(local_name, old_value, value, namespace)
        if namespace is None:
            self.block.attribute_changed(local_name, value)
            if local_name == "type" and value != old_value:
                self.block.update()
