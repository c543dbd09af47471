"""https://html.spec.whatwg.org/#htmlorsvgelement: what the elements of HTML, SVG and MathML have in common"""

from typing import TYPE_CHECKING

from webapis.css.animating import notice_text, speaks_of_animation
from webapis.dom.dom_token_list import DOMTokenList
from webapis.dom.element import Element
from webapis.html.dom_string_map import DOMStringMap
from webapis.html.event_handlers import event_handler_attribute_changed
from webapis.html.microsyntaxes import parse_integer

if TYPE_CHECKING:
    from webapis.css.style_declaration import CSSStyleDeclaration, InlineStyle
    from webapis.dom.document import Document
    from webapis.dom.names import QualifiedName


class HTMLOrSVGElement(Element):
    """https://html.spec.whatwg.org/#htmlorsvgelement and https://drafts.csswg.org/cssom-1/#elementcssinlinestyle"""

    data_map: "DOMStringMap | None"
    inline_style: "InlineStyle | None"
    token_lists: "dict[str, DOMTokenList] | None"
    cryptographic_nonce: str | None

    def __init__(self, node_document: "Document", names: "QualifiedName") -> None:
        super().__init__(node_document, names)
        self.data_map = None
        self.inline_style = None
        self.token_lists = None
        self.cryptographic_nonce = None

    @property
    def dataset(self) -> "DOMStringMap":
        """https://html.spec.whatwg.org/#dom-dataset"""
        if self.data_map is None:
            self.data_map = DOMStringMap(self)
        return self.data_map

    def style_attribute_declarations(self) -> "CSSStyleDeclaration":
        return self.style

    @property
    def style(self) -> "InlineStyle":
        """https://drafts.csswg.org/cssom-1/#dom-elementcssinlinestyle-style"""
        if self.inline_style is None:
            # Most pages do without, and tinycss2 takes its time.
            from webapis.css.style_declaration import InlineStyle

            self.inline_style = InlineStyle(self)
        return self.inline_style

    def token_list(self, attribute_name: str, supported: frozenset[str] | None) -> "DOMTokenList":
        """The token list of an attribute, the same each time."""
        if self.token_lists is None:
            self.token_lists = {}
        tokens = self.token_lists.get(attribute_name)
        if tokens is None:
            tokens = self.token_lists[attribute_name] = DOMTokenList(self, attribute_name, supported)
        return tokens

    @property
    def nonce(self) -> str:
        """https://html.spec.whatwg.org/#dom-noncedelement-nonce"""
        return self.cryptographic_nonce or ""

    @nonce.setter
    def nonce(self, value: str) -> None:
        self.cryptographic_nonce = value

    def hide_nonce(self) -> None:
        nonce = self.cryptographic_nonce
        if self.content_attribute("nonce"):
            self.set_attribute_value("nonce", "")
            self.cryptographic_nonce = nonce

    @property
    def tab_index(self) -> int:
        """https://html.spec.whatwg.org/#dom-tabindex"""
        parsed = parse_integer(self.content_attribute("tabindex") or "")
        if parsed is not None and -(2**31) <= parsed < 2**31:
            return parsed
        return 0 if self.is_focusable_by_default() else -1

    @tab_index.setter
    def tab_index(self, value: int) -> None:
        self.set_attribute_value("tabindex", str(value))

    def is_focusable_by_default(self) -> bool:
        """Whether tabIndex is 0 without the attribute."""
        return False

    def set_boolean_attribute(self, name: str, value: bool) -> None:
        """Reflect a boolean."""
        if value:
            self.set_attribute_value(name, "")
        else:
            self.remove_attribute(name)

    def attribute_changed(
        self, local_name: str, old_value: str | None, value: str | None, namespace: str | None
    ) -> None:
        super().attribute_changed(local_name, old_value, value, namespace)
        if namespace is None:
            if local_name == "style" or local_name == "class":
                if local_name == "style" and value is not None and speaks_of_animation(value):
                    notice_text(self.node_document, value)
                animations = self.node_document.animations
                if animations is not None:
                    animations.attribute_changed(self, local_name, old_value)
            elif local_name == "nonce":
                self.cryptographic_nonce = value
            elif local_name == "autofocus":
                self.node_document.agent.uses_autofocus = True
            elif local_name.startswith("on"):
                event_handler_attribute_changed(self, local_name, value)
