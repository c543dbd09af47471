from collections.abc import Iterator
from pathlib import Path

import pytest

from browser.clock import VirtualClock
from browser.event_loop import EventLoop
from browser.grants import Grants, Refused, path_of_url, url_of_path
from browser.loader import Loader
from tests.serving import Answering, serving
from webapis.fetch.exchange import FetchRequest, FetchResponse


class Handler(Answering):
    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/there?x=1")
            self.end_headers()
            return
        body = f"{self.command} {self.path} {self.headers.get('X-Given')}".encode()
        self.answer("text/plain", body, 404 if self.path == "/missing" else 200)


@pytest.fixture
def server() -> Iterator[str]:
    with serving(Handler) as origin:
        yield origin


def make_loader(root: Path | None = None, *hosts: str) -> tuple[Loader, list[str]]:
    told: list[str] = []
    loop = EventLoop(VirtualClock(), lambda: None)
    return Loader(loop, Grants(None if root is None else str(root), hosts), told.append), told


def load(loader: Loader, request: FetchRequest) -> FetchResponse:
    answers: list[FetchResponse] = []
    loader.fetch(request, answers.append, None, "page.html:1:1")
    assert loader.loop.settle(30).is_idle
    (answer,) = answers
    return answer


def test_a_file_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "a b.json").write_text("[1]")
    loader, told = make_loader(tmp_path)
    response = load(loader, FetchRequest(url_of_path(str(tmp_path / "a b.json"))))
    assert (response.status, response.body, response.header("content-type")) == (200, b"[1]", "application/json")
    assert loader.loop.clock.now() == 1 and told == []


def test_files_outside_of_the_folder_are_out_of_reach(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "in side.txt"
    inside.mkdir()
    outside.write_text("secret")
    (inside / "link.txt").symlink_to(outside)
    (inside / "dangling.txt").symlink_to(tmp_path / "nowhere.txt")
    loader, told = make_loader(inside)
    for path in (
        outside,
        inside / "link.txt",
        inside / "dangling.txt",
        inside / ".." / "in side.txt",
        Path("/etc/passwd"),
    ):
        response = load(loader, FetchRequest("file://" + str(path)))
        assert (response.type, response.body) == ("error", b"")
        assert "--root" in told.pop()


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    grants = Grants(str(tmp_path))
    with pytest.raises(Refused, match="folder"):
        grants.read_file(url_of_path(str(tmp_path / "folder")))
    with pytest.raises(Refused, match="No such file"):
        grants.read_file(url_of_path(str(tmp_path / "nothing")))
    with pytest.raises(Refused, match="names no file"):
        path_of_url("file:///a%00b")
    with pytest.raises(Refused, match="did not come from a file"):
        Grants().read_file("file:///etc/passwd")


def test_hosts_need_a_grant_from_file_pages(tmp_path: Path, server: str) -> None:
    loader, told = make_loader(tmp_path)
    assert load(loader, FetchRequest(server + "/a")).type == "error"
    assert "--allow-host 127.0.0.1" in told[0]
    loader, told = make_loader(tmp_path, "127.0.0.1")
    assert load(loader, FetchRequest(server + "/a")).status == 200 and told == []


def test_http(server: str) -> None:
    loader, told = make_loader()
    request = FetchRequest(server + "/a#fragment")
    request.headers.append(("X-Given", "yes"))
    response = load(loader, request)
    assert (response.status, response.body) == (200, b"GET /a yes") and not response.redirected
    assert load(loader, FetchRequest(server + "/missing")).status == 404
    moved = load(loader, FetchRequest(server + "/moved"))
    assert (moved.body, moved.url, moved.redirected) == (b"GET /there?x=1 None", server + "/there?x=1", True)
    assert loader.loop.clock.now() == 0 and told == []


def test_an_answer_without_an_end_is_cut_off(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("browser.network.http_scheme.LARGEST_BODY", 10)
    loader, told = make_loader()
    assert load(loader, FetchRequest(f"{server}/longer-than-that")).type == "error"
    assert "larger than" in told[0]


def test_cors(server: str) -> None:
    loader, told = make_loader()
    request = FetchRequest(server + "/a")
    request.mode, request.origin = "cors", "http://elsewhere.example"
    assert load(loader, request).type == "error" and "CORS" in told[0]
    request.origin = server
    assert load(loader, request).type == "basic"


def test_an_aborted_request_is_not_answered(server: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    for url in (server + "/a", url_of_path(str(tmp_path / "a.txt"))):
        loader, _ = make_loader(tmp_path, "127.0.0.1")
        answers: list[FetchResponse] = []
        loader.fetch(FetchRequest(url), answers.append, None).abort()
        assert loader.loop.settle(30).is_idle and answers == [] and loader.loop.waits_for() == []


@pytest.mark.parametrize(
    ("url", "body", "kind"),
    [
        ("data:,a%20b", b"a b", "text/plain;charset=US-ASCII"),
        ("data:text/html,<b>#c", b"<b>", "text/html"),
        ("data:text/plain;base64,aGk=", b"hi", "text/plain"),
        ("data:;charset=utf-8;base64,aGk", b"hi", "text/plain;charset=utf-8"),
        ("data:nonsense,1", b"1", "text/plain;charset=US-ASCII"),
    ],
)
def test_data(url: str, body: bytes, kind: str) -> None:
    loader, _ = make_loader()
    response = load(loader, FetchRequest(url))
    assert (response.body, response.header("content-type")) == (body, kind)


def test_data_that_is_broken() -> None:
    loader, told = make_loader()
    assert load(loader, FetchRequest("data:text/plain")).type == "error"
    assert load(loader, FetchRequest("data:;base64,a")).type == "error"
    assert load(loader, FetchRequest("gopher://x")).type == "error"
    assert len(told) == 3
