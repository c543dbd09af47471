"""Links to resources and style elements: https://html.spec.whatwg.org/#the-link-element, #the-style-element

What is linked is fetched and tells how that went; style sheets themselves are not there yet.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from webapis.dom.document_html import child_text_content
from webapis.html.elements.html_element import HTMLElement
from webapis.html.events import fire_event
from webapis.html.subresources import fetch_for, is_ok

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.dom.names import QualifiedName
    from webapis.fetch.exchange import FetchResponse

# https://html.spec.whatwg.org/#match-preload-type: what `as` may name
PRELOADS: Final = frozenset(["fetch", "font", "image", "json", "script", "style", "track"])
LINK_ATTRIBUTES: Final = frozenset(["as", "crossorigin", "disabled", "href", "rel", "type"])
IMPORTS: Final = re.compile(
    r"(?:\s|/\*.*?\*/|@charset\s[^;]*;)*@import\s+(?:url\(\s*)?[\"']?([^\"')\s;]+)[^;]*;?", re.DOTALL
)


class HTMLLinkElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmllinkelement"""

    def __init__(self, node_document: "Document", names: "QualifiedName") -> None:
        super().__init__(node_document, names)
        self.fetch_number = 0
        """Counts the fetches: what an earlier one brings is not wanted."""

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
        self.fetch_number += 1
        number = self.fetch_number
        href = self.content_attribute("href")
        kinds = (self.content_attribute("rel") or "").lower().split()
        if not href or self.content_attribute("disabled") is not None:
            return
        url = self.node_document.agent.host.parse_url(href, self.node_document.base_url())
        if url is None:
            return
        if "stylesheet" in kinds:
            kind = self.content_attribute("type")
            if not kind or kind.partition(";")[0].strip().lower() == "text/css":
                fetch_for(self, url, "style", lambda response: self.sheet_came(number, url, response), True)
        elif "preload" in kinds:
            destination = (self.content_attribute("as") or "").lower()
            if destination in PRELOADS:
                fetch_for(self, url, destination, lambda response: self.tell(number, is_ok(response)), False)
        elif "modulepreload" in kinds:
            fetch_for(self, url, "script", lambda response: self.tell(number, is_ok(response)), False)

    def sheet_came(self, number: int, url: str, response: "FetchResponse") -> None:
        """The style sheet, whose imports are fetched too."""
        if number != self.fetch_number:
            return
        if not is_ok(response) or not is_style(self.node_document, response):
            self.tell(number, False)
            return
        load_imports(self, url, response.body.decode("utf-8", "replace"), lambda works: self.tell(number, works))

    def tell(self, number: int, works: bool) -> None:
        """load or error, unless something else is wanted by now."""
        if number == self.fetch_number:
            fire_event(self, "load" if works else "error")


class HTMLStyleElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlstyleelement"""

    def __init__(self, node_document: "Document", names: "QualifiedName") -> None:
        super().__init__(node_document, names)
        self.update_number = 0

    @property
    def disabled(self) -> bool:
        """https://html.spec.whatwg.org/#dom-style-disabled: without a style sheet, false."""
        return False

    @disabled.setter
    def disabled(self, value: bool) -> None:
        pass

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
        self.update_number += 1
        number = self.update_number
        page = self.node_document.page
        kind = self.content_attribute("type")
        if not self.is_connected or page is None or (kind and kind.lower() != "text/css"):
            return
        page.delay_load()

        def steps() -> None:
            self.load_block(number)
            page.release_load()

        self.node_document.agent.host.queue_element_task("networking", self, steps)

    def load_block(self, number: int) -> None:
        """The queued steps."""
        if number == self.update_number:
            text = child_text_content(self)
            load_imports(self, self.node_document.base_url(), text, lambda works: self.tell(number, works))

    def tell(self, number: int, works: bool) -> None:
        """load or error, unless the text is another one by now."""
        if number == self.update_number:
            fire_event(self, "load" if works else "error")


def is_style(document: "Document", response: "FetchResponse") -> bool:
    """https://html.spec.whatwg.org/#link-type-stylesheet:process-the-linked-resource, by its Content-Type"""
    kind = response.header("content-type") or ""
    if not kind or kind.partition(";")[0].strip().lower() == "text/css":
        return True
    return document.compat_mode == "BackCompat" and response.type != "opaque"


def imports_of(text: str) -> list[str]:
    """The addresses of the @import rules that a style sheet begins with."""
    found: list[str] = []
    at = 0
    while (match := IMPORTS.match(text, at)) is not None:
        found.append(match[1])
        at = match.end()
    return found


class ImportsUnderWay:
    """The imports of one style sheet."""

    def __init__(self, count: int, done: Callable[[bool], None]) -> None:
        self.count = count
        self.done = done
        self.works = True

    def answer(self, works: bool) -> None:
        """One of them has come, or not."""
        self.count -= 1
        self.works = self.works and works
        if self.count == 0:
            self.done(self.works)


def load_imports(element: "Element", base: str, text: str, done: Callable[[bool], None]) -> None:
    """Fetch what a style sheet imports first; then say whether all of it came."""
    host = element.node_document.agent.host
    urls = [host.parse_url(address, base) for address in imports_of(text)]
    known = [url for url in urls if url is not None]
    if not known:
        done(len(urls) == 0)
        return
    under_way = ImportsUnderWay(len(known), done)
    for url in known:
        fetch_for(element, url, "style", lambda response: under_way.answer(is_ok(response)), True)
