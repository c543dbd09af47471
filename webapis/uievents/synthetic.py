"""https://html.spec.whatwg.org/#fire-a-synthetic-pointer-event"""

from typing import TYPE_CHECKING

from webapis.dom.dispatch import dispatch
from webapis.uievents.mouse_events import PointerEvent, PointerEventInit

if TYPE_CHECKING:
    from webapis.dom.element import Element


def fire_synthetic_pointer_event(type: str, target: "Element", not_trusted: bool) -> bool:
    """https://html.spec.whatwg.org/#fire-a-synthetic-pointer-event"""
    # 1-6. The event: it bubbles, can be cancelled and crosses shadow trees.
    init = PointerEventInit()
    init.bubbles = init.cancelable = init.composed = True
    document = target.node_document
    init.view = document.default_view
    init.pointer_id = -1
    event = PointerEvent(type, init)
    event.is_trusted = not not_trusted
    event.time_stamp = document.agent.host.now()
    # 7-9. Dispatch.
    return dispatch(event, target)
