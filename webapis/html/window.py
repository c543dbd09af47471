"""https://html.spec.whatwg.org/#the-window-object, as far as the document's tree and events know of it"""

from typing import TYPE_CHECKING

from webapis.dom.global_scope import GlobalScope

if TYPE_CHECKING:
    from webapis.dom.document import Document


class Window(GlobalScope):
    """https://html.spec.whatwg.org/#window"""

    document: "Document"

    def __init__(self, document: "Document") -> None:
        super().__init__()
        self.document = document
        document.default_view = self

    @property
    def is_window(self) -> bool:
        return True

    def is_default_passive_target(self) -> bool:
        return True

    def report_exception(self, error: Exception) -> None:
        self.document.agent.report_exception(error)
