"""https://html.spec.whatwg.org/#htmlhyperlinkelementutils, and what links do"""

from typing import TYPE_CHECKING

from webapis.html.elements.html_element import HTMLElement
from webapis.html.reflection import parse_url_attribute
from webapis.url.record import URLRecord, domstring

if TYPE_CHECKING:
    from webapis.dom.event import Event


class Hyperlink(HTMLElement):
    """https://html.spec.whatwg.org/#htmlhyperlinkelementutils, with the behaviour both of its elements share."""

    def url_record(self) -> URLRecord | None:
        """https://html.spec.whatwg.org/#concept-hyperlink-url, parsed when it is asked for"""
        value = self.content_attribute("href")
        if value is None:
            return None
        try:
            return URLRecord(value, self.node_document.base_url())
        except ValueError:
            return None

    def part(self, name: str) -> str:
        """A part of the URL; without one, nothing."""
        record = self.url_record()
        return "" if record is None else domstring(record.get(name))

    def set_part(self, name: str, value: str) -> None:
        """Change a part: the attribute is the URL that results."""
        record = self.url_record()
        if record is not None:
            record.set(name, value)
            self.set_attribute_value("href", domstring(record.href))

    @property
    def href(self) -> str:
        """https://html.spec.whatwg.org/#dom-hyperlink-href"""
        return parse_url_attribute(self.node_document, self.content_attribute("href"), True)

    @href.setter
    def href(self, value: str) -> None:
        self.set_attribute_value("href", value)

    @property
    def origin(self) -> str:
        """https://html.spec.whatwg.org/#dom-hyperlink-origin"""
        return self.part("origin")

    @property
    def protocol(self) -> str:
        """https://html.spec.whatwg.org/#dom-hyperlink-protocol"""
        return self.part("protocol") or ":"

    @protocol.setter
    def protocol(self, value: str) -> None:
        self.set_part("protocol", value)

    @property
    def username(self) -> str:
        """https://html.spec.whatwg.org/#dom-hyperlink-username"""
        return self.part("username")

    @username.setter
    def username(self, value: str) -> None:
        self.set_part("username", value)

    @property
    def password(self) -> str:
        """https://html.spec.whatwg.org/#dom-hyperlink-password"""
        return self.part("password")

    @password.setter
    def password(self, value: str) -> None:
        self.set_part("password", value)

    @property
    def host(self) -> str:
        """https://html.spec.whatwg.org/#dom-hyperlink-host"""
        return self.part("host")

    @host.setter
    def host(self, value: str) -> None:
        self.set_part("host", value)

    @property
    def hostname(self) -> str:
        """https://html.spec.whatwg.org/#dom-hyperlink-hostname"""
        return self.part("hostname")

    @hostname.setter
    def hostname(self, value: str) -> None:
        self.set_part("hostname", value)

    @property
    def port(self) -> str:
        """https://html.spec.whatwg.org/#dom-hyperlink-port"""
        return self.part("port")

    @port.setter
    def port(self, value: str) -> None:
        self.set_part("port", value)

    @property
    def pathname(self) -> str:
        """https://html.spec.whatwg.org/#dom-hyperlink-pathname"""
        return self.part("pathname")

    @pathname.setter
    def pathname(self, value: str) -> None:
        self.set_part("pathname", value)

    @property
    def search(self) -> str:
        """https://html.spec.whatwg.org/#dom-hyperlink-search"""
        return self.part("search")

    @search.setter
    def search(self, value: str) -> None:
        self.set_part("search", value)

    @property
    def hash(self) -> str:
        """https://html.spec.whatwg.org/#dom-hyperlink-hash"""
        return self.part("hash")

    @hash.setter
    def hash(self, value: str) -> None:
        self.set_part("hash", value)

    @property
    def has_activation_behavior(self) -> bool:
        return True

    def activation_behavior(self, event: "Event") -> None:
        # https://html.spec.whatwg.org/#links-created-by-a-and-area-elements
        if self.content_attribute("href") is not None:
            self.node_document.agent.host.follow_hyperlink(self)
