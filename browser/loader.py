"""Fetching for pages: https://fetch.spec.whatwg.org/#scheme-fetch, with answers that come as tasks.

Files and data answer in the order of their requests after a fixed virtual delay. Servers answer from other threads;
virtual time stands still until they have.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from browser.event_loop import EventLoop, Owner, PendingRequest, Task, Timer
from browser.grants import Grants
from webapis.fetch.exchange import Answer, FetchRequest, FetchResponse, network_error

if TYPE_CHECKING:
    from concurrent.futures import Future

LOCAL_DELAY: Final = 1.0
"""How long a file takes, in virtual milliseconds."""

BlobStore = dict[str, FetchResponse]


class LoadUnderWay:
    """https://fetch.spec.whatwg.org/#fetch-controller"""

    def __init__(self, loop: EventLoop, answer: Answer) -> None:
        self.loop = loop
        self.answer = answer
        self.is_over = False
        self.timer: Timer | None = None
        self.request: PendingRequest | None = None
        self.future: Future[None] | None = None

    def abort(self) -> None:
        """Nobody wants the answer any more."""
        self._end()
        if self.timer is not None:
            self.timer.cancel()
        if self.future is not None:
            self.future.cancel()

    def deliver(self, response: FetchResponse) -> None:
        """The task that an answer is."""
        if not self.is_over:
            self._end()
            self.answer(response)

    def _end(self) -> None:
        self.is_over = True
        if self.request is not None:
            self.loop.end_request(self.request)


class Loader:
    """Answers the requests of one agent's pages."""

    def __init__(self, loop: EventLoop, grants: Grants, complain: Callable[[str], None]) -> None:
        self.loop = loop
        self.grants = grants
        self.complain = complain
        """Where it is told that something was blocked."""
        self.blobs: BlobStore = {}

    def fetch(self, request: FetchRequest, answer: Answer, owner: Owner | None, origin: str = "") -> LoadUnderWay:
        """Answer by a task of the networking source; `origin` is the line of the script that asks."""
        load = LoadUnderWay(self.loop, answer)
        what = f"{request.method} {shortened(request.url)}"
        if is_remote(request.url):
            self._fetch_remotely(request, load, owner, what, origin)
        else:
            # Read when it is answered: a file that was written meanwhile is seen as it then is.
            def respond() -> None:
                load.deliver(self.fetch_now(request))

            task = Task("networking", respond, owner, what, origin)
            load.timer = self.loop.run_after(LOCAL_DELAY, task)
        return load

    def fetch_now(self, request: FetchRequest) -> FetchResponse:
        """The answer, waited for; nothing else runs meanwhile."""
        response = self._answer_now(request)
        if response.error is not None:
            self.complain(response.error)
        if not response.url:
            response.url = request.url
        if request.method == "HEAD":
            response.body = b""
        return response

    def _fetch_remotely(
        self, request: FetchRequest, load: LoadUnderWay, owner: Owner | None, what: str, origin: str
    ) -> None:
        load.request = self.loop.begin_request(what, origin)

        def deliver(response: FetchResponse) -> None:
            if response.error is not None and not load.is_over:
                self.complain(response.error)
            load.deliver(response)

        def work() -> None:
            from browser.network.http_scheme import fetch_http

            try:
                response = fetch_http(request, self.grants)
            except Exception as error:  # noqa: BLE001  (or the page would wait for ever)
                response = network_error(f"{request.url}: {error!r}")
            response.url = response.url or request.url
            self.loop.bring(Task("networking", lambda: deliver(response), owner, what, origin))

        from browser.network.http_scheme import pool

        load.future = pool().submit(work)

    def _answer_now(self, request: FetchRequest) -> FetchResponse:
        scheme = request.url.partition(":")[0]
        if scheme in ("http", "https"):
            from browser.network.http_scheme import fetch_http

            return fetch_http(request, self.grants)
        if scheme == "data":
            from browser.network.data_scheme import fetch_data

            return fetch_data(request.url)
        if scheme == "file":
            from browser.network.file_scheme import fetch_file

            if request.method not in ("GET", "HEAD"):
                return network_error(f"{request.url}: files can only be read")
            return fetch_file(request.url, self.grants)
        if scheme == "blob":
            return self._answer_blob(request)
        if request.url.partition("?")[0].partition("#")[0] == "about:blank":
            return FetchResponse(200, b"", [("Content-Type", "text/html;charset=utf-8")])
        return network_error(f"{shortened(request.url)}: there is nothing to load addresses of this kind with")

    def _answer_blob(self, request: FetchRequest) -> FetchResponse:
        found = self.blobs.get(request.url.partition("#")[0])
        if found is None:
            return network_error(f"{request.url}: the blob URL was revoked, or never was one")
        if request.method != "GET":
            return network_error(f"{request.url}: blob URLs can only be read")
        response = FetchResponse(200, found.body, [*found.headers])
        response.status_text = "OK"
        return response


def is_remote(url: str) -> bool:
    """Whether answering takes a server."""
    return url.startswith(("http:", "https:"))


def shortened(url: str) -> str:
    """A URL for messages."""
    return url if len(url) <= 120 else url[:117] + "..."
