"""https://fetch.spec.whatwg.org/#data-urls"""

import re
from typing import Final
from urllib.parse import unquote_to_bytes

from webapis.fetch.exchange import FetchResponse, network_error
from webapis.fetch.mime import essence
from webapis.infra.forgiving_base64 import forgiving_base64_decode

DEFAULT_TYPE: Final = "text/plain;charset=US-ASCII"
_BASE64_MARK: Final = re.compile(r"; *base64$", re.IGNORECASE)


def fetch_data(url: str) -> FetchResponse:
    """https://fetch.spec.whatwg.org/#data-url-processor"""
    # 1-7. What stands before the comma is the type.
    head, comma, rest = url.partition("#")[0].removeprefix("data:").partition(",")
    if not comma:
        return network_error(f"{url[:60]}: a data URL needs a comma")
    kind = head.strip("\t\n\f\r ")
    # 8-10. The rest is bytes.
    body = unquote_to_bytes(rest)
    # 11. Or their base64.
    mark = _BASE64_MARK.search(kind)
    if mark is not None:
        decoded = forgiving_base64_decode(body.decode("latin-1"))
        if decoded is None:
            return network_error(f"{url[:60]}: its base64 is broken")
        body = decoded
        kind = kind[: mark.start()]
    # 12-14. A type that is none is plain text.
    if kind.startswith(";"):
        kind = "text/plain" + kind
    if not essence(kind):
        kind = DEFAULT_TYPE
    response = FetchResponse(200, body, [("Content-Type", kind)])
    response.status_text = "OK"
    return response
