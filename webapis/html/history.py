"""https://html.spec.whatwg.org/#the-history-interface"""

from typing import TYPE_CHECKING, final

from webapis.idl.exceptions import dom_exception
from webapis.url.record import URLRecord, parse_url

if TYPE_CHECKING:
    from webapis.html.window import Window


@final
class History:
    """https://html.spec.whatwg.org/#history-3"""

    wrapper: object

    def __init__(self, window: "Window") -> None:
        self.wrapper = None
        self.window = window
        self.state: object = None
        self.scroll_restoration = "auto"

    @property
    def interface_name(self) -> str:
        """The name of the interface, which chooses the wrapper's prototype."""
        return "History"

    @property
    def session_length(self) -> int:
        """https://html.spec.whatwg.org/#dom-history-length"""
        return self.window.host.session_length(self.window)

    def go(self, delta: int = 0) -> None:
        """https://html.spec.whatwg.org/#dom-history-go"""
        if delta == 0:
            self.window.host.reload(self.window)
        else:
            self.window.host.traverse_history(self.window, delta)

    def back(self) -> None:
        """https://html.spec.whatwg.org/#dom-history-back"""
        self.window.host.traverse_history(self.window, -1)

    def forward(self) -> None:
        """https://html.spec.whatwg.org/#dom-history-forward"""
        self.window.host.traverse_history(self.window, 1)

    def push_state(self, data: object, unused: str, url: str | None = None) -> None:
        """https://html.spec.whatwg.org/#dom-history-pushstate"""
        self.update(data, url, True)

    def replace_state(self, data: object, unused: str, url: str | None = None) -> None:
        """https://html.spec.whatwg.org/#dom-history-replacestate"""
        self.update(data, url, False)

    def update(self, data: object, url: str | None, push: bool) -> None:
        """https://html.spec.whatwg.org/#shared-history-push/replace-state-steps"""
        document = self.window.document
        # 4. A copy of the state.
        state = self.window.host.structured_clone(self.window, data, [], [])
        # 5-6. The URL, which may only differ where the origin stays.
        new_url = document.url
        if url is not None and url != "":
            resolved = parse_url(url, document.base_url())
            if resolved is None or not can_have_its_url_rewritten(document.url, resolved):
                raise dom_exception(
                    "SecurityError",
                    f"A history state object with URL '{resolved or url}' cannot be created in a document with origin "
                    f"'{self.window.origin}' and URL '{document.url}'.",
                )
            new_url = resolved
        # 10. Update.
        self.window.host.update_history(self.window, new_url, state, push)
        self.state = state


def can_have_its_url_rewritten(url: str, target: str) -> bool:
    """https://html.spec.whatwg.org/#can-have-its-url-rewritten"""
    old, new = URLRecord(url), URLRecord(target)
    same_place = (
        old.protocol == new.protocol
        and old.username == new.username
        and old.password == new.password
        and old.host == new.host
    )
    if not same_place:
        return False
    if new.protocol in ("http:", "https:"):
        return True
    if new.protocol == "file:":
        return old.pathname == new.pathname
    return old.pathname == new.pathname and old.search == new.search
