"""https://html.spec.whatwg.org/#association-of-controls-and-forms"""

from typing import TYPE_CHECKING, Final, cast

from webapis.dom.custom_elements import custom_data
from webapis.dom.element_states import CUSTOM, PRECUSTOMIZED
from webapis.dom.html_collection import HTMLCollection
from webapis.dom.node import ELEMENT_NODE
from webapis.dom.node_list import NodeList
from webapis.dom.tree import following, html_ancestor
from webapis.dom.tree_index import element_by_id
from webapis.html.reflection import keyword_of

if TYPE_CHECKING:
    from webapis.dom.element import Element
    from webapis.dom.node import Node

LISTED: Final = frozenset(["button", "fieldset", "input", "object", "output", "select", "textarea"])
LABELABLE: Final = frozenset(["button", "meter", "output", "progress", "select", "textarea", "input"])


def form_owner(control: "Element") -> "Element | None":
    """https://html.spec.whatwg.org/#form-owner, looked up when asked instead of kept."""
    # The form attribute, in a document, decides alone.
    identifier = control.content_attribute("form")
    if identifier is not None and control.is_connected and is_listed(control):
        named = element_by_id(control.tree_root(), identifier)
        return named if named is not None and named.is_html_named("form") else None
    # The nearest ancestor.
    form = html_ancestor(control, "form")
    if form is not None:
        return form
    # What the parser had open, as long as both stay in one tree.
    if isinstance(control, FormControl):
        associated = control.parser_form
        if associated is not None and associated.tree_root() is control.tree_root():
            return associated
    return None


def is_listed(element: "Element") -> bool:
    """https://html.spec.whatwg.org/#category-listed"""
    return element.is_html and (element.local_name in LISTED or is_form_associated(element))


def is_form_associated(element: "Element") -> bool:
    """https://html.spec.whatwg.org/#form-associated-custom-element"""
    if element.custom_element_state not in (CUSTOM, PRECUSTOMIZED):
        return False
    definition = custom_data(element).definition
    return definition is not None and definition.form_associated and definition.name == definition.local_name


def is_submit_button(element: "Element") -> bool:
    """https://html.spec.whatwg.org/#concept-submit-button"""
    if not element.is_html:
        return False
    name = element.local_name
    if name == "input":
        return keyword_of(element, "type") in ("submit", "image")
    return name == "button" and keyword_of(element, "type") not in ("button", "reset")


def listed_elements(form: "Element") -> "list[Element]":
    """The form's listed elements in tree order."""
    found: list[Element] = []
    root = form.tree_root()
    scope: Node = root
    # OPTIMIZATION: in a detached tree nothing outside of the form can be its own but what the parser associated.
    node: Node | None = scope
    while node is not None:
        if node.node_type == ELEMENT_NODE:
            element = cast("Element", node)
            if is_listed(element) and form_owner(element) is form:
                found.append(element)
        node = following(node, scope)
    return found


def is_disabled(control: "Element") -> bool:
    """https://html.spec.whatwg.org/#concept-fe-disabled"""
    if control.content_attribute("disabled") is not None:
        return True
    child = control
    parent = control.parent_element
    while parent is not None:
        if parent.is_html_named("fieldset") and parent.content_attribute("disabled") is not None:
            legend = first_legend(parent)
            if legend is None or legend is not child:
                return True
        child = parent
        parent = parent.parent_element
    return False


def first_legend(fieldset: "Element") -> "Element | None":
    """The first child that is a legend."""
    child = fieldset.first_element_child
    while child is not None:
        if child.is_html_named("legend"):
            return child
        child = child.next_element_sibling
    return None


class FormControls(HTMLCollection):
    """https://html.spec.whatwg.org/#htmlformcontrolscollection"""

    def __init__(self, form: "Element") -> None:
        super().__init__(form, True)

    @property
    def interface_name(self) -> str:
        return "HTMLFormControlsCollection"

    def current(self) -> "list[Element]":
        self.tree_version = -1  # form attributes and input types are in no version
        return super().current()

    def collect(self) -> "list[Element]":
        form = cast("Element", self.root)
        found: list[Element] = []
        for element in listed_elements(form):
            if element.local_name != "input" or keyword_of(element, "type") != "image":
                found.append(element)
        return found

    def named_items(self, name: str) -> "RadioNodeList | Element | None":
        """https://html.spec.whatwg.org/#dom-htmlformcontrolscollection-nameditem"""
        if not name:
            return None
        found = RadioNodeList(self, name)
        nodes = found.to_list()
        if len(nodes) == 1:
            return cast("Element", nodes[0])
        return found if nodes else None


class FieldsetControls(HTMLCollection):
    """https://html.spec.whatwg.org/#dom-fieldset-elements"""

    def matches(self, element: "Element") -> bool:
        return is_listed(element)


class RadioNodeList(NodeList):
    """https://html.spec.whatwg.org/#radionodelist"""

    def __init__(self, controls: FormControls, name: str) -> None:
        super().__init__()
        self.controls = controls
        self.name = name

    @property
    def interface_name(self) -> str:
        return "RadioNodeList"

    def to_list(self) -> "list[Node]":
        found: list[Node] = []
        for element in self.controls.current():
            if element.identifier == self.name or element.content_attribute("name") == self.name:
                found.append(element)
        return found

    @property
    def value(self) -> str:
        """https://html.spec.whatwg.org/#dom-radionodelist-value"""
        for node in self.to_list():
            if isinstance(node, HTMLInputElement) and node.type == "radio" and node.checked:
                return node.value
        return ""

    @value.setter
    def value(self, value: str) -> None:
        for node in self.to_list():
            if isinstance(node, HTMLInputElement) and node.type == "radio" and node.value == value:
                node.checked = True
                return


class Labels(NodeList):
    """https://html.spec.whatwg.org/#dom-lfe-labels"""

    def __init__(self, control: "Element") -> None:
        super().__init__()
        self.control = control

    def to_list(self) -> "list[Node]":
        found: list[Node] = []
        root = self.control.tree_root()
        node: Node | None = root
        while node is not None:
            if (
                node.node_type == ELEMENT_NODE
                and cast("Element", node).is_html_named("label")
                and labeled_control(cast("Element", node)) is self.control
            ):
                found.append(node)
            node = following(node, root)
        return found


def is_labelable(element: "Element") -> bool:
    """https://html.spec.whatwg.org/#category-label"""
    if not element.is_html:
        return False
    name = element.local_name
    if is_form_associated(element):
        return True
    return name in LABELABLE and not (name == "input" and keyword_of(element, "type") == "hidden")


def labeled_control(label: "Element") -> "Element | None":
    """https://html.spec.whatwg.org/#labeled-control"""
    identifier = label.content_attribute("for")
    if identifier is not None:
        named = element_by_id(label.tree_root(), identifier) if identifier else None
        return named if named is not None and is_labelable(named) else None
    node = following(label, label)
    while node is not None:
        if node.node_type == ELEMENT_NODE and is_labelable(cast("Element", node)):
            return cast("Element", node)
        node = following(node, label)
    return None


from webapis.html.elements.form_control import FormControl
from webapis.html.elements.input import HTMLInputElement
