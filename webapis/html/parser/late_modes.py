"""Framesets and what follows the body: https://html.spec.whatwg.org/#parsing-main-afterbody and after"""

from typing import TYPE_CHECKING, Final

from webapis.html.parser.insertion_mode import InsertionMode, ignore_tag
from webapis.html.parser.tokens import Tag

if TYPE_CHECKING:
    from webapis.html.parser.tree_builder import TreeBuilder

BLANKS: Final = "\t\n\f\r "


def start_html_in_body(b: "TreeBuilder", tag: Tag) -> None:
    """Process the token using the rules for the "in body" insertion mode."""
    IN_BODY.start_tag(b, tag)


def start_noframes(b: "TreeBuilder", tag: Tag) -> None:
    """Process the token using the rules for the "in head" insertion mode."""
    IN_HEAD.start_tag(b, tag)


def stop(b: "TreeBuilder") -> None:
    """Stop parsing."""
    b.stop()


# https://html.spec.whatwg.org/#parsing-main-afterbody


def after_body_characters(b: "TreeBuilder", data: str) -> None:
    """Blanks go to the body; other text leads back."""
    rest = data.lstrip(BLANKS)
    if rest:
        b.error("unexpected-text-after-body")
        b.mode = IN_BODY
        b.characters(data)
    else:
        IN_BODY.characters(b, data)


def append_to_html(b: "TreeBuilder", data: str) -> None:
    """Insert a comment as the last child of the first element in the stack of open elements."""
    top = b.stack.top
    assert top is not None
    b.append_comment(data, top.place)


def after_body_start_tag(b: "TreeBuilder", tag: Tag) -> None:
    """Anything else."""
    b.error("unexpected-start-tag-after-body")
    b.mode = IN_BODY
    b.start_tag(tag)


def after_body_end_tag(b: "TreeBuilder", tag: Tag) -> None:
    """Anything else."""
    b.error("unexpected-end-tag-after-body")
    b.mode = IN_BODY
    b.end_tag(tag)


def end_html_after_body(b: "TreeBuilder", tag: Tag) -> None:
    """An end tag whose tag name is "html"."""
    if b.context is not None:
        b.error("unexpected-end-tag")
    else:
        b.mode = AFTER_AFTER_BODY


# https://html.spec.whatwg.org/#parsing-main-inframeset


def only_blanks(b: "TreeBuilder", data: str) -> None:
    """Of the characters the blanks are inserted."""
    blanks = "".join([character for character in data if character in BLANKS])
    if blanks:
        b.insert_characters(blanks)


def start_frameset(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "frameset"."""
    b.insert_html_element(tag)


def start_frame(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "frame"."""
    b.insert_void_element(tag)


def end_frameset(b: "TreeBuilder", tag: Tag) -> None:
    """An end tag whose tag name is "frameset"."""
    if b.stack.current is b.stack.top:
        b.error("unexpected-end-tag")
        return
    b.stack.pop()
    if b.context is None and not b.current_is("frameset"):
        b.mode = AFTER_FRAMESET


def end_html_after_frameset(b: "TreeBuilder", tag: Tag) -> None:
    """An end tag whose tag name is "html"."""
    b.mode = AFTER_AFTER_FRAMESET


# https://html.spec.whatwg.org/#the-after-after-body-insertion-mode


def append_to_document(b: "TreeBuilder", data: str) -> None:
    """Insert a comment as the last child of the Document object."""
    top = b.stack.top
    assert top is not None
    b.append_comment(data, b.document if b.context is None else top.place)


def after_after_frameset_characters(b: "TreeBuilder", data: str) -> None:
    """Blanks as in body, the rest is ignored."""
    blanks = "".join([character for character in data if character in BLANKS])
    if blanks:
        IN_BODY.characters(b, blanks)


AFTER_BODY: Final[InsertionMode] = InsertionMode(
    "after body", after_body_characters, after_body_start_tag, after_body_end_tag, stop, append_to_html
)
AFTER_BODY.on_start_tags("html", start_html_in_body)
AFTER_BODY.on_end_tags("html", end_html_after_body)

IN_FRAMESET: Final[InsertionMode] = InsertionMode("in frameset", only_blanks, ignore_tag, ignore_tag, stop)
IN_FRAMESET.on_start_tags("html", start_html_in_body)
IN_FRAMESET.on_start_tags("frameset", start_frameset)
IN_FRAMESET.on_start_tags("frame", start_frame)
IN_FRAMESET.on_start_tags("noframes", start_noframes)
IN_FRAMESET.on_end_tags("frameset", end_frameset)

AFTER_FRAMESET: Final[InsertionMode] = InsertionMode("after frameset", only_blanks, ignore_tag, ignore_tag, stop)
AFTER_FRAMESET.on_start_tags("html", start_html_in_body)
AFTER_FRAMESET.on_start_tags("noframes", start_noframes)
AFTER_FRAMESET.on_end_tags("html", end_html_after_frameset)

AFTER_AFTER_BODY: Final[InsertionMode] = InsertionMode(
    "after after body", after_body_characters, after_body_start_tag, after_body_end_tag, stop, append_to_document
)
AFTER_AFTER_BODY.on_start_tags("html", start_html_in_body)

AFTER_AFTER_FRAMESET: Final[InsertionMode] = InsertionMode(
    "after after frameset",
    after_after_frameset_characters,
    ignore_tag,
    ignore_tag,
    stop,
    append_to_document,
)
AFTER_AFTER_FRAMESET.on_start_tags("html", start_html_in_body)
AFTER_AFTER_FRAMESET.on_start_tags("noframes", start_noframes)


from webapis.html.parser.document_modes import IN_HEAD  # noqa: E402
from webapis.html.parser.in_body import IN_BODY  # noqa: E402
