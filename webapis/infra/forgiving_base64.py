"""https://infra.spec.whatwg.org/#forgiving-base64, of texts that scripts have no part in: atob is the kernel's."""

from binascii import a2b_base64
from typing import Final

_BLANKS: Final[dict[int, int | None]] = dict.fromkeys((9, 10, 12, 13, 32))


def forgiving_base64_decode(data: str) -> bytes | None:
    """https://infra.spec.whatwg.org/#forgiving-base64-decode"""
    # 1. Without blanks.
    data = data.translate(_BLANKS)
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
