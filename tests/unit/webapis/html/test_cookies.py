"""Cookies that scripts set."""

from webapis.html.cookies import LONGEST, MOST_COOKIES, CookieJar

PAGE = "http://a.example/docs/page.html"
SECURE = "https://a.example/docs/page.html"
NOW = 1_700_000_000_000.0


def told(*cookies: str, url: str = PAGE, read: str = PAGE, later: float = 0.0) -> str:
    """What a page reads after another has set these."""
    jar = CookieJar()
    for cookie in cookies:
        jar.set(url, cookie, NOW)
    return jar.get(read, NOW + later)


def test_names_and_values() -> None:
    assert told("a=b") == "a=b"
    assert told("a=b", "c=d; other") == "a=b; c=d"
    assert told(" a = b c ; path=/") == "a=b c"
    assert told("alone") == "alone" and told("=alone") == "alone"
    assert told("a=b=c") == "a=b=c"
    assert told("", ";", " = ") == ""
    assert told("a=b\0c") == "a=b" and told("a=b\x01") == ""
    assert told("a=1", "b=2", "a=3") == "a=3; b=2"


def test_what_is_too_much_is_dropped() -> None:
    assert told("a=" + "x" * LONGEST) == ""
    many = told(*[f"c{number}=" for number in range(MOST_COOKIES + 2)]).split("; ")
    assert len(many) == MOST_COOKIES and many[0] == "c2="


def test_expiry() -> None:
    assert told("a=b; max-age=2", later=1999.0) == "a=b" and told("a=b; max-age=2", later=2001.0) == ""
    assert told("a=b", "a=; expires=Thu, 01 Jan 1970 00:00:00 GMT") == ""
    assert told("a=b; expires=Fri, 01 Jan 2100 00:00:00 GMT") == "a=b"
    assert told("a=b; expires=never", "c=d; max-age=-1", "e=f; max-age=many") == "a=b; e=f"
    assert told("a=b; max-age=9; expires=Thu, 01 Jan 1970 00:00:00 GMT") == "a=b"


def test_paths_hosts_and_security() -> None:
    assert told("a=1; path=/", "b=2", "c=3; path=/other") == "b=2; a=1"
    assert told("a=1", read="http://a.example/docs/deep/x") == "a=1"
    assert told("a=1", read="http://a.example/docsx/x") == "" == told("a=1", read="http://b.example/docs/x")
    assert told("a=1; secure") == "" and told("a=1; secure", url=SECURE, read=SECURE) == "a=1"
    assert told("a=1; secure", url=SECURE) == ""
    assert told("a=1; httponly", "b=2; domain=example") == "" and told("a=1; domain=.a.example") == "a=1"
