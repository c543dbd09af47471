"""What elements fetch beside their document: images, style sheets, preloads"""

from typing import TYPE_CHECKING

from webapis.dom.element import Element
from webapis.fetch.exchange import FetchRequest
from webapis.html.window import Window

if TYPE_CHECKING:
    from webapis.dom.node import Node
    from webapis.fetch.exchange import Answer, FetchResponse


def fetch_for(element: "Node", url: str, destination: str, answer: "Answer", delays_load: bool) -> bool:
    """Fetch on behalf of a node; the answer comes as a task. False where no window shows the document."""
    document = element.node_document
    window = document.default_view
    page = document.page
    if not isinstance(window, Window) or page is None:
        return False
    request = request_for(element, window, url, destination)
    if not delays_load:
        window.host.fetch(window, request, answer)
        return True
    page.delay_load()

    def released(response: "FetchResponse") -> None:
        answer(response)
        page.release_load()

    window.host.fetch(window, request, released)
    return True


def request_for(element: "Node", window: Window, url: str, destination: str) -> FetchRequest:
    """https://html.spec.whatwg.org/#create-a-potential-cors-request"""
    request = FetchRequest(url)
    request.destination = destination
    request.origin = window.origin
    crossorigin = element.content_attribute("crossorigin") if isinstance(element, Element) else None
    request.mode = "no-cors" if crossorigin is None else "cors"
    if crossorigin is None or crossorigin.lower() == "use-credentials":
        request.credentials = "include"
    return request


def is_ok(response: "FetchResponse") -> bool:
    """https://fetch.spec.whatwg.org/#ok-status, or an opaque answer from elsewhere"""
    return response.type != "error" and 200 <= response.status < 300
