"""The base of Window and the worker globals, as far as events know of it."""

from typing import TYPE_CHECKING

from webapis.dom.event_target import EventTarget

if TYPE_CHECKING:
    from webapis.dom.event import Event


class GlobalScope(EventTarget):
    """https://dom.spec.whatwg.org/#window-current-event"""

    current_event: "Event | None"

    def __init__(self) -> None:
        super().__init__()
        self.current_event = None
