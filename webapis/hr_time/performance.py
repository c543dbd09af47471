"""https://w3c.github.io/hr-time/#sec-performance"""

from typing import TYPE_CHECKING

from webapis.dom.event_target import EventTarget

if TYPE_CHECKING:
    from webapis.host import WindowHost


class Performance(EventTarget):
    """https://w3c.github.io/hr-time/#performance"""

    def __init__(self, host: "WindowHost") -> None:
        super().__init__()
        self.host = host
        self.time_origin = host.time_of_day() - host.now()

    def now(self) -> float:
        """https://w3c.github.io/hr-time/#now-method"""
        return self.host.now()
