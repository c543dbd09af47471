"""https://fetch.spec.whatwg.org/#fetch-method"""

from typing import TYPE_CHECKING

from webapis.dom.abort import AbortSignal, ThrownReason
from webapis.fetch.exchange import Fetch, FetchResponse
from webapis.fetch.request import Request, RequestInit
from webapis.fetch.response import response_object
from webapis.idl.exceptions import type_error

if TYPE_CHECKING:
    from webapis.host import PromiseCapability
    from webapis.html.window import Window


class FetchUnderWay:
    """One call of fetch(): settles its promise once."""

    def __init__(self, window: "Window", promise: "PromiseCapability", signal: AbortSignal | None) -> None:
        self.window = window
        self.promise = promise
        self.signal = signal
        self.fetch: Fetch | None = None
        self.is_over = False

    def answer(self, response: FetchResponse) -> None:
        """Step 12: the response has come."""
        if self.is_over:
            return
        self.is_over = True
        if response.type == "error":
            self.promise.reject(type_error("Failed to fetch"))
        else:
            self.promise.resolve(response_object(self.window, response))

    def abort(self) -> None:
        """https://fetch.spec.whatwg.org/#abort-fetch"""
        if self.is_over or self.signal is None:
            return
        self.is_over = True
        if self.fetch is not None:
            self.fetch.abort()
        self.promise.reject(ThrownReason(self.signal.reason))


def fetch(window: "Window", input: Request | str, init: RequestInit | None = None) -> object:
    """https://fetch.spec.whatwg.org/#dom-global-fetch"""
    # 1-3. A request of its own; what is wrong with it rejects the promise.
    promise = window.host.new_promise(window)
    try:
        request = Request(window, input, init)
    except Exception as error:  # noqa: BLE001  (whatever a script can catch is the reason)
        promise.reject(error)
        return promise.promise
    # 4. Aborted already.
    signal = request.given_signal
    under_way = FetchUnderWay(window, promise, signal)
    if signal is not None:
        if signal.aborted:
            under_way.abort()
            return promise.promise
        signal.add_algorithm(under_way.abort)
    # 12. Go.
    under_way.fetch = window.host.fetch(window, request.exchange(), under_way.answer)
    return promise.promise
