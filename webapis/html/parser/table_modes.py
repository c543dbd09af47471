"""Tables: https://html.spec.whatwg.org/#parsing-main-intable to #parsing-main-intd"""

from typing import TYPE_CHECKING, Final

from webapis.html.parser.insertion_mode import InsertionMode, ignore_tag
from webapis.html.parser.tokens import Doctype, Tag
from webapis.infra.ascii import ascii_lowercase

if TYPE_CHECKING:
    from webapis.html.parser.tree_builder import TreeBuilder

BLANKS: Final = "\t\n\f\r "
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
    IN_BODY.characters(b, data)
    b.foster_parenting = False


def foster_start_tag(b: "TreeBuilder", tag: Tag) -> None:
    """Anything else: as in body, with foster parenting."""
    b.error("foster-parenting")
    b.foster_parenting = True
    IN_BODY.start_tag(b, tag)
    b.foster_parenting = False


def foster_end_tag(b: "TreeBuilder", tag: Tag) -> None:
    """Anything else: as in body, with foster parenting."""
    b.error("foster-parenting")
    b.foster_parenting = True
    IN_BODY.end_tag(b, tag)
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


def start_in_head(b: "TreeBuilder", tag: Tag) -> None:
    """Process the token using the rules for the "in head" insertion mode."""
    IN_HEAD.start_tag(b, tag)


def end_in_head(b: "TreeBuilder", tag: Tag) -> None:
    """Process the token using the rules for the "in head" insertion mode."""
    IN_HEAD.end_tag(b, tag)


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


def in_body_end_of_file(b: "TreeBuilder") -> None:
    """Process the token using the rules for the "in body" insertion mode."""
    IN_BODY.end_of_file(b)


# https://html.spec.whatwg.org/#parsing-main-intabletext


def in_table_text_characters(b: "TreeBuilder", data: str) -> None:
    """Append to the list."""
    if "\0" in data:
        b.error("unexpected-null-character")
        data = data.replace("\0", "")
    if data:
        b.table_text.append(data)


def leave_table_text(b: "TreeBuilder") -> None:
    """Anything else: the text is inserted, before the table if it is not all blanks."""
    data = "".join(b.table_text)
    b.table_text.clear()
    b.mode = b.original_mode
    if not data:
        return
    if data.lstrip(BLANKS):
        foster_characters(b, data)
    else:
        b.insert_characters(data)


def in_table_text_start_tag(b: "TreeBuilder", tag: Tag) -> None:
    """Anything else."""
    leave_table_text(b)
    b.start_tag(tag)


def in_table_text_end_tag(b: "TreeBuilder", tag: Tag) -> None:
    """Anything else."""
    leave_table_text(b)
    b.end_tag(tag)


def in_table_text_comment(b: "TreeBuilder", data: str) -> None:
    """Anything else."""
    leave_table_text(b)
    b.comment(data)


def in_table_text_doctype(b: "TreeBuilder", doctype: Doctype) -> None:
    """Anything else."""
    leave_table_text(b)
    b.doctype(doctype)


def in_table_text_end_of_file(b: "TreeBuilder") -> None:
    """Anything else."""
    leave_table_text(b)
    b.end_of_file()


# https://html.spec.whatwg.org/#parsing-main-incaption


def close_caption(b: "TreeBuilder") -> bool:
    """What ends a caption; False in a fragment that has none."""
    if not b.stack.has_in_table_scope("caption"):
        b.error("unexpected-tag")
        return False
    b.stack.generate_implied_end_tags()
    if not b.current_is("caption"):
        b.error("open-elements-in-caption")
    b.stack.pop_until("caption")
    b.formatting.clear_to_marker()
    b.mode = IN_TABLE
    return True


def end_caption(b: "TreeBuilder", tag: Tag) -> None:
    """An end tag whose tag name is "caption"."""
    close_caption(b)


def start_tag_ends_caption(b: "TreeBuilder", tag: Tag) -> None:
    """caption, col, colgroup, tbody, td, tfoot, th, thead, tr"""
    if close_caption(b):
        b.start_tag(tag)


def end_tag_ends_caption(b: "TreeBuilder", tag: Tag) -> None:
    """An end tag whose tag name is "table"."""
    if close_caption(b):
        b.end_tag(tag)


def in_body_characters(b: "TreeBuilder", data: str) -> None:
    """Process the token using the rules for the "in body" insertion mode."""
    IN_BODY.characters(b, data)


def in_body_start_tag(b: "TreeBuilder", tag: Tag) -> None:
    """Process the token using the rules for the "in body" insertion mode."""
    IN_BODY.start_tag(b, tag)


def in_body_end_tag(b: "TreeBuilder", tag: Tag) -> None:
    """Process the token using the rules for the "in body" insertion mode."""
    IN_BODY.end_tag(b, tag)


# https://html.spec.whatwg.org/#parsing-main-incolgroup


def in_column_group_characters(b: "TreeBuilder", data: str) -> None:
    """Blanks are inserted, also those between characters that are ignored."""
    rest = data.lstrip(BLANKS)
    if len(rest) < len(data):
        b.insert_characters(data[: len(data) - len(rest)])
    if not rest:
        return
    if close_column_group(b):
        b.characters(rest)
        return
    blanks = "".join([character for character in rest if character in BLANKS])
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


def in_column_group_start_tag(b: "TreeBuilder", tag: Tag) -> None:
    """Anything else."""
    if close_column_group(b):
        b.start_tag(tag)


def in_column_group_end_tag(b: "TreeBuilder", tag: Tag) -> None:
    """Anything else."""
    if close_column_group(b):
        b.end_tag(tag)


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


def start_tag_ends_table_body(b: "TreeBuilder", tag: Tag) -> None:
    """caption, col, colgroup, tbody, tfoot, thead"""
    if close_table_body(b):
        b.start_tag(tag)


def end_tag_ends_table_body(b: "TreeBuilder", tag: Tag) -> None:
    """An end tag whose tag name is "table"."""
    if close_table_body(b):
        b.end_tag(tag)


def in_table_start_tag(b: "TreeBuilder", tag: Tag) -> None:
    """Process the token using the rules for the "in table" insertion mode."""
    IN_TABLE.start_tag(b, tag)


def in_table_end_tag(b: "TreeBuilder", tag: Tag) -> None:
    """Process the token using the rules for the "in table" insertion mode."""
    IN_TABLE.end_tag(b, tag)


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


def start_tag_ends_row(b: "TreeBuilder", tag: Tag) -> None:
    """caption, col, colgroup, tbody, tfoot, thead, tr"""
    if close_row(b):
        b.start_tag(tag)


def end_tag_ends_row(b: "TreeBuilder", tag: Tag) -> None:
    """An end tag whose tag name is "table"."""
    if close_row(b):
        b.end_tag(tag)


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
    b.stack.generate_implied_end_tags()
    if not b.current_is(tag.name):
        b.error("open-elements-in-cell")
    b.stack.pop_until(tag.name)
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


IN_TABLE: Final[InsertionMode] = InsertionMode(
    "in table", in_table_characters, foster_start_tag, foster_end_tag, in_body_end_of_file
)
IN_TABLE.on_start_tags("caption", start_caption)
IN_TABLE.on_start_tags("colgroup", start_colgroup)
IN_TABLE.on_start_tags("col", start_col_in_table)
IN_TABLE.on_start_tags("tbody tfoot thead", start_table_body)
IN_TABLE.on_start_tags("td th tr", start_row_or_cell_in_table)
IN_TABLE.on_start_tags("table", start_table_in_table)
IN_TABLE.on_start_tags("style script template", start_in_head)
IN_TABLE.on_start_tags("input", start_input_in_table)
IN_TABLE.on_start_tags("form", start_form_in_table)
IN_TABLE.on_end_tags("table", end_table)
IN_TABLE.on_end_tags("body caption col colgroup html tbody td tfoot th thead tr", ignore_tag)
IN_TABLE.on_end_tags("template", end_in_head)

IN_TABLE_TEXT: Final[InsertionMode] = InsertionMode(
    "in table text",
    in_table_text_characters,
    in_table_text_start_tag,
    in_table_text_end_tag,
    in_table_text_end_of_file,
    in_table_text_comment,
    in_table_text_doctype,
)

IN_CAPTION: Final[InsertionMode] = InsertionMode(
    "in caption", in_body_characters, in_body_start_tag, in_body_end_tag, in_body_end_of_file
)
IN_CAPTION.on_end_tags("caption", end_caption)
IN_CAPTION.on_start_tags("caption col colgroup tbody td tfoot th thead tr", start_tag_ends_caption)
IN_CAPTION.on_end_tags("table", end_tag_ends_caption)
IN_CAPTION.on_end_tags("body col colgroup html tbody td tfoot th thead tr", ignore_tag)

IN_COLUMN_GROUP: Final[InsertionMode] = InsertionMode(
    "in column group",
    in_column_group_characters,
    in_column_group_start_tag,
    in_column_group_end_tag,
    in_body_end_of_file,
)
IN_COLUMN_GROUP.on_start_tags("html", in_body_start_tag)
IN_COLUMN_GROUP.on_start_tags("col", start_col)
IN_COLUMN_GROUP.on_start_tags("template", start_in_head)
IN_COLUMN_GROUP.on_end_tags("template", end_in_head)
IN_COLUMN_GROUP.on_end_tags("colgroup", end_colgroup)
IN_COLUMN_GROUP.on_end_tags("col", ignore_tag)

IN_TABLE_BODY: Final[InsertionMode] = InsertionMode(
    "in table body", in_table_characters, in_table_start_tag, in_table_end_tag, in_body_end_of_file
)
IN_TABLE_BODY.on_start_tags("tr", start_row)
IN_TABLE_BODY.on_start_tags("td th", start_cell_in_table_body)
IN_TABLE_BODY.on_start_tags("caption col colgroup tbody tfoot thead", start_tag_ends_table_body)
IN_TABLE_BODY.on_end_tags("tbody tfoot thead", end_table_body)
IN_TABLE_BODY.on_end_tags("table", end_tag_ends_table_body)
IN_TABLE_BODY.on_end_tags("body caption col colgroup html td th tr", ignore_tag)

IN_ROW: Final[InsertionMode] = InsertionMode(
    "in row", in_table_characters, in_table_start_tag, in_table_end_tag, in_body_end_of_file
)
IN_ROW.on_start_tags("td th", start_cell)
IN_ROW.on_start_tags("caption col colgroup tbody tfoot thead tr", start_tag_ends_row)
IN_ROW.on_end_tags("tr", end_row)
IN_ROW.on_end_tags("table", end_tag_ends_row)
IN_ROW.on_end_tags("tbody tfoot thead", end_table_body_in_row)
IN_ROW.on_end_tags("body caption col colgroup html td th", ignore_tag)

IN_CELL: Final[InsertionMode] = InsertionMode(
    "in cell", in_body_characters, in_body_start_tag, in_body_end_tag, in_body_end_of_file
)
IN_CELL.on_start_tags("caption col colgroup tbody td tfoot th thead tr", start_tag_ends_cell)
IN_CELL.on_end_tags("td th", end_cell)
IN_CELL.on_end_tags("body caption col colgroup html", ignore_tag)
IN_CELL.on_end_tags("table tbody tfoot thead tr", end_tag_ends_cell)


from webapis.html.parser.document_modes import IN_HEAD  # noqa: E402
from webapis.html.parser.in_body import IN_BODY  # noqa: E402
