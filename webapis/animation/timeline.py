"""https://drafts.csswg.org/web-animations-1/#timelines"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.html.window import Window


class DocumentTimelineOptions:
    """https://drafts.csswg.org/web-animations-1/#dictdef-documenttimelineoptions"""

    origin_time: float = 0.0


class AnimationTimeline:
    """https://drafts.csswg.org/web-animations-1/#animationtimeline"""

    wrapper: object

    def __init__(self) -> None:
        self.wrapper = None

    @property
    def interface_name(self) -> str:
        """The name of the interface, which chooses the wrapper's prototype."""
        return self.__class__.__name__

    @property
    def current_time(self) -> float | None:
        """https://drafts.csswg.org/web-animations-1/#dom-animationtimeline-currenttime"""
        return None

    @property
    def origin_time(self) -> float:
        """What is time 0, in the time of the page."""
        return 0.0


class DocumentTimeline(AnimationTimeline):
    """https://drafts.csswg.org/web-animations-1/#documenttimeline: the times of frames, from the time origin on."""

    def __init__(
        self,
        window: "Window | None" = None,
        options: DocumentTimelineOptions | None = None,
        document: "Document | None" = None,
    ) -> None:
        super().__init__()
        self.document = document if window is None else window.document
        self.origin = 0.0 if options is None else options.origin_time

    @property
    def origin_time(self) -> float:
        return self.origin

    @property
    def current_time(self) -> float | None:
        from webapis.animation.document_animations import animations_of

        document = self.document
        # https://drafts.csswg.org/web-animations-1/#document-timelines: unresolved for a document that is not active.
        if document is None or document.default_view is None:
            return None
        return animations_of(document).now() - self.origin
