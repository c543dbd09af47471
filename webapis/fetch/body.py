"""https://fetch.spec.whatwg.org/#body-mixin, with bodies that are there as a whole"""

import re
from typing import TYPE_CHECKING, Final, cast

import webapis.html.elements  # noqa: F401  (forms need the elements imported first)
from webapis.fetch.mime import essence, parameter
from webapis.file.blob import Blob, make_blob, make_file
from webapis.html.form_data import Entry, FormData
from webapis.idl.bindings import buffer_bytes
from webapis.idl.exceptions import type_error
from webapis.infra.ascii import join_surrogates, split_surrogates
from webapis.url.search_params import URLSearchParams
from webapis.url.urlencoded import parse_urlencoded, serialize_query

if TYPE_CHECKING:
    from webapis.html.window import Window


def extract(init: object, boundary: str) -> tuple[bytes | None, str | None]:
    """https://fetch.spec.whatwg.org/#concept-bodyinit-extract: the bytes and their type."""
    if init is None:
        return None, None
    if isinstance(init, str):
        return join_surrogates(init).encode("utf-8"), "text/plain;charset=UTF-8"
    if isinstance(init, Blob):
        return init.data, init.type or None
    if isinstance(init, URLSearchParams):
        return serialize_query(init.entries).encode("ascii"), "application/x-www-form-urlencoded;charset=UTF-8"
    if isinstance(init, FormData):
        return encode_multipart(init, boundary), f"multipart/form-data; boundary={boundary}"
    return buffer_bytes(init), None


def encode_multipart(form_data: FormData, boundary: str) -> bytes:
    """https://html.spec.whatwg.org/#multipart-form-data"""
    parts: list[bytes] = []
    for name, value in form_data.entries:
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{escape_name(crlf(name))}"'
        if isinstance(value, str):
            parts.append(encode_text(f"{head}\r\n\r\n{crlf(value)}\r\n"))
        else:
            kind = value.type or "application/octet-stream"
            parts.append(encode_text(f'{head}; filename="{escape_name(value.name)}"\r\nContent-Type: {kind}\r\n\r\n'))
            parts += [value.data, b"\r\n"]
    parts.append(f"--{boundary}--\r\n".encode("ascii"))
    return b"".join(parts)


def escape_name(name: str) -> str:
    """What would end a quoted name is percent-encoded."""
    return name.replace("\n", "%0A").replace("\r", "%0D").replace('"', "%22")


def crlf(text: str) -> str:
    """All line breaks as CR LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")


def encode_text(text: str) -> bytes:
    """https://encoding.spec.whatwg.org/#utf-8-encode, from a DOMString"""
    return join_surrogates(text).encode("utf-8")


def decode_text(data: bytes) -> str:
    """https://encoding.spec.whatwg.org/#utf-8-decode, as a DOMString"""
    return split_surrogates(data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace"))


class Body:
    """https://fetch.spec.whatwg.org/#body; the mixin of Request and Response."""

    window: "Window"
    data: bytes | None

    def __init__(self, window: "Window", data: bytes | None) -> None:
        self.window = window
        self.data = data
        self.is_used = False

    def content_type(self) -> str:
        """https://fetch.spec.whatwg.org/#concept-body-mime-type"""
        raise NotImplementedError

    @property
    def body_used(self) -> bool:
        """https://fetch.spec.whatwg.org/#dom-body-bodyused"""
        return self.is_used

    def consume(self, what: str) -> object:
        """https://fetch.spec.whatwg.org/#concept-body-consume-body"""
        promise = self.window.host.new_promise(self.window)
        if self.is_used:
            promise.reject(
                type_error(f"Failed to execute '{what}' on '{type(self).__name__}': body stream already read")
            )
            return promise.promise
        if self.data is not None:
            self.is_used = True
        try:
            promise.resolve(self.convert(what, self.data or b""))
        except Exception as error:  # noqa: BLE001  (whatever a script can catch is the reason)
            promise.reject(error)
        return promise.promise

    def convert(self, what: str, data: bytes) -> object:
        """What the method makes of the bytes."""
        if what == "text":
            return decode_text(data)
        if what == "json":
            return self.window.host.parse_json(self.window, decode_text(data))
        if what == "blob":
            return make_blob(self.window, data, self.content_type())
        if what == "formData":
            return self.form_data_of(data)
        return self.window.host.make_array_buffer(self.window, data)

    def form_data_of(self, data: bytes) -> FormData:
        """https://fetch.spec.whatwg.org/#dom-body-formdata"""
        kind = self.content_type()
        form_data = FormData()
        if essence(kind) == "application/x-www-form-urlencoded":
            pairs = parse_urlencoded(data.decode("utf-8", "replace"))
            form_data.entries = [(split_surrogates(name), split_surrogates(value)) for name, value in pairs]
        elif essence(kind) == "multipart/form-data" and parameter(kind, "boundary"):
            form_data.entries = decode_multipart(self.window, data, cast(str, parameter(kind, "boundary")))
        else:
            raise type_error("Failed to fetch")
        return form_data

    def array_buffer(self) -> object:
        """https://fetch.spec.whatwg.org/#dom-body-arraybuffer"""
        return self.consume("arrayBuffer")

    def blob(self) -> object:
        """https://fetch.spec.whatwg.org/#dom-body-blob"""
        return self.consume("blob")

    def form_data(self) -> object:
        """https://fetch.spec.whatwg.org/#dom-body-formdata"""
        return self.consume("formData")

    def json(self) -> object:
        """https://fetch.spec.whatwg.org/#dom-body-json"""
        return self.consume("json")

    def text(self) -> object:
        """https://fetch.spec.whatwg.org/#dom-body-text"""
        return self.consume("text")


def decode_multipart(window: "Window", data: bytes, boundary: str) -> list[Entry]:
    """https://andreubotella.github.io/multipart-form-data/#multipart-form-data-parser"""
    entries: list[Entry] = []
    for part in data.split(b"--" + boundary.encode("latin-1", "replace"))[1:-1]:
        head, _, value = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        _, found, rest = head.partition(b'name="')
        if not found:
            raise type_error("Failed to fetch")
        name, _, rest = rest.partition(b'"')
        value = value.removesuffix(b"\r\n")
        _, is_file, rest = rest.partition(b'filename="')
        if is_file:
            kind = FIELD_TYPE.search(rest)
            content_type = "text/plain" if kind is None else kind[1].decode("latin-1").strip()
            entries.append((unescape(name), make_file(window, value, unescape(rest.partition(b'"')[0]), content_type)))
        else:
            entries.append((unescape(name), decode_text(value)))
    return entries


FIELD_TYPE: Final = re.compile(rb"\r\ncontent-type:([^\r]*)", re.IGNORECASE)


def unescape(name: bytes) -> str:
    """The opposite of `escape_name`."""
    return decode_text(name.replace(b"%22", b'"').replace(b"%0D", b"\r").replace(b"%0A", b"\n"))
