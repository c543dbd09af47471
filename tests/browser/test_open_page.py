"""`browser.open_page`: the public face of pages."""

import gc
from pathlib import Path

import pytest

from browser import open_page
from browser.page import ElementNotFound, NavigationError, ScriptFailure


def test_a_file_is_loaded_and_scripted(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<title>one</title><p id=x>hi</p><script>document.querySelector('p').textContent += ' there'; console.log('ready', 1)</script>"
    )
    with open_page(str(tmp_path / "a.html")) as page:
        assert page.title == "one" and page.text("#x") == "hi there"
        assert page.url == f"file://{tmp_path}/a.html"
        assert [message.text for message in page.console] == ["ready 1"] and page.errors == []
        assert page.content() == (
            '<html><head><title>one</title></head><body><p id="x">hi there</p>'
            "<script>document.querySelector('p').textContent += ' there'; console.log('ready', 1)</script></body></html>"
        )


def test_clicks_and_typing() -> None:
    with open_page() as page:
        page.set_content(
            "<button onclick='this.textContent += 1'>1</button><input oninput='document.getElementById(\"out\").textContent = this.value'>"
            "<p id=out></p><label for=c>l</label><input id=c type=checkbox>"
        )
        page.dispatch_click("button")
        page.type("input", "Ada 🐍")
        page.dispatch_click("label")
        assert page.text("button") == "11" and page.text("#out") == "Ada 🐍"
        assert page.evaluate("document.getElementById('c').checked") is True


def test_events_of_a_click_are_trusted_and_in_order() -> None:
    with open_page() as page:
        page.set_content("<button>b</button>")
        page.evaluate(
            "window.log = []; for (const t of ['pointerdown', 'mousedown', 'focus', 'pointerup', 'mouseup', 'click'])"
            " document.querySelector('button').addEventListener(t, e => log.push(e.type + e.isTrusted + e.detail))"
        )
        page.dispatch_click("button")
        assert page.evaluate("log") == [
            "pointerdowntrue0",
            "mousedowntrue1",
            "focustrue0",
            "pointeruptrue0",
            "mouseuptrue1",
            "clicktrue1",
        ]
        page.evaluate("log.length = 0")
        page.dispatch_event("button", "click", detail=7)
        assert page.evaluate("log") == ["clickfalse7"]


def test_values_come_by_value() -> None:
    with open_page() as page:
        assert page.evaluate("({a: [1, 'x', null, true], b: undefined})") == {"a": [1, "x", None, True]}
        assert page.evaluate("(a, b) => a + b.c", 1, {"c": 2}) == 3
        assert page.evaluate("new Promise(r => setTimeout(r, 1000, 'late'))") == "late"
        assert page.evaluate("'\\ud83d\\udc0d'") == "🐍"
        assert page.evaluate("undefined") is None
        with pytest.raises(ScriptFailure, match="x is not defined"):
            page.evaluate("x")
        with pytest.raises(ScriptFailure, match="no"):
            page.evaluate("Promise.reject(new Error('no'))")


def test_time_is_virtual_and_settling_names_what_goes_on() -> None:
    with open_page() as page:
        page.set_content(
            "<script>\nlet n = 0; setInterval(() => n++, 1000);\nsetTimeout(() => { n = 100 }, 4000)</script>"
        )
        settled = page.settle()
        assert settled.is_idle and page.evaluate("n") > 100
        assert settled.still == ["setInterval, 1000 ms (about:blank:2:12)"]
        assert page.evaluate("new Date().getFullYear()") == 2026


def test_virtual_time_repeats_itself() -> None:
    def story() -> object:
        with open_page() as page:
            page.set_content("<script>log = [Math.random(), Date.now(), performance.now()]</script>")
            return page.evaluate("[...log, Math.random(), Date.now(), performance.now()]")

    assert story() == story()


def test_uncaught_errors_have_their_place() -> None:
    with open_page() as page:
        page.set_content(
            "<p>\n<script>\nfunction f() { null.x }\nf();</script><script>Promise.reject(new Error('r'))</script>"
        )
        first, second = page.errors
        assert first.location == "about:blank:3:21" and "Cannot read properties of null" in first.message
        assert second.in_promise and second.message == "Error: r"


TOLD_ERRORS = """<!doctype html><script>let x = ;</script> <script>'é𝒷'; null.y</script>
<script>
  let z = </script><script type="module">import.meta.url.x.y</script>
<script type="module">let q = ;</script><p id="p" title="1
2"><script>undefinedName</script>
"""


def test_errors_of_inline_scripts_are_told_where_they_stand_in_the_page() -> None:
    # Lines and columns are Chromium's.
    with open_page() as page:
        page.set_content(TOLD_ERRORS)
        assert [error.location.removeprefix("about:blank:") for error in page.errors] == [
            "1:32",
            "1:63",
            "3:11",
            "5:12",
            "3:60",
            "4:31",
        ]
        told = page.errors[0].report()
        assert told == "Uncaught SyntaxError: Unexpected token ';'\n    at about:blank:1:32"


def test_stacks_show_the_scripts_of_the_page_alone() -> None:
    with open_page() as page:
        for script in (
            "fetch('http://a.example/').catch(e => e.stack)",
            "(() => { try { Image() } catch (e) { return e.stack } })()",
        ):
            assert "<browser>" not in page.evaluate(script)


def test_a_promise_that_nothing_can_settle() -> None:
    with open_page() as page, pytest.raises(ScriptFailure, match="nothing is left on the page"):
        page.evaluate("new Promise(() => {})")


def test_inline_modules_are_told_apart_and_know_their_page(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        "<script type=module>window.told = [import.meta.url]</script>"
        "<script type=module>told.push(import.meta.url); import('./other.js')</script>"
    )
    (tmp_path / "other.js").write_text("told.push('other')")
    with open_page(tmp_path / "page.html") as page:
        url = (tmp_path / "page.html").as_uri()
        assert page.evaluate("told") == [url, url, "other"]


def test_what_is_not_there() -> None:
    with open_page() as page:
        with pytest.raises(ElementNotFound):
            page.text("#nothing")
        with pytest.raises(ElementNotFound):
            page.dispatch_click("#nothing")
        with pytest.raises(FileNotFoundError):
            page.goto("no/such/file.html")
        with pytest.raises(NavigationError):
            page.goto("http://127.0.0.1:9/")


def test_navigation_by_link_script_and_history(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<title>a</title><a href='b.html?x#y'>go</a>")
    (tmp_path / "b.html").write_text("<title>b</title>")
    with open_page(str(tmp_path / "a.html")) as page:
        page.dispatch_click("a")
        page.settle()
        assert page.title == "b" and page.evaluate("location.search + location.hash") == "?x#y"
        page.evaluate("history.pushState({n: 1}, '', '?pushed')")
        assert page.url.endswith("b.html?pushed") and page.evaluate("history.state.n") == 1
        page.evaluate("history.back()")
        page.settle()
        assert page.url.endswith("b.html?x#y") and page.evaluate("history.state") is None
        page.evaluate("history.back()")
        page.settle()
        assert page.title == "a" and page.evaluate("history.length") == 3
        page.evaluate("location.replace('b.html')")
        page.settle()
        assert page.title == "b"


def test_files_outside_of_the_folder_are_blocked(tmp_path: Path) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (inside / "a.html").write_text("<script>fetch('../secret.txt').catch(e => { document.title = e.name })</script>")
    with open_page(str(inside / "a.html")) as page:
        page.settle()
        assert page.title == "TypeError"
        assert "--root" in page.console[0].text and page.console[0].level == "error"
    with open_page(str(inside / "a.html"), root=str(tmp_path)) as page:
        page.settle()
        assert page.title == "" and page.console == []


def test_a_frame_has_a_realm_of_its_own() -> None:
    with open_page() as page:
        page.set_content(
            "<iframe id=f srcdoc='<p>inside</p><script>parent.told = [self !== parent, parent === top]</script>'></iframe>"
        )
        page.settle()
        assert page.evaluate("told") == [True, True]
        assert (
            page.evaluate("var f = document.getElementById('f'); f.contentDocument.body.firstChild.textContent")
            == "inside"
        )
        assert (
            page.evaluate("f.contentWindow.Array !== Array && f.contentWindow.parent === window && frames.length") == 1
        )
        page.evaluate("f.remove()")
        assert page.evaluate("frames.length") == 0


def test_pages_come_and_go() -> None:
    for _ in range(20):
        with open_page() as page:
            page.set_content("<p>x</p><script>setInterval(() => 0, 10)</script>")
            assert page.text("p") == "x"


def test_frames_come_and_go() -> None:
    with open_page() as page:
        page.set_content("<p>x</p>")
        for _ in range(10):
            page.evaluate(
                "new Promise((done) => { const f = document.createElement('iframe');"
                " f.srcdoc = '<script>setInterval(() => 0, 10)</' + 'script>';"
                " f.onload = () => { f.remove(); done(1) }; document.body.append(f) })"
            )
        assert page.settle().still == [] and page.evaluate("frames.length") == 0
        gc.collect()  # A document is a cycle of Python objects, and they hold the realm of its window.
        page._host.kernel.collect(True)
        assert page._host.kernel.live_cells()["Realm"][0] < 4


def test_unhandledrejection_tells_promise_and_reason() -> None:
    with open_page() as page:
        page.set_content(
            "<script>const p = Promise.reject('why');"
            "onunhandledrejection = (e) => { window.told = [e.promise === p, e.reason, e.cancelable]; e.preventDefault() }</script>"
        )
        page.settle()
        assert page.evaluate("told") == [True, "why", True] and page.errors == []
