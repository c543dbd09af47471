"""Firing events of the platform at documents and windows: https://dom.spec.whatwg.org/#concept-event-fire"""

from typing import TYPE_CHECKING

from webapis.dom.dispatch import dispatch
from webapis.dom.event import Event

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.node import Node
    from webapis.html.window import Window


def fire_at_window(window: "Window", event: Event, target_override: "Document | None" = None) -> bool:
    """Dispatch a trusted event at a window."""
    event.is_trusted = True
    event.time_stamp = window.host.now()
    return dispatch(event, window, target_override)


def fire_simple(node: "Node", type: str, bubbles: bool = False) -> bool:
    """An event that is nothing but its name."""
    event = Event(type)
    event.bubbles = bubbles
    event.is_trusted = True
    event.time_stamp = node.node_document.agent.host.now()
    return dispatch(event, node)
