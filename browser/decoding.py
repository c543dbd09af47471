"""From bytes to a page's text: https://html.spec.whatwg.org/#determining-the-character-encoding"""

import re
from typing import Final

from webapis.encoding.encodings import Decoder, get_encoding, get_name
from webapis.fetch.exchange import FetchResponse
from webapis.fetch.mime import parameter
from webapis.html.parser.encoding_sniffing import (
    BYTE_ORDER_MARKS,
    CERTAIN,
    PRESCAN_LENGTH,
    prescan,
    sniff_encoding,
)
from webapis.infra.ascii import split_surrogates

_XML_DECLARATION: Final = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']""")


def decode_page(response: FetchResponse, kind: str, parent: str | None = None) -> tuple[str, str]:
    """The text as a DOMString, and the name of its encoding; `parent` is that of the document around a frame."""
    data = response.body
    label = parameter(response.header("content-type") or "", "charset")
    if kind == "text/html":
        found = sniff_encoding(data[:PRESCAN_LENGTH], label, parent)
        name = found.name
        # Files say nothing on the way: one that is UTF-8 is taken for that, as Chromium does on this machine.
        is_file = response.url.startswith("file:")
        if found.confidence != CERTAIN and is_file and prescan(data[:PRESCAN_LENGTH]) is None and is_utf8(data):
            name = "utf-8"
    else:
        name = plain_encoding(data, label, kind)
    return decode(data, name), get_name(name)


def plain_encoding(data: bytes, label: str | None, kind: str) -> str:
    """The name of the encoding of XML or plain text."""
    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return name
    given = get_encoding(label) if label is not None else None
    if given is not None:
        return given
    declared = _XML_DECLARATION.search(data[:PRESCAN_LENGTH])
    if declared is not None:
        given = get_encoding(declared[1].decode("ascii", "replace"))
    # What can be read as ASCII is not UTF-16.
    if given is not None and not given.startswith("utf-16"):
        return given
    return "utf-8" if kind.endswith("xml") or is_utf8(data) else "windows-1252"


def decode(data: bytes, name: str) -> str:
    """All the bytes, as a DOMString, without their byte order mark."""
    # OPTIMIZATION: most pages need no library for it.
    if name == "utf-8":
        return split_surrogates(data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace"))
    return Decoder(name).decode(data, True)


def is_utf8(data: bytes) -> bool:
    """Whether all of it can be read so."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
