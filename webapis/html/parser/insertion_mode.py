"""https://html.spec.whatwg.org/#the-insertion-mode: a table of rules for each mode"""

from collections.abc import Callable
from typing import TYPE_CHECKING, final

from webapis.html.parser.tokens import Doctype, Tag

if TYPE_CHECKING:
    from webapis.html.parser.tree_builder import TreeBuilder

TagRule = Callable[["TreeBuilder", Tag], None]
TextRule = Callable[["TreeBuilder", str], None]


def ignore_tag(b: "TreeBuilder", tag: Tag) -> None:
    """Parse error. Ignore the token."""
    b.error("unexpected-tag")


def insert_comment(b: "TreeBuilder", data: str) -> None:
    """Insert a comment."""
    b.insert_comment(data)


def ignore_doctype(b: "TreeBuilder", doctype: Doctype) -> None:
    """Parse error. Ignore the token."""
    b.error("unexpected-doctype")


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
    doctype: "Callable[[TreeBuilder, Doctype], None]"
    end_of_file: "Callable[[TreeBuilder], None]"

    def __init__(
        self,
        name: str,
        characters: TextRule,
        other_start_tag: TagRule,
        other_end_tag: TagRule,
        end_of_file: "Callable[[TreeBuilder], None]",
        comment: TextRule = insert_comment,
        doctype: "Callable[[TreeBuilder, Doctype], None]" = ignore_doctype,
    ) -> None:
        self.name = name
        self.start_tags = {}
        self.other_start_tag = other_start_tag
        self.end_tags = {}
        self.other_end_tag = other_end_tag
        self.characters = characters
        self.comment = comment
        self.doctype = doctype
        self.end_of_file = end_of_file

    def on_start_tags(self, names: str, rule: TagRule) -> None:
        """Enter a rule for start tags."""
        for name in names.split():
            self.start_tags[name] = rule

    def on_end_tags(self, names: str, rule: TagRule) -> None:
        """Enter a rule for end tags."""
        for name in names.split():
            self.end_tags[name] = rule

    def start_tag(self, b: "TreeBuilder", tag: Tag) -> None:
        """Process a start tag using the rules of this mode."""
        rule = self.start_tags.get(tag.name)
        if rule is None:
            rule = self.other_start_tag
        rule(b, tag)

    def end_tag(self, b: "TreeBuilder", tag: Tag) -> None:
        """Process an end tag using the rules of this mode."""
        rule = self.end_tags.get(tag.name)
        if rule is None:
            rule = self.other_end_tag
        rule(b, tag)
