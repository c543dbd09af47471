"""Event handlers, as attributes of either kind."""

import webapis.html.elements
from tests.unit.webapis.recording_host import RecordingHost
from webapis.dom.document import Document
from webapis.dom.event import Event, EventInit
from webapis.html.event_handlers import get_event_handler, set_event_handler
from webapis.html.events import ErrorEvent, ErrorEventInit
from webapis.html.window import Window
from webapis.idl.callbacks import PythonCallback

assert webapis.html.elements is not None


def cancelable(type: str) -> Event:
    init = EventInit()
    init.cancelable = True
    return Event(type, init)


def test_order_and_replacement(document: Document) -> None:
    node = document.create_element("p")
    log: list[str] = []
    first = PythonCallback(lambda event: log.append("first"))
    set_event_handler(node, "onfoo", PythonCallback(lambda event: log.append("old")))
    node.add_event_listener("foo", first)
    set_event_handler(node, "onfoo", first)
    node.dispatch_event(Event("foo"))
    assert log == ["first", "first"] and get_event_handler(node, "onfoo") is first
    set_event_handler(node, "onfoo", None)
    node.dispatch_event(Event("foo"))
    assert log == ["first"] * 3 and get_event_handler(node, "onfoo") is None
    node.remove_event_listener("foo", first)
    assert node.listeners is None


def test_content_attributes_compile_when_needed(document: Document, host: RecordingHost) -> None:
    node = document.create_element("p")
    host.handlers["a"] = PythonCallback(lambda event: False)
    node.set_attribute("onclick", "a")
    node.set_attribute("onnothing", "a")
    assert node.listeners is not None and len(node.listeners) == 1
    assert not node.dispatch_event(cancelable("click"))
    node.set_attribute("onclick", "broken")
    assert node.dispatch_event(cancelable("click")) and get_event_handler(node, "onclick") is None
    node.remove_attribute("onclick")
    assert node.listeners is None


def test_a_body_stands_for_its_window(document: Document, host: RecordingHost) -> None:
    assert document.body is not None
    window = Window(document)
    callback = host.handlers["a"] = PythonCallback(lambda event: None)
    document.body.set_attribute("onload", "a")
    assert get_event_handler(window, "onload") is callback is get_event_handler(document.body, "onload")
    set_event_handler(document.body, "onhashchange", callback)
    assert get_event_handler(window, "onhashchange") is callback
    document.body.set_attribute("onclick", "a")
    assert get_event_handler(window, "onclick") is None


def test_onerror_of_a_window(document: Document) -> None:
    window = Window(document)
    seen: list[object] = []

    def on_error(*arguments: object) -> bool:
        seen.extend(arguments)
        return True

    set_event_handler(window, "onerror", PythonCallback(on_error))
    init = ErrorEventInit()
    init.cancelable = True
    init.message, init.lineno = "m", 3
    assert not window.dispatch_event(ErrorEvent("error", init))
    assert seen == ["m", "", 3, 0, None]
