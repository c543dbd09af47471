"""What documents know of how they came: cookies, the time of change, the encoding."""

from collections.abc import Iterator

import pytest

from browser import open_page
from tests.serving import Answering, serving


@pytest.fixture
def origin() -> Iterator[str]:
    class Handler(Answering):
        def do_GET(self) -> None:
            body = b"<?xml version='1.0' encoding='windows-1251'?><p>\xe4"
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Last-Modified", "Thu, 01 Jan 1970 01:23:45 GMT")
            self.end_headers()
            self.wfile.write(body)

    with serving(Handler) as found:
        yield found


def test_what_a_response_says(origin: str) -> None:
    with open_page(origin + "/a/b", allow_hosts=["127.0.0.1"]) as page:
        assert page.evaluate("document.lastModified") == "01/01/1970 01:23:45"
        assert page.evaluate("[document.characterSet, document.body.textContent]") == ["windows-1251", "\u0434"]


def test_cookies_are_for_all_documents_of_a_site(origin: str) -> None:
    with open_page(origin + "/a/b", allow_hosts=["127.0.0.1"]) as page:
        assert page.evaluate("document.cookie") == ""
        page.evaluate("document.cookie = 'x=1; path=/'; document.cookie = 'y=2'")
        assert page.evaluate("document.cookie") == "y=2; x=1"
        page.goto(origin + "/c")
        assert page.evaluate("document.cookie") == "x=1"
        assert page.evaluate("const d = document.implementation.createHTMLDocument(); d.cookie = 'z=3'; d.cookie") == ""


def test_documents_without_a_server_have_none() -> None:
    with open_page() as page:
        page.set_content("<p>")
        assert page.evaluate("document.cookie = 'a=b'; document.cookie") == ""
