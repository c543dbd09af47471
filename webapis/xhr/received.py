"""https://xhr.spec.whatwg.org/#response: what a request got, in the forms scripts ask for"""

from typing import TYPE_CHECKING

from webapis.dom.document import Document
from webapis.encoding.encodings import Decoder, get_encoding
from webapis.fetch.body import decode_text
from webapis.fetch.exchange import FetchResponse
from webapis.fetch.mime import essence, is_xml, parameter
from webapis.file.blob import make_blob
from webapis.html.dom_parsing import DOMParser

if TYPE_CHECKING:
    from webapis.html.window import Window


class Received:
    """A response, with what was made of it."""

    def __init__(self, window: "Window", response: FetchResponse) -> None:
        self.window = window
        self.response = response
        self.is_complete = False
        self.mime_override: str | None = None
        self.made: dict[str, object] = {}

    def header(self, name: str) -> str | None:
        """One header, but for cookies."""
        lower = name.lower()
        return None if lower in ("set-cookie", "set-cookie2") else self.response.header(lower)

    def all_headers(self) -> str:
        """https://xhr.spec.whatwg.org/#dom-xmlhttprequest-getallresponseheaders"""
        names = sorted({name.lower() for name, _ in self.response.headers} - {"set-cookie", "set-cookie2"})
        return "".join(f"{name}: {self.response.header(name)}\r\n" for name in names)

    def final_mime_type(self) -> str:
        """https://xhr.spec.whatwg.org/#final-mime-type"""
        if self.mime_override is not None:
            return self.mime_override
        kind = self.response.header("content-type") or ""
        return kind if essence(kind) else "text/xml"

    def final_charset(self) -> str | None:
        """https://xhr.spec.whatwg.org/#final-charset"""
        label = parameter(self.mime_override or "", "charset")
        return label or parameter(self.response.header("content-type") or "", "charset")

    def text(self) -> str:
        """https://xhr.spec.whatwg.org/#text-response"""
        if "text" not in self.made:
            self.made["text"] = self.decode()
        text = self.made["text"]
        assert isinstance(text, str)
        return text

    def decode(self) -> str:
        """By the charset that is declared, else UTF-8."""
        label = self.final_charset()
        name = get_encoding(label) if label is not None else None
        if name is not None and name != "utf-8":
            return Decoder(name).decode(self.response.body, True)
        return decode_text(self.response.body)

    def as_object(self, kind: str) -> object:
        """https://xhr.spec.whatwg.org/#the-response-attribute, of the kinds that are objects; made once."""
        if kind not in self.made:
            self.made[kind] = self.make(kind)
        return self.made[kind]

    def make(self, kind: str) -> object:
        """A new one."""
        host = self.window.host
        if kind == "arraybuffer":
            return host.make_array_buffer(self.window, self.response.body)
        if kind == "blob":
            return make_blob(self.window, self.response.body, self.final_mime_type())
        if kind == "json":
            try:
                return host.parse_json(self.window, decode_text(self.response.body))
            except Exception:  # noqa: BLE001  (what is no JSON is null)
                return None
        return self.document(True)

    def document(self, may_be_html: bool) -> Document | None:
        """https://xhr.spec.whatwg.org/#document-response"""
        if "xml" not in self.made:
            self.made["xml"] = self.make_document(may_be_html)
        found = self.made["xml"]
        return found if isinstance(found, Document) else None

    def make_document(self, may_be_html: bool) -> Document | None:
        """A new one."""
        kind = essence(self.final_mime_type())
        if not (is_xml(kind) or (kind == "text/html" and may_be_html)):
            return None
        parser = DOMParser(self.window.document)
        document = parser.parse_from_string(self.decode(), "text/html" if kind == "text/html" else "application/xml")
        document.url = self.response.url
        return document if kind == "text/html" or not has_parser_error(document) else None


def has_parser_error(document: Document) -> bool:
    """Whether the XML was none."""
    root = document.document_element
    return root is not None and root.local_name == "parsererror"
