"""https://html.spec.whatwg.org/#broadcasting-to-other-browsing-contexts"""

from typing import TYPE_CHECKING

from webapis.dom.dispatch import dispatch
from webapis.dom.event_target import EventListener, EventTarget
from webapis.idl.exceptions import dom_exception
from webapis.messaging.message_port import Message

if TYPE_CHECKING:
    from webapis.html.window import Window


class BroadcastChannel(EventTarget):
    """https://html.spec.whatwg.org/#broadcastchannel"""

    def __init__(self, window: "Window", name: str) -> None:
        super().__init__()
        self.window = window
        self.name = name
        self.is_closed = False

    def listener_added(self, listener: EventListener) -> None:
        # A window keeps those that somebody listens to; nobody would notice what the others are told.
        if listener.type == "message" and not self.is_closed and self not in self.window.broadcast_channels:
            self.window.broadcast_channels.append(self)

    def report_exception(self, error: Exception) -> None:
        self.window.report_exception(error)

    def close(self) -> None:
        """https://html.spec.whatwg.org/#dom-broadcastchannel-close"""
        self.is_closed = True
        if self in self.window.broadcast_channels:
            self.window.broadcast_channels.remove(self)

    def post_message(self, message: object) -> None:
        """https://html.spec.whatwg.org/#dom-broadcastchannel-postmessage"""
        host = self.window.host
        # 1-2. Eligible for messaging, and not closed.
        if not host.is_fully_active(self.window):
            return
        if self.is_closed:
            raise dom_exception("InvalidStateError", "Channel is closed")
        # 3. What cannot be serialized is told whether there is anybody or not.
        host.structured_clone(self.window, message, [], [])
        # 6-9. Everybody else of that name and storage key.
        for window in [self.window, *host.windows_sharing_storage(self.window)]:
            for channel in window.broadcast_channels:
                if channel is not self and channel.name == self.name:
                    delivery = Broadcast(channel, host.structured_clone(window, message, [], []), self.window.origin)
                    host.queue_global_task("DOM manipulation", window, delivery.run, "broadcast message")


class Broadcast:
    """A message on its way to one channel."""

    def __init__(self, channel: BroadcastChannel, data: object, origin: str) -> None:
        self.channel = channel
        self.message = Message(data, [])
        self.origin = origin

    def run(self) -> None:
        """Step 9.1: not to those that were closed meanwhile."""
        if not self.channel.is_closed:
            event = self.message.event()
            event.origin = self.origin
            event.time_stamp = self.channel.window.host.now()
            dispatch(event, self.channel)
