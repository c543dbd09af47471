"""Text, CDATASection, Comment and ProcessingInstruction: https://dom.spec.whatwg.org/#interface-text and after."""

from typing import TYPE_CHECKING, cast

from webapis.dom.character_data import CharacterData
from webapis.dom.node import CDATA_SECTION_NODE, COMMENT_NODE, PROCESSING_INSTRUCTION_NODE, TEXT_NODE
from webapis.idl.exceptions import dom_exception

if TYPE_CHECKING:
    from webapis.css.style_sheet import CSSStyleSheet
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.dom.node import Node
    from webapis.html.style_processing import LinkedSheet


class Text(CharacterData):
    """https://dom.spec.whatwg.org/#interface-text"""

    def __init__(self, node_document: "Document", text: str = "", node_type: int = TEXT_NODE) -> None:
        super().__init__(node_type, node_document, text)

    @property
    def node_name(self) -> str:
        return "#text"

    @property
    def whole_text(self) -> str:
        """https://dom.spec.whatwg.org/#dom-text-wholetext"""
        first: Node = self
        while first.previous_sibling is not None and is_text(first.previous_sibling):
            first = first.previous_sibling
        parts: list[str] = []
        node: Node | None = first
        while node is not None and is_text(node):
            parts.append(cast(Text, node).text)
            node = node.next_sibling
        return "".join(parts)

    def split_text(self, offset: int) -> "Text":
        """https://dom.spec.whatwg.org/#concept-text-split"""
        # 1-2. Bounds.
        length = len(self.text)
        if offset > length:
            raise dom_exception("IndexSizeError", "The offset is larger than the length of the text.")
        # 3-5. A new node with the rest.
        count = length - offset
        new_node = Text(self.node_document, self.text[offset:])
        # 6-7. Beside this one.
        parent = self.parent_node
        if parent is not None:
            insert(new_node, parent, self.next_sibling, False)
            agent = self.node_document.agent
            if agent.live_ranges:
                ranges_at_split(agent, self, new_node, offset, parent)
        # 8. Shorten.
        replace_data(self, offset, count, "")
        return new_node

    @property
    def assigned_slot(self) -> "Element | None":
        """https://dom.spec.whatwg.org/#dom-slotable-assignedslot"""
        return find_a_slot(self, True)

    def clone_single(self, document: "Document") -> "Node":
        return Text(document, self.text)


class CDATASection(Text):
    """https://dom.spec.whatwg.org/#interface-cdatasection"""

    def __init__(self, node_document: "Document", text: str) -> None:
        super().__init__(node_document, text, CDATA_SECTION_NODE)

    @property
    def node_name(self) -> str:
        return "#cdata-section"

    def clone_single(self, document: "Document") -> "Node":
        return CDATASection(document, self.text)


class Comment(CharacterData):
    """https://dom.spec.whatwg.org/#interface-comment"""

    def __init__(self, node_document: "Document", text: str = "") -> None:
        super().__init__(COMMENT_NODE, node_document, text)

    @property
    def node_name(self) -> str:
        return "#comment"

    def clone_single(self, document: "Document") -> "Node":
        return Comment(document, self.text)


class ProcessingInstruction(CharacterData):
    """https://dom.spec.whatwg.org/#interface-processinginstruction"""

    target: str

    def __init__(self, node_document: "Document", target: str, text: str) -> None:
        super().__init__(PROCESSING_INSTRUCTION_NODE, node_document, text)
        self.target = target
        self.linked: LinkedSheet | None = None

    @property
    def node_name(self) -> str:
        return self.target

    @property
    def sheet(self) -> "CSSStyleSheet | None":
        """https://drafts.csswg.org/cssom-1/#dom-linkstyle-sheet"""
        return None if self.linked is None else self.linked.sheet

    def inserted(self) -> None:
        if self.target == "xml-stylesheet":
            if self.linked is None:
                from webapis.html.style_processing import LinkedSheet

                self.linked = LinkedSheet(self)
            self.linked.process_instruction()

    def removed(self, old_parent: "Node | None") -> None:
        if self.linked is not None:
            self.linked.removed()

    def clone_single(self, document: "Document") -> "Node":
        return ProcessingInstruction(document, self.target, self.text)


def is_text(node: "Node") -> bool:
    """Whether it is a Text node, CDATA sections included."""
    return node.node_type == TEXT_NODE or node.node_type == CDATA_SECTION_NODE


from webapis.dom.character_data import replace_data
from webapis.dom.live_ranges import ranges_at_split
from webapis.dom.mutation import insert
from webapis.dom.slots import find_a_slot
