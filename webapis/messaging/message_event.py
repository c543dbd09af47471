"""https://html.spec.whatwg.org/#the-messageevent-interface"""

from typing import TYPE_CHECKING

from webapis.dom.event import Event, EventInit
from webapis.idl.bindings import NULL

if TYPE_CHECKING:
    from webapis.messaging.message_port import MessagePort


class MessageEventInit(EventInit):
    """https://html.spec.whatwg.org/#messageeventinit"""

    data: object = NULL
    origin: str = ""
    last_event_id: str = ""
    source: object = None
    ports: "list[MessagePort]"

    def __init__(self) -> None:
        self.ports = []


class MessageEvent(Event):
    """https://html.spec.whatwg.org/#messageevent"""

    def __init__(self, type: str, event_init: MessageEventInit | None = None) -> None:
        super().__init__(type, event_init)
        init = MessageEventInit() if event_init is None else event_init
        self.data = init.data
        self.origin = init.origin
        self.last_event_id = init.last_event_id
        self.source = init.source
        self.ports = init.ports

    def init_message_event(
        self,
        type: str,
        bubbles: bool = False,
        cancelable: bool = False,
        data: object = NULL,
        origin: str = "",
        last_event_id: str = "",
        source: object = None,
        ports: "list[MessagePort] | None" = None,
    ) -> None:
        """https://html.spec.whatwg.org/#dom-messageevent-initmessageevent"""
        if self.dispatch_flag:
            return
        self.init_event(type, bubbles, cancelable)
        self.data = data
        self.origin = origin
        self.last_event_id = last_event_id
        self.source = source
        self.ports = [] if ports is None else ports
