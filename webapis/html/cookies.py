"""https://html.spec.whatwg.org/#dom-document-cookie over https://httpwg.org/specs/rfc6265.html#storage-model

Cookies that scripts set, in memory, for the scripts of the same site; servers neither see nor set them.
"""

from typing import Final

from webapis.url.record import URLRecord

MOST_COOKIES: Final = 180
"""For one host, as the standard suggests at least 50; the oldest give way."""
LONGEST: Final = 4096


class Cookie:
    """One cookie of a host."""

    def __init__(self, name: str, value: str, path: str, expires: float | None, is_secure: bool) -> None:
        self.name = name
        self.value = value
        self.path = path
        self.expires = expires
        """Milliseconds since 1970; None is the end of the session."""
        self.is_secure = is_secure

    def text(self) -> str:
        """As scripts see it."""
        return f"{self.name}={self.value}" if self.name else self.value


class CookieJar:
    """The cookies of an agent, by host."""

    def __init__(self) -> None:
        self.hosts: dict[str, list[Cookie]] = {}

    def get(self, url: str, now: float) -> str:
        """https://httpwg.org/specs/rfc6265.html#cookie, for a document with that address"""
        record = URLRecord(url)
        cookies = self.hosts.get(record.hostname, [])
        cookies[:] = [one for one in cookies if one.expires is None or one.expires > now]
        found = [
            one
            for one in cookies
            if path_matches(record.pathname, one.path) and (record.protocol == "https:" or not one.is_secure)
        ]
        # Longer paths come first.
        found.sort(key=lambda one: -len(one.path))
        return "; ".join([one.text() for one in found])

    def set(self, url: str, text: str, now: float) -> None:
        """https://httpwg.org/specs/rfc6265.html#set-cookie, of what a script says"""
        record = URLRecord(url)
        cookie = parse_cookie(text.partition("\0")[0], record, now)
        if cookie is None:
            return
        cookies = self.hosts.setdefault(record.hostname, [])
        for place, one in enumerate(cookies):
            if one.name == cookie.name and one.path == cookie.path:
                cookies[place] = cookie
                break
        else:
            cookies.append(cookie)
            del cookies[:-MOST_COOKIES]
        cookies[:] = [one for one in cookies if one.expires is None or one.expires > now]


def parse_cookie(text: str, record: URLRecord, now: float) -> Cookie | None:
    """The algorithm to parse a set-cookie-string; None for what is ignored."""
    first, *attributes = text.split(";")
    name, equals, value = first.partition("=")
    if not equals:
        name, value = "", first
    name, value = name.strip("\t "), value.strip("\t ")
    is_odd = any((ord(character) < 0x20 and character != "\t") or ord(character) == 0x7F for character in text)
    if is_odd or (not name and not value) or len(name) + len(value) > LONGEST:
        return None
    cookie = Cookie(name, value, default_path(record.pathname), None, False)
    max_age: float | None = None
    for attribute in attributes:
        key, _, given = attribute.partition("=")
        key, given = key.strip("\t ").lower(), given.strip("\t ")
        if key == "expires":
            cookie.expires = cookie_date(given)
        elif key == "max-age" and given.removeprefix("-").isdecimal():
            max_age = -1.0 if given.startswith("-") else now + min(int(given[:12]), 400 * 86400) * 1000.0
        elif key == "path" and given.startswith("/"):
            cookie.path = given
        elif key == "secure":
            cookie.is_secure = True
        elif key == "httponly":
            return None
        elif key == "domain" and given.lower().removeprefix(".") not in ("", record.hostname):
            # Of other hosts there is no list that says which of them belong together.
            return None
    if max_age is not None:
        cookie.expires = max_age
    return None if cookie.is_secure and record.protocol != "https:" else cookie


def cookie_date(text: str) -> float | None:
    """https://httpwg.org/specs/rfc6265.html#cookie-date, as dates of mails are read"""
    from email.utils import mktime_tz, parsedate_tz

    parsed = parsedate_tz(text[:100])
    if parsed is None:
        return None
    try:
        return mktime_tz(parsed) * 1000.0
    except (OverflowError, ValueError):
        return None


def default_path(path: str) -> str:
    """https://httpwg.org/specs/rfc6265.html#cookie-path"""
    return path.rpartition("/")[0] or "/"


def path_matches(path: str, wanted: str) -> bool:
    """https://httpwg.org/specs/rfc6265.html#cookie-path, the match"""
    return path == wanted or (path.startswith(wanted) and (wanted.endswith("/") or path[len(wanted)] == "/"))
