"""Elements whose name or id makes them a property of their document: forms, frames, images, objects and embeds"""

from webapis.html.elements.html_element import HTMLElement


class NamedElement(HTMLElement):
    """Tells its document when it may be such a property."""

    def inserted(self) -> None:
        super().inserted()
        element_named(self)

    def attribute_changed(
        self, local_name: str, old_value: str | None, value: str | None, namespace: str | None
    ) -> None:
        super().attribute_changed(local_name, old_value, value, namespace)
        if namespace is None and local_name in ("name", "id"):
            element_named(self)


from webapis.html.document_names import element_named  # noqa: E402
