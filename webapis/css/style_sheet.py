"""https://drafts.csswg.org/cssom-1/#css-style-sheets"""

from typing import TYPE_CHECKING

from webapis.css.animating import notice_text
from webapis.css.media_features import Environment
from webapis.css.media_list import MediaList
from webapis.css.rules import CSSRuleList
from webapis.idl.exceptions import dom_exception
from webapis.url.record import parse_url

if TYPE_CHECKING:
    from webapis.css.at_rules import CSSImportRule
    from webapis.css.rules import CSSRule
    from webapis.css.scope_styles import ScopeStyles
    from webapis.dom.document import Document
    from webapis.dom.node import Node
    from webapis.html.window import Window


class CSSStyleSheetInit:
    """https://drafts.csswg.org/cssom-1/#dictdef-cssstylesheetinit"""

    base_url: str | None = None
    media: "MediaList | str" = ""
    disabled: bool = False


class StyleSheet:
    """https://drafts.csswg.org/cssom-1/#the-stylesheet-interface"""

    wrapper: object
    href: str | None
    owner_node: "Node | None"
    parent_style_sheet: "CSSStyleSheet | None"
    media: MediaList

    def __init__(self) -> None:
        self.wrapper = None
        self.href = None
        self.owner_node = None
        self.parent_style_sheet = None
        self.title_text = ""
        self.media = MediaList("")
        self.is_disabled = False

    @property
    def type(self) -> str:
        """https://drafts.csswg.org/cssom-1/#dom-stylesheet-type"""
        return "text/css"

    @property
    def title(self) -> str | None:
        """https://drafts.csswg.org/cssom-1/#dom-stylesheet-title"""
        return self.title_text or None

    def changed(self) -> None:
        """Computed styles have to be computed again."""

    @property
    def disabled(self) -> bool:
        """https://drafts.csswg.org/cssom-1/#dom-stylesheet-disabled"""
        return self.is_disabled

    @disabled.setter
    def disabled(self, value: bool) -> None:
        if value != self.is_disabled:
            self.is_disabled = value
            self.changed()


class CSSStyleSheet(StyleSheet):
    """https://drafts.csswg.org/cssom-1/#the-cssstylesheet-interface; the rules are read when somebody asks for them."""

    def __init__(self, window: "Window | None" = None, options: CSSStyleSheetInit | None = None) -> None:
        super().__init__()
        self.document: Document | None = None
        """Whose styles depend on it: the owner's document, or the constructor document."""
        self.is_constructed = False
        self.owner_rule: CSSImportRule | None = None
        self.scope_styles: ScopeStyles | None = None
        self.base_url = ""
        self.encoding = "utf-8"
        self.is_origin_clean = True
        self.disallow_modification = False
        self.namespaces: dict[str, str] = {}
        self.source: str | None = ""
        """The text until it is read."""
        self.rule_list = CSSRuleList()
        self.version = 0
        self.media.on_change = self.changed
        if window is not None:
            self.construct(window.document, options or CSSStyleSheetInit())

    def construct(self, document: "Document", options: CSSStyleSheetInit) -> None:
        """https://drafts.csswg.org/cssom-1/#create-a-constructed-cssstylesheet"""
        self.is_constructed = True
        self.document = document
        base = document.base_url()
        if options.base_url is not None:
            url = parse_url(options.base_url, base)
            if url is None:
                raise dom_exception("NotAllowedError", f"'{options.base_url}' is not a valid base URL.")
            base = url
        self.base_url = base
        media = options.media
        self.media = MediaList(media if isinstance(media, str) else media.media_text)
        self.media.on_change = self.changed
        self.is_disabled = options.disabled

    @property
    def interface_name(self) -> str:
        """The name of the interface, which chooses the wrapper's prototype."""
        return "CSSStyleSheet"

    def environment(self) -> Environment:
        """What media queries are asked of."""
        return environment_of(self.document)

    def changed(self) -> None:
        self.version += 1
        if self.document is not None:
            self.document.style_sheets_changed()

    @property
    def all_rules(self) -> "list[CSSRule]":
        """The rules, read by now."""
        if self.source is not None:
            from webapis.css.rule_parsing import read_rules

            text, self.source = self.source, None
            self.namespaces = {}
            self.rule_list.rules[:] = read_rules(self, text)
        return self.rule_list.rules

    def set_text(self, text: str) -> None:
        """https://drafts.csswg.org/cssom-1/#set-a-css-style-sheets-rules, from a text"""
        for rule in self.rule_list.rules:
            rule.parent_style_sheet = None
        self.rule_list.rules.clear()
        self.source = text
        notice_text(self.document, text)
        self.changed()

    # The interface.

    def must_be_readable(self) -> None:
        """https://drafts.csswg.org/cssom-1/#concept-css-style-sheet-origin-clean-flag"""
        if not self.is_origin_clean:
            raise dom_exception("SecurityError", "Cannot access rules")

    def must_be_changeable(self) -> None:
        """https://drafts.csswg.org/cssom-1/#concept-css-style-sheet-disallow-modification-flag"""
        if self.disallow_modification:
            raise dom_exception("NotAllowedError", "The style sheet is being replaced.")

    @property
    def css_rules(self) -> CSSRuleList:
        """https://drafts.csswg.org/cssom-1/#dom-cssstylesheet-cssrules"""
        self.must_be_readable()
        self.all_rules  # noqa: B018
        return self.rule_list

    def insert_rule(self, rule: str, index: int = 0) -> int:
        """https://drafts.csswg.org/cssom-1/#dom-cssstylesheet-insertrule"""
        from webapis.css.at_rules import CSSImportRule
        from webapis.css.rule_changes import insert_rule

        self.must_be_readable()
        self.must_be_changeable()
        made = insert_rule(self, None, self.all_rules, rule, index)
        self.changed()
        if isinstance(made, CSSImportRule) and self.owner_node is not None:
            from webapis.css.imports import load_import

            load_import(made, self, self.owner_node, lambda works: None)
        return index

    def delete_rule(self, index: int = 0) -> None:
        """https://drafts.csswg.org/cssom-1/#dom-cssstylesheet-deleterule"""
        from webapis.css.rule_changes import remove_rule

        self.must_be_readable()
        self.must_be_changeable()
        remove_rule(self.all_rules, index)
        self.changed()

    def add_rule(self, selector: str = "undefined", style: str = "undefined", index: int | None = None) -> int:
        """https://drafts.csswg.org/cssom-1/#dom-cssstylesheet-addrule"""
        body = f" {style} " if style else " "
        self.insert_rule(f"{selector} {{{body}}}", len(self.all_rules) if index is None else index)
        return -1

    def replace(self, window: "Window", text: str) -> object:
        """https://drafts.csswg.org/cssom-1/#dom-cssstylesheet-replace"""
        promise = window.host.new_promise(window)
        if not self.is_constructed or self.disallow_modification:
            promise.reject(dom_exception("NotAllowedError", "Only constructed style sheets can be replaced."))
            return promise.promise
        self.disallow_modification = True

        def steps() -> None:
            self.replace_rules(text)
            self.disallow_modification = False
            promise.resolve(self)

        window.host.queue_global_task("DOM manipulation", window, steps, "CSSStyleSheet.replace")
        return promise.promise

    def replace_sync(self, text: str) -> None:
        """https://drafts.csswg.org/cssom-1/#dom-cssstylesheet-replacesync"""
        if not self.is_constructed or self.disallow_modification:
            raise dom_exception("NotAllowedError", "Only constructed style sheets can be replaced.")
        self.replace_rules(text)

    def replace_rules(self, text: str) -> None:
        """Rules without imports, which constructed sheets do not take."""
        from webapis.css.at_rules import CSSImportRule

        self.set_text(text)
        if "@import" in text.lower():
            rules = self.all_rules
            rules[:] = [rule for rule in rules if not isinstance(rule, CSSImportRule)]


class StyleSheetList:
    """https://drafts.csswg.org/cssom-1/#the-stylesheetlist-interface"""

    wrapper: object

    def __init__(self, styles: "ScopeStyles") -> None:
        self.wrapper = None
        self.styles = styles

    @property
    def length(self) -> int:
        """https://drafts.csswg.org/cssom-1/#dom-stylesheetlist-length"""
        return len(self.styles.ordered())

    def item(self, index: int) -> CSSStyleSheet | None:
        """https://drafts.csswg.org/cssom-1/#dom-stylesheetlist-item"""
        sheets = self.styles.ordered()
        return sheets[index] if 0 <= index < len(sheets) else None


def environment_of(document: "Document | None") -> Environment:
    """What the media queries of a document are asked of; one that is not shown has the usual one."""
    page = None if document is None else document.page
    return Environment() if page is None else page.environment()
