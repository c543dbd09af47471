"""https://xhr.spec.whatwg.org/#interface-progressevent"""

from webapis.dom.event import Event, EventInit


class ProgressEventInit(EventInit):
    """https://xhr.spec.whatwg.org/#progresseventinit"""

    length_computable: bool = False
    loaded: float = 0.0
    total: float = 0.0


class ProgressEvent(Event):
    """https://xhr.spec.whatwg.org/#progressevent"""

    def __init__(self, type: str, event_init: ProgressEventInit | None = None) -> None:
        super().__init__(type, event_init)
        self.length_computable = event_init is not None and event_init.length_computable
        self.loaded = 0.0 if event_init is None else event_init.loaded
        self.total = 0.0 if event_init is None else event_init.total


def progress_event(type: str, loaded: int, total: int) -> ProgressEvent:
    """https://xhr.spec.whatwg.org/#concept-event-fire-progress, the event"""
    event = ProgressEvent(type)
    event.length_computable = total > 0
    event.loaded = float(loaded)
    event.total = float(total)
    event.is_trusted = True
    return event
