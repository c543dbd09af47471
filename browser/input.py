"""What a user does to elements, without geometry: https://w3c.github.io/uievents/ and https://w3c.github.io/pointerevents/"""

from typing import TYPE_CHECKING

from webapis.dom.dispatch import dispatch
from webapis.dom.element import Element
from webapis.html.elements.html_element import HTMLElement
from webapis.html.elements.input import HTMLInputElement
from webapis.html.elements.text_field import TextField
from webapis.html.focus import is_focusable
from webapis.html.forms import is_disabled
from webapis.html.text_input import commit, insert_line_break, insert_text
from webapis.uievents.mouse_events import PointerEvent, PointerEventInit
from webapis.uievents.ui_events import KeyboardEvent, KeyboardEventInit

if TYPE_CHECKING:
    from browser.live_document import LiveDocument

PRESSED_FIRST = ("pointerdown", "mousedown")
RELEASED = ("pointerup", "mouseup")


def click(element: Element) -> None:
    """Press, focus, release, click: trusted, with the default actions."""
    press = [fire_pointer(element, type_) for type_ in PRESSED_FIRST]
    if press[1] and isinstance(element, HTMLElement):
        focus_for_click(element)
    for type_ in RELEASED:
        fire_pointer(element, type_)
    if not (isinstance(element, HTMLElement) and is_disabled_control(element)):
        fire_pointer(element, "click")


def focus_for_click(element: HTMLElement) -> None:
    """https://html.spec.whatwg.org/#click-focusable: it, or what is around it."""
    at: Element | None = element
    while at is not None:
        if isinstance(at, HTMLElement) and is_focusable(at):
            at.focus()
            return
        at = at.parent_element


def is_disabled_control(element: HTMLElement) -> bool:
    """A disabled control takes no clicks of the user."""
    return element.local_name in ("button", "input", "select", "textarea") and is_disabled(element)


def fire_pointer(element: Element, type_: str) -> bool:
    """One trusted event of the mouse's main button."""
    init = PointerEventInit()
    init.bubbles = init.cancelable = init.composed = True
    init.view = element.node_document.default_view
    init.pointer_type = "mouse"
    init.pointer_id = 1
    init.is_primary = True
    init.detail = 0 if type_.startswith("pointer") else 1
    init.buttons = 1 if type_.endswith("down") else 0
    event = PointerEvent(type_, init)
    event.is_trusted = True
    event.time_stamp = element.node_document.agent.host.now()
    return dispatch(event, element)


def type_text(element: Element, text: str) -> None:
    """Focus a text field and press a key for each character."""
    if not isinstance(element, TextField):
        raise ValueError(f"<{element.local_name}> takes no text")
    element.focus()
    for character in text:
        key = "Enter" if character == "\n" else character
        if not fire_key(element, "keydown", key):
            fire_key(element, "keyup", key)
            continue
        if fire_key(element, "keypress", key):
            if character != "\n":
                insert_text(element, character)
            elif isinstance(element, HTMLInputElement):
                commit(element)
            else:
                insert_line_break(element)
        fire_key(element, "keyup", key)


def fire_key(element: Element, type_: str, key: str) -> bool:
    """One trusted event of the keyboard."""
    init = KeyboardEventInit()
    init.bubbles = init.cancelable = init.composed = True
    init.view = element.node_document.default_view
    init.key = key
    init.code = code_of(key)
    event = KeyboardEvent(type_, init)
    event.is_trusted = True
    event.time_stamp = element.node_document.agent.host.now()
    return dispatch(event, element)


def code_of(key: str) -> str:
    """https://w3c.github.io/uievents-code/, on a keyboard as in the United States, as far as it is plain."""
    if len(key) == 1 and key.isascii():
        if key.isalpha():
            return f"Key{key.upper()}"
        if key.isdigit():
            return f"Digit{key}"
        return "Space" if key == " " else ""
    return key if key == "Enter" else ""


def dispatch_by_name(live: "LiveDocument", element: Element, type_: str, init: dict[str, object]) -> None:
    """An event made in the page, by its interface and its init dictionary."""
    import json

    from webapis.idl import bindings

    make = live.values.function("dispatchEvent")
    options = live.values.function("parseJSON")(json.dumps({"bubbles": True, "cancelable": True, **init}))
    make(bindings.wrap(live.window, element), type_, options)
