"""https://html.spec.whatwg.org/#tree-construction: the state, the dispatcher, and what the insertion modes share"""

from typing import TYPE_CHECKING, Final, final

from webapis.dom.element_creation import create_interface_element
from webapis.dom.names import html_name
from webapis.html.parser.element_insertion import create_html_element, insert_element
from webapis.html.parser.element_kinds import HTML_KINDS, foreign_kind
from webapis.html.parser.foreign_content import (
    foreign_characters,
    foreign_end_tag,
    foreign_start_tag,
    takes_html_start_tag,
    takes_html_text,
)
from webapis.html.parser.formatting_elements import FormattingElements
from webapis.html.parser.insertion_mode import (
    AFTER_HEAD,
    BEFORE_HEAD,
    IN_BODY,
    IN_CAPTION,
    IN_CELL,
    IN_COLUMN_GROUP,
    IN_FRAMESET,
    IN_HEAD,
    IN_ROW,
    IN_TABLE,
    IN_TABLE_BODY,
    IN_TEMPLATE,
    INITIAL,
    TEXT,
    InsertionMode,
)
from webapis.html.parser.open_elements import OpenElement, OpenElements
from webapis.html.parser.select_rules import leave_elements, settle_open_selects
from webapis.html.parser.tokens import Doctype, Tag
from webapis.html.parser.tree_construction import TreeConstruction

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.document_fragment import DocumentFragment
    from webapis.dom.element import Element
    from webapis.dom.node import Node

# https://html.spec.whatwg.org/#appropriate-place-for-inserting-a-node
FOSTERING: Final = frozenset(["table", "tbody", "tfoot", "thead", "tr"])
# https://html.spec.whatwg.org/#reset-the-insertion-mode-appropriately
MODES_BY_NAME: Final[dict[str, InsertionMode]] = {
    "td": IN_CELL,
    "th": IN_CELL,
    "tr": IN_ROW,
    "tbody": IN_TABLE_BODY,
    "thead": IN_TABLE_BODY,
    "tfoot": IN_TABLE_BODY,
    "caption": IN_CAPTION,
    "colgroup": IN_COLUMN_GROUP,
    "table": IN_TABLE,
    "head": IN_HEAD,
    "body": IN_BODY,
    "frameset": IN_FRAMESET,
}


@final
class TreeBuilder(TreeConstruction):
    """The state of tree construction, and the operations that the rules of several modes use."""

    mode: InsertionMode
    original_mode: InsertionMode
    context_entry: OpenElement | None

    def __init__(self, document: "Document", scripting: bool) -> None:
        super().__init__(document, scripting)
        self.mode = INITIAL
        self.original_mode = INITIAL
        self.template_modes: list[InsertionMode] = []
        self.stack = OpenElements()
        self.formatting = FormattingElements()
        self.head: OpenElement | None = None
        self.frameset_ok = True
        self.foster_parenting = False
        self.table_text: list[str] = []
        # The fragment case.
        self.context_entry = None

    def start_fragment(self, context: "Element", fragment: "DocumentFragment") -> None:
        # 12-14. The root, whose children are the fragment's.
        root = create_interface_element(self.document, html_name("html"))
        self.stack.push(OpenElement(root, fragment, "html", True, HTML_KINDS["html"], Tag("html")))
        # 15. A template.
        if context.is_html_named("template"):
            self.template_modes.append(IN_TEMPLATE)
        # 16. The context, as a token would have made it.
        self.context = context
        self.context_entry = entry_of_context(context)
        # 17. The insertion mode.
        self.reset_insertion_mode()

    # https://html.spec.whatwg.org/#tree-construction-dispatcher

    def adjusted_current_node(self) -> OpenElement | None:
        """https://html.spec.whatwg.org/#adjusted-current-node"""
        current = self.stack.current
        if self.context is not None and current is self.stack.top:
            return self.context_entry
        return current

    def is_in_foreign_content(self) -> bool:
        node = self.adjusted_current_node()
        return node is not None and not node.is_html

    def start_tag(self, tag: Tag) -> None:
        self.ignore_line_feed = False
        current = self.adjusted_current_node()
        if current is None or current.is_html or takes_html_start_tag(current, tag.name):
            mode = self.mode
            rule = mode.start_tags.get(tag.name)
            if rule is None:
                rule = mode.other_start_tag
            rule(self, tag)
        else:
            foreign_start_tag(self, tag)
        if self.stack.left:
            leave_elements(self)

    def end_tag(self, tag: Tag) -> None:
        self.ignore_line_feed = False
        current = self.adjusted_current_node()
        if current is None or current.is_html:
            mode = self.mode
            rule = mode.end_tags.get(tag.name)
            if rule is None:
                rule = mode.other_end_tag
            rule(self, tag)
        else:
            foreign_end_tag(self, tag)
        if self.stack.left:
            leave_elements(self)

    def characters(self, data: str) -> None:
        if self.ignore_line_feed:
            self.ignore_line_feed = False
            if data[0] == "\n":
                data = data[1:]
                if not data:
                    return
        current = self.adjusted_current_node()
        if current is None or current.is_html or takes_html_text(current):
            self.mode.characters(self, data)
        else:
            foreign_characters(self, data)

    def comment(self, data: str) -> None:
        self.ignore_line_feed = False
        if self.is_in_foreign_content():
            self.insert_comment(data)
        else:
            self.mode.comment(self, data)

    def doctype(self, doctype: Doctype) -> None:
        self.ignore_line_feed = False
        if self.is_in_foreign_content():
            self.error("unexpected-doctype")
        else:
            self.mode.doctype(self, doctype)

    def end_of_file(self) -> None:
        self.mode.end_of_file(self)
        if self.stack.left:
            leave_elements(self)

    # https://html.spec.whatwg.org/#creating-and-inserting-nodes

    def place_for_inserting(self, target: OpenElement) -> "tuple[Node, Node | None]":
        """https://html.spec.whatwg.org/#appropriate-place-for-inserting-a-node: a parent and what comes after."""
        if self.foster_parenting and target.is_html and target.name in FOSTERING:
            return self.foster_place()
        return target.place, None

    def foster_place(self) -> "tuple[Node, Node | None]":
        """The steps of the same for foster parenting."""
        # 1-3. A template that is lower than any table.
        table = self.stack.last("table")
        template = self.stack.last("template")
        if template is not None and (table is None or template.label > table.label):
            return template.place, None
        # 4. No table: a fragment.
        top = self.stack.top
        if table is None:
            assert top is not None
            return top.place, None
        # 5. Before the table.
        parent = table.element.parent_node
        if parent is not None:
            return parent, table.element
        # 6-7. In what stands above it on the stack.
        assert table.above is not None
        return table.above.place, None

    def insert_html_element(self, tag: Tag) -> OpenElement:
        """https://html.spec.whatwg.org/#insert-an-html-element"""
        current = self.stack.current
        assert current is not None
        if self.foster_parenting:
            parent, before = self.place_for_inserting(current)
        else:
            parent = current.place
            before = None
        element = create_html_element(self, tag, parent)
        insert_element(self, element, parent, before)
        content = element.content_fragment()
        entry = OpenElement(
            element, element if content is None else content, tag.name, True, HTML_KINDS.get(tag.name, 0), tag
        )
        self.stack.push(entry)
        return entry

    def insert_void_element(self, tag: Tag) -> None:
        """Insert an HTML element and immediately pop it off the stack; its self-closing flag is acknowledged."""
        # OPTIMIZATION: it does not get there.
        current = self.stack.current
        assert current is not None
        parent, before = self.place_for_inserting(current)
        insert_element(self, create_html_element(self, tag, parent), parent, before)

    def insert_characters(self, data: str) -> None:
        """https://html.spec.whatwg.org/#insert-a-character"""
        current = self.stack.current
        assert current is not None
        parent, before = self.place_for_inserting(current)
        self.insert_text(data, parent, before)

    def insert_comment(self, data: str) -> None:
        """https://html.spec.whatwg.org/#insert-a-comment"""
        current = self.stack.current
        assert current is not None
        parent, before = self.place_for_inserting(current)
        self.append_comment(data, parent, before)

    # https://html.spec.whatwg.org/#parsing-elements-that-contain-only-text

    def parse_text_element(self, tag: Tag, state: int) -> None:
        """https://html.spec.whatwg.org/#generic-raw-text-element-parsing-algorithm, and that for RCDATA"""
        self.insert_html_element(tag)
        self.set_tokenizer_state(state)
        self.original_mode = self.mode
        self.mode = TEXT

    # https://html.spec.whatwg.org/#closing-elements-that-have-implied-end-tags

    def close_p_in_button_scope(self) -> None:
        """If the stack of open elements has a p element in button scope, then close a p element."""
        if self.stack.has_in_button_scope("p"):
            self.close_p()

    def close_p(self) -> None:
        """https://html.spec.whatwg.org/#close-a-p-element"""
        stack = self.stack
        current = stack.current
        # OPTIMIZATION: mostly it is the current node.
        if current is not None and current.is_named("p"):
            stack.pop()
            return
        self.close_element("p", "p")

    def close_element(self, name: str, except_for: str = "") -> None:
        """Generate implied end tags, and pop elements until one of this name has been popped: the next, but for an error."""
        self.stack.generate_implied_end_tags(except_for)
        if not self.current_is(name):
            self.error(f"open-elements-in-{name}")
        self.stack.pop_until(name)

    def current_is(self, name: str) -> bool:
        """Whether the current node is the HTML element of this name."""
        current = self.stack.current
        return current is not None and current.is_named(name)

    # https://html.spec.whatwg.org/#reconstruct-the-active-formatting-elements

    def reconstruct_formatting(self) -> None:
        """https://html.spec.whatwg.org/#reconstruct-the-active-formatting-elements"""
        entries = self.formatting.entries
        # 1-2. Nothing to do.
        if not entries:
            return
        last = entries[-1]
        if last is None or last.is_open:
            return
        # 3-6. Back to the last marker or open element.
        index = len(entries)
        while index > 0:
            entry = entries[index - 1]
            if entry is None or entry.is_open:
                break
            index -= 1
        # 7-10. Anew from there.
        for place in range(index, len(entries)):
            entry = entries[place]
            assert entry is not None
            self.formatting.replace_at(place, entry, self.insert_html_element(entry.tag))

    # https://html.spec.whatwg.org/#reset-the-insertion-mode-appropriately

    def reset_insertion_mode(self) -> None:
        """https://html.spec.whatwg.org/#reset-the-insertion-mode-appropriately"""
        self.mode = self.appropriate_mode()

    def appropriate_mode(self) -> InsertionMode:
        """What the steps switch to. Other elements than those in `modes` say nothing."""
        modes = self.stack.modes
        for index in range(len(modes) - 1, -1, -1):
            entry: OpenElement = modes[index]
            last = entry.above is None
            if last and self.context_entry is not None:
                entry = self.context_entry
                if not entry.is_html:
                    break
            name = entry.name
            if name == "template":
                return self.template_modes[-1]
            if name in ("td", "th", "head") and last:
                continue
            if name == "html":
                return BEFORE_HEAD if self.head is None else AFTER_HEAD
            mode = MODES_BY_NAME.get(name)
            if mode is not None:
                return mode
        return IN_BODY

    # What the parser asks for.

    def has_template(self) -> bool:
        return self.stack.has("template")

    def stop(self) -> None:
        super().stop()
        self.stack.clear()

    def bring_up_to_date(self) -> None:
        self.flush_text()
        if self.stack.has("select"):
            settle_open_selects(self)


def entry_of_context(context: "Element") -> OpenElement:
    """What the stack would have for the context element."""
    names = context.names
    tag = Tag(names.local_name)
    tag.names = [attribute.names.qualified for attribute in context.attribute_list]
    tag.values = [attribute.data for attribute in context.attribute_list]
    kind = HTML_KINDS.get(names.local_name, 0) if names.is_html else foreign_kind(names.namespace, names.local_name)
    return OpenElement(context, context, names.local_name, names.is_html, kind, tag)
