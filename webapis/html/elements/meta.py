"""https://html.spec.whatwg.org/#the-meta-element, and declarative refresh"""

import re
from typing import TYPE_CHECKING, Final

from webapis.html.elements.html_element import HTMLElement
from webapis.html.window import Window

if TYPE_CHECKING:
    from webapis.dom.document import Document

REFRESH: Final = re.compile(
    r"[ \t\n\f\r]*(?:(\d+)|(?=\.))[\d.]*(?:(?:[ \t\n\f\r]*[;,][ \t\n\f\r]*|[ \t\n\f\r]+)(.*))?",
    re.ASCII | re.DOTALL,
)
URL_PREFIX: Final = re.compile(r"url[ \t\n\f\r]*=[ \t\n\f\r]*", re.IGNORECASE)
LOOK_AGAIN: Final = 50.0
"""Milliseconds after which a document that was not loaded in time is asked again."""
MOST_SECONDS: Final = 2**31


class HTMLMetaElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlmetaelement"""

    def inserted(self) -> None:
        super().inserted()
        self.process_pragma()

    @property
    def has_post_connection_steps(self) -> bool:
        return True

    def post_connected(self) -> None:
        self.choose_default_style()

    def attribute_changed(
        self, local_name: str, old_value: str | None, value: str | None, namespace: str | None
    ) -> None:
        super().attribute_changed(local_name, old_value, value, namespace)
        if namespace is None and local_name in ("http-equiv", "content"):
            self.process_pragma()
            self.choose_default_style()

    def choose_default_style(self) -> None:
        """https://html.spec.whatwg.org/#attr-meta-http-equiv-default-style"""
        content = self.content_attribute("content")
        if not content or (self.content_attribute("http-equiv") or "").lower() != "default-style":
            return
        if self.scope is not None and self.tree_root() is self.node_document:
            from webapis.css.scope_styles import styles_of

            styles_of(self.scope).prefer(content)

    def process_pragma(self) -> None:
        """https://html.spec.whatwg.org/#attr-meta-http-equiv-refresh"""
        content = self.content_attribute("content")
        in_document = self.tree_root() is self.node_document
        if content and in_document and (self.content_attribute("http-equiv") or "").lower() == "refresh":
            refresh_declaratively(self.node_document, content)


def parse_refresh(content: str) -> tuple[int, str | None] | None:
    """https://html.spec.whatwg.org/#shared-declarative-refresh-steps: seconds, and the address if there is one"""
    match = REFRESH.fullmatch(content)
    if match is None:
        return None
    rest = match[2] or ""
    prefix = URL_PREFIX.match(rest)
    url = rest[prefix.end() :] if prefix is not None else rest
    if url[:1] in ("'", '"') and url:
        url = url[1:].partition(url[0])[0]
    return int(match[1] or 0), url or None


def refresh_declaratively(document: "Document", content: str) -> None:
    """https://html.spec.whatwg.org/#shared-declarative-refresh-steps"""
    window = document.default_view
    wanted = parse_refresh(content)
    if document.will_declaratively_refresh or wanted is None or not isinstance(window, Window):
        return
    # 13. Not in a sandbox that keeps documents from doing things by themselves.
    if "allow-scripts" not in window.sandbox.allowed:
        return
    seconds, address = wanted
    url = document.url if address is None else document.agent.host.parse_url(address, document.base_url())
    if url is None or url.startswith("javascript:"):
        return
    document.will_declaratively_refresh = True
    RefreshUnderWay(window, url).wait(min(seconds, MOST_SECONDS) * 1000.0)


class RefreshUnderWay:
    """A refresh that waits for its time, and for its document."""

    def __init__(self, window: "Window", url: str) -> None:
        self.window = window
        self.url = url

    def wait(self, delay: float) -> None:
        """Come back after that many milliseconds."""
        self.window.host.run_after(self.window, delay, self.come_due, "refresh", None, self.window.document.url)

    def come_due(self) -> None:
        """The time is over; a document that still loads is waited for."""
        if self.window.document.ready_state == "complete":
            self.window.host.navigate(self.window, self.url, True)
        else:
            self.wait(LOOK_AGAIN)
