"""https://drafts.csswg.org/cssom-1/#css-rules: rules that hold declarations or other rules"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from webapis.css.style_declaration import RuleStyle, serialize_block
from webapis.idl.exceptions import DOMException

if TYPE_CHECKING:
    from webapis.css.declaration_parsing import Declaration
    from webapis.css.media_list import MediaList
    from webapis.css.style_declaration import CSSStyleDeclaration
    from webapis.css.style_sheet import CSSStyleSheet
    from webapis.selectors.structure import SelectorList


class CSSRule:
    """https://drafts.csswg.org/cssom-1/#the-cssrule-interface"""

    wrapper: object
    parent_rule: "CSSRule | None"
    parent_style_sheet: "CSSStyleSheet | None"

    def __init__(self) -> None:
        self.wrapper = None
        self.parent_rule = None
        self.parent_style_sheet = None

    @property
    def type(self) -> int:
        """https://drafts.csswg.org/cssom-1/#dom-cssrule-type: kinds that came later have none."""
        return 0

    @property
    def css_text(self) -> str:
        """https://drafts.csswg.org/cssom-1/#serialize-a-css-rule"""
        raise NotImplementedError

    @css_text.setter
    def css_text(self, value: str) -> None:
        """https://drafts.csswg.org/cssom-1/#dom-cssrule-csstext: setting does nothing."""

    def changed(self) -> None:
        """Whatever asks the sheet has to ask again."""
        sheet = self.parent_style_sheet
        if sheet is not None:
            sheet.changed()

    def parent_selectors(self) -> "SelectorList | None":
        """What & stands for in rules inside of this one: https://drafts.csswg.org/css-nesting-1/#nest-selector"""
        return None if self.parent_rule is None else self.parent_rule.parent_selectors()


class CSSRuleList:
    """https://drafts.csswg.org/cssom-1/#the-cssrulelist-interface"""

    wrapper: object

    def __init__(self) -> None:
        self.wrapper = None
        self.rules: list[CSSRule] = []

    @property
    def length(self) -> int:
        """https://drafts.csswg.org/cssom-1/#dom-cssrulelist-length"""
        return len(self.rules)

    def item(self, index: int) -> CSSRule | None:
        """https://drafts.csswg.org/cssom-1/#dom-cssrulelist-item"""
        return self.rules[index] if 0 <= index < len(self.rules) else None

    def __iter__(self) -> Iterator[CSSRule]:
        return iter(self.rules)


class CSSGroupingRule(CSSRule):
    """https://drafts.csswg.org/cssom-1/#the-cssgroupingrule-interface"""

    def __init__(self) -> None:
        super().__init__()
        self.css_rules = CSSRuleList()

    def insert_rule(self, rule: str, index: int = 0) -> int:
        """https://drafts.csswg.org/cssom-1/#dom-cssgroupingrule-insertrule"""
        from webapis.css.rule_changes import insert_rule

        sheet = self.parent_style_sheet
        insert_rule(sheet, self, self.css_rules.rules, rule, index)
        self.changed()
        return index

    def delete_rule(self, index: int) -> None:
        """https://drafts.csswg.org/cssom-1/#dom-cssgroupingrule-deleterule"""
        from webapis.css.rule_changes import remove_rule

        remove_rule(self.css_rules.rules, index)
        self.changed()

    def body_text(self, head: str) -> str:
        """The text with rules in braces, as browsers break its lines."""
        inner = "".join([f"  {rule.css_text}\n" for rule in self.css_rules])
        return f"{head} {{\n{inner}}}"


class CSSStyleRule(CSSGroupingRule):
    """https://drafts.csswg.org/cssom-1/#the-cssstylerule-interface"""

    def __init__(self, selectors: "SelectorList", declarations: "dict[str, Declaration]") -> None:
        super().__init__()
        self.selectors = selectors
        self.style: CSSStyleDeclaration = RuleStyle(self, declarations)

    @property
    def type(self) -> int:
        return 1

    @property
    def selector_text(self) -> str:
        """https://drafts.csswg.org/cssom-1/#dom-cssstylerule-selectortext"""
        return self.selectors.text()

    @selector_text.setter
    def selector_text(self, value: str) -> None:
        from webapis.css.rule_parsing import selectors_in

        outer = None if self.parent_rule is None else self.parent_rule.parent_selectors()
        try:
            selectors = selectors_in(self.parent_style_sheet, value, outer)
        except DOMException:
            return
        self.selectors = selectors
        self.changed()

    def parent_selectors(self) -> "SelectorList | None":
        return self.selectors

    @property
    def css_text(self) -> str:
        """https://drafts.csswg.org/cssom-1/#serialize-a-css-rule, of a style rule"""
        return nested_text(self.selector_text, self.style, self.css_rules)

    @css_text.setter
    def css_text(self, value: str) -> None:
        pass


def nested_text(head: str, style: "CSSStyleDeclaration", rules: CSSRuleList) -> str:
    """Declarations on one line, but on lines of their own with rules beside them."""
    declarations = serialize_block(style.declarations)
    if not rules.rules:
        return f"{head} {{ {declarations}{' ' if declarations else ''}}}"
    lines = [text for text in (declarations, *[rule.css_text for rule in rules]) if text]
    return f"{head} {{\n" + "".join([f"  {line}\n" for line in lines]) + "}"


class CSSNestedDeclarations(CSSRule):
    """https://drafts.csswg.org/css-nesting-1/#the-cssnestrule"""

    def __init__(self, declarations: "dict[str, Declaration]") -> None:
        super().__init__()
        self.style: CSSStyleDeclaration = RuleStyle(self, declarations)

    @property
    def css_text(self) -> str:
        return serialize_block(self.style.declarations)

    @css_text.setter
    def css_text(self, value: str) -> None:
        pass


class CSSPageRule(CSSGroupingRule):
    """https://drafts.csswg.org/cssom-1/#the-csspagerule-interface"""

    def __init__(self, selector: str, declarations: "dict[str, Declaration]") -> None:
        super().__init__()
        self.selector = selector
        self.style: CSSStyleDeclaration = RuleStyle(self, declarations)

    @property
    def type(self) -> int:
        return 6

    @property
    def selector_text(self) -> str:
        """https://drafts.csswg.org/cssom-1/#dom-csspagerule-selectortext"""
        return self.selector

    @selector_text.setter
    def selector_text(self, value: str) -> None:
        from webapis.css.rule_parsing import page_selector

        selector = page_selector(value)
        if selector is not None:
            self.selector = selector
            self.changed()

    @property
    def css_text(self) -> str:
        return nested_text(f"@page {self.selector}".strip(), self.style, self.css_rules)

    @css_text.setter
    def css_text(self, value: str) -> None:
        pass


class CSSConditionRule(CSSGroupingRule):
    """https://drafts.csswg.org/css-conditional-3/#the-cssconditionrule-interface"""

    @property
    def condition_text(self) -> str:
        """https://drafts.csswg.org/css-conditional-3/#dom-cssconditionrule-conditiontext"""
        raise NotImplementedError

    @property
    def matches(self) -> bool:
        """Whether the condition holds."""
        return False


class CSSMediaRule(CSSConditionRule):
    """https://drafts.csswg.org/css-conditional-3/#the-cssmediarule-interface"""

    def __init__(self, media: "MediaList") -> None:
        super().__init__()
        self.media = media
        media.on_change = self.changed

    @property
    def type(self) -> int:
        return 4

    @property
    def condition_text(self) -> str:
        return self.media.media_text

    @property
    def matches(self) -> bool:
        """https://drafts.csswg.org/css-conditional-3/#dom-cssmediarule-matches"""
        sheet = self.parent_style_sheet
        return sheet is not None and self.media.matches(sheet.environment())

    @property
    def css_text(self) -> str:
        return self.body_text(f"@media {self.media.media_text}".rstrip())

    @css_text.setter
    def css_text(self, value: str) -> None:
        pass


class CSSSupportsRule(CSSConditionRule):
    """https://drafts.csswg.org/css-conditional-3/#the-csssupportsrule-interface"""

    def __init__(self, condition: str, holds: bool) -> None:
        super().__init__()
        self.condition = condition
        self.holds = holds

    @property
    def type(self) -> int:
        return 12

    @property
    def condition_text(self) -> str:
        return self.condition

    @property
    def matches(self) -> bool:
        """https://drafts.csswg.org/css-conditional-3/#dom-csssupportsrule-matches"""
        return self.holds

    @property
    def css_text(self) -> str:
        return self.body_text(f"@supports {self.condition}")

    @css_text.setter
    def css_text(self, value: str) -> None:
        pass
