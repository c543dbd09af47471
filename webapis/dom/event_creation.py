"""https://dom.spec.whatwg.org/#dom-document-createevent"""

from collections.abc import Callable
from typing import Final

from webapis.dom.event import CustomEvent, Event
from webapis.idl.exceptions import dom_exception
from webapis.infra.ascii import ascii_lowercase


def _event() -> Event:
    return Event("")


def _custom_event() -> Event:
    return CustomEvent("")


# The legacy names; the standards of other interfaces enter theirs.
EVENT_INTERFACES: Final[dict[str, Callable[[], Event]]] = {
    "customevent": _custom_event,
    "event": _event,
    "events": _event,
    "htmlevents": _event,
    "svgevents": _event,
}


def create_event(interface: str) -> Event:
    """https://dom.spec.whatwg.org/#dom-document-createevent"""
    constructor = EVENT_INTERFACES.get(ascii_lowercase(interface))
    if constructor is None:
        raise dom_exception("NotSupportedError", f"The provided event type ('{interface}') is invalid.")
    event = constructor()
    event.initialized_flag = False
    return event
