"""Links, details, slots and templates: https://html.spec.whatwg.org/#interactive-elements"""

from typing import TYPE_CHECKING

from webapis.dom.document_fragment import DocumentFragment
from webapis.dom.node import ELEMENT_NODE
from webapis.dom.slots import assign_slottables_for_a_tree, find_flattened_slottables
from webapis.dom.tree import as_element, inclusive_descendants
from webapis.html.elements.html_element import HTMLElement
from webapis.html.elements.hyperlink import Hyperlink
from webapis.html.toggling import ToggleTaskTracker

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.dom.names import QualifiedName
    from webapis.dom.node import Node
    from webapis.dom.text import Text


class HTMLAnchorElement(Hyperlink):
    """https://html.spec.whatwg.org/#htmlanchorelement"""

    @property
    def text(self) -> str:
        """https://html.spec.whatwg.org/#dom-a-text"""
        return self.descendant_text_content()

    @text.setter
    def text(self, value: str) -> None:
        self.string_replace_all(value)


class HTMLAreaElement(Hyperlink):
    """https://html.spec.whatwg.org/#htmlareaelement"""


class HTMLDetailsElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmldetailselement"""

    def __init__(self, node_document: "Document", names: "QualifiedName") -> None:
        super().__init__(node_document, names)
        self.toggle_task = ToggleTaskTracker(self)

    def attribute_changed(
        self, local_name: str, old_value: str | None, value: str | None, namespace: str | None
    ) -> None:
        super().attribute_changed(local_name, old_value, value, namespace)
        if local_name == "open" and namespace is None and (old_value is None) != (value is None):
            self.toggle_task.queue(old_value is not None)
            if value is not None:
                self.close_others_of_name()

    def close_others_of_name(self) -> None:
        """https://html.spec.whatwg.org/#ensure-details-exclusivity-by-closing-other-elements-if-needed"""
        name = self.content_attribute("name")
        if not name:
            return
        for node in inclusive_descendants(self.tree_root()):
            if isinstance(node, HTMLDetailsElement) and node is not self and node.content_attribute("name") == name:
                node.remove_attribute("open")


class AssignedNodesOptions:
    """https://html.spec.whatwg.org/#assignednodesoptions"""

    flatten: bool = False


class HTMLSlotElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlslotelement"""

    def assigned_nodes(self, options: AssignedNodesOptions | None = None) -> "list[Node]":
        """https://html.spec.whatwg.org/#dom-slot-assignednodes"""
        if options is not None and options.flatten:
            return find_flattened_slottables(self)
        return self.extras.assigned_nodes.copy() if self.extras is not None else []

    def assigned_elements(self, options: AssignedNodesOptions | None = None) -> "list[Element]":
        """https://html.spec.whatwg.org/#dom-slot-assignedelements"""
        return [as_element(node) for node in self.assigned_nodes(options) if node.node_type == ELEMENT_NODE]

    def assign(self, *nodes: "Element | Text") -> None:
        """https://html.spec.whatwg.org/#dom-slot-assign"""
        extras = self.ensure_extras()
        # 1. The nodes of before.
        for node in extras.manually_assigned_nodes:
            node.ensure_extras().manual_slot = None
        # 2-4. Those of now, each in one slot only.
        kept: dict[Node, None] = {}
        for assigned in nodes:
            assigned_extras = assigned.ensure_extras()
            other = assigned_extras.manual_slot
            if other is not None:
                other_nodes = other.ensure_extras().manually_assigned_nodes
                other.ensure_extras().manually_assigned_nodes = [one for one in other_nodes if one is not assigned]
            assigned_extras.manual_slot = self
            kept[assigned] = None
        extras.manually_assigned_nodes = list(kept)
        # 5. Assign in the whole tree.
        assign_slottables_for_a_tree(self.tree_root())


class HTMLTemplateElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmltemplateelement"""

    template_content: DocumentFragment

    def __init__(self, node_document: "Document", names: "QualifiedName") -> None:
        super().__init__(node_document, names)
        self.template_content = DocumentFragment(node_document.appropriate_template_contents_owner())
        self.template_content.content_host = self

    @property
    def content(self) -> DocumentFragment:
        """https://html.spec.whatwg.org/#dom-template-content"""
        return self.template_content

    def is_host(self) -> bool:
        return True

    def content_fragment(self) -> "Node | None":
        return self.template_content
