"""https://svgwg.org/svg2-draft/embedded.html#ImageElement: fetched and told of, not painted"""

from typing import TYPE_CHECKING

from webapis.dom.element_creation import INTERFACES
from webapis.html.elements.image import decoding, settle_decode
from webapis.html.events import fire_event
from webapis.html.image_size import image_size
from webapis.html.subresources import fetch_for
from webapis.infra import namespaces
from webapis.svg.element import SVGGraphicsElement
from webapis.svg.script import SVGAnimatedString, address_of

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.names import QualifiedName
    from webapis.fetch.exchange import FetchResponse
    from webapis.host import PromiseCapability


class SVGImageElement(SVGGraphicsElement):
    """https://svgwg.org/svg2-draft/embedded.html#InterfaceSVGImageElement"""

    def __init__(self, node_document: "Document", names: "QualifiedName") -> None:
        super().__init__(node_document, names)
        self.href = SVGAnimatedString(self)
        self.update_number = 0
        self.is_pending = False
        self.is_available = False
        self.waiting_decodes: list[PromiseCapability] = []

    def attribute_changed(
        self, local_name: str, old_value: str | None, value: str | None, namespace: str | None
    ) -> None:
        super().attribute_changed(local_name, old_value, value, namespace)
        if local_name == "href":
            self.update()

    def update(self) -> None:
        """Another address: who waited for the image before it does so in vain."""
        self.update_number += 1
        number = self.update_number
        self.is_available = False
        self.settle(False)
        address = address_of(self)
        url = self.node_document.agent.host.parse_url(address, self.node_document.base_url()) if address else None
        self.is_pending = url is not None and fetch_for(
            self, url, "image", lambda response: self.answer(number, response), self.is_connected
        )

    def answer(self, number: int, response: "FetchResponse") -> None:
        """The file has come, or will not come."""
        if number == self.update_number:
            self.is_pending = False
            self.is_available = response.type != "error" and image_size(response.body) is not None
            fire_event(self, "load" if self.is_available else "error")
            self.settle(self.is_available)

    def settle(self, works: bool) -> None:
        """Tell who waits."""
        waiting, self.waiting_decodes = self.waiting_decodes, []
        for promise in waiting:
            settle_decode(promise, works)

    def decode(self) -> object:
        """As https://html.spec.whatwg.org/#dom-img-decode"""
        return decoding(self, self.waiting_decodes if self.is_pending else None, self.is_available)


INTERFACES[namespaces.SVG].by_name["image"] = SVGImageElement
