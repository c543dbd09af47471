"""https://html.spec.whatwg.org/#message-ports"""

from typing import TYPE_CHECKING

from webapis.dom.dispatch import dispatch
from webapis.dom.event_target import EventListener, EventTarget
from webapis.html.event_handlers import EventHandler
from webapis.html.window_or_worker import StructuredSerializeOptions
from webapis.idl.exceptions import dom_exception
from webapis.messaging.message_event import MessageEvent, MessageEventInit

if TYPE_CHECKING:
    from webapis.html.window import Window


class WindowPostMessageOptions(StructuredSerializeOptions):
    """https://html.spec.whatwg.org/#windowpostmessageoptions"""

    target_origin: str = "/"


class Message:
    """A message on its way: data of the receiving realm, and the ports that came with it."""

    def __init__(self, data: object, ports: "list[MessagePort]") -> None:
        self.data = data
        self.ports = ports

    def event(self) -> MessageEvent:
        """What is fired for it."""
        init = MessageEventInit()
        init.data = self.data
        init.ports = self.ports
        event = MessageEvent("message", init)
        event.is_trusted = True
        return event


class MessagePort(EventTarget):
    """https://html.spec.whatwg.org/#messageport"""

    def __init__(self, window: "Window") -> None:
        super().__init__()
        self.window = window
        self.entangled: MessagePort | None = None
        self.is_detached = False
        self.is_enabled = False
        self.waiting: list[Message] = []

    def report_exception(self, error: Exception) -> None:
        self.window.report_exception(error)

    def listener_added(self, listener: EventListener) -> None:
        # https://html.spec.whatwg.org/#handler-messageport-onmessage: the first setting of it starts the port.
        if isinstance(listener, EventHandler) and listener.type == "message":
            self.start()

    def post_message(
        self, message: object, transfer: "list[object] | StructuredSerializeOptions | None" = None
    ) -> None:
        """https://html.spec.whatwg.org/#message-port-post-message-steps"""
        given = transfer if isinstance(transfer, list) else [] if transfer is None else transfer.transfer
        target = self.entangled
        # 2. Not itself.
        if self in given:
            raise dom_exception("DataCloneError", "Port at index 0 contains the source port.")
        receiver = self.window if target is None else target.window
        sent = serialize_with_transfer(receiver, message, given)
        # 7. To the other end.
        if target is not None:
            target.receive(sent)

    def receive(self, message: Message) -> None:
        """Add to the port message queue."""
        self.waiting.append(message)
        if self.is_enabled:
            self.queue_delivery()

    def queue_delivery(self) -> None:
        """A task for one message."""
        self.window.host.queue_global_task("posted message", self.window, self.deliver, "message")

    def deliver(self) -> None:
        """The task: https://html.spec.whatwg.org/#message-port-post-message-steps, step 7.3 on"""
        if self.waiting and not self.is_detached:
            event = self.waiting.pop(0).event()
            event.time_stamp = self.window.host.now()
            dispatch(event, self)

    def start(self) -> None:
        """https://html.spec.whatwg.org/#dom-messageport-start"""
        if not self.is_enabled and not self.is_detached:
            self.is_enabled = True
            for _ in self.waiting:
                self.queue_delivery()

    def close(self) -> None:
        """https://html.spec.whatwg.org/#dom-messageport-close"""
        self.is_detached = True
        if self.entangled is not None:
            self.entangled.entangled = None
            self.entangled = None

    def hand_over(self, port: "MessagePort") -> None:
        """https://html.spec.whatwg.org/#message-ports:transfer-steps: a new port takes its place."""
        port.waiting = self.waiting
        self.waiting = []
        port.entangled = self.entangled
        self.entangled = None
        if port.entangled is not None:
            port.entangled.entangled = port
        self.is_detached = True


class MessageChannel:
    """https://html.spec.whatwg.org/#messagechannel"""

    wrapper: object

    def __init__(self, window: "Window") -> None:
        self.wrapper = None
        self.port1 = MessagePort(window)
        self.port2 = MessagePort(window)
        self.port1.entangled = self.port2
        self.port2.entangled = self.port1

    @property
    def interface_name(self) -> str:
        """The name of the interface, which chooses the wrapper's prototype."""
        return "MessageChannel"


def serialize_with_transfer(window: "Window", value: object, transfer: "list[object]") -> Message:
    """https://html.spec.whatwg.org/#structuredserializewithtransfer, and back in the receiver's realm"""
    ports: list[MessagePort] = []
    others: list[object] = []
    replaced: list[object] = []
    for one in transfer:
        if isinstance(one, MessagePort):
            if one.is_detached or one in replaced:
                raise dom_exception(
                    "DataCloneError", "A MessagePort could not be cloned because it was not transferred."
                )
            replaced.append(one)
        else:
            others.append(one)
    # The new ports stand in the data where the old ones stood. A failure must leave the old ones as they are.
    stand_ins = [MessagePort(window) for _ in replaced]
    pairs: list[object] = []
    for old, new in zip(replaced, stand_ins, strict=True):
        pairs += [old, new]
    data = window.host.structured_clone(window, value, others, pairs)
    for old, new in zip(replaced, stand_ins, strict=True):
        assert isinstance(old, MessagePort)
        old.hand_over(new)
        ports.append(new)
    return Message(data, ports)
