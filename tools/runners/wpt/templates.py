"""Substitution of `{{...}}` in `.sub.` files and by `?pipe=sub`.

https://web-platform-tests.org/writing-tests/server-pipes.html#sub
"""

import html
import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

_FIELD = re.compile(rb"\{\{(.*?)\}\}")
_VARIABLE = re.compile(r"^(\$\w+)(?::(.*))?$")
_CALL = re.compile(r"^([\w-]+)\((.*)\)$")
_INDEXED = re.compile(r"^([\w-]+)((?:\[[^\]]*\])*)$")

# Names with a dot in front of the host do not resolve everywhere: every other domain is the other loopback name.
HOST = "127.0.0.1"
OTHER_HOST = "localhost"
NOT_A_HOST = "nonexistent.invalid"
# https, ws and the like are not served; port 9 (discard) refuses.
NO_PORT = 9


@dataclass(frozen=True)
class Site:
    """Where the server listens."""

    ports: tuple[int, ...]

    def domain(self, name: str) -> str:
        """The host name that stands for a subdomain of the test host."""
        if not name:
            return HOST
        return NOT_A_HOST if name.startswith("nonexistent") else OTHER_HOST


@dataclass(frozen=True)
class Request:
    """What a template may ask about the request."""

    url: str
    host: str
    headers: Mapping[str, str]

    def location(self, part: str) -> str:
        """A part of the request's URL, by the names of the URL Standard as WPT uses them."""
        split = urlsplit(self.url)
        host, _, port = self.host.partition(":")
        query = f"?{split.query}" if split.query else ""
        parts = {
            "scheme": "http",
            "host": self.host,
            "hostname": host,
            "port": port or "80",
            "path": split.path,
            "pathname": split.path,
            "query": query,
            "server": f"http://{self.host}",
        }
        return parts.get(part, "")

    def query(self, name: str) -> str:
        """The first value of a parameter."""
        return parse_qs(urlsplit(self.url).query, keep_blank_values=True).get(name, [""])[0]


def substitute(body: bytes, site: Site, request: Request, *, escape: bool = True) -> bytes:
    """Replaces each field; one that is not understood is left as it is."""
    return _FIELD.sub(_Substitution(site, request, escape).replace, body)


class _Substitution:
    def __init__(self, site: Site, request: Request, escape: bool) -> None:
        self.site = site
        self.request = request
        self.escape: Callable[[str], str] = html.escape if escape else str
        self.variables: dict[str, str] = {}

    def replace(self, match: re.Match[bytes]) -> bytes:
        text = match[1].decode("utf-8", "replace").strip()
        value = self.value(text)
        return match[0] if value is None else value.encode("utf-8")

    def value(self, text: str) -> str | None:
        variable = _VARIABLE.match(text)
        if variable is None:
            return self.expression(text)
        name, definition = variable[1], variable[2]
        if definition is not None:
            self.variables[name] = self.expression(definition) or ""
        return self.variables.get(name)

    def expression(self, text: str) -> str | None:
        call = _CALL.match(text)
        if call is not None:
            return self.call(call[1], [word.strip() for word in call[2].split(",")])
        indexed = _INDEXED.match(text)
        if indexed is None:
            return None
        return self.indexed(indexed[1], re.findall(r"\[([^\]]*)\]", indexed[2]))

    def call(self, name: str, words: list[str]) -> str | None:
        if name == "uuid":
            return str(uuid.uuid4())
        if name == "header_or_default" and len(words) == 2:
            return self.escape(self.request.headers.get(words[0], words[1]))
        return None

    def indexed(self, name: str, indices: list[str]) -> str | None:
        match name, indices:
            case (("host" | "browser_host"), []):
                return HOST
            case "domains", [domain]:
                return self.site.domain(domain)
            case "hosts", [group, domain]:
                return OTHER_HOST if group else self.site.domain(domain)
            case "ports", [protocol, index]:
                return str(self.port(protocol, index))
            case "GET", [key]:
                return self.escape(self.request.query(key))
            case "headers", [key]:
                return self.escape(self.request.headers.get(key, ""))
            case "location", [part]:
                return self.escape(self.request.location(part))
            case "url_base", []:
                return "/"
        return None

    def port(self, protocol: str, index: str) -> int:
        ports = self.site.ports
        if protocol != "http" or not index.isdecimal() or int(index) >= len(ports):
            return NO_PORT
        return ports[int(index)]
