"""Fetching what style sheets import: https://drafts.csswg.org/css-cascade-5/#fetch-an-import"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from webapis.css.animating import notice_text
from webapis.css.at_rules import CSSImportRule
from webapis.css.byte_decoding import decode_sheet
from webapis.css.style_sheet import CSSStyleSheet
from webapis.dom.element import Element
from webapis.html.subresources import fetch_for, is_ok
from webapis.html.window import Window
from webapis.url.record import parse_url, serialized_origin

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.node import Node
    from webapis.fetch.exchange import FetchResponse

DEEPEST = 32
"""Sheets that import sheets beyond this are not fetched."""


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


def load_imports(sheet: CSSStyleSheet, owner: "Node", done: Callable[[bool], None]) -> None:
    """Fetch what a style sheet imports first; then say whether all of it came."""
    if sheet.source is not None and "@import" not in sheet.source.lower():
        done(True)
        return
    imports = [rule for rule in sheet.all_rules if isinstance(rule, CSSImportRule) and rule.supported]
    if not imports:
        done(True)
        return
    under_way = ImportsUnderWay(len(imports), done)
    for rule in imports:
        load_import(rule, sheet, owner, under_way.answer)


def load_import(rule: CSSImportRule, sheet: CSSStyleSheet, owner: "Node", answer: Callable[[bool], None]) -> None:
    """Fetch one; a sheet that is on the way to itself already is left out."""
    url = parse_url(rule.href, sheet.base_url)
    if url is None or owner.node_document.page is None:
        answer(False)
        return
    outer: CSSStyleSheet | None = sheet
    depth = 0
    while outer is not None:
        depth += 1
        if outer.href == url or depth > DEEPEST:
            answer(True)
            return
        outer = outer.parent_style_sheet

    def came(response: "FetchResponse") -> None:
        if not is_ok(response) or not is_style(owner.node_document, response):
            # As browsers have it: what came is no failure, even when it is no style sheet.
            answer(is_ok(response))
            return
        made = CSSStyleSheet()
        made.document = sheet.document
        made.parent_style_sheet = sheet
        made.owner_rule = rule
        made.href = made.base_url = url
        made.is_origin_clean = is_origin_clean(owner, response)
        made.media = rule.media
        made.source, made.encoding = decode_sheet(response, None, sheet.encoding)
        notice_text(made.document, made.source or "")
        rule.style_sheet = made
        made.changed()
        sheet.changed()
        load_imports(made, owner, answer)

    fetch_for(owner, url, "style", came, True)


def is_origin_clean(owner: "Node", response: "FetchResponse") -> bool:
    """https://drafts.csswg.org/cssom-1/#concept-css-style-sheet-origin-clean-flag: from elsewhere only what was shared."""
    if response.type in ("opaque", "cors"):
        return response.type == "cors"
    window = owner.node_document.default_view
    if not isinstance(window, Window) or (
        isinstance(owner, Element) and owner.content_attribute("crossorigin") is not None
    ):
        return True
    return not response.url.startswith(("http:", "https:")) or serialized_origin(response.url) == window.origin


def is_style(document: "Document", response: "FetchResponse") -> bool:
    """https://html.spec.whatwg.org/#link-type-stylesheet:process-the-linked-resource, by its Content-Type"""
    kind = response.header("content-type") or ""
    if not kind or kind.partition(";")[0].strip().lower() == "text/css":
        return True
    return document.compat_mode == "BackCompat" and response.type != "opaque"
