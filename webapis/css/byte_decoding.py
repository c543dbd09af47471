"""From bytes to a style sheet's text: https://drafts.csswg.org/css-syntax-3/#input-byte-stream"""

import re
from typing import TYPE_CHECKING, Final

from webapis.encoding.encodings import Decoder, get_encoding
from webapis.fetch.mime import parameter
from webapis.html.parser.encoding_sniffing import BYTE_ORDER_MARKS
from webapis.infra.ascii import split_surrogates

if TYPE_CHECKING:
    from webapis.fetch.exchange import FetchResponse

CHARSET: Final = re.compile(rb'@charset "([\x00-\x21\x23-\x7f]{0,1000})";')


def decode_sheet(response: "FetchResponse", given: str | None, environment: str) -> tuple[str, str]:
    """The text, and the name of its encoding; `given` is what an element says, `environment` what stands around it."""
    data = response.body
    name = fallback_encoding(data, parameter(response.header("content-type") or "", "charset"), given, environment)
    for mark, marked in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            name = marked
    if name == "utf-8":
        return split_surrogates(data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")), name
    return Decoder(name).decode(data, True), name


def fallback_encoding(data: bytes, protocol: str | None, given: str | None, environment: str) -> str:
    """https://drafts.csswg.org/css-syntax-3/#determine-the-fallback-encoding"""
    # 1. What HTTP says.
    found = get_encoding(protocol) if protocol is not None else None
    if found is not None:
        return found
    # 2. What the sheet says; it would not be readable were it UTF-16.
    match = CHARSET.match(data)
    if match is not None:
        found = get_encoding(match[1].decode("ascii"))
        if found is not None:
            return "utf-8" if found.startswith("utf-16") else found
    # 3. What stands around it.
    found = get_encoding(given) if given is not None else None
    return found or get_encoding(environment) or "utf-8"
