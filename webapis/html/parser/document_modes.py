"""The insertion modes up to the body, and "text": https://html.spec.whatwg.org/#the-initial-insertion-mode and after"""

from typing import TYPE_CHECKING

from webapis.html.parser import states
from webapis.html.parser.element_insertion import create_html_element, insert_element
from webapis.html.parser.element_kinds import HTML_KINDS
from webapis.html.parser.insertion_mode import (
    AFTER_HEAD,
    BEFORE_HEAD,
    BEFORE_HTML,
    IN_BODY,
    IN_FRAMESET,
    IN_HEAD,
    IN_HEAD_NOSCRIPT,
    INITIAL,
    TEXT,
    ignore_tag,
)
from webapis.html.parser.open_elements import OpenElement
from webapis.html.parser.tokens import Doctype, Tag

if TYPE_CHECKING:
    from webapis.html.parser.tree_builder import TreeBuilder


# https://html.spec.whatwg.org/#the-initial-insertion-mode


def append_to_document(b: "TreeBuilder", data: str) -> None:
    """Insert a comment as the last child of the Document object."""
    b.append_comment(data, b.document)


def initial_doctype(b: "TreeBuilder", doctype: Doctype) -> None:
    """A DOCTYPE."""
    if (
        doctype.name != "html"
        or doctype.public_id is not None
        or doctype.system_id not in (None, "about:legacy-compat")
    ):
        b.error("unknown-doctype")
    b.append_doctype(doctype)
    b.mode = BEFORE_HTML


def leave_initial(b: "TreeBuilder") -> bool:
    """Anything else."""
    b.miss_doctype()
    b.mode = BEFORE_HTML
    return True


# https://html.spec.whatwg.org/#the-before-html-insertion-mode


def insert_html(b: "TreeBuilder", tag: Tag) -> None:
    """Create an html element and append it to the Document object."""
    element = create_html_element(b, tag, b.document)
    insert_element(b, element, b.document, None)
    b.stack.push(OpenElement(element, element, "html", True, HTML_KINDS["html"], tag))
    b.mode = BEFORE_HEAD


def leave_before_html(b: "TreeBuilder") -> bool:
    """Anything else."""
    insert_html(b, Tag("html"))
    return True


# https://html.spec.whatwg.org/#the-before-head-insertion-mode


def insert_head(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "head"."""
    b.head = b.insert_html_element(tag)
    b.mode = IN_HEAD


def leave_before_head(b: "TreeBuilder") -> bool:
    """Anything else."""
    insert_head(b, Tag("head"))
    return True


# https://html.spec.whatwg.org/#parsing-main-inhead


def leave_head(b: "TreeBuilder") -> bool:
    """Anything else: pop the head element."""
    b.stack.pop()
    b.mode = AFTER_HEAD
    return True


def start_void_in_head(b: "TreeBuilder", tag: Tag) -> None:
    """base, basefont, bgsound, link"""
    b.insert_void_element(tag)


def start_meta(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "meta": it may declare another encoding than the one in use."""
    b.insert_void_element(tag)
    b.declare_encoding(tag)


def start_title(b: "TreeBuilder", tag: Tag) -> None:
    """https://html.spec.whatwg.org/#generic-rcdata-element-parsing-algorithm"""
    b.parse_text_element(tag, states.RCDATA)


def start_raw_text(b: "TreeBuilder", tag: Tag) -> None:
    """https://html.spec.whatwg.org/#generic-raw-text-element-parsing-algorithm"""
    b.parse_text_element(tag, states.RAWTEXT)


def start_noscript_in_head(b: "TreeBuilder", tag: Tag) -> None:
    """Raw text with scripting, a mode of its own without."""
    if b.scripting:
        b.parse_text_element(tag, states.RAWTEXT)
    else:
        b.insert_html_element(tag)
        b.mode = IN_HEAD_NOSCRIPT


def start_script(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "script"."""
    current = b.stack.current
    assert current is not None
    # 1-2. The element, at the adjusted insertion location.
    parent, before = b.place_for_inserting(current)
    element = create_html_element(b, tag, parent)
    # 3-5. The parser has it in hand; in fragments it never runs.
    b.claim_script(element)
    # 6-7. Insert and push it.
    insert_element(b, element, parent, before)
    b.stack.push(OpenElement(element, element, "script", True, HTML_KINDS["script"], tag))
    # 8-10. Its text.
    b.set_tokenizer_state(states.SCRIPT_DATA)
    b.original_mode = b.mode
    b.mode = TEXT


def end_head(b: "TreeBuilder", tag: Tag) -> None:
    """An end tag whose tag name is "head"."""
    leave_head(b)


# https://html.spec.whatwg.org/#parsing-main-inheadnoscript


def leave_noscript(b: "TreeBuilder") -> bool:
    """Anything else: pop the noscript element."""
    b.error("unexpected-token-in-noscript")
    b.stack.pop()
    b.mode = IN_HEAD
    return True


def end_noscript(b: "TreeBuilder", tag: Tag) -> None:
    """An end tag whose tag name is "noscript"."""
    b.stack.pop()
    b.mode = IN_HEAD


# https://html.spec.whatwg.org/#the-after-head-insertion-mode


def insert_body(b: "TreeBuilder", tag: Tag) -> None:
    """Insert an HTML element for a "body" start tag."""
    b.insert_html_element(tag)
    b.mode = IN_BODY


def start_body_after_head(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "body"."""
    insert_body(b, tag)
    b.frameset_ok = False


def start_frameset_after_head(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "frameset"."""
    b.insert_html_element(tag)
    b.mode = IN_FRAMESET


def start_in_head_after_head(b: "TreeBuilder", tag: Tag) -> None:
    """The elements of the head, late: with the head open as long as it takes."""
    b.error("unexpected-start-tag-after-head")
    head = b.head
    assert head is not None
    again = OpenElement(head.element, head.place, head.name, True, head.kind, head.tag)
    b.stack.push(again)
    IN_HEAD.process_start_tag(b, tag)
    if again.is_open:
        b.stack.remove(again)


def leave_after_head(b: "TreeBuilder") -> bool:
    """Anything else."""
    insert_body(b, Tag("body"))
    return True


# https://html.spec.whatwg.org/#parsing-main-incdata


def text_characters(b: "TreeBuilder", data: str) -> None:
    """Insert the characters."""
    b.insert_characters(data)


def no_start_tag(b: "TreeBuilder", tag: Tag) -> None:
    """The tokenizer makes none in this mode."""
    raise AssertionError(tag.name)


def end_text(b: "TreeBuilder", tag: Tag) -> None:
    """Any other end tag."""
    b.stack.pop()
    b.mode = b.original_mode


def end_script(b: "TreeBuilder", tag: Tag) -> None:
    """An end tag whose tag name is "script"; the parser's caller does what follows."""
    entry = b.stack.pop()
    b.mode = b.original_mode
    b.hand_over_script(entry.element)


def text_end_of_file(b: "TreeBuilder") -> None:
    """An end-of-file token."""
    b.error("expected-end-tag")
    b.leave_script_unfinished(b.stack.pop().element)
    b.mode = b.original_mode
    b.end_of_file()


INITIAL.leave = leave_initial
INITIAL.set_rules(
    INITIAL.leave_at_characters,
    INITIAL.leave_at_start_tag,
    INITIAL.leave_at_end_tag,
    INITIAL.leave_at_end,
    append_to_document,
    initial_doctype,
)

BEFORE_HTML.leave = leave_before_html
BEFORE_HTML.set_rules(
    BEFORE_HTML.leave_at_characters,
    BEFORE_HTML.leave_at_start_tag,
    ignore_tag,
    BEFORE_HTML.leave_at_end,
    append_to_document,
)
BEFORE_HTML.on_start_tags("html", insert_html)
BEFORE_HTML.on_end_tags("head body html br", BEFORE_HTML.leave_at_end_tag)

BEFORE_HEAD.leave = leave_before_head
BEFORE_HEAD.set_rules(
    BEFORE_HEAD.leave_at_characters, BEFORE_HEAD.leave_at_start_tag, ignore_tag, BEFORE_HEAD.leave_at_end
)
BEFORE_HEAD.on_start_tags("html", IN_BODY.process_start_tag)
BEFORE_HEAD.on_start_tags("head", insert_head)
BEFORE_HEAD.on_end_tags("head body html br", BEFORE_HEAD.leave_at_end_tag)

IN_HEAD.leave = leave_head
IN_HEAD.set_rules(IN_HEAD.leave_after_blanks, IN_HEAD.leave_at_start_tag, ignore_tag, IN_HEAD.leave_at_end)
IN_HEAD.on_start_tags("html", IN_BODY.process_start_tag)
IN_HEAD.on_start_tags("base basefont bgsound link", start_void_in_head)
IN_HEAD.on_start_tags("meta", start_meta)
IN_HEAD.on_start_tags("title", start_title)
IN_HEAD.on_start_tags("noframes style", start_raw_text)
IN_HEAD.on_start_tags("noscript", start_noscript_in_head)
IN_HEAD.on_start_tags("script", start_script)
IN_HEAD.on_start_tags("head", ignore_tag)
IN_HEAD.on_end_tags("head", end_head)
IN_HEAD.on_end_tags("body html br", IN_HEAD.leave_at_end_tag)

IN_HEAD_NOSCRIPT.leave = leave_noscript
IN_HEAD_NOSCRIPT.set_rules(
    IN_HEAD_NOSCRIPT.leave_after_blanks,
    IN_HEAD_NOSCRIPT.leave_at_start_tag,
    ignore_tag,
    IN_HEAD_NOSCRIPT.leave_at_end,
)
IN_HEAD_NOSCRIPT.on_start_tags("html", IN_BODY.process_start_tag)
IN_HEAD_NOSCRIPT.on_start_tags("basefont bgsound link meta noframes style", IN_HEAD.process_start_tag)
IN_HEAD_NOSCRIPT.on_start_tags("head noscript", ignore_tag)
IN_HEAD_NOSCRIPT.on_end_tags("noscript", end_noscript)
IN_HEAD_NOSCRIPT.on_end_tags("br", IN_HEAD_NOSCRIPT.leave_at_end_tag)

AFTER_HEAD.leave = leave_after_head
AFTER_HEAD.set_rules(AFTER_HEAD.leave_after_blanks, AFTER_HEAD.leave_at_start_tag, ignore_tag, AFTER_HEAD.leave_at_end)
AFTER_HEAD.on_start_tags("html", IN_BODY.process_start_tag)
AFTER_HEAD.on_start_tags("body", start_body_after_head)
AFTER_HEAD.on_start_tags("frameset", start_frameset_after_head)
AFTER_HEAD.on_start_tags(
    "base basefont bgsound link meta noframes script style template title", start_in_head_after_head
)
AFTER_HEAD.on_start_tags("head", ignore_tag)
AFTER_HEAD.on_end_tags("template", IN_HEAD.process_end_tag)
AFTER_HEAD.on_end_tags("body html br", AFTER_HEAD.leave_at_end_tag)

TEXT.set_rules(text_characters, no_start_tag, end_text, text_end_of_file)
TEXT.on_end_tags("script", end_script)
