"""MIME types: https://mimesniff.spec.whatwg.org/#parsing-a-mime-type"""

from typing import Final

from webapis.infra.ascii import ascii_lowercase

HTTP_WHITESPACE: Final = "\t\n\r "
JAVASCRIPT_TYPES: Final = frozenset(
    [
        "application/ecmascript",
        "application/javascript",
        "application/x-ecmascript",
        "application/x-javascript",
        "text/ecmascript",
        "text/javascript",
        "text/javascript1.0",
        "text/javascript1.1",
        "text/javascript1.2",
        "text/javascript1.3",
        "text/javascript1.4",
        "text/javascript1.5",
        "text/jscript",
        "text/livescript",
        "text/x-ecmascript",
        "text/x-javascript",
    ]
)
"""https://mimesniff.spec.whatwg.org/#javascript-mime-type"""
_SEPARATORS: Final = frozenset('()<>@,;:\\"/[]?={} \t')


def essence(content_type: str) -> str:
    """https://mimesniff.spec.whatwg.org/#mime-type-essence, or "" if it is none"""
    kind = ascii_lowercase(content_type.split(";", 1)[0].strip(HTTP_WHITESPACE))
    return kind if kind.count("/") == 1 and not kind.startswith("/") and not kind.endswith("/") else ""


def parameter(content_type: str, name: str) -> str | None:
    """The value of the first parameter of that name, in lowercase."""
    for part in content_type.split(";")[1:]:
        key, equals, value = part.partition("=")
        if equals and ascii_lowercase(key.strip(HTTP_WHITESPACE)) == name:
            value = value.strip(HTTP_WHITESPACE)
            return value[1:].split('"', 1)[0] if value.startswith('"') else value
    return None


def is_javascript(kind: str) -> bool:
    """https://mimesniff.spec.whatwg.org/#javascript-mime-type, of an essence"""
    return kind in JAVASCRIPT_TYPES


def is_json(kind: str) -> bool:
    """https://mimesniff.spec.whatwg.org/#json-mime-type, of an essence"""
    return kind.endswith("+json") or kind in ("application/json", "text/json")


def is_xml(kind: str) -> bool:
    """https://mimesniff.spec.whatwg.org/#xml-mime-type, of an essence"""
    return kind.endswith("+xml") or kind in ("application/xml", "text/xml")


def is_token(text: str) -> bool:
    """https://httpwg.org/specs/rfc9110.html#tokens: a header's name or a method."""
    return bool(text) and all("!" <= c <= "~" and c not in _SEPARATORS for c in text)
