"""https://html.spec.whatwg.org/#script-processing-model, as far as elements go; `browser` prepares and runs.

Elements of HTML and of SVG are script elements, and have no class in common that others do not have: each of these
owns a `ScriptProcessing`, which `Node.script_processing` gives.
"""

from typing import TYPE_CHECKING

from webapis.dom.document_html import child_text_content

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.element import Element


class ScriptProcessing:
    """What a script element knows of its script, and the steps that HTML's and SVG's share."""

    parser_document: "Document | None"
    already_started: bool
    force_async: bool

    def __init__(self, element: "Element") -> None:
        self.element = element
        self.parser_document = None
        self.already_started = False
        self.force_async = True

    @property
    def text(self) -> str:
        """What an inline script runs."""
        return child_text_content(self.element)

    def source(self) -> str | None:
        """The address of an external script."""
        return self.element.content_attribute("src")

    @property
    def is_async(self) -> bool:
        """https://html.spec.whatwg.org/#dom-script-async"""
        return self.force_async or self.element.content_attribute("async") is not None

    def set_async(self, value: bool) -> None:
        """https://html.spec.whatwg.org/#dom-script-async, the setter."""
        self.force_async = False
        if value:
            self.element.set_attribute_value("async", "")
        else:
            self.element.remove_attribute("async")

    def made_by_parser(self, document: "Document", in_fragment: bool) -> None:
        """The parser has it in hand; in fragments it never runs."""
        self.parser_document = document
        self.force_async = False
        self.already_started = in_fragment

    def prepare(self) -> None:
        """Unless the parser still has it in hand, or it ran: https://html.spec.whatwg.org/#prepare-the-script-element"""
        runner = self.element.node_document.script_runner
        if runner is not None and not self.already_started and self.parser_document is None:
            runner(self.element)

    def prepare_if_connected(self) -> None:
        """The same when something of the element changed."""
        if self.element.is_connected:
            self.prepare()

    def cloned(self, copy: "ScriptProcessing | None") -> None:
        """https://html.spec.whatwg.org/#script-processing-model, the cloning steps."""
        if copy is not None:
            copy.already_started = self.already_started
