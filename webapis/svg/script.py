"""https://svgwg.org/svg2-draft/interact.html#ScriptElement: SVG's scripts are prepared and run as HTML's are"""

from typing import TYPE_CHECKING, cast

from webapis.dom.document_html import child_text_content
from webapis.dom.element_creation import INTERFACES
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


class SVGScriptElement(SVGElement):
    """https://svgwg.org/svg2-draft/interact.html#InterfaceSVGScriptElement; `browser` prepares and runs."""

    parser_document: "Document | None"
    already_started: bool
    force_async: bool

    def __init__(self, node_document: "Document", names: "QualifiedName") -> None:
        super().__init__(node_document, names)
        self.parser_document = None
        self.already_started = False
        self.force_async = True
        self.href = SVGAnimatedString(self)

    @property
    def text(self) -> str:
        """What an inline script runs."""
        return child_text_content(self)

    def source(self) -> str | None:
        """The address of an external script."""
        return address_of(self)

    @property
    def type(self) -> str:
        """https://svgwg.org/svg2-draft/interact.html#__svg__SVGScriptElement__type"""
        return self.content_attribute("type") or ""

    @type.setter
    def type(self, value: str) -> None:
        self.set_attribute_value("type", value)

    @property
    def cross_origin(self) -> str | None:
        """https://svgwg.org/svg2-draft/interact.html#__svg__SVGScriptElement__crossOrigin"""
        value = self.content_attribute("crossorigin")
        return value if value is None or value == "use-credentials" else "anonymous"

    @cross_origin.setter
    def cross_origin(self, value: str | None) -> None:
        if value is None:
            self.remove_attribute("crossorigin")
        else:
            self.set_attribute_value("crossorigin", value)

    @property
    def async_(self) -> bool:
        """As https://html.spec.whatwg.org/#dom-script-async"""
        return self.force_async or self.content_attribute("async") is not None

    @async_.setter
    def async_(self, value: bool) -> None:
        self.force_async = False
        if value:
            self.set_attribute_value("async", "")
        else:
            self.remove_attribute("async")

    @property
    def has_post_connection_steps(self) -> bool:
        return True

    def post_connected(self) -> None:
        self.prepare()

    def children_changed(self) -> None:
        if self.is_connected:
            self.prepare()

    def child_removed(self) -> None:
        """Nothing: what is less does not make a script run."""

    def attribute_changed(
        self, local_name: str, old_value: str | None, value: str | None, namespace: str | None
    ) -> None:
        super().attribute_changed(local_name, old_value, value, namespace)
        if local_name == "href" and value is not None and self.is_connected:
            self.prepare()

    def prepare(self) -> None:
        """Unless the parser still has it in hand, or it ran: https://html.spec.whatwg.org/#prepare-the-script-element"""
        runner = self.node_document.script_runner
        if runner is not None and not self.already_started and self.parser_document is None:
            runner(self)

    def cloned(self, copy: "Node", subtree: bool) -> None:
        cast(SVGScriptElement, copy).already_started = self.already_started


def address_of(element: "Element") -> str | None:
    """https://svgwg.org/svg2-draft/linking.html#XLinkRefAttrs: href, or the one in XLink's namespace"""
    value = element.content_attribute("href")
    return element.get_attribute_ns(namespaces.XLINK, "href") if value is None else value


INTERFACES[namespaces.SVG].by_name["script"] = SVGScriptElement
