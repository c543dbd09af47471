"""Windows that scripts, links and forms open: in the same agent, shown to nobody."""

from pathlib import Path

from browser import open_page


def test_a_window_and_its_opener(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        "<script>onmessage = e => { out.push(e.data, e.source === w) }; const out = []</script>"
    )
    (tmp_path / "popup.html").write_text("<title>popup</title><script>opener.postMessage(name, '*')</script>")
    with open_page(str(tmp_path / "index.html")) as page:
        page.evaluate("window.w = window.open('popup.html', 'second'); 0")
        page.settle()
        assert page.evaluate("[...out, w.document.title, w.opener === window, w.parent === w, w.closed]") == [
            "second",
            True,
            "popup",
            True,
            True,
            False,
        ]
        assert page.evaluate("window.open('', 'second') === w") is True
        page.evaluate("w.close()")
        assert page.evaluate("w.closed") is True
        page.settle()
        assert page.evaluate("[w.closed, w.parent, window.closed]") == [True, None, False]


def test_links_name_their_opener_only_where_they_say_so(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        "<a id=plain target=_blank href='popup.html?plain'></a><a id=opener rel=opener target=_blank href='popup.html?opener'></a>"
        "<a id=named rel=noreferrer target=other href='popup.html?named'></a>"
        "<script>const out = []; new BroadcastChannel('told').onmessage = e => out.push(e.data)</script>"
    )
    (tmp_path / "popup.html").write_text(
        "<script>new BroadcastChannel('told').postMessage(location.search + ' ' + (opener !== null))</script>"
    )
    with open_page(str(tmp_path / "index.html")) as page:
        for name in ("plain", "opener", "named"):
            page.dispatch_click(f"#{name}")
            page.settle()
        assert page.evaluate("out") == ["?plain false", "?opener true", "?named false"]


def test_noopener_gives_nothing(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("")
    with open_page(str(tmp_path / "index.html")) as page:
        asked = "window.open('about:blank', '_blank', '%s') === null"
        assert page.evaluate(asked % "width=3, noopener") is True
        assert page.evaluate(asked % "noopener=0,noreferrer = yes") is True
        assert page.evaluate(asked % "noopener=no") is False


def test_a_window_is_kept_for_its_first_document(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<script>const out = []</script>")
    (tmp_path / "popup.html").write_text("<script>var made = 1</script>")
    with open_page(str(tmp_path / "index.html")) as page:
        page.evaluate("var w = window.open('popup.html'); w.early = 2; w.onload = () => out.push(w.early, w.made); 0")
        page.settle()
        assert page.evaluate("out") == [2, 1]


def test_windows_without_end_are_refused() -> None:
    with open_page() as page:
        page.set_content("<p>")
        assert page.evaluate("let n = 0; while (n < 1000 && window.open()) n++; n") == 50


def test_a_form_opens_a_window(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        "<form action=popup.html target=_blank><input name=a value=1></form>"
        "<script>const out = []; onmessage = e => out.push(e.data)</script>"
    )
    (tmp_path / "popup.html").write_text("<script>opener.postMessage(location.search, '*')</script>")
    with open_page(str(tmp_path / "index.html")) as page:
        page.evaluate("document.forms[0].submit()")
        page.settle()
        assert page.evaluate("out") == ["?a=1"]


def test_a_download_does_not_navigate(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<a download href=other.html>x</a>")
    with open_page(str(tmp_path / "index.html")) as page:
        page.dispatch_click("a")
        page.settle()
        assert page.evaluate("location.pathname").endswith("index.html")


def test_undefined_is_posted_as_it_is() -> None:
    with open_page() as page:
        page.set_content("<script>const out = []; onmessage = e => out.push(e.data === undefined)</script>")
        page.evaluate(
            "postMessage(undefined, '*'); postMessage(null, '*'); out.push(new MessageEvent('x').data === null)"
        )
        page.settle()
        assert page.evaluate("out") == [True, True, False]


def test_broadcast_channels() -> None:
    with open_page() as page:
        page.set_content("<iframe srcdoc='<script>self.c = new BroadcastChannel(1)</script>'></iframe>")
        page.settle()
        page.evaluate(
            "var out = [], mine = new BroadcastChannel('1'), other = new BroadcastChannel('2');"
            "mine.onmessage = other.onmessage = () => out.push('never'); frames[0].c.onmessage = e => out.push(e.data.n);"
            "var data = { n: 1 }; mine.postMessage(data); data.n = 2"
        )
        page.settle()
        assert page.evaluate("out") == [1]
        page.evaluate("frames[0].c.postMessage(3); mine.close(); frames[0].c.close()")
        page.settle()
        told = "try { %s } catch (e) { out.push(e.name) }"
        page.evaluate(told % "mine.postMessage(1)")
        page.evaluate(told % "other.postMessage(() => 1)")
        assert page.evaluate("out") == [1, "InvalidStateError", "DataCloneError"]


def test_channels_that_nobody_listens_to_are_not_kept() -> None:
    with open_page() as page:
        page.set_content("<p>")
        page.evaluate(
            "for (let i = 0; i < 100; i++) new BroadcastChannel('a'); new BroadcastChannel('a').onmessage = () => {}; 0"
        )
        assert len(page._window.broadcast_channels) == 1
