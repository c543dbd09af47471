"""Elements that contain a navigable: https://html.spec.whatwg.org/#navigable-container; the page opens what they show."""

from typing import TYPE_CHECKING

from webapis.html.elements.named_element import NamedElement
from webapis.html.window import Window

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.node import Node


class NavigableContainer(NamedElement):
    """https://html.spec.whatwg.org/#navigable-container"""

    nested_document: "Document | None" = None

    @property
    def content_document(self) -> "Document | None":
        """https://html.spec.whatwg.org/#concept-bcc-content-document: not of another origin"""
        own, nested = self.node_document.default_view, self.content_window
        if nested is None or not isinstance(own, Window) or not nested.is_same_origin(own):
            return None
        return self.nested_document

    @property
    def content_window(self) -> "Window | None":
        """https://html.spec.whatwg.org/#dom-iframe-contentwindow"""
        view = self.nested_document.default_view if self.nested_document is not None else None
        return view if isinstance(view, Window) else None

    def get_svg_document(self) -> "Document | None":
        """https://html.spec.whatwg.org/#dom-media-getsvgdocument"""
        document = self.content_document
        return document if document is not None and document.content_type == "image/svg+xml" else None

    def removed(self, old_parent: "Node | None") -> None:
        super().removed(old_parent)
        page = self.node_document.page
        if page is not None and self.nested_document is not None:
            page.frame_removed(self)
            self.nested_document = None


class FrameContainer(NavigableContainer):
    """iframe and frame, which always have one."""

    @property
    def has_post_connection_steps(self) -> bool:
        return True

    def post_connected(self) -> None:
        page = self.node_document.page
        if page is not None:
            page.frame_inserted(self)

    def attribute_changed(
        self, local_name: str, old_value: str | None, value: str | None, namespace: str | None
    ) -> None:
        super().attribute_changed(local_name, old_value, value, namespace)
        page = self.node_document.page
        if page is not None and namespace is None and local_name in ("src", "srcdoc", "loading") and self.is_connected:
            page.frame_attribute_changed(self, local_name)


class HTMLIFrameElement(FrameContainer):
    """https://html.spec.whatwg.org/#htmliframeelement"""

    def named_object(self) -> object:
        return self.content_window or self


class HTMLFrameElement(FrameContainer):
    """https://html.spec.whatwg.org/#htmlframeelement"""

    def possible_names(self) -> tuple[str, ...]:
        return ()
