"""https://fetch.spec.whatwg.org/#headers-class"""

from typing import Final, Union

from webapis.fetch.exchange import HeaderList
from webapis.fetch.mime import HTTP_WHITESPACE, essence, is_token
from webapis.idl.exceptions import type_error

HeadersInit = Union["Headers", list[list[str]], dict[str, str], None]

FORBIDDEN_REQUEST_HEADERS: Final = frozenset(
    [
        "accept-charset",
        "accept-encoding",
        "access-control-request-headers",
        "access-control-request-method",
        "access-control-request-private-network",
        "connection",
        "content-length",
        "cookie",
        "cookie2",
        "date",
        "dnt",
        "expect",
        "host",
        "keep-alive",
        "origin",
        "referer",
        "set-cookie",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "via",
    ]
)
"""https://fetch.spec.whatwg.org/#forbidden-request-header"""


class Headers:
    """https://fetch.spec.whatwg.org/#headers; the guard is none, request, response or immutable."""

    wrapper: object

    def __init__(self, init: HeadersInit = None) -> None:
        self.wrapper = None
        self.list: HeaderList = []
        self.guard = "none"
        self.fill(init)

    @property
    def interface_name(self) -> str:
        """The name of the interface, which chooses the wrapper's prototype."""
        return "Headers"

    def fill(self, init: HeadersInit) -> None:
        """https://fetch.spec.whatwg.org/#concept-headers-fill"""
        if init is None:
            return
        if isinstance(init, Headers):
            for name, value in init.pairs():
                self.append(name, value)
        elif isinstance(init, dict):
            for name, value in init.items():
                self.append(name, value)
        else:
            for pair in init:
                if len(pair) != 2:
                    raise type_error("Invalid value")
                self.append(pair[0], pair[1])

    def validate(self, name: str, value: str) -> bool:
        """https://fetch.spec.whatwg.org/#headers-validate"""
        if not is_token(name):
            raise type_error("Invalid name")
        if any(character in "\0\r\n" for character in value):
            raise type_error("Invalid value")
        if self.guard == "immutable":
            raise type_error("Headers are immutable")
        lower = name.lower()
        if self.guard == "request-no-cors":
            return is_no_cors_safelisted(lower, value)
        if self.guard == "request":
            return not is_forbidden_request_header(lower)
        if self.guard == "response":
            return lower not in ("set-cookie", "set-cookie2")
        return True

    def append(self, name: str, value: str) -> None:
        """https://fetch.spec.whatwg.org/#concept-headers-append"""
        value = value.strip(HTTP_WHITESPACE)
        if self.validate(name, value):
            self.list.append((name, value))

    def delete(self, name: str) -> None:
        """https://fetch.spec.whatwg.org/#dom-headers-delete"""
        if self.validate(name, ""):
            self.list = [pair for pair in self.list if pair[0].lower() != name.lower()]

    def get(self, name: str) -> str | None:
        """https://fetch.spec.whatwg.org/#dom-headers-get"""
        if not is_token(name):
            raise type_error("Invalid name")
        values = [value for key, value in self.list if key.lower() == name.lower()]
        return ", ".join(values) if values else None

    def get_set_cookie(self) -> list[str]:
        """https://fetch.spec.whatwg.org/#dom-headers-getsetcookie"""
        return [value for key, value in self.list if key.lower() == "set-cookie"]

    def has(self, name: str) -> bool:
        """https://fetch.spec.whatwg.org/#dom-headers-has"""
        return self.get(name) is not None

    def set(self, name: str, value: str) -> None:
        """https://fetch.spec.whatwg.org/#dom-headers-set"""
        value = value.strip(HTTP_WHITESPACE)
        if not self.validate(name, value):
            return
        lower = name.lower()
        kept: HeaderList = []
        found = False
        for pair in self.list:
            if pair[0].lower() != lower:
                kept.append(pair)
            elif not found:
                found = True
                kept.append((pair[0], value))
        if not found:
            kept.append((name, value))
        self.list = kept

    def pairs(self) -> HeaderList:
        """https://fetch.spec.whatwg.org/#concept-header-list-sort-and-combine"""
        by_name: dict[str, list[str]] = {}
        for key, value in self.list:
            by_name.setdefault(key.lower(), []).append(value)
        result: HeaderList = []
        for name in sorted(by_name):
            values = by_name[name]
            if name == "set-cookie":
                result += [(name, value) for value in values]
            else:
                result.append((name, ", ".join(values)))
        return result


def is_forbidden_request_header(lower: str) -> bool:
    """Whether scripts may not set it."""
    return lower in FORBIDDEN_REQUEST_HEADERS or lower.startswith(("proxy-", "sec-"))


def is_no_cors_safelisted(lower: str, value: str) -> bool:
    """https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header"""
    if lower not in ("accept", "accept-language", "content-language", "content-type") or len(value) > 128:
        return False
    if lower in ("accept-language", "content-language"):
        return all(c.isascii() and (c.isalnum() or c in " *,-.;=") for c in value)
    # https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte
    if any((c < " " and c != "\t") or c in '"():<>?@[\\]{}\x7f' for c in value):
        return False
    return lower == "accept" or essence(value) in (
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "text/plain",
        "",
    )
