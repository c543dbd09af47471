"""https://svgwg.org/svg2-draft/types.html#InterfaceSVGElement"""

from typing import TYPE_CHECKING, Final

from webapis.dom.element import Element
from webapis.dom.element_creation import INTERFACES, InterfaceTable
from webapis.html.dom_string_map import DOMStringMap
from webapis.html.event_handlers import event_handler_attribute_changed
from webapis.html.microsyntaxes import parse_integer
from webapis.infra import namespaces

if TYPE_CHECKING:
    from webapis.css.style_declaration import CSSStyleDeclaration
    from webapis.dom.document import Document
    from webapis.dom.names import QualifiedName

GRAPHICS: Final = (
    "a circle defs ellipse foreignObject g image line path polygon polyline rect switch text textPath tspan use"
)


class ForeignElement(Element):
    """What SVG and MathML elements have in common with HTML's: https://html.spec.whatwg.org/#htmlorsvgelement"""

    data_map: "DOMStringMap | None"
    inline_style: "CSSStyleDeclaration | None"

    def __init__(self, node_document: "Document", names: "QualifiedName") -> None:
        super().__init__(node_document, names)
        self.data_map = None
        self.inline_style = None
        self.nonce = ""

    def hide_nonce(self) -> None:
        nonce = self.nonce
        if self.content_attribute("nonce"):
            self.set_attribute_value("nonce", "")
            self.nonce = nonce

    @property
    def dataset(self) -> "DOMStringMap":
        """https://html.spec.whatwg.org/#dom-dataset"""
        if self.data_map is None:
            self.data_map = DOMStringMap(self)
        return self.data_map

    @property
    def style(self) -> "CSSStyleDeclaration":
        """https://drafts.csswg.org/cssom-1/#dom-elementcssinlinestyle-style"""
        if self.inline_style is None:
            from webapis.css.style_declaration import CSSStyleDeclaration

            self.inline_style = CSSStyleDeclaration(self)
        return self.inline_style

    @property
    def tab_index(self) -> int:
        """https://html.spec.whatwg.org/#dom-tabindex"""
        parsed = parse_integer(self.content_attribute("tabindex") or "")
        if parsed is not None and -(2**31) <= parsed < 2**31:
            return parsed
        return 0 if self.local_name == "a" else -1

    @tab_index.setter
    def tab_index(self, value: int) -> None:
        self.set_attribute_value("tabindex", str(value))

    def attribute_changed(
        self, local_name: str, old_value: str | None, value: str | None, namespace: str | None
    ) -> None:
        super().attribute_changed(local_name, old_value, value, namespace)
        if namespace is None:
            if local_name == "nonce":
                self.nonce = value or ""
            elif local_name.startswith("on"):
                event_handler_attribute_changed(self, local_name, value)


class SVGElement(ForeignElement):
    """https://svgwg.org/svg2-draft/types.html#InterfaceSVGElement"""

    @property
    def owner_svg_element(self) -> "SVGSVGElement | None":
        """https://svgwg.org/svg2-draft/types.html#__svg__SVGElement__ownerSVGElement"""
        element = self.parent_element
        while isinstance(element, SVGElement):
            if isinstance(element, SVGSVGElement):
                return element
            element = element.parent_element
        return None

    @property
    def viewport_element(self) -> "SVGElement | None":
        """https://svgwg.org/svg2-draft/types.html#__svg__SVGElement__viewportElement"""
        return self.owner_svg_element


class SVGGraphicsElement(SVGElement):
    """https://svgwg.org/svg2-draft/types.html#InterfaceSVGGraphicsElement"""


class SVGSVGElement(SVGGraphicsElement):
    """https://svgwg.org/svg2-draft/struct.html#InterfaceSVGSVGElement"""


class MathMLElement(ForeignElement):
    """https://w3c.github.io/mathml-core/#dom-mathmlelement"""


def enter_interfaces() -> None:
    """Say which elements are what."""
    svg = InterfaceTable()
    svg.fallback = SVGElement
    for name in GRAPHICS.split():
        svg.by_name[name] = SVGGraphicsElement
    svg.by_name["svg"] = SVGSVGElement
    INTERFACES[namespaces.SVG] = svg
    mathml = InterfaceTable()
    mathml.fallback = MathMLElement
    INTERFACES[namespaces.MATHML] = mathml


enter_interfaces()
