"""https://url.spec.whatwg.org/#application/x-www-form-urlencoded"""

from urllib.parse import quote_from_bytes, unquote_to_bytes

from jsengine._kernel import poll
from webapis.infra.ascii import join_surrogates


def parse_urlencoded(text: str) -> list[tuple[str, str]]:
    """https://url.spec.whatwg.org/#concept-urlencoded-parser; pairs of Unicode texts"""
    pairs: list[tuple[str, str]] = []
    for part in text.split("&"):
        if part:
            name, _, value = part.partition("=")
            pairs.append((decode(name), decode(value)))
    return pairs


def decode(text: str) -> str:
    """Percent-decoded, plus signs as blanks."""
    poll()
    data = unquote_to_bytes(join_surrogates(text.replace("+", " ")).encode("utf-8"))
    return data.decode("utf-8", "replace")


def serialize_query(pairs: list[tuple[str, str]]) -> str:
    """https://url.spec.whatwg.org/#concept-urlencoded-serializer"""
    return "&".join(f"{encode(name)}={encode(value)}" for name, value in pairs)


def encode(text: str) -> str:
    """https://url.spec.whatwg.org/#application-x-www-form-urlencoded-percent-encode-set, blanks as plus signs"""
    poll()
    data = join_surrogates(text).encode("utf-8")
    return quote_from_bytes(data, safe="*-._ ").replace("~", "%7E").replace(" ", "+")
