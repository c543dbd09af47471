"""https://html.spec.whatwg.org/#posting-messages"""

from typing import TYPE_CHECKING

from webapis.dom.dispatch import dispatch
from webapis.idl.exceptions import dom_exception
from webapis.messaging.message_port import Message, WindowPostMessageOptions, serialize_with_transfer
from webapis.url.record import URLRecord

if TYPE_CHECKING:
    from webapis.html.window import Window


class Delivery:
    """The task of https://html.spec.whatwg.org/#window-post-message-steps, step 8"""

    def __init__(self, target: "Window", source: "Window", message: Message, origin: str) -> None:
        self.target = target
        self.source = source
        self.message = message
        self.origin = origin
        """Of the receiver, as the sender wanted it, or "*"."""

    def run(self) -> None:
        """The steps."""
        if self.origin not in ("*", self.target.origin):
            return
        event = self.message.event()
        event.origin = self.source.origin
        event.source = self.source
        event.time_stamp = self.target.host.now()
        dispatch(event, self.target)


def post_message(
    target: "Window", message: object, second: str | WindowPostMessageOptions | None, third: list[object] | None
) -> None:
    """https://html.spec.whatwg.org/#window-post-message-steps"""
    source = target.host.incumbent_window(target)
    if isinstance(second, str):
        wanted, transfer = second, third or []
    else:
        options = WindowPostMessageOptions() if second is None else second
        wanted, transfer = options.target_origin, options.transfer
    # 4-5. The origin that the receiver must have.
    origin = wanted
    if wanted == "/":
        origin = source.origin
    elif wanted != "*":
        try:
            origin = URLRecord(wanted).origin
        except ValueError:
            raise dom_exception(
                "SyntaxError", f"Invalid target origin '{wanted}' in a call to 'postMessage'."
            ) from None
    # 6-8. Serialize now, deliver later.
    sent = serialize_with_transfer(target, message, transfer)
    delivery = Delivery(target, source, sent, origin)
    target.host.queue_global_task("posted message", target, delivery.run, "message")
