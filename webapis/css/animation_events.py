"""Events of animations and transitions, as they are fired and as scripts make them.

https://drafts.csswg.org/css-animations-1/#interface-animationevent,
https://drafts.csswg.org/css-transitions-1/#interface-transitionevent
"""

from webapis.dom.event import Event, EventInit


class AnimationEventInit(EventInit):
    """https://drafts.csswg.org/css-animations-1/#dictdef-animationeventinit"""

    animation_name: str = ""
    elapsed_time: float = 0.0
    pseudo_element: str = ""


class AnimationEvent(Event):
    """https://drafts.csswg.org/css-animations-1/#animationevent"""

    animation_name: str
    elapsed_time: float
    pseudo_element: str

    def __init__(self, type: str, event_init: AnimationEventInit | None = None) -> None:
        super().__init__(type, event_init)
        init = event_init or AnimationEventInit()
        self.animation_name = init.animation_name
        self.elapsed_time = init.elapsed_time
        self.pseudo_element = init.pseudo_element


class TransitionEventInit(EventInit):
    """https://drafts.csswg.org/css-transitions-1/#dictdef-transitioneventinit"""

    property_name: str = ""
    elapsed_time: float = 0.0
    pseudo_element: str = ""


class TransitionEvent(Event):
    """https://drafts.csswg.org/css-transitions-1/#transitionevent"""

    property_name: str
    elapsed_time: float
    pseudo_element: str

    def __init__(self, type: str, event_init: TransitionEventInit | None = None) -> None:
        super().__init__(type, event_init)
        init = event_init or TransitionEventInit()
        self.property_name = init.property_name
        self.elapsed_time = init.elapsed_time
        self.pseudo_element = init.pseudo_element
