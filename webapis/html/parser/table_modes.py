"""Tables: https://html.spec.whatwg.org/#parsing-main-intable to #parsing-main-intd"""

from typing import TYPE_CHECKING, Final

from webapis.html.parser.insertion_mode import (
    IN_BODY,
    IN_CAPTION,
    IN_CELL,
    IN_COLUMN_GROUP,
    IN_HEAD,
    IN_ROW,
    IN_TABLE,
    IN_TABLE_BODY,
    IN_TABLE_TEXT,
    ignore_tag,
    insert_leading_blanks,
    only_blanks,
)
from webapis.html.parser.tokens import Tag
from webapis.infra.ascii import WHITESPACE, ascii_lowercase

if TYPE_CHECKING:
    from webapis.html.parser.tree_builder import TreeBuilder

TABLE_CONTEXT: Final = frozenset(["table", "template", "html"])
TABLE_BODY_CONTEXT: Final = frozenset(["tbody", "tfoot", "thead", "template", "html"])
TABLE_ROW_CONTEXT: Final = frozenset(["tr", "template", "html"])
# The current nodes whose text is table text.
TEXT_IN_TABLE: Final = frozenset(["table", "tbody", "template", "tfoot", "thead", "tr"])


def clear_stack_back_to(b: "TreeBuilder", names: frozenset[str]) -> None:
    """https://html.spec.whatwg.org/#clear-the-stack-back-to-a-table-context and its like"""
    current = b.stack.current
    while current is not None and not (current.is_html and current.name in names):
        b.stack.pop()
        current = b.stack.current


# https://html.spec.whatwg.org/#parsing-main-intable


def in_table_characters(b: "TreeBuilder", data: str) -> None:
    """Text in a table waits for its end."""
    current = b.stack.current
    assert current is not None
    if current.is_html and current.name in TEXT_IN_TABLE:
        b.table_text.clear()
        b.original_mode = b.mode
        b.mode = IN_TABLE_TEXT
        b.characters(data)
    else:
        foster_characters(b, data)


def foster_characters(b: "TreeBuilder", data: str) -> None:
    """Anything else: as in body, with foster parenting."""
    b.error("foster-parenting")
    b.foster_parenting = True
    IN_BODY.process_characters(b, data)
    b.foster_parenting = False


def foster_start_tag(b: "TreeBuilder", tag: Tag) -> None:
    """Anything else: as in body, with foster parenting."""
    b.error("foster-parenting")
    b.foster_parenting = True
    IN_BODY.process_start_tag(b, tag)
    b.foster_parenting = False


def foster_end_tag(b: "TreeBuilder", tag: Tag) -> None:
    """Anything else: as in body, with foster parenting."""
    b.error("foster-parenting")
    b.foster_parenting = True
    IN_BODY.process_end_tag(b, tag)
    b.foster_parenting = False


def start_caption(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "caption"."""
    clear_stack_back_to(b, TABLE_CONTEXT)
    b.formatting.insert_marker()
    b.insert_html_element(tag)
    b.mode = IN_CAPTION


def start_colgroup(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "colgroup"."""
    clear_stack_back_to(b, TABLE_CONTEXT)
    b.insert_html_element(tag)
    b.mode = IN_COLUMN_GROUP


def start_col_in_table(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "col"."""
    start_colgroup(b, Tag("colgroup"))
    b.start_tag(tag)


def start_table_body(b: "TreeBuilder", tag: Tag) -> None:
    """tbody, tfoot, thead"""
    clear_stack_back_to(b, TABLE_CONTEXT)
    b.insert_html_element(tag)
    b.mode = IN_TABLE_BODY


def start_row_or_cell_in_table(b: "TreeBuilder", tag: Tag) -> None:
    """td, th, tr"""
    start_table_body(b, Tag("tbody"))
    b.start_tag(tag)


def start_table_in_table(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "table"."""
    b.error("unexpected-start-tag")
    if b.stack.has_in_table_scope("table"):
        b.stack.pop_until("table")
        b.reset_insertion_mode()
        b.start_tag(tag)


def end_table(b: "TreeBuilder", tag: Tag) -> None:
    """An end tag whose tag name is "table"."""
    if not b.stack.has_in_table_scope("table"):
        b.error("unexpected-end-tag")
        return
    b.stack.pop_until("table")
    b.reset_insertion_mode()


def start_input_in_table(b: "TreeBuilder", tag: Tag) -> None:
    """A hidden input stays where it is."""
    if ascii_lowercase(tag.attribute("type") or "") != "hidden":
        foster_start_tag(b, tag)
        return
    b.error("unexpected-hidden-input-in-table")
    b.insert_void_element(tag)


def start_form_in_table(b: "TreeBuilder", tag: Tag) -> None:
    """A form in a table has no children."""
    b.error("unexpected-form-in-table")
    if b.form is None and not b.stack.has("template"):
        b.form = b.insert_html_element(tag).element
        b.stack.pop()


# https://html.spec.whatwg.org/#parsing-main-intabletext


def in_table_text_characters(b: "TreeBuilder", data: str) -> None:
    """Append to the list."""
    if "\0" in data:
        b.error("unexpected-null-character")
        data = data.replace("\0", "")
    if data:
        b.table_text.append(data)


def leave_table_text(b: "TreeBuilder") -> bool:
    """Anything else: the text is inserted, before the table if it is not all blanks."""
    data = "".join(b.table_text)
    b.table_text.clear()
    b.mode = b.original_mode
    if data.lstrip(WHITESPACE):
        foster_characters(b, data)
    elif data:
        b.insert_characters(data)
    return True


# https://html.spec.whatwg.org/#parsing-main-incaption


def close_caption(b: "TreeBuilder") -> bool:
    """What ends a caption; False in a fragment that has none."""
    if not b.stack.has_in_table_scope("caption"):
        b.error("unexpected-tag")
        return False
    b.close_element("caption")
    b.formatting.clear_to_marker()
    b.mode = IN_TABLE
    return True


def end_caption(b: "TreeBuilder", tag: Tag) -> None:
    """An end tag whose tag name is "caption"."""
    close_caption(b)


# https://html.spec.whatwg.org/#parsing-main-incolgroup


def in_column_group_characters(b: "TreeBuilder", data: str) -> None:
    """Blanks are inserted, also those between characters that are ignored."""
    rest = insert_leading_blanks(b, data)
    if not rest:
        return
    if close_column_group(b):
        b.characters(rest)
        return
    blanks = only_blanks(rest)
    if blanks:
        b.insert_characters(blanks)


def close_column_group(b: "TreeBuilder") -> bool:
    """Anything else; False when the current node is none."""
    if not b.current_is("colgroup"):
        b.error("unexpected-token-in-column-group")
        return False
    b.stack.pop()
    b.mode = IN_TABLE
    return True


def start_col(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "col"."""
    b.insert_void_element(tag)


def end_colgroup(b: "TreeBuilder", tag: Tag) -> None:
    """An end tag whose tag name is "colgroup"."""
    close_column_group(b)


# https://html.spec.whatwg.org/#parsing-main-intbody


def start_row(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "tr"."""
    clear_stack_back_to(b, TABLE_BODY_CONTEXT)
    b.insert_html_element(tag)
    b.mode = IN_ROW


def start_cell_in_table_body(b: "TreeBuilder", tag: Tag) -> None:
    """td, th"""
    b.error("unexpected-cell-in-table-body")
    start_row(b, Tag("tr"))
    b.start_tag(tag)


def end_table_body(b: "TreeBuilder", tag: Tag) -> None:
    """tbody, tfoot, thead"""
    if not b.stack.has_in_table_scope(tag.name):
        b.error("unexpected-end-tag")
        return
    clear_stack_back_to(b, TABLE_BODY_CONTEXT)
    b.stack.pop()
    b.mode = IN_TABLE


def close_table_body(b: "TreeBuilder") -> bool:
    """What ends the body of a table; False in a fragment that has none."""
    stack = b.stack
    if not (
        stack.has_in_table_scope("tbody") or stack.has_in_table_scope("thead") or stack.has_in_table_scope("tfoot")
    ):
        b.error("unexpected-tag")
        return False
    clear_stack_back_to(b, TABLE_BODY_CONTEXT)
    stack.pop()
    b.mode = IN_TABLE
    return True


# https://html.spec.whatwg.org/#parsing-main-intr


def start_cell(b: "TreeBuilder", tag: Tag) -> None:
    """td, th"""
    clear_stack_back_to(b, TABLE_ROW_CONTEXT)
    b.insert_html_element(tag)
    b.mode = IN_CELL
    b.formatting.insert_marker()


def close_row(b: "TreeBuilder") -> bool:
    """What ends a row; False in a fragment that has none."""
    if not b.stack.has_in_table_scope("tr"):
        b.error("unexpected-tag")
        return False
    clear_stack_back_to(b, TABLE_ROW_CONTEXT)
    b.stack.pop()
    b.mode = IN_TABLE_BODY
    return True


def end_row(b: "TreeBuilder", tag: Tag) -> None:
    """An end tag whose tag name is "tr"."""
    close_row(b)


def end_table_body_in_row(b: "TreeBuilder", tag: Tag) -> None:
    """tbody, tfoot, thead"""
    if not b.stack.has_in_table_scope(tag.name):
        b.error("unexpected-end-tag")
    elif close_row(b):
        b.end_tag(tag)


# https://html.spec.whatwg.org/#parsing-main-intd


def end_cell(b: "TreeBuilder", tag: Tag) -> None:
    """td, th"""
    if not b.stack.has_in_table_scope(tag.name):
        b.error("unexpected-end-tag")
        return
    b.close_element(tag.name)
    b.formatting.clear_to_marker()
    b.mode = IN_ROW


def close_cell(b: "TreeBuilder") -> None:
    """https://html.spec.whatwg.org/#close-the-cell"""
    stack = b.stack
    stack.generate_implied_end_tags()
    current = stack.pop()
    while not (current.is_html and (current.name == "td" or current.name == "th")):
        current = stack.pop()
    b.formatting.clear_to_marker()
    b.mode = IN_ROW


def start_tag_ends_cell(b: "TreeBuilder", tag: Tag) -> None:
    """caption, col, colgroup, tbody, td, tfoot, th, thead, tr"""
    if b.stack.has_in_table_scope("td") or b.stack.has_in_table_scope("th"):
        close_cell(b)
        b.start_tag(tag)
    else:
        b.error("unexpected-start-tag")


def end_tag_ends_cell(b: "TreeBuilder", tag: Tag) -> None:
    """table, tbody, tfoot, thead, tr"""
    if b.stack.has_in_table_scope(tag.name):
        close_cell(b)
        b.end_tag(tag)
    else:
        b.error("unexpected-end-tag")


IN_TABLE.set_rules(in_table_characters, foster_start_tag, foster_end_tag, IN_BODY.process_end_of_file)
IN_TABLE.on_start_tags("caption", start_caption)
IN_TABLE.on_start_tags("colgroup", start_colgroup)
IN_TABLE.on_start_tags("col", start_col_in_table)
IN_TABLE.on_start_tags("tbody tfoot thead", start_table_body)
IN_TABLE.on_start_tags("td th tr", start_row_or_cell_in_table)
IN_TABLE.on_start_tags("table", start_table_in_table)
IN_TABLE.on_start_tags("style script template", IN_HEAD.process_start_tag)
IN_TABLE.on_start_tags("input", start_input_in_table)
IN_TABLE.on_start_tags("form", start_form_in_table)
IN_TABLE.on_end_tags("table", end_table)
IN_TABLE.on_end_tags("body caption col colgroup html tbody td tfoot th thead tr", ignore_tag)
IN_TABLE.on_end_tags("template", IN_HEAD.process_end_tag)

IN_TABLE_TEXT.leave = leave_table_text
IN_TABLE_TEXT.set_rules(
    in_table_text_characters,
    IN_TABLE_TEXT.leave_at_start_tag,
    IN_TABLE_TEXT.leave_at_end_tag,
    IN_TABLE_TEXT.leave_at_end,
    IN_TABLE_TEXT.leave_at_comment,
    IN_TABLE_TEXT.leave_at_doctype,
)

IN_CAPTION.leave = close_caption
IN_CAPTION.set_rules(
    IN_BODY.process_characters, IN_BODY.process_start_tag, IN_BODY.process_end_tag, IN_BODY.process_end_of_file
)
IN_CAPTION.on_end_tags("caption", end_caption)
IN_CAPTION.on_start_tags("caption col colgroup tbody td tfoot th thead tr", IN_CAPTION.leave_at_start_tag)
IN_CAPTION.on_end_tags("table", IN_CAPTION.leave_at_end_tag)
IN_CAPTION.on_end_tags("body col colgroup html tbody td tfoot th thead tr", ignore_tag)

IN_COLUMN_GROUP.leave = close_column_group
IN_COLUMN_GROUP.set_rules(
    in_column_group_characters,
    IN_COLUMN_GROUP.leave_at_start_tag,
    IN_COLUMN_GROUP.leave_at_end_tag,
    IN_BODY.process_end_of_file,
)
IN_COLUMN_GROUP.on_start_tags("html", IN_BODY.process_start_tag)
IN_COLUMN_GROUP.on_start_tags("col", start_col)
IN_COLUMN_GROUP.on_start_tags("template", IN_HEAD.process_start_tag)
IN_COLUMN_GROUP.on_end_tags("template", IN_HEAD.process_end_tag)
IN_COLUMN_GROUP.on_end_tags("colgroup", end_colgroup)
IN_COLUMN_GROUP.on_end_tags("col", ignore_tag)

IN_TABLE_BODY.leave = close_table_body
IN_TABLE_BODY.set_rules(
    in_table_characters, IN_TABLE.process_start_tag, IN_TABLE.process_end_tag, IN_BODY.process_end_of_file
)
IN_TABLE_BODY.on_start_tags("tr", start_row)
IN_TABLE_BODY.on_start_tags("td th", start_cell_in_table_body)
IN_TABLE_BODY.on_start_tags("caption col colgroup tbody tfoot thead", IN_TABLE_BODY.leave_at_start_tag)
IN_TABLE_BODY.on_end_tags("tbody tfoot thead", end_table_body)
IN_TABLE_BODY.on_end_tags("table", IN_TABLE_BODY.leave_at_end_tag)
IN_TABLE_BODY.on_end_tags("body caption col colgroup html td th tr", ignore_tag)

IN_ROW.leave = close_row
IN_ROW.set_rules(in_table_characters, IN_TABLE.process_start_tag, IN_TABLE.process_end_tag, IN_BODY.process_end_of_file)
IN_ROW.on_start_tags("td th", start_cell)
IN_ROW.on_start_tags("caption col colgroup tbody tfoot thead tr", IN_ROW.leave_at_start_tag)
IN_ROW.on_end_tags("tr", end_row)
IN_ROW.on_end_tags("table", IN_ROW.leave_at_end_tag)
IN_ROW.on_end_tags("tbody tfoot thead", end_table_body_in_row)
IN_ROW.on_end_tags("body caption col colgroup html td th", ignore_tag)

IN_CELL.set_rules(
    IN_BODY.process_characters, IN_BODY.process_start_tag, IN_BODY.process_end_tag, IN_BODY.process_end_of_file
)
IN_CELL.on_start_tags("caption col colgroup tbody td tfoot th thead tr", start_tag_ends_cell)
IN_CELL.on_end_tags("td th", end_cell)
IN_CELL.on_end_tags("body caption col colgroup html", ignore_tag)
IN_CELL.on_end_tags("table tbody tfoot thead tr", end_tag_ends_cell)
