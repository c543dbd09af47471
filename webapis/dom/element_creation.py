"""https://dom.spec.whatwg.org/#concept-create-element"""

from typing import TYPE_CHECKING, Final

from webapis.dom.element_states import FAILED, UNDEFINED
from webapis.idl.exceptions import dom_exception, type_error

if TYPE_CHECKING:
    from webapis.dom.custom_elements import CustomElementDefinition
    from webapis.dom.document import Document
    from webapis.dom.names import QualifiedName


class InterfaceTable:
    """https://dom.spec.whatwg.org/#concept-element-interface: other standards enter their classes here."""

    def __init__(self) -> None:
        self.by_name: dict[str, type[Element]] = {}
        self.fallback: type[Element] | None = None
        self.custom: type[Element] | None = None


INTERFACES: Final[dict[str, InterfaceTable]] = {}
HTML_INTERFACES: Final = InterfaceTable()


def create_interface_element(document: "Document", names: "QualifiedName") -> "Element":
    """An element of the right class, without any custom element steps."""
    namespace = names.namespace
    if names.is_html:
        table = HTML_INTERFACES
    elif namespace is not None and namespace in INTERFACES:
        table = INTERFACES[namespace]
    else:
        return Element(document, names)
    local_name = names.local_name
    interface = table.by_name.get(local_name)
    if interface is None:
        interface = table.fallback
        if table.custom is not None and is_valid_custom_element_name(local_name):
            interface = table.custom
        if interface is None:
            return Element(document, names)
    return interface(document, names)


def create_element(
    document: "Document", names: "QualifiedName", is_value: str | None = None, synchronous: bool = False
) -> "Element":
    """https://dom.spec.whatwg.org/#concept-create-element"""
    # OPTIMIZATION: a name without a dash is no custom element's, unless "is" names one.
    local_name = names.local_name
    if is_value is None and "-" not in local_name:
        return create_interface_element(document, names)
    # 3. The definition.
    definition = look_up_definition(document, names.namespace, local_name, is_value)
    # 4. A customised built-in element.
    if definition is not None and definition.name != definition.local_name:
        return create_customized_built_in(document, names, definition, synchronous)
    # 5. An autonomous custom element.
    if definition is not None:
        return create_autonomous(document, names, definition, synchronous)
    # 6. Any other; it may become one.
    element = create_interface_element(document, names)
    if names.is_html and (is_value is not None or is_valid_custom_element_name(local_name)):
        element.custom_element_state = UNDEFINED
        custom_data(element).is_value = is_value
    return element


def create_customized_built_in(
    document: "Document", names: "QualifiedName", definition: "CustomElementDefinition", synchronous: bool
) -> "Element":
    """Step 4 of creating an element."""
    element = create_interface_element(document, names)
    element.custom_element_state = UNDEFINED
    custom_data(element).is_value = definition.name
    if not synchronous:
        enqueue_upgrade_reaction(element, definition)
        return element
    try:
        upgrade_element(definition, element)
    except Exception as error:  # noqa: BLE001  (a script's exception goes to its report)
        document.agent.report_exception(error)
        element.custom_element_state = FAILED
    return element


def create_autonomous(
    document: "Document", names: "QualifiedName", definition: "CustomElementDefinition", synchronous: bool
) -> "Element":
    """Step 5 of creating an element."""
    # 5.2 Later: an undefined element with an upgrade waiting.
    if not synchronous:
        element = create_interface_element(document, names)
        element.custom_element_state = UNDEFINED
        enqueue_upgrade_reaction(element, definition)
        return element
    # 5.1 Now: run the constructor, and look at what it made.
    try:
        element = document.agent.host.construct(definition.constructor, document)
        check_constructed(element, document, names)
        element.names = names
        return element
    except Exception as error:  # noqa: BLE001  (a script's exception goes to its report)
        document.agent.report_exception(error)
        failed = create_unknown_element(document, names)
        failed.custom_element_state = FAILED
        return failed


def create_unknown_element(document: "Document", names: "QualifiedName") -> "Element":
    """An HTMLUnknownElement."""
    interface = HTML_INTERFACES.fallback
    return Element(document, names) if interface is None else interface(document, names)


def check_constructed(element: "Element", document: "Document", names: "QualifiedName") -> None:
    """Steps 5.1.3 of creating an element: a constructor must not have touched its element."""
    if not isinstance(element, Element) or not element.is_html:
        raise type_error("The result of a custom element constructor must be an HTML element.")
    if (
        element.attribute_list
        or element.first_child is not None
        or element.parent_node is not None
        or element.node_document is not document
        or element.local_name != names.local_name
    ):
        raise dom_exception("NotSupportedError", "The result of a custom element constructor must be untouched.")


from webapis.dom.custom_elements import (
    custom_data,
    enqueue_upgrade_reaction,
    is_valid_custom_element_name,
    look_up_definition,
    upgrade_element,
)
from webapis.dom.element import Element
