"""https://html.spec.whatwg.org/#the-script-element"""

from typing import TYPE_CHECKING, Final

from webapis.dom.document_html import child_text_content
from webapis.html.elements.html_element import HTMLElement
from webapis.html.script_processing import ScriptProcessing

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.names import QualifiedName
    from webapis.dom.node import Node


class HTMLScriptElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmlscriptelement"""

    def __init__(self, node_document: "Document", names: "QualifiedName") -> None:
        super().__init__(node_document, names)
        self.processing = ScriptProcessing(self)

    @property
    def text(self) -> str:
        """https://html.spec.whatwg.org/#dom-script-text"""
        return child_text_content(self)

    @text.setter
    def text(self, value: str) -> None:
        self.string_replace_all(value)

    @property
    def async_(self) -> bool:
        """https://html.spec.whatwg.org/#dom-script-async"""
        return self.processing.is_async

    @async_.setter
    def async_(self, value: bool) -> None:
        self.processing.set_async(value)

    def script_processing(self) -> ScriptProcessing | None:
        return self.processing

    @property
    def has_post_connection_steps(self) -> bool:
        return True

    def post_connected(self) -> None:
        self.processing.prepare()

    def children_changed(self) -> None:
        self.processing.prepare_if_connected()

    def child_removed(self) -> None:
        """Nothing: what is less does not make a script run."""

    def attribute_changed(
        self, local_name: str, old_value: str | None, value: str | None, namespace: str | None
    ) -> None:
        super().attribute_changed(local_name, old_value, value, namespace)
        if namespace is None and value is not None:
            if local_name == "async":
                self.processing.force_async = False
            elif local_name == "src":
                self.processing.prepare_if_connected()

    def cloned(self, copy: "Node", subtree: bool) -> None:
        self.processing.cloned(copy.script_processing())


def supports(type: str) -> bool:
    """https://html.spec.whatwg.org/#dom-script-supports"""
    return type in SUPPORTED_SCRIPT_TYPES


SUPPORTED_SCRIPT_TYPES: Final = frozenset(["classic", "module", "importmap"])
