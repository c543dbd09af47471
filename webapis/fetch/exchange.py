"""Requests and responses as they go between the Web APIs and the host: https://fetch.spec.whatwg.org/#infrastructure"""

from collections.abc import Callable
from typing import Protocol

HeaderList = list[tuple[str, str]]
"""Names and values, as isomorphic-decoded bytes, in order."""


class FetchRequest:
    """https://fetch.spec.whatwg.org/#concept-request"""

    def __init__(self, url: str, method: str = "GET") -> None:
        self.url = url
        self.method = method
        self.headers: HeaderList = []
        self.body: bytes | None = None
        self.mode = "no-cors"
        self.credentials = "same-origin"
        self.redirect = "follow"
        self.destination = ""
        self.origin = ""
        """The serialized origin of who asks; empty where nobody does (an address that the user gave)."""
        self.referrer = ""


class FetchResponse:
    """https://fetch.spec.whatwg.org/#concept-response, with its whole body"""

    def __init__(self, status: int, body: bytes = b"", headers: HeaderList | None = None) -> None:
        self.type = "default"
        self.url = ""
        self.redirected = False
        self.status = status
        self.status_text = ""
        self.headers: HeaderList = [] if headers is None else headers
        self.body = body
        self.error: str | None = None
        """Of a network error: why, for the console; scripts never see it."""

    def header(self, name: str) -> str | None:
        """https://fetch.spec.whatwg.org/#concept-header-list-get; `name` in lowercase"""
        values = [value for key, value in self.headers if key.lower() == name]
        return ", ".join(values) if values else None


def network_error(reason: str) -> FetchResponse:
    """https://fetch.spec.whatwg.org/#concept-network-error"""
    response = FetchResponse(0)
    response.type = "error"
    response.error = reason
    return response


class Fetch(Protocol):
    """A fetch under way."""

    def abort(self) -> None:
        """Nobody wants the answer any more."""


Answer = Callable[[FetchResponse], None]
"""What takes the response, as a task."""
