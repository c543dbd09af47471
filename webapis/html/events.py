"""The HTML Standard's own event interfaces, and firing: https://dom.spec.whatwg.org/#concept-event-fire"""

from typing import TYPE_CHECKING

from webapis.dom.dispatch import dispatch
from webapis.dom.event import Event, EventInit

if TYPE_CHECKING:
    from webapis.dom.element import Element
    from webapis.dom.node import Node
    from webapis.html.form_data import FormData


class ToggleEventInit(EventInit):
    """https://html.spec.whatwg.org/#toggleeventinit"""

    old_state: str = ""
    new_state: str = ""


class ToggleEvent(Event):
    """https://html.spec.whatwg.org/#toggleevent"""

    def __init__(self, type: str, event_init: ToggleEventInit | None = None) -> None:
        super().__init__(type, event_init)
        self.old_state = "" if event_init is None else event_init.old_state
        self.new_state = "" if event_init is None else event_init.new_state


class SubmitEventInit(EventInit):
    """https://html.spec.whatwg.org/#submiteventinit"""

    submitter: "Element | None" = None


class SubmitEvent(Event):
    """https://html.spec.whatwg.org/#submitevent"""

    submitter: "Element | None"

    def __init__(self, type: str, event_init: SubmitEventInit | None = None) -> None:
        super().__init__(type, event_init)
        self.submitter = None if event_init is None else event_init.submitter


class FormDataEventInit(EventInit):
    """https://html.spec.whatwg.org/#formdataeventinit"""

    form_data: "FormData"


class FormDataEvent(Event):
    """https://html.spec.whatwg.org/#formdataevent"""

    form_data: "FormData"

    def __init__(self, type: str, event_init: FormDataEventInit) -> None:
        super().__init__(type, event_init)
        self.form_data = event_init.form_data


class ErrorEventInit(EventInit):
    """https://html.spec.whatwg.org/#erroreventinit"""

    message: str = ""
    filename: str = ""
    lineno: int = 0
    colno: int = 0
    error: object = None


class ErrorEvent(Event):
    """https://html.spec.whatwg.org/#errorevent"""

    def __init__(self, type: str, event_init: ErrorEventInit | None = None) -> None:
        super().__init__(type, event_init)
        if event_init is None:
            event_init = ErrorEventInit()
        self.message = event_init.message
        self.filename = event_init.filename
        self.lineno = event_init.lineno
        self.colno = event_init.colno
        self.error = event_init.error


class HashChangeEventInit(EventInit):
    """https://html.spec.whatwg.org/#hashchangeeventinit"""

    old_url: str = ""
    new_url: str = ""


class HashChangeEvent(Event):
    """https://html.spec.whatwg.org/#hashchangeevent"""

    def __init__(self, type: str, event_init: HashChangeEventInit | None = None) -> None:
        super().__init__(type, event_init)
        self.old_url = "" if event_init is None else event_init.old_url
        self.new_url = "" if event_init is None else event_init.new_url


class PopStateEventInit(EventInit):
    """https://html.spec.whatwg.org/#popstateeventinit"""

    state: object = None
    has_ua_visual_transition: bool = False


class PopStateEvent(Event):
    """https://html.spec.whatwg.org/#popstateevent"""

    def __init__(self, type: str, event_init: PopStateEventInit | None = None) -> None:
        super().__init__(type, event_init)
        self.state = None if event_init is None else event_init.state
        self.has_ua_visual_transition = event_init is not None and event_init.has_ua_visual_transition


class PageTransitionEventInit(EventInit):
    """https://html.spec.whatwg.org/#pagetransitioneventinit"""

    persisted: bool = False


class PageTransitionEvent(Event):
    """https://html.spec.whatwg.org/#pagetransitionevent"""

    def __init__(self, type: str, event_init: PageTransitionEventInit | None = None) -> None:
        super().__init__(type, event_init)
        self.persisted = event_init is not None and event_init.persisted


class BeforeUnloadEvent(Event):
    """https://html.spec.whatwg.org/#beforeunloadevent; its returnValue is a text, unlike Event's."""

    def __init__(self, type: str = "") -> None:
        super().__init__(type)
        self.message_for_user = ""


class PromiseRejectionEventInit(EventInit):
    """https://html.spec.whatwg.org/#promiserejectioneventinit"""

    promise: object = None
    reason: object = None


class PromiseRejectionEvent(Event):
    """https://html.spec.whatwg.org/#promiserejectionevent"""

    def __init__(self, type: str, event_init: PromiseRejectionEventInit) -> None:
        super().__init__(type, event_init)
        self.promise = event_init.promise
        self.reason = event_init.reason


def fire_event(target: "Node", type: str, bubbles: bool = False, cancelable: bool = False) -> bool:
    """https://dom.spec.whatwg.org/#concept-event-fire, at a node."""
    event = Event(type)
    event.bubbles = bubbles
    event.cancelable = cancelable
    return fire(target, event)


def fire(target: "Node", event: Event) -> bool:
    """Dispatch an event of the platform's own."""
    event.is_trusted = True
    event.time_stamp = target.node_document.agent.host.now()
    return dispatch(event, target)
