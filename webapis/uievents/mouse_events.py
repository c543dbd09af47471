"""https://w3c.github.io/uievents/#events-mouseevents and https://w3c.github.io/pointerevents/"""

from typing import TYPE_CHECKING

from webapis.uievents.ui_events import EventModifierInit, ModifiedEvent, modifier_set

if TYPE_CHECKING:
    from webapis.dom.event_target import EventTarget


class MouseEventInit(EventModifierInit):
    """https://w3c.github.io/uievents/#dictdef-mouseeventinit"""

    screen_x: float = 0.0
    screen_y: float = 0.0
    client_x: float = 0.0
    client_y: float = 0.0
    movement_x: int = 0
    movement_y: int = 0
    button: int = 0
    buttons: int = 0
    related_target: "EventTarget | None" = None


class WheelEventInit(MouseEventInit):
    """https://w3c.github.io/uievents/#dictdef-wheeleventinit"""

    delta_x: float = 0.0
    delta_y: float = 0.0
    delta_z: float = 0.0
    delta_mode: int = 0


class PointerEventInit(MouseEventInit):
    """https://w3c.github.io/pointerevents/#dom-pointereventinit"""

    pointer_id: int = 0
    width: float = 1.0
    height: float = 1.0
    pressure: float = 0.0
    tangential_pressure: float = 0.0
    tilt_x: int = 0
    tilt_y: int = 0
    twist: int = 0
    pointer_type: str = ""
    is_primary: bool = False


class MouseEvent(ModifiedEvent):
    """https://w3c.github.io/uievents/#interface-mouseevent"""

    def __init__(self, type: str, event_init: MouseEventInit | None = None) -> None:
        if event_init is None:
            event_init = MouseEventInit()
        super().__init__(type, event_init)
        self.screen_x = event_init.screen_x
        self.screen_y = event_init.screen_y
        self.client_x = event_init.client_x
        self.client_y = event_init.client_y
        self.movement_x = event_init.movement_x
        self.movement_y = event_init.movement_y
        self.button = event_init.button
        self.buttons = event_init.buttons
        self.related_target = event_init.related_target
        # The scroll position that turns client into page coordinates; whoever dispatches with layout sets it.
        self.scroll_x = 0.0
        self.scroll_y = 0.0

    def is_activation_event(self) -> bool:
        return True

    @property
    def which(self) -> int:
        return self.which_code or self.button + 1

    @property
    def page_x(self) -> float:
        """https://drafts.csswg.org/cssom-view/#dom-mouseevent-pagex"""
        return self.client_x + self.scroll_x

    @property
    def page_y(self) -> float:
        """https://drafts.csswg.org/cssom-view/#dom-mouseevent-pagey"""
        return self.client_y + self.scroll_y

    @property
    def x(self) -> float:
        """https://drafts.csswg.org/cssom-view/#dom-mouseevent-x"""
        return self.client_x

    @property
    def y(self) -> float:
        """https://drafts.csswg.org/cssom-view/#dom-mouseevent-y"""
        return self.client_y

    def init_mouse_event(
        self,
        type_arg: str,
        bubbles_arg: bool = False,
        cancelable_arg: bool = False,
        view_arg: "EventTarget | None" = None,
        detail_arg: int = 0,
        screen_x_arg: int = 0,
        screen_y_arg: int = 0,
        client_x_arg: int = 0,
        client_y_arg: int = 0,
        ctrl_key_arg: bool = False,
        alt_key_arg: bool = False,
        shift_key_arg: bool = False,
        meta_key_arg: bool = False,
        button_arg: int = 0,
        related_target_arg: "EventTarget | None" = None,
    ) -> None:
        """https://w3c.github.io/uievents/#dom-mouseevent-initmouseevent"""
        if self.dispatch_flag:
            return
        self.init_ui_event(type_arg, bubbles_arg, cancelable_arg, view_arg, detail_arg)
        self.screen_x = float(screen_x_arg)
        self.screen_y = float(screen_y_arg)
        self.client_x = float(client_x_arg)
        self.client_y = float(client_y_arg)
        self.modifiers = modifier_set(ctrl_key_arg, alt_key_arg, shift_key_arg, meta_key_arg)
        self.button = button_arg
        self.related_target = related_target_arg


class WheelEvent(MouseEvent):
    """https://w3c.github.io/uievents/#interface-wheelevent"""

    def __init__(self, type: str, event_init: WheelEventInit | None = None) -> None:
        super().__init__(type, event_init)
        if event_init is None:
            event_init = WheelEventInit()
        self.delta_x = event_init.delta_x
        self.delta_y = event_init.delta_y
        self.delta_z = event_init.delta_z
        self.delta_mode = event_init.delta_mode


class PointerEvent(MouseEvent):
    """https://w3c.github.io/pointerevents/#pointerevent-interface"""

    def __init__(self, type: str, event_init: PointerEventInit | None = None) -> None:
        super().__init__(type, event_init)
        if event_init is None:
            event_init = PointerEventInit()
        self.pointer_id = event_init.pointer_id
        self.width = event_init.width
        self.height = event_init.height
        self.pressure = event_init.pressure
        self.tangential_pressure = event_init.tangential_pressure
        self.tilt_x = event_init.tilt_x
        self.tilt_y = event_init.tilt_y
        self.twist = event_init.twist
        self.pointer_type = event_init.pointer_type
        self.is_primary = event_init.is_primary


class DragEventInit(MouseEventInit):
    """https://html.spec.whatwg.org/#drageventinit, without a data transfer: nothing is dragged."""


class DragEvent(MouseEvent):
    """https://html.spec.whatwg.org/#dragevent"""

    def __init__(self, type: str, event_init: DragEventInit | None = None) -> None:
        super().__init__(type, event_init)
        self.data_transfer: object = None
