"""http: and https: through httpx, on threads of their own. httpx is imported with the first request."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

from browser.grants import Grants, Refused
from webapis.fetch.exchange import FetchRequest, FetchResponse, network_error

if TYPE_CHECKING:
    import httpx

THREADS: Final = 6
TIMEOUT: Final = 60.0
MOST_REDIRECTS: Final = 20
LARGEST_BODY: Final = 1 << 30
REDIRECTS: Final = frozenset([301, 302, 303, 307, 308])
LOOPBACK: Final = frozenset(["localhost", "127.0.0.1", "::1"])
USER_AGENT: Final = "Mozilla/5.0 (X11; Linux x86_64) Whipsnake/0.1"
_BODY_HEADERS: Final = frozenset(["content-encoding", "content-language", "content-location", "content-type"])

_clients: "dict[str, httpx.Client]" = {}
_pool: list[ThreadPoolExecutor] = []
_lock = threading.Lock()


def pool() -> ThreadPoolExecutor:
    """The threads of this process that wait for servers."""
    with _lock:
        if not _pool:
            _pool.append(ThreadPoolExecutor(THREADS, "whipsnake-network"))
        return _pool[0]


def client(url: str) -> "httpx.Client":
    """One for each kind of address: TLS is set up for those who need it, proxies are not asked about this machine."""
    import httpx

    parts = urlsplit(url)
    is_local = parts.hostname in LOOPBACK
    kind = f"{parts.scheme} {is_local}"
    with _lock:
        if kind not in _clients:
            options: dict[str, Any] = {"verify": parts.scheme == "https", "trust_env": not is_local}
            _clients[kind] = httpx.Client(timeout=TIMEOUT, follow_redirects=False, **options)
        return _clients[kind]


def fetch_http(request: FetchRequest, grants: Grants) -> FetchResponse:
    """https://fetch.spec.whatwg.org/#http-fetch, without caches and preflights; waits for the answer."""
    try:
        return _follow(request, grants)
    except Refused as refused:
        return network_error(str(refused))
    except ModuleNotFoundError as missing:
        if missing.name != "httpx":
            raise
        return network_error(f"{request.url}: requests need the package httpx, which is not installed")


def _follow(request: FetchRequest, grants: Grants) -> FetchResponse:
    url, method, body, headers = request.url, request.method, request.body, [*request.headers]
    for redirects in range(MOST_REDIRECTS + 1):
        if urlsplit(url).scheme not in ("http", "https"):
            return network_error(f"{request.url}: redirected to {url}, which is no http(s) address")
        if request.destination != "document" or redirects:
            grants.check_host(url)
        response = _send(method, url, body, headers, request)
        if response.status not in REDIRECTS or request.redirect == "manual":
            return _finish(response, request, url, redirects)
        location = response.header("location")
        if location is None:
            return _finish(response, request, url, redirects)
        if request.redirect == "error":
            return network_error(f"{request.url}: it redirects, and the request does not follow")
        # https://fetch.spec.whatwg.org/#http-redirect-fetch, step 12: what becomes of the method.
        if (response.status in (301, 302) and method == "POST") or (
            response.status == 303 and method not in ("GET", "HEAD")
        ):
            method, body = "GET", None
            headers = [pair for pair in headers if pair[0].lower() not in _BODY_HEADERS]
        fragment = urlsplit(url).fragment
        url = urljoin(url, location.encode("latin-1").decode("utf-8", "replace"))
        if fragment and not urlsplit(url).fragment:
            url = f"{url}#{fragment}"
    return network_error(f"{request.url}: it redirects too often")


def _send(
    method: str, url: str, body: bytes | None, headers: list[tuple[str, str]], request: FetchRequest
) -> FetchResponse:
    import httpx

    given = {name.lower() for name, _ in headers}
    sent = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
    for name, value in _default_headers(request, method):
        if name.lower() not in given:
            sent.append((name.encode("latin-1"), value.encode("latin-1")))
    try:
        with client(url).stream(method, url.partition("#")[0], content=body, headers=sent) as answer:
            received = bytearray()
            for piece in answer.iter_bytes():
                received += piece
                if len(received) > LARGEST_BODY:
                    return network_error(f"{url}: the answer is larger than {LARGEST_BODY >> 20} MB")
    except httpx.InvalidURL as error:
        return network_error(f"{url}: {error}")
    except httpx.HTTPError as error:
        return network_error(f"{url}: {error or type(error).__name__}")
    pairs = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in answer.headers.raw]
    response = FetchResponse(answer.status_code, bytes(received), pairs)
    response.status_text = answer.reason_phrase
    return response


def _default_headers(request: FetchRequest, method: str) -> list[tuple[str, str]]:
    headers = [("User-Agent", USER_AGENT), ("Accept-Language", "en-US,en;q=0.9"), ("Accept-Encoding", "gzip, deflate")]
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" if request.mode == "navigate" else "*/*"
    headers.append(("Accept", accept))
    if request.referrer:
        headers.append(("Referer", request.referrer))
    is_cors = request.mode == "cors" and _origin_of(request.url) != request.origin
    if request.origin and (is_cors or method not in ("GET", "HEAD")):
        headers.append(("Origin", request.origin))
    if request.body is None and method in ("POST", "PUT"):
        headers.append(("Content-Length", "0"))
    return headers


def _origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _finish(response: FetchResponse, request: FetchRequest, url: str, redirects: int) -> FetchResponse:
    response.url = url
    response.redirected = redirects > 0
    # https://fetch.spec.whatwg.org/#cors-check
    if response.type != "error" and request.origin and _origin_of(url) != request.origin:
        if request.mode == "same-origin":
            return network_error(f"{url}: it is of another origin")
        if request.mode == "cors":
            allowed = response.header("access-control-allow-origin")
            if allowed != request.origin and not (allowed == "*" and request.credentials != "include"):
                return network_error(
                    f"Access to {url} from origin '{request.origin}' has been blocked by CORS policy: "
                    f"its header 'Access-Control-Allow-Origin' is {allowed or 'not there'}"
                )
            response.type = "cors"
        elif request.mode == "no-cors":
            response.type = "opaque"
    elif response.type != "error":
        response.type = "basic"
    return response
