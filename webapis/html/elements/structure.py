"""The elements without behaviour of their own: https://html.spec.whatwg.org/#semantics

What they reflect stands in the declarations; a class is here for its name and the little it does.
"""

from typing import TYPE_CHECKING

from webapis.dom.document_collections import NamedElements
from webapis.dom.document_html import child_text_content
from webapis.dom.tree import html_ancestor
from webapis.html.elements.html_element import HTMLElement
from webapis.html.elements.named_element import NamedElement
from webapis.html.forms import form_owner
from webapis.html.reflection import parse_url_attribute
from webapis.html.window import Window

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.element import Element
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
        if self.is_connected and self not in self.node_document.base_elements:
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


class HTMLEmbedElement(NamedElement):
    """https://html.spec.whatwg.org/#htmlembedelement"""

    def is_exposed(self) -> bool:
        return html_ancestor(self, "object") is None


class HTMLObjectElement(NamedElement):
    """https://html.spec.whatwg.org/#htmlobjectelement"""

    def possible_names(self) -> tuple[str, ...]:
        return self.name_and_identifier()

    def is_exposed(self) -> bool:
        # DEVIATION: one that shows its fallback content does not count when others are inside of it; in browsers it does.
        return html_ancestor(self, "object") is None

    @property
    def form(self) -> "Element | None":
        """https://html.spec.whatwg.org/#dom-fae-form"""
        return form_owner(self)


class HTMLParamElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlparamelement"""


class FrameContainer(NamedElement):
    """https://html.spec.whatwg.org/#navigable-container: iframes and frames; the page opens what they show."""

    nested_document: "Document | None" = None

    @property
    def content_document(self) -> "Document | None":
        """https://html.spec.whatwg.org/#concept-bcc-content-document: not of another origin"""
        own, nested = self.node_document.default_view, self.content_window
        if nested is None or not isinstance(own, Window) or not nested.is_same_origin(own):
            return None
        return self.nested_document

    def get_svg_document(self) -> "Document | None":
        """https://html.spec.whatwg.org/#dom-media-getsvgdocument"""
        document = self.content_document
        return document if document is not None and document.content_type == "image/svg+xml" else None

    @property
    def content_window(self) -> "Window | None":
        """https://html.spec.whatwg.org/#dom-iframe-contentwindow"""
        view = self.nested_document.default_view if self.nested_document is not None else None
        return view if isinstance(view, Window) else None

    @property
    def has_post_connection_steps(self) -> bool:
        return True

    def post_connected(self) -> None:
        page = self.node_document.page
        if page is not None:
            page.frame_inserted(self)

    def removed(self, old_parent: "Node | None") -> None:
        super().removed(old_parent)
        page = self.node_document.page
        if page is not None and self.nested_document is not None:
            page.frame_removed(self)
            self.nested_document = None

    def attribute_changed(
        self, local_name: str, old_value: str | None, value: str | None, namespace: str | None
    ) -> None:
        super().attribute_changed(local_name, old_value, value, namespace)
        page = self.node_document.page
        if page is not None and namespace is None and local_name in ("src", "srcdoc") and self.is_connected:
            page.frame_attribute_changed(self, local_name)


class HTMLIFrameElement(FrameContainer):
    """https://html.spec.whatwg.org/#htmliframeelement"""

    def named_object(self) -> object:
        return self.content_window or self


class HTMLCanvasElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlcanvaselement"""


class HTMLDirectoryElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmldirectoryelement"""


class HTMLFontElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlfontelement"""


class HTMLFrameElement(FrameContainer):
    """https://html.spec.whatwg.org/#htmlframeelement"""

    def possible_names(self) -> tuple[str, ...]:
        return ()


class HTMLFrameSetElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlframesetelement"""


class HTMLMarqueeElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlmarqueeelement"""
