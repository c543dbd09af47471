"""From bytes to a page's text: https://html.spec.whatwg.org/#determining-the-character-encoding"""

import re
from typing import Final

from webapis.fetch.exchange import FetchResponse
from webapis.fetch.mime import parameter
from webapis.infra.ascii import split_surrogates

PRESCANNED: Final = 1024
BYTE_ORDER_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xfe\xff", "utf-16be"), (b"\xff\xfe", "utf-16le"))
_META: Final = re.compile(
    rb"""<meta\s[^>]*?charset\s*=\s*["']?\s*([^\s"'/>;]+)""",
    re.IGNORECASE,
)
_XML_DECLARATION: Final = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']""")


def decode_page(response: FetchResponse, kind: str) -> tuple[str, str]:
    """The text as a DOMString, and the name of its encoding."""
    data = response.body
    for mark, label in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode(data[len(mark) :], label)
    label = parameter(response.header("content-type") or "", "charset") or _declared(data, kind) or ""
    # A page that says nothing and is UTF-8 is taken for that, as pages on this machine mostly are.
    if not label and _is_utf8(data):
        label = "utf-8"
    return _decode(data, label or "windows-1252")


def _declared(data: bytes, kind: str) -> str | None:
    """https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding"""
    found = (_META if kind == "text/html" else _XML_DECLARATION).search(data[:PRESCANNED])
    label = found[1].decode("ascii", "replace") if found else None
    # What can be read as ASCII is not UTF-16.
    return "utf-8" if label is not None and label.lower().startswith("utf-16") else label


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decode(data: bytes, label: str) -> tuple[str, str]:
    if label.lower() in ("utf-8", "utf8"):
        return split_surrogates(data.decode("utf-8", "replace")), "UTF-8"
    import webencodings

    encoding = webencodings.lookup(label) or webencodings.lookup("windows-1252")
    text = encoding.codec_info.decode(data, "replace")[0]
    name = encoding.name
    return split_surrogates(text), name.upper() if name.startswith(("utf-", "iso-", "gb")) else name
