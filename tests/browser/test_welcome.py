"""pages/welcome.html, which people see first."""

from pathlib import Path

from browser import open_page

WELCOME = Path(__file__).parents[2] / "pages" / "welcome.html"


def test_everything_on_the_welcome_page_works() -> None:
    with open_page(str(WELCOME)) as page:
        assert page.settle().is_idle
        for _ in range(3):
            page.dispatch_click("#count")
        assert page.text("#clicks") == "3" and page.text("#ticks") == "5" and page.text("#frames") == "3"
        assert "virtual" in page.text("#facts")
        assert page.text("snake-greeting") == "Hello, reader!"
        page.evaluate("document.querySelector('snake-greeting').setAttribute('name', 'Ada')")
        assert page.text("snake-greeting") == "Hello, Ada!"
        assert page.errors == [] and [message.level for message in page.console] == ["log"]
