"""Buttons, labels and the smaller elements of forms: https://html.spec.whatwg.org/#forms"""

from typing import TYPE_CHECKING

from webapis.dom.document_collections import NamedElements
from webapis.dom.tree import as_node
from webapis.dom.tree_index import element_by_id
from webapis.html.elements.form import reset_form
from webapis.html.elements.form_control import FormControl
from webapis.html.elements.html_element import HTMLElement
from webapis.html.forms import FieldsetControls, Labels, form_owner, is_form_associated, labeled_control
from webapis.html.microsyntaxes import parse_float
from webapis.html.popover import run_target_action
from webapis.html.reflection import keyword_of, number_text, parse_url_attribute
from webapis.html.submission import submit_form
from webapis.uievents.synthetic import fire_synthetic_pointer_event

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.dom.event import Event
    from webapis.dom.html_collection import HTMLCollection
    from webapis.dom.names import QualifiedName
    from webapis.dom.node import Node
    from webapis.dom.node_list import NodeList


class HTMLButtonElement(FormControl):
    """https://html.spec.whatwg.org/#htmlbuttonelement"""

    @property
    def type(self) -> str:
        """https://html.spec.whatwg.org/#dom-button-type"""
        keyword = keyword_of(self, "type")
        return keyword if keyword in ("reset", "button") else "submit"

    @type.setter
    def type(self, value: str) -> None:
        self.set_attribute_value("type", value)

    @property
    def form_action(self) -> str:
        """https://html.spec.whatwg.org/#dom-fs-formaction"""
        return (
            parse_url_attribute(self.node_document, self.content_attribute("formaction"), False)
            or self.node_document.url
        )

    @form_action.setter
    def form_action(self, value: str) -> None:
        self.set_attribute_value("formaction", value)

    def is_barred(self) -> bool:
        return self.type != "submit"

    @property
    def has_activation_behavior(self) -> bool:
        return True

    def activation_behavior(self, event: "Event") -> None:
        # https://html.spec.whatwg.org/#the-button-element:activation-behaviour
        if self.is_disabled():
            return
        form = self.form
        if form is None:
            run_target_action(self)
            return
        kind = self.type
        if kind == "submit":
            submit_form(form, self, False)
        elif kind == "reset":
            reset_form(form)
        else:
            run_target_action(self)

    @property
    def popover_target_element(self) -> "Element | None":
        """https://html.spec.whatwg.org/#dom-popovertargetelement"""
        identifier = self.content_attribute("popovertarget")
        return element_by_id(self.tree_root(), identifier) if identifier else None

    @popover_target_element.setter
    def popover_target_element(self, value: "Element | None") -> None:
        if value is None:
            self.remove_attribute("popovertarget")
        else:
            self.set_attribute_value("popovertarget", value.identifier)

    @property
    def popover_target_action(self) -> str:
        """https://html.spec.whatwg.org/#dom-popovertargetaction"""
        keyword = keyword_of(self, "popovertargetaction")
        return keyword if keyword in ("show", "hide") else "toggle"

    @popover_target_action.setter
    def popover_target_action(self, value: str) -> None:
        self.set_attribute_value("popovertargetaction", value)


class HTMLLabelElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmllabelelement"""

    activating: bool = False

    @property
    def form(self) -> "Element | None":
        """https://html.spec.whatwg.org/#dom-label-form"""
        control = labeled_control(self)
        return form_owner(control) if control is not None else None

    @property
    def control(self) -> "Element | None":
        """https://html.spec.whatwg.org/#dom-label-control"""
        return labeled_control(self)

    @property
    def has_activation_behavior(self) -> bool:
        return True

    def activation_behavior(self, event: "Event") -> None:
        # https://html.spec.whatwg.org/#the-label-element: as platforms do, its control is clicked
        control = labeled_control(self)
        if control is None or self.activating or not isinstance(control, HTMLElement):
            return
        target = event.target
        node = as_node(target) if target is not None and target.is_node else None
        if node is not None and (control.contains(node) or is_within_interactive_content(node, self)):
            return
        self.activating = True
        try:
            if not control.is_disabled():
                fire_synthetic_pointer_event("click", control, not event.is_trusted)
        finally:
            self.activating = False


def is_within_interactive_content(target: "Node", label: "Element") -> bool:
    """Whether the click was on something in the label that does something of its own."""
    node: Node | None = target
    while node is not None and node is not label:
        if isinstance(node, HTMLElement) and is_interactive_content(node):
            return True
        node = node.parent_node
    return False


def is_interactive_content(element: HTMLElement) -> bool:
    """https://html.spec.whatwg.org/#interactive-content"""
    name = element.local_name
    if name in ("a", "audio", "video", "img", "object"):
        needed = {"a": "href", "audio": "controls", "video": "controls"}.get(name, "usemap")
        return element.content_attribute(needed) is not None
    if name == "input":
        return keyword_of(element, "type") != "hidden"
    if element.content_attribute("tabindex") is not None:
        return True
    return name in ("button", "details", "embed", "iframe", "label", "select", "summary", "textarea")


class HTMLFieldSetElement(FormControl):
    """https://html.spec.whatwg.org/#htmlfieldsetelement"""

    @property
    def type(self) -> str:
        """https://html.spec.whatwg.org/#dom-fieldset-type"""
        return "fieldset"

    def attribute_changed(
        self, local_name: str, old_value: str | None, value: str | None, namespace: str | None
    ) -> None:
        super().attribute_changed(local_name, old_value, value, namespace)
        if local_name == "disabled" and namespace is None and self.node_document.agent.has_form_associated_elements:
            for element in self.elements_below():
                if is_form_associated(element):
                    element.form_association_changed()

    @property
    def elements(self) -> "HTMLCollection":
        """https://html.spec.whatwg.org/#dom-fieldset-elements"""
        return self.same_collection("elements", FieldsetControls(self, False))

    def is_barred(self) -> bool:
        return True


class HTMLLegendElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmllegendelement"""

    @property
    def form(self) -> "Element | None":
        """https://html.spec.whatwg.org/#dom-legend-form"""
        parent = self.parent_element
        return form_owner(parent) if parent is not None and parent.is_html_named("fieldset") else None


class HTMLOutputElement(FormControl):
    """https://html.spec.whatwg.org/#htmloutputelement"""

    default_override: str | None

    def __init__(self, node_document: "Document", names: "QualifiedName") -> None:
        super().__init__(node_document, names)
        self.default_override = None

    @property
    def type(self) -> str:
        """https://html.spec.whatwg.org/#dom-output-type"""
        return "output"

    @property
    def default_value(self) -> str:
        """https://html.spec.whatwg.org/#dom-output-defaultvalue"""
        return self.descendant_text_content() if self.default_override is None else self.default_override

    @default_value.setter
    def default_value(self, value: str) -> None:
        if self.default_override is None:
            self.string_replace_all(value)
        else:
            self.default_override = value

    @property
    def value(self) -> str:
        """https://html.spec.whatwg.org/#dom-output-value"""
        return self.descendant_text_content()

    @value.setter
    def value(self, value: str) -> None:
        self.default_override = self.default_value
        self.string_replace_all(value)

    def is_barred(self) -> bool:
        return True

    def reset(self) -> None:
        self.string_replace_all(self.default_value)
        self.default_override = None


class HTMLDataListElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmldatalistelement"""

    @property
    def options(self) -> "HTMLCollection":
        """https://html.spec.whatwg.org/#dom-datalist-options"""
        return self.same_collection("options", NamedElements(self, "option", None))


class Gauge(HTMLElement):
    """What progress and meter share."""

    label_list: "NodeList | None" = None

    @property
    def labels(self) -> "NodeList":
        """https://html.spec.whatwg.org/#dom-lfe-labels"""
        if self.label_list is None:
            self.label_list = Labels(self)
        return self.label_list

    def number(self, name: str, fallback: float) -> float:
        """An attribute's number."""
        value = self.content_attribute(name)
        parsed = parse_float(value) if value is not None else None
        return fallback if parsed is None else parsed

    def set_number(self, name: str, value: float) -> None:
        """Reflect a number."""
        self.set_attribute_value(name, number_text(value))


class HTMLProgressElement(Gauge):
    """https://html.spec.whatwg.org/#htmlprogresselement"""

    def maximum(self) -> float:
        """https://html.spec.whatwg.org/#concept-progress-maximum"""
        value = self.number("max", 1.0)
        return value if value > 0 else 1.0

    @property
    def value(self) -> float:
        """https://html.spec.whatwg.org/#dom-progress-value"""
        return min(max(self.number("value", 0.0), 0.0), self.maximum())

    @value.setter
    def value(self, value: float) -> None:
        self.set_number("value", value)

    @property
    def position(self) -> float:
        """https://html.spec.whatwg.org/#dom-progress-position"""
        return -1.0 if self.content_attribute("value") is None else self.value / self.maximum()


class HTMLMeterElement(Gauge):
    """https://html.spec.whatwg.org/#htmlmeterelement: every number is kept within those before it."""

    @property
    def min(self) -> float:
        """https://html.spec.whatwg.org/#dom-meter-min"""
        return self.number("min", 0.0)

    @min.setter
    def min(self, value: float) -> None:
        self.set_number("min", value)

    @property
    def max(self) -> float:
        """https://html.spec.whatwg.org/#dom-meter-max"""
        value = self.number("max", 1.0)
        return value if value > self.min else self.min

    @max.setter
    def max(self, value: float) -> None:
        self.set_number("max", value)

    def within(self, value: float, low: float) -> float:
        """The value between low and the maximum."""
        high = self.max
        return low if value < low else high if value > high else value

    @property
    def value(self) -> float:
        """https://html.spec.whatwg.org/#dom-meter-value"""
        return self.within(self.number("value", 0.0), self.min)

    @value.setter
    def value(self, value: float) -> None:
        self.set_number("value", value)

    @property
    def low(self) -> float:
        """https://html.spec.whatwg.org/#dom-meter-low"""
        return self.within(self.number("low", self.min), self.min)

    @low.setter
    def low(self, value: float) -> None:
        self.set_number("low", value)

    @property
    def high(self) -> float:
        """https://html.spec.whatwg.org/#dom-meter-high"""
        return self.within(self.number("high", self.max), self.low)

    @high.setter
    def high(self, value: float) -> None:
        self.set_number("high", value)

    @property
    def optimum(self) -> float:
        """https://html.spec.whatwg.org/#dom-meter-optimum"""
        return self.within(self.number("optimum", (self.min + self.max) / 2), self.min)

    @optimum.setter
    def optimum(self, value: float) -> None:
        self.set_number("optimum", value)
