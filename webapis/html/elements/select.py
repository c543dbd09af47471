"""https://html.spec.whatwg.org/#the-select-element and https://html.spec.whatwg.org/#the-option-element"""

from typing import TYPE_CHECKING, Final, cast

from webapis.dom.html_collection import HTMLCollection
from webapis.dom.node import ELEMENT_NODE
from webapis.dom.text import is_text
from webapis.dom.tree import following, following_skipping_children
from webapis.html.elements.form_control import FormControl
from webapis.html.elements.html_element import HTMLElement
from webapis.html.microsyntaxes import parse_non_negative_integer
from webapis.idl.exceptions import dom_exception
from webapis.infra.ascii import split_on_whitespace

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.dom.names import QualifiedName
    from webapis.dom.node import Node

MOST_OPTIONS: Final = 100_000  # what setting the length may add


class HTMLSelectElement(FormControl):
    """https://html.spec.whatwg.org/#htmlselectelement"""

    option_collection: "HTMLOptionsCollection | None"
    newest_selected: "HTMLOptionElement | None"
    """Of the options that came in with the last insertion; the end of that one settles what it means."""
    being_parsed: bool
    """The parser settles the selectedness once it is through: at each option, many would take quadratic time."""

    def __init__(self, node_document: "Document", names: "QualifiedName") -> None:
        super().__init__(node_document, names)
        self.option_collection = None
        self.being_parsed = False
        self.newest_selected = None

    @property
    def type(self) -> str:
        """https://html.spec.whatwg.org/#dom-select-type"""
        return "select-multiple" if self.is_multiple() else "select-one"

    def is_multiple(self) -> bool:
        """Whether several options may be selected."""
        return self.content_attribute("multiple") is not None

    def display_size(self) -> int:
        """https://html.spec.whatwg.org/#concept-select-size"""
        value = self.content_attribute("size")
        size = parse_non_negative_integer(value) if value is not None else None
        return size or (4 if self.is_multiple() else 1)

    # Options.

    @property
    def options(self) -> "HTMLOptionsCollection":
        """https://html.spec.whatwg.org/#dom-select-options"""
        if self.option_collection is None:
            self.option_collection = HTMLOptionsCollection(self)
        return self.option_collection

    def option_list(self) -> "list[HTMLOptionElement]":
        """https://html.spec.whatwg.org/#concept-select-option-list"""
        return [cast(HTMLOptionElement, option) for option in self.options.current()]

    @property
    def option_count(self) -> int:
        """https://html.spec.whatwg.org/#dom-select-length"""
        return self.options.length

    @option_count.setter
    def option_count(self, value: int) -> None:
        self.options.option_count = value

    def item(self, index: int) -> "Element | None":
        """https://html.spec.whatwg.org/#dom-select-item"""
        return self.options.item(index)

    def named_item(self, name: str) -> "Element | None":
        """https://html.spec.whatwg.org/#dom-select-nameditem"""
        return self.options.named_item(name)

    def add_option(self, element: "Element", before: "Element | int | None" = None) -> None:
        """https://html.spec.whatwg.org/#dom-select-add"""
        self.options.add_option(element, before)

    def remove_or_remove_option(self, index: int | None = None) -> None:
        """https://html.spec.whatwg.org/#dom-select-remove: ChildNode's remove, or an option's."""
        if index is None:
            self.remove()
        else:
            self.options.remove_option(index)

    def set_option(self, index: int, option: "Element | None") -> None:
        """https://html.spec.whatwg.org/#dom-select-setter"""
        self.options.set_option(index, option)

    # Selection.

    @property
    def selected_options(self) -> HTMLCollection:
        """https://html.spec.whatwg.org/#dom-select-selectedoptions"""
        return self.same_collection("selected", SelectedOptions(self))

    @property
    def selected_index(self) -> int:
        """https://html.spec.whatwg.org/#dom-select-selectedindex"""
        for index, option in enumerate(self.option_list()):
            if option.selectedness:
                return index
        return -1

    @selected_index.setter
    def selected_index(self, value: int) -> None:
        for index, option in enumerate(self.option_list()):
            option.selectedness = index == value
            option.dirty = option.dirty or index == value
        self.node_document.attribute_version += 1

    @property
    def value(self) -> str:
        """https://html.spec.whatwg.org/#dom-select-value"""
        for option in self.option_list():
            if option.selectedness:
                return option.value
        return ""

    @value.setter
    def value(self, value: str) -> None:
        found = False
        for option in self.option_list():
            match = not found and option.value == value
            option.selectedness = match
            option.dirty = option.dirty or match
            found = found or match
        self.node_document.attribute_version += 1

    def settle_selectedness(self) -> None:
        """https://html.spec.whatwg.org/#selectedness-setting-algorithm"""
        if self.being_parsed or self.is_multiple():
            return
        options = self.option_list()
        newest = self.newest_selected
        self.newest_selected = None
        if newest is not None and newest.selectedness and newest.select_element() is self:
            self.select_alone(newest, options)
        selected = [option for option in options if option.selectedness]
        if not selected and self.display_size() == 1:
            for option in options:
                if not option.is_disabled():
                    option.selectedness = True
                    return
        for option in selected[:-1]:
            option.selectedness = False

    def select_alone(self, option: "HTMLOptionElement", options: "list[HTMLOptionElement]") -> None:
        """The others are not selected any more."""
        for other in options:
            if other is not option:
                other.selectedness = False

    def option_inserted(self, option: "HTMLOptionElement") -> None:
        """An option came in: the last one selected wins, once all that comes with it is there."""
        if option.selectedness and not self.being_parsed and not self.is_multiple():
            self.newest_selected = option

    def option_changed(self, option: "HTMLOptionElement") -> None:
        """An option was selected, or is not any more."""
        self.option_inserted(option)
        self.settle_selectedness()

    def children_changed(self) -> None:
        self.settle_selectedness()

    def attribute_changed(
        self, local_name: str, old_value: str | None, value: str | None, namespace: str | None
    ) -> None:
        super().attribute_changed(local_name, old_value, value, namespace)
        if local_name == "multiple" and namespace is None and value is None:
            self.newest_selected = None
            self.settle_selectedness()

    def reset(self) -> None:
        for option in self.option_list():
            option.selectedness = option.content_attribute("selected") is not None
            option.dirty = False
        self.settle_selectedness()

    def value_is_missing(self) -> bool:
        """https://html.spec.whatwg.org/#the-select-element:suffering-from-being-missing"""
        if self.content_attribute("required") is None:
            return False
        selected = [option for option in self.option_list() if option.selectedness]
        placeholder = self.placeholder_option()
        return not [option for option in selected if option is not placeholder]

    def placeholder_option(self) -> "HTMLOptionElement | None":
        """https://html.spec.whatwg.org/#placeholder-label-option"""
        if self.is_multiple() or self.display_size() != 1:
            return None
        options = self.option_list()
        if options and options[0].value == "" and options[0].parent_node is self:
            return options[0]
        return None


class HTMLOptionsCollection(HTMLCollection):
    """https://html.spec.whatwg.org/#htmloptionscollection"""

    def __init__(self, select: HTMLSelectElement) -> None:
        super().__init__(select, False)

    @property
    def interface_name(self) -> str:
        return "HTMLOptionsCollection"

    def collect(self) -> "list[Element]":
        found: list[Element] = []
        child = self.root.first_child
        while child is not None:
            if isinstance(child, HTMLOptionElement):
                found.append(child)
            elif isinstance(child, HTMLOptGroupElement):
                found.extend([inner for inner in child.child_list() if isinstance(inner, HTMLOptionElement)])
            child = child.next_sibling
        return found

    @property
    def option_count(self) -> int:
        """https://html.spec.whatwg.org/#dom-htmloptionscollection-length"""
        return len(self.current())

    @option_count.setter
    def option_count(self, value: int) -> None:
        missing = value - len(self.current())
        if missing > 0:
            if value > MOST_OPTIONS:
                return
            fragment = self.root.node_document.create_document_fragment()
            for _ in range(missing):
                fragment.append_child(self.root.node_document.create_element("option"))
            self.root.append_child(fragment)
        else:
            for option in self.current()[value:]:
                option.remove()

    def set_option(self, index: int, option: "Element | None") -> None:
        """https://html.spec.whatwg.org/#dom-htmloptionscollection-setter"""
        if option is None:
            self.remove_option(index)
            return
        length = self.option_count
        if index > length:
            if index > MOST_OPTIONS:
                return
            self.option_count = index
        current = self.item(index)
        if current is None:
            self.root.append_child(option)
        elif current.parent_node is not None:
            current.parent_node.replace_child(option, current)

    def add_option(self, element: "Element", before: "Element | int | None" = None) -> None:
        """https://html.spec.whatwg.org/#dom-htmloptionscollection-add"""
        # 1. No cycles.
        if element.contains(self.root):
            raise dom_exception("HierarchyRequestError", "The element is an ancestor of the select.")
        # 2-3. Before what.
        reference: Element | None
        if isinstance(before, int):
            reference = self.item(before)
        else:
            reference = before
            if reference is not None and not self.root.contains(reference):
                raise dom_exception("NotFoundError", "The reference is not in the select.")
        if element is reference:
            return
        # 4-6. Insert there.
        parent = reference.parent_node if reference is not None else self.root
        if parent is not None:
            parent.insert_before(element, reference)

    def remove_option(self, index: int) -> None:
        """https://html.spec.whatwg.org/#dom-htmloptionscollection-remove"""
        option = self.item(index)
        if option is not None:
            option.remove()

    @property
    def selected_index(self) -> int:
        """https://html.spec.whatwg.org/#dom-htmloptionscollection-selectedindex"""
        return cast(HTMLSelectElement, self.root).selected_index

    @selected_index.setter
    def selected_index(self, value: int) -> None:
        cast(HTMLSelectElement, self.root).selected_index = value


class SelectedOptions(HTMLCollection):
    """https://html.spec.whatwg.org/#dom-select-selectedoptions"""

    def __init__(self, select: HTMLSelectElement) -> None:
        super().__init__(select, True)

    def current(self) -> "list[Element]":
        return [option for option in cast(HTMLSelectElement, self.root).option_list() if option.selectedness]


class HTMLOptGroupElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmloptgroupelement"""

    def children_changed(self) -> None:
        if isinstance(self.parent_node, HTMLSelectElement):
            self.parent_node.settle_selectedness()


class HTMLOptionElement(HTMLElement):
    """https://html.spec.whatwg.org/#htmloptionelement"""

    selectedness: bool
    dirty: bool

    def __init__(self, node_document: "Document", names: "QualifiedName") -> None:
        super().__init__(node_document, names)
        self.selectedness = False
        self.dirty = False

    def select_element(self) -> HTMLSelectElement | None:
        """https://html.spec.whatwg.org/#option-element-nearest-ancestor-select"""
        parent = self.parent_node
        if isinstance(parent, HTMLOptGroupElement):
            parent = parent.parent_node
        return parent if isinstance(parent, HTMLSelectElement) else None

    def is_disabled(self) -> bool:
        """https://html.spec.whatwg.org/#concept-option-disabled"""
        if self.content_attribute("disabled") is not None:
            return True
        parent = self.parent_node
        return isinstance(parent, HTMLOptGroupElement) and parent.content_attribute("disabled") is not None

    @property
    def form(self) -> "Element | None":
        """https://html.spec.whatwg.org/#dom-option-form"""
        select = self.select_element()
        return form_owner(select) if select is not None else None

    @property
    def label(self) -> str:
        """https://html.spec.whatwg.org/#dom-option-label"""
        return self.content_attribute("label") or self.text

    @label.setter
    def label(self, value: str) -> None:
        self.set_attribute_value("label", value)

    @property
    def selected(self) -> bool:
        """https://html.spec.whatwg.org/#dom-option-selected"""
        return self.selectedness

    @selected.setter
    def selected(self, value: bool) -> None:
        self.selectedness = value
        self.dirty = True
        self.node_document.attribute_version += 1
        select = self.select_element()
        if select is not None:
            select.option_changed(self)

    @property
    def value(self) -> str:
        """https://html.spec.whatwg.org/#dom-option-value"""
        value = self.content_attribute("value")
        return self.text if value is None else value

    @value.setter
    def value(self, value: str) -> None:
        self.set_attribute_value("value", value)

    @property
    def text(self) -> str:
        """https://html.spec.whatwg.org/#dom-option-text: without what scripts contain."""
        parts: list[str] = []
        node = self.first_child
        while node is not None:
            if node.node_type == ELEMENT_NODE and cast("Element", node).local_name == "script":
                node = following_skipping_children(node, self)
                continue
            if is_text(node):
                parts.append(node.node_value or "")
            node = following(node, self)
        return " ".join(split_on_whitespace("".join(parts)))

    @text.setter
    def text(self, value: str) -> None:
        self.string_replace_all(value)

    @property
    def option_index(self) -> int:
        """https://html.spec.whatwg.org/#dom-option-index"""
        select = self.select_element()
        return select.option_list().index(self) if select is not None else 0

    def attribute_changed(
        self, local_name: str, old_value: str | None, value: str | None, namespace: str | None
    ) -> None:
        super().attribute_changed(local_name, old_value, value, namespace)
        if local_name == "selected" and namespace is None and not self.dirty:
            self.selectedness = value is not None
            self.node_document.attribute_version += 1
            select = self.select_element()
            if select is not None:
                select.option_changed(self)

    def inserted(self) -> None:
        select = self.select_element()
        if select is not None:
            select.option_inserted(self)

    def moved(self) -> None:
        select = self.select_element()
        if select is not None:
            select.option_changed(self)

    def cloned(self, copy: "Node", subtree: bool) -> None:
        twin = cast(HTMLOptionElement, copy)
        twin.selectedness = self.selectedness
        twin.dirty = self.dirty


from webapis.html.forms import form_owner
