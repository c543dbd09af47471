"""The elements without behaviour of their own: https://html.spec.whatwg.org/#semantics

What they reflect stands in the declarations; a class is here for its name and the little it does.
"""

from typing import TYPE_CHECKING

from webapis.dom.document_collections import NamedElements
from webapis.dom.document_html import child_text_content
from webapis.html.elements.html_element import HTMLElement
from webapis.html.reflection import parse_url_attribute

if TYPE_CHECKING:
    from webapis.dom.html_collection import HTMLCollection
    from webapis.dom.node import Node


class HTMLHtmlElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlhtmlelement"""


class HTMLHeadElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlheadelement"""


class HTMLTitleElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmltitleelement"""

    @property
    def text(self) -> str:
        """https://html.spec.whatwg.org/#dom-title-text"""
        return child_text_content(self)

    @text.setter
    def text(self, value: str) -> None:
        self.string_replace_all(value)


class HTMLBaseElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlbaseelement"""

    def inserted(self) -> None:
        super().inserted()
        # Not in a shadow tree.
        document = self.node_document
        in_document = self.scope is not None and self.scope.root is document
        if in_document and self.is_connected and self not in document.base_elements:
            self.node_document.base_elements.append(self)

    def removed(self, old_parent: "Node | None") -> None:
        super().removed(old_parent)
        if self in self.node_document.base_elements:
            self.node_document.base_elements.remove(self)

    @property
    def href(self) -> str:
        """https://html.spec.whatwg.org/#dom-base-href"""
        value = self.content_attribute("href")
        return parse_url_attribute(self.node_document, "" if value is None else value, True)

    @href.setter
    def href(self, value: str) -> None:
        self.set_attribute_value("href", value)


class HTMLBodyElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlbodyelement"""


class HTMLHeadingElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlheadingelement"""


class HTMLParagraphElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlparagraphelement"""


class HTMLHRElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlhrelement"""


class HTMLPreElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlpreelement"""


class HTMLQuoteElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlquoteelement"""


class HTMLOListElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlolistelement"""


class HTMLUListElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlulistelement"""


class HTMLMenuElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlmenuelement"""


class HTMLLIElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmllielement"""


class HTMLDListElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmldlistelement"""


class HTMLDivElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmldivelement"""


class HTMLSpanElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlspanelement"""


class HTMLBRElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlbrelement"""


class HTMLModElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlmodelement"""


class HTMLDataElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmldataelement"""


class HTMLTimeElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmltimeelement"""

    @property
    def date_time(self) -> str:
        """https://html.spec.whatwg.org/#dom-time-datetime"""
        return self.content_attribute("datetime") or ""

    @date_time.setter
    def date_time(self, value: str) -> None:
        self.set_attribute_value("datetime", value)


class HTMLPictureElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlpictureelement"""


class HTMLMapElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlmapelement"""

    @property
    def areas(self) -> "HTMLCollection":
        """https://html.spec.whatwg.org/#dom-map-areas"""
        return self.same_collection("areas", NamedElements(self, "area", None))


class HTMLParamElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlparamelement"""


class HTMLCanvasElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlcanvaselement"""


class HTMLDirectoryElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmldirectoryelement"""


class HTMLFontElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlfontelement"""


class HTMLFrameSetElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlframesetelement"""


class HTMLMarqueeElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlmarqueeelement"""
