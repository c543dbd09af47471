"""Windows that scripts, links and forms open: https://html.spec.whatwg.org/#rules-for-choosing-a-navigable

They are top-level navigables of the same agent, beside the page's own; nothing of them is shown.
"""

from typing import TYPE_CHECKING, Final

from browser.navigable import Navigable

if TYPE_CHECKING:
    from browser.agent_host import AgentHost

MOST_WINDOWS: Final = 50
"""So many may be open at once: a script in a loop makes no end of them."""


class ChosenNavigable:
    """What the rules found, and whether it was made just now."""

    def __init__(self, navigable: Navigable, is_new: bool) -> None:
        self.navigable = navigable
        self.is_new = is_new


def choose_navigable(host: "AgentHost", source: Navigable, name: str, no_opener: bool) -> ChosenNavigable | None:
    """https://html.spec.whatwg.org/#the-rules-for-choosing-a-navigable; None where none may be made."""
    # 4-7. Keywords, and names that are taken.
    found = source.find(name)
    if found is None and name.lower() != "_blank":
        found = next((one for top in host.top_levels if (one := top.find_named(name)) is not None), None)
    if found is not None:
        return ChosenNavigable(found, False)
    # 8. A new one, where that is allowed.
    sandbox = source.live.sandbox
    if "allow-popups" not in sandbox.allowed:
        host.blocked("A window was not opened: the document is sandboxed without 'allow-popups'.")
        return None
    if len(host.top_levels) > MOST_WINDOWS:
        host.blocked("A window was not opened: too many are open.")
        return None
    popup = Navigable(
        host,
        None,
        None,
        None if no_opener else source,
        None if "allow-popups-to-escape-sandbox" in sandbox.allowed else sandbox,
    )
    popup.is_auxiliary = True
    if name.lower() != "_blank":
        popup.name = popup.window.name = name
    host.top_levels.append(popup)
    return ChosenNavigable(popup, True)


def close(host: "AgentHost", navigable: Navigable) -> None:
    """https://html.spec.whatwg.org/#dom-window-close: of what a script has opened"""
    if navigable.parent is not None or not navigable.is_auxiliary or navigable.is_closing:
        return
    navigable.is_closing = navigable.window.is_closed = True

    def definitely_close() -> None:
        """https://html.spec.whatwg.org/#definitely-close-a-top-level-traversable"""
        if navigable.is_gone:
            return
        navigable.live.ask_before_unload()
        navigable.destroy()
        host.top_levels.remove(navigable)
        for other in host.documents:
            if other.opener is navigable.window:
                other.opener = None

    host.loop.queue_task("DOM manipulation", definitely_close, None, "close a window", host.source_line())
