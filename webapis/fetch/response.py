"""https://fetch.spec.whatwg.org/#response-class"""

from typing import TYPE_CHECKING, Final, cast

from webapis.fetch.body import Body, extract
from webapis.fetch.exchange import FetchResponse, network_error
from webapis.fetch.headers import Headers, HeadersInit
from webapis.idl.exceptions import range_error, type_error
from webapis.url.record import parse_url

if TYPE_CHECKING:
    from webapis.html.window import Window

NULL_BODY_STATUSES: Final = frozenset([101, 103, 204, 205, 304])
REDIRECT_STATUSES: Final = frozenset([301, 302, 303, 307, 308])


class ResponseInit:
    """https://fetch.spec.whatwg.org/#responseinit"""

    status: int = 200
    status_text: str = ""
    headers: object = None  # a HeadersInit; mypyc leaves None out where a union has more than one other member


class Response(Body):
    """https://fetch.spec.whatwg.org/#response"""

    wrapper: object

    def __init__(self, window: "Window", body: object = None, init: ResponseInit | None = None) -> None:
        super().__init__(window, None)
        self.wrapper = None
        init = ResponseInit() if init is None else init
        # https://fetch.spec.whatwg.org/#initialize-a-response
        if not 200 <= init.status <= 599:
            raise range_error(f"The status provided ({init.status}) is outside the range [200, 599].")
        if any(not (c == "\t" or " " <= c <= "~" or "\x80" <= c <= "\xff") for c in init.status_text):
            raise type_error("Invalid statusText")
        self.response = FetchResponse(init.status)
        self.response.status_text = init.status_text
        self.headers = Headers()
        self.headers.guard = "response"
        self.headers.fill(cast(HeadersInit, init.headers))
        if body is not None:
            if init.status in NULL_BODY_STATUSES:
                raise type_error("Response with null body status cannot have body")
            self.data, kind = extract(body, "----WhipsnakeFormBoundary")
            if kind is not None and not self.headers.has("content-type"):
                self.headers.append("Content-Type", kind)

    @property
    def interface_name(self) -> str:
        """The name of the interface, which chooses the wrapper's prototype."""
        return "Response"

    @property
    def type(self) -> str:
        """https://fetch.spec.whatwg.org/#dom-response-type"""
        return self.response.type

    @property
    def url(self) -> str:
        """https://fetch.spec.whatwg.org/#dom-response-url"""
        return "" if self.response.type == "opaque" else self.response.url.partition("#")[0]

    @property
    def redirected(self) -> bool:
        """https://fetch.spec.whatwg.org/#dom-response-redirected"""
        return self.response.redirected

    @property
    def status(self) -> int:
        """https://fetch.spec.whatwg.org/#dom-response-status"""
        return 0 if self.response.type == "opaque" else self.response.status

    @property
    def ok(self) -> bool:
        """https://fetch.spec.whatwg.org/#dom-response-ok"""
        return 200 <= self.status <= 299

    @property
    def status_text(self) -> str:
        """https://fetch.spec.whatwg.org/#dom-response-statustext"""
        return self.response.status_text

    def content_type(self) -> str:
        return self.headers.get("content-type") or ""

    def clone(self) -> "Response":
        """https://fetch.spec.whatwg.org/#dom-response-clone"""
        if self.is_used:
            raise type_error("Response body is already used")
        copy = response_object(self.window, self.response)
        copy.headers.list = [*self.headers.list]
        copy.headers.guard = self.headers.guard
        copy.data = self.data
        return copy


def response_object(window: "Window", response: FetchResponse) -> Response:
    """https://fetch.spec.whatwg.org/#response-create"""
    made = Response(window)
    made.response = response
    if response.type != "opaque":
        made.headers.list = [pair for pair in response.headers if pair[0].lower() not in ("set-cookie", "set-cookie2")]
        made.data = None if response.status in NULL_BODY_STATUSES else response.body
    made.headers.guard = "immutable"
    return made


def error_response(window: "Window") -> Response:
    """https://fetch.spec.whatwg.org/#dom-response-error"""
    return response_object(window, network_error("Response.error()"))


def redirect_response(window: "Window", url: str, status: int = 302) -> Response:
    """https://fetch.spec.whatwg.org/#dom-response-redirect"""
    parsed = parse_url(url, window.document.base_url())
    if parsed is None:
        raise type_error(f"Failed to parse URL from {url}")
    if status not in REDIRECT_STATUSES:
        raise range_error("Invalid status code")
    made = Response(window)
    made.response.status = status
    made.headers.list = [("Location", parsed)]
    made.headers.guard = "immutable"
    return made
