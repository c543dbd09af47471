"""https://url.spec.whatwg.org/#concept-url"""

from typing import Any, Final

from webapis.infra.ascii import join_surrogates, split_surrogates

_ada: Final[list[Any]] = []


def ada() -> Any:
    """The library."""
    if not _ada:
        import ada_url

        _ada.append(ada_url)
    return _ada[0]


def parse_url(url: str, base: str | None = None) -> str | None:
    """https://url.spec.whatwg.org/#concept-url-parser, serialized; None is failure."""
    try:
        text = join_surrogates(url)
        parsed = ada().URL(text, base) if base else ada().URL(text)
    except ValueError:
        return None
    return str(parsed.href)


class URLRecord:
    """A parsed URL, and the setters of https://url.spec.whatwg.org/#api"""

    def __init__(self, url: str, base: str | None = None) -> None:
        """Raises ValueError for what is none."""
        text = join_surrogates(url)
        self.url: Any = ada().URL(text, join_surrogates(base)) if base is not None else ada().URL(text)

    def get(self, part: str) -> str:
        """A part, as the API has it."""
        return str(getattr(self.url, part))

    def set(self, part: str, value: str) -> None:
        """Change a part; what it cannot be is ignored, but for href, which raises ValueError."""
        try:
            setattr(self.url, part, join_surrogates(value))
        except ValueError:
            if part == "href":
                raise

    @property
    def href(self) -> str:
        """https://url.spec.whatwg.org/#dom-url-href"""
        return self.get("href")

    @property
    def origin(self) -> str:
        """https://url.spec.whatwg.org/#dom-url-origin"""
        return self.get("origin")

    @property
    def protocol(self) -> str:
        """https://url.spec.whatwg.org/#dom-url-protocol"""
        return self.get("protocol")

    @property
    def username(self) -> str:
        """https://url.spec.whatwg.org/#dom-url-username"""
        return self.get("username")

    @property
    def password(self) -> str:
        """https://url.spec.whatwg.org/#dom-url-password"""
        return self.get("password")

    @property
    def host(self) -> str:
        """https://url.spec.whatwg.org/#dom-url-host"""
        return self.get("host")

    @property
    def hostname(self) -> str:
        """https://url.spec.whatwg.org/#dom-url-hostname"""
        return self.get("hostname")

    @property
    def port(self) -> str:
        """https://url.spec.whatwg.org/#dom-url-port"""
        return self.get("port")

    @property
    def pathname(self) -> str:
        """https://url.spec.whatwg.org/#dom-url-pathname"""
        return self.get("pathname")

    @property
    def search(self) -> str:
        """https://url.spec.whatwg.org/#dom-url-search"""
        return self.get("search")

    @property
    def hash(self) -> str:
        """https://url.spec.whatwg.org/#dom-url-hash"""
        return self.get("hash")


def domstring(text: str) -> str:
    """What ada gives is Unicode text."""
    return split_surrogates(text)


def serialized_origin(url: str) -> str:
    """https://html.spec.whatwg.org/#ascii-serialisation-of-an-origin, of a URL's origin"""
    scheme, separator, rest = url.removeprefix("blob:").partition("://")
    if not separator or scheme not in ("http", "https", "ws", "wss", "ftp"):
        return "null"
    host = rest.partition("/")[0].partition("?")[0].partition("#")[0].rpartition("@")[2]
    return f"{scheme}://{host}"
