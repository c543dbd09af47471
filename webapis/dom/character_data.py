"""https://dom.spec.whatwg.org/#interface-characterdata"""

from typing import TYPE_CHECKING

from webapis.dom.mutation_observer import NO_NODES, queue_mutation_record
from webapis.dom.node import Node
from webapis.idl.exceptions import dom_exception

if TYPE_CHECKING:
    from webapis.dom.document import Document


class CharacterData(Node):
    """https://dom.spec.whatwg.org/#interface-characterdata: an item of the text is a UTF-16 code unit."""

    text: str

    def __init__(self, node_type: int, node_document: "Document", text: str) -> None:
        super().__init__(node_type, node_document)
        self.text = text

    def length(self) -> int:
        return len(self.text)

    @property
    def data_length(self) -> int:
        """https://dom.spec.whatwg.org/#dom-characterdata-length"""
        return len(self.text)

    @property
    def data(self) -> str:
        """https://dom.spec.whatwg.org/#dom-characterdata-data"""
        return self.text

    @data.setter
    def data(self, value: str) -> None:
        replace_data(self, 0, len(self.text), value)

    @property
    def node_value(self) -> str | None:
        return self.text

    @node_value.setter
    def node_value(self, value: str | None) -> None:
        replace_data(self, 0, len(self.text), "" if value is None else value)

    @property
    def text_content(self) -> str | None:
        return self.text

    @text_content.setter
    def text_content(self, value: str | None) -> None:
        replace_data(self, 0, len(self.text), "" if value is None else value)

    def substring_data(self, offset: int, count: int) -> str:
        """https://dom.spec.whatwg.org/#concept-cd-substring"""
        if offset > len(self.text):
            raise dom_exception("IndexSizeError", "The offset is larger than the length of the data.")
        return self.text[offset : offset + count]

    def append_data(self, data: str) -> None:
        """https://dom.spec.whatwg.org/#dom-characterdata-appenddata"""
        replace_data(self, len(self.text), 0, data)

    def insert_data(self, offset: int, data: str) -> None:
        """https://dom.spec.whatwg.org/#dom-characterdata-insertdata"""
        replace_data(self, offset, 0, data)

    def delete_data(self, offset: int, count: int) -> None:
        """https://dom.spec.whatwg.org/#dom-characterdata-deletedata"""
        replace_data(self, offset, count, "")

    def replace_data(self, offset: int, count: int, data: str) -> None:
        """https://dom.spec.whatwg.org/#dom-characterdata-replacedata"""
        replace_data(self, offset, count, data)


def replace_data(node: CharacterData, offset: int, count: int, data: str) -> None:
    """https://dom.spec.whatwg.org/#concept-cd-replace"""
    # 1-3. Bounds.
    old = node.text
    length = len(old)
    if offset > length:
        raise dom_exception("IndexSizeError", "The offset is larger than the length of the data.")
    if offset + count > length:
        count = length - offset
    # 4. Observers.
    agent = node.node_document.agent
    if agent.observer_count:
        queue_mutation_record("characterData", node, None, None, old, NO_NODES, NO_NODES, None, None)
    # 5-7. The text.
    node.text = data if count == length else old[:offset] + data + old[offset + count :]
    node.node_document.style_version += 1
    # 8-11. Live ranges.
    if agent.live_ranges:
        ranges_at_data_replacement(agent, node, offset, count, len(data))
    # 12. The parent may care.
    parent = node.parent_node
    if parent is not None:
        parent.children_changed()


from webapis.dom.live_ranges import ranges_at_data_replacement
