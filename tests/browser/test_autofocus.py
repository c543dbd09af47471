"""autofocus: one element of a page, with the first rendering; dialogs and addresses come before it."""

from browser import open_page

SAY = "document.activeElement.id"


def focused(markup: str, then: str = "0") -> object:
    """The id of what has the focus after rendering, and after a script."""
    with open_page() as page:
        page.set_content(markup)
        page.evaluate(then)
        page.settle()
        return page.evaluate(SAY)


def test_the_first_that_can_be_focused() -> None:
    assert (
        focused("<p id=p autofocus><input id=a disabled autofocus><input id=b autofocus><input id=c autofocus>") == "b"
    )
    assert focused("<body id=body><input id=a>") == "body"
    assert focused("<body id=body><dialog><input id=a autofocus></dialog>") == "body"


def test_what_is_focused_already_stays() -> None:
    assert focused("<input id=a><input id=b autofocus><script>a.focus()</script>") == "a"


def test_only_once() -> None:
    with open_page() as page:
        page.set_content("<body id=body><input id=a autofocus>")
        page.settle()
        page.evaluate("a.remove(); document.body.innerHTML = '<input id=b autofocus>'")
        page.settle()
        assert page.evaluate(SAY) == "body"


def test_a_dialog_takes_its_place() -> None:
    show = "const d = document.querySelector('dialog'); d.show(); document.activeElement.blur()"
    assert focused("<body id=body><dialog><input id=a autofocus></dialog>", show) == "body"


def test_a_modal_dialog_keeps_the_focus_from_the_rest() -> None:
    with open_page() as page:
        page.set_content(
            "<body id=body><input id=a><dialog id=d><input id=b></dialog><dialog id=e><input id=c></dialog>"
        )
        page.evaluate(
            "var log = []; for (const open of [d, e]) { open.showModal();"
            " for (const one of [a, b, c]) { one.focus(); log.push(document.activeElement.id) } }"
        )
        assert page.evaluate("log") == ["b", "b", "b", "c", "c", "c"]
        assert page.evaluate(
            "e.remove(); b.focus(); log = [document.activeElement.id]; d.close(); a.focus(); [...log, document.activeElement.id]"
        ) == ["b", "a"]
