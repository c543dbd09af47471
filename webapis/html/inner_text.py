"""https://html.spec.whatwg.org/#get-the-text-steps: the text of what is rendered, as it would be selected

Which lines a box would break into is not known; the standard leaves those breaks out anyway.
"""

from typing import TYPE_CHECKING, Final, cast

from jsengine._kernel import poll
from webapis.css.cascade.computed_style import ComputedStyle
from webapis.css.cascade.engine import StyleEngine, engine_of
from webapis.css.cascade.rendering import generates_boxes, is_being_rendered, is_in_closed_details
from webapis.dom.node import ELEMENT_NODE, Node
from webapis.dom.text import Text, is_text

if TYPE_CHECKING:
    from webapis.dom.element import Element

# What shows something else than its children.
REPLACED: Final = frozenset(
    ["audio", "canvas", "embed", "iframe", "img", "input", "meter", "object", "progress", "textarea", "video"]
)
BLOCKS: Final = frozenset(
    ["block", "flex", "flow-root", "grid", "list-item", "table", "table-caption", "block ruby", "-webkit-box"]
)
ATOMIC: Final = frozenset(["inline-block", "inline-flex", "inline-grid", "inline-table", "-webkit-inline-box"])
# https://drafts.csswg.org/css-tables-3/#layout-order of the groups of rows
ROW_GROUPS: Final = ("table-header-group", "table-row-group", "table-footer-group")


class TextCollector:
    """https://html.spec.whatwg.org/#rendered-text-collection-steps: the items, where white space waits for what follows it."""

    def __init__(self, engine: StyleEngine) -> None:
        self.engine = engine
        self.parts: list[str] = []
        self.breaks = 0
        """https://html.spec.whatwg.org/#required-line-break-count between the last part and the next"""
        self.is_at_line_start = True
        self.blank_waits = False

    def require_breaks(self, count: int) -> None:
        """A line ends here, unless nothing stands before or behind."""
        self.breaks = max(self.breaks, count)
        self.end_line()

    def end_line(self) -> None:
        """White space at the end and the beginning of a line is not rendered."""
        self.blank_waits = False
        self.is_at_line_start = True

    def add(self, text: str) -> None:
        """Text as it is."""
        if self.breaks:
            if self.parts:
                self.parts.append("\n" * self.breaks)
            self.breaks = 0
        self.parts.append(text)

    def add_words(self, text: str) -> None:
        """Something visible, after the blank that waits."""
        if self.blank_waits and not self.is_at_line_start:
            self.add(" ")
        self.blank_waits = False
        self.is_at_line_start = False
        self.add(text)

    def add_line_feed(self) -> None:
        """A forced line break."""
        self.add("\n")
        self.end_line()

    def add_text(self, text: str, style: ComputedStyle) -> None:
        """https://drafts.csswg.org/css-text-3/#white-space-processing of one text node"""
        collapse = style.value("white-space-collapse")
        transform = style.value("text-transform")
        if collapse in ("preserve", "break-spaces", "preserve-spaces"):
            if text:
                self.add_words(transformed(text, transform))
                self.is_at_line_start = text.endswith("\n")
            return
        lines = text.split("\n") if collapse == "preserve-breaks" else [text]
        for number, line in enumerate(lines):
            if number:
                self.add_line_feed()
            self.add_collapsed(line, transform)

    def add_collapsed(self, line: str, transform: str) -> None:
        """Runs of white space are one blank."""
        if not line:
            return
        words = line.replace("\t", " ").replace("\n", " ").replace("\r", " ").replace("\f", " ").split(" ")
        for number, word in enumerate(words):
            if number:
                self.blank_waits = True
            if word:
                self.add_words(transformed(word, transform))

    def result(self) -> str:
        """Everything that was collected."""
        return "".join(self.parts)


def transformed(text: str, transform: str) -> str:
    """https://drafts.csswg.org/css-text-3/#text-transform-property"""
    if transform == "uppercase":
        return text.upper()
    if transform == "lowercase":
        return text.lower()
    if transform == "capitalize":
        return "".join([one.upper() if at == 0 or text[at - 1].isspace() else one for at, one in enumerate(text)])
    return text


class Step:
    """What is still to do: a node, or what comes behind the children of one."""

    __slots__ = ("count", "kind", "node", "style")

    def __init__(self, kind: str, node: "Node | None", style: ComputedStyle, count: int = 0) -> None:
        self.kind: str = kind  # node, breaks, tab, row, atom
        self.node: Node | None = node
        self.style: ComputedStyle = style
        self.count: int = count


def inner_text_of(element: "Element") -> str:
    """https://html.spec.whatwg.org/#get-the-text-steps"""
    # 1. What is not rendered has its text alone.
    if not is_being_rendered(element):
        return element.text_content or ""
    # 2-7. The steps for its children, without recursion.
    engine = engine_of(element.node_document)
    collector = TextCollector(engine)
    style = engine.style_of(element)
    work: list[Step] = []
    push_children(element, style, work)
    while work:
        poll()
        step = work.pop()
        if step.kind == "node" and step.node is not None:
            take_node(collector, step.node, step.style, work)
        elif step.kind == "breaks":
            collector.require_breaks(step.count)
        elif step.kind == "atom":
            collector.is_at_line_start = collector.blank_waits = False
        else:
            collector.add("\t" if step.kind == "tab" else "\n")
            collector.end_line()
    return collector.result()


def push_children(element: "Element", style: ComputedStyle, work: list[Step]) -> None:
    """The children, the first on top."""
    shadow = element.shadow_root_node
    children = element.child_list() if shadow is None else shadow.child_list()
    for child in reversed(children):
        work.append(Step("node", child, style))


def take_node(collector: TextCollector, node: Node, style: ComputedStyle, work: list[Step]) -> None:
    """Steps 2 to 9 for one node."""
    if is_text(node):
        if style.value("visibility") == "visible" and not is_in_closed_details(node):
            collector.add_text(cast(Text, node).data, style)
        return
    if node.node_type != ELEMENT_NODE:
        return
    element = cast("Element", node)
    if not generates_boxes(collector.engine, element):
        return
    own = collector.engine.style_of(element)
    # 5. Line breaks.
    if element.is_html_named("br"):
        collector.add_line_feed()
        return
    count = 2 if element.is_html_named("p") else 0
    display = own.value("display")
    # 6-7. Cells and rows have something between them.
    if display == "table-cell" and has_following(collector.engine, element, ("table-cell",)):
        work.append(Step("tab", None, own))
    if display == "table-row" and has_row_behind(collector.engine, element):
        work.append(Step("row", None, own))
    # 8-9. Blocks stand on lines of their own.
    if display in BLOCKS or display == "table-cell":
        count = max(count, 0 if display == "table-cell" else 1)
        if count:
            collector.require_breaks(count)
            work.append(Step("breaks", None, own, count))
        else:
            collector.end_line()
    elif display in ATOMIC:
        if collector.blank_waits and not collector.is_at_line_start:
            collector.add(" ")
        collector.end_line()
        work.append(Step("atom", None, own))
    if element.is_html and element.local_name in REPLACED:
        return
    push_children(element, own, work)


def has_following(engine: StyleEngine, element: "Element", displays: tuple[str, ...]) -> bool:
    """Whether a sibling behind it is displayed so."""
    sibling = element.next_element_sibling
    while sibling is not None:
        poll()
        if engine.style_of(sibling).value("display") in displays:
            return True
        sibling = sibling.next_element_sibling
    return False


def has_row_behind(engine: StyleEngine, row: "Element") -> bool:
    """Whether it is not the last row of its table."""
    if has_following(engine, row, ("table-row",)):
        return True
    group = row.parent_element
    if group is None or engine.style_of(group).value("display") not in ROW_GROUPS:
        return False
    return has_following(engine, group, (*ROW_GROUPS, "table-row"))
