"""Sandboxed frames: no scripts, no forms, no windows, another origin, unless they are allowed."""

from browser import open_page

SAYS = "<script>parent.postMessage(%s, `*`)</script>"


def said(sandbox: str, text: str, then: str = "") -> object:
    """What the page is told by a frame with that sandbox and text."""
    with open_page() as page:
        page.set_content("<script>const out = []; onmessage = e => out.push(e.data, e.origin)</script>")
        page.evaluate(
            "(sandbox, text) => { const frame = document.createElement('iframe'); frame.sandbox = sandbox;"
            " frame.srcdoc = text; document.body.append(frame) }",
            sandbox,
            text,
        )
        page.settle()
        if then:
            return page.evaluate(then)
        return page.evaluate("out")


def test_scripts() -> None:
    assert said("", SAYS % 1) == []
    assert said("allow-scripts", SAYS % 1) == [1, "null"]
    assert said("ALLOW-SCRIPTS other", SAYS % 1) == [1, "null"]
    assert said("allow-\u017fcripts", SAYS % 1) == []
    handler = "<noscript><p>text</p></noscript><img src='data:,' onerror='parent.postMessage(2, `*`)'>"
    assert said("", handler) == []


def test_refreshes_come_by_themselves() -> None:
    refresh = "<meta http-equiv=refresh content='0; url=about:blank?next'>"
    assert said("allow-same-origin", refresh, "frames[0].location.href") == "about:srcdoc"
    assert said("allow-same-origin allow-scripts", refresh, "frames[0].location.href") == "about:blank?next"


def test_the_origin() -> None:
    found = "document.querySelector('iframe').contentDocument === null"
    assert said("allow-scripts", "", found) is True
    assert said("allow-same-origin", "", found) is False
    caught = SAYS % "(() => { try { return localStorage.length } catch (e) { return e.name } })()"
    assert said("allow-scripts", caught) == ["SecurityError", "null"]


def test_windows_and_forms() -> None:
    opened = SAYS % "window.open() === null"
    assert said("allow-scripts", opened) == [True, "null"]
    assert said("allow-scripts allow-popups", opened) == [False, "null"]
    form = "<form action='about:blank' target=_self></form><script>document.forms[0].submit()</script>" + SAYS % "1"
    assert said("allow-scripts allow-same-origin", form, "frames[0].location.href") == "about:srcdoc"
    assert said("allow-scripts allow-same-origin allow-forms", form, "frames[0].location.href") == "about:blank?"


def test_what_may_be_navigated() -> None:
    to_top = SAYS % "(() => { try { top.location = `about:blank?x`; return `done` } catch (e) { return e.name } })()"
    assert said("allow-scripts", to_top) == ["SecurityError", "null"]
    inner = "<iframe name=inner></iframe><script>inner.location = `about:blank?y`</script>"
    assert said("allow-scripts", inner, "frames[0].frames[0].location.href") == "about:blank?y"


def test_a_sandbox_is_inherited() -> None:
    inner = "<iframe srcdoc='<script>top.postMessage(1, `*`)</script>'></iframe>"
    assert said("allow-same-origin", inner) == []
    assert said("allow-scripts", inner) == [1, "null"]
