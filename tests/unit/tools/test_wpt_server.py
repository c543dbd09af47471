"""The loopback server of the WPT runner: files, substitutions, pipes and pages made of scripts."""

import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tools.runners.wpt.pipes import Response, apply_pipe, parse_pipes, trickle
from tools.runners.wpt.server import Files, running_server
from tools.runners.wpt.templates import Request, Site, substitute
from tools.runners.wpt.wrappers import read_meta, script_path, wrap

SITE = Site((8000, 8001))


def request(url: str, **headers: str) -> Request:
    return Request(url, "127.0.0.1:8000", headers)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{host}}:{{ports[http][0]}}", "127.0.0.1:8000"),
        ("{{domains[www1]}}:{{ports[http][1]}}", "localhost:8001"),
        ("{{hosts[alt][]}} {{hosts[][]}} {{domains[]}}", "localhost 127.0.0.1 127.0.0.1"),
        ("{{hosts[][nonexistent]}}", "nonexistent.invalid"),
        ("{{ports[https][0]}}", "9"),
        ("{{GET[a]}}|{{GET[none]}}", "&lt;x&gt;|"),
        ("{{headers[X-Y]}} {{header_or_default(None, no)}}", "yes no"),
        ("{{location[server]}}{{location[path]}}{{location[query]}}", "http://127.0.0.1:8000/p?a=%3Cx%3E"),
        ("{{not a field}} {{mustache[]}}", "{{not a field}} {{mustache[]}}"),
    ],
)
def test_substitutions(template: str, text: str) -> None:
    asked = request("/p?a=%3Cx%3E", **{"X-Y": "yes"})
    assert substitute(template.encode(), SITE, asked).decode() == text


def test_a_variable_keeps_its_value() -> None:
    first, second = substitute(b"{{$id:uuid()}} {{$id}}", SITE, request("/")).split()
    assert first == second
    assert len(first) == 36


def test_pipes() -> None:
    assert parse_pipes(r"status(404)|header(A,b\,c)|sub|trickle(d1:r2)") == [
        ("status", ["404"]),
        ("header", ["A", "b,c"]),
        ("sub", []),
        ("trickle", ["d1:r2"]),
    ]
    response = Response(200, [("a", "1")], b"0123456789")
    for name, arguments in parse_pipes("status(201)|header(A,2)|header(A,3,True)|slice(2,5)"):
        assert apply_pipe(name, arguments, response)
    assert response == Response(201, [("A", "2"), ("A", "3")], b"234")
    assert not apply_pipe("unheard", [], response)


def test_trickling() -> None:
    assert trickle("3:d1:2", b"0123456789") == [(0.0, b"012"), (1.0, b"34"), (0.0, b"56789")]
    assert trickle("4:d1:r2", b"0123456789") == [(0.0, b"0123"), (1.0, b"4567"), (1.0, b"89")]
    assert trickle("d1", b"ab") == [(1.0, b"ab")]
    assert trickle("d1:r2", b"ab") == [(1.0, b"ab")]


META = """\
// Copyright
// META: title=A < B
// META: global=window,worker
// META: script=/common/utils.js
// META: script=dep.js
// META: timeout=long
// META: variant=?1-10
code();
// META: script=late.js
"""


def test_meta() -> None:
    meta = read_meta(META)
    assert meta.scripts == ["/common/utils.js", "dep.js"]
    assert meta.title == "A < B"
    assert meta.is_long
    assert meta.variants == ["?1-10"]
    assert meta.globals == {"window", "dedicatedworker", "sharedworker", "serviceworker"}


def test_generated_pages() -> None:
    assert script_path("/a/b.any.html") == "/a/b.any.js"
    assert script_path("/a/b.any.worker.html") == "/a/b.any.js"
    assert script_path("/a/b.worker.html") == "/a/b.worker.js"
    assert script_path("/a/b.html") is None
    page = wrap("/a/b.any.html", "", META)
    assert page.index("testharness.js") < page.index("dep.js") < page.index('src="/a/b.any.js"')
    assert "<title>A &lt; B</title>" in page
    assert '<meta name="timeout" content="long">' in page
    assert "isWorker: () => false" in page
    assert "GLOBAL" not in wrap("/a/b.window.html", "", META)
    assert 'new Worker("/a/b.any.worker.js?1")' in wrap("/a/b.any.worker.html", "?1", META)
    assert 'importScripts("dep.js");\nimportScripts("/a/b.any.js");\ndone();' in wrap("/a/b.any.worker.js", "", META)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "suite" / "a"
    folder.mkdir(parents=True)
    (folder / "page.sub.html").write_text("<p>{{host}}")
    (folder / "plain.txt").write_text("{{host}}")
    (folder / "plain.txt.headers").write_text("Content-Type: text/x\nX-Own: 1\n")
    (folder / "__dir__.headers").write_text("X-Dir: 1\nX-Own: 0\n")
    (folder / "b.any.js").write_text("test();")
    (folder / "handler.py").write_text("")
    (tmp_path / "secret.txt").write_text("secret")
    return tmp_path / "suite"


def test_responses(root: Path) -> None:
    files = Files(root, SITE)
    assert files.respond(request("/a/page.sub.html")).body == b"<p>127.0.0.1"
    plain = files.respond(request("/a/plain.txt"))
    assert plain.body == b"{{host}}"
    assert sorted(plain.headers) == [("Content-Type", "text/x"), ("X-Dir", "1"), ("X-Own", "1")]
    piped = files.respond(request("/a/plain.txt?pipe=sub|status(404)"))
    assert (piped.status, piped.body) == (404, b"127.0.0.1")
    assert b'src="/a/b.any.js"' in files.respond(request("/a/b.any.html")).body
    assert b"WPT-DONE" in files.respond(request("/resources/testharnessreport.js")).body
    assert files.respond(request("/a/handler.py")).status == 501
    assert files.respond(request("/a/none.html")).status == 404


@pytest.mark.parametrize("path", ["/../secret.txt", "/a/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt"])
def test_nothing_outside_of_the_suite_is_served(root: Path, path: str) -> None:
    assert Files(root, SITE).respond(request(path)).status == 404


def test_two_origins(root: Path) -> None:
    with running_server(root) as site:
        assert len(set(site.ports)) == 2
        for port in site.ports:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/a/plain.txt") as response:
                assert response.read() == b"{{host}}"
                assert response.headers["X-Own"] == "1"
            with pytest.raises(urllib.error.HTTPError) as error:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/a/none")
            assert error.value.code == 404
            error.value.close()
