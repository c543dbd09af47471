"""Framesets and what follows the body: https://html.spec.whatwg.org/#parsing-main-afterbody and after"""

from typing import TYPE_CHECKING

from webapis.html.parser.insertion_mode import (
    AFTER_AFTER_BODY,
    AFTER_AFTER_FRAMESET,
    AFTER_BODY,
    AFTER_FRAMESET,
    IN_BODY,
    IN_FRAMESET,
    IN_HEAD,
    ignore_tag,
    only_blanks,
)
from webapis.html.parser.tokens import Tag
from webapis.infra.ascii import WHITESPACE

if TYPE_CHECKING:
    from webapis.html.parser.tree_builder import TreeBuilder


def stop(b: "TreeBuilder") -> None:
    """Stop parsing."""
    b.stop()


# https://html.spec.whatwg.org/#parsing-main-afterbody


def after_body_characters(b: "TreeBuilder", data: str) -> None:
    """Blanks go to the body; other text leads back."""
    if data.lstrip(WHITESPACE):
        b.error("unexpected-text-after-body")
        b.mode = IN_BODY
        b.characters(data)
    else:
        IN_BODY.process_characters(b, data)


def append_to_html(b: "TreeBuilder", data: str) -> None:
    """Insert a comment as the last child of the first element in the stack of open elements."""
    top = b.stack.top
    assert top is not None
    b.append_comment(data, top.place)


def leave_after_body(b: "TreeBuilder") -> bool:
    """Anything else."""
    b.error("unexpected-tag-after-body")
    b.mode = IN_BODY
    return True


def end_html_after_body(b: "TreeBuilder", tag: Tag) -> None:
    """An end tag whose tag name is "html"."""
    if b.context is not None:
        b.error("unexpected-end-tag")
    else:
        b.mode = AFTER_AFTER_BODY


# https://html.spec.whatwg.org/#parsing-main-inframeset


def insert_blanks(b: "TreeBuilder", data: str) -> None:
    """Of the characters the blanks are inserted."""
    blanks = only_blanks(data)
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
    blanks = only_blanks(data)
    if blanks:
        IN_BODY.process_characters(b, blanks)


AFTER_BODY.leave = leave_after_body
AFTER_BODY.set_rules(
    after_body_characters, AFTER_BODY.leave_at_start_tag, AFTER_BODY.leave_at_end_tag, stop, append_to_html
)
AFTER_BODY.on_start_tags("html", IN_BODY.process_start_tag)
AFTER_BODY.on_end_tags("html", end_html_after_body)

IN_FRAMESET.set_rules(insert_blanks, ignore_tag, ignore_tag, stop)
IN_FRAMESET.on_start_tags("html", IN_BODY.process_start_tag)
IN_FRAMESET.on_start_tags("frameset", start_frameset)
IN_FRAMESET.on_start_tags("frame", start_frame)
IN_FRAMESET.on_start_tags("noframes", IN_HEAD.process_start_tag)
IN_FRAMESET.on_end_tags("frameset", end_frameset)

AFTER_FRAMESET.set_rules(insert_blanks, ignore_tag, ignore_tag, stop)
AFTER_FRAMESET.on_start_tags("html", IN_BODY.process_start_tag)
AFTER_FRAMESET.on_start_tags("noframes", IN_HEAD.process_start_tag)
AFTER_FRAMESET.on_end_tags("html", end_html_after_frameset)

AFTER_AFTER_BODY.leave = leave_after_body
AFTER_AFTER_BODY.set_rules(
    after_body_characters,
    AFTER_AFTER_BODY.leave_at_start_tag,
    AFTER_AFTER_BODY.leave_at_end_tag,
    stop,
    append_to_document,
)
AFTER_AFTER_BODY.on_start_tags("html", IN_BODY.process_start_tag)

AFTER_AFTER_FRAMESET.set_rules(after_after_frameset_characters, ignore_tag, ignore_tag, stop, append_to_document)
AFTER_AFTER_FRAMESET.on_start_tags("html", IN_BODY.process_start_tag)
AFTER_AFTER_FRAMESET.on_start_tags("noframes", IN_HEAD.process_start_tag)
