"""The style rules of one sheet, found by what the elements they are for must have.

https://drafts.csswg.org/css-cascade-5/#filtering: conditions are asked here, once for each state of the sheet.
"""

from typing import TYPE_CHECKING, Final

from jsengine._kernel import poll
from webapis.css.at_rules import CSSImportRule, CSSKeyframesRule, CSSLayerBlockRule, CSSLayerStatementRule
from webapis.css.rules import CSSMediaRule, CSSNestedDeclarations, CSSStyleRule, CSSSupportsRule
from webapis.infra.ascii import ascii_lowercase
from webapis.selectors.pseudo_classes import NamedTest
from webapis.selectors.structure import HasTest, HostTest, ListTest, NthTest

if TYPE_CHECKING:
    from webapis.css.declaration_parsing import Declaration
    from webapis.css.media_features import Environment
    from webapis.css.rules import CSSRule
    from webapis.css.style_sheet import CSSStyleSheet
    from webapis.selectors.structure import Complex, SelectorList, Test

# Pseudo-classes whose changes no version counts.
UNCOUNTED: Final = frozenset(
    ["indeterminate", "in-range", "invalid", "out-of-range", "placeholder-shown", "user-invalid", "user-valid", "valid"]
)


class IndexedRule:
    """One complex selector of a style rule, with the rule's declarations."""

    __slots__ = ("base_url", "declarations", "has_important", "layer", "order", "selector", "specificity")

    def __init__(
        self, selector: "Complex", specificity: int, declarations: "dict[str, Declaration]", layer: str, order: int
    ) -> None:
        self.selector: Complex = selector
        self.specificity: int = specificity
        self.declarations: dict[str, Declaration] = declarations
        self.has_important: bool = any(one.important for one in declarations.values())
        self.layer: str = layer
        self.order: int = order
        self.base_url: str = ""


class Buckets:
    """The rules for elements, or for one pseudo-element, by what the subject asks for first."""

    __slots__ = ("by_class", "by_id", "by_tag", "others")

    def __init__(self) -> None:
        self.by_id: dict[str, list[IndexedRule]] = {}
        self.by_class: dict[str, list[IndexedRule]] = {}
        self.by_tag: dict[str, list[IndexedRule]] = {}
        self.others: list[IndexedRule] = []

    def add(self, rule: IndexedRule, is_quirky: bool) -> None:
        """Put a rule where its elements look."""
        subject = rule.selector.subject
        if subject.identifier is not None:
            key = ascii_lowercase(subject.identifier) if is_quirky else subject.identifier
            self.by_id.setdefault(key, []).append(rule)
        elif subject.classes:
            key = ascii_lowercase(subject.classes[0]) if is_quirky else subject.classes[0]
            self.by_class.setdefault(key, []).append(rule)
        elif subject.local_name is not None and subject.lowercase_name is not None:
            self.by_tag.setdefault(subject.lowercase_name, []).append(rule)
            if subject.local_name != subject.lowercase_name:
                self.by_tag.setdefault(subject.local_name, []).append(rule)
        else:
            self.others.append(rule)


class AnimatingRules:
    """Those of a sheet's rules that speak of transitions or animations."""

    __slots__ = ("elements", "for_others", "pseudo_elements")

    def __init__(self) -> None:
        self.elements = Buckets()
        self.pseudo_elements: dict[str, Buckets] = {}
        self.for_others: bool = False
        """Whether there are such for hosts, what is in slots, or parts."""


class RuleIndex:
    """All of a sheet's rules that hold in an environment."""

    def __init__(self, sheet: "CSSStyleSheet", environment: "Environment", is_quirky: bool) -> None:
        self.version = sheet.version
        self.environment = environment
        self.is_quirky = is_quirky
        self.elements = Buckets()
        self.pseudo_elements: dict[str, Buckets] = {}
        self.host: list[IndexedRule] = []
        self.slotted: list[IndexedRule] = []
        self.keyframes: dict[str, CSSKeyframesRule] = {}
        self.animating: AnimatingRules | None = None
        """The rules that may make something move, once somebody asks."""
        self.layers: dict[str, None] = {}
        """The layers in the order in which they were first named."""
        self.is_uncounted = False
        self.count = 0
        self.base_url = sheet.base_url
        self.add_sheet(sheet, "")

    def add_sheet(self, sheet: "CSSStyleSheet", layer: str) -> None:
        """A sheet, or one that it imports."""
        if not sheet.is_disabled and sheet.media.matches(self.environment):
            outer, self.base_url = self.base_url, sheet.base_url
            self.add_rules(sheet.all_rules, layer, None)
            self.base_url = outer

    def add_rules(self, rules: "list[CSSRule]", layer: str, outer: "SelectorList | None") -> None:
        """Rules in their order; as deep as the parser lets them nest."""
        for rule in rules:
            poll()
            if isinstance(rule, CSSStyleRule):
                self.add_style(rule.selectors, rule.style.declarations, layer)
                if rule.css_rules.rules:
                    self.add_rules(rule.css_rules.rules, layer, rule.selectors)
            elif isinstance(rule, CSSNestedDeclarations):
                if outer is not None:
                    self.add_style(outer, rule.style.declarations, layer)
            elif isinstance(rule, CSSMediaRule):
                if rule.media.matches(self.environment):
                    self.add_rules(rule.css_rules.rules, layer, outer)
            elif isinstance(rule, CSSSupportsRule):
                if rule.holds:
                    self.add_rules(rule.css_rules.rules, layer, outer)
            elif isinstance(rule, CSSLayerBlockRule):
                self.add_rules(rule.css_rules.rules, self.open_layer(layer, rule.name), outer)
            elif isinstance(rule, CSSLayerStatementRule):
                for name in rule.name_list:
                    self.open_layer(layer, name)
            elif isinstance(rule, CSSImportRule):
                self.add_import(rule, layer)
            elif isinstance(rule, CSSKeyframesRule):
                self.keyframes[rule.animation_name] = rule

    def add_import(self, rule: CSSImportRule, layer: str) -> None:
        """What was imported stands where the import stands."""
        if rule.layer_name is not None:
            layer = self.open_layer(layer, rule.layer_name)
        if rule.style_sheet is not None:
            self.add_sheet(rule.style_sheet, layer)

    def open_layer(self, outer: str, name: str) -> str:
        """The full name of a layer: https://drafts.csswg.org/css-cascade-5/#layer-names; one without a name is its own."""
        full = outer
        for part in (name or f" {len(self.layers)} {id(self)}").split("."):
            full = f"{full}.{part}" if full else part
            self.layers.setdefault(full)
        return full

    def add_style(self, selectors: "SelectorList", declarations: "dict[str, Declaration]", layer: str) -> None:
        """A rule's selectors one by one; a rule without declarations is for nobody."""
        if not declarations:
            return
        for selector in selectors.selectors:
            rule = IndexedRule(selector, selector.specificity, declarations, layer, self.count)
            rule.base_url = self.base_url
            self.count += 1
            subject = selector.subject
            if selector_asks_uncounted(selector):
                self.is_uncounted = True
            if subject.slotted is not None:
                self.slotted.append(rule)
            elif subject.never:
                buckets = self.pseudo_elements.setdefault(subject.pseudo_element, Buckets())
                buckets.add(rule, self.is_quirky)
            elif subject.has_host:
                self.host.append(rule)
            else:
                self.elements.add(rule, self.is_quirky)


def asks_uncounted(test: "Test") -> bool:
    """Whether the answer may change without a version that does."""
    if isinstance(test, NamedTest):
        return test.name in UNCOUNTED
    if isinstance(test, ListTest):
        return list_asks_uncounted(test.selectors)
    if isinstance(test, HasTest):
        return any(selector_asks_uncounted(selector) for selector in test.selectors)
    if isinstance(test, NthTest) and test.selectors is not None:
        return list_asks_uncounted(test.selectors)
    if isinstance(test, HostTest) and test.selector is not None:
        return any(asks_uncounted(one) for one in test.selector.tests)
    return False


def list_asks_uncounted(selectors: "SelectorList") -> bool:
    """The same of a list; what & stands for is one list in many places."""
    if selectors.asks_uncounted is None:
        selectors.asks_uncounted = any(selector_asks_uncounted(selector) for selector in selectors.selectors)
    return selectors.asks_uncounted


def selector_asks_uncounted(selector: "Complex") -> bool:
    """The same of one selector."""
    return any(asks_uncounted(test) for compound in selector.compounds for test in compound.tests)
