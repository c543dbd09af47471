"""https://drafts.csswg.org/cssom-1/#the-cssstyledeclaration-interface"""

from typing import TYPE_CHECKING

from webapis.css.animating import notice_text
from webapis.css.declaration_parsing import Declaration, Parsed, known_name, longhands_of, parse_block, parse_value
from webapis.css.matching import WIDE_KEYWORDS
from webapis.css.shorthand_compression import compress
from webapis.css.shorthands import Shorthand, shorthands, shorthands_of
from webapis.infra.ascii import ascii_lowercase

if TYPE_CHECKING:
    from webapis.css.rules import CSSRule
    from webapis.dom.element import Element


class CSSStyleDeclaration:
    """A block of declarations; the subclasses know where it stands."""

    wrapper: object
    declarations: dict[str, Declaration]

    def __init__(self) -> None:
        self.wrapper = None
        self.declarations = {}

    @property
    def interface_name(self) -> str:
        """The name of the interface, which chooses the wrapper's prototype."""
        return "CSSStyleDeclaration"

    @property
    def parent_rule(self) -> "CSSRule | None":
        """https://drafts.csswg.org/cssom-1/#dom-cssstyledeclaration-parentrule"""
        return None

    def current(self) -> dict[str, Declaration]:
        """The declarations, by longhand, in the order of the block."""
        return self.declarations

    def update(self) -> None:
        """Tell where it stands that the declarations are others."""

    @property
    def css_text(self) -> str:
        """https://drafts.csswg.org/cssom-1/#dom-cssstyledeclaration-csstext"""
        return serialize_block(self.current())

    @css_text.setter
    def css_text(self, value: str) -> None:
        self.declarations = parse_block(value)
        self.update()

    @property
    def length(self) -> int:
        """https://drafts.csswg.org/cssom-1/#dom-cssstyledeclaration-length"""
        return len(self.current())

    def item(self, index: int) -> str:
        """https://drafts.csswg.org/cssom-1/#dom-cssstyledeclaration-item"""
        names = list(self.current())
        return names[index] if 0 <= index < len(names) else ""

    def get_property_value(self, property: str) -> str:
        """https://drafts.csswg.org/cssom-1/#dom-cssstyledeclaration-getpropertyvalue"""
        name = known_name(property)
        if name is None:
            return ""
        declarations = self.current()
        found = declarations.get(name)
        if found is not None:
            return found.value
        row = shorthands().get(name)
        return serialize_shorthand(row, declarations) if row is not None else ""

    def get_property_priority(self, property: str) -> str:
        """https://drafts.csswg.org/cssom-1/#dom-cssstyledeclaration-getpropertypriority"""
        name = known_name(property)
        if name is None:
            return ""
        declarations = self.current()
        found = [declarations.get(longhand) for longhand in longhands_of(name)]
        return "important" if found and all(item is not None and item.important for item in found) else ""

    def set_property(self, property: str, value: str, priority: str = "") -> None:
        """https://drafts.csswg.org/cssom-1/#dom-cssstyledeclaration-setproperty"""
        # 2, 3. The property must be one.
        name = known_name(property)
        if name is None:
            return
        # 4. Nothing removes.
        if value == "":
            self.remove_property(property)
            return
        # 5. The only priority.
        if priority != "" and ascii_lowercase(priority) != "important":
            return
        # 6, 7. What is no value changes nothing.
        parsed = parse_value(name, value)
        # 8, 9.
        if parsed is not None and self.set_declarations(parsed, priority != ""):
            self.update()

    def set_declarations(self, parsed: Parsed, important: bool) -> bool:
        """https://drafts.csswg.org/cssom-1/#set-a-css-declaration; a declaration that is there keeps its place, when no
        other of its shorthands stands behind it. Whether anything has changed."""
        declarations = self.current()
        changed = False
        for name, (value, pending) in parsed.items():
            found = declarations.get(name)
            if found is None:
                declarations[name] = Declaration(name, value, important, pending)
            elif (found.value, found.important, found.pending) != (value, important, pending):
                found.value, found.important, found.pending = value, important, pending
            else:
                continue
            changed = True
        return changed

    def remove_property(self, property: str) -> str:
        """https://drafts.csswg.org/cssom-1/#dom-cssstyledeclaration-removeproperty"""
        name = known_name(property)
        if name is None:
            return ""
        value = self.get_property_value(name)
        declarations = self.current()
        removed = [declarations.pop(longhand, None) for longhand in longhands_of(name)]
        if any(item is not None for item in removed):
            self.update()
        return value

    # The attributes named after properties; `name` is the property's.

    def get_named_property(self, name: str) -> str:
        """https://drafts.csswg.org/cssom-1/#dom-cssstyledeclaration-camel-cased-attribute"""
        return self.get_property_value(name)

    def set_named_property(self, name: str, value: str) -> None:
        """https://drafts.csswg.org/cssom-1/#dom-cssstyledeclaration-camel-cased-attribute"""
        self.set_property(name, value)


class InlineStyle(CSSStyleDeclaration):
    """The declarations of one element's style attribute, read again when somebody else has changed it."""

    element: "Element"
    source: str | None

    def __init__(self, element: "Element") -> None:
        super().__init__()
        self.element = element
        self.source = None

    def current(self) -> dict[str, Declaration]:
        value = self.element.get_attribute_ns(None, "style")
        if value != self.source:
            self.source = value
            self.declarations = parse_block(value) if value else {}
        return self.declarations

    def update(self) -> None:
        """https://drafts.csswg.org/cssom-1/#update-style-attribute-for"""
        text = serialize_block(self.declarations)
        self.source = text
        self.element.set_attribute_value("style", text)


class RuleStyle(CSSStyleDeclaration):
    """The declarations of a rule in a style sheet."""

    def __init__(self, rule: "CSSRule", declarations: dict[str, Declaration]) -> None:
        super().__init__()
        self.rule = rule
        self.declarations = declarations

    @property
    def parent_rule(self) -> "CSSRule | None":
        return self.rule

    def update(self) -> None:
        sheet = self.rule.parent_style_sheet
        if sheet is not None:
            for name in self.declarations:
                notice_text(sheet.document, name)
        self.rule.changed()


def serialize_shorthand(row: Shorthand, declarations: dict[str, Declaration]) -> str:
    """https://drafts.csswg.org/cssom-1/#serialize-a-css-value of a shorthand: "" where it cannot say what is declared."""
    names = longhands_of(row.name)
    found = [declarations[name] for name in names if name in declarations]
    if len(found) < len(names) or not found:
        return ""
    first = found[0]
    if any(item.important != first.important for item in found):
        return ""
    if any(item.pending for item in found):
        if any(item.pending != first.pending for item in found) or not first.pending.startswith(row.name + ": "):
            return ""
        return first.pending.partition(": ")[2]
    values = {item.value for item in found}
    if not values.isdisjoint(WIDE_KEYWORDS):
        return first.value if len(values) == 1 else ""
    if any("var(" in value or "env(" in value for value in values):
        return ""
    return compress(row, lambda name: declarations[name].value)


def serialize_block(declarations: dict[str, Declaration]) -> str:
    """https://drafts.csswg.org/cssom-1/#serialize-a-css-declaration-block"""
    parts: list[str] = []
    done: set[str] = set()
    for name, declaration in declarations.items():
        if name in done:
            continue
        for row in shorthands_of(name):
            if not done.isdisjoint(row.longhands):
                continue
            text = serialize_shorthand(row, declarations)
            if text:
                done.update(row.longhands)
                parts.append(declaration_text(row.name, text, declaration.important))
                break
        else:
            done.add(name)
            parts.append(declaration_text(name, declaration.value, declaration.important))
    return " ".join(parts)


def declaration_text(name: str, value: str, important: bool) -> str:
    """https://drafts.csswg.org/cssom-1/#serialize-a-css-declaration"""
    return f"{name}: {value}{' !important' if important else ''};"
