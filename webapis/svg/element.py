"""https://svgwg.org/svg2-draft/types.html#InterfaceSVGElement"""

from typing import TYPE_CHECKING, Final

from webapis.dom.element_creation import INTERFACES, InterfaceTable
from webapis.html.elements.html_or_svg_element import HTMLOrSVGElement
from webapis.infra import namespaces

if TYPE_CHECKING:
    from webapis.dom.event import Event

GRAPHICS: Final = (
    "circle defs ellipse foreignObject g image line path polygon polyline rect switch text textPath tspan use"
)


class SVGElement(HTMLOrSVGElement):
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

    def is_focusable_by_default(self) -> bool:
        return self.local_name == "a"


class SVGGraphicsElement(SVGElement):
    """https://svgwg.org/svg2-draft/types.html#InterfaceSVGGraphicsElement"""


class SVGAElement(SVGGraphicsElement):
    """https://svgwg.org/svg2-draft/linking.html#InterfaceSVGAElement"""

    @property
    def has_activation_behavior(self) -> bool:
        return True

    def activation_behavior(self, event: "Event") -> None:
        # https://svgwg.org/svg2-draft/linking.html#ProcessingHyperlinkActivation
        if self.content_attribute("href") is not None or self.get_attribute_ns(namespaces.XLINK, "href") is not None:
            self.node_document.agent.host.follow_hyperlink(self)


class SVGSVGElement(SVGGraphicsElement):
    """https://svgwg.org/svg2-draft/struct.html#InterfaceSVGSVGElement"""


class MathMLElement(HTMLOrSVGElement):
    """https://w3c.github.io/mathml-core/#dom-mathmlelement"""


def enter_interfaces() -> None:
    """Say which elements are what."""
    svg = InterfaceTable()
    svg.fallback = SVGElement
    for name in GRAPHICS.split():
        svg.by_name[name] = SVGGraphicsElement
    svg.by_name["a"] = SVGAElement
    svg.by_name["svg"] = SVGSVGElement
    INTERFACES[namespaces.SVG] = svg
    mathml = InterfaceTable()
    mathml.fallback = MathMLElement
    INTERFACES[namespaces.MATHML] = mathml


enter_interfaces()
