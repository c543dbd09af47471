"""https://fetch.spec.whatwg.org/#request-class"""

from typing import TYPE_CHECKING, Final, cast

from webapis.dom.abort import AbortSignal
from webapis.fetch.body import Body, extract
from webapis.fetch.exchange import FetchRequest
from webapis.fetch.headers import Headers, HeadersInit
from webapis.fetch.mime import is_token
from webapis.idl.exceptions import type_error
from webapis.infra.ascii import ascii_uppercase
from webapis.url.record import URLRecord, parse_url

if TYPE_CHECKING:
    from webapis.html.window import Window

NORMALIZED_METHODS: Final = frozenset(["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"])
FORBIDDEN_METHODS: Final = frozenset(["CONNECT", "TRACE", "TRACK"])


class RequestInit:
    """https://fetch.spec.whatwg.org/#requestinit"""

    method: str | None = None
    headers: object = None  # a HeadersInit; mypyc leaves None out where a union has more than one other member
    body: object = None
    referrer: str | None = None
    mode: str | None = None
    credentials: str | None = None
    cache: str | None = None
    redirect: str | None = None
    integrity: str | None = None
    keepalive: bool | None = None
    signal: "AbortSignal | None" = None


class Request(Body):
    """https://fetch.spec.whatwg.org/#request"""

    wrapper: object

    def __init__(self, window: "Window", input: "Request | str", init: RequestInit | None = None) -> None:
        init = RequestInit() if init is None else init
        super().__init__(window, None)
        self.wrapper = None
        self.headers = Headers()
        if isinstance(input, str):
            self.set_defaults(parse_request_url(window, input))
        else:
            self.copy_from(input)
        self.take_options(init)
        # 32. Headers.
        self.headers.guard = "request-no-cors" if self.mode == "no-cors" else "request"
        if init.headers is not None:
            self.headers.list = []
            self.headers.fill(cast(HeadersInit, init.headers))
        # 33-41. The body.
        self.take_body(input, init)

    @property
    def interface_name(self) -> str:
        """The name of the interface, which chooses the wrapper's prototype."""
        return "Request"

    def set_defaults(self, url: str) -> None:
        """Step 12 for a URL."""
        self.url = url
        self.method = "GET"
        self.mode = "cors"
        self.credentials = "same-origin"
        self.cache = "default"
        self.redirect = "follow"
        self.referrer = "about:client"
        self.integrity = ""
        self.keepalive = False
        self.destination = ""
        self.given_signal: AbortSignal | None = None

    def copy_from(self, other: "Request") -> None:
        """Step 12 for a request."""
        self.url = other.url
        self.method = other.method
        self.mode = "same-origin" if other.mode == "navigate" else other.mode
        self.credentials = other.credentials
        self.cache = other.cache
        self.redirect = other.redirect
        self.referrer = other.referrer
        self.integrity = other.integrity
        self.keepalive = other.keepalive
        self.destination = ""
        self.given_signal = other.given_signal
        self.headers.list = [*other.headers.list]

    def take_options(self, init: RequestInit) -> None:
        """Steps 13 to 30."""
        if init.mode == "navigate":
            raise type_error("Cannot construct a Request with a RequestInit whose mode member is set as 'navigate'.")
        self.mode = init.mode or self.mode
        self.credentials = init.credentials or self.credentials
        self.cache = init.cache or self.cache
        self.redirect = init.redirect or self.redirect
        self.integrity = init.integrity if init.integrity is not None else self.integrity
        self.keepalive = init.keepalive if init.keepalive is not None else self.keepalive
        if init.referrer is not None:
            self.referrer = init.referrer
        if init.signal is not None:
            self.given_signal = init.signal
        if init.method is not None:
            self.method = normalized_method(init.method)

    def take_body(self, input: "Request | str", init: RequestInit) -> None:
        """Steps 33 to 41."""
        inherited = input.data if isinstance(input, Request) else None
        if (init.body is not None or inherited is not None) and self.method in ("GET", "HEAD"):
            raise type_error("Request with GET/HEAD method cannot have body.")
        if init.body is not None:
            self.data, kind = extract(init.body, "----WhipsnakeFormBoundary")
            if kind is not None and not self.headers.has("content-type"):
                self.headers.append("Content-Type", kind)
        elif isinstance(input, Request) and inherited is not None:
            if input.is_used:
                raise type_error("Cannot construct a Request with a Request object that has already been used.")
            input.is_used = True
            self.data = inherited

    @property
    def signal(self) -> "AbortSignal":
        """https://fetch.spec.whatwg.org/#dom-request-signal"""
        if self.given_signal is None:
            self.given_signal = AbortSignal(self.window.document.agent)
        return self.given_signal

    def content_type(self) -> str:
        return self.headers.get("content-type") or ""

    def clone(self) -> "Request":
        """https://fetch.spec.whatwg.org/#dom-request-clone"""
        if self.is_used:
            raise type_error("Request body is already used")
        copy = Request(self.window, self.url)
        copy.copy_from(self)
        copy.mode, copy.data = self.mode, self.data
        return copy

    def exchange(self) -> FetchRequest:
        """What goes out."""
        request = FetchRequest(self.url, self.method)
        request.headers = [*self.headers.list]
        request.body = self.data
        request.mode = self.mode
        request.credentials = self.credentials
        request.redirect = self.redirect
        request.origin = self.window.origin
        return request


def parse_request_url(window: "Window", url: str) -> str:
    """https://fetch.spec.whatwg.org/#dom-request, step 5"""
    parsed = parse_url(url, window.document.base_url())
    if parsed is None:
        raise type_error(f"Failed to parse URL from {url}")
    record = URLRecord(parsed)
    if record.username or record.password:
        raise type_error(f"Request cannot be constructed from a URL that includes credentials: {url}")
    return parsed


def normalized_method(method: str) -> str:
    """https://fetch.spec.whatwg.org/#concept-method-normalize, of a method that may be used"""
    if not is_token(method):
        raise type_error(f"'{method}' is not a valid HTTP method.")
    upper = ascii_uppercase(method)
    if upper in FORBIDDEN_METHODS:
        raise type_error(f"'{method}' HTTP method is unsupported.")
    return upper if upper in NORMALIZED_METHODS else method
