"""The style sheets of a document or a shadow tree: https://drafts.csswg.org/cssom-1/#css-style-sheet-collections"""

from functools import cmp_to_key
from typing import TYPE_CHECKING, cast

from webapis.css.style_sheet import CSSStyleSheet, StyleSheetList
from webapis.dom.tree import is_following
from webapis.html.window import Window
from webapis.idl.exceptions import dom_exception, type_error

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.node import Node, TreeScope


class ScopeStyles:
    """https://drafts.csswg.org/cssom-1/#documentorshadowroot-document-or-shadow-root-css-style-sheets"""

    def __init__(self, root: "Node") -> None:
        self.root = root
        self.sheets: list[CSSStyleSheet] = []
        self.is_ordered = True
        self.adopted: list[CSSStyleSheet] = []
        """https://drafts.csswg.org/cssom-1/#dom-documentorshadowroot-adoptedstylesheets, its backing list"""
        self.adopted_array: object = None
        self.list = StyleSheetList(self)
        self.preferred_name = ""
        """https://drafts.csswg.org/cssom-1/#preferred-css-style-sheet-set-name"""

    def ordered(self) -> list[CSSStyleSheet]:
        """The sheets in the tree order of their owners."""
        if not self.is_ordered:
            self.sheets.sort(key=cmp_to_key(compare_owners))
            self.is_ordered = True
        return self.sheets

    def final(self) -> list[CSSStyleSheet]:
        """https://drafts.csswg.org/cssom-1/#documentorshadowroot-final-css-style-sheets"""
        return self.ordered() + self.adopted if self.adopted else self.ordered()

    def add(self, sheet: CSSStyleSheet, is_alternate: bool) -> None:
        """https://drafts.csswg.org/cssom-1/#add-a-css-style-sheet"""
        # 1. In its place.
        sheet.scope_styles = self
        self.sheets.append(sheet)
        self.is_ordered = len(self.sheets) == 1
        # 3. The first title is that of the preferred set.
        title = sheet.title_text
        if title and not is_alternate and not self.preferred_name:
            self.prefer(title)
        # 4-5. Sheets of other sets are off.
        if title and title != self.preferred_name:
            sheet.is_disabled = True
        sheet.changed()

    def remove(self, sheet: CSSStyleSheet) -> None:
        """https://drafts.csswg.org/cssom-1/#remove-a-css-style-sheet"""
        self.sheets.remove(sheet)
        sheet.changed()
        sheet.scope_styles = None
        sheet.owner_node = None

    def prefer(self, name: str) -> None:
        """https://drafts.csswg.org/cssom-1/#change-the-preferred-css-style-sheet-set-name, which enables it"""
        self.preferred_name = name
        for sheet in self.sheets:
            if sheet.title_text:
                sheet.disabled = sheet.title_text != name

    def adopted_sheets(self, window: "Window") -> object:
        """The observable array that scripts get: https://webidl.spec.whatwg.org/#idl-observable-array"""
        if self.adopted_array is None:
            self.adopted_array = window.host.observable_array(window, self.check_adopted, self.adopted_changed)
        return self.adopted_array

    def check_adopted(self, value: object) -> None:
        """https://drafts.csswg.org/cssom-1/#dom-documentorshadowroot-adoptedstylesheets: set an indexed value"""
        if not isinstance(value, CSSStyleSheet):
            raise type_error("Failed to convert value to 'CSSStyleSheet'.")
        if not value.is_constructed:
            raise dom_exception("NotAllowedError", "Can't adopt non-constructed stylesheets.")
        if value.document is not self.root.node_document:
            raise dom_exception(
                "NotAllowedError", "Sharing constructed stylesheets in multiple documents is not allowed"
            )

    def adopted_changed(self, values: list[object]) -> None:
        """The backing list is another one."""
        self.adopted = [cast(CSSStyleSheet, value) for value in values]
        self.root.node_document.style_sheets_changed()


def compare_owners(one: CSSStyleSheet, other: CSSStyleSheet) -> int:
    """By tree order."""
    first, second = one.owner_node, other.owner_node
    if first is second or first is None or second is None:
        return 0
    return -1 if is_following(first, second) else 1


def styles_of(scope: "TreeScope") -> ScopeStyles:
    """The styles of a tree; they come to be with the first sheet, or question."""
    if scope.styles is None:
        scope.styles = ScopeStyles(scope.root)
    return scope.styles


def styles_of_root(root: "Node") -> ScopeStyles:
    """The same, of a document or shadow root."""
    assert root.scope is not None
    return styles_of(root.scope)


def adopted_style_sheets(root: "Node") -> object:
    """https://drafts.csswg.org/cssom-1/#dom-documentorshadowroot-adoptedstylesheets"""
    window = window_of(root)
    return None if window is None else styles_of_root(root).adopted_sheets(window)


def set_adopted_style_sheets(root: "Node", value: object) -> None:
    """The same, set: https://webidl.spec.whatwg.org/#es-observable-array"""
    window = window_of(root)
    if window is not None:
        styles = styles_of_root(root)
        window.host.set_observable_array(window, styles.adopted_sheets(window), value)


def document_moved(root: "Node") -> None:
    """https://drafts.csswg.org/cssom-1/#dom-documentorshadowroot-adoptedstylesheets: a shadow root that is adopted has none."""
    scope = root.scope
    if scope is not None and scope.styles is not None and scope.styles.adopted:
        scope.styles.adopted = []
        scope.styles.adopted_array = None


def window_of(root: "Node") -> "Window | None":
    """The window in whose realm its arrays are made."""
    document: Document = root.node_document
    view = document.default_view
    return view if isinstance(view, Window) else None
