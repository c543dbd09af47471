"""https://url.spec.whatwg.org/#url-class"""

from typing import TYPE_CHECKING

from webapis.idl.exceptions import type_error
from webapis.url.record import URLRecord, domstring
from webapis.url.search_params import URLSearchParams
from webapis.url.urlencoded import parse_urlencoded, serialize_query

if TYPE_CHECKING:
    from webapis.file.blob import Blob
    from webapis.html.window import Window


class URL:
    """https://url.spec.whatwg.org/#url"""

    wrapper: object

    def __init__(self, url: str, base: str | None = None) -> None:
        self.wrapper = None
        try:
            self.record = URLRecord(url, base)
        except ValueError:
            raise type_error("Invalid URL") from None
        self.params: URLSearchParams | None = None

    @property
    def interface_name(self) -> str:
        """The name of the interface, which chooses the wrapper's prototype."""
        return "URL"

    def change(self, part: str, value: str) -> None:
        """What the setters share."""
        self.record.set(part, value)

    def update_params(self) -> None:
        """The query's own list follows the URL."""
        if self.params is not None:
            self.params.entries = parse_query(self.record.search[1:])

    def update_from_params(self) -> None:
        """https://url.spec.whatwg.org/#concept-urlsearchparams-update"""
        assert self.params is not None
        self.record.set("search", serialize_query(self.params.entries))

    @property
    def href(self) -> str:
        """https://url.spec.whatwg.org/#dom-url-href"""
        return self.record.href

    @href.setter
    def href(self, value: str) -> None:
        try:
            self.record.set("href", value)
        except ValueError:
            raise type_error("Invalid URL") from None
        self.update_params()

    @property
    def origin(self) -> str:
        """https://url.spec.whatwg.org/#dom-url-origin"""
        return self.record.origin

    @property
    def protocol(self) -> str:
        """https://url.spec.whatwg.org/#dom-url-protocol"""
        return self.record.protocol

    @protocol.setter
    def protocol(self, value: str) -> None:
        self.change("protocol", value)

    @property
    def username(self) -> str:
        """https://url.spec.whatwg.org/#dom-url-username"""
        return self.record.username

    @username.setter
    def username(self, value: str) -> None:
        self.change("username", value)

    @property
    def password(self) -> str:
        """https://url.spec.whatwg.org/#dom-url-password"""
        return self.record.password

    @password.setter
    def password(self, value: str) -> None:
        self.change("password", value)

    @property
    def host(self) -> str:
        """https://url.spec.whatwg.org/#dom-url-host"""
        return self.record.host

    @host.setter
    def host(self, value: str) -> None:
        self.change("host", value)

    @property
    def hostname(self) -> str:
        """https://url.spec.whatwg.org/#dom-url-hostname"""
        return self.record.hostname

    @hostname.setter
    def hostname(self, value: str) -> None:
        self.change("hostname", value)

    @property
    def port(self) -> str:
        """https://url.spec.whatwg.org/#dom-url-port"""
        return self.record.port

    @port.setter
    def port(self, value: str) -> None:
        self.change("port", value)

    @property
    def pathname(self) -> str:
        """https://url.spec.whatwg.org/#dom-url-pathname"""
        return self.record.pathname

    @pathname.setter
    def pathname(self, value: str) -> None:
        self.change("pathname", value)

    @property
    def search(self) -> str:
        """https://url.spec.whatwg.org/#dom-url-search"""
        return self.record.search

    @search.setter
    def search(self, value: str) -> None:
        self.change("search", value)
        self.update_params()

    @property
    def search_params(self) -> "URLSearchParams":
        """https://url.spec.whatwg.org/#dom-url-searchparams"""
        if self.params is None:
            self.params = URLSearchParams()
            self.params.url = self
            self.update_params()
        return self.params

    @property
    def hash(self) -> str:
        """https://url.spec.whatwg.org/#dom-url-hash"""
        return self.record.hash

    @hash.setter
    def hash(self, value: str) -> None:
        self.change("hash", value)

    def to_json(self) -> str:
        """https://url.spec.whatwg.org/#dom-url-tojson"""
        return self.record.href


def parse(url: str, base: str | None = None) -> URL | None:
    """https://url.spec.whatwg.org/#dom-url-parse"""
    return URL(url, base) if can_parse(url, base) else None


def can_parse(url: str, base: str | None = None) -> bool:
    """https://url.spec.whatwg.org/#dom-url-canparse"""
    try:
        URLRecord(url, base)
    except ValueError:
        return False
    return True


def create_object_url(window: "Window", blob: "Blob") -> str:
    """https://w3c.github.io/FileAPI/#dfn-createObjectURL"""
    return window.host.store_blob(blob.data, blob.type, window.origin)


def revoke_object_url(window: "Window", url: str) -> None:
    """https://w3c.github.io/FileAPI/#dfn-revokeObjectURL"""
    window.host.revoke_blob(url)


def parse_query(query: str) -> list[tuple[str, str]]:
    """https://url.spec.whatwg.org/#concept-urlencoded-parser, of a text"""
    return [(domstring(name), domstring(value)) for name, value in parse_urlencoded(query)]
