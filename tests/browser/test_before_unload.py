"""beforeunload: asked before a navigation, of frames too; nobody is there to say no."""

from browser import open_page

FRAME = (
    "<script>onbeforeunload = () => ({ toString() { parent.out.push(event.type, event.cancelable); return 'stay' } });"
    "addEventListener('beforeunload', (e) => parent.out.push(e.defaultPrevented, e.returnValue));"
    "addEventListener('unload', () => parent.out.push('unload'))</script>"
)


def test_a_frame_is_asked_and_left() -> None:
    with open_page() as page:
        page.set_content(f'<iframe srcdoc="{FRAME}"></iframe>')
        page.settle()
        page.evaluate("var out = []; frames[0].location.href = 'about:blank'")
        page.settle()
        assert page.evaluate("out") == ["beforeunload", True, True, "stay", "unload"]
        assert page.evaluate("document.querySelector('iframe').contentDocument.URL") == "about:blank"


def test_a_listener_cannot_navigate_for_ever() -> None:
    with open_page() as page:
        page.set_content("<iframe></iframe>")
        page.settle()
        page.evaluate(
            "var asked = 0, frame = frames[0]; frame.addEventListener('beforeunload', () => {"
            " asked++; frame.location.href = 'about:blank?again' }); frame.location.href = 'about:blank?once'"
        )
        page.settle()
        assert page.evaluate("[asked, frames[0].location.href]") == [1, "about:blank?once"]
