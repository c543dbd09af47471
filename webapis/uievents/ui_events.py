"""https://w3c.github.io/uievents/: UIEvent, FocusEvent, KeyboardEvent, InputEvent, CompositionEvent"""

from typing import TYPE_CHECKING

from webapis.dom.event import Event, EventInit

if TYPE_CHECKING:
    from webapis.dom.event_target import EventTarget


class UIEventInit(EventInit):
    """https://w3c.github.io/uievents/#dictdef-uieventinit"""

    view: "EventTarget | None" = None
    detail: int = 0
    which: int = 0


class FocusEventInit(UIEventInit):
    """https://w3c.github.io/uievents/#dictdef-focuseventinit"""

    related_target: "EventTarget | None" = None


class EventModifierInit(UIEventInit):
    """https://w3c.github.io/uievents/#dictdef-eventmodifierinit"""

    ctrl_key: bool = False
    shift_key: bool = False
    alt_key: bool = False
    meta_key: bool = False
    modifier_alt_graph: bool = False
    modifier_caps_lock: bool = False
    modifier_fn: bool = False
    modifier_fn_lock: bool = False
    modifier_hyper: bool = False
    modifier_num_lock: bool = False
    modifier_scroll_lock: bool = False
    modifier_super: bool = False
    modifier_symbol: bool = False
    modifier_symbol_lock: bool = False

    def modifiers(self) -> frozenset[str]:
        """The keys of https://www.w3.org/TR/uievents-key/#keys-modifier that are down."""
        states = (
            ("Control", self.ctrl_key),
            ("Shift", self.shift_key),
            ("Alt", self.alt_key),
            ("Meta", self.meta_key),
            ("AltGraph", self.modifier_alt_graph),
            ("CapsLock", self.modifier_caps_lock),
            ("Fn", self.modifier_fn),
            ("FnLock", self.modifier_fn_lock),
            ("Hyper", self.modifier_hyper),
            ("NumLock", self.modifier_num_lock),
            ("ScrollLock", self.modifier_scroll_lock),
            ("Super", self.modifier_super),
            ("Symbol", self.modifier_symbol),
            ("SymbolLock", self.modifier_symbol_lock),
        )
        return frozenset([name for name, down in states if down])


class KeyboardEventInit(EventModifierInit):
    """https://w3c.github.io/uievents/#dictdef-keyboardeventinit"""

    key: str = ""
    code: str = ""
    location: int = 0
    repeat: bool = False
    is_composing: bool = False
    char_code: int = 0
    key_code: int = 0


class InputEventInit(UIEventInit):
    """https://w3c.github.io/uievents/#dictdef-inputeventinit"""

    data: str | None = None
    is_composing: bool = False
    input_type: str = ""


class CompositionEventInit(UIEventInit):
    """https://w3c.github.io/uievents/#dictdef-compositioneventinit"""

    data: str = ""


class UIEvent(Event):
    """https://w3c.github.io/uievents/#interface-uievent"""

    view: "EventTarget | None"
    detail: int

    def __init__(self, type: str, event_init: UIEventInit | None = None) -> None:
        super().__init__(type, event_init)
        if event_init is None:
            event_init = UIEventInit()
        self.view = event_init.view
        self.detail = event_init.detail
        self.which_code = event_init.which

    @property
    def which(self) -> int:
        """https://w3c.github.io/uievents/#dom-uievent-which"""
        return self.which_code

    def init_ui_event(
        self,
        type_arg: str,
        bubbles_arg: bool = False,
        cancelable_arg: bool = False,
        view_arg: "EventTarget | None" = None,
        detail_arg: int = 0,
    ) -> None:
        """https://w3c.github.io/uievents/#dom-uievent-inituievent"""
        if not self.dispatch_flag:
            self.initialize(type_arg, bubbles_arg, cancelable_arg)
            self.view = view_arg
            self.detail = detail_arg


class FocusEvent(UIEvent):
    """https://w3c.github.io/uievents/#interface-focusevent"""

    def __init__(self, type: str, event_init: FocusEventInit | None = None) -> None:
        super().__init__(type, event_init)
        if event_init is not None:
            self.related_target = event_init.related_target


class ModifiedEvent(UIEvent):
    """What events with modifier keys have in common."""

    def __init__(self, type: str, event_init: EventModifierInit) -> None:
        super().__init__(type, event_init)
        self.modifiers = event_init.modifiers()

    @property
    def ctrl_key(self) -> bool:
        """https://w3c.github.io/uievents/#dom-mouseevent-ctrlkey"""
        return "Control" in self.modifiers

    @property
    def shift_key(self) -> bool:
        """https://w3c.github.io/uievents/#dom-mouseevent-shiftkey"""
        return "Shift" in self.modifiers

    @property
    def alt_key(self) -> bool:
        """https://w3c.github.io/uievents/#dom-mouseevent-altkey"""
        return "Alt" in self.modifiers

    @property
    def meta_key(self) -> bool:
        """https://w3c.github.io/uievents/#dom-mouseevent-metakey"""
        return "Meta" in self.modifiers

    def get_modifier_state(self, key_arg: str) -> bool:
        """https://w3c.github.io/uievents/#dom-mouseevent-getmodifierstate"""
        return key_arg in self.modifiers


class KeyboardEvent(ModifiedEvent):
    """https://w3c.github.io/uievents/#interface-keyboardevent"""

    def __init__(self, type: str, event_init: KeyboardEventInit | None = None) -> None:
        if event_init is None:
            event_init = KeyboardEventInit()
        super().__init__(type, event_init)
        self.key = event_init.key
        self.code = event_init.code
        self.location = event_init.location
        self.repeat = event_init.repeat
        self.is_composing = event_init.is_composing
        self.char_code = event_init.char_code
        self.key_code = event_init.key_code

    @property
    def which(self) -> int:
        return self.which_code or self.key_code or self.char_code

    def init_keyboard_event(
        self,
        type_arg: str,
        bubbles_arg: bool = False,
        cancelable_arg: bool = False,
        view_arg: "EventTarget | None" = None,
        key_arg: str = "",
        location_arg: int = 0,
        ctrl_key: bool = False,
        alt_key: bool = False,
        shift_key: bool = False,
        meta_key: bool = False,
    ) -> None:
        """https://w3c.github.io/uievents/#dom-keyboardevent-initkeyboardevent"""
        if self.dispatch_flag:
            return
        self.init_ui_event(type_arg, bubbles_arg, cancelable_arg, view_arg, self.detail)
        self.key = key_arg
        self.location = location_arg
        self.modifiers = modifier_set(ctrl_key, alt_key, shift_key, meta_key)


class InputEvent(UIEvent):
    """https://w3c.github.io/uievents/#interface-inputevent"""

    def __init__(self, type: str, event_init: InputEventInit | None = None) -> None:
        super().__init__(type, event_init)
        if event_init is None:
            event_init = InputEventInit()
        self.data = event_init.data
        self.is_composing = event_init.is_composing
        self.input_type = event_init.input_type


class CompositionEvent(UIEvent):
    """https://w3c.github.io/uievents/#interface-compositionevent"""

    data: str

    def __init__(self, type: str, event_init: CompositionEventInit | None = None) -> None:
        super().__init__(type, event_init)
        self.data = "" if event_init is None else event_init.data

    def init_composition_event(
        self,
        type_arg: str,
        bubbles_arg: bool = False,
        cancelable_arg: bool = False,
        view_arg: "EventTarget | None" = None,
        data_arg: str = "",
    ) -> None:
        """https://w3c.github.io/uievents/#dom-compositionevent-initcompositionevent"""
        if not self.dispatch_flag:
            self.init_ui_event(type_arg, bubbles_arg, cancelable_arg, view_arg, self.detail)
            self.data = data_arg


class TextEvent(UIEvent):
    """https://w3c.github.io/uievents/#textevent"""

    data: str

    def __init__(self, type: str) -> None:
        super().__init__(type)
        self.data = ""

    def init_text_event(
        self,
        type: str,
        bubbles: bool = False,
        cancelable: bool = False,
        view: "EventTarget | None" = None,
        data: str = "undefined",
    ) -> None:
        """https://w3c.github.io/uievents/#dom-textevent-inittextevent"""
        if not self.dispatch_flag:
            self.init_ui_event(type, bubbles, cancelable, view, self.detail)
            self.data = data


def modifier_set(ctrl_key: bool, alt_key: bool, shift_key: bool, meta_key: bool) -> frozenset[str]:
    """The modifiers that the legacy initialisers can name."""
    states = (("Control", ctrl_key), ("Alt", alt_key), ("Shift", shift_key), ("Meta", meta_key))
    return frozenset([name for name, down in states if down])
