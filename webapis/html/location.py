"""https://html.spec.whatwg.org/#the-location-interface"""

from typing import TYPE_CHECKING, final

from webapis.idl.exceptions import dom_exception
from webapis.url.record import URLRecord, parse_url, serialized_origin

if TYPE_CHECKING:
    from webapis.html.window import Window


@final
class Location:
    """https://html.spec.whatwg.org/#location"""

    wrapper: object

    def __init__(self, window: "Window") -> None:
        self.wrapper = None
        self.window = window

    @property
    def interface_name(self) -> str:
        """The name of the interface, which chooses the wrapper's prototype."""
        return "Location"

    def record(self) -> URLRecord:
        """https://html.spec.whatwg.org/#concept-location-url"""
        return URLRecord(self.window.document.url)

    def go(self, url: str, replace: bool = False) -> None:
        """https://html.spec.whatwg.org/#location-object-navigate"""
        # A navigation of a page that still loads takes its place.
        document = self.window.document
        self.window.host.navigate(self.window, url, replace or document.ready_state == "loading")

    def resolve(self, url: str) -> str:
        """Relative to the document, or a SyntaxError."""
        resolved = parse_url(url, self.window.document.base_url())
        if resolved is None:
            raise dom_exception("SyntaxError", f"'{url}' is not a valid URL.")
        return resolved

    @property
    def href(self) -> str:
        """https://html.spec.whatwg.org/#dom-location-href"""
        return self.window.document.url

    @href.setter
    def href(self, value: str) -> None:
        self.go(self.resolve(value))

    @property
    def origin(self) -> str:
        """https://html.spec.whatwg.org/#dom-location-origin: of the address, not of the document"""
        return serialized_origin(self.window.document.url)

    @property
    def protocol(self) -> str:
        """https://html.spec.whatwg.org/#dom-location-protocol"""
        return self.record().protocol

    @protocol.setter
    def protocol(self, value: str) -> None:
        self.change("protocol", value)

    @property
    def host(self) -> str:
        """https://html.spec.whatwg.org/#dom-location-host"""
        return self.record().host

    @host.setter
    def host(self, value: str) -> None:
        self.change("host", value)

    @property
    def hostname(self) -> str:
        """https://html.spec.whatwg.org/#dom-location-hostname"""
        return self.record().hostname

    @hostname.setter
    def hostname(self, value: str) -> None:
        self.change("hostname", value)

    @property
    def port(self) -> str:
        """https://html.spec.whatwg.org/#dom-location-port"""
        return self.record().port

    @port.setter
    def port(self, value: str) -> None:
        self.change("port", value)

    @property
    def pathname(self) -> str:
        """https://html.spec.whatwg.org/#dom-location-pathname"""
        return self.record().pathname

    @pathname.setter
    def pathname(self, value: str) -> None:
        self.change("pathname", value)

    @property
    def search(self) -> str:
        """https://html.spec.whatwg.org/#dom-location-search"""
        return self.record().search

    @search.setter
    def search(self, value: str) -> None:
        self.change("search", value)

    @property
    def hash(self) -> str:
        """https://html.spec.whatwg.org/#dom-location-hash"""
        return self.record().hash

    @hash.setter
    def hash(self, value: str) -> None:
        record = self.record()
        before = record.hash
        record.set("hash", value)
        # 7. The same fragment again is no navigation.
        if record.hash != before:
            self.go(record.href)

    def change(self, part: str, value: str) -> None:
        """What the setters share: a copy of the URL with another part."""
        record = self.record()
        record.set(part, value)
        self.go(record.href)

    def assign(self, url: str) -> None:
        """https://html.spec.whatwg.org/#dom-location-assign"""
        self.go(self.resolve(url))

    def replace(self, url: str) -> None:
        """https://html.spec.whatwg.org/#dom-location-replace"""
        self.go(self.resolve(url), True)

    def reload(self) -> None:
        """https://html.spec.whatwg.org/#dom-location-reload"""
        self.window.host.reload(self.window)
