"""What windows have of CSS: https://drafts.csswg.org/cssom-view-1/#the-mediaquerylist-interface and
https://drafts.csswg.org/cssom-1/#namespacedef-css"""

from typing import TYPE_CHECKING

from webapis.dom.event_target import EventTarget

if TYPE_CHECKING:
    from webapis.html.window import Window
    from webapis.idl.callbacks import Callback


class MediaQueryList(EventTarget):
    """https://drafts.csswg.org/cssom-view-1/#mediaquerylist; nothing ever changes: the viewport keeps its size."""

    def __init__(self, window: "Window", query: str) -> None:
        super().__init__()
        from webapis.css.media_list import MediaList

        self.window = window
        self.list = MediaList(query)

    def report_exception(self, error: Exception) -> None:
        self.window.report_exception(error)

    @property
    def media(self) -> str:
        """https://drafts.csswg.org/cssom-view-1/#dom-mediaquerylist-media"""
        return self.list.media_text

    @property
    def matches(self) -> bool:
        """https://drafts.csswg.org/cssom-view-1/#dom-mediaquerylist-matches"""
        from webapis.css.style_sheet import environment_of

        return self.list.matches(environment_of(self.window.document))

    def add_listener(self, callback: "Callback | None") -> None:
        """https://drafts.csswg.org/cssom-view-1/#dom-mediaquerylist-addlistener"""
        if callback is not None:
            self.add_event_listener("change", callback)

    def remove_listener(self, callback: "Callback | None") -> None:
        """https://drafts.csswg.org/cssom-view-1/#dom-mediaquerylist-removelistener"""
        if callback is not None:
            self.remove_event_listener("change", callback)


class CSS:
    """https://drafts.csswg.org/cssom-1/#namespacedef-css"""

    wrapper: object

    def __init__(self) -> None:
        self.wrapper = None

    def escape(self, ident: str) -> str:
        """https://drafts.csswg.org/cssom-1/#dom-css-escape"""
        from webapis.css.tokens import identifier_text

        return identifier_text(ident)

    def supports(self, property: str, value: str | None = None) -> bool:
        """https://drafts.csswg.org/css-conditional-3/#dom-css-supports"""
        from webapis.css.supports import supports_declaration, supports_text

        if value is None:
            return supports_text(property)
        return supports_declaration(property, value)
