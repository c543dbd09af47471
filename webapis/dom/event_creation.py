"""https://dom.spec.whatwg.org/#dom-document-createevent"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from webapis.idl.exceptions import dom_exception
from webapis.infra.ascii import ascii_lowercase

if TYPE_CHECKING:
    from webapis.dom.event import Event

EVENT_INTERFACES: Final[dict[str, tuple[str, str]]] = {
    "beforeunloadevent": ("webapis.html.events", "BeforeUnloadEvent"),
    "compositionevent": ("webapis.uievents.ui_events", "CompositionEvent"),
    "customevent": ("webapis.dom.event", "CustomEvent"),
    "devicemotionevent": ("webapis.device_orientation.events", "DeviceMotionEvent"),
    "deviceorientationevent": ("webapis.device_orientation.events", "DeviceOrientationEvent"),
    "dragevent": ("webapis.uievents.mouse_events", "DragEvent"),
    "event": ("webapis.dom.event", "Event"),
    "events": ("webapis.dom.event", "Event"),
    "focusevent": ("webapis.uievents.ui_events", "FocusEvent"),
    "hashchangeevent": ("webapis.html.events", "HashChangeEvent"),
    "htmlevents": ("webapis.dom.event", "Event"),
    "keyboardevent": ("webapis.uievents.ui_events", "KeyboardEvent"),
    "messageevent": ("webapis.messaging.message_event", "MessageEvent"),
    "mouseevent": ("webapis.uievents.mouse_events", "MouseEvent"),
    "mouseevents": ("webapis.uievents.mouse_events", "MouseEvent"),
    "storageevent": ("webapis.storage.storage", "StorageEvent"),
    "svgevents": ("webapis.dom.event", "Event"),
    "textevent": ("webapis.uievents.ui_events", "TextEvent"),
    "uievent": ("webapis.uievents.ui_events", "UIEvent"),
    "uievents": ("webapis.uievents.ui_events", "UIEvent"),
}
"""The legacy names: where the class stands. Touch events have one only on devices with a touch screen."""


def create_event(interface: str) -> "Event":
    """https://dom.spec.whatwg.org/#dom-document-createevent"""
    place = EVENT_INTERFACES.get(ascii_lowercase(interface))
    if place is None:
        raise dom_exception("NotSupportedError", f"The provided event type ('{interface}') is invalid.")
    module, name = place
    constructor: Any = getattr(import_module(module), name)
    event: Event = constructor("")
    event.initialized_flag = False
    return event
