"""Text to rules: https://drafts.csswg.org/css-syntax-3/#css-stylesheets, with what the modules say of each at-rule.

What is no rule is dropped, and nothing else with it.
"""

from typing import TYPE_CHECKING, Any, Final

from jsengine._kernel import poll
from webapis.css.at_rules import (
    CSSFontFaceRule,
    CSSImportRule,
    CSSKeyframeRule,
    CSSKeyframesRule,
    CSSLayerBlockRule,
    CSSLayerStatementRule,
    CSSNamespaceRule,
)
from webapis.css.declaration_parsing import declared
from webapis.css.descriptors import descriptors_of
from webapis.css.matching import NOT_CUSTOM, significant
from webapis.css.media_list import MediaList
from webapis.css.numeric import number_text
from webapis.css.rules import (
    CSSGroupingRule,
    CSSMediaRule,
    CSSNestedDeclarations,
    CSSPageRule,
    CSSRule,
    CSSStyleRule,
    CSSSupportsRule,
)
from webapis.css.supports import supports_condition
from webapis.css.syntax.reading import (
    block_items,
    component_values,
    is_shallow,
    one_rule,
    rule_items,
    sheet_items,
    written_text,
)
from webapis.css.tokens import identifier_text
from webapis.idl.exceptions import DOMException
from webapis.infra.ascii import split_surrogates

if TYPE_CHECKING:
    from webapis.css.style_sheet import CSSStyleSheet
    from webapis.selectors.structure import SelectorList

DEEPEST: Final = 32
"""Rules in rules beyond this are dropped."""


class RuleReader:
    """Reads the rules of one sheet; what it knows is where it stands."""

    def __init__(self, sheet: "CSSStyleSheet | None") -> None:
        self.sheet = sheet
        self.depth = 0

    def sheet_rules(self, text: str) -> list[CSSRule]:
        """All rules, in the order that imports and namespaces have to keep."""
        rules: list[CSSRule] = []
        imports_end = namespaces_end = False
        for item in sheet_items(text):
            poll()
            rule = self.rule(item, None)
            if rule is None:
                # Even a rule that is not known ends the place of imports: https://drafts.csswg.org/css-cascade-5/#at-import
                known = item.type == "at-rule" and item.lower_at_keyword in ("charset", "import", "layer", "namespace")
                imports_end = namespaces_end = imports_end or not known
                continue
            if isinstance(rule, CSSImportRule):
                if imports_end:
                    continue
            elif isinstance(rule, CSSNamespaceRule):
                imports_end = True
                if namespaces_end:
                    continue
                self.declare_namespace(rule)
            elif isinstance(rule, CSSLayerStatementRule):
                imports_end = imports_end or any(isinstance(one, CSSImportRule) for one in rules)
            else:
                imports_end = namespaces_end = True
            rules.append(rule)
        return rules

    def declare_namespace(self, rule: CSSNamespaceRule) -> None:
        """From here on its prefix means something."""
        if self.sheet is not None:
            self.sheet.namespaces[rule.prefix] = rule.namespace_uri

    def rule(self, item: Any, parent: CSSRule | None) -> CSSRule | None:
        """One rule, or None."""
        if not is_shallow(item.prelude or []) or self.depth >= DEEPEST:
            return None
        self.depth += 1
        if item.type == "qualified-rule":
            made: CSSRule | None = self.style_rule(item, parent)
        else:
            made = self.at_rule(item, parent)
        self.depth -= 1
        if made is not None:
            made.parent_rule, made.parent_style_sheet = parent, self.sheet
        return made

    def style_rule(self, item: Any, parent: CSSRule | None) -> CSSStyleRule | None:
        """https://drafts.csswg.org/css-syntax-3/#style-rules"""
        outer = None if parent is None else parent.parent_selectors()
        try:
            selectors = selectors_in(self.sheet, split_surrogates(written_text(item.prelude)), outer)
        except DOMException:
            return None
        made = CSSStyleRule(selectors, {})
        made.parent_rule, made.parent_style_sheet = parent, self.sheet
        self.fill(made, block_items(item.content))
        return made

    def fill(self, rule: CSSStyleRule, items: list[Any]) -> None:
        """Declarations up to the first rule are the rule's own: https://drafts.csswg.org/css-nesting-1/#mixing"""
        first = next((index for index, item in enumerate(items) if item.type != "declaration"), len(items))
        rule.style.declarations = declared(items[:first])
        self.nested(rule, items[first:])

    def nested(self, group: CSSGroupingRule, items: list[Any]) -> None:
        """Rules inside a style rule, and the declarations between them."""
        rules = group.css_rules.rules
        waiting: list[Any] = []
        for item in [*items, None]:
            if item is not None and item.type == "declaration":
                waiting.append(item)
                continue
            declarations = declared(waiting)
            waiting = []
            if declarations:
                between = CSSNestedDeclarations(declarations)
                between.parent_rule, between.parent_style_sheet = group, self.sheet
                rules.append(between)
            rule = None if item is None else self.rule(item, group)
            if rule is not None and may_be_inside(rule):
                rules.append(rule)

    def group(self, made: CSSGroupingRule, item: Any, parent: CSSRule | None) -> CSSGroupingRule | None:
        """The rules in the block of a conditional rule or a layer."""
        if item.content is None:
            return None
        made.parent_rule, made.parent_style_sheet = parent, self.sheet
        if made.parent_selectors() is not None:
            self.nested(made, block_items(item.content))
            return made
        for inner in rule_items(item.content):
            poll()
            rule = self.rule(inner, made)
            if rule is not None and may_be_inside(rule):
                made.css_rules.rules.append(rule)
        return made

    def at_rule(self, item: Any, parent: CSSRule | None) -> CSSRule | None:
        """An at-rule that is known."""
        name: str = item.lower_at_keyword
        values = significant(item.prelude)
        if name == "media":
            return self.group(CSSMediaRule(MediaList(split_surrogates(written_text(item.prelude)))), item, parent)
        if name == "supports":
            holds = supports_condition(item.prelude)
            if holds is None:
                return None
            return self.group(CSSSupportsRule(split_surrogates(written_text(item.prelude)), holds), item, parent)
        if name == "layer":
            return self.layer(item, values, parent)
        if name in ("import", "namespace"):
            if item.content is not None or parent is not None:
                return None
            return import_rule(item) if name == "import" else namespace_rule(values)
        if item.content is None:
            return None
        if name == "font-face":
            return CSSFontFaceRule(descriptors_of(block_items(item.content))) if not values else None
        if name in ("keyframes", "-webkit-keyframes"):
            return self.keyframes(item, values)
        if name == "page":
            selector = page_selector(written_text(item.prelude))
            items = [one for one in block_items(item.content) if one.type == "declaration"]
            return CSSPageRule(selector, declared(items)) if selector is not None else None
        return None

    def layer(self, item: Any, values: list[Any], parent: CSSRule | None) -> CSSRule | None:
        """https://drafts.csswg.org/css-cascade-5/#at-layer"""
        names = layer_names(values)
        if names is None:
            return None
        if item.content is None:
            return CSSLayerStatementRule(names) if names else None
        return self.group(CSSLayerBlockRule(names[0] if names else ""), item, parent) if len(names) < 2 else None

    def keyframes(self, item: Any, values: list[Any]) -> CSSKeyframesRule | None:
        """https://drafts.csswg.org/css-animations-1/#keyframes"""
        if len(values) != 1 or values[0].type not in ("ident", "string"):
            return None
        if values[0].type == "ident" and values[0].lower_value in {"none", *NOT_CUSTOM}:
            return None
        made = CSSKeyframesRule(split_surrogates(values[0].value))
        for inner in rule_items(item.content):
            poll()
            frame = keyframe(inner)
            if frame is not None:
                frame.parent_rule, frame.parent_style_sheet = made, self.sheet
                made.css_rules.rules.append(frame)
        return made


def may_be_inside(rule: CSSRule) -> bool:
    """Whether a rule may stand in another."""
    return not isinstance(rule, CSSImportRule | CSSNamespaceRule)


def selectors_in(sheet: "CSSStyleSheet | None", text: str, outer: "SelectorList | None") -> "SelectorList":
    """The selectors of a style rule in a sheet."""
    from webapis.selectors.rule_selectors import SheetContext, parse_rule_selectors

    return parse_rule_selectors(text, SheetContext({} if sheet is None else sheet.namespaces, outer))


def read_rules(sheet: "CSSStyleSheet", text: str) -> list[CSSRule]:
    """The rules of a whole sheet."""
    return RuleReader(sheet).sheet_rules(text)


def read_rule(sheet: "CSSStyleSheet | None", text: str, parent: CSSRule | None) -> CSSRule | None:
    """https://drafts.csswg.org/cssom-1/#parse-a-css-rule; None is a syntax error."""
    item = one_rule(text)
    if item is None or item.type not in ("qualified-rule", "at-rule"):
        return None
    return RuleReader(sheet).rule(item, parent)


def read_nested_declarations(sheet: "CSSStyleSheet | None", text: str) -> CSSRule | None:
    """https://drafts.csswg.org/cssom-1/#insert-a-css-rule step 4: declarations in the place of a nested rule."""
    declarations = declared([item for item in block_items(text) if item.type == "declaration"])
    return CSSNestedDeclarations(declarations) if declarations else None


def import_rule(item: Any) -> CSSImportRule | None:
    """https://drafts.csswg.org/css-cascade-5/#at-import"""
    values = item.prelude
    at = skip_blanks(values, 0)
    href = address(values[at]) if at < len(values) else None
    if href is None:
        return None
    at = skip_blanks(values, at + 1)
    layer: str | None = None
    if at < len(values) and values[at].type == "ident" and values[at].lower_value == "layer":
        layer, at = "", skip_blanks(values, at + 1)
    elif at < len(values) and values[at].type == "function" and values[at].lower_name == "layer":
        names = layer_names(significant(values[at].arguments))
        if names is not None and len(names) == 1:
            layer, at = names[0], skip_blanks(values, at + 1)
    supports: str | None = None
    supported = True
    if at < len(values) and values[at].type == "function" and values[at].lower_name == "supports":
        supports = split_surrogates(written_text(values[at].arguments))
        from webapis.css.supports import supports_text

        supported, at = supports_text(supports), at + 1
    return CSSImportRule(href, MediaList(split_surrogates(written_text(values[at:]))), layer, supports, supported)


def skip_blanks(values: list[Any], at: int) -> int:
    """To the next component that is no blank."""
    while at < len(values) and values[at].type in ("whitespace", "comment"):
        at += 1
    return at


def address(value: Any) -> str | None:
    """A string, a url token, or url() with a string in it."""
    if value.type in ("string", "url"):
        return split_surrogates(value.value)
    if value.type == "function" and value.lower_name in ("url", "src"):
        inside = significant(value.arguments)
        if len(inside) == 1 and inside[0].type == "string":
            return split_surrogates(inside[0].value)
    return None


def namespace_rule(values: list[Any]) -> CSSNamespaceRule | None:
    """https://drafts.csswg.org/css-namespaces-3/#declaration"""
    if not 1 <= len(values) <= 2 or (len(values) == 2 and values[0].type != "ident"):
        return None
    uri = address(values[-1])
    prefix = split_surrogates(values[0].value) if len(values) == 2 else ""
    return CSSNamespaceRule(prefix, uri) if uri is not None else None


def layer_names(values: list[Any]) -> list[str] | None:
    """https://drafts.csswg.org/css-cascade-5/#typedef-layer-name, with commas between them."""
    names: list[str] = []
    wants_name = True
    for value in values:
        if value.type == "ident" and wants_name:
            if value.lower_value in NOT_CUSTOM:
                return None
            name = identifier_text(split_surrogates(value.value))
            if names and names[-1].endswith("."):
                names[-1] += name
            else:
                names.append(name)
            wants_name = False
        elif value.type == "literal" and value.value in (".", ",") and not wants_name:
            wants_name = True
            if value.value == ".":
                names[-1] += "."
        else:
            return None
    return None if values and wants_name else names


def keyframe(item: Any) -> CSSKeyframeRule | None:
    """https://drafts.csswg.org/css-animations-1/#typedef-keyframe-block"""
    if item.type != "qualified-rule" or not is_shallow(item.prelude):
        return None
    keys = keyframe_selector(written_text(item.prelude))
    if keys is None:
        return None
    items = [one for one in block_items(item.content) if one.type == "declaration" and not one.important]
    return CSSKeyframeRule(keys, declared(items))


def keyframe_of_text(text: str) -> CSSKeyframeRule | None:
    """A keyframe alone."""
    item = one_rule(text)
    return None if item is None else keyframe(item)


def keyframe_selector(text: str) -> str | None:
    """https://drafts.csswg.org/css-animations-1/#typedef-keyframe-selector, in its canonical text"""
    keys: list[str] = []
    for index, value in enumerate(significant(component_values(text))):
        if index % 2:
            if value.type != "literal" or value.value != ",":
                return None
            keys.append("")
        elif value.type == "ident" and value.lower_value in ("from", "to"):
            keys[index // 2 :] = ["0%" if value.lower_value == "from" else "100%"]
        elif value.type == "percentage" and 0 <= value.value <= 100:
            keys[index // 2 :] = [number_text(value.value) + "%"]
        else:
            return None
    return ", ".join(keys) if keys and keys[-1] else None


def page_selector(text: str) -> str | None:
    """https://drafts.csswg.org/css-page-3/#syntax-page-selector"""
    found: list[str] = []
    for piece in text.split(","):
        name, *pseudos = piece.strip(" \t\n\r\f").split(":")
        if any(one.lower() not in ("first", "left", "right", "blank") for one in pseudos) or " " in name:
            return None
        found.append(":".join([name, *[one.lower() for one in pseudos]]))
    return ", ".join(found) if all(found) or len(found) == 1 else None
