"""https://html.spec.whatwg.org/#tokenization: the tokens, and who takes them."""

from typing import Final, final

NO_STRINGS: Final[list[str]] = []


@final
class Tag:
    """A start or end tag. Attributes are two lists of one length; their names are unique."""

    name: str
    names: list[str]
    values: list[str]
    self_closing: bool

    def __init__(self, name: str) -> None:
        self.name = name
        # OPTIMIZATION: one list for all tags without attributes; it is never changed.
        self.names = NO_STRINGS
        self.values = NO_STRINGS
        self.self_closing = False

    def attribute(self, name: str) -> str | None:
        """The value of an attribute."""
        return self.values[self.names.index(name)] if name in self.names else None


@final
class Doctype:
    """A DOCTYPE token; None is a name or an identifier that is missing."""

    name: str | None
    public_id: str | None
    system_id: str | None
    force_quirks: bool

    def __init__(self) -> None:
        self.name = None
        self.public_id = None
        self.system_id = None
        self.force_quirks = False


class TokenSink:
    """What a tokenizer feeds: the tree construction, or a recorder in tests."""

    def start_tag(self, tag: Tag) -> None:
        """A start tag."""
        raise NotImplementedError

    def end_tag(self, tag: Tag) -> None:
        """An end tag."""
        raise NotImplementedError

    def characters(self, data: str) -> None:
        """Character tokens in a row; the row may go on with the next call."""
        raise NotImplementedError

    def comment(self, data: str) -> None:
        """A comment."""
        raise NotImplementedError

    def doctype(self, doctype: Doctype) -> None:
        """A DOCTYPE."""
        raise NotImplementedError

    def end_of_file(self) -> None:
        """The end-of-file token."""
        raise NotImplementedError

    def is_in_foreign_content(self) -> bool:
        """Whether there is an adjusted current node and it is not an HTML element."""
        raise NotImplementedError
