"""https://svgwg.org/svg2-draft/styling.html#StyleElement: SVG's style elements are HTML's with another name"""

from typing import TYPE_CHECKING

from webapis.dom.element_creation import INTERFACES
from webapis.html.style_processing import StyleBlock
from webapis.infra import namespaces
from webapis.svg.element import SVGElement

if TYPE_CHECKING:
    from webapis.css.style_sheet import CSSStyleSheet
    from webapis.dom.document import Document
    from webapis.dom.names import QualifiedName
    from webapis.dom.node import Node


class SVGStyleElement(SVGElement):
    """https://svgwg.org/svg2-draft/styling.html#InterfaceSVGStyleElement"""

    def __init__(self, node_document: "Document", names: "QualifiedName") -> None:
        super().__init__(node_document, names)
        self.block = StyleBlock(self)

    @property
    def sheet(self) -> "CSSStyleSheet | None":
        """https://drafts.csswg.org/cssom-1/#dom-linkstyle-sheet"""
        return self.block.sheet

    @property
    def disabled(self) -> bool:
        """As https://html.spec.whatwg.org/#dom-style-disabled"""
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


INTERFACES[namespaces.SVG].by_name["style"] = SVGStyleElement
