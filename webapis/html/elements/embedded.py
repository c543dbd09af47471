"""What embeds documents and images of others: https://html.spec.whatwg.org/#the-object-element, #the-embed-element

Of resources only documents and images are shown; for all else an object shows its fallback content, an embed nothing.
"""

from typing import TYPE_CHECKING, Final

from webapis.dom.tree import following, following_skipping_children, html_ancestor
from webapis.fetch.mime import essence, is_xml
from webapis.html.elements.form_control import FormControl
from webapis.html.elements.frames import NavigableContainer
from webapis.html.events import fire_event
from webapis.html.forms import form_owner
from webapis.html.subresources import fetch_for, is_ok

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.dom.names import QualifiedName
    from webapis.dom.node import Node
    from webapis.fetch.exchange import FetchResponse
    from webapis.html.elements.form_control import ValidityState

NOTHING: Final = "nothing"
"""Not shown at all, or a text of another kind in its place: the element's own content."""
IMAGE: Final = "image"
DOCUMENT: Final = "document"


class EmbeddedContent(NavigableContainer):
    """What object and embed have in common: the resource is fetched, and its type says what becomes of it."""

    shown: str
    """What the element represents."""
    is_hidden: bool
    """Whether it stands in an object that shows something else, as of the last run."""
    update_number: int
    """Counts the runs of the steps: what an earlier one fetched is not shown."""

    def __init__(self, node_document: "Document", names: "QualifiedName") -> None:
        super().__init__(node_document, names)
        self.shown = NOTHING
        self.is_hidden = False
        self.update_number = 0

    def source(self) -> str:
        """The address, as the attribute has it."""
        raise NotImplementedError

    def failed(self) -> None:
        """Nothing could be fetched."""
        raise NotImplementedError

    def is_exposed(self) -> bool:
        # https://html.spec.whatwg.org/#exposed: not within an object that shows something.
        return not self.is_within_shown_object()

    def is_within_shown_object(self) -> bool:
        """Whether an object around it shows something of its own, or may yet."""
        outer = html_ancestor(self, "object")
        return isinstance(outer, HTMLObjectElement) and (
            outer.shown != NOTHING or outer.is_pending() or outer.is_hidden
        )

    def is_pending(self) -> bool:
        """Whether it is not known yet what will be shown."""
        return False

    def has_media_parent(self) -> bool:
        """Whether it is the fallback of a media element, which is shown nowhere."""
        return html_ancestor(self, "audio") is not None or html_ancestor(self, "video") is not None

    @property
    def has_post_connection_steps(self) -> bool:
        return True

    def post_connected(self) -> None:
        self.queue_update()

    def removed(self, old_parent: "Node | None") -> None:
        super().removed(old_parent)
        self.update_number += 1
        self.shown = NOTHING

    def queue_update(self) -> None:
        """Queue an element task to find out what is to be shown."""
        page = self.node_document.page
        if page is None or not self.is_connected:
            return
        self.update_number += 1
        number = self.update_number
        page.delay_load()

        def update() -> None:
            if number == self.update_number and self.is_connected:
                self.update(number)
            page.release_load()

        self.node_document.agent.host.queue_element_task("DOM manipulation", self, update)

    def update(self, number: int) -> None:
        """https://html.spec.whatwg.org/#queue-an-element-task-to-...-object: fetch what there is to be shown."""
        source = self.source()
        self.is_hidden = self.is_within_shown_object()
        if not source or self.is_hidden or self.has_media_parent():
            self.show_nothing()
            return
        host = self.node_document.agent.host
        url = host.parse_url(source, self.node_document.base_url())
        if url is None:
            self.failed()
        elif url.partition("#")[0].partition("?")[0] == "about:blank":
            self.show_document(url, None)
        else:
            fetch_for(self, url, "object", lambda response: self.answer(number, url, response), True)

    def answer(self, number: int, url: str, response: "FetchResponse") -> None:
        """The resource is here, or will not come."""
        if number != self.update_number:
            return
        if not is_ok(response):
            self.failed()
            return
        kind = self.resource_type(response)
        if kind.startswith("image/") and kind != "image/svg+xml":
            self.close_document()
            self.shown = IMAGE
            fire_event(self, "load")
        elif kind.startswith(("text/", "audio/", "video/")) or is_xml(kind):
            self.show_document(url, response)
        else:
            self.show_nothing()

    def resource_type(self, response: "FetchResponse") -> str:
        """What the server says it is, or else the attribute."""
        kind = essence(response.header("content-type") or "")
        if kind in ("", "application/octet-stream"):
            kind = essence(self.content_attribute("type") or "") or kind
        return kind

    def show_document(self, url: str, response: "FetchResponse | None") -> None:
        """In a navigable of its own; its load event is the element's."""
        page = self.node_document.page
        if page is not None:
            self.shown = DOCUMENT
            page.show_embedded(self, url, response)

    def show_nothing(self) -> None:
        """Neither an image nor a document."""
        self.shown = NOTHING
        self.close_document()

    def close_document(self) -> None:
        """There is no navigable any more."""
        page = self.node_document.page
        if page is not None and self.nested_document is not None:
            page.frame_removed(self)
            self.nested_document = None


class HTMLEmbedElement(EmbeddedContent):
    """https://html.spec.whatwg.org/#htmlembedelement"""

    def source(self) -> str:
        return self.content_attribute("src") or ""

    def failed(self) -> None:
        # A page that tells of the error would be shown.
        fire_event(self, "load")

    def attribute_changed(
        self, local_name: str, old_value: str | None, value: str | None, namespace: str | None
    ) -> None:
        super().attribute_changed(local_name, old_value, value, namespace)
        if namespace is None and local_name in ("src", "type"):
            self.queue_update()


class HTMLObjectElement(EmbeddedContent):
    """https://html.spec.whatwg.org/#htmlobjectelement"""

    def __init__(self, node_document: "Document", names: "QualifiedName") -> None:
        super().__init__(node_document, names)
        self.constraints: FormControl | None = None
        """What it has of a form control: nothing but its own message, which keeps no form from being submitted."""
        self.is_undecided = False
        self.hid_its_content = False
        """Whether an object around it kept its own content from being shown, when that was looked at last."""

    def source(self) -> str:
        return self.content_attribute("data") or ""

    def failed(self) -> None:
        fire_event(self, "error")
        self.show_nothing()

    def is_pending(self) -> bool:
        return self.is_undecided and self.shown == NOTHING

    def queue_update(self) -> None:
        self.is_undecided = bool(self.source()) and self.is_connected and self.node_document.page is not None
        super().queue_update()

    def show_nothing(self) -> None:
        was_in_the_way = self.is_undecided or self.shown != NOTHING or self.hid_its_content
        self.is_undecided = False
        self.hid_its_content = self.is_hidden
        super().show_nothing()
        if was_in_the_way and not self.is_hidden:
            self.show_fallback_content()

    def show_fallback_content(self) -> None:
        """What is inside of it is shown from now on."""
        node = following(self, self)
        while node is not None:
            if isinstance(node, EmbeddedContent):
                node.queue_update()
                node = following_skipping_children(node, self)
            else:
                node = following(node, self)

    def attribute_changed(
        self, local_name: str, old_value: str | None, value: str | None, namespace: str | None
    ) -> None:
        super().attribute_changed(local_name, old_value, value, namespace)
        if namespace is None and local_name in ("data", "type"):
            self.queue_update()

    def possible_names(self) -> tuple[str, ...]:
        return self.name_and_identifier()

    # https://html.spec.whatwg.org/#the-constraint-validation-api: barred from it.

    @property
    def form(self) -> "Element | None":
        """https://html.spec.whatwg.org/#dom-fae-form"""
        return form_owner(self)

    @property
    def control(self) -> FormControl:
        """Made when it is asked for."""
        if self.constraints is None:
            self.constraints = FormControl(self.node_document, self.names)
        return self.constraints

    @property
    def will_validate(self) -> bool:
        """https://html.spec.whatwg.org/#dom-cva-willvalidate"""
        return False

    @property
    def validity(self) -> "ValidityState":
        """https://html.spec.whatwg.org/#dom-cva-validity"""
        return self.control.validity

    @property
    def validation_message(self) -> str:
        """https://html.spec.whatwg.org/#dom-cva-validationmessage"""
        return ""

    def check_validity(self) -> bool:
        """https://html.spec.whatwg.org/#dom-cva-checkvalidity"""
        return True

    def report_validity(self) -> bool:
        """https://html.spec.whatwg.org/#dom-cva-reportvalidity"""
        return True

    def set_custom_validity(self, error: str) -> None:
        """https://html.spec.whatwg.org/#dom-cva-setcustomvalidity"""
        self.control.set_custom_validity(error)
