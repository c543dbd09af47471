"""The browser: puts engine and Web APIs together into pages and windows. `open_page` opens one for Python."""

# As type checkers know it; importing `typing` would cost the command line more than the rest of it.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from browser.page import Page as Page, open_page as open_page

_PUBLIC = ("Page", "open_page")


def __getattr__(name: str) -> object:
    # The command line imports this package before it knows whether a page is wanted.
    if name in _PUBLIC:
        from browser import page

        return getattr(page, name)
    raise AttributeError(f"module 'browser' has no attribute {name!r}")
