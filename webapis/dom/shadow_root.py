"""https://dom.spec.whatwg.org/#interface-shadowroot"""

from typing import TYPE_CHECKING, cast

from webapis.dom.document_fragment import DocumentFragment
from webapis.dom.event import retarget

if TYPE_CHECKING:
    from webapis.animation.animation import Animation
    from webapis.css.style_sheet import StyleSheetList
    from webapis.dom.custom_elements import CustomElementRegistry
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.dom.event import Event
    from webapis.dom.event_target import EventTarget
    from webapis.html.serialization import GetHTMLOptions
    from webapis.selection.selection import Selection


class ShadowRootInit:
    """https://dom.spec.whatwg.org/#dictdef-shadowrootinit"""

    mode: str = "open"
    delegates_focus: bool = False
    slot_assignment: str = "named"
    clonable: bool = False
    serializable: bool = False


class ShadowRoot(DocumentFragment):
    """https://dom.spec.whatwg.org/#interface-shadowroot"""

    host: "Element"
    mode: str
    delegates_focus: bool
    slot_assignment: str
    clonable: bool
    serializable: bool
    available_to_element_internals: bool
    declarative: bool
    custom_element_registry: "CustomElementRegistry | None"
    slot_cache: "list[Element]"
    slot_cache_version: int
    tree_selection: "Selection | None"

    def __init__(self, node_document: "Document", host: "Element", init: ShadowRootInit) -> None:
        super().__init__(node_document)
        self.host = host
        self.mode = init.mode
        self.delegates_focus = init.delegates_focus
        self.slot_assignment = init.slot_assignment
        self.clonable = init.clonable
        self.serializable = init.serializable
        self.available_to_element_internals = False
        self.declarative = False
        self.custom_element_registry = None
        self.slot_cache = []
        self.slot_cache_version = -1
        self.tree_selection = None
        self.scope = TreeScope(self)
        self.is_connected = host.is_connected

    def selection(self) -> "Selection | None":
        """Chromium's getSelection: what is selected in this tree, where it is shown."""
        if self.node_document.default_view is None:
            return None
        from webapis.selection.selection import selection_of_tree

        return selection_of_tree(self)

    @property
    def is_shadow_root(self) -> bool:
        return True

    def is_closed_shadow_root(self) -> bool:
        return self.mode == "closed"

    def is_in_shadow_tree(self) -> bool:
        return True

    def shadow_host(self) -> "Element":
        return self.host

    def fragment_host(self) -> "Element":
        return self.host

    def get_the_parent(self, event: "Event") -> "EventTarget | None":
        # https://dom.spec.whatwg.org/#interface-shadowroot: events of its own that are not composed stay inside.
        if not event.composed:
            path = event.path
            if path and path[0].invocation_target.tree_root() is self:
                return None
        return self.host

    def slots(self) -> "list[Element]":
        """The slots of the tree, in tree order."""
        version = self.node_document.tree_version
        if self.slot_cache_version != version:
            self.slot_cache_version = version
            found: list[Element] = []
            node = self.first_child
            while node is not None:
                if is_slot(node):
                    found.append(cast("Element", node))
                node = following(node, self)
            self.slot_cache = found
        return self.slot_cache

    @property
    def style_sheets(self) -> "StyleSheetList":
        """https://drafts.csswg.org/cssom-1/#dom-documentorshadowroot-stylesheets"""
        from webapis.css.scope_styles import styles_of_root

        return styles_of_root(self).list

    @property
    def adopted_style_sheets(self) -> object:
        """https://drafts.csswg.org/cssom-1/#dom-documentorshadowroot-adoptedstylesheets"""
        from webapis.css.scope_styles import adopted_style_sheets

        return adopted_style_sheets(self)

    @adopted_style_sheets.setter
    def adopted_style_sheets(self, value: object) -> None:
        from webapis.css.scope_styles import set_adopted_style_sheets

        set_adopted_style_sheets(self, value)

    @property
    def inner_html(self) -> str:
        """https://html.spec.whatwg.org/#dom-shadowroot-innerhtml"""
        from webapis.html.dom_parsing import serialize_fragment

        return serialize_fragment(self)

    @inner_html.setter
    def inner_html(self, value: str) -> None:
        from webapis.html.dom_parsing import set_shadow_inner_html

        set_shadow_inner_html(self, value)

    def get_html(self, options: "GetHTMLOptions | None" = None) -> str:
        """https://html.spec.whatwg.org/#dom-shadowroot-gethtml"""
        from webapis.html.serialization import serialize_children

        return serialize_children(self, options)

    def set_html_unsafe(self, html: str) -> None:
        """https://html.spec.whatwg.org/#dom-shadowroot-sethtmlunsafe"""
        from webapis.html.dom_parsing import set_html_unsafe

        set_html_unsafe(self, self.host, html)

    def get_animations(self) -> "list[Animation]":
        """https://drafts.csswg.org/web-animations-1/#dom-documentorshadowroot-getanimations"""
        from webapis.animation.animatable import get_animations_of_tree

        return get_animations_of_tree(self)

    @property
    def active_element(self) -> "Element | None":
        """https://html.spec.whatwg.org/#dom-documentorshadowroot-activeelement"""
        focused = self.node_document.focused_element
        if focused is None:
            return None
        target = retarget(focused, self)
        if target is not None and target.is_node and target.tree_root() is self:
            return cast("Element", target)
        return None


from webapis.dom.node import TreeScope
from webapis.dom.slots import is_slot
from webapis.dom.tree import following
