"""Rules put in and taken out: https://drafts.csswg.org/cssom-1/#insert-a-css-rule and remove a CSS rule"""

from typing import TYPE_CHECKING

from webapis.css.animating import notice_text
from webapis.css.at_rules import CSSImportRule, CSSLayerStatementRule, CSSNamespaceRule
from webapis.css.rule_parsing import may_be_inside, read_nested_declarations, read_rule
from webapis.idl.exceptions import dom_exception

if TYPE_CHECKING:
    from webapis.css.rules import CSSRule
    from webapis.css.style_sheet import CSSStyleSheet


def insert_rule(
    sheet: "CSSStyleSheet | None", parent: "CSSRule | None", rules: "list[CSSRule]", text: str, index: int
) -> "CSSRule":
    """https://drafts.csswg.org/cssom-1/#insert-a-css-rule"""
    # 1-2. The place.
    if index > len(rules):
        raise dom_exception("IndexSizeError", f"The index provided ({index}) is larger than the maximum index.")
    # 3-5. The rule.
    if sheet is not None:
        notice_text(sheet.document, text)
    made = read_rule(sheet, text, parent)
    if made is None and parent is not None and parent.parent_selectors() is not None:
        made = read_nested_declarations(sheet, text)
    if made is None:
        raise dom_exception("SyntaxError", f"Failed to parse the rule '{text}'.")
    if sheet is not None and sheet.is_constructed and isinstance(made, CSSImportRule):
        raise dom_exception("SyntaxError", "Can't insert @import rules into a constructed stylesheet.")
    # 6. Where it may stand.
    if not fits(made, parent, rules, index):
        raise dom_exception("HierarchyRequestError", "Failed to insert the rule.")
    # 7. A namespace only where nothing was read with another.
    if isinstance(made, CSSNamespaceRule):
        if any(not isinstance(rule, CSSImportRule | CSSNamespaceRule) for rule in rules):
            raise dom_exception("InvalidStateError", "Failed to insert the rule")
        if sheet is not None:
            sheet.namespaces[made.prefix] = made.namespace_uri
    # 8-9.
    rules.insert(index, made)
    made.parent_rule, made.parent_style_sheet = parent, sheet
    return made


def fits(rule: "CSSRule", parent: "CSSRule | None", rules: "list[CSSRule]", index: int) -> bool:
    """Imports first, then namespaces; neither inside other rules."""
    if parent is not None:
        return may_be_inside(rule)
    if isinstance(rule, CSSImportRule):
        return all(isinstance(one, CSSImportRule | CSSLayerStatementRule) for one in rules[:index])
    after = rules[index:]
    if isinstance(rule, CSSNamespaceRule):
        before_fits = all(
            isinstance(one, CSSImportRule | CSSNamespaceRule | CSSLayerStatementRule) for one in rules[:index]
        )
        return before_fits and not any(isinstance(one, CSSImportRule) for one in after)
    if isinstance(rule, CSSLayerStatementRule):
        return True
    return not any(isinstance(one, CSSImportRule | CSSNamespaceRule) for one in after)


def remove_rule(rules: "list[CSSRule]", index: int) -> "CSSRule":
    """https://drafts.csswg.org/cssom-1/#remove-a-css-rule"""
    # 1-2. The place.
    if index >= len(rules):
        raise dom_exception("IndexSizeError", f"The index provided ({index}) is larger than the maximum index.")
    # 4. A namespace only where nothing was read with it.
    found = rules[index]
    if isinstance(found, CSSNamespaceRule) and any(
        not isinstance(rule, CSSImportRule | CSSNamespaceRule) for rule in rules
    ):
        raise dom_exception("InvalidStateError", "Failed to delete the rule")
    # 5-6.
    del rules[index]
    found.parent_rule = found.parent_style_sheet = None
    return found
