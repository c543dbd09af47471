"""https://html.spec.whatwg.org/#tables"""

from typing import TYPE_CHECKING, cast

from webapis.dom.html_collection import HTMLCollection
from webapis.dom.node import ELEMENT_NODE
from webapis.html.elements.html_element import HTMLElement
from webapis.html.microsyntaxes import parse_non_negative_integer
from webapis.idl.exceptions import dom_exception
from webapis.infra import namespaces

if TYPE_CHECKING:
    from webapis.dom.element import Element
    from webapis.dom.node import Node


class ChildrenNamed(HTMLCollection):
    """The children that are HTML elements of certain names."""

    def __init__(self, root: "Node", names: str) -> None:
        super().__init__(root, False)
        self.element_names = frozenset(names.split())

    def collect(self) -> "list[Element]":
        return children_named(self.root, self.element_names)


class TableRows(HTMLCollection):
    """https://html.spec.whatwg.org/#dom-table-rows: of the heads, then of the table and its bodies, then of the feet."""

    def __init__(self, table: "Node") -> None:
        super().__init__(table, False)

    def collect(self) -> "list[Element]":
        rows: list[Element] = []
        for name in ("thead", "tbody", "tfoot"):
            for child in children_named(self.root, frozenset(["thead", "tbody", "tfoot", "tr"])):
                if child.local_name == name:
                    rows.extend(children_named(child, frozenset(["tr"])))
                elif name == "tbody" and child.local_name == "tr":
                    rows.append(child)
        return rows


def children_named(parent: "Node", names: frozenset[str]) -> "list[Element]":
    """The HTML children of these names."""
    found: list[Element] = []
    child = parent.first_child
    while child is not None:
        if child.node_type == ELEMENT_NODE:
            element = cast("Element", child)
            if element.is_html and element.local_name in names:
                found.append(element)
        child = child.next_sibling
    return found


def first_named(parent: "Node", name: str) -> "Element | None":
    """The first HTML child of a name."""
    children = children_named(parent, frozenset([name]))
    return children[0] if children else None


def create(parent: "Element", name: str) -> "Element":
    """A new HTML element for the parent."""
    return parent.node_document.create_element_ns(namespaces.HTML, name)


def insert_at(parent: "Element", siblings: "list[Element]", index: int, name: str) -> "Element":
    """insertRow of a section and insertCell of a row."""
    if index < -1 or index > len(siblings):
        raise dom_exception("IndexSizeError", f"The index provided ({index}) is outside the range.")
    element = create(parent, name)
    parent.insert_before(element, None if index in (-1, len(siblings)) else siblings[index])
    return element


def delete_at(siblings: "list[Element]", index: int) -> None:
    """deleteRow and deleteCell."""
    if index < -1 or index >= len(siblings):
        raise dom_exception("IndexSizeError", f"The index provided ({index}) is outside the range.")
    if siblings:
        siblings[index].remove()


class HTMLTableElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmltableelement"""

    @property
    def caption(self) -> "Element | None":
        """https://html.spec.whatwg.org/#dom-table-caption"""
        return first_named(self, "caption")

    @caption.setter
    def caption(self, value: "Element | None") -> None:
        self.delete_caption()
        if value is not None:
            self.insert_before(value, self.first_child)

    def create_caption(self) -> "Element":
        """https://html.spec.whatwg.org/#dom-table-createcaption"""
        caption = self.caption
        if caption is None:
            caption = create(self, "caption")
            self.insert_before(caption, self.first_child)
        return caption

    def delete_caption(self) -> None:
        """https://html.spec.whatwg.org/#dom-table-deletecaption"""
        caption = self.caption
        if caption is not None:
            caption.remove()

    @property
    def t_head(self) -> "Element | None":
        """https://html.spec.whatwg.org/#dom-table-thead"""
        return first_named(self, "thead")

    @t_head.setter
    def t_head(self, value: "Element | None") -> None:
        if value is not None and not value.is_html_named("thead"):
            raise dom_exception("HierarchyRequestError", "Not a thead element.")
        self.delete_t_head()
        if value is not None:
            self.insert_before(value, self.place_for_head())

    def place_for_head(self) -> "Element | None":
        """The first child that is neither caption nor colgroup."""
        child = self.first_element_child
        while child is not None and (child.is_html_named("caption") or child.is_html_named("colgroup")):
            child = child.next_element_sibling
        return child

    def create_t_head(self) -> "Element":
        """https://html.spec.whatwg.org/#dom-table-createthead"""
        head = self.t_head
        if head is None:
            head = create(self, "thead")
            self.insert_before(head, self.place_for_head())
        return head

    def delete_t_head(self) -> None:
        """https://html.spec.whatwg.org/#dom-table-deletethead"""
        head = self.t_head
        if head is not None:
            head.remove()

    @property
    def t_foot(self) -> "Element | None":
        """https://html.spec.whatwg.org/#dom-table-tfoot"""
        return first_named(self, "tfoot")

    @t_foot.setter
    def t_foot(self, value: "Element | None") -> None:
        if value is not None and not value.is_html_named("tfoot"):
            raise dom_exception("HierarchyRequestError", "Not a tfoot element.")
        self.delete_t_foot()
        if value is not None:
            self.append_child(value)

    def create_t_foot(self) -> "Element":
        """https://html.spec.whatwg.org/#dom-table-createtfoot"""
        foot = self.t_foot
        if foot is None:
            foot = create(self, "tfoot")
            self.append_child(foot)
        return foot

    def delete_t_foot(self) -> None:
        """https://html.spec.whatwg.org/#dom-table-deletetfoot"""
        foot = self.t_foot
        if foot is not None:
            foot.remove()

    @property
    def t_bodies(self) -> HTMLCollection:
        """https://html.spec.whatwg.org/#dom-table-tbodies"""
        return self.same_collection("tbodies", ChildrenNamed(self, "tbody"))

    def create_t_body(self) -> "Element":
        """https://html.spec.whatwg.org/#dom-table-createtbody"""
        body = create(self, "tbody")
        bodies = self.t_bodies.current()
        self.insert_before(body, bodies[-1].next_sibling if bodies else None)
        return body

    @property
    def rows(self) -> HTMLCollection:
        """https://html.spec.whatwg.org/#dom-table-rows"""
        return self.same_collection("rows", TableRows(self))

    def insert_row(self, index: int = -1) -> "Element":
        """https://html.spec.whatwg.org/#dom-table-insertrow"""
        rows = self.rows.current()
        if index < -1 or index > len(rows):
            raise dom_exception("IndexSizeError", f"The index provided ({index}) is outside the range.")
        row = create(self, "tr")
        if not rows:
            bodies = self.t_bodies.current()
            if not bodies:
                bodies = [self.create_t_body()]
            bodies[-1].append_child(row)
        elif index in (-1, len(rows)):
            last_parent = rows[-1].parent_node
            assert last_parent is not None
            last_parent.append_child(row)
        else:
            rows[index].before(row)
        return row

    def delete_row(self, index: int) -> None:
        """https://html.spec.whatwg.org/#dom-table-deleterow"""
        delete_at(self.rows.current(), index)


class HTMLTableCaptionElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmltablecaptionelement"""


class HTMLTableColElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmltablecolelement"""


class HTMLTableSectionElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmltablesectionelement"""

    @property
    def rows(self) -> HTMLCollection:
        """https://html.spec.whatwg.org/#dom-tbody-rows"""
        return self.same_collection("rows", ChildrenNamed(self, "tr"))

    def insert_row(self, index: int = -1) -> "Element":
        """https://html.spec.whatwg.org/#dom-tbody-insertrow"""
        return insert_at(self, self.rows.current(), index, "tr")

    def delete_row(self, index: int) -> None:
        """https://html.spec.whatwg.org/#dom-tbody-deleterow"""
        delete_at(self.rows.current(), index)


class HTMLTableRowElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmltablerowelement"""

    @property
    def row_index(self) -> int:
        """https://html.spec.whatwg.org/#dom-tr-rowindex"""
        parent = self.parent_element
        if isinstance(parent, HTMLTableSectionElement):
            parent = parent.parent_element
        if not isinstance(parent, HTMLTableElement):
            return -1
        rows = parent.rows.current()
        return rows.index(self) if self in rows else -1

    @property
    def section_row_index(self) -> int:
        """https://html.spec.whatwg.org/#dom-tr-sectionrowindex"""
        parent = self.parent_element
        if isinstance(parent, HTMLTableSectionElement):
            return parent.rows.current().index(self)
        if isinstance(parent, HTMLTableElement):
            return parent.rows.current().index(self)
        return -1

    @property
    def cells(self) -> HTMLCollection:
        """https://html.spec.whatwg.org/#dom-tr-cells"""
        return self.same_collection("cells", ChildrenNamed(self, "td th"))

    def insert_cell(self, index: int = -1) -> "Element":
        """https://html.spec.whatwg.org/#dom-tr-insertcell"""
        return insert_at(self, self.cells.current(), index, "td")

    def delete_cell(self, index: int) -> None:
        """https://html.spec.whatwg.org/#dom-tr-deletecell"""
        delete_at(self.cells.current(), index)


class HTMLTableCellElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmltablecellelement"""

    def span(self, name: str, low: int, high: int) -> int:
        """colspan or rowspan, clamped."""
        value = parse_non_negative_integer(self.content_attribute(name) or "")
        return 1 if value is None or (low == 1 and value == 0) else min(value, high)

    @property
    def col_span(self) -> int:
        """https://html.spec.whatwg.org/#dom-tdth-colspan"""
        return self.span("colspan", 1, 1000)

    @col_span.setter
    def col_span(self, value: int) -> None:
        self.set_attribute_value("colspan", str(value if value < 2**31 else 1))

    @property
    def row_span(self) -> int:
        """https://html.spec.whatwg.org/#dom-tdth-rowspan"""
        return self.span("rowspan", 0, 65534)

    @row_span.setter
    def row_span(self, value: int) -> None:
        self.set_attribute_value("rowspan", str(value if value < 2**31 else 1))

    @property
    def cell_index(self) -> int:
        """https://html.spec.whatwg.org/#dom-tdth-cellindex"""
        parent = self.parent_element
        return parent.cells.current().index(self) if isinstance(parent, HTMLTableRowElement) else -1
