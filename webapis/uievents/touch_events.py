"""https://w3c.github.io/touch-events/: what scripts dispatch; there is no touch screen."""

from typing import TYPE_CHECKING

from webapis.uievents.ui_events import EventModifierInit, ModifiedEvent

if TYPE_CHECKING:
    from webapis.dom.event_target import EventTarget


class TouchInit:
    """https://w3c.github.io/touch-events/#dom-touchinit"""

    identifier: int = 0
    target: "EventTarget | None" = None
    client_x: float = 0.0
    client_y: float = 0.0
    screen_x: float = 0.0
    screen_y: float = 0.0
    page_x: float = 0.0
    page_y: float = 0.0
    radius_x: float = 0.0
    radius_y: float = 0.0
    rotation_angle: float = 0.0
    force: float = 0.0


class Touch:
    """https://w3c.github.io/touch-events/#touch-interface"""

    wrapper: object

    def __init__(self, init: TouchInit) -> None:
        self.wrapper = None
        self.identifier = init.identifier
        self.target = init.target
        self.client_x = init.client_x
        self.client_y = init.client_y
        self.screen_x = init.screen_x
        self.screen_y = init.screen_y
        self.page_x = init.page_x
        self.page_y = init.page_y
        self.radius_x = init.radius_x
        self.radius_y = init.radius_y
        self.rotation_angle = init.rotation_angle
        self.force = init.force


class TouchList:
    """https://w3c.github.io/touch-events/#touchlist-interface"""

    wrapper: object

    def __init__(self, touches: list[Touch]) -> None:
        self.wrapper = None
        self.touches = touches

    @property
    def length(self) -> int:
        """https://w3c.github.io/touch-events/#dom-touchlist-length"""
        return len(self.touches)

    def item(self, index: int) -> Touch | None:
        """https://w3c.github.io/touch-events/#dom-touchlist-item"""
        return self.touches[index] if index < len(self.touches) else None


class TouchEventInit(EventModifierInit):
    """https://w3c.github.io/touch-events/#dom-toucheventinit"""

    touches: list[Touch]
    target_touches: list[Touch]
    changed_touches: list[Touch]

    def __init__(self) -> None:
        self.touches = []
        self.target_touches = []
        self.changed_touches = []


class TouchEvent(ModifiedEvent):
    """https://w3c.github.io/touch-events/#touchevent-interface"""

    def __init__(self, type: str, event_init: TouchEventInit | None = None) -> None:
        init = TouchEventInit() if event_init is None else event_init
        super().__init__(type, init)
        self.touches = TouchList(init.touches)
        self.target_touches = TouchList(init.target_touches)
        self.changed_touches = TouchList(init.changed_touches)
