"""https://xhr.spec.whatwg.org/#interface-xmlhttprequest"""

from typing import TYPE_CHECKING, Final

from webapis.dom.dispatch import dispatch
from webapis.dom.event import Event
from webapis.dom.event_target import EventTarget
from webapis.dom.node import Node
from webapis.fetch.body import extract
from webapis.fetch.exchange import Fetch, FetchRequest, FetchResponse, HeaderList, network_error
from webapis.fetch.headers import is_forbidden_request_header
from webapis.fetch.mime import HTTP_WHITESPACE, essence, is_token
from webapis.fetch.request import normalized_method
from webapis.html.dom_parsing import serialize_fragment
from webapis.html.xml_serialization import serialize_as_xml
from webapis.idl.exceptions import DOMException, dom_exception
from webapis.infra.ascii import join_surrogates
from webapis.url.record import parse_url
from webapis.xhr.progress_event import progress_event
from webapis.xhr.received import Received

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.host import Cancellable
    from webapis.html.window import Window

UNSENT: Final = 0
OPENED: Final = 1
HEADERS_RECEIVED: Final = 2
LOADING: Final = 3
DONE: Final = 4


class XMLHttpRequestEventTarget(EventTarget):
    """https://xhr.spec.whatwg.org/#xmlhttprequesteventtarget"""

    def __init__(self, window: "Window") -> None:
        super().__init__()
        self.window = window

    def report_exception(self, error: Exception) -> None:
        self.window.report_exception(error)

    def fire_progress(self, type: str, loaded: int, total: int) -> None:
        """https://xhr.spec.whatwg.org/#concept-event-fire-progress"""
        event = progress_event(type, loaded, total)
        event.time_stamp = self.window.host.now()
        dispatch(event, self)


class XMLHttpRequestUpload(XMLHttpRequestEventTarget):
    """https://xhr.spec.whatwg.org/#xmlhttprequestupload"""


class XMLHttpRequest(XMLHttpRequestEventTarget):
    """https://xhr.spec.whatwg.org/#xmlhttprequest"""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self.upload = XMLHttpRequestUpload(window)
        self.ready_state = UNSENT
        self.is_sent = False
        self.is_synchronous = False
        self.has_upload = False
        self.method = "GET"
        self.url = ""
        self.author_headers: HeaderList = []
        self.milliseconds = 0
        self.cross_site_credentials = False
        self.mime_override: str | None = None
        self.type_of_response = ""
        self.received = Received(window, network_error("unsent"))
        self.under_way: Fetch | None = None
        self.timer: Cancellable | None = None
        self.body_size = 0

    # The request.

    def open(
        self, method: str, url: str, is_async: bool = True, username: str | None = None, password: str | None = None
    ) -> None:
        """https://xhr.spec.whatwg.org/#dom-xmlhttprequest-open"""
        # 2-4. The method.
        if not is_token(method):
            raise dom_exception("SyntaxError", f"'{method}' is not a valid HTTP method.")
        try:
            method = normalized_method(method)
        except Exception:  # noqa: BLE001  (it is forbidden)
            raise dom_exception("SecurityError", f"'{method}' HTTP method is unsupported.") from None
        # 5-7. The URL.
        parsed = parse_url(url, self.window.document.base_url())
        if parsed is None:
            raise dom_exception("SyntaxError", "Invalid URL")
        # 9. What synchronous requests may not have.
        if not is_async and (self.milliseconds or self.type_of_response):
            raise dom_exception(
                "InvalidAccessError", "Synchronous requests from a document must not set a timeout or response type."
            )
        # 10-11. Start anew.
        self.terminate()
        self.is_sent = False
        self.has_upload = False
        self.method = method
        self.url = parsed
        self.is_synchronous = not is_async
        self.author_headers = []
        self.received = Received(self.window, network_error("unsent"))
        # 12. Opened.
        if self.ready_state != OPENED:
            self.change_state(OPENED)

    def set_request_header(self, name: str, value: str) -> None:
        """https://xhr.spec.whatwg.org/#dom-xmlhttprequest-setrequestheader"""
        self.must_be_open()
        value = value.strip(HTTP_WHITESPACE)
        if not is_token(name):
            raise dom_exception("SyntaxError", f"'{name}' is not a valid HTTP header field name.")
        if any(character in "\0\r\n" for character in value):
            raise dom_exception("SyntaxError", f"'{value}' is not a valid HTTP header field value.")
        if is_forbidden_request_header(name.lower()):
            return
        for index, (key, before) in enumerate(self.author_headers):
            if key.lower() == name.lower():
                self.author_headers[index] = (key, f"{before}, {value}")
                return
        self.author_headers.append((name, value))

    def must_be_open(self) -> None:
        """What send and headers need."""
        if self.ready_state != OPENED or self.is_sent:
            raise dom_exception("InvalidStateError", "The object's state must be OPENED.")

    @property
    def timeout(self) -> int:
        """https://xhr.spec.whatwg.org/#dom-xmlhttprequest-timeout"""
        return self.milliseconds

    @timeout.setter
    def timeout(self, value: int) -> None:
        if self.is_synchronous and self.ready_state != UNSENT:
            raise dom_exception("InvalidAccessError", "Timeouts cannot be set for synchronous requests.")
        self.milliseconds = value

    @property
    def with_credentials(self) -> bool:
        """https://xhr.spec.whatwg.org/#dom-xmlhttprequest-withcredentials"""
        return self.cross_site_credentials

    @with_credentials.setter
    def with_credentials(self, value: bool) -> None:
        if self.ready_state not in (UNSENT, OPENED) or self.is_sent:
            raise dom_exception(
                "InvalidStateError", "The value may only be set if the object's state is UNSENT or OPENED."
            )
        self.cross_site_credentials = value

    def send(self, body: object = None) -> None:
        """https://xhr.spec.whatwg.org/#dom-xmlhttprequest-send"""
        self.must_be_open()
        request = FetchRequest(self.url, self.method)
        request.mode = "cors"
        request.credentials = "include" if self.cross_site_credentials else "same-origin"
        request.origin = self.window.origin
        request.headers = [*self.author_headers]
        # 3-4. GET and HEAD have no body.
        if body is not None and self.method not in ("GET", "HEAD"):
            data, kind = extract_body(body)
            request.body = data
            if kind is not None and not any(name.lower() == "content-type" for name, _ in request.headers):
                request.headers.append(("Content-Type", kind))
        # 8-9. Who listens to the upload.
        self.body_size = len(request.body or b"")
        self.has_upload = request.body is not None and self.upload.listeners is not None
        self.is_sent = True
        if self.is_synchronous:
            self.send_now(request)
            return
        # 11. Asynchronously.
        self.fire_progress("loadstart", 0, 0)
        if self.has_upload:
            self.upload.fire_progress("loadstart", 0, self.body_size)
        if self.ready_state != OPENED or not self.is_sent:
            return
        if self.milliseconds:
            self.timer = self.window.host.run_after(
                self.window, float(self.milliseconds), self.timed_out, "XMLHttpRequest timeout", None, ""
            )
        self.under_way = self.window.host.fetch(self.window, request, self.answer)

    def send_now(self, request: FetchRequest) -> None:
        """Step 12: synchronously."""
        response = self.window.host.fetch_now(self.window, request)
        self.is_sent = False
        self.ready_state = DONE
        self.received = Received(self.window, response)
        if response.type == "error":
            raise dom_exception("NetworkError", f"Failed to load '{self.url}'.")
        self.fire_state_change()
        self.fire_progress("load", len(response.body), len(response.body))
        self.fire_progress("loadend", len(response.body), len(response.body))

    def answer(self, response: FetchResponse) -> None:
        """Step 11.9 on: the response has come, all of it."""
        self.under_way = None
        self.stop_timer()
        if response.type == "error":
            self.fail("error", network_error("failed"))
            return
        size = len(response.body)
        if self.has_upload:
            for type_ in ("progress", "load", "loadend"):
                self.upload.fire_progress(type_, self.body_size, self.body_size)
        self.received = Received(self.window, response)
        self.received.mime_override = self.mime_override
        self.change_state(HEADERS_RECEIVED)
        if self.ready_state != HEADERS_RECEIVED:
            return
        if size:
            self.change_state(LOADING)
            if self.ready_state != LOADING:
                return
        # https://xhr.spec.whatwg.org/#handle-response-end-of-body
        self.fire_progress("progress", size, size)
        self.is_sent = False
        self.received.is_complete = True
        self.change_state(DONE)
        if self.ready_state != DONE or self.is_sent:
            return
        self.fire_progress("load", size, size)
        self.fire_progress("loadend", size, size)

    def timed_out(self) -> None:
        """The timeout is over."""
        if self.is_sent:
            self.terminate()
            self.fail("timeout", network_error("timed out"))

    def fail(self, type: str, response: FetchResponse) -> None:
        """https://xhr.spec.whatwg.org/#request-error-steps"""
        self.is_sent = False
        self.received = Received(self.window, response)
        self.change_state(DONE)
        if self.has_upload:
            self.upload.fire_progress(type, 0, 0)
            self.upload.fire_progress("loadend", 0, 0)
        self.fire_progress(type, 0, 0)
        self.fire_progress("loadend", 0, 0)

    def abort(self) -> None:
        """https://xhr.spec.whatwg.org/#dom-xmlhttprequest-abort"""
        self.terminate()
        if (self.ready_state == OPENED and self.is_sent) or self.ready_state in (HEADERS_RECEIVED, LOADING):
            self.fail("abort", network_error("aborted"))
        if self.ready_state == DONE:
            self.ready_state = UNSENT
            self.received = Received(self.window, network_error("aborted"))

    def terminate(self) -> None:
        """No answer is wanted any more."""
        self.stop_timer()
        if self.under_way is not None:
            self.under_way.abort()
            self.under_way = None

    def stop_timer(self) -> None:
        """The timeout does not matter any more."""
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None

    def change_state(self, state: int) -> None:
        """A new readyState, and its event."""
        self.ready_state = state
        self.fire_state_change()

    def fire_state_change(self) -> None:
        """https://xhr.spec.whatwg.org/#event-xhr-readystatechange"""
        event = Event("readystatechange")
        event.is_trusted = True
        event.time_stamp = self.window.host.now()
        dispatch(event, self)

    # The response.

    @property
    def response_url(self) -> str:
        """https://xhr.spec.whatwg.org/#dom-xmlhttprequest-responseurl"""
        return self.received.response.url.partition("#")[0] if self.received.response.type != "error" else ""

    @property
    def status(self) -> int:
        """https://xhr.spec.whatwg.org/#dom-xmlhttprequest-status"""
        return self.received.response.status

    @property
    def status_text(self) -> str:
        """https://xhr.spec.whatwg.org/#dom-xmlhttprequest-statustext"""
        return self.received.response.status_text

    def get_response_header(self, name: str) -> str | None:
        """https://xhr.spec.whatwg.org/#dom-xmlhttprequest-getresponseheader"""
        return self.received.header(name)

    def get_all_response_headers(self) -> str:
        """https://xhr.spec.whatwg.org/#dom-xmlhttprequest-getallresponseheaders"""
        return self.received.all_headers()

    def override_mime_type(self, mime: str) -> None:
        """https://xhr.spec.whatwg.org/#dom-xmlhttprequest-overridemimetype"""
        if self.ready_state in (LOADING, DONE):
            raise dom_exception("InvalidStateError", "MimeType cannot be overridden when the state is LOADING or DONE.")
        self.mime_override = mime if essence(mime) else "application/octet-stream"

    @property
    def response_type(self) -> str:
        """https://xhr.spec.whatwg.org/#dom-xmlhttprequest-responsetype"""
        return self.type_of_response

    @response_type.setter
    def response_type(self, value: str) -> None:
        if self.ready_state in (LOADING, DONE):
            raise dom_exception("InvalidStateError", "The response type cannot be set if the state is LOADING or DONE.")
        if self.is_synchronous and self.ready_state != UNSENT:
            raise dom_exception("InvalidAccessError", "The response type cannot be changed for synchronous requests.")
        self.type_of_response = value

    @property
    def response(self) -> object:
        """https://xhr.spec.whatwg.org/#dom-xmlhttprequest-response"""
        kind = self.type_of_response
        if kind in ("", "text"):
            return self.text_response() if self.ready_state in (LOADING, DONE) else ""
        if self.ready_state != DONE or self.received.response.type == "error":
            return None
        return self.received.as_object(kind)

    @property
    def response_text(self) -> str:
        """https://xhr.spec.whatwg.org/#dom-xmlhttprequest-responsetext"""
        if self.type_of_response not in ("", "text"):
            raise self.wrong_type("responseText", "'' or 'text'")
        return self.text_response() if self.ready_state in (LOADING, DONE) else ""

    def text_response(self) -> str:
        """https://xhr.spec.whatwg.org/#text-response"""
        return self.received.text()

    @property
    def response_xml(self) -> "Document | None":
        """https://xhr.spec.whatwg.org/#dom-xmlhttprequest-responsexml"""
        if self.type_of_response not in ("", "document"):
            raise self.wrong_type("responseXML", "'' or 'document'")
        if self.ready_state != DONE or self.received.response.type == "error":
            return None
        return self.received.document(self.type_of_response == "document")

    def wrong_type(self, name: str, wanted: str) -> DOMException:
        """For a getter that does not go with the response type."""
        return dom_exception(
            "InvalidStateError",
            f"The value is only accessible if the object's 'responseType' is {wanted} (was '{self.type_of_response}').",
        )


def extract_body(body: object) -> tuple[bytes | None, str | None]:
    """Step 4 of send."""
    if isinstance(body, Node):
        text = xml_or_html(body)
        kind = "text/html;charset=UTF-8" if body.node_document.is_html else "application/xml;charset=UTF-8"
        return join_surrogates(text).encode("utf-8"), kind
    return extract(body, "----WhipsnakeFormBoundary")


def xml_or_html(document: "Node") -> str:
    """https://w3c.github.io/DOM-Parsing/#dfn-fragment-serializing-algorithm, by the kind of document"""
    if document.node_document.is_html:
        return serialize_fragment(document)
    return serialize_as_xml(document)
