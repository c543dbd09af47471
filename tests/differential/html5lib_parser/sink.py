"""The tree that html5lib's phases build: methods by html5lib's names, nodes of our DOM."""

from typing import TYPE_CHECKING, Any, Final

from tests.differential.html5lib_parser.open_elements import (
    AttributeName,
    OpenElements,
    ParserNode,
    element_node,
    element_of,
)
from webapis.dom.document_type import DocumentType
from webapis.dom.mutation import insert
from webapis.dom.names import qualified_name
from webapis.dom.node import DOCUMENT_NODE, TEXT_NODE
from webapis.dom.text import Comment, Text
from webapis.html.elements.form_control import FormControl
from webapis.infra import namespaces
from webapis.infra.ascii import split_surrogates

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.dom.node import Node

Token = dict[str, Any]

TABLE_PARTS: Final = frozenset(["table", "tbody", "tfoot", "thead", "tr"])
IMPLIED_END_TAGS: Final = frozenset(["dd", "dt", "li", "optgroup", "option", "p", "rb", "rp", "rt", "rtc"])
THOROUGHLY_IMPLIED: Final = IMPLIED_END_TAGS | {
    "caption",
    "colgroup",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
}
# https://html.spec.whatwg.org/#has-an-element-in-the-specific-scope
SCOPE: Final = frozenset(
    [
        *(
            (namespaces.HTML, name)
            for name in ["applet", "caption", "html", "table", "td", "th", "marquee", "object", "select", "template"]
        ),
        *((namespaces.MATHML, name) for name in ["mi", "mo", "mn", "ms", "mtext", "annotation-xml"]),
        *((namespaces.SVG, name) for name in ["foreignObject", "desc", "title"]),
    ]
)
SCOPES: Final[dict[str | None, frozenset[tuple[str, str]]]] = {
    None: SCOPE,
    "button": SCOPE | {(namespaces.HTML, "button")},
    "list": SCOPE | {(namespaces.HTML, "ol"), (namespaces.HTML, "ul")},
    "table": frozenset((namespaces.HTML, name) for name in ("html", "table", "template")),
}


class Sink:
    """https://html.spec.whatwg.org/#tree-construction, the state and the operations that phases share."""

    defaultNamespace: str = namespaces.HTML

    def __init__(self, document: "Document", root: "Node | None") -> None:
        self.dom_document = document
        self.root = root
        """What a fragment's nodes go into; none for a document."""
        self.document = ParserNode(document, document, None, "#document")
        self.reset()

    def reset(self) -> None:
        """Start."""
        self.openElements = OpenElements()
        self.activeFormattingElements: list[ParserNode | None] = []
        self.headPointer: ParserNode | None = None
        self.form: ParserNode | None = None
        self.insertFromTable = False
        self.growing: Text | None = None
        self.more_text: list[str] = []

    @property
    def formPointer(self) -> ParserNode | None:
        """https://html.spec.whatwg.org/#form-element-pointer; inside of a template the rules pass it by."""
        return None if self.has_template() else self.form

    @formPointer.setter
    def formPointer(self, form: ParserNode | None) -> None:
        if not self.has_template():
            self.form = form

    def has_template(self) -> bool:
        """Whether there is a template element on the stack."""
        return self.openElements.has("template") and any(is_template(node) for node in self.openElements)

    # Scopes.

    def elementInScope(self, target: "ParserNode | str | tuple[str, str]", variant: str | None = None) -> bool:
        """https://html.spec.whatwg.org/#has-an-element-in-the-specific-scope"""
        exact = target if isinstance(target, ParserNode) else None
        name = exact.name if exact is not None else target[1] if isinstance(target, tuple) else target
        # OPTIMIZATION: a name that is not on the stack is in no scope.
        if not self.openElements.has(str(name)):
            return False
        for node in reversed(self.openElements):
            if node is exact or (exact is None and node.name == name and node.namespace == namespaces.HTML):
                return True
            key = (node.namespace or "", node.name)
            if key in SCOPES[variant]:
                return False
        return False

    def generateImpliedEndTags(self, exclude: str | None = None) -> None:
        """https://html.spec.whatwg.org/#generate-implied-end-tags"""
        while self.openElements[-1].name in IMPLIED_END_TAGS and self.openElements[-1].name != exclude:
            self.openElements.pop()

    def generate_all_implied_end_tags(self) -> None:
        """https://html.spec.whatwg.org/#generate-all-implied-end-tags-thoroughly"""
        while self.openElements[-1].name in THOROUGHLY_IMPLIED:
            self.openElements.pop()

    # Formatting elements.

    def reconstructActiveFormattingElements(self) -> None:
        """https://html.spec.whatwg.org/#reconstruct-the-active-formatting-elements"""
        entries = self.activeFormattingElements
        # 1-7. Back to the last marker or open element.
        index = len(entries)
        while index > 0:
            entry = entries[index - 1]
            if entry is None or entry in self.openElements:
                break
            index -= 1
        # 8-10. Anew from there.
        for place in range(index, len(entries)):
            entry = entries[place]
            assert entry is not None
            names = element_of(entry).names
            token: Token = {"name": names.local_name, "namespace": names.namespace, "data": entry.attributes}
            entries[place] = self.insertElement(token)

    def clearActiveFormattingElements(self) -> None:
        """https://html.spec.whatwg.org/#clear-the-list-of-active-formatting-elements-up-to-the-last-marker"""
        while self.activeFormattingElements and self.activeFormattingElements.pop() is not None:
            pass

    def elementInActiveFormattingElements(self, name: str) -> "ParserNode | bool":
        """The last of this name after the last marker, or False."""
        for entry in reversed(self.activeFormattingElements):
            if entry is None:
                break
            if entry.name == name:
                return entry
        return False

    # Insertion.

    def insertRoot(self, token: Token) -> None:
        """The html element; a fragment's nodes need none."""
        if self.root is not None:
            node = ParserNode(self.root, self.root, namespaces.HTML, "html")
        else:
            node = self.createElement(token)
            insert(node.node, self.dom_document, None, False)
        self.openElements.append(node)

    def insertDoctype(self, token: Token) -> None:
        """https://html.spec.whatwg.org/#the-initial-insertion-mode"""
        name, public_id, system_id = token["name"] or "", token["publicId"] or "", token["systemId"] or ""
        doctype = DocumentType(
            self.dom_document, split_surrogates(name), split_surrogates(public_id), split_surrogates(system_id)
        )
        insert(doctype, self.dom_document, None, False)

    def insertComment(self, token: Token, parent: ParserNode | None = None) -> None:
        """https://html.spec.whatwg.org/#insert-a-comment"""
        place = (self.openElements[-1] if parent is None else parent).place
        insert(Comment(place.node_document, split_surrogates(token["data"])), place, None, False)

    def createElement(self, token: Token) -> ParserNode:
        """https://html.spec.whatwg.org/#create-an-element-for-the-token"""
        namespace = token.get("namespace", self.defaultNamespace)
        names = qualified_name(namespace, None, split_surrogates(token["name"]))
        attributes: dict[AttributeName, str] = token["data"]
        document = self.openElements[-1].place.node_document if self.openElements else self.dom_document
        node = element_node(document, names, attributes)
        element = element_of(node)
        script = element.script_processing()
        if script is not None:
            script.made_by_parser(document, self.root is not None)
        return node

    def insertElement(self, token: Token) -> ParserNode:
        """https://html.spec.whatwg.org/#insert-a-foreign-element"""
        node = self.createElement(token)
        parent, before = self.place_for_inserting()
        self.associate_with_form(element_of(node), parent)
        if not (parent.node_type == DOCUMENT_NODE and self.dom_document.document_element is not None):
            insert(node.node, parent, before, False)
        self.openElements.append(node)
        return node

    def associate_with_form(self, element: "Element", parent: "Node") -> None:
        """https://html.spec.whatwg.org/#create-an-element-for-the-token, step 13: the form pointer."""
        form = self.formPointer
        if form is None or not isinstance(element, FormControl) or element.content_attribute("form") is not None:
            return
        if form.node.tree_root() is parent.tree_root():
            element.parser_form = element_of(form)

    def insertText(self, data: str, parent: ParserNode | None = None) -> None:
        """https://html.spec.whatwg.org/#insert-a-character"""
        place, before = self.place_for_inserting()
        if place.node_type == DOCUMENT_NODE:
            return
        text = split_surrogates(data)
        last = place.last_child if before is None else before.previous_sibling
        if last is None or last is not self.growing:
            self.flush_text()
            if isinstance(last, Text) and last.node_type == TEXT_NODE:
                self.growing = last
            else:
                insert(Text(place.node_document, text), place, before, False)
                return
        self.more_text.append(text)

    def flush_text(self) -> None:
        """Give the text node what it has coming. Piece by piece, long texts would take quadratic time."""
        if self.growing is not None:
            self.growing.append_data("".join(self.more_text))
            self.growing = None
            self.more_text.clear()

    def place_for_inserting(self) -> "tuple[Node, Node | None]":
        """https://html.spec.whatwg.org/#appropriate-place-for-inserting-a-node: a parent and what comes after."""
        target = self.openElements[-1]
        if self.insertFromTable and target.name in TABLE_PARTS and target.namespace == namespaces.HTML:
            return self.foster_place()
        return target.place, None

    def foster_place(self) -> "tuple[Node, Node | None]":
        """The steps of the same for foster parenting."""
        # 1-3. A template that is closer than a table.
        for index in range(len(self.openElements) - 1, -1, -1):
            node = self.openElements[index]
            if is_template(node):
                return node.place, None
            if node.name == "table" and node.namespace == namespaces.HTML:
                # 5-7. Before the table, or in what was open before it.
                parent = node.node.parent_node
                if parent is not None:
                    return parent, node.node
                return self.openElements[index - 1].place, None
        # 4. No table: a fragment.
        return self.openElements[0].place, None

    def getTableMisnestedNodePosition(self) -> tuple[ParserNode, ParserNode | None]:
        """The same for the adoption agency, which inserts by itself."""
        parent, before = self.foster_place()
        reference = None if before is None else ParserNode(before, before, None, "")
        return ParserNode(parent, parent, None, ""), reference


def is_template(node: ParserNode) -> bool:
    """Whether it is HTML's template element."""
    return node.name == "template" and node.namespace == namespaces.HTML
