"""https://drafts.csswg.org/cssom-1/#the-medialist-interface"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from webapis.idl.exceptions import dom_exception

if TYPE_CHECKING:
    from webapis.css.media_features import Environment
    from webapis.css.media_queries import MediaQuery


class MediaList:
    """https://drafts.csswg.org/cssom-1/#the-medialist-interface; its text is read when somebody asks."""

    wrapper: object
    on_change: Callable[[], None] | None

    def __init__(self, text: str) -> None:
        self.wrapper = None
        self.source = text
        self.on_change = None
        self.parsed: list[MediaQuery] | None = None

    @property
    def queries(self) -> "list[MediaQuery]":
        """The media queries."""
        if self.parsed is None:
            from webapis.css.media_queries import media_queries

            self.parsed = list(media_queries(self.source))
        return self.parsed

    def matches(self, environment: "Environment") -> bool:
        """Whether any of them is true."""
        if not self.source and self.parsed is None:
            return True
        from webapis.css.media_queries import any_matches

        return any_matches(self.queries, environment)

    def changed(self) -> None:
        """Tell whose list it is."""
        if self.on_change is not None:
            self.on_change()

    @property
    def media_text(self) -> str:
        """https://drafts.csswg.org/cssom-1/#dom-medialist-mediatext"""
        return ", ".join([query.text() for query in self.queries])

    @media_text.setter
    def media_text(self, value: str) -> None:
        self.source = value
        self.parsed = None
        self.changed()

    @property
    def length(self) -> int:
        """https://drafts.csswg.org/cssom-1/#dom-medialist-length"""
        return len(self.queries)

    def item(self, index: int) -> str | None:
        """https://drafts.csswg.org/cssom-1/#dom-medialist-item"""
        return self.queries[index].text() if 0 <= index < len(self.queries) else None

    def append_medium(self, medium: str) -> None:
        """https://drafts.csswg.org/cssom-1/#dom-medialist-appendmedium"""
        from webapis.css.media_queries import media_queries

        found = media_queries(medium)
        if len(found) != 1:
            return
        if all(query.text() != found[0].text() for query in self.queries):
            self.queries.append(found[0])
            self.changed()

    def delete_medium(self, medium: str) -> None:
        """https://drafts.csswg.org/cssom-1/#dom-medialist-deletemedium"""
        from webapis.css.media_queries import media_queries

        found = media_queries(medium)
        if len(found) != 1:
            return
        kept = [query for query in self.queries if query.text() != found[0].text()]
        if len(kept) == len(self.queries):
            raise dom_exception("NotFoundError", f"Failed to delete '{medium}'.")
        self.parsed = kept
        self.changed()
