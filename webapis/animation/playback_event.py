"""https://drafts.csswg.org/web-animations-1/#the-animationplaybackevent-interface"""

from webapis.dom.event import Event, EventInit


class AnimationPlaybackEventInit(EventInit):
    """https://drafts.csswg.org/web-animations-1/#dictdef-animationplaybackeventinit"""

    current_time: float | None = None
    timeline_time: float | None = None


class AnimationPlaybackEvent(Event):
    """https://drafts.csswg.org/web-animations-1/#animationplaybackevent"""

    current_time: float | None
    timeline_time: float | None

    def __init__(self, type: str, event_init: AnimationPlaybackEventInit | None = None) -> None:
        super().__init__(type, event_init)
        init = AnimationPlaybackEventInit() if event_init is None else event_init
        self.current_time = init.current_time
        self.timeline_time = init.timeline_time
