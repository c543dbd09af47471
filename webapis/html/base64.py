"""https://html.spec.whatwg.org/#atob"""

from binascii import a2b_base64, b2a_base64
from typing import Final

from webapis.idl.exceptions import dom_exception

ALPHABET: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
BLANKS: Final = ("\t", "\n", "\f", "\r", " ")
_BLANKS: Final[dict[int, int | None]] = dict.fromkeys((9, 10, 12, 13, 32))


def btoa(data: str) -> str:
    """https://html.spec.whatwg.org/#dom-btoa"""
    try:
        encoded = data.encode("latin-1")
    except UnicodeEncodeError:
        raise dom_exception(
            "InvalidCharacterError", "The string to be encoded contains characters outside of the Latin1 range."
        ) from None
    return b2a_base64(encoded, newline=False).decode("ascii")


def atob(data: str) -> str:
    """https://html.spec.whatwg.org/#dom-atob"""
    decoded = forgiving_base64_decode(data)
    if decoded is None:
        raise dom_exception("InvalidCharacterError", "The string to be decoded is not correctly encoded.")
    return decoded.decode("latin-1")


def forgiving_base64_decode(data: str) -> bytes | None:
    """https://infra.spec.whatwg.org/#forgiving-base64-decode"""
    # 1. Without blanks.
    if any(blank in data for blank in BLANKS):
        data = data.translate(_BLANKS)
    # 2. One or two signs at the end may fill it up.
    if len(data) % 4 == 0:
        if data.endswith("=="):
            data = data[:-2]
        elif data.endswith("="):
            data = data[:-1]
    # 3-4. Failure.
    if len(data) % 4 == 1 or data.strip(ALPHABET):
        return None
    # 5-10. Bits that are too many are dropped.
    return a2b_base64(data + "=" * (-len(data) % 4))
