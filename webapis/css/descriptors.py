"""Descriptors of at-rules: https://drafts.csswg.org/css-fonts-4/#font-face-rule. They are no properties."""

from typing import Any, Final

from webapis.css.declaration_parsing import Declaration, is_declaration_value
from webapis.css.style_declaration import RuleStyle, declaration_text
from webapis.css.syntax.reading import block_declarations, component_values
from webapis.css.tokens import components_text
from webapis.infra.ascii import ascii_lowercase

_FONT_FACE: Final = (
    "ascent-override descent-override font-display font-family font-feature-settings font-stretch font-style "
    "font-variation-settings font-weight line-gap-override size-adjust src unicode-range"
)
FONT_FACE: Final = frozenset(_FONT_FACE.split())


def descriptor_text(values: list[Any]) -> str | None:
    """The text of a descriptor's value; what it means is not looked at."""
    if is_declaration_value(values, 0) is None:
        return None
    return components_text(values).strip(" ") or None


def descriptors_of(items: list[Any]) -> dict[str, Declaration]:
    """The descriptors among declarations."""
    found: dict[str, Declaration] = {}
    for item in items:
        if item.type == "declaration" and item.lower_name in FONT_FACE and not item.important:
            text = descriptor_text(item.value)
            if text is not None:
                found[item.lower_name] = Declaration(item.lower_name, text, False, "")
    return found


class DescriptorStyle(RuleStyle):
    """The block of an @font-face rule."""

    @property
    def css_text(self) -> str:
        return " ".join([declaration_text(name, item.value, False) for name, item in self.declarations.items()])

    @css_text.setter
    def css_text(self, value: str) -> None:
        self.declarations = descriptors_of(block_declarations(value))
        self.update()

    def get_property_value(self, property: str) -> str:
        found = self.declarations.get(ascii_lowercase(property))
        return "" if found is None else found.value

    def get_property_priority(self, property: str) -> str:
        return ""

    def set_property(self, property: str, value: str, priority: str = "") -> None:
        name = ascii_lowercase(property)
        if value == "":
            self.remove_property(name)
            return
        text = descriptor_text(component_values(value)) if name in FONT_FACE and priority == "" else None
        if text is not None:
            self.declarations[name] = Declaration(name, text, False, "")
            self.update()

    def remove_property(self, property: str) -> str:
        found = self.declarations.pop(ascii_lowercase(property), None)
        self.update()
        return "" if found is None else found.value
