"""https://html.spec.whatwg.org/#the-img-element: what it shows is fetched, and its size is read; nothing is painted"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from webapis.html.elements.image_source import is_picture, selected_source, uses_srcset
from webapis.html.elements.named_element import NamedElement
from webapis.html.enumerated import CROSS_ORIGIN, REFERRER_POLICY
from webapis.html.events import fire_event
from webapis.html.image_size import image_size
from webapis.html.microsyntaxes import parse_non_negative_integer
from webapis.html.subresources import fetch_for
from webapis.html.window import Window
from webapis.idl.exceptions import dom_exception

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.dom.names import QualifiedName
    from webapis.dom.node import Node
    from webapis.fetch.exchange import FetchResponse
    from webapis.host import PromiseCapability

SOURCE_ATTRIBUTES: Final = frozenset(["src", "srcset", "sizes", "crossorigin", "referrerpolicy"])


class HTMLImageElement(NamedElement):
    """https://html.spec.whatwg.org/#htmlimageelement"""

    def __init__(self, node_document: "Document", names: "QualifiedName") -> None:
        super().__init__(node_document, names)
        self.current_src = ""
        self.natural_size: tuple[int, int] | None = None
        """None unless the image is completely available."""
        self.update_number = 0
        """Counts the runs of the update algorithm: what an earlier one fetched is not shown."""
        self.is_pending = False
        self.waiting_decodes: list[PromiseCapability] = []
        self.density = 1.0
        """https://html.spec.whatwg.org/#current-pixel-density"""
        self.lazy_load: Callable[[], None] | None = None
        """https://html.spec.whatwg.org/#lazy-load-resumption-steps"""

    def attribute_changed(
        self, local_name: str, old_value: str | None, value: str | None, namespace: str | None
    ) -> None:
        super().attribute_changed(local_name, old_value, value, namespace)
        # https://html.spec.whatwg.org/#relevant-mutations: src counts even when it stays the same.
        if namespace is not None:
            return
        if local_name in SOURCE_ATTRIBUTES and (local_name == "src" or value != old_value):
            if state_of(local_name, old_value) != state_of(local_name, value) or local_name == "src":
                self.update_image_data()
        elif local_name == "loading" and not self.is_lazy():
            self.load_now()

    def possible_names(self) -> tuple[str, ...]:
        return self.name_and_identifier() if super().possible_names() else ()

    def inserted(self) -> None:
        super().inserted()
        if is_picture(self.parent_node):
            self.update_image_data()
        elif self.lazy_load is not None and self.is_connected:
            self.put_off(self.lazy_load)

    def removed(self, old_parent: "Node | None") -> None:
        super().removed(old_parent)
        if is_picture(old_parent):
            self.update_image_data()

    def adopted(self, old_document: "Document") -> None:
        super().adopted(old_document)
        if self.content_attribute("src") is not None or self.content_attribute("srcset") is not None:
            self.update_image_data()

    # https://html.spec.whatwg.org/#update-the-image-data

    def update_image_data(self) -> None:
        """Steps 1 to 8: what is wanted is known once the script is through."""
        self.update_number += 1
        number = self.update_number
        self.lazy_load = None
        self.reject_decodes()
        self.is_pending = self.has_source()
        page = self.node_document.page
        if page is None:
            self.is_pending = False
            return
        if self.show_available():
            return
        page.delay_load()

        def go_on() -> None:
            self.select_and_fetch(number)
            page.release_load()

        self.node_document.agent.host.queue_microtask(go_on)

    def show_available(self) -> bool:
        """Step 6: what the document has got already is there at once."""
        source = self.content_attribute("src")
        if not source or uses_srcset(self) or not self.node_document.available_images:
            return False
        url = self.node_document.agent.host.parse_url(source, self.node_document.base_url())
        size = None if url is None else self.node_document.available_images.get((url, self.cors_mode()))
        if url is None or size is None:
            return False
        self.current_src, self.natural_size, self.density, self.is_pending = url, size, 1.0, False
        number = self.update_number

        def tell() -> None:
            if number == self.update_number:
                fire_event(self, "load")

        self.node_document.agent.host.queue_element_task("DOM manipulation", self, tell)
        return True

    def cors_mode(self) -> str | None:
        """https://html.spec.whatwg.org/#cors-settings-attribute"""
        return state_of("crossorigin", self.content_attribute("crossorigin"))

    def has_source(self) -> bool:
        """Whether an attribute or a picture gives it one."""
        return bool(self.content_attribute("src")) or selected_source(self) is not None

    def select_and_fetch(self, number: int) -> None:
        """Steps 9 to 24."""
        if number != self.update_number:
            return
        source = selected_source(self)
        # 9. No source: an error only if an attribute promised one.
        if source is None:
            self.current_src = ""
            # DEVIATION: an empty srcset, or a picture without sources, is no error, as in browsers.
            if self.content_attribute("src") is not None:
                self.queue_show(number)
            else:
                self.show(None, "")
            return
        # 10-11. Its URL.
        host = self.node_document.agent.host
        url = host.parse_url(source.address, self.node_document.base_url())
        self.current_src = source.address if url is None else url
        self.density = source.density
        if url is None:
            self.queue_show(number)
            return

        # 16-24. Fetch it.
        is_lazy = self.is_lazy()

        def fetch() -> None:
            if not fetch_for(self, url, "image", lambda response: self.answer(number, response), not is_lazy):
                self.is_pending = False

        if is_lazy:
            self.put_off(fetch)
        else:
            fetch()

    def is_lazy(self) -> bool:
        """https://html.spec.whatwg.org/#will-lazy-load-element-steps: without scripts nothing does."""
        return (self.content_attribute("loading") or "").lower() == "lazy" and self.node_document.scripting_enabled

    def put_off(self, steps: "Callable[[], None]") -> None:
        """Nobody knows what is in the viewport: a lazy image's turn comes when its document, in which it is, has loaded."""
        self.lazy_load = steps
        page = self.node_document.page
        if self.is_connected and page is not None:
            page.when_loaded(self.load_now)

    def load_now(self) -> None:
        """What was put off, if anything."""
        steps = self.lazy_load
        if steps is not None and (self.is_connected or not self.is_lazy()):
            self.lazy_load = None
            steps()

    def queue_show(self, number: int) -> None:
        """The error of a source that is missing, or no URL."""
        self.node_document.agent.host.queue_element_task("DOM manipulation", self, lambda: self.answer(number, None))

    def answer(self, number: int, response: "FetchResponse | None") -> None:
        """The file has come, or will not come."""
        if number != self.update_number:
            return
        source = self.current_src
        size = image_size(response.body) if response is not None and response.type != "error" else None
        if size is not None:
            self.node_document.available_images[(source, self.cors_mode())] = size
        self.show(size, "error" if size is None else "load")

    def show(self, size: tuple[int, int] | None, event: str) -> None:
        """The request is over."""
        self.is_pending = False
        self.natural_size = size
        if event:
            fire_event(self, event)
        waiting, self.waiting_decodes = self.waiting_decodes, []
        for promise in waiting:
            settle_decode(promise, size is not None)

    def reject_decodes(self) -> None:
        """Those who wait for another image than the one that there will be."""
        waiting, self.waiting_decodes = self.waiting_decodes, []
        for promise in waiting:
            settle_decode(promise, False)

    # Members.

    @property
    def complete(self) -> bool:
        """https://html.spec.whatwg.org/#dom-img-complete"""
        if not self.content_attribute("src") and not uses_srcset(self):
            return True
        return not self.is_pending

    @property
    def natural_width(self) -> int:
        """https://html.spec.whatwg.org/#dom-img-naturalwidth"""
        return 0 if self.natural_size is None else self.corrected(self.natural_size[0])

    @property
    def natural_height(self) -> int:
        """https://html.spec.whatwg.org/#dom-img-naturalheight"""
        return 0 if self.natural_size is None else self.corrected(self.natural_size[1])

    def corrected(self, size: int) -> int:
        """https://html.spec.whatwg.org/#density-corrected-natural-width-and-height"""
        return size if self.density == 1 else int(size / self.density) if self.density else 0

    @property
    def width(self) -> int:
        """https://html.spec.whatwg.org/#dom-img-width, of an image that is not rendered"""
        return self.dimension("width", self.natural_width)

    @width.setter
    def width(self, value: int) -> None:
        self.set_attribute_value("width", str(value if value < 2**31 else 0))

    @property
    def height(self) -> int:
        """https://html.spec.whatwg.org/#dom-img-height, of an image that is not rendered"""
        return self.dimension("height", self.natural_height)

    @height.setter
    def height(self, value: int) -> None:
        self.set_attribute_value("height", str(value if value < 2**31 else 0))

    def dimension(self, name: str, natural: int) -> int:
        """The attribute where it is a number, else what the image says."""
        value = parse_non_negative_integer(self.content_attribute(name) or "")
        return natural if value is None else value

    def decode(self) -> object:
        """https://html.spec.whatwg.org/#dom-img-decode"""
        waiting = self.waiting_decodes if self.is_pending else None
        return decoding(self, waiting, self.natural_size is not None)


def state_of(name: str, value: str | None) -> str | None:
    """The state of an enumerated attribute, or what others say: https://html.spec.whatwg.org/#relevant-mutations"""
    if name == "crossorigin":
        return CROSS_ORIGIN.canonical(value)
    return REFERRER_POLICY.canonical(value) or "" if name == "referrerpolicy" else value


def decoding(image: "Element", waiting: "list[PromiseCapability] | None", works: bool) -> object:
    """The promise of decode(): among those that wait, or settled where it is known whether the image works."""
    window = image.node_document.default_view
    if not isinstance(window, Window):
        raise dom_exception("EncodingError", "The document is not shown anywhere.")
    promise = window.host.new_promise(window)
    if waiting is not None:
        waiting.append(promise)
    else:
        settle_decode(promise, works)
    return promise.promise


def settle_decode(promise: "PromiseCapability", works: bool) -> None:
    """The end of decode()."""
    if works:
        promise.resolve(None)
    else:
        promise.reject(dom_exception("EncodingError", "The source image cannot be decoded."))
