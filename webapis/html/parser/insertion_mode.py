"""https://html.spec.whatwg.org/#the-insertion-mode: a table of rules for each mode

The modes are made here; the modules of their rules (*_modes, in_body) fill them.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, final

from webapis.html.parser.tokens import Doctype, Tag
from webapis.infra.ascii import WHITESPACE

if TYPE_CHECKING:
    from webapis.html.parser.tree_builder import TreeBuilder

TagRule = Callable[["TreeBuilder", Tag], None]
TextRule = Callable[["TreeBuilder", str], None]
DoctypeRule = Callable[["TreeBuilder", Doctype], None]
EndRule = Callable[["TreeBuilder"], None]


def ignore_tag(b: "TreeBuilder", tag: Tag) -> None:
    """Parse error. Ignore the token."""
    b.error("unexpected-tag")


def insert_comment(b: "TreeBuilder", data: str) -> None:
    """Insert a comment."""
    b.insert_comment(data)


def ignore_doctype(b: "TreeBuilder", doctype: Doctype) -> None:
    """Parse error. Ignore the token."""
    b.error("unexpected-doctype")


def insert_leading_blanks(b: "TreeBuilder", data: str) -> str:
    """Insert the blanks at the beginning; what is left."""
    rest = data.lstrip(WHITESPACE)
    if len(rest) < len(data):
        b.insert_characters(data[: len(data) - len(rest)])
    return rest


def only_blanks(data: str) -> str:
    """The blanks of it."""
    return "".join([character for character in data if character in WHITESPACE])


@final
class InsertionMode:
    """The rules of one insertion mode."""

    name: str
    start_tags: dict[str, TagRule]
    other_start_tag: TagRule
    end_tags: dict[str, TagRule]
    other_end_tag: TagRule
    characters: TextRule
    comment: TextRule
    doctype: DoctypeRule
    end_of_file: EndRule
    leave: "Callable[[TreeBuilder], bool]"
    """What "anything else" does before it has the token processed again; False if the token is to be ignored."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.start_tags = {}
        self.end_tags = {}

    def set_rules(
        self,
        characters: TextRule,
        other_start_tag: TagRule,
        other_end_tag: TagRule,
        end_of_file: EndRule,
        comment: TextRule = insert_comment,
        doctype: DoctypeRule = ignore_doctype,
    ) -> None:
        """Enter the rules for what has no name."""
        self.characters = characters
        self.other_start_tag = other_start_tag
        self.other_end_tag = other_end_tag
        self.end_of_file = end_of_file
        self.comment = comment
        self.doctype = doctype

    def on_start_tags(self, names: str, rule: TagRule) -> None:
        """Enter a rule for start tags."""
        for name in names.split():
            self.start_tags[name] = rule

    def on_end_tags(self, names: str, rule: TagRule) -> None:
        """Enter a rule for end tags."""
        for name in names.split():
            self.end_tags[name] = rule

    # Process a token using the rules of this mode. These, and those that leave it, may stand as rules in tables.

    def process_start_tag(self, b: "TreeBuilder", tag: Tag) -> None:
        rule = self.start_tags.get(tag.name)
        if rule is None:
            rule = self.other_start_tag
        rule(b, tag)

    def process_end_tag(self, b: "TreeBuilder", tag: Tag) -> None:
        rule = self.end_tags.get(tag.name)
        if rule is None:
            rule = self.other_end_tag
        rule(b, tag)

    def process_characters(self, b: "TreeBuilder", data: str) -> None:
        self.characters(b, data)

    def process_end_of_file(self, b: "TreeBuilder") -> None:
        self.end_of_file(b)

    # Leave this mode and process the token again.

    def leave_at_start_tag(self, b: "TreeBuilder", tag: Tag) -> None:
        if self.leave(b):
            b.start_tag(tag)

    def leave_at_end_tag(self, b: "TreeBuilder", tag: Tag) -> None:
        if self.leave(b):
            b.end_tag(tag)

    def leave_at_characters(self, b: "TreeBuilder", data: str) -> None:
        """Blanks are ignored."""
        data = data.lstrip(WHITESPACE)
        if data and self.leave(b):
            b.characters(data)

    def leave_after_blanks(self, b: "TreeBuilder", data: str) -> None:
        """Blanks are inserted."""
        data = insert_leading_blanks(b, data)
        if data and self.leave(b):
            b.characters(data)

    def leave_at_comment(self, b: "TreeBuilder", data: str) -> None:
        if self.leave(b):
            b.comment(data)

    def leave_at_doctype(self, b: "TreeBuilder", doctype: Doctype) -> None:
        if self.leave(b):
            b.doctype(doctype)

    def leave_at_end(self, b: "TreeBuilder") -> None:
        if self.leave(b):
            b.end_of_file()


INITIAL: Final = InsertionMode("initial")
BEFORE_HTML: Final = InsertionMode("before html")
BEFORE_HEAD: Final = InsertionMode("before head")
IN_HEAD: Final = InsertionMode("in head")
IN_HEAD_NOSCRIPT: Final = InsertionMode("in head noscript")
AFTER_HEAD: Final = InsertionMode("after head")
IN_BODY: Final = InsertionMode("in body")
TEXT: Final = InsertionMode("text")
IN_TABLE: Final = InsertionMode("in table")
IN_TABLE_TEXT: Final = InsertionMode("in table text")
IN_CAPTION: Final = InsertionMode("in caption")
IN_COLUMN_GROUP: Final = InsertionMode("in column group")
IN_TABLE_BODY: Final = InsertionMode("in table body")
IN_ROW: Final = InsertionMode("in row")
IN_CELL: Final = InsertionMode("in cell")
IN_TEMPLATE: Final = InsertionMode("in template")
AFTER_BODY: Final = InsertionMode("after body")
IN_FRAMESET: Final = InsertionMode("in frameset")
AFTER_FRAMESET: Final = InsertionMode("after frameset")
AFTER_AFTER_BODY: Final = InsertionMode("after after body")
AFTER_AFTER_FRAMESET: Final = InsertionMode("after after frameset")
