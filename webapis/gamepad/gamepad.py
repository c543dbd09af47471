"""https://w3c.github.io/gamepad/: the events that scripts make; nothing is plugged in."""

from webapis.dom.event import Event, EventInit


class Gamepad:
    """https://w3c.github.io/gamepad/#gamepad-interface"""

    wrapper: object

    def __init__(self) -> None:
        self.wrapper = None


class GamepadEventInit(EventInit):
    """https://w3c.github.io/gamepad/#gamepadeventinit-dictionary"""

    gamepad: Gamepad | None = None


class GamepadEvent(Event):
    """https://w3c.github.io/gamepad/#gamepadevent-interface"""

    def __init__(self, type: str, event_init: GamepadEventInit | None = None) -> None:
        super().__init__(type, event_init)
        init = GamepadEventInit() if event_init is None else event_init
        self.gamepad = init.gamepad
