"""https://html.spec.whatwg.org/#the-document-object: what the HTML Standard adds to documents"""

from time import gmtime, strftime
from typing import TYPE_CHECKING, cast

from webapis.dom.character_data import CharacterData
from webapis.dom.document_collections import ElementsByName, NamedElements
from webapis.dom.event import retarget
from webapis.dom.node import CDATA_SECTION_NODE, ELEMENT_NODE, TEXT_NODE, Node
from webapis.dom.parent_node import ParentNode
from webapis.dom.tree import following
from webapis.html.window import Window
from webapis.idl.exceptions import dom_exception
from webapis.infra import namespaces
from webapis.infra.ascii import ascii_lowercase, split_on_whitespace

if TYPE_CHECKING:
    from collections.abc import Callable

    from webapis.animation.animation import Animation
    from webapis.animation.document_animations import DocumentAnimations
    from webapis.animation.timeline import DocumentTimeline
    from webapis.css.cascade.engine import StyleEngine
    from webapis.css.style_sheet import StyleSheetList
    from webapis.dom.agent import Agent
    from webapis.dom.custom_elements import CustomElementRegistry
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.dom.event_target import EventTarget
    from webapis.dom.html_collection import HTMLCollection
    from webapis.dom.node_list import NodeList
    from webapis.host import DocumentHost
    from webapis.html.document_names import ElementNames
    from webapis.html.elements.html_element import HTMLElement
    from webapis.html.location import Location
    from webapis.selection.selection import Selection


class HTMLDocumentPart(ParentNode):
    """https://html.spec.whatwg.org/#document, partial interface Document. `Document` is its only subclass."""

    agent: "Agent"
    is_html: bool
    tree_version: int
    attribute_version: int
    style_version: int
    sheets_version: int
    style_engine: "StyleEngine | None"
    """https://drafts.csswg.org/css-cascade-5/, once somebody has asked for a style."""
    animations: "DocumentAnimations | None"
    """https://drafts.csswg.org/web-animations-1/, once there may be any."""
    default_view: "EventTarget | None"
    custom_element_registry: "CustomElementRegistry | None"
    # What the user points at: https://drafts.csswg.org/selectors-4/#useraction-pseudos
    focused_element: "Element | None"
    hovered_element: "Element | None"
    active_press_element: "Element | None"
    target_element: "Element | None"
    ready_state: str
    referrer: str
    is_xml_document_object: bool
    base_url_steps: "Callable[[Document], str] | None"
    collections: "dict[str, HTMLCollection]"
    scripting_enabled: bool
    template_contents_owner: "Document | None"
    # https://html.spec.whatwg.org/#throw-on-dynamic-markup-insertion-counter
    throw_on_dynamic_markup_insertion: int
    # What a page gives: https://html.spec.whatwg.org/#prepare-the-script-element
    script_runner: "Callable[[Element], None] | None"
    current_script: "Element | None"
    page: "DocumentHost | None"
    modified: float | None
    """When the resource was changed, in seconds since 1970, if its server said so."""
    base_elements: "list[Element]"
    available_images: "dict[tuple[str, str | None], tuple[int, int]]"
    """https://html.spec.whatwg.org/#list-of-available-images: sizes by address and CORS settings"""
    modal_dialogs: "list[Element]"
    """In the order in which they were opened; the last blocks all that is outside of it."""
    hides_nonces: bool
    """Whether a Content Security Policy came with the headers: https://html.spec.whatwg.org/#nonce-attributes"""
    element_names: "ElementNames | None"
    """What its named properties are made of, once there are such elements."""
    # https://html.spec.whatwg.org/#will-declaratively-refresh
    will_declaratively_refresh: bool
    # https://html.spec.whatwg.org/#auto-popover-list
    auto_popovers: "list[HTMLElement]"

    def named_getter(self, name: str) -> object:
        """https://html.spec.whatwg.org/#dom-document-nameditem"""
        return None if self.element_names is None else self.element_names.object_of(name)

    def supported_names(self) -> list[str]:
        """https://html.spec.whatwg.org/#dom-document-namedItem-which"""
        return [] if self.element_names is None else self.element_names.names()

    def initialize_html_part(self) -> None:
        """The members' first values."""
        self.sheets_version = 0
        self.style_engine = None
        self.animations = None
        self.default_view = None
        self.will_declaratively_refresh = False
        self.auto_popovers = []
        self.custom_element_registry = None
        self.focused_element = None
        self.hovered_element = None
        self.active_press_element = None
        self.target_element = None
        self.ready_state = "complete"
        self.referrer = ""
        self.is_xml_document_object = False
        self.base_url_steps = None
        self.collections = {}
        self.scripting_enabled = False
        self.template_contents_owner = None
        self.throw_on_dynamic_markup_insertion = 0
        self.script_runner = None
        self.current_script = None
        self.page = None
        self.modified = None
        self.base_elements = []
        self.modal_dialogs = []
        self.available_images = {}
        self.hides_nonces = False
        self.element_names = None

    # Style sheets: https://drafts.csswg.org/cssom-1/#extensions-to-the-document-or-shadow-root-interface

    def style_sheets_changed(self) -> None:
        """A style sheet came, went or is another one."""
        self.style_version += 1
        self.sheets_version += 1

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

    def base_url(self) -> str:
        """https://html.spec.whatwg.org/#document-base-url; the page's loader says how base elements count."""
        document = cast("Document", self)
        return document.url if self.base_url_steps is None else self.base_url_steps(document)

    # The page.

    @property
    def location(self) -> "Location | None":
        """https://html.spec.whatwg.org/#dom-document-location"""
        view = self.default_view
        return view.location if isinstance(view, Window) else None

    def get_selection(self) -> "Selection | None":
        """https://w3c.github.io/selection-api/#dom-document-getselection"""
        view = self.default_view
        return view.get_selection() if isinstance(view, Window) else None

    @property
    def domain(self) -> str:
        """https://html.spec.whatwg.org/#dom-document-domain"""
        view = self.default_view
        origin = view.origin if isinstance(view, Window) else ""
        return origin.partition("://")[2].partition(":")[0]

    @domain.setter
    def domain(self, value: str) -> None:
        raise dom_exception("SecurityError", "Assignment of document.domain is not supported.")

    @property
    def cookie(self) -> str:
        """https://html.spec.whatwg.org/#dom-document-cookie"""
        window = self.window_with_cookies()
        return "" if window is None else window.host.cookies(window)

    @cookie.setter
    def cookie(self, value: str) -> None:
        window = self.window_with_cookies()
        if window is not None:
            window.host.set_cookie(window, value)

    def window_with_cookies(self) -> "Window | None":
        """None where the document is https://html.spec.whatwg.org/#cookie-averse-document-object"""
        view = self.default_view
        if not isinstance(view, Window):
            return None
        if view.opaque_origin is not None:
            raise dom_exception("SecurityError", "The document is sandboxed without 'allow-same-origin'.")
        return view if view.document.url.startswith(("http:", "https:")) else None

    @property
    def last_modified(self) -> str:
        """https://html.spec.whatwg.org/#dom-document-lastmodified: where the page does not say, now."""
        view = self.default_view
        seconds = view.host.time_of_day() / 1000 if isinstance(view, Window) else 0.0
        if self.modified is not None:
            seconds = self.modified
        return strftime("%m/%d/%Y %H:%M:%S", gmtime(seconds))

    @property
    def hidden(self) -> bool:
        """https://html.spec.whatwg.org/#dom-document-hidden"""
        return self.default_view is None

    @property
    def visibility_state(self) -> str:
        """https://html.spec.whatwg.org/#dom-document-visibilitystate"""
        return "hidden" if self.default_view is None else "visible"

    def write(self, *text: str) -> None:
        """https://html.spec.whatwg.org/#dom-document-write"""
        self.must_be_html()
        if self.page is not None:
            self.page.write("".join(text))

    def writeln(self, *text: str) -> None:
        """https://html.spec.whatwg.org/#dom-document-writeln"""
        self.must_be_html()
        if self.page is not None:
            self.page.write("".join(text) + "\n")

    def open(
        self, first: str | None = None, second: str | None = None, features: str | None = None
    ) -> "Document | Window | None":
        """https://html.spec.whatwg.org/#dom-document-open, and #dom-document-open-window where there are three"""
        if features is not None:
            view = self.default_view
            if not isinstance(view, Window):
                raise dom_exception("InvalidAccessError", "The document is not shown anywhere.")
            return view.open(first or "", second or "", features)
        self.must_be_html()
        if self.page is not None:
            self.page.open()
        return cast("Document", self)

    def close(self) -> None:
        """https://html.spec.whatwg.org/#dom-document-close"""
        self.must_be_html()
        if self.page is not None:
            self.page.close()

    def must_be_html(self) -> None:
        """XML has no dynamic markup insertion, and the parser has none while it constructs a custom element."""
        if self.throw_on_dynamic_markup_insertion:
            raise dom_exception("InvalidStateError", "A custom element is being constructed.")
        if not self.is_html:
            raise dom_exception("InvalidStateError", "Only HTML documents support this.")

    @property
    def head(self) -> "Element | None":
        """https://html.spec.whatwg.org/#dom-document-head"""
        html = cast("Document", self).document_element
        if html is None or not html.is_html_named("html"):
            return None
        return first_child_named(html, "head", "head")

    @property
    def body(self) -> "Element | None":
        """https://html.spec.whatwg.org/#dom-document-body"""
        html = cast("Document", self).document_element
        if html is None or not html.is_html_named("html"):
            return None
        return first_child_named(html, "body", "frameset")

    @body.setter
    def body(self, value: "Element | None") -> None:
        # 1. A body or frameset only.
        if value is None or not (value.is_html_named("body") or value.is_html_named("frameset")):
            raise dom_exception("HierarchyRequestError", "The new body element must be a 'body' or 'frameset'.")
        # 2-3. In the place of the present one.
        current = self.body
        if current is value:
            return
        if current is not None and current.parent_node is not None:
            current.parent_node.replace_child(value, current)
            return
        # 4-5. Or at the end.
        html = cast("Document", self).document_element
        if html is None:
            raise dom_exception("HierarchyRequestError", "No document element exists.")
        html.append_child(value)

    def title_element(self) -> "Element | None":
        """https://html.spec.whatwg.org/#the-title-element-2"""
        node = following(self, self)
        while node is not None:
            if node.node_type == ELEMENT_NODE and cast("Element", node).is_html_named("title"):
                return cast("Element", node)
            node = following(node, self)
        return None

    @property
    def title(self) -> str:
        """https://html.spec.whatwg.org/#document.title"""
        root = cast("Document", self).document_element
        if root is not None and root.namespace_uri == namespaces.SVG and root.local_name == "svg":
            element = svg_title(root)
        else:
            element = self.title_element()
        if element is None:
            return ""
        return " ".join(split_on_whitespace(child_text_content(element)))

    @title.setter
    def title(self, value: str) -> None:
        document = cast("Document", self)
        root = document.document_element
        if root is not None and root.namespace_uri == namespaces.SVG and root.local_name == "svg":
            element = svg_title(root)
            if element is None:
                element = document.create_element_ns(namespaces.SVG, "title")
                root.insert_before(element, root.first_child)
        elif root is not None and root.is_html:
            element = self.title_element()
            if element is None:
                head = self.head
                if head is None:
                    return
                element = document.create_element_ns(namespaces.HTML, "title")
                head.append_child(element)
        else:
            return
        element.string_replace_all(value)

    @property
    def dir(self) -> str:
        """https://html.spec.whatwg.org/#dom-document-dir"""
        html = cast("Document", self).document_element
        if html is None or not html.is_html_named("html"):
            return ""
        value = ascii_lowercase(html.content_attribute("dir") or "")
        return value if value in ("ltr", "rtl", "auto") else ""

    @dir.setter
    def dir(self, value: str) -> None:
        html = cast("Document", self).document_element
        if html is not None and html.is_html_named("html"):
            html.set_attribute_value("dir", value)

    def named_collection(self, names: str, attribute: str | None = None) -> "HTMLCollection":
        """A collection, the same each time, of the HTML elements of these names that have the attribute."""
        key = names if attribute is None else f"{names}[{attribute}]"
        collection = self.collections.get(key)
        if collection is None:
            collection = self.collections[key] = NamedElements(self, names, attribute)
        return collection

    @property
    def images(self) -> "HTMLCollection":
        """https://html.spec.whatwg.org/#dom-document-images"""
        return self.named_collection("img")

    @property
    def embeds(self) -> "HTMLCollection":
        """https://html.spec.whatwg.org/#dom-document-embeds"""
        return self.named_collection("embed")

    @property
    def plugins(self) -> "HTMLCollection":
        """https://html.spec.whatwg.org/#dom-document-plugins"""
        return self.named_collection("embed")

    @property
    def links(self) -> "HTMLCollection":
        """https://html.spec.whatwg.org/#dom-document-links"""
        return self.named_collection("a area", "href")

    @property
    def forms(self) -> "HTMLCollection":
        """https://html.spec.whatwg.org/#dom-document-forms"""
        return self.named_collection("form")

    @property
    def scripts(self) -> "HTMLCollection":
        """https://html.spec.whatwg.org/#dom-document-scripts"""
        return self.named_collection("script")

    @property
    def anchors(self) -> "HTMLCollection":
        """https://html.spec.whatwg.org/#dom-document-anchors"""
        return self.named_collection("a", "name")

    @property
    def applets(self) -> "HTMLCollection":
        """https://html.spec.whatwg.org/#dom-document-applets: always empty."""
        return self.named_collection("")

    def get_elements_by_name(self, element_name: str) -> "NodeList":
        """https://html.spec.whatwg.org/#dom-document-getelementsbyname"""
        return ElementsByName(self, element_name)

    def has_focus(self) -> bool:
        """https://html.spec.whatwg.org/#dom-document-hasfocus: a page that is shown has the system's focus."""
        return self.default_view is not None

    def get_animations(self) -> "list[Animation]":
        """https://drafts.csswg.org/web-animations-1/#dom-documentorshadowroot-getanimations"""
        from webapis.animation.animatable import get_animations_of_tree

        return get_animations_of_tree(self)

    @property
    def timeline(self) -> "DocumentTimeline":
        """https://drafts.csswg.org/web-animations-1/#dom-document-timeline"""
        from webapis.animation.animatable import timeline_of

        return timeline_of(self)

    @property
    def active_element(self) -> "Element | None":
        """https://html.spec.whatwg.org/#dom-documentorshadowroot-activeelement"""
        focused = self.focused_element
        if focused is not None and focused.is_connected:
            target = retarget(focused, self)
            if target is not None and target.is_node and target.tree_root() is self:
                return cast("Element", target)
        body = self.body
        return body if body is not None else cast("Document", self).document_element


def first_child_named(parent: "Element", name: str, other_name: str) -> "Element | None":
    """The first child that is an HTML element of either name."""
    node = parent.first_child
    while node is not None:
        if node.node_type == ELEMENT_NODE:
            element = cast("Element", node)
            if element.is_html_named(name) or element.is_html_named(other_name):
                return element
        node = node.next_sibling
    return None


def svg_title(root: "Element") -> "Element | None":
    """An SVG document's title element."""
    node = root.first_child
    while node is not None:
        if node.node_type == ELEMENT_NODE:
            element = cast("Element", node)
            if element.namespace_uri == namespaces.SVG and element.local_name == "title":
                return element
        node = node.next_sibling
    return None


def child_text_content(parent: Node) -> str:
    """https://dom.spec.whatwg.org/#concept-child-text-content"""
    parts: list[str] = []
    node = parent.first_child
    while node is not None:
        if node.node_type in (TEXT_NODE, CDATA_SECTION_NODE):
            parts.append(cast("CharacterData", node).text)
        node = node.next_sibling
    return "".join(parts)
