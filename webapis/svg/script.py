"""https://svgwg.org/svg2-draft/interact.html#ScriptElement: SVG's scripts are prepared and run as HTML's are"""

from typing import TYPE_CHECKING

from webapis.dom.element_creation import INTERFACES
from webapis.html.script_processing import ScriptProcessing
from webapis.infra import namespaces
from webapis.svg.element import SVGElement

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.dom.names import QualifiedName
    from webapis.dom.node import Node


class SVGAnimatedString:
    """https://svgwg.org/svg2-draft/types.html#InterfaceSVGAnimatedString, of an element's address; never animated"""

    wrapper: object

    def __init__(self, element: "Element") -> None:
        self.wrapper = None
        self.element = element

    @property
    def base_val(self) -> str:
        """https://svgwg.org/svg2-draft/types.html#__svg__SVGAnimatedString__baseVal"""
        return address_of(self.element) or ""

    @base_val.setter
    def base_val(self, value: str) -> None:
        if self.element.content_attribute("href") is None and address_of(self.element) is not None:
            self.element.set_attribute_ns(namespaces.XLINK, "xlink:href", value)
        else:
            self.element.set_attribute_value("href", value)

    @property
    def anim_val(self) -> str:
        """https://svgwg.org/svg2-draft/types.html#__svg__SVGAnimatedString__animVal"""
        return self.base_val


class SVGScriptProcessing(ScriptProcessing):
    """Its address stands elsewhere."""

    def source(self) -> str | None:
        return address_of(self.element)


class SVGScriptElement(SVGElement):
    """https://svgwg.org/svg2-draft/interact.html#InterfaceSVGScriptElement"""

    def __init__(self, node_document: "Document", names: "QualifiedName") -> None:
        super().__init__(node_document, names)
        self.processing = SVGScriptProcessing(self)
        self.href = SVGAnimatedString(self)

    @property
    def async_(self) -> bool:
        """As https://html.spec.whatwg.org/#dom-script-async"""
        return self.processing.is_async

    @async_.setter
    def async_(self, value: bool) -> None:
        self.processing.set_async(value)

    def script_processing(self) -> ScriptProcessing | None:
        return self.processing

    @property
    def has_post_connection_steps(self) -> bool:
        return True

    def post_connected(self) -> None:
        self.processing.prepare()

    def children_changed(self) -> None:
        self.processing.prepare_if_connected()

    def child_removed(self) -> None:
        """Nothing: what is less does not make a script run."""

    def attribute_changed(
        self, local_name: str, old_value: str | None, value: str | None, namespace: str | None
    ) -> None:
        super().attribute_changed(local_name, old_value, value, namespace)
        if local_name == "href" and value is not None:
            self.processing.prepare_if_connected()

    def cloned(self, copy: "Node", subtree: bool) -> None:
        self.processing.cloned(copy.script_processing())


def address_of(element: "Element") -> str | None:
    """https://svgwg.org/svg2-draft/linking.html#XLinkRefAttrs: href, or the one in XLink's namespace"""
    value = element.content_attribute("href")
    return element.get_attribute_ns(namespaces.XLINK, "href") if value is None else value


INTERFACES[namespaces.SVG].by_name["script"] = SVGScriptElement
