"""https://html.spec.whatwg.org/#atob"""

from binascii import a2b_base64, b2a_base64
from typing import Final

from webapis.idl.exceptions import dom_exception

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
    # 1. Without blanks, where it has some: they fail as any other sign outside of the alphabet.
    decoded = _decode(data)
    return decoded if decoded is not None else _decode(data.translate(_BLANKS))


def _decode(data: str) -> bytes | None:
    # 2. One or two signs at the end may fill it up.
    if len(data) % 4 == 0:
        if data.endswith("=="):
            data = data[:-2]
        elif data.endswith("="):
            data = data[:-1]
    # 3-4. Failure.
    if len(data) % 4 == 1 or "=" in data:
        return None
    # 5-10. Bits that are too many are dropped.
    try:
        return a2b_base64(data + "=" * (-len(data) % 4), strict_mode=True)
    except ValueError:
        return None
