"""Dispatch, retargeting, signals."""

import pytest

from tests.unit.webapis.recording_host import RecordingHost
from webapis.dom.abort import AbortController, AbortSignal, aborted_signal, dependent_signal
from webapis.dom.agent import Agent
from webapis.dom.document import Document
from webapis.dom.event import CustomEvent, CustomEventInit, Event, EventInit
from webapis.dom.event_target import AddEventListenerOptions, EventTarget
from webapis.dom.shadow_root import ShadowRootInit
from webapis.idl.callbacks import PythonCallback
from webapis.idl.exceptions import DOMException


def event(type: str = "x", *, bubbles: bool = True, cancelable: bool = False, composed: bool = False) -> Event:
    init = EventInit()
    init.bubbles, init.cancelable, init.composed = bubbles, cancelable, composed
    return Event(type, init)


def options(**members: object) -> AddEventListenerOptions:
    made = AddEventListenerOptions()
    for name, value in members.items():
        setattr(made, name, value)
    return made


def test_phases_and_order(document: Document) -> None:
    outer = document.create_element("div")
    inner = outer.append_child(document.create_element("p"))
    log: list[tuple[str, int]] = []
    for name, target in (("outer", outer), ("inner", inner)):
        for capture in (False, True):
            label = f"{name}{'!' if capture else ''}"
            target.add_event_listener(
                "x", PythonCallback(lambda e, label=label: log.append((label, e.event_phase))), capture
            )
    assert inner.dispatch_event(event())
    assert log == [("outer!", 1), ("inner!", 2), ("inner", 2), ("outer", 3)]
    log.clear()
    inner.dispatch_event(event(bubbles=False))
    assert [label for label, _ in log] == ["outer!", "inner!", "inner"]


def test_stopping(document: Document) -> None:
    outer = document.create_element("div")
    inner = outer.append_child(document.create_element("p"))
    log: list[str] = []

    def stop(e: Event) -> None:
        log.append("stop")
        e.stop_immediate_propagation()

    inner.add_event_listener("x", PythonCallback(stop))
    inner.add_event_listener("x", PythonCallback(lambda e: log.append("never")))
    outer.add_event_listener("x", PythonCallback(lambda e: log.append("never")))
    sent = event()
    inner.dispatch_event(sent)
    assert log == ["stop"] and sent.event_phase == 0 and sent.current_target is None and sent.target is inner


def test_once_passive_duplicates_removal() -> None:
    target = EventTarget()
    log: list[str] = []
    once = PythonCallback(lambda e: log.append("once"))
    target.add_event_listener("x", once, options(once=True))
    target.add_event_listener("x", once)
    target.add_event_listener("x", PythonCallback(lambda e: e.prevent_default()), options(passive=True))
    sent = event(cancelable=True)
    assert target.dispatch_event(sent) and not sent.default_prevented
    target.dispatch_event(event())
    assert log == ["once"]
    active = PythonCallback(lambda e: e.prevent_default())
    target.add_event_listener("x", active)
    assert not target.dispatch_event(event(cancelable=True))
    target.remove_event_listener("x", active)
    assert target.dispatch_event(event(cancelable=True))


def test_removed_while_dispatching() -> None:
    target = EventTarget()
    log: list[str] = []
    second = PythonCallback(lambda e: log.append("second"))
    target.add_event_listener("x", PythonCallback(lambda e: target.remove_event_listener("x", second)))
    target.add_event_listener("x", second)
    target.dispatch_event(event())
    assert log == []


def test_exceptions_are_reported(document: Document, host: RecordingHost) -> None:
    node = document.create_element("p")
    log: list[str] = []
    node.add_event_listener("x", PythonCallback(lambda e: 1 / 0))
    node.add_event_listener("x", PythonCallback(lambda e: log.append("after")))
    node.dispatch_event(event())
    assert log == ["after"] and isinstance(host.errors[0], ZeroDivisionError)


def test_dispatching_twice(document: Document) -> None:
    node = document.create_element("p")
    caught: list[str] = []

    def again(e: Event) -> None:
        try:
            node.dispatch_event(e)
        except DOMException as error:
            caught.append(error.name)

    node.add_event_listener("x", PythonCallback(again))
    node.dispatch_event(event())
    assert caught == ["InvalidStateError"]
    with pytest.raises(DOMException):
        node.dispatch_event(document.create_event("Event"))
    created = document.create_event("CustomEvent")
    assert isinstance(created, CustomEvent)
    created.init_custom_event("x", True, False, "detail")
    assert node.dispatch_event(created) and created.detail == "detail"
    with pytest.raises(DOMException):
        document.create_event("nothing")
    init = CustomEventInit()
    init.detail = 5
    assert CustomEvent("y", init).detail == 5


def test_shadow_retargeting_and_paths(document: Document) -> None:
    assert document.body is not None
    host = document.create_element("div")
    document.body.append_child(host)
    init = ShadowRootInit()
    init.mode = "closed"
    shadow = host.attach_shadow(init)
    inner = shadow.append_child(document.create_element("p"))
    seen: list[tuple[object, int]] = []
    host.add_event_listener("x", PythonCallback(lambda e: seen.append((e.target, len(e.composed_path())))))
    shadow.add_event_listener("x", PythonCallback(lambda e: seen.append((e.target, len(e.composed_path())))))
    inner.dispatch_event(event(composed=False))
    assert seen == [(inner, 2)]
    seen.clear()
    sent = event(composed=True)
    inner.dispatch_event(sent)
    assert seen == [(inner, 6), (host, 4)]
    assert sent.target is host  # the targets of the closed tree do not leak out, the host's is not in one


def test_path_through_slots(document: Document) -> None:
    host = document.create_element("div")
    light = host.append_child(document.create_element("b"))
    shadow = host.attach_shadow(ShadowRootInit())
    section = shadow.append_child(document.create_element("section"))
    slot = section.append_child(document.create_element("slot"))
    path: list[object] = []
    light.add_event_listener("x", PythonCallback(lambda e: path.extend(e.composed_path())))
    light.dispatch_event(event())
    assert path == [light, slot, section, shadow, host]


def test_abort(agent: Agent) -> None:
    controller = AbortController(agent)
    target = EventTarget()
    log: list[str] = []
    target.add_event_listener("x", PythonCallback(lambda e: log.append("x")), options(signal=controller.signal))
    target.dispatch_event(event())
    follower = dependent_signal(agent, [AbortSignal(agent), controller.signal])
    follower.add_event_listener("abort", PythonCallback(lambda e: log.append("follower")))
    controller.signal.add_event_listener("abort", PythonCallback(lambda e: log.append("abort")))
    controller.abort()
    target.dispatch_event(event())
    assert log == ["x", "abort", "follower"]
    assert isinstance(follower.reason, DOMException) and follower.reason.name == "AbortError"
    assert follower.reason is controller.signal.reason
    target.add_event_listener("x", PythonCallback(lambda e: log.append("never")), options(signal=follower))
    target.dispatch_event(event())
    assert "never" not in log
    assert aborted_signal(agent, "why").reason == "why"


def test_default_passive(document: Document) -> None:
    assert document.body is not None
    log: list[bool] = []

    def listener(e: Event) -> None:
        e.prevent_default()
        log.append(e.default_prevented)

    for target in (document.body, document.create_element("p")):
        target.add_event_listener("wheel", PythonCallback(listener))
        target.dispatch_event(event("wheel", cancelable=True))
    assert log == [False, True]


def test_the_target_is_told_where_nobody_listens(document: Document) -> None:
    outer = document.create_element("div")
    inner = outer.append_child(document.create_element("p"))
    for target in (inner, EventTarget()):
        told = event()
        target.dispatch_event(told)
        assert told.target is target
