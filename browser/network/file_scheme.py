"""Answers for file: URLs: https://fetch.spec.whatwg.org/#scheme-fetch leaves them to the user agent."""

from typing import Final

from browser.grants import Grants, Refused
from webapis.fetch.exchange import FetchResponse, network_error

# Python's `mimetypes` asks the system, which would make pages depend on the machine.
TYPES: Final = {
    "css": "text/css",
    "csv": "text/csv",
    "gif": "image/gif",
    "htm": "text/html",
    "html": "text/html",
    "ico": "image/x-icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript",
    "json": "application/json",
    "md": "text/markdown",
    "mjs": "text/javascript",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "wasm": "application/wasm",
    "webm": "video/webm",
    "webp": "image/webp",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "xht": "application/xhtml+xml",
    "xhtml": "application/xhtml+xml",
    "xml": "application/xml",
}


def fetch_file(url: str, grants: Grants) -> FetchResponse:
    """The file's bytes, with a type by its name."""
    try:
        body = grants.read_file(url)
    except Refused as refused:
        return network_error(str(refused))
    name = url.split("?", 1)[0].split("#", 1)[0].rsplit("/", 1)[-1]
    suffix = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    kind = TYPES.get(suffix)
    response = FetchResponse(200, body, [] if kind is None else [("Content-Type", kind)])
    response.status_text = "OK"
    return response
